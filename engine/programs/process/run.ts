import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { signalNumbers } from '../../process/signals.js';
import type { Pid, SpawnOptions, Sys, WaitStatus } from '../../process/sys.js';
import { Fatal } from '../tool.js';

/** The exit status as shells count it: 128 + signal for a death by signal. */
export function exitCodeOf(status: WaitStatus): number {
  if (status.kind === 'exited') return status.code;
  return status.kind === 'continued' ? 0 : 128 + signalNumbers[status.signal];
}

/** Starts a command and waits for its end. */
export function* runCommand(sys: Sys, options: SpawnOptions): Task<WaitStatus> {
  return yield* waitFor(sys, sys.spawn(options));
}

/** Waits until a child has ended, whatever signals come meanwhile. */
export function* waitFor(sys: Sys, pid: Pid): Task<WaitStatus> {
  for (;;) {
    const result = yield* sys.wait(pid);
    if (result !== undefined && result !== 'interrupted') return result.status;
  }
}

/** The status and message of a command that could not be started: 127 not found, 126 otherwise. */
export function cannotRun(error: unknown, describe: (message: string) => string): Fatal {
  if (!isErrno(error)) throw error;
  return new Fatal(describe(error.message), error.code === 'ENOENT' ? 127 : 126);
}
