/** redis and ioredis: clients that speak RESP over a socket. Written for Drydock. */
export const redisProtocolSource = String.raw`'use strict';
const net = require('net');
const EventEmitter = require('events');

/** The first value in some bytes and where it ends; undefined while it is not whole. */
function parse(bytes, start) {
  const end = bytes.indexOf('\r\n', start);
  if (end < 0) return undefined;
  const line = bytes.toString('utf8', start + 1, end);
  const next = end + 2;
  switch (bytes[start]) {
    case 43: return { value: line, end: next };
    case 45: return { value: Object.assign(new Error(line), { isReply: true }), end: next };
    case 58: return { value: Number(line), end: next };
    case 36: {
      const size = Number(line);
      if (size < 0) return { value: null, end: next };
      return bytes.length < next + size + 2 ? undefined : { value: bytes.toString('utf8', next, next + size), end: next + size + 2 };
    }
    case 42: {
      const size = Number(line);
      if (size < 0) return { value: null, end: next };
      const list = [];
      let at = next;
      for (let index = 0; index < size; index++) {
        const item = parse(bytes, at);
        if (!item) return undefined;
        list.push(item.value);
        at = item.end;
      }
      return { value: list, end: at };
    }
    default: return { value: Object.assign(new Error('Protocol error'), { isReply: true }), end: bytes.length };
  }
}

/** A connection: commands go out in order, answers come back in the same. */
class Link extends EventEmitter {
  open({ host = 'localhost', port = 6379, path }) {
    this.bytes = Buffer.alloc(0);
    this.pending = [];
    this.socket = path ? net.connect(path) : net.connect(port, host);
    this.socket.on('connect', () => this.emit('connect'));
    this.socket.on('data', data => {
      this.bytes = Buffer.concat([this.bytes, data]);
      for (let item = parse(this.bytes, 0); item; item = this.bytes.length > 0 ? parse(this.bytes, 0) : undefined) {
        this.bytes = this.bytes.subarray(item.end);
        const { value } = item;
        if (Array.isArray(value) && ['message', 'pmessage'].includes(value[0]) && this.isSubscriber) { this.emit(value[0], ...value.slice(1)); continue; }
        const waiting = this.pending.shift();
        if (!waiting) continue;
        if (value instanceof Error) waiting.reject(value); else waiting.resolve(value);
      }
    });
    this.socket.on('error', error => { this.failure = error; });
    this.socket.on('close', () => {
      const error = this.failure || new Error('Socket closed unexpectedly');
      for (const waiting of this.pending.splice(0)) waiting.reject(error);
      this.emit('close', error);
    });
  }
  send(words) {
    const parts = words.map(word => { const text = Buffer.isBuffer(word) ? word : Buffer.from(String(word)); return Buffer.concat([Buffer.from('$' + text.length + '\r\n'), text, Buffer.from('\r\n')]); });
    if (/^p?subscribe$/i.test(words[0])) this.isSubscriber = true;
    return new Promise((resolve, reject) => { this.pending.push({ resolve, reject }); this.socket.write(Buffer.concat([Buffer.from('*' + words.length + '\r\n'), ...parts])); });
  }
}
exports.Link = Link;
exports.pairs = list => { const found = {}; for (let at = 0; at + 1 < list.length; at += 2) Object.defineProperty(found, list[at], { value: list[at + 1], enumerable: true, writable: true, configurable: true }); return found; };
exports.addressOf = given => {
  if (typeof given === 'string') { const url = new URL(given.includes('://') ? given : 'redis://' + given); return { host: url.hostname || 'localhost', port: Number(url.port || 6379), password: decodeURIComponent(url.password) || undefined, username: decodeURIComponent(url.username) || undefined, db: Number(url.pathname.slice(1)) || 0 }; }
  return { host: 'localhost', port: 6379, db: 0, ...given };
};
`;

