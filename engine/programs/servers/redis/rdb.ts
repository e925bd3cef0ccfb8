import { ByteQueue } from '../../../core/byte-queue.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Database, Value } from './store.js';

/** Snapshots in the RDB format, with the plain encodings that every version of Redis reads. The checksum is left out (zero). */

const types = { string: 0, list: 1, set: 2, zset: 3, hash: 4 } as const;
const AUX = 0xfa;
const EXPIRE_MS = 0xfc;
const SELECT = 0xfe;
const END = 0xff;

export function encodeSnapshot(databases: readonly Database[], version: string): Uint8Array {
  const out = new ByteQueue();
  out.push(encodeUtf8('REDIS0011'));
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
  if (!decodeUtf8(bytes.subarray(0, 5)).startsWith('REDIS')) return undefined;
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
  if (value.kind === 'string') {
    pushString(out, value.text);
    return;
  }
  const items = itemsOf(value);
  pushLength(out, value.kind === 'hash' || value.kind === 'zset' ? items.length / 2 : items.length);
  for (const [index, item] of items.entries()) {
    if (value.kind === 'zset' && index % 2 === 1) pushScore(out, item);
    else pushString(out, item);
  }
}

function itemsOf(value: Exclude<Value, { kind: 'string' }>): readonly string[] {
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
    default:
      return undefined;
  }
}

function pushLength(out: ByteQueue, length: number): void {
  if (length < 64) out.pushByte(length);
  else if (length < 16384) out.push(Uint8Array.of(0x40 | (length >> 8), length & 0xff));
  else out.push(Uint8Array.of(0x80, (length >>> 24) & 0xff, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff));
}

function pushString(out: ByteQueue, text: string): void {
  const bytes = encodeUtf8(text);
  pushLength(out, bytes.length);
  out.push(bytes);
}

function pushScore(out: ByteQueue, text: string): void {
  const bytes = encodeUtf8(text);
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
    return ((this.byte() * 256 + this.byte()) * 256 + this.byte()) * 256 + this.byte();
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
    const text = decodeUtf8(this.#bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    return text;
  }
}
