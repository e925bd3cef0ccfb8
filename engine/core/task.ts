import type { Instant } from './clock.js';
import type { WaitQueue } from './wait-queue.js';

/** Sleep until one of the queues is notified, the deadline passes, or (when interruptible) a signal comes. */
export interface Wait {
  readonly kind: 'wait';
  readonly queues: readonly WaitQueue[];
  readonly deadline?: Instant | undefined;
  /** A signal does not wake an uninterruptible wait. Left out means interruptible. */
  readonly uninterruptible?: boolean;
}

/** Let others run, then go on: a time slice is used up. */
export interface Reschedule {
  readonly kind: 'reschedule';
}

/**
 * Work that only exists as a promise (wasm, a real registry). The clock and every other task stand still meanwhile, so
 * the result is the only thing that the outside decides.
 */
export interface External {
  readonly kind: 'external';
  readonly start: () => PromiseLike<unknown>;
  /** The result is an input of the host: it stands in the journal, and a replay takes it from there. */
  readonly isRecorded?: boolean;
}

export type Yielded = Wait | Reschedule | External;

/** Why a task goes on. `external` carries what the promise gave. */
export type Wake =
  | { readonly kind: 'ready' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly error: unknown };

/**
 * A computation that can stop and go on, resumed by the scheduler alone. Call one from another with `yield*`.
 * `function* copy(): Task<number> { const bytes = yield* read(fd, 4096); … }`
 */
export type Task<T> = Generator<Yielded, T, Wake>;

export const RESCHEDULE: Reschedule = { kind: 'reschedule' };
export const READY: Wake = { kind: 'ready' };
export const TIMEOUT: Wake = { kind: 'timeout' };
export const INTERRUPTED: Wake = { kind: 'interrupted' };

/** Waits for a queue (or the deadline) once; the caller looks again at its condition and calls again when it must. */
export function* waitFor(queues: readonly WaitQueue[], deadline?: Instant): Task<'ready' | 'timeout' | 'interrupted'> {
  const wake = yield { kind: 'wait', queues, deadline };
  return wake.kind === 'timeout' || wake.kind === 'interrupted' ? wake.kind : 'ready';
}

/** Sleeps for a time that no signal cuts short; daemon threads use it. */
export function* sleepUntil(deadline: Instant): Task<void> {
  yield { kind: 'wait', queues: [], deadline, uninterruptible: true };
}