export const redisSource = String.raw`'use strict';
const EventEmitter = require('events');
const { Link, pairs, addressOf } = require('./protocol.js');
class ClientClosedError extends Error { constructor() { super('The client is closed'); } }
const truth = value => value === 1;
const flat = value => Array.isArray(value) ? value.map(String) : typeof value === 'object' && value !== null ? Object.entries(value).flat().map(String) : [String(value)];

class Client extends EventEmitter {
  constructor(options = {}) {
    super();
    const fromUrl = options.url ? addressOf(options.url) : {};
    this._address = { ...addressOf({}), ...fromUrl, ...(options.socket || {}), ...(options.password ? { password: options.password } : {}), ...(options.username ? { username: options.username } : {}), ...(options.database ? { db: options.database } : {}) };
    this._options = options;
    this.isOpen = false;
    this.isReady = false;
    this._tries = 0;
  }
  connect() {
    if (this.isOpen) return Promise.reject(new Error('Socket already opened'));
    this.isOpen = true;
    return new Promise((resolve, reject) => this._try(resolve, reject));
  }
  _try(resolve, reject) {
    this._link = new Link();
    this._link.on('connect', async () => {
      try {
        if (this._address.password) await this._link.send(['AUTH', ...(this._address.username ? [this._address.username] : []), this._address.password]);
        if (this._address.db) await this._link.send(['SELECT', this._address.db]);
      } catch (error) { this.isOpen = false; this._link.socket.destroy(); reject(error); return; }
      this._tries = 0;
      this.isReady = true;
      this.emit('connect');
      this.emit('ready');
      resolve(this);
    });
    this._link.on('message', (channel, text) => { const listener = this._listeners && this._listeners.get(channel); if (listener) listener(text, channel); });
    this._link.on('close', error => {
      this.isReady = false;
      if (!this.isOpen) { this.emit('end'); return; }
      const strategy = this._options.socket && this._options.socket.reconnectStrategy;
      const wait = typeof strategy === 'function' ? strategy(this._tries, error) : strategy === undefined ? Math.min(this._tries * 50, 500) : strategy;
      this._tries++;
      if (this.listenerCount('error') > 0) this.emit('error', error); else { this.isOpen = false; reject(error); return; }
      if (wait === false || wait instanceof Error) { this.isOpen = false; reject(wait instanceof Error ? wait : error); return; }
      this.emit('reconnecting');
      setTimeout(() => { if (this.isOpen) this._try(resolve, reject); }, wait);
    });
    this._link.open(this._address);
  }
  sendCommand(words) { return this.isReady ? this._link.send(words) : Promise.reject(this.isOpen ? new Error('The client is offline') : new ClientClosedError()); }
  async quit() { const answer = await this.sendCommand(['QUIT']); this.isOpen = false; return answer; }
  async disconnect() { this.isOpen = false; this._link.socket.destroy(); }
  destroy() { this.isOpen = false; this._link.socket.destroy(); }
  close() { return this.quit(); }
  duplicate() { return new Client(this._options); }
  async subscribe(channel, listener) { (this._listeners = this._listeners || new Map()).set(channel, listener); await this.sendCommand(['SUBSCRIBE', channel]); }
  async unsubscribe(channel) { this._listeners.delete(channel); await this.sendCommand(['UNSUBSCRIBE', channel]); }
  set(key, value, options = {}) { return this.sendCommand(['SET', key, value, ...(options.EX ? ['EX', options.EX] : []), ...(options.PX ? ['PX', options.PX] : []), ...(options.NX ? ['NX'] : []), ...(options.XX ? ['XX'] : []), ...(options.KEEPTTL ? ['KEEPTTL'] : [])]); }
  hSet(key, field, value) { return this.sendCommand(['HSET', key, ...(value === undefined ? flat(field) : [field, value])]); }
  async hGetAll(key) { return pairs(await this.sendCommand(['HGETALL', key])); }
  mSet(values) { return this.sendCommand(['MSET', ...flat(values)]); }
  zAdd(key, members) { return this.sendCommand(['ZADD', key, ...[].concat(members).flatMap(({ score, value }) => [score, value])]); }
  async zRangeWithScores(key, from, to) { const list = await this.sendCommand(['ZRANGE', key, from, to, 'WITHSCORES']); return Object.entries(pairs(list)).map(([value, score]) => ({ value, score: Number(score) })); }
  async *scanIterator({ MATCH, COUNT } = {}) { let cursor = '0'; do { const [next, keys] = await this.sendCommand(['SCAN', cursor, ...(MATCH ? ['MATCH', MATCH] : []), ...(COUNT ? ['COUNT', COUNT] : [])]); cursor = next; yield* keys; } while (cursor !== '0'); }
  multi() {
    const queue = [];
    const chain = new Proxy({}, { get: (target, name) => name === 'exec' ? async () => { await this.sendCommand(['MULTI']); for (const words of queue) await this.sendCommand(words); return this.sendCommand(['EXEC']); } : (...args) => { queue.push([String(name).toUpperCase(), ...args.flatMap(flat)]); return chain; } });
    return chain;
  }
}
const plain = 'get del exists incr decr incrBy decrBy incrByFloat append strLen getSet getDel setEx pSetEx setNX mGet keys ttl pTTL expire pExpire persist rename type dbSize flushAll flushDb ping echo info lPush rPush lPop rPop lLen lRange lIndex lRem lSet lTrim sAdd sRem sMembers sIsMember sCard sUnion sInter sDiff sPop hGet hDel hExists hKeys hVals hLen hIncrBy hMGet zRange zRevRange zRem zScore zRank zCard zIncrBy zCount publish select configGet'.split(' ');
const booleans = new Set(['expire', 'pExpire', 'persist', 'setNX', 'sIsMember', 'hExists']);
for (const name of plain) {
  const command = name === 'configGet' ? ['CONFIG', 'GET'] : [name.toUpperCase()];
  const method = async function (...args) { const value = await this.sendCommand([...command, ...args.flatMap(flat)]); return booleans.has(name) ? truth(value) : name === 'zScore' && value !== null ? Number(value) : value; };
  for (const key of [name, name.toUpperCase()]) Object.defineProperty(Client.prototype, key, { value: method, writable: true, configurable: true });
}
exports.createClient = options => new Client(options);
exports.ClientClosedError = ClientClosedError;
`;

