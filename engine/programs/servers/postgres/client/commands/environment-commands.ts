import { isErrno } from '../../../../../core/errno.js';
import type { Task } from '../../../../../core/task.js';
import type { Psql } from '../psql-shell.js';
import type { Command, Commands } from './command.js';

/** \cd: where relative names begin. */
const changeFolder: Command = function* (shell, [given]) {
  const folder = given ?? shell.sys.env.get('HOME') ?? '/';
  try {
    shell.sys.chdir(folder);
    return true;
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* shell.complain(`\\cd: could not change directory to "${folder}": ${error.message}`);
    return false;
  }
};

/** \setenv: a variable for the programs that psql starts. */
const setVariable: Command = function* (shell, [name, value]) {
  if (name === undefined) {
    yield* shell.complain('\\setenv: missing required argument');
    return false;
  }
  if (name.includes('=')) {
    yield* shell.complain('\\setenv: environment variable name must not contain "="');
    return false;
  }
  if (value === undefined) shell.sys.env.delete(name);
  else shell.sys.env.set(name, value);
  return true;
};

/** \getenv: the value of such a variable in one of psql's. */
const getVariable: Command = function* (shell, [variable, name]) {
  if (variable === undefined || name === undefined) {
    yield* shell.complain('\\getenv: missing required argument');
    return false;
  }
  const value = shell.sys.env.get(name);
  if (value !== undefined) shell.variables.set(variable, value);
  return true;
};

/** \prompt: asks for a value. */
const promptFor: Command = function* (shell, args) {
  const text = args.length > 1 ? args[0] : undefined;
  const variable = args.at(-1);
  if (variable === undefined) {
    yield* shell.complain('\\prompt: missing required argument');
    return false;
  }
  const line = shell.askLine ? yield* shell.askLine(text ?? '') : yield* nextLine(shell, text ?? '');
  shell.variables.set(variable, line ?? '');
  return true;
};

function* nextLine(shell: Psql, text: string): Task<string | undefined> {
  yield* shell.print(text);
  return yield* shell.nextLine();
}

export const environmentCommands: Commands = { cd: changeFolder, setenv: setVariable, getenv: getVariable, prompt: promptFor };
