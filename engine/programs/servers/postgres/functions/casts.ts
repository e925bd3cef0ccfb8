import { codes, PgError } from '../pg-error.js';
import { DAY_MICROS } from '../values/datetime.js';
import { Decimal } from '../values/decimal.js';
import { formatJson, isList, isObject, normalized, parseJson, type JsonNode } from '../values/json.js';
import { formatFloat, inputText, outputText } from '../values/text-io.js';
import { displayType, t, type PgType } from '../values/type-table.js';
import { ArrayValue, asBigInt, asBoolean, asDecimal, asJsonb, asNumber, asText, Interval, Jsonb, type Value } from '../values/value.js';
import type { Runtime } from '../plan/runtime.js';

/** When a cast happens by itself: anywhere, when a value is stored, or never. */
export type CastContext = 'implicit' | 'assignment' | 'explicit';
type Convert = (value: Value, runtime: Runtime) => Value;

export interface Cast {
  readonly context: CastContext;
  /** Undefined: the same bytes under another name. */
  readonly convert: Convert | undefined;
}

const casts = new Map<string, Cast>();

function cast(pairs: string, context: CastContext, convert?: Convert): void {
  for (const pair of pairs.split(',')) casts.set(pair.trim(), { context, convert });
}

function outOfRange(type: string): PgError {
  return new PgError(codes.numericOutOfRange, `${type} out of range`);
}

export function toInt2(value: number): number {
  if (!(value >= -32768 && value <= 32767)) throw outOfRange('smallint');
  return value;
}

export function toInt4(value: number): number {
  if (!(value >= -2147483648 && value <= 2147483647)) throw outOfRange('integer');
  return value;
}

export function toInt8(value: bigint): bigint {
  if (value < -(2n ** 63n) || value >= 2n ** 63n) throw outOfRange('bigint');
  return value;
}

/** Half goes to the even neighbour, as rint(3) does. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function wholeOf(value: number, type: string): bigint {
  if (!Number.isFinite(value)) throw outOfRange(type);
  return BigInt(roundHalfEven(value));
}

function numericWhole(value: Value, type: string): bigint {
  const decimal = asDecimal(value);
  if (decimal.isNaN) throw new PgError(codes.featureNotSupported, `cannot convert NaN to ${type}`);
  return decimal.toBigInt();
}

function big(value: bigint): number {
  return value > 9_000_000_000n || value < -9_000_000_000n ? (value > 0n ? 1e10 : -1e10) : Number(value);
}

cast('int2 int4, int2 oid, int4 oid', 'implicit');
cast('int4 int2', 'assignment', value => toInt2(asNumber(value)));
cast('int2 int8, int4 int8, oid int8', 'implicit', value => BigInt(asNumber(value)));
cast('oid int4', 'assignment');
cast('int8 oid', 'implicit', value => Number(asBigInt(value)));
cast('int8 int4', 'assignment', value => toInt4(big(asBigInt(value))));
cast('int8 int2', 'assignment', value => toInt2(big(asBigInt(value))));
cast('int2 numeric, int4 numeric', 'implicit', value => Decimal.of(BigInt(asNumber(value))));
cast('int8 numeric', 'implicit', value => Decimal.of(asBigInt(value)));
cast('int2 float8, int4 float8, int2 float4', 'implicit');
cast('int4 float4', 'implicit', value => Math.fround(asNumber(value)));
cast('int8 float8', 'implicit', value => Number(asBigInt(value)));
cast('int8 float4', 'implicit', value => Math.fround(Number(asBigInt(value))));
cast('numeric float8', 'implicit', value => asDecimal(value).toNumber());
cast('numeric float4', 'implicit', value => Math.fround(asDecimal(value).toNumber()));
cast('float4 float8', 'implicit');
cast('float8 float4', 'assignment', value => Math.fround(asNumber(value)));
cast('float8 numeric', 'assignment', value => Decimal.of(Number(asNumber(value).toPrecision(15))));
cast('float4 numeric', 'assignment', value => Decimal.parse(formatFloat(Number(asNumber(value).toPrecision(6)))) ?? Decimal.zero);
cast('numeric int4', 'assignment', value => toInt4(big(numericWhole(value, 'integer'))));
cast('numeric int2', 'assignment', value => toInt2(big(numericWhole(value, 'smallint'))));
cast('numeric int8', 'assignment', value => toInt8(numericWhole(value, 'bigint')));
cast('float8 int4, float4 int4', 'assignment', value => toInt4(big(wholeOf(asNumber(value), 'integer'))));
cast('float8 int2, float4 int2', 'assignment', value => toInt2(big(wholeOf(asNumber(value), 'smallint'))));
cast('float8 int8, float4 int8', 'assignment', value => toInt8(wholeOf(asNumber(value), 'bigint')));
cast('int4 bool', 'explicit', value => asNumber(value) !== 0);
cast('bool int4', 'explicit', value => (asBoolean(value) ? 1 : 0));
cast('bool text, bool varchar', 'assignment', value => (asBoolean(value) ? 'true' : 'false'));

cast('varchar text, text varchar, name text, varchar bpchar, text bpchar', 'implicit');
cast('bpchar text, bpchar varchar', 'implicit', value => asText(value).trimEnd());
cast('text name, varchar name', 'implicit', value => asText(value).slice(0, 63));
cast('name varchar, name bpchar', 'assignment');
cast('char text', 'implicit');
cast('text char', 'assignment', value => asText(value).slice(0, 1));
cast('char int4', 'explicit', value => asText(value).charCodeAt(0));

cast('date timestamp', 'implicit', value => asNumber(value) * DAY_MICROS);
cast('date timestamptz', 'implicit', (value, runtime) => asNumber(value) * DAY_MICROS - zoneMicros(runtime));
cast('timestamp timestamptz', 'implicit', (value, runtime) => asNumber(value) - zoneMicros(runtime));
cast('timestamptz timestamp', 'assignment', (value, runtime) => asNumber(value) + zoneMicros(runtime));
cast('timestamp date', 'assignment', value => Math.floor(asNumber(value) / DAY_MICROS));
cast('timestamptz date', 'assignment', (value, runtime) => Math.floor((asNumber(value) + zoneMicros(runtime)) / DAY_MICROS));
cast('timestamp time', 'assignment', value => timeOfDay(asNumber(value)));
cast('timestamptz time', 'assignment', (value, runtime) => timeOfDay(asNumber(value) + zoneMicros(runtime)));
cast('time interval', 'implicit', value => new Interval(0, 0, asNumber(value)));
cast('interval time', 'assignment', value => (value instanceof Interval ? timeOfDay(value.micros) : 0));

cast('json jsonb', 'assignment', value => new Jsonb(normalized(parseJson(asText(value)))));
cast('jsonb json', 'assignment', value => formatJson(asJsonb(value)));
cast('jsonb numeric', 'explicit', value => jsonNumber(asJsonb(value), 'numeric'));
cast('jsonb int4', 'explicit', value => toInt4(big(jsonNumber(asJsonb(value), 'integer').toBigInt())));
cast('jsonb int2', 'explicit', value => toInt2(big(jsonNumber(asJsonb(value), 'smallint').toBigInt())));
cast('jsonb int8', 'explicit', value => toInt8(jsonNumber(asJsonb(value), 'bigint').toBigInt()));
cast('jsonb float8', 'explicit', value => jsonNumber(asJsonb(value), 'double precision').toNumber());
cast('jsonb bool', 'explicit', value => {
  const node = asJsonb(value);
  if (typeof node !== 'boolean') throw badJsonCast(node, 'boolean');
  return node;
});
for (const name of ['regclass', 'regtype', 'regproc', 'regprocedure', 'regnamespace', 'regrole']) {
  cast(`${name} oid, oid ${name}, int4 ${name}`, 'implicit');
  cast(`${name} int4`, 'assignment');
  cast(`int8 ${name}`, 'implicit', value => Number(asBigInt(value)));
  cast(`${name} int8`, 'assignment', value => BigInt(asNumber(value)));
}
cast('text regclass, varchar regclass', 'implicit', (value, runtime) => inputText(t.regclass, -1, asText(value), runtime.session.text));

function zoneMicros(runtime: Runtime): number {
  return runtime.session.text.zone.offsetMinutes * 60_000_000;
}

function timeOfDay(micros: number): number {
  return micros - Math.floor(micros / DAY_MICROS) * DAY_MICROS;
}

function jsonNumber(node: JsonNode, type: string): Decimal {
  if (node instanceof Decimal) return node;
  throw badJsonCast(node, type);
}

function badJsonCast(node: JsonNode, type: string): PgError {
  const kind =
    node === null ? 'null' : isList(node) ? 'array' : isObject(node) ? 'object' : node instanceof Decimal ? 'numeric' : typeof node;
  return new PgError(codes.invalidParameter, `cannot cast jsonb ${kind} to type ${type}`);
}

/** The cast from a type to another that is allowed here; undefined when there is none. */
export function findCast(from: PgType, to: PgType, context: CastContext): Cast | undefined {
  if (from.oid === to.oid) return { context: 'implicit', convert: undefined };
  const known = casts.get(`${from.name} ${to.name}`);
  if (known) return allows(known.context, context) ? known : undefined;
  const { element: fromElement } = from;
  const { element: toElement } = to;
  if (fromElement && toElement && from.category === 'A') {
    const element = findCast(fromElement, toElement, context);
    return element && { context: element.context, convert: value => convertArray(value, element) };
  }
  return textCast(from, to, context);
}

