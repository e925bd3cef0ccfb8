import { SqlError, sqlErrors } from '../sql-error.js';
import { collationKey } from './collation.js';
import { integerRange, isBinaryType, isInteger, maxLength, type ColumnType } from './column-type.js';
import { Decimal } from './decimal.js';
import { JsonSyntaxError, parseJson } from './json.js';
import { dateOf, isRealDate, MAX_TIME_MICROS, withDigits, type DateTime } from './temporal.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { isJson, isTemporal, numberPrefix, toBytes, toDateTime, toNumber, toNumeric, toText, toTime, type Value } from './value.js';

/** Where a value goes, and how strictly it is taken. */
export interface StoreContext {
  readonly column: string;
  /** The column as messages about wrong values quote it. */
  readonly shown: string;
  /** Counted from one. */
  readonly rowNumber: number;
  /** Strict mode: what does not fit is an error. Otherwise it is made to fit, and `warn` is told. */
  readonly strict: boolean;
  readonly allowsZeroDates: boolean;
  readonly checksJson: boolean;
  readonly warn: (error: SqlError) => void;
}

/** The value that a column of a type keeps; throws SqlError where it does not fit. */
export function storeValue(value: Value, type: ColumnType, context: StoreContext): Value {
  if (value === null) return null;
  if (isInteger(type)) return storeInteger(value, type, context);
  if (isBinaryType(type)) return type.name === 'bit' ? storeBit(value, type, context) : storeBinary(value, type, context);
  switch (type.name) {
    case 'decimal':
      return storeDecimal(value, type, context);
    case 'float':
    case 'double':
      return storeDouble(value, type, context);
    case 'date':
    case 'datetime':
    case 'timestamp':
      return storeMoment(value, type, context);
    case 'time':
      return storeTime(value, type, context);
    case 'year':
      return storeYear(value, context);
    case 'enum':
      return storeEnum(value, type, context);
    case 'set':
      return storeSet(value, type, context);
    case 'json':
      return storeJson(value, context);
    default:
      return storeText(value, type, context);
  }
}

/** Throws in strict mode; otherwise warns and takes what is offered instead. */
function refuse<T>(error: SqlError, instead: T, { strict, warn }: StoreContext): T {
  if (strict) throw error;
  warn(error);
  return instead;
}

/** The text's number, if it is nothing but one. */
function checkedNumeric(value: Value, kind: string, context: StoreContext): bigint | number | Decimal {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return toNumeric(value);
  const text = value instanceof Uint8Array ? decodeUtf8(value) : value;
  const prefix = numberPrefix(text);
  const exact = Decimal.parse(prefix.text) ?? new Decimal(0n, 0);
  if (prefix.isWhole) return exact;
  const isNothing = prefix.text === '';
  const error =
    isNothing || kind === 'decimal'
      ? sqlErrors.incorrectValue(kind, text, context.shown, context.rowNumber)
      : sqlErrors.truncated(context.column, context.rowNumber);
  return refuse(error, exact, context);
}

