import { Errno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import { deliverToGroup } from './delivery.js';
import type { ProcessRecord } from './process-record.js';
import type { Terminal } from './terminal.js';

/**
 * Stops a background job that reads its controlling terminal or changes it (SIGTTIN, SIGTTOU), until it is in the
 * foreground. EIO when it cannot be stopped: it ignores the signal or nobody could continue it.
 */
export function* checkBackground(process: ProcessRecord, terminal: Terminal, signal: 'SIGTTIN' | 'SIGTTOU'): Task<void> {
  while (isBackground(process, terminal)) {
    const action = process.signalAction(signal);
    if (signal === 'SIGTTOU' && action === 'ignore') return;
    if (action === 'ignore' || process.group.isOrphaned) throw new Errno('EIO');
    deliverToGroup(process.group, signal, undefined);
    if (action === 'catch') throw new Errno('EINTR');
    yield* process.giveWay();
  }
}

function isBackground(process: ProcessRecord, terminal: Terminal): boolean {
  return terminal.session === process.group.session && terminal.foreground !== undefined && terminal.foreground !== process.group;
}
