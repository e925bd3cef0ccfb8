import { canonicalCodes, distanceBases, distanceExtra, fixedLengths, lengthBases, lengthExtra } from './deflate-tables.js';

const MIN_MATCH = 3;
const MAX_MATCH = 258;
const WINDOW = 32768;
/** How many earlier places are tried for a match. */
const MAX_CHAIN = 32;

/** Packs bytes as one deflate block with the fixed codes. */
export function deflate(bytes: Uint8Array): Uint8Array {
  const deflater = new Deflater(bytes.length);
  deflater.block(bytes, true);
  return deflater.drain();
}

/** Packs a stream in blocks with the fixed codes; repetitions are looked for within a block. */
export class Deflater {
  readonly #writer: BitWriter;

  constructor(expectedBytes: number) {
    this.#writer = new BitWriter(expectedBytes);
  }

  block(bytes: Uint8Array, isLast: boolean): void {
    this.#writer.bits(isLast ? 1 : 0, 1);
    this.#writer.bits(1, 2);
    writeBlock(this.#writer, bytes);
    if (isLast) this.#writer.pad();
  }

  /** The bytes that are complete since the last call. */
  drain(): Uint8Array {
    return this.#writer.drain();
  }
}

function writeBlock(writer: BitWriter, bytes: Uint8Array): void {
  const codes = canonicalCodes(fixedLengths);
  const symbol = (value: number): void => writer.code(codes[value] ?? 0, fixedLengths[value] ?? 0);
  const matcher = new Matcher(bytes);
  for (let at = 0; at < bytes.length; ) {
    const match = matcher.longest(at);
    if (match.length < MIN_MATCH) {
      symbol(bytes[at] ?? 0);
      matcher.add(at++);
      continue;
    }
    const length = lengthBases.findLastIndex(base => base <= match.length);
    symbol(257 + length);
    writer.bits(match.length - (lengthBases[length] ?? 0), lengthExtra[length] ?? 0);
    const distance = distanceBases.findLastIndex(base => base <= match.distance);
    writer.code(distance, 5);
    writer.bits(match.distance - (distanceBases[distance] ?? 0), distanceExtra[distance] ?? 0);
    // Within a run of one byte all places are alike: those of its beginning are enough.
    if (match.distance === 1 && match.length === MAX_MATCH) at += match.length;
    else for (const end = at + match.length; at < end; at++) matcher.add(at);
  }
  symbol(256);
}

/** Finds earlier occurrences of the next bytes by their first three. */
class Matcher {
  readonly #bytes: Uint8Array;
  readonly #heads = new Int32Array(65536).fill(-1);
  readonly #previous: Int32Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#previous = new Int32Array(bytes.length);
  }

  #hash(at: number): number {
    return (((this.#bytes[at] ?? 0) << 10) ^ ((this.#bytes[at + 1] ?? 0) << 5) ^ (this.#bytes[at + 2] ?? 0)) & 0xffff;
  }

  add(at: number): void {
    const hash = this.#hash(at);
    this.#previous[at] = this.#heads[hash] ?? -1;
    this.#heads[hash] = at;
  }

  longest(at: number): { readonly length: number; readonly distance: number } {
    let best = { length: 0, distance: 0 };
    const most = Math.min(MAX_MATCH, this.#bytes.length - at);
    if (most < MIN_MATCH) return best;
    let candidate = this.#heads[this.#hash(at)] ?? -1;
    for (let tries = 0; tries < MAX_CHAIN && candidate >= 0 && at - candidate <= WINDOW; tries++) {
      let length = 0;
      while (length < most && this.#bytes[candidate + length] === this.#bytes[at + length]) length++;
      if (length > best.length) best = { length, distance: at - candidate };
      if (length === most) break;
      candidate = this.#previous[candidate] ?? -1;
    }
    return best;
  }
}

class BitWriter {
  #out: Uint8Array;
  #length = 0;
  #bits = 0;
  #count = 0;

  constructor(expected: number) {
    this.#out = new Uint8Array(Math.max(64, expected));
  }

  /** Numbers go lowest bit first. */
  bits(value: number, count: number): void {
    this.#bits |= value << this.#count;
    this.#count += count;
    while (this.#count >= 8) {
      this.#put(this.#bits & 0xff);
      this.#bits >>>= 8;
      this.#count -= 8;
    }
  }

  /** Codes go highest bit first. */
  code(code: number, length: number): void {
    for (let bit = length - 1; bit >= 0; bit--) this.bits((code >> bit) & 1, 1);
  }

  /** Fills the last byte with zeros. */
  pad(): void {
    if (this.#count > 0) this.#put(this.#bits & 0xff);
    this.#bits = 0;
    this.#count = 0;
  }

  drain(): Uint8Array {
    const piece = this.#out.slice(0, this.#length);
    this.#length = 0;
    return piece;
  }

  #put(byte: number): void {
    if (this.#length === this.#out.length) {
      const larger = new Uint8Array(this.#out.length * 2);
      larger.set(this.#out);
      this.#out = larger;
    }
    this.#out[this.#length++] = byte;
  }
}
