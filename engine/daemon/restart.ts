import type { Task } from '../core/task.js';
import { isRunning, type ContainerRecord } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { cannotRestart, DaemonError, failed } from './errors.js';
import { cancelRestart, untilSettled } from './settled.js';
import { run } from './start.js';
import { bringDown, type StopOptions } from './stop.js';

/** A failure to stop is one of the daemon, whatever was wrong with the request. */
function* bringDownOrFail(daemon: Daemon, container: ContainerRecord, options: StopOptions): Task<void> {
  try {
    yield* bringDown(daemon, container, options);
  } catch (error) {
    throw error instanceof DaemonError ? failed(error.message) : error;
  }
}

/** `docker restart`. */
export function* restartContainer(daemon: Daemon, reference: string, options: StopOptions): Task<void> {
  const { id } = daemon.containers.find(reference);
  yield* untilSettled(daemon, id);
  const container = daemon.containers.find(id);
  cancelRestart(daemon, container);
  try {
    if (isRunning(container)) yield* bringDownOrFail(daemon, container, options);
    yield* untilSettled(daemon, container.id);
    if (!daemon.containers.get(container.id)) return;
    daemon.update(container.id, { stoppedByUser: false });
    yield* run(daemon, container.id);
  } catch (error) {
    throw error instanceof DaemonError ? cannotRestart(reference, error) : error;
  }
  containerEvent(daemon, daemon.containers.get(container.id) ?? container, 'restart');
}
