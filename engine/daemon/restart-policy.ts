import type { Ms } from '../core/clock.js';
import type { Daemon } from './daemon.js';
import type { Live } from './live.js';

/** moby restartmanager: the first wait, its growth, its limit, and how long a run must last to count as good. */
const FIRST_DELAY: Ms = 100;
const LONGEST_DELAY: Ms = 60_000;
const GOOD_RUN: Ms = 10_000;

/** How long to wait before a container that ended is started again; undefined when it stays down. */
export function planRestart(
  daemon: Daemon,
  id: string,
  live: Live,
  ended: { readonly exitCode: number; readonly duration: Ms },
): Ms | undefined {
  const container = daemon.containers.get(id);
  if (!container || container.stoppedByUser || live.isRemoving) return undefined;
  const { Name: name, MaximumRetryCount: limit } = container.hostConfig.RestartPolicy;
  const isWanted =
    name === 'always' ||
    name === 'unless-stopped' ||
    (name === 'on-failure' && ended.exitCode !== 0 && (limit === 0 || container.restartCount < limit));
  if (!isWanted) return undefined;
  const before = ended.duration >= GOOD_RUN ? 0 : live.restart.delay;
  const delay = before === 0 ? FIRST_DELAY : Math.min(before * 2, LONGEST_DELAY);
  live.restart = { delay, timer: undefined };
  return delay;
}
