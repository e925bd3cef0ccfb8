import type { Task } from '../../../../core/task.js';
import { compilePipeline } from '../aggregate/stages.js';
import { isEqual, keyOf, numberOf } from '../bson/compare.js';
import { Binary, doc, int, isDoc, isList, Long, whole, type Doc, type Value } from '../bson/values.js';
import { formatPlain, formatShell } from '../bson/shell-text.js';
import { MongoError, notSimulated } from '../errors.js';
import { checkSchema } from '../query/json-schema.js';
import type { Command, Request } from '../server/request.js';
import type { Collection } from '../storage/collection.js';
import { ID_INDEX, parseIndex } from '../storage/index-spec.js';
import { environmentOf, pipelineOf } from './reading.js';
import { isSameOptions } from './rules.js';

const collectionOptions = ['capped', 'size', 'max', 'validator', 'validationLevel', 'validationAction', 'viewOn', 'pipeline'];
const elsewhere = [
  'timeseries',
  'clusteredIndex',
  'collation',
  'changeStreamPreAndPostImages',
  'encryptedFields',
  'indexOptionDefaults',
  'storageEngine',
];

export const create: Command = function* (request) {
  const name = request.collectionName();
  const options: Doc = new Map();
  for (const option of collectionOptions) {
    const value = request.body.get(option);
    if (value !== undefined && value !== false) options.set(option, value);
  }
  for (const option of elsewhere) if (request.body.has(option)) throw notSimulated(`${option} of create`);
  if (options.get('capped') === true && numberOf(options.get('size')) === undefined)
    throw new MongoError('InvalidOptions', "the 'size' field is required when 'capped' is true");
  checkValidator(request, options.get('validator'));
  if (options.has('viewOn')) compilePipeline(pipelineOf(options.get('pipeline') ?? []), environmentOf(request));
  const there = request.find();
  if (there && (!isSameOptions(there.options, options) || options.size > 0))
    throw new MongoError('NamespaceExists', `Collection ${request.database}.${name} already exists.`);
  if (there) throw new MongoError('NamespaceExists', `Collection ${request.database}.${name} already exists.`);
  yield* request.server.store.create(request.database, name, options);
  return doc({ ok: 1 });
};

function checkValidator(request: Request, validator: Value | undefined): void {
  if (validator === undefined) return;
  if (!isDoc(validator)) throw new MongoError('TypeMismatch', "BSON field 'create.validator' is the wrong type, expected type 'object'");
  const schema = validator.get('$jsonSchema');
  if (isDoc(schema)) checkSchema(schema);
  request.test(validator);
}

export const collMod: Command = function* (request) {
  const collection = existing(request);
  for (const option of ['validator', 'validationLevel', 'validationAction']) {
    const value = request.body.get(option);
    if (option === 'validator') checkValidator(request, value);
    if (value !== undefined) collection.options = new Map(collection.options).set(option, value);
  }
  if (request.body.has('index')) throw notSimulated('index of collMod');
  yield* request.server.store.saveCatalog();
  return doc({ ok: 1 });
};

function existing(request: Request): Collection {
  const collection = request.find();
  if (!collection) throw new MongoError('NamespaceNotFound', `ns does not exist: ${request.database}.${request.collectionName()}`);
  return collection;
}

export const drop: Command = function* (request) {
  const collection = request.find();
  if (!collection) throw new MongoError('NamespaceNotFound', 'ns not found');
  const nIndexesWas = collection.options.has('viewOn') ? undefined : int(collection.indexes.length);
  yield* request.server.store.drop(collection);
  return doc({ nIndexesWas, ns: collection.namespace, ok: 1 });
};

export const dropDatabase: Command = function* (request) {
  const { store } = request.server;
  const collections = store.collections(request.database);
  for (const collection of collections) yield* store.drop(collection);
  return collections.length === 0 ? doc({ ok: 1 }) : doc({ ok: 1, dropped: request.database });
};

export const renameCollection: Command = function* (request) {
  const { store } = request.server;
  const [from, to] = [request.text('renameCollection'), request.text('to')].map(splitNamespace);
  const source = from && store.find(from.database, from.name);
  if (!from || !to || !source)
    throw new MongoError('NamespaceNotFound', `Source collection ${request.text('renameCollection')} does not exist`);
  request.checkName(to.name);
  const target = store.find(to.database, to.name);
  if (target && request.body.get('dropTarget') !== true) throw new MongoError('NamespaceExists', 'target namespace exists');
  if (target) yield* store.drop(target);
  yield* store.rename(source, to.database, to.name);
  return doc({ ok: 1 });
};

