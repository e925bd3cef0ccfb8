import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { readIfThere } from '../dpkg/database.js';

const FOLDER = '/etc/apt/apt.conf.d';

/** Runs the commands that the configuration wants after some work: `DPkg::Post-Invoke { "rm -f …"; };`. */
export function* postInvoke(sys: Sys, name: 'dpkg::post-invoke' | 'apt::update::post-invoke'): Task<void> {
  for (const command of yield* commandsOf(sys, name)) {
    const pid = sys.spawn({ path: '/bin/sh', argv: ['sh', '-c', command], env: sys.env });
    for (let ended = yield* sys.wait(pid); !ended || ended === 'interrupted'; ) ended = yield* sys.wait(pid);
  }
}

function* commandsOf(sys: Sys, name: string): Task<readonly string[]> {
  const commands: string[] = [];
  for (const file of filesIn(sys)) {
    const text = (yield* readIfThere(sys, `${FOLDER}/${file}`)).replace(/^\s*(#|\/\/).*$/gm, '');
    for (const [, setting = '', block = ''] of text.matchAll(/([\w:-]+)\s*\{([^{}]*)\}\s*;/g)) {
      if (setting.toLowerCase() === name) commands.push(...[...block.matchAll(/"([^"]*)"/g)].map(([, command = '']) => command));
    }
  }
  return commands;
}

function filesIn(sys: Sys): readonly string[] {
  try {
    return sys.readdir(FOLDER).map(({ name }) => name);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}
