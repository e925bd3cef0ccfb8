import { Errno } from '../../core/errno.js';
import { ByteQueue } from '../../core/byte-queue.js';
import type { Instant } from '../../core/clock.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Fd, Sys } from '../../process/sys.js';

const CHUNK_BYTES = 65536;
const NEWLINE = 10;

/** Waits until a descriptor can be read; throws ETIMEDOUT when that takes too long. */
export type WaitReadable = (fd: Fd) => Task<void>;

/** Reads a connection by lines and by counts. Past `deadline` every wait ends with ETIMEDOUT. */
export class ByteReader {
  deadline: Instant = Infinity;
  /** Bytes that came in so far. */
  total = 0;
  readonly #sys: Sys;
  readonly #fd: Fd;
  readonly #wait: WaitReadable | undefined;
  readonly #queue = new ByteQueue();
  #pending: Uint8Array = new Uint8Array(0);
  #ended = false;

  constructor(sys: Sys, fd: Fd, wait?: WaitReadable) {
    this.#sys = sys;
    this.#fd = fd;
    this.#wait = wait;
  }

  /** Bytes that were read and not used yet. */
  get buffered(): number {
    return this.#pending.length;
  }

  /** A line with its newline taken off (a carriage return stays); undefined at the end. EFBIG when it is too long. */
  *line(maxBytes: number): Task<string | undefined> {
    this.#queue.clear();
    for (;;) {
      if (this.#pending.length === 0 && !(yield* this.#fill()))
        return this.#queue.length === 0 ? undefined : decodeUtf8(this.#queue.take(Infinity));
      const newline = this.#pending.indexOf(NEWLINE);
      const end = newline < 0 ? this.#pending.length : newline;
      this.#queue.push(this.#pending.subarray(0, end));
      this.#pending = this.#pending.subarray(newline < 0 ? end : end + 1);
      if (this.#queue.length > maxBytes) throw new Errno('EFBIG');
      if (newline >= 0) return decodeUtf8(this.#queue.take(Infinity));
    }
  }

  /** Up to `max` bytes, waiting for some; empty at the end. */
  *some(max: number = CHUNK_BYTES): Task<Uint8Array> {
    if (this.#pending.length === 0) yield* this.#fill();
    const bytes = this.#pending.subarray(0, max);
    this.#pending = this.#pending.subarray(bytes.length);
    return bytes;
  }

  /** Exactly so many bytes; fewer only at the end of the stream. */
  *exactly(length: number): Task<Uint8Array> {
    const bytes = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const part = yield* this.some(length - at);
      if (part.length === 0) return bytes.subarray(0, at);
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  *#fill(): Task<boolean> {
    if (this.#ended) return false;
    if (this.#wait) yield* this.#wait(this.#fd);
    if (this.deadline !== Infinity) {
      const left = this.deadline - this.#sys.clock.now();
      if (left <= 0) throw new Errno('ETIMEDOUT');
      const result = yield* this.#sys.poll([{ fd: this.#fd, read: true }], left);
      if (result.kind === 'timeout') throw new Errno('ETIMEDOUT');
    }
    this.#pending = yield* this.#sys.read(this.#fd, CHUNK_BYTES);
    this.total += this.#pending.length;
    this.#ended = this.#pending.length === 0;
    return !this.#ended;
  }
}
