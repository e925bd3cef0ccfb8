import type { Task } from '../../core/task.js';
import type { ShownCommand } from '../syntax/command-text.js';
import type { Execution, Outcome } from './execution.js';

/** Tells BASH_COMMAND what comes next; whether a trap on DEBUG is to be run first. */
export function showCommand({ shell, traps }: Execution, command: ShownCommand | string): boolean {
  if (!traps.running) shell.command = command;
  return traps.has('DEBUG');
}

/** Runs the trap on DEBUG, then the command. */
export function* afterDebugTrap(execution: Execution, run: () => Outcome): Task<number> {
  yield* debugTrap(execution);
  if (isLeft(execution)) return execution.shell.status;
  const outcome = run();
  const status = typeof outcome === 'number' ? outcome : yield* outcome;
  execution.shell.pipeStatus = [status];
  return status;
}

/** Whether the trap has left the shell or the line; `break` comes after the command. */
export function isLeft({ shell }: Execution): boolean {
  return shell.flow?.kind === 'exit' || shell.flow?.kind === 'line';
}

/** Runs the trap on DEBUG, which leaves the line and what commands ended with as they were. */
export function* debugTrap(execution: Execution): Task<void> {
  const { shell, traps } = execution;
  const { line, status, pipeStatus } = shell;
  yield* traps.runAlone('DEBUG', action => execution.runText(action));
  shell.line = line;
  shell.status = status;
  shell.pipeStatus = pipeStatus;
}
