import { HighBitWriter } from './bits.js';
import { codeLengths, codesOf } from './bzip2-codes.js';
import { BLOCK_MAGIC, BlockChecksum, combined, END_MAGIC, GROUP_SYMBOLS, LEVEL_BYTES } from './bzip2-format.js';
import { Feed, type Filter } from './filter.js';
import { sortRotations } from './sort-rotations.js';

const MAX_RUN = 255;
/** How often the tables are fitted to the groups that use them (BZ_N_ITERS). */
const ROUNDS = 4;
const LONGEST_CODE = 17;
const FAR = 15;

/** Makes the bzip2 file of level 1 to 9 that the real program makes, byte by byte but for blocks that are one repetition. */
export function* packBzip2(level: number): Filter {
  const feed = new Feed();
  const writer = new HighBitWriter();
  const block = new Block(level * LEVEL_BYTES - 19);
  let checksum = 0;
  for (const byte of [0x42, 0x5a, 0x68, 0x30 + level]) writer.put(byte, 8);
  const finish = function* (): Filter {
    if (block.length === 0) return;
    checksum = combined(checksum, block.checksum.value);
    writeBlock(writer, block.bytes.subarray(0, block.length), block.checksum.value);
    block.clear();
    yield writer.drain();
  };
  while (yield* feed.ensure(1)) {
    while (feed.at < feed.end) {
      if (block.isFull) yield* finish();
      block.add(feed.bytes[feed.at++] ?? 0);
    }
  }
  if (block.isFull) yield* finish();
  block.flushRun();
  yield* finish();
  writer.put(END_MAGIC[0], 24);
  writer.put(END_MAGIC[1], 24);
  writer.word(checksum);
  writer.pad();
  yield writer.drain();
}

