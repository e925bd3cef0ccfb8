/** Small packages with the interfaces of those that courses use. Written for Drydock. */
export const bodyParserSource = String.raw`'use strict';
const querystring = require('querystring');
const LIMIT = 100 * 1024;
const sizeOf = limit => typeof limit === 'number' ? limit : limit === undefined ? LIMIT : (match => match ? Number(match[1]) * { b: 1, kb: 1024, mb: 1048576 }[(match[2] || 'b').toLowerCase()] : LIMIT)(/^([\d.]+)\s*(b|kb|mb)?$/i.exec(limit));
const fail = (status, type, message) => Object.assign(new Error(message), { status, statusCode: status, type, expose: true });

function reader(types, options, convert) {
  const wanted = [].concat(options.type || types);
  const limit = sizeOf(options.limit);
  return (req, res, next) => {
    const type = String(req.headers['content-type'] || '').split(';')[0].trim().toLowerCase();
    const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length']) > 0;
    if (req._body) { next(); return; }
    if (req.body === undefined) req.body = {};
    if (!hasBody || !wanted.some(item => typeof item === 'function' ? item(req) : item === type || item === '*/*' || (item.endsWith('/*') && type.startsWith(item.slice(0, -1))))) { next(); return; }
    const chunks = [];
    let size = 0;
    let isOver = false;
    req.on('data', chunk => {
      size += chunk.length;
      if (size > limit && !isOver) { isOver = true; next(fail(413, 'entity.too.large', 'request entity too large')); return; }
      chunks.push(chunk);
    });
    req.on('end', () => {
      if (isOver) return;
      req._body = true;
      try { req.body = convert(Buffer.concat(chunks)); } catch (error) { next(Object.assign(error, { status: 400, statusCode: 400, type: 'entity.parse.failed', expose: true })); return; }
      next();
    });
  };
}
/** 'a[b]=1' becomes { a: { b: '1' } }. */
function nest(flat) {
  const result = {};
  for (const key of Object.keys(flat)) {
    const path = key.replace(/\]/g, '').split('[');
    if (path.some(part => part === '__proto__' || part === 'constructor')) continue;
    let target = result;
    path.forEach((part, index) => {
      if (index === path.length - 1) { if (part === '' && Array.isArray(target)) target.push(...[].concat(flat[key])); else target[part] = flat[key]; return; }
      if (typeof target[part] !== 'object') target[part] = path[index + 1] === '' ? [] : {};
      target = target[part];
    });
  }
  return result;
}
exports.json = (options = {}) => reader(['application/json'], options, bytes => {
  const text = bytes.toString();
  if (text === '') return {};
  if (options.strict !== false && !/^[\s]*[{\[]/.test(text)) throw new SyntaxError('Unexpected token ' + JSON.stringify(text.trim()[0]) + ' in JSON at position 0');
  return JSON.parse(text, options.reviver);
});
exports.urlencoded = (options = {}) => reader(['application/x-www-form-urlencoded'], options, bytes => { const flat = querystring.parse(bytes.toString()); return options.extended === false ? { ...flat } : nest(flat); });
exports.text = (options = {}) => reader(['text/plain'], options, bytes => bytes.toString());
exports.raw = (options = {}) => reader(['application/octet-stream'], options, bytes => bytes);
`;

export const corsSource = String.raw`'use strict';
module.exports = (options = {}) => (req, res, next) => {
  const origin = options.origin === undefined || options.origin === '*' ? '*' : options.origin === true ? req.headers.origin : [].concat(options.origin).find(item => item instanceof RegExp ? item.test(req.headers.origin) : item === req.headers.origin);
  if (origin) res.setHeader('Access-Control-Allow-Origin', origin instanceof RegExp ? req.headers.origin : origin);
  if (origin !== '*') res.setHeader('Vary', 'Origin');
  if (options.credentials) res.setHeader('Access-Control-Allow-Credentials', 'true');
  if (req.method !== 'OPTIONS') { next(); return; }
  res.setHeader('Access-Control-Allow-Methods', [].concat(options.methods || 'GET,HEAD,PUT,PATCH,POST,DELETE').join(','));
  const asked = req.headers['access-control-request-headers'];
  if (options.allowedHeaders || asked) res.setHeader('Access-Control-Allow-Headers', options.allowedHeaders ? [].concat(options.allowedHeaders).join(',') : asked);
  res.statusCode = options.optionsSuccessStatus || 204;
  res.setHeader('Content-Length', '0');
  res.end();
};
`;

