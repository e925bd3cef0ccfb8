import { isErrno } from '../../core/errno.js';
import { READY, type Task, type Yielded } from '../../core/task.js';
import type { Fd, Sys } from '../../process/sys.js';
import { UNSENT_BYTES } from './limits.js';

const MAX_TURNS = 4;

/**
 * Writing from within JavaScript, which cannot wait: what goes out at once does, the rest is sent in the same order when the turn is over.
 */
export class OutputQueue {
  readonly #sys: Sys;
  readonly #unsent: { readonly fd: Fd; readonly data: Uint8Array }[] = [];
  #unsentBytes = 0;
  #begun: { readonly task: Task<void>; readonly yielded: Yielded } | undefined;
  /** The first failure since it was last taken: EPIPE, ENOSPC … */
  #failure: string | undefined;

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  /** More is waiting than a process may hold. */
  get isFull(): boolean {
    return this.#unsentBytes > UNSENT_BYTES;
  }

  takeFailure(): string | undefined {
    const failure = this.#failure;
    this.#failure = undefined;
    return failure;
  }

  write(fd: Fd, data: Uint8Array): void {
    if (this.#begun || this.#unsent.length > 0) {
      this.#unsent.push({ fd, data });
      this.#unsentBytes += data.length;
      return;
    }
    const task = this.#sys.write(fd, data);
    try {
      for (let turns = 0; ; turns++) {
        const { done, value } = task.next(READY);
        if (done) return;
        // A process that has been killed meanwhile would be asked to give way for ever.
        if (value.kind === 'reschedule' && turns < MAX_TURNS) continue;
        this.#begun = { task, yielded: value };
        return;
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Sends everything that is left. */
  *flush(): Task<void> {
    if (this.#begun) {
      const { task, yielded } = this.#begun;
      try {
        let next: Yielded = yielded;
        for (;;) {
          const result = task.next(yield next);
          if (result.done) break;
          next = result.value;
        }
      } catch (error) {
        this.#fail(error);
      }
      this.#begun = undefined;
    }
    for (let item = this.#unsent.shift(); item; item = this.#unsent.shift()) {
      this.#unsentBytes -= item.data.length;
      try {
        yield* this.#sys.write(item.fd, item.data);
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  #fail(error: unknown): void {
    if (!isErrno(error)) throw error;
    this.#failure ??= error.code;
    this.#unsent.length = 0;
    this.#unsentBytes = 0;
  }
}
