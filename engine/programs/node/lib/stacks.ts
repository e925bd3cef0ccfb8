/** Stacks in V8's form: QuickJS gives the places, here they get node's words, columns and frames of its loader. */
export const stacks = String.raw`
const style = startup.release.style;
const sources = new Map();
const MODULE = '__module__';
const DONE = Symbol('stack');
/** 'extra' is how many characters the loader puts before the first line. */

exports.MODULE = MODULE;
exports.addSource = (file, text, extra, isModule) => { sources.set(file, { lines: null, text, extra: extra || 0, isModule: isModule === true }); };
/** ES modules have addresses, all others paths. */
const nameOf = file => { const source = sources.get(file); return source && source.isModule ? 'file://' + file : file; };
exports.lineOf = (file, number) => {
  const source = sources.get(file);
  if (!source) return undefined;
  if (!source.lines) source.lines = source.text.split('\n');
  const line = source.lines[number - 1];
  return line === undefined ? undefined : line.replace(/\r$/, '');
};

const loaderFrames = {
  12: {
    load: ['Module._compile (internal/modules/cjs/loader.js:999:30)', 'Object.Module._extensions..js (internal/modules/cjs/loader.js:1027:10)',
      'Module.load (internal/modules/cjs/loader.js:863:32)', 'Function.Module._load (internal/modules/cjs/loader.js:708:14)'],
    main: ['Function.executeUserEntryPoint [as runMain] (internal/modules/run_main.js:60:12)', 'internal/main/run_main_module.js:17:47'],
    require: ['Module.require (internal/modules/cjs/loader.js:887:19)', 'require (internal/modules/cjs/helpers.js:74:18)'],
    missing: ['Function.Module._resolveFilename (internal/modules/cjs/loader.js:815:15)', 'Function.Module._load (internal/modules/cjs/loader.js:667:27)'],
    compile: ['wrapSafe (internal/modules/cjs/loader.js:915:16)', 'Module._compile (internal/modules/cjs/loader.js:963:27)'],
    json: { throwAt: 'internal/modules/cjs/loader.js:1054\n    throw err;\n    ^', frames: ['parse (<anonymous>)', 'Object.Module._extensions..json (internal/modules/cjs/loader.js:1051:22)'] },
    evaluate: ['ModuleJob.run (internal/modules/esm/module_job.js:152:23)', 'async Loader.import (internal/modules/esm/loader.js:177:24)'],
    source: ['Loader.moduleStrategy (internal/modules/esm/translators.js:133:18)', 'async link (internal/modules/esm/module_job.js:42:21)'],
    throwAt: 'internal/modules/cjs/loader.js:818\n  throw err;\n  ^',
    link: ['ModuleJob._instantiate (internal/modules/esm/module_job.js:104:21)', 'async ModuleJob.run (internal/modules/esm/module_job.js:149:5)', 'async Loader.import (internal/modules/esm/loader.js:177:24)'],
    resolve: { place: 'internal/modules/esm/resolve.js:290', frames: ['finalizeResolution (internal/modules/esm/resolve.js:290:11)', 'moduleResolve (internal/modules/esm/resolve.js:756:10)', 'Loader.defaultResolve [as _resolve] (internal/modules/esm/resolve.js:867:11)', 'Loader.resolve (internal/modules/esm/loader.js:89:40)'] },
  },
  20: {
    load: ['Module._compile (node:internal/modules/cjs/loader:1376:14)', 'Module._extensions..js (node:internal/modules/cjs/loader:1435:10)',
      'Module.load (node:internal/modules/cjs/loader:1207:32)', 'Module._load (node:internal/modules/cjs/loader:1023:12)'],
    main: ['Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:135:12)', 'node:internal/main/run_main_module:28:49'],
    require: ['Module.require (node:internal/modules/cjs/loader:1235:19)', 'require (node:internal/modules/helpers:176:18)'],
    missing: ['Module._resolveFilename (node:internal/modules/cjs/loader:1144:15)', 'Module._load (node:internal/modules/cjs/loader:985:27)'],
    compile: ['internalCompileFunction (node:internal/vm:77:18)', 'wrapSafe (node:internal/modules/cjs/loader:1288:20)', 'Module._compile (node:internal/modules/cjs/loader:1340:27)'],
    json: { throwAt: 'node:internal/modules/cjs/loader:1450\n    throw err;\n    ^', frames: ['parse (<anonymous>)', 'Module._extensions..json (node:internal/modules/cjs/loader:1447:39)'] },
    evaluate: ['ModuleJob.run (node:internal/modules/esm/module_job:218:25)', 'async ModuleLoader.import (node:internal/modules/esm/loader:329:24)', 'async loadESM (node:internal/process/esm_loader:28:7)', 'async handleMainPromise (node:internal/modules/run_main:113:12)'],
    source: ['ModuleLoader.moduleStrategy (node:internal/modules/esm/translators:168:18)', 'callTranslator (node:internal/modules/esm/loader:285:14)', 'ModuleLoader.moduleProvider (node:internal/modules/esm/loader:291:30)'],
    throwAt: 'node:internal/modules/cjs/loader:1147\n  throw err;\n  ^',
    link: ['ModuleJob._instantiate (node:internal/modules/esm/module_job:132:21)', 'async ModuleJob.run (node:internal/modules/esm/module_job:214:5)', 'async ModuleLoader.import (node:internal/modules/esm/loader:329:24)', 'async loadESM (node:internal/process/esm_loader:28:7)', 'async handleMainPromise (node:internal/modules/run_main:113:12)'],
    resolve: { place: 'node:internal/modules/esm/resolve:264', frames: ['finalizeResolution (node:internal/modules/esm/resolve:264:11)', 'moduleResolve (node:internal/modules/esm/resolve:917:10)', 'defaultResolve (node:internal/modules/esm/resolve:1130:11)', 'ModuleLoader.defaultResolve (node:internal/modules/esm/loader:396:12)', 'ModuleLoader.resolve (node:internal/modules/esm/loader:365:25)', 'ModuleLoader.getModuleJob (node:internal/modules/esm/loader:240:38)', 'ModuleWrap.<anonymous> (node:internal/modules/esm/module_job:85:39)', 'link (node:internal/modules/esm/module_job:84:36)'] },
  },
  22: {
    load: ['Module._compile (node:internal/modules/cjs/loader:1554:14)', 'Object..js (node:internal/modules/cjs/loader:1706:10)',
      'Module.load (node:internal/modules/cjs/loader:1289:32)', 'Function._load (node:internal/modules/cjs/loader:1108:12)',
      'TracingChannel.traceSync (node:diagnostics_channel:322:14)', 'wrapModuleLoad (node:internal/modules/cjs/loader:220:24)'],
    main: ['Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:170:5)', 'node:internal/main/run_main_module:36:49'],
    require: ['Module.require (node:internal/modules/cjs/loader:1311:12)', 'require (node:internal/modules/helpers:136:16)'],
    missing: ['Function._resolveFilename (node:internal/modules/cjs/loader:1225:15)', 'Function._load (node:internal/modules/cjs/loader:1055:27)',
      'TracingChannel.traceSync (node:diagnostics_channel:322:14)', 'wrapModuleLoad (node:internal/modules/cjs/loader:220:24)'],
    compile: ['wrapSafe (node:internal/modules/cjs/loader:1469:18)', 'Module._compile (node:internal/modules/cjs/loader:1491:20)'],
    json: { throwAt: 'node:internal/modules/cjs/loader:1721\n    throw err;\n    ^', frames: ['parse (<anonymous>)', 'Object..json (node:internal/modules/cjs/loader:1718:39)'] },
    evaluate: ['ModuleJob.run (node:internal/modules/esm/module_job:271:25)', 'async onImport.tracePromise.__proto__ (node:internal/modules/esm/loader:547:26)', 'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:116:5)'],
    source: ['compileSourceTextModule (node:internal/modules/esm/utils:340:16)', 'ModuleLoader.moduleStrategy (node:internal/modules/esm/translators:146:18)', '#translate (node:internal/modules/esm/loader:431:12)', 'ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:478:27)', 'async ModuleJob._link (node:internal/modules/esm/module_job:110:19)'],
    throwAt: 'node:internal/modules/cjs/loader:1228\n  throw err;\n  ^',
    link: ['ModuleJob._instantiate (node:internal/modules/esm/module_job:180:21)', 'async ModuleJob.run (node:internal/modules/esm/module_job:263:5)', 'async onImport.tracePromise.__proto__ (node:internal/modules/esm/loader:547:26)', 'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:116:5)'],
    resolve: { place: 'node:internal/modules/esm/resolve:275', frames: ['finalizeResolution (node:internal/modules/esm/resolve:275:11)', 'moduleResolve (node:internal/modules/esm/resolve:932:10)', 'defaultResolve (node:internal/modules/esm/resolve:1056:11)', 'ModuleLoader.defaultResolve (node:internal/modules/esm/loader:654:12)', '#cachedDefaultResolve (node:internal/modules/esm/loader:603:25)', 'ModuleLoader.resolve (node:internal/modules/esm/loader:586:38)', 'ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:242:38)', 'ModuleJob._link (node:internal/modules/esm/module_job:135:49)'] },
  },
}[style];
exports.loaderFrames = loaderFrames;
/** Where node throws what a promise was rejected with, when nothing tells where that came from. */
exports.promiseArrow = style >= 22
  ? 'node:internal/process/promises:394\n    triggerUncaughtException(err, true /* fromPromise */);\n    ^'
  : 'node:internal/process/promises:288\n            triggerUncaughtException(err, true /* fromPromise */);\n            ^';

const FRAME = /^ {4}at (?:(.*?) )?\(?(\S+?)(?::(\d+)(?::(\d+))?)?\)?$/;
const arrayMethods = new Set(['map', 'forEach', 'filter', 'reduce', 'find', 'some', 'every', 'sort', 'flatMap', 'from']);

/** The frames of a raw stack as V8 would list them. */
function frames(raw) {
  const lines = [];
  let inLoader = false;
  let afterModule = false;
  let isEvaluating = false;
  for (const line of raw.split('\n')) {
    const match = FRAME.exec(line);
    if (!match) continue;
    const [, name = '', file, row, column] = match;
    if (file.startsWith('node:')) {
      if (file === 'node:internal/esm') isEvaluating = true;
      if (afterModule) inLoader = true;
      afterModule = false;
      continue;
    }
    if (inLoader) { lines.push(...loaderFrames.load, ...loaderFrames.require); inLoader = false; }
    if (file === '<input>' || (afterModule && file === 'native')) continue;
    afterModule = false;
    if (file === 'native') {
      if (arrayMethods.has(name)) lines.push('Array.' + name + ' (<anonymous>)');
      else if (name === 'parse' || name === 'stringify') lines.push('JSON.' + name + ' (<anonymous>)');
      continue;
    }
    const place = placeOf(file, Number(row), Number(column || 1));
    if (name === MODULE) { lines.push('Object.<anonymous> (' + place + ')'); afterModule = true; }
    else if (name === '' || name === '<anonymous>' || name === '<eval>') lines.push(place);
    else lines.push(name + ' (' + place + ')');
  }
  if (inLoader) lines.push(...loaderFrames.load, ...loaderFrames.main);
  else if (isEvaluating) lines.push(...loaderFrames.evaluate);
  return lines.slice(0, Number.isFinite(Error.stackTraceLimit) ? Error.stackTraceLimit : 10);
}

exports.offsetOf = (file, row) => { const source = sources.get(file); return row === 1 && source ? source.extra : 0; };

/** V8 points at the beginning of what is called, QuickJS behind it. */
function columnOf(file, row, column) {
  const source = sources.get(file);
  let at = column - (row === 1 && source ? source.extra : 0);
  const line = exports.lineOf(file, row);
  if (line === undefined) return Math.max(1, at);
  let index = at - 1;
  if (line[index] === '.') index++;
  else if (line[index] === '(') {
    while (index > 0 && /[\w$]/.test(line[index - 1])) index--;
    const before = /\bnew\s+$/.exec(line.slice(0, index));
    if (before) index = before.index;
  }
  return Math.max(1, index + 1);
}
function placeOf(file, row, column) { return nameOf(file) + ':' + row + ':' + columnOf(file, row, column); }

function headerOf(error) {
  const name = error.name === undefined ? 'Error' : String(error.name);
  const message = error.message === undefined ? '' : String(error.message);
  return name === '' ? message : message === '' ? name : name + ': ' + message;
}

function set(error, value) { Object.defineProperty(error, 'stack', { value, writable: true, configurable: true, enumerable: false }); }
/** The frames are put into words when somebody looks, and since V8 11 the first line too. */
function setLater(error, header, raw) {
  Object.defineProperty(error, 'stack', {
    configurable: true, enumerable: false,
    get() {
      const value = [header === undefined ? headerOf(error) : header, ...frames(raw).map(line => '    at ' + line)].join('\n');
      set(error, value);
      return value;
    },
    set(value) { set(error, value); },
  });
}
function mark(error, raw) { Object.defineProperty(error, DONE, { value: raw, writable: true, configurable: true, enumerable: false }); }

/** Gives an error the stack that V8 would give it. One that the engine threw itself gets V8's words too. */
exports.complete = (error, cut) => {
  if (!(error instanceof Error) || Object.hasOwn(error, DONE)) return error;
  const raw = typeof error.stack === 'string' ? error.stack : '';
  const isRaw = raw === '' || /^ {4}at /.test(raw);
  if (!isRaw) { mark(error, raw); return error; }
  const own = cut ? cut(raw) : raw;
  mark(error, own);
  if (error.constructor !== undefined) require('internal/messages').reword(error, firstPlace(own));
  setLater(error, style < 20 ? headerOf(error) : undefined, own);
  return error;
};

exports.rename = (error, name, lines) => {
  const raw = error[DONE];
  const message = error.message;
  set(error, [message === '' ? name : name + ': ' + message, ...(lines || frames(raw || '')).map(line => '    at ' + line)].join('\n'));
};
/** Replaces the frames, for errors of the loader whose place is inside node. */
exports.setFrames = (error, lines) => { mark(error, ''); set(error, [headerOf(error), ...lines.map(line => '    at ' + line)].join('\n')); return error; };

function firstPlace(raw) {
  for (const line of raw.split('\n')) {
    const match = FRAME.exec(line);
    if (match && match[2] !== 'native' && !match[2].startsWith('node:') && match[3]) return { file: match[2], row: Number(match[3]), column: Number(match[4] || 1) };
    if (match && match[2].startsWith('node:') && match[2] !== 'node:internal/stacks') return undefined;
  }
  return undefined;
}
exports.firstPlace = firstPlace;
/** The name of the innermost function. */
exports.firstName = error => { const match = FRAME.exec(String(error[DONE]).split('\n')[0]); return (match && match[1]) || ''; };

/** Without the frames of the constructors that made the error, as V8 leaves them out. */
function withoutConstructors(raw, made, Wrapped) {
  const names = new Set();
  for (let type = made; typeof type === 'function' && type !== Wrapped; type = Object.getPrototypeOf(type)) names.add(type.name);
  const lines = raw.split('\n');
  let at = 0;
  for (let match; (match = FRAME.exec(lines[at] || '')) && (match[2].startsWith('node:internal/stacks') || match[2] === 'native' || names.has(match[1])); at++);
  return lines.slice(at).join('\n');
}

exports.wrap = (Native, name) => {
  const Wrapped = { [name]: function (...args) {
    const error = Reflect.construct(Native, args, new.target || Wrapped);
    exports.complete(error, new.target && new.target !== Wrapped ? raw => withoutConstructors(raw, new.target, Wrapped) : undefined);
    return error;
  } }[name];
  Object.defineProperty(Wrapped, 'length', { value: 1 });
  Wrapped.prototype = Native.prototype;
  Object.defineProperty(Wrapped, 'prototype', { writable: false, enumerable: false });
  Object.defineProperty(Native.prototype, 'constructor', { value: Wrapped, writable: true, configurable: true, enumerable: false });
  if (name === 'Error') {
    Wrapped.stackTraceLimit = 10;
    Wrapped.captureStackTrace = target => {
      const raw = new Native('').stack;
      mark(target, raw);
      set(target, [headerOf(target), ...frames(raw).map(line => '    at ' + line)].join('\n'));
    };
  }
  return Wrapped;
};

/** A value that is no error does not tell where it was thrown: the main script does when it has one 'throw' only. */
exports.throwPlace = () => {
  const file = process.argv[1];
  const found = [];
  for (let row = 1, line; (line = exports.lineOf(file, row)) !== undefined && found.length < 2; row++) {
    const match = /(?:^|[\s;{}()])throw\b/.exec(line);
    if (match) found.push({ row, line, column: match.index + match[0].length - 5 });
  }
  return found.length === 1 ? '\n' + nameOf(file) + ':' + found[0].row + '\n' + found[0].line + '\n' + found[0].line.slice(0, found[0].column).replace(/[^\t]/g, ' ') + '^\n' : 'Uncaught:\n';
};
exports.isSyntax = error => error[ARROW] !== undefined;
const ARROW = Symbol('arrow');
const TIGHT = Symbol('tight');
/** No empty line between the arrow and the error. */
exports.setTight = error => { Object.defineProperty(error, TIGHT, { value: true, enumerable: false, configurable: true }); };
exports.isTight = error => error[TIGHT] === true;
exports.isModule = file => { const source = sources.get(file); return source !== undefined && source.isModule; };
exports.setArrow = (error, text) => { Object.defineProperty(error, ARROW, { value: text, enumerable: false, configurable: true }); };

/** 'file:line', the line, and a caret where it went wrong; empty when the place is not known. */
exports.arrow = (error, isFromPromise) => {
  if (error[ARROW] !== undefined) return error[ARROW];
  const place = firstPlace(error[DONE] || '');
  if (!place) return '';
  const line = exports.lineOf(place.file, place.row);
  if (line === undefined) return '';
  let column = columnOf(place.file, place.row, place.column);
  const thrown = line.slice(0, column).lastIndexOf('throw ');
  if (thrown >= 0 && !isFromPromise && !exports.isModule(place.file)) column = thrown + 1;
  return nameOf(place.file) + ':' + place.row + '\n' + line + '\n' + line.slice(0, column - 1).replace(/[^\t]/g, ' ') + '^';
};
`;
