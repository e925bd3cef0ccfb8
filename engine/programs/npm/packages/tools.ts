/** Packages of a few lines with the interfaces of those that courses use. Written for Drydock. */
export const msSource = String.raw`'use strict';
const units = { y: 31557600000, w: 604800000, d: 86400000, h: 3600000, m: 60000, s: 1000, ms: 1 };
const names = [['d', 'day'], ['h', 'hour'], ['m', 'minute'], ['s', 'second']];
module.exports = (value, options = {}) => {
  if (typeof value === 'string' && value.length > 0) {
    const match = /^(-?(?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$/i.exec(value);
    if (!match) return undefined;
    const unit = (match[2] || 'ms').toLowerCase();
    return parseFloat(match[1]) * (/^(ms|mil|mse)/.test(unit) ? 1 : units[unit[0]]);
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    const size = Math.abs(value);
    for (const [short, long] of names) if (size >= units[short]) { const count = Math.round(value / units[short]); return options.long ? count + ' ' + long + (size >= units[short] * 1.5 ? 's' : '') : count + short; }
    return options.long ? value + ' ms' : value + 'ms';
  }
  throw new Error('val is not a non-empty string or a valid number. val=' + JSON.stringify(value));
};
`;

export const debugSource = String.raw`'use strict';
const ms = require('ms');
const util = require('util');
const patterns = () => String(process.env.DEBUG || '').split(/[\s,]+/).filter(Boolean);
const matches = (pattern, name) => { const parts = pattern.split('*'); let at = 0; for (const [index, part] of parts.entries()) { const found = name.indexOf(part, at); if (found < 0 || (index === 0 && found > 0)) return false; at = found + part.length; } return parts[parts.length - 1] === '' || at === name.length; };
const isOn = name => patterns().some(item => !item.startsWith('-') && matches(item, name)) && !patterns().some(item => item.startsWith('-') && matches(item.slice(1), name));
function createDebug(name) {
  let last;
  const debug = (...args) => {
    if (!debug.enabled) return;
    const now = Date.now();
    const text = util.format(...args.map(item => item instanceof Error ? item.stack || item.message : item));
    const color = [6, 2, 3, 4, 5, 1][[...name].reduce((sum, letter) => ((sum << 5) - sum + letter.charCodeAt(0)) | 0, 0) >>> 0 ? Math.abs([...name].reduce((sum, letter) => ((sum << 5) - sum + letter.charCodeAt(0)) | 0, 0)) % 6 : 0];
    process.stderr.write(process.stderr.isTTY ? '  \x1b[3' + color + ';1m' + name + ' \x1b[0m' + text + '\x1b[3' + color + 'm +' + ms(last === undefined ? 0 : now - last) + '\x1b[0m\n' : new Date().toISOString() + ' ' + name + ' ' + text + '\n');
    last = now;
  };
  debug.namespace = name;
  debug.enabled = isOn(name);
  debug.extend = (more, delimiter = ':') => createDebug(name + delimiter + more);
  return debug;
}
module.exports = createDebug;
createDebug.debug = createDebug.default = createDebug;
createDebug.enabled = isOn;
createDebug.enable = text => { process.env.DEBUG = text; };
createDebug.disable = () => { const before = process.env.DEBUG || ''; delete process.env.DEBUG; return before; };
`;

