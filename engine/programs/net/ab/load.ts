import type { Instant, Ms } from '../../../core/clock.js';
import { Errno, isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Fd, Sys } from '../../../process/sys.js';

const CHUNK_BYTES = 65_536;
const MAX_HEAD_BYTES = 65_536;

export interface LoadPlan {
  readonly address: SocketAddress;
  readonly request: Uint8Array;
  readonly requests: number;
  readonly concurrency: number;
  readonly keepsAlive: boolean;
  readonly isHead: boolean;
  /** Bodies of other lengths than the first are no failures. */
  readonly anyLength: boolean;
  readonly timeoutMs: Ms;
  readonly deadline: Instant;
}

/** How long one request took, from its beginning. */
export interface Timing {
  readonly connect: Ms;
  readonly wait: Ms;
  readonly total: Ms;
}

export interface Outcome {
  readonly timings: readonly Timing[];
  readonly elapsed: Ms;
  readonly server: string;
  readonly documentBytes: number;
  readonly wrongLength: number;
  readonly exceptions: number;
  readonly not2xx: number;
  readonly keptAlive: number;
  readonly totalBytes: number;
  readonly bodyBytes: number;
}

interface Connection {
  readonly fd: Fd;
  readonly startedAt: Instant;
  readonly connectedAt: Instant;
  firstByteAt: Instant | undefined;
  head: string;
  /** What is known when the head is complete. */
  expected: number | undefined;
  isHeadDone: boolean;
  isAlive: boolean;
  bodyBytes: number;
}

/** Keeps some requests going until there were enough. */
export class Load {
  readonly #sys: Sys;
  readonly #plan: LoadPlan;
  readonly #connections = new Map<Fd, Connection>();
  readonly #begin: Instant;
  readonly #timings: Timing[] = [];
  readonly #counts = { wrongLength: 0, exceptions: 0, not2xx: 0, keptAlive: 0, totalBytes: 0, bodyBytes: 0 };
  #started = 0;
  #server = '';
  #documentBytes: number | undefined;
  sentBytes = 0;

  constructor(sys: Sys, plan: LoadPlan) {
    this.#sys = sys;
    this.#plan = plan;
    this.#begin = sys.clock.now();
  }

  get done(): number {
    return this.#timings.length;
  }

  /** Goes on with whatever can go on; false when all is done. Throws Errno. */
  *step(): Task<boolean> {
    const { requests, concurrency, deadline, timeoutMs } = this.#plan;
    const isOver = this.#sys.clock.now() >= deadline;
    while (!isOver && this.#connections.size < concurrency && this.#started < requests) yield* this.#open();
    if (isOver || this.#connections.size === 0) {
      for (const fd of this.#connections.keys()) this.#sys.close(fd);
      return false;
    }
    const ready = yield* this.#sys.poll(
      [...this.#connections.keys()].map(fd => ({ fd, read: true })),
      Math.min(timeoutMs, deadline - this.#sys.clock.now()),
    );
    if (ready.kind === 'ready') for (const { fd } of ready.fds) yield* this.#receive(fd);
    else if (ready.kind === 'timeout' && this.#sys.clock.now() < deadline) throw new Errno('ETIMEDOUT');
    yield* this.#sys.tick();
    return true;
  }

  outcome(): Outcome {
    return {
      ...this.#counts,
      timings: this.#timings,
      elapsed: this.#sys.clock.now() - this.#begin,
      server: this.#server,
      documentBytes: this.#documentBytes ?? 0,
    };
  }

  *#open(): Task<void> {
    const startedAt = this.#sys.clock.now();
    this.#started++;
    const fd = yield* this.#sys.connect(this.#plan.address, this.#plan.timeoutMs);
    yield* this.#send(fd, startedAt);
  }

  *#send(fd: Fd, startedAt: Instant): Task<void> {
    const connectedAt = this.#sys.clock.now();
    yield* this.#sys.write(fd, this.#plan.request);
    this.sentBytes += this.#plan.request.length;
    this.#connections.set(fd, {
      fd,
      startedAt,
      connectedAt,
      firstByteAt: undefined,
      head: '',
      expected: undefined,
      isHeadDone: false,
      isAlive: false,
      bodyBytes: 0,
    });
  }

  *#receive(fd: Fd): Task<void> {
    const connection = this.#connections.get(fd);
    if (!connection) return;
    const bytes = yield* this.#read(fd);
    connection.firstByteAt ??= this.#sys.clock.now();
    this.#counts.totalBytes += bytes.length;
    if (bytes.length === 0) return yield* this.#finish(connection, true);
    if (connection.isHeadDone) this.#body(connection, bytes.length);
    else this.#head(connection, bytes);
    if (connection.isHeadDone && connection.expected !== undefined && connection.bodyBytes >= connection.expected)
      yield* this.#finish(connection, false);
  }

  /** A connection that is torn down has just ended. */
  *#read(fd: Fd): Task<Uint8Array> {
    try {
      return yield* this.#sys.read(fd, CHUNK_BYTES);
    } catch (error) {
      if (!isErrno(error, 'ECONNRESET')) throw error;
      return new Uint8Array(0);
    }
  }

  #body(connection: Connection, length: number): void {
    connection.bodyBytes += length;
    this.#counts.bodyBytes += length;
  }

  #head(connection: Connection, bytes: Uint8Array): void {
    // Each byte is one character, so that lengths are those of bytes.
    connection.head += String.fromCharCode(...bytes.subarray(0, MAX_HEAD_BYTES));
    const [end] = /\r?\n\r?\n/.exec(connection.head) ?? [];
    if (end === undefined) return;
    const at = connection.head.indexOf(end);
    const head = decodeUtf8(Uint8Array.from(connection.head.slice(0, at), character => character.charCodeAt(0)));
    const rest = connection.head.length - at - end.length + Math.max(0, bytes.length - MAX_HEAD_BYTES);
    connection.isHeadDone = true;
    this.#body(connection, rest);
    if (this.#server === '') this.#server = /^server: *([^\r\n]*)/im.exec(head)?.[1] ?? '';
    if (!/^HTTP\/\S+ 2/.test(head)) this.#counts.not2xx++;
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    connection.isAlive = this.#plan.keepsAlive && /keep-alive/i.test(head) && length !== undefined;
    if (connection.isAlive) connection.expected = this.#plan.isHead ? 0 : Number(length);
  }

  *#finish(connection: Connection, isClosed: boolean): Task<void> {
    const { fd, startedAt, connectedAt, firstByteAt, bodyBytes } = connection;
    const now = this.#sys.clock.now();
    this.#connections.delete(fd);
    if (connection.isAlive && !isClosed) this.#counts.keptAlive++;
    if (!connection.isHeadDone) this.#counts.exceptions++;
    this.#documentBytes ??= bodyBytes;
    if (bodyBytes !== this.#documentBytes && !this.#plan.anyLength) this.#counts.wrongLength++;
    this.#timings.push({ connect: connectedAt - startedAt, wait: (firstByteAt ?? now) - connectedAt, total: now - startedAt });
    const goesOn = connection.isAlive && !isClosed && this.#started < this.#plan.requests;
    if (!goesOn) {
      this.#sys.close(fd);
      return;
    }
    this.#started++;
    yield* this.#send(fd, now);
  }
}
