import { INTERRUPTED, READY, RESCHEDULE, TIMEOUT, type Task, type Wait, type Wake, type Yielded } from '../../../core/task.js';
import type { Waiter, WaitQueue } from '../../../core/wait-queue.js';
import type { Signal } from '../../../process/signals.js';
import { MAX_THREADS } from '../limits.js';
import { raised } from '../objects/exception.js';
import type { Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import type { Runner } from './frame.js';
import { Thread } from './thread.js';
import type { Vm } from './vm.js';

/** A thread with what it waits for, and why it goes on. */
class Running implements Waiter {
  readonly thread: Thread;
  readonly #task: Task<Value>;
  #wait: Wait | undefined;
  #why: Wake = READY;

  constructor(thread: Thread, work: Native) {
    this.thread = thread;
    this.#task = thread.runNative(work);
  }

  step(): IteratorResult<Yielded, Value> {
    const why = this.#why;
    this.#why = READY;
    return this.#task.next(why);
  }

  get wait(): Wait | undefined {
    return this.#wait;
  }

  /** It is in the queues itself: what it waits for may come from another thread of the process, or while one runs. */
  block(wait: Wait): void {
    this.#wait = wait;
    for (const queue of wait.queues) queue.add(this);
  }

  wake(why: Wake = READY): void {
    for (const queue of this.#wait?.queues ?? []) queue.remove(this);
    this.#wait = undefined;
    this.#why = why;
  }
}

/**
 * The threads of a process. To the host the process is one task: a thread that waits or has used up its turn lets the next one run, and
 * the process waits when all of them wait. Signals are for the first one, as in CPython.
 */
export class Threads {
  readonly #vm: Vm;
  #all: Running[] = [];
  #main: Running | undefined;
  #current: Running | undefined;
  #started = 0;
  /** Signals that the first thread has not looked at. */
  readonly signals: Signal[] = [];

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  /** Runs work in the first thread, others beside it as they are started. The process ends with it. */
  *run(work: Native): Task<Value> {
    this.#main = new Running(new Thread(this.#vm), work);
    this.#all = [this.#main];
    for (;;) {
      const next = this.#next();
      if (!next) {
        this.#wakeThem(yield this.#wait());
        continue;
      }
      const step = this.#step(next);
      if (step.done) {
        this.#all = this.#all.filter(each => each !== next);
        if (next === this.#main) return step.value;
      } else yield* this.#handle(next, step.value);
    }
  }

  /** Starts another thread; its number. */
  start(work: Native): number {
    if (this.#all.length >= MAX_THREADS) throw raised('RuntimeError', "can't start new thread");
    const thread = new Thread(this.#vm);
    thread.number = ++this.#started;
    this.#all.push(new Running(thread, work));
    return thread.number;
  }

  get count(): number {
    return this.#all.length;
  }

  get isMain(): boolean {
    return this.#current === this.#main;
  }

  /** Lets the first thread look at signals. */
  interruptMain(): void {
    const main = this.#main;
    if (!main?.wait || main.wait.uninterruptible) return;
    main.wake(INTERRUPTED);
  }

  roots(): readonly Runner[] {
    return this.#all.flatMap(({ thread }) => thread.top ?? []);
  }

  #step(next: Running): IteratorResult<Yielded, Value> {
    this.#current = next;
    this.#vm.thread = next.thread;
    return next.step();
  }

  /** The first that has something to do. */
  #next(): Running | undefined {
    return this.#all.find(each => !each.wait);
  }

  *#handle(running: Running, yielded: Yielded): Task<void> {
    if (this.#all.length === 1 || yielded.kind === 'external') {
      running.wake(yield yielded);
      return;
    }
    this.#all = [...this.#all.filter(each => each !== running), running];
    // The whole process has had its share of the processor.
    if (yielded.kind === 'wait' && yielded.uninterruptible) running.wake(yield yielded);
    else if (yielded.kind === 'wait') running.block(yielded);
    else {
      yield RESCHEDULE;
      this.#wakeLate();
    }
  }

  /** What all of them wait for. */
  #wait(): Wait {
    const queues = new Set<WaitQueue>();
    let deadline = Infinity;
    for (const { wait } of this.#all) {
      for (const queue of wait?.queues ?? []) queues.add(queue);
      deadline = Math.min(deadline, wait?.deadline ?? Infinity);
    }
    return { kind: 'wait', queues: [...queues], deadline };
  }

  /** Whom a queue has woken knows it already. */
  #wakeThem(wake: Wake): void {
    if (wake.kind === 'interrupted') {
      this.interruptMain();
      return;
    }
    this.#wakeLate();
  }

  #wakeLate(): void {
    const now = this.#vm.sys.clock.now();
    for (const each of this.#all) if ((each.wait?.deadline ?? Infinity) <= now) each.wake(TIMEOUT);
  }
}
