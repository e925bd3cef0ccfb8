import type { Task } from '../../../../core/task.js';
import { compileProjection } from '../aggregate/projection.js';
import { comparator } from '../aggregate/sort-spec.js';
import { compilePipeline } from '../aggregate/stages.js';
import { keyOf, numberOf } from '../bson/compare.js';
import { doc, int, isDoc, isList, Long, whole, type Doc, type Value, emptyDoc } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { valuesAt } from '../query/path.js';
import { Request, type Command } from '../server/request.js';
import type { Collection } from '../storage/collection.js';
import { checkHint, documentsOf, environmentOf, pipelineOf, refuseOptions, select } from './reading.js';

/** The documents that `find` answers, all of them. */
export function* findDocuments(request: Request): Task<readonly Doc[]> {
  refuseOptions(request);
  const collection = request.find();
  checkHint(request, collection);
  const query = request.document('filter');
  const sort = request.document('sort');
  const [skip, limit] = [bounded(request, 'skip'), Math.abs(request.number('limit') ?? 0)];
  const projection = request.document('projection');
  const project = projection.size > 0 ? compileProjection(projection, { context: request.context, query }) : undefined;
  const natural = numberOf(sort.get('$natural'));
  const needsAll = sort.size > 0 && natural === undefined;
  let found = yield* select(request, collection, query, needsAll || natural === -1 || limit === 0 ? Infinity : skip + limit);
  if (natural === -1) found.reverse();
  if (needsAll) found = found.sort(comparator(sort));
  found = found.slice(skip, limit === 0 ? undefined : skip + limit);
  return project ? found.map(project) : found;
}

function bounded(request: Request, field: string): number {
  const value = request.number(field) ?? 0;
  if (value < 0) throw new MongoError(51024, `BSON field '${field}' value must be >= 0, actual value '${String(value)}'`);
  return value;
}

export const find: Command = function* (request) {
  const documents = yield* findDocuments(request);
  const single = request.body.get('singleBatch') === true || (request.number('limit') ?? 0) < 0;
  return cursorReply(request, documents, request.number('batchSize'), single);
};

function cursorReply(request: Request, documents: readonly Doc[], batchSize: number | undefined, single = false, name?: string): Doc {
  const namespace = `${request.database}.${name ?? request.collectionName()}`;
  if (batchSize !== undefined && batchSize < 0)
    throw new MongoError(51024, `BSON field 'batchSize' value must be >= 0, actual value '${String(batchSize)}'`);
  const { id, batch } = request.server.cursors.first(namespace, documents, batchSize, single);
  return doc({ cursor: doc({ firstBatch: batch, id: new Long(id), ns: namespace }), ok: 1 });
}

