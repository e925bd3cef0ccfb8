import type { Instant } from '../core/clock.js';
import { WaitQueue } from '../core/wait-queue.js';
import type { HostConfig } from './host-config.js';
import { limits } from './limits.js';
import { parseLogSize } from './log-options.js';

export type StreamName = 'stdout' | 'stderr';

/** One line of output, with its newline unless it was cut at 16 KiB or the container ended in the middle of it. */
export interface LogLine {
  readonly stream: StreamName;
  readonly at: Instant;
  readonly data: Uint8Array;
}

const NEWLINE = 10;
/** What a line takes in the file besides its text: `{"log":"","stream":"stdout","time":"…"}` and a newline. */
const LINE_OVERHEAD_BYTES = 72;
const NOTHING = new Uint8Array(0);

/** Lines that came in one piece, one after another. Millions of short lines cost no object each. */
interface Piece {
  readonly stream: StreamName;
  readonly at: Instant;
  /** The number of its first line. */
  readonly first: number;
  readonly data: Uint8Array;
  /** Where in `data` each line ends. */
  readonly ends: ArrayLike<number>;
}

/**
 * What a container has printed, line by line, as the json-file and local drivers keep it: a line is stored when it is
 * complete, and the oldest go when `max-size` × `max-file` is reached.
 */
export class ContainerLog {
  readonly #limitBytes: number;
  #tails: Record<StreamName, Uint8Array> = noTails;
  #pieces: Piece[] = [];
  #end = 0;
  #bytes = 0;
  /** Notified at each new line and when the container's output has ended. */
  readonly changed = new WaitQueue();
  /** A container writes to it now. */
  isOpen = false;

  constructor(options: Readonly<Record<string, string>>) {
    this.#limitBytes = limitOf(options);
  }

  /** The number of the first line that is still there, and of the next to come. */
  get first(): number {
    return this.#pieces[0]?.first ?? this.#end;
  }

  get end(): number {
    return this.#end;
  }

  line(number: number): LogLine | undefined {
    const piece = this.#pieceOf(number);
    if (!piece) return undefined;
    const index = number - piece.first;
    return { stream: piece.stream, at: piece.at, data: piece.data.subarray(piece.ends[index - 1] ?? 0, piece.ends[index]) };
  }

  /** Keeps `data` as it is; nobody may change it. Gives how many lines were completed. */
  write(stream: StreamName, data: Uint8Array, at: Instant): number {
    const text = this.#tails[stream].length === 0 ? data : concat(this.#tails[stream], data);
    const ends = lineEnds(text);
    const complete = ends.at(-1) ?? 0;
    if (ends.length > 0) {
      const lines = complete === text.length ? text : text.slice(0, complete);
      this.#add({ stream, at, first: this.#end, data: lines, ends: ends.length > 8 ? Uint32Array.from(ends) : ends });
    }
    if (text !== data || complete < text.length)
      this.#tails = { ...this.#tails, [stream]: complete === text.length ? NOTHING : text.slice(complete) };
    if (ends.length > 0) this.changed.notify();
    return ends.length;
  }

  /** Forgets all lines, as when the file is emptied. */
  clear(): void {
    this.#pieces = [];
    this.#bytes = 0;
  }

  open(): void {
    this.isOpen = true;
  }

  /** Ends a run: what was not ended by a newline is a line now. */
  close(at: Instant): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const tail = this.#tails[stream];
      if (tail.length > 0) this.#add({ stream, at, first: this.#end, data: tail, ends: [tail.length] });
    }
    this.#tails = noTails;
    this.isOpen = false;
    this.changed.notify();
  }

  #pieceOf(number: number): Piece | undefined {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const piece = this.#pieces[middle];
      if (!piece) return undefined;
      if (number < piece.first) high = middle - 1;
      else if (number >= piece.first + piece.ends.length) low = middle + 1;
      else return piece;
    }
    return undefined;
  }

  #add(piece: Piece): void {
    this.#pieces.push(piece);
    this.#end = piece.first + piece.ends.length;
    this.#bytes += sizeOf(piece);
    if (this.#bytes > this.#limitBytes) this.#dropOldest();
  }

  /** Makes room at once for a tenth of the limit: dropping piece by piece from the front of a long array would be slow. */
  #dropOldest(): void {
    const target = this.#limitBytes * 0.9;
    let gone = 0;
    for (; this.#bytes > target && gone < this.#pieces.length - 1; gone++) this.#bytes -= sizeOf(this.#pieces[gone]);
    const [oldest, ...others] = this.#pieces.slice(gone);
    if (!oldest) return;
    const kept = this.#bytes > target ? withoutFirst(oldest, this.#bytes - target) : oldest;
    this.#bytes -= sizeOf(oldest) - sizeOf(kept);
    this.#pieces = [kept, ...others];
  }
}

const noTails: Record<StreamName, Uint8Array> = { stdout: NOTHING, stderr: NOTHING };

function sizeOf(piece: Piece | undefined): number {
  return piece ? piece.data.length + piece.ends.length * LINE_OVERHEAD_BYTES : 0;
}

/** The piece without so many bytes of its oldest lines; the last line stays. */
function withoutFirst(piece: Piece, bytes: number): Piece {
  let lines = 0;
  while (lines < piece.ends.length - 1 && (piece.ends[lines - 1] ?? 0) + lines * LINE_OVERHEAD_BYTES < bytes) lines++;
  const from = piece.ends[lines - 1] ?? 0;
  const ends = Array.from({ length: piece.ends.length - lines }, (_, i) => (piece.ends[lines + i] ?? 0) - from);
  return { ...piece, first: piece.first + lines, data: piece.data.slice(from), ends };
}

/** Where the lines of a text end: behind each newline, and where a line becomes too long for one piece. */
function lineEnds(text: Uint8Array): number[] {
  const ends: number[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf(NEWLINE, start);
    if (newline >= 0 && newline - start < limits.logLineBytes) start = newline + 1;
    else if (text.length - start >= limits.logLineBytes) start += limits.logLineBytes;
    else break;
    ends.push(start);
  }
  return ends;
}

/** The log of a driver; undefined for `none`. */
export function createLog({ Type, Config }: HostConfig['LogConfig']): ContainerLog | undefined {
  return Type === 'none' ? undefined : new ContainerLog(Config ?? {});
}

function limitOf(options: Readonly<Record<string, string>>): number {
  const size = parseLogSize(options['max-size'] ?? '');
  if (size === undefined) return limits.logBytes;
  return Math.min(limits.logBytes, size * Math.max(1, Number(options['max-file'] ?? '1') || 1));
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
