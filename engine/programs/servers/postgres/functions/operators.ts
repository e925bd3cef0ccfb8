import { codes, PgError } from '../pg-error.js';
import { compareValues } from '../values/compare.js';
import { DAY_MICROS } from '../values/datetime.js';
import { divisionByZero } from '../values/decimal.js';
import { addIntervals, addToTimestamp, scaleInterval } from '../values/interval.js';
import { builtin, type PgType } from '../values/type-table.js';
import { asArray, asBigInt, asBoolean, asDecimal, asInterval, asNumber, asText, Interval, type Row, type Value } from '../values/value.js';
import { toInt2, toInt4, toInt8 } from './casts.js';
import { power } from './decimal-math.js';
import { operator, type CallContext } from './registry.js';

const comparable =
  'bool char name int8 int2 int4 text oid float4 float8 bpchar date time timestamp timestamptz interval numeric uuid jsonb bytea anyarray record xid';
const tests: Readonly<Record<string, (order: number) => boolean>> = {
  '=': order => order === 0,
  '<>': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

for (const name of comparable.split(' ')) {
  const type = builtin(name);
  for (const [symbol, test] of Object.entries(tests)) {
    operator(`${name} ${symbol} ${name} bool`, ([a, b], context) => test(compareFor(type, a ?? null, b ?? null, context)));
  }
}

function compareFor(type: PgType, a: Value, b: Value, { types, runtime }: CallContext): number {
  return compareValues(a, b, type.category === 'P' || types[0]?.name === 'name' ? (types[0] ?? type) : type, runtime.session.collation);
}

const integer = (args: Row): readonly [number, number] => [asNumber(args[0]), asNumber(args[1])];
const long = (args: Row): readonly [bigint, bigint] => [asBigInt(args[0]), asBigInt(args[1])];

function nonZero<T extends number | bigint>(value: T): T {
  if (Number(value) === 0) throw divisionByZero();
  return value;
}

for (const [type, fit] of [
  ['int2', toInt2],
  ['int4', toInt4],
] as const) {
  const form = (symbol: string): string => `${type} ${symbol} ${type} ${type}`;
  operator(form('+'), args => fit(integer(args)[0] + integer(args)[1]));
  operator(form('-'), args => fit(integer(args)[0] - integer(args)[1]));
  operator(form('*'), args => fit(integer(args)[0] * integer(args)[1]));
  operator(form('/'), args => fit(Math.trunc(integer(args)[0] / nonZero(integer(args)[1])) + 0));
  operator(form('%'), args => (integer(args)[0] % nonZero(integer(args)[1])) + 0);
  operator(form('&'), args => integer(args)[0] & integer(args)[1]);
  operator(form('|'), args => integer(args)[0] | integer(args)[1]);
  operator(form('#'), args => integer(args)[0] ^ integer(args)[1]);
  operator(`${type} << int4 ${type}`, args => integer(args)[0] << integer(args)[1]);
  operator(`${type} >> int4 ${type}`, args => integer(args)[0] >> integer(args)[1]);
  operator(`- ${type} ${type}`, ([a]) => fit(0 - asNumber(a)));
  operator(`~ ${type} ${type}`, ([a]) => ~asNumber(a));
  operator(`@ ${type} ${type}`, ([a]) => fit(Math.abs(asNumber(a))));
}
operator('int8 + int8 int8', args => toInt8(long(args)[0] + long(args)[1]));
operator('int8 - int8 int8', args => toInt8(long(args)[0] - long(args)[1]));
operator('int8 * int8 int8', args => toInt8(long(args)[0] * long(args)[1]));
operator('int8 / int8 int8', args => toInt8(long(args)[0] / nonZero(long(args)[1])));
operator('int8 % int8 int8', args => long(args)[0] % nonZero(long(args)[1]));
operator('int8 & int8 int8', args => long(args)[0] & long(args)[1]);
operator('int8 | int8 int8', args => long(args)[0] | long(args)[1]);
operator('int8 # int8 int8', args => long(args)[0] ^ long(args)[1]);
operator('int8 << int4 int8', ([a, b]) => BigInt.asIntN(64, asBigInt(a) << BigInt(asNumber(b) & 63)));
operator('int8 >> int4 int8', ([a, b]) => asBigInt(a) >> BigInt(asNumber(b) & 63));
operator('- int8 int8', ([a]) => toInt8(-asBigInt(a)));
operator('@ int8 int8', ([a]) => toInt8(asBigInt(a) < 0n ? -asBigInt(a) : asBigInt(a)));
operator('+ int4 int4|+ int8 int8|+ int2 int2|+ float8 float8|+ numeric numeric', ([a]) => a ?? null);

operator('numeric + numeric numeric', ([a, b]) => asDecimal(a).add(asDecimal(b)));
operator('numeric - numeric numeric', ([a, b]) => asDecimal(a).subtract(asDecimal(b)));
operator('numeric * numeric numeric', ([a, b]) => asDecimal(a).multiply(asDecimal(b)));
operator('numeric / numeric numeric', ([a, b]) => asDecimal(a).divide(asDecimal(b)));
operator('numeric % numeric numeric', ([a, b]) => asDecimal(a).remainder(asDecimal(b)));
operator('numeric ^ numeric numeric', ([a, b]) => power(asDecimal(a), asDecimal(b)));
operator('- numeric numeric', ([a]) => asDecimal(a).negate());
operator('@ numeric numeric', ([a]) => (asDecimal(a).digits < 0n ? asDecimal(a).negate() : (a ?? null)));

function finite(value: number, ...from: readonly number[]): number {
  if (!Number.isFinite(value) && from.every(Number.isFinite)) throw new PgError(codes.numericOutOfRange, 'value out of range: overflow');
  return value;
}

for (const type of ['float4', 'float8']) {
  const fit = type === 'float4' ? Math.fround : (value: number): number => value;
  const form = (symbol: string): string => `${type} ${symbol} ${type} ${type}`;
  operator(form('+'), args => fit(finite(integer(args)[0] + integer(args)[1], ...integer(args))));
  operator(form('-'), args => fit(finite(integer(args)[0] - integer(args)[1], ...integer(args))));
  operator(form('*'), args => fit(finite(integer(args)[0] * integer(args)[1], ...integer(args))));
  operator(form('/'), args => fit(finite(integer(args)[0] / nonZero(integer(args)[1]), ...integer(args))));
  operator(`- ${type} ${type}`, ([a]) => -asNumber(a));
  operator(`@ ${type} ${type}`, ([a]) => Math.abs(asNumber(a)));
}
operator('float8 ^ float8 float8', args => {
  const [a, b] = integer(args);
  if (a < 0 && !Number.isInteger(b)) throw new PgError('2201F', 'a negative number raised to a non-integer power yields a complex result');
  if (a === 0 && b < 0) throw new PgError('2201F', 'zero raised to a negative power is undefined');
  return finite(a ** b, a, b);
});
operator('|/ float8 float8', ([a]) => Math.sqrt(asNumber(a)));
operator('||/ float8 float8', ([a]) => Math.cbrt(asNumber(a)));

operator('date + int4 date', args => integer(args)[0] + integer(args)[1]);
operator('int4 + date date', args => integer(args)[0] + integer(args)[1]);
operator('date - int4 date', args => integer(args)[0] - integer(args)[1]);
operator('date - date int4', args => integer(args)[0] - integer(args)[1]);
operator('date + time timestamp', args => integer(args)[0] * DAY_MICROS + integer(args)[1]);
operator('date + interval timestamp', ([a, b]) => addToTimestamp(asNumber(a) * DAY_MICROS, asInterval(b)));
operator('date - interval timestamp', ([a, b]) => addToTimestamp(asNumber(a) * DAY_MICROS, asInterval(b), -1));
operator('interval + date timestamp', ([a, b]) => addToTimestamp(asNumber(b) * DAY_MICROS, asInterval(a)));
operator('timestamp + interval timestamp', ([a, b]) => addToTimestamp(asNumber(a), asInterval(b)));
operator('timestamp - interval timestamp', ([a, b]) => addToTimestamp(asNumber(a), asInterval(b), -1));
operator('interval + timestamp timestamp', ([a, b]) => addToTimestamp(asNumber(b), asInterval(a)));

/** Days and months are those of the session's zone. */
function zoned(moment: Value | undefined, span: Value | undefined, sign: 1 | -1, { runtime }: CallContext): Value {
  const offset = runtime.session.text.zone.offsetMinutes * 60_000_000;
  return addToTimestamp(asNumber(moment) + offset, asInterval(span), sign) - offset;
}

operator('timestamptz + interval timestamptz', ([a, b], context) => zoned(a, b, 1, context));
operator('timestamptz - interval timestamptz', ([a, b], context) => zoned(a, b, -1, context));
operator('interval + timestamptz timestamptz', ([a, b], context) => zoned(b, a, 1, context));
operator('timestamp - timestamp interval|timestamptz - timestamptz interval', args => spanBetween(integer(args)[0] - integer(args)[1]));

function spanBetween(micros: number): Interval {
  const days = Math.trunc(micros / DAY_MICROS);
  return new Interval(0, days, micros - days * DAY_MICROS);
}

const wrapDay = (micros: number): number => ((micros % DAY_MICROS) + DAY_MICROS) % DAY_MICROS;
operator('time + interval time', ([a, b]) => wrapDay(asNumber(a) + asInterval(b).micros));
operator('time - interval time', ([a, b]) => wrapDay(asNumber(a) - asInterval(b).micros));
operator('time - time interval', args => new Interval(0, 0, integer(args)[0] - integer(args)[1]));
operator('interval + interval interval', ([a, b]) => addIntervals(asInterval(a), asInterval(b)));
operator('interval - interval interval', ([a, b]) => addIntervals(asInterval(a), asInterval(b), -1));
operator('interval * float8 interval', ([a, b]) => scaleInterval(asInterval(a), asNumber(b)));
operator('float8 * interval interval', ([a, b]) => scaleInterval(asInterval(b), asNumber(a)));
operator('interval / float8 interval', ([a, b]) => scaleInterval(asInterval(a), 1 / nonZero(asNumber(b))));
operator('- interval interval', ([a]) => scaleInterval(asInterval(a), -1));

operator('text ^@ text bool', ([a, b]) => asText(a).startsWith(asText(b)));
operator('bool = bool bool', ([a, b]) => asBoolean(a) === asBoolean(b));
operator('anyarray @> anyarray bool', ([a, b], context) => containsAll(a, b, context));
operator('anyarray <@ anyarray bool', ([a, b], context) => containsAll(b, a, context));
operator('anyarray && anyarray bool', ([a, b], { types, runtime }) => {
  const element = types[0]?.element ?? builtin('text');
  return asArray(a).elements.some(
    item =>
      item !== null &&
      asArray(b).elements.some(other => other !== null && compareValues(item, other, element, runtime.session.collation) === 0),
  );
});

function containsAll(a: Value | undefined, b: Value | undefined, { types, runtime }: CallContext): boolean {
  const element = types[0]?.element ?? builtin('text');
  return asArray(b).elements.every(
    item =>
      item !== null && asArray(a).elements.some(own => own !== null && compareValues(own, item, element, runtime.session.collation) === 0),
  );
}
