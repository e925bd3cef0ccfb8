import type { Task } from '../../../../../core/task.js';
import type { Psql } from '../psql-shell.js';

/** A backslash command; whether it went well. `rest` is all that follows its name, as it was typed. */
export type Command = (shell: Psql, args: readonly string[], rest: string, name: string) => Task<boolean>;

export type Commands = Readonly<Record<string, Command>>;

/** Says that something is left out. */
export function* notSimulated(shell: Psql, what: string): Task<boolean> {
  yield* shell.printError(`drydock: ${what} is not simulated\n`);
  return false;
}

/** A switch that is set, or turned over. */
export function toggled(arg: string | undefined, before: boolean): boolean {
  return arg === undefined ? !before : ['on', 'true', '1', 'yes'].includes(arg.toLowerCase());
}
