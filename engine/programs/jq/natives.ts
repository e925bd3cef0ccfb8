import { power } from '../../core/power.js';
import { largestOf } from '../../core/extremes.js';
import { add, arithmetic } from './arithmetic.js';
import { dates } from './dates.js';
import { described, list } from './demands.js';
import { matches } from './expressions.js';
import { formatJson } from './json-writer.js';
import { places, setPath } from './paths.js';
import { itemsIn } from './special.js';
import { textNatives } from './text-natives.js';
import { compare, isArray, isObject, JqError, sortedKeys, typeOf, type Json } from './value.js';

/** A function of values: of what comes in and its arguments. */
export type Native = (input: Json, args: readonly Json[]) => Json;

function length(value: Json): Json {
  if (value === null) return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return [...value].length;
  if (typeof value === 'boolean') throw new JqError(`${described(value)} has no length`);
  return isArray(value) ? value.length : value.size;
}

function keys(value: Json, sort: boolean): Json {
  if (isArray(value)) return [...value.keys()];
  if (!isObject(value)) throw new JqError(`${described(value)} has no keys`);
  return sort ? sortedKeys(value) : [...value.keys()];
}

function has(value: Json, key: Json): boolean {
  if (isObject(value) && typeof key === 'string') return value.has(key);
  if (isArray(value) && typeof key === 'number') return key >= 0 && key < value.length;
  throw new JqError(`Cannot check whether ${typeOf(value)} has a ${typeof key === 'string' ? 'string' : typeOf(key)} key`);
}

function contains(value: Json, part: Json): boolean {
  if (isObject(value) && isObject(part))
    return [...part].every(([key, inner]) => value.has(key) && contains(value.get(key) ?? null, inner));
  if (isArray(value) && isArray(part))
    return part.every(inner => value.some(item => typeOf(item) === typeOf(inner) && contains(item, inner)));
  if (typeof value === 'string' && typeof part === 'string') return value.includes(part);
  if (typeOf(value) !== typeOf(part)) throw new JqError(`${described(value)} and ${described(part)} cannot have their containment checked`);
  return compare(value, part) === 0;
}

function number(value: Json): number {
  if (typeof value !== 'number') throw new JqError(`${described(value)} number required`);
  return value;
}

function entry(key: string | number, value: Json): Json {
  return new Map<string, Json>([
    ['key', key],
    ['value', value],
  ]);
}

function fromEntries(value: Json): Json {
  const result = new Map<string, Json>();
  for (const item of itemsIn(value)) {
    if (!isObject(item)) throw new JqError(`Cannot index ${typeOf(item)} with "key"`);
    const pick = (names: readonly string[]): Json =>
      names.map(name => item.get(name) ?? null).find(found => found !== null && found !== false) ?? null;
    const key = pick(['key', 'k', 'name', 'Name', 'Key', 'K']) ?? item.get('key') ?? null;
    const named = typeof key === 'string' ? key : key === null ? 'null' : typeof key === 'object' ? undefined : formatJson(key);
    if (named === undefined) throw new JqError(`Cannot use ${described(key)} as object key`);
    const found = ['value', 'v', 'Value', 'V'].find(name => item.has(name));
    result.set(named, found === undefined ? null : (item.get(found) ?? null));
  }
  return result;
}

function flatten(value: Json, depth: number): readonly Json[] {
  if (depth < 0) throw new JqError('flatten depth must not be negative');
  return itemsIn(value).flatMap(item => (isArray(item) && depth > 0 ? flatten(item, depth - 1) : [item]));
}

function indices(value: Json, part: Json): Json {
  if (value === null) return null;
  if (typeof value === 'string' && typeof part === 'string') {
    const found: number[] = [];
    for (let at = value.indexOf(part); at >= 0 && part !== ''; at = value.indexOf(part, at + 1)) found.push(at);
    return found;
  }
  if (isArray(value)) return isArray(part) ? places(value, part) : value.flatMap((item, at) => (compare(item, part) === 0 ? [at] : []));
  throw new JqError(`Cannot determine indices in ${typeOf(value)}`);
}

const keyOf = (item: Json): Json => (isObject(item) ? (item.get('k') ?? null) : null);
const valueOf = (item: Json): Json => (isObject(item) ? (item.get('v') ?? null) : null);

/** Groups of what is sorted and equal by its key. */
function grouped(items: readonly Json[]): Json {
  const groups: Json[][] = [];
  let last: Json | undefined;
  for (const item of items) {
    const key = keyOf(item);
    if (last === undefined || compare(last, key) !== 0) groups.push([]);
    groups.at(-1)?.push(valueOf(item));
    last = key;
  }
  return groups;
}

