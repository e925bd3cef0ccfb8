import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { leastTime } from './row.js';

/**
 * A program of its own: `node just-bash.js FOLDER LINE` runs the line in just-bash, the other shell that is written in TypeScript, from
 * the folder where `npm install` put it, and prints the milliseconds that it took. It is no dependency of Drydock (docs/decisions/006), and
 * has a process of its own because it replaces `Object.assign`, `Promise.prototype.then` and others while it runs, after which V8 takes twice as
 * long for much else.
 */
const [folder = '', line = ''] = process.argv.slice(2);
const entry = createRequire(path.join(path.resolve(folder), 'index.js')).resolve('just-bash');
const { Bash } = (await import(pathToFileURL(entry).href)) as { Bash: new (options: object) => Shell };

interface Shell {
  exec(line: string): Promise<{ readonly exitCode: number; readonly stderr: string }>;
}

/** It stops long loops by itself; here they are what is measured. */
const unbounded = { maxLoopIterations: 1e9, maxCommandCount: 1e9 };

const least = await leastTime(async () => {
  const { exitCode, stderr } = await new Bash({ executionLimits: unbounded }).exec(line);
  if (exitCode !== 0 || stderr !== '') throw new Error(`just-bash: ${line}: ${exitCode} ${stderr}`);
});
console.log(least);
