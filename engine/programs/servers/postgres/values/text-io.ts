import { compileRegex } from '../../../regex/regex.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { codes, PgError } from '../pg-error.js';
import { formatArray, parseArray } from './array-text.js';
import {
  formatDate,
  formatTime,
  formatTimestamp,
  formatTimestampTz,
  parseDate,
  parseTime,
  parseTimestamp,
  type DateContext,
} from './datetime.js';
import { Decimal } from './decimal.js';
import { formatInterval, parseInterval } from './interval.js';
import { formatJson, normalized, parseJson } from './json.js';
import { applyModifier } from './modifier.js';
import { displayType, type PgType } from './type-table.js';
import { ArrayValue, asArray, asBytes, asInterval, asJsonb, asNumber, asRow, Jsonb, type Value } from './value.js';

/** What texts depend on: the zone, the moment, and the names behind numbers such as regclass. */
export interface TextContext extends DateContext {
  readonly nameOfOid: (type: PgType, oid: number) => string;
  readonly oidOfName: (type: PgType, name: string) => number;
}

/** A float as C's `%.17g` shortened to what reads back as the same. */
export function formatFloat(value: number, isSingle = false): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  if (Object.is(value, -0)) return '-0';
  const text = isSingle ? shortestSingle(value) : String(value);
  const [, sign = '', digits = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]?\d+))?$/.exec(text) ?? [];
  const all = (digits + fraction).replace(/^0+(?=\d)/, '');
  const power = Number(exponent) - fraction.length + all.length - 1;
  const limit = isSingle ? 6 : 15;
  if (power >= -5 + 1 && power < limit) return power >= limit ? text : plain(sign, all, power);
  const mantissa = all.replace(/0+$/, '');
  const tail = mantissa.length > 1 ? `${mantissa.charAt(0)}.${mantissa.slice(1)}` : mantissa;
  return `${sign}${tail}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function plain(sign: string, digits: string, power: number): string {
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`.replace(/\.?0+$/, '') || '0';
  const padded = digits.padEnd(power + 1, '0');
  const fraction = padded.slice(power + 1).replace(/0+$/, '');
  return `${sign}${padded.slice(0, power + 1)}${fraction === '' ? '' : `.${fraction}`}`;
}

function shortestSingle(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === Math.fround(value)) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** The text of a value that is not null. */
export function outputText(type: PgType, value: Value, context: TextContext): string {
  if (type.element && value instanceof ArrayValue) {
    const { element } = type;
    if (type.name === 'int2vector' || type.name === 'oidvector') return value.elements.map(String).join(' ');
    return formatArray(value, item => outputText(element, item, context));
  }
  switch (type.name) {
    case 'bool':
      return value === true ? 't' : 'f';
    case 'int2vector':
    case 'oidvector':
      return asArray(value).elements.map(String).join(' ');
    case 'float8':
    case 'float4':
      return formatFloat(asNumber(value), type.name === 'float4');
    case 'date':
      return formatDate(asNumber(value));
    case 'time':
      return formatTime(asNumber(value));
    case 'timestamp':
      return formatTimestamp(asNumber(value));
    case 'timestamptz':
      return formatTimestampTz(asNumber(value), context.zone);
    case 'interval':
      return formatInterval(asInterval(value));
    case 'jsonb':
      return formatJson(asJsonb(value));
    case 'bytea':
      return `\\x${hexOf(asBytes(value))}`;
    case 'record':
      return formatRow(asRow(value).texts);
    case 'regclass':
    case 'regtype':
    case 'regproc':
    case 'regprocedure':
    case 'regnamespace':
    case 'regrole':
      return context.nameOfOid(type, asNumber(value));
    case 'void':
      return '';
    default:
      return plainText(value);
  }
}

/** Numbers and texts, as JavaScript writes them. */
function plainText(value: Value): string {
  if (value instanceof Decimal) return value.toString();
  if (typeof value === 'object') throw new Error('postgres: a value of a type without a text form');
  return String(value);
}

