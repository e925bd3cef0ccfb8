import { Clock, type Instant, type Ms } from './clock.js';
import { invariant } from './invariant.js';
import { INTERRUPTED, READY, TIMEOUT, type External, type Task, type Wait, type Wake, type Yielded } from './task.js';
import { TimerQueue, type Timer } from './timers.js';

/** What one resumption of a task costs in virtual time. Busy loops therefore run into timers, as on a real machine. */
export const STEP_COST: Ms = 0.01;

/** Somebody in a wait queue. */
export interface Waiter {
  wake(): void;
}

/** Why `run` came back. */
export type RunResult =
  /** Nobody has anything to do and no timer is due up to the asked moment. */
  | { readonly kind: 'idle' }
  /** The asked moment has come while there is still work. */
  | { readonly kind: 'reached' }
  /** `maxSteps` resumptions were made. */
  | { readonly kind: 'steps' }
  /** Stopped because `stop` said so. */
  | { readonly kind: 'stopped' }
  /** A task needs a promise settled: call `resolveExternal` with its outcome, then `run` again. */
  | { readonly kind: 'external'; readonly external: External };

export interface RunOptions {
  /** Run up to this moment; Infinity follows timers for as long as there are any. */
  readonly until: Instant;
  readonly maxSteps: number;
  /** Asked before each step; true ends the run. */
  readonly stop?: () => boolean;
}

/**
 * Resumes tasks one at a time, first come, first served, and owns the passing of time. Everything that happens in a host
 * happens inside `run`, in an order that depends on nothing but what was put in.
 */
export class Scheduler {
  readonly clock: Clock;
  readonly #timers = new TimerQueue();
  readonly #runnable = new RunQueue();
  #pendingExternal: { handle: TaskHandle; external: External } | undefined;
  /** All resumptions since the boot: the measure of every limit on work. */
  steps = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Starts a task; it first runs when its turn comes. `onEnd` hears how it ended, unless it was cancelled. */
  spawn(task: Task<void>, onEnd: (outcome: TaskOutcome) => void = rethrow): TaskHandle {
    const handle = new TaskHandle(this, task, onEnd);
    this.#runnable.push(handle);
    return handle;
  }

  /** Calls `action` once, at the moment or as soon after it as the running step ends. */
  at(instant: Instant, action: () => void): Timer {
    return this.#timers.add(instant, action);
  }

  /** Adds work done inside a step to the clock and to the count of steps. */
  charge(steps: number): void {
    this.steps += steps;
    this.clock.charge(steps * STEP_COST);
  }

  /** The moment of the next timer, if any. */
  nextTimer(): Instant | undefined {
    return this.#timers.next();
  }

  get hasRunnable(): boolean {
    return this.#runnable.length > 0 || this.#pendingExternal !== undefined;
  }

  run({ until, maxSteps, stop }: RunOptions): RunResult {
    const stepLimit = this.steps + maxSteps;
    for (;;) {
      if (this.#pendingExternal) return { kind: 'external', external: this.#pendingExternal.external };
      this.#timers.fire(this.clock.now());
      if (stop?.()) return { kind: 'stopped' };
      const handle = this.#runnable.shift();
      if (!handle) {
        const next = this.#timers.next();
        if (next === undefined || next > until) {
          if (until !== Infinity) this.clock.jumpTo(until);
          return { kind: 'idle' };
        }
        this.clock.jumpTo(next);
        continue;
      }
      if (this.clock.now() >= until || this.steps >= stepLimit) {
        this.#runnable.unshift(handle);
        return { kind: this.steps >= stepLimit ? 'steps' : 'reached' };
      }
      this.charge(1);
      handle.resume();
    }
  }

  /** Hands a task the outcome of the promise that it waits for. */
  resolveExternal(outcome: { readonly value: unknown } | { readonly error: unknown }): void {
    const pending = this.#pendingExternal;
    invariant(pending, 'no external call is pending');
    this.#pendingExternal = undefined;
    const wake: Wake = 'error' in outcome ? { kind: 'error', error: outcome.error } : { kind: 'value', value: outcome.value };
    pending.handle.wakeWith(wake);
  }

  /** @internal A task has become runnable. */
  enqueue(handle: TaskHandle): void {
    this.#runnable.push(handle);
  }

  /** @internal A task waits for a promise. */
  suspendFor(handle: TaskHandle, external: External): void {
    invariant(!this.#pendingExternal, 'two external calls at once');
    this.#pendingExternal = { handle, external };
  }
}

export type TaskOutcome = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly error: unknown };

function rethrow(outcome: TaskOutcome): void {
  if (outcome.kind === 'failed') throw outcome.error;
}

/** One running task: what the owner can do to it from outside. */
export class TaskHandle implements Waiter {
  readonly #scheduler: Scheduler;
  readonly #task: Task<void>;
  readonly #onEnd: (outcome: TaskOutcome) => void;
  #state: 'runnable' | 'waiting' | 'suspended' | 'ended' = 'runnable';
  #frozen = false;
  /** Became runnable while frozen: enqueue on thaw. */
  #held = false;
  #wait: Wait | undefined;
  #timer: Timer | undefined;
  #wake: Wake = READY;

