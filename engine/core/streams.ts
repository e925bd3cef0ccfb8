import type { Duplex } from './duplex.js';
import { Errno } from './errno.js';
import { waitFor, type Task } from './task.js';
import { decodeUtf8 } from './utf8.js';

const CHUNK = 65536;

/** The next bytes, waiting for some; empty at the end. */
export function* readSome(from: Duplex, max: number = CHUNK): Task<Uint8Array> {
  for (;;) {
    const bytes = from.read(max);
    if (bytes) return bytes;
    yield* waitFor([from.readable]);
  }
}

/** Everything up to the end. EFBIG when that is more than `maxBytes`. */
export function* readAll(from: Duplex, maxBytes: number): Task<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const bytes = yield* readSome(from);
    if (bytes.length === 0) return concatBytes(chunks);
    length += bytes.length;
    if (length > maxBytes) throw new Errno('EFBIG');
    chunks.push(bytes);
  }
}

/** All the pieces in one. */
export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

const NEWLINE = 10;

/** Cuts a stream of bytes into lines. A line longer than `maxBytes` comes out in pieces of that size. */
export class LineSplitter {
  readonly #maxBytes: number;
  #pending: Uint8Array[] = [];
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The lines that are complete now, with their newlines. */
  push(bytes: Uint8Array): Uint8Array[] {
    const lines: Uint8Array[] = [];
    for (let start = 0; start < bytes.length; ) {
      const newline = bytes.indexOf(NEWLINE, start);
      const end = Math.min(newline < 0 ? bytes.length : newline + 1, start + this.#maxBytes - this.#length);
      this.#pending.push(bytes.slice(start, end));
      this.#length += end - start;
      if (end === newline + 1 || this.#length >= this.#maxBytes) lines.push(...this.finish());
      start = end;
    }
    return lines;
  }

  /** What is left without a newline: none or one piece. */
  finish(): Uint8Array[] {
    if (this.#length === 0) return [];
    const line = concatBytes(this.#pending);
    this.#pending = [];
    this.#length = 0;
    return [line];
  }
}

/** The next line of text without its newline; undefined at the end. Reads byte by byte where nothing may be read ahead. */
export function* readLine(from: Duplex, maxBytes: number): Task<string | undefined> {
  const bytes: number[] = [];
  while (bytes.length < maxBytes) {
    const [byte] = yield* readSome(from, 1);
    if (byte === undefined) break;
    if (byte === NEWLINE) return decodeUtf8(Uint8Array.from(bytes));
    bytes.push(byte);
  }
  return bytes.length === 0 ? undefined : decodeUtf8(Uint8Array.from(bytes));
}
