import type { Runtime } from '../plan/runtime.js';
import { Decimal } from '../values/decimal.js';
import { EmbeddedJson, formatJson, isList, isObject, parseJson, quoteJson, type JsonNode } from '../values/json.js';
import { outputText } from '../values/text-io.js';
import { t, type PgType } from '../values/type-table.js';
import { ArrayValue, Jsonb, RowValue, type Value } from '../values/value.js';

/** Any value as JSON. */
export function jsonOf(value: Value, type: PgType, runtime: Runtime): JsonNode {
  if (value === null) return null;
  if (value instanceof Jsonb) return embedded(value.node);
  if (value instanceof RowValue) return new Map(value.names.map((name, i) => [name, value.json[i] ?? null]));
  if (value instanceof ArrayValue) return arrayJson(value, type.element ?? t.text, runtime, 0, { next: 0 });
  if (typeof value === 'boolean') return value;
  if (type.name === 'json' && typeof value === 'string')
    return new EmbeddedJson(
      () => value,
      () => parseJson(value),
    );
  if (type.category === 'N' && !type.name.startsWith('reg')) {
    const text = outputText(type, value, runtime.session.text);
    return /^(?:NaN|-?Infinity)$/.test(text) ? text : (Decimal.parse(text) ?? text);
  }
  const text = outputText(type, value, runtime.session.text);
  return type.name === 'timestamp' || type.name === 'timestamptz' ? isoTimestamp(text) : text;
}

/** A jsonb shows itself with blanks, wherever it stands. */
function embedded(node: JsonNode): JsonNode {
  if (!isList(node) && !isObject(node)) return node;
  return new EmbeddedJson(
    () => formatJson(node),
    () => node,
  );
}

/** `2024-01-02T03:04:05+00:00`. */
function isoTimestamp(text: string): string {
  return text.replace(' ', 'T').replace(/([-+]\d\d)$/, '$1:00');
}

function arrayJson(value: ArrayValue, element: PgType, runtime: Runtime, depth: number, cursor: { next: number }): JsonNode {
  const size = value.dimensions[depth] ?? 0;
  return Array.from({ length: size }, () =>
    depth + 1 < value.dimensions.length
      ? arrayJson(value, element, runtime, depth + 1, cursor)
      : jsonOf(value.elements[cursor.next++] ?? null, element, runtime),
  );
}

/** As json functions print it: no blanks, but for those of a json that stands inside. */
export function formatPlainJson(node: JsonNode, spaced = false): string {
  if (node === null) return 'null';
  if (typeof node === 'string') return quoteJson(node);
  if (isList(node)) return `[${node.map(item => formatPlainJson(item)).join(spaced ? ', ' : ',')}]`;
  if (isObject(node)) {
    const members = [...node].map(([key, value]) => `${quoteJson(key)}${spaced ? ' : ' : ':'}${formatPlainJson(value)}`);
    return `{${members.join(spaced ? ', ' : ',')}}`;
  }
  return String(node);
}

/** Rows and arrays stand on lines of their own in a list that json_agg makes. */
export function standsAlone(type: PgType | undefined): boolean {
  return type?.name === 'record' || type?.category === 'A';
}
