import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { Crc32 } from '../crc32.js';
import { Deflater } from '../deflate.js';
import { Feed, NOTHING, PackedDataError, type Filter, type Taking } from './filter.js';
import { DEFLATE_REACH, unpackDeflate } from './unpack-deflate.js';
import { Window } from './window.js';

const BLOCK_BYTES = 262_144;

/** What the header of a gzip file keeps; `mtime` in seconds. */
export interface GzipHeader {
  readonly name?: string;
  readonly mtime: number;
}

/** Whether bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Makes a gzip file (RFC 1952) of one member. */
export function* packGzip({ name, mtime }: GzipHeader): Filter {
  const feed = new Feed();
  const checksum = new Crc32();
  let total = 0;
  yield Uint8Array.from([0x1f, 0x8b, 8, name === undefined ? 0 : 8, ...littleEndian(mtime), 0, 3]);
  if (name !== undefined) yield Uint8Array.from([...encodeUtf8(name), 0]);
  const deflater = new Deflater(BLOCK_BYTES);
  for (let isLast = false; !isLast; ) {
    isLast = !(yield* feed.ensure(BLOCK_BYTES));
    const block = yield* feed.take(Math.min(BLOCK_BYTES, feed.available));
    checksum.update(block);
    total += block.length;
    deflater.block(block, isLast);
    yield deflater.drain();
  }
  yield Uint8Array.from([...littleEndian(checksum.value), ...littleEndian(total)]);
}

export interface UnpackGzip {
  /** What is no further member is left out of account, or an error. */
  readonly trailing: 'ignored' | 'refused';
  /** Hears of the name in each header. */
  readonly onHeader?: (name: string | undefined) => void;
}

/** Unpacks all members of a gzip file. */
export function* unpackGzip({ trailing, onHeader }: UnpackGzip): Filter {
  const feed = new Feed();
  for (let isFirst = true; isFirst || (yield* feed.ensure(1)); isFirst = false) {
    if (!(yield* feed.ensure(2)) && isFirst) throw new PackedDataError('truncated');
    if (!isGzip(feed.bytes.subarray(feed.at, feed.end))) {
      if (isFirst || trailing === 'refused') throw new PackedDataError('format');
      return;
    }
    const name = yield* skipHeader(feed);
    onHeader?.(name);
    yield* unpackMember(feed);
  }
}

function* unpackMember(feed: Feed): Filter {
  const window = new Window(DEFLATE_REACH);
  const checksum = new Crc32();
  const work = unpackDeflate(feed, window);
  let total = 0;
  const passed = (piece: Uint8Array): Uint8Array => {
    checksum.update(piece);
    total += piece.length;
    return piece;
  };
  for (let step = work.next(NOTHING); !step.done; ) step = work.next(step.value === 'more' ? yield 'more' : yield passed(step.value));
  if (window.pending > 0) yield passed(window.drain());
  const expected = yield* feed.take(8);
  if (wordAt(expected, 0) !== checksum.value || wordAt(expected, 4) !== total % 0x1_0000_0000) throw new PackedDataError('checksum');
}

/** The name in a header, if there is one. */
function* skipHeader(feed: Feed): Taking<string | undefined> {
  const header = yield* feed.take(10);
  const flags = header[3] ?? 0;
  if (header[2] !== 8) throw new PackedDataError('unsupported');
  if ((flags & 4) !== 0) {
    const [low = 0, high = 0] = yield* feed.take(2);
    yield* feed.take(low | (high << 8));
  }
  const name = (flags & 8) === 0 ? undefined : yield* zeroEnded(feed);
  if ((flags & 16) !== 0) yield* zeroEnded(feed);
  if ((flags & 2) !== 0) yield* feed.take(2);
  return name;
}

const MAX_NAME_BYTES = 4096;

function* zeroEnded(feed: Feed): Taking<string> {
  const bytes: number[] = [];
  for (let byte = yield* feed.byte(); byte !== 0; byte = yield* feed.byte())
    if (bytes.push(byte) > MAX_NAME_BYTES) throw new PackedDataError('corrupt');
  return decodeUtf8(Uint8Array.from(bytes));
}

export function wordAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
}

export function littleEndian(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}
