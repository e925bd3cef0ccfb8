import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { ByteReader } from '../../net/byte-reader.js';
import { EventLoop, type Job } from '../event-loop.js';
import { readRequest, type ReadRequest } from '../http.js';
import type { NginxConfig } from './config.js';
import type { LogFiles } from './logs.js';
import { serveBadRequest, serveRequest, type Visitor } from './serve.js';

/** What all processes of one server share. */
export interface Shared {
  connections: number;
  requests: number;
  active: number;
}

export interface WorkerOptions {
  readonly config: NginxConfig;
  readonly logs: LogFiles;
  readonly listeners: ReadonlyMap<Fd, SocketAddress>;
  readonly shared: Shared;
}

const HEADER_TIMEOUT = 60_000;
const KEEPALIVE_TIMEOUT = 75_000;

/** A worker process: takes connections until it is told to stop. */
export function runWorker(sys: Sys, options: WorkerOptions): Task<number> {
  return new Worker(sys, options).run();
}

class Worker {
  readonly #sys: Sys;
  readonly #options: WorkerOptions;
  readonly #loop: EventLoop;
  readonly #acceptors: Job[] = [];
  /** Connections that wait for a next request. */
  readonly #idle = new Set<Fd>();
  readonly #jobs = new Map<Fd, Job>();
  #quitting = false;

  constructor(sys: Sys, options: WorkerOptions) {
    this.#sys = sys;
    this.#options = options;
    this.#loop = new EventLoop(sys, signal => this.#onSignal(signal));
  }

  *run(): Task<number> {
    const { logs, listeners } = this.#options;
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) this.#sys.onSignal(signal, 'catch');
    for (const signal of ['SIGHUP', 'SIGPIPE', 'SIGUSR1', 'SIGCHLD'] as const) this.#sys.onSignal(signal, 'ignore');
    for (const [fd, bound] of listeners) this.#acceptors.push(this.#loop.start(this.#accept(fd, bound)));
    yield* this.#loop.run();
    yield* logs.error(this.#sys, 'notice', 'exiting');
    yield* logs.error(this.#sys, 'notice', 'exit');
    return 0;
  }

  *#onSignal(signal: string): Task<void> {
    if (signal !== 'SIGQUIT') {
      this.#loop.stop();
      return;
    }
    if (this.#quitting) return;
    this.#quitting = true;
    yield* this.#options.logs.error(this.#sys, 'notice', 'gracefully shutting down');
    for (const job of this.#acceptors) this.#loop.drop(job);
    for (const fd of this.#options.listeners.keys()) this.#sys.close(fd);
    for (const fd of [...this.#idle]) {
      const job = this.#jobs.get(fd);
      if (job) this.#loop.drop(job);
    }
  }

  *#accept(listener: Fd, bound: SocketAddress): Task<void> {
    for (;;) {
      const { fd, peer } = yield* this.#sys.accept(listener);
      const { shared } = this.#options;
      const visitor: Visitor = { fd, peer, local: this.#sys.localAddress(fd), bound, connection: ++shared.connections };
      shared.active++;
      this.#jobs.set(fd, this.#loop.start(this.#serve(visitor)));
    }
  }

  *#serve(visitor: Visitor): Task<void> {
    const { fd } = visitor;
    try {
      yield* this.#converse(visitor);
    } finally {
      this.#sys.close(fd);
      this.#options.shared.active--;
      this.#jobs.delete(fd);
      this.#idle.delete(fd);
    }
  }

  *#converse(visitor: Visitor): Task<void> {
    const reader = new ByteReader(this.#sys, visitor.fd);
    const keepalive = milliseconds(this.#options.config.http.value('keepalive_timeout')) ?? KEEPALIVE_TIMEOUT;
    for (let number = 1; ; number++) {
      reader.deadline = this.#sys.clock.now() + (number === 1 ? HEADER_TIMEOUT : keepalive);
      this.#idle.add(visitor.fd);
      const read = yield* this.#read(reader);
      this.#idle.delete(visitor.fd);
      if (read.kind === 'closed') return;
      reader.deadline = this.#sys.clock.now() + HEADER_TIMEOUT;
      this.#options.shared.requests++;
      if (read.kind === 'bad') {
        yield* serveBadRequest(this.#sys, this.#options, visitor, read, number);
        return;
      }
      const goOn = yield* serveRequest(this.#sys, this.#options, visitor, reader, read.request, {
        number,
        mayKeep: !this.#quitting && keepalive > 0,
      });
      if (!goOn) return;
    }
  }

  *#read(reader: ByteReader): Task<ReadRequest> {
    try {
      return yield* readRequest(reader);
    } catch (error) {
      if (isErrno(error)) return { kind: 'closed' };
      throw error;
    }
  }
}

/** `65`, `65s`, `2m`. */
function milliseconds(text: string | undefined): number | undefined {
  const match = /^(\d+)(ms|s|m|h)?$/.exec(text ?? '');
  return match ? Number(match[1]) * ({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match[2] ?? 's'] ?? 1000) : undefined;
}
