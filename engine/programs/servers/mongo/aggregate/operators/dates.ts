import { formatShell } from '../../bson/shell-text.js';
import { numberOf } from '../../bson/compare.js';
import { BsonDate, doc, int, isDoc, Long, ObjectId, Timestamp, type Value } from '../../bson/values.js';
import { MongoError, notSimulated } from '../../errors.js';
import { typeName } from '../../query/type-names.js';
import { datePartsOf, formatDate, offsetOf, parseDate, type DateParts } from '../date-text.js';
import type { Compiler, Evaluate, Operator, Scope } from '../expression.js';
import { addUnits, differenceIn, truncateTo } from '../date-units.js';

function msOf(value: Value): number {
  if (value instanceof BsonDate) return value.ms;
  if (value instanceof Timestamp) return value.seconds * 1000;
  if (value instanceof ObjectId) return Number.parseInt(value.hex.slice(0, 8), 16) * 1000;
  throw new MongoError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

function zoneOf(value: Value | undefined): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'string') throw new MongoError(40517, `timezone must evaluate to a string, found ${typeName(value)}`);
  const offset = offsetOf(value);
  if (offset !== undefined) return offset;
  if (/^[A-Z][A-Za-z_]+\/[A-Z]/.test(value)) throw notSimulated(`the time zone ${value}; give its offset`);
  throw new MongoError(40485, `unrecognized time zone identifier: "${value}"`);
}

/** The fields of an operator's document, compiled. */
function named(
  name: string,
  argument: Value,
  compiler: Compiler,
  known: readonly string[],
): (key: string, scope: Scope) => Value | undefined {
  if (!isDoc(argument)) throw new MongoError(18629, `${name} only supports an object as its argument`);
  const strange = [...argument.keys()].find(key => !known.includes(key));
  if (strange !== undefined) throw new MongoError(18534, `Unrecognized argument to ${name}: ${strange}`);
  const compiled = new Map([...argument].map(([key, value]): [string, Evaluate] => [key, compiler.compile(value)]));
  return (key, scope) => compiled.get(key)?.(scope);
}

function part(name: string, key: keyof DateParts, isLong = false): [string, Operator] {
  return [
    name,
    (argument, compiler) => {
      const isForm = isDoc(argument) && argument.has('date');
      const get = isForm ? named(name, argument, compiler, ['date', 'timezone']) : undefined;
      const plain = get ? undefined : compiler.compile(Array.isArray(argument) && argument.length === 1 ? (argument[0] ?? null) : argument);
      return scope => {
        const value = get ? get('date', scope) : plain?.(scope);
        if (value === undefined || value === null) return null;
        const number = datePartsOf(msOf(value), zoneOf(get?.('timezone', scope)))[key];
        return isLong ? new Long(BigInt(number)) : int(number);
      };
    },
  ];
}

