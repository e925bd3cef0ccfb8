import { isNumeric } from './compare.js';
import { Decimal } from './decimal.js';
import { hexOf } from './decode.js';
import { Binary, BsonDate, Code, isDoc, isList, Long, Int32, ObjectId, Regex, Timestamp, type Value } from './values.js';
import { formatDouble, isoOf } from './ejson.js';

/** A value as the server's own messages show it: `{ a: 1, b: "x" }`. */
export function formatShell(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (isDoc(value)) return value.size === 0 ? '{}' : `{ ${[...value].map(([name, item]) => `${name}: ${formatShell(item)}`).join(', ')} }`;
  if (isList(value)) return value.length === 0 ? '[]' : `[ ${value.map(formatShell).join(', ')} ]`;
  if (isNumeric(value)) return formatNumeric(value);
  if (value instanceof ObjectId) return `ObjectId('${value.hex}')`;
  if (value instanceof BsonDate) return `new Date(${String(value.ms)})`;
  if (value instanceof Binary) return `BinData(${String(value.subtype)}, ${hexOf(value.bytes).toUpperCase()})`;
  if (value instanceof Regex) return `/${value.pattern}/${value.options}`;
  if (value instanceof Timestamp) return `Timestamp(${String(value.seconds)}, ${String(value.increment)})`;
  if (value instanceof Code) return value.source;
  return value.kind === 'min' ? 'MinKey' : 'MaxKey';
}

function formatNumeric(value: number | Int32 | Long | Decimal): string {
  if (value instanceof Decimal) return value.toString();
  if (typeof value === 'number') return formatDouble(value);
  return value.value.toString();
}

/** A value in a message of aggregation, with strings unquoted. */
export function formatPlain(value: Value): string {
  if (typeof value === 'string') return value;
  return value instanceof BsonDate ? isoOf(value.ms) : formatShell(value);
}
