import type { Instant } from './clock.js';

/** A call planned for a moment. */
export interface Timer {
  readonly at: Instant;
  cancel(): void;
}

interface Entry extends Timer {
  readonly sequence: number;
  action: (() => void) | undefined;
}

/** Planned calls by moment, then by the order in which they were planned: a binary heap. */
export class TimerQueue {
  #heap: Entry[] = [];
  #sequence = 0;
  #cancelled = 0;

  add(at: Instant, action: () => void): Timer {
    const entry: Entry = {
      at,
      sequence: this.#sequence++,
      action,
      cancel: () => {
        if (!entry.action) return;
        entry.action = undefined;
        this.#cancelled++;
      },
    };
    if (this.#cancelled > 64 && this.#cancelled * 2 > this.#heap.length) this.#compact();
    this.#heap.push(entry);
    this.#up(this.#heap.length - 1);
    return entry;
  }

  /** The moment of the earliest call still planned. */
  next(): Instant | undefined {
    this.#dropCancelled();
    return this.#heap[0]?.at;
  }

  /** Makes all calls that are due. */
  fire(now: Instant): void {
    for (;;) {
      const first = this.#heap[0];
      if (!first || (first.action && first.at > now)) return;
      this.#removeFirst();
      const action = first.action;
      first.action = undefined;
      if (action) action();
      else this.#cancelled--;
    }
  }

  #dropCancelled(): void {
    while (this.#heap[0] && !this.#heap[0].action) {
      this.#removeFirst();
      this.#cancelled--;
    }
  }

  /** A server that waits with a long timeout and is always woken earlier would otherwise fill the heap with cancelled calls. */
  #compact(): void {
    const live = this.#heap.filter(entry => entry.action !== undefined);
    this.#heap = [];
    this.#cancelled = 0;
    for (const entry of live) {
      this.#heap.push(entry);
      this.#up(this.#heap.length - 1);
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#down(0);
  }

  #up(start: number): void {
    for (let index = start; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent)) return;
      index = parent;
    }
  }

  #down(start: number): void {
    for (let index = start; ; ) {
      const left = index * 2 + 1;
      if (left >= this.#heap.length) return;
      const right = left + 1;
      const child = right < this.#heap.length && this.#isEarlier(right, left) ? right : left;
      if (!this.#swapIfEarlier(child, index)) return;
      index = child;
    }
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    if (!this.#isEarlier(child, parent)) return false;
    const a = this.#heap[child];
    const b = this.#heap[parent];
    if (!a || !b) return false;
    this.#heap[child] = b;
    this.#heap[parent] = a;
    return true;
  }

  #isEarlier(a: number, b: number): boolean {
    const left = this.#heap[a];
    const right = this.#heap[b];
    if (!left || !right) return false;
    return left.at < right.at || (left.at === right.at && left.sequence < right.sequence);
  }
}
