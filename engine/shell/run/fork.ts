import type { Task } from '../../core/task.js';
import type { Pid } from '../../process/sys.js';
import { Shell } from '../state/shell.js';
import type { Execution, ForkShellOptions } from './execution.js';
import { finishShell } from './finish.js';
import { Traps } from './traps.js';

/** Starts a process that goes on as a copy of the shell. */
export function forkShell(
  parent: Execution,
  make: (shell: Shell, traps: Traps) => Execution,
  body: (child: Execution) => Task<number>,
  options: ForkShellOptions,
): Pid {
  const begin = Shell.fork(parent.shell);
  const traps = Traps.fork(parent.traps);
  const detached = options.background === true && !parent.shell.options.monitor;
  const interactive = parent.shell.interactive;
  return parent.sys.fork(
    function* (sys) {
      const child = make(begin(sys), traps(sys));
      if (interactive)
        for (const signal of ['SIGQUIT', 'SIGTERM', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'] as const) sys.onSignal(signal, 'default');
      if (detached) {
        sys.onSignal('SIGINT', 'ignore');
        sys.onSignal('SIGQUIT', 'ignore');
      }
      return yield* finishShell(child, body(child));
    },
    { fds: fdsOf(parent, options.fds), ...(options.processGroup === undefined ? {} : { processGroup: options.processGroup }) },
  );
}

/** All that commands inherit, with the changes; an entry of -1 is closed. */
function fdsOf(parent: Execution, changes: ReadonlyMap<number, number> = new Map()): ReadonlyMap<number, number> {
  const { sys, shell } = parent;
  const fds = new Map<number, number>();
  for (const fd of [0, 1, 2, ...shell.extraFds]) if (sys.isOpen(fd)) fds.set(fd, fd);
  for (const [to, from] of changes) fds.set(to, from);
  return fds;
}
