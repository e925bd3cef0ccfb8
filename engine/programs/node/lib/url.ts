/** url: the WHATWG classes and the older functions. */
export const url = String.raw`
const errors = require('internal/errors');
const querystring = require('querystring');
const defaultPorts = { 'http:': '80', 'https:': '443', 'ftp:': '21', 'ws:': '80', 'wss:': '443', 'file:': '' };
const custom = Symbol.for('nodejs.util.inspect.custom');
const encode = (text, keep) => Array.from(String(text), letter => keep.test(letter) ? letter : encodeURIComponent(letter.toWellFormed()).replace(/[!'()*~]/g, c => keep.test(c) ? c : '%' + c.charCodeAt(0).toString(16).toUpperCase())).join('');
const formEncode = text => encode(text, /[A-Za-z0-9*\-._ ]/).replace(/ /g, '+');
const formDecode = text => { const spaced = text.replace(/\+/g, ' '); try { return decodeURIComponent(spaced); } catch { return querystring.unescape(spaced); } };

class URLSearchParams {
  constructor(init = '') {
    Object.defineProperty(this, '_list', { value: [], writable: true, enumerable: false });
    Object.defineProperty(this, '_changed', { value: () => {}, writable: true, enumerable: false });
    if (typeof init === 'object' && init !== null) {
      const pairs = typeof init[Symbol.iterator] === 'function' ? [...init] : Object.entries(init);
      for (const [name, value] of pairs) this._list.push([String(name), String(value)]);
    } else this._parse(String(init));
  }
  _parse(text) {
    this._list = text.replace(/^\?/, '').split('&').filter(part => part !== '').map(part => {
      const at = part.indexOf('=');
      return at < 0 ? [formDecode(part), ''] : [formDecode(part.slice(0, at)), formDecode(part.slice(at + 1))];
    });
  }
  append(name, value) { this._list.push([String(name), String(value)]); this._changed(); }
  delete(name) { this._list = this._list.filter(([key]) => key !== String(name)); this._changed(); }
  get(name) { const found = this._list.find(([key]) => key === String(name)); return found ? found[1] : null; }
  getAll(name) { return this._list.filter(([key]) => key === String(name)).map(([, value]) => value); }
  has(name) { return this._list.some(([key]) => key === String(name)); }
  set(name, value) {
    const at = this._list.findIndex(([key]) => key === String(name));
    if (at < 0) { this.append(name, value); return; }
    this._list[at][1] = String(value);
    this._list = this._list.filter(([key], index) => key !== String(name) || index === at);
    this._changed();
  }
  sort() { this._list.sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0); this._changed(); }
  forEach(callback, self) { for (const [name, value] of this._list) callback.call(self, value, name, this); }
  keys() { return this._list.map(([name]) => name)[Symbol.iterator](); }
  values() { return this._list.map(([, value]) => value)[Symbol.iterator](); }
  entries() { return this._list.map(pair => [...pair])[Symbol.iterator](); }
  [Symbol.iterator]() { return this.entries(); }
  get size() { return this._list.length; }
  toString() { return this._list.map(([name, value]) => formEncode(name) + '=' + formEncode(value)).join('&'); }
  [custom](depth, options, inspect) {
    if (this._list.length === 0) return 'URLSearchParams {}';
    return 'URLSearchParams { ' + this._list.map(([name, value]) => inspect(name, options) + ' => ' + inspect(value, options)).join(', ') + ' }';
  }
}

const PATTERN = /^([a-zA-Z][a-zA-Z0-9+.-]*:)(?:\/\/(?:([^/?#@]*)@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?)?([^?#]*)(\?[^#]*)?(#.*)?$/;
function invalid(input, base) {
  const error = errors.coded(TypeError, 'ERR_INVALID_URL', startup.release.style < 20 ? 'Invalid URL: ' + input : 'Invalid URL');
  error.input = input;
  if (base !== undefined && startup.release.style >= 20) error.base = base;
  return error;
}
function squash(path) {
  const parts = [];
  const all = path.split('/');
  all.forEach((part, index) => {
    const last = index === all.length - 1;
    if (part === '..') { if (parts.length > 1) parts.pop(); if (last) parts.push(''); } else if (part === '.') { if (last) parts.push(''); } else parts.push(part);
  });
  return parts.join('/');
}
const pathEncode = text => encode(text, /[A-Za-z0-9\-._~!$&'()*+,;=:@\/%\[\]|\\^]/);

class URL {
  constructor(input, base) {
    const text = String(input).trim().replace(/[\t\n\r]/g, '');
    let match = PATTERN.exec(text);
    if (match && defaultPorts[match[1].toLowerCase()] !== undefined && match[3] === undefined && match[1].toLowerCase() !== 'file:') match = PATTERN.exec(text.replace(/^([a-zA-Z]+:)[\/\\]*/, '$1//'));
    if (!match) {
      if (base === undefined) throw invalid(text);
      const from = base instanceof URL ? base : new URL(base);
      match = PATTERN.exec(resolveAgainst(from, text));
      if (!match) throw invalid(text, String(base));
    }
    const [, scheme, credentials, name, port, path, query, hash] = match;
    const protocol = scheme.toLowerCase();
    const isSpecial = defaultPorts[protocol] !== undefined;
    if (isSpecial && protocol !== 'file:' && (name === undefined || name === '')) throw invalid(text, base === undefined ? undefined : String(base));
    if (name !== undefined && isSpecial && /[\s<>^|%\\]/.test(name)) throw invalid(text);
    if (port && Number(port) > 65535) throw invalid(text);
    const [username = '', ...password] = (credentials || '').split(':');
    const pathname = isSpecial || name !== undefined ? squash((path === '' ? (isSpecial ? '/' : '') : path).replace(/\\/g, isSpecial ? '/' : '\\')) : path;
    Object.defineProperty(this, '_parts', { enumerable: false, value: {
      protocol, username: encode(username, /[A-Za-z0-9\-._~!$&'()*+,%]/), password: encode(password.join(':'), /[A-Za-z0-9\-._~!$&'()*+,%]/), hostname: isSpecial ? (name || '').toLowerCase() : name || '',
      hasHost: name !== undefined, port: port === undefined || port === '' || port === defaultPorts[protocol] ? '' : String(Number(port)), pathname: pathEncode(pathname), hash: hash && hash !== '#' ? encode(hash, /[^\s"<>\u0060\x00-\x1f\u0080-\uffff]/) : '',
      search: query && query !== '?' ? encode(query, /[^\s"<>'#\x00-\x1f\u0080-\uffff]/) : '',
    } });
  }
  get href() {
    const parts = this._parts;
    const login = parts.username === '' && parts.password === '' ? '' : parts.username + (parts.password === '' ? '' : ':' + parts.password) + '@';
    return parts.protocol + (parts.hasHost || parts.protocol === 'file:' ? '//' + login + this.host : '') + parts.pathname + parts.search + parts.hash;
  }
  set href(value) { Object.assign(this._parts, new URL(value)._parts); }
  get origin() { return ['http:', 'https:', 'ftp:', 'ws:', 'wss:'].includes(this._parts.protocol) ? this._parts.protocol + '//' + this.host : 'null'; }
  get host() { return this._parts.hostname + (this._parts.port === '' ? '' : ':' + this._parts.port); }
  set host(value) { const [name, port] = String(value).split(':'); this._parts.hostname = name; if (port !== undefined) this.port = port; }
  get searchParams() {
    if (!this._parts.params) {
      const params = new URLSearchParams(this._parts.search);
      params._changed = () => { const text = params.toString(); this._parts.search = text === '' ? '' : '?' + text; };
      this._parts.params = params;
    }
    return this._parts.params;
  }
  get search() { return this._parts.search; }
  set search(value) { const text = String(value); this._parts.search = text === '' ? '' : text.startsWith('?') ? text : '?' + text; this._parts.params = undefined; }
  get hash() { return this._parts.hash; }
  set hash(value) { const text = String(value); this._parts.hash = text === '' ? '' : text.startsWith('#') ? text : '#' + text; }
  get port() { return this._parts.port; }
  set port(value) { this._parts.port = String(value) === defaultPorts[this._parts.protocol] ? '' : String(value); }
  get pathname() { return this._parts.pathname; }
  set pathname(value) { const text = String(value); this._parts.pathname = pathEncode(text.startsWith('/') ? text : '/' + text); }
  toString() { return this.href; }
  toJSON() { return this.href; }
  static canParse(input, base) { try { new URL(input, base); return true; } catch { return false; } }
  [custom](depth, options, inspect) {
    const shown = {};
    for (const key of ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'searchParams', 'hash']) shown[key] = this[key];
    return 'URL ' + inspect(shown, { ...options, depth });
  }
}
for (const key of ['protocol', 'username', 'password', 'hostname']) {
  Object.defineProperty(URL.prototype, key, { get() { return this._parts[key]; }, set(value) { this._parts[key] = key === 'protocol' ? String(value).replace(/:?$/, ':') : String(value); }, enumerable: true, configurable: true });
}
function resolveAgainst(base, text) {
  const parts = base._parts;
  const root = parts.protocol + (parts.hasHost || parts.protocol === 'file:' ? '//' + (parts.username === '' ? '' : parts.username + (parts.password === '' ? '' : ':' + parts.password) + '@') + base.host : '');
  if (text.startsWith('//')) return parts.protocol + text;
  if (text.startsWith('/')) return root + text;
  if (text.startsWith('?')) return root + parts.pathname + text;
  if (text.startsWith('#')) return root + parts.pathname + parts.search + text;
  if (text === '') return root + parts.pathname + parts.search;
  return root + parts.pathname.replace(/[^/]*$/, '') + text;
}

function Url() {}
function parse(text, parseQuery) {
  const result = Object.assign(new Url(), { protocol: null, slashes: null, auth: null, host: null, port: null, hostname: null, hash: null, search: null, query: null, pathname: null, path: null, href: String(text) });
  if (typeof text !== 'string') throw errors.invalidArgument('url', 'of type string', text);
  const match = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*:))?(\/\/(?:([^/?#@]*)@)?([^/?#:]*)(?::(\d+))?)?([^?#]*)(\?[^#]*)?(#.*)?$/.exec(text.trim());
  const [, protocol, slashes, auth, hostname, port, pathname, search, hash] = match;
  if (protocol) result.protocol = protocol.toLowerCase();
  if (slashes !== undefined) {
    result.slashes = true;
    result.hostname = hostname.toLowerCase();
    result.port = port || null;
    result.host = result.hostname + (port ? ':' + port : '');
    if (auth !== undefined) result.auth = decodeURIComponent(auth);
  }
  result.hash = hash || null;
  result.search = search || (parseQuery ? '' : null);
  result.query = parseQuery ? querystring.parse((search || '').slice(1)) : search ? search.slice(1) : null;
  result.pathname = pathname || (slashes !== undefined ? '/' : null);
  result.path = result.pathname === null && !search ? null : (result.pathname || '') + (search || '');
  result.href = format(result);
  return result;
}
function format(parts, options) {
  if (typeof parts === 'string') return parse(parts).href;
  if (parts instanceof URL) return parts.href;
  const protocol = parts.protocol ? parts.protocol.replace(/:?$/, ':') : '';
  const host = parts.host || (parts.hostname ? parts.hostname + (parts.port ? ':' + parts.port : '') : '');
  const auth = parts.auth ? encodeURIComponent(parts.auth).replace('%3A', ':') + '@' : '';
  const query = parts.query && typeof parts.query === 'object' ? querystring.stringify(parts.query) : '';
  const search = parts.search || (query === '' ? '' : '?' + query);
  const slashes = parts.slashes || ['http:', 'https:', 'ftp:', 'file:'].includes(protocol) && host !== '' ? '//' : '';
  return protocol + slashes + (slashes === '' && host === '' ? '' : auth + host) + (parts.pathname || '') + (search && !search.startsWith('?') ? '?' + search : search) + (parts.hash ? (parts.hash.startsWith('#') ? parts.hash : '#' + parts.hash) : '');
}
Object.assign(exports, {
  URL, URLSearchParams, Url, parse, format,
  resolve(from, to) {
    const base = new URL(from, 'resolve://here');
    const made = new URL(to, base);
    return made.protocol === 'resolve:' ? made.pathname + made.search + made.hash : made.href;
  },
  fileURLToPath(value) {
    const found = typeof value === 'string' ? new URL(value) : value;
    if (found.protocol !== 'file:') throw errors.coded(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    return decodeURIComponent(found.pathname);
  },
  pathToFileURL: path => new URL('file://' + encode(require('path').resolve(path), /[A-Za-z0-9\-._~!$&'()*+,;=:@\/]/)),
  domainToASCII: text => text,
  domainToUnicode: text => text,
  urlToHttpOptions: value => ({ protocol: value.protocol, hostname: value.hostname, hash: value.hash, search: value.search, pathname: value.pathname, path: value.pathname + value.search, href: value.href, ...(value.port === '' ? {} : { port: Number(value.port) }) }),
});
`;
