import { largestOf } from '../../../../core/extremes.js';
import { sqlErrors } from '../sql-error.js';
import { Decimal } from '../values/decimal.js';
import {
  formatJson,
  isJsonArray,
  isJsonObject,
  JsonSyntaxError,
  parseJson,
  prettyJson,
  quoteJson,
  sameJson,
  sortedKeys,
  type JsonValue,
} from '../values/json.js';
import { matchesLike } from '../query/pattern.js';
import { isJson, isTemporal, toText, type Value } from '../values/value.js';
import { at, bigint, int, text, textAt, type CallFacts, type FunctionTable, type SqlFunction } from './define.js';
import { changePath, findPath, hasWildcard, parsePath } from './json-path.js';

const json = { name: 'json' } as const;
const longText = text(4_294_967_295);
const document = (value: JsonValue): Value => ({ kind: 'json', value });

/** The document of an argument; throws SqlError where its text is none. */
function read(value: Value, position: number, name: string): JsonValue {
  if (isJson(value)) return value.value;
  try {
    return parseJson(toText(value));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw sqlErrors.invalidJsonArgument(position, name, error.message, error.position);
  }
}

/** A value as a part of a document: texts stay texts. */
export function asJson(value: Value): JsonValue {
  if (value === null || typeof value === 'bigint' || typeof value === 'number' || typeof value === 'string') return value;
  if (value instanceof Decimal) return value.toNumber();
  if (isJson(value)) return value.value;
  return isTemporal(value) ? `${toText(value)}${value.kind !== 'date' && value.digits === 0 ? '.000000' : ''}` : toText(value);
}

/** In MariaDB a document is a text, and a text that one wants to put in needs no cast. */
function part(values: readonly Value[], index: number, { args }: CallFacts): JsonValue {
  const value = at(values, index);
  const type = args[index]?.type.name;
  if (type === 'int' && args[index]?.type.length === 1 && (value === 0n || value === 1n)) return value === 1n;
  return asJson(value);
}

function extract(values: readonly Value[]): Value {
  const root = read(at(values, 0), 1, 'json_extract');
  const paths = values.slice(1).map(path => parsePath(toText(path)));
  const found = paths.flatMap(path => findPath(root, path));
  const [first] = found;
  if (first === undefined) return null;
  return document(paths.length > 1 || paths.some(hasWildcard) ? found : first);
}

function unquote(value: Value): Value {
  if (isJson(value)) return typeof value.value === 'string' ? value.value : formatJson(value.value);
  const source = toText(value);
  if (!/^".*"$/s.test(source)) return source;
  const inner = read(source, 1, 'json_unquote');
  return typeof inner === 'string' ? inner : source;
}

function change(name: string, test: (old: JsonValue | undefined) => boolean): SqlFunction {
  return {
    min: 3,
    max: 255,
    type: json,
    takesNull: true,
    run: (values, facts) => {
      if (at(values, 0) === null) return null;
      let root = read(at(values, 0), 1, name);
      for (let i = 1; i + 1 < values.length; i += 2) {
        const added = part(values, i + 1, facts);
        root = changePath(root, parsePath(textAt(values, i)), old => (test(old) ? added : old));
      }
      return document(isJsonObject(root) ? sortedKeys(root) : root);
    },
  };
}

function contains(whole: JsonValue, wanted: JsonValue): boolean {
  if (isJsonArray(whole)) return (isJsonArray(wanted) ? wanted : [wanted]).every(item => whole.some(member => contains(member, item)));
  if (isJsonObject(whole) && isJsonObject(wanted))
    return [...wanted].every(([name, item]) => {
      const member = whole.get(name);
      return member !== undefined && contains(member, item);
    });
  return sameJson(whole, wanted);
}

function mergePatch(a: JsonValue, b: JsonValue): JsonValue {
  if (!isJsonObject(b)) return b;
  const members = new Map(isJsonObject(a) ? a : []);
  for (const [name, value] of b) {
    if (value === null) members.delete(name);
    else members.set(name, mergePatch(members.get(name) ?? null, value));
  }
  return sortedKeys(members);
}

