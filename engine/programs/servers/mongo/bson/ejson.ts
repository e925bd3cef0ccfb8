import { base64 as base64Of } from '../../../net/url.js';
import { bytesOfBase64 } from './base64.js';
import { toNumber, isNumeric } from './compare.js';
import { Decimal } from './decimal.js';
import {
  Binary,
  BsonDate,
  Code,
  Int32,
  isDoc,
  isList,
  Long,
  MAX_KEY,
  MIN_KEY,
  ObjectId,
  Regex,
  Timestamp,
  type Doc,
  type Value,
} from './values.js';

export interface EjsonOptions {
  /** Numbers and dates as readable as JSON allows. */
  readonly relaxed: boolean;
  /** Spaces of indentation; left out, all is on one line. */
  readonly indent?: number;
}

/** Extended JSON v2. */
export function formatEjson(value: Value, options: EjsonOptions, depth = 0): string {
  if (isDoc(value)) {
    const parts = [...value].map(([name, item]) => `${JSON.stringify(name)}:${gap(options)}${formatEjson(item, options, depth + 1)}`);
    return wrap('{}', parts, options, depth);
  }
  if (isList(value))
    return wrap(
      '[]',
      value.map(item => formatEjson(item, options, depth + 1)),
      options,
      depth,
    );
  return formatScalar(value, options);
}

function gap({ indent }: EjsonOptions): string {
  return indent === undefined ? '' : ' ';
}

function wrap(braces: '{}' | '[]', parts: readonly string[], { indent }: EjsonOptions, depth: number): string {
  const [open, close] = [braces.charAt(0), braces.charAt(1)];
  if (indent === undefined || parts.length === 0) return `${open}${parts.join(',')}${close}`;
  const inner = `\n${' '.repeat(indent * (depth + 1))}`;
  return `${open}${inner}${parts.join(`,${inner}`)}\n${' '.repeat(indent * depth)}${close}`;
}

function formatScalar(value: Exclude<Value, Doc | Value[]>, { relaxed }: EjsonOptions): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (isNumeric(value)) return formatNumber(value, relaxed);
  if (value instanceof ObjectId) return `{"$oid":"${value.hex}"}`;
  if (value instanceof BsonDate) return formatDate(value, relaxed);
  if (value instanceof Binary)
    return `{"$binary":{"base64":"${base64Of(value.bytes)}","subType":"${value.subtype.toString(16).padStart(2, '0')}"}}`;
  if (value instanceof Regex)
    return `{"$regularExpression":{"pattern":${JSON.stringify(value.pattern)},"options":${JSON.stringify(value.options)}}}`;
  if (value instanceof Timestamp) return `{"$timestamp":{"t":${String(value.seconds)},"i":${String(value.increment)}}}`;
  if (value instanceof Code)
    return `{"$code":${JSON.stringify(value.source)}${value.scope ? `,"$scope":${formatEjson(value.scope, { relaxed })}` : ''}}`;
  return value.kind === 'min' ? '{"$minKey":1}' : '{"$maxKey":1}';
}

function formatNumber(value: number | Int32 | Long | Decimal, relaxed: boolean): string {
  if (value instanceof Decimal) return `{"$numberDecimal":"${value.toString()}"}`;
  if (value instanceof Long) return relaxed ? value.value.toString() : `{"$numberLong":"${value.value.toString()}"}`;
  if (value instanceof Int32) return relaxed ? String(value.value) : `{"$numberInt":"${String(value.value)}"}`;
  const text = formatDouble(value);
  return relaxed && Number.isFinite(value) ? text : `{"$numberDouble":"${text}"}`;
}

/** A double always shows that it is one. */
export function formatDouble(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(1) : String(value);
}

const LAST_ISO_MS = 253_402_300_799_999;

function formatDate({ ms }: BsonDate, relaxed: boolean): string {
  if (relaxed && ms >= 0 && ms <= LAST_ISO_MS) return `{"$date":"${isoOf(ms).replace('.000Z', 'Z')}"}`;
  return `{"$date":{"$numberLong":"${String(ms)}"}}`;
}

