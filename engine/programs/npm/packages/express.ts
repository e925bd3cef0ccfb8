/** A web framework with the interface of express 4: routers, middleware, static files, bodies. Written for Drydock. */
export const expressSource = String.raw`'use strict';
const http = require('http');
const fs = require('fs');
const path = require('path');
const querystring = require('querystring');
const mime = require('./mime');
const bodies = require('body-parser');

function compile(pattern, isPrefix) {
  if (pattern instanceof RegExp) return { regexp: pattern, names: [] };
  const names = [];
  const text = String(pattern).replace(/\/+$/, '').replace(/[.+^$|[\]\\{}]/g, '\\$&').replace(/\/:(\w+)(\(([^)]*)\))?(\?)?/g, (all, name, group, inner, optional) => {
    names.push(name);
    return optional ? '(?:/(' + (inner || '[^/]+?') + '))?' : '/(' + (inner || '[^/]+?') + ')';
  }).replace(/\*/g, () => { names.push(String(names.length)); return '(.*)'; });
  return { regexp: new RegExp('^' + text + (isPrefix ? '(?=/|$)' : '/?$'), 'i'), names };
}
function match(layer, pathname) {
  const found = layer.regexp.exec(pathname);
  if (!found) return undefined;
  const params = {};
  layer.names.forEach((name, index) => { if (found[index + 1] !== undefined) params[name] = decodeURIComponent(found[index + 1]); });
  return { params, length: found[0].length };
}
const methods = http.METHODS.map(name => name.toLowerCase());

function createRouter() {
  const router = (req, res, next) => router.handle(req, res, next);
  router.stack = [];
  router.paramHandlers = {};
  const add = (method, pattern, handlers, isPrefix) => {
    for (const item of [].concat(pattern)) for (const handler of handlers.flat(Infinity)) {
      if (typeof handler !== 'function') throw new TypeError((isPrefix ? 'Router.use() requires a middleware function but got a ' : 'Route.' + method + '() requires a callback function but got a [object ') + (handler === undefined ? 'Undefined' : typeof handler) + (isPrefix ? '' : ']'));
      router.stack.push({ method, isPrefix, handler, ...compile(item, isPrefix) });
    }
    return router;
  };
  router.use = (first, ...rest) => typeof first === 'function' || Array.isArray(first) && typeof first[0] === 'function' ? add(undefined, '/', [first, ...rest], true) : add(undefined, first, rest, true);
  router.all = (pattern, ...handlers) => add(undefined, pattern, handlers, false);
  for (const method of methods) router[method] = (pattern, ...handlers) => add(method.toUpperCase(), pattern, handlers, false);
  router.param = (name, handler) => { router.paramHandlers[name] = handler; return router; };
  router.route = pattern => {
    const route = { all: (...handlers) => { router.all(pattern, ...handlers); return route; } };
    for (const method of methods) route[method] = (...handlers) => { router[method](pattern, ...handlers); return route; };
    return route;
  };
  router.handle = (req, res, done) => {
    let index = 0;
    const outer = req.params || {};
    const next = error => {
      if (error === 'route' || error === 'router') { done(); return; }
      const { pathname } = parts(req.url);
      while (index < router.stack.length) {
        const layer = router.stack[index++];
        if (layer.method !== undefined && layer.method !== req.method && !(layer.method === 'GET' && req.method === 'HEAD')) continue;
        const found = match(layer, layer.isPrefix && pathname !== '/' ? pathname : pathname);
        if (!found || (error ? layer.handler.length !== 4 : layer.handler.length > 3)) continue;
        req.params = layer.isPrefix ? { ...outer, ...found.params } : { ...outer, ...found.params };
        run(layer, found, error);
        return;
      }
      req.params = outer;
      done(error);
    };
    const run = (layer, found, error) => {
      const before = { url: req.url, baseUrl: req.baseUrl };
      const goOn = failure => { req.url = before.url; req.baseUrl = before.baseUrl; next(failure === undefined ? error && layer.handler.length === 4 ? undefined : undefined : failure); };
      if (layer.isPrefix && found.length > 0) {
        req.baseUrl = before.baseUrl + req.url.slice(0, found.length);
        req.url = req.url.slice(found.length) || '/';
        if (!req.url.startsWith('/')) req.url = '/' + req.url;
      }
      const call = () => { try { if (error) layer.handler(error, req, res, goOn); else layer.handler(req, res, goOn); } catch (failure) { goOn(failure); } };
      const names = Object.keys(found.params).filter(name => router.paramHandlers[name]);
      const step = failure => {
        if (failure) { goOn(failure); return; }
        const name = names.shift();
        if (name === undefined) call(); else router.paramHandlers[name](req, res, step, req.params[name], name);
      };
      step();
    };
    next();
  };
  return router;
}
function parts(url) {
  const at = url.indexOf('?');
  return { pathname: at < 0 ? url : url.slice(0, at), search: at < 0 ? '' : url.slice(at + 1) };
}

const request = {
  get(name) { const key = name.toLowerCase(); return this.headers[key === 'referrer' ? 'referer' : key]; },
  header(name) { return this.get(name); },
  accepts(...types) { const accept = this.get('accept') || '*/*'; const list = types.flat(); return list.find(type => accept.includes('*/*') || accept.includes(mime.lookup(type) || type)) || false; },
  is(type) { const own = (this.get('content-type') || '').split(';')[0]; return own === type || own === mime.lookup(type) ? own : false; },
  param(name) { return this.params[name] !== undefined ? this.params[name] : this.body && this.body[name] !== undefined ? this.body[name] : this.query[name]; },
};
const response = {
  status(code) { this.statusCode = code; return this; },
  sendStatus(code) { this.statusCode = code; return this.type('txt').send(http.STATUS_CODES[code] || String(code)); },
  set(name, value) { if (typeof name === 'object') for (const key of Object.keys(name)) this.set(key, name[key]); else this.setHeader(name, name.toLowerCase() === 'content-type' && !/charset/.test(value) && /^text\/|json/.test(value) ? value + '; charset=utf-8' : value); return this; },
  header(name, value) { return this.set(name, value); },
  append(name, value) { const old = this.getHeader(name); this.setHeader(name, old === undefined ? value : [].concat(old, value)); return this; },
  get(name) { return this.getHeader(name); },
  type(name) { return this.set('Content-Type', name.includes('/') ? name : mime.lookup(name) || 'application/octet-stream'); },
  location(url) { return this.set('Location', url === 'back' ? this.req.get('referer') || '/' : url); },
  redirect(status, url) {
    const code = url === undefined ? 302 : status;
    const target = url === undefined ? status : url;
    this.location(target).status(code).type('txt');
    this.end(this.req.method === 'HEAD' ? undefined : http.STATUS_CODES[code] + '. Redirecting to ' + target);
  },
  json(value) {
    if (this.getHeader('Content-Type') === undefined) this.set('Content-Type', 'application/json');
    return this.send(JSON.stringify(value, this.app.get('json replacer'), this.app.get('json spaces')));
  },
  send(body) {
    let data = body;
    if (typeof data === 'number' || typeof data === 'boolean' || (typeof data === 'object' && data !== null && !Buffer.isBuffer(data))) return this.json(data);
    if (data === undefined || data === null) data = '';
    if (this.getHeader('Content-Type') === undefined) this.set('Content-Type', Buffer.isBuffer(data) ? 'application/octet-stream' : 'text/html');
    const bytes = Buffer.from(data);
    this.setHeader('Content-Length', bytes.length);
    if (this.getHeader('ETag') === undefined && this.app.get('etag') !== false) {
      const digest = require('crypto').createHash('sha1').update(bytes).digest('base64').slice(0, 27);
      this.setHeader('ETag', 'W/"' + bytes.length.toString(16) + '-' + digest + '"');
    }
    if ((this.req.method === 'GET' || this.req.method === 'HEAD') && this.req.headers['if-none-match'] === this.getHeader('ETag') && this.statusCode === 200) this.statusCode = 304;
    if (this.statusCode === 204 || this.statusCode === 304) { for (const name of ['Content-Type', 'Content-Length', 'Transfer-Encoding']) this.removeHeader(name); this.end(); return this; }
    this.end(this.req.method === 'HEAD' ? undefined : bytes);
    return this;
  },
  sendFile(file, options, callback) {
    const done = typeof options === 'function' ? options : callback;
    const root = options && options.root;
    if (!root && !path.isAbsolute(file)) throw new TypeError('path must be absolute or specify root to res.sendFile');
    sendFile(this.req, this, root ? path.join(root, file) : file, error => { if (done) done(error); else if (error) this.req.next(error); });
  },
  download(file, name) { this.set('Content-Disposition', 'attachment; filename="' + path.basename(typeof name === 'string' ? name : file) + '"'); return this.sendFile(path.resolve(file)); },
  cookie(name, value, options = {}) {
    const text = typeof value === 'object' ? 'j:' + JSON.stringify(value) : String(value);
    let line = name + '=' + encodeURIComponent(text);
    if (options.maxAge !== undefined) line += '; Max-Age=' + Math.floor(options.maxAge / 1000);
    line += '; Path=' + (options.path || '/');
    if (options.httpOnly) line += '; HttpOnly';
    return this.append('Set-Cookie', line);
  },
  clearCookie(name) { return this.append('Set-Cookie', name + '=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'); },
  render(name, locals, callback) {
    const done = typeof locals === 'function' ? locals : callback || ((error, text) => { if (error) this.req.next(error); else this.send(text); });
    this.app.render(name, { ...(typeof locals === 'function' ? undefined : locals), _locals: this.locals }, done);
  },
};

function sendFile(req, res, file, done) {
  fs.stat(file, (error, stat) => {
    if (error || !stat.isFile()) { done(Object.assign(error || new Error('Not Found'), { status: 404, statusCode: 404 })); return; }
    const tag = 'W/"' + stat.size.toString(16) + '-' + Math.floor(stat.mtimeMs).toString(16) + '"';
    res.setHeader('Accept-Ranges', 'bytes');
    res.setHeader('Cache-Control', 'public, max-age=0');
    res.setHeader('Last-Modified', stat.mtime.toUTCString());
    res.setHeader('ETag', tag);
    if (res.getHeader('Content-Type') === undefined) { const type = mime.lookup(path.extname(file)) || 'application/octet-stream'; res.setHeader('Content-Type', type + (/^text\/|javascript|json/.test(type) ? '; charset=UTF-8' : '')); }
    if (req.headers['if-none-match'] === tag) { res.statusCode = 304; res.removeHeader('Content-Type'); res.end(); done(); return; }
    res.setHeader('Content-Length', stat.size);
    if (req.method === 'HEAD') { res.end(); done(); return; }
    fs.createReadStream(file).on('error', done).pipe(res).on('finish', () => done());
  });
}
function serveStatic(root, options = {}) {
  if (!root) throw new TypeError('root path required');
  const base = path.resolve(root);
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') { next(); return; }
    let name;
    try { name = decodeURIComponent(parts(req.url).pathname); } catch { next(Object.assign(new Error('Bad Request'), { status: 400 })); return; }
    const file = path.join(base, path.normalize('/' + name));
    if (name.includes('\0') || name.split('/').some(part => part.startsWith('.') && part.length > 1)) { next(); return; }
    fs.stat(file, (error, stat) => {
      if (error) { next(); return; }
      if (stat.isDirectory()) {
        if (!name.endsWith('/')) { res.redirect(301, (req.baseUrl || '') + name + '/'); return; }
        if (options.index === false) { next(); return; }
        sendFile(req, res, path.join(file, options.index || 'index.html'), failure => { if (failure) next(failure.status === 404 ? undefined : failure); });
      } else sendFile(req, res, file, failure => { if (failure) next(failure); });
    });
  };
}

function express() {
  const app = (req, res, next) => app.handle(req, res, next);
  const router = createRouter();
  const settings = { 'x-powered-by': true, env: process.env.NODE_ENV || 'development', etag: 'weak', views: path.resolve('views'), 'view cache': process.env.NODE_ENV === 'production' || undefined };
  const engines = new Map();
  /** The file of a view and what makes text of it. */
  const engineOf = name => {
    const given = path.extname(name);
    if (given === '' && !settings['view engine']) throw new Error('No default engine was specified and no extension was provided.');
    const extension = given || '.' + String(settings['view engine']).replace(/^\./, '');
    if (!engines.has(extension)) {
      const render = require(require.resolve(extension.slice(1), { paths: [process.cwd(), ...module.paths] })).__express;
      if (typeof render !== 'function') throw new Error('Module "' + extension.slice(1) + '" does not provide a view engine.');
      engines.set(extension, render);
    }
    const folders = [].concat(settings.views);
    const file = folders.map(folder => path.resolve(folder, given ? name : name + extension)).find(each => fs.existsSync(each));
    if (!file) throw Object.assign(new Error('Failed to lookup view "' + name + '" in views ' + (folders.length > 1 ? 'directories ' + folders.map(each => '"' + each + '"').join(' or ') : 'directory "' + folders[0] + '"')), { view: { name, root: settings.views, ext: extension, defaultEngine: settings['view engine'] } });
    return (options, done) => engines.get(extension)(file, options, done);
  };
  Object.assign(app, {
    locals: { settings }, settings, mountpath: '/',
    set(name, value) { if (value === undefined && !name) return settings[name]; settings[name] = value; return app; },
    enable: name => app.set(name, true), disable: name => app.set(name, false), enabled: name => Boolean(settings[name]), disabled: name => !settings[name],
    use(...args) { router.use(...args); return app; },
    param(...args) { router.param(...args); return app; },
    route: pattern => router.route(pattern),
    all(...args) { router.all(...args); return app; },
    engine(extension, render) {
      if (typeof render !== 'function') throw new Error('callback function required');
      engines.set('.' + extension.replace(/^\./, ''), render);
      return app;
    },
    render(name, options, callback) {
      const done = typeof options === 'function' ? options : callback;
      const given = typeof options === 'function' ? {} : options || {};
      try { engineOf(name)({ ...app.locals, ...given._locals, ...given }, done); } catch (error) { done(error); }
    },
    listen: (...args) => http.createServer(app).listen(...args),
    handle(req, res, next) {
      if (!req.app) {
        Object.setPrototypeOf(req, Object.assign(Object.create(Object.getPrototypeOf(req)), request));
        Object.setPrototypeOf(res, Object.assign(Object.create(Object.getPrototypeOf(res)), response));
        const { search } = parts(req.url);
        Object.assign(req, { app, res, originalUrl: req.url, baseUrl: '', query: { ...querystring.parse(search) }, path: parts(req.url).pathname, protocol: 'http', secure: false, hostname: String(req.headers.host || '').replace(/:\d+$/, ''), ip: req.socket.remoteAddress, xhr: req.headers['x-requested-with'] === 'XMLHttpRequest' });
        Object.assign(res, { app, req, locals: {} });
        if (settings['x-powered-by']) res.setHeader('X-Powered-By', 'Express');
      }
      req.next = next || (error => finish(req, res, error, settings.env));
      router.handle(req, res, req.next);
    },
  });
  for (const method of methods) app[method] = (...args) => method === 'get' && args.length === 1 ? settings[args[0]] : (router[method](...args), app);
  app.del = app.delete;
  return app;
}
function finish(req, res, error, env) {
  const status = error ? error.status || error.statusCode || 500 : 404;
  if (error && status >= 500 && env !== 'test') console.error(error.stack || String(error));
  if (res.headersSent) { req.socket.destroy(); return; }
  const text = error ? (env === 'production' ? http.STATUS_CODES[status] : error.stack || String(error)) : 'Cannot ' + req.method + ' ' + encodeURI(parts(req.originalUrl || req.url).pathname);
  const shown = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/\n/g, '<br>').replace(/ {2}/g, ' &nbsp;');
  const body = Buffer.from('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>' + shown + '</pre>\n</body>\n</html>\n');
  res.statusCode = status;
  res.setHeader('Content-Security-Policy', "default-src 'none'");
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}
module.exports = express;
Object.assign(express, { Router: createRouter, static: serveStatic, json: bodies.json, urlencoded: bodies.urlencoded, text: bodies.text, raw: bodies.raw, request, response });
`;

export const mimeSource = String.raw`'use strict';
const types = {
  html: 'text/html', htm: 'text/html', txt: 'text/plain', css: 'text/css', js: 'application/javascript', mjs: 'application/javascript', json: 'application/json', xml: 'application/xml',
  svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', ico: 'image/x-icon', pdf: 'application/pdf', wasm: 'application/wasm',
  woff: 'font/woff', woff2: 'font/woff2', md: 'text/markdown', csv: 'text/csv', zip: 'application/zip', gz: 'application/gzip', mp4: 'video/mp4', mp3: 'audio/mpeg', text: 'text/plain', bin: 'application/octet-stream',
};
exports.lookup = name => types[String(name).replace(/^.*\./, '').toLowerCase()];
`;
