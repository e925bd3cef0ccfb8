/** module: CommonJS. */
export const moduleSource = String.raw`
const errors = require('internal/errors');
const stacks = require('internal/stacks');
const path = require('path');
const style = startup.release.style;

const builtinModules = [
  'assert', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants', 'crypto', 'dgram', 'diagnostics_channel', 'dns', 'domain', 'events', 'fs', 'http', 'http2', 'https',
  'inspector', 'module', 'net', 'os', 'path', 'perf_hooks', 'process', 'punycode', 'querystring', 'readline', 'repl', 'stream', 'string_decoder', 'sys', 'timers', 'tls',
  'trace_events', 'tty', 'url', 'util', 'v8', 'vm', 'worker_threads', 'zlib', 'fs/promises', 'path/posix', 'stream/promises', 'timers/promises', 'dns/promises', 'util/types', 'readline/promises', 'assert/strict', 'stream/web', 'path/win32', 'timers',
];
const parts = {
  test: () => require('internal/test-runner'),
  'fs/promises': () => require('fs').promises, 'path/posix': () => require('path'), 'path/win32': () => require('path').win32, 'stream/promises': () => require('stream').promises, 'timers/promises': () => require('timers').promises,
  'dns/promises': () => require('dns').promises, 'util/types': () => require('util').types, sys: () => require('util'), 'assert/strict': () => require('assert').strict,
};
function builtin(name) {
  if (parts[name]) return parts[name]();
  if (name === 'module') return Module;
  if (host.source(name) === undefined) throw errors.notSimulated("node's module '" + name + "'");
  return require(name);
}
const SCHEME_ONLY = new Set(style < 20 ? [] : ['node:test', 'node:test/reporters', 'node:sea']);
const builtinName = request => {
  const name = request.startsWith('node:') ? request.slice(5) : request;
  return builtinModules.includes(name) || (request === 'node:test' && SCHEME_ONLY.has(request)) ? name : undefined;
};

function Module(id, parent) {
  this.id = id;
  this.path = path.dirname(id);
  this.exports = {};
  if (style < 20) this.parent = parent;
  else Object.defineProperty(this, 'parent', { value: parent, writable: true, configurable: true, enumerable: false });
  this.filename = null;
  this.loaded = false;
  this.children = [];
  this.paths = [];
  if (parent && parent.children) parent.children.push(this);
}
module.exports = Module;
const statKind = file => { try { return JSON.parse(host.stat(file)).mode >> 12; } catch { return 0; } };
const isFile = file => statKind(file) !== 0 && statKind(file) !== 4;
const isDirectory = file => statKind(file) === 4;
const readText = file => host.decode(host.readFile(file));
const real = file => { try { return host.realpath(file); } catch { return file; } };
const packages = new Map();
function packageAt(folder) {
  if (packages.has(folder)) return packages.get(folder);
  let found;
  const file = folder + '/package.json';
  if (isFile(file)) {
    try { found = JSON.parse(readText(file)); } catch (error) {
      error.message = (style < 20 ? 'Error parsing ' + file + ': ' : 'Invalid package config ' + file + '. ') + error.message;
      error.path = file;
      throw error;
    }
  }
  packages.set(folder, found);
  return found;
}
function packageOf(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (path.basename(folder) !== 'node_modules') {
      const found = packageAt(folder === '/' ? '' : folder);
      if (found) return { folder, data: found };
    }
    if (folder === '/') return undefined;
  }
}

const extensions = ['.js', '.json', '.node'];
function asFile(name) {
  if (isFile(name)) return real(name);
  for (const extension of extensions) if (isFile(name + extension)) return real(name + extension);
  return undefined;
}
function asDirectory(name) {
  if (!isDirectory(name)) return undefined;
  const found = packageAt(name === '/' ? '' : name);
  if (found && typeof found.main === 'string' && found.main !== '') {
    const main = path.resolve(name, found.main);
    const file = asFile(main) || asFile(main + '/index');
    if (file) return file;
  }
  return asFile(name + '/index');
}
function pickTarget(target, conditions) {
  if (typeof target === 'string') return target;
  if (Array.isArray(target)) { for (const item of target) { const found = pickTarget(item, conditions); if (found) return found; } return undefined; }
  if (target && typeof target === 'object') for (const key of Object.keys(target)) {
    if (key === 'default' || conditions.includes(key)) { const found = pickTarget(target[key], conditions); if (found) return found; }
  }
  return undefined;
}
function fromExports(data, sub, conditions) {
  let map = data.exports;
  if (typeof map === 'string' || Array.isArray(map) || (map && !Object.keys(map).some(key => key.startsWith('.')))) map = { '.': map };
  if (Object.hasOwn(map, sub)) return pickTarget(map[sub], conditions);
  for (const key of Object.keys(map).filter(item => item.includes('*')).sort((a, b) => b.length - a.length)) {
    const [before, after] = key.split('*');
    if (sub.startsWith(before) && sub.endsWith(after) && sub.length >= key.length) {
      const target = pickTarget(map[key], conditions);
      return target && target.replaceAll('*', sub.slice(before.length, sub.length - after.length));
    }
  }
  return undefined;
}
function fromPackages(request, from, conditions) {
  const [, name, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(request) || [undefined, request];
  for (const folder of Module._nodeModulePaths(from)) {
    const home = folder + '/' + name;
    if (!isDirectory(home)) { const single = rest === '' ? asFile(home) : undefined; if (single) return single; continue; }
    const data = packageAt(home);
    if (data && data.exports !== undefined && data.exports !== null) {
      const target = fromExports(data, '.' + rest, conditions);
      if (target === undefined) {
        throw errors.coded(Error, 'ERR_PACKAGE_PATH_NOT_EXPORTED', rest === '' ? 'No "exports" main defined in ' + home + '/package.json' : "Package subpath '." + rest + "' is not defined by \"exports\" in " + home + '/package.json');
      }
      return real(path.resolve(home, target));
    }
    const found = rest === '' ? asDirectory(home) : asFile(home + rest) || asDirectory(home + rest);
    if (found) return found;
  }
  return undefined;
}
/** The file that a request means, or undefined. */
exports = module.exports;
Module._find = (request, folder, conditions = ['node', 'require']) => {
  if (/^(\.{1,2}(\/|$)|\/)/.test(request)) {
    const name = path.resolve(folder, request);
    return (request.endsWith('/') ? undefined : asFile(name)) || asDirectory(name);
  }
  if (request.startsWith('#')) {
    const own = packageOf(folder + '/x');
    const target = own && own.data.imports && fromExports({ exports: Object.fromEntries(Object.entries(own.data.imports).map(([key, value]) => ['./' + key.slice(1), value])) }, './' + request.slice(1), conditions);
    return target && (target.startsWith('.') ? path.resolve(own.folder, target) : Module._find(target, own.folder, conditions));
  }
  return fromPackages(request, folder, conditions);
};
Module._nodeModulePaths = from => {
  const found = [];
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    if (path.basename(folder) !== 'node_modules') found.push(folder === '/' ? '/node_modules' : folder + '/node_modules');
    if (folder === '/') return found;
  }
};
Module._cache = Object.create(null);
Module._pathCache = Object.create(null);
Module.builtinModules = builtinModules;
Module.isBuiltin = name => builtinName(name) !== undefined;
Module.Module = Module;
Module.globalPaths = [];

Module._resolveFilename = (request, parent) => {
  const name = builtinName(request);
  if (name !== undefined) return request;
  const found = Module._find(request, parent && parent.filename ? path.dirname(parent.filename) : process.cwd());
  if (found) return found;
  const requireStack = [];
  for (let item = parent; item; item = item.parent) if (item.filename || item.id) requireStack.push(item.filename || item.id);
  const list = requireStack.filter(item => item !== '.' || true);
  const error = new Error("Cannot find module '" + request + "'" + (list.length > 0 ? '\nRequire stack:\n- ' + list.join('\n- ') : ''));
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = list;
  const { missing, load, main, require: required, throwAt } = stacks.loaderFrames;
  const user = parent ? String(error.stack).split('\n').filter(line => /^ {4}at /.test(line)).map(line => line.slice(7)) : [];
  stacks.setFrames(error, parent ? [...missing, ...required, ...user].slice(0, 10) : [...missing, ...main]);
  stacks.setArrow(error, throwAt);
  return (() => { throw error; })();
};
Module._load = (request, parent, isMain) => {
  const name = builtinName(request);
  if (name !== undefined) return builtin(name);
  if (SCHEME_ONLY.has(request)) throw errors.notSimulated("node's module '" + request + "'");
  if (request.startsWith('node:')) throw errors.coded(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', 'No such built-in module: ' + request);
  const filename = Module._resolveFilename(request, parent);
  const known = Module._cache[filename];
  if (known) { if (parent && !parent.children.includes(known)) parent.children.push(known); return known.exports; }
  if (process.env.WATCH_REPORT_DEPENDENCIES !== undefined && process.send) process.send({ 'watch:require': [filename] });
  const made = new Module(filename, parent);
  if (isMain) { process.mainModule = made; made.id = '.'; }
  Module._cache[filename] = made;
  let isDone = false;
  try { made.load(filename); isDone = true; } finally { if (!isDone) delete Module._cache[filename]; }
  return made.exports;
};
Module.prototype.require = function (request) {
  if (typeof request !== 'string') throw errors.invalidArgument('id', 'of type string', request);
  if (request === '') throw errors.coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'id' must be a non-empty string. Received ''");
  return Module._load(request, this, false);
};
Module.prototype.load = function (filename) {
  this.filename = filename;
  this.paths = Module._nodeModulePaths(path.dirname(filename));
  const extension = Object.keys(Module._extensions).includes(path.extname(filename)) ? path.extname(filename) : '.js';
  Module._extensions[extension](this, filename);
  this.loaded = true;
};
const HEAD = '(function ' + stacks.MODULE + '(exports, require, module, __filename, __dirname) {';
Module.wrap = source => '(function (exports, require, module, __filename, __dirname) { ' + source + '\n});';
Module.prototype._compile = function (content, filename) {
  const source = content.replace(/^\ufeff/, '').replace(/^#!.*/, '');
  stacks.addSource(filename, source, HEAD.length);
  const compiled = require('internal/compile').compile(HEAD + source + '\n})', filename);
  const require_ = makeRequire(this);
  return compiled.call(this.exports, this.exports, require_, this, filename, path.dirname(filename));
};
function makeRequire(owner) {
  const require_ = function require(request) { return owner.require(request); };
  require_.resolve = (request, options) => {
    const folder = options && options.paths ? options.paths[0] : undefined;
    return folder === undefined ? Module._resolveFilename(request, owner) : Module._find(request, path.resolve(folder)) || Module._resolveFilename(request, owner);
  };
  require_.resolve.paths = request => builtinName(request) ? null : Module._nodeModulePaths(path.dirname(owner.filename || process.cwd() + '/x'));
  require_.main = process.mainModule;
  require_.extensions = Module._extensions;
  require_.cache = Module._cache;
  return require_;
}
Module.createRequire = filename => {
  const file = String(filename).startsWith('file:') ? require('url').fileURLToPath(filename) : String(filename);
  const owner = new Module(file);
  owner.filename = file;
  return makeRequire(owner);
};
Module._makeRequire = makeRequire;
Module._packageOf = packageOf;
Module._builtin = builtin;
Module._builtinName = builtinName;
Module._isModule = filename => {
  if (filename.endsWith('.mjs')) return true;
  if (filename.endsWith('.cjs') || !filename.endsWith('.js')) return false;
  const found = packageOf(filename);
  return found !== undefined && found.data.type === 'module';
};
Module._extensions = Object.assign(Object.create(null), {
  '.js'(owner, filename) {
    if (Module._isModule(filename)) return require('internal/esm').requireModule(owner, filename);
    return owner._compile(readText(filename), filename);
  },
  '.json'(owner, filename) {
    const source = readText(filename).replace(/^\ufeff/, '');
    try { owner.exports = JSON.parse(source); } catch (error) {
      const user = String(error.stack).split('\n').filter(line => /^ {4}at /.test(line) && !line.includes('JSON.parse (')).map(line => line.slice(7));
      const { json, load, require: required } = stacks.loaderFrames;
      error.message = filename + ': ' + error.message;
      stacks.setFrames(error, [...json.frames, ...load.slice(2), ...required, ...user].slice(0, 10));
      stacks.setArrow(error, json.throwAt);
      throw error;
    }
  },
  '.node'() { throw errors.notSimulated('an add-on in machine code'); },
});
Module.runMain = () => Module._load(process.argv[1], null, true);
`;
