/** fetch, over http. */
export const fetchSource = String.raw`
const http = require('http');
const { notSimulated } = require('internal/errors');
const { Blob, FormData, bytesOf, encodeForm, decodeForm } = require('internal/blob');
const { inspect } = require('util');

class Headers {
  constructor(init) {
    Object.defineProperty(this, '_map', { value: new Map(), enumerable: false });
    Object.defineProperty(this, '_names', { value: new Map(), enumerable: false });
    const pairs = init instanceof Headers ? [...init] : Array.isArray(init) ? init : Object.entries(init || {});
    for (const [name, value] of pairs) this.append(name, value);
  }
  append(name, value) { const key = String(name).toLowerCase(); if (!this._names.has(key)) this._names.set(key, String(name)); this._map.set(key, this._map.has(key) ? this._map.get(key) + ', ' + value : String(value)); }
  set(name, value) { this._map.set(String(name).toLowerCase(), String(value)); }
  get(name) { const found = this._map.get(String(name).toLowerCase()); return found === undefined ? null : found; }
  has(name) { return this._map.has(String(name).toLowerCase()); }
  delete(name) { this._map.delete(String(name).toLowerCase()); }
  forEach(callback) { for (const [name, value] of this) callback(value, name, this); }
  getSetCookie() { const found = this.get('set-cookie'); return found === null ? [] : found.split(/, (?=[^;,]+=)/); }
  [inspect.custom](depth, options) { return 'Headers ' + inspect(Object.fromEntries([...this._map].map(([key, value]) => [this._names.get(key) || key, value])), options); }
  keys() { return [...this].map(([name]) => name)[Symbol.iterator](); }
  values() { return [...this].map(([, value]) => value)[Symbol.iterator](); }
  entries() { return this[Symbol.iterator](); }
  [Symbol.iterator]() { return [...this._map].sort(([a], [b]) => a < b ? -1 : 1)[Symbol.iterator](); }
}
function bytesOfBody(body) {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof URLSearchParams) return Buffer.from(body.toString());
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  if (body instanceof Blob) return bytesOf(body);
  if (body instanceof FormData) return encodeForm(body);
  if (typeof body[Symbol.asyncIterator] === 'function') return body;
  return Buffer.from(String(body));
}
const isStream = body => body !== undefined && body !== null && typeof body[Symbol.asyncIterator] === 'function';
class Body {
  /** Gets bytes, a promise of them, a form in pieces, a stream, or nothing. */
  _init(given, headers, source) {
    const bytes = given && given.bytes ? given.bytes : given;
    Object.defineProperty(this, '_body', { value: { bytes, used: false, stream: undefined }, enumerable: false });
    this.headers = headers;
    const type = given && given.type ? given.type : source instanceof Blob && source.type !== '' ? source.type : source instanceof URLSearchParams ? 'application/x-www-form-urlencoded;charset=UTF-8' : typeof source === 'string' ? 'text/plain;charset=UTF-8' : undefined;
    if (type !== undefined && !headers.has('content-type')) headers.set('content-type', type);
  }
  get bodyUsed() { const { used, stream } = this._body; return used || (stream !== undefined && (stream._state.reader !== undefined || stream._state.kind === 'closed')); }
  get body() {
    const state = this._body;
    if (state.bytes === undefined) return null;
    const { ReadableStream } = require('stream/web');
    if (state.bytes instanceof ReadableStream) return state.bytes;
    if (!state.stream) state.stream = isStream(state.bytes) ? ReadableStream.from(state.bytes) : new ReadableStream({ async start(controller) {
      try { const bytes = await state.bytes; if (bytes.length > 0) controller.enqueue(Uint8Array.from(bytes)); controller.close(); } catch (error) { controller.error(error); }
    } });
    return state.stream;
  }
  async blob() { return new Blob([await this._take()], { type: this.headers.get('content-type') || '' }); }
  async formData() { const type = this.headers.get('content-type') || ''; return decodeForm(await this._take(), type); }
  async _take() {
    if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
    this._body.used = true;
    const { bytes } = this._body;
    if (!isStream(bytes)) return (await bytes) || Buffer.alloc(0);
    const chunks = [];
    for await (const chunk of bytes) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
  async text() { return (await this._take()).toString(); }
  async json() { return JSON.parse((await this._take()).toString()); }
  async arrayBuffer() { return Uint8Array.from(await this._take()).buffer; }
}
class Request extends Body {
  constructor(input, options = {}) {
    super();
    const from = input instanceof Request ? input : undefined;
    this.url = from ? from.url : new URL(String(input)).href;
    this.method = String(options.method || (from && from.method) || 'GET').toUpperCase();
    this.redirect = options.redirect || 'follow';
    this.signal = options.signal;
    const body = options.body === undefined && from ? from._body.bytes : bytesOfBody(options.body);
    if (body !== undefined && (this.method === 'GET' || this.method === 'HEAD')) throw new TypeError('Request with GET/HEAD method cannot have body.');
    if (isStream(body) && options.duplex === undefined && !from) throw new TypeError('RequestInit: duplex option is required when sending a body.');
    this._init(body, new Headers(options.headers || (from && from.headers)), options.body);
  }
}
class Response extends Body {
  constructor(body, options = {}) {
    super();
    this.status = options.status === undefined ? 200 : options.status;
    this.statusText = options.statusText || '';
    this.ok = this.status >= 200 && this.status < 300;
    this.url = options.url || '';
    this.redirected = options.redirected === true;
    this.type = options.url === undefined ? 'default' : 'basic';
    this._init(body instanceof Promise ? body : bytesOfBody(body), options.headers instanceof Headers ? options.headers : new Headers(options.headers), body);
  }
  clone() { return new Response(this._body.bytes, this); }
  static error() { return Object.assign(new Response(undefined), { type: 'error', status: 0, ok: false }); }
  static redirect(url, status = 302) { return new Response(undefined, { status, headers: { location: String(url) } }); }
  static json(data, options = {}) { return new Response(JSON.stringify(data), { ...options, headers: { 'content-type': 'application/json', ...options.headers } }); }
}
const failed = cause => Object.assign(new TypeError('fetch failed'), { cause });

function send(request, redirects) {
  return new Promise((resolve, reject) => {
    const url = new URL(request.url);
    if (url.protocol !== 'http:') { reject(failed(notSimulated(url.protocol.slice(0, -1)))); return; }
    const { bytes } = request._body;
    const headers = { connection: 'keep-alive', ...Object.fromEntries(request.headers), accept: request.headers.get('accept') || '*/*', 'accept-language': '*', 'sec-fetch-mode': 'cors', 'user-agent': 'node' };
    if (!isStream(bytes) && bytes && bytes.length > 0) headers['content-length'] = bytes.length;
    const outgoing = http.request(url, { method: request.method, headers }, answer => {
      const location = answer.headers.location;
      if (location && [301, 302, 303, 307, 308].includes(answer.statusCode) && request.redirect === 'follow') {
        answer.resume();
        if (redirects >= 20) { reject(failed(new Error('redirect count exceeded'))); return; }
        const keeps = answer.statusCode === 307 || answer.statusCode === 308 || request.method === 'GET' || request.method === 'HEAD';
        send(new Request(new URL(location, url).href, { method: keeps ? request.method : 'GET', headers: request.headers, body: keeps ? bytes : undefined }), redirects + 1).then(response => { response.redirected = true; resolve(response); }, reject);
        return;
      }
      const body = new Promise((done, fail) => {
        const chunks = [];
        answer.on('data', chunk => chunks.push(chunk));
        answer.on('end', () => done(Buffer.concat(chunks)));
        answer.on('error', fail);
      });
      resolve(new Response(body, { status: answer.statusCode, statusText: answer.statusMessage, headers: new Headers(answer.rawHeaders.flatMap((item, index) => index % 2 === 0 ? [[item, answer.rawHeaders[index + 1]]] : [])), url: url.href }));
    });
    outgoing.on('error', error => reject(failed(error)));
    if (request.signal) {
      if (request.signal.aborted) { outgoing.destroy(); reject(request.signal.reason); return; }
      request.signal.addEventListener('abort', () => { reject(request.signal.reason); outgoing.destroy(); });
    }
    if (isStream(bytes)) (async () => { for await (const chunk of bytes) outgoing.write(Buffer.from(chunk)); outgoing.end(); })().catch(error => { reject(failed(error)); outgoing.destroy(); });
    else outgoing.end(bytes);
  });
}
Object.assign(exports, { Headers, Request, Response, fetch: async (input, options) => send(new Request(input, options), 0) });
`;
