import { formatShell } from '../../bson/shell-text.js';
import { isNumeric, toDecimal, toNumber } from '../../bson/compare.js';
import { Decimal } from '../../bson/decimal.js';
import { encodeBson } from '../../bson/encode.js';
import { formatDouble, isoOf } from '../../bson/ejson.js';
import { BsonDate, Int32, isDoc, Long, ObjectId, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { hasType, typeName, typeNumbers } from '../../query/type-names.js';
import { parseDate } from '../date-text.js';
import type { Operator } from '../expression.js';
import { of, one } from './build.js';

/** The failures that `onError` of `$convert` catches. */
function failure(value: Value, to: string, why?: string): MongoError {
  if (why !== undefined) return new MongoError(241, why);
  return new MongoError(241, `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`);
}

function parse(value: string, to: string): number {
  const text = value;
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) || (to !== 'double' && !/^[+-]?\d+$/.test(text)))
    throw failure(
      value,
      to,
      `Failed to parse number '${value}' in $convert with no onError value: ${text === '' ? 'Empty string' : `Did not consume whole string.`}`,
    );
  return Number(text);
}

function toWhole(value: Value, to: 'int' | 'long'): Value {
  if (value instanceof BsonDate && to === 'long') return new Long(BigInt(value.ms));
  if (typeof value === 'boolean') return to === 'int' ? new Int32(Number(value)) : new Long(value ? 1n : 0n);
  if (typeof value === 'string' && to === 'long') {
    parse(value, to);
    return new Long(BigInt(value));
  }
  const number = typeof value === 'string' ? parse(value, to) : isNumeric(value) ? Math.trunc(toNumber(value)) : undefined;
  if (number === undefined) throw failure(value, to);
  if (!Number.isFinite(number))
    throw failure(
      value,
      to,
      `Attempt to convert ${Number.isNaN(number) ? 'NaN' : 'infinity'} value to integer type in $convert with no onError value`,
    );
  const limit = to === 'int' ? 2 ** 31 : 2 ** 63;
  if (number >= limit || number < -limit)
    throw failure(value, to, `Conversion would overflow target type in $convert with no onError value: ${String(number)}`);
  return to === 'int' ? new Int32(number) : value instanceof Long ? value : new Long(BigInt(number));
}

function toDouble(value: Value): Value {
  if (isNumeric(value)) return toNumber(value);
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof BsonDate) return value.ms;
  if (typeof value === 'string') return parse(value, 'double');
  throw failure(value, 'double');
}

function toDecimalValue(value: Value): Value {
  if (isNumeric(value)) return toDecimal(value);
  if (typeof value === 'boolean') return Decimal.of(value ? 1n : 0n, 0);
  if (value instanceof BsonDate) return Decimal.of(BigInt(value.ms), 0);
  const parsed = typeof value === 'string' ? Decimal.parse(value) : undefined;
  if (parsed) return parsed;
  throw failure(
    value,
    'decimal',
    typeof value === 'string'
      ? `Failed to parse number '${value}' in $convert with no onError value: Failed to parse string to decimal`
      : undefined,
  );
}

/** A value as `$toString` gives it. */
function toText(value: Value): Value {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof ObjectId) return value.hex;
  if (value instanceof BsonDate) return isoOf(value.ms);
  if (typeof value === 'number') return formatDouble(value).replace(/^(-?\d+)\.0$/, '$1');
  if (value instanceof Int32 || value instanceof Long || value instanceof Decimal)
    return value instanceof Decimal ? value.toString() : value.value.toString();
  throw failure(value, 'string');
}

function toDate(value: Value): Value {
  if (value instanceof BsonDate) return value;
  if (value instanceof ObjectId) return new BsonDate(Number.parseInt(value.hex.slice(0, 8), 16) * 1000);
  if (isNumeric(value) && !(value instanceof Int32)) return new BsonDate(Math.trunc(toNumber(value)));
  if (typeof value !== 'string') throw failure(value, 'date');
  const ms = parseDate(value);
  if (ms === undefined)
    throw failure(
      value,
      'date',
      `Error parsing date string '${value}'; 0: passing a time zone identifier as part of the string is not allowed '${value.slice(0, 1)}'`,
    );
  return new BsonDate(ms);
}

function toObjectId(value: Value): Value {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') throw failure(value, 'objectId');
  if (!/^[0-9a-f]{24}$/i.test(value))
    throw failure(
      value,
      'objectId',
      `Failed to parse objectId '${value}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found ${String(value.length)}`,
    );
  return new ObjectId(value.toLowerCase());
}

const converters: Readonly<Record<string, (value: Value) => Value>> = {
  int: value => toWhole(value, 'int'),
  long: value => toWhole(value, 'long'),
  double: toDouble,
  decimal: toDecimalValue,
  string: toText,
  bool: value => (typeof value === 'boolean' ? value : isNumeric(value) ? toNumber(value) !== 0 : true),
  date: toDate,
  objectId: toObjectId,
};

function converterFor(to: Value | undefined): (value: Value) => Value {
  const name =
    typeof to === 'string' ? to : isNumeric(to) ? [...typeNumbers].find(([, number]) => number === toNumber(to))?.[0] : undefined;
  const found = name !== undefined && Object.hasOwn(converters, name) ? converters[name] : undefined;
  if (!found) throw new MongoError('BadValue', `Unknown type name: ${formatShell(to ?? null)}`);
  return found;
}

const convert: Operator = (argument, compiler) => {
  if (!isDoc(argument))
    throw new MongoError('FailedToParse', `$convert expects an object of named arguments but found: ${typeName(argument)}`);
  const [input, to] = ['input', 'to'].map(key => compiler.compile(argument.get(key) ?? null));
  const [onError, onNull] = ['onError', 'onNull'].map(key => (argument.has(key) ? compiler.compile(argument.get(key) ?? null) : undefined));
  return scope => {
    const value = input?.(scope);
    if (value === undefined || value === null) return onNull?.(scope) ?? null;
    try {
      return converterFor(to?.(scope))(value);
    } catch (error) {
      if (onError && error instanceof MongoError && error.code === 241) return onError(scope);
      throw error;
    }
  };
};

export const conversions: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$convert', convert],
  ...Object.entries(converters).map(([type, converter]): [string, Operator] => {
    const name = `$to${type.charAt(0).toUpperCase()}${type.slice(1)}`;
    return [name, one(name, converter)];
  }),
  ['$type', of('$type', 1, 1, ([value]) => typeName(value))],
  ['$isNumber', of('$isNumber', 1, 1, ([value]) => hasType(value, 'number'))],
  ['$bsonSize', one('$bsonSize', value => new Int32(isDoc(value) ? bsonSize(value) : 0))],
]);

function bsonSize(value: ReadonlyMap<string, Value>): number {
  return encodeBson(new Map(value)).length;
}
