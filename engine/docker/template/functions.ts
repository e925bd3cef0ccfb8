import { compareValues, equalValues } from './compare.js';
import { FunctionError } from './function-error.js';
import { goPrintf } from './printf.js';
import { typeInfoOf } from './type-info.js';
import { printAll, printLine, printValue } from './print.js';
import { GoFloat, JsonNumber, NilPointer, GoStruct, entryOf, isList, isMap, isTrue, typeName, type Value, type ValueMap } from './value.js';

/** What a parameter takes; 'any' is everything. */
export type Parameter = 'any' | 'string' | 'int' | 'strings';

/** A function that templates can call. `rest` is the type of any further arguments. */
export interface TemplateFunction {
  readonly parameters: readonly Parameter[];
  readonly rest?: Parameter;
  /** Throws FunctionError with what went wrong; the evaluator says where. */
  readonly call: (args: readonly Value[]) => Value;
}

/** The functions of text/template itself; `and` and `or` are the evaluator's, because they do not look at everything. */
export const goFunctions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['and', { parameters: ['any'], rest: 'any', call: args => args.find(value => !isTrue(value)) ?? args.at(-1) }],
  ['or', { parameters: ['any'], rest: 'any', call: args => args.find(isTrue) ?? args.at(-1) }],
  ['not', { parameters: ['any'], call: ([value]) => !isTrue(value) }],
  ['len', { parameters: ['any'], call: ([value]) => lengthOf(plainText(value)) }],
  ['index', { parameters: ['any'], rest: 'any', call: ([value, ...keys]) => indexAll(value, keys) }],
  ['slice', { parameters: ['any'], rest: 'any', call: ([value, ...bounds]) => sliceOf(plainText(value), bounds) }],
  ['print', { parameters: [], rest: 'any', call: printAll }],
  ['println', { parameters: [], rest: 'any', call: printLine }],
  [
    'printf',
    { parameters: ['string'], rest: 'any', call: ([format, ...args]) => goPrintf(typeof format === 'string' ? format : '', args) },
  ],
  ['html', { parameters: [], rest: 'any', call: args => escapeHtml(joinArguments(args)) }],
  ['js', { parameters: [], rest: 'any', call: args => escapeJs(joinArguments(args)) }],
  ['urlquery', { parameters: [], rest: 'any', call: args => escapeQuery(joinArguments(args)) }],
  // The evaluator refuses it, for no value can be called.
  ['call', { parameters: ['any'], rest: 'any', call: () => undefined }],
  ['eq', { parameters: ['any'], rest: 'any', call: ([first, ...others]) => equalsAny(first, others) }],
  ['ne', { parameters: ['any', 'any'], call: ([a, b]) => !equalValues(a, b) }],
  ['lt', { parameters: ['any', 'any'], call: ([a, b]) => compareValues(a, b) < 0 }],
  ['le', { parameters: ['any', 'any'], call: ([a, b]) => compareValues(a, b) <= 0 }],
  ['gt', { parameters: ['any', 'any'], call: ([a, b]) => compareValues(a, b) > 0 }],
  ['ge', { parameters: ['any', 'any'], call: ([a, b]) => compareValues(a, b) >= 0 }],
]);

/** A json.Number is a text to functions. */
function plainText(value: Value): Value {
  return value instanceof JsonNumber ? value.text : value;
}

function equalsAny(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new FunctionError('missing argument for comparison');
  return others.some(other => equalValues(first, other));
}

function lengthOf(value: Value): number {
  if (value === undefined || value === null) throw new FunctionError('reflect: call of reflect.Value.Type on zero Value');
  if (typeof value === 'string') return utf8Length(value);
  if (isList(value)) return value.length;
  if (isMap(value)) return Object.keys(value).length;
  throw new FunctionError(value instanceof NilPointer ? 'len of nil pointer' : `len of type ${typeName(value)}`);
}

function indexAll(value: Value, keys: readonly Value[]): Value {
  if (value === undefined || value === null) throw new FunctionError('index of untyped nil');
  return keys.reduce<Value>(indexOnce, value);
}

function indexOnce(item: Value, key: Value): Value {
  const value = plainText(item);
  if (value === undefined || value === null) throw new FunctionError('index of untyped nil');
  if (value instanceof NilPointer) throw new FunctionError('index of nil pointer');
  if (isMap(value)) {
    if (key === undefined || key === null || key instanceof NilPointer) throw new FunctionError('value is nil; should be of type string');
    if (typeof key !== 'string') throw new FunctionError(`value has type ${typeName(key)}; should be string`);
    return Object.hasOwn(value, key) ? entryOf(value, key) : zeroOf(value);
  }
  if (isList(value)) return value[indexOf(key, value.length, 'slice')];
  if (typeof value === 'string') return byteAt(value, indexOf(key, utf8Length(value), 'string'));
  throw new FunctionError(`can't index item of type ${typeName(value)}`);
}