function mergePreserve(a: JsonValue, b: JsonValue): JsonValue {
  if (isJsonObject(a) && isJsonObject(b)) {
    const members = new Map(a);
    for (const [name, value] of b) {
      const old = members.get(name);
      members.set(name, old === undefined ? value : mergePreserve(old, value));
    }
    return sortedKeys(members);
  }
  return [...(isJsonArray(a) ? a : [a]), ...(isJsonArray(b) ? b : [b])];
}

function typeName(value: JsonValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return 'BOOLEAN';
  if (typeof value === 'bigint') return 'INTEGER';
  if (typeof value === 'number') return 'DOUBLE';
  if (typeof value === 'string') return 'STRING';
  return isJsonArray(value) ? 'ARRAY' : 'OBJECT';
}

function depth(value: JsonValue): number {
  const children = isJsonArray(value) ? value : isJsonObject(value) ? [...value.values()] : [];
  return 1 + largestOf(children.map(depth), 0);
}

function search(value: JsonValue, pattern: string, path: string): readonly string[] {
  if (typeof value === 'string') return matchesLike(value, pattern, '\\', 'utf8mb4_bin') ? [path] : [];
  if (isJsonArray(value)) return value.flatMap((item, index) => search(item, pattern, `${path}[${String(index)}]`));
  if (!isJsonObject(value)) return [];
  return [...value].flatMap(([name, member]) =>
    search(member, pattern, `${path}.${/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoteJson(name)}`),
  );
}

function object(values: readonly Value[], facts: CallFacts): Value {
  if (values.length % 2 !== 0) throw sqlErrors.wrongArgumentCount('json_object');
  const members = new Map<string, JsonValue>();
  for (let i = 0; i < values.length; i += 2) members.set(textAt(values, i), part(values, i + 1, facts));
  return document(facts.context.dialect.product === 'mariadb' ? members : sortedKeys(members));
}

function arrayAppend(values: readonly Value[], facts: CallFacts): Value {
  let root = read(at(values, 0), 1, 'json_array_append');
  for (let i = 1; i + 1 < values.length; i += 2) {
    const added = part(values, i + 1, facts);
    root = changePath(root, parsePath(textAt(values, i)), old => (old === undefined ? old : [...(isJsonArray(old) ? old : [old]), added]));
  }
  return document(root);
}

function keysOf(values: readonly Value[]): Value {
  const root = read(at(values, 0), 1, 'json_keys');
  const [found] = values.length > 1 ? findPath(root, parsePath(textAt(values, 1))) : [root];
  return isJsonObject(found) ? document([...found.keys()]) : null;
}

function lengthOf(values: readonly Value[]): Value {
  const root = read(at(values, 0), 1, 'json_length');
  const [found] = values.length > 1 ? findPath(root, parsePath(textAt(values, 1))) : [root];
  if (found === undefined) return null;
  return BigInt(isJsonArray(found) ? found.length : isJsonObject(found) ? found.size : 1);
}

function isValid(value: Value): Value {
  if (isJson(value)) return 1n;
  try {
    parseJson(toText(value));
    return 1n;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return 0n;
    throw error;
  }
}

function removed(values: readonly Value[]): Value {
  const paths = values.slice(1).map(path => parsePath(toText(path)));
  return document(paths.reduce((root, path) => changePath(root, path, () => undefined), read(at(values, 0), 1, 'json_remove')));
}