export const chalkSource = String.raw`'use strict';
const codes = {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], inverse: [7, 27], hidden: [8, 28], strikethrough: [9, 29], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39],
  magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39], blackBright: [90, 39], redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39],
  whiteBright: [97, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49],
};
const level = 'FORCE_COLOR' in process.env ? (process.env.FORCE_COLOR === '0' ? 0 : 1) : process.env.NO_COLOR !== undefined || !process.stdout.isTTY ? 0 : 2;
function make(styles) {
  const chalk = (...args) => {
    const text = args.map(String).join(' ');
    if (chalk.level === 0 || text === '') return text;
    return styles.reduceRight((shown, [open, close]) => shown.split('\n').map(line => '\x1b[' + open + 'm' + line.replaceAll('\x1b[' + close + 'm', '\x1b[' + close + 'm\x1b[' + open + 'm') + '\x1b[' + close + 'm').join('\n'), text);
  };
  chalk.level = level;
  for (const name of Object.keys(codes)) Object.defineProperty(chalk, name, { get: () => make([...styles, codes[name]]) });
  const rgb = (r, g, b, base) => make([...styles, [base + ';2;' + r + ';' + g + ';' + b, base + 1]]);
  chalk.rgb = (r, g, b) => rgb(r, g, b, 38);
  chalk.bgRgb = (r, g, b) => rgb(r, g, b, 48);
  chalk.hex = text => { const value = parseInt(text.replace('#', ''), 16); return chalk.rgb(value >> 16, (value >> 8) & 255, value & 255); };
  return chalk;
}
module.exports = make([]);
module.exports.supportsColor = level > 0 ? { level } : false;
module.exports.default = module.exports;
`;

export const cookieParserSource = String.raw`'use strict';
const crypto = require('crypto');
const sign = (value, secret) => value + '.' + crypto.createHmac('sha256', secret).update(value).digest('base64').replace(/=+$/, '');
const decode = text => { try { return decodeURIComponent(text); } catch { return text; } };
module.exports = (secret, options = {}) => (req, res, next) => {
  if (req.cookies) { next(); return; }
  const secrets = [].concat(secret || []);
  req.secret = secrets[0];
  req.cookies = Object.create(null);
  req.signedCookies = Object.create(null);
  for (const part of String(req.headers.cookie || '').split(';')) {
    const cut = part.indexOf('=');
    if (cut < 0) continue;
    const name = part.slice(0, cut).trim();
    let value = decode(part.slice(cut + 1).trim().replace(/^"(.*)"$/, '$1'));
    if (value.startsWith('j:')) { try { value = JSON.parse(value.slice(2)); } catch {} }
    if (typeof value === 'string' && value.startsWith('s:') && secrets.length > 0) {
      const plain = value.slice(2, value.lastIndexOf('.'));
      req.signedCookies[name] = secrets.some(item => sign(plain, item) === value.slice(2)) ? plain : false;
    } else if (!Object.hasOwn(req.cookies, name)) req.cookies[name] = value;
  }
  next();
};
module.exports.sign = sign;
`;

export const waitPortSource = String.raw`'use strict';
const net = require('net');
module.exports = ({ host = 'localhost', port, timeout = 0, interval = 1000, output }) => new Promise((resolve, reject) => {
  if (!port) { reject(new Error("'port' is required.")); return; }
  const started = Date.now();
  const silent = output === 'silent';
  const say = text => { if (!silent) process.stdout.write(text); };
  say('Waiting for ' + host + ':' + port + '.' + (output === 'dots' ? '' : '\n'));
  const attempt = () => {
    if (timeout > 0 && Date.now() - started > timeout) { say('\nTimeout\n'); resolve({ open: false }); return; }
    if (output === 'dots') say('.');
    const socket = net.connect(port, host);
    socket.on('connect', () => { socket.destroy(); say((output === 'dots' ? '\n' : '') + 'Connected!\n'); resolve({ open: true, ipVersion: 4 }); });
    socket.on('error', () => { socket.destroy(); setTimeout(attempt, interval); });
  };
  attempt();
});
`;