/** What a map gives for a key that it lacks. */
function zeroOf(map: ValueMap): Value {
  const zero = typeInfoOf(map)?.zero;
  return zero === '' || zero === 0 || zero === false ? zero : undefined;
}

/** An index into so many items. Go lets the number right behind the last one pass, and fails over it with other words. */
function indexOf(key: Value, count: number, what: 'slice' | 'string'): number {
  const index = indexWithin(key, count);
  if (index === count) throw new FunctionError(`reflect: ${what} index out of range`);
  return index;
}

/** A list index or slice bound, at most `last`. */
function indexWithin(key: Value, last: number): number {
  if (key === undefined || key === null) throw new FunctionError('cannot index slice/array with nil');
  const index = key instanceof GoFloat ? undefined : key;
  if (typeof index !== 'number' || !Number.isInteger(index)) {
    throw new FunctionError(`cannot index slice/array with type ${typeName(key)}`);
  }
  if (index < 0 || index > last) throw new FunctionError(`index out of range: ${String(index)}`);
  return index;
}

function sliceOf(value: Value, bounds: readonly Value[]): Value {
  if (value === undefined || value === null) throw new FunctionError('slice of untyped nil');
  if (bounds.length > 3) throw new FunctionError(`too many slice indexes: ${String(bounds.length)}`);
  if (typeof value !== 'string' && !isList(value)) throw new FunctionError(`can't slice item of type ${typeName(value)}`);
  if (typeof value === 'string' && bounds.length === 3) throw new FunctionError('cannot 3-index slice a string');
  const length = typeof value === 'string' ? utf8Length(value) : value.length;
  const [start = 0, end = length] = bounds.map(bound => indexWithin(bound, length));
  if (start > end) throw new FunctionError(`invalid slice index: ${String(start)} > ${String(end)}`);
  return typeof value === 'string' ? sliceBytes(value, start, end) : value.slice(start, end);
}

// Go's strings are bytes; offsets and lengths count them.

function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) length += byteCount(char);
  return length;
}

export function byteCount(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0xdc80 && code <= 0xdcff) return 1;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

function bytesOf(text: string): readonly number[] {
  return [...text].flatMap(char => {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0xdc80 && code <= 0xdcff) return [code - 0xdc00];
    if (code < 0x80) return [code];
    if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 0x3f)];
    if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
    return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  });
}

function byteAt(text: string, index: number): number {
  return bytesOf(text)[index] ?? 0;
}

/** A cut in the middle of a character leaves its bytes as lone surrogates, which are written as those bytes. */
function sliceBytes(text: string, start: number, end: number): string {
  let at = 0;
  let result = '';
  for (const char of text) {
    const size = byteCount(char);
    if (at >= start && at + size <= end) result += char;
    else if (at + size > start && at < end) {
      const part = bytesOf(char).slice(Math.max(0, start - at), Math.min(size, end - at));
      result += String.fromCharCode(...part.map(byte => 0xdc00 + byte));
    }
    at += size;
  }
  return result;
}

function joinArguments(args: readonly Value[]): string {
  const [only] = args;
  return args.length === 1 && typeof only === 'string'
    ? only
    : printAll(args.map(value => (value instanceof GoStruct ? printValue(value) : (value ?? '<no value>'))));
}

function escapeHtml(text: string): string {
  const replacements: Readonly<Record<string, string>> = {
    '\0': '\ufffd',
    '"': '&#34;',
    "'": '&#39;',
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
  };
  return text.replace(/[\0"'&<>]/g, char => replacements[char] ?? char);
}

function escapeJs(text: string): string {
  const replacements: Readonly<Record<string, string>> = {
    '\\': '\\\\',
    "'": "\\'",
    '"': '\\"',
    '<': '\\u003C',
    '>': '\\u003E',
    '&': '\\u0026',
    '=': '\\u003D',
  };
  return text.replace(/[\\'"<>&=]|[\0-\x1f]/g, char => {
    return replacements[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

function escapeQuery(text: string): string {
  return bytesOf(text)
    .map(byte => {
      const char = String.fromCharCode(byte);
      if (/[A-Za-z0-9\-_.~]/.test(char)) return char;
      return char === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