/** '2026-01-31T12:00:00.000Z'; moments out of reach show as the number they are. */
export function isoOf(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms);
}

const MAX_DEPTH = 200;

/** A value of JSON.parse with the `$` forms of Extended JSON taken as what they mean. Throws an Error with a sentence. */
export function fromEjson(value: unknown, depth = 0): Value {
  if (depth > MAX_DEPTH) throw new Error('the document is nested too deeply');
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return fromJsonNumber(value);
  if (Array.isArray(value)) return value.map(item => fromEjson(item, depth + 1));
  if (typeof value !== 'object') return null;
  const entries = Object.entries(value);
  const special = entries[0]?.[0].startsWith('$') ? fromSpecial(new Map(entries), depth) : undefined;
  return special ?? new Map(entries.map(([name, item]): [string, Value] => [name, fromEjson(item, depth + 1)]));
}

/** Numbers without a fraction are whole ones. */
function fromJsonNumber(value: number): Value {
  if (!Number.isInteger(value) || Object.is(value, -0)) return value;
  if (value >= -0x8000_0000 && value <= 0x7fff_ffff) return new Int32(value);
  return Number.isSafeInteger(value) ? new Long(BigInt(value)) : value;
}

/** Undefined when it is a document whose names only look special. */
function fromSpecial(fields: ReadonlyMap<string, unknown>, depth: number): Value | undefined {
  const [first] = fields;
  if (!first) return undefined;
  const [name, given] = first;
  const text = typeof given === 'string' ? given : undefined;
  if (fields.size > 2) return undefined;
  switch (name) {
    case '$oid':
      return text !== undefined && /^[0-9a-f]{24}$/i.test(text) ? new ObjectId(text.toLowerCase()) : undefined;
    case '$numberInt':
      return text === undefined ? undefined : new Int32(Number(text));
    case '$numberLong':
      return text !== undefined && /^[+-]?\d+$/.test(text) ? new Long(BigInt(text)) : undefined;
    case '$numberDouble':
      return text === undefined ? undefined : Number(text);
    case '$numberDecimal':
      return text === undefined ? undefined : Decimal.parse(text);
    case '$date':
      return fromDate(given);
    case '$minKey':
      return MIN_KEY;
    case '$maxKey':
      return MAX_KEY;
    default:
      return fromComposite(name, fields, depth);
  }
}

function fromDate(given: unknown): Value | undefined {
  if (typeof given === 'number') return new BsonDate(given);
  if (typeof given === 'string') return new BsonDate(Date.parse(given));
  const inner = fromEjson(given);
  return isNumeric(inner) ? new BsonDate(toNumber(inner)) : undefined;
}

function fromComposite(name: string, fields: ReadonlyMap<string, unknown>, depth: number): Value | undefined {
  const inner = (key: string, of: unknown): unknown =>
    typeof of === 'object' && of !== null && Object.hasOwn(of, key) ? (of as Readonly<Record<string, unknown>>)[key] : undefined;
  const given = fields.get(name);
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  switch (name) {
    case '$binary':
      if (typeof given === 'string') return new Binary(bytesOfBase64(given), Number.parseInt(text(fields.get('$type')), 16) || 0);
      return new Binary(bytesOfBase64(text(inner('base64', given))), Number.parseInt(text(inner('subType', given)), 16) || 0);
    case '$regularExpression':
      return new Regex(text(inner('pattern', given)), text(inner('options', given)));
    case '$timestamp':
      return new Timestamp(Number(inner('t', given)), Number(inner('i', given)));
    case '$code': {
      const scope = fields.has('$scope') ? fromEjson(fields.get('$scope'), depth + 1) : undefined;
      return new Code(text(given), isDoc(scope) ? scope : undefined);
    }
    default:
      return undefined;
  }
}
