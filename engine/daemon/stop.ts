import type { Ms } from '../core/clock.js';
import { waitFor, type Task } from '../core/task.js';
import { parseSignal, signalNumbers, type Signal } from '../process/signals.js';
import { isRunning, type ContainerRecord } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { cannotKill, DaemonError, failed, invalid, notModified, notRunning, notSimulated, unknownSignal } from './errors.js';
import { cancelRestart, untilSettled } from './settled.js';

/** Seconds before SIGKILL when neither request nor container says otherwise. */
const DEFAULT_TIMEOUT_SECONDS = 10;

export interface StopOptions {
  readonly signal: string | undefined;
  /** Negative waits for ever; undefined takes the container's own. */
  readonly timeoutSeconds: number | undefined;
}

/** `docker stop`: asks the process to end, then kills it. */
export function* stopContainer(daemon: Daemon, reference: string, options: StopOptions): Task<void> {
  const { id } = daemon.containers.find(reference);
  yield* untilSettled(daemon, id);
  const container = daemon.containers.find(id);
  if (container.status.state === 'restarting') {
    daemon.update(container.id, { stoppedByUser: true });
    cancelRestart(daemon, container);
    containerEvent(daemon, container, 'stop');
    return;
  }
  if (!isRunning(container)) throw notModified();
  try {
    yield* bringDown(daemon, container, options);
  } catch (error) {
    throw error instanceof DaemonError ? failed(`cannot stop container: ${reference}: ${error.message}`) : error;
  }
}

/** Asks the process of a running container to end, and sees to it that it does. */
export function* bringDown(daemon: Daemon, container: ContainerRecord, options: StopOptions): Task<void> {
  const signal = requireSignal(options.signal ?? container.config.StopSignal ?? 'SIGTERM');
  const seconds = options.timeoutSeconds ?? container.config.StopTimeout ?? DEFAULT_TIMEOUT_SECONDS;
  daemon.update(container.id, { stoppedByUser: true });
  sendSignal(daemon, container, signal);
  const ended = yield* untilStopped(daemon, container.id, seconds < 0 ? Infinity : seconds * 1000);
  if (!ended) {
    sendSignal(daemon, daemon.containers.get(container.id) ?? container, 'SIGKILL');
    yield* untilStopped(daemon, container.id, Infinity);
  }
  containerEvent(daemon, daemon.containers.get(container.id) ?? container, 'stop');
}

/** Waits until the process has ended and is on record; false when the time was over first. */
export function* untilStopped(daemon: Daemon, id: string, timeout: Ms): Task<boolean> {
  const deadline = daemon.clock.now() + timeout;
  for (;;) {
    const container = daemon.containers.get(id);
    if (!container || !isRunning(container)) return true;
    if (daemon.clock.now() >= deadline) return false;
    yield* waitFor([daemon.changesOf(id)], deadline);
  }
}

/** `docker kill`. */
export function* killContainer(daemon: Daemon, reference: string, signalText: string | undefined): Task<void> {
  try {
    const signal = requireSignal(signalText || 'SIGKILL');
    const container = daemon.containers.find(reference);
    if (container.status.state === 'restarting') {
      daemon.update(container.id, { stoppedByUser: true });
      cancelRestart(daemon, container);
      return;
    }
    if (!isRunning(container)) throw notRunning(container.id);
    if (signal === 'SIGKILL' || signal === (container.config.StopSignal ?? 'SIGTERM')) daemon.update(container.id, { stoppedByUser: true });
    sendSignal(daemon, daemon.containers.get(container.id) ?? container, signal);
    if (signal === 'SIGKILL') yield* untilStopped(daemon, container.id, Infinity);
  } catch (error) {
    throw error instanceof DaemonError ? cannotKill(reference, error) : error;
  }
}

function requireSignal(text: string): Signal {
  const signal = parseSignal(text);
  if (signal) return signal;
  const isNumber = /^[1-9]\d*$/.test(text);
  if (isNumber && Number(text) > 64) throw invalid(`the linux daemon does not support signal ${text}`);
  throw isNumber && Number(text) >= 34 ? notSimulated('signals from 34 on') : unknownSignal(text);
}

/** A paused container is let go, so that the signal reaches it. */
export function sendSignal(daemon: Daemon, container: ContainerRecord, signal: Signal): void {
  const live = daemon.liveOf(container);
  containerEvent(daemon, container, 'kill', { signal: String(signalNumbers[signal]) });
  const { status } = container;
  const paused = status.state === 'running' && status.paused ? status : undefined;
  if (paused) live.run?.cgroup.thaw();
  live.run?.process.kill(signal);
  if (!paused) return;
  daemon.update(container.id, { status: { ...paused, paused: false } });
  containerEvent(daemon, container, 'unpause');
}
