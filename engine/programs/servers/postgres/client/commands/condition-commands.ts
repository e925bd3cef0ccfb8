import type { Task } from '../../../../../core/task.js';
import type { Psql } from '../psql-shell.js';
import type { Command, Commands } from './command.js';

/** A word that says yes or no, or how one of them begins; undefined for any other. */
function truthOf(word: string): boolean | undefined {
  const text = word.toLowerCase();
  if (text === '') return undefined;
  if (['true', 'yes', '1'].some(yes => yes.startsWith(text)) || text === 'on') return true;
  return ['false', 'no', '0'].some(no => no.startsWith(text)) || text === 'of' || text === 'off' ? false : undefined;
}

function* conditionOf(shell: Psql, args: readonly string[], name: string): Task<boolean> {
  const text = args.join(' ');
  const truth = truthOf(text);
  if (truth === undefined) yield* shell.complain(`unrecognized value "${text}" for "\\${name} expression": Boolean expected`);
  return truth ?? false;
}

/** After a branch that was passed over nothing of it is left in the statement. */
function forget(shell: Psql): void {
  const { isActive, before } = shell.conditions;
  if (!isActive && before) shell.buffer.restore(before);
}

const begin: Command = function* (shell, args, _rest, name) {
  const is = shell.conditions.isActive && (yield* conditionOf(shell, args, name));
  shell.conditions.open(is, shell.buffer.snapshot());
  return true;
};

const otherwise: Command = function* (shell, args, _rest, name) {
  forget(shell);
  const isElse = name === 'else';
  const is = isElse || (shell.conditions.asks && (yield* conditionOf(shell, args, name)));
  return yield* told(shell, shell.conditions.next(isElse ? 'else' : 'elif', is, shell.buffer.snapshot()));
};

const end: Command = function* (shell) {
  forget(shell);
  return yield* told(shell, shell.conditions.close());
};

function* told(shell: Psql, problem: string | undefined): Task<boolean> {
  if (problem !== undefined) yield* shell.complain(problem);
  return problem === undefined;
}

export const conditionCommands: Commands = { if: begin, elif: otherwise, else: otherwise, endif: end };
