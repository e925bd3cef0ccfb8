import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A line for just-bash, run to its end in a shell of its own; rejects when the line failed there. */
export type JustBash = (line: string) => Promise<void>;

/**
 * The other shell that is written in TypeScript, from the folder that `DRYDOCK_JUST_BASH` names (where `npm install` put it), or
 * undefined without one: it is no dependency of Drydock (docs/decisions/006).
 */
export async function loadJustBash(folder = process.env['DRYDOCK_JUST_BASH']): Promise<JustBash | undefined> {
  if (folder === undefined || folder === '') return undefined;
  const entry = createRequire(path.join(path.resolve(folder), 'index.js')).resolve('just-bash');
  const { Bash } = (await import(pathToFileURL(entry).href)) as { Bash: new (options: object) => Shell };
  return async line => {
    const { exitCode, stderr } = await new Bash({ executionLimits: unbounded }).exec(line);
    if (exitCode !== 0 || stderr !== '') throw new Error(`just-bash: ${line}: ${exitCode} ${stderr}`);
  };
}

interface Shell {
  exec(line: string): Promise<{ readonly exitCode: number; readonly stderr: string }>;
}

/** It stops long loops by itself; here they are what is measured. */
const unbounded = { maxLoopIterations: 1e9, maxCommandCount: 1e9 };
