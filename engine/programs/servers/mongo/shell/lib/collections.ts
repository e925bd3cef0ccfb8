/** Collections in the shell. */
export const collections = String.raw`
const { Cursor, AggregationCursor, CommandCursor, printable } = require('mongo/cursors');
const { types, stringify } = require('mongo/bson-types');
const CHUNK = 10000;
const deprecated = (name, better) => shell.once(name, () => shell.print(1, 'DeprecationWarning: Collection.' + name + '() is deprecated. Use ' + better + '.\n'));

function required(value, position, method) {
  if (value === undefined) throw shell.error('MongoshInvalidInputError', '[COMMON-10001] Missing required argument at position ' + position + ' (Collection.' + method + ')');
}
function atomic(update) {
  if (Array.isArray(update)) return;
  if (typeof update !== 'object' || update === null || !Object.keys(update).some(key => key.startsWith('$')))
    throw shell.error('MongoInvalidArgumentError', 'Update document requires atomic operators');
}
function plain(replacement) {
  if (replacement && Object.keys(replacement).some(key => key.startsWith('$'))) throw shell.error('MongoInvalidArgumentError', 'Replacement document must not contain atomic operators');
}
const withId = document => typeof document === 'object' && document !== null && !Object.hasOwn(document, '_id') ? { _id: new types.ObjectId(), ...document } : document;
const concern = options => options && options.writeConcern ? { writeConcern: options.writeConcern } : {};
const pick = (options, names) => Object.fromEntries(names.filter(name => options && options[name] !== undefined).map(name => [name, options[name]]));
const writeFailure = (reply, name = 'MongoServerError') => {
  const [first] = reply.writeErrors || [];
  if (first) throw Object.assign(shell.error(name, first.errmsg), first);
};
class BulkWriteResult {}
class WriteError { get code() { return this.err.code; } get index() { return this.err.index; } get errmsg() { return this.err.errmsg; } }
const bulkFailure = (errors, result) => {
  const [first] = errors;
  const error = shell.error('MongoBulkWriteError', first.errmsg);
  const { acknowledged, insertedIds, ...rest } = result;
  throw Object.assign(error, { result: Object.assign(new BulkWriteResult(), rest, { insertedIds }), code: first.code, writeErrors: errors.map(err => Object.assign(new WriteError(), { err })) });
};

class Collection {
  constructor(db, name) {
    Object.defineProperty(this, 'db', { value: db, enumerable: false });
    Object.defineProperty(this, 'name', { value: name, enumerable: false });
    return new Proxy(this, { get: (target, key) => key in target || typeof key === 'symbol' || key.startsWith('_') ? target[key] : shell.collection(db, name + '.' + key) });
  }
  [printable]() { return this.getFullName(); }
  getName() { return this.name; }
  getDB() { return this.db; }
  getMongo() { return this.db.getMongo(); }
  getFullName() { return this.db.getName() + '.' + this.name; }
  toString() { return this.getFullName(); }
  find(filter, projection, options) { return new Cursor(this, filter, projection, options); }
  findOne(filter, projection, options) { return new Cursor(this, filter, projection, options).limit(1).next(); }
  aggregate(...given) {
    const [pipeline, options] = Array.isArray(given[0]) ? given : [given, {}];
    const cursor = new AggregationCursor(this, pipeline, options);
    if (options && options.explain) return cursor.explain(options.explain === true ? undefined : options.explain);
    // What writes does so at once; mistakes are told at once, too.
    cursor._fill();
    return cursor;
  }
  countDocuments(filter = {}, options = {}) {
    const pipeline = [{ $match: filter }, ...(options.skip ? [{ $skip: options.skip }] : []), ...(options.limit ? [{ $limit: options.limit }] : []), { $group: { _id: 1, n: { $sum: 1 } } }];
    const [found] = new AggregationCursor(this, pipeline, {}).toArray();
    return found ? found.n : 0;
  }
  estimatedDocumentCount() { return this.db._run({ count: this.name }).n; }
  count(query = {}, options = {}) { deprecated('count', 'countDocuments or estimatedDocumentCount'); return this.db._run({ count: this.name, query, ...options }).n; }
  distinct(key, query = {}) { return this.db._run({ distinct: this.name, key, query }).values; }
  insertOne(document, options) {
    required(document, 0, 'insertOne');
    const made = withId(typeof document === 'object' ? document : {});
    writeFailure(this.db._run({ insert: this.name, documents: [made], ordered: true, ...concern(options), ...pick(options, ['bypassDocumentValidation']) }));
    return { acknowledged: true, insertedId: made._id };
  }
  insertMany(documents, options = {}) {
    required(documents, 0, 'insertMany');
    if (!Array.isArray(documents)) throw shell.error('MongoInvalidArgumentError', 'Argument "docs" must be an array of documents');
    if (documents.length === 0) throw shell.error('MongoInvalidArgumentError', 'Invalid BulkOperation, Batch cannot be empty');
    const made = documents.map(withId);
    const errors = [];
    let insertedCount = 0;
    for (let at = 0; at < made.length; at += CHUNK) {
      const reply = this.db._run({ insert: this.name, documents: made.slice(at, at + CHUNK), ordered: options.ordered !== false, ...concern(options) });
      insertedCount += reply.n;
      for (const { index, code, errmsg, errInfo } of reply.writeErrors || []) errors.push({ index: index + at, code, errmsg, errInfo, op: made[index + at] });
      if (errors.length > 0 && options.ordered !== false) break;
    }
    const insertedIds = Object.fromEntries(made.map((document, index) => [index, document._id]));
    const failed = new Set(errors.map(error => error.index));
    const isDone = index => options.ordered === false ? !failed.has(index) : index < errors[0].index;
    if (errors.length > 0) bulkFailure(errors, { acknowledged: true, insertedCount, insertedIds: Object.fromEntries(Object.entries(insertedIds).filter(([index]) => isDone(Number(index)))), matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0, upsertedIds: {} });
    return { acknowledged: true, insertedIds };
  }
  _update(filter, update, options, multi) {
    const spec = { q: filter, u: update, ...(multi ? { multi } : {}), ...pick(options, ['upsert', 'arrayFilters', 'hint', 'collation']) };
    const reply = this.db._run({ update: this.name, updates: [spec], ordered: true, ...concern(options) });
    writeFailure(reply);
    const [upserted] = reply.upserted || [];
    return { acknowledged: true, insertedId: upserted ? upserted._id : null, matchedCount: reply.n - (upserted ? 1 : 0), modifiedCount: reply.nModified, upsertedCount: upserted ? 1 : 0 };
  }
  updateOne(filter, update, options) { required(filter, 0, 'updateOne'); atomic(update); return this._update(filter, update, options, false); }
  updateMany(filter, update, options) { required(filter, 0, 'updateMany'); atomic(update); return this._update(filter, update, options, true); }
  replaceOne(filter, replacement, options) { required(filter, 0, 'replaceOne'); required(replacement, 1, 'replaceOne'); plain(replacement); return this._update(filter, replacement, options, false); }
  _delete(filter, limit, options) {
    const reply = this.db._run({ delete: this.name, deletes: [{ q: filter, limit, ...pick(options, ['hint', 'collation']) }], ordered: true, ...concern(options) });
    writeFailure(reply);
    return { acknowledged: true, deletedCount: reply.n };
  }
  deleteOne(filter, options) { required(filter, 0, 'deleteOne'); return this._delete(filter, 1, options); }
  deleteMany(filter, options) { required(filter, 0, 'deleteMany'); return this._delete(filter, 0, options); }
  _findAndModify(query, rest, options = {}) {
    const returnsNew = options.returnDocument === 'after' || options.returnNewDocument === true || options.new === true;
    const fields = options.projection || options.fields;
    const reply = this.db._run({ findAndModify: this.name, query, ...rest, ...(returnsNew ? { new: true } : {}), ...pick(options, ['sort', 'upsert', 'arrayFilters', 'hint']), ...(fields ? { fields } : {}) });
    return options.includeResultMetadata || options.rawResult ? reply : reply.value;
  }
  findOneAndUpdate(filter, update, options) { required(filter, 0, 'findOneAndUpdate'); atomic(update); return this._findAndModify(filter, { update }, options); }
  findOneAndReplace(filter, replacement, options) { required(filter, 0, 'findOneAndReplace'); plain(replacement); return this._findAndModify(filter, { update: replacement }, options); }
  findOneAndDelete(filter, options) { required(filter, 0, 'findOneAndDelete'); return this._findAndModify(filter, { remove: true }, options); }
  findAndModify(options) {
    const { query = {}, update, remove, ...rest } = options;
    return this._findAndModify(query, remove ? { remove: true } : { update }, rest);
  }
  insert(documents, options) { deprecated('insert', 'insertOne, insertMany, or bulkWrite'); return this.insertMany(Array.isArray(documents) ? documents : [documents], options); }
  update(filter, update, options = {}) {
    deprecated('update', 'updateOne, updateMany, or bulkWrite');
    return this._update(filter, update, options, options.multi === true);
  }
  remove(filter, options) {
    deprecated('remove', 'deleteOne, deleteMany, findOneAndDelete, or bulkWrite');
    return this._delete(filter, options === true || (options && options.justOne) ? 1 : 0);
  }
  bulkWrite(operations, options = {}) {
    const result = { acknowledged: true, insertedCount: 0, insertedIds: {}, matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0, upsertedIds: {} };
    const errors = [];
    operations.forEach((operation, index) => {
      if (errors.length > 0 && options.ordered !== false) return;
      const [kind] = Object.keys(operation);
      const spec = operation[kind];
      try { bulkStep(this, kind, spec, index, result); } catch (error) {
        if (error.code === undefined) throw error;
        errors.push({ index, code: error.code, errmsg: error.message, errInfo: undefined, op: spec });
      }
    });
    if (errors.length > 0) bulkFailure(errors, result);
    return result;
  }
  createIndex(key, options = {}) { return this.createIndexes([key], options)[0]; }
  createIndexes(keys, options = {}) {
    const { commitQuorum, ...rest } = options;
    const indexes = keys.map(key => ({ ...rest, key, name: rest.name || Object.entries(key).map(([field, value]) => field + '_' + value).join('_') }));
    this.db._run({ createIndexes: this.name, indexes });
    return indexes.map(index => index.name);
  }
  ensureIndex(key, options) { return this.createIndex(key, options); }
  getIndexes() { return new CommandCursor(this, { listIndexes: this.name }).toArray(); }
  getIndices() { return this.getIndexes(); }
  getIndexKeys() { return this.getIndexes().map(index => index.key); }
  dropIndex(index) {
    if (index === '*') throw shell.error('MongoshInvalidInputError', '[COMMON-10001] To drop indexes in the collection using \'*\', use db.collection.dropIndexes().');
    return this.dropIndexes(index);
  }
  dropIndexes(index = '*') {
    try { return this.db._run({ dropIndexes: this.name, index }); } catch (error) {
      if (error.codeName === 'IndexNotFound') return { ok: error.ok, errmsg: error.message, code: error.code, codeName: error.codeName };
      throw error;
    }
  }
  drop() {
    try { this.db._run({ drop: this.name }); return true; } catch (error) {
      if (error.codeName === 'NamespaceNotFound') return false;
      throw error;
    }
  }
  renameCollection(to, dropTarget = false) {
    const database = this.db.getName();
    this.db._admin({ renameCollection: database + '.' + this.name, to: database + '.' + to, dropTarget });
    return { ok: 1 };
  }
  exists() { return this.db.getCollectionInfos({ name: this.name })[0] || null; }
  isCapped() { const info = this.exists(); return Boolean(info && info.options.capped); }
  stats(options = {}) { return this.db._run({ collStats: this.name, ...(typeof options === 'number' ? { scale: options } : options) }); }
  dataSize() { return this.stats().size; }
  storageSize() { return this.stats().storageSize; }
  totalIndexSize() { return this.stats().totalIndexSize; }
  totalSize() { return this.stats().totalSize; }
  validate(options = {}) { return this.db._run({ validate: this.name, ...(options === true ? { full: true } : options) }); }
  explain(verbosity = 'queryPlanner') {
    const { db, name } = this;
    return {
      find: (filter, projection) => new Cursor(this, filter, projection).explain(verbosity),
      aggregate: (pipeline, options) => new AggregationCursor(this, pipeline, options).explain(verbosity),
      count: query => db._run({ explain: { count: name, query }, verbosity }),
    };
  }
  runCommand(command, options) { return this.db.runCommand(typeof command === 'string' ? { [command]: this.name, ...options } : command); }
  watch() { return this.aggregate([{ $changeStream: {} }]); }
  help() { return shell.help('collection'); }
}

function bulkStep(collection, kind, spec, index, result) {
  const count = reply => {
    result.matchedCount += reply.matchedCount;
    result.modifiedCount += reply.modifiedCount;
    if (reply.upsertedCount > 0) { result.upsertedCount++; result.upsertedIds[index] = reply.insertedId; }
  };
  switch (kind) {
    case 'insertOne': result.insertedIds[index] = collection.insertOne(spec.document).insertedId; result.insertedCount++; break;
    case 'updateOne': count(collection.updateOne(spec.filter, spec.update, spec)); break;
    case 'updateMany': count(collection.updateMany(spec.filter, spec.update, spec)); break;
    case 'replaceOne': count(collection.replaceOne(spec.filter, spec.replacement, spec)); break;
    case 'deleteOne': result.deletedCount += collection.deleteOne(spec.filter).deletedCount; break;
    case 'deleteMany': result.deletedCount += collection.deleteMany(spec.filter).deletedCount; break;
    default: throw shell.error('MongoInvalidArgumentError', 'bulkWrite only supports insertOne, updateOne, updateMany, deleteOne, deleteMany');
  }
}
exports.Collection = Collection;
`;
