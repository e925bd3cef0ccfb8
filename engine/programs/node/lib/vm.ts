/** vm: code in scopes of its own. All of them share one set of built-in objects, which is said in docs/fidelity.md. */
export const vm = String.raw`
const errors = require('internal/errors');
const { compile } = require('internal/compile');
const contexts = new WeakMap();
const nameOf = options => typeof options === 'string' ? options : options && options.filename || 'evalmachine.<anonymous>';
const check = options => { if (options && typeof options === 'object' && options.timeout !== undefined) throw errors.notSimulated("vm's option timeout"); };

const builtins = new Set(['Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Infinity', 'NaN', 'undefined', 'Boolean', 'String', 'Symbol', 'Date', 'Promise', 'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'JSON', 'Math', 'Atomics', 'Reflect', 'Proxy', 'Map', 'BigInt', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array', 'BigInt64Array', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'isFinite', 'isNaN']);
exports.createContext = (sandbox = {}) => {
  if (typeof sandbox !== 'object' || sandbox === null) throw errors.invalidArgument('contextObject', 'of type object', sandbox);
  if (contexts.has(sandbox)) return sandbox;
  const scope = new Proxy(sandbox, {
    has: (target, key) => key !== '$source' && key !== 'eval' && (key in target || !declared.has(key)),
    get(target, key) {
      if (key === Symbol.unscopables) return undefined;
      if (key in target) return target[key];
      if (key === 'globalThis') return scope;
      if (builtins.has(key)) return globalThis[key];
      // Code after 'typeof' would not throw; what else asks for a name that is not there does.
      if (typeof key === 'string' && !typeofNames.has(key)) throw new ReferenceError(key + ' is not defined');
      return undefined;
    },
    set(target, key, value) { target[key] = value; return true; },
  });
  contexts.set(sandbox, scope);
  return sandbox;
};
let typeofNames = new Set();
/** Functions of the script that runs, until they are the context's. */
let declared = new Set();
exports.isContext = object => {
  if (typeof object !== 'object' || object === null) throw errors.invalidArgument('object', 'of type object', object);
  return contexts.has(object);
};

function run(source, scope, name) {
  const work = compile('(function ($scope, $source) { with ($scope) { return eval($source); } })', name);
  const before = typeofNames;
  typeofNames = new Set([...source.matchAll(/typeof\s+\(?([\w$]+)/g)].map(match => match[1]));
  // Functions that stand at the top are the context's, before anything runs.
  declared = new Set(functionsOf(source));
  for (const item of declared) delete scope[item];
  const keep = [...declared].map(item => 'globalThis[' + JSON.stringify(item) + '] = ' + item + ';').join('') + 'void 0;';
  try {
    compile('(function(){' + source + '\n})', name);
    return work.call(scope, scope, keep + source);
  } finally { typeofNames = before; }
}

function functionsOf(source) {
  const names = [];
  let depth = 0;
  for (const [word, name] of source.matchAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/\/.*|\/\*[^]*?\*\/|[\x7b(\[]|[\x7d)\]]|(?:^|(?<=[;\x7d\n]\s*))(?:async\s+)?function\s*\*?\s*([\w$]+)/g)) {
    if (name !== undefined) { if (depth === 0) names.push(name); } else if (/^[\x7b(\[]$/.test(word)) depth++; else if (/^[\x7d)\]]$/.test(word)) depth--;
  }
  return names;
}

exports.Script = class Script {
  constructor(source, options) {
    this.cachedDataRejected = undefined;
    Object.defineProperty(this, '_vm', { value: { source: String(source), name: nameOf(options) }, enumerable: false });
    compile('(function(){' + source + '\n})', this._vm.name);
  }
  runInThisContext(options) { check(options); return compile(this._vm.source, this._vm.name); }
  runInContext(context, options) {
    check(options);
    if (!contexts.has(context)) throw errors.invalidArgument('contextifiedObject', 'an vm.Context', context);
    return run(this._vm.source, contexts.get(context), this._vm.name);
  }
  runInNewContext(sandbox, options) { return this.runInContext(exports.createContext(sandbox), options); }
  createCachedData() { throw errors.notSimulated('vm.Script.createCachedData'); }
};
exports.createScript = (source, options) => new exports.Script(source, options);
exports.runInThisContext = (source, options) => new exports.Script(source, options).runInThisContext(options);
exports.runInContext = (source, context, options) => new exports.Script(source, options).runInContext(context, options);
exports.runInNewContext = (source, sandbox, options) => new exports.Script(source, options).runInNewContext(sandbox, options);
exports.compileFunction = (body, names = [], options = {}) => compile('(function (' + names.join(',') + ') {' + body + '\n})', options.filename || '');
exports.SourceTextModule = class { constructor() { throw errors.notSimulated('vm.SourceTextModule'); } };
exports.measureMemory = () => { throw errors.notSimulated('vm.measureMemory'); };
`;
