import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { emptyCatalog, oids, type Relation } from './catalog.js';
import { Cluster, type Database } from './cluster.js';
import { DataFolder } from './data-folder.js';
import {
  byOid,
  fromPlain,
  isCatalog,
  isCommitRecord,
  isContent,
  isGlobals,
  plainCatalog,
  plainGlobals,
  type CommitRecord,
  type Content,
} from './records.js';
import { redo } from './redo.js';
import { rowTexts, rowValues } from './row-texts.js';
import { Tx } from './transaction.js';

const WAL = 'pg_wal/000000010000000000000001';
const CATALOG = '1259';

/** The files of a data directory: tables as of the last checkpoint, and a log of every commit since. */
export class Store {
  readonly #files: DataFolder;

  constructor(sys: Sys, folder: string) {
    this.#files = new DataFolder(sys, folder);
  }

  *append(record: CommitRecord): Task<number> {
    return yield* this.#files.append(WAL, `${JSON.stringify(record)}\n`);
  }

  /** Writes everything that has changed into its files and begins a new log. Returns how many files were written. */
  *checkpoint(cluster: Cluster): Task<number> {
    let written = 0;
    yield* this.#files.writeJson('global/1260', {
      ...plainGlobals(cluster.globals),
      nextOid: cluster.nextOid,
      nextXid: cluster.nextXid,
      system: cluster.systemIdentifier,
    });
    for (const database of cluster.databases.values()) {
      if (!cluster.globals.databases.has(database.oid)) continue;
      written += yield* this.#checkpointDatabase(database);
    }
    yield* this.#files.writeText(WAL, '');
    cluster.logBytes = 0;
    return written + 1;
  }

  *#checkpointDatabase(database: Database): Task<number> {
    const base = `base/${String(database.oid)}`;
    this.#files.makeFolder(base);
    if (!this.#files.exists(`${base}/PG_VERSION`)) yield* this.#files.writeText(`${base}/PG_VERSION`, yield* this.readVersion());
    let written = 0;
    if (database.isCatalogDirty || !this.#files.exists(`${base}/${CATALOG}`)) {
      yield* this.#files.writeJson(`${base}/${CATALOG}`, plainCatalog(database.catalog));
      database.isCatalogDirty = false;
      written++;
    }
    const files = new Set([CATALOG, 'PG_VERSION']);
    for (const relation of database.catalog.relations.values()) {
      if (relation.persistence === 't' || relation.kind === 'v' || relation.kind === 'i') continue;
      const file = String(relation.filenode);
      files.add(file);
      if (!database.dirty.has(relation.filenode) && this.#files.exists(`${base}/${file}`)) continue;
      yield* this.#files.writeJson(`${base}/${file}`, contentOf(relation, database));
      written++;
    }
    database.dirty.clear();
    for (const name of this.#files.names(base))
      if (/^\d+$/.test(name) && Number(name) >= oids.firstNormal && !files.has(name)) this.#files.remove(`${base}/${name}`);
    return written;
  }

  *readVersion(): Task<string> {
    return yield* this.#files.readText('PG_VERSION');
  }

  removeDatabase(oid: number): void {
    this.#files.removeFolder(`base/${String(oid)}`);
  }

  /** Reads a data directory, then what the log says; undefined when there is none. `recovered` tells whether there was a log. */
  *load(): Task<{ readonly cluster: Cluster; readonly recovered: number } | undefined> {
    const plain = yield* this.#files.readJson('global/1260');
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
        if (!isCommitRecord(record)) continue;
        redo(cluster, record);
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
      return yield* this.#files.readText(WAL);
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return '';
      throw error;
    }
  }

  *#loadDatabase(database: Database): Task<void> {
    const base = `base/${String(database.oid)}`;
    const plain = yield* this.#files.readJson(`${base}/${CATALOG}`);
    database.catalog = isCatalog(plain) ? fromPlain(plain) : emptyCatalog();
    for (const relation of database.catalog.relations.values()) {
      if (relation.kind === 'v' || relation.kind === 'i') continue;
      const content = yield* this.#files.readJson(`${base}/${String(relation.filenode)}`);
      if (!isContent(content)) continue;
      if (content.sequence)
        Object.assign(database.sequence(relation.filenode), { last: BigInt(content.sequence[0]), called: content.sequence[1] });
      const heap = database.heap(relation.filenode);
      for (const [id, ...texts] of content.rows ?? []) heap.insert(rowValues(relation, texts, database.catalog), Tx.frozen, 0, id);
    }
  }

  *writeText(path: string, text: string): Task<void> {
    yield* this.#files.writeText(path, text);
  }
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
