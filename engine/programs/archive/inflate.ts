import { canonicalCodes, distanceBases, distanceExtra, fixedLengths, lengthBases, lengthExtra } from './deflate-tables.js';

/** Compressed data that cannot be read. */
export class InflateError extends Error {
  override readonly name = 'InflateError';
}

/** Unpacks a deflate stream that begins at `start`; the result and where the stream ends. At most `limit` bytes. */
export function inflate(bytes: Uint8Array, start: number, limit: number): { readonly data: Uint8Array; readonly end: number } {
  return new Inflater(bytes, start, limit).run();
}

/** Symbols by code, with the code's length in front so that codes of different lengths differ. */
type Decoder = ReadonlyMap<number, number>;

class Inflater {
  readonly #bytes: Uint8Array;
  readonly #limit: number;
  #at: number;
  #bits = 0;
  #count = 0;
  #out = new Uint8Array(65536);
  #length = 0;

  constructor(bytes: Uint8Array, start: number, limit: number) {
    this.#bytes = bytes;
    this.#at = start;
    this.#limit = limit;
  }

  run(): { readonly data: Uint8Array; readonly end: number } {
    for (let last = false; !last; ) {
      last = this.#take(1) === 1;
      const type = this.#take(2);
      if (type === 0) this.#stored();
      else if (type === 1) this.#compressed(decoderOf(fixedLengths), decoderOf(new Array<number>(30).fill(5)));
      else if (type === 2) this.#dynamic();
      else throw new InflateError('invalid compressed data--format violated');
    }
    return { data: this.#out.slice(0, this.#length), end: this.#at };
  }

  #take(count: number): number {
    while (this.#count < count) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new InflateError('unexpected end of file');
      this.#bits |= byte << this.#count;
      this.#count += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#count -= count;
    return value;
  }

  #symbol(decoder: Decoder): number {
    let code = 0;
    for (let length = 1; length <= 15; length++) {
      code = (code << 1) | this.#take(1);
      const symbol = decoder.get((length << 16) | code);
      if (symbol !== undefined) return symbol;
    }
    throw new InflateError('invalid compressed data--format violated');
  }

  #stored(): void {
    this.#bits = 0;
    this.#count = 0;
    const length = (this.#bytes[this.#at] ?? 0) | ((this.#bytes[this.#at + 1] ?? 0) << 8);
    this.#at += 4;
    if (this.#at + length > this.#bytes.length) throw new InflateError('unexpected end of file');
    for (let i = 0; i < length; i++) this.#put(this.#bytes[this.#at++] ?? 0);
  }

  #dynamic(): void {
    const literals = this.#take(5) + 257;
    const distances = this.#take(5) + 1;
    const count = this.#take(4) + 4;
    const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    const lengthLengths = new Array<number>(19).fill(0);
    for (let i = 0; i < count; i++) lengthLengths[order[i] ?? 0] = this.#take(3);
    const decoder = decoderOf(lengthLengths);
    const lengths: number[] = [];
    while (lengths.length < literals + distances) {
      const symbol = this.#symbol(decoder);
      if (symbol < 16) lengths.push(symbol);
      else {
        const value = symbol === 16 ? (lengths.at(-1) ?? 0) : 0;
        const times = symbol === 16 ? this.#take(2) + 3 : symbol === 17 ? this.#take(3) + 3 : this.#take(7) + 11;
        for (let i = 0; i < times; i++) lengths.push(value);
      }
    }
    this.#compressed(decoderOf(lengths.slice(0, literals)), decoderOf(lengths.slice(literals)));
  }

  #compressed(literals: Decoder, distances: Decoder): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        this.#put(symbol);
        continue;
      }
      const length = (lengthBases[symbol - 257] ?? 0) + this.#take(lengthExtra[symbol - 257] ?? 0);
      const code = this.#symbol(distances);
      const distance = (distanceBases[code] ?? 0) + this.#take(distanceExtra[code] ?? 0);
      if (distance > this.#length) throw new InflateError('invalid compressed data--format violated');
      for (let i = 0; i < length; i++) this.#put(this.#out[this.#length - distance] ?? 0);
    }
  }

  #put(byte: number): void {
    if (this.#length >= this.#limit) throw new InflateError('drydock: unpacking more than 64 MiB is not simulated');
    if (this.#length === this.#out.length) {
      const larger = new Uint8Array(this.#out.length * 2);
      larger.set(this.#out);
      this.#out = larger;
    }
    this.#out[this.#length++] = byte;
  }
}

function decoderOf(lengths: readonly number[]): Decoder {
  const codes = canonicalCodes(lengths);
  return new Map(lengths.flatMap((length, symbol) => (length > 0 ? [[(length << 16) | (codes[symbol] ?? 0), symbol] as const] : [])));
}
