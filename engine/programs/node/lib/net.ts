/** net: TCP servers and sockets. */
export const net = String.raw`
const EventEmitter = require('events');
const { Duplex } = require('stream');
const errors = require('internal/errors');
const loop = require('internal/loop');
const { bytesOf } = require('internal/encoding');

class Socket extends Duplex {
  constructor(options = {}) {
    super({ allowHalfOpen: options.allowHalfOpen === true, decodeStrings: true });
    this.connecting = false;
    this.bytesRead = 0;
    this.bytesWritten = 0;
    Object.defineProperty(this, '_net', { value: { fd: null, reading: undefined, timeout: 0, timer: undefined, waiting: [] }, writable: true, enumerable: false });
    if (options.fd !== undefined) this._attach(options.fd);
  }
  _attach(fd) {
    this._net.fd = fd;
    const [remote, port] = JSON.parse(host.peerAddress(fd));
    const [local, localPort] = JSON.parse(host.localAddress(fd));
    Object.assign(this, { remoteAddress: this._net.isV6 ? '::ffff:' + remote : remote, remotePort: port, remoteFamily: this._net.isV6 ? 'IPv6' : 'IPv4', localAddress: local, localPort });
  }
  connect(...args) {
    let options = args[0];
    const callback = args.find(item => typeof item === 'function');
    if (typeof options !== 'object') options = typeof options === 'string' && !/^\d+$/.test(options) ? { path: options } : { port: options, host: typeof args[1] === 'string' ? args[1] : undefined };
    if (callback) this.once('connect', callback);
    this.connecting = true;
    const name = options.host || 'localhost';
    const fail = error => { this.connecting = false; this.destroy(error); };
    const done = fd => {
      this.connecting = false;
      if (this.destroyed) { host.close(fd); return; }
      if (options.path) this._net.fd = fd; else this._attach(fd);
      this.emit('connect');
      this.emit('ready');
      for (const work of this._net.waiting.splice(0)) work();
      if (this._readableState.flowing || this._readableState.readableListening) { this._readableState.reading = false; this._more(); }
    };
    if (options.path) {
      loop.start('connectUnix', [options.path], (code, fd) => code === undefined ? done(fd) : fail(errors.network(code, 'connect', options.path)));
      return this;
    }
    const open = ip => loop.start('connect', [ip, Number(options.port)], (code, fd) => code === undefined ? done(fd) : fail(errors.network(code, 'connect', ip, Number(options.port))));
    const ip = exports.isIP(name) === 4 ? name : name === '::1' || name === 'localhost' ? undefined : undefined;
    if (ip) { process.nextTick(() => { if (!this.destroyed) open(ip); }); return this; }
    loop.start('lookup', [name], (code, list) => {
      if (this.destroyed) return;
      if (code !== undefined) { fail(require('dns')._failure(code, name)); return; }
      const [first] = JSON.parse(list);
      this.emit('lookup', null, first, 4, name);
      open(first);
    });
    return this;
  }
  _read() {
    const { _net: state } = this;
    if (state.fd === null || state.reading !== undefined) return;
    state.reading = loop.start('read', [state.fd, 65536], (code, bytes) => {
      state.reading = undefined;
      if (this.destroyed) return;
      this._touch();
      if (code === 'EINTR') { this._readableState.reading = false; this._more(); return; }
      if (code !== undefined) { this.destroy(errors.network(code, 'read')); return; }
      this.bytesRead += bytes.byteLength;
      this.push(bytes.byteLength === 0 ? null : Buffer.from(bytes));
    });
    if (state.isUnref) loop.setRef(state.reading, false);
  }
  _write(chunk, encoding, callback) {
    const { _net: state } = this;
    if (state.fd === null) {
      if (!this.connecting) { callback(errors.network('EPIPE', 'write')); return; }
      state.waiting.push(() => this._write(chunk, encoding, callback));
      return;
    }
    this._touch();
    this.bytesWritten += chunk.length;
    loop.start('write', [state.fd, bytesOf(chunk)], code => callback(code === undefined ? null : errors.network(code, 'write')));
  }
  _final(callback) {
    const { _net: state } = this;
    if (this.connecting) { state.waiting.push(() => this._final(callback)); return; }
    if (state.fd !== null) { try { host.shutdown(state.fd); } catch {} }
    callback();
  }
  get _tellsFailure() { return true; }
  _destroy(error, callback) {
    const { _net: state } = this;
    clearTimeout(state.timer);
    if (state.reading !== undefined) loop.cancel(state.reading);
    state.reading = undefined;
    if (state.fd !== null) { try { host.close(state.fd); } catch {} state.fd = null; }
    callback(error);
    this.emit('_closed', Boolean(error));
  }
  destroySoon() { if (this.writable) this.end(); if (this._writableState.finished) this.destroy(); else this.once('finish', () => this.destroy()); }
  _touch() {
    const { _net: state } = this;
    if (!state.timeout) return;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => this.emit('timeout'), state.timeout);
    state.timer.unref();
  }
  setTimeout(ms, callback) {
    this._net.timeout = ms;
    clearTimeout(this._net.timer);
    if (callback) { if (ms) this.once('timeout', callback); else this.removeListener('timeout', callback); }
    this._touch();
    return this;
  }
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
  address() { return { address: this.localAddress, family: 'IPv4', port: this.localPort }; }
  ref() { this._net.isUnref = false; if (this._net.reading !== undefined) loop.setRef(this._net.reading, true); return this; }
  unref() { this._net.isUnref = true; if (this._net.reading !== undefined) loop.setRef(this._net.reading, false); return this; }
  get pending() { return this._net.fd === null; }
  get readyState() { return this.connecting ? 'opening' : this._net.fd === null ? 'closed' : this.writable ? 'open' : 'readOnly'; }
}

class Server extends EventEmitter {
  constructor(options, listener) {
    super();
    const onConnection = typeof options === 'function' ? options : listener;
    if (onConnection) this.on('connection', onConnection);
    Object.defineProperty(this, '_net', { value: { fd: null, accepting: undefined, sockets: new Set(), isV6: false, options: typeof options === 'object' && options !== null ? options : {}, isUnref: false, closing: false }, enumerable: false });
  }
  get listening() { return this._net.fd !== null; }
  listen(...args) {
    const callback = args.find(item => typeof item === 'function');
    const given = args.filter(item => typeof item !== 'function');
    let options = given[0];
    if (typeof options !== 'object' || options === null) options = typeof options === 'string' && !/^\s*\d+\s*$/.test(options) ? { path: options } : { port: options, host: typeof given[1] === 'string' ? given[1] : undefined };
    if (callback) this.once('listening', callback);
    if (this._net.fd !== null) throw errors.coded(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
    if (options.path) { this._open(() => host.listenUnix(options.path), options.path); return this; }
    const port = options.port === undefined || options.port === null || options.port === '' ? 0 : Number(options.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw errors.coded(RangeError, 'ERR_SOCKET_BAD_PORT', (startup.release.style < 20 ? 'options.port should be' : 'options.port should be') + ' >= 0 and < 65536. Received ' + require('util').inspect(options.port) + '.');
    const name = options.host;
    if (name === undefined || name === '::' || exports.isIP(name)) this._bind(name, port);
    else loop.start('lookup', [name], (code, list) => {
      if (code !== undefined) { this.emit('error', require('dns')._failure(code, name)); return; }
      this._bind(JSON.parse(list)[0], port);
    });
    return this;
  }
  _bind(ip, port) {
    this._net.isV6 = ip === undefined || ip === '::';
    this._open(() => {
      if (ip !== undefined) return host.listen(ip, port);
      try { return host.listen('::', port); } catch (code) {
        if (code !== 'EAFNOSUPPORT' && code !== 'EADDRNOTAVAIL') throw code;
        this._net.isV6 = false;
        return host.listen('0.0.0.0', port);
      }
    }, ip === undefined ? '::' : ip, port);
  }
  _open(work, address, port) {
    const { _net: state } = this;
    try { state.fd = work(); } catch (code) {
      if (typeof code !== 'string') throw code;
      const error = errors.network(code, 'listen', address, port);
      require('internal/emitted').listenFrames(error);
      process.nextTick(() => this.emit('error', error));
      return;
    }
    state.path = port === undefined ? address : undefined;
    state.accepting = loop.start('accept', [state.fd], (code, fd) => {
      if (code !== undefined) { if (code === 'EINTR') this._accept(); else this.emit('error', errors.network(code, 'accept')); return; }
      this._connected(fd);
    }, true);
    if (state.isUnref) loop.setRef(state.accepting, false);
    process.nextTick(() => { if (state.fd !== null) this.emit('listening'); });
  }
  _connected(fd) {
    const { _net: state } = this;
    if (this.maxConnections && state.sockets.size >= this.maxConnections) { host.close(fd); return; }
    const socket = new Socket({ allowHalfOpen: state.options.allowHalfOpen === true || this._isHttp });
    socket._net.isV6 = state.isV6;
    if (state.path) socket._net.fd = fd; else socket._attach(fd);
    socket.server = this;
    state.sockets.add(socket);
    socket.once('_closed', () => { state.sockets.delete(socket); this._maybeClosed(); });
    this.emit('connection', socket);
  }
  address() {
    if (this._net.fd === null) return null;
    if (this._net.path) return this._net.path;
    const [address, port] = JSON.parse(host.localAddress(this._net.fd));
    const isV6 = address.includes(':');
    return { address, family: isV6 ? (process.version.startsWith('v18.0') ? 6 : 'IPv6') : 'IPv4', port };
  }
  getConnections(callback) { process.nextTick(callback, null, this._net.sockets.size); }
  close(callback) {
    const { _net: state } = this;
    if (callback) {
      if (state.fd === null) this.once('close', () => callback(errors.coded(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
      else this.once('close', callback);
    }
    if (state.fd !== null) {
      loop.cancel(state.accepting);
      host.close(state.fd);
      state.fd = null;
    }
    state.closing = true;
    this._maybeClosed();
    return this;
  }
  _maybeClosed() {
    const { _net: state } = this;
    if (!state.closing || state.fd !== null || state.sockets.size > 0) return;
    state.closing = false;
    process.nextTick(() => this.emit('close'));
  }
  ref() { this._net.isUnref = false; if (this._net.accepting !== undefined) loop.setRef(this._net.accepting, true); return this; }
  unref() { this._net.isUnref = true; if (this._net.accepting !== undefined) loop.setRef(this._net.accepting, false); return this; }
}

exports.Socket = Socket;
exports.Stream = Socket;
exports.Server = Server;
exports.createServer = (options, listener) => new Server(options, listener);
exports.connect = exports.createConnection = (...args) => {
  const options = typeof args[0] === 'object' ? args[0] : {};
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(...args);
};
exports.isIPv4 = text => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(String(text));
exports.isIPv6 = text => /^[0-9a-f:.]*:[0-9a-f:.]*:?[0-9a-f:.]*$/i.test(String(text)) && String(text).includes(':');
exports.isIP = text => exports.isIPv4(text) ? 4 : exports.isIPv6(text) ? 6 : 0;
`;
