import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { Decimal } from './decimal.js';
import { formatJson, type JsonValue } from './json.js';
import { formatTemporal, parseDateTime, parseTime, temporalNumber, type DateTime, type Temporal } from './temporal.js';

export interface JsonDocument {
  readonly kind: 'json';
  readonly value: JsonValue;
}

/** What an expression is: whole numbers are bigints, exact ones Decimals, approximate ones numbers. */
export type Value = null | bigint | number | string | Uint8Array | Decimal | Temporal | JsonDocument;

export type Row = readonly Value[];

export function isTemporal(value: Value): value is Temporal {
  return isObject(value) && (value.kind === 'date' || value.kind === 'datetime' || value.kind === 'time');
}

export function isJson(value: Value): value is JsonDocument {
  return isObject(value) && value.kind === 'json';
}

function isObject(value: Value): value is Temporal | JsonDocument {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && !(value instanceof Decimal);
}

/** What the protocol sends for a value. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return 'NULL';
  if (typeof value === 'number') return formatDouble(value);
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Decimal) return value.toString();
  if (value instanceof Uint8Array) return decodeUtf8(value);
  return value.kind === 'json' ? formatJson(value.value) : formatTemporal(value);
}

export function toBytes(value: Value): Uint8Array {
  return value instanceof Uint8Array ? value : encodeUtf8(toText(value));
}

/** As C's %.15g or so writes it: exponents from 15 digits on, without a plus sign. */
export function formatDouble(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-15)) {
    const text = value.toExponential().replace('e+', 'e');
    return text;
  }
  const plain = String(value);
  return plain.includes('e') ? value.toFixed(20).replace(/0+$/, '') : plain;
}

/** The number at the beginning of a text; zero when there is none. */
export function numberPrefix(text: string): { readonly number: number; readonly isWhole: boolean; readonly text: string } {
  const match = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(text.length > 400 ? text.slice(0, 400) : text);
  if (!match) return { number: 0, isWhole: false, text: '' };
  return { number: Number(match[0]), isWhole: text.slice(match[0].length).trim() === '', text: match[0].trim() };
}

/** The value as an approximate number. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value === null) return 0;
  if (typeof value === 'string') return numberPrefix(value).number;
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof Uint8Array) return numberPrefix(decodeUtf8(value)).number;
  if (value.kind !== 'json') return temporalNumber(value) + (value.digits > 0 ? fractionOf(value) : 0);
  return jsonNumber(value.value);
}

function fractionOf(value: Temporal): number {
  return (value.kind === 'time' ? value.micros % 1_000_000 : value.micro) / 1_000_000;
}

function jsonNumber(value: JsonValue): number {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' ? numberPrefix(value).number : 0;
}

/** The value as a number that is exact where it can be. */
export function toNumeric(value: Value): bigint | number | Decimal {
  if (typeof value === 'bigint' || typeof value === 'number' || value instanceof Decimal) return value;
  if (isTemporal(value)) return value.digits > 0 ? Decimal.ofNumber(toNumber(value)).rescale(value.digits) : BigInt(temporalNumber(value));
  if (isJson(value) && typeof value.value === 'bigint') return value.value;
  return toNumber(value);
}

export function toDecimal(value: Value): Decimal {
  if (value instanceof Decimal) return value;
  if (typeof value === 'bigint') return new Decimal(value, 0);
  if (typeof value === 'string') return Decimal.parse(numberPrefix(value).text) ?? new Decimal(0n, 0);
  return Decimal.ofNumber(toNumber(value));
}

/** Rounded to a whole number. */
export function toInteger(value: Value): bigint {
  const number = toNumeric(value);
  if (typeof number === 'bigint') return number;
  if (number instanceof Decimal) return number.toInteger();
  return Number.isFinite(number) ? BigInt(Math.sign(number) * Math.round(Math.abs(number))) : 0n;
}

/** True, false or unknown. */
export function toTruth(value: Value): boolean | null {
  if (value === null) return null;
  if (value instanceof Decimal) return value.unscaled !== 0n;
  return toNumber(value) !== 0;
}

/** The value as a moment; a time is one of today. */
export function toDateTime(value: Value, today?: DateTime): DateTime | undefined {
  if (value === null) return undefined;
  if (isTemporal(value)) {
    if (value.kind !== 'time') return value;
    return today;
  }
  return parseDateTime(typeof value === 'number' ? String(Math.trunc(value)) : toText(value).slice(0, 64));
}

export function toTime(value: Value): Temporal | undefined {
  if (value === null) return undefined;
  if (isTemporal(value)) {
    if (value.kind === 'time') return value;
    return { kind: 'time', micros: ((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000 + value.micro, digits: value.digits };
  }
  const text = toText(value).slice(0, 64);
  const time = parseTime(text);
  if (time) return time;
  const moment = parseDateTime(text);
  return moment ? toTime(moment) : undefined;
}
