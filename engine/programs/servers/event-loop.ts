import { smallestOf } from '../../core/extremes.js';
import type { Instant } from '../../core/clock.js';
import { isErrno } from '../../core/errno.js';
import type { Waiter } from '../../core/scheduler.js';
import { READY, RESCHEDULE, TIMEOUT, waitFor, type Task, type Wait, type Wake } from '../../core/task.js';
import { WaitQueue } from '../../core/wait-queue.js';
import type { Signal } from '../../process/signals.js';
import type { Sys } from '../../process/sys.js';

/**
 * Serves many connections in one process: each is a task of its own written as straight-line code, and the process waits for
 * whatever any of them waits for. Signals come to `onSignal` between the steps.
 */
export class EventLoop {
  readonly #sys: Sys;
  readonly #onSignal: (signal: Signal) => Task<void>;
  readonly #wakeUp = new WaitQueue();
  readonly #jobs = new Set<Job>();
  #stopped = false;

  constructor(sys: Sys, onSignal: (signal: Signal) => Task<void>) {
    this.#sys = sys;
    this.#onSignal = onSignal;
  }

  /** Jobs that have not ended. */
  get size(): number {
    return this.#jobs.size;
  }

  /** Starts a task beside the others. A system error ends only the task; `finally` blocks close what it holds. */
  start(task: Task<void>): Job {
    const job = new Job(task, this.#wakeUp);
    this.#jobs.add(job);
    return job;
  }

  /** Ends a job where it is; what it holds is closed by its `finally` blocks. */
  drop(job: Job): void {
    job.drop();
    this.#jobs.delete(job);
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Runs until `stop` is called, or every job has ended. */
  *run(): Task<void> {
    for (;;) {
      yield* this.#handleSignals();
      for (const job of [...this.#jobs]) if (job.isDue(this.#sys.clock.now())) yield* this.#step(job);
      if (this.#stopped || this.#jobs.size === 0) return;
      yield* this.#sleep();
    }
  }

  *#handleSignals(): Task<void> {
    for (let signal = this.#sys.takeSignal(); signal; signal = this.#sys.takeSignal()) yield* this.#onSignal(signal);
  }

  *#step(job: Job): Task<void> {
    let wake = job.takeWake(this.#sys.clock.now());
    for (;;) {
      const yielded = job.resume(wake);
      if (!yielded) {
        this.#jobs.delete(job);
        return;
      }
      if (yielded.kind === 'wait') {
        job.park(yielded);
        return;
      }
      wake = yield yielded;
    }
  }

  *#sleep(): Task<void> {
    const now = this.#sys.clock.now();
    const jobs = [...this.#jobs];
    if (jobs.some(job => job.isDue(now))) {
      yield RESCHEDULE;
      return;
    }
    const deadline = smallestOf(jobs.map(job => job.deadline));
    yield* waitFor([this.#wakeUp], deadline);
  }
}

/** One of the tasks of an event loop. */
export class Job implements Waiter {
  readonly #task: Task<void>;
  readonly #loop: WaitQueue;
  #wait: Wait | undefined;
  #ready = true;

  constructor(task: Task<void>, loop: WaitQueue) {
    this.#task = task;
    this.#loop = loop;
  }

  get deadline(): Instant {
    return this.#wait?.deadline ?? Infinity;
  }

  isDue(now: Instant): boolean {
    return this.#ready || this.deadline <= now;
  }

  /** Something that it waits for has changed. */
  wake(): void {
    this.#ready = true;
    this.#loop.notify();
  }

  takeWake(now: Instant): Wake {
    const wake = !this.#ready && this.deadline <= now ? TIMEOUT : READY;
    this.#unpark();
    return wake;
  }

  park(wait: Wait): void {
    this.#wait = wait;
    for (const queue of wait.queues) queue.add(this);
  }

  /** The next thing that the task yields; undefined at its end. */
  resume(wake: Wake): ReturnType<Task<void>['next']>['value'] {
    try {
      const result = this.#task.next(wake);
      return result.done ? undefined : result.value;
    } catch (error) {
      if (!isErrno(error)) throw error;
      return undefined;
    }
  }

  drop(): void {
    this.#unpark();
    this.#task.return();
  }

  #unpark(): void {
    for (const queue of this.#wait?.queues ?? []) queue.remove(this);
    this.#wait = undefined;
    this.#ready = false;
  }
}
