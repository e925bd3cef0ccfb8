import { Huffman, type BitSource } from './huffman.js';
import { Crc32 } from './packing.js';

/** Thrown for what is no gzip file, is damaged, or would become bigger than allowed. The messages are those of Go's compress/gzip. */
export class GzipError extends Error {
  override readonly name = 'GzipError';
}

const lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385,
  24577,
];
const distanceExtra = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Whether bytes begin like a gzip file. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Unpacks a gzip file (RFC 1952) of one or several members. Throws GzipError, also when there is more than `maxBytes` in it. */
export function gunzip(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const input = new Input(bytes);
  const output = new Output(maxBytes);
  do {
    const start = output.length;
    skipHeader(input);
    inflate(input, output);
    input.alignToByte();
    checkTrailer(input, output.from(start));
  } while (!input.isAtEnd);
  return output.from(0);
}

function skipHeader(input: Input): void {
  const [first, second, method, flags] = [input.byte(), input.byte(), input.byte(), input.byte()];
  if (first !== 0x1f || second !== 0x8b || method !== 8) throw new GzipError('gzip: invalid header');
  input.skip(6);
  if (flags & 4) input.skip(input.byte() | (input.byte() << 8));
  for (const flag of [8, 16]) if (flags & flag) while (input.byte() !== 0);
  if (flags & 2) input.skip(2);
}

function checkTrailer(input: Input, data: Uint8Array): void {
  const checksum = input.word();
  if (checksum !== new Crc32().update(data).value || input.word() !== data.length % 0x1_0000_0000) {
    throw new GzipError('gzip: invalid checksum');
  }
}

function inflate(input: Input, output: Output): void {
  for (let isLast = false; !isLast; ) {
    isLast = input.bits(1) === 1;
    const type = input.bits(2);
    if (type === 0) copyStored(input, output);
    else if (type === 1) decodeBlock(input, output, fixedCodes());
    else if (type === 2) decodeBlock(input, output, readCodes(input));
    else throw corrupt();
  }
}

function copyStored(input: Input, output: Output): void {
  input.alignToByte();
  const length = input.byte() | (input.byte() << 8);
  const complement = input.byte() | (input.byte() << 8);
  if (length !== (~complement & 0xffff)) throw corrupt();
  output.append(input.take(length));
}

interface Codes {
  readonly literals: Huffman;
  readonly distances: Huffman;
}

let fixed: Codes | undefined;

/** The codes of RFC 1951 §3.2.6. */
function fixedCodes(): Codes {
  if (fixed) return fixed;
  const lengths = Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
  fixed = { literals: new Huffman(lengths), distances: new Huffman(new Uint8Array(30).fill(5)) };
  return fixed;
}

/** The codes that a block brings along (§3.2.7). */
function readCodes(input: Input): Codes {
  const literalCount = input.bits(5) + 257;
  const distanceCount = input.bits(5) + 1;
  const codeLengths = new Uint8Array(19);
  const count = input.bits(4) + 4;
  for (const symbol of codeLengthOrder.slice(0, count)) codeLengths[symbol] = input.bits(3);
  const meta = new Huffman(codeLengths);
  const lengths = new Uint8Array(literalCount + distanceCount);
  for (let at = 0; at < lengths.length; ) {
    const symbol = symbolOf(meta, input);
    if (symbol < 16) lengths[at++] = symbol;
    else {
      if (symbol === 16 && at === 0) throw corrupt();
      const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
      const repeat = symbol === 16 ? 3 + input.bits(2) : symbol === 17 ? 3 + input.bits(3) : 11 + input.bits(7);
      if (at + repeat > lengths.length) throw corrupt();
      lengths.fill(value, at, at + repeat);
      at += repeat;
    }
  }
  return { literals: new Huffman(lengths.subarray(0, literalCount)), distances: new Huffman(lengths.subarray(literalCount)) };
}

function decodeBlock(input: Input, output: Output, { literals, distances }: Codes): void {
  for (;;) {
    const symbol = symbolOf(literals, input);
    if (symbol < 256) output.put(symbol);
    else if (symbol === 256) return;
    else {
      const length = extended(input, lengthBase, lengthExtra, symbol - 257);
      output.repeat(extended(input, distanceBase, distanceExtra, symbolOf(distances, input)), length);
    }
  }
}

function symbolOf(code: Huffman, input: Input): number {
  const symbol = code.decode(input);
  if (symbol < 0) throw corrupt();
  return symbol;
}

function extended(input: Input, base: readonly number[], extra: readonly number[], index: number): number {
  const start = base[index];
  if (start === undefined) throw corrupt();
  return start + input.bits(extra[index] ?? 0);
}

/** Bits and bytes of the packed file. */
class Input implements BitSource {
  readonly #bytes: Uint8Array;
  #at = 0;
  #buffer = 0;
  #available = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  bits(count: number): number {
    while (this.#available < count) {
      this.#buffer |= this.byte() << this.#available;
      this.#available += 8;
    }
    const value = this.#buffer & ((1 << count) - 1);
    this.#buffer >>>= count;
    this.#available -= count;
    return value;
  }

  /** Up to 15 bits without taking them; zeros stand for those after the end. */
  peek(): number {
    while (this.#available < 15) {
      this.#buffer |= (this.#bytes[this.#at++] ?? 0) << this.#available;
      this.#available += 8;
    }
    return this.#buffer & 0x7fff;
  }

  drop(count: number): void {
    this.#buffer >>>= count;
    this.#available -= count;
    if (this.#at - (this.#available >> 3) > this.#bytes.length) throw unexpectedEnd();
  }

  /** Bytes follow: what is left of the current one is dropped, whole ones are given back. */
  alignToByte(): void {
    this.#at -= this.#available >> 3;
    this.#buffer = 0;
    this.#available = 0;
    if (this.#at > this.#bytes.length) throw unexpectedEnd();
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw unexpectedEnd();
    return byte;
  }

  word(): number {
    return (this.byte() | (this.byte() << 8) | (this.byte() << 16) | (this.byte() << 24)) >>> 0;
  }

  skip(count: number): void {
    this.take(count);
  }

  take(count: number): Uint8Array {
    const end = this.#at + count;
    if (end > this.#bytes.length) throw unexpectedEnd();
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }
}

/** What has been unpacked so far, which repetitions look back into. */
class Output {
  #bytes = new Uint8Array(65_536);
  #maxBytes: number;
  length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  from(start: number): Uint8Array {
    return this.#bytes.subarray(start, this.length);
  }

  put(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.length++] = byte;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  repeat(distance: number, length: number): void {
    if (distance > this.length) throw corrupt();
    this.#reserve(length);
    const from = this.length - distance;
    if (distance >= length) this.#bytes.copyWithin(this.length, from, from + length);
    else if (distance === 1) this.#bytes.fill(this.#bytes[from] ?? 0, this.length, this.length + length);
    else for (let i = 0; i < length; i++) this.#bytes[this.length + i] = this.#bytes[from + i] ?? 0;
    this.length += length;
  }

  #reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.#bytes.length) return;
    if (needed > this.#maxBytes) throw new GzipError(`drydock: unpacks to more than ${String(this.#maxBytes)} bytes`);
    const bigger = new Uint8Array(Math.min(this.#maxBytes, Math.max(needed, this.#bytes.length * 2)));
    bigger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = bigger;
  }
}

function corrupt(): GzipError {
  return new GzipError('flate: corrupt input');
}

function unexpectedEnd(): GzipError {
  return new GzipError('unexpected EOF');
}
