/** http.Server and ServerResponse. */
export const httpServer = String.raw`
const net = require('net');
const errors = require('internal/errors');
const { IncomingMessage, Parser, STATUS_CODES, bodyOf } = require('internal/http-message');
const { OutgoingMessage } = require('internal/http-outgoing');

class ServerResponse extends OutgoingMessage {
  constructor(request) {
    super();
    this.req = request;
    this.statusCode = 200;
    this.statusMessage = undefined;
    this.sendDate = true;
    this.shouldKeepAlive = true;
    if (request.method === 'HEAD') this._out.hasBody = false;
    this._mayChunk = request.httpVersion !== '1.0';
  }
  writeHead(status, reason, headers) {
    if (this.headersSent) throw errors.coded(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
    const code = Number(status) | 0;
    if (code < 100 || code > 999) throw errors.coded(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', 'Invalid status code: ' + status);
    this.statusCode = code;
    if (typeof reason === 'string') this.statusMessage = reason;
    const given = typeof reason === 'object' && reason !== null ? reason : headers;
    const pairs = Array.isArray(given) ? (Array.isArray(given[0]) ? given : given.flatMap((item, index) => index % 2 === 0 ? [[item, given[index + 1]]] : [])) : Object.entries(given || {});
    for (const [name, value] of pairs) this.setHeader(name, value);
    return this;
  }
  writeContinue() { this._send(Buffer.from('HTTP/1.1 100 Continue\r\n\r\n')); }
  assignSocket(socket) { this._attach(socket); }
  get _header() { return this.headersSent ? 'sent' : null; }
  _startLine() {
    const { headers, added } = this._out;
    if (this.statusCode === 204 || this.statusCode === 304 || (this.statusCode >= 100 && this.statusCode < 200)) {
      this._out.hasBody = false;
      this._out.chunked = false;
      this._out.framing = [];
    }
    if (this.sendDate && !headers.has('date')) added.push({ name: 'Date', value: new Date().toUTCString() });
    if (/close/i.test(String(this.getHeader('connection') || ''))) this.shouldKeepAlive = false;
    if (this._out.hasBody && this._out.framing.length === 0 && !headers.has('content-length') && !this._out.chunked) this.shouldKeepAlive = false;
    if (!headers.has('connection')) {
      added.push({ name: 'Connection', value: this.shouldKeepAlive ? 'keep-alive' : 'close' });
      const seconds = Math.floor((this.req.socket && this.req.socket.server ? this.req.socket.server.keepAliveTimeout : 5000) / 1000);
      if (this.shouldKeepAlive && startup.release.style >= 20 && seconds > 0) added.push({ name: 'Keep-Alive', value: 'timeout=' + seconds });
    }
    return 'HTTP/1.1 ' + this.statusCode + ' ' + (this.statusMessage === undefined ? STATUS_CODES[this.statusCode] || 'unknown' : this.statusMessage);
  }
  _done() { this.emit('_sent'); }
}

class Server extends net.Server {
  constructor(options, listener) {
    super(typeof options === 'object' ? options : {});
    const onRequest = typeof options === 'function' ? options : listener;
    this._isHttp = true;
    this.timeout = 0;
    this.keepAliveTimeout = 5000;
    this.headersTimeout = 60000;
    this.requestTimeout = startup.release.style >= 20 ? 300000 : 0;
    this.maxHeadersCount = null;
    if (onRequest) this.on('request', onRequest);
    this.on('connection', socket => serve(this, socket));
  }
  setTimeout(ms, callback) { this.timeout = ms; if (callback) this.on('timeout', callback); return this; }
  close(callback) {
    super.close(callback);
    if (startup.release.style >= 20) this.closeIdleConnections();
    return this;
  }
  closeIdleConnections() { for (const socket of [...this._net.sockets]) if (socket._isIdle) socket.destroy(); }
  closeAllConnections() { for (const socket of [...this._net.sockets]) socket.destroy(); }
}

function serve(server, socket) {
  let request = null;
  let response = null;
  const waiting = [];
  let idle;
  const setIdle = on => {
    socket._isIdle = on;
    clearTimeout(idle);
    if (on && server.keepAliveTimeout) { idle = setTimeout(() => socket.destroy(), server.keepAliveTimeout); idle.unref(); }
  };
  Object.defineProperty(socket, '_isIdle', { value: true, writable: true, enumerable: false });
  const next = () => {
    const job = waiting.shift();
    if (!job) { response = null; setIdle(true); return; }
    response = job.response;
    response._attach(socket);
    response.once('_sent', () => {
      if (!job.request._readableState.endEmitted) job.request.resume();
      if (!response.shouldKeepAlive || !job.keepAlive) socket.end();
      next();
    });
    job.start();
  };
  const parser = new Parser((line, headers) => {
    setIdle(false);
    const [, method, url, minor] = /^(\S+) (\S+) HTTP\/1\.([01])$/.exec(line) || [];
    if (method === undefined) throw Object.assign(new Error('Parse Error: Invalid method encountered'), { code: 'HPE_INVALID_METHOD' });
    request = new IncomingMessage(socket);
    Object.assign(request, { method, url, httpVersion: '1.' + minor, httpVersionMajor: 1, httpVersionMinor: Number(minor) });
    for (const [name, value] of headers) request._addHeader(name, value);
    if (minor === '1' && request.headers.host === undefined && startup.release.style >= 20) { socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'); return 'taken'; }
    const connection = String(request.headers.connection || '').toLowerCase();
    const keepAlive = minor === '1' ? !connection.includes('close') : connection.includes('keep-alive');
    if (connection.includes('upgrade') && server.listenerCount('upgrade') > 0) {
      request.upgrade = true;
      server.emit('upgrade', request, socket, Buffer.alloc(0));
      return 'taken';
    }
    const current = request;
    const answer = new ServerResponse(current);
    answer.shouldKeepAlive = keepAlive;
    waiting.push({
      request: current, response: answer, keepAlive,
      start: () => {
        if (/100-continue/i.test(current.headers.expect || '')) { if (server.listenerCount('checkContinue') > 0) { server.emit('checkContinue', current, answer); return; } answer.writeContinue(); }
        if (server.listenerCount('request') === 0) return;
        server.emit('request', current, answer);
      },
    });
    if (!response) process.nextTick(() => { if (!response) next(); });
    return bodyOf(request.headers, 'none');
  }, chunk => { if (request.push(Buffer.from(chunk)) === false) socket.pause(); request._wants = () => socket.resume(); }, () => {
    request.complete = true;
    request.push(null);
  }, error => {
    if (server.listenerCount('clientError') > 0) { server.emit('clientError', error, socket); return; }
    socket.end(error.code === 'HPE_HEADER_OVERFLOW' ? 'HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n' : 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  socket.on('data', chunk => parser.feed(chunk));
  socket.on('end', () => { if (!response) socket.end(); else response.shouldKeepAlive = false; });
  socket.on('error', error => { if (server.listenerCount('clientError') > 0) server.emit('clientError', error, socket); });
  socket.on('close', () => {
    clearTimeout(idle);
    for (const job of [...(response ? [{ request, response }] : []), ...waiting]) {
      if (!job.request.complete) { job.request.aborted = true; job.request.emit('aborted'); job.request.emit('error', Object.assign(new Error('aborted'), { code: 'ECONNRESET' })); }
      if (!job.response.writableFinished) job.response.destroyed = true;
      job.response.emit('close');
      job.request.emit('close');
    }
  });
  if (server.timeout) socket.setTimeout(server.timeout, () => { if (!server.emit('timeout', socket)) socket.destroy(); });
}

exports.Server = Server;
exports.ServerResponse = ServerResponse;
`;
