import { concatBytes } from '../../core/streams.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { ByteReader } from './byte-reader.js';

/** Types of records in FastCGI 1.0. */
export const recordTypes = { begin: 1, abort: 2, end: 3, params: 4, stdin: 5, stdout: 6, stderr: 7 } as const;
export const RESPONDER = 1;
export const KEEP_CONNECTION = 1;

const VERSION = 1;
const HEADER_BYTES = 8;
const MAX_CONTENT = 65_528;
const LONG = 0x80;

export interface FastCgiRecord {
  readonly type: number;
  readonly id: number;
  readonly content: Uint8Array;
}

/** Content as one record, or several where it is long; none at all for empty content (`endOfStream` is that). */
export function formatRecords(type: number, content: Uint8Array, id = 1): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += MAX_CONTENT) pieces.push(formatRecord(type, content.subarray(at, at + MAX_CONTENT), id));
  return concatBytes(pieces);
}

/** The empty record that ends a stream. */
export function endOfStream(type: number, id = 1): Uint8Array {
  return formatRecord(type, new Uint8Array(0), id);
}

function formatRecord(type: number, content: Uint8Array, id: number): Uint8Array {
  const padding = (8 - (content.length % 8)) % 8;
  const bytes = new Uint8Array(HEADER_BYTES + content.length + padding);
  bytes.set([VERSION, type, id >> 8, id & 255, content.length >> 8, content.length & 255, padding, 0]);
  bytes.set(content, HEADER_BYTES);
  return bytes;
}

/** The next record; undefined at the end of the connection, or when what comes is no FastCGI. */
export function* readRecord(reader: ByteReader): Task<FastCgiRecord | undefined> {
  const head = yield* reader.exactly(HEADER_BYTES);
  const [version = 0, type = 0, idHigh = 0, idLow = 0, high = 0, low = 0, padding = 0] = head;
  if (head.length < HEADER_BYTES || version !== VERSION) return undefined;
  const length = high * 256 + low;
  const content = yield* reader.exactly(length);
  const rest = yield* reader.exactly(padding);
  return content.length < length || rest.length < padding ? undefined : { type, id: idHigh * 256 + idLow, content };
}

/** Names and values of a PARAMS stream. */
export function formatParams(params: readonly (readonly [string, string])[]): Uint8Array {
  return concatBytes(
    params.flatMap(([name, value]) => {
      const [key, text] = [encodeUtf8(name), encodeUtf8(value)];
      return [lengthBytes(key.length), lengthBytes(text.length), key, text];
    }),
  );
}

function lengthBytes(length: number): Uint8Array {
  if (length < LONG) return new Uint8Array([length]);
  return new Uint8Array([LONG | (length >>> 24), (length >> 16) & 255, (length >> 8) & 255, length & 255]);
}

export function parseParams(bytes: Uint8Array): readonly (readonly [string, string])[] {
  const params: (readonly [string, string])[] = [];
  let at = 0;
  const readLength = (): number => {
    const [first = 0, a = 0, b = 0, c = 0] = bytes.subarray(at, at + 4);
    at += first < LONG ? 1 : 4;
    return first < LONG ? first : (((first & (LONG - 1)) << 24) | (a << 16) | (b << 8) | c) >>> 0;
  };
  while (at < bytes.length) {
    const name = readLength();
    const value = readLength();
    if (at + name + value > bytes.length) return params;
    params.push([decodeUtf8(bytes.subarray(at, at + name)), decodeUtf8(bytes.subarray(at + name, at + name + value))]);
    at += name + value;
  }
  return params;
}
