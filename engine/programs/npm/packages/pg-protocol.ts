/** What pg knows of PostgreSQL's protocol: messages, passwords and the texts of values. Written for Drydock. */
export const pgProtocolSource = String.raw`'use strict';
const crypto = require('crypto');
const text = value => Buffer.from(String(value) + '\0');
const int32 = value => { const bytes = Buffer.alloc(4); bytes.writeInt32BE(value); return bytes; };
const int16 = value => { const bytes = Buffer.alloc(2); bytes.writeInt16BE(value); return bytes; };
const message = (type, ...parts) => { const body = Buffer.concat(parts); return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]); };

exports.startup = ({ user, database, applicationName }) => {
  const body = Buffer.concat([int32(196608), ...['user', user, 'database', database, 'client_encoding', 'UTF8', ...(applicationName ? ['application_name', applicationName] : [])].map(text), Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
};
exports.query = sql => message('Q', text(sql));
exports.end = () => message('X');
exports.password = value => message('p', text(value));
exports.extended = (name, sql, values, isParsed) => Buffer.concat([
  ...(isParsed ? [] : [message('P', text(name), text(sql), int16(0))]),
  message('B', text(''), text(name), int16(0), int16(values.length), ...values.flatMap(value => value === null ? [int32(-1)] : [int32(value.length), value]), int16(0)),
  message('D', Buffer.from('P\0')), message('E', text(''), int32(0)), message('S'),
]);

const md5 = (...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash('md5')).digest('hex');
exports.md5 = ({ user, password }, salt) => 'md5' + md5(md5(password + user), salt);
const hmac = (key, data) => crypto.createHmac('sha256', key).update(data).digest();
/** SCRAM-SHA-256: the first word, and the second one for what the server answers. */
exports.scram = password => {
  const nonce = crypto.randomBytes(18).toString('base64');
  const first = 'n=*,r=' + nonce;
  return {
    first: message('p', text('SCRAM-SHA-256'), int32(first.length + 3), Buffer.from('n,,' + first)),
    final(challenge) {
      const { r, s, i } = Object.fromEntries(challenge.split(',').map(part => [part[0], part.slice(2)]));
      const salted = crypto.pbkdf2Sync(password, Buffer.from(s, 'base64'), Number(i), 32, 'sha256');
      const client = hmac(salted, 'Client Key');
      const bare = 'c=biws,r=' + r;
      const signature = hmac(crypto.createHash('sha256').update(client).digest(), first + ',' + challenge + ',' + bare);
      return message('p', Buffer.from(bare + ',p=' + Buffer.from(client.map((byte, index) => byte ^ signature[index])).toString('base64')));
    },
  };
};

class Reader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  int16() { this.at += 2; return this.bytes.readInt16BE(this.at - 2); }
  int32() { this.at += 4; return this.bytes.readInt32BE(this.at - 4); }
  take(size) { this.at += size; return this.bytes.subarray(this.at - size, this.at); }
  text() { const end = this.bytes.indexOf(0, this.at); const part = this.bytes.toString('utf8', this.at, end); this.at = end + 1; return part; }
}
exports.Reader = Reader;

exports.fieldsOf = body => {
  const reader = new Reader(body);
  return Array.from({ length: reader.int16() }, () => ({ name: reader.text(), tableID: reader.int32(), columnID: reader.int16(), dataTypeID: reader.int32() >>> 0, dataTypeSize: reader.int16(), dataTypeModifier: reader.int32(), format: reader.int16() === 0 ? 'text' : 'binary' }));
};
const letters = { S: 'severity', C: 'code', M: 'message', D: 'detail', H: 'hint', P: 'position', p: 'internalPosition', q: 'internalQuery', W: 'where', s: 'schema', t: 'table', c: 'column', d: 'dataType', n: 'constraint', F: 'file', L: 'line', R: 'routine' };
class DatabaseError extends Error {
  constructor(message_, length, name) { super(message_); this.length = length; this.name = name; }
}
exports.DatabaseError = DatabaseError;
exports.noticeOf = (body, name) => {
  const reader = new Reader(body);
  const found = {};
  while (reader.bytes[reader.at]) { const letter = String.fromCharCode(reader.take(1)[0]); found[letters[letter] || letter] = reader.text(); }
  const error = new DatabaseError(found.message, body.length + 5, name);
  for (const key of ['severity', 'code', 'detail', 'hint', 'position', 'internalPosition', 'internalQuery', 'where', 'schema', 'table', 'column', 'dataType', 'constraint', 'file', 'line', 'routine']) error[key] = found[key];
  return error;
};

const two = (value, width = 2) => String(value).padStart(width, '0');
const array = list => '{' + list.map(item => item === null || item === undefined ? 'NULL' : Array.isArray(item) ? array(item) : '"' + String(item).replace(/["\\]/g, '\\$&') + '"').join(',') + '}';
/** A value for the server, as bytes of its text. */
exports.parameter = function prepare(value) {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value)) return Buffer.from('\\x' + value.toString('hex'));
  if (value instanceof Date) return Buffer.from(two(value.getFullYear(), 4) + '-' + two(value.getMonth() + 1) + '-' + two(value.getDate()) + 'T' + two(value.getHours()) + ':' + two(value.getMinutes()) + ':' + two(value.getSeconds()) + '.' + two(value.getMilliseconds(), 3) + '+00:00');
  if (Array.isArray(value)) return Buffer.from(array(value));
  if (typeof value === 'object') return typeof value.toPostgres === 'function' ? prepare(value.toPostgres(prepare)) : Buffer.from(JSON.stringify(value));
  return Buffer.from(String(value));
};

function listOf(source, parse) {
  let at = 1;
  const read = () => {
    const items = [];
    while (source[at] !== '}' && at < source.length) {
      if (source[at] === ',') at++;
      else if (source[at] === '{') { at++; items.push(read()); }
      else if (source[at] === '"') {
        let item = '';
        for (at++; source[at] !== '"' && at < source.length; at++) item += source[at] === '\\' ? source[++at] : source[at];
        at++;
        items.push(parse(item));
      } else { const end = at + source.slice(at).search(/[,}]/); const item = source.slice(at, end); at = end; items.push(item === 'NULL' ? null : parse(item)); }
    }
    at++;
    return items;
  };
  return read();
}
const instant = value => new Date(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
const parsers = new Map([
  [16, value => value === 't'], [17, value => Buffer.from(value.slice(2), 'hex')], [21, Number], [23, Number], [26, Number], [700, Number], [701, Number],
  [114, JSON.parse], [3802, JSON.parse], [1082, value => new Date(value + 'T00:00:00')], [1114, instant], [1184, instant],
]);
for (const [list, item] of [[1000, 16], [1005, 21], [1007, 23], [1021, 700], [1022, 701], [199, 114], [3807, 3802], [1115, 1114], [1185, 1184]]) parsers.set(list, value => listOf(value, parsers.get(item)));
for (const list of [1009, 1015, 1002, 1016, 1231, 2951]) parsers.set(list, value => listOf(value, String));
exports.types = {
  builtins: { BOOL: 16, BYTEA: 17, INT8: 20, INT2: 21, INT4: 23, OID: 26, TEXT: 25, JSON: 114, FLOAT4: 700, FLOAT8: 701, VARCHAR: 1043, DATE: 1082, TIME: 1083, TIMESTAMP: 1114, TIMESTAMPTZ: 1184, NUMERIC: 1700, UUID: 2950, JSONB: 3802 },
  getTypeParser: id => parsers.get(id) || String,
  setTypeParser(id, format, parse) { parsers.set(id, typeof format === 'function' ? format : parse); },
};
`;
