import type { Collation } from './collation.js';
import { compareCodePoints } from './collation.js';
import { Decimal } from './decimal.js';
import { intervalSize } from './interval.js';
import { compareJson, formatJson } from './json.js';
import type { PgType } from './type-table.js';
import { ArrayValue, Interval, Jsonb, RowValue, type Value } from './value.js';

/** The order of two values of a type, neither of them null. */
export function compareValues(a: Value, b: Value, type: PgType, collation: Collation): number {
  if (typeof a === 'number' && typeof b === 'number') return compareFloats(a, b);
  if (typeof a === 'string' && typeof b === 'string') {
    if (type.labels) return type.labels.indexOf(a) - type.labels.indexOf(b);
    if (type.name === 'bpchar') return collation(a.trimEnd(), b.trimEnd());
    return type.name === 'text' || type.name === 'varchar' ? collation(a, b) : compareCodePoints(a, b);
  }
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Decimal && b instanceof Decimal) return a.compare(b);
  if (a instanceof Interval && b instanceof Interval) return intervalSize(a) - intervalSize(b);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b);
  if (a instanceof Jsonb && b instanceof Jsonb) return compareJson(a.node, b.node);
  if (a instanceof ArrayValue && b instanceof ArrayValue) return compareLists(a.elements, b.elements, type.element ?? type, collation);
  if (a instanceof RowValue && b instanceof RowValue) return compareLists(a.values, b.values, type, collation);
  return 0;
}

/** NaN is greater than everything. */
function compareFloats(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareLists(a: readonly Value[], b: readonly Value[], type: PgType, collation: Collation): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareNullable(a[i] ?? null, b[i] ?? null, type, collation);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Null comes after everything. */
export function compareNullable(a: Value, b: Value, type: PgType, collation: Collation): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareValues(a, b, type, collation);
}

/** A text that equal values have in common, for groups, indexes and hash joins. */
export function keyOfValue(value: Value, type?: PgType): string {
  if (value === null) return 'n';
  if (typeof value === 'string') return `s${type?.name === 'bpchar' ? value.trimEnd() : value}`;
  if (typeof value === 'number') return `d${String(value === 0 ? 0 : value)}`;
  if (typeof value === 'bigint') return `i${String(value)}`;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Decimal) return `m${value.trimmed().toString()}`;
  if (value instanceof Interval) return `v${String(intervalSize(value))}`;
  if (value instanceof Uint8Array) return `b${value.join(',')}`;
  if (value instanceof Jsonb) return `j${formatJson(value.node)}`;
  const items = value instanceof ArrayValue ? value.elements : value.values;
  return `a${keyOfRow(items)}`;
}

/** The key of several values: each is preceded by its length, so that no two rows share one by accident. */
export function keyOfRow(values: readonly Value[], types?: readonly PgType[]): string {
  let key = '';
  for (const [index, value] of values.entries()) {
    const part = keyOfValue(value, types?.[index]);
    key += `${String(part.length)}:${part}`;
  }
  return key;
}