function splitNamespace(namespace: string): { readonly database: string; readonly name: string } | undefined {
  const dot = namespace.indexOf('.');
  return dot < 1 ? undefined : { database: namespace.slice(0, dot), name: namespace.slice(dot + 1) };
}

export const listCollections: Command = function* (request) {
  yield* request.sys.tick();
  const test = request.test(request.document('filter'));
  const nameOnly = request.body.get('nameOnly') === true;
  const entries = request.server.store
    .collections(request.database)
    .map(collection => entryOf(collection))
    .filter(test)
    .map(entry => (nameOnly ? doc({ name: entry.get('name'), type: entry.get('type') }) : entry));
  return firstBatch(request, `${request.database}.$cmd.listCollections`, entries);
};

function entryOf({ name, options, uuid }: Collection): Doc {
  const isView = options.has('viewOn');
  const info = isView ? doc({ readOnly: true }) : doc({ readOnly: false, uuid: new Binary(uuid, 4) });
  const idIndex = isView ? undefined : doc({ v: int(2), key: doc({ _id: int(1) }), name: ID_INDEX });
  return doc({ name, type: isView ? 'view' : 'collection', options, info, idIndex });
}

function firstBatch(request: Request, namespace: string, entries: readonly Doc[]): Doc {
  const cursor = request.document('cursor');
  const { id, batch } = request.server.cursors.first(namespace, entries, numberOf(cursor.get('batchSize')));
  return doc({ cursor: doc({ id: new Long(id), ns: namespace, firstBatch: batch }), ok: 1 });
}

/** What files of a size take on disk. */
function onDisk(bytes: number): number {
  return bytes === 0 ? 4096 : Math.ceil(bytes / 4096) * 4096 + 16_384;
}

export const listDatabases: Command = function* (request) {
  yield* request.sys.tick();
  const { store } = request.server;
  const test = request.test(request.document('filter'));
  const entries = store.databases
    .map(name => {
      const collections = store.collections(name);
      const sizeOnDisk = collections.reduce((sum, { dataBytes, indexes }) => sum + onDisk(dataBytes) + indexes.length * 4096, 0);
      return doc({ name, sizeOnDisk: whole(sizeOnDisk), empty: false });
    })
    .filter(test);
  const total = entries.reduce((sum, entry) => sum + (numberOf(entry.get('sizeOnDisk')) ?? 0), 0);
  if (request.body.get('nameOnly') === true) return doc({ databases: entries.map(entry => doc({ name: entry.get('name') })), ok: 1 });
  return doc({ databases: entries, totalSize: whole(total), totalSizeMb: whole(Math.floor(total / 1024 / 1024)), ok: 1 });
};

export const createIndexes: Command = function* (request) {
  const name = request.collectionName();
  const made = !request.find();
  const specs = request.list('indexes').map(given => {
    if (!isDoc(given)) throw new MongoError('TypeMismatch', "BSON field 'createIndexes.indexes' is the wrong type");
    return parseIndex(given, query => request.test(query));
  });
  if (specs.length === 0) throw new MongoError('BadValue', 'Must specify at least one index to create');
  const collection = yield* request.ensure(name);
  const before = collection.indexes.length;
  for (const spec of specs) {
    const same = collection.indexes.find(other => other.name === spec.name || keyOf(other.key) === keyOf(spec.key));
    if (same && same.name === spec.name && isEqual(same.key, spec.key)) {
      if (same.unique !== spec.unique)
        throw new MongoError(
          'IndexKeySpecsConflict',
          `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${formatShell(spec.spec)}, existing index: ${formatShell(same.spec)}`,
        );
      continue;
    }
    if (same && same.name === spec.name)
      throw new MongoError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${formatShell(spec.spec)}, existing index: ${formatShell(same.spec)}`,
      );
    if (same && same.name !== ID_INDEX)
      throw new MongoError('IndexOptionsConflict', `Index already exists with a different name: ${same.name}`);
    if (!same) yield* build(request, collection, spec);
  }
  const after = collection.indexes.length;
  const note = after === before ? 'all indexes already exist' : undefined;
  return doc({ numIndexesBefore: int(before), numIndexesAfter: int(after), createdCollectionAutomatically: made, note, ok: 1 });
};

function* build(request: Request, collection: Collection, spec: ReturnType<typeof parseIndex>): Task<void> {
  try {
    yield* request.server.store.addIndex(collection, spec);
  } catch (error) {
    if (!(error instanceof MongoError) || error.code !== 11000) throw error;
    const uuid = [...collection.uuid].map(byte => byte.toString(16).padStart(2, '0')).join('');
    const shown = uuid.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
    const id = [...request.sys.random.bytes(16)]
      .map(byte => byte.toString(16).padStart(2, '0'))
      .join('')
      .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
    throw new MongoError(
      'DuplicateKey',
      `Index build failed: ${id}: Collection ${collection.namespace} ( ${shown} ) :: caused by :: ${error.message}`,
      error.extra,
    );
  }
}

export const listIndexes: Command = function* (request) {
  yield* request.sys.tick();
  const collection = request.find();
  if (!collection) throw new MongoError('NamespaceNotFound', `ns does not exist: ${request.database}.${request.collectionName()}`);
  return firstBatch(
    request,
    collection.namespace,
    collection.indexes.map(({ spec }) => spec),
  );
};

export const dropIndexes: Command = function* (request) {
  const collection = request.find();
  if (!collection) throw new MongoError('NamespaceNotFound', `ns not found ${request.database}.${request.collectionName()}`);
  const wanted = request.body.get('index');
  const before = collection.indexes.length;
  if (wanted === '*') {
    for (const { name } of collection.indexes) if (name !== ID_INDEX) yield* request.server.store.dropIndex(collection, name);
    return doc({ nIndexesWas: int(before), msg: 'non-_id indexes dropped for collection', ok: 1 });
  }
  for (const each of isList(wanted) ? wanted : [wanted]) {
    const found = collection.indexes.find(({ name, key }) => (isDoc(each) ? isEqual(key, each) : name === each));
    if (!found)
      throw new MongoError(
        'IndexNotFound',
        isDoc(each) ? `can't find index with key: ${formatShell(each)}` : `index not found with name [${formatPlain(each ?? null)}]`,
      );
    if (found.name === ID_INDEX) throw new MongoError('InvalidOptions', 'cannot drop _id index');
    yield* request.server.store.dropIndex(collection, found.name);
  }
  return doc({ nIndexesWas: int(before), ok: 1 });
};