  constructor(scheduler: Scheduler, task: Task<void>, onEnd: (outcome: TaskOutcome) => void) {
    this.#scheduler = scheduler;
    this.#task = task;
    this.#onEnd = onEnd;
  }

  get isEnded(): boolean {
    return this.#state === 'ended';
  }

  /** Waiting for a queue, a deadline or a signal, rather than having something to do. */
  get isWaiting(): boolean {
    return this.#state === 'waiting';
  }

  /** What it waits for, while it waits. */
  get waitingOn(): Wait | undefined {
    return this.#wait;
  }

  /** Ends an interruptible wait early; nothing happens in any other state. */
  interrupt(): void {
    if (this.#state === 'waiting' && !this.#wait?.uninterruptible) this.wakeWith(INTERRUPTED);
  }

  /** Stops it where it is, as SIGSTOP and the cgroup freezer do; what it waits for may still come. */
  freeze(): void {
    this.#frozen = true;
  }

  thaw(): void {
    if (!this.#frozen) return;
    this.#frozen = false;
    if (!this.#held) return;
    this.#held = false;
    this.#scheduler.enqueue(this);
  }

  /** Never runs again. The task's own `finally` blocks do not run: the owner cleans up, as a kernel does. */
  cancel(): void {
    this.#leaveWait();
    this.#state = 'ended';
  }

  wake(): void {
    if (this.#state === 'waiting') this.wakeWith(READY);
  }

  /** @internal */
  wakeWith(wake: Wake): void {
    if (this.#state === 'ended') return;
    this.#leaveWait();
    this.#wake = wake;
    this.#state = 'runnable';
    this.#scheduler.enqueue(this);
  }

  /** @internal Called by the scheduler alone. */
  resume(): void {
    if (this.#state !== 'runnable') return;
    if (this.#frozen) {
      this.#held = true;
      return;
    }
    const wake = this.#wake;
    this.#wake = READY;
    let result: IteratorResult<Yielded, void>;
    try {
      result = this.#task.next(wake);
    } catch (error) {
      this.#end({ kind: 'failed', error });
      return;
    }
    if (this.isEnded) return;
    if (result.done) this.#end({ kind: 'done' });
    else this.#suspend(result.value);
  }

  #end(outcome: TaskOutcome): void {
    if (this.isEnded) return;
    this.#state = 'ended';
    this.#onEnd(outcome);
  }

  #suspend(yielded: Yielded): void {
    if (yielded.kind === 'reschedule') {
      this.#scheduler.enqueue(this);
      return;
    }
    if (yielded.kind === 'external') {
      this.#state = 'suspended';
      this.#scheduler.suspendFor(this, yielded);
      return;
    }
    this.#state = 'waiting';
    this.#wait = yielded;
    for (const queue of yielded.queues) queue.add(this);
    if (yielded.deadline !== undefined && yielded.deadline !== Infinity) {
      this.#timer = this.#scheduler.at(yielded.deadline, () => {
        this.wakeWith(TIMEOUT);
      });
    }
  }

  #leaveWait(): void {
    if (!this.#wait) return;
    for (const queue of this.#wait.queues) queue.remove(this);
    this.#timer?.cancel();
    this.#wait = undefined;
    this.#timer = undefined;
  }
}

/** First in, first out, without moving the whole array at each step. */
class RunQueue {
  #items: (TaskHandle | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(handle: TaskHandle): void {
    this.#items.push(handle);
  }

  unshift(handle: TaskHandle): void {
    if (this.#head > 0) this.#items[--this.#head] = handle;
    else this.#items.unshift(handle);
  }

  shift(): TaskHandle | undefined {
    if (this.#head >= this.#items.length) return undefined;
    const handle = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return handle;
  }
}
