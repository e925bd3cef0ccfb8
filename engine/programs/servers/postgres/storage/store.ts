import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { readText } from '../../../input.js';
import type { Sys } from '../../../../process/sys.js';
import { builtinByOid, t, type PgType } from '../values/type-table.js';
import { inputText, outputText, type TextContext } from '../values/text-io.js';
import { utc } from '../../../time/calendar.js';
import type { Row } from '../values/value.js';
import {
  emptyCatalog,
  type Catalog,
  type DatabaseEntry,
  type EnumType,
  type Extension,
  type Globals,
  type Relation,
  type Role,
  type Schema,
} from './catalog.js';
import { Cluster, type Database } from './cluster.js';
import type { SequenceState } from './heap.js';
import { Tx } from './transaction.js';

/** What a commit writes down. */
export interface CommitRecord {
  readonly database: number;
  readonly inserts: readonly (readonly [filenode: number, id: number, values: readonly (string | null)[]])[];
  readonly deletes: readonly (readonly [filenode: number, id: number])[];
  readonly sequences: readonly (readonly [filenode: number, last: string, called: boolean])[];
  readonly catalog?: PlainCatalog;
  readonly globals?: PlainGlobals;
  readonly nextOid: number;
  readonly nextXid: number;
}

interface PlainCatalog {
  readonly schemas: readonly Schema[];
  readonly relations: readonly Relation[];
  readonly types: readonly EnumType[];
  readonly extensions: readonly Extension[];
}

interface PlainGlobals {
  readonly roles: readonly Role[];
  readonly databases: readonly DatabaseEntry[];
}

const WAL = 'pg_wal/000000010000000000000001';
const CATALOG = '1259';

/** Texts in files do not depend on anybody's settings. */
export const fileText: TextContext = { now: 0, zone: utc, nameOfOid: (_, oid) => String(oid), oidOfName: () => 0 };

export function plainCatalog(catalog: Catalog): PlainCatalog {
  const kept = [...catalog.relations.values()].filter(({ persistence }) => persistence !== 't');
  return {
    schemas: [...catalog.schemas.values()],
    relations: kept,
    types: [...catalog.types.values()],
    extensions: [...catalog.extensions.values()],
  };
}

export function plainGlobals(globals: Globals): PlainGlobals {
  return { roles: [...globals.roles.values()], databases: [...globals.databases.values()] };
}

function byOid<T extends { readonly oid: number }>(items: readonly T[]): ReadonlyMap<number, T> {
  return new Map(items.map(item => [item.oid, item]));
}

function fromPlain(plain: PlainCatalog): Catalog {
  return {
    schemas: byOid(plain.schemas),
    relations: byOid(plain.relations),
    types: byOid(plain.types),
    extensions: byOid(plain.extensions),
  };
}

/** The type of a column, enums of the database included. */
export function typeIn(catalog: Catalog, oid: number): PgType | undefined {
  const known = builtinByOid(oid);
  if (known) return known;
  for (const type of catalog.types.values()) {
    if (type.oid !== oid && type.arrayOid !== oid) continue;
    const element: PgType = {
      oid: type.oid,
      name: type.name,
      display: type.name,
      length: 4,
      category: 'E',
      isPreferred: false,
      arrayOid: type.arrayOid,
      labels: type.labels,
    };
    return type.oid === oid
      ? element
      : { ...element, oid, name: `_${type.name}`, display: `${type.name}[]`, category: 'A', arrayOid: 0, element };
  }
  return undefined;
}

export function rowTexts(relation: Relation, values: Row, catalog: Catalog): readonly (string | null)[] {
  return relation.columns.map((column, i) => {
    const value = values[i] ?? null;
    return value === null ? null : outputText(typeIn(catalog, column.typeOid) ?? t.text, value, fileText);
  });
}

function rowValues(relation: Relation, texts: readonly (string | null)[], catalog: Catalog): Row {
  return relation.columns.map((column, i) => {
    const text = texts[i] ?? null;
    return text === null ? null : inputText(typeIn(catalog, column.typeOid) ?? t.text, -1, text, fileText);
  });
}

/** The files of a data directory: tables as of the last checkpoint, and a log of every commit since. */
export class Store {
  readonly #sys: Sys;
  readonly #folder: string;

  constructor(sys: Sys, folder: string) {
    this.#sys = sys;
    this.#folder = folder;
  }

