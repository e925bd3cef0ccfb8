import { append } from '../../../../core/append.js';
import type { Task } from '../../../../core/task.js';
import { compileProjection } from '../aggregate/projection.js';
import { comparator } from '../aggregate/sort-spec.js';
import { isEqual, numberOf } from '../bson/compare.js';
import { doc, int, isDoc, isList, Regex, type Doc, type List, type Value, emptyDoc } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { isOperators, isTrue } from '../query/match.js';
import { depthOf } from '../query/path.js';
import { typeName } from '../query/type-names.js';
import type { Command, Request } from '../server/request.js';
import type { Change, Collection } from '../storage/collection.js';
import { compileUpdate, type Update } from '../update/update.js';
import { targetOf } from '../update/target.js';
import { newObjectId, refuseOptions, select, withId } from './reading.js';
import { checkValid, trimCapped } from './rules.js';

const MAX_DEPTH = 180;
const MAX_BATCH = 100_000;

/** Runs the parts of a write one after the other; mistakes become `writeErrors`, the first of which ends an ordered one. */
function* each(request: Request, items: List, work: (item: Value, index: number) => Task<void>): Task<readonly Doc[]> {
  if (items.length === 0 || items.length > MAX_BATCH)
    throw new MongoError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${String(MAX_BATCH)}. Got ${String(items.length)} operations.`,
    );
  const errors: Doc[] = [];
  const ordered = request.body.get('ordered') !== false;
  for (const [index, item] of items.entries()) {
    yield* request.sys.tick();
    try {
      yield* work(item, index);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push(error.writeError(index));
      if (ordered) break;
    }
  }
  return errors;
}

function reply(fields: Readonly<Record<string, Value | undefined>>, errors: readonly Doc[]): Doc {
  return doc({ ...fields, ...(errors.length > 0 ? { writeErrors: [...errors] } : {}), ok: 1 });
}

export function checkId(id: Value | undefined): void {
  if (isList(id)) throw new MongoError('InvalidIdField', "The '_id' value cannot be of type array");
  if (id instanceof Regex) throw new MongoError('InvalidIdField', "The '_id' value cannot be of type regex");
  if (isDoc(id)) {
    const strange = [...id.keys()].find(name => name.startsWith('$'));
    if (strange !== undefined)
      throw new MongoError(
        'DollarPrefixedFieldName',
        `_id fields may not contain '$'-prefixed fields: ${strange} is not valid for storage.`,
      );
  }
}

function checkDepth(document: Doc): void {
  if (depthOf(document) > MAX_DEPTH)
    throw new MongoError('Overflow', `cannot insert document because it exceeds ${String(MAX_DEPTH)} levels of nesting`);
}

function refuseView(collection: Collection | undefined): void {
  if (collection?.options.has('viewOn'))
    throw new MongoError('CommandNotSupportedOnView', `Namespace ${collection.namespace} is a view, not a collection`);
}

export const insert: Command = function* (request) {
  const name = request.collectionName();
  refuseView(request.find());
  const collection = yield* request.ensure(name);
  let n = 0;
  const changes: Change[] = [];
  const errors = yield* each(request, request.list('documents'), function* (item) {
    if (!isDoc(item))
      throw new MongoError('TypeMismatch', `BSON field 'insert.documents' is the wrong type '${typeName(item)}', expected type 'object'`);
    yield* request.sys.tick();
    checkId(item.get('_id'));
    checkDepth(item);
    const document = withId(request, item);
    checkValid(request, collection, document);
    changes.push(collection.put(document, undefined));
    append(changes, trimCapped(collection));
    n++;
  });
  yield* request.server.store.commit(collection, changes);
  return reply({ n: int(n) }, errors);
};

export const remove: Command = function* (request) {
  const collection = request.find();
  refuseView(collection);
  let n = 0;
  const changes: Change[] = [];
  const errors = yield* each(request, request.list('deletes'), function* (item) {
    if (!isDoc(item)) throw new MongoError('TypeMismatch', "BSON field 'delete.deletes' is the wrong type");
    const query = item.get('q');
    const limit = numberOf(item.get('limit'));
    if (limit !== 0 && limit !== 1)
      throw new MongoError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`);
    for (const document of yield* select(request, collection, isDoc(query) ? query : emptyDoc(), limit === 1 ? 1 : Infinity)) {
      if (!collection) break;
      changes.push(collection.remove(document));
      n++;
    }
  });
  if (collection) yield* request.server.store.commit(collection, changes);
  return reply({ n: int(n) }, errors);
};

interface Counted {
  n: number;
  modified: number;
  readonly upserted: Doc[];
}

export const update: Command = function* (request) {
  const name = request.collectionName();
  refuseView(request.find());
  const counted: Counted = { n: 0, modified: 0, upserted: [] };
  const errors = yield* each(request, request.list('updates'), (item, index) => updateOne(request, name, { item, index, counted }));
  const upserted = counted.upserted.length > 0 ? counted.upserted : undefined;
  return reply({ n: int(counted.n), nModified: int(counted.modified), upserted }, errors);
};

