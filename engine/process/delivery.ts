import { exitProcess } from './exit.js';
import type { ProcessRecord } from './process-record.js';
import type { ProcessGroup } from './session.js';
import { defaultAction } from './signal-actions.js';
import type { Signal } from './signals.js';

/**
 * Sends a signal. `sender` is undefined when the kernel, a terminal or the daemon sends it; a namespace's process 1 is protected
 * from what comes from inside (signal(7), pid_namespaces(7)).
 */
export function deliver(process: ProcessRecord, signal: Signal, sender: ProcessRecord | 'terminal' | undefined): void {
  if (process.exit) return;
  const action = process.signalAction(signal);
  if (action === 'default' && isProtected(process, signal, sender)) return;
  if (signal === 'SIGKILL') {
    terminate(process, signal);
    return;
  }
  if (signal === 'SIGCONT') resume(process);
  if (action === 'ignore') return;
  if (action === 'catch') {
    queueCaught(process, signal);
    return;
  }
  takeDefault(process, signal);
}

export function deliverToGroup(group: ProcessGroup, signal: Signal, sender: ProcessRecord | 'terminal' | undefined): void {
  for (const member of [...group.members]) deliver(member, signal, sender);
}

/** Continues a process stopped by a job-control signal, then gives it what came meanwhile. */
function resume(process: ProcessRecord): void {
  if (!process.stopped) return;
  process.setStopped(undefined);
  reportToParent(process);
  const pending = process.pending ?? [];
  process.pending = undefined;
  for (const signal of pending) takeDefault(process, signal);
}

function queueCaught(process: ProcessRecord, signal: Signal): void {
  const caught = (process.caught ??= []);
  // Standard signals do not queue: one that is pending already is not added again.
  if (!caught.includes(signal)) caught.push(signal);
  process.handle?.interrupt();
}

function takeDefault(process: ProcessRecord, signal: Signal): void {
  const action = defaultAction(signal);
  if (action === 'ignore' || action === 'continue') return;
  if (action === 'stop') {
    stop(process, signal);
    return;
  }
  if (process.stopped) {
    const pending = (process.pending ??= []);
    if (!pending.includes(signal)) pending.push(signal);
    return;
  }
  terminate(process, signal);
}

function stop(process: ProcessRecord, signal: Signal): void {
  if (process.stopped) return;
  // The keyboard must not stop a job that nobody could continue.
  if (signal !== 'SIGSTOP' && process.group.isOrphaned) return;
  process.setStopped(signal);
  reportToParent(process);
}

function terminate(process: ProcessRecord, signal: Signal): void {
  // A process that kills itself is in the middle of a call: it ends as soon as it comes back to the kernel.
  if (process.isCurrent) process.doomed ??= { kind: 'signaled', signal };
  else exitProcess(process, { kind: 'signaled', signal });
}

function reportToParent(process: ProcessRecord): void {
  const { parent } = process;
  if (!parent) return;
  parent.childChanged.notify();
  deliver(parent, 'SIGCHLD', undefined);
}

/** Process 1 gets only what it catches, except SIGKILL and SIGSTOP from an outer namespace. */
function isProtected(process: ProcessRecord, signal: Signal, sender: ProcessRecord | 'terminal' | undefined): boolean {
  const { pid: namespace } = process.namespaces;
  if (namespace.init !== process) return false;
  if (signal !== 'SIGKILL' && signal !== 'SIGSTOP') return defaultAction(signal) !== 'continue';
  if (sender === undefined) return false;
  return sender === 'terminal' || namespace.contains(sender.namespaces.pid);
}