function allows(cast: CastContext, wanted: CastContext): boolean {
  return cast === 'implicit' || wanted === 'explicit' || cast === wanted;
}

function convertArray(value: Value, element: Cast): Value {
  const { convert } = element;
  if (!(value instanceof ArrayValue) || !convert) return value;
  return new DeferredArray(value, convert);
}

/** An array whose elements are converted when it is known who runs. */
class DeferredArray extends ArrayValue {
  readonly convert: Convert;

  constructor(source: ArrayValue, convert: Convert) {
    super(source.elements, source.dimensions, source.lower);
    this.convert = convert;
  }
}

/** Every type becomes text when it is stored as text, and text any type when asked to. */
function textCast(from: PgType, to: PgType, context: CastContext): Cast | undefined {
  if (to.category === 'S' && context !== 'implicit' && from.category !== 'P')
    return { context: 'assignment', convert: (value, runtime) => outputText(from, value, runtime.session.text) };
  if (from.name === 'record' && to.category === 'S' && context === 'explicit')
    return { context, convert: (value, runtime) => outputText(from, value, runtime.session.text) };
  if (from.category === 'S' && context === 'explicit' && to.category !== 'P')
    return { context, convert: (value, runtime) => inputText(to, -1, asText(value), runtime.session.text, true) };
  return undefined;
}

/** Converts a value that is not null. */
export function runCast({ convert }: Cast, value: Value, runtime: Runtime): Value {
  if (!convert) return value;
  const converted = convert(value, runtime);
  if (!(converted instanceof DeferredArray)) return converted;
  const elements = converted.elements.map(item => (item === null ? null : converted.convert(item, runtime)));
  return new ArrayValue(elements, converted.dimensions, converted.lower);
}

export function cannotCast(from: PgType, to: PgType, at: number): PgError {
  return new PgError('42846', `cannot cast type ${displayType(from)} to ${displayType(to)}`, { at });
}