const dateToString: Operator = (argument, compiler) => {
  const get = named('$dateToString', argument, compiler, ['date', 'format', 'timezone', 'onNull']);
  return scope => {
    const value = get('date', scope);
    if (value === undefined || value === null) return get('onNull', scope) ?? null;
    const zone = get('timezone', scope);
    const format = get('format', scope) ?? (zone === undefined ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L');
    if (typeof format !== 'string')
      throw new MongoError(18533, `$dateToString requires that 'format' be a string, found: ${typeName(format)}`);
    return formatDate(msOf(value), format, zoneOf(zone));
  };
};

const dateFromString: Operator = (argument, compiler) => {
  const get = named('$dateFromString', argument, compiler, ['dateString', 'format', 'timezone', 'onNull', 'onError']);
  if (isDoc(argument) && argument.has('format')) throw notSimulated('format of $dateFromString');
  return scope => {
    const value = get('dateString', scope);
    if (value === undefined || value === null) return get('onNull', scope) ?? null;
    const ms = typeof value === 'string' ? parseDate(value) : undefined;
    if (ms !== undefined) return new BsonDate(ms - zoneOf(get('timezone', scope)));
    const other = get('onError', scope);
    if (other !== undefined) return other;
    throw new MongoError(
      241,
      typeof value === 'string'
        ? `Error parsing date string '${value}'; 0: Unexpected character '${value.slice(0, 1)}'`
        : `$dateFromString requires that 'dateString' be a string, found: ${typeName(value)} with value ${formatShell(value)}`,
    );
  };
};

const dateToParts: Operator = (argument, compiler) => {
  const get = named('$dateToParts', argument, compiler, ['date', 'timezone', 'iso8601']);
  return scope => {
    const value = get('date', scope);
    if (value === undefined || value === null) return null;
    const { year, month, day, hour, minute, second, millisecond } = datePartsOf(msOf(value), zoneOf(get('timezone', scope)));
    return doc(
      Object.fromEntries(
        Object.entries({ year, month, day, hour, minute, second, millisecond }).map(([key, number]) => [key, int(number)]),
      ),
    );
  };
};

const dateFromParts: Operator = (argument, compiler) => {
  const get = named('$dateFromParts', argument, compiler, ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond', 'timezone']);
  return scope => {
    const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0] = [
      'year',
      'month',
      'day',
      'hour',
      'minute',
      'second',
      'millisecond',
    ].map(key => numberOf(get(key, scope)));
    return year === undefined
      ? null
      : new BsonDate(Date.UTC(year, month - 1, day, hour, minute, second, ms) - zoneOf(get('timezone', scope)));
  };
};

function unitOf(name: string, value: Value | undefined): string {
  if (typeof value === 'string' && /^(year|quarter|month|week|day|hour|minute|second|millisecond)$/.test(value)) return value;
  throw new MongoError(5439013, `${name} requires 'unit' to be a valid time unit`);
}

function shifting(name: string, sign: number): [string, Operator] {
  return [
    name,
    (argument, compiler) => {
      const get = named(name, argument, compiler, ['startDate', 'unit', 'amount', 'timezone']);
      return scope => {
        const start = get('startDate', scope) ?? null;
        const amount = get('amount', scope) ?? null;
        if (start === null || amount === null) return null;
        return new BsonDate(addUnits(msOf(start), unitOf(name, get('unit', scope)), sign * (numberOf(amount) ?? 0)));
      };
    },
  ];
}

const dateDiff: Operator = (argument, compiler) => {
  const get = named('$dateDiff', argument, compiler, ['startDate', 'endDate', 'unit', 'timezone', 'startOfWeek']);
  return scope => {
    const [start, end] = [get('startDate', scope) ?? null, get('endDate', scope) ?? null];
    if (start === null || end === null) return null;
    const zone = zoneOf(get('timezone', scope));
    return new Long(BigInt(differenceIn(unitOf('$dateDiff', get('unit', scope)), msOf(start) + zone, msOf(end) + zone)));
  };
};

const dateTrunc: Operator = (argument, compiler) => {
  const get = named('$dateTrunc', argument, compiler, ['date', 'unit', 'binSize', 'timezone', 'startOfWeek']);
  return scope => {
    const value = get('date', scope) ?? null;
    if (value === null) return null;
    const zone = zoneOf(get('timezone', scope));
    return new BsonDate(
      truncateTo(unitOf('$dateTrunc', get('unit', scope)), msOf(value) + zone, numberOf(get('binSize', scope)) ?? 1) - zone,
    );
  };
};

export const dates: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  part('$year', 'year'),
  part('$month', 'month'),
  part('$dayOfMonth', 'day'),
  part('$hour', 'hour'),
  part('$minute', 'minute'),
  part('$second', 'second'),
  part('$millisecond', 'millisecond'),
  part('$dayOfYear', 'dayOfYear'),
  part('$dayOfWeek', 'dayOfWeek'),
  part('$week', 'week'),
  part('$isoWeek', 'isoWeek'),
  part('$isoWeekYear', 'isoYear', true),
  part('$isoDayOfWeek', 'isoDayOfWeek'),
  ['$dateToString', dateToString],
  ['$dateFromString', dateFromString],
  ['$dateToParts', dateToParts],
  ['$dateFromParts', dateFromParts],
  shifting('$dateAdd', 1),
  shifting('$dateSubtract', -1),
  ['$dateDiff', dateDiff],
  ['$dateTrunc', dateTrunc],
]);
