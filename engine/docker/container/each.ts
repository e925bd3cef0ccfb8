import type { Task } from '../../core/task.js';
import { complain, printLine, type Cli } from '../cli.js';
import { ApiError } from '../client.js';

/** Does the same for each argument and prints it when it was done; errors go to standard error in the order of the arguments. */
export function* forEachArgument(cli: Cli, act: (name: string) => Task<unknown>): Task<number> {
  const errors: string[] = [];
  for (const name of cli.args) {
    try {
      yield* act(name);
      yield* printLine(cli, name);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push(error.message);
    }
  }
  for (const error of errors) yield* complain(cli, error);
  return errors.length > 0 ? 1 : 0;
}
