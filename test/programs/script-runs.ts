import { readFileSync } from 'node:fs';
import { busyboxApplets } from '../../engine/programs/busybox/applets.js';
import { ash, bash } from '../../engine/shell/index.js';
import type { RunOutput } from '../helpers/machine.js';
import { sampleMachine } from './sample-machine.js';
import { withoutUsage } from './sample-files.js';

export type Flavour = 'gnu' | 'busybox';
export type ScriptRecording = Readonly<Record<Flavour, Readonly<Record<string, RunOutput>>>>;

export const scriptEnvironment = { LC_ALL: 'C', TZ: 'UTC0', PATH: '/usr/bin:/bin', HOME: '/root' };

/** Scripts of several programs, with lines of dashes between them. */
export function readScripts(flavour: Flavour): readonly string[] {
  return readFileSync(`test/programs/scripts/${flavour}.txt`, 'utf8')
    .split(/^----\n/m)
    .map(text => text.replace(/\n$/, ''));
}

/** Runs a script among the sample files, in bash with GNU's programs or in ash with BusyBox's. */
export function runScript(flavour: Flavour, script: string): RunOutput {
  const machine = sampleMachine();
  const shell = flavour === 'busybox' ? ash : bash;
  if (flavour === 'busybox') for (const [name, main] of busyboxApplets) machine.program(name, main);
  for (const path of ['/bin/sh', '/usr/bin/sh', '/bin/bash']) machine.program(path, shell);
  const name = flavour === 'busybox' ? 'sh' : 'bash';
  const result = machine.run([name, '-c', script], { cwd: '/data', env: scriptEnvironment, maxSteps: 5_000_000 });
  return { ...result, stderr: withoutUsage(result.stderr) };
}
