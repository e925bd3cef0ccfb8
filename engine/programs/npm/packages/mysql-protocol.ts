/** What mysql2 and mysql know of MySQL's protocol and of its texts. Written for Drydock. */
export const mysqlProtocolSource = String.raw`'use strict';
const crypto = require('crypto');
const sha1 = (...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha1')).digest();

exports.proofOf = (password, salt) => {
  if (!password) return Buffer.alloc(0);
  const first = sha1(password);
  const second = sha1(salt, sha1(first));
  return first.map((byte, index) => byte ^ second[index]);
};

class Reader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  get isOver() { return this.at >= this.bytes.length; }
  int(size) { const value = this.bytes.readUIntLE(this.at, size); this.at += size; return value; }
  length() {
    const first = this.int(1);
    if (first === 0xfb) return null;
    if (first === 0xfc) return this.int(2);
    if (first === 0xfd) return this.int(3);
    if (first === 0xfe) { const low = this.int(4); return low + this.int(4) * 4294967296; }
    return first;
  }
  take(size) { const part = this.bytes.subarray(this.at, this.at + size); this.at += size; return part; }
  text() { const size = this.length(); return size === null ? null : this.take(size).toString(); }
  untilZero() { const end = this.bytes.indexOf(0, this.at); const part = this.take((end < 0 ? this.bytes.length : end) - this.at); this.at++; return part.toString(); }
}
exports.Reader = Reader;

/** A value of a row, by the type of its column. */
exports.valueOf = (bytes, column, options) => {
  if (bytes === null) return null;
  const text = bytes.toString();
  switch (column.type) {
    case 1: case 2: case 3: case 4: case 5: case 8: case 9: case 13:
      return options.supportBigNumbers && options.bigNumberStrings && column.type === 8 ? text : Number(text);
    case 0: case 246: return options.decimalNumbers ? Number(text) : text;
    case 7: case 10: case 12: case 14:
      if (options.dateStrings) return text;
      return new Date(text.length === 10 ? text + 'T00:00:00' : text.replace(' ', 'T'));
    case 245: return options.parseJson === false ? text : JSON.parse(text);
    case 16: return bytes;
    case 249: case 250: case 251: case 252: return column.charset === 63 ? Buffer.from(bytes) : text;
    default: return column.charset === 63 && (column.type === 253 || column.type === 254) && (column.flags & 128) ? Buffer.from(bytes) : text;
  }
};

const escapes = { '\0': '\\0', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\x1a': '\\Z', '"': '\\"', "'": "\\'", '\\': '\\\\' };
const two = number => String(number).padStart(2, '0');
function escape(value) {
  if (value === undefined || value === null) return 'NULL';
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'NULL' : "'" + value.getFullYear() + '-' + two(value.getMonth() + 1) + '-' + two(value.getDate()) + ' ' + two(value.getHours()) + ':' + two(value.getMinutes()) + ':' + two(value.getSeconds()) + '.' + String(value.getMilliseconds()).padStart(3, '0') + "'";
  if (Buffer.isBuffer(value)) return "X'" + value.toString('hex') + "'";
  if (Array.isArray(value)) return value.map(item => Array.isArray(item) ? '(' + escape(item) + ')' : escape(item)).join(', ');
  if (typeof value.toSqlString === 'function') return value.toSqlString();
  if (typeof value === 'object') return Object.keys(value).filter(key => typeof value[key] !== 'function').map(key => escapeId(key) + ' = ' + escape(value[key])).join(', ');
  return "'" + String(value).replace(/[\0\b\t\n\r\x1a"'\\]/g, letter => escapes[letter]) + "'";
}
function escapeId(name) { return Array.isArray(name) ? name.map(escapeId).join(', ') : String(name).split('.').map(part => '\u0060' + part.replace(/\u0060/g, '\u0060\u0060') + '\u0060').join('.'); }
Object.assign(exports, {
  escape, escapeId, raw: text => ({ toSqlString: () => text }),
  format(sql, values, named) {
    if (values === undefined || values === null) return sql;
    if (named && typeof values === 'object' && !Array.isArray(values)) return sql.replace(/:(\w+)/g, (all, key) => Object.hasOwn(values, key) ? escape(values[key]) : all);
    const list = Array.isArray(values) ? [...values] : [values];
    return sql.replace(/\?\??/g, mark => list.length === 0 ? mark : mark === '??' ? escapeId(list.shift()) : escape(list.shift()));
  },
});
`;