function formatRow(texts: readonly (string | null)[]): string {
  const fields = texts.map(text => {
    if (text === null) return '';
    return text === '' || /[\s"(),\\]/.test(text) ? `"${text.replace(/["\\]/g, '$&$&')}"` : text;
  });
  return `(${fields.join(',')})`;
}

function invalid(type: PgType, text: string): PgError {
  const name = type.name === 'bpchar' ? 'character' : displayType(type);
  return new PgError(codes.invalidText, `invalid input syntax for type ${name}: "${text}"`);
}

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  int2: [-32768, 32767],
  int4: [-2147483648, 2147483647],
  oid: [0, 4294967295],
};

function readInteger(type: PgType, text: string): Value {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw invalid(type, text);
  const big = BigInt(text.trim().replace(/^\+/, ''));
  const range = ranges[type.name];
  const fits = range ? big >= range[0] && big <= range[1] : big >= -(2n ** 63n) && big < 2n ** 63n;
  if (!fits) throw new PgError(codes.numericOutOfRange, `value "${text}" is out of range for type ${displayType(type)}`);
  return type.name === 'int8' ? big : Number(big);
}

function readFloat(type: PgType, text: string): number {
  const trimmed = text.trim();
  const special = /^([-+]?)(?:inf|infinity)$/i.exec(trimmed);
  if (special) return special[1] === '-' ? -Infinity : Infinity;
  if (/^nan$/i.test(trimmed)) return NaN;
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(trimmed)) throw invalid(type, text);
  const value = Number(trimmed);
  if (!Number.isFinite(value)) throw new PgError(codes.numericOutOfRange, `"${trimmed}" is out of range for type ${type.display}`);
  return type.name === 'float4' ? Math.fround(value) : value;
}

function readBoolean(type: PgType, text: string): boolean {
  const word = text.trim().toLowerCase();
  if (word !== '' && ('true'.startsWith(word) || 'yes'.startsWith(word) || word === 'on' || word === '1')) return true;
  if (word !== '' && ('false'.startsWith(word) || 'no'.startsWith(word) || word === 'off' || word === 'of' || word === '0')) return false;
  throw invalid(type, text);
}

function readBytes(text: string): Uint8Array {
  if (text.startsWith('\\x')) {
    const digits = text.slice(2).replace(/\s/g, '');
    const bad = /[^0-9a-fA-F]/.exec(digits);
    if (bad) throw new PgError(codes.invalidParameter, `invalid hexadecimal digit: "${bad[0]}"`);
    if (digits.length % 2 === 1) throw new PgError(codes.invalidParameter, 'invalid hexadecimal data: odd number of digits');
    return Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(digits.slice(i * 2, i * 2 + 2), 16));
  }
  return encodeUtf8(text.replace(/\\(\\|[0-3][0-7]{2})/g, (_, escape: string) => (escape === '\\' ? '\\' : escapedByte(escape))));
}

/** A byte in octal; one that is no ASCII stands as the text module has it. */
function escapedByte(octal: string): string {
  return decodeUtf8(Uint8Array.of(parseInt(octal, 8)));
}

function readUuid(type: PgType, text: string): string {
  const digits = text
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .replaceAll('-', '')
    .toLowerCase();
  if (!compileRegex('^[0-9a-f]{32}$', { syntax: 'extended' }).test(digits)) throw invalid(type, text);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Reads a value's text as its type, cut or refused by what stands in the type's parentheses. */
export function inputText(type: PgType, typmod: number, text: string, context: TextContext, isExplicit = false): Value {
  const value = readValue(type, typmod, text, context);
  return typmod < 0 ? value : applyModifier(type, typmod, value, isExplicit);
}

function readValue(type: PgType, typmod: number, text: string, context: TextContext): Value {
  const { element } = type;
  if (element) return parseArray(text, item => inputText(element, typmod, item, context));
  if (type.labels) {
    if (type.labels.includes(text)) return text;
    throw new PgError(codes.invalidText, `invalid input value for enum ${type.display}: "${text}"`);
  }
  const read = readers[type.name];
  return read ? read(type, text, context) : text;
}

type Reader = (type: PgType, text: string, context: TextContext) => Value;

function readNumeric(type: PgType, text: string): Decimal {
  const value = Decimal.parse(text);
  if (!value) throw invalid(type, text);
  return value;
}

/** Well-formed JSON stays as it was written. */
function readJson(_type: PgType, text: string): string {
  parseJson(text);
  return text;
}

function readOidByName(type: PgType, text: string, context: TextContext): number {
  return /^\d+$/.test(text) ? Number(text) : context.oidOfName(type, text);
}

function readVector(_type: PgType, text: string): ArrayValue {
  return new ArrayValue(text.split(' ').filter(Boolean).map(Number));
}

/** How a text becomes a value, for the types that are more than their text. */
const readers: Readonly<Record<string, Reader>> = {
  bool: readBoolean,
  int2: readInteger,
  int4: readInteger,
  int8: readInteger,
  oid: readInteger,
  xid: readInteger,
  float4: readFloat,
  float8: readFloat,
  numeric: readNumeric,
  date: (_, text, context) => parseDate(text, context),
  time: (_, text) => parseTime(text),
  timestamp: (_, text, context) => parseTimestamp(text, context, false),
  timestamptz: (_, text, context) => parseTimestamp(text, context, true),
  interval: (_, text) => parseInterval(text),
  uuid: readUuid,
  json: readJson,
  jsonb: (_, text) => new Jsonb(normalized(parseJson(text))),
  bytea: (_, text) => readBytes(text),
  int2vector: readVector,
  oidvector: readVector,
  regclass: readOidByName,
  regtype: readOidByName,
  regproc: readOidByName,
  regprocedure: readOidByName,
  regnamespace: readOidByName,
  regrole: readOidByName,
  name: (_, text) => text.slice(0, 63),
  char: (_, text) => text.slice(0, 1),
};
