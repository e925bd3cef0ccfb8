import type { Task } from '../../core/task.js';
import { toShellError } from '../dialect-messages.js';
import { ReadonlyError, ShellError } from '../state/shell-error.js';
import type { Builtin, Execution, Invocation, Outcome } from './execution.js';
import { prefixOf } from './messages.js';

/** Calls a builtin: its errors are told under its name. */
export function runBuiltin(execution: Execution, builtin: Builtin, args: readonly string[], invocation: Invocation): Outcome {
  const { shell } = execution;
  const outer = shell.builtin;
  shell.builtin = invocation.name;
  let outcome;
  try {
    outcome = builtin.run(execution, args, invocation);
  } catch (error) {
    return builtinFailure(execution, builtin, error, outer);
  }
  const last = args[args.length - 1] ?? invocation.name;
  if (typeof outcome !== 'number') return builtinTask(execution, builtin, outcome, { outer, last });
  shell.lastArgument = last;
  shell.builtin = outer;
  return outcome;
}

function* builtinTask(
  execution: Execution,
  builtin: Builtin,
  task: Task<number>,
  { outer, last }: { readonly outer: string | undefined; readonly last: string },
): Task<number> {
  const { shell } = execution;
  try {
    return keepStatus(execution, yield* task);
  } catch (error) {
    return yield* builtinFailure(execution, builtin, error, outer);
  } finally {
    shell.builtin = outer;
    shell.lastArgument = last;
  }
}

/** PIPESTATUS is that of this command alone. */
export function keepStatus({ shell }: Execution, status: number): number {
  shell.pipeStatus = [status];
  return status;
}

/** An error in a special builtin ends a POSIX shell; in others only the builtin fails. */
function* builtinFailure(execution: Execution, builtin: Builtin, thrown: unknown, outer: string | undefined): Task<number> {
  const { shell } = execution;
  const error = toShellError(thrown, shell.dialect);
  if (!error) throw thrown;
  const posix = shell.dialect.name !== 'bash';
  if (posix && (error.scope === 'exit' || (builtin.special && error.scope !== 'command'))) {
    const fatal = new ShellError(error.message, { status: error.status, scope: 'exit' });
    fatal.prefix = error.prefix;
    const status = yield* execution.fail(fatal);
    shell.builtin = outer;
    return status;
  }
  if (!posix && error.scope !== 'command' && !(thrown instanceof ReadonlyError)) {
    error.prefix ??= prefixOf(shell);
    shell.builtin = outer;
    throw error;
  }
  // Who may not change a variable is not named by bash.
  if (!posix && thrown instanceof ReadonlyError) shell.builtin = undefined;
  if (error.message !== '') yield* execution.complain(error.message);
  shell.builtin = outer;
  return error.status;
}
