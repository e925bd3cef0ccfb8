import { encodeUtf8 } from '../../../../core/utf8.js';
import { Decimal } from './decimal.js';
import { Binary, BsonDate, Code, Int32, isDoc, isList, Key, Long, ObjectId, Regex, Timestamp, type Doc, type Value } from './values.js';

/** A document as BSON. */
export function encodeBson(document: Doc): Uint8Array {
  const writer = new Writer();
  writer.document(document);
  return writer.bytes();
}

class Writer {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  document(entries: Iterable<readonly [string, Value]>): void {
    const start = this.#length;
    this.#int32(0);
    for (const [name, value] of entries) this.#element(name, value);
    this.#byte(0);
    this.#view.setInt32(start, this.#length - start, true);
  }

  #element(name: string, value: Value): void {
    const at = this.#length;
    this.#byte(0);
    this.#cString(name);
    const type = this.#value(value);
    this.#bytes[at] = type;
  }

  /** Writes a value; its type. */
  #value(value: Value): number {
    if (value === null) return 0x0a;
    if (typeof value === 'number') return this.#double(value);
    if (typeof value === 'string') return this.#string(value);
    if (typeof value === 'boolean') {
      this.#byte(value ? 1 : 0);
      return 0x08;
    }
    if (isDoc(value)) {
      this.document(value);
      return 0x03;
    }
    if (isList(value)) {
      this.document(value.map((item, index): [string, Value] => [String(index), item]));
      return 0x04;
    }
    if (value instanceof Int32) {
      this.#int32(value.value);
      return 0x10;
    }
    if (value instanceof Long) return this.#int64(value.value, 0x12);
    if (value instanceof BsonDate) return this.#int64(dateBits(value.ms), 0x09);
    if (value instanceof ObjectId) {
      for (let i = 0; i < 24; i += 2) this.#byte(Number.parseInt(value.hex.slice(i, i + 2), 16));
      return 0x07;
    }
    return this.#rare(value);
  }

  #rare(value: Decimal | Binary | Regex | Timestamp | Code | Key): number {
    if (value instanceof Decimal) {
      this.#raw(value.toBytes());
      return 0x13;
    }
    if (value instanceof Binary) {
      this.#int32(value.bytes.length);
      this.#byte(value.subtype);
      this.#raw(value.bytes);
      return 0x05;
    }
    if (value instanceof Regex) {
      this.#cString(value.pattern);
      this.#cString(value.options);
      return 0x0b;
    }
    if (value instanceof Timestamp) {
      this.#int32(value.increment);
      this.#int32(value.seconds);
      return 0x11;
    }
    if (value instanceof Code) return this.#code(value);
    return value.kind === 'min' ? 0xff : 0x7f;
  }

  #code(value: Code): number {
    if (!value.scope) {
      this.#string(value.source);
      return 0x0d;
    }
    const start = this.#length;
    this.#int32(0);
    this.#string(value.source);
    this.document(value.scope);
    this.#view.setInt32(start, this.#length - start, true);
    return 0x0f;
  }

  #string(text: string): number {
    const bytes = encodeUtf8(text);
    this.#int32(bytes.length + 1);
    this.#raw(bytes);
    this.#byte(0);
    return 0x02;
  }

  #cString(text: string): void {
    this.#raw(encodeUtf8(text.replaceAll('\0', '')));
    this.#byte(0);
  }

  #double(value: number): number {
    this.#room(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
    return 0x01;
  }

  #int64(value: bigint, type: number): number {
    this.#room(8);
    this.#view.setBigInt64(this.#length, value, true);
    this.#length += 8;
    return type;
  }

  #int32(value: number): void {
    this.#room(4);
    this.#view.setInt32(this.#length, value, true);
    this.#length += 4;
  }

  #byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  #raw(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

function dateBits(ms: number): bigint {
  return Number.isFinite(ms) ? BigInt(Math.trunc(ms)) : -(1n << 63n);
}
