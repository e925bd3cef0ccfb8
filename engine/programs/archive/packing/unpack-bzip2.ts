import { HighBits } from './bits.js';
import { BLOCK_MAGIC, BlockChecksum, combined, END_MAGIC, GROUP_SYMBOLS, LEVEL_BYTES } from './bzip2-format.js';
import { Feed, PackedDataError, type Filter } from './filter.js';

/** More than a packed block takes, so that nobody has to wait in the middle of one. */
const BLOCK_INPUT_BYTES = 1_300_000;
const MAX_CODE_BITS = 20;

/** Unpacks a bzip2 file of one or several streams. */
export function* unpackBzip2(): Filter {
  const feed = new Feed();
  for (let isFirst = true; isFirst || (yield* feed.ensure(1)); isFirst = false) {
    if (!(yield* feed.ensure(4))) throw new PackedDataError(isFirst && feed.available > 0 ? 'format' : 'truncated');
    const [b, z, h, level = 0] = feed.bytes.subarray(feed.at, feed.at + 4);
    if (b !== 0x42 || z !== 0x5a || h !== 0x68 || level < 0x31 || level > 0x39) {
      if (isFirst) throw new PackedDataError('format');
      return;
    }
    feed.at += 4;
    yield* unpackStream(feed, (level - 0x30) * LEVEL_BYTES);
  }
}

function* unpackStream(feed: Feed, blockBytes: number): Filter {
  const bits = new HighBits(feed);
  let checksum = 0;
  for (;;) {
    yield* feed.ensure(BLOCK_INPUT_BYTES);
    const magic = [bits.take(24), bits.take(24)];
    const expected = ((bits.take(16) << 16) | bits.take(16)) >>> 0;
    if (magic[0] === END_MAGIC[0] && magic[1] === END_MAGIC[1]) {
      bits.align();
      if (expected !== checksum) throw new PackedDataError('checksum');
      return;
    }
    if (magic[0] !== BLOCK_MAGIC[0] || magic[1] !== BLOCK_MAGIC[1]) throw new PackedDataError('corrupt');
    const data = unpackBlock(bits, blockBytes);
    if (new BlockChecksum().update(data).value !== expected) throw new PackedDataError('checksum');
    checksum = combined(checksum, expected);
    yield data;
  }
}

function unpackBlock(bits: HighBits, blockBytes: number): Uint8Array {
  if (bits.bit() === 1) throw new PackedDataError('unsupported');
  const origin = bits.take(24);
  const used = readUsed(bits);
  const { columns, length } = readSymbols(bits, used, blockBytes);
  if (origin >= length) throw new PackedDataError('corrupt');
  return withRuns(inverse(columns, length, origin));
}

/** Which bytes occur at all. */
function readUsed(bits: HighBits): Uint8Array {
  const groups = bits.take(16);
  const used: number[] = [];
  for (let group = 0; group < 16; group++) {
    if (((groups >> (15 - group)) & 1) === 0) continue;
    const members = bits.take(16);
    for (let byte = 0; byte < 16; byte++) if (((members >> (15 - byte)) & 1) === 1) used.push(group * 16 + byte);
  }
  if (used.length === 0) throw new PackedDataError('corrupt');
  return Uint8Array.from(used);
}

/** The last column of the sorted block: Huffman codes, then positions in a list that moves what was used to its front. */
function readSymbols(bits: HighBits, used: Uint8Array, blockBytes: number): { readonly columns: Uint32Array; readonly length: number } {
  const tableCount = bits.take(3);
  const selectorCount = bits.take(15);
  if (tableCount < 2 || tableCount > 6 || selectorCount === 0) throw new PackedDataError('corrupt');
  const selectors = readSelectors(bits, selectorCount, tableCount);
  const tables = Array.from({ length: tableCount }, () => new CodeTable(readLengths(bits, used.length + 2)));
  const front = Uint8Array.from(used);
  const columns = new Uint32Array(blockBytes);
  const end = used.length + 1;
  let [length, run, weight] = [0, 0, 1];
  const flush = (): void => {
    if (length + run > blockBytes) throw new PackedDataError('corrupt');
    columns.fill(front[0] ?? 0, length, length + run);
    length += run;
    [run, weight] = [0, 1];
  };
  for (let at = 0; ; at++) {
    const table = tables[selectors[Math.floor(at / GROUP_SYMBOLS)] ?? -1];
    if (!table) throw new PackedDataError('corrupt');
    const symbol = table.decode(bits);
    if (symbol < 2) {
      run += weight << symbol;
      weight *= 2;
      if (run > blockBytes) throw new PackedDataError('corrupt');
      continue;
    }
    if (run > 0) flush();
    if (symbol === end) return { columns, length };
    const place = symbol - 1;
    const byte = front[place] ?? 0;
    front.copyWithin(1, 0, place);
    front[0] = byte;
    if (length >= blockBytes) throw new PackedDataError('corrupt');
    columns[length++] = byte;
  }
}