  *append(record: CommitRecord): Task<number> {
    const bytes = encodeUtf8(`${JSON.stringify(record)}\n`);
    const fd = this.#sys.open(`${this.#folder}/${WAL}`, { write: true, append: true, create: true, mode: 0o600 });
    try {
      yield* this.#sys.write(fd, bytes);
    } finally {
      this.#sys.close(fd);
    }
    return bytes.length;
  }

  /** Writes everything that has changed into its files and begins a new log. Returns how many files were written. */
  *checkpoint(cluster: Cluster): Task<number> {
    let written = 0;
    yield* this.#write('global/1260', {
      ...plainGlobals(cluster.globals),
      nextOid: cluster.nextOid,
      nextXid: cluster.nextXid,
      system: cluster.systemIdentifier,
    });
    for (const database of cluster.databases.values()) {
      if (!cluster.globals.databases.has(database.oid)) continue;
      written += yield* this.#checkpointDatabase(database);
    }
    const fd = this.#sys.open(`${this.#folder}/${WAL}`, { write: true, create: true, truncate: true, mode: 0o600 });
    this.#sys.close(fd);
    cluster.logBytes = 0;
    return written + 1;
  }

  *#checkpointDatabase(database: Database): Task<number> {
    const base = `base/${String(database.oid)}`;
    this.#folderAt(base);
    if (!this.#exists(`${base}/PG_VERSION`)) yield* this.writeText(`${base}/PG_VERSION`, yield* this.readVersion());
    let written = 0;
    if (database.isCatalogDirty || !this.#exists(`${base}/${CATALOG}`)) {
      yield* this.#write(`${base}/${CATALOG}`, plainCatalog(database.catalog));
      database.isCatalogDirty = false;
      written++;
    }
    const files = new Set([CATALOG, 'PG_VERSION']);
    for (const relation of database.catalog.relations.values()) {
      if (relation.persistence === 't' || relation.kind === 'v' || relation.kind === 'i') continue;
      const file = String(relation.filenode);
      files.add(file);
      if (!database.dirty.has(relation.filenode) && this.#exists(`${base}/${file}`)) continue;
      yield* this.#write(`${base}/${file}`, contentOf(relation, database));
      written++;
    }
    database.dirty.clear();
    for (const { name } of this.#sys.readdir(`${this.#folder}/${base}`))
      if (/^\d+$/.test(name) && Number(name) >= 16_384 && !files.has(name)) this.#sys.unlink(`${this.#folder}/${base}/${name}`);
    return written;
  }

  *readVersion(): Task<string> {
    return yield* readText(this.#sys, `${this.#folder}/PG_VERSION`);
  }

  removeDatabase(oid: number): void {
    const path = `${this.#folder}/base/${String(oid)}`;
    try {
      for (const { name } of this.#sys.readdir(path)) this.#sys.unlink(`${path}/${name}`);
      this.#sys.rmdir(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  /** Reads a data directory, then what the log says; undefined when there is none. `recovered` tells whether there was a log. */
  *load(): Task<{ readonly cluster: Cluster; readonly recovered: number } | undefined> {
    const plain = yield* this.#read('global/1260');
    if (!isGlobals(plain)) return undefined;
    const cluster = new Cluster({ roles: byOid(plain.roles), databases: byOid(plain.databases) });
    cluster.nextOid = plain.nextOid;
    cluster.nextXid = plain.nextXid;
    cluster.systemIdentifier = plain.system;
    for (const oid of cluster.globals.databases.keys()) yield* this.#loadDatabase(cluster.database(oid));
    const log = yield* this.#log();
    let recovered = 0;
    for (const line of log.split('\n')) {
      if (!line.endsWith('}')) continue;
      try {
        const record: unknown = JSON.parse(line);
        if (!isRecord(record)) continue;
        replay(cluster, record);
        recovered++;
      } catch (error) {
        // A line that was torn by the end of the process is no commit.
        if (!(error instanceof SyntaxError)) throw error;
      }
    }
    return { cluster, recovered };
  }

  *#log(): Task<string> {
    try {
      return yield* readText(this.#sys, `${this.#folder}/${WAL}`);
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return '';
      throw error;
    }
  }

  *#loadDatabase(database: Database): Task<void> {
    const base = `base/${String(database.oid)}`;
    const plain = yield* this.#read(`${base}/${CATALOG}`);
    database.catalog = isCatalog(plain) ? fromPlain(plain) : emptyCatalog();
    for (const relation of database.catalog.relations.values()) {
      if (relation.kind === 'v' || relation.kind === 'i') continue;
      const content = yield* this.#read(`${base}/${String(relation.filenode)}`);
      if (!isContent(content)) continue;
      if (content.sequence)
        Object.assign(database.sequence(relation.filenode), { last: BigInt(content.sequence[0]), called: content.sequence[1] });
      const heap = database.heap(relation.filenode);
      for (const [id, ...texts] of content.rows ?? []) heap.insert(rowValues(relation, texts, database.catalog), Tx.frozen, 0, id);
    }
  }

  #exists(path: string): boolean {
    try {
      this.#sys.stat(`${this.#folder}/${path}`);
      return true;
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }

  #folderAt(path: string): void {
    try {
      this.#sys.mkdir(`${this.#folder}/${path}`, 0o700);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }

  *#read(path: string): Task<unknown> {
    try {
      const text = yield* readText(this.#sys, `${this.#folder}/${path}`);
      const value: unknown = JSON.parse(text);
      return value;
    } catch (error) {
      if (isErrno(error) || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  *#write(path: string, value: unknown): Task<void> {
    yield* this.writeText(`${path}.new`, `${JSON.stringify(value)}\n`);
    this.#sys.rename(`${this.#folder}/${path}.new`, `${this.#folder}/${path}`);
  }

  *writeText(path: string, text: string): Task<void> {
    const fd = this.#sys.open(`${this.#folder}/${path}`, { write: true, create: true, truncate: true, mode: 0o600 });
    try {
      yield* this.#sys.write(fd, encodeUtf8(text));
    } finally {
      this.#sys.close(fd);
    }
  }
}

interface Content {
  readonly rows?: readonly (readonly [number, ...(string | null)[]])[];
  readonly sequence?: readonly [string, boolean];
}

function contentOf(relation: Relation, database: Database): Content {
  if (relation.kind === 'S') {
    const { last, called } = database.sequence(relation.filenode);
    return { sequence: [String(last), called] };
  }
  return {
    rows: database
      .heap(relation.filenode)
      .committed()
      .map(tuple => [tuple.id, ...rowTexts(relation, tuple.values, database.catalog)] as const),
  };
}

function replay(cluster: Cluster, record: CommitRecord): void {
  if (record.globals) cluster.globals = { roles: byOid(record.globals.roles), databases: byOid(record.globals.databases) };
  cluster.nextOid = Math.max(cluster.nextOid, record.nextOid);
  cluster.nextXid = Math.max(cluster.nextXid, record.nextXid);
  const database = cluster.database(record.database);
  if (record.catalog) {
    database.catalog = fromPlain(record.catalog);
    database.isCatalogDirty = true;
  }
  const relations = new Map([...database.catalog.relations.values()].map(relation => [relation.filenode, relation]));
  for (const [filenode, last, called] of record.sequences) {
    Object.assign(database.sequence(filenode), { last: BigInt(last), called } satisfies SequenceState);
    database.dirty.add(filenode);
  }
  for (const [filenode, id, texts] of record.inserts) {
    const relation = relations.get(filenode);
    if (!relation) continue;
    database.heap(filenode).insert(rowValues(relation, texts, database.catalog), Tx.frozen, 0, id);
    database.dirty.add(filenode);
  }
  const gone = new Map<number, Set<number>>();
  for (const [filenode, id] of record.deletes) gone.set(filenode, (gone.get(filenode) ?? new Set()).add(id));
  for (const [filenode, ids] of gone) {
    const heap = database.heap(filenode);
    for (const tuple of heap.tuples) if (ids.has(tuple.id)) heap.end(tuple, Tx.frozen, 0);
    heap.vacuum(0, true);
    database.dirty.add(filenode);
  }
}

function isObjectWith<K extends string>(value: unknown, ...keys: readonly K[]): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && keys.every(key => key in value);
}

function isRecord(value: unknown): value is CommitRecord {
  return isObjectWith(value, 'database', 'inserts', 'deletes', 'sequences') && Array.isArray(value.inserts) && Array.isArray(value.deletes);
}

function isGlobals(value: unknown): value is PlainGlobals & { nextOid: number; nextXid: number; system: string } {
  return isObjectWith(value, 'roles', 'databases', 'nextOid') && Array.isArray(value.roles) && Array.isArray(value.databases);
}

function isCatalog(value: unknown): value is PlainCatalog {
  return isObjectWith(value, 'schemas', 'relations', 'types') && Array.isArray(value.relations);
}

function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null;
}
