import type { Waiter } from './scheduler.js';

/** Tasks that wait for one thing to change, in the order in which they came. */
export class WaitQueue {
  #waiters: Set<Waiter> | undefined;

  add(waiter: Waiter): void {
    (this.#waiters ??= new Set()).add(waiter);
  }

  remove(waiter: Waiter): void {
    this.#waiters?.delete(waiter);
  }

  /** Wakes everybody who waits; each looks again at what it waited for. */
  notify(): void {
    if (!this.#waiters?.size) return;
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const waiter of waiters) waiter.wake();
  }

  get size(): number {
    return this.#waiters?.size ?? 0;
  }
}
