import { keyOf } from '../bson/compare.js';
import { encodeBson } from '../bson/encode.js';
import { formatShell } from '../bson/shell-text.js';
import { int, type Doc, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { idIndex, indexKeys, type IndexSpec } from './index-spec.js';

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** A document where it is kept: bytes it takes, and its size. */
export interface Stored {
  readonly document: Doc;
  readonly sizeBytes: number;
}

/** What is to be written of a change. */
export type Change = { readonly put: Doc } | { readonly remove: Value };

/** A collection in memory. Documents lie in the order in which they came. */
export class Collection {
  readonly database: string;
  name: string;
  /** The name of its file. */
  readonly ident: string;
  options: Doc;
  readonly uuid: Uint8Array;
  readonly #documents = new Map<string, Stored>();
  readonly #indexes = new Map<string, { readonly spec: IndexSpec; readonly ident: string; readonly entries: Map<string, string> }>();
  #dataBytes = 0;
  /** Something has changed since the file was written. */
  isDirty = false;
  operations = 0;

  constructor(database: string, name: string, ident: string, options: Doc, uuid: Uint8Array) {
    this.database = database;
    this.name = name;
    this.ident = ident;
    this.options = options;
    this.uuid = uuid;
  }

  get namespace(): string {
    return `${this.database}.${this.name}`;
  }

  get size(): number {
    return this.#documents.size;
  }

  get dataBytes(): number {
    return this.#dataBytes;
  }

  documents(): IterableIterator<Stored> {
    return this.#documents.values();
  }

  byId(id: Value | undefined): Stored | undefined {
    return this.#documents.get(keyOf(id));
  }

  get indexes(): readonly IndexSpec[] {
    return [...this.#indexes.values()].map(({ spec }) => spec);
  }

  indexIdent(name: string): string {
    return this.#indexes.get(name)?.ident ?? '';
  }

  /** Adds a document, or puts it in the place of the one with its id. */
  put(document: Doc, before: Doc | undefined): Change {
    const key = keyOf(document.get('_id'));
    const sizeBytes = encodeBson(document).length;
    if (sizeBytes > MAX_DOCUMENT_BYTES)
      throw new MongoError(
        'BSONObjectTooLarge',
        before
          ? `Resulting document after update is larger than ${String(MAX_DOCUMENT_BYTES)}`
          : `object to insert too large. size in bytes: ${String(sizeBytes)}, max size: ${String(MAX_DOCUMENT_BYTES)}`,
      );
    if (!before && this.#documents.has(key))
      throw this.#duplicate('_id_', new Map([['_id', int(1)]]), new Map([['_id', document.get('_id') ?? null]]));
    const fresh = [...this.#indexes.values()].map(index => ({ index, keys: indexKeys(index.spec, document) }));
    for (const { index, keys } of fresh) {
      if (!index.spec.unique) continue;
      for (const { text, values } of keys) {
        const owner = index.entries.get(text);
        if (owner !== undefined && owner !== key) throw this.#duplicate(index.spec.name, index.spec.key, values);
      }
    }
    if (before) this.#unindex(before, key);
    for (const { index, keys } of fresh) if (index.spec.unique) for (const { text } of keys) index.entries.set(text, key);
    this.#dataBytes += sizeBytes - (this.#documents.get(key)?.sizeBytes ?? 0);
    this.#documents.set(key, { document, sizeBytes });
    this.#touch();
    return { put: document };
  }

  remove(document: Doc): Change {
    const id = document.get('_id') ?? null;
    const key = keyOf(id);
    this.#unindex(document, key);
    this.#dataBytes -= this.#documents.get(key)?.sizeBytes ?? 0;
    this.#documents.delete(key);
    this.#touch();
    return { remove: id };
  }

  clear(): void {
    this.#documents.clear();
    for (const { entries } of this.#indexes.values()) entries.clear();
    this.#dataBytes = 0;
    this.#touch();
  }

  /** Adds an index over what is there; throws when it cannot be unique. */
  addIndex(spec: IndexSpec, ident: string): void {
    const entries = new Map<string, string>();
    for (const [key, { document }] of this.#documents) {
      for (const { text, values } of indexKeys(spec, document)) {
        if (!spec.unique) continue;
        if (entries.has(text)) throw this.#duplicate(spec.name, spec.key, values);
        entries.set(text, key);
      }
    }
    this.#indexes.set(spec.name, { spec, ident, entries });
  }

  addIdIndex(ident: string): void {
    this.addIndex(idIndex(), ident);
  }

  dropIndex(name: string): void {
    this.#indexes.delete(name);
  }

  #touch(): void {
    this.isDirty = true;
    this.operations++;
  }

  #unindex(document: Doc, key: string): void {
    for (const { spec, entries } of this.#indexes.values()) {
      if (!spec.unique) continue;
      for (const { text } of indexKeys(spec, document)) if (entries.get(text) === key) entries.delete(text);
    }
  }

  #duplicate(name: string, keyPattern: Doc, keyValue: Doc): MongoError {
    return new MongoError(
      'DuplicateKey',
      `E11000 duplicate key error collection: ${this.namespace} index: ${name} dup key: ${formatShell(keyValue)}`,
      { keyPattern, keyValue },
    );
  }
}
