import type { Task } from '../core/task.js';
import { isRunning } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { cannotRestart, DaemonError } from './errors.js';
import { cancelRestart, untilSettled } from './settled.js';
import { run } from './start.js';
import { bringDown, type StopOptions } from './stop.js';

/** `docker restart`. */
export function* restartContainer(daemon: Daemon, reference: string, options: StopOptions): Task<void> {
  const { id } = daemon.containers.find(reference);
  yield* untilSettled(daemon, id);
  const container = daemon.containers.find(id);
  cancelRestart(daemon, container);
  if (isRunning(container)) yield* bringDown(daemon, container, options);
  yield* untilSettled(daemon, container.id);
  if (!daemon.containers.get(container.id)) return;
  daemon.update(container.id, { stoppedByUser: false });
  try {
    yield* run(daemon, container.id);
  } catch (error) {
    throw error instanceof DaemonError ? cannotRestart(reference, error) : error;
  }
  containerEvent(daemon, daemon.containers.get(container.id) ?? container, 'restart');
}
