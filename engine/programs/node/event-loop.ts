import { smallestOf } from '../../core/extremes.js';
import type { Instant } from '../../core/clock.js';
import { isErrno } from '../../core/errno.js';
import { waitFor, type Task } from '../../core/task.js';
import { WaitQueue } from '../../core/wait-queue.js';
import type { Sys } from '../../process/sys.js';
import { Job } from '../servers/event-loop.js';
import { operations, type Report } from './bindings/net.js';
import type { Value } from './engine.js';
import { MAX_JOBS } from './limits.js';

interface Entry {
  readonly job: Job;
  /** Keeps the process alive. */
  isRef: boolean;
}

/** The operations of a process that are going on, and the wait for the first that can go on. */
export class Operations {
  readonly #sys: Sys;
  readonly #wakeUp = new WaitQueue();
  readonly #entries = new Map<number, Entry>();
  readonly #reports: { readonly id: number; readonly code: string | undefined; readonly values: readonly Value[] }[] = [];

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  /** Whether something goes on that keeps the process alive. */
  get keepsAlive(): boolean {
    if (this.#reports.length > 0) return true;
    for (const { isRef } of this.#entries.values()) if (isRef) return true;
    return false;
  }

  /** False when there is no such operation, or too many go on. */
  start(id: number, name: string, values: readonly Value[]): boolean {
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation || this.#entries.size >= MAX_JOBS) return false;
    const report: Report = (code, ...given) => this.#reports.push({ id, code, values: given });
    this.#entries.set(id, { job: new Job(this.#guard(id, operation(this.#sys, report, values)), this.#wakeUp), isRef: true });
    return true;
  }

  cancel(id: number): void {
    this.#entries.get(id)?.job.drop();
    this.#entries.delete(id);
  }

  setRef(id: number, isRef: boolean): void {
    const entry = this.#entries.get(id);
    if (entry) entry.isRef = isRef;
  }

  /** What an operation has reported, in the order in which it came. */
  takeReport(): { readonly id: number; readonly code: string | undefined; readonly values: readonly Value[] } | undefined {
    return this.#reports.shift();
  }

  /** Lets every operation go on that can. */
  *step(): Task<void> {
    for (const [id, { job }] of [...this.#entries]) {
      if (!this.#entries.has(id) || !job.isDue(this.#sys.clock.now())) continue;
      let wake = job.takeWake(this.#sys.clock.now());
      for (;;) {
        const yielded = job.resume(wake);
        if (!yielded) {
          this.#entries.delete(id);
          break;
        }
        if (yielded.kind === 'wait') {
          job.park(yielded);
          break;
        }
        wake = yield yielded;
      }
    }
  }

  /** Waits for an operation, for the moment `until`, or for a signal. */
  *wait(until: Instant): Task<void> {
    const deadline = smallestOf(
      [...this.#entries.values()].map(({ job }) => job.deadline),
      until,
    );
    yield* waitFor([this.#wakeUp], deadline);
  }

  /** Whether an operation can go on right now. */
  get isDue(): boolean {
    const now = this.#sys.clock.now();
    for (const { job } of this.#entries.values()) if (job.isDue(now)) return true;
    return this.#reports.length > 0;
  }

  *#guard(id: number, task: Task<void>): Task<void> {
    try {
      yield* task;
    } catch (error) {
      if (!isErrno(error)) throw error;
      this.#reports.push({ id, code: error.code, values: [] });
    }
  }
}
