/** mysql2 and mysql: clients that speak MySQL's protocol over a socket. Written for Drydock. */
export const mysqlSource = String.raw`'use strict';
const net = require('net');
const EventEmitter = require('events');
const { Reader, proofOf, valueOf, format, escape, escapeId, raw } = require('./protocol.js');

const optionsOf = given => {
  if (typeof given !== 'string') return { host: 'localhost', port: 3306, ...given };
  const url = new URL(given);
  return { host: url.hostname, port: Number(url.port || 3306), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database: url.pathname.slice(1) };
};
function failure(packet, sql) {
  const reader = new Reader(packet);
  reader.at = 1;
  const errno = reader.int(2);
  let sqlState = '';
  if (packet[reader.at] === 0x23) { reader.at++; sqlState = reader.take(5).toString(); }
  const sqlMessage = packet.subarray(reader.at).toString();
  const error = new Error(sqlMessage);
  return Object.assign(error, { code: names[errno] || 'UNKNOWN_CODE_PLEASE_REPORT', errno, ...(sql === undefined ? {} : { sql }), sqlState, sqlMessage });
}
const names = {
  1005: 'ER_CANT_CREATE_TABLE', 1007: 'ER_DB_CREATE_EXISTS', 1008: 'ER_DB_DROP_EXISTS', 1040: 'ER_CON_COUNT_ERROR', 1044: 'ER_DBACCESS_DENIED_ERROR', 1045: 'ER_ACCESS_DENIED_ERROR', 1046: 'ER_NO_DB_ERROR', 1048: 'ER_BAD_NULL_ERROR',
  1049: 'ER_BAD_DB_ERROR', 1050: 'ER_TABLE_EXISTS_ERROR', 1051: 'ER_BAD_TABLE_ERROR', 1052: 'ER_NON_UNIQ_ERROR', 1054: 'ER_BAD_FIELD_ERROR', 1055: 'ER_WRONG_FIELD_WITH_GROUP', 1060: 'ER_DUP_FIELDNAME', 1061: 'ER_DUP_KEYNAME',
  1062: 'ER_DUP_ENTRY', 1064: 'ER_PARSE_ERROR', 1065: 'ER_EMPTY_QUERY', 1130: 'ER_HOST_NOT_PRIVILEGED', 1136: 'ER_WRONG_VALUE_COUNT_ON_ROW', 1142: 'ER_TABLEACCESS_DENIED_ERROR', 1146: 'ER_NO_SUCH_TABLE', 1205: 'ER_LOCK_WAIT_TIMEOUT',
  1213: 'ER_LOCK_DEADLOCK', 1216: 'ER_NO_REFERENCED_ROW', 1217: 'ER_ROW_IS_REFERENCED', 1264: 'ER_WARN_DATA_OUT_OF_RANGE', 1292: 'ER_TRUNCATED_WRONG_VALUE', 1364: 'ER_NO_DEFAULT_FOR_FIELD', 1366: 'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD',
  1406: 'ER_DATA_TOO_LONG', 1451: 'ER_ROW_IS_REFERENCED_2', 1452: 'ER_NO_REFERENCED_ROW_2',
};

class Connection extends EventEmitter {
  constructor(given) {
    super();
    this.config = optionsOf(given);
    this.threadId = null;
    this._queue = [];
    this._bytes = Buffer.alloc(0);
    this._isClosed = false;
    this._ready = { callbacks: [], isDone: false, error: null };
    this._step = packet => this._greet(packet);
    this.socket = this.config.socketPath ? net.connect(this.config.socketPath) : net.connect(this.config.port, this.config.host);
    this.socket.on('data', bytes => this._take(bytes));
    this.socket.on('error', error => this._fail(Object.assign(error, { fatal: true })));
    this.socket.on('close', () => { if (!this._isClosed) this._fail(Object.assign(new Error('Connection lost: The server closed the connection.'), { fatal: true, code: 'PROTOCOL_CONNECTION_LOST' })); this.emit('end'); });
    if (this.config.connectTimeout !== 0) {
      this._timer = setTimeout(() => this.socket.destroy(Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT', errorno: 'ETIMEDOUT', syscall: 'connect' })), this.config.connectTimeout || 10000);
      this._timer.unref();
    }
  }
  _take(bytes) {
    this._bytes = Buffer.concat([this._bytes, bytes]);
    while (this._bytes.length >= 4 && this._bytes.length >= 4 + this._bytes.readUIntLE(0, 3)) {
      const size = this._bytes.readUIntLE(0, 3);
      this._sequence = this._bytes[3];
      const packet = Buffer.from(this._bytes.subarray(4, 4 + size));
      this._bytes = this._bytes.subarray(4 + size);
      this._step(packet);
    }
  }
  _send(body, sequence) {
    const head = Buffer.alloc(4);
    head.writeUIntLE(body.length, 0, 3);
    head[3] = sequence;
    this.socket.write(Buffer.concat([head, body]));
  }
  _greet(packet) {
    if (packet[0] === 0xff) { this._fail(Object.assign(failure(packet), { fatal: true })); return; }
    const reader = new Reader(packet);
    reader.at = 1;
    this.serverVersion = reader.untilZero();
    this.threadId = reader.int(4);
    const start = reader.take(8);
    reader.at += 1 + 2 + 1 + 2 + 2 + 1 + 10;
    const salt = Buffer.concat([start, reader.take(12)]);
    const { user = '', password = '', database } = this.config;
    const flags = 0x00000001 | 0x00000004 | 0x00000200 | 0x00002000 | 0x00008000 | 0x00020000 | 0x00080000 | (database ? 8 : 0) | (this.config.multipleStatements ? 0x00010000 : 0);
    const head = Buffer.alloc(32);
    head.writeUInt32LE(flags, 0);
    head.writeUInt32LE(0x1000000, 4);
    head[8] = 45;
    const proof = proofOf(password, salt);
    this._step = answer => this._login(answer);
    this._send(Buffer.concat([head, Buffer.from(user + '\0'), Buffer.from([proof.length]), proof, Buffer.from(database ? database + '\0' : ''), Buffer.from('mysql_native_password\0')]), this._sequence + 1);
  }
  _login(packet) {
    if (packet[0] === 0xff) { this._fail(Object.assign(failure(packet), { fatal: true })); return; }
    if (packet[0] === 0xfe) {
      const reader = new Reader(packet);
      reader.at = 1;
      const plugin = reader.untilZero();
      if (plugin !== 'mysql_native_password') { this._fail(new Error('drydock: the login ' + plugin + ' is not simulated')); return; }
      this._send(proofOf(this.config.password, reader.take(20)), this._sequence + 1);
      return;
    }
    clearTimeout(this._timer);
    this._ready.isDone = true;
    for (const callback of this._ready.callbacks.splice(0)) callback(null);
    this.emit('connect');
    this._isIdle = true;
    this._next();
  }
  _fail(error) {
    clearTimeout(this._timer);
    this._isClosed = true;
    const waiting = [...this._ready.callbacks.splice(0), ...(this._current ? [this._current.callback] : []), ...this._queue.splice(0).map(item => item.callback)];
    this._ready.error = error;
    this._current = undefined;
    for (const callback of waiting) if (callback) callback(error);
    if (waiting.length === 0 || this.listenerCount('error') > 0) this.emit('error', error);
    this.socket.destroy();
  }
  connect(callback = () => {}) {
    if (this._ready.error) process.nextTick(callback, this._ready.error); else if (this._ready.isDone) process.nextTick(callback, null); else this._ready.callbacks.push(callback);
  }
  query(given, values, callback) {
    const done = typeof values === 'function' ? values : callback;
    const options = typeof given === 'string' ? {} : given;
    const sql = format(typeof given === 'string' ? given : given.sql, Array.isArray(values) || (values && typeof values !== 'function') ? values : options.values, options.namedPlaceholders || this.config.namedPlaceholders);
    const emitter = new EventEmitter();
    const item = { sql, options: { ...this.config, ...options }, callback: (error, ...rest) => { if (done) done(error, ...rest); else if (error) emitter.emit('error', error); else { for (const row of Array.isArray(rest[0]) ? rest[0] : []) emitter.emit('result', row); emitter.emit('end'); } } };
    if (this._isClosed) { process.nextTick(item.callback, this._ready.error || Object.assign(new Error("Can't add new command when connection is in closed state"), { fatal: true })); return emitter; }
    this._queue.push(item);
    this._next();
    return emitter;
  }
  _next() {
    if (!this._isIdle || this._current || this._queue.length === 0) return;
    const item = this._queue.shift();
    this._current = item;
    if (item.quit) { this._send(Buffer.from([1]), 0); this._isClosed = true; this.socket.end(); if (item.callback) process.nextTick(item.callback, null); return; }
    const sets = [];
    this._startResult(item, sets);
    this._send(item.ping ? Buffer.from([14]) : Buffer.concat([Buffer.from([3]), Buffer.from(item.sql)]), 0);
  }
  _startResult(item, sets) {
    const finish = (error, ...rest) => { this._current = undefined; item.callback(error, ...rest); this._next(); };
    const end = status => {
      if (status & 8) { this._startResult(item, sets); return; }
      if (sets.length === 1) finish(null, sets[0].rows, sets[0].fields); else finish(null, sets.map(set => set.rows), sets.map(set => set.fields));
    };
    this._step = packet => {
      if (packet[0] === 0xff) { finish(failure(packet, item.sql)); return; }
      const reader = new Reader(packet);
      if (packet[0] === 0) {
        reader.at = 1;
        const [affectedRows, insertId] = [reader.length(), reader.length()];
        const [serverStatus, warningStatus] = [reader.int(2), reader.int(2)];
        const info = packet.subarray(reader.at).toString();
        const changed = /Changed: (\d+)/.exec(info);
        sets.push({ rows: new ResultSetHeader({ fieldCount: 0, affectedRows, insertId, info, serverStatus, warningStatus, ...(changed ? { changedRows: Number(changed[1]) } : { changedRows: 0 }) }), fields: undefined });
        end(serverStatus);
        return;
      }
      const count = reader.length();
      const fields = [];
      const rows = [];
      this._step = definition => {
        if (fields.length < count) { fields.push(fieldOf(definition)); return; }
        this._step = row => {
          if (row[0] === 0xfe && row.length < 9) { sets.push({ rows, fields }); end(row.readUInt16LE(3)); return; }
          if (row[0] === 0xff) { finish(failure(row, item.sql)); return; }
          const part = new Reader(row);
          const values = fields.map(field => { const size = part.length(); return valueOf(size === null ? null : part.take(size), field, item.options); });
          rows.push(item.options.rowsAsArray ? values : new TextRow(fields, values));
        };
      };
    };
  }
  ping(callback = () => {}) { this._queue.push({ ping: true, sql: '', options: {}, callback }); this._next(); }
  beginTransaction(callback) { this.query('START TRANSACTION', callback); }
  commit(callback) { this.query('COMMIT', callback); }
  rollback(callback) { this.query('ROLLBACK', callback); }
  changeUser(options, callback) { callback(new Error('drydock: changeUser is not simulated')); }
  end(callback) { this._queue.push({ quit: true, callback }); this._next(); }
  destroy() { this._isClosed = true; this.socket.destroy(); }
  close() { this.end(); }
  format(sql, values) { return format(sql, values); }
  escape(value) { return escape(value); }
  escapeId(name) { return escapeId(name); }
  promise() { return promised(this, ['query', 'execute', 'connect', 'ping', 'beginTransaction', 'commit', 'rollback', 'end']); }
}
Connection.prototype.execute = Connection.prototype.query;
class ResultSetHeader { constructor(values) { Object.assign(this, values); } }
class TextRow { constructor(fields, values) { fields.forEach((field, index) => { Object.defineProperty(this, field.name, { value: values[index], enumerable: true, writable: true, configurable: true }); }); } }
function fieldOf(packet) {
  const reader = new Reader(packet);
  const [catalog, schema, table, orgTable, name, orgName] = [reader.text(), reader.text(), reader.text(), reader.text(), reader.text(), reader.text()];
  reader.length();
  const charset = reader.int(2);
  const length = reader.int(4);
  const type = reader.int(1);
  return { catalog, schema, db: schema, table, orgTable, name, orgName, charset, length, type, columnType: type, flags: reader.int(2), decimals: reader.int(1) };
}

/** The same with promises: query and execute give [rows, fields]. */
function promised(target, names) {
  const made = Object.create(null, { connection: { value: target }, config: { get: () => target.config }, threadId: { get: () => target.threadId } });
  for (const name of names) {
    made[name] = (...args) => new Promise((resolve, reject) => {
      const stack = new Error().stack;
      target[name](...args, (error, ...values) => { if (error) { if (error.sql) error.stack = error.name + ': ' + error.message + String(stack).slice(String(stack).indexOf('\n')); reject(error); } else resolve(name === 'query' || name === 'execute' ? values : name === 'getConnection' ? wrapped(values[0]) : values[0]); });
    });
  }
  for (const name of ['on', 'once', 'removeListener', 'escape', 'escapeId', 'format', 'destroy']) if (target[name]) made[name] = (...args) => target[name](...args);
  return made;
}
const wrapped = connection => { const made = connection.promise(); made.release = () => connection.release(); made.destroy = () => connection.destroy(); return made; };

class Pool extends EventEmitter {
  constructor(given) {
    super();
    this.config = { connectionLimit: 10, waitForConnections: true, queueLimit: 0, ...optionsOf(given) };
    this._free = [];
    this._all = new Set();
    this._waiting = [];
    this._isClosed = false;
  }
  getConnection(callback) {
    if (this._isClosed) { process.nextTick(callback, new Error('Pool is closed.')); return; }
    const free = this._free.pop();
    if (free) { process.nextTick(callback, null, free); this.emit('acquire', free); return; }
    if (this._all.size >= this.config.connectionLimit) {
      if (!this.config.waitForConnections) { process.nextTick(callback, new Error('No connections available.')); return; }
      this._waiting.push(callback);
      return;
    }
    const made = new Connection(this.config);
    this._all.add(made);
    made.release = () => { if (this._isClosed || made._isClosed) return; const next = this._waiting.shift(); this.emit('release', made); if (next) next(null, made); else { this._free.push(made); made.socket.unref(); } };
    const forget = () => { this._all.delete(made); this._free = this._free.filter(item => item !== made); };
    made.on('end', forget);
    made.on('error', forget);
    made.connect(error => { if (error) { forget(); callback(error); return; } this.emit('connection', made); callback(null, made); });
  }
  query(...args) {
    const callback = typeof args[args.length - 1] === 'function' ? args.pop() : undefined;
    this.getConnection((error, connection) => {
      if (error) { if (callback) callback(error); else this.emit('error', error); return; }
      connection.socket.ref();
      connection.query(...args, (failed, ...rest) => { connection.release(); if (callback) callback(failed, ...rest); });
    });
  }
  end(callback = () => {}) {
    this._isClosed = true;
    const all = [...this._all];
    let left = all.length;
    if (left === 0) { process.nextTick(callback, null); return; }
    for (const connection of all) { connection.socket.ref(); connection.end(() => { if (--left === 0) callback(null); }); }
  }
  promise() { return promised(this, ['query', 'execute', 'getConnection', 'end']); }
  escape(value) { return escape(value); }
  escapeId(name) { return escapeId(name); }
  format(sql, values) { return format(sql, values); }
}
Pool.prototype.execute = Pool.prototype.query;

Object.assign(exports, {
  createConnection: given => new Connection(given), createPool: given => new Pool(given), connect: given => new Connection(given),
  escape, escapeId, format, raw, Connection, Pool,
  createPromiseConnection: given => new Promise((resolve, reject) => { const made = new Connection(given); made.connect(error => error ? reject(error) : resolve(made.promise())); }),
});
`;

export const mysqlPromiseSource = `'use strict';
const mysql = require('./index.js');
exports.createConnection = mysql.createPromiseConnection;
exports.createPool = given => mysql.createPool(given).promise();
Object.assign(exports, { escape: mysql.escape, escapeId: mysql.escapeId, format: mysql.format, raw: mysql.raw });
`;
