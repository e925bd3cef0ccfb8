import type { Duplex, Readiness } from '../core/duplex.js';
import { WaitQueue } from '../core/wait-queue.js';

const nothing = new Uint8Array(0);

/**
 * Where the output of a session without a terminal goes: it takes everything at once. Whoever drives the host slows a chatty program
 * down by not running the host, so that when output is read never changes what happens.
 */
export class Sink implements Duplex {
  readonly readable = new WaitQueue();
  readonly writable = new WaitQueue();
  readonly #take: (data: Uint8Array) => void;

  constructor(take: (data: Uint8Array) => void) {
    this.#take = take;
  }

  read(): Uint8Array {
    return nothing;
  }

  write(data: Uint8Array): number {
    // A copy: programs use their buffers again.
    this.#take(data.slice());
    return data.length;
  }

  end(): void {
    // Others may still write: the session ends with its process, not with its output.
  }

  close(): void {
    this.end();
  }

  ready(): Readiness {
    return { read: false, write: true, hangup: false };
  }
}
