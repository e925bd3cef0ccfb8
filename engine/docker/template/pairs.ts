import { entryOf, isList, isMap, sortedKeys, type Value } from './value.js';

/** What `range` goes through: indexes with items, sorted keys with entries, numbers up to a number; undefined for what cannot be ranged over. */
export function pairsOf(value: Value): Iterable<readonly [Value, Value]> | undefined {
  const countable = typeof value === 'number' && Number.isInteger(value);
  return value === undefined || value === null || countable || isList(value) || isMap(value) ? generatePairs(value) : undefined;
}

function* generatePairs(value: Value): Generator<readonly [Value, Value]> {
  if (typeof value === 'number') for (let i = 0; i < value; i++) yield [i, i];
  else if (isList(value)) for (const [index, item] of value.entries()) yield [index, item];
  else if (isMap(value)) for (const key of sortedKeys(value)) yield [key, entryOf(value, key)];
}
