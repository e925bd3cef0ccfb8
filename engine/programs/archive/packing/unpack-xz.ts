import { Crc32 } from '../crc32.js';
import { Crc64 } from './crc64.js';
import { Feed, PackedDataError, type Filter, type Taking } from './filter.js';
import { wordAt } from './gzip.js';
import { unpackLzma2 } from './lzma2.js';
import { XZ_FOOTER, XZ_MAGIC } from './xz-format.js';

const LZMA2 = 0x21;
/** How many bytes each kind of checksum takes. */
const checkBytes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];
const CRC32 = 1;
const CRC64 = 4;

/** Unpacks an xz file: streams one after another, with zeros between them. */
export function* unpackXz(): Filter {
  const feed = new Feed();
  for (let isFirst = true; isFirst || (yield* skipPadding(feed)); isFirst = false) {
    const isThere = yield* feed.ensure(12);
    const begin = feed.bytes.subarray(feed.at, feed.at + 6);
    if (!XZ_MAGIC.every((byte, index) => begin[index] === byte))
      throw new PackedDataError(isFirst ? 'format' : isThere ? 'corrupt' : 'truncated');
    const header = yield* feed.take(12);
    if (new Crc32().update(header.subarray(6, 8)).value !== wordAt(header, 8)) throw new PackedDataError('corrupt');
    if (header[6] !== 0 || (header[7] ?? 0) > 15) throw new PackedDataError('unsupported');
    yield* unpackStream(feed, header[7] ?? 0);
  }
}

/** Whether anything but zeros follows. */
function* skipPadding(feed: Feed): Taking<boolean> {
  while (yield* feed.ensure(1)) {
    if (feed.bytes[feed.at] !== 0) return true;
    feed.at++;
  }
  return false;
}

function* unpackStream(feed: Feed, check: number): Filter {
  let blocks = 0;
  for (;;) {
    const size = yield* feed.byte();
    if (size === 0) break;
    yield* unpackBlock(feed, size, check);
    blocks++;
  }
  yield* skipIndex(feed, blocks);
  const footer = yield* feed.take(12);
  const isRight = footer[10] === XZ_FOOTER[0] && footer[11] === XZ_FOOTER[1] && footer[9] === check;
  if (!isRight || new Crc32().update(footer.subarray(4, 10)).value !== wordAt(footer, 0)) throw new PackedDataError('corrupt');
}

function* unpackBlock(feed: Feed, size: number, check: number): Filter {
  const header = yield* feed.take(size * 4 + 3);
  const checked = Uint8Array.from([size, ...header.subarray(0, -4)]);
  if (new Crc32().update(checked).value !== wordAt(header, header.length - 4)) throw new PackedDataError('corrupt');
  const reach = dictionaryOf(header);
  const sum = check === CRC32 ? new Crc32() : check === CRC64 ? new Crc64() : undefined;
  const used = { bytes: 0 };
  const work = unpackLzma2(feed, reach, used);
  for (let step = work.next(new Uint8Array(0)); !step.done; ) {
    if (step.value === 'more') step = work.next(yield 'more');
    else {
      sum?.update(step.value);
      step = work.next(yield step.value);
    }
  }
  const padding = yield* feed.take((4 - (used.bytes % 4)) % 4);
  if (padding.some(byte => byte !== 0)) throw new PackedDataError('corrupt');
  const expected = yield* feed.take(checkBytes[check] ?? 0);
  if (sum instanceof Crc32 && sum.value !== wordAt(expected, 0)) throw new PackedDataError('corrupt');
  if (sum instanceof Crc64 && sum.bytes().some((byte, index) => byte !== expected[index])) throw new PackedDataError('corrupt');
}

/** How far back LZMA2 may look, the only filter that is known. */
function dictionaryOf(header: Uint8Array): number {
  const reader = new Numbers(header, 1);
  const flags = header[0] ?? 0;
  if ((flags & 3) !== 0 || (flags & 0x3c) !== 0) throw new PackedDataError('unsupported');
  if ((flags & 0x40) !== 0) reader.next();
  if ((flags & 0x80) !== 0) reader.next();
  if (reader.next() !== LZMA2 || reader.next() !== 1) throw new PackedDataError('unsupported');
  const bits = header[reader.at] ?? 0;
  if (bits > 40) throw new PackedDataError('unsupported');
  return bits === 40 ? 0xffff_ffff : (2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11);
}

/** The sizes of all blocks once more; only their number and the checksum are compared. */
function* skipIndex(feed: Feed, blocks: number): Taking<void> {
  const bytes: number[] = [0];
  const number = function* (): Taking<number> {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = yield* feed.byte();
      bytes.push(byte);
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
      if (shift > 2 ** 49) throw new PackedDataError('corrupt');
    }
  };
  if ((yield* number()) !== blocks) throw new PackedDataError('corrupt');
  for (let block = 0; block < blocks * 2; block++) yield* number();
  while (bytes.length % 4 !== 0) bytes.push(yield* feed.byte());
  if (new Crc32().update(Uint8Array.from(bytes)).value !== wordAt(yield* feed.take(4), 0)) throw new PackedDataError('corrupt');
}

/** Numbers of seven bits a byte, the lowest first. */
export class Numbers {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  next(): number {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined || shift > 2 ** 49) throw new PackedDataError('corrupt');
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
  }
}
