import type { WindowSize } from '../process/sys.js';
import { isRunning } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { DaemonError, notRunning } from './errors.js';
import { findExec } from './exec.js';

/** The client's window has another size. */
export function resizeContainer(daemon: Daemon, reference: string, size: WindowSize): void {
  const container = daemon.containers.find(reference);
  if (!isRunning(container)) throw notRunning(container.id);
  daemon.liveOf(container).stdio?.resize(size);
  containerEvent(daemon, container, 'resize', { height: String(size.rows), width: String(size.columns) });
}

export function resizeExec(daemon: Daemon, id: string, size: WindowSize): void {
  const { status } = findExec(daemon, id);
  if (status.kind !== 'running') throw new DaemonError('not-found', `NotFound: process does not exist ${id}: not found`);
  status.stdio.resize(size);
}
