import { ByteQueue } from '../core/byte-queue.js';
import type { Duplex, Readiness } from '../core/duplex.js';
import { Errno } from '../core/errno.js';
import { WaitQueue } from '../core/wait-queue.js';
import { PIPE_ATOMIC_BYTES, PIPE_BYTES } from './limits.js';

const NOTHING = new Uint8Array(0);

/** A bounded buffer with writers at one side and readers at the other; both sides are counted, as a FIFO needs it. */
export class Pipe {
  readonly readable = new WaitQueue();
  readonly writable = new WaitQueue();
  readonly #bytes = new ByteQueue();
  readonly #capacity: number;
  readonly #atomic: number;
  #readers = 0;
  #writers = 0;
  /** Ends that were ever opened: a named pipe's opener waits for the next of the other kind. */
  readersEver = 0;
  writersEver = 0;

  constructor(capacity = PIPE_BYTES) {
    this.#capacity = capacity;
    this.#atomic = Math.min(PIPE_ATOMIC_BYTES, capacity);
  }

  get readers(): number {
    return this.#readers;
  }

  get writers(): number {
    return this.#writers;
  }

  get length(): number {
    return this.#bytes.length;
  }

  /** A new reading end. */
  openReader(): Duplex {
    this.#readers++;
    this.readersEver++;
    this.writable.notify();
    return new PipeEnd(this, 'read');
  }

  /** A new writing end. */
  openWriter(): Duplex {
    this.#writers++;
    this.writersEver++;
    this.readable.notify();
    return new PipeEnd(this, 'write');
  }

  read(max: number): Uint8Array | null {
    if (this.#bytes.length === 0) return this.#writers === 0 ? NOTHING : null;
    const bytes = this.#bytes.take(max);
    this.#tellWriters();
    return bytes;
  }

  readByte(): number | undefined {
    const byte = this.#bytes.takeByte();
    if (byte !== undefined) this.#tellWriters();
    return byte;
  }

  #tellWriters(): void {
    // Waking writers for every byte that is read would only make them look and wait again.
    if (this.#room >= this.#atomic) this.writable.notify();
  }

  write(data: Uint8Array): number {
    if (this.#readers === 0) throw new Errno('EPIPE');
    const room = this.#room;
    if (data.length > room && (data.length <= this.#atomic || room === 0)) return 0;
    const taken = data.length <= room ? data : data.subarray(0, room);
    this.#bytes.push(taken);
    if (taken.length > 0) this.readable.notify();
    return taken.length;
  }

  readyToRead(): Readiness {
    return { read: this.#bytes.length > 0 || this.#writers === 0, write: false, hangup: this.#writers === 0 };
  }

  readyToWrite(): Readiness {
    return { read: false, write: this.#readers === 0 || this.#room >= this.#atomic, hangup: this.#readers === 0 };
  }

  closeReader(): void {
    if (--this.#readers === 0) {
      this.#bytes.clear();
      this.writable.notify();
    }
  }

  closeWriter(): void {
    if (--this.#writers === 0) this.readable.notify();
  }

  get #room(): number {
    return this.#capacity - this.#bytes.length;
  }
}

/** One end of a pipe. */
class PipeEnd implements Duplex {
  readonly #pipe: Pipe;
  readonly #side: 'read' | 'write';
  #open = true;

  constructor(pipe: Pipe, side: 'read' | 'write') {
    this.#pipe = pipe;
    this.#side = side;
  }

  get readable(): WaitQueue {
    return this.#pipe.readable;
  }

  get writable(): WaitQueue {
    return this.#pipe.writable;
  }

  read(max: number): Uint8Array | null {
    if (!this.#open || this.#side !== 'read') throw new Errno('EBADF');
    return this.#pipe.read(max);
  }

  readByte(): number | undefined {
    if (!this.#open || this.#side !== 'read') throw new Errno('EBADF');
    return this.#pipe.readByte();
  }

  write(data: Uint8Array): number {
    if (!this.#open || this.#side !== 'write') throw new Errno('EBADF');
    return this.#pipe.write(data);
  }

  end(): void {
    if (this.#side === 'write') this.close();
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    if (this.#side === 'read') this.#pipe.closeReader();
    else this.#pipe.closeWriter();
  }

  ready(): Readiness {
    return this.#side === 'read' ? this.#pipe.readyToRead() : this.#pipe.readyToWrite();
  }
}

/** An anonymous pipe, for processes and for the daemon alike. */
export function createPipe(capacity = PIPE_BYTES): { readonly reader: Duplex; readonly writer: Duplex } {
  const pipe = new Pipe(capacity);
  return { reader: pipe.openReader(), writer: pipe.openWriter() };
}

/** One of two connected ends. */
export interface PairEnd extends Duplex {
  /** The other end reads no more: it is gone, not only done with writing. `writable` tells. */
  readonly isUnread: boolean;
}

/** Two connected ends that both read and write: a unix socket pair. */
export function createDuplexPair(capacity = PIPE_BYTES): readonly [PairEnd, PairEnd] {
  const there = createPipe(capacity);
  const back = createPipe(capacity);
  return [new DuplexPairEnd(there.reader, back.writer), new DuplexPairEnd(back.reader, there.writer)];
}

class DuplexPairEnd implements PairEnd {
  readonly #input: Duplex;
  readonly #output: Duplex;

  constructor(input: Duplex, output: Duplex) {
    this.#input = input;
    this.#output = output;
  }

  get readable(): WaitQueue {
    return this.#input.readable;
  }

  get writable(): WaitQueue {
    return this.#output.writable;
  }

  read(max: number): Uint8Array | null {
    return this.#input.read(max);
  }

  write(data: Uint8Array): number {
    return this.#output.write(data);
  }

  end(): void {
    this.#output.end();
  }

  close(): void {
    this.#input.close();
    this.#output.close();
  }

  get isUnread(): boolean {
    return this.#output.ready().hangup;
  }

  ready(): Readiness {
    const input = this.#input.ready();
    return { read: input.read, write: this.#output.ready().write, hangup: input.hangup };
  }
}
