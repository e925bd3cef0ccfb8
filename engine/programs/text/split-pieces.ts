import type { Task } from '../../core/task.js';
import { concatBytes, readAll } from '../input.js';
import { CHUNK_BYTES } from '../limits.js';
import { quoteAlways } from '../quoting.js';
import { Fatal, type Tool } from '../tool.js';

/** Pieces of so many bytes, so many records, or as many whole records as fit into so many bytes. */
export interface PieceSize {
  readonly unit: 'bytes' | 'lines' | 'lineBytes';
  readonly size: number;
  /** The byte that ends a record. */
  readonly separator: number;
}

/** The pieces of what a descriptor has, one after another, read no further than needed. */
export function* eachPiece(tool: Tool, fd: number, rules: PieceSize, use: (piece: Uint8Array) => Task<void>): Task<void> {
  let held: Uint8Array = new Uint8Array(0);
  for (;;) {
    const bytes = yield* tool.sys.read(fd, CHUNK_BYTES);
    held = concatBytes([held, bytes]);
    const ended = bytes.length === 0;
    for (;;) {
      const end = endOfPiece(held, rules);
      if (end < 0 && !(ended && held.length > 0)) break;
      const cut = end < 0 ? held.length : end;
      yield* use(held.subarray(0, cut));
      held = held.subarray(cut);
    }
    if (ended) return;
  }
}

/** Where the first piece ends; -1 when more has to be read to tell. */
function endOfPiece(held: Uint8Array, { unit, size, separator }: PieceSize): number {
  if (unit === 'bytes') return held.length >= size ? size : -1;
  if (unit === 'lines') return endOfRecords(held, size, separator);
  // What just fits may be all there is.
  return held.length <= size ? -1 : lastRecord(held, size, separator);
}

function lastRecord(held: Uint8Array, size: number, separator: number): number {
  const last = held.subarray(0, size).lastIndexOf(separator);
  return last < 0 ? size : last + 1;
}

function endOfRecords(bytes: Uint8Array, count: number, separator: number): number {
  let at = 0;
  for (let i = 0; i < count; i++) {
    const end = bytes.indexOf(separator, at);
    if (end < 0) return -1;
    at = end + 1;
  }
  return at;
}

/** `-n [l/|r/][K/]N` */
export interface Chunks {
  readonly by: 'bytes' | 'records' | 'turns';
  /** Print this one only. */
  readonly only: number | undefined;
  readonly count: number;
}

const RANGE = ': Numerical result out of range';
const MAX_CHUNKS = 100_000;

export function parseChunks(text: string): Chunks {
  const [, by, , only, count = ''] = /^(?:([lr])\/)?((.*)\/)?(.*)$/s.exec(text) ?? [];
  if (!/^\d+$/.test(count)) throw new Fatal(`invalid number of chunks: ${quoteAlways(count)}`);
  const total = Number(count);
  if (total === 0 || total > MAX_CHUNKS) throw new Fatal(`invalid number of chunks: ${quoteAlways(count)}${RANGE}`);
  if (only !== undefined && !/^\d+$/.test(only)) throw new Fatal(`invalid chunk number: ${quoteAlways(only)}`);
  const chosen = only === undefined ? undefined : Number(only);
  if (chosen !== undefined && (chosen === 0 || chosen > total)) throw new Fatal(`invalid chunk number: ${quoteAlways(only ?? '')}${RANGE}`);
  return { by: by === 'l' ? 'records' : by === 'r' ? 'turns' : 'bytes', only: chosen, count: total };
}

/** The chunks of a whole file; the last takes what does not divide evenly. */
export function* chunksOf(tool: Tool, fd: number, { by, count }: Chunks, separator: number): Task<readonly Uint8Array[]> {
  const all = yield* readAll(tool.sys, fd);
  if (by === 'turns') return yield* inTurns(tool, all, count, separator);
  const each = Math.max(1, Math.floor(all.length / count));
  const ends = Array.from({ length: count }, (_, i) => (i === count - 1 ? all.length : Math.min(all.length, (i + 1) * each)));
  if (by === 'records') {
    // A record belongs to the chunk that it begins in.
    let before = 0;
    for (const [i, end] of ends.entries()) {
      const next = end === 0 ? -1 : all.indexOf(separator, end - 1);
      before = Math.max(before, end === 0 ? 0 : next < 0 ? all.length : next + 1);
      ends[i] = before;
    }
  }
  return ends.map((end, i) => all.subarray(i === 0 ? 0 : (ends[i - 1] ?? 0), end));
}

function* inTurns(tool: Tool, all: Uint8Array, count: number, separator: number): Task<readonly Uint8Array[]> {
  const parts: Uint8Array[][] = Array.from({ length: count }, () => []);
  for (let at = 0, turn = 0; at < all.length; turn++) {
    yield* tool.sys.tick();
    const found = all.indexOf(separator, at);
    const end = found < 0 ? all.length : found + 1;
    parts[turn % count]?.push(all.subarray(at, end));
    at = end;
  }
  return parts.map(concatBytes);
}
