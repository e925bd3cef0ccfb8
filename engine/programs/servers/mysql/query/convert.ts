import type { ColumnType } from '../values/column-type.js';
import { Decimal } from '../values/decimal.js';
import { isTemporal, toText, type Value } from '../values/value.js';

/** A value of one branch as one of the type of all branches (CASE, UNION, IF). */
export function convertTo(value: Value, type: ColumnType): Value {
  if (value === null) return null;
  if (type.name === 'decimal' && (typeof value === 'bigint' || value instanceof Decimal))
    return (value instanceof Decimal ? value : new Decimal(value, 0)).rescale(type.scale ?? 0);
  if (type.name === 'double' && (typeof value === 'bigint' || value instanceof Decimal)) return Number(value.toString());
  if (type.name === 'varchar' && !(value instanceof Uint8Array)) return toText(value);
  if (type.name === 'datetime' && isTemporal(value) && value.kind === 'date') return { ...value, kind: 'datetime' };
  return value;
}