function extreme(items: readonly Json[], isBetter: (order: number) => boolean, key: (item: Json) => Json): Json | undefined {
  let best: Json | undefined;
  for (const item of items) if (best === undefined || isBetter(compare(key(item), key(best)))) best = item;
  return best;
}

const math: readonly string[] = 'floor sqrt ceil round fabs trunc log log2 log10 exp sin cos tan asin acos atan cbrt'.split(' ');
const mathOf: Readonly<Record<string, (value: number) => number>> = {
  floor: Math.floor,
  sqrt: Math.sqrt,
  ceil: Math.ceil,
  fabs: Math.abs,
  trunc: Math.trunc,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  round: value => Math.sign(value) * Math.round(Math.abs(value)),
  exp: Math.exp,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  cbrt: Math.cbrt,
};

const least: Native = value =>
  extreme(
    list(value, 'iterated over'),
    order => order < 0,
    item => item,
  ) ?? null;
const greatest: Native = value =>
  extreme(
    list(value, 'iterated over'),
    order => order >= 0,
    item => item,
  ) ?? null;
const argument = (args: readonly Json[], at = 0): Json => args[at] ?? null;

/** By name and number of arguments. */
export const natives: ReadonlyMap<string, Native> = new Map<string, Native>([
  ['length/0', length],
  ['keys/0', value => keys(value, true)],
  ['keys_unsorted/0', value => keys(value, false)],
  ['has/1', (value, args) => has(value, argument(args))],
  ['contains/1', (value, args) => contains(value, argument(args))],
  ['type/0', typeOf],
  ['add/0', value => itemsIn(value).reduce<Json>((sum, item) => add(sum, item) ?? arithmetic('+', sum, item), null)],
  [
    'sort/0',
    value => {
      if (!isArray(value)) throw new JqError(`${described(value)} cannot be sorted, as it is not an array`);
      return [...value].sort(compare);
    },
  ],
  [
    'reverse/0',
    value =>
      typeof value === 'string'
        ? [...value].reverse().join('')
        : value === null
          ? []
          : [...list(value, 'reversed, as it is not an array')].reverse(),
  ],
  ['min/0', least],
  ['max/0', greatest],
  ['__sorted/0', value => [...list(value, 'sorted, as it is not an array')].sort((a, b) => compare(keyOf(a), keyOf(b)))],
  ['__grouped/0', value => grouped(list(value, 'grouped'))],
  ['__least/0', value => valueOf(extreme(list(value, 'sorted'), order => order < 0, keyOf) ?? null)],
  ['__greatest/0', value => valueOf(extreme(list(value, 'sorted'), order => order >= 0, keyOf) ?? null)],
  ['__matches/2', (value, args) => matches(value, argument(args), argument(args, 1))],
  ['test/2', (value, args) => itemsIn(matches(value, argument(args), argument(args, 1))).length > 0],
  [
    'to_entries/0',
    value => {
      if (!isObject(value) && !isArray(value)) throw new JqError(`${described(value)} has no keys`);
      return [...value.entries()].map(([key, item]) => entry(key, item));
    },
  ],
  ['from_entries/0', fromEntries],
  ['flatten/0', value => flatten(value, Infinity)],
  ['flatten/1', (value, args) => flatten(value, number(argument(args)))],
  ['indices/1', (value, args) => indices(value, argument(args))],
  [
    'index/1',
    (value, args) => {
      const found = indices(value, argument(args));
      return isArray(found) ? (found[0] ?? null) : null;
    },
  ],
  [
    'rindex/1',
    (value, args) => {
      const found = indices(value, argument(args));
      return isArray(found) ? (found.at(-1) ?? null) : null;
    },
  ],
  [
    'setpath/2',
    (value, args) => {
      const path = argument(args);
      if (!isArray(path)) throw new JqError('Path must be specified as an array');
      return setPath(value, path, argument(args, 1));
    },
  ],
  [
    'transpose/0',
    value => {
      const rows = itemsIn(value);
      const width = largestOf(
        rows.map(row => (isArray(row) ? row.length : 0)),
        0,
      );
      return Array.from({ length: width }, (_, at) => rows.map(row => (isArray(row) ? (row[at] ?? null) : null)));
    },
  ],
  ['infinite/0', () => Infinity],
  ['nan/0', () => NaN],
  ['isinfinite/0', value => Math.abs(number(value)) === Infinity],
  ['isnan/0', value => Number.isNaN(number(value))],
  ['isnormal/0', value => Number.isFinite(number(value)) && value !== 0],
  ['pow/2', (_, args) => power(number(argument(args)), number(argument(args, 1)))],
  ['atan2/2', (_, args) => Math.atan2(number(argument(args)), number(argument(args, 1)))],
  ...math.map((name): readonly [string, Native] => [`${name}/0`, value => mathOf[name]?.(number(value)) ?? null]),
  ...textNatives,
  ...dates,
]);
