import type { Task, Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { Catalog, Globals } from '../storage/catalog.js';
import type { Cluster, Database } from '../storage/cluster.js';
import { Tx, type View } from '../storage/transaction.js';
import { plainCatalog, plainGlobals, type CommitRecord } from '../storage/records.js';
import { rowTexts } from '../storage/row-texts.js';
import { TransactionLog } from './transaction-log.js';

interface Savepoint {
  readonly name: string;
  readonly tx: Tx;
  readonly catalog: Catalog | undefined;
  readonly globals: Globals | undefined;
  readonly settings: ReadonlyMap<string, string>;
}

/** How a commit is written down. */
export type WriteCommit = (record: CommitRecord) => Task<void>;

/** A running transaction of a session. */
export class Transaction {
  readonly top: Tx;
  current: Tx;
  readonly log: TransactionLog;
  readonly savepoints: Savepoint[] = [];
  /** The catalog as this transaction has changed it. */
  catalog: Catalog | undefined;
  globals: Globals | undefined;
  command = 1;
  isFailed = false;
  isReadOnly: boolean;
  isolation: string;
  /** A block of BEGIN … COMMIT, rather than one statement. */
  isBlock: boolean;
  readonly startedAt: number;
  #snapshot: number | undefined;
  readonly #cluster: Cluster;
  readonly #database: Database;
  /** Local settings to be taken back at the end. */
  readonly savedSettings: ReadonlyMap<string, string>;
  localSettings = new Set<string>();
  /** Work that is done once it is committed. */
  readonly afterCommit: (() => void)[] = [];

  constructor(
    cluster: Cluster,
    database: Database,
    options: {
      pid: number;
      isBlock: boolean;
      isolation: string;
      isReadOnly: boolean;
      startedAt: number;
      settings: ReadonlyMap<string, string>;
    },
  ) {
    this.#cluster = cluster;
    this.#database = database;
    this.top = new Tx(options.pid);
    this.current = this.top;
    this.log = new TransactionLog(() => this.current);
    this.isBlock = options.isBlock;
    this.isolation = options.isolation;
    this.isReadOnly = options.isReadOnly;
    this.startedAt = options.startedAt;
    this.savedSettings = new Map(options.settings);
  }

  get hasSnapshot(): boolean {
    return this.#snapshot !== undefined;
  }

  /** What the next statement sees. */
  view(): View {
    const isFixed = this.isolation === 'repeatable read' || this.isolation === 'serializable';
    if (!isFixed || this.#snapshot === undefined) this.#snapshot = this.#cluster.commitNumber;
    return { top: this.top, upTo: this.#snapshot, command: this.command++ };
  }

  savepoint(name: string, settings: ReadonlyMap<string, string>): void {
    const tx = new Tx(this.top.pid, this.current);
    this.savepoints.push({ name, tx, catalog: this.catalog, globals: this.globals, settings: new Map(settings) });
    this.current = tx;
  }

  #find(name: string): number {
    const place = this.savepoints.findLastIndex(savepoint => savepoint.name === name);
    if (place < 0) throw new PgError(codes.noSavepoint, `savepoint "${name}" does not exist`);
    return place;
  }

  release(name: string): void {
    const place = this.#find(name);
    this.current = this.savepoints[place]?.tx.parent ?? this.top;
    this.savepoints.length = place;
  }

  /** Takes back what was done since a savepoint, which stays. */
  rollbackTo(name: string): ReadonlyMap<string, string> | undefined {
    const place = this.#find(name);
    const savepoint = this.savepoints[place];
    if (!savepoint) return undefined;
    for (const { tx } of this.savepoints.slice(place)) tx.abort();
    this.savepoints.length = place;
    this.current = savepoint.tx.parent ?? this.top;
    this.catalog = savepoint.catalog;
    this.globals = savepoint.globals;
    this.isFailed = false;
    this.savepoint(name, savepoint.settings);
    return savepoint.settings;
  }

  /** Waits until nobody else is changing the catalog, and then is the one who does. */
  *becomeDefiner(wait: (holder: Tx) => Generator<Yielded, void, unknown>): Generator<Yielded, void, unknown> {
    for (;;) {
      const { definer } = this.#database;
      if (!definer?.isActive || definer === this.top) break;
      yield* wait(definer);
    }
    this.#database.definer = this.top;
  }

  get hasChanges(): boolean {
    return this.log.changes.length > 0 || this.log.sequences.size > 0 || this.catalog !== undefined || this.globals !== undefined;
  }

  *commit(write: WriteCommit): Task<void> {
    yield* this.log.deferred.run();
    if (this.hasChanges) {
      const record = this.#record(true);
      yield* write(record);
      this.#markDirty(record);
    }
    if (this.catalog) {
      this.#database.catalog = this.catalog;
      this.#database.isCatalogDirty = true;
    }
    if (this.globals) this.#cluster.globals = this.globals;
    this.top.commit(++this.#cluster.commitNumber);
    this.#end();
    for (const work of this.afterCommit) work();
  }

  /** Sequences keep what they gave out. */
  *rollback(write: WriteCommit): Task<void> {
    this.top.abort();
    this.#end();
    for (const { relation } of this.log.changes) this.#database.heap(relation.filenode).noteGarbage(1);
    if (this.log.sequences.size === 0) return;
    const record = this.#record(false);
    yield* write(record);
    this.#markDirty(record);
  }

  #end(): void {
    this.#cluster.locks.release(this.top);
    if (this.#database.definer === this.top) this.#database.definer = undefined;
    const oldest = this.#cluster.oldestView();
    for (const { relation } of this.log.changes.slice(-1)) this.#database.heap(relation.filenode).vacuum(oldest);
  }

  #record(withChanges: boolean): CommitRecord {
    const catalog = this.catalog ?? this.#database.catalog;
    const changes = withChanges ? this.log.changes.filter(({ tx, relation }) => !tx.isAborted && relation.persistence !== 't') : [];
    const columnsOf = (oid: number, fallback: (typeof changes)[number]['relation']) => catalog.relations.get(oid) ?? fallback;
    return {
      database: this.#database.oid,
      inserts: changes.flatMap(({ kind, relation, tuple }) =>
        kind === 'insert'
          ? [[relation.filenode, tuple.id, rowTexts(columnsOf(relation.oid, relation), tuple.values, catalog)] as const]
          : [],
      ),
      deletes: changes.flatMap(({ kind, relation, tuple }) => (kind === 'delete' ? [[relation.filenode, tuple.id] as const] : [])),
      sequences: [...this.log.sequences].map(([filenode, { last, called }]) => [filenode, String(last), called]),
      nextOid: this.#cluster.nextOid,
      nextXid: this.#cluster.nextXid,
      ...(withChanges && this.catalog ? { catalog: plainCatalog(this.catalog) } : {}),
      ...(withChanges && this.globals ? { globals: plainGlobals(this.globals) } : {}),
    };
  }

  #markDirty({ inserts, deletes, sequences }: CommitRecord): void {
    for (const [filenode] of [...inserts, ...deletes, ...sequences]) this.#database.dirty.add(filenode);
  }
}