export const dotenvSource = String.raw`'use strict';
const fs = require('fs');
const path = require('path');
function parse(source) {
  const found = {};
  for (const line of String(source).split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*(.*)$/.exec(line);
    if (!match) continue;
    const quoted = /^(['"\u0060])([^]*?)\1\s*(?:#.*)?$/.exec(match[2].trim());
    const value = quoted ? quoted[2] : match[2].replace(/\s+#.*$|^#.*$/, '').trim();
    found[match[1]] = quoted && quoted[1] === '"' ? value.replace(/\\n/g, '\n').replace(/\\r/g, '\r') : value;
  }
  return found;
}
exports.parse = parse;
exports.config = (options = {}) => {
  try {
    const parsed = parse(fs.readFileSync(options.path || path.resolve(process.cwd(), '.env'), options.encoding || 'utf8'));
    for (const key of Object.keys(parsed)) if (options.override || !Object.hasOwn(process.env, key)) process.env[key] = parsed[key];
    return { parsed };
  } catch (error) { return { error, parsed: {} }; }
};
exports.configDotenv = exports.config;
`;

export const dotenvConfigSource = `require('./index').config();\n`;

export const morganSource = String.raw`'use strict';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = number => String(number).padStart(2, '0');
const clf = date => two(date.getUTCDate()) + '/' + months[date.getUTCMonth()] + '/' + date.getUTCFullYear() + ':' + two(date.getUTCHours()) + ':' + two(date.getUTCMinutes()) + ':' + two(date.getUTCSeconds()) + ' +0000';
const tokens = {
  method: req => req.method, url: req => req.originalUrl || req.url, status: (req, res) => String(res.statusCode),
  'response-time': (req, res, time) => time.toFixed(3), 'total-time': (req, res, time) => time.toFixed(3), date: (req, res, time, kind) => kind === 'clf' ? clf(new Date()) : kind === 'iso' ? new Date().toISOString() : new Date().toUTCString(),
  'remote-addr': req => req.ip || req.socket.remoteAddress, 'remote-user': () => undefined, 'http-version': req => req.httpVersion, 'user-agent': req => req.headers['user-agent'], referrer: req => req.headers.referer,
  req: (req, res, time, name) => req.headers[String(name).toLowerCase()], res: (req, res, time, name) => res.getHeader(name),
};
const formats = {
  tiny: ':method :url :status :res[content-length] - :response-time ms',
  short: ':remote-addr :remote-user :method :url HTTP/:http-version :status :res[content-length] - :response-time ms',
  common: ':remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status :res[content-length]',
  combined: ':remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status :res[content-length] ":referrer" ":user-agent"',
  dev: '\x1b[0m:method :url :colored-status\x1b[0m :response-time ms - :res[content-length]\x1b[0m',
};
function morgan(format, options = {}) {
  const stream = options.stream || process.stdout;
  return (req, res, next) => {
    const start = process.hrtime();
    res.on('finish', () => {
      if (options.skip && options.skip(req, res)) return;
      const [seconds, nanos] = process.hrtime(start);
      const time = seconds * 1000 + nanos / 1e6;
      const status = res.statusCode;
      const color = status >= 500 ? 31 : status >= 400 ? 33 : status >= 300 ? 36 : 32;
      const line = typeof format === 'function' ? format(tokens, req, res) : (formats[format] || format).replace(/:([-\w]+)(?:\[([^\]]+)\])?/g, (all, name, argument) => {
        if (name === 'colored-status') return '\x1b[' + color + 'm' + status;
        if (!tokens[name]) return '-';
        const value = tokens[name](req, res, time, argument);
        return value === undefined || value === null ? '-' : String(value);
      });
      if (line !== undefined && line !== null) stream.write(line + '\n');
    });
    next();
  };
}
morgan.token = (name, fn) => { tokens[name] = (req, res, time, argument) => fn(req, res, argument); return morgan; };
morgan.format = (name, text) => { formats[name] = text; return morgan; };
module.exports = morgan;
`;

