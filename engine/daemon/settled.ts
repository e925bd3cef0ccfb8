import { waitFor, type Task } from '../core/task.js';
import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';

/** Waits while the end of a container's last run is being put on record. */
export function* untilSettled(daemon: Daemon, id: string): Task<void> {
  for (;;) {
    const live = daemon.live.get(id);
    if (!live?.isSettling) return;
    yield* waitFor([live.settled]);
  }
}

/** Ends the waiting for a restart: the user has stopped the container. */
export function cancelRestart(daemon: Daemon, container: ContainerRecord): void {
  const { status } = container;
  if (status.state !== 'restarting') return;
  daemon.liveOf(container).restart.timer?.cancel();
  daemon.update(container.id, { status: { ...status, state: 'exited', error: '' } });
}