export const jsonFunctions: FunctionTable = new Map<string, SqlFunction>([
  ['json_extract', { min: 2, max: 255, type: json, run: extract }],
  [
    'json_value',
    {
      min: 2,
      max: 2,
      type: text(512),
      run: values => {
        const [found] = findPath(read(at(values, 0), 1, 'json_value'), parsePath(textAt(values, 1)));
        return found === undefined || found === null || isJsonArray(found) || isJsonObject(found) ? null : unquote(document(found));
      },
    },
  ],
  ['json_unquote', { min: 1, max: 1, type: longText, run: values => unquote(at(values, 0)) }],
  ['json_quote', { min: 1, max: 1, type: longText, run: values => quoteJson(textAt(values, 0)) }],
  ['json_object', { min: 0, max: 255, type: json, takesNull: true, run: object }],
  [
    'json_array',
    {
      min: 0,
      max: 255,
      type: json,
      takesNull: true,
      run: (values, facts) => document(values.map((_, index) => part(values, index, facts))),
    },
  ],
  ['json_set', change('json_set', () => true)],
  ['json_insert', change('json_insert', old => old === undefined)],
  ['json_replace', change('json_replace', old => old !== undefined)],
  ['json_remove', { min: 2, max: 255, type: json, run: removed }],
  [
    'json_array_append',
    { min: 3, max: 255, type: json, takesNull: true, run: (values, facts) => (at(values, 0) === null ? null : arrayAppend(values, facts)) },
  ],
  [
    'json_contains',
    {
      min: 2,
      max: 3,
      type: int,
      run: values => {
        const [root] =
          values.length > 2
            ? findPath(read(at(values, 0), 1, 'json_contains'), parsePath(textAt(values, 2)))
            : [read(at(values, 0), 1, 'json_contains')];
        return root === undefined ? null : contains(root, read(at(values, 1), 2, 'json_contains')) ? 1n : 0n;
      },
    },
  ],
  [
    'json_contains_path',
    {
      min: 3,
      max: 255,
      type: int,
      run: values => {
        const root = read(at(values, 0), 1, 'json_contains_path');
        const found = values.slice(2).map(path => findPath(root, parsePath(toText(path))).length > 0);
        return (textAt(values, 1).toLowerCase() === 'one' ? found.includes(true) : !found.includes(false)) ? 1n : 0n;
      },
    },
  ],
  ['member of', { min: 2, max: 2, type: int, run: values => memberOf(values) }],
  [
    'json_overlaps',
    {
      min: 2,
      max: 2,
      type: int,
      run: values => overlaps(read(at(values, 0), 1, 'json_overlaps'), read(at(values, 1), 2, 'json_overlaps')),
    },
  ],
  ['json_keys', { min: 1, max: 2, type: json, run: keysOf }],
  ['json_length', { min: 1, max: 2, type: bigint, run: lengthOf }],
  ['json_depth', { min: 1, max: 1, type: bigint, run: values => BigInt(depth(read(at(values, 0), 1, 'json_depth'))) }],
  ['json_type', { min: 1, max: 1, type: text(51), run: values => typeName(read(at(values, 0), 1, 'json_type')) }],
  ['json_valid', { min: 1, max: 1, type: bigint, run: values => isValid(at(values, 0)) }],
  ['json_pretty', { min: 1, max: 1, type: longText, run: values => prettyJson(read(at(values, 0), 1, 'json_pretty')) }],
  ['json_detailed', { min: 1, max: 1, type: longText, run: values => prettyJson(read(at(values, 0), 1, 'json_detailed')) }],
  [
    'json_compact',
    { min: 1, max: 1, type: longText, run: values => JSON.stringify(JSON.parse(formatJson(read(at(values, 0), 1, 'json_compact')))) },
  ],
  [
    'json_merge_patch',
    {
      min: 2,
      max: 255,
      type: json,
      run: values => document(values.map((value, index) => read(value, index + 1, 'json_merge_patch')).reduce(mergePatch)),
    },
  ],
  [
    'json_merge_preserve',
    {
      min: 2,
      max: 255,
      type: json,
      run: values => document(values.map((value, index) => read(value, index + 1, 'json_merge_preserve')).reduce(mergePreserve)),
    },
  ],
  [
    'json_merge',
    {
      min: 2,
      max: 255,
      type: json,
      run: values => document(values.map((value, index) => read(value, index + 1, 'json_merge')).reduce(mergePreserve)),
    },
  ],
  [
    'json_search',
    {
      min: 3,
      max: 255,
      type: json,
      run: values => {
        const found = search(read(at(values, 0), 1, 'json_search'), textAt(values, 2), '$');
        const [first] = found;
        if (first === undefined) return null;
        return document(textAt(values, 1).toLowerCase() === 'one' || found.length === 1 ? first : found);
      },
    },
  ],
]);

function memberOf(values: readonly Value[]): Value {
  const items = read(at(values, 1), 2, 'member of');
  const wanted = asJson(at(values, 0));
  return (isJsonArray(items) ? items : [items]).some(item => sameJson(item, wanted)) ? 1n : 0n;
}

function overlaps(a: JsonValue, b: JsonValue): Value {
  const [x, y] = [isJsonArray(a) ? a : [a], isJsonArray(b) ? b : [b]];
  return x.some(item => y.some(other => sameJson(item, other))) ? 1n : 0n;
}
