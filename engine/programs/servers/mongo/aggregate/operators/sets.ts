import { keyOf } from '../../bson/compare.js';
import { isList, type List, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { isTrue } from '../../query/match.js';
import { typeName } from '../../query/type-names.js';
import type { Operator } from '../expression.js';
import { of, strict } from './build.js';

const MANY = Number.POSITIVE_INFINITY;

function lists(name: string, values: readonly Value[]): readonly List[] {
  return values.map(value => {
    if (isList(value)) return value;
    throw new MongoError(17043, `All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`);
  });
}

/** Each value once. */
export function distinct(values: readonly Value[]): List {
  return [...new Map(values.map(value => [keyOf(value), value])).values()];
}

function keys(values: readonly Value[] | undefined): ReadonlySet<string> {
  return new Set((values ?? []).map(keyOf));
}

function difference(name: string, values: readonly Value[]): List {
  const [a = [], b] = lists(name, values);
  const others = keys(b);
  return distinct(a).filter(value => !others.has(keyOf(value)));
}

export const sets: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$setUnion', strict('$setUnion', 0, MANY, values => distinct(lists('$setUnion', values).flat()))],
  [
    '$setIntersection',
    strict('$setIntersection', 0, MANY, values => {
      const [first = [], ...rest] = lists('$setIntersection', values);
      const others = rest.map(keys);
      return distinct(first).filter(value => others.every(other => other.has(keyOf(value))));
    }),
  ],
  ['$setDifference', strict('$setDifference', 2, 2, values => difference('$setDifference', values))],
  [
    '$setIsSubset',
    of(
      '$setIsSubset',
      2,
      2,
      values =>
        difference(
          '$setIsSubset',
          values.map(value => value ?? null),
        ).length === 0,
    ),
  ],
  [
    '$setEquals',
    of('$setEquals', 2, MANY, values => {
      const [first, ...rest] = lists(
        '$setEquals',
        values.map(value => value ?? null),
      ).map(keys);
      return rest.every(other => other.size === first?.size && [...other].every(key => first.has(key)));
    }),
  ],
  [
    '$anyElementTrue',
    of('$anyElementTrue', 1, 1, ([value]) =>
      lists('$anyElementTrue', [value ?? null])
        .flat()
        .some(isTrue),
    ),
  ],
  [
    '$allElementsTrue',
    of('$allElementsTrue', 1, 1, ([value]) =>
      lists('$allElementsTrue', [value ?? null])
        .flat()
        .every(isTrue),
    ),
  ],
]);
