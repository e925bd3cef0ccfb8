import type { Duplex, Readiness } from '../core/duplex.js';
import { Errno } from '../core/errno.js';
import type { WaitQueue } from '../core/wait-queue.js';
import type { OpenDescription } from './open-description.js';

const NOTHING = new Uint8Array(0);

/**
 * A process's descriptor lent to a daemon: it can be used until the process ends, and looks hung up from then on. Closing it
 * gives it back and leaves the process its descriptor.
 */
export class BorrowedDuplex implements Duplex {
  readonly description: OpenDescription;
  #open = true;

  constructor(description: OpenDescription) {
    this.description = description;
  }

  get readable(): WaitQueue {
    return this.description.readable;
  }

  get writable(): WaitQueue {
    return this.description.writable;
  }

  read(max: number): Uint8Array | null {
    return this.#isUsable ? this.description.read(max) : NOTHING;
  }

  write(data: Uint8Array): number {
    if (!this.#isUsable) throw new Errno('EPIPE');
    return this.description.write(data);
  }

  end(): void {
    if (this.#isUsable) this.description.end();
  }

  close(): void {
    this.#open = false;
  }

  ready(): Readiness {
    return this.#isUsable ? this.description.ready() : { read: true, write: true, hangup: true };
  }

  /** The process has ended: whoever waits looks again. */
  revoke(): void {
    this.#open = false;
    this.readable.notify();
    this.writable.notify();
  }

  get #isUsable(): boolean {
    return this.#open && this.description.references > 0;
  }
}
