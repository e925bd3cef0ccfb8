/** http.request. */
export const httpClient = String.raw`
const net = require('net');
const errors = require('internal/errors');
const EventEmitter = require('events');
const { IncomingMessage, Parser, bodyOf } = require('internal/http-message');
const { OutgoingMessage } = require('internal/http-outgoing');

/** Connections that can be used again, by 'host:port'. */
class Agent extends EventEmitter {
  constructor(options = {}) {
    super();
    this.options = { ...options };
    this.keepAlive = options.keepAlive === true;
    this.maxSockets = options.maxSockets || Infinity;
    this.freeSockets = {};
    this.sockets = {};
    this.requests = {};
  }
  getName(options) { return (options.host || 'localhost') + ':' + (options.port || '') + ':'; }
  _take(options) {
    const list = this.freeSockets[this.getName(options)] || [];
    for (let socket = list.pop(); socket; socket = list.pop()) if (!socket.destroyed && socket.writable) { socket.ref(); socket.removeAllListeners(); socket._initKept(); return socket; }
    return undefined;
  }
  _give(options, socket) {
    const name = this.getName(options);
    (this.freeSockets[name] = this.freeSockets[name] || []).push(socket);
    socket.unref();
    const forget = () => { this.freeSockets[name] = (this.freeSockets[name] || []).filter(item => item !== socket); };
    socket.once('close', forget);
    socket.once('end', () => socket.destroy());
    socket.on('error', () => {});
    socket._initKept = () => {};
  }
  destroy() { for (const list of Object.values(this.freeSockets)) for (const socket of list) socket.destroy(); this.freeSockets = {}; }
}
const globalAgent = new Agent({ keepAlive: startup.release.style >= 20 });

function optionsOf(input, options) {
  if (typeof input === 'string' || input instanceof URL) {
    const url = typeof input === 'string' ? new URL(input) : input;
    return { ...fromUrl(url), ...options };
  }
  return { ...input, ...options };
}
const fromUrl = url => ({
  protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ''), path: url.pathname + url.search, port: url.port === '' ? undefined : Number(url.port),
  ...(url.username === '' ? {} : { auth: decodeURIComponent(url.username) + ':' + decodeURIComponent(url.password) }),
});

class ClientRequest extends OutgoingMessage {
  constructor(input, options, callback) {
    super();
    const onResponse = typeof options === 'function' ? options : callback;
    const given = optionsOf(input, typeof options === 'function' ? undefined : options);
    const protocol = given.protocol || 'http:';
    if (protocol === 'https:' && given._isHttps) throw errors.notSimulated('https');
    if (protocol !== 'http:') throw errors.coded(TypeError, 'ERR_INVALID_PROTOCOL', 'Protocol "' + protocol + '" not supported. Expected "http:"');
    if (given.path !== undefined && /[^\x21-\xff]/.test(given.path)) throw errors.coded(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
    this.method = (given.method || 'GET').toUpperCase();
    this.path = given.path || '/';
    this.host = given.hostname || given.host || 'localhost';
    this.protocol = protocol;
    this.aborted = false;
    this.res = null;
    this.reusedSocket = false;
    const port = given.port || given.defaultPort || 80;
    Object.defineProperty(this, '_client', { value: { options: { ...given, host: this.host, port }, agent: given.agent === false ? new Agent() : given.agent || globalAgent, timeout: given.timeout }, enumerable: false });
    if (onResponse) this.once('response', onResponse);
    const headers = given.headers || {};
    if (Array.isArray(headers)) for (const [name, value] of headers) this.setHeader(name, value);
    else for (const name of Object.keys(headers)) this.setHeader(name, headers[name]);
    if (!this.hasHeader('host') && given.setHost !== false) this.setHeader('Host', this.host + (port === 80 ? '' : ':' + port));
    if (given.auth && !this.hasHeader('authorization')) this.setHeader('Authorization', 'Basic ' + Buffer.from(given.auth).toString('base64'));
    this._mayChunk = !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'].includes(this.method);
    if (!this._mayChunk) this._out.isBare = true;
    process.nextTick(() => this._open());
  }
  _startLine() {
    if (!this.hasHeader('connection')) this._out.added.push({ name: 'Connection', value: this._client.agent.keepAlive ? 'keep-alive' : 'close' });
    return this.method + ' ' + this.path + ' HTTP/1.1';
  }
  _addFraming(length) { if (this._out.isBare && !length) return; super._addFraming(length); }
  _open() {
    if (this.destroyed) return;
    const { options, agent, timeout } = this._client;
    const kept = options.socketPath ? undefined : agent._take(options);
    const socket = kept || net.connect(options.socketPath ? { path: options.socketPath } : { host: this.host, port: options.port });
    this.reusedSocket = kept !== undefined;
    if (timeout) socket.setTimeout(timeout, () => this.emit('timeout'));
    this._listen(socket);
    this._attach(socket);
  }
  _listen(socket) {
    let response = null;
    let isDone = false;
    const parser = new Parser((line, headers) => {
      const [, minor, status, reason] = /^HTTP\/1\.([01]) (\d{3}) ?(.*)$/.exec(line);
      if (Number(status) >= 100 && Number(status) < 200 && status !== '101') { this.emit(status === '100' ? 'continue' : 'information', {}); return 'none'; }
      response = new IncomingMessage(socket);
      Object.assign(response, { httpVersion: '1.' + minor, httpVersionMajor: 1, httpVersionMinor: Number(minor), statusCode: Number(status), statusMessage: reason, req: this });
      for (const [name, value] of headers) response._addHeader(name, value);
      this.res = response;
      const connection = String(response.headers.connection || '').toLowerCase();
      response._keepAlive = minor === '1' ? !connection.includes('close') : connection.includes('keep-alive');
      if (status === '101') { response.complete = isDone = this._isClosed = true; this.emit('upgrade', response, socket, Buffer.alloc(0)); return 'taken'; }
      if (!this.emit('response', response)) response.resume();
      if (this.method === 'HEAD' || status === '204' || status === '304') return 'none';
      return bodyOf(response.headers, 'until-close');
    }, chunk => { response.push(Buffer.from(chunk)); }, () => {
      if (!response) return;
      isDone = true;
      response.complete = true;
      response.push(null);
      const { agent, options } = this._client;
      if (response._keepAlive && agent.keepAlive && !socket.destroyed) { socket.removeAllListeners(); agent._give(options, socket); socket.resume(); process.nextTick(() => this.emit('close')); } else socket.end();
    }, error => { socket.destroy(); this.emit('error', error); });
    socket.on('data', chunk => parser.feed(chunk));
    socket.on('end', () => { parser.finish(); });
    socket.on('error', error => { if (!isDone) { this.destroyed = true; this.emit('error', error); } });
    socket.on('close', () => {
      if (!response && !this.destroyed) this.emit('error', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
      else if (response && !response.complete) { response.aborted = true; response.emit('aborted'); response.emit('error', Object.assign(new Error('aborted'), { code: 'ECONNRESET' })); }
      if (!isDone || !this._isClosed) { this._isClosed = true; this.emit('close'); }
    });
  }
  abort() { this.aborted = true; this.destroy(); }
  destroy(error) {
    if (this.destroyed) return this;
    const hadResponse = this.res !== null;
    this.destroyed = true;
    if (this.socket) this.socket.destroy();
    process.nextTick(() => {
      if (error) this.emit('error', error);
      else if (!hadResponse) this.emit('error', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
      this.emit('close');
    });
    return this;
  }
  setNoDelay() { return this; }
  setSocketKeepAlive() { return this; }
}
exports.ClientRequest = ClientRequest;
exports.Agent = Agent;
exports.globalAgent = globalAgent;
`;
