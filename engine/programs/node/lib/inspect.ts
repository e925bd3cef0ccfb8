/** util.inspect: how node shows values. */
export const inspect = String.raw`
const stacks = require('internal/stacks');
const { reduce } = require('internal/inspect-layout');
const style = startup.release.style;
const custom = Symbol.for('nodejs.util.inspect.custom');
const colors = { number: [33, 39], bigint: [33, 39], boolean: [33, 39], string: [32, 39], symbol: [32, 39], undefined: [90, 39], null: [1, 22], special: [36, 39], date: [35, 39], regexp: [31, 39], module: [4, 24] };
const MAX_NODES = 200000;

function paint(ctx, text, kind) {
  return ctx.colors && colors[kind] ? '\x1b[' + colors[kind][0] + 'm' + text + '\x1b[' + colors[kind][1] + 'm' : text;
}
function quote(text) {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('\u0060') && !text.includes('$' + '{') ? '\u0060' : "'";
  const escaped = text.replace(/[\x00-\x1f\x7f-\x9f\\]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, c => {
    const known = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v', '\\': '\\\\' }[c];
    if (known) return known;
    const code = c.charCodeAt(0);
    return code < 256 ? '\\x' + code.toString(16).toUpperCase().padStart(2, '0') : '\\u' + code.toString(16).toUpperCase();
  });
  return mark + (mark === "'" ? escaped.replace(/'/g, "\\'") : escaped) + mark;
}
exports.quote = quote;

function inspect(value, options, ...legacy) {
  const given = typeof options === 'object' && options !== null ? options : { showHidden: options === true, depth: legacy[0], colors: legacy[1] };
  const ctx = {
    seen: [], circular: new Map(), indent: 0, level: 0, nodes: 0,
    depth: 2, colors: false, showHidden: false, compact: 3, breakLength: style < 12 ? 60 : 80, maxArrayLength: 100, maxStringLength: style < 20 ? Infinity : 10000,
    sorted: false, getters: false, customInspect: true, numericSeparator: false,
  };
  for (const key of Object.keys(given)) if (given[key] !== undefined) ctx[key] = given[key];
  if (ctx.depth === null) ctx.depth = Infinity;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  return formatValue(ctx, value, 0, true);
}

function formatPrimitive(ctx, value) {
  switch (typeof value) {
    case 'string': {
      let text = value;
      let rest = '';
      if (text.length > ctx.maxStringLength) {
        rest = '... ' + (text.length - ctx.maxStringLength) + ' more characters';
        text = text.slice(0, ctx.maxStringLength);
      }
      if (ctx.compact !== true && text.length > 16 && text.length > ctx.breakLength - ctx.indent - 4 && text.includes('\n')) {
        return text.split(/(?<=\n)/).map(line => paint(ctx, quote(line), 'string')).join(' +\n' + ' '.repeat(ctx.indent + 2)) + rest;
      }
      return paint(ctx, quote(text), 'string') + rest;
    }
    case 'number': return paint(ctx, Object.is(value, -0) ? '-0' : String(value), 'number');
    case 'bigint': return paint(ctx, value + 'n', 'bigint');
    case 'boolean': return paint(ctx, String(value), 'boolean');
    case 'undefined': return paint(ctx, 'undefined', 'undefined');
    case 'symbol': return paint(ctx, String(value), 'symbol');
  }
  return paint(ctx, 'null', 'null');
}

function formatValue(ctx, value, level, typed) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return formatPrimitive(ctx, value);
  if (ctx.customInspect) {
    const own = value[custom];
    if (typeof own === 'function' && own !== inspect) {
      const depth = ctx.depth - level;
      const result = own.call(value, depth, { ...ctx, depth, stylize: (text, kind) => paint(ctx, text, kind) }, inspect);
      if (result !== value) return typeof result === 'object' ? formatValue(ctx, result, level) : String(result).replace(/\n/g, '\n' + ' '.repeat(ctx.indent));
    }
  }
  if (ctx.seen.includes(value)) {
    let index = ctx.circular.get(value);
    if (index === undefined) { index = ctx.circular.size + 1; ctx.circular.set(value, index); }
    return paint(ctx, style < 14 ? '[Circular]' : '[Circular *' + index + ']', 'special');
  }
  return formatObject(ctx, value, level);
}

function constructorName(value) {
  for (let object = value; object; object = Object.getPrototypeOf(object)) {
    const found = Object.getOwnPropertyDescriptor(object, 'constructor');
    if (found && typeof found.value === 'function' && found.value.name !== '') {
      return object === value || value instanceof found.value ? found.value.name : found.value.name;
    }
  }
  return null;
}
function prefix(name, tag, fallback, size) {
  const label = name === null ? '[' + fallback + (size === undefined ? '' : '(' + size + ')') + ': null prototype] ' : name + (size === undefined ? '' : '(' + size + ')') + ' ';
  return tag !== '' && name !== tag ? label + '[' + tag + '] ' : label;
}

function keysOf(value, showHidden) {
  const keys = showHidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  const symbols = Object.getOwnPropertySymbols(value);
  return keys.concat(symbols.filter(symbol => showHidden || Object.prototype.propertyIsEnumerable.call(value, symbol)));
}

function formatObject(ctx, value, level) {
  const name = constructorName(value);
  let tag = value[Symbol.toStringTag];
  if (typeof tag !== 'string' || (tag !== '' && ((ctx.showHidden ? Object.hasOwn(value, Symbol.toStringTag) : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag)) || tag === name))) tag = '';
  let keys = keysOf(value, ctx.showHidden);
  let braces = ['{', '}'];
  let base = '';
  let entries = () => [];
  let isArrayLike = false;
  const list = Array.isArray(value);
  if (list) {
    const label = name !== 'Array' || tag !== '' ? prefix(name, tag, 'Array', value.length) : '';
    keys = keys.filter(key => typeof key === 'symbol' || !isIndex(key) );
    braces = [label + '[', ']'];
    if (value.length === 0 && keys.length === 0) return braces[0] + ']';
    isArrayLike = true;
    entries = () => arrayEntries(ctx, value, level);
  } else if (value instanceof Set) {
    braces[0] = prefix(name, tag, 'Set', style < 14 ? undefined : value.size) + '{';
    if (value.size === 0 && keys.length === 0) return braces[0] + '}';
    entries = () => [...value].map(item => nested(ctx, item, level));
  } else if (value instanceof Map) {
    braces[0] = prefix(name, tag, 'Map', style < 14 ? undefined : value.size) + '{';
    if (value.size === 0 && keys.length === 0) return braces[0] + '}';
    entries = () => [...value].map(([key, item]) => nested(ctx, key, level) + ' => ' + nested(ctx, item, level));
  } else if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    keys = keys.filter(key => typeof key === 'symbol' || !isIndex(key));
    braces = [prefix(name, tag === name ? '' : tag, 'TypedArray', style < 14 ? undefined : value.length).replace(/\[[A-Z]\w+Array\] /, '') + (style < 14 ? '' : '') + '[', ']'];
    if (value.length === 0 && keys.length === 0) return braces[0] + ']';
    isArrayLike = true;
    entries = () => arrayEntries(ctx, value, level);
  } else if (value instanceof DataView) {
    braces[0] = prefix(name, '', 'DataView') + '{';
    entries = () => ['byteLength', 'byteOffset', 'buffer'].map(key => key + ': ' + nested(ctx, value[key], level));
  } else if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
    braces[0] = prefix(name, '', 'ArrayBuffer') + '{';
    const bytes = new Uint8Array(value);
    const hex = [...bytes.subarray(0, 50)].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
    entries = () => ['[Uint8Contents]: <' + hex + (bytes.length > 50 ? ' ... ' + (bytes.length - 50) + ' more byte' + (bytes.length > 51 ? 's' : '') : '') + '>', 'byteLength: ' + formatPrimitive(ctx, value.byteLength)];
  } else if (typeof value === 'function') {
    base = functionBase(value, name, tag);
    if (keys.length === 0) return paint(ctx, base, 'special');
  } else if (value instanceof RegExp) {
    base = RegExp.prototype.toString.call(value);
    if (keys.length === 0 || level > ctx.depth) return paint(ctx, base, 'regexp');
  } else if (value instanceof Date) {
    base = Number.isNaN(value.getTime()) ? 'Invalid Date' : Date.prototype.toISOString.call(value);
    if (keys.length === 0) return paint(ctx, base, 'date');
  } else if (value instanceof Error) {
    base = errorBase(ctx, value, keys);
    keys = keys.filter(key => !((key === 'name' || key === 'message' || key === 'stack') && base.includes(String(value[key]))));
    if (value.cause !== undefined && Object.hasOwn(value, 'cause') && !keys.includes('cause')) keys.push('cause');
    if (Array.isArray(value.errors) && !keys.includes('errors')) keys.push('errors');
    if (keys.length === 0) return base;
  } else if (value instanceof Promise) {
    braces[0] = prefix(name, '', 'Promise') + '{';
    const state = require('internal/promise-state').stateOf(value);
    entries = () => state.kind === 'pending' ? [paint(ctx, '<pending>', 'special')]
      : [(state.kind === 'rejected' ? paint(ctx, '<rejected>', 'special') + ' ' : '') + nested(ctx, state.value, level)];
  } else if (value instanceof WeakMap || value instanceof WeakSet) {
    braces[0] = prefix(name, '', 'WeakMap') + '{';
    entries = () => [paint(ctx, '<items unknown>', 'special')];
  } else if (value instanceof String || value instanceof Number || value instanceof Boolean || value instanceof BigInt || value instanceof Symbol) {
    const kind = value instanceof String ? 'String' : value instanceof Number ? 'Number' : value instanceof Boolean ? 'Boolean' : value instanceof BigInt ? 'BigInt' : 'Symbol';
    base = '[' + kind + ': ' + formatPrimitive({ ...ctx, colors: false }, value.valueOf()) + ']';
    if (kind === 'String') keys = keys.filter(key => typeof key === 'symbol' || !isIndex(key));
    if (keys.length === 0) return paint(ctx, base, kind.toLowerCase());
  } else if (tag === 'Arguments' || Object.prototype.toString.call(value) === '[object Arguments]') {
    braces = ['[Arguments] [', ']'];
    keys = keys.filter(key => typeof key === 'symbol' || !isIndex(key));
    isArrayLike = true;
    if (value.length === 0) return '[Arguments] []';
    entries = () => Array.from(value, item => nested(ctx, item, level));
  } else if (/ Iterator$/.test(tag)) {
    braces[0] = 'Object [' + tag + '] {';
    if (keys.length === 0) return braces[0] + '}';
  } else {
    if (keys.length === 0 && name === 'Object' && tag === '') return '{}';
    braces[0] = name === 'Object' && tag === '' ? '{' : prefix(name, tag, 'Object') + '{';
    if (keys.length === 0) return braces[0] + '}';
  }
  if (level > ctx.depth) {
    const label = prefix(name, tag, list ? 'Array' : 'Object').slice(0, -1);
    return paint(ctx, '[' + (list ? 'Array' : name === null ? label : label) + ']', 'special');
  }
  ctx.seen.push(value);
  ctx.level = level;
  const output = entries();
  for (const key of keys) output.push(property(ctx, value, key, level, isArrayLike));
  ctx.seen.pop();
  if (ctx.circular.has(value) && style >= 14) {
    const mark = paint(ctx, '<ref *' + ctx.circular.get(value) + '>', 'special');
    if (ctx.compact !== true) base = base === '' ? mark : mark + ' ' + base;
    else braces[0] = mark + ' ' + braces[0];
  }
  if (ctx.sorted) isArrayLike ? output.splice(output.length - keys.length, keys.length, ...output.slice(output.length - keys.length).sort()) : output.sort();
  if (++ctx.nodes > MAX_NODES) ctx.depth = -1;
  return reduce(ctx, output, base, braces, isArrayLike, level, value);
}

function isIndex(key) { return /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 4294967295; }

function functionBase(value, name, tag) {
  let source = '';
  try { source = Function.prototype.toString.call(value); } catch {}
  if (/^class\b/.test(source)) {
    const parent = Object.getPrototypeOf(value);
    return '[class ' + (Object.hasOwn(value, 'name') && value.name ? value.name : '(anonymous)') + (parent && parent.name ? ' extends ' + parent.name : '') + ']';
  }
  const proto = Object.getPrototypeOf(value);
  let kind = proto && proto.constructor && /Function$/.test(proto.constructor.name) ? proto.constructor.name : 'Function';
  if (/^async\s*\*|^async\s+function\s*\*/.test(source)) kind = 'AsyncGeneratorFunction';
  else if (/^function\s*\*|^\*/.test(source)) kind = 'GeneratorFunction';
  else if (/^async\b/.test(source)) kind = 'AsyncFunction';
  const label = value.name === '' || typeof value.name !== 'string' ? '[' + kind + (style < 12 ? ']' : ' (anonymous)]') : '[' + kind + ': ' + value.name + ']';
  return (style < 14 && (value.name === '' ) ? '[' + kind + ']' : label) + (tag !== '' && tag !== kind ? ' [' + tag + ']' : '');
}

function errorBase(ctx, error, keys) {
  stacks.complete(error);
  let text = typeof error.stack === 'string' && error.stack !== '' ? error.stack : Error.prototype.toString.call(error);
  const name = constructorName(error);
  for (const key of ['name', 'message', 'stack']) {
    const at = keys.indexOf(key);
    if (at >= 0 && text.includes(String(error[key]))) keys.splice(at, 1);
  }
  text = improveStack(error, name, text);
  if (!/\n {4}at /.test(text)) text = '[' + text + ']';
  if (ctx.indent > 0) text = text.replace(/\n/g, '\n' + ' '.repeat(ctx.indent));
  return text;
}

/** The class of an error is named where its stack does not: 'NotFound [Error]: …', or 'HttpError: …' when 'Error' is part of its name. */
function improveStack(error, name, text) {
  const own = typeof error.name === 'string' ? error.name : 'Error';
  if (!name || name === 'Error' || text.split('\n')[0].includes(name)) return text;
  const match = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/.exec(text) || /^([a-z_A-Z0-9-]*Error)$/.exec(text);
  const shown = match ? match[1] : '';
  if (!shown || own === undefined) return text;
  if (name.includes(shown)) return name + text.slice(shown.length);
  return name + ' [' + shown + ']' + text.slice(shown.length);
}

function nested(ctx, value, level) {
  ctx.indent += 2;
  const text = formatValue(ctx, value, level + 1);
  ctx.indent -= 2;
  return text;
}

function arrayEntries(ctx, value, level) {
  const output = [];
  const shown = Math.min(Math.max(0, ctx.maxArrayLength), value.length);
  let index = 0;
  for (; index < value.length && output.length < shown; index++) {
    if (index in value) { output.push(nested(ctx, value[index], level)); continue; }
    let count = 0;
    while (index + count < value.length && !(index + count in value)) count++;
    output.push(paint(ctx, '<' + count + ' empty item' + (count > 1 ? 's' : '') + '>', 'undefined'));
    index += count - 1;
  }
  const left = value.length - index;
  if (left > 0) output.push('... ' + left + ' more item' + (left > 1 ? 's' : ''));
  return output;
}

function property(ctx, object, key, level, isArrayLike) {
  const descriptor = Object.getOwnPropertyDescriptor(object, key) || { value: object[key], enumerable: true };
  let text;
  if (descriptor.value !== undefined || !('get' in descriptor) || (!descriptor.get && !descriptor.set)) {
    const wide = ctx.compact !== true && !isArrayLike ? 2 : 3;
    ctx.indent += wide;
    text = formatValue(ctx, descriptor.value, level + 1);
    ctx.indent -= wide;
  } else if (descriptor.get) {
    text = paint(ctx, descriptor.set ? '[Getter/Setter]' : '[Getter]', 'special');
  } else text = paint(ctx, '[Setter]', 'special');
  let label;
  if (typeof key === 'symbol') label = '[' + paint(ctx, String(key), 'symbol') + ']';
  else if (key === '__proto__') label = "['__proto__']";
  else if (/^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key)) label = key;
  else label = paint(ctx, quote(key), 'string');
  if (!descriptor.enumerable) label = '[' + (typeof key === 'symbol' ? String(key) : key) + ']';
  return label + ':' + ' ' + text;
}

inspect.custom = custom;
inspect.defaultOptions = {};
exports.inspect = inspect;
exports.formatWith = (options, args) => require('internal/format').formatWith(options, args);

`;
