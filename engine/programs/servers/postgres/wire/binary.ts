import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { notSimulated } from '../pg-error.js';
import type { PgType } from '../values/type-table.js';
import type { Value } from '../values/value.js';

const sizes: ReadonlyMap<string, number> = new Map([
  ['int2', 2],
  ['int4', 4],
  ['int8', 8],
  ['oid', 4],
]);

/** A value in the binary format of the protocol; of types for which there is none here their text will do where it is the same. */
export function binaryValue(value: Value, type: PgType, text: string): Uint8Array {
  const size = sizes.get(type.name);
  if (size !== undefined && (typeof value === 'number' || typeof value === 'bigint')) {
    const bytes = new Uint8Array(size);
    let rest = BigInt.asUintN(size * 8, BigInt(value));
    for (let i = size - 1; i >= 0; i--) {
      bytes[i] = Number(rest & 255n);
      rest >>= 8n;
    }
    return bytes;
  }
  if (typeof value === 'boolean') return Uint8Array.of(value ? 1 : 0);
  if (type.name === 'float8' && typeof value === 'number') {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value);
    return bytes;
  }
  if (value instanceof Uint8Array) return value;
  if (type.category === 'S' || type.name === 'json' || type.labels) return encodeUtf8(text);
  throw notSimulated(`the binary format of type ${type.display}`);
}

/** A parameter in binary format. */
export function readBinary(bytes: Uint8Array, type: PgType): Value {
  const size = sizes.get(type.name);
  if (size !== undefined) {
    let value = 0n;
    for (const byte of bytes) value = (value << 8n) | BigInt(byte);
    const signed = type.name === 'oid' ? value : BigInt.asIntN(size * 8, value);
    return size === 8 ? signed : Number(signed);
  }
  if (type.name === 'bool') return bytes[0] === 1;
  if (type.name === 'bytea') return bytes.slice();
  if (type.name === 'float8') return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getFloat64(0);
  if (type.category === 'S' || type.name === 'json') return decodeUtf8(bytes);
  throw notSimulated(`the binary format of type ${type.display}`);
}
