import type { Random } from '../../../../core/random.js';
import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { decodeAllBson } from '../bson/decode.js';
import { Binary, isDoc, isList, type Doc, type Value, emptyDoc } from '../bson/values.js';
import type { Test } from '../query/match.js';
import { Collection, type Change } from './collection.js';
import { DataFiles } from './data-files.js';
import { ID_INDEX, parseIndex, type IndexSpec } from './index-spec.js';

/** A journal of this size makes the server write the collections themselves. */
const MAX_JOURNAL_BYTES = 8 * 1024 * 1024;
/** How long changes stay in the journal alone. */
const CHECKPOINT_MS = 60_000;

/**
 * All databases: in memory to be read, in files to stay. A change is in the journal before it is acknowledged; from time to time the
 * collections are written to their files and the journal begins anew, as WiredTiger does.
 */
export class Store {
  readonly #databases = new Map<string, Map<string, Collection>>();
  readonly #files: DataFiles;
  readonly #random: Random;
  readonly #sys: Sys;
  readonly #compile: (query: Doc) => Test;
  #idents = 0;
  /** When the next checkpoint is due. */
  checkpointAt = Infinity;

  constructor(sys: Sys, folder: string, random: Random, compile: (query: Doc) => Test) {
    this.#sys = sys;
    this.#files = new DataFiles(sys, folder);
    this.#random = random;
    this.#compile = compile;
  }

  get folder(): string {
    return this.#files.folder;
  }