/** What becomes one block: four and more equal bytes are four and how many more. */
class Block {
  readonly bytes: Uint8Array;
  readonly #limit: number;
  length = 0;
  checksum = new BlockChecksum();
  #byte = -1;
  #run = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.bytes = new Uint8Array(limit + 19);
  }

  get isFull(): boolean {
    return this.length >= this.#limit;
  }

  add(byte: number): void {
    if (byte === this.#byte && this.#run < MAX_RUN) {
      this.#run++;
      return;
    }
    this.flushRun();
    this.#byte = byte;
    this.#run = 1;
  }

  flushRun(): void {
    if (this.#run === 0) return;
    this.checksum.add(this.#byte, this.#run);
    const shown = Math.min(4, this.#run);
    for (let time = 0; time < shown; time++) this.bytes[this.length++] = this.#byte;
    if (this.#run >= 4) this.bytes[this.length++] = this.#run - 4;
    this.#run = 0;
    this.#byte = -1;
  }

  /** A run that has begun goes on in the next block. */
  clear(): void {
    this.length = 0;
    this.checksum = new BlockChecksum();
  }
}

function writeBlock(writer: HighBitWriter, block: Uint8Array, checksum: number): void {
  writer.put(BLOCK_MAGIC[0], 24);
  writer.put(BLOCK_MAGIC[1], 24);
  writer.word(checksum);
  writer.put(0, 1);
  const order = sortRotations(block);
  writer.put(order.indexOf(0), 24);
  const used = usedBytes(block);
  writeUsed(writer, used);
  writeSymbols(writer, symbolsOf(block, order, used), used.length + 2);
}

function usedBytes(block: Uint8Array): readonly number[] {
  const seen = new Uint8Array(256);
  for (let at = 0; at < block.length; at++) seen[block[at] ?? 0] = 1;
  return [...seen.keys()].filter(byte => seen[byte] === 1);
}

function writeUsed(writer: HighBitWriter, used: readonly number[]): void {
  const groups = Array.from({ length: 16 }, (_, group) =>
    used.filter(byte => byte >> 4 === group).reduce((bits, byte) => bits | (0x8000 >> (byte & 15)), 0),
  );
  writer.put(
    groups.reduce((bits, group, index) => (group === 0 ? bits : bits | (0x8000 >> index)), 0),
    16,
  );
  for (const group of groups) if (group !== 0) writer.put(group, 16);
}

/** The last bytes of the sorted rotations as places in a list that moves what was used to its front; runs of zeros in two digits. */
function symbolsOf(block: Uint8Array, order: Int32Array, used: readonly number[]): Uint16Array {
  const front = Uint8Array.from(used);
  const symbols = new Uint16Array(block.length + 1);
  let [length, zeros] = [0, 0];
  const flush = (): void => {
    for (let rest = zeros; rest > 0; rest = (rest - 1) >> 1) symbols[length++] = rest % 2 === 1 ? 0 : 1;
    zeros = 0;
  };
  for (let at = 0; at < order.length; at++) {
    const start = order[at] ?? 0;
    const byte = block[start === 0 ? block.length - 1 : start - 1] ?? 0;
    const place = front.indexOf(byte);
    if (place === 0) {
      zeros++;
      continue;
    }
    if (zeros > 0) flush();
    front.copyWithin(1, 0, place);
    front[0] = byte;
    symbols[length++] = place + 1;
  }
  flush();
  symbols[length++] = used.length + 1;
  return symbols.subarray(0, length);
}

function writeSymbols(writer: HighBitWriter, symbols: Uint16Array, alphabet: number): void {
  const { tables, selectors } = fittedTables(symbols, alphabet);
  writer.put(tables.length, 3);
  writer.put(selectors.length, 15);
  const front = tables.map((_, index) => index);
  for (const selector of selectors) {
    const place = front.indexOf(selector);
    front.splice(place, 1);
    front.unshift(selector);
    for (let time = 0; time < place; time++) writer.put(1, 1);
    writer.put(0, 1);
  }
  for (const lengths of tables) writeLengths(writer, lengths);
  const codes = tables.map(codesOf);
  for (let at = 0; at < symbols.length; at++) {
    const selector = selectors[Math.floor(at / GROUP_SYMBOLS)] ?? 0;
    const symbol = symbols[at] ?? 0;
    writer.put(codes[selector]?.[symbol] ?? 0, tables[selector]?.[symbol] ?? 0);
  }
}

function writeLengths(writer: HighBitWriter, lengths: Uint8Array): void {
  let current = lengths[0] ?? 0;
  writer.put(current, 5);
  for (const length of lengths) {
    for (; current < length; current++) writer.put(0b10, 2);
    for (; current > length; current--) writer.put(0b11, 2);
    writer.put(0, 1);
  }
}

/** Up to six tables of code lengths, and which one each group of fifty symbols uses. */
function fittedTables(
  symbols: Uint16Array,
  alphabet: number,
): { readonly tables: readonly Uint8Array[]; readonly selectors: readonly number[] } {
  let tables = firstTables(symbols, alphabet);
  const selectors: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    selectors.length = 0;
    const frequencies = tables.map(() => new Int32Array(alphabet));
    for (let start = 0; start < symbols.length; start += GROUP_SYMBOLS) {
      const group = symbols.subarray(start, start + GROUP_SYMBOLS);
      const best = cheapest(tables, group);
      selectors.push(best);
      const counts = frequencies[best];
      if (counts) for (let at = 0; at < group.length; at++) counts[group[at] ?? 0] = (counts[group[at] ?? 0] ?? 0) + 1;
    }
    tables = frequencies.map(counts => codeLengths(counts, LONGEST_CODE));
  }
  return { tables, selectors };
}

function cheapest(tables: readonly Uint8Array[], group: Uint16Array): number {
  let [best, least] = [0, Infinity];
  for (const [index, lengths] of tables.entries()) {
    let cost = 0;
    for (let at = 0; at < group.length; at++) cost += lengths[group[at] ?? 0] ?? 0;
    if (cost < least) [best, least] = [index, cost];
  }
  return best;
}

/** To begin with, each table is good for a range of symbols, all about as frequent. */
function firstTables(symbols: Uint16Array, alphabet: number): readonly Uint8Array[] {
  const frequencies = new Int32Array(alphabet);
  for (let at = 0; at < symbols.length; at++) frequencies[symbols[at] ?? 0] = (frequencies[symbols[at] ?? 0] ?? 0) + 1;
  const count = symbols.length < 200 ? 2 : symbols.length < 600 ? 3 : symbols.length < 1200 ? 4 : symbols.length < 2400 ? 5 : 6;
  const tables: Uint8Array[] = [];
  let [start, left] = [0, symbols.length];
  for (let part = count; part > 0; part--) {
    const wanted = Math.floor(left / part);
    let [end, sum] = [start - 1, 0];
    while (sum < wanted && end < alphabet - 1) sum += frequencies[++end] ?? 0;
    if (end > start && part !== count && part !== 1 && (count - part) % 2 === 1) sum -= frequencies[end--] ?? 0;
    const [from, to] = [start, end];
    tables[part - 1] = Uint8Array.from({ length: alphabet }, (_, symbol) => (symbol >= from && symbol <= to ? 0 : FAR));
    start = end + 1;
    left -= sum;
  }
  return tables;
}
