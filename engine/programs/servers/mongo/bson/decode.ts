import { decodeUtf8 } from '../../../../core/utf8.js';
import { Decimal } from './decimal.js';
import {
  Binary,
  BsonDate,
  Code,
  Int32,
  Long,
  MAX_KEY,
  MIN_KEY,
  ObjectId,
  Regex,
  Timestamp,
  type Doc,
  type List,
  type Value,
} from './values.js';

/** How deep documents may lie in each other on the wire; stored ones are limited to 100. */
const MAX_DEPTH = 200;

/** Bytes that are no BSON. */
export class BsonError extends Error {
  override readonly name = 'BsonError';
}

/** Reads the document at the beginning of the bytes. */
export function decodeBson(bytes: Uint8Array): Doc {
  return new Reader(bytes).document(0);
}

/** The documents that follow each other in the bytes. */
export function decodeAllBson(bytes: Uint8Array): readonly Doc[] {
  const documents: Doc[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = sizeAt(bytes, at);
    documents.push(decodeBson(bytes.subarray(at, at + size)));
    at += size;
  }
  return documents;
}

/** The size of the document that begins at a place; throws when it does not lie in the bytes. */
export function sizeAt(bytes: Uint8Array, at: number): number {
  if (at + 5 > bytes.length) throw new BsonError('Not enough data for a BSON document');
  const size = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getInt32(0, true);
  if (size < 5 || at + size > bytes.length) throw new BsonError(`Invalid BSON size ${String(size)}`);
  return size;
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  document(depth: number): Doc {
    const found: Doc = new Map();
    this.#entries(depth, (name, value) => found.set(name, value));
    return found;
  }

  #entries(depth: number, take: (name: string, value: Value) => void): void {
    if (depth > MAX_DEPTH) throw new BsonError('BSON is nested too deeply');
    const start = this.#at;
    const end = start + sizeAt(this.#bytes, start);
    this.#at += 4;
    for (;;) {
      const type = this.#byte();
      if (type === 0) break;
      const name = this.#cString();
      take(name, this.#value(type, depth));
    }
    if (this.#at !== end) throw new BsonError('Invalid BSON: a document ends in the wrong place');
  }

  #value(type: number, depth: number): Value {
    switch (type) {
      case 0x01:
        return this.#view.getFloat64(this.#skip(8), true);
      case 0x02:
      case 0x0e:
        return this.#string();
      case 0x03:
        return this.document(depth + 1);
      case 0x04: {
        const items: List = [];
        this.#entries(depth + 1, (_, value) => items.push(value));
        return items;
      }
      case 0x05:
        return this.#binary();
      case 0x06:
      case 0x0a:
        return null;
      case 0x07:
        return new ObjectId(hexOf(this.#take(12)));
      case 0x08:
        return this.#byte() !== 0;
      case 0x09:
        return new BsonDate(Number(this.#view.getBigInt64(this.#skip(8), true)));
      case 0x10:
        return new Int32(this.#view.getInt32(this.#skip(4), true));
      case 0x12:
        return new Long(this.#view.getBigInt64(this.#skip(8), true));
      default:
        return this.#rare(type, depth);
    }
  }

  #rare(type: number, depth: number): Value {
    switch (type) {
      case 0x0b: {
        const pattern = this.#cString();
        return new Regex(pattern, this.#cString());
      }
      case 0x0d:
        return new Code(this.#string());
      case 0x0f: {
        this.#skip(4);
        const source = this.#string();
        return new Code(source, this.document(depth + 1));
      }
      case 0x11: {
        const increment = this.#view.getUint32(this.#skip(4), true);
        return new Timestamp(this.#view.getUint32(this.#skip(4), true), increment);
      }
      case 0x13:
        return Decimal.fromBytes(this.#take(16));
      case 0x7f:
        return MAX_KEY;
      case 0xff:
        return MIN_KEY;
      default:
        throw new BsonError(`Unrecognized BSON type ${String(type)}`);
    }
  }

  #binary(): Binary {
    const length = this.#view.getInt32(this.#skip(4), true);
    const subtype = this.#byte();
    return new Binary(this.#take(length).slice(), subtype);
  }

  #string(): string {
    const length = this.#view.getInt32(this.#skip(4), true);
    if (length < 1) throw new BsonError('Invalid BSON string length');
    const text = decodeUtf8(this.#take(length - 1));
    if (this.#byte() !== 0) throw new BsonError('Invalid BSON: a string has no end');
    return text;
  }

  #cString(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0) throw new BsonError('Invalid BSON: a name has no end');
    const text = decodeUtf8(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }

  #byte(): number {
    return this.#view.getUint8(this.#skip(1));
  }

  #take(count: number): Uint8Array {
    const at = this.#skip(count);
    return this.#bytes.subarray(at, at + count);
  }

  #skip(count: number): number {
    const at = this.#at;
    if (count < 0 || at + count > this.#bytes.length) throw new BsonError('Not enough data for a BSON document');
    this.#at += count;
    return at;
  }
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