export const uuidSource = String.raw`'use strict';
const crypto = require('crypto');
const PATTERN = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}-(?:0{4}-){3}0{12})$/i;
const show = bytes => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const stamp = (bytes, version) => { bytes[6] = (bytes[6] & 15) | (version << 4); bytes[8] = (bytes[8] & 63) | 128; return show(bytes); };
exports.v4 = () => stamp(crypto.randomBytes(16), 4);
exports.v7 = () => { const bytes = crypto.randomBytes(16); bytes.writeUIntBE(Date.now(), 0, 6); return stamp(bytes, 7); };
const named = (version, algorithm) => (name, space) => stamp(Buffer.from(crypto.createHash(algorithm).update(Buffer.from(String(space).replace(/-/g, ''), 'hex')).update(String(name)).digest().subarray(0, 16)), version);
exports.v3 = named(3, 'md5');
exports.v5 = named(5, 'sha1');
exports.NIL = '00000000-0000-0000-0000-000000000000';
exports.validate = text => typeof text === 'string' && PATTERN.test(text);
exports.version = text => { if (!exports.validate(text)) throw new TypeError('Invalid UUID'); return parseInt(text[14], 16); };
`;

export const nodemonSource = String.raw`#!/usr/bin/env node
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');
const { version } = require('../package.json');
const args = process.argv.slice(2);
const say = (text, color) => console.log((process.stdout.isTTY ? '\x1b[' + color + 'm' : '') + '[nodemon] ' + text + (process.stdout.isTTY ? '\x1b[39m' : ''));
if (args[0] === '-v' || args[0] === '--version') { console.log(version); process.exit(); }
let extensions = ['js', 'mjs', 'cjs', 'json'];
const watched = [];
while (args.length > 0 && args[0].startsWith('-')) {
  const option = args.shift();
  if (option === '-e' || option === '--ext') extensions = args.shift().split(/[ ,]+/);
  else if (option === '-w' || option === '--watch') watched.push(args.shift());
  else if (option === '-L' || option === '--legacy-watch' || option === '-q') continue;
  else { console.error('drydock: nodemon ' + option + ' is not simulated'); process.exit(1); }
}
if (args.length === 0) {
  try { args.push(JSON.parse(fs.readFileSync('package.json', 'utf8')).main || 'index.js'); } catch { args.push('index.js'); }
}
const command = ['node', ...args];
let child;
let ended = false;
let wanted = false;
function start() {
  say('starting \u0060' + command.join(' ') + '\u0060', 32);
  ended = false;
  child = spawn(command[0], command.slice(1), { stdio: 'inherit' });
  child.on('exit', (code, signal) => {
    ended = true;
    if (wanted) { wanted = false; start(); return; }
    if (code === 0) say('clean exit - waiting for changes before restart', 32);
    else say('app crashed - waiting for file changes before starting...', 31);
  });
}
say(version, 33);
say('to restart at any time, enter \u0060rs\u0060', 33);
say('watching path(s): ' + (watched.length > 0 ? watched.join(' ') : '*.*'), 33);
say('watching extensions: ' + extensions.join(','), 33);
start();
function restart() {
  say('restarting due to changes...', 32);
  if (ended) { start(); return; }
  wanted = true;
  child.kill('SIGUSR2');
}
const scan = () => {
  const found = new Map();
  const visit = folder => {
    let entries;
    try { entries = fs.readdirSync(folder, { withFileTypes: true }); } catch { return; }
    for (const entry of entries) {
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) visit(name);
      else if (extensions.includes(path.extname(name).slice(1))) { try { const stat = fs.statSync(name); found.set(name, stat.mtimeMs + ' ' + stat.size + ' ' + stat.ino); } catch {} }
    }
  };
  for (const folder of watched.length > 0 ? watched : ['.']) visit(folder);
  return found;
};
let before = scan();
setInterval(() => {
  const now = scan();
  const changed = [...now].some(([name, mark]) => before.get(name) !== mark) || [...before.keys()].some(name => !now.has(name));
  before = now;
  if (changed) restart();
}, 1000);
process.stdin.on('data', text => { if (String(text).trim() === 'rs') restart(); });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { if (!ended) child.kill(signal); process.exit(signal === 'SIGINT' ? 130 : 143); });
`;
