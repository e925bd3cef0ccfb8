import type { Duplex } from '../core/duplex.js';
import { Errno } from '../core/errno.js';
import { WaitQueue } from '../core/wait-queue.js';
import { UNIX_BACKLOG, UNIX_BUFFER_BYTES } from './limits.js';
import { createDuplexPair, type PairEnd } from './pipe.js';

/** What the kernel has bound to a socket file: a program that listens, an object of the daemon, or both. */
export class UnixEndpoint {
  listener: UnixListener | undefined;
  /** For programs of the same host that speak to the daemon directly. */
  service: unknown;
  /** Takes a connection for the daemon, where no program listens. */
  receive: ((client: PairEnd) => void) | undefined;

  /** A connection to whoever listens. ECONNREFUSED when nobody does, EAGAIN when too many wait already. */
  connect(): Duplex {
    if (this.listener) return this.listener.connect();
    if (!this.receive) throw new Errno('ECONNREFUSED');
    const [mine, theirs] = createDuplexPair(UNIX_BUFFER_BYTES);
    this.receive(theirs);
    return mine;
  }
}

/** A listening unix socket. */
export class UnixListener {
  readonly acceptable = new WaitQueue();
  readonly #endpoint: UnixEndpoint;
  readonly #waiting: Duplex[] = [];

  constructor(endpoint: UnixEndpoint) {
    this.#endpoint = endpoint;
    endpoint.listener = this;
  }

  connect(): Duplex {
    if (this.#waiting.length >= UNIX_BACKLOG) throw new Errno('EAGAIN');
    const [mine, theirs] = createDuplexPair(UNIX_BUFFER_BYTES);
    this.#waiting.push(theirs);
    this.acceptable.notify();
    return mine;
  }

  accept(): Duplex | null {
    return this.#waiting.shift() ?? null;
  }

  close(): void {
    if (this.#endpoint.listener === this) this.#endpoint.listener = undefined;
    for (const connection of this.#waiting.splice(0)) connection.close();
  }
}
