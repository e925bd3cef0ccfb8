import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { ByteQueue } from '../../../core/byte-queue.js';
import { readStream, writeStream } from './rdb-stream.js';
import type { Database, Value } from './store.js';

/** Snapshots in the RDB format, with the plain encodings that every version of Redis reads. The checksum is left out (zero). */

const types = { string: 0, list: 1, set: 2, zset: 3, hash: 4, stream: 19 } as const;
const AUX = 0xfa;
const EXPIRE_MS = 0xfc;
const SELECT = 0xfe;
const END = 0xff;
const VERSION = 11;

export function encodeSnapshot(databases: readonly Database[], version: string): Uint8Array {
  const out = new ByteQueue();
  out.push(bytesOfLatin1('REDIS0011'));
  out.pushByte(AUX);
  pushString(out, 'redis-ver');
  pushString(out, version);
  for (const [index, database] of databases.entries()) {
    const keys = database.keys();
    if (keys.length === 0) continue;
    out.pushByte(SELECT);
    pushLength(out, index);
    for (const key of keys) {
      const value = database.get(key);
      if (value) pushEntry(out, key, value, database.expiresAt(key));
    }
  }
  out.pushByte(END);
  out.push(new Uint8Array(8));
  return out.take(Infinity);
}

/** Puts the keys of a snapshot into the databases; how many there were, or undefined for what is no snapshot. */
export function decodeSnapshot(bytes: Uint8Array, databases: readonly Database[]): number | undefined {
  if (!latin1Of(bytes.subarray(0, 5)).startsWith('REDIS')) return undefined;
  const cursor = new Cursor(bytes, 9);
  let database = databases[0];
  let expiresAt: number | undefined;
  let count = 0;
  while (!cursor.isAtEnd) {
    const code = cursor.byte();
    if (code === END) return count;
    if (code === AUX) {
      cursor.string();
      cursor.string();
    } else if (code === SELECT) database = databases[cursor.length()];
    else if (code === EXPIRE_MS) expiresAt = cursor.milliseconds();
    else {
      const key = cursor.string();
      const value = readValue(cursor, code);
      if (!value || !database) return undefined;
      database.set(key, value, expiresAt);
      expiresAt = undefined;
      count++;
    }
  }
  return undefined;
}

function pushEntry(out: ByteQueue, key: string, value: Value, expiresAt: number | undefined): void {
  if (expiresAt !== undefined) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.floor(expiresAt)), true);
    out.pushByte(EXPIRE_MS);
    out.push(bytes);
  }
  out.pushByte(types[value.kind]);
  pushString(out, key);
  pushValue(out, value);
}

function pushValue(out: ByteQueue, value: Value): void {
  if (value.kind === 'string') {
    pushString(out, value.text);
    return;
  }
  if (value.kind === 'stream') {
    writeStream(
      { length: count => pushLength(out, count), string: text => pushString(out, text), raw: bytes => out.push(bytesOfLatin1(bytes)) },
      value.stream,
    );
    return;
  }
  const items = itemsOf(value);
  pushLength(out, value.kind === 'hash' || value.kind === 'zset' ? items.length / 2 : items.length);
  for (const [index, item] of items.entries()) {
    if (value.kind === 'zset' && index % 2 === 1) pushScore(out, item);
    else pushString(out, item);
  }
}

function itemsOf(value: Exclude<Value, { kind: 'string' | 'stream' }>): readonly string[] {
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'set':
      return [...value.members];
    case 'hash':
      return [...value.fields].flat();
    case 'zset':
      return [...value.scores].flatMap(([member, score]) => [member, String(score)]);
  }
}

/** A value by itself, as DUMP gives it: its kind, its bytes, the version of the format and a checksum. */
export function dumpValue(value: Value): string {
  const out = new ByteQueue();
  out.pushByte(types[value.kind]);
  pushValue(out, value);
  out.push(Uint8Array.of(VERSION & 0xff, VERSION >> 8));
  const body = latin1Of(out.take(Infinity));
  return body + checksum(body);
}

