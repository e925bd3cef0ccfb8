import { isPaused, isRunning } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { alreadyPaused, notPaused, notRunning, restarting } from './errors.js';

/** `docker pause`: the freezer stops every process where it is. */
export function pauseContainer(daemon: Daemon, reference: string): void {
  const container = daemon.containers.find(reference);
  const { status } = container;
  if (status.state === 'restarting') throw restarting(container.id);
  if (status.state !== 'running') throw notRunning(container.id);
  if (status.paused) throw alreadyPaused(container.id);
  daemon.liveOf(container).run?.cgroup.freeze();
  containerEvent(daemon, daemon.update(container.id, { status: { ...status, paused: true } }), 'pause');
}

export function unpauseContainer(daemon: Daemon, reference: string): void {
  const container = daemon.containers.find(reference);
  const { status } = container;
  if (!isRunning(container) || !isPaused(container) || status.state !== 'running') throw notPaused(container.id);
  daemon.liveOf(container).run?.cgroup.thaw();
  containerEvent(daemon, daemon.update(container.id, { status: { ...status, paused: false } }), 'unpause');
}
