import type { ColumnType } from '../values/column-type.js';
import { isBinaryType, isInteger } from '../values/column-type.js';
import { Decimal } from '../values/decimal.js';
import { parseJson } from '../values/json.js';
import { parseDateTime, parseTime, withDigits } from '../values/temporal.js';
import { toText, type Value } from '../values/value.js';
import type { Dialect } from '../dialect.js';

/** How values stand in files: as texts that their column's type reads again. */
export function encodeCell(value: Value): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return Array.from(value, byte => byte.toString(16).padStart(2, '0')).join('');
  return typeof value === 'number' ? String(value) : toText(value);
}

export function decodeCell(text: string | null, type: ColumnType, dialect: Dialect): Value {
  if (text === null) return null;
  if (isInteger(type) || type.name === 'year') return BigInt(text);
  if (isBinaryType(type)) return Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
  switch (type.name) {
    case 'decimal':
      return Decimal.parse(text) ?? null;
    case 'float':
    case 'double':
      return Number(text);
    case 'date':
      return parseDateTime(text) ?? null;
    case 'datetime':
    case 'timestamp': {
      const moment = parseDateTime(text);
      return moment ? withDigits({ ...moment, kind: 'datetime' }, type.scale ?? 0) : null;
    }
    case 'time': {
      const time = parseTime(text);
      return time ? withDigits(time, type.scale ?? 0) : null;
    }
    case 'json':
      return dialect.product === 'mariadb' ? text : { kind: 'json', value: parseJson(text) };
    default:
      return text;
  }
}
