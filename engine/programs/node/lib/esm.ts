/** ES modules: QuickJS links them, this finds them and says what is in node's own and in CommonJS modules. */
export const esm = String.raw`
const Module = require('module');
const path = require('path');
const errors = require('internal/errors');
const stacks = require('internal/stacks');
const foreign = new Map();
let lastForeign = 0;

/** A module whose exports are those of an object that is there already. */
function wrap(name, object) {
  const key = 'm' + ++lastForeign;
  foreign.set(key, object);
  Object.defineProperty(globalThis, '__drydockModules', { value: key => foreign.get(key), configurable: true, enumerable: false });
  const names = (typeof object === 'object' && object !== null) || typeof object === 'function' ? Object.keys(object).filter(item => /^[A-Za-z_$][\w$]*$/.test(item) && item !== 'default' && !reserved.has(item)) : [];
  const source = 'const $m = globalThis.__drydockModules("' + key + '");\nexport default $m;\n' + names.map((item, index) => 'const $' + index + ' = $m.' + item + '; export { $' + index + ' as ' + item + ' };').join('\n');
  return source;
}
const reserved = new Set(['await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'delete', 'do', 'else', 'enum', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'let', 'new', 'null', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with', 'yield']);

exports.resolve = (base, request) => {
  const name = Module._builtinName(request);
  if (name !== undefined) return 'node:' + name;
  const from = base.startsWith('/') ? path.dirname(base) : process.cwd();
  const plain = request.startsWith('file:') ? require('url').fileURLToPath(request) : request;
  let found;
  if (/^(\.{1,2}\/|\/)/.test(plain)) {
    const full = path.resolve(from, plain);
    // Files are named in full in an ES module; nothing is guessed.
    try { found = JSON.parse(host.stat(full)).mode >> 12 === 4 ? undefined : host.realpath(full); } catch {}
    if (!found) fail('ERR_MODULE_NOT_FOUND', "Cannot find module '" + full + "' imported from " + (base.startsWith('/') ? base : process.cwd() + '/'), 'file://' + full);
    return found;
  }
  found = Module._find(plain, from, ['node', 'import']);
  if (!found) fail('ERR_MODULE_NOT_FOUND', "Cannot find package '" + plain.split('/').slice(0, plain.startsWith('@') ? 2 : 1).join('/') + "' imported from " + base);
  return found;
};
let pendingError;
function fail(code, message, url) {
  pendingError = errors.coded(Error, code, message);
  if (url !== undefined && startup.release.style >= 20) pendingError.url = url;
  const { place, frames } = stacks.loaderFrames.resolve;
  stacks.setFrames(pendingError, frames);
  stacks.rename(pendingError, 'Error [' + code + ']', frames);
  stacks.setArrow(pendingError, place + '\n' + (url === undefined ? '  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);\n        ^' : '    throw new ERR_MODULE_NOT_FOUND(\n          ^'));
  throw pendingError;
}
exports.failureText = () => pendingError === undefined ? '' : pendingError.message;
exports.takeError = error => { const found = pendingError; pendingError = undefined; return found || error; };

exports.load = name => {
  if (name.startsWith('node:')) return wrap(name, Module._builtin(name.slice(5)));
  if (name.endsWith('.json')) return 'export default ' + host.decode(host.readFile(name));
  if (!Module._isModule(name)) return wrap(name, Module._load(name, null, false));
  report(name);
  return prepare(host.decode(host.readFile(name)), name);
};
/** Who watches this process wants to know what it loads. */
function report(file) { if (process.env.WATCH_REPORT_DEPENDENCIES !== undefined && process.send) process.send({ 'watch:require': [file] }); }

/** import.meta is written out: QuickJS gives modules an empty one. */
function prepare(source, file) {
  stacks.addSource(file, source, 0, true);
  const values = { url: JSON.stringify(require('url').pathToFileURL(file).href), filename: JSON.stringify(file), dirname: JSON.stringify(path.dirname(file)) };
  return source.replace(/^#!.*/, '').replace(/\bimport\.meta\.(url|filename|dirname)\b/g, (all, key) => values[key]);
}

/** What CommonJS has and ES modules have not. */
function explain(error, file) {
  if (startup.release.style < 20 || !(error instanceof ReferenceError) || !/^(?:require|module|exports|__filename|__dirname) is not defined$/.test(error.message)) return error;
  error.message += ' in ES module scope' + (error.message.startsWith('require ') ? ', you can use import instead' : '');
  const owner = file.endsWith('.js') ? Module._packageOf(file) : undefined;
  if (owner && owner.data.type === 'module') error.message += "\nThis file is being treated as an ES module because it has a '.js' file extension and '" + owner.folder + "/package.json' contains \"type\": \"module\". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.";
  return error;
}

function run(source, file) {
  let result;
  try { result = host.runModule(source, file); } catch (error) {
    const real = explain(exports.takeError(error), file);
    if (real instanceof SyntaxError) require('internal/compile').describe(real, file);
    throw real;
  }
  if (!result || typeof result.then !== 'function') return result;
  const loop = require('internal/loop');
  loop.unsettled = file;
  result.then(() => { loop.unsettled = undefined; }, error => { loop.unsettled = undefined; loop.fatal(explain(exports.takeError(error), file), 'unhandledRejection'); });
  return result;
}
exports.runMain = file => { report(file); return run(prepare(host.decode(host.readFile(file)), file), file); };
exports.runText = (source, file) => run(prepare(source, file), file);
exports.requireModule = (owner, filename) => {
  if (startup.release.style < 22) {
    throw errors.coded(Error, 'ERR_REQUIRE_ESM', startup.release.style < 20 ? 'Must use import to load ES Module: ' + filename : 'require() of ES Module ' + filename + ' not supported.\nInstead change the require to a dynamic import() which is available in all CommonJS modules.');
  }
  throw errors.notSimulated('require() of an ES module');
};
`;
