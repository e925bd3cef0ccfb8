/** The types of BSON in the shell's JavaScript, and Extended JSON for the way to the host and back. */
export const bsonTypes = String.raw`
const custom = Symbol.for('nodejs.util.inspect.custom');
const shown = (type, show) => Object.defineProperty(type.prototype, custom, { value: show, configurable: true });
/** May be called with and without new. */
const callable = type => new Proxy(type, { apply: (target, self, args) => new target(...args) });
class BSONError extends Error { get name() { return 'BSONError'; } }

class ObjectIdClass {
  constructor(given) {
    let hex;
    if (given === undefined || given === null) hex = shell.newObjectId();
    else if (given instanceof ObjectIdClass) hex = given.toHexString();
    else if (typeof given === 'number') hex = Math.floor(given).toString(16).padStart(8, '0').slice(-8) + shell.newObjectId().slice(8);
    else if (typeof given === 'string' && /^[0-9a-fA-F]{24}$/.test(given)) hex = given.toLowerCase();
    else throw new BSONError('Argument passed in must be a string of 12 bytes or a string of 24 hex characters or an integer');
    Object.defineProperty(this, 'hex', { value: hex });
  }
  toHexString() { return this.hex; }
  toString() { return this.hex; }
  toJSON() { return this.hex; }
  valueOf() { return this.hex; }
  get str() { return this.hex; }
  equals(other) { return String(other) === this.hex; }
  getTimestamp() { return new Date(parseInt(this.hex.slice(0, 8), 16) * 1000); }
  static isValid(text) { return /^[0-9a-fA-F]{24}$/.test(String(text)); }
  static createFromHexString(text) { return new ObjectIdClass(text); }
}
Object.defineProperty(ObjectIdClass, 'name', { value: 'ObjectId' });
shown(ObjectIdClass, function () { return 'ObjectId("' + this.hex + '")'; });

class Long {
  constructor(value) { Object.defineProperty(this, 'value', { value: BigInt.asIntN(64, BigInt(value)) }); }
  static fromString(text) { return new Long(BigInt(text)); }
  static fromNumber(number) { return new Long(BigInt(Math.trunc(number))); }
  static fromInt(number) { return new Long(BigInt(Math.trunc(number))); }
  static fromBigInt(value) { return new Long(value); }
  static isLong(value) { return value instanceof Long; }
  toNumber() { return Number(this.value); }
  toInt() { return Number(BigInt.asIntN(32, this.value)); }
  toString() { return String(this.value); }
  toBigInt() { return this.value; }
  valueOf() { return Number(this.value); }
  toJSON() { return { $numberLong: String(this.value) }; }
  equals(other) { return this.value === longOf(other).value; }
  compare(other) { const b = longOf(other).value; return this.value < b ? -1 : this.value > b ? 1 : 0; }
  add(other) { return new Long(this.value + longOf(other).value); }
  subtract(other) { return new Long(this.value - longOf(other).value); }
  multiply(other) { return new Long(this.value * longOf(other).value); }
  divide(other) { return new Long(this.value / longOf(other).value); }
}
const longOf = value => value instanceof Long ? value : new Long(BigInt(typeof value === 'number' ? Math.trunc(value) : value));
shown(Long, function () { return 'Long("' + this.value + '")'; });

class Int32Class {
  constructor(value) { this.value = Math.trunc(Number(value)) | 0; }
  valueOf() { return this.value; }
  toString() { return String(this.value); }
  toJSON() { return this.value; }
}
Object.defineProperty(Int32Class, 'name', { value: 'Int32' });
shown(Int32Class, function () { return 'Int32(' + this.value + ')'; });
class DoubleClass {
  constructor(value) { this.value = Number(value); }
  valueOf() { return this.value; }
  toString() { return String(this.value); }
  toJSON() { return this.value; }
}
Object.defineProperty(DoubleClass, 'name', { value: 'Double' });
shown(DoubleClass, function () { return 'new Double(' + this.value + ')'; });

class Decimal128Class {
  constructor(text) {
    const form = shell.decimal(String(text));
    if (form === '') throw new BSONError('"' + text + '" is not a valid Decimal128 string - no digits');
    Object.defineProperty(this, 'text', { value: form });
  }
  static fromString(text) { return new Decimal128Class(text); }
  toString() { return this.text; }
  toJSON() { return { $numberDecimal: this.text }; }
}
Object.defineProperty(Decimal128Class, 'name', { value: 'Decimal128' });
shown(Decimal128Class, function () { return 'Decimal128("' + this.text + '")'; });

class BinaryClass {
  constructor(bytes, subtype = 0) {
    const data = typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes || []);
    Object.defineProperty(this, 'buffer', { value: data });
    Object.defineProperty(this, 'sub_type', { value: subtype });
  }
  get base64Text() { return this.buffer.toString('base64'); }
  base64() { return this.base64Text; }
  hex() { return this.buffer.toString('hex'); }
  length() { return this.buffer.length; }
  subtype() { return this.sub_type; }
  value() { return this.buffer; }
  toString() { return this.buffer.toString(); }
  toJSON() { return this.base64Text; }
}
Object.defineProperty(BinaryClass, 'name', { value: 'Binary' });
const uuidText = binary => binary.hex().replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
shown(BinaryClass, function () {
  if (this.isMadeUuid) return 'UUID("' + uuidText(this) + '")';
  if (this.sub_type === 4 && this.buffer.length === 16) return 'new UUID("' + uuidText(this) + '")';
  return 'Binary(Buffer.from("' + this.hex() + '", "hex"), ' + this.sub_type + ')';
});
function UUID(text) {
  const hex = text === undefined ? shell.randomUuid() : String(text).replace(/-/g, '');
  if (!/^[0-9a-fA-F]{32}$/.test(hex)) throw new BSONError('UUID string representations must be a 32 or 36 character hex string (dashes excluded/included). Format: "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx" or "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx".');
  const made = new BinaryClass(Buffer.from(hex, 'hex'), 4);
  Object.defineProperty(made, 'isMadeUuid', { value: true });
  return made;
}

class TimestampClass {
  constructor(given, i) {
    const { t, i: increment } = typeof given === 'object' && given !== null ? given : { t: given === undefined ? 0 : given, i: i === undefined ? 0 : i };
    Object.defineProperty(this, 't', { value: Number(t), enumerable: false });
    Object.defineProperty(this, 'i', { value: Number(increment), enumerable: false });
  }
  toJSON() { return { $timestamp: { t: this.t, i: this.i } }; }
}
Object.defineProperty(TimestampClass, 'name', { value: 'Timestamp' });
shown(TimestampClass, function () { return 'Timestamp({ t: ' + this.t + ', i: ' + this.i + ' })'; });
class MinKeyClass {}
shown(MinKeyClass, () => 'MinKey()');
class MaxKeyClass {}
shown(MaxKeyClass, () => 'MaxKey()');
class CodeClass { constructor(code, scope) { this.code = typeof code === 'function' ? String(code) : code; if (scope !== undefined) this.scope = scope; } }
Object.defineProperty(CodeClass, 'name', { value: 'Code' });
Object.defineProperty(Date.prototype, custom, { configurable: true, value() { return isNaN(this) ? 'Invalid Date' : 'ISODate("' + this.toISOString() + '")'; } });

function ISODate(text) {
  if (text === undefined || text === null) return new Date();
  if (typeof text !== 'string') return new Date(text);
  const match = /^(\d{4})-?(\d{2})-?(\d{2})([T ](\d{2})(:?(\d{2})(:?(\d{2}(\.\d+)?))?)?(Z|([+-])(\d{2}):?(\d{2})?)?)?$/.exec(text);
  if (!match) throw new Error(JSON.stringify(text) + ' is not a valid ISODate');
  const [, year, month, day, , hour = 0, , minute = 0, , second = 0, , , sign, zoneHour = 0, zoneMinute = 0] = match;
  const offset = (sign === '-' ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute)) * 60000;
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), 0) + Math.round(Number(second) * 1000) - (sign ? offset : 0));
}

const MAX_DEPTH = 190;
/** A value as canonical Extended JSON, ready for JSON.stringify. */
function encode(value, depth = 0, isRelaxed = false) {
  if (depth > MAX_DEPTH) throw new RangeError('Maximum call stack size exceeded');
  switch (typeof value) {
    case 'number':
      if (isRelaxed && Number.isFinite(value)) return value;
      if (Number.isInteger(value) && !Object.is(value, -0) && value >= -2147483648 && value <= 2147483647) return { $numberInt: String(value) };
      return { $numberDouble: Object.is(value, -0) ? '-0.0' : String(value) };
    case 'bigint': return isRelaxed ? Number(value) : { $numberLong: String(value) };
    case 'string': case 'boolean': return value;
    case 'object': break;
    default: return undefined;
  }
  if (value === null) return null;
  if (value instanceof ObjectIdClass) return { $oid: value.hex };
  if (value instanceof Date) return isRelaxed && value.getTime() >= 0 ? { $date: value.toISOString().replace('.000Z', 'Z') } : { $date: { $numberLong: String(value.getTime()) } };
  if (value instanceof Long) return isRelaxed ? Number(value.value) : { $numberLong: String(value.value) };
  if (value instanceof Int32Class) return isRelaxed ? value.value : { $numberInt: String(value.value) };
  if (value instanceof DoubleClass) return isRelaxed ? value.value : { $numberDouble: String(value.value) };
  if (value instanceof Number || value instanceof String || value instanceof Boolean) return encode(value.valueOf(), depth, isRelaxed);
  if (value instanceof Decimal128Class) return { $numberDecimal: value.text };
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: [...value.flags].filter(flag => 'imsux'.includes(flag) && flag !== 'u').sort().join('') } };
  if (value instanceof BinaryClass) return { $binary: { base64: value.base64Text, subType: value.sub_type.toString(16).padStart(2, '0') } };
  if (value instanceof TimestampClass) return { $timestamp: { t: value.t, i: value.i } };
  if (value instanceof MinKeyClass) return { $minKey: 1 };
  if (value instanceof MaxKeyClass) return { $maxKey: 1 };
  if (value instanceof CodeClass) return value.scope === undefined ? { $code: value.code } : { $code: value.code, $scope: encode(value.scope, depth + 1, isRelaxed) };
  if (value instanceof Uint8Array) return { $binary: { base64: Buffer.from(value).toString('base64'), subType: '00' } };
  if (Array.isArray(value)) return Array.from(value, item => { const made = encode(item, depth + 1, isRelaxed); return made === undefined ? null : made; });
  if (value instanceof Map) return encodeEntries([...value], depth, isRelaxed);
  if (typeof value.toBSON === 'function') return encode(value.toBSON(), depth + 1, isRelaxed);
  return encodeEntries(Object.keys(value).map(key => [key, value[key]]), depth, isRelaxed);
}
function encodeEntries(entries, depth, isRelaxed) {
  const made = {};
  for (const [key, item] of entries) {
    if (typeof item === 'function' || typeof item === 'symbol') continue;
    const encoded = item === undefined ? (isRelaxed ? undefined : null) : encode(item, depth + 1, isRelaxed);
    if (encoded !== undefined) Object.defineProperty(made, key, { value: encoded, enumerable: true, writable: true, configurable: true });
  }
  return made;
}

/** The inverse: numbers of 32 bits and doubles become numbers. */
function decode(value, isExact = false) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(item => decode(item, isExact));
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.length <= 2 && keys[0][0] === '$') {
    const made = decodeSpecial(keys[0], value[keys[0]], value);
    if (made !== undefined) return made;
  }
  const made = {};
  for (const key of keys) Object.defineProperty(made, key, { value: decode(value[key], isExact), enumerable: true, writable: true, configurable: true });
  return made;
}
function decodeSpecial(key, given, whole) {
  switch (key) {
    case '$numberInt': case '$numberDouble': return Number(given);
    case '$numberLong': return new Long(given);
    case '$numberDecimal': return new Decimal128Class(given);
    case '$oid': return new ObjectIdClass(given);
    case '$date': return new Date(typeof given === 'object' ? Number(given.$numberLong) : given);
    case '$binary': return new BinaryClass(Buffer.from(given.base64, 'base64'), parseInt(given.subType, 16));
    case '$regularExpression': try { return new RegExp(given.pattern, [...given.options].filter(flag => 'ims'.includes(flag)).join('')); } catch { return { pattern: given.pattern, options: given.options }; }
    case '$timestamp': return new TimestampClass(given);
    case '$minKey': return new MinKeyClass();
    case '$maxKey': return new MaxKeyClass();
    case '$code': return new CodeClass(given, whole.$scope === undefined ? undefined : decode(whole.$scope));
  }
  return undefined;
}

const warnNumber = (name, value) => {
  if (typeof value === 'number') shell.print(1, 'Warning: ' + name + ': specifying a number as argument is deprecated and may lead to loss of precision, pass a string instead\n');
};
const types = {
  ObjectId: callable(ObjectIdClass), Long, Int32: callable(Int32Class), Double: callable(DoubleClass), Decimal128: Decimal128Class, Binary: callable(BinaryClass), UUID, ISODate,
  Timestamp: callable(TimestampClass), MinKey: callable(MinKeyClass), MaxKey: callable(MaxKeyClass), Code: callable(CodeClass), BSONRegExp: (pattern, options) => new RegExp(pattern, options), Symbol, Map,
  NumberLong: value => { warnNumber('NumberLong', value); return new Long(value === undefined ? 0 : typeof value === 'number' ? BigInt(Math.trunc(value)) : value); },
  NumberInt: value => new Int32Class(value === undefined ? 0 : value),
  NumberDecimal: value => { warnNumber('NumberDecimal', value); return new Decimal128Class(value === undefined ? '0' : value); },
  BinData: (subtype, text) => new BinaryClass(Buffer.from(text, 'base64'), subtype),
  HexData: (subtype, text) => new BinaryClass(Buffer.from(text, 'hex'), subtype),
};
types.Decimal128 = callable(Decimal128Class);
exports.types = types;
exports.ObjectIdClass = ObjectIdClass;
exports.BSONError = BSONError;
exports.stringify = value => JSON.stringify(encode(value));
exports.parse = text => decode(JSON.parse(text));
exports.EJSON = {
  stringify: (value, replacer, space, options) => {
    const given = [replacer, space, options].find(item => typeof item === 'object' && item !== null && !Array.isArray(item)) || {};
    const indent = [replacer, space].find(item => typeof item === 'number' || typeof item === 'string');
    return JSON.stringify(encode(value, 0, given.relaxed !== false), Array.isArray(replacer) ? replacer : undefined, indent);
  },
  parse: text => decode(JSON.parse(text)),
  serialize: value => encode(value, 0, true),
  deserialize: value => decode(value),
};
`;
