import type { Task } from '../../../../../core/task.js';
import type { Psql } from '../psql-shell.js';
import { openTarget } from '../output-target.js';
import type { Command, Commands } from './command.js';

/** What the buffer holds, which then is empty, or the last query once more. */
export function takeQuery(shell: Psql): string {
  const pending = shell.buffer.take();
  return pending.trim() === '' ? shell.lastQuery : pending;
}

/** \g: runs the statement; what it gives may go to a file or a program. */
const go: Command = function* (shell, _args, rest) {
  const query = takeQuery(shell);
  const where = rest.trim();
  if (query.trim() === '') return true;
  if (where === '') return yield* shell.execute(query);
  const target = openTarget(shell.sys, where);
  if (typeof target === 'string') {
    yield* shell.complain(target);
    return false;
  }
  const before = shell.target;
  shell.target = target;
  try {
    return yield* shell.execute(query);
  } finally {
    shell.target = before;
    yield* target.close();
  }
};

/** \gset: the columns of the one row become variables. */
const goSet: Command = function* (shell, [prefix = '']) {
  const result = yield* shell.ask(takeQuery(shell));
  if (!result) return false;
  const [row] = result.rows;
  if (!row || result.rows.length > 1) {
    yield* shell.complain(row ? 'more than one row returned for \\gset' : 'no rows returned for \\gset');
    return false;
  }
  for (const [i, { name }] of result.columns.entries()) {
    const value = row[i] ?? null;
    if (value === null) shell.variables.delete(prefix + name);
    else shell.variables.set(prefix + name, value);
  }
  return true;
};

/** \gexec: runs each value of the result as a statement. */
const goExecute: Command = function* (shell) {
  const result = yield* shell.ask(takeQuery(shell));
  if (!result) return false;
  let ok = true;
  for (const value of result.rows.flat()) {
    if (value === null) continue;
    ok = (yield* shell.execute(value)) && ok;
    if (!ok && shell.stopsOnError) return false;
  }
  return ok;
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
  yield* shell.print(pending.trim() === '' ? 'Query buffer is empty.\n' : `${pending.replace(/\n$/, '')}\n`);
  return true;
};

export const queryCommands: Commands = {
  g: go,
  gx: goExpanded,
  gset: goSet,
  gexec: goExecute,
  r: reset,
  reset,
  p: print,
  print,
};