function readSelectors(bits: HighBits, count: number, tables: number): Uint8Array {
  const front = [0, 1, 2, 3, 4, 5];
  return Uint8Array.from({ length: count }, () => {
    let place = 0;
    while (bits.bit() === 1) if (++place >= tables) throw new PackedDataError('corrupt');
    const [table = 0] = front.splice(place, 1);
    front.unshift(table);
    return table;
  });
}

function readLengths(bits: HighBits, count: number): Uint8Array {
  let length = bits.take(5);
  return Uint8Array.from({ length: count }, () => {
    for (;;) {
      if (length < 1 || length > MAX_CODE_BITS) throw new PackedDataError('corrupt');
      if (bits.bit() === 0) return length;
      length += bits.bit() === 0 ? 1 : -1;
    }
  });
}

/** A canonical Huffman code that is read bit by bit. */
class CodeTable {
  readonly #symbols: number[] = [];
  /** By length: the code after the last one, and the index of the symbol that code 0 of that length would have. */
  readonly #ends = new Int32Array(MAX_CODE_BITS + 1);
  readonly #offsets = new Int32Array(MAX_CODE_BITS + 1);

  constructor(lengths: Uint8Array) {
    let code = 0;
    for (let length = 1; length <= MAX_CODE_BITS; length++) {
      this.#offsets[length] = this.#symbols.length - code;
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] !== length) continue;
        this.#symbols.push(symbol);
        code++;
      }
      this.#ends[length] = code;
      code *= 2;
    }
  }

  decode(bits: HighBits): number {
    let code = 0;
    for (let length = 1; length <= MAX_CODE_BITS; length++) {
      code = (code << 1) | bits.bit();
      if (code < (this.#ends[length] ?? 0)) return this.#symbols[code + (this.#offsets[length] ?? 0)] ?? 0;
    }
    throw new PackedDataError('corrupt');
  }
}

/** The block whose rotations, sorted, end in these bytes; `origin` is the place of the block itself among them. */
function inverse(columns: Uint32Array, length: number, origin: number): Uint8Array {
  const starts = new Uint32Array(257);
  for (let at = 0; at < length; at++) {
    const byte = (columns[at] ?? 0) + 1;
    starts[byte] = (starts[byte] ?? 0) + 1;
  }
  for (let byte = 1; byte < 257; byte++) starts[byte] = (starts[byte] ?? 0) + (starts[byte - 1] ?? 0);
  // The upper bits of each place come to hold the place of the rotation that begins one byte later.
  for (let at = 0; at < length; at++) {
    const byte = (columns[at] ?? 0) & 0xff;
    const place = starts[byte] ?? 0;
    starts[byte] = place + 1;
    columns[place] = (columns[place] ?? 0) | (at << 8);
  }
  const block = new Uint8Array(length);
  let place = (columns[origin] ?? 0) >>> 8;
  for (let at = 0; at < length; at++) {
    const entry = columns[place] ?? 0;
    block[at] = entry & 0xff;
    place = entry >>> 8;
  }
  return block;
}

/** Four equal bytes are followed by how many more of them there are. */
function withRuns(block: Uint8Array): Uint8Array {
  let total = 0;
  eachRun(block, (_, count) => (total += count));
  const data = new Uint8Array(total);
  let end = 0;
  eachRun(block, (byte, count) => {
    if (count === 1) data[end] = byte;
    else data.fill(byte, end, end + count);
    end += count;
  });
  return data;
}

function eachRun(block: Uint8Array, use: (byte: number, count: number) => void): void {
  let [last, equal] = [-1, 0];
  for (let at = 0; at < block.length; at++) {
    const byte = block[at] ?? 0;
    if (equal === 4) {
      if (byte > 0) use(last, byte);
      equal = 0;
      last = -1;
      continue;
    }
    equal = byte === last ? equal + 1 : 1;
    last = byte;
    use(byte, 1);
  }
}
