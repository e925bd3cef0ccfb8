/** The heads of HTTP messages, read and written. */
export const httpMessage = String.raw`
const { Readable } = require('stream');
const errors = require('internal/errors');

exports.STATUS_CODES = {
  100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 103: 'Early Hints', 200: 'OK', 201: 'Created', 202: 'Accepted', 203: 'Non-Authoritative Information', 204: 'No Content',
  205: 'Reset Content', 206: 'Partial Content', 207: 'Multi-Status', 208: 'Already Reported', 226: 'IM Used', 300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other',
  304: 'Not Modified', 305: 'Use Proxy', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden',
  404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required',
  412: 'Precondition Failed', 413: 'Payload Too Large', 414: 'URI Too Long', 415: 'Unsupported Media Type', 416: 'Range Not Satisfiable', 417: 'Expectation Failed', 418: "I'm a Teapot",
  421: 'Misdirected Request', 422: 'Unprocessable Entity', 423: 'Locked', 424: 'Failed Dependency', 425: 'Too Early', 426: 'Upgrade Required', 428: 'Precondition Required',
  429: 'Too Many Requests', 431: 'Request Header Fields Too Large', 451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway',
  503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported', 506: 'Variant Also Negotiates', 507: 'Insufficient Storage', 508: 'Loop Detected',
  509: 'Bandwidth Limit Exceeded', 510: 'Not Extended', 511: 'Network Authentication Required',
};
exports.METHODS = [
  'ACL', 'BIND', 'CHECKOUT', 'CONNECT', 'COPY', 'DELETE', 'GET', 'HEAD', 'LINK', 'LOCK', 'M-SEARCH', 'MERGE', 'MKACTIVITY', 'MKCALENDAR', 'MKCOL', 'MOVE', 'NOTIFY', 'OPTIONS',
  'PATCH', 'POST', 'PROPFIND', 'PROPPATCH', 'PURGE', 'PUT', 'REBIND', 'REPORT', 'SEARCH', 'SOURCE', 'SUBSCRIBE', 'TRACE', 'UNBIND', 'UNLINK', 'UNLOCK', 'UNSUBSCRIBE',
];
const MAX_HEAD = 16384;
const single = new Set(['age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host', 'if-modified-since', 'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'referer', 'retry-after', 'server', 'user-agent']);

class IncomingMessage extends Readable {
  constructor(socket) {
    super({});
    Object.assign(this, { httpVersionMajor: null, httpVersionMinor: null, httpVersion: null, complete: false, headers: {}, rawHeaders: [], trailers: {}, rawTrailers: [], aborted: false, upgrade: null, url: '', method: null, statusCode: null, statusMessage: null });
    this.socket = socket;
    Object.defineProperty(this, 'connection', { get: () => this.socket, configurable: true, enumerable: false });
    this._autoDestroy = false;
  }
  _read() { if (this._wants) this._wants(); }
  setTimeout(ms, callback) { if (this.socket) this.socket.setTimeout(ms, callback); return this; }
  _addHeader(name, value) {
    this.rawHeaders.push(name, value);
    const key = name.toLowerCase();
    const { headers } = this;
    if (key === 'set-cookie') (headers[key] = headers[key] || []).push(value);
    else if (headers[key] === undefined) headers[key] = value;
    else if (!single.has(key)) headers[key] += (key === 'cookie' ? '; ' : ', ') + value;
  }
}
exports.IncomingMessage = IncomingMessage;

/** Reads messages out of the bytes of a connection: 'onHead(lines)' says what kind of body follows. */
exports.Parser = class Parser {
  constructor(onHead, onBody, onEnd, onError) {
    Object.assign(this, { onHead, onBody, onEnd, onError, rest: Buffer.alloc(0), state: 'head', left: 0 });
  }
  feed(chunk) {
    this.rest = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    try { while (this._step()); } catch (error) { this.state = 'failed'; this.onError(error); }
  }
  finish() {
    if (this.state === 'until-close') { this.state = 'done'; this.onEnd(); return true; }
    return this.state === 'head' && this.rest.length === 0;
  }
  _step() {
    switch (this.state) {
      case 'head': return this._head();
      case 'length': case 'chunk': case 'until-close': {
        if (this.rest.length === 0) return false;
        const part = this.state === 'until-close' ? this.rest : this.rest.subarray(0, this.left);
        this.rest = this.rest.subarray(part.length);
        this.left -= part.length;
        this.onBody(part);
        if (this.left > 0 || this.state === 'until-close') return this.rest.length > 0;
        if (this.state === 'chunk') this.state = 'chunk-end'; else this._end();
        return true;
      }
      case 'chunk-size': {
        const line = this._line();
        if (line === undefined) return false;
        const size = /^([0-9a-f]{1,8})(?:\s*;.*)?$/i.exec(line);
        if (!size) throw parseError('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
        this.left = parseInt(size[1], 16);
        this.state = this.left === 0 ? 'trailers' : 'chunk';
        return true;
      }
      case 'chunk-end': if (this._line() === undefined) return false; this.state = 'chunk-size'; return true;
      case 'trailers': {
        const line = this._line();
        if (line === undefined) return false;
        if (line === '') this._end();
        return true;
      }
      default: return false;
    }
  }
  _line() {
    const at = this.rest.indexOf(10);
    if (at < 0) { if (this.rest.length > MAX_HEAD) throw parseError('HPE_HEADER_OVERFLOW', 'Header overflow'); return undefined; }
    const line = this.rest.subarray(0, at).toString('latin1').replace(/\r$/, '');
    this.rest = this.rest.subarray(at + 1);
    return line;
  }
  _head() {
    while (this.rest[0] === 13 || this.rest[0] === 10) this.rest = this.rest.subarray(1);
    let end = this.rest.indexOf('\r\n\r\n');
    let size = 4;
    if (end < 0) { end = this.rest.indexOf('\n\n'); size = 2; }
    if (end < 0) {
      if (this.rest.length > MAX_HEAD) throw parseError('HPE_HEADER_OVERFLOW', 'Header overflow');
      const first = this.rest.indexOf(10);
      if (first >= 0 || this.rest.length > 16) checkStart(this.rest.subarray(0, first < 0 ? undefined : first).toString('latin1'), first >= 0);
      return false;
    }
    if (end > MAX_HEAD) throw parseError('HPE_HEADER_OVERFLOW', 'Header overflow');
    const lines = this.rest.subarray(0, end).toString('latin1').split(/\r?\n/);
    this.rest = this.rest.subarray(end + size);
    checkStart(lines[0], true);
    const headers = lines.slice(1).map(line => {
      const match = /^([^\s:()<>@,;\\"\/\[\]?={}]+):[ \t]*(.*?)[ \t]*$/.exec(line);
      if (!match) throw parseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header token');
      return [match[1], match[2]];
    });
    const body = this.onHead(lines[0], headers);
    if (body === 'none') this._end();
    else if (body === 'chunked') this.state = 'chunk-size';
    else if (body === 'until-close') this.state = 'until-close';
    else if (body === 'taken') this.state = 'taken';
    else { this.left = body; if (body === 0) this._end(); else this.state = 'length'; }
    return true;
  }
  _end() { this.state = 'head'; this.onEnd(); }
};
function checkStart(line, whole) {
  if (!/^[A-Z-]*( |$)/.test(line) && !/^HTTP\//.test(line)) throw parseError('HPE_INVALID_METHOD', 'Invalid method encountered');
  if (whole && !/^([A-Z-]+ \S+ HTTP\/1\.[01]|HTTP\/1\.[01] \d{3}.*)$/.test(line)) throw parseError('HPE_INVALID_CONSTANT', 'Expected HTTP/');
}
function parseError(code, reason) { return Object.assign(new Error('Parse Error: ' + reason), { code, reason, bytesParsed: 0 }); }

/** What kind of body the headers announce. */
exports.bodyOf = (headers, otherwise) => {
  if (/chunked\s*$/i.test(headers['transfer-encoding'] || '')) return 'chunked';
  if (headers['content-length'] !== undefined) {
    if (!/^\d+$/.test(headers['content-length'])) throw parseError('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
    return Number(headers['content-length']);
  }
  return otherwise;
};
exports.checkName = name => {
  if (typeof name !== 'string' || !/^[\^_\u0060a-zA-Z\-0-9!#$%&'*+.|~]+$/.test(name)) throw errors.coded(TypeError, 'ERR_INVALID_HTTP_TOKEN', 'Header name must be a valid HTTP token ["' + name + '"]');
};
exports.checkValue = (name, value) => {
  if (value === undefined) throw errors.coded(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', 'Invalid value "undefined" for header "' + name + '"');
  if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value))) throw errors.coded(TypeError, 'ERR_INVALID_CHAR', 'Invalid character in header content ["' + name + '"]');
};
`;
