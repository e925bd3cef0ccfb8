import type { Task } from '../../core/task.js';
import type { Pid, Sys } from '../../process/sys.js';
import type { Signal } from '../../process/signals.js';
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
  const start: Start = {
    shell: Shell.fork(parent.shell),
    traps: Traps.fork(parent.traps, parent.shell.options, options.listsTraps ?? parent.shell.dialect.name === 'bash'),
    make,
    body,
    detached: options.background === true && !parent.shell.options.monitor,
  };
  const fds = fdsOf(parent, options.fds);
  const { processGroup } = options;
  return parent.sys.fork(sys => runChild(sys, start), {
    ...(fds ? { fds } : {}),
    ...(processGroup === undefined ? {} : { processGroup }),
    ...(parent.shell.interactive ? { defaultSignals: ignoredAtPrompts } : {}),
  });
}

/** What an interactive shell ignores, and its children do not, even those that are signalled before they have begun. */
const ignoredAtPrompts: readonly Signal[] = ['SIGQUIT', 'SIGTERM', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'];

/** What a child begins with. */
interface Start {
  readonly shell: (sys: Sys) => Shell;
  readonly traps: (sys: Sys) => Traps;
  readonly make: (shell: Shell, traps: Traps) => Execution;
  readonly body: (child: Execution) => Task<number>;
  readonly detached: boolean;
}

/**
 * A generator of its own rather than a closure of each fork: V8 gives every closure that is a generator a map in its old space, which keeps all
 * that the closure knows, the whole shell, until the next full collection.
 */
function* runChild(sys: Sys, { shell, traps, make, body, detached }: Start): Task<number> {
  const child = make(shell(sys), traps(sys));
  for (const { saved } of child.shell.keptDescriptors) if (saved !== undefined) sys.setCloseOnExec(saved, true);
  if (detached) {
    sys.onSignal('SIGQUIT', 'ignore');
    if (child.shell.dialect.name === 'bash') child.traps.ignore('SIGINT');
    else sys.onSignal('SIGINT', 'ignore');
  }
  return yield* finishShell(child, body(child));
}

/** All that commands inherit, with the changes; an entry of -1 is closed. */
function fdsOf(parent: Execution, changes: ReadonlyMap<number, number> | undefined): ReadonlyMap<number, number> | undefined {
  const { sys, shell } = parent;
  // Without a map a child gets 0, 1 and 2.
  const { keptDescriptors } = shell;
  if (shell.extraFds.size === 0 && keptDescriptors.length === 0 && (!changes || changes.size === 0)) return undefined;
  const fds = new Map<number, number>();
  for (let fd = 0; fd <= 2; fd++) if (sys.isOpen(fd)) fds.set(fd, fd);
  for (const fd of shell.extraFds) if (sys.isOpen(fd)) fds.set(fd, fd);
  for (const { saved } of keptDescriptors) if (saved !== undefined) fds.set(saved, saved);
  if (changes) for (const [to, from] of changes) fds.set(to, from);
  return fds;
}
