import type { Task } from '../core/task.js';
import type { Sys } from '../process/sys.js';

/** Process 1 of the host: nothing but a parent for orphans. */
export function* init(sys: Sys): Task<number> {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) sys.onSignal(signal, 'ignore');
  sys.setTitle(['/sbin/init']);
  for (;;) {
    const child = yield* waitForChild(sys);
    if (!child) yield* sys.pause();
  }
}

/** Collects the children that have ended; false when there are none to wait for. */
function* waitForChild(sys: Sys): Task<boolean> {
  try {
    return (yield* sys.wait(-1)) !== undefined;
  } catch {
    // ECHILD: nobody is left; the next orphan comes with a signal.
    return false;
  }
}
