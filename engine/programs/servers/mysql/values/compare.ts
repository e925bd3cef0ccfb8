import { compareTexts, collationKey, type Collation } from './collation.js';
import { Decimal } from './decimal.js';
import { formatJson } from './json.js';
import { parseDateTime, parseTime, temporalOrder, type Temporal } from './temporal.js';
import { isJson, isTemporal, toBytes, toDecimal, toNumber, toText, type Value } from './value.js';

/** Orders two values that are not null. */
export function compareValues(a: Value, b: Value, collation: Collation): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b, collation);
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0;
  if (isTemporal(a) || isTemporal(b)) return compareTemporal(a, b, collation);
  if (isJson(a) || isJson(b)) return compareJson(a, b, collation);
  if (isTextual(a) && isTextual(b)) return compareBytes(toBytes(a), toBytes(b));
  if (isExact(a) && isExact(b)) return toDecimal(a).compare(toDecimal(b));
  return toNumber(a) - toNumber(b);
}

function isTextual(value: Value): boolean {
  return typeof value === 'string' || value instanceof Uint8Array;
}

function isExact(value: Value): boolean {
  return typeof value === 'bigint' || value instanceof Decimal;
}

function compareTemporal(a: Value, b: Value, collation: Collation): number {
  const [x, y] = [asTemporal(a, b), asTemporal(b, a)];
  if (x && y) return temporalOrder(x) - temporalOrder(y);
  if (isTextual(a) || isTextual(b)) return compareTexts(toText(a), toText(b), collation);
  return toNumber(a) - toNumber(b);
}

/** What a value is beside a date or time. */
function asTemporal(value: Value, beside: Value): Temporal | undefined {
  if (isTemporal(value)) return value;
  if (!isTextual(value)) return undefined;
  const text = toText(value).slice(0, 64);
  return isTemporal(beside) && beside.kind === 'time' ? parseTime(text) : parseDateTime(text);
}

function compareJson(a: Value, b: Value, collation: Collation): number {
  const [x, y] = [scalarOf(a), scalarOf(b)];
  if (isJson(x) || isJson(y)) return compareTexts(toText(x), toText(y), 'binary');
  if (typeof x === 'string' && typeof y === 'string') return compareTexts(x, y, isJson(a) && isJson(b) ? 'binary' : collation);
  if (typeof x === 'string' || typeof y === 'string') return compareTexts(toText(x), toText(y), 'binary');
  return toNumber(x) - toNumber(y);
}

/** What stands in a document of one number or text; the document itself otherwise. */
function scalarOf(value: Value): Value {
  if (!isJson(value)) return value;
  const inner = value.value;
  if (typeof inner === 'string' || typeof inner === 'bigint' || typeof inner === 'number') return inner;
  return inner === null || typeof inner === 'boolean' ? formatJson(inner) : value;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Orders values as ORDER BY does: nulls first. */
export function compareNullable(a: Value, b: Value, collation: Collation): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return compareValues(a, b, collation);
}

/** A key by which equal values of one type are found: groups, DISTINCT, unique indexes. */
export function groupKey(value: Value, collation: Collation): string {
  if (value === null) return 'N';
  if (typeof value === 'string') return `s${collationKey(value, collation)}`;
  if (typeof value === 'bigint') return `n${String(value)}`;
  if (value instanceof Decimal)
    return `n${value.toString().replace(/\.(\d*?)0*$/, (_, digits: string) => (digits === '' ? '' : `.${digits}`))}`;
  if (typeof value === 'number') return `n${String(value === 0 ? 0 : value)}`;
  if (value instanceof Uint8Array) return `b${value.join(',')}`;
  return value.kind === 'json' ? `j${formatJson(value.value)}` : `t${String(temporalOrder(value))}`;
}

export function groupKeys(values: readonly Value[], collations: readonly Collation[]): string {
  let key = '';
  for (const [index, value] of values.entries()) {
    const part = groupKey(value, collations[index] ?? 'binary');
    key += `${String(part.length)}:${part}`;
  }
  return key;
}