function* updateOne(
  request: Request,
  name: string,
  { item, index, counted }: { readonly item: Value; readonly index: number; readonly counted: Counted },
): Task<void> {
  if (!isDoc(item)) throw new MongoError('TypeMismatch', "BSON field 'update.updates' is the wrong type");
  const given = item.get('q');
  const query = isDoc(given) ? given : new Map<string, Value>();
  const change = item.get('u') ?? null;
  const multi = isTrue(item.get('multi'));
  if (multi && !isList(change) && !isOperators(change))
    throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
  const compiled = compile(request, query, change, item.get('arrayFilters'));
  const collection = request.server.store.find(request.database, name);
  const found = yield* select(request, collection, query, multi ? Infinity : 1);
  if (found.length === 0 && isTrue(item.get('upsert'))) {
    const made = yield* upsert(request, name, query, compiled);
    counted.n++;
    counted.upserted.push(doc({ index: int(index), _id: made.get('_id') ?? null }));
    return;
  }
  if (!collection) return;
  const changes: Change[] = [];
  try {
    for (const document of found) {
      yield* request.sys.tick();
      const changed = changeDocument(request, collection, document, compiled);
      counted.n++;
      if (!changed) continue;
      changes.push(changed.change);
      counted.modified++;
    }
  } finally {
    // What was changed before a mistake stays changed.
    yield* request.server.store.commit(collection, changes);
  }
}

function compile(request: Request, query: Doc, change: Value, filters: Value | undefined): Update {
  const arrayFilters = isList(filters) ? filters.filter(isDoc) : [];
  return compileUpdate(change, { query, arrayFilters, context: request.context });
}

/** Changes one document; undefined when it stays as it was. */
function changeDocument(
  request: Request,
  collection: Collection,
  document: Doc,
  update: Update,
): { readonly change: Change; readonly after: Doc } | undefined {
  const after = update(document, false);
  if (isSame(document, after)) return undefined;
  checkDepth(after);
  checkValid(request, collection, after, document);
  return { change: collection.put(after, document), after };
}

/** Equal, and of the same types: 1 in the place of 1.0 is a change. */
function isSame(a: Value, b: Value): boolean {
  if (isDoc(a) && isDoc(b)) {
    if (a.size !== b.size) return false;
    const others = [...b];
    return [...a].every(([name, value], index) => {
      const [otherName, other] = others[index] ?? ['', null];
      return name === otherName && isSame(value, other);
    });
  }
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => isSame(item, b[index] ?? null));
  return typeName(a) === typeName(b) && isEqual(a, b);
}

function* upsert(request: Request, name: string, query: Doc, update: Update): Task<Doc> {
  const collection = yield* request.ensure(name);
  const seed: Doc = new Map();
  seedFrom(query, seed);
  let made = update(seed, true);
  if (!made.has('_id')) made = new Map([['_id', newObjectId(request)], ...made]);
  made = withId(request, made);
  checkId(made.get('_id'));
  checkValid(request, collection, made);
  yield* request.server.store.commit(collection, [collection.put(made, undefined), ...trimCapped(collection)]);
  return made;
}

/** What a query says that fields are equal to: an upsert begins with it. */
function seedFrom(query: Doc, seed: Doc): void {
  for (const [name, value] of query) {
    if (name === '$and' && isList(value)) for (const clause of value.filter(isDoc)) seedFrom(clause, seed);
    else if (name === '$or' && isList(value) && value.length === 1) for (const clause of value.filter(isDoc)) seedFrom(clause, seed);
    if (name.startsWith('$') || value instanceof Regex) continue;
    const all = isOperators(value) ? (value.get('$eq') ?? single(value.get('$in')) ?? single(value.get('$all'))) : value;
    if (all !== undefined) targetOf(seed, name.split('.')).set(all);
  }
}

function single(value: Value | undefined): Value | undefined {
  return isList(value) && value.length === 1 ? value[0] : undefined;
}

export const findAndModify: Command = function* (request) {
  refuseOptions(request);
  const name = request.collectionName();
  refuseView(request.find());
  const query = request.document('query');
  const [removes, change] = [isTrue(request.body.get('remove')), request.body.get('update')];
  if (removes && change !== undefined) throw new MongoError('FailedToParse', 'Cannot specify both an update and remove=true');
  if (!removes && change === undefined) throw new MongoError('FailedToParse', 'Either an update or remove=true must be specified');
  const fields = request.document('fields');
  const project = fields.size > 0 ? compileProjection(fields, { context: request.context, query }) : (document: Doc): Doc => document;
  const sort = request.document('sort');
  const collection = request.find();
  const found = yield* select(request, collection, query, sort.size > 0 ? Infinity : 1);
  const [first] = sort.size > 0 ? found.sort(comparator(sort)) : found;
  if (removes) {
    if (collection && first) yield* request.server.store.commit(collection, [collection.remove(first)]);
    return doc({ lastErrorObject: doc({ n: int(first ? 1 : 0) }), value: first ? project(first) : null, ok: 1 });
  }
  const compiled = compile(request, query, change ?? null, request.body.get('arrayFilters'));
  const returnsNew = isTrue(request.body.get('new'));
  if (!first || !collection) {
    if (!isTrue(request.body.get('upsert')))
      return doc({ lastErrorObject: doc({ n: int(0), updatedExisting: false }), value: null, ok: 1 });
    const made = yield* upsert(request, name, query, compiled);
    const last = doc({ n: int(1), updatedExisting: false, upserted: made.get('_id') ?? null });
    return doc({ lastErrorObject: last, value: returnsNew ? project(made) : null, ok: 1 });
  }
  const changed = changeDocument(request, collection, first, compiled);
  if (changed) yield* request.server.store.commit(collection, [changed.change]);
  return doc({
    lastErrorObject: doc({ n: int(1), updatedExisting: true }),
    value: project(returnsNew ? (changed?.after ?? first) : first),
    ok: 1,
  });
};
