import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { concatBytes } from '../input.js';
import { MAX_INPUT_BYTES } from '../limits.js';
import { crc32 } from './crc32.js';
import { deflate } from './deflate.js';
import { inflate, InflateError } from './inflate.js';

/** One gzip member of some bytes; `name` and `mtime` (seconds) as the header keeps them. */
export function gzipBytes(bytes: Uint8Array, { name, mtime }: { readonly name?: string; readonly mtime: number }): Uint8Array {
  const header = Uint8Array.from([0x1f, 0x8b, 8, name === undefined ? 0 : 8, ...littleEndian(mtime), 0, 3]);
  const nameBytes = name === undefined ? new Uint8Array(0) : concatBytes([encodeUtf8(name), Uint8Array.of(0)]);
  return concatBytes([header, nameBytes, deflate(bytes), Uint8Array.from([...littleEndian(crc32(bytes)), ...littleEndian(bytes.length)])]);
}

/** Whether bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export interface Gunzipped {
  readonly data: Uint8Array;
  readonly name: string | undefined;
}

/** Everything in a gzip file, all members. Throws InflateError. */
export function gunzipBytes(bytes: Uint8Array): Gunzipped {
  const parts: Uint8Array[] = [];
  let name: string | undefined;
  let size = 0;
  for (let at = 0; at < bytes.length; ) {
    if (!isGzip(bytes.subarray(at))) {
      if (at > 0) break;
      throw new InflateError('not in gzip format');
    }
    const header = skipHeader(bytes, at);
    name ??= header.name;
    const { data, end } = inflate(bytes, header.end, MAX_INPUT_BYTES - size);
    const expected = bytes.subarray(end, end + 4).reduceRight((sum, byte) => sum * 256 + byte, 0);
    if (expected !== crc32(data)) throw new InflateError('invalid compressed data--crc error');
    parts.push(data);
    size += data.length;
    at = end + 8;
  }
  return { data: concatBytes(parts), name };
}

function skipHeader(bytes: Uint8Array, start: number): { readonly end: number; readonly name: string | undefined } {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
  let name: string | undefined;
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) throw new InflateError('unexpected end of file');
    if (flag === 8) name = decodeUtf8(bytes.subarray(at, end));
    at = end + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  return { end: at, name };
}

function littleEndian(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}
