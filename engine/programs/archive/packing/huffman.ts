import { largestOf } from '../../../core/extremes.js';
/** Where a code reads its bits from, the lowest first. */
export interface BitSource {
  /** The next 15 bits, without taking them. */
  peek(): number;
  drop(count: number): void;
}

const MAX_BITS = 15;

/** A Huffman code as deflate describes it: by the length of each symbol's word (RFC 1951 §3.2.2). */
export class Huffman {
  /** By the next bits, as many as the longest word has: the symbol, and the length of its word in the low four bits. */
  readonly #table: Int32Array;
  readonly #mask: number;

  constructor(lengths: Uint8Array) {
    const longest = largestOf(lengths, 1);
    this.#table = new Int32Array(1 << longest).fill(-1);
    this.#mask = (1 << longest) - 1;
    const next = firstCodes(lengths);
    for (const [symbol, length] of lengths.entries()) {
      if (length === 0) continue;
      const code = next[length] ?? 0;
      next[length] = code + 1;
      if (code >> length !== 0) continue;
      for (let at = reversed(code, length); at <= this.#mask; at += 1 << length) this.#table[at] = (symbol << 4) | length;
    }
  }

  /** The next symbol; -1 for bits that mean nothing. */
  decode(source: BitSource): number {
    const entry = this.#table[source.peek() & this.#mask] ?? -1;
    if (entry < 0) return -1;
    source.drop(entry & 15);
    return entry >> 4;
  }
}

/** The first word of each length. */
function firstCodes(lengths: Uint8Array): number[] {
  const counts = new Array<number>(MAX_BITS + 1).fill(0);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
  const first = new Array<number>(MAX_BITS + 1).fill(0);
  for (let bits = 1, code = 0; bits <= MAX_BITS; bits++) {
    code = (code + (counts[bits - 1] ?? 0)) << 1;
    first[bits] = code;
  }
  return first;
}

/** Words are read from their highest bit, and so come in reverse. */
function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}
