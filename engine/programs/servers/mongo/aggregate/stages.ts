import { formatShell } from '../bson/shell-text.js';
import type { Task } from '../../../../core/task.js';
import { numberOf } from '../bson/compare.js';
import { int, isDoc, isList, Long, type Doc, type List, type Value } from '../bson/values.js';
import { MongoError, notSimulated } from '../errors.js';
import { compileQuery } from '../query/match.js';
import { valuesAt } from '../query/path.js';
import { typeName } from '../query/type-names.js';
import { documentStage } from './document-stages.js';
import { compileExpression, type Context } from './expression.js';
import { bucketAutoStage, bucketStage, groupStage, sortByCountStage } from './group-stages.js';
import { graphLookupStage, lookupStage } from './join-stages.js';
import { mergeStage, outStage } from './output-stages.js';
import type { Environment, Stage } from './environment.js';
import { comparator } from './sort-spec.js';

const MAX_STAGES = 1000;
const MAX_DEPTH = 20;
const MAX_UNWOUND = 2_000_000;

/** Runs documents through stages. */
export function* runPipeline(documents: readonly Doc[], pipeline: List, environment: Environment): Task<readonly Doc[]> {
  const stages = compilePipeline(pipeline, environment);
  let current = documents;
  for (const stage of stages) current = yield* stage(current, environment);
  return current;
}

/** Compiles all stages, so that mistakes are told before anything is done. */
export function compilePipeline(pipeline: List, environment: Environment): readonly Stage[] {
  if (pipeline.length > MAX_STAGES)
    throw new MongoError('FailedToParse', `Pipeline length must be no longer than ${String(MAX_STAGES)} stages.`);
  if (environment.depth > MAX_DEPTH) throw new MongoError(232, 'Maximum number of nested sub-pipelines exceeded. Limit is 20');
  return pipeline.map((stage, index) => {
    if (!isDoc(stage)) throw new MongoError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
    if (stage.size !== 1) throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [name = ''] = stage.keys();
    if ((name === '$out' || name === '$merge') && index !== pipeline.length - 1)
      throw new MongoError(40601, `${name} can only be the final stage in the pipeline`);
    return compileStage(name, stage.get(name) ?? null, environment);
  });
}

function compileStage(name: string, argument: Value, environment: Environment): Stage {
  const { context } = environment;
  const each = documentStage(name, argument, context);
  if (each) return mapping(each);
  switch (name) {
    case '$match':
      return match(argument, context);
    case '$group':
      return groupStage(argument, context);
    case '$sort':
      return sort(argument);
    case '$limit':
      return limit(argument);
    case '$skip':
      return skip(argument);
    case '$unwind':
      return unwind(argument);
    case '$lookup':
      return lookupStage(argument, context);
    case '$graphLookup':
      return graphLookupStage(argument, context);
    case '$count':
      return count(argument);
    default:
      return compileRareStage(name, argument, environment);
  }
}

function compileRareStage(name: string, argument: Value, environment: Environment): Stage {
  const { context } = environment;
  switch (name) {
    case '$sortByCount':
      return sortByCountStage(argument, context);
    case '$bucket':
      return bucketStage(argument, context);
    case '$bucketAuto':
      return bucketAutoStage(argument, context);
    case '$facet':
      return facet(argument, environment);
    case '$sample':
      return sample(argument);
    case '$unionWith':
      return unionWith(argument);
    case '$redact':
      throw notSimulated('the stage $redact');
    case '$out':
      return outStage(argument);
    case '$merge':
      return mergeStage(argument);
    case '$changeStream':
      throw new MongoError(40573, 'The $changeStream stage is only supported on replica sets');
    default:
      if (/^\$(geoNear|setWindowFields|densify|fill|search|searchMeta|currentOp|listSessions|listLocalSessions|planCacheStats)$/.test(name))
        throw notSimulated(`the stage ${name}`);
      throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  }
}

function mapping(each: (document: Doc) => Doc): Stage {
  return function* (documents, { tick }) {
    const made: Doc[] = [];
    for (const document of documents) {
      yield* tick();
      made.push(each(document));
    }
    return made;
  };
}

function match(argument: Value, context: Context): Stage {
  if (!isDoc(argument)) throw new MongoError(15959, 'the match filter must be an expression in an object');
  const test = compileQuery(argument, expression => compileExpression(expression, context));
  return function* (documents, { tick }) {
    const made: Doc[] = [];
    for (const document of documents) {
      yield* tick();
      if (test(document)) made.push(document);
    }
    return made;
  };
}

function sort(argument: Value): Stage {
  if (!isDoc(argument)) throw new MongoError(15973, 'the $sort key specification must be an object');
  if (argument.size === 0) throw new MongoError(15976, '$sort stage must have at least one sort key');
  const compare = comparator(argument);
  return function* (documents, { tick }) {
    yield* tick();
    return [...documents].sort(compare);
  };
}

