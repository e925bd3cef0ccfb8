import { distanceBases, distanceExtra, fixedLengths, lengthBases, lengthExtra } from '../deflate-tables.js';
import { PackedDataError, type Feed, type Taking } from './filter.js';
import { Huffman } from './huffman.js';
import type { Window } from './window.js';

export const DEFLATE_REACH = 32_768;

/** More than the codes of one block or one symbol take: with so many bytes at hand nobody has to wait in the middle. */
const HEADER_BYTES = 600;
const SYMBOL_BYTES = 16;
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

interface Codes {
  readonly literals: Huffman;
  readonly distances: Huffman;
}

let fixed: Codes | undefined;

/** The codes of RFC 1951 §3.2.6. */
function fixedCodes(): Codes {
  fixed ??= { literals: new Huffman(Uint8Array.from(fixedLengths)), distances: new Huffman(new Uint8Array(30).fill(5)) };
  return fixed;
}

/** Unpacks a deflate stream (RFC 1951) into a window, and gives what has come together from time to time. */
export function* unpackDeflate(feed: Feed, window: Window): Generator<Uint8Array | 'more', void, Uint8Array> {
  const bits = new Bits(feed);
  for (let isLast = false; !isLast; ) {
    yield* feed.ensure(HEADER_BYTES);
    isLast = bits.take(1) === 1;
    const type = bits.take(2);
    if (type === 0) yield* copyStored(feed, bits, window);
    else if (type < 3) {
      const codes = type === 1 ? fixedCodes() : readCodes(bits);
      while (!decodeSome(bits, window, codes)) {
        if (window.isFull) yield window.drain();
        yield* feed.ensure(SYMBOL_BYTES + 1);
        bits.checkEnd();
      }
    } else throw new PackedDataError('corrupt');
  }
  bits.alignToByte();
}

function* copyStored(feed: Feed, bits: Bits, window: Window): Generator<Uint8Array | 'more', void, Uint8Array> {
  bits.alignToByte();
  const [a = 0, b = 0, c = 0, d = 0] = yield* feed.take(4);
  const length = a | (b << 8);
  if (length !== (~(c | (d << 8)) & 0xffff)) throw new PackedDataError('corrupt');
  window.append(yield* take(feed, length));
  if (window.isFull) yield window.drain();
}

function* take(feed: Feed, length: number): Taking<Uint8Array> {
  return yield* feed.take(length);
}

/** Decodes symbols until the block ends (true), the input runs low or enough has come together. */
function decodeSome(bits: Bits, window: Window, { literals, distances }: Codes): boolean {
  const { feed } = bits;
  while ((feed.available >= SYMBOL_BYTES || feed.isEnded) && !window.isFull) {
    const symbol = literals.decode(bits);
    if (symbol < 256) {
      if (symbol < 0) throw new PackedDataError('corrupt');
      window.put(symbol);
    } else if (symbol === 256) return true;
    else {
      const length = extended(bits, lengthBases, lengthExtra, symbol - 257);
      window.repeat(extended(bits, distanceBases, distanceExtra, distances.decode(bits)), length);
    }
  }
  return false;
}

function extended(bits: Bits, bases: readonly number[], extra: readonly number[], index: number): number {
  const start = bases[index];
  if (start === undefined) throw new PackedDataError('corrupt');
  return start + bits.take(extra[index] ?? 0);
}

/** The codes that a block brings along (§3.2.7). */
function readCodes(bits: Bits): Codes {
  const literalCount = bits.take(5) + 257;
  const distanceCount = bits.take(5) + 1;
  const codeLengths = new Uint8Array(19);
  const count = bits.take(4) + 4;
  for (const symbol of codeLengthOrder.slice(0, count)) codeLengths[symbol] = bits.take(3);
  const meta = new Huffman(codeLengths);
  const lengths = new Uint8Array(literalCount + distanceCount);
  for (let at = 0; at < lengths.length; ) {
    const symbol = meta.decode(bits);
    if (symbol < 0 || (symbol === 16 && at === 0)) throw new PackedDataError('corrupt');
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
    const repeat = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (at + repeat > lengths.length) throw new PackedDataError('corrupt');
    lengths.fill(value, at, at + repeat);
    at += repeat;
  }
  return { literals: new Huffman(lengths.subarray(0, literalCount)), distances: new Huffman(lengths.subarray(literalCount)) };
}

/** The bits of a feed, the lowest of each byte first. */
class Bits {
  readonly feed: Feed;
  #buffer = 0;
  #count = 0;

  constructor(feed: Feed) {
    this.feed = feed;
  }

  take(count: number): number {
    while (this.#count < count) this.#byte();
    const value = this.#buffer & ((1 << count) - 1);
    this.drop(count);
    return value;
  }

  /** The next 15 bits without taking them; zeros stand for those after the end. */
  peek(): number {
    while (this.#count < 15) this.#byte();
    return this.#buffer & 0x7fff;
  }

  drop(count: number): void {
    this.#buffer >>>= count;
    this.#count -= count;
    if (this.feed.at > this.feed.end) this.checkEnd();
  }

  /** Throws when more was used than there is. */
  checkEnd(): void {
    if (this.feed.isEnded && this.feed.at - (this.#count >> 3) > this.feed.end) throw new PackedDataError('truncated');
  }

  /** Bytes follow: what is left of the current one is dropped, whole ones are given back. */
  alignToByte(): void {
    this.feed.at -= this.#count >> 3;
    this.#buffer = 0;
    this.#count = 0;
    if (this.feed.at > this.feed.end) throw new PackedDataError('truncated');
  }

  #byte(): void {
    const { feed } = this;
    this.#buffer |= (feed.at < feed.end ? (feed.bytes[feed.at] ?? 0) : 0) << this.#count;
    feed.at++;
    this.#count += 8;
  }
}
