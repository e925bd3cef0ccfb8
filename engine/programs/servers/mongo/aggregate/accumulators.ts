import { compareValues, numberOf } from '../bson/compare.js';
import { Int32, isDoc, isList, type List, type Value } from '../bson/values.js';
import { MongoError, notSimulated } from '../errors.js';
import { typeName } from '../query/type-names.js';
import { average, deviation, sum } from './arithmetic.js';
import { Compiler, type Context, type Evaluate, type Scope } from './expression.js';
import { distinct } from './operators/sets.js';
import { comparator } from './sort-spec.js';

type Values = readonly (Value | undefined)[];

/** What a field of a group gathers. */
export interface Accumulator {
  readonly evaluate: Evaluate;
  /** The result out of what was evaluated for each document of the group. */
  readonly finish: (values: Values, scope: Scope) => Value | undefined;
}

const present = (values: Values): List => values.filter(value => value !== undefined);

const simple: ReadonlyMap<string, (values: Values) => Value | undefined> = new Map<string, (values: Values) => Value | undefined>([
  ['$sum', values => sum(values)],
  ['$avg', values => average(values)],
  ['$first', values => values[0] ?? null],
  ['$last', values => values.at(-1) ?? null],
  ['$push', present],
  ['$addToSet', values => distinct(present(values))],
  ['$max', values => extreme(values, 1)],
  ['$min', values => extreme(values, -1)],
  ['$stdDevPop', values => deviation(values, false)],
  ['$stdDevSamp', values => deviation(values, true)],
  ['$count', values => new Int32(values.length)],
  ['$mergeObjects', values => new Map(values.filter(isDoc).flatMap(value => [...value]))],
]);

function extreme(values: Values, sign: number): Value {
  let best: Value | undefined;
  for (const value of values)
    if (value !== undefined && value !== null && (best === undefined || compareValues(value, best) * sign > 0)) best = value;
  return best ?? null;
}

/** Compiles `{ $sum: '$x' }`. */
export function compileAccumulator(field: string, spec: Value, context: Context): Accumulator {
  if (!isDoc(spec)) throw new MongoError(40234, `The field '${field}' must be an accumulator object`);
  const [name = ''] = spec.keys();
  if (spec.size !== 1) throw new MongoError(40238, `The field '${field}' must specify one accumulator`);
  const argument = spec.get(name) ?? null;
  const finish = simple.get(name);
  if (name === '$accumulator') throw notSimulated('$accumulator');
  if (finish) {
    if (isList(argument) && argument.length !== 1) throw new MongoError(40237, `The ${name} accumulator is a unary operator`);
    const evaluate = new Compiler(context).compile(name === '$count' ? true : isList(argument) ? (argument[0] ?? null) : argument);
    return { evaluate, finish };
  }
  const ranked = compileRanked(name, argument, context);
  if (!ranked) throw new MongoError(15952, `unknown group operator '${name}'`);
  return ranked;
}

/** `$top`, `$firstN` and their kin. */
function compileRanked(name: string, argument: Value, context: Context): Accumulator | undefined {
  if (!/^\$(top|bottom|topN|bottomN|firstN|lastN|maxN|minN)$/.test(name)) return undefined;
  if (!isDoc(argument)) throw new MongoError(5788001, `specification must be an object; found ${typeName(argument)}`);
  const compiler = new Compiler(context);
  const hasOutput = /^\$(top|bottom)/.test(name);
  const evaluate = compiler.compile(argument.get(hasOutput ? 'output' : 'input') ?? null);
  const count = compiler.compile(argument.get('n') ?? new Int32(1));
  const by = argument.get('sortBy');
  const pick = (items: List, size: number): Value => {
    switch (name) {
      case '$topN':
      case '$firstN':
        return items.slice(0, size);
      case '$lastN':
        return items.slice(-size);
      case '$bottomN':
        return items.slice(-size);
      case '$maxN':
        return [...items].sort((a, b) => compareValues(b, a)).slice(0, size);
      case '$minN':
        return [...items].sort(compareValues).slice(0, size);
      case '$top':
        return items[0] ?? null;
      default:
        return items.at(-1) ?? null;
    }
  };
  if (!hasOutput) return { evaluate, finish: (values, scope) => pick(present(values), numberOf(count(scope)) ?? 1) };
  if (!isDoc(by)) throw new MongoError(5788005, "Missing value for 'sortBy'");
  const compare = comparator(by);
  return {
    evaluate: scope =>
      new Map([
        ['output', evaluate(scope) ?? null],
        ['root', scope.root],
      ]),
    finish: (values, scope) => {
      const pairs = values.filter(isDoc).sort((a, b) => compare(rootOf(a.get('root')), rootOf(b.get('root'))));
      return pick(
        pairs.map(pair => pair.get('output') ?? null),
        numberOf(count(scope)) ?? 1,
      );
    },
  };
}

function rootOf(value: Value | undefined): ReadonlyMap<string, Value> & Map<string, Value> {
  return isDoc(value) ? value : new Map();
}
