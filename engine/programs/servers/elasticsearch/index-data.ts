import type { Fields } from './json.js';
import { findProperty, termsOf, valuesAt, type Properties } from './mapping.js';
import { shardOf } from './shard-of.js';

export interface EsDocument {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly source: Fields;
  readonly shard: number;
}

const REFRESH_MS = 1000;

/** What a shard knows of a field: how often terms occur, and in which documents. */
export interface FieldIndex {
  /** Occurrences of a term by document. */
  readonly postings: ReadonlyMap<string, ReadonlyMap<EsDocument, number>>;
  readonly lengths: ReadonlyMap<EsDocument, number>;
}

/** An index: its documents now, and those that a search sees. */
export class EsIndex {
  readonly name: string;
  readonly uuid: string;
  readonly createdMs: number;
  readonly shards: number;
  replicas: number;
  settings: Fields;
  /** Properties by type. */
  readonly types = new Map<string, Properties>();
  readonly aliases = new Map<string, Fields>();
  readonly documents = new Map<string, EsDocument>();
  /** Versions of documents that were deleted. */
  readonly deleted = new Map<string, number>();
  #searchable: readonly EsDocument[] = [];
  #changedAt: number | undefined;
  #fields = new Map<string, FieldIndex>();

  constructor({
    name,
    uuid,
    createdMs,
    shards,
    replicas,
    settings,
  }: { name: string; uuid: string; createdMs: number; shards: number; replicas: number; settings: Fields }) {
    this.name = name;
    this.uuid = uuid;
    this.createdMs = createdMs;
    this.shards = shards;
    this.replicas = replicas;
    this.settings = settings;
  }

  key(type: string, id: string): string {
    return `${type}#${id}`;
  }

  find(type: string, id: string): EsDocument | undefined {
    if (type !== '_all') return this.documents.get(this.key(type, id));
    for (const name of this.types.keys()) {
      const found = this.documents.get(this.key(name, id));
      if (found) return found;
    }
    return undefined;
  }

  put(document: Omit<EsDocument, 'shard'>, routing: string, now: number): EsDocument {
    const made = { ...document, shard: shardOf(routing, this.shards) };
    this.documents.set(this.key(document.type, document.id), made);
    this.deleted.delete(this.key(document.type, document.id));
    this.#changedAt ??= now;
    return made;
  }

  remove(document: EsDocument, version: number, now: number): void {
    const key = this.key(document.type, document.id);
    this.documents.delete(key);
    this.deleted.set(key, version);
    this.#changedAt ??= now;
  }

  /** What searches see: everything that is a second old, or older than the last refresh. */
  searchable(now: number): readonly EsDocument[] {
    if (this.#changedAt !== undefined && now >= this.#changedAt + REFRESH_MS) this.refresh();
    return this.#searchable;
  }

  refresh(): void {
    if (this.#changedAt === undefined) return;
    this.#changedAt = undefined;
    this.#searchable = [...this.documents.values()];
    this.#fields = new Map();
  }

  definition(path: string): Fields | undefined {
    for (const properties of this.types.values()) {
      const found = findProperty(properties, path);
      if (found) return found;
    }
    return undefined;
  }

  /** A field of a shard, of the documents that searches see. `_all` is every field. */
  fieldIndex(path: string, shard: number): FieldIndex {
    const key = `${String(shard)}/${path}`;
    const known = this.#fields.get(key);
    if (known) return known;
    const postings = new Map<string, Map<EsDocument, number>>();
    const lengths = new Map<EsDocument, number>();
    for (const document of this.#searchable) {
      if (document.shard !== shard) continue;
      const terms = path === '_all' ? this.#allTerms(document.source) : this.#terms(path, document.source);
      lengths.set(document, terms.length);
      for (const term of terms) {
        const own = postings.get(term) ?? new Map<EsDocument, number>();
        postings.set(term, own.set(document, (own.get(document) ?? 0) + 1));
      }
    }
    const made = { postings, lengths };
    this.#fields.set(key, made);
    return made;
  }

  #terms(path: string, source: Fields): readonly string[] {
    const definition = this.definition(path);
    const parent = definition && valuesAt(source, path.split('.')).length === 0 ? path.replace(/\.[^.]*$/, '') : path;
    return valuesAt(source, parent.split('.')).flatMap(value => termsOf(definition, value).map(({ text }) => text));
  }

  #allTerms(source: unknown): readonly string[] {
    if (Array.isArray(source)) return source.flatMap(item => this.#allTerms(item));
    if (typeof source === 'object' && source !== null) return Object.values(source).flatMap(item => this.#allTerms(item));
    return termsOf({ type: 'string' }, source).map(({ text }) => text);
  }
}
