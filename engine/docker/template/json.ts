import { GoFloat, GoStruct, JsonNumber, NilPointer, isList, type Value } from './value.js';
import { typeInfoOf } from './type-info.js';
import { formatFloat, formatInteger } from './print.js';

/** encoding/json without HTML escaping, on one line; objects keep the order of their keys, which is the order of the API. */
export function formatJson(value: Value): string {
  if (value === undefined || value === null || value instanceof NilPointer) return 'null';
  if (typeof value === 'string') return quoteJson(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return Number.isInteger(value) ? formatInteger(value) : formatFloat(value);
  if (value instanceof GoFloat) return formatFloat(value.value);
  if (value instanceof JsonNumber) return value.text;
  if (value instanceof GoStruct) return value.escapesHtml ? escapeHtml(formatJson(value.toJson())) : formatJson(value.toJson());
  if (typeInfoOf(value)?.isNil) return 'null';
  if (isList(value)) return `[${value.map(formatJson).join(',')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${quoteJson(key)}:${formatJson(item)}`)
    .join(',')}}`;
}

/** Like `formatJson` with line breaks and an indent, as `docker inspect` prints; empty lists and objects stay closed. */
export function formatJsonIndented(value: Value, indent: string, at = ''): string {
  if (value instanceof GoStruct) return formatJsonIndented(value.toJson(), indent, at);
  if (value instanceof JsonNumber) return value.text;
  if (typeof value !== 'object' || value === null || value instanceof GoFloat || value instanceof NilPointer) return formatJson(value);
  const inner = at + indent;
  if (isList(value))
    return block(
      '[',
      value.map(item => formatJsonIndented(item, indent, inner)),
      ']',
      at,
      inner,
    );
  const members = Object.entries(value).map(([key, item]) => `${quoteJson(key)}: ${formatJsonIndented(item, indent, inner)}`);
  return block('{', members, '}', at, inner);
}

function block(open: string, items: readonly string[], close: string, at: string, inner: string): string {
  if (items.length === 0) return open + close;
  return `${open}\n${items.map(item => inner + item).join(',\n')}\n${at}${close}`;
}

/** These three only occur inside strings. */
/** As encoding/json does unless told not to. */
export function escapeHtml(json: string): string {
  return json.replace(/[<>&]/g, char => `\\u00${char.charCodeAt(0).toString(16)}`);
}

/** A string as encoding/json writes it: the line separators of JavaScript are escaped, control characters as in Go. */
export function quoteJson(text: string): string {
  const quoted = JSON.stringify(text);
  if (!/[\u2028\u2029\ud800-\udfff]/.test(text)) return quoted;
  return quoted
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
    .replace(/\\ud[89a-f][0-9a-f]{2}/gi, '\\ufffd');
}
