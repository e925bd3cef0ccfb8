import { smallestOf } from '../core/extremes.js';
import type { Waiter } from '../core/scheduler.js';
import { READY, TIMEOUT, type External, type Task, type Wait, type Wake, type Yielded } from '../core/task.js';
import { WaitQueue } from '../core/wait-queue.js';

export interface ConcurrentOptions {
  /** Ends everything as soon as it says true; what still waits is dropped. */
  readonly until: () => boolean;
  /** Takes caught signals that have come, if any. The parts themselves are not interrupted. */
  readonly onInterrupt?: () => void;
}

/**
 * Runs several tasks side by side inside one, as a program with threads does: copying input and output of a container while
 * waiting for its end. Returns when all have ended or `until` says so; an error of a part ends all.
 */
export function* runTogether(tasks: readonly Task<void>[], options: ConcurrentOptions): Task<void> {
  const changed = new WaitQueue();
  const parts = tasks.map(task => new Part(task, changed));
  try {
    while (!options.until()) {
      // A signal that came while everybody was busy interrupts nothing, so it is looked for before each wait.
      options.onInterrupt?.();
      let outside: { readonly part: Part; readonly yielded: Yielded } | undefined;
      for (const part of parts) {
        const yielded = part.resume();
        if (yielded) outside = { part, yielded };
        if (options.until()) return;
        if (yielded?.kind === 'external') break;
      }
      if (parts.every(part => part.isDone)) return;
      if (outside?.yielded.kind === 'external') outside.part.answer(yield outside.yielded);
      else if (outside) yield outside.yielded;
      else if (!parts.some(part => part.isRunnable)) yield* waitForAny(parts, changed);
    }
  } finally {
    for (const part of parts) part.abandon();
  }
}

function* waitForAny(parts: readonly Part[], changed: WaitQueue): Task<void> {
  const deadlines = parts.map(part => part.deadline).filter(deadline => deadline !== undefined);
  const wake = yield { kind: 'wait', queues: [changed], deadline: deadlines.length > 0 ? smallestOf(deadlines) : undefined };
  if (wake.kind !== 'timeout') return;
  const due = smallestOf(deadlines);
  for (const part of parts) if (part.deadline === due) part.answer(TIMEOUT);
}

/** One of the tasks, and what it waits for. */
class Part implements Waiter {
  readonly #task: Task<void>;
  readonly #changed: WaitQueue;
  #wait: Wait | undefined;
  #wake: Wake | undefined = READY;
  #done = false;

  constructor(task: Task<void>, changed: WaitQueue) {
    this.#task = task;
    this.#changed = changed;
  }

  get isDone(): boolean {
    return this.#done;
  }

  get isRunnable(): boolean {
    return !this.#done && this.#wake !== undefined;
  }

  get deadline(): number | undefined {
    return this.#wait?.deadline === Infinity ? undefined : this.#wait?.deadline;
  }

  /** Goes on if it can; gives what only the scheduler can do (a reschedule or an external call). */
  resume(): External | Yielded | undefined {
    const wake = this.#wake;
    if (this.#done || wake === undefined) return undefined;
    this.#wake = undefined;
    const result = this.#task.next(wake);
    if (result.done) {
      this.#done = true;
      return undefined;
    }
    if (result.value.kind === 'wait') {
      this.#wait = result.value;
      for (const queue of result.value.queues) queue.add(this);
      return undefined;
    }
    if (result.value.kind === 'reschedule') this.#wake = READY;
    return result.value;
  }

  /** One of its queues was notified. */
  wake(): void {
    this.answer(READY);
    this.#changed.notify();
  }

  answer(wake: Wake): void {
    this.leave();
    this.#wake = wake;
  }

  /** It is not waited for any longer: it gives back what it holds. */
  abandon(): void {
    this.leave();
    if (!this.#done) this.#task.return();
    this.#done = true;
  }

  leave(): void {
    for (const queue of this.#wait?.queues ?? []) queue.remove(this);
    this.#wait = undefined;
  }
}