export const minimistSource = String.raw`'use strict';
module.exports = (args, options = {}) => {
  const result = { _: [] };
  const strings = new Set([].concat(options.string || []));
  const booleans = new Set([].concat(options.boolean === true ? [] : options.boolean || []));
  const aliases = options.alias || {};
  const same = name => { const all = new Set([name, ...[].concat(aliases[name] || [])]); for (const key of Object.keys(aliases)) if ([].concat(aliases[key]).includes(name)) { all.add(key); for (const item of [].concat(aliases[key])) all.add(item); } return [...all]; };
  const isNumber = text => /^0x[0-9a-f]+$/i.test(text) || /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(e[-+]?\d+)?$/.test(text);
  const put = (name, value) => {
    const kept = typeof value === 'string' && !same(name).some(item => strings.has(item)) && isNumber(value) ? Number(value) : value;
    for (const key of same(name)) {
      const path = key.split('.');
      if (path.some(part => part === '__proto__' || part === 'constructor')) return;
      let target = result;
      for (const part of path.slice(0, -1)) target = target[part] = typeof target[part] === 'object' ? target[part] : {};
      const last = path[path.length - 1];
      if (target[last] === undefined || booleans.has(key) || typeof target[last] === 'boolean') target[last] = kept; else target[last] = [].concat(target[last], kept);
    }
  };
  for (const name of booleans) put(name, false);
  for (const [name, value] of Object.entries(options.default || {})) for (const key of same(name)) result[key] = value;
  const given = new Set();
  const set = (name, value) => { if (!given.has(name) && options.default && name in options.default) for (const key of same(name)) delete result[key]; given.add(name); put(name, value); };
  const isFlag = name => same(name).some(item => booleans.has(item));
  for (let at = 0; at < args.length; at++) {
    const word = String(args[at]);
    const next = args[at + 1];
    if (word === '--') { if (options['--']) result['--'] = args.slice(at + 1); else result._.push(...args.slice(at + 1)); break; }
    let match;
    if ((match = /^--([^=]+)=([^]*)$/.exec(word))) set(match[1], isFlag(match[1]) ? match[2] !== 'false' : match[2]);
    else if ((match = /^--no-(.+)$/.exec(word))) set(match[1], false);
    else if ((match = /^--(.+)$/.exec(word))) {
      if (next !== undefined && !/^-./.test(next) && !isFlag(match[1])) { set(match[1], next); at++; } else if (/^(true|false)$/.test(next) && isFlag(match[1])) { set(match[1], next === 'true'); at++; } else set(match[1], strings.has(match[1]) ? '' : true);
    } else if ((match = /^-([^-]+)$/.exec(word))) {
      const letters = match[1];
      let index = 0;
      for (; index < letters.length - 1; index++) {
        const rest = letters.slice(index + 1);
        if (rest.startsWith('=')) { set(letters[index], rest.slice(1)); index = letters.length; break; }
        if (/^-?\d/.test(rest) && /[A-Za-z]/.test(letters[index])) { set(letters[index], rest); index = letters.length; break; }
        set(letters[index], true);
      }
      if (index === letters.length - 1) { const name = letters[index]; if (next !== undefined && !/^(-|--)[^-]/.test(next) && !isFlag(name)) { set(name, next); at++; } else set(name, strings.has(name) ? '' : true); }
    } else {
      result._.push(strings.has('_') || !isNumber(word) ? word : Number(word));
      if (options.stopEarly) { result._.push(...args.slice(at + 1)); break; }
    }
  }
  return result;
};
`;

export const rimrafSource = String.raw`'use strict';
const fs = require('fs');
const rimraf = (path, options, callback) => {
  const done = typeof options === 'function' ? options : callback;
  const work = Promise.all([].concat(path).map(item => fs.promises.rm(item, { recursive: true, force: true }))).then(() => true);
  if (!done) return work;
  work.then(() => done(null), done);
  return undefined;
};
rimraf.sync = rimraf.rimrafSync = path => { for (const item of [].concat(path)) fs.rmSync(item, { recursive: true, force: true }); return true; };
rimraf.rimraf = rimraf;
module.exports = rimraf;
`;
export const rimrafCommandSource = `#!/usr/bin/env node
'use strict';
require('../index.js').sync(process.argv.slice(2).filter(word => !word.startsWith('-')));
`;
export const mkdirpSource = String.raw`'use strict';
const fs = require('fs');
const mkdirp = (path, options) => fs.promises.mkdir(path, { recursive: true, ...(typeof options === 'object' ? options : {}) });
mkdirp.sync = mkdirp.mkdirpSync = (path, options) => fs.mkdirSync(path, { recursive: true, ...(typeof options === 'object' ? options : {}) });
mkdirp.mkdirp = mkdirp;
module.exports = mkdirp;
`;
export const mkdirpCommandSource = `#!/usr/bin/env node
'use strict';
for (const path of process.argv.slice(2).filter(word => !word.startsWith('-'))) require('../index.js').sync(path);
`;
