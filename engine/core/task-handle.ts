import type { Instant } from './clock.js';
import { INTERRUPTED, READY, TIMEOUT, type External, type Task, type Wait, type Wake, type Yielded } from './task.js';
import type { Timer } from './timers.js';
import type { Waiter } from './wait-queue.js';

/** What a task needs of the scheduler that runs it. */
export interface TaskHost {
  /** The task has become runnable. */
  enqueue(handle: TaskHandle): void;
  /** The task waits for a promise. */
  suspendFor(handle: TaskHandle, external: External): void;
  at(instant: Instant, action: () => void): Timer;
}

export type TaskOutcome = { readonly kind: 'done'; readonly value: unknown } | { readonly kind: 'failed'; readonly error: unknown };

/** Who hears how a task ended, unless it was cancelled. */
export interface TaskOwner {
  taskEnded(outcome: TaskOutcome): void;
}

/** One running task: what the owner can do to it from outside. */
export class TaskHandle implements Waiter {
  readonly #scheduler: TaskHost;
  /** Dropped at the end: whoever still holds the handle does not hold all that the task had in hand. */
  #task: Task<unknown> | undefined;
  readonly #owner: TaskOwner;
  #state: 'runnable' | 'waiting' | 'suspended' | 'ended' = 'runnable';
  #frozen = false;
  /** Became runnable while frozen: enqueue on thaw. */
  #held = false;
  #wait: Wait | undefined;
  #timer: Timer | undefined;
  #wake: Wake = READY;

  constructor(scheduler: TaskHost, task: Task<unknown>, owner: TaskOwner) {
    this.#scheduler = scheduler;
    this.#task = task;
    this.#owner = owner;
  }

  /** Whose task it is. */
  get owner(): TaskOwner {
    return this.#owner;
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
    this.leaveWait();
    this.#state = 'ended';
    this.#task = undefined;
  }

  wake(): void {
    if (this.#state === 'waiting') this.wakeWith(READY);
  }

  /** @internal */
  wakeWith(wake: Wake): void {
    if (this.#state === 'ended') return;
    this.leaveWait();
    this.#wake = wake;
    this.#state = 'runnable';
    this.#scheduler.enqueue(this);
  }

  /** @internal Called by the scheduler alone. */
  resume(): void {
    if (this.#state !== 'runnable' || !this.#task) return;
    if (this.#frozen) {
      this.#held = true;
      return;
    }
    const wake = this.#wake;
    this.#wake = READY;
    let result: IteratorResult<Yielded, unknown>;
    try {
      result = this.#task.next(wake);
    } catch (error) {
      this.end({ kind: 'failed', error });
      return;
    }
    if (this.isEnded) return;
    if (result.done) this.end({ kind: 'done', value: result.value });
    else this.suspend(result.value);
  }

  private end(outcome: TaskOutcome): void {
    if (this.isEnded) return;
    this.#state = 'ended';
    this.#task = undefined;
    this.#owner.taskEnded(outcome);
  }

  private suspend(yielded: Yielded): void {
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

  private leaveWait(): void {
    if (!this.#wait) return;
    for (const queue of this.#wait.queues) queue.remove(this);
    this.#timer?.cancel();
    this.#wait = undefined;
    this.#timer = undefined;
  }
}
