import { RunQueue } from './run-queue.js';
import { waitFor, type Task } from './task.js';
import { WaitQueue } from './wait-queue.js';

/**
 * A bounded queue of values between two tasks: the producer waits while it is full, the consumer while it is empty.
 * Log streams, events and progress go through channels.
 */
export class Channel<T> {
  readonly changed = new WaitQueue();
  #items = new RunQueue<T>();
  readonly #capacity: number;
  #state: 'open' | 'ended' | 'cancelled' = 'open';
  #failure: Error | undefined;

  constructor(capacity = 64) {
    this.#capacity = capacity;
  }

  /** Adds a value, waiting for room; false when the consumer has gone away and the producer should stop. */
  *send(value: T): Task<boolean> {
    while (this.#state === 'open' && this.#items.length >= this.#capacity) yield* waitFor([this.changed]);
    return this.offer(value);
  }

  /** Adds a value even beyond the capacity, for producers that cannot wait; false when the channel is closed. */
  offer(value: T): boolean {
    if (this.#state !== 'open') return false;
    this.#items.push(value);
    this.changed.notify();
    return true;
  }

  /** The next value, waiting for one; undefined after the end. Throws what the producer has failed with, once all before it was received. */
  *receive(): Task<T | undefined> {
    while (this.#items.length === 0 && this.#state === 'open') yield* waitFor([this.changed]);
    if (this.#items.length === 0 && this.#failure) throw this.#failure;
    return this.take();
  }

  /** The next value if there is one now. */
  take(): T | undefined {
    const value = this.#items.shift();
    if (value !== undefined) this.changed.notify();
    return value;
  }

  /** The producer is done; what is queued can still be received. */
  end(): void {
    if (this.#state === 'open') this.#state = 'ended';
    this.changed.notify();
  }

  /** The producer cannot go on: `receive` throws this after what is queued. */
  fail(error: Error): void {
    if (this.#state === 'open') this.#failure = error;
    this.end();
  }

  /** The consumer has gone away; what is queued is dropped. */
  cancel(): void {
    this.#state = 'cancelled';
    this.#items = new RunQueue();
    this.changed.notify();
  }

  get length(): number {
    return this.#items.length;
  }

  get isCancelled(): boolean {
    return this.#state === 'cancelled';
  }

  /** Nothing is queued and nothing will come. */
  get isFinished(): boolean {
    return this.#state !== 'open' && this.#items.length === 0;
  }
}