export const collStats: Command = function* (request) {
  yield* request.sys.tick();
  const collection = request.find();
  const scale = request.number('scale') ?? 1;
  const scaled = (bytes: number): Value => whole(Math.floor(bytes / scale));
  const count = collection?.size ?? 0;
  const bytes = collection?.dataBytes ?? 0;
  const indexes = collection?.indexes ?? [];
  return doc({
    ns: `${request.database}.${request.collectionName()}`,
    size: scaled(bytes),
    count: whole(count),
    avgObjSize: count > 0 ? whole(Math.floor(bytes / count)) : undefined,
    numOrphanDocs: int(0),
    storageSize: scaled(onDisk(bytes)),
    freeStorageSize: int(0),
    capped: collection?.options.get('capped') === true,
    nindexes: int(indexes.length),
    indexBuilds: [],
    totalIndexSize: scaled(indexes.length * onDisk(count * 16)),
    totalSize: scaled(onDisk(bytes) + indexes.length * onDisk(count * 16)),
    indexSizes: new Map(indexes.map(({ name }) => [name, scaled(onDisk(count * 16))])),
    scaleFactor: whole(scale),
    ok: 1,
  });
};

export const dbStats: Command = function* (request) {
  yield* request.sys.tick();
  const scale = request.number('scale') ?? 1;
  const collections = request.server.store.collections(request.database);
  const total = (of: (collection: Collection) => number): number => collections.reduce((sum, each) => sum + of(each), 0);
  const objects = total(({ size }) => size);
  const bytes = total(({ dataBytes }) => dataBytes);
  const storage = total(({ dataBytes }) => onDisk(dataBytes));
  const indexes = total(each => each.indexes.length);
  const usage = request.sys.statfs(request.server.settings.dbPath);
  return doc({
    db: request.database,
    collections: whole(collections.filter(({ options }) => !options.has('viewOn')).length),
    views: whole(collections.filter(({ options }) => options.has('viewOn')).length),
    objects: whole(objects),
    avgObjSize: objects === 0 ? 0 : bytes / objects,
    dataSize: bytes / scale,
    storageSize: storage / scale,
    indexes: whole(indexes),
    indexSize: (indexes * 4096) / scale,
    totalSize: (storage + indexes * 4096) / scale,
    scaleFactor: whole(scale),
    fsUsedSize: usage.usedBytes / scale,
    fsTotalSize: usage.totalBytes / scale,
    ok: 1,
  });
};

export const validate: Command = function* (request) {
  yield* request.sys.tick();
  const collection = request.find();
  if (!collection)
    throw new MongoError('NamespaceNotFound', `Collection '${request.database}.${request.collectionName()}' does not exist to validate.`);
  return doc({
    ns: collection.namespace,
    nInvalidDocuments: int(0),
    nrecords: whole(collection.size),
    nIndexes: int(collection.indexes.length),
    valid: true,
    repaired: false,
    warnings: [],
    errors: [],
    ok: 1,
  });
};
