import type { Task } from '../core/task.js';
import { isPaused, isRunning, type ContainerRecord } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { DaemonError, noSuchContainer, removalInProgress, removePaused, removeRestarting, removeRunning } from './errors.js';
import { forgetExecs } from './exec.js';
import { configDirectory } from './host-files.js';
import { inspectContainer } from './inspect.js';
import { leaveVolumes } from './mounts.js';
import { sendSignal, untilStopped } from './stop.js';
import { cancelRestart, untilSettled } from './settled.js';
import { removeVolume } from './volumes.js';

export interface RemoveOptions {
  readonly force: boolean;
  /** Takes the container's anonymous volumes away too. */
  readonly volumes: boolean;
}

/** `docker rm`. */
export function* removeContainer(daemon: Daemon, reference: string, options: RemoveOptions): Task<void> {
  const { id } = daemon.containers.find(reference);
  yield* untilSettled(daemon, id);
  const container = daemon.containers.get(id);
  if (!container) throw noSuchContainer(reference);
  const live = daemon.liveOf(container);
  if (live.isRemoving) throw removalInProgress(reference);
  if (!options.force) refuseWhileUp(container);
  live.isRemoving = true;
  try {
    cancelRestart(daemon, container);
    if (isRunning(container)) {
      daemon.update(container.id, { stoppedByUser: true });
      sendSignal(daemon, container, 'SIGKILL');
      yield* untilStopped(daemon, container.id, Infinity);
    }
    yield* untilSettled(daemon, container.id);
    destroy(daemon, daemon.containers.get(container.id) ?? container, options);
  } finally {
    live.isRemoving = false;
  }
}

function refuseWhileUp(container: ContainerRecord): void {
  if (isPaused(container)) throw removePaused(container.name);
  if (container.status.state === 'restarting') throw removeRestarting(container.name);
  if (isRunning(container)) throw removeRunning(container.name);
}

function destroy(daemon: Daemon, container: ContainerRecord, { volumes }: RemoveOptions): void {
  const { id } = container;
  daemon.chronicle.keep(id, inspectContainer(daemon, id, { withSize: false }));
  leaveVolumes(daemon, container);
  if (volumes) {
    for (const { name, anonymous } of container.mounts) if (anonymous) removeUnused(daemon, name);
  }
  forgetExecs(daemon, id);
  // Clients that attached before a start that never came.
  daemon.liveOf(container).stdio?.end();
  daemon.liveOf(container).rootfs.dispose();
  daemon.tree.remove(configDirectory(id));
  daemon.forget(container);
  containerEvent(daemon, container, 'destroy');
}

function removeUnused(daemon: Daemon, name: string): void {
  try {
    removeVolume(daemon, name, { force: true });
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
  }
}
