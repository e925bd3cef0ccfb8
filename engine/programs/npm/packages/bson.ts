/** BSON for mongodb: values of JavaScript as bytes and back. Written for Drydock. */
export const bsonSource = String.raw`'use strict';
const crypto = require('crypto');
const { inspect } = require('util');
const MAX_DEPTH = 180;

class BSONError extends Error { get name() { return 'BSONError'; } }
let counter = crypto.randomBytes(3).readUIntBE(0, 3);
const machine = crypto.randomBytes(5);
class ObjectId {
  constructor(id) {
    if (id instanceof ObjectId) this.buffer = Buffer.from(id.buffer);
    else if (typeof id === 'string' && /^[0-9a-fA-F]{24}$/.test(id)) this.buffer = Buffer.from(id, 'hex');
    else if (id instanceof Uint8Array && id.length === 12) this.buffer = Buffer.from(id);
    else if (id === undefined || id === null || typeof id === 'number') {
      this.buffer = Buffer.alloc(12);
      this.buffer.writeUInt32BE(typeof id === 'number' ? id : Math.floor(Date.now() / 1000));
      machine.copy(this.buffer, 4);
      this.buffer.writeUIntBE(counter = (counter + 1) & 0xffffff, 9, 3);
    } else throw new BSONError('input must be a 24 character hex string, 12 byte Uint8Array, or an integer');
    Object.defineProperty(this, 'buffer', { enumerable: false });
  }
  get _bsontype() { return 'ObjectId'; }
  get id() { return this.buffer; }
  toHexString() { return this.buffer.toString('hex'); }
  toString() { return this.toHexString(); }
  toJSON() { return this.toHexString(); }
  equals(other) { return other !== undefined && other !== null && String(other) === this.toHexString(); }
  getTimestamp() { return new Date(this.buffer.readUInt32BE(0) * 1000); }
  [inspect.custom](depth, options) { return 'new ObjectId(' + options.stylize("'" + this.toHexString() + "'", 'string') + ')'; }
  static isValid(id) { try { new ObjectId(id); return id !== undefined && id !== null; } catch { return false; } }
  static createFromHexString(text) { return new ObjectId(text); }
  static createFromTime(seconds) { const made = new ObjectId(seconds); made.buffer.fill(0, 4); return made; }
}
class Wrapped { constructor(value) { this.value = Number(value); } valueOf() { return this.value; } toJSON() { return this.value; } toString() { return String(this.value); } }
class Int32 extends Wrapped { get _bsontype() { return 'Int32'; } [inspect.custom]() { return 'new Int32(' + this.value + ')'; } }
class Double extends Wrapped { get _bsontype() { return 'Double'; } [inspect.custom]() { return 'new Double(' + this.value + ')'; } }
class Long {
  constructor(value) { this.value = BigInt.asIntN(64, BigInt(value)); }
  get _bsontype() { return 'Long'; }
  static fromNumber(value) { return new Long(Math.trunc(value)); }
  static fromString(text) { return new Long(text); }
  static fromBigInt(value) { return new Long(value); }
  toNumber() { return Number(this.value); }
  toBigInt() { return this.value; }
  toString() { return String(this.value); }
  toJSON() { return this.toNumber(); }
  [inspect.custom]() { return "new Long('" + this.value + "')"; }
}
class Binary {
  constructor(bytes, type = 0) { this.buffer = Buffer.from(bytes); this.sub_type = type; this.position = this.buffer.length; }
  get _bsontype() { return 'Binary'; }
  length() { return this.position; }
  value() { return this.buffer; }
  toString(encoding) { return this.buffer.toString(encoding); }
  toJSON() { return this.buffer.toString('base64'); }
  [inspect.custom]() { return "Binary.createFromBase64('" + this.buffer.toString('base64') + "', " + this.sub_type + ')'; }
}
class Timestamp { constructor({ t, i }) { this.t = t; this.i = i; } get _bsontype() { return 'Timestamp'; } [inspect.custom]() { return 'new Timestamp({ t: ' + this.t + ', i: ' + this.i + ' })'; } }
/** Kept as it came: sixteen bytes. */
class Decimal128 {
  constructor(bytes) { if (!(bytes instanceof Uint8Array)) throw new BSONError('drydock: making a Decimal128 of a text is not simulated'); this.bytes = Buffer.from(bytes); }
  get _bsontype() { return 'Decimal128'; }
  static fromString(text) { return new Decimal128(text); }
  toString() {
    const high = this.bytes.readBigUInt64LE(8);
    const digits = String(((high & 0x1ffffffffffffn) << 64n) | this.bytes.readBigUInt64LE(0));
    const exponent = Number((high >> 49n) & 0x3fffn) - 6176;
    const sign = high >> 63n ? '-' : '';
    if (exponent === 0) return sign + digits;
    if (exponent > 0 || exponent < -digits.length - 6) return sign + digits + 'E' + (exponent > 0 ? '+' : '') + exponent;
    const padded = digits.padStart(1 - exponent, '0');
    return sign + padded.slice(0, exponent) + '.' + padded.slice(exponent);
  }
  toJSON() { return { $numberDecimal: this.toString() }; }
  [inspect.custom]() { return "new Decimal128('" + this + "')"; }
}
class Edge { constructor(kind) { this._bsontype = kind; } [inspect.custom]() { return 'new ' + this._bsontype + '()'; } }
class MinKey extends Edge { constructor() { super('MinKey'); } }
class MaxKey extends Edge { constructor() { super('MaxKey'); } }

const sized = (size, write) => { const bytes = Buffer.alloc(size); write(bytes); return bytes; };
const int32 = value => sized(4, bytes => bytes.writeInt32LE(value));
const int64 = value => sized(8, bytes => bytes.writeBigInt64LE(value));
const cstring = value => { if (value.includes('\0')) throw new BSONError('key ' + value + ' must not contain null bytes'); return Buffer.from(value + '\0'); };
const string = value => { const bytes = Buffer.from(value + '\0'); return Buffer.concat([int32(bytes.length), bytes]); };
const double = value => sized(8, bytes => bytes.writeDoubleLE(value));

/** The type and the bytes of a value; undefined for what is left out. */
function encode(value, path) {
  switch (typeof value) {
    case 'string': return [2, string(value)];
    case 'boolean': return [8, Buffer.from([value ? 1 : 0])];
    case 'bigint': return [18, int64(value)];
    case 'number': return Number.isInteger(value) && !Object.is(value, -0) && value >= -0x80000000 && value <= 0x7fffffff ? [16, int32(value)] : [1, double(value)];
    case 'undefined': case 'function': case 'symbol': return undefined;
  }
  if (value === null) return [10, Buffer.alloc(0)];
  if (value instanceof Date) return [9, int64(BigInt(value.getTime()))];
  if (value instanceof RegExp) return [11, Buffer.concat([cstring(value.source), cstring([...value.flags].filter(flag => 'ims'.includes(flag)).sort().join(''))])];
  if (Array.isArray(value)) return [4, serialize(value, path)];
  if (value instanceof Uint8Array) return [5, Buffer.concat([int32(value.length), Buffer.from([0]), value])];
  switch (value._bsontype) {
    case 'ObjectId': return [7, value.buffer];
    case 'Int32': return [16, int32(value.value)];
    case 'Double': return [1, double(value.value)];
    case 'Long': return [18, int64(value.value)];
    case 'Binary': return [5, Buffer.concat([int32(value.buffer.length), Buffer.from([value.sub_type]), value.buffer])];
    case 'Timestamp': return [17, Buffer.concat([int32(value.i), int32(value.t)])];
    case 'Decimal128': return [19, value.bytes];
    case 'MinKey': return [255, Buffer.alloc(0)];
    case 'MaxKey': return [127, Buffer.alloc(0)];
  }
  return [3, serialize(typeof value.toBSON === 'function' ? value.toBSON() : value, path)];
}
function serialize(document, path = []) {
  if (path.includes(document)) throw new BSONError('Cannot convert circular structure to BSON');
  if (path.length > MAX_DEPTH) throw new BSONError('document is nested too deeply');
  const inner = [...path, document];
  const parts = [];
  for (const [key, value] of document instanceof Map ? document : Object.entries(document)) {
    const found = encode(value, inner) || (Array.isArray(document) ? [10, Buffer.alloc(0)] : undefined);
    if (found) parts.push(Buffer.from([found[0]]), cstring(key), found[1]);
  }
  const body = Buffer.concat(parts);
  return Buffer.concat([int32(body.length + 5), body, Buffer.from([0])]);
}

class Reader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  take(size) { this.at += size; return this.bytes.subarray(this.at - size, this.at); }
  int32() { this.at += 4; return this.bytes.readInt32LE(this.at - 4); }
  cstring() { const end = this.bytes.indexOf(0, this.at); const text = this.bytes.toString('utf8', this.at, end); this.at = end + 1; return text; }
  string() { const size = this.int32(); return this.take(size).toString('utf8', 0, size - 1); }
}
function decode(type, reader, options) {
  switch (type) {
    case 1: return reader.take(8).readDoubleLE(0);
    case 2: case 13: case 14: return reader.string();
    case 3: return read(reader, {}, options);
    case 4: return Object.values(read(reader, {}, options));
    case 5: { const size = reader.int32(); const kind = reader.take(1)[0]; return new Binary(reader.take(size), kind); }
    case 6: return undefined;
    case 7: return new ObjectId(reader.take(12));
    case 8: return reader.take(1)[0] === 1;
    case 9: return new Date(Number(reader.take(8).readBigInt64LE(0)));
    case 10: return null;
    case 11: { const source = reader.cstring(); return new RegExp(source, reader.cstring().replace(/[^ims]/g, '')); }
    case 16: return reader.int32();
    case 17: { const i = reader.int32(); return new Timestamp({ i, t: reader.int32() }); }
    case 18: { const value = reader.take(8).readBigInt64LE(0); return value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : new Long(value); }
    case 19: return new Decimal128(reader.take(16));
    case 127: return new MaxKey();
    case 255: return new MinKey();
    default: throw new BSONError('Detected unknown BSON type ' + type.toString(16));
  }
}
function read(reader, into) {
  reader.int32();
  for (let type = reader.take(1)[0]; type !== 0; type = reader.take(1)[0]) {
    const key = reader.cstring();
    Object.defineProperty(into, key, { value: decode(type, reader), writable: true, enumerable: true, configurable: true });
  }
  return into;
}
Object.assign(exports, {
  ObjectId, ObjectID: ObjectId, Int32, Double, Long, Binary, Timestamp, Decimal128, MinKey, MaxKey, BSONError,
  serialize: document => serialize(document), deserialize: bytes => read(new Reader(Buffer.from(bytes)), {}),
});
`;
