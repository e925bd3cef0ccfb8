import type { Task } from '../../../../../core/task.js';
import type { Psql } from '../psql-shell.js';
import { notSimulated, type Command, type Commands } from './command.js';

/** What the buffer holds, which then is empty, or the last query once more. */
function takeQuery(shell: Psql): string {
  const pending = shell.buffer.take();
  return pending.trim() === '' ? shell.lastQuery : pending;
}

const go: Command = function* (shell, args, _rest, name) {
  if (args.length > 0) return yield* notSimulated(shell, `\\${name} with arguments`);
  const query = takeQuery(shell);
  return query.trim() === '' || (yield* shell.execute(query));
};

function* goExpanded(shell: Psql, args: readonly string[], rest: string, name: string): Task<boolean> {
  shell.expandedOnce = true;
  try {
    return yield* go(shell, args, rest, name);
  } finally {
    shell.expandedOnce = false;
  }
}

const reset: Command = function* (shell) {
  shell.buffer.reset();
  if (!shell.isQuiet) yield* shell.print('Query buffer reset (cleared).\n');
  return true;
};

const print: Command = function* (shell) {
  const pending = shell.buffer.pending.trim() === '' ? shell.lastQuery : shell.buffer.pending;
  yield* shell.print(pending.trim() === '' ? 'Query buffer is empty.\n' : `${pending.trimEnd()}\n`);
  return true;
};

export const queryCommands: Commands = { g: go, G: go, gx: goExpanded, r: reset, reset, p: print, print };
