import { codes, PgError } from '../pg-error.js';

import {
  containsJson,
  formatJson,
  isList,
  isObject,
  jsonTypeOf,
  normalized,
  parseJson,
  prettyJson,
  type JsonNode,
} from '../values/json.js';
import { t } from '../values/type-table.js';
import { ArrayValue, asArray, asBoolean, asJsonb, asNumber, asText, Jsonb, type Row, type Value } from '../values/value.js';
import { formatPlainJson, jsonOf } from './json-build.js';
import { define, defineSet, operator, type CallContext } from './registry.js';

const read = (value: Value | undefined): JsonNode => (value instanceof Jsonb ? value.node : parseJson(asText(value)));
const jsonb = (node: JsonNode): Jsonb => new Jsonb(normalized(node));

/** The text of a node as `->>` gives it. */
function textOfNode(node: JsonNode | undefined): Value {
  if (node === null || node === undefined) return null;
  return typeof node === 'string' ? node : formatJson(node);
}

function step(node: JsonNode, key: string | number): JsonNode | undefined {
  if (typeof key === 'number') return isList(node) ? node.at(key) : undefined;
  return isObject(node) ? node.get(key) : undefined;
}

function walk(node: JsonNode, path: readonly Value[]): JsonNode | undefined {
  let at: JsonNode | undefined = node;
  for (const part of path) {
    if (at === undefined || typeof part !== 'string') return undefined;
    at = isList(at) ? (/^-?\d+$/.test(part) ? at.at(Number(part)) : undefined) : step(at, part);
  }
  return at;
}

for (const type of ['json', 'jsonb'] as const) {
  const give = (node: JsonNode | undefined): Value =>
    node === undefined ? null : type === 'jsonb' ? new Jsonb(node) : formatPlainJson(node);
  operator(`${type} -> text ${type}`, ([a, b]) => give(step(read(a), asText(b))));
  operator(`${type} -> int4 ${type}`, ([a, b]) => give(step(read(a), asNumber(b))));
  operator(`${type} ->> text text`, ([a, b]) => textOfNode(step(read(a), asText(b))));
  operator(`${type} ->> int4 text`, ([a, b]) => textOfNode(step(read(a), asNumber(b))));
  operator(`${type} #> _text ${type}`, ([a, b]) => give(walk(read(a), asArray(b).elements)));
  operator(`${type} #>> _text text`, ([a, b]) => textOfNode(walk(read(a), asArray(b).elements)));
  define(`${type}_typeof(${type}) text`, ([a]) => jsonTypeOf(read(a)));
  define(`${type}_array_length(${type}) int4`, ([a]) => listOf(read(a), 'get array length of a').length);
  define(`${type}_extract_path(${type}, *text) ${type}`, ([a, ...path]) => give(walk(read(a), path)));
  define(`${type}_extract_path_text(${type}, *text) text`, ([a, ...path]) => textOfNode(walk(read(a), path)));
  defineSet(`${type}_array_elements(${type}) ${type}`, ([a]) => listOf(read(a), 'extract elements from a').map(give), {
    columns: `value ${type}`,
  });
  defineSet(`${type}_array_elements_text(${type}) text`, ([a]) => listOf(read(a), 'extract elements from a').map(textOfNode), {
    columns: 'value text',
  });
  defineSet(`${type}_object_keys(${type}) text`, ([a]) => [...objectOf(read(a), `${type}_object_keys`).keys()]);
  defineSet(`${type}_each(${type}) record`, ([a]) => pairs(read(a), `${type}_each`, give), { columns: `key text, value ${type}` });
  defineSet(`${type}_each_text(${type}) record`, ([a]) => pairs(read(a), `${type}_each_text`, textOfNode), {
    columns: 'key text, value text',
  });
  const build = (node: JsonNode): Value => (type === 'jsonb' ? jsonb(node) : formatPlainJson(node));
  define(`${type}_strip_nulls(${type}) ${type}`, ([a]) => build(stripNulls(read(a))));
  define(`${type}_object(_text) ${type}`, ([a]) => build(textObject(asArray(a).elements)));
  define(`${type}_object(_text, _text) ${type}`, ([a, b]) =>
    build(new Map(asArray(a).elements.map((key, i) => [asText(key), nodeOfText(asArray(b).elements[i] ?? null)]))),
  );
}

function* pairs(node: JsonNode, name: string, give: (node: JsonNode | undefined) => Value): Iterable<Value> {
  for (const [key, value] of objectOf(node, name)) yield new ArrayValue([key, give(value)]);
}

