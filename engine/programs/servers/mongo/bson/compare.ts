import { Decimal, compareNumbers } from './decimal.js';
import { hexOf } from './decode.js';
import { Binary, BsonDate, Code, Int32, isDoc, Key, Long, ObjectId, Regex, Timestamp, type Doc, type Value } from './values.js';

/** Order of the types among each other; a missing field counts as null. */
function rank(value: Value | undefined): number {
  if (value === undefined || value === null) return 5;
  if (typeof value === 'number') return 10;
  if (typeof value === 'string') return 15;
  if (typeof value === 'boolean') return 40;
  if (value instanceof Int32 || value instanceof Long || value instanceof Decimal) return 10;
  if (isDoc(value)) return 20;
  if (Array.isArray(value)) return 25;
  if (value instanceof Binary) return 30;
  if (value instanceof ObjectId) return 35;
  if (value instanceof BsonDate) return 45;
  if (value instanceof Timestamp) return 47;
  if (value instanceof Regex) return 50;
  if (value instanceof Code) return 60;
  return value.kind === 'min' ? -1 : 127;
}

/** Whether the server compares the two by value rather than by type. */
export function isSameKind(a: Value | undefined, b: Value | undefined): boolean {
  return rank(a) === rank(b);
}

/** The order that sorting and comparisons follow. */
export function compareValues(a: Value | undefined, b: Value | undefined): number {
  const order = rank(a) - rank(b);
  if (order !== 0) return order;
  if (isNumeric(a) && isNumeric(b)) return compareNumeric(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (isDoc(a) && isDoc(b)) return compareDocs(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  if (a instanceof ObjectId && b instanceof ObjectId) return a.hex < b.hex ? -1 : a.hex > b.hex ? 1 : 0;
  if (a instanceof BsonDate && b instanceof BsonDate) return compareNumbers(a.ms, b.ms);
  if (a instanceof Timestamp && b instanceof Timestamp) return a.seconds - b.seconds || a.increment - b.increment;
  if (a instanceof Binary && b instanceof Binary) return compareBinary(a, b);
  if (a instanceof Regex && b instanceof Regex) return compareValues(a.pattern, b.pattern) || compareValues(a.options, b.options);
  if (a instanceof Code && b instanceof Code) return compareValues(a.source, b.source);
  return 0;
}

export function isEqual(a: Value | undefined, b: Value | undefined): boolean {
  return compareValues(a, b) === 0;
}

export type Numeric = number | Int32 | Long | Decimal;

export function isNumeric(value: Value | undefined): value is Numeric {
  return typeof value === 'number' || value instanceof Int32 || value instanceof Long || value instanceof Decimal;
}

/** A number as a double. */
export function toNumber(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (value instanceof Int32) return value.value;
  return value instanceof Long ? Number(value.value) : value.toNumber();
}

export function toDecimal(value: Numeric): Decimal {
  if (value instanceof Decimal) return value;
  if (value instanceof Long) return Decimal.of(value.value, 0);
  return value instanceof Int32 ? Decimal.of(BigInt(value.value), 0) : Decimal.fromNumber(value);
}

/** The double, when it is one. */
export function numberOf(value: Value | undefined): number | undefined {
  return isNumeric(value) ? toNumber(value) : undefined;
}

function compareNumeric(a: Numeric, b: Numeric): number {
  if (a instanceof Decimal || b instanceof Decimal) return toDecimal(a).compare(toDecimal(b));
  if (a instanceof Long && b instanceof Long) return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  return compareNumbers(toNumber(a), toNumber(b));
}

function compareDocs(a: Doc, b: Doc): number {
  const others = b.entries();
  for (const [name, value] of a) {
    const next = others.next();
    if (next.done) return 1;
    const [otherName, other] = next.value;
    const order = rank(value) - rank(other) || (name < otherName ? -1 : name > otherName ? 1 : 0) || compareValues(value, other);
    if (order !== 0) return order;
  }
  return others.next().done ? 0 : -1;
}

function compareLists(a: readonly Value[], b: readonly Value[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBinary(a: Binary, b: Binary): number {
  const order = a.bytes.length - b.bytes.length || a.subtype - b.subtype;
  if (order !== 0) return order;
  for (const [index, byte] of a.bytes.entries()) if (byte !== b.bytes[index]) return byte - (b.bytes[index] ?? 0);
  return 0;
}

/** A text that is the same for values that are equal: keys of groups and unique indexes. */
export function keyOf(value: Value | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return numericKey(value);
  if (isDoc(value)) return `{${[...value].map(([name, item]) => `${JSON.stringify(name)}:${keyOf(item)}`).join()}}`;
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (value instanceof ObjectId) return `o${value.hex}`;
  if (value instanceof BsonDate) return `d${String(value.ms)}`;
  if (value instanceof Timestamp) return `t${String(value.seconds)}.${String(value.increment)}`;
  if (value instanceof Binary) return `b${String(value.subtype)}.${hexOf(value.bytes)}`;
  if (value instanceof Regex) return `r${JSON.stringify(value.pattern)}${value.options}`;
  if (value instanceof Code) return `c${JSON.stringify(value.source)}`;
  return value instanceof Key ? value.kind : '';
}

function numericKey(value: Numeric): string {
  if (value instanceof Decimal && !value.special) {
    const match = /^(-?\d+)(?:\.(\d*?))?0*$/.exec(value.toString());
    const [, whole = '', fraction = ''] = match ?? [];
    const asNumber = value.toNumber();
    return Decimal.fromNumber(asNumber).compare(value) === 0 ? `n${String(asNumber)}` : `n${whole}.${fraction}`;
  }
  if (value instanceof Long && !Number.isSafeInteger(Number(value.value))) return `n${value.value.toString()}`;
  const number = toNumber(value);
  return number === 0 ? 'n0' : `n${String(number)}`;
}
