import { formatShell } from '../bson/shell-text.js';
import type { Task } from '../../../../core/task.js';
import { keyOf, numberOf } from '../bson/compare.js';
import { isDoc, isList, Long, type Doc, type List, type Value, emptyDoc } from '../bson/values.js';
import { MongoError, notSimulated } from '../errors.js';
import { keysAt, resolve } from '../query/path.js';
import { typeName } from '../query/type-names.js';
import { Compiler, type Context } from './expression.js';
import type { Environment, Stage } from './environment.js';

/** Documents that all arrays of one `$lookup` may hold. */
const MAX_JOINED = 500_000;

/** `$lookup`: by equal fields, by a pipeline, or both. */
export function lookupStage(argument: Value, context: Context): Stage {
  if (!isDoc(argument))
    throw new MongoError('FailedToParse', `the $lookup specification must be an Object, but found ${typeName(argument)}`);
  const [from, as, localField, foreignField] = ['from', 'as', 'localField', 'foreignField'].map(name => textOf(argument, name));
  const pipeline = argument.get('pipeline');
  if (as === undefined) throw new MongoError('FailedToParse', "must specify 'as' field for a $lookup");
  if (from === undefined) throw new MongoError('FailedToParse', "must specify 'pipeline' when 'from' is empty");
  if ((localField === undefined) !== (foreignField === undefined) || (localField === undefined && !isList(pipeline)))
    throw new MongoError('FailedToParse', "$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  const joins =
    localField !== undefined && foreignField !== undefined ? { local: localField.split('.'), foreign: foreignField.split('.') } : undefined;
  const lets = compileLets(argument.get('let'), context);
  return function* (documents, environment) {
    const foreign = yield* environment.read(from);
    const table = joins ? yield* tableOf(foreign, joins.foreign, environment) : undefined;
    const made: Doc[] = [];
    let joined = 0;
    for (const document of documents) {
      yield* environment.tick();
      let found: readonly Doc[] = table && joins ? matches(document, joins.local, table) : foreign;
      if (isList(pipeline)) found = yield* runInner(found, pipeline, { document, lets, context, environment });
      if ((joined += found.length) > MAX_JOINED)
        throw new MongoError(4568, 'Total size of documents in $lookup exceeds maximum document size');
      made.push(withField(document, as.split('.'), [...found]));
    }
    return made;
  };
}

function textOf(argument: Doc, name: string): string | undefined {
  const value = argument.get(name);
  if (value === undefined || typeof value === 'string') return value;
  throw new MongoError('FailedToParse', `$lookup argument '${name}: ${formatShell(value)}' must be a string, found ${typeName(value)}`);
}

type Lets = readonly (readonly [string, (document: Doc) => Value | undefined])[];

function compileLets(spec: Value | undefined, context: Context): Lets {
  if (!isDoc(spec)) return [];
  const compiler = new Compiler(context);
  return [...spec].map(([name, value]) => {
    const evaluate = compiler.compile(value);
    return [name, (root: Doc) => evaluate({ root, variables: context.variables })] as const;
  });
}

interface Inner {
  readonly document: Doc;
  readonly lets: Lets;
  readonly context: Context;
  readonly environment: Environment;
}

function* runInner(found: readonly Doc[], pipeline: List, { document, lets, context, environment }: Inner): Task<readonly Doc[]> {
  const variables = new Map([...context.variables, ...lets.map(([name, evaluate]) => [name, evaluate(document)] as const)]);
  return yield* environment.run(found, pipeline, { ...environment, context: { ...context, variables }, depth: environment.depth + 1 });
}

type Table = ReadonlyMap<string, readonly Doc[]>;

function* tableOf(documents: readonly Doc[], path: readonly string[], { tick }: Environment): Task<Table> {
  const table = new Map<string, Doc[]>();
  for (const document of documents) {
    yield* tick();
    for (const key of new Set(keysAt(document, path).map(keyOf))) {
      const others = table.get(key);
      if (others) others.push(document);
      else table.set(key, [document]);
    }
  }
  return table;
}

function matches(document: Doc, path: readonly string[], table: Table): readonly Doc[] {
  const keys = new Set(keysAt(document, path).map(keyOf));
  if (keys.size === 1) return table.get([...keys][0] ?? '') ?? [];
  return [...new Set([...keys].flatMap(key => table.get(key) ?? []))];
}

function withField(document: Doc, path: readonly string[], value: Value): Doc {
  const [first = '', ...rest] = path;
  const inner = document.get(first);
  return new Map(document).set(first, rest.length === 0 ? value : withField(isDoc(inner) ? inner : emptyDoc(), rest, value));
}

/** `$graphLookup`. */
export function graphLookupStage(argument: Value, context: Context): Stage {
  if (!isDoc(argument))
    throw new MongoError('FailedToParse', `the $graphLookup stage specification must be an object, but found ${typeName(argument)}`);
  if (argument.has('restrictSearchWithMatch')) throw notSimulated('restrictSearchWithMatch of $graphLookup');
  const [from, as, connectFrom, connectTo] = ['from', 'as', 'connectFromField', 'connectToField'].map(name => textOf(argument, name));
  if (from === undefined || as === undefined || connectFrom === undefined || connectTo === undefined)
    throw new MongoError(
      40105,
      "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.",
    );
  const depthField = textOf(argument, 'depthField');
  const limit = numberOf(argument.get('maxDepth')) ?? Infinity;
  const start = new Compiler(context).compile(argument.get('startWith') ?? null);
  return function* (documents, environment) {
    const table = yield* tableOf(yield* environment.read(from), connectTo.split('.'), environment);
    const made: Doc[] = [];
    for (const root of documents) {
      const first = start({ root, variables: context.variables }) ?? null;
      let frontier: readonly (Value | undefined)[] = isList(first) ? first : [first];
      const found = new Map<string, Doc>();
      for (let depth = 0; depth <= limit && frontier.length > 0; depth++) {
        yield* environment.tick();
        const next: (Value | undefined)[] = [];
        for (const each of new Set(frontier.flatMap(value => table.get(keyOf(value)) ?? []))) {
          const key = keyOf(each.get('_id'));
          if (found.has(key)) continue;
          found.set(key, depthField === undefined ? each : new Map(each).set(depthField, new Long(BigInt(depth))));
          const onward = resolve(each, connectFrom.split('.'));
          next.push(...(isList(onward) ? onward : onward === undefined ? [] : [onward]));
        }
        frontier = next;
      }
      made.push(withField(root, as.split('.'), [...found.values()]));
    }
    return made;
  };
}
