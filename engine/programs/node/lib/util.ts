/** util */
export const util = String.raw`
const { inspect, formatWith } = require('internal/inspect');
const errors = require('internal/errors');
const promisifyCustom = Symbol.for('nodejs.util.promisify.custom');

exports.inspect = inspect;
exports.format = (...args) => formatWith({}, args);
exports.formatWithOptions = (options, ...args) => formatWith(options, args);

exports.promisify = original => {
  if (typeof original !== 'function') throw errors.invalidArgument('original', 'of type function', original);
  if (original[promisifyCustom]) return original[promisifyCustom];
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error, ...values) => error ? reject(error) : resolve(values[0]));
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(original));
};
exports.promisify.custom = promisifyCustom;
exports.callbackify = original => function (...args) {
  const callback = args.pop();
  original.apply(this, args).then(value => process.nextTick(callback, null, value), error => process.nextTick(callback, error));
};
exports.inherits = (constructor, parent) => {
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
};
const warned = new Set();
exports.deprecate = (fn, message, code) => function (...args) {
  if (!warned.has(code || fn)) {
    warned.add(code || fn);
    process.emitWarning(message, 'DeprecationWarning', code);
  }
  return new.target ? Reflect.construct(fn, args, new.target) : fn.apply(this, args);
};
exports.debuglog = section => {
  const on = (process.env.NODE_DEBUG || '').toUpperCase().split(',').includes(section.toUpperCase());
  const log = (...args) => { if (on) host.write(2, section.toUpperCase() + ' ' + process.pid + ': ' + formatWith({}, args) + '\n'); };
  log.enabled = on;
  return log;
};
exports.debug = exports.debuglog;
exports.isDeepStrictEqual = (a, b) => require('internal/equality').isDeepEqual(a, b, true);
exports.stripVTControlCharacters = text => String(text).replace(/\x1b\[[0-9;]*[A-Za-z]/g, '');
exports.styleText = (format, text) => [].concat(format).reduce((shown, name) => {
  const pair = inspect.colors[name];
  return pair ? '\x1b[' + pair[0] + 'm' + shown + '\x1b[' + pair[1] + 'm' : shown;
}, text);
inspect.colors = {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], inverse: [7, 27], black: [30, 39], red: [31, 39], green: [32, 39],
  yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39],
};
exports.toUSVString = text => String(text).toWellFormed();
if (startup.release.style >= 20) exports.parseArgs = config => require('internal/parse-args').parseArgs(config);

const tagOf = value => Object.prototype.toString.call(value).slice(8, -1);
exports.types = {
  isDate: value => value instanceof Date, isRegExp: value => value instanceof RegExp, isNativeError: value => value instanceof Error,
  isPromise: value => value instanceof Promise, isMap: value => value instanceof Map, isSet: value => value instanceof Set,
  isWeakMap: value => value instanceof WeakMap, isWeakSet: value => value instanceof WeakSet, isArrayBuffer: value => value instanceof ArrayBuffer,
  isAnyArrayBuffer: value => value instanceof ArrayBuffer, isDataView: value => value instanceof DataView,
  isTypedArray: value => ArrayBuffer.isView(value) && !(value instanceof DataView), isUint8Array: value => value instanceof Uint8Array,
  isAsyncFunction: value => typeof value === 'function' && tagOf(value) === 'AsyncFunction',
  isGeneratorFunction: value => typeof value === 'function' && /GeneratorFunction$/.test(tagOf(value)),
  isGeneratorObject: value => tagOf(value) === 'Generator', isProxy: () => false, isSymbolObject: value => value instanceof Symbol,
  isNumberObject: value => value instanceof Number, isStringObject: value => value instanceof String, isBooleanObject: value => value instanceof Boolean,
  isBoxedPrimitive: value => value instanceof Number || value instanceof String || value instanceof Boolean || value instanceof Symbol || value instanceof BigInt,
};
exports.isArray = Array.isArray;
exports.isString = value => typeof value === 'string';
exports.isFunction = value => typeof value === 'function';
exports.isObject = value => typeof value === 'object' && value !== null;
exports.isUndefined = value => value === undefined;
exports.isNull = value => value === null;
exports.isNumber = value => typeof value === 'number';
exports.isBoolean = value => typeof value === 'boolean';
exports.isRegExp = exports.types.isRegExp;
exports.isDate = exports.types.isDate;
exports.isError = exports.types.isNativeError;
exports._extend = (target, source) => Object.assign(target, source);
Object.defineProperty(exports, 'TextEncoder', { enumerable: true, get: () => require('internal/encoding').TextEncoder });
Object.defineProperty(exports, 'TextDecoder', { enumerable: true, get: () => require('internal/encoding').TextDecoder });
`;
