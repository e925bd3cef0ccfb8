import type { Task } from '../../../../core/task.js';
import { compareValues, keyOf, numberOf } from '../bson/compare.js';
import { doc, int, isDoc, isList, type Doc, type Value } from '../bson/values.js';
import { formatShell } from '../bson/shell-text.js';
import { MongoError, notSimulated } from '../errors.js';
import { compileAccumulator } from './accumulators.js';
import { Compiler, type Context, type Evaluate } from './expression.js';
import { compareInOrder } from './operators/logic.js';
import type { Environment, Stage } from './environment.js';

/** Values that all groups of a stage may hold. */
const MAX_HELD = 2_000_000;

/** `$group`. */
export function groupStage(argument: Value, context: Context): Stage {
  if (!isDoc(argument)) throw new MongoError(15947, "a group's fields must be specified in an object");
  if (!argument.has('_id')) throw new MongoError(15955, 'a group specification must include an _id');
  const id = new Compiler(context).compile(argument.get('_id') ?? null);
  return grouping(id, argument, context, value => value ?? null);
}

function grouping(id: Evaluate, spec: Doc, context: Context, keyFor: (value: Value | undefined) => Value): Stage {
  const fields = [...spec]
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => {
      if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
      return { name, accumulator: compileAccumulator(name, value, context) };
    });
  return function* (documents, { tick }) {
    const groups = new Map<string, { readonly key: Value; readonly values: (Value | undefined)[][] }>();
    let held = 0;
    for (const root of documents) {
      yield* tick();
      const scope = { root, variables: context.variables };
      const key = keyFor(id(scope));
      const text = keyOf(key);
      const group = groups.get(text) ?? { key, values: fields.map(() => []) };
      groups.set(text, group);
      for (const [index, { accumulator }] of fields.entries()) group.values[index]?.push(accumulator.evaluate(scope));
      if ((held += fields.length) > MAX_HELD)
        throw new MongoError(146, 'PlanExecutor error during aggregation :: caused by :: $group would use too much memory');
    }
    return [...groups.values()].map(({ key, values }) => {
      const made: Doc = new Map([['_id', key]]);
      const scope = { root: made, variables: context.variables };
      for (const [index, { name, accumulator }] of fields.entries()) made.set(name, accumulator.finish(values[index] ?? [], scope) ?? null);
      return made;
    });
  };
}

/** `$sortByCount`. */
export function sortByCountStage(argument: Value, context: Context): Stage {
  const group = groupStage(doc({ _id: argument, count: doc({ $sum: int(1) }) }), context);
  return function* (documents, environment) {
    const groups = [...(yield* group(documents, environment))];
    return groups.sort((a, b) => compareValues(b.get('count'), a.get('count')));
  };
}

const plainCount = doc({ count: doc({ $sum: int(1) }) });

/** `$bucket`. */
export function bucketStage(argument: Value, context: Context): Stage {
  if (!isDoc(argument)) throw new MongoError(40201, `Argument to $bucket stage must be an object, but found type: ${typeof argument}.`);
  const boundaries = argument.get('boundaries');
  if (!isList(boundaries) || boundaries.length < 2)
    throw new MongoError(40192, "The $bucket 'boundaries' field must have at least 2 values, but found fewer.");
  for (const [index, value] of boundaries.slice(1).entries())
    if (compareValues(boundaries[index], value) >= 0)
      throw new MongoError(
        40194,
        `The 'boundaries' option to $bucket must be sorted, but elements ${String(index)} and ${String(index + 1)} are not in ascending order (${formatShell(boundaries[index] ?? null)} is not less than ${formatShell(value)}).`,
      );
  const otherwise = argument.get('default');
  const output = argument.get('output');
  const keyFor = (value: Value | undefined): Value => {
    const index = boundaries.findIndex(
      (limit, at) => compareInOrder(value, limit) >= 0 && compareInOrder(value, boundaries[at + 1]) < 0 && at + 1 < boundaries.length,
    );
    const found = index < 0 ? otherwise : boundaries[index];
    if (found === undefined)
      throw new MongoError(40066, '$switch could not find a matching branch for an input, and no default was specified.');
    return found;
  };
  const by = new Compiler(context).compile(argument.get('groupBy') ?? null);
  const group = grouping(by, isDoc(output) ? output : plainCount, context, keyFor);
  return function* (documents, environment) {
    return [...(yield* group(documents, environment))].sort((a, b) => compareValues(a.get('_id'), b.get('_id')));
  };
}

/** `$bucketAuto`. */
export function bucketAutoStage(argument: Value, context: Context): Stage {
  if (!isDoc(argument)) throw new MongoError(40240, 'The argument to $bucketAuto must be an object.');
  if (argument.has('granularity')) throw notSimulated('granularity of $bucketAuto');
  const count = numberOf(argument.get('buckets'));
  if (count === undefined || !Number.isInteger(count) || count < 1)
    throw new MongoError(40243, "The $bucketAuto 'buckets' field must be greater than 0");
  const by = new Compiler(context).compile(argument.get('groupBy') ?? null);
  const output = argument.get('output');
  const spec = isDoc(output) ? output : plainCount;
  return function* (documents, environment) {
    const keyed = documents
      .map(root => ({ root, key: by({ root, variables: context.variables }) ?? null }))
      .sort((a, b) => compareValues(a.key, b.key));
    const made: Doc[] = [];
    const size = Math.max(1, Math.round(keyed.length / count));
    for (let at = 0; at < keyed.length; ) {
      let end = made.length === count - 1 ? keyed.length : Math.min(keyed.length, at + size);
      while (end < keyed.length && compareValues(keyed[end]?.key, keyed[end - 1]?.key) === 0) end++;
      const part = keyed.slice(at, end);
      const id = doc({ min: part[0]?.key ?? null, max: keyed[end]?.key ?? part.at(-1)?.key ?? null });
      made.push(
        ...(yield* oneGroup(
          part.map(({ root }) => root),
          id,
          spec,
          context,
          environment,
        )),
      );
      at = end;
    }
    return made;
  };
}

function* oneGroup(documents: readonly Doc[], id: Value, spec: Doc, context: Context, environment: Environment): Task<readonly Doc[]> {
  return yield* grouping(
    () => id,
    spec,
    context,
    value => value ?? null,
  )(documents, environment);
}