/** What DUMP gave; undefined where the version or the checksum is wrong. */
export function restoreValue(dumped: string): Value | undefined {
  const body = dumped.slice(0, -8);
  const version = body.charCodeAt(body.length - 2) + body.charCodeAt(body.length - 1) * 256;
  if (body.length < 3 || version > VERSION || checksum(body) !== dumped.slice(-8)) return undefined;
  const cursor = new Cursor(bytesOfLatin1(body), 1);
  return readValue(cursor, body.charCodeAt(0));
}

const POLYNOMIAL = 0x95ac9329ac4bc9b5n;

/** CRC-64 of Jones, eight bytes with the lowest first. */
function checksum(text: string): string {
  let crc = 0n;
  for (const char of text) {
    crc ^= BigInt(char.charCodeAt(0));
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1n) === 1n ? (crc >> 1n) ^ POLYNOMIAL : crc >> 1n;
  }
  return Array.from({ length: 8 }, (_, i) => String.fromCharCode(Number((crc >> BigInt(8 * i)) & 0xffn))).join('');
}

function readValue(cursor: Cursor, type: number): Value | undefined {
  switch (type) {
    case types.string:
      return { kind: 'string', text: cursor.string() };
    case types.list:
      return { kind: 'list', items: cursor.strings(cursor.length()) };
    case types.set:
      return { kind: 'set', members: new Set(cursor.strings(cursor.length())) };
    case types.hash: {
      const fields = new Map<string, string>();
      for (let left = cursor.length(); left > 0; left--) fields.set(cursor.string(), cursor.string());
      return { kind: 'hash', fields };
    }
    case types.zset: {
      const scores = new Map<string, number>();
      for (let left = cursor.length(); left > 0; left--) scores.set(cursor.string(), Number(cursor.score()));
      return { kind: 'zset', scores };
    }
    case types.stream:
      return { kind: 'stream', stream: readStream(cursor) };
    default:
      return undefined;
  }
}

function pushLength(out: ByteQueue, length: number): void {
  if (length < 64) out.pushByte(length);
  else if (length < 16384) out.push(Uint8Array.of(0x40 | (length >> 8), length & 0xff));
  else if (length >= 2 ** 32) {
    out.pushByte(0x81);
    for (let i = 7; i >= 0; i--) out.pushByte(Math.floor(length / 256 ** i) % 256);
  } else out.push(Uint8Array.of(0x80, (length >>> 24) & 0xff, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff));
}

function pushString(out: ByteQueue, text: string): void {
  const bytes = bytesOfLatin1(text);
  pushLength(out, bytes.length);
  out.push(bytes);
}

function pushScore(out: ByteQueue, text: string): void {
  const bytes = bytesOfLatin1(text);
  out.pushByte(bytes.length);
  out.push(bytes);
}

class Cursor {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  length(): number {
    const first = this.byte();
    if (first < 0x40) return first;
    if (first < 0x80) return ((first & 0x3f) << 8) | this.byte();
    if (first === 0x81) return this.#big();
    return ((this.byte() * 256 + this.byte()) * 256 + this.byte()) * 256 + this.byte();
  }

  /** Eight bytes, the highest first. */
  #big(): number {
    let value = 0;
    for (let i = 0; i < 8; i++) value = value * 256 + this.byte();
    return value;
  }

  raw(count: number): string {
    return this.#text(count);
  }

  string(): string {
    return this.#text(this.length());
  }

  score(): string {
    return this.#text(this.byte());
  }

  strings(count: number): string[] {
    const items: string[] = [];
    for (let i = 0; i < count && !this.isAtEnd; i++) items.push(this.string());
    return items;
  }

  milliseconds(): number {
    let value = 0;
    for (let i = 7; i >= 0; i--) value = value * 256 + (this.#bytes[this.#at + i] ?? 0);
    this.#at += 8;
    return value;
  }

  #text(length: number): string {
    const text = latin1Of(this.#bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    return text;
  }
}
