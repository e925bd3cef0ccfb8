/** What mongodb sends over its socket, and who signs in. Written for Drydock. */
export const mongodbConnectionSource = String.raw`'use strict';
const crypto = require('crypto');
const net = require('net');
const { serialize, deserialize, Binary } = require('./bson.js');

const kind = (name, Base = Error) => ({ [name]: class extends Base { constructor(message, more) { super(message); Object.assign(this, more); } get name() { return name; } } }[name]);
const MongoError = kind('MongoError');
const MongoServerError = kind('MongoServerError', MongoError);
const MongoNetworkError = kind('MongoNetworkError', MongoError);
const MongoServerSelectionError = kind('MongoServerSelectionError', MongoError);
const MongoBulkWriteError = kind('MongoBulkWriteError', MongoServerError);
const MongoInvalidArgumentError = kind('MongoInvalidArgumentError', MongoError);
const MongoParseError = kind('MongoParseError', MongoError);
const MongoNotConnectedError = kind('MongoNotConnectedError', MongoError);
Object.assign(exports, { MongoError, MongoServerError, MongoNetworkError, MongoServerSelectionError, MongoBulkWriteError, MongoInvalidArgumentError, MongoParseError, MongoNotConnectedError });

exports.parseUrl = text => {
  const match = /^mongodb:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(String(text));
  if (/^mongodb\+srv:/.test(text)) throw new MongoParseError('drydock: addresses that begin with mongodb+srv:// are not simulated');
  if (!match) throw new MongoParseError('Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"');
  const [, user, password, hosts, database, query] = match;
  const [host, port] = hosts.split(',')[0].split(':');
  const given = Object.fromEntries(new URLSearchParams(query || ''));
  if (given.tls === 'true' || given.ssl === 'true') throw new MongoParseError('drydock: TLS is not simulated');
  return { user: user && decodeURIComponent(user), password: password && decodeURIComponent(password), host, port: Number(port || 27017), database: database && decodeURIComponent(database), options: given };
};

const hmac = (key, data) => crypto.createHmac('sha256', key).update(data).digest();
class Connection {
  constructor(host, port) { Object.assign(this, { host, port, bytes: Buffer.alloc(0), waiting: new Map(), last: 0, isOpen: false }); }
  open() {
    return new Promise((resolve, reject) => {
      this.socket = net.connect(this.port, this.host, () => { this.isOpen = true; resolve(this); });
      this.socket.on('data', bytes => this.take(bytes));
      this.socket.on('error', error => { const failure = new MongoNetworkError(error.message, { cause: error }); reject(failure); this.fail(failure); });
      this.socket.on('close', () => this.fail(new MongoNetworkError('connection 1 to ' + this.host + ':' + this.port + ' closed')));
    });
  }
  fail(error) {
    this.isOpen = false;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(error);
    if (waiting.length === 0 && this.onLoss) this.onLoss();
  }
  take(bytes) {
    this.bytes = Buffer.concat([this.bytes, bytes]);
    while (this.bytes.length >= 16 && this.bytes.length >= this.bytes.readInt32LE(0)) {
      const size = this.bytes.readInt32LE(0);
      const waiting = this.waiting.get(this.bytes.readInt32LE(8));
      this.waiting.delete(this.bytes.readInt32LE(8));
      const reply = deserialize(this.bytes.subarray(21, size));
      this.bytes = this.bytes.subarray(size);
      if (this.waiting.size === 0) this.socket.unref();
      if (!waiting) continue;
      if (reply.ok === 1) waiting.resolve(reply);
      else waiting.reject(new MongoServerError(reply.errmsg, { errorResponse: reply, ok: reply.ok, code: reply.code, codeName: reply.codeName, ...(reply.keyPattern ? { keyPattern: reply.keyPattern, keyValue: reply.keyValue } : {}) }));
    }
  }
  command(database, command) {
    const body = serialize({ ...command, $db: database });
    const head = Buffer.alloc(21);
    const id = ++this.last;
    [body.length + 21, id, 0, 2013, 0].forEach((value, index) => head.writeInt32LE(value, index * 4));
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.socket.ref();
      this.socket.write(Buffer.concat([head, body]));
    });
  }
  async signIn({ user, password, source }) {
    const nonce = crypto.randomBytes(24).toString('base64');
    const first = 'n=' + user.replace(/=/g, '=3D').replace(/,/g, '=2C') + ',r=' + nonce;
    const started = await this.command(source, { saslStart: 1, mechanism: 'SCRAM-SHA-256', payload: new Binary(Buffer.from('n,,' + first)), options: { skipEmptyExchange: true } });
    const challenge = started.payload.buffer.toString();
    const { r, s, i } = Object.fromEntries(challenge.split(',').map(part => [part[0], part.slice(2)]));
    const salted = crypto.pbkdf2Sync(password, Buffer.from(s, 'base64'), Number(i), 32, 'sha256');
    const client = hmac(salted, 'Client Key');
    const signature = hmac(crypto.createHash('sha256').update(client).digest(), first + ',' + challenge + ',c=biws,r=' + r);
    const proof = Buffer.from(client.map((byte, index) => byte ^ signature[index])).toString('base64');
    await this.command(source, { saslContinue: 1, conversationId: started.conversationId, payload: new Binary(Buffer.from('c=biws,r=' + r + ',p=' + proof)) });
  }
  close() { this.onLoss = undefined; this.socket.destroy(); }
}
exports.Connection = Connection;
`;
