import { Crc32 } from '../programs/archive/crc32.js';

/**
 * The gzip files in which registries keep layers. Zeros are written as repetitions and everything else as it is, which is valid
 * gzip, quick, and always the same: the same layer has the same packed digest. Empty blocks can pad a file to a wished size,
 * so that layers of filler files are as big to download as the published ones.
 */
const PIECE = 65_535;
const EMPTY_BLOCK = [0, 0, 0, 0xff, 0xff];
const ENOUGH_ZEROS = 1024;

/** Packs pieces of bytes; the result is at least `paddedTo` bytes long. */
export function* pack(pieces: Iterable<Uint8Array>, paddedTo = 0): Generator<Uint8Array, void, undefined> {
  const checksum = new Crc32();
  let total = 0;
  let written = 10;
  yield Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
  for (const piece of pieces) {
    checksum.update(piece);
    total += piece.length;
    for (const block of blocksOf(piece)) {
      written += block.length;
      yield block;
    }
  }
  const rest = 5 + 8;
  for (const padding of paddingBlocks(paddedTo - written - rest)) yield padding;
  yield Uint8Array.of(1, 0, 0, 0xff, 0xff);
  const end = new Uint8Array(8);
  new DataView(end.buffer).setUint32(0, checksum.value, true);
  new DataView(end.buffer).setUint32(4, total % 0x1_0000_0000, true);
  yield end;
}

function* blocksOf(piece: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < piece.length; ) {
    const zeros = zerosAt(piece, at);
    if (zeros >= ENOUGH_ZEROS) {
      yield zeroBlock(zeros);
      at += zeros;
      continue;
    }
    const end = Math.min(nextZeros(piece, at), at + PIECE);
    yield storedBlock(piece.subarray(at, end));
    at = end;
  }
}

function zerosAt(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && bytes[end] === 0) end++;
  return end - at;
}

/** Where the next run of zeros begins that is worth a block of its own. */
function nextZeros(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] !== 0) continue;
    const run = zerosAt(bytes, at);
    if (run >= ENOUGH_ZEROS) return at;
    at += run;
  }
  return bytes.length;
}

function storedBlock(bytes: Uint8Array): Uint8Array {
  const block = new Uint8Array(5 + bytes.length);
  const view = new DataView(block.buffer);
  view.setUint16(1, bytes.length, true);
  view.setUint16(3, ~bytes.length & 0xffff, true);
  block.set(bytes, 5);
  return block;
}

const zeroBlocks = new Map<number, Uint8Array>();

/**
 * `length` zeros as one block with the fixed codes of RFC 1951 §3.2.6: a zero, repetitions of 258 and single zeros, then an
 * empty stored block, after which blocks begin at whole bytes again.
 */
function zeroBlock(length: number): Uint8Array {
  const known = zeroBlocks.get(length);
  if (known) return known;
  const bits = new BitWriter();
  bits.write(0b010, 3);
  let left = length;
  for (const zero = (): void => bits.writeCode(0b0011_0000, 8); left > 0; ) {
    zero();
    left--;
    for (; left >= 258; left -= 258) {
      bits.writeCode(0b1100_0101, 8);
      bits.writeCode(0, 5);
    }
    for (; left > 0; left--) zero();
  }
  bits.writeCode(0, 7);
  bits.write(0b000, 3);
  const block = Uint8Array.from([...bits.bytes(), 0, 0, 0xff, 0xff]);
  if (zeroBlocks.size < 64) zeroBlocks.set(length, block);
  return block;
}

/** Bits from the lowest of each byte up, as deflate wants them. */
class BitWriter {
  readonly #bytes: number[] = [];
  #current = 0;
  #used = 0;

  /** A number, lowest bit first. */
  write(value: number, count: number): void {
    for (let bit = 0; bit < count; bit++) this.#push((value >> bit) & 1);
  }

  /** A Huffman code, highest bit first. */
  writeCode(code: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit--) this.#push((code >> bit) & 1);
  }

  bytes(): readonly number[] {
    return this.#used === 0 ? this.#bytes : [...this.#bytes, this.#current];
  }

  #push(bit: number): void {
    this.#current |= bit << this.#used;
    if (++this.#used < 8) return;
    this.#bytes.push(this.#current);
    this.#current = 0;
    this.#used = 0;
  }
}

const PADDING_BLOCKS = 8192;

function* paddingBlocks(missing: number): Generator<Uint8Array, void, undefined> {
  let blocks = Math.max(0, Math.ceil(missing / EMPTY_BLOCK.length));
  if (blocks === 0) return;
  const many = new Uint8Array(EMPTY_BLOCK.length * Math.min(blocks, PADDING_BLOCKS));
  for (let at = 0; at < many.length; at += EMPTY_BLOCK.length) many.set(EMPTY_BLOCK, at);
  for (; blocks > PADDING_BLOCKS; blocks -= PADDING_BLOCKS) yield many;
  yield many.subarray(0, blocks * EMPTY_BLOCK.length);
}
