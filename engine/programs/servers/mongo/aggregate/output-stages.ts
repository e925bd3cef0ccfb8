import { formatShell } from '../bson/shell-text.js';
import { isDoc, isList, type Doc, type Value } from '../bson/values.js';
import { MongoError, notSimulated } from '../errors.js';
import { typeName } from '../query/type-names.js';
import { changeByPipeline } from './pipeline-update.js';
import type { Stage } from './environment.js';

interface Namespace {
  readonly database: string | undefined;
  readonly collection: string;
}

function namespaceOf(stage: string, value: Value | undefined): Namespace {
  if (typeof value === 'string') return { database: undefined, collection: value };
  const [database, collection] = isDoc(value) ? [value.get('db'), value.get('coll')] : [];
  if (typeof collection !== 'string')
    throw new MongoError(16990, `${stage} only supports a string or object argument, but found ${typeName(value)}`);
  return { database: typeof database === 'string' ? database : undefined, collection };
}

/** `$out`. */
export function outStage(argument: Value): Stage {
  const { database, collection } = namespaceOf('$out', argument);
  return function* (documents, environment) {
    yield* environment.replace(database, collection, documents);
    return [];
  };
}

/** `$merge`. */
export function mergeStage(argument: Value): Stage {
  const into = isDoc(argument) ? argument.get('into') : argument;
  const { database, collection } = namespaceOf('$merge', into);
  const given = isDoc(argument) ? argument.get('on') : undefined;
  const on = isList(given) ? given.filter(name => typeof name === 'string') : typeof given === 'string' ? [given] : ['_id'];
  const whenMatched = (isDoc(argument) ? argument.get('whenMatched') : undefined) ?? 'merge';
  const whenNotMatched = (isDoc(argument) ? argument.get('whenNotMatched') : undefined) ?? 'insert';
  return function* (documents, environment) {
    const target = yield* environment.merge(database, collection);
    const change = isList(whenMatched) ? changeByPipeline(whenMatched, environment.context) : undefined;
    for (const document of documents) {
      yield* environment.tick();
      const before = target.find(document, on);
      if (!before) {
        if (whenNotMatched === 'fail')
          throw new MongoError(
            13113,
            `$merge could not find a matching document in the target collection for at least one document in the source collection`,
          );
        if (whenNotMatched === 'insert') yield* target.save(document, undefined);
        continue;
      }
      if (whenMatched === 'keepExisting') continue;
      if (whenMatched === 'fail')
        throw new MongoError(
          'DuplicateKey',
          `$merge with whenMatched: fail found an existing document with the same values for the 'on' fields: ${formatShell(before)}`,
        );
      yield* target.save(change ? change(before) : merged(before, document, whenMatched), before);
    }
    return [];
  };
}

function merged(before: Doc, document: Doc, how: Value): Doc {
  const id = before.get('_id') ?? null;
  if (how === 'replace') return new Map([['_id', id], ...[...document].filter(([name]) => name !== '_id')]);
  if (how === 'merge') return new Map([...before, ...[...document].filter(([name]) => name !== '_id')]);
  throw notSimulated(`whenMatched: ${formatShell(how)} of $merge`);
}
