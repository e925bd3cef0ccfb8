/** pg: a client of PostgreSQL that speaks its protocol over a socket, and a pool of them. Written for Drydock. */
export const pgSource = String.raw`'use strict';
const net = require('net');
const EventEmitter = require('events');
const protocol = require('./protocol.js');
const { Reader, types } = protocol;

const defaults = { host: 'localhost', port: 5432 };
function optionsOf(given) {
  const options = typeof given === 'string' ? { connectionString: given } : { ...given };
  if (options.connectionString) {
    const url = new URL(options.connectionString);
    Object.assign(options, { host: url.hostname || undefined, port: url.port || undefined, user: decodeURIComponent(url.username) || undefined, password: decodeURIComponent(url.password) || undefined, database: decodeURIComponent(url.pathname.slice(1)) || undefined });
    if (/^(require|verify|prefer)/.test(url.searchParams.get('sslmode') || '')) options.ssl = true;
  }
  const { env } = process;
  const user = options.user || env.PGUSER || env.USER || 'root';
  return { ...options, host: options.host || env.PGHOST || defaults.host, port: Number(options.port || env.PGPORT || defaults.port), user, password: options.password === undefined ? env.PGPASSWORD : options.password, database: options.database || env.PGDATABASE || user };
}

class Result {
  constructor() { this.command = null; this.rowCount = null; this.oid = null; this.rows = []; this.fields = []; this._types = types; this.RowCtor = null; this.rowAsArray = false; }
  _complete(tag) {
    const words = tag.split(' ');
    this.command = words[0];
    if (words.length > 1 && /^\d+$/.test(words[words.length - 1])) this.rowCount = Number(words[words.length - 1]);
    if (words[0] === 'INSERT') this.oid = Number(words[1]);
  }
}

class Client extends EventEmitter {
  constructor(given) {
    super();
    const options = this.connectionParameters = optionsOf(given);
    for (const key of ['user', 'database', 'host', 'port']) this[key] = options[key];
    Object.defineProperty(this, 'password', { value: options.password, writable: true, configurable: true, enumerable: false });
    this.processID = null;
    this._queue = [];
    this._prepared = new Map();
    this._bytes = Buffer.alloc(0);
    this._isReady = this._isEnding = this._hasEnded = false;
  }

  connect(callback) {
    if (typeof callback !== 'function') return new Promise((resolve, reject) => this.connect(error => error ? reject(error) : resolve(this)));
    if (this._connecting) { process.nextTick(callback, new Error('Client has already been connected. You cannot reuse a client.')); return undefined; }
    this._connecting = callback;
    const { host, port, ssl, connectionTimeoutMillis } = this.connectionParameters;
    if (ssl) { this._fail(new Error('The server does not support SSL connections')); return undefined; }
    this.socket = host.startsWith('/') ? net.connect(host + '/.s.PGSQL.' + port) : net.connect(port, host);
    if (connectionTimeoutMillis) { this._timer = setTimeout(() => { this.socket.destroy(); this._fail(new Error('timeout expired')); }, connectionTimeoutMillis); }
    this.socket.on('connect', () => this.socket.write(protocol.startup({ user: this.user, database: this.database, applicationName: this.connectionParameters.application_name })));
    this.socket.on('data', bytes => this._take(bytes));
    this.socket.on('error', error => { if (!this._isEnding) this._fail(error); });
    this.socket.on('close', () => { if (!this._isEnding) this._fail(new Error('Connection terminated unexpectedly')); this._hasEnded = true; this.emit('end'); });
    return undefined;
  }

  _take(bytes) {
    this._bytes = Buffer.concat([this._bytes, bytes]);
    while (this._bytes.length >= 5 && this._bytes.length >= 1 + this._bytes.readInt32BE(1)) {
      const size = 1 + this._bytes.readInt32BE(1);
      const type = String.fromCharCode(this._bytes[0]);
      const body = Buffer.from(this._bytes.subarray(5, size));
      this._bytes = this._bytes.subarray(size);
      this._message(type, body);
    }
  }

  _message(type, body) {
    const work = this._working;
    switch (type) {
      case 'R': return this._authenticate(new Reader(body));
      case 'K': this.processID = body.readInt32BE(0); return undefined;
      case 'N': this.emit('notice', protocol.noticeOf(body, 'notice')); return undefined;
      case 'A': { const reader = new Reader(body); this.emit('notification', { processId: reader.int32(), channel: reader.text(), payload: reader.text() }); return undefined; }
      case 'T': work.result = new Result(); work.result.fields = protocol.fieldsOf(body); return undefined;
      case 'D': work.result.rows.push(rowOf(new Reader(body), work)); return undefined;
      case 'C': work.result = work.result || new Result(); work.result._complete(new Reader(body).text()); work.results.push(work.result); work.result = undefined; return undefined;
      case 'I': work.results.push(new Result()); return undefined;
      case 'E': {
        const error = protocol.noticeOf(body, 'error');
        if (this._isReady && work) work.error = error; else this._fail(error);
        return undefined;
      }
      case 'Z': return this._turn();
      default: return undefined;
    }
  }

  _authenticate(reader) {
    const kind = reader.int32();
    const { password } = this;
    if (kind === 0) return;
    if (kind !== 12 && typeof password !== 'string') {
      this._isEnding = true;
      this.socket.destroy();
      this._fail(new Error(kind === 10 ? 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string' : 'client password must be a string'));
      return;
    }
    if (kind === 3) this.socket.write(protocol.password(password));
    else if (kind === 5) this.socket.write(protocol.password(protocol.md5(this, reader.take(4))));
    else if (kind === 10) { this._scram = protocol.scram(password); this.socket.write(this._scram.first); }
    else if (kind === 11) this.socket.write(this._scram.final(reader.bytes.toString('utf8', 4)));
  }

  _turn() {
    const work = this._working;
    this._working = undefined;
    if (!this._isReady) {
      this._isReady = true;
      clearTimeout(this._timer);
      this.emit('connect');
      this._connecting(null, this);
    } else if (work) {
      if (work.name && !work.error) this._prepared.set(work.name, work.text);
      if (work.error) work.done(work.error);
      else work.done(null, work.results.length > 1 ? work.results : work.results[0] || new Result());
    }
    this._next();
  }

  _next() {
    if (!this._isReady || this._working || this._hasEnded) return;
    const work = this._queue.shift();
    if (!work) { if (this._isEnding) this.socket.end(protocol.end()); else this.emit('drain'); return; }
    this._working = work;
    const { text, values, name } = work;
    this.socket.write(values || name ? protocol.extended(name || '', text, (values || []).map(protocol.parameter), name !== undefined && this._prepared.has(name)) : protocol.query(text));
  }

  query(config, values, callback) {
    if (config === null || config === undefined) throw new TypeError('Client was passed a null or undefined query');
    const done = typeof values === 'function' ? values : callback;
    if (typeof done !== 'function') return new Promise((resolve, reject) => this.query(config, values, (error, result) => { if (!error) return resolve(result); Error.captureStackTrace(error); return reject(error); }));
    const given = typeof config === 'string' ? { text: config } : config;
    const list = Array.isArray(values) ? values : given.values;
    if (this._isEnding || this._hasEnded || this._broken) { process.nextTick(done, this._broken || new Error('Client was closed and is not queryable')); return undefined; }
    this._queue.push({ text: given.text, name: given.name, values: list && list.length > 0 ? list : undefined, rowMode: given.rowMode, results: [], done });
    this._next();
    return undefined;
  }

  end(callback) {
    this._isEnding = true;
    const over = new Promise(resolve => { if (this._hasEnded || !this.socket || this.socket.destroyed) resolve(); else this.once('end', resolve); });
    this._next();
    if (callback) { over.then(() => callback()); return undefined; }
    return over;
  }

  _fail(error) {
    clearTimeout(this._timer);
    this._broken = error;
    const waiting = [this._working, ...this._queue].filter(Boolean);
    this._working = undefined;
    this._queue = [];
    this._isEnding = true;
    for (const work of waiting) process.nextTick(work.done, error);
    if (!this._isReady) { const callback = this._connecting; this._connecting = () => {}; if (callback) callback(error); }
    else if (waiting.length === 0 || this.listenerCount('error') > 0) this.emit('error', error);
  }

  escapeIdentifier(name) { return exports.escapeIdentifier(name); }
  escapeLiteral(value) { return exports.escapeLiteral(value); }
  getTypeParser(id) { return types.getTypeParser(id); }
  setTypeParser(...rest) { return types.setTypeParser(...rest); }
}

function rowOf(reader, { result, rowMode }) {
  const row = rowMode === 'array' ? [] : {};
  const count = reader.int16();
  for (let index = 0; index < count; index++) {
    const size = reader.int32();
    const { name, dataTypeID } = result.fields[index];
    row[rowMode === 'array' ? index : name] = size < 0 ? null : types.getTypeParser(dataTypeID)(reader.take(size).toString());
  }
  return row;
}

class Pool extends EventEmitter {
  constructor(given) {
    super();
    this.options = { max: 10, idleTimeoutMillis: 10000, ...(typeof given === 'string' ? { connectionString: given } : given) };
    this.ended = false;
    this._idle = [];
    this._all = new Set();
    this._waiting = [];
  }
  get totalCount() { return this._all.size; }
  get idleCount() { return this._idle.length; }
  get waitingCount() { return this._waiting.length; }

  connect(callback) {
    if (typeof callback !== 'function') return new Promise((resolve, reject) => this.connect((error, client) => error ? reject(error) : resolve(client)));
    if (this.ended) { process.nextTick(callback, new Error('Cannot use a pool after calling end on the pool')); return undefined; }
    const idle = this._idle.pop();
    if (idle) { clearTimeout(idle._idleTimer); process.nextTick(() => this._lend(idle, callback)); return undefined; }
    if (this._all.size >= this.options.max) { this._waiting.push(callback); return undefined; }
    const client = new Client(this.options);
    this._all.add(client);
    client.on('error', error => { this._drop(client); this.emit('error', error, client); });
    client.connect(error => {
      if (error) { this._drop(client); callback(error, undefined, () => {}); return; }
      this.emit('connect', client);
      this._lend(client, callback);
    });
    return undefined;
  }
  _lend(client, callback) {
    let isBack = false;
    client.release = error => {
      if (isBack) throw new Error('Release called on client which has already been released to the pool.');
      isBack = true;
      this._return(client, error);
    };
    this.emit('acquire', client);
    callback(null, client, client.release);
  }
  _return(client, error) {
    this.emit('release', error, client);
    if (error || this.ended || client._hasEnded || client._broken) { this._drop(client); client.end(); return; }
    const next = this._waiting.shift();
    if (next) { this._lend(client, next); return; }
    this._idle.push(client);
    if (this.options.idleTimeoutMillis) {
      client._idleTimer = setTimeout(() => { this._drop(client); client.end(); }, this.options.idleTimeoutMillis);
      if (this.options.allowExitOnIdle) client._idleTimer.unref();
    }
  }
  _drop(client) {
    clearTimeout(client._idleTimer);
    if (this._all.delete(client)) this.emit('remove', client);
    this._idle = this._idle.filter(item => item !== client);
    const next = this._waiting.shift();
    if (next) this.connect(next);
  }
  query(config, values, callback) {
    const done = typeof values === 'function' ? values : callback;
    if (typeof done !== 'function') return new Promise((resolve, reject) => this.query(config, values, (error, result) => { if (!error) return resolve(result); Error.captureStackTrace(error); return reject(error); }));
    this.connect((error, client) => {
      if (error) { done(error); return; }
      client.query(config, Array.isArray(values) ? values : undefined, (failure, result) => { client.release(client._broken); done(failure, result); });
    });
    return undefined;
  }
  end(callback) {
    const wasEnded = this.ended;
    this.ended = true;
    const over = wasEnded ? Promise.reject(new Error('Called end on pool more than once')) : Promise.all(this._idle.splice(0).map(client => { clearTimeout(client._idleTimer); this._all.delete(client); return client.end(); })).then(() => undefined);
    if (callback) { over.then(() => callback(), callback); return undefined; }
    return over;
  }
}

Object.assign(exports, {
  Client, Pool, Result, types, defaults, DatabaseError: protocol.DatabaseError,
  escapeIdentifier: name => '"' + String(name).replace(/"/g, '""') + '"',
  escapeLiteral: value => (/\\/.test(value) ? ' E' : '') + "'" + String(value).replace(/'/g, "''").replace(/\\/g, '\\\\') + "'",
});
`;