function size(name: string, argument: Value, least: number): number {
  const value = numberOf(argument);
  if (value === undefined || !Number.isInteger(value))
    throw new MongoError(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected a number in: ${name}: ${formatShell(argument)}`,
    );
  if (value < 0)
    throw new MongoError(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${String(value)}`,
    );
  if (value < least) throw new MongoError(15958, 'the limit must be positive');
  return value;
}

function limit(argument: Value): Stage {
  const most = size('$limit', argument, 1);
  return function* (documents, { tick }) {
    yield* tick();
    return documents.slice(0, most);
  };
}

function skip(argument: Value): Stage {
  const first = size('$skip', argument, 0);
  return function* (documents, { tick }) {
    yield* tick();
    return documents.slice(first);
  };
}

function count(argument: Value): Stage {
  if (typeof argument !== 'string') throw new MongoError(40156, 'the count field must be a non-empty string');
  if (argument === '') throw new MongoError(40157, 'the count field must be a non-empty string');
  if (argument.startsWith('$')) throw new MongoError(40158, 'the count field cannot be a $-prefixed path');
  if (argument.includes('.')) throw new MongoError(40160, "the count field cannot contain '.'");
  return function* (documents, { tick }) {
    yield* tick();
    return documents.length === 0 ? [] : [new Map([[argument, int(documents.length)]])];
  };
}

function unwind(argument: Value): Stage {
  const given = isDoc(argument) ? argument.get('path') : argument;
  if (typeof given !== 'string') throw new MongoError(28808, `expected a string as the path for $unwind stage, got ${typeName(given)}`);
  if (!given.startsWith('$')) throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${given}`);
  const keeps = isDoc(argument) && argument.get('preserveNullAndEmptyArrays') === true;
  const indexName = isDoc(argument) ? argument.get('includeArrayIndex') : undefined;
  const path = given.slice(1).split('.');
  return function* (documents, { tick }) {
    const made: Doc[] = [];
    const put = (document: Doc, index: number | null): void => {
      made.push(
        typeof indexName === 'string' ? new Map(document).set(indexName, index === null ? null : new Long(BigInt(index))) : document,
      );
    };
    for (const document of documents) {
      yield* tick();
      const [value] = valuesAt(document, path);
      if (isList(value) && value.length > 0) for (const [index, item] of value.entries()) put(replaced(document, path, item), index);
      else if (isList(value) ? keeps : value !== undefined && value !== null)
        put(isList(value) ? replaced(document, path, undefined) : document, null);
      else if (!isList(value) && keeps) put(document, null);
      if (made.length > MAX_UNWOUND) throw new MongoError(146, '$unwind would use too much memory');
    }
    return made;
  };
}

function replaced(document: Doc, path: readonly string[], value: Value | undefined): Doc {
  const [first = '', ...rest] = path;
  const made = new Map(document);
  const inner = document.get(first);
  if (rest.length > 0) made.set(first, isDoc(inner) ? replaced(inner, rest, value) : (inner ?? null));
  else if (value === undefined) made.delete(first);
  else made.set(first, value);
  return made;
}

function facet(argument: Value, environment: Environment): Stage {
  if (!isDoc(argument) || argument.size === 0) throw new MongoError(40169, 'the $facet specification must be a non-empty object');
  const inner = { ...environment, depth: environment.depth + 1 };
  const parts = [...argument].map(([name, pipeline]) => {
    if (!isList(pipeline)) throw new MongoError(40170, `arguments to $facet must be arrays, ${name} is type ${typeName(pipeline)}`);
    return [name, compilePipeline(pipeline, inner)] as const;
  });
  return function* (documents) {
    const made: Doc = new Map();
    for (const [name, stages] of parts) {
      let current = documents;
      for (const stage of stages) current = yield* stage(current, inner);
      made.set(name, [...current]);
    }
    return [made];
  };
}

function sample(argument: Value): Stage {
  const wanted = isDoc(argument) ? numberOf(argument.get('size')) : undefined;
  if (wanted === undefined) throw new MongoError(28745, 'the $sample stage specification must be an object with a size');
  if (wanted < 0) throw new MongoError(28747, 'size argument to $sample must not be negative');
  return function* (documents, { context, tick }) {
    yield* tick();
    const left = [...documents];
    const made: Doc[] = [];
    while (made.length < wanted && left.length > 0) made.push(...left.splice(context.random.below(left.length), 1));
    return made;
  };
}

function unionWith(argument: Value): Stage {
  const name = isDoc(argument) ? argument.get('coll') : argument;
  const pipeline = isDoc(argument) ? argument.get('pipeline') : undefined;
  if (typeof name !== 'string') throw new MongoError('FailedToParse', '$unionWith requires a collection name');
  return function* (documents, environment) {
    const others = yield* environment.read(name);
    return [
      ...documents,
      ...(isList(pipeline) ? yield* runPipeline(others, pipeline, { ...environment, depth: environment.depth + 1 }) : others),
    ];
  };
}
