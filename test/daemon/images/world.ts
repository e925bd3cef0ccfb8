import type { Channel } from '../../../engine/core/channel.js';
import { Clock } from '../../../engine/core/clock.js';
import { Errno } from '../../../engine/core/errno.js';
import { Random } from '../../../engine/core/random.js';
import { Scheduler } from '../../../engine/core/scheduler.js';
import type { Task } from '../../../engine/core/task.js';
import type { ContainerUse } from '../../../engine/daemon/images/host.js';
import { ImageService } from '../../../engine/daemon/images/service.js';
import { createHub } from '../../../engine/image/hub.js';
import { Registry } from '../../../engine/image/registry.js';

export const student = { username: 'student', password: 'dckr_pat_practice' };

/** 2026-01-01T00:00:00Z */
const EPOCH_MS = 1_767_225_600_000;

/** A daemon's images without the rest of the daemon: the hub, an open registry and one with an account. */
export function imageWorld(preloaded: readonly string[] = []) {
  const clock = new Clock(EPOCH_MS);
  const scheduler = new Scheduler(clock);
  const registries = [
    createHub([student, { username: 'teacher', password: 'chalk' }]),
    new Registry({ domain: 'localhost:5000', access: 'open' }),
    new Registry({ domain: 'localhost:5001', access: 'basic', accounts: [{ username: 'student', password: 'practice' }] }),
  ];
  const images = new ImageService({ clock, random: new Random('test'), registries });
  const events: string[] = [];
  const uses = new Map<string, ContainerUse[]>();
  images.connect({
    containersUsing: id => uses.get(id) ?? [],
    emit: (action, id, attributes) => events.push(`${action} ${id} ${attributes['name'] ?? ''}`),
    thread: (_, task) => void scheduler.spawn(task),
    connect: function* () {
      throw new Errno('ECONNREFUSED');
    },
    lookUp: () => undefined,
  });
  images.preload(preloaded);
  const settle = (): void => void scheduler.run({ until: Infinity, maxSteps: 1_000_000 });

  /** Runs a task to its end and gives what it returned or threw. */
  function run<T>(task: Task<T>): T {
    const outcome: { value?: { readonly is: T }; error?: unknown } = {};
    scheduler.spawn(
      (function* () {
        try {
          outcome.value = { is: yield* task };
        } catch (error) {
          outcome.error = error;
        }
      })(),
    );
    settle();
    if (outcome.value) return outcome.value.is;
    throw outcome.error;
  }

  /** Everything that comes out of a channel, as the client would read it. */
  function drain<T>(channel: Channel<T>): readonly T[] {
    return run(
      (function* () {
        const all: T[] = [];
        for (let item = yield* channel.receive(); item !== undefined; item = yield* channel.receive()) all.push(item);
        return all;
      })(),
    );
  }

  return { clock, scheduler, images, events, uses, run, drain, settle };
}

/** Lines of progress as `docker` prints them to a file: one for each change of state. */
export function statusLines(stream: readonly unknown[]): readonly string[] {
  const lines = stream.map(item => {
    const { id, status, error } = item as { id?: string; status?: string; error?: string };
    return error ?? (id === undefined ? (status ?? '') : `${id}: ${status ?? ''}`);
  });
  return lines.filter((line, index) => line !== '' && line !== lines[index - 1]);
}
