import type { Task } from '../../core/task.js';
import type { Execution } from '../run/execution.js';
import { rawStatus } from './text-commands.js';

/** `read` was given a name that no variable can have. */
export function badVariable(execution: Execution, name: string): Task<number> {
  switch (execution.shell.dialect.name) {
    case 'bash':
      return execution.complain(`\`${name}': not a valid identifier`);
    case 'dash':
      return execution.complain(`${name}: bad variable name`, 2);
    case 'ash':
      return rawStatus(execution, `${execution.shell.name}: read: '${name}': bad variable name\n`, 1);
  }
}

/** What bash's `read` says of a number of characters or of seconds that is none. */
export function wrongNumber(count: string | undefined, timeout: string | undefined): string | undefined {
  if (timeout !== undefined && !/^\d*\.?\d*$/.test(timeout)) return `${timeout}: invalid timeout specification`;
  return count !== undefined && !/^\d+$/.test(count) ? `${count}: invalid number` : undefined;
}

/** What ash's `read` says of seconds or a descriptor that are no numbers. */
export function wrongForAsh(timeout: string | undefined, fd: string | undefined): string | undefined {
  if (timeout !== undefined && !/^\d*\.?\d*$/.test(timeout)) return 'invalid timeout';
  return fd !== undefined && !/^\d+$/.test(fd) ? 'invalid file descriptor' : undefined;
}

/** A descriptor that is not open is to dash and ash as if it were at its end. */
export function withoutInput({ shell }: Execution, names: readonly string[]): number {
  for (const name of names) shell.variables.set(name, '');
  return 1;
}
