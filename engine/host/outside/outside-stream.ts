import { ByteQueue } from '../../core/byte-queue.js';
import type { Duplex, Readiness } from '../../core/duplex.js';
import { Errno } from '../../core/errno.js';
import { waitFor, type Task } from '../../core/task.js';
import { WaitQueue } from '../../core/wait-queue.js';
import type { StreamEvent } from '../events.js';
import type { StreamId } from '../journal.js';

/** Bytes that may be on their way to somebody outside before the host waits until they say that they have taken some. */
export const WINDOW_BYTES = 1024 * 1024;

/**
 * How much a client waits for the host: until the next answer, or 'perhaps' (it may be about to ask for something else: a client that starts
 * a container listens to it before it does so), or as somebody who looks on.
 */
export type Urgency = 'urgent' | 'perhaps' | 'none';

/** What the host asks of a stream at any moment. */
interface StreamProbes {
  readonly urgency: () => Urgency;
  readonly isInputAwaited: () => boolean;
}

const defaultProbes: StreamProbes = { urgency: () => 'urgent', isInputAwaited: () => false };

const nothing = new Uint8Array(0);

/**
 * Bytes in both directions between the host and one client outside. How fast the client reads is an input ('stream-taken') like any
 * other: a slow one makes its own container wait, as on a real host, and a replay waits at the same moments.
 */
export class OutsideStream {
  readonly id: StreamId;
  /** What the client sends, for somebody in the host to read. */
  readonly input: Duplex;
  /** The client has taken something or has gone away. */
  readonly changed = new WaitQueue();
  #probes: StreamProbes = defaultProbes;
  readonly #emit: (event: StreamEvent) => void;
  readonly #received = new ByteQueue();
  readonly #readable = new WaitQueue();
  #inputEnded = false;
  #untakenBytes = 0;
  #state: 'open' | 'finished' | 'gone' = 'open';

  constructor(id: StreamId, emit: (event: StreamEvent) => void) {
    this.id = id;
    this.#emit = emit;
    this.input = new Incoming(max => this.#read(max), this.#readable);
  }

  /** From now on the stream is judged by these. */
  judgeBy(probes: Partial<StreamProbes>): void {
    this.#probes = { ...this.#probes, ...probes };
  }

  /** Whether somebody outside waits for what happens next, so that pauses may be jumped over. */
  urgency(): Urgency {
    return this.#probes.urgency();
  }

  /** Somebody in the host waits for what the client types. */
  isInputAwaited(): boolean {
    return this.#probes.isInputAwaited();
  }

  get isGone(): boolean {
    return this.#state === 'gone';
  }

  get isOver(): boolean {
    return this.#state !== 'open';
  }

  /** Somebody in the host reads what has not come yet. */
  get isStarved(): boolean {
    return !this.isOver && !this.#inputEnded && this.unreadBytes === 0 && this.#readable.size > 0;
  }

  get hasInputEnded(): boolean {
    return this.#inputEnded;
  }

  /** Bytes that came in and that nobody has read yet. */
  get unreadBytes(): number {
    return this.#received.length;
  }

  // ── from outside ─────────────────────────────────────────────────────────────────────────────────────────────────────

  receive(data: Uint8Array): void {
    if (this.#inputEnded || this.isOver) return;
    this.#received.push(data);
    this.#readable.notify();
  }

  endInput(): void {
    this.#inputEnded = true;
    this.#readable.notify();
  }

  taken(bytes: number): void {
    this.#untakenBytes = Math.max(0, this.#untakenBytes - bytes);
    this.changed.notify();
  }

  /** The client has gone away: nothing reaches it any more. */
  leave(): void {
    if (this.isOver) return;
    this.#state = 'gone';
    this.endInput();
    this.changed.notify();
  }

  // ── from the host ────────────────────────────────────────────────────────────────────────────────────────────────────

  answer(answer: Extract<StreamEvent, { kind: 'answer' }>['answer']): void {
    if (!this.isOver) this.#emit({ kind: 'answer', stream: this.id, answer });
  }

  /** Sends bytes, waiting while too many are on their way; false when the client has gone away. */
  *send(data: Uint8Array): Task<boolean> {
    while (!this.isOver && this.#untakenBytes >= WINDOW_BYTES) yield* waitFor([this.changed]);
    if (this.isOver) return false;
    this.#untakenBytes += data.length;
    this.#emit({ kind: 'stream-data', stream: this.id, data });
    return true;
  }

  /** Nothing more will be sent. */
  finish(): void {
    if (this.isOver) return;
    this.#state = 'finished';
    this.#emit({ kind: 'stream-end', stream: this.id });
    this.#readable.notify();
    this.changed.notify();
  }

  #read(max: number): Uint8Array | null {
    if (this.#received.length > 0) return this.#received.take(max);
    return this.#inputEnded || this.isOver ? nothing : null;
  }
}

/** The reading side of a stream. */
class Incoming implements Duplex {
  readonly readable: WaitQueue;
  readonly writable = new WaitQueue();
  readonly #read: (max: number) => Uint8Array | null;

  constructor(read: (max: number) => Uint8Array | null, readable: WaitQueue) {
    this.#read = read;
    this.readable = readable;
  }

  read(max: number): Uint8Array | null {
    return this.#read(max);
  }

  write(): number {
    throw new Errno('EBADF');
  }

  end(): void {
    // Only the client ends what it sends.
  }

  close(): void {
    this.end();
  }

  ready(): Readiness {
    return { read: true, write: false, hangup: false };
  }
}