  /** Names of databases that hold something, in order. */
  get databases(): readonly string[] {
    return [...this.#databases]
      .filter(([, collections]) => collections.size > 0)
      .map(([name]) => name)
      .sort();
  }

  collections(database: string): readonly Collection[] {
    return [...(this.#databases.get(database)?.values() ?? [])];
  }

  find(database: string, name: string): Collection | undefined {
    return this.#databases.get(database)?.get(name);
  }

  get dataBytes(): number {
    let bytes = 0;
    for (const collections of this.#databases.values()) for (const collection of collections.values()) bytes += collection.dataBytes;
    return bytes;
  }

  /** Reads what the files hold; whether the last server did not end in order. */
  *open(): Task<boolean> {
    const wasRunning = yield* this.#files.create(this.#random);
    for (const entry of decodeAllBson(yield* this.#files.read('_mdb_catalog.wt'))) yield* this.#restore(entry);
    let recovered = false;
    for (const entry of yield* this.#files.readJournal()) {
      yield* this.#sys.tick();
      this.#replay(entry);
      recovered = true;
    }
    if (recovered) yield* this.checkpoint();
    else yield* this.#files.beginJournal();
    return wasRunning;
  }

  *#restore(entry: Doc): Task<void> {
    const [database, name, ident, options, uuid, indexes] = ['db', 'name', 'ident', 'options', 'uuid', 'indexes'].map(key =>
      entry.get(key),
    );
    if (typeof database !== 'string' || typeof name !== 'string' || typeof ident !== 'string') return;
    const collection = new Collection(
      database,
      name,
      ident,
      isDoc(options) ? options : emptyDoc(),
      uuid instanceof Binary ? uuid.bytes : new Uint8Array(16),
    );
    this.#put(collection);
    for (const document of decodeAllBson(yield* this.#files.read(`${ident}.wt`))) {
      yield* this.#sys.tick();
      collection.put(document, undefined);
    }
    for (const index of isList(indexes) ? indexes.filter(isDoc) : []) this.#restoreIndex(collection, index);
    collection.isDirty = false;
    this.#idents = Math.max(this.#idents, Number(/-(\d+)-/.exec(ident)?.[1] ?? 0) + 1 + collection.indexes.length);
  }

  #restoreIndex(collection: Collection, index: Doc): void {
    const [spec, ident] = [index.get('spec'), index.get('ident')];
    if (!isDoc(spec) || typeof ident !== 'string') return;
    if (spec.get('name') === ID_INDEX) collection.addIdIndex(ident);
    else collection.addIndex(parseIndex(spec, this.#compile), ident);
  }

  #replay(entry: Doc): void {
    const ident = entry.get('c');
    const collection = [...this.#databases.values()].flatMap(all => [...all.values()]).find(each => each.ident === ident);
    const [put, id] = [entry.get('put'), entry.get('remove')];
    if (!collection) return;
    const before = collection.byId(isDoc(put) ? put.get('_id') : id)?.document;
    if (isDoc(put)) collection.put(put, before);
    else if (entry.has('clear')) collection.clear();
    else if (before) collection.remove(before);
  }

  /** Keeps changes: when this comes back they are on disk. */
  *commit(collection: Collection, changes: readonly Change[]): Task<void> {
    if (changes.length === 0) return;
    const entries = changes.map((change): Doc => {
      const entry: Doc = new Map<string, Value>([['c', collection.ident]]);
      return 'put' in change ? entry.set('put', change.put) : entry.set('remove', change.remove);
    });
    yield* this.#files.appendJournal(entries);
    if (this.checkpointAt === Infinity) this.checkpointAt = this.#sys.clock.now() + CHECKPOINT_MS;
    if (this.#files.journalBytes > MAX_JOURNAL_BYTES) yield* this.checkpoint();
  }

  /** Writes the collections that have changed, and begins a new journal. */
  *checkpoint(): Task<void> {
    for (const collections of this.#databases.values()) {
      for (const collection of collections.values()) {
        if (!collection.isDirty) continue;
        yield* this.#files.write(
          `${collection.ident}.wt`,
          [...collection.documents()].map(({ document }) => document),
        );
        collection.isDirty = false;
      }
    }
    yield* this.#files.beginJournal();
    this.checkpointAt = Infinity;
  }

  /** Makes a collection with its index over _id. */
  *create(database: string, name: string, options: Doc = new Map()): Task<Collection> {
    const uuid = this.#random.bytes(16);
    uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x40;
    uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80;
    const collection = new Collection(database, name, this.#ident('collection'), options, uuid);
    collection.addIdIndex(this.#ident('index'));
    this.#put(collection);
    this.#files.touch(`${collection.ident}.wt`);
    this.#files.touch(`${collection.indexIdent(ID_INDEX)}.wt`);
    yield* this.saveCatalog();
    return collection;
  }

  *drop(collection: Collection): Task<void> {
    const collections = this.#databases.get(collection.database);
    collections?.delete(collection.name);
    if (collections?.size === 0) this.#databases.delete(collection.database);
    yield* this.saveCatalog();
    this.#files.remove(`${collection.ident}.wt`);
    for (const { name } of collection.indexes) this.#files.remove(`${collection.indexIdent(name)}.wt`);
  }

  *rename(collection: Collection, database: string, name: string): Task<Collection> {
    if (collection.database === database) {
      this.#databases.get(database)?.delete(collection.name);
      collection.name = name;
      this.#put(collection);
      yield* this.saveCatalog();
      return collection;
    }
    const moved = yield* this.create(database, name, collection.options);
    yield* this.commit(
      moved,
      [...collection.documents()].map(({ document }) => moved.put(document, undefined)),
    );
    yield* this.drop(collection);
    return moved;
  }

  *addIndex(collection: Collection, spec: IndexSpec): Task<void> {
    const ident = this.#ident('index');
    collection.addIndex(spec, ident);
    this.#files.touch(`${ident}.wt`);
    yield* this.saveCatalog();
  }

  *dropIndex(collection: Collection, name: string): Task<void> {
    this.#files.remove(`${collection.indexIdent(name)}.wt`);
    collection.dropIndex(name);
    yield* this.saveCatalog();
  }

  *saveCatalog(): Task<void> {
    const entries = [...this.#databases.values()].flatMap(collections => [...collections.values()].map(entryOf));
    yield* this.#files.write('_mdb_catalog.wt', entries);
  }

  /** Ends in order: everything in its files, nobody's lock. */
  *close(): Task<void> {
    yield* this.checkpoint();
    yield* this.#files.release();
  }

  #put(collection: Collection): void {
    const collections = this.#databases.get(collection.database) ?? new Map<string, Collection>();
    this.#databases.set(collection.database, collections.set(collection.name, collection));
  }

  #ident(kind: 'collection' | 'index'): string {
    const digits = Array.from({ length: 19 }, (_, index) => String(this.#random.below(index === 0 ? 8 : 10) + (index === 0 ? 1 : 0)));
    return `${kind}-${String(this.#idents++)}-${digits.join('')}`;
  }
}

function entryOf(collection: Collection): Doc {
  return new Map<string, Value>([
    ['db', collection.database],
    ['name', collection.name],
    ['ident', collection.ident],
    ['options', collection.options],
    ['uuid', new Binary(collection.uuid, 4)],
    [
      'indexes',
      collection.indexes.map(
        (index): Doc =>
          new Map<string, Value>([
            ['spec', index.spec],
            ['ident', collection.indexIdent(index.name)],
          ]),
      ),
    ],
  ]);
}
