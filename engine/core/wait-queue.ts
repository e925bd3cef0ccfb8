/** Somebody in a wait queue. */
export interface Waiter {
  wake(): void;
}

/**
 * Tasks that wait for one thing to change, in the order in which they came. The first needs no set of its own: nearly every
 * queue of ten thousand idle processes has one waiter.
 */
export class WaitQueue {
  #first: Waiter | undefined;
  #rest: Set<Waiter> | undefined;

  add(waiter: Waiter): void {
    if (this.#first === waiter) return;
    if (!this.#first && !this.#rest) this.#first = waiter;
    else (this.#rest ??= new Set()).add(waiter);
  }

  remove(waiter: Waiter): void {
    if (this.#first === waiter) this.#first = undefined;
    else if (this.#rest?.delete(waiter) && this.#rest.size === 0) this.#rest = undefined;
  }

  /** Wakes everybody who waits; each looks again at what it waited for. */
  notify(): void {
    const first = this.#first;
    const rest = this.#rest;
    if (!first && !rest) return;
    this.#first = undefined;
    this.#rest = undefined;
    first?.wake();
    if (rest) for (const waiter of rest) waiter.wake();
  }

  get size(): number {
    return (this.#first ? 1 : 0) + (this.#rest?.size ?? 0);
  }
}
