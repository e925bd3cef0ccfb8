import { Crc32 } from '../crc32.js';
import { Crc64 } from './crc64.js';
import { Feed, type Filter } from './filter.js';
import { littleEndian } from './gzip.js';
import { LzmaEncoder, USUAL_BYTE } from './pack-lzma.js';
import { XZ_FOOTER, XZ_MAGIC } from './xz-format.js';

/** What is packed at a time; nothing is looked for further back. One chunk can hold it when it packs well. */
const PIECE_BYTES = 2 ** 21 - 1024;
const PACKED_BYTES = 60_000;
const STORED_BYTES = 65_536;
const CRC64 = 4;
/** Eight MiB, as `xz -6` says. */
const DICTIONARY = 22;

/** Makes an xz file of one stream with one block and CRC-64, as `xz` does. */
export function* packXz(): Filter {
  const feed = new Feed();
  const checksum = new Crc64();
  const flags = Uint8Array.of(0, CRC64);
  yield Uint8Array.from([...XZ_MAGIC, ...flags, ...crc(flags)]);
  const header = Uint8Array.of(2, 0, 0x21, 1, DICTIONARY, 0, 0, 0);
  let [unpacked, packed] = [0, 0];
  const isEmpty = !(yield* feed.ensure(1));
  if (!isEmpty) yield Uint8Array.from([...header, ...crc(header)]);
  while (yield* feed.ensure(1)) {
    yield* feed.ensure(PIECE_BYTES);
    const piece = yield* feed.take(Math.min(PIECE_BYTES, feed.available));
    checksum.update(piece);
    unpacked += piece.length;
    for (const chunk of chunksOf(piece)) {
      packed += chunk.length;
      yield chunk;
    }
  }
  const records: number[] = [];
  if (!isEmpty) {
    packed += 1;
    yield Uint8Array.from([0, ...padding(packed), ...checksum.bytes()]);
    records.push(...number(12 + packed + 8), ...number(unpacked));
  }
  yield endOf(isEmpty ? [0] : [1, ...records], flags);
}

function endOf(records: readonly number[], flags: Uint8Array): Uint8Array {
  const index = [0, ...records];
  const whole = Uint8Array.from([...index, ...padding(index.length)]);
  const tail = Uint8Array.from([...littleEndian((whole.length + 4) / 4 - 1), ...flags]);
  return Uint8Array.from([...whole, ...crc(whole), ...crc(tail), ...tail, ...XZ_FOOTER]);
}

function crc(bytes: Uint8Array): number[] {
  return littleEndian(new Crc32().update(bytes).value);
}

function padding(length: number): number[] {
  return new Array<number>((4 - (length % 4)) % 4).fill(0);
}

/** Seven bits a byte, the lowest first. */
function number(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest >= 128 ? (rest % 128) + 128 : rest);
    if (rest < 128) return bytes;
  }
}

/** LZMA2 chunks of a piece; what does not get smaller is kept as it is. */
function* chunksOf(piece: Uint8Array): Generator<Uint8Array> {
  const encoder = new LzmaEncoder(piece);
  let [isFirst, isReset, knowsSettings] = [true, true, false];
  while (encoder.at < piece.length) {
    const from = encoder.at;
    const packed = encoder.chunk(PACKED_BYTES);
    const data = piece.subarray(from, encoder.at);
    if (packed.length >= data.length) {
      yield* stored(data, isFirst);
      encoder.reset();
      isReset = true;
    } else {
      const control = isFirst ? 0xe0 : !knowsSettings ? 0xc0 : isReset ? 0xa0 : 0x80;
      const [size, length] = [data.length - 1, packed.length - 1];
      const head = [control | (size >> 16), (size >> 8) & 0xff, size & 0xff, length >> 8, length & 0xff];
      const chunk = new Uint8Array(head.length + (control >= 0xc0 ? 1 : 0) + packed.length);
      chunk.set(control >= 0xc0 ? [...head, USUAL_BYTE] : head);
      chunk.set(packed, chunk.length - packed.length);
      yield chunk;
      knowsSettings = true;
      isReset = false;
    }
    isFirst = false;
  }
}

function* stored(data: Uint8Array, resets: boolean): Generator<Uint8Array> {
  for (let at = 0; at < data.length; at += STORED_BYTES) {
    const part = data.subarray(at, at + STORED_BYTES);
    const chunk = new Uint8Array(3 + part.length);
    chunk.set([resets && at === 0 ? 1 : 2, (part.length - 1) >> 8, (part.length - 1) & 0xff]);
    chunk.set(part, 3);
    yield chunk;
  }
}