function listOf(node: JsonNode, what: string): readonly JsonNode[] {
  if (isList(node)) return node;
  throw new PgError(
    codes.invalidParameter,
    isObject(node)
      ? `cannot ${what === 'get array length of a' ? `${what} non-array` : 'extract elements from an object'}`
      : `cannot ${what} scalar`,
  );
}

function objectOf(node: JsonNode, name: string): ReadonlyMap<string, JsonNode> {
  if (isObject(node)) return node;
  throw new PgError(codes.invalidParameter, `cannot call ${name} on ${isList(node) ? 'an array' : 'a scalar'}`);
}

function stripNulls(node: JsonNode): JsonNode {
  if (isList(node)) return node.map(stripNulls);
  return isObject(node) ? new Map([...node].filter(([, value]) => value !== null).map(([key, value]) => [key, stripNulls(value)])) : node;
}

function nodeOfText(value: Value): JsonNode {
  return value === null ? null : asText(value);
}

function textObject(items: readonly Value[]): JsonNode {
  if (items.length % 2 === 1) throw new PgError('2202E', 'array must have even number of elements');
  return new Map(items.flatMap((item, i) => (i % 2 === 0 ? [[asText(item), nodeOfText(items[i + 1] ?? null)] as const] : [])));
}

const nodes = (args: Row, { types, runtime }: CallContext): JsonNode[] =>
  args.map((value, i) => jsonOf(value, types[i] ?? t.text, runtime));

function memberNodes(args: Row, context: CallContext, name: string): readonly (readonly [string, JsonNode])[] {
  if (args.length % 2 === 1)
    throw new PgError(codes.invalidParameter, 'argument list must have even number of elements', {
      hint: `The arguments of ${name}() must consist of alternating keys and values.`,
    });
  return nodes(args, context).flatMap((node, i, all) => {
    if (i % 2 === 1) return [];
    if (node === null)
      throw new PgError(
        codes.invalidParameter,
        name === 'jsonb_build_object' ? `argument ${i + 1}: key must not be null` : 'null value not allowed for object key',
      );
    return [[typeof node === 'string' ? node : formatJson(node), all[i + 1] ?? null] as const];
  });
}

const loose = { isStrict: false };
define(
  'json_build_object() json|json_build_object(*any) json',
  (args, context) => {
    const members = memberNodes(args, context, 'json_build_object');
    return `{${members.map(([key, node]) => `${formatJson(key)} : ${formatPlainJson(node)}`).join(', ')}}`;
  },
  loose,
);
define(
  'jsonb_build_object() jsonb|jsonb_build_object(*any) jsonb',
  (args, context) => jsonb(new Map(memberNodes(args, context, 'jsonb_build_object'))),
  loose,
);
define(
  'json_build_array() json|json_build_array(*any) json',
  (args, context) =>
    `[${nodes(args, context)
      .map(node => formatPlainJson(node))
      .join(', ')}]`,
  loose,
);
define('jsonb_build_array() jsonb|jsonb_build_array(*any) jsonb', (args, context) => jsonb(nodes(args, context)), loose);
define('to_json(anyelement) json|row_to_json(record) json|array_to_json(anyarray) json', (args, context) => {
  const [type] = context.types;
  return type?.name === 'json' && typeof args[0] === 'string' ? args[0] : formatPlainJson(nodes(args, context)[0] ?? null);
});
define('row_to_json(record, bool) json', (args, context) => {
  const node = nodes(args.slice(0, 1), context)[0] ?? null;
  return asBoolean(args[1]) && isObject(node)
    ? `{${[...node].map(([key, value]) => `${formatJson(key)}:${formatPlainJson(value)}`).join(',\n ')}}`
    : formatPlainJson(node);
});
define('to_jsonb(anyelement) jsonb', (args, context) => jsonb(nodes(args, context)[0] ?? null));
define('jsonb_pretty(jsonb) text', ([a]) => prettyJson(asJsonb(a)));
define('jsonb_set(jsonb, _text, jsonb) jsonb|jsonb_set(jsonb, _text, jsonb, bool) jsonb', ([target, path, value, create]) =>
  jsonb(
    setPath(
      asJsonb(target),
      asArray(path).elements.map(part => asText(part)),
      asJsonb(value),
      create === undefined || asBoolean(create),
    ),
  ),
);
define('jsonb_insert(jsonb, _text, jsonb) jsonb', ([target, path, value]) => {
  const parts = asArray(path).elements.map(part => asText(part));
  const last = parts.at(-1) ?? '';
  const parent = walk(asJsonb(target), parts.slice(0, -1));
  if (isList(parent)) {
    const at = Number(last) < 0 ? parent.length + Number(last) : Number(last);
    const items = [...parent.slice(0, at), asJsonb(value), ...parent.slice(at)];
    return jsonb(parts.length === 1 ? items : setPath(asJsonb(target), parts.slice(0, -1), items, true));
  }
  return jsonb(setPath(asJsonb(target), parts, asJsonb(value), true));
});

