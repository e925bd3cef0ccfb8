import { Channel } from '../core/channel.js';
import { waitFor, type Task } from '../core/task.js';
import { exitCodeOf, isRunning, type ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { invalid } from './errors.js';

export type WaitCondition = 'not-running' | 'next-exit' | 'removed';

export function parseCondition(text: string | undefined): WaitCondition {
  if (text === undefined || text === '' || text === 'not-running') return 'not-running';
  if (text === 'next-exit' || text === 'removed') return text;
  throw invalid(`invalid condition: ${JSON.stringify(text)}`);
}

/** `docker wait`: one object with the exit code, when the time has come; a start that fails is no exit. The request itself is answered at once. */
export function waitForContainer(daemon: Daemon, reference: string, condition: WaitCondition): Channel<unknown> {
  const container = daemon.containers.find(reference);
  const channel = new Channel<unknown>();
  daemon.thread('wait', report(daemon, container, condition, channel));
  return channel;
}

function* report(daemon: Daemon, container: ContainerRecord, condition: WaitCondition, channel: Channel<unknown>): Task<void> {
  const last = yield* untilCondition(daemon, container, condition, channel);
  if (last) channel.offer({ ...problemOf(last), StatusCode: exitCodeOf(last) });
  channel.end();
}

/** Why it did not start, if that is how it ended. */
function problemOf({ status }: ContainerRecord): { readonly Error?: { readonly Message: string } } {
  return !('error' in status) || status.error === '' ? {} : { Error: { Message: status.error } };
}

function* untilCondition(
  daemon: Daemon,
  container: ContainerRecord,
  condition: WaitCondition,
  channel: Channel<unknown>,
): Task<ContainerRecord | undefined> {
  const { id } = container;
  let wasUp = condition !== 'next-exit' || isUp(container);
  let last = container;
  for (;;) {
    const now = daemon.containers.get(id);
    if (channel.isCancelled) return undefined;
    if (!now) return last;
    last = now;
    if (condition !== 'removed' && wasUp && !isUp(now)) return now;
    wasUp ||= isUp(now);
    yield* waitFor([daemon.changesOf(id), channel.changed]);
  }
}

/** Restarting counts as running, as in moby's container state. */
function isUp(container: ContainerRecord): boolean {
  return isRunning(container) || container.status.state === 'restarting';
}
