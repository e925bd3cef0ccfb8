import { sqlErrors } from '../sql-error.js';
import type { ColumnType } from '../values/column-type.js';
import { Decimal } from '../values/decimal.js';
import { JsonSyntaxError, parseJson } from '../values/json.js';
import { isRealDate, withDigits } from '../values/temporal.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { isJson, numberPrefix, toBytes, toDateTime, toDecimal, toInteger, toNumber, toText, toTime, type Value } from '../values/value.js';
import type { Context } from './context.js';

/** CAST(value AS type): what does not fit is made to fit, with a warning. */
export function castValue(value: Value, type: ColumnType, context: Context): Value {
  if (value === null) return null;
  switch (type.name) {
    case 'bigint':
      return castInteger(value, type.unsigned === true, context);
    case 'decimal':
      return castDecimal(value, type, context);
    case 'double':
    case 'float':
      return toNumber(value);
    case 'date':
    case 'datetime':
      return castMoment(value, type, context);
    case 'time': {
      const time = toTime(value);
      if (!time) context.warn(sqlErrors.truncatedIncorrect('time', toText(value)));
      return time ? withDigits(time, type.scale ?? 0) : null;
    }
    case 'year':
      return BigInt(Math.trunc(toNumber(value)));
    case 'json':
      return castJson(value);
    case 'varbinary':
      return type.length === undefined ? toBytes(value) : toBytes(value).subarray(0, type.length);
    default: {
      const text = value instanceof Uint8Array ? decodeUtf8(value) : toText(value);
      if (type.length === undefined) return text;
      const cut = [...text].slice(0, type.length).join('');
      if (cut.length < text.length) context.warn(sqlErrors.truncatedIncorrect(`CHAR(${String(type.length)})`, text));
      return cut;
    }
  }
}

function castInteger(value: Value, unsigned: boolean, context: Context): Value {
  let whole: bigint;
  if (typeof value === 'string' || value instanceof Uint8Array) {
    const text = toText(value);
    const digits = /^\s*[-+]?\d+/.exec(text)?.[0] ?? '';
    if (digits.trim() !== text.trim() || text === '') context.warn(sqlErrors.truncatedIncorrect('INTEGER', text));
    whole = BigInt(digits.trim().replace(/^\+/, '') || '0');
  } else whole = toInteger(value);
  return unsigned ? BigInt.asUintN(64, whole) : BigInt.asIntN(64, whole);
}

function castDecimal(value: Value, type: ColumnType, context: Context): Value {
  if (typeof value === 'string' && !numberPrefix(value).isWhole) context.warn(sqlErrors.truncatedIncorrect('DECIMAL', value));
  const scale = type.scale ?? 0;
  const exact = toDecimal(value).rescale(scale);
  const limit = new Decimal(10n ** BigInt(type.length ?? 10) - 1n, scale);
  if (exact.compare(limit) <= 0 && exact.negate().compare(limit) <= 0) return exact;
  context.warn(sqlErrors.outOfRange(toText(value), 1));
  return exact.unscaled < 0n ? limit.negate() : limit;
}

function castMoment(value: Value, type: ColumnType, context: Context): Value {
  const moment = toDateTime(value, context.now);
  if (!moment || !isRealDate(moment)) {
    context.warn(sqlErrors.incorrectMoment('datetime', toText(value)));
    return null;
  }
  if (type.name === 'date') return { ...moment, kind: 'date', hour: 0, minute: 0, second: 0, micro: 0, digits: 0 };
  return withDigits({ ...moment, kind: 'datetime' }, type.scale ?? 0);
}

function castJson(value: Value): Value {
  if (isJson(value)) return value;
  if (typeof value === 'bigint' || typeof value === 'number') return { kind: 'json', value };
  if (value instanceof Decimal) return { kind: 'json', value: value.toNumber() };
  const text = value instanceof Uint8Array ? decodeUtf8(encodeUtf8(toText(value))) : toText(value);
  try {
    return { kind: 'json', value: parseJson(text) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw sqlErrors.invalidJsonArgument(1, 'cast_as_json', error.message, error.position);
  }
}
