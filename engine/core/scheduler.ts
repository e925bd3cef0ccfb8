import { Clock, type Instant, type Ms } from './clock.js';
import { invariant } from './invariant.js';
import { RunQueue } from './run-queue.js';
import type { External, Task, Wake } from './task.js';
import { TaskHandle, type TaskHost, type TaskOutcome, type TaskOwner } from './task-handle.js';
import { TimerQueue, type Timer } from './timers.js';

/** What one resumption of a task costs in virtual time. Busy loops therefore run into timers, as on a real machine. */
export const STEP_COST: Ms = 0.01;

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
export class Scheduler implements TaskHost {
  readonly clock: Clock;
  readonly #timers = new TimerQueue();
  readonly #runnable = new RunQueue<TaskHandle>();
  #pendingExternal: { handle: TaskHandle; external: External } | undefined;
  /** All resumptions since the boot: the measure of every limit on work. */
  steps = 0;
  /** The task that runs at this moment. */
  current: TaskHandle | undefined;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Starts a task; it first runs when its turn comes. `onEnd` hears how it ended, unless it was cancelled. */
  spawn(task: Task<void>, onEnd: (outcome: TaskOutcome) => void = rethrow): TaskHandle {
    return this.spawnFor(task, { taskEnded: onEnd });
  }

  /** Like `spawn`, for owners that have many tasks and need no function for each. */
  spawnFor(task: Task<unknown>, owner: TaskOwner): TaskHandle {
    const handle = new TaskHandle(this, task, owner);
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
      this.current = handle;
      try {
        handle.resume();
      } finally {
        this.current = undefined;
      }
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

function rethrow(outcome: TaskOutcome): void {
  if (outcome.kind === 'failed') throw outcome.error;
}

export type { TaskHandle, TaskOutcome, TaskOwner } from './task-handle.js';
export type { Waiter } from './wait-queue.js';
