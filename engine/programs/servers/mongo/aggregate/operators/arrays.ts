import { largestOf, smallestOf } from '../../../../../core/extremes.js';
import { compareValues, isEqual, numberOf } from '../../bson/compare.js';
import { doc, int, isDoc, isList, type List, type Value, emptyDoc } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { isTrue } from '../../query/match.js';
import { typeName } from '../../query/type-names.js';
import { compareBySpec } from '../sort-spec.js';
import type { Compiler, Evaluate, Operator, Scope } from '../expression.js';
import { of, one, strict } from './build.js';

const MANY = Number.POSITIVE_INFINITY;
const MAX_RANGE = 1_000_000;

function list(name: string, value: Value | undefined, code: number): List {
  if (isList(value)) return value;
  throw new MongoError(
    code,
    `The argument to ${name} must be an array, but was of type: ${value === undefined ? 'missing' : typeName(value)}`,
  );
}

function at([value = null, index = null]: readonly Value[]): Value | undefined {
  if (!isList(value)) throw new MongoError(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(value)}`);
  const place = numberOf(index);
  if (place === undefined) throw new MongoError(28690, `$arrayElemAt's second argument must be a numeric value, but is ${typeName(index)}`);
  return value.at(place);
}

function slice([value = null, a = null, b]: readonly Value[]): Value {
  if (!isList(value)) throw new MongoError(28724, `First argument to $slice must be an array, but is of type: ${typeName(value)}`);
  const [first, count] = [numberOf(a) ?? 0, b === undefined ? undefined : numberOf(b)];
  if (count === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
  if (count <= 0) throw new MongoError(28729, `Third argument to $slice must be positive: ${String(count)}`);
  const start = first < 0 ? Math.max(0, value.length + first) : first;
  return value.slice(start, start + count);
}

function range([from = null, to = null, step = int(1)]: readonly Value[]): Value {
  const [start, end, by] = [numberOf(from), numberOf(to), numberOf(step)];
  if (start === undefined || end === undefined || by === undefined) throw new MongoError(34443, '$range requires numeric arguments');
  if (by === 0) throw new MongoError(34449, '$range requires a non-zero step value');
  const items: List = [];
  for (let value = start; by > 0 ? value < end : value > end; value += by) {
    if (items.length >= MAX_RANGE) throw new MongoError('ExceededMemoryLimit', '$range would use too much memory');
    items.push(int(value));
  }
  return items;
}

function concatArrays(values: readonly Value[]): Value {
  return values.flatMap(value => {
    if (isList(value)) return value;
    throw new MongoError(28664, `$concatArrays only supports arrays, not ${typeName(value)}`);
  });
}

/** `{ input, as, … }`: an expression evaluated with each item of an array in a variable. */
function forEachItem(
  name: string,
  argument: Value,
  compiler: Compiler,
  body: string,
): { readonly items: (scope: Scope) => List | undefined; readonly evaluate: (scope: Scope, item: Value) => Value | undefined } {
  if (!isDoc(argument)) throw new MongoError(16878, `${name} only supports an object as its argument`);
  const as = argument.get('as');
  const variable = typeof as === 'string' ? as : 'this';
  if (!argument.has('input') || !argument.has(body))
    throw new MongoError(16882, `Missing '${argument.has('input') ? body : 'input'}' parameter to ${name}`);
  const input = compiler.compile(argument.get('input') ?? null);
  const inner: Evaluate = compiler.with([variable]).compile(argument.get(body) ?? null);
  return {
    items: scope => {
      const value = input(scope);
      if (value === undefined || value === null) return undefined;
      if (isList(value)) return value;
      throw new MongoError(28651, `input to ${name} must be an array not ${typeName(value)}`);
    },
    evaluate: (scope, item) => inner({ root: scope.root, variables: new Map(scope.variables).set(variable, item) }),
  };
}

const map: Operator = (argument, compiler) => {
  const { items, evaluate } = forEachItem('$map', argument, compiler, 'in');
  return scope => items(scope)?.map(item => evaluate(scope, item) ?? null) ?? null;
};

const filter: Operator = (argument, compiler) => {
  const { items, evaluate } = forEachItem('$filter', argument, compiler, 'cond');
  const limit = isDoc(argument) && argument.has('limit') ? compiler.compile(argument.get('limit') ?? null) : undefined;
  return scope => {
    const kept = items(scope)?.filter(item => isTrue(evaluate(scope, item)));
    return kept?.slice(0, numberOf(limit?.(scope) ?? null) ?? kept.length) ?? null;
  };
};

const reduce: Operator = (argument, compiler) => {
  if (!isDoc(argument) || !argument.has('input') || !argument.has('initialValue') || !argument.has('in'))
    throw new MongoError(40077, "$reduce requires 'input', 'initialValue' and 'in' to be specified");
  const input = compiler.compile(argument.get('input') ?? null);
  const initial = compiler.compile(argument.get('initialValue') ?? null);
  const body = compiler.with(['this', 'value']).compile(argument.get('in') ?? null);
  return scope => {
    const items = input(scope);
    if (items === undefined || items === null) return null;
    if (!isList(items)) throw new MongoError(40080, `$reduce requires that 'input' be an array, found: ${typeName(items)}`);
    let value = initial(scope);
    for (const item of items)
      value = body({ root: scope.root, variables: new Map([...scope.variables, ['this', item] as const, ['value', value] as const]) });
    return value;
  };
};

const zip: Operator = (argument, compiler) => {
  const inputs = isDoc(argument) ? argument.get('inputs') : undefined;
  if (!isDoc(argument) || !isList(inputs)) throw new MongoError(34461, 'inputs must be an array of expressions');
  const evaluators = inputs.map(item => compiler.compile(item));
  const useLongest = argument.get('useLongestLength') === true;
  return scope => {
    const lists = evaluators.map(evaluate => evaluate(scope));
    if (lists.some(value => value === undefined || value === null)) return null;
    const arrays = lists.map(value => list('$zip', value, 34468));
    const lengths = arrays.map(items => items.length);
    const length = useLongest ? largestOf(lengths, 0) : smallestOf(lengths);
    return Array.from({ length }, (_, index) => arrays.map(items => items[index] ?? null));
  };
};

const sortArray: Operator = (argument, compiler) => {
  if (!isDoc(argument)) throw new MongoError(2942500, '$sortArray requires an object as an argument');
  const input = compiler.compile(argument.get('input') ?? null);
  const by = argument.get('sortBy') ?? null;
  return scope => {
    const value = input(scope);
    if (value === undefined || value === null) return null;
    if (!isList(value))
      throw new MongoError(2942504, `The input argument to $sortArray must be an array, but was of type: ${typeName(value)}`);
    if (isDoc(by)) return [...value].sort((a, b) => compareBySpec(isDoc(a) ? a : emptyDoc(), isDoc(b) ? b : emptyDoc(), by));
    return [...value].sort((a, b) => compareValues(a, b) * Math.sign(numberOf(by) ?? 1));
  };
};

function extreme(name: string, sign: number): Operator {
  return of(name, 0, MANY, values => {
    const [only] = values;
    const candidates = (values.length === 1 && isList(only) ? only : values).filter(value => value !== undefined && value !== null);
    return (
      candidates.reduce<Value | undefined>(
        (best, value) => (best === undefined || compareValues(value, best) * sign > 0 ? value : best),
        undefined,
      ) ?? null
    );
  });
}

function some(name: string, pick: (items: List, count: number) => List): Operator {
  return (argument, compiler) => {
    if (!isDoc(argument)) throw new MongoError(5787800, `${name} requires an object`);
    const [input, n] = ['input', 'n'].map(key => compiler.compile(argument.get(key) ?? null));
    return scope => pick(list(name, input?.(scope), 5788200), numberOf(n?.(scope) ?? null) ?? 1);
  };
}

const indexOfArray = of('$indexOfArray', 2, 4, ([value, wanted, from, to]) => {
  if (value === undefined || value === null) return null;
  if (!isList(value)) throw new MongoError(40090, `$indexOfArray requires an array as a first argument, found: ${typeName(value)}`);
  const start = numberOf(from) ?? 0;
  const end = Math.min(numberOf(to) ?? value.length, value.length);
  return int(value.findIndex((item, index) => index >= start && index < end && isEqual(item, wanted)));
});

export const arrays: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$arrayElemAt', strict('$arrayElemAt', 2, 2, at)],
  ['$first', one('$first', value => list('$first', value, 28689)[0])],
  ['$last', one('$last', value => list('$last', value, 28689).at(-1))],
  ['$size', of('$size', 1, 1, ([value]) => int(list('$size', value, 17124).length))],
  ['$slice', strict('$slice', 2, 3, slice)],
  ['$isArray', of('$isArray', 1, 1, ([value]) => isList(value))],
  [
    '$in',
    of('$in', 2, 2, ([value, items]) => {
      if (!isList(items))
        throw new MongoError(
          40081,
          `$in requires an array as a second argument, found: ${items === undefined ? 'missing' : typeName(items)}`,
        );
      return value !== undefined && items.some(item => isEqual(item, value));
    }),
  ],
  ['$indexOfArray', indexOfArray],
  ['$concatArrays', strict('$concatArrays', 0, MANY, concatArrays)],
  ['$reverseArray', one('$reverseArray', value => [...list('$reverseArray', value, 34435)].reverse())],
  ['$range', strict('$range', 2, 3, range)],
  ['$map', map],
  ['$filter', filter],
  ['$reduce', reduce],
  ['$zip', zip],
  ['$sortArray', sortArray],
  ['$max', extreme('$max', 1)],
  ['$min', extreme('$min', -1)],
  ['$firstN', some('$firstN', (items, count) => items.slice(0, count))],
  ['$lastN', some('$lastN', (items, count) => items.slice(-count))],
  ['$maxN', some('$maxN', (items, count) => [...items].sort((a, b) => compareValues(b, a)).slice(0, count))],
  ['$minN', some('$minN', (items, count) => [...items].sort(compareValues).slice(0, count))],
  [
    '$objectToArray',
    one('$objectToArray', value => {
      if (!isDoc(value)) throw new MongoError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
      return [...value].map(([k, v]) => doc({ k, v }));
    }),
  ],
]);
