/** mongodb: a client of MongoDB that speaks its protocol over a socket. Written for Drydock. */
export const mongodbSource = String.raw`'use strict';
const EventEmitter = require('events');
const bson = require('./bson.js');
const wire = require('./connection.js');
const { ObjectId } = bson;
const { Connection, MongoServerError, MongoBulkWriteError, MongoServerSelectionError, MongoInvalidArgumentError, MongoNotConnectedError } = wire;
const pick = (options, ...names) => Object.fromEntries(names.filter(name => options && options[name] !== undefined).map(name => [name, options[name]]));
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

class MongoClient extends EventEmitter {
  constructor(url, options = {}) {
    super();
    this._url = wire.parseUrl(url);
    this.options = { serverSelectionTimeoutMS: 30000, ...this._url.options, ...options };
    this._isClosed = false;
  }
  static connect(url, options) { return new MongoClient(url, options).connect(); }
  async connect() { this._isClosed = false; await this._connection(); return this; }
  _connection() {
    if (this._isClosed) return Promise.reject(new MongoNotConnectedError('Client must be connected before running operations'));
    if (!this._opening) this._opening = this._open().catch(error => { this._opening = undefined; throw error; });
    return this._opening;
  }
  async _open() {
    const { host, port, user, password, database, options } = this._url;
    const until = Date.now() + Number(this.options.serverSelectionTimeoutMS);
    const auth = this.options.auth || (user === undefined ? undefined : { username: user, password });
    for (;;) {
      const connection = new Connection(host, port);
      try { await connection.open(); } catch (error) {
        if (Date.now() + 500 > until) throw new MongoServerSelectionError(error.message, { reason: { type: 'Unknown', setName: null }, code: undefined, cause: error });
        await pause(500);
        continue;
      }
      connection.onLoss = () => { this._opening = undefined; };
      await connection.command('admin', { hello: 1 });
      if (auth) await connection.signIn({ user: auth.username, password: auth.password || '', source: this.options.authSource || options.authSource || database || 'admin' });
      connection.socket.unref();
      connection.hold = setInterval(() => {}, 1 << 30);
      return connection;
    }
  }
  async _command(database, command) { return (await this._connection()).command(database, command); }
  db(name, options) { return new Db(this, name || this._url.database || 'test', options); }
  async close() {
    this._isClosed = true;
    const opening = this._opening;
    this._opening = undefined;
    if (!opening) return;
    const connection = await opening.catch(() => undefined);
    if (connection) { clearInterval(connection.hold); connection.close(); }
    this.emit('close');
  }
  startSession() { throw new Error('drydock: sessions of the driver are not simulated'); }
  watch() { throw new Error('drydock: change streams are not simulated'); }
}

class Db {
  constructor(client, name) { this.client = client; this.databaseName = name; }
  get namespace() { return this.databaseName; }
  _run(command) { return this.client._command(this.databaseName, command); }
  command(command) { return this._run(command); }
  collection(name) { return new Collection(this, name); }
  async createCollection(name, options) { await this._run({ create: name, ...options }); return this.collection(name); }
  listCollections(filter = {}, options) { return new Cursor(this, '$cmd.listCollections', () => ({ listCollections: 1, filter, ...pick(options, 'nameOnly'), cursor: {} })); }
  async collections() { return (await this.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => this.collection(name)); }
  async dropCollection(name) { await this._run({ drop: name }); return true; }
  async dropDatabase() { await this._run({ dropDatabase: 1 }); return true; }
  stats() { return this._run({ dbStats: 1 }); }
  aggregate(pipeline, options) { return new Cursor(this, '$cmd.aggregate', () => ({ aggregate: 1, pipeline, cursor: {}, ...options })); }
  admin() {
    const db = this.client.db('admin');
    return { command: command => db.command(command), ping: () => db.command({ ping: 1 }), listDatabases: () => db.command({ listDatabases: 1 }), serverInfo: () => db.command({ buildInfo: 1 }), serverStatus: () => db.command({ serverStatus: 1 }) };
  }
}

/** Asks for documents when the first is wanted. */
class Cursor {
  constructor(db, collection, make) { Object.assign(this, { _db: db, _collection: collection, _make: make, _buffer: [], _id: undefined, _settings: {}, _map: undefined }); }
  _set(name, value) { this._settings[name] = value; return this; }
  sort(key, direction) { return this._set('sort', typeof key === 'string' ? { [key]: order(direction) } : Array.isArray(key) ? Object.fromEntries(typeof key[0] === 'string' ? [key] : key) : key instanceof Map ? Object.fromEntries(key) : Object.fromEntries(Object.entries(key).map(([name, value]) => [name, order(value)]))); }
  limit(count) { return this._set('limit', count); }
  skip(count) { return this._set('skip', count); }
  project(projection) { return this._set('projection', projection); }
  filter(filter) { return this._set('filter', filter); }
  hint(hint) { return this._set('hint', hint); }
  batchSize(size) { return this._set('batchSize', size); }
  collation(collation) { return this._set('collation', collation); }
  maxTimeMS(ms) { return this._set('maxTimeMS', ms); }
  map(change) { const before = this._map; this._map = before ? value => change(before(value)) : change; return this; }
  async _fill() {
    if (this._buffer.length > 0 || this._id === 0) return;
    const { limit, ...rest } = this._settings;
    const reply = this._id === undefined
      ? await this._db._run({ ...this._make(), ...rest, ...(limit ? { limit: Math.abs(limit), ...(limit < 0 ? { singleBatch: true } : {}) } : {}) })
      : await this._db._run({ getMore: new bson.Long(this._id), collection: this._collection });
    this._id = reply.cursor.id instanceof bson.Long ? reply.cursor.id.toBigInt() : reply.cursor.id;
    this._buffer = reply.cursor.firstBatch || reply.cursor.nextBatch;
    if (this._id !== 0 && this._buffer.length === 0) await this._fill();
  }
  async hasNext() { await this._fill(); return this._buffer.length > 0; }
  async next() { await this._fill(); if (this._buffer.length === 0) return null; const value = this._buffer.shift(); return this._map ? this._map(value) : value; }
  async toArray() { const all = []; while (await this.hasNext()) all.push(await this.next()); return all; }
  async forEach(work) { while (await this.hasNext()) if (work(await this.next()) === false) return; }
  async *[Symbol.asyncIterator]() { while (await this.hasNext()) yield await this.next(); }
  async count() { return this._db.collection(this._collection).countDocuments(this._make().filter); }
  async explain() { return this._db._run({ explain: { ...this._make(), ...this._settings } }); }
  rewind() { this._id = undefined; this._buffer = []; }
  async close() { const id = this._id; this._buffer = []; this._id = 0; if (id) await this._db._run({ killCursors: this._collection, cursors: [new bson.Long(id)] }); }
}
const order = value => typeof value !== 'string' ? value === undefined ? 1 : value : /^(desc|descending|-1)$/i.test(value) ? -1 : 1;

function atomic(update, isReplacement) {
  const keys = Array.isArray(update) ? ['$'] : Object.keys(update || {});
  const hasOperator = keys.some(key => key.startsWith('$'));
  if (!isReplacement && !hasOperator) throw new MongoInvalidArgumentError('Update document requires atomic operators');
  if (isReplacement && hasOperator) throw new MongoInvalidArgumentError('Replacement document must not contain atomic operators');
  return update;
}

class Collection {
  constructor(db, name) { this.db = db; this.collectionName = name; Object.defineProperty(this, 'db', { enumerable: false }); }
  get namespace() { return this.db.databaseName + '.' + this.collectionName; }
  get dbName() { return this.db.databaseName; }

  async _write(command, more) {
    const reply = await this.db._run({ ...command, ...more });
    const [failure] = reply.writeErrors || [];
    if (!failure) return reply;
    const details = { code: failure.code, index: failure.index, ...(failure.keyPattern ? { keyPattern: failure.keyPattern, keyValue: failure.keyValue } : {}), ...(failure.errInfo ? { errInfo: failure.errInfo } : {}) };
    if (command.documents && command.documents.length > 1) throw new MongoBulkWriteError(failure.errmsg, { ...details, writeErrors: reply.writeErrors, insertedCount: reply.n, result: { insertedCount: reply.n } });
    throw new MongoServerError(failure.errmsg, details);
  }
  async insertOne(document, options) {
    if (document._id === undefined) document._id = new ObjectId();
    await this._write({ insert: this.collectionName, documents: [document] }, pick(options, 'bypassDocumentValidation'));
    return { acknowledged: true, insertedId: document._id };
  }
  async insertMany(documents, options) {
    if (!Array.isArray(documents)) throw new MongoInvalidArgumentError('Argument "docs" must be an array of documents');
    if (documents.length === 0) throw new MongoInvalidArgumentError('Invalid BulkOperation, Batch cannot be empty');
    for (const document of documents) if (document._id === undefined) document._id = new ObjectId();
    const reply = await this._write({ insert: this.collectionName, documents, ordered: !options || options.ordered !== false });
    return { acknowledged: true, insertedCount: reply.n, insertedIds: Object.fromEntries(documents.map(({ _id }, index) => [index, _id])) };
  }
  find(filter = {}, options = {}) {
    const cursor = new Cursor(this.db, this.collectionName, () => ({ find: this.collectionName, filter: filter || {} }));
    Object.assign(cursor._settings, pick(options, 'projection', 'limit', 'skip', 'batchSize', 'hint', 'collation', 'maxTimeMS'));
    return options.sort ? cursor.sort(options.sort) : cursor;
  }
  async findOne(filter = {}, options = {}) { return this.find(filter, options).limit(-1).next(); }
  async _update(filter, update, options, multi) {
    const reply = await this._write({ update: this.collectionName, updates: [{ q: filter, u: update, multi, ...pick(options, 'upsert', 'arrayFilters', 'hint', 'collation') }] });
    const upserted = reply.upserted || [];
    return { acknowledged: true, modifiedCount: reply.nModified, upsertedId: upserted.length > 0 ? upserted[0]._id : null, upsertedCount: upserted.length, matchedCount: reply.n - upserted.length };
  }
  async updateOne(filter, update, options) { return this._update(filter, atomic(update, false), options, false); }
  async updateMany(filter, update, options) { return this._update(filter, atomic(update, false), options, true); }
  async replaceOne(filter, update, options) { return this._update(filter, atomic(update, true), options, false); }
  async _delete(filter = {}, limit) { return { acknowledged: true, deletedCount: (await this._write({ delete: this.collectionName, deletes: [{ q: filter, limit }] })).n }; }
  async deleteOne(filter) { return this._delete(filter, 1); }
  async deleteMany(filter) { return this._delete(filter, 0); }
  async _modify(filter, change, options = {}) {
    const reply = await this.db._run({ findAndModify: this.collectionName, query: filter, ...change, ...(options.returnDocument === 'after' ? { new: true } : {}), ...pick(options, 'upsert', 'sort', 'arrayFilters'), ...(options.projection ? { fields: options.projection } : {}) });
    return options.includeResultMetadata ? reply : reply.value;
  }
  async findOneAndUpdate(filter, update, options) { return this._modify(filter, { update: atomic(update, false) }, options); }
  async findOneAndReplace(filter, update, options) { return this._modify(filter, { update: atomic(update, true) }, options); }
  async findOneAndDelete(filter, options) { return this._modify(filter, { remove: true }, options); }
  async countDocuments(filter = {}, options = {}) {
    const found = await this.aggregate([{ $match: filter }, ...(options.skip ? [{ $skip: options.skip }] : []), ...(options.limit ? [{ $limit: options.limit }] : []), { $group: { _id: 1, n: { $sum: 1 } } }]).next();
    return found ? found.n : 0;
  }
  async estimatedDocumentCount() { return (await this.db._run({ count: this.collectionName })).n; }
  async distinct(key, filter = {}) { return (await this.db._run({ distinct: this.collectionName, key, query: filter })).values; }
  aggregate(pipeline = [], options) { return new Cursor(this.db, this.collectionName, () => ({ aggregate: this.collectionName, pipeline, cursor: {}, ...pick(options, 'allowDiskUse') })); }
  async createIndexes(specs) {
    const indexes = specs.map(({ key, name, ...rest }) => ({ key, name: name || Object.entries(key).flat().join('_'), ...rest }));
    await this.db._run({ createIndexes: this.collectionName, indexes });
    return indexes.map(({ name }) => name);
  }
  async createIndex(key, options) { return (await this.createIndexes([{ key: typeof key === 'string' ? { [key]: 1 } : key, ...options }]))[0]; }
  listIndexes() { return new Cursor(this.db, this.collectionName, () => ({ listIndexes: this.collectionName, cursor: {} })); }
  async indexes() { return this.listIndexes().toArray(); }
  async dropIndex(name) { return this.db._run({ dropIndexes: this.collectionName, index: name }); }
  async drop() { await this.db._run({ drop: this.collectionName }); return true; }
  async rename(to) { await this.db.client.db('admin').command({ renameCollection: this.namespace, to: this.db.databaseName + '.' + to }); return this.db.collection(to); }
  async bulkWrite(operations) {
    const total = { insertedCount: 0, matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0, upsertedIds: {}, insertedIds: {} };
    for (const [index, operation] of operations.entries()) {
      const [name, given] = Object.entries(operation)[0];
      if (name === 'insertOne') { total.insertedIds[index] = (await this.insertOne(given.document)).insertedId; total.insertedCount++; continue; }
      const result = /^delete/.test(name) ? await this[name](given.filter) : await this[name](given.filter, given.update || given.replacement, given);
      for (const key of ['matchedCount', 'modifiedCount', 'deletedCount', 'upsertedCount']) total[key] += result[key] || 0;
      if (result.upsertedId) total.upsertedIds[index] = result.upsertedId;
    }
    return total;
  }
  watch() { throw new Error('drydock: change streams are not simulated'); }
}

const { Connection: hidden, parseUrl, ...errors } = wire;
Object.assign(exports, bson, errors, { MongoClient, Db, Collection, ServerApiVersion: { v1: '1' }, ReturnDocument: { BEFORE: 'before', AFTER: 'after' } });
`;