export const ioredisSource = String.raw`'use strict';
const EventEmitter = require('events');
const { Link, pairs, addressOf } = require('./protocol.js');

class Redis extends EventEmitter {
  constructor(port, host, options) {
    super();
    const first = typeof port === 'number' ? { port, ...(typeof host === 'string' ? { host } : host) } : port;
    this.options = { ...addressOf(first), ...(typeof host === 'object' ? host : options) };
    this.status = 'wait';
    this._waiting = [];
    this._tries = 0;
    if (!this.options.lazyConnect) this._open();
  }
  connect() { if (this.status !== 'wait') return Promise.reject(new Error('Redis is already connecting/connected')); this._open(); return new Promise((resolve, reject) => { this.once('ready', resolve); this.once('end', () => reject(new Error('Connection is closed.'))); }); }
  _open() {
    this.status = 'connecting';
    this._link = new Link();
    this._link.on('connect', async () => {
      this.emit('connect');
      try {
        if (this.options.password) await this._link.send(['AUTH', ...(this.options.username ? [this.options.username] : []), this.options.password]);
        if (this.options.db) await this._link.send(['SELECT', this.options.db]);
      } catch (error) { this.emit('error', error); }
      this.status = 'ready';
      this._tries = 0;
      for (const work of this._waiting.splice(0)) work();
      this.emit('ready');
    });
    for (const name of ['message', 'pmessage']) this._link.on(name, (...args) => this.emit(name, ...args));
    this._link.on('close', error => {
      this.emit('close');
      if (this.status === 'end') { this.emit('end'); return; }
      if (this._link.failure) { if (this.listenerCount('error') > 0) this.emit('error', error); else console.error('[ioredis] Unhandled error event:', error.stack); }
      const { retryStrategy } = this.options;
      const wait = typeof retryStrategy === 'function' ? retryStrategy(++this._tries) : Math.min(++this._tries * 50, 2000);
      if (typeof wait !== 'number') { this.status = 'end'; this.emit('end'); return; }
      this.status = 'reconnecting';
      this.emit('reconnecting', wait);
      setTimeout(() => { if (this.status === 'reconnecting') this._open(); }, wait);
    });
    this._link.open(this.options);
  }
  call(...words) {
    const callback = typeof words[words.length - 1] === 'function' ? words.pop() : undefined;
    if (this.status === 'wait') this._open();
    const list = words.flatMap(word => Array.isArray(word) ? word : typeof word === 'object' && word !== null && !Buffer.isBuffer(word) ? Object.entries(word).flat() : [word]);
    const promise = this.status === 'end' ? Promise.reject(new Error('Connection is closed.')) : new Promise((resolve, reject) => {
      const work = () => this._link.send(list).then(value => resolve(/^hgetall$/i.test(list[0]) ? pairs(value) : value), error => reject(error.isReply ? Object.assign(error, { name: 'ReplyError' }) : error));
      if (this.status === 'ready') work(); else this._waiting.push(work);
    });
    if (callback) promise.then(value => callback(null, value), callback);
    return promise;
  }
  quit() { const done = this.call('QUIT'); this.status = this.status === 'ready' ? 'end' : this.status; return done; }
  disconnect() { this.status = 'end'; if (this._link) this._link.socket.destroy(); }
  duplicate() { return new Redis(this.options); }
  pipeline() {
    const queue = [];
    const chain = new Proxy({}, { get: (target, name) => name === 'exec' ? () => Promise.all(queue.map(words => this.call(...words).then(value => [null, value], error => [error, undefined]))) : (...args) => { queue.push([name, ...args]); return chain; } });
    return chain;
  }
  multi() {
    const queue = [];
    const chain = new Proxy({}, { get: (target, name) => name === 'exec' ? async () => { await this.call('MULTI'); for (const words of queue) await this.call(...words); return (await this.call('EXEC')).map(value => [null, value]); } : (...args) => { queue.push([name, ...args]); return chain; } });
    return chain;
  }
}
for (const name of 'get set del exists incr decr incrby decrby incrbyfloat append strlen getset getdel setex psetex setnx mget mset keys ttl pttl expire pexpire persist rename type dbsize flushall flushdb ping echo info lpush rpush lpop rpop llen lrange lindex lrem lset ltrim sadd srem smembers sismember scard sunion sinter sdiff spop hset hget hdel hexists hkeys hvals hlen hincrby hmget hmset hgetall zadd zrange zrevrange zrem zscore zrank zcard zincrby zcount publish subscribe psubscribe unsubscribe select scan config auth brpop blpop'.split(' ')) {
  Object.defineProperty(Redis.prototype, name, { value(...args) { return this.call(name, ...args); }, writable: true, configurable: true });
}
module.exports = Redis;
module.exports.Redis = Redis;
module.exports.default = Redis;
`;