function storeInteger(value: Value, type: ColumnType, context: StoreContext): Value {
  const numeric = checkedNumeric(value, 'integer', context);
  const whole =
    typeof numeric === 'bigint'
      ? numeric
      : numeric instanceof Decimal
        ? numeric.toInteger()
        : BigInt(Number.isFinite(numeric) ? roundHalfEven(numeric) : 0);
  const [low, high] = integerRange(type);
  if (whole >= low && whole <= high) return whole;
  return refuse(sqlErrors.outOfRange(context.column, context.rowNumber), whole < low ? low : high, context);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function storeDecimal(value: Value, type: ColumnType, context: StoreContext): Value {
  const numeric = checkedNumeric(value, 'decimal', context);
  const exact = numeric instanceof Decimal ? numeric : typeof numeric === 'bigint' ? new Decimal(numeric, 0) : Decimal.ofNumber(numeric);
  const scale = type.scale ?? 0;
  const rounded = exact.rescale(scale);
  if (rounded.compare(exact) !== 0) context.warn(sqlErrors.truncatedNote(context.column, context.rowNumber));
  const limit = new Decimal(10n ** BigInt(type.length ?? 10) - 1n, scale);
  const size = rounded.unscaled < 0n ? rounded.negate() : rounded;
  const negative = rounded.unscaled < 0n;
  if (size.compare(limit) > 0)
    return refuse(sqlErrors.outOfRange(context.column, context.rowNumber), negative ? limit.negate() : limit, context);
  if (type.unsigned && negative) return refuse(sqlErrors.outOfRange(context.column, context.rowNumber), new Decimal(0n, scale), context);
  return rounded;
}

function storeDouble(value: Value, type: ColumnType, context: StoreContext): Value {
  const numeric = checkedNumeric(value, 'double', context);
  let number = numeric instanceof Decimal ? numeric.toNumber() : Number(numeric);
  if (type.scale !== undefined && type.length !== undefined) number = Decimal.ofNumber(number).rescale(type.scale).toNumber();
  if (type.unsigned && number < 0) return refuse(sqlErrors.outOfRange(context.column, context.rowNumber), 0, context);
  return type.name === 'float' ? Math.fround(number) : number;
}

function storeText(value: Value, type: ColumnType, context: StoreContext): Value {
  let text = toText(value);
  const limit = maxLength(type);
  if (type.collation?.startsWith('latin1') === true && /[^\0-\xff]/.test(text))
    return refuse(sqlErrors.incorrectString(badBytes(text), context.shown, context.rowNumber), text.replace(/[^\0-\xff]/g, '?'), context);
  if (limit !== undefined && text.length > limit) text = shorten(text, limit, type, context);
  return type.name === 'char' ? text.replace(/ +$/, '') : text;
}

function shorten(text: string, limit: number, type: ColumnType, context: StoreContext): string {
  const isCounted = type.name === 'char' || type.name === 'varchar';
  const characters = isCounted ? [...text] : [];
  const length = isCounted ? characters.length : encodeUtf8(text).length;
  if (length <= limit) return text;
  const kept = isCounted ? characters.slice(0, limit).join('') : decodeUtf8(encodeUtf8(text).subarray(0, limit));
  if (text.slice(kept.length).trim() === '' && isCounted) {
    context.warn(sqlErrors.truncatedNote(context.column, context.rowNumber));
    return kept;
  }
  return refuse(sqlErrors.tooLong(context.column, context.rowNumber), kept, context);
}

/** The first bytes that a character set does not have: `\xED\x95\x9C…`. */
function badBytes(text: string): string {
  const from = text.slice(text.search(/[^\0-\xff]/));
  const bytes = Array.from(encodeUtf8(from.slice(0, 4)));
  const shown = bytes.slice(0, 6).map(byte => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase()}`));
  return `${shown.join('')}${bytes.length > 6 || from.length > 2 ? '...' : ''}`;
}

function storeBinary(value: Value, type: ColumnType, context: StoreContext): Value {
  const bytes = toBytes(value);
  const limit = maxLength(type);
  const fitting =
    limit !== undefined && bytes.length > limit
      ? refuse(sqlErrors.tooLong(context.column, context.rowNumber), bytes.subarray(0, limit), context)
      : bytes;
  if (type.name !== 'binary') return fitting;
  const padded = new Uint8Array(type.length ?? 1);
  padded.set(fitting);
  return padded;
}

function storeBit(value: Value, type: ColumnType, context: StoreContext): Value {
  const width = type.length ?? 1;
  const count = Math.ceil(width / 8);
  let number =
    value instanceof Uint8Array ? value.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) : BigInt(Math.round(toNumber(value)));
  if (number < 0n || number >= 2n ** BigInt(width))
    number = refuse(sqlErrors.tooLong(context.column, context.rowNumber), 2n ** BigInt(width) - 1n, context);
  return Uint8Array.from({ length: count }, (_, index) => Number((number >> BigInt(8 * (count - 1 - index))) & 255n));
}

function storeMoment(value: Value, type: ColumnType, context: StoreContext): Value {
  const moment = toDateTime(value);
  const kind = type.name === 'date' ? 'date' : 'datetime';
  const zero: DateTime = { ...dateOf(0, 0, 0), kind, digits: type.scale ?? 0 };
  const isFine = moment && (isRealDate(moment) || (context.allowsZeroDates && moment.day === 0));
  if (!moment || !isFine) {
    if (moment && !context.strict && moment.day === 0) return { ...moment, kind };
    return refuse(sqlErrors.incorrectValue(kind, toText(value), context.shown, context.rowNumber), zero, context);
  }
  if (kind === 'date') {
    if (moment.hour + moment.minute + moment.second > 0) context.warn(sqlErrors.truncatedNote(context.column, context.rowNumber));
    return dateOf(moment.year, moment.month, moment.day);
  }
  if (type.name === 'timestamp' && isRealDate(moment) && (moment.year < 1970 || moment.year > 2038))
    return refuse(sqlErrors.incorrectValue('datetime', toText(value), context.shown, context.rowNumber), zero, context);
  return withDigits({ ...moment, kind }, type.scale ?? 0);
}

function storeTime(value: Value, type: ColumnType, context: StoreContext): Value {
  const time = toTime(value);
  if (time?.kind !== 'time')
    return refuse(
      sqlErrors.incorrectValue('time', toText(value), context.shown, context.rowNumber),
      { kind: 'time', micros: 0, digits: type.scale ?? 0 },
      context,
    );
  if (Math.abs(time.micros) > MAX_TIME_MICROS) {
    const clipped = { ...time, micros: Math.sign(time.micros) * MAX_TIME_MICROS };
    return refuse(sqlErrors.incorrectValue('time', toText(value), context.shown, context.rowNumber), clipped, context);
  }
  return withDigits(time, type.scale ?? 0);
}

function storeYear(value: Value, context: StoreContext): Value {
  const numeric = isTemporal(value) && value.kind !== 'time' ? value.year : Number(checkedNumeric(value, 'integer', context).toString());
  const isText = typeof value === 'string';
  const year = (isText && numeric < 100) || (numeric > 0 && numeric < 100) ? (numeric < 70 ? 2000 + numeric : 1900 + numeric) : numeric;
  if (year === 0 || (year >= 1901 && year <= 2155)) return BigInt(Math.round(year));
  return refuse(sqlErrors.outOfRange(context.column, context.rowNumber), 0n, context);
}

function storeEnum(value: Value, type: ColumnType, context: StoreContext): Value {
  const members = type.members ?? [];
  const collation = type.collation ?? 'utf8mb4_general_ci';
  if (typeof value === 'bigint' || typeof value === 'number') {
    const member = members[Number(value) - 1];
    return member ?? refuse(sqlErrors.truncated(context.column, context.rowNumber), '', context);
  }
  const key = collationKey(toText(value).replace(/ +$/, ''), collation);
  const found = members.find(member => collationKey(member, collation) === key) ?? members[Number(/^\d+$/.test(key) ? key : 0) - 1];
  return found ?? refuse(sqlErrors.truncated(context.column, context.rowNumber), '', context);
}

function storeSet(value: Value, type: ColumnType, context: StoreContext): Value {
  const members = type.members ?? [];
  const collation = type.collation ?? 'utf8mb4_general_ci';
  if (typeof value === 'bigint') {
    if (value < 0n || value >= 2n ** BigInt(members.length)) refuse(sqlErrors.truncated(context.column, context.rowNumber), '', context);
    return members.filter((_, index) => ((value >> BigInt(index)) & 1n) === 1n).join(',');
  }
  const text = toText(value);
  const wanted = text === '' ? [] : text.split(',').map(part => collationKey(part, collation));
  const kept = members.filter(member => wanted.includes(collationKey(member, collation)));
  const isComplete = wanted.every(part => members.some(member => collationKey(member, collation) === part));
  return isComplete ? kept.join(',') : refuse(sqlErrors.truncated(context.column, context.rowNumber), kept.join(','), context);
}

function storeJson(value: Value, context: StoreContext): Value {
  if (isJson(value)) return value;
  if (!context.checksJson) return toText(value);
  try {
    return { kind: 'json', value: parseJson(toText(value)) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw sqlErrors.invalidJson(error.message, error.position, context.column);
  }
}