export const getMore: Command = function* (request) {
  yield* request.sys.tick();
  const id = request.body.get('getMore');
  const namespace = `${request.database}.${request.text('collection')}`;
  if (!(id instanceof Long)) throw new MongoError('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  const next = request.server.cursors.next(id.value, namespace, request.number('batchSize'));
  return doc({ cursor: doc({ nextBatch: next.batch, id: new Long(next.id), ns: namespace }), ok: 1 });
};

export const killCursors: Command = function* (request) {
  yield* request.sys.tick();
  const ids = request.list('cursors').filter(id => id instanceof Long);
  const killed = ids.filter(id => request.server.cursors.kill(id));
  return doc({
    cursorsKilled: killed,
    cursorsNotFound: ids.filter(id => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  });
};

export const count: Command = function* (request) {
  refuseOptions(request);
  const collection = request.find();
  checkHint(request, collection);
  const found = yield* select(request, collection, request.document('query'));
  const [skip, limit] = [request.number('skip') ?? 0, Math.abs(request.number('limit') ?? 0)];
  const left = Math.max(0, found.length - skip);
  return doc({ n: int(limit === 0 ? left : Math.min(left, limit)), ok: 1 });
};

export const distinct: Command = function* (request) {
  refuseOptions(request);
  const path = request.text('key').split('.');
  const values = new Map<string, Value>();
  for (const document of yield* select(request, request.find(), request.document('query'))) {
    for (const value of valuesAt(document, path))
      for (const item of isList(value) ? value : [value]) if (item !== undefined) values.set(keyOf(item), item);
  }
  return doc({ values: [...values.values()], ok: 1 });
};

/** The documents that a pipeline gives. */
export function* aggregateDocuments(request: Request): Task<readonly Doc[]> {
  refuseOptions(request);
  const pipeline = pipelineOf(request.body.get('pipeline'));
  const environment = environmentOf(request);
  const target = request.body.get('aggregate');
  const stages = compilePipeline(pipeline, environment);
  if (typeof target !== 'string') {
    const [first = ''] = isDoc(pipeline[0]) ? pipeline[0].keys() : [];
    throw new MongoError(
      'InvalidNamespace',
      first === ''
        ? 'collectionless aggregate needs a pipeline that begins with a stage that makes documents'
        : `{aggregate: 1} is not valid for '${first}'; a collection is required.`,
    );
  }
  let documents = yield* documentsOf(request, request.database, request.collectionName());
  for (const stage of stages) documents = yield* stage(documents, environment);
  return documents;
}

export const aggregate: Command = function* (request) {
  if (request.body.get('explain') === true) return yield* explainAggregate(request);
  const cursor = request.body.get('cursor');
  if (!isDoc(cursor))
    throw new MongoError('FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument");
  const documents = yield* aggregateDocuments(request);
  return cursorReply(request, documents, numberOf(cursor.get('batchSize')));
};

function* explainAggregate(request: Request): Task<Doc> {
  const pipeline = pipelineOf(request.body.get('pipeline'));
  const first = pipeline[0];
  const query = isDoc(first) ? first.get('$match') : undefined;
  return doc({ explainVersion: '1', ...(yield* plannerOf(request, isDoc(query) ? query : emptyDoc())), stages: pipeline, ok: 1 });
}

function* plannerOf(request: Request, query: Doc): Task<{ readonly queryPlanner: Doc }> {
  yield* request.sys.tick();
  const collection = request.find();
  return {
    queryPlanner: doc({
      namespace: `${request.database}.${request.collectionName()}`,
      indexFilterSet: false,
      parsedQuery: parsedQuery(query),
      maxIndexedOrSolutionsReached: false,
      maxIndexedAndSolutionsReached: false,
      maxScansToExplodeReached: false,
      winningPlan: planOf(collection, query),
      rejectedPlans: [],
    }),
  };
}

function parsedQuery(query: Doc): Doc {
  const parts = [...query].map(([name, value]) =>
    isDoc(value) || name.startsWith('$') ? doc({ [name]: value }) : doc({ [name]: doc({ $eq: value }) }),
  );
  return parts.length > 1 ? doc({ $and: parts }) : (parts[0] ?? emptyDoc());
}

/** An index whose first field the query speaks of. */
function usableIndex(collection: Collection, query: Doc): Collection['indexes'][number] | undefined {
  return collection.indexes.find(({ key, covers }) => !covers && query.has([...key.keys()][0] ?? ''));
}

function planOf(collection: Collection | undefined, query: Doc): Doc {
  if (!collection) return doc({ stage: 'EOF' });
  const index = usableIndex(collection, query);
  if (!index) return doc({ stage: 'COLLSCAN', ...(query.size > 0 ? { filter: parsedQuery(query) } : {}), direction: 'forward' });
  if (index.name === '_id_' && !isDoc(query.get('_id'))) return doc({ stage: 'IDHACK' });
  const input = doc({
    stage: 'IXSCAN',
    keyPattern: index.key,
    indexName: index.name,
    isMultiKey: false,
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: false,
    indexVersion: int(2),
    direction: 'forward',
  });
  return doc({ stage: 'FETCH', inputStage: input });
}

/** What a command would do, and with `executionStats` what it did. */
export const explain: Command = function* (request) {
  const inner = request.body.get('explain');
  if (!isDoc(inner)) throw new MongoError('TypeMismatch', "BSON field 'explain.explain' is the wrong type, expected type 'object'");
  const asked = new Request(request.server, request.session, request.database, inner);
  const query = asked.document(asked.name === 'count' || asked.name === 'distinct' ? 'query' : 'filter');
  const base =
    asked.name === 'aggregate'
      ? yield* explainAggregate(asked)
      : doc({ explainVersion: '1', ...(yield* plannerOf(asked, query)), command: inner });
  if ((request.body.get('verbosity') ?? 'allPlansExecution') !== 'queryPlanner' && asked.name === 'find')
    base.set('executionStats', yield* statsOf(asked, query));
  return new Map([...base, ['serverInfo', serverInfo(request)], ['ok', 1]]);
};

function* statsOf(request: Request, query: Doc): Task<Doc> {
  const collection = request.find();
  const startedAt = request.sys.clock.now();
  const found = yield* findDocuments(request);
  const index = collection ? usableIndex(collection, query) : undefined;
  const field = [...(index?.key.keys() ?? [])][0] ?? '';
  const bound = index ? (yield* select(request, collection, doc({ [field]: query.get(field) ?? null }))).length : (collection?.size ?? 0);
  return doc({
    executionSuccess: true,
    nReturned: int(found.length),
    executionTimeMillis: int(Math.floor(request.sys.clock.now() - startedAt)),
    totalKeysExamined: int(index ? bound : 0),
    totalDocsExamined: int(bound),
    executionStages: doc({ ...Object.fromEntries(planOf(collection, query)), nReturned: int(found.length) }),
  });
}

function serverInfo(request: Request): Doc {
  return doc({
    host: request.sys.hostname(),
    port: whole(request.server.settings.port),
    version: '6.0.5',
    gitVersion: 'c9a99c120371d4d4c52cbb15dac34a36ce8d3b1d',
  });
}
