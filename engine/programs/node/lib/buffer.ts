/** buffer */
export const buffer = String.raw`
const errors = require('internal/errors');
const { bytesOf } = require('internal/encoding');
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const MAX_LENGTH = 128 * 1024 * 1024;
const codes = new Map([...ALPHABET].map((letter, value) => [letter, value]));
codes.set('-', 62);
codes.set('_', 63);

function toBase64(bytes, alphabet, pad) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i] << 16) | ((bytes[i + 1] || 0) << 8) | (bytes[i + 2] || 0);
    const left = bytes.length - i;
    text += alphabet[bits >> 18] + alphabet[(bits >> 12) & 63] + (left > 1 ? alphabet[(bits >> 6) & 63] : pad) + (left > 2 ? alphabet[bits & 63] : pad);
  }
  return text;
}
function fromBase64(text) {
  const out = [];
  let bits = 0;
  let count = 0;
  for (const letter of text) {
    if (letter === '=') break;
    const value = codes.get(letter);
    if (value === undefined) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) { count -= 8; out.push((bits >> count) & 255); }
  }
  return Uint8Array.from(out);
}
const fromLatin1 = (bytes, mask) => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096).map(byte => byte & mask));
  return text;
};
const encodings = {
  utf8: { encode: text => new Uint8Array(host.encode(text.toWellFormed())), decode: bytes => host.decode(bytesOf(bytes)) },
  latin1: { encode: text => Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i) & 255), decode: bytes => fromLatin1(bytes, 255) },
  ascii: { encode: text => Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i) & 255), decode: bytes => fromLatin1(bytes, 127) },
  hex: {
    encode: text => { const found = /^(?:[0-9a-f]{2})*/i.exec(text)[0]; return Uint8Array.from({ length: found.length / 2 }, (_, i) => parseInt(found.slice(i * 2, i * 2 + 2), 16)); },
    decode: bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(''),
  },
  base64: { encode: fromBase64, decode: bytes => toBase64(bytes, ALPHABET, '=') },
  base64url: { encode: fromBase64, decode: bytes => toBase64(bytes, ALPHABET.slice(0, 62) + '-_', '') },
  utf16le: {
    encode: text => Uint8Array.from({ length: text.length * 2 }, (_, i) => (text.charCodeAt(i >> 1) >> (i & 1 ? 8 : 0)) & 255),
    decode: bytes => { let text = ''; for (let i = 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode(bytes[i] | (bytes[i + 1] << 8)); return text; },
  },
};
Object.assign(encodings, { 'utf-8': encodings.utf8, binary: encodings.latin1, ucs2: encodings.utf16le, 'ucs-2': encodings.utf16le, 'utf-16le': encodings.utf16le });
function encodingOf(name = 'utf8') {
  const found = encodings[String(name).toLowerCase()];
  if (!found) throw errors.coded(TypeError, 'ERR_UNKNOWN_ENCODING', 'Unknown encoding: ' + name);
  return found;
}

class FastBuffer extends Uint8Array {}
function Buffer(value, encoding, length) {
  return typeof value === 'number' ? Buffer.alloc(value) : Buffer.from(value, encoding, length);
}
Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(FastBuffer.prototype, 'constructor', { value: Buffer, writable: true, configurable: true, enumerable: false });
const wrap = bytes => new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);
exports.wrap = wrap;

Object.assign(Buffer, {
  poolSize: 8192,
  alloc(size, fill, encoding) {
    if (typeof size !== 'number') throw errors.invalidArgument('size', 'of type number', size);
    if (!(size >= 0 && size <= MAX_LENGTH)) throw errors.outOfRange('size', '>= 0 && <= ' + MAX_LENGTH, size);
    const made = new FastBuffer(size);
    return fill === undefined || fill === 0 ? made : made.fill(fill, encoding);
  },
  allocUnsafe: size => Buffer.alloc(size),
  allocUnsafeSlow: size => Buffer.alloc(size),
  from(value, encoding, length) {
    if (typeof value === 'string') return wrap(encodingOf(encoding || 'utf8').encode(value));
    if (value instanceof ArrayBuffer) return new FastBuffer(value, encoding, length);
    if (typeof value === 'object' && value !== null) {
      if (ArrayBuffer.isView(value) || Array.isArray(value)) return wrap(Uint8Array.from(value));
      if (value.type === 'Buffer' && Array.isArray(value.data)) return wrap(Uint8Array.from(value.data));
      if (typeof value.valueOf === 'function' && value.valueOf() !== value) return Buffer.from(value.valueOf(), encoding, length);
      if (typeof value.length === 'number') return wrap(Uint8Array.from(Array.from(value)));
    }
    throw errors.coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object.' + errors.describeReceived(value));
  },
  of: (...items) => wrap(Uint8Array.of(...items)),
  isBuffer: value => value instanceof FastBuffer,
  isEncoding: name => typeof name === 'string' && encodings[name.toLowerCase()] !== undefined,
  byteLength: (value, encoding) => typeof value === 'string' ? encodingOf(encoding).encode(value).length : value.byteLength,
  concat(list, total) {
    const size = total === undefined ? list.reduce((sum, item) => sum + item.length, 0) : total;
    const all = Buffer.alloc(size);
    let at = 0;
    for (const item of list) {
      if (at >= size) break;
      all.set(item.subarray(0, size - at), at);
      at += item.length;
    }
    return all;
  },
  compare(a, b) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return Math.sign(a.length - b.length);
  },
});

const methods = {
  toString(encoding, start = 0, end = this.length) { return encodingOf(encoding).decode(this.subarray(start, end)); },
  toLocaleString(encoding, start, end) { return this.toString(encoding, start, end); },
  toJSON() { return { type: 'Buffer', data: Array.from(this) }; },
  equals(other) { return Buffer.compare(this, other) === 0; },
  compare(other) { return Buffer.compare(this, other); },
  slice(start, end) { return this.subarray(start, end); },
  subarray(start, end) { return wrap(Uint8Array.prototype.subarray.call(this, start, end)); },
  write(text, offset, length, encoding) {
    let at = offset;
    let max = length;
    let kind = encoding;
    if (typeof offset === 'string') { kind = offset; at = 0; max = undefined; } else if (typeof length === 'string') { kind = length; max = undefined; }
    const bytes = encodingOf(kind).encode(text).subarray(0, Math.min(max === undefined ? Infinity : max, this.length - (at || 0)));
    this.set(bytes, at || 0);
    return bytes.length;
  },
  fill(value, offset, end, encoding) {
    if (typeof value !== 'string') { Uint8Array.prototype.fill.call(this, ArrayBuffer.isView(value) ? value[0] : value, typeof offset === 'number' ? offset : undefined, end); return this; }
    const pattern = encodingOf(typeof offset === 'string' ? offset : encoding).encode(value);
    const from = typeof offset === 'number' ? offset : 0;
    for (let i = from; i < (end === undefined ? this.length : end); i++) this[i] = pattern.length === 0 ? 0 : pattern[(i - from) % pattern.length];
    return this;
  },
  copy(target, targetStart = 0, start = 0, end = this.length) {
    const part = this.subarray(start, Math.min(end, start + target.length - targetStart));
    target.set(part, targetStart);
    return part.length;
  },
  indexOf(value, offset = 0, encoding) {
    if (typeof value === 'number') return Uint8Array.prototype.indexOf.call(this, value & 255, offset);
    const wanted = typeof value === 'string' ? encodingOf(encoding).encode(value) : value;
    for (let i = Math.max(0, offset < 0 ? this.length + offset : offset); i + wanted.length <= this.length; i++) {
      let j = 0;
      while (j < wanted.length && this[i + j] === wanted[j]) j++;
      if (j === wanted.length) return i;
    }
    return -1;
  },
  lastIndexOf(value, offset, encoding) {
    const wanted = typeof value === 'string' ? encodingOf(encoding).encode(value) : typeof value === 'number' ? [value & 255] : value;
    for (let i = Math.min(offset === undefined ? this.length : offset, this.length - wanted.length); i >= 0; i--) {
      let j = 0;
      while (j < wanted.length && this[i + j] === wanted[j]) j++;
      if (j === wanted.length) return i;
    }
    return -1;
  },
  includes(value, offset, encoding) { return this.indexOf(value, offset, encoding) >= 0; },
  swap16() { for (let i = 0; i + 1 < this.length; i += 2) [this[i], this[i + 1]] = [this[i + 1], this[i]]; return this; },
  readUIntBE(offset, count) { let value = 0; for (let i = 0; i < count; i++) value = value * 256 + this[offset + i]; return value; },
  readUIntLE(offset, count) { let value = 0; for (let i = count - 1; i >= 0; i--) value = value * 256 + this[offset + i]; return value; },
  writeUIntBE(value, offset, count) { for (let i = count - 1, rest = value; i >= 0; i--) { this[offset + i] = rest & 255; rest = Math.floor(rest / 256); } return offset + count; },
  writeUIntLE(value, offset, count) { for (let i = 0, rest = value; i < count; i++) { this[offset + i] = rest & 255; rest = Math.floor(rest / 256); } return offset + count; },
  [Symbol.for('nodejs.util.inspect.custom')]() {
    const hex = Array.from(this.subarray(0, 50), byte => byte.toString(16).padStart(2, '0')).join(' ');
    const more = this.length > 50 ? ' ... ' + (this.length - 50) + ' more byte' + (this.length > 51 ? 's' : '') : '';
    return '<Buffer ' + hex + more + '>';
  },
};
for (const [name, size, view] of [['Int8', 1], ['UInt8', 1, 'Uint8'], ['Int16', 2], ['UInt16', 2, 'Uint16'], ['Int32', 4], ['UInt32', 4, 'Uint32'], ['Float', 4, 'Float32'], ['Double', 8, 'Float64'], ['BigInt64', 8], ['BigUInt64', 8, 'BigUint64']]) {
  for (const end of size === 1 ? [''] : ['LE', 'BE']) {
    const check = (buffer, offset) => {
      if (!(offset >= 0 && offset + size <= buffer.length)) throw errors.outOfRange('offset', '>= 0 and <= ' + (buffer.length - size), offset);
      return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    };
    methods['read' + name + end] = function (offset = 0) { return check(this, offset)['get' + (view || name)](offset, end === 'LE'); };
    methods['write' + name + end] = function (value, offset = 0) { check(this, offset)['set' + (view || name)](offset, value, end === 'LE'); return offset + size; };
    if (name.includes('UInt')) for (const verb of ['read', 'write']) methods[verb + name.replace('UInt', 'Uint') + end] = methods[verb + name + end];
  }
}
for (const name of Reflect.ownKeys(methods)) Object.defineProperty(FastBuffer.prototype, name, { value: methods[name], writable: true, configurable: true, enumerable: false });
Object.defineProperty(FastBuffer.prototype, 'parent', { get() { return this.buffer; }, configurable: true });

exports.Buffer = Buffer;
exports.SlowBuffer = Buffer;
exports.kMaxLength = MAX_LENGTH;
exports.constants = { MAX_LENGTH, MAX_STRING_LENGTH: MAX_LENGTH };
exports.INSPECT_MAX_BYTES = 50;
exports.atob = text => fromLatin1(fromBase64(String(text)), 255);
exports.btoa = text => toBase64(encodings.latin1.encode(String(text)), ALPHABET, '=');
`;
