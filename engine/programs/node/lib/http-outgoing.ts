/** What requests and answers have in common when they are sent. */
export const httpOutgoing = String.raw`
const { Writable } = require('stream');
const errors = require('internal/errors');
const { checkName, checkValue } = require('internal/http-message');

class OutgoingMessage extends Writable {
  constructor() {
    super({ decodeStrings: true, highWaterMark: 16384 });
    this._autoDestroy = false;
    this.headersSent = false;
    this.sendDate = false;
    this.finished = false;
    Object.defineProperty(this, '_out', { value: { headers: new Map(), chunked: false, hasBody: true, socket: null, held: [], framing: [], added: [] }, enumerable: false });
    this.socket = null;
  }
  get connection() { return this.socket; }
  get writableFinished() { return this._writableState.finished; }
  setHeader(name, value) {
    if (this.headersSent) throw errors.coded(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot set headers after they are sent to the client');
    checkName(name);
    for (const item of Array.isArray(value) ? value : [value]) checkValue(name, item);
    this._out.headers.set(name.toLowerCase(), { name, value });
    return this;
  }
  appendHeader(name, value) {
    const before = this.getHeader(name);
    return this.setHeader(name, before === undefined ? value : [].concat(before, value));
  }
  getHeader(name) { const found = this._out.headers.get(String(name).toLowerCase()); return found && found.value; }
  getHeaders() { const all = Object.create(null); for (const [key, { value }] of this._out.headers) all[key] = value; return all; }
  getHeaderNames() { return [...this._out.headers.keys()]; }
  getRawHeaderNames() { return [...this._out.headers.values()].map(item => item.name); }
  hasHeader(name) { return this._out.headers.has(String(name).toLowerCase()); }
  removeHeader(name) {
    if (this.headersSent) throw errors.coded(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot remove headers after they are sent to the client');
    this._out.headers.delete(String(name).toLowerCase());
  }
  setTimeout(ms, callback) { if (this.socket) this.socket.setTimeout(ms, callback); else this.once('socket', socket => socket.setTimeout(ms, callback)); return this; }
  flushHeaders() { this._begin(); }
  addTrailers() { throw errors.notSimulated('http trailers'); }
  /** The head as text, then remembers that it is out. */
  _begin(length) {
    if (this.headersSent) return;
    this._addFraming(length);
    let text = this._startLine() + '\r\n';
    for (const { name, value } of [...this._out.headers.values(), ...this._out.added, ...this._out.framing]) for (const item of Array.isArray(value) && name.toLowerCase() !== 'cookie' ? value : [value]) text += name + ': ' + item + '\r\n';
    this.headersSent = true;
    this._send(Buffer.from(text + '\r\n', 'latin1'));
  }
  _send(bytes, callback) {
    const { socket, held } = this._out;
    if (socket === null) { held.push({ bytes, callback }); return; }
    if (socket.destroyed) { if (callback) process.nextTick(callback, null); return; }
    socket.write(bytes, callback);
  }
  _attach(socket) {
    this._out.socket = socket;
    this.socket = socket;
    for (const { bytes, callback } of this._out.held.splice(0)) this._send(bytes, callback);
    this.emit('socket', socket);
  }
  write(chunk, encoding, callback) {
    if (this._writableState.ending) return super.write(chunk, encoding, callback);
    return super.write(chunk, encoding, callback);
  }
  end(chunk, encoding, callback) {
    if (this.finished) { if (typeof chunk === 'function') process.nextTick(chunk); return this; }
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function' && typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) throw errors.invalidArgument('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
    const first = typeof chunk === 'string' ? Buffer.byteLength(chunk, typeof encoding === 'string' ? encoding : undefined) : chunk instanceof Uint8Array ? chunk.length : 0;
    if (!this.headersSent && this._writableState.length === 0) this._begin(first);
    this.finished = true;
    return super.end(chunk, encoding, callback);
  }
  _write(chunk, encoding, callback) {
    this._begin(undefined);
    if (!this._out.hasBody || chunk.length === 0) { callback(); return; }
    if (this._out.chunked) this._send(Buffer.concat([Buffer.from(chunk.length.toString(16) + '\r\n'), chunk, Buffer.from('\r\n')]), callback);
    else this._send(chunk, callback);
  }
  _final(callback) {
    this._begin(0);
    if (this._out.chunked && this._out.hasBody) this._send(Buffer.from('0\r\n\r\n'));
    callback();
    process.nextTick(() => this._done());
  }
  _done() {}
  _addFraming(length) {
    const { headers } = this._out;
    if (!this._out.hasBody || headers.has('content-length') || headers.has('transfer-encoding')) {
      this._out.chunked = /chunked/i.test(String(this.getHeader('transfer-encoding') || ''));
      return;
    }
    if (length !== undefined) { this._out.framing = [{ name: 'Content-Length', value: length }]; return; }
    if (this._mayChunk !== false) {
      this._out.framing = [{ name: 'Transfer-Encoding', value: 'chunked' }];
      this._out.chunked = true;
    }
  }
}
exports.OutgoingMessage = OutgoingMessage;
`;
