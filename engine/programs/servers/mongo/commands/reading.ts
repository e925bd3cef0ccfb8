import type { Task } from '../../../../core/task.js';
import type { Environment, MergeTarget } from '../aggregate/environment.js';
import { runPipeline } from '../aggregate/stages.js';
import { isEqual, keyOf } from '../bson/compare.js';
import { isDoc, isList, ObjectId, Regex, type Doc, type List, type Value } from '../bson/values.js';
import { MongoError, notSimulated } from '../errors.js';
import { isOperators } from '../query/match.js';
import { valuesAt } from '../query/path.js';
import type { Request } from '../server/request.js';
import type { Change, Collection } from '../storage/collection.js';

const MAX_VIEW_DEPTH = 20;

/** The documents of a collection or view that a query selects, in their natural order; `most` ends the search early. */
export function* select(request: Request, collection: Collection | undefined, query: Doc, most = Infinity): Task<Doc[]> {
  const test = request.test(query);
  const found: Doc[] = [];
  for (const document of yield* candidates(request, collection, query)) {
    yield* request.sys.tick();
    if (!test(document)) continue;
    found.push(document);
    if (found.length >= most) break;
  }
  return found;
}

/** By its id a document is found at once. */
function* candidates(request: Request, collection: Collection | undefined, query: Doc): Task<Iterable<Doc>> {
  if (!collection) return [];
  if (collection.options.has('viewOn')) return yield* documentsOf(request, collection.database, collection.name);
  const id = wantedId(query.get('_id'));
  if (id !== undefined) {
    const stored = collection.byId(id);
    return stored ? [stored.document] : [];
  }
  return everyDocument(collection);
}

function* everyDocument(collection: Collection): Generator<Doc, undefined, undefined> {
  for (const { document } of collection.documents()) yield document;
  return undefined;
}

function wantedId(value: Value | undefined): Value | undefined {
  const plain = isOperators(value) && value.size === 1 ? value.get('$eq') : value;
  return plain === undefined || plain instanceof Regex || isOperators(plain) || isList(plain) ? undefined : plain;
}

/** All documents of a collection, or of a view through its pipeline. */
export function* documentsOf(request: Request, database: string, name: string, depth = 0): Task<readonly Doc[]> {
  const collection = request.server.store.find(database, name);
  if (!collection) return [];
  const [source, pipeline] = [collection.options.get('viewOn'), collection.options.get('pipeline')];
  if (typeof source !== 'string') return [...everyDocument(collection)];
  if (depth > MAX_VIEW_DEPTH) throw new MongoError(165, `View depth too deep`);
  const inner = yield* documentsOf(request, database, source, depth + 1);
  return yield* runPipeline(inner, isList(pipeline) ? pipeline : [], environmentOf(request));
}

/** What pipelines see of the server. */
export function environmentOf(request: Request): Environment {
  return {
    context: request.context,
    depth: 0,
    tick: () => request.sys.tick(),
    run: runPipeline,
    read: name => documentsOf(request, request.database, name),
    replace: (database, name, made) => replaceCollection(request, database ?? request.database, name, made),
    merge: (database, name) => mergeTarget(request, database ?? request.database, name),
  };
}

function* replaceCollection(request: Request, database: string, name: string, made: readonly Doc[]): Task<void> {
  const { store } = request.server;
  const old = store.find(database, name);
  const indexes = old?.indexes.filter(index => index.name !== '_id_') ?? [];
  if (old) yield* store.drop(old);
  const collection = yield* store.create(database, name);
  for (const index of indexes) yield* store.addIndex(collection, index);
  const changes: Change[] = [];
  for (const document of made) {
    yield* request.sys.tick();
    changes.push(collection.put(withId(request, document), undefined));
  }
  yield* store.commit(collection, changes);
}

function* mergeTarget(request: Request, database: string, name: string): Task<MergeTarget> {
  const { store } = request.server;
  const collection = store.find(database, name) ?? (yield* store.create(database, name));
  return {
    find: (document, on) => {
      if (on.length === 1 && on[0] === '_id') return collection.byId(document.get('_id'))?.document;
      const wanted = on.map(field => valuesAt(document, field.split('.'))[0]);
      for (const { document: other } of collection.documents())
        if (on.every((field, index) => isEqual(valuesAt(other, field.split('.'))[0], wanted[index]))) return other;
      return undefined;
    },
    save: (document, before) => store.commit(collection, [collection.put(withId(request, document), before)]),
  };
}

/** The document with an id, which comes first. */
export function withId(request: Request, document: Doc): Doc {
  const [first] = document.keys();
  if (first === '_id') return document;
  const id = document.get('_id') ?? newObjectId(request);
  return new Map([['_id', id], ...document]);
}

export function newObjectId(request: Request): ObjectId {
  const seconds = Math.floor(request.context.nowMs / 1000);
  const count = request.server.counters.get('objectId') ?? request.sys.random.below(0xffffff);
  request.server.counters.set('objectId', (count + 1) & 0xffffff);
  const machine = request.server.sys.pid.toString(16).padStart(10, 'a').slice(-10);
  return new ObjectId(`${seconds.toString(16).padStart(8, '0')}${machine}${count.toString(16).padStart(6, '0')}`);
}

/** Options that would change the answer and that nobody here understands. */
export function refuseOptions(request: Request): void {
  const collation = request.body.get('collation');
  if (isDoc(collation) && collation.size > 0 && collation.get('locale') !== 'simple') throw notSimulated(`collation of ${request.name}`);
  for (const option of ['min', 'max', 'tailable', 'awaitData', 'returnKey', 'showRecordId'])
    if (request.body.has(option) && request.body.get(option) !== false) throw notSimulated(`${option} of ${request.name}`);
}

/** A hint must name an index that is there. */
export function checkHint(request: Request, collection: Collection | undefined): void {
  const hint = request.body.get('hint');
  if (hint === undefined || !collection || (isDoc(hint) && (hint.size === 0 || hint.has('$natural')))) return;
  const isKnown = collection.indexes.some(({ name, key }) => (typeof hint === 'string' ? hint === name : keyOf(hint) === keyOf(key)));
  if (!isKnown)
    throw new MongoError(
      'BadValue',
      `error processing query: ns=${collection.namespace}: hint provided does not correspond to an existing index`,
    );
}

export function pipelineOf(value: Value | undefined): List {
  if (isList(value)) return value;
  throw new MongoError('TypeMismatch', "'pipeline' option must be specified as an array");
}