function setPath(node: JsonNode, path: readonly string[], value: JsonNode, create: boolean): JsonNode {
  const [key, ...rest] = path;
  if (key === undefined) return node;
  if (isObject(node)) {
    const there = node.get(key);
    if (there === undefined && (!create || rest.length > 0)) return node;
    return new Map([...node, [key, rest.length === 0 ? value : setPath(there ?? null, rest, value, create)]]);
  }
  if (!isList(node)) return node;
  const index = Number(key) < 0 ? node.length + Number(key) : Number(key);
  const there = node[index];
  if (there === undefined) return create && rest.length === 0 ? (index < 0 ? [value, ...node] : [...node, value]) : node;
  return node.map((item, i) => (i === index ? (rest.length === 0 ? value : setPath(item, rest, value, create)) : item));
}

function removeKey(node: JsonNode, key: string): JsonNode {
  if (isObject(node)) return new Map([...node].filter(([name]) => name !== key));
  if (isList(node)) return node.filter(item => item !== key);
  throw new PgError(codes.invalidParameter, 'cannot delete from scalar');
}

operator('jsonb - text jsonb', ([a, b]) => new Jsonb(removeKey(asJsonb(a), asText(b))));
operator(
  'jsonb - _text jsonb',
  ([a, b]) => new Jsonb(asArray(b).elements.reduce<JsonNode>((node, key) => removeKey(node, asText(key)), asJsonb(a))),
);
operator('jsonb - int4 jsonb', ([a, b]) => {
  const node = asJsonb(a);
  if (!isList(node))
    throw new PgError(
      codes.invalidParameter,
      isObject(node) ? 'cannot delete from object using integer index' : 'cannot delete from scalar',
    );
  const index = asNumber(b) < 0 ? node.length + asNumber(b) : asNumber(b);
  return new Jsonb(node.filter((_, i) => i !== index));
});
operator(
  'jsonb #- _text jsonb',
  ([a, b]) =>
    new Jsonb(
      removePath(
        asJsonb(a),
        asArray(b).elements.map(part => asText(part)),
      ),
    ),
);

function removePath(node: JsonNode, [key, ...rest]: readonly string[]): JsonNode {
  if (key === undefined) return node;
  if (isObject(node)) {
    const there = node.get(key);
    if (rest.length === 0 || there === undefined) return new Map([...node].filter(([name]) => name !== key));
    return new Map([...node, [key, removePath(there, rest)]]);
  }
  if (!isList(node)) return node;
  const index = Number(key) < 0 ? node.length + Number(key) : Number(key);
  return rest.length === 0 ? node.filter((_, i) => i !== index) : node.map((item, i) => (i === index ? removePath(item, rest) : item));
}

operator('jsonb || jsonb jsonb', ([a, b]) => {
  const [left, right] = [asJsonb(a), asJsonb(b)];
  if (isObject(left) && isObject(right)) return jsonb(new Map([...left, ...right]));
  return new Jsonb([...(isList(left) ? left : [left]), ...(isList(right) ? right : [right])]);
});
operator('jsonb @> jsonb bool', ([a, b]) => containsJson(asJsonb(a), asJsonb(b)));
operator('jsonb <@ jsonb bool', ([a, b]) => containsJson(asJsonb(b), asJsonb(a)));

function hasKey(node: JsonNode, key: string): boolean {
  return isObject(node) ? node.has(key) : isList(node) ? node.includes(key) : node === key;
}

operator('jsonb ? text bool', ([a, b]) => hasKey(asJsonb(a), asText(b)));
operator('jsonb ?| _text bool', ([a, b]) => asArray(b).elements.some(key => hasKey(asJsonb(a), asText(key))));
operator('jsonb ?& _text bool', ([a, b]) => asArray(b).elements.every(key => hasKey(asJsonb(a), asText(key))));
define('jsonb_exists(jsonb, text) bool', ([a, b]) => hasKey(asJsonb(a), asText(b)));
