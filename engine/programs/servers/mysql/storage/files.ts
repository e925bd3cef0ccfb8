import { largestOf } from '../../../../core/extremes.js';
import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Sys } from '../../../../process/sys.js';
import { readText } from '../../../input.js';
import type { Dialect } from '../dialect.js';
import { createTableText } from '../show/create-text.js';
import type { Row } from '../values/value.js';
import { Catalog, firstAccounts, systemDatabases, type Account } from './catalog.js';
import { decodeCell, encodeCell } from './cells.js';
import { fileOfName, nameOfFile } from './file-names.js';
import type { TableDefinition } from './definition.js';
import type { StoredDatabase, StoredTable, StoredView } from './rows.js';

const FORMAT = 'drydock-mysql-2';
const USERS = 'mysql/user.ibd';
const LOG = '#innodb_redo/#ib_redo0';
/** From this size on the tables are written and the log begins anew. */
const MAX_LOG_BYTES = 1_000_000;

/** Makes a definition of the text of its CREATE TABLE. */
export type ReadDefinition = (sql: string, database: StoredDatabase) => { readonly definition: TableDefinition; readonly nextId: bigint };

/** The data directory: a file for each table, and a log of what has been committed since they were written. */
export class DataDirectory {
  readonly #sys: Sys;
  readonly #folder: string;
  readonly #dialect: Dialect;
  #accounts: readonly Account[] | undefined;
  readonly #written = new Map<string, StoredTable>();
  readonly #databases = new Map<string, string>();
  readonly #views = new Map<string, StoredView>();
  #schemaVersion = -1;
  #record = 0;
  #logBytes = 0;
  #log = '';

  constructor(sys: Sys, folder: string, dialect: Dialect) {
    this.#sys = sys;
    this.#folder = folder;
    this.#dialect = dialect;
  }

  /** Reads everything; undefined when there is no database. */
  *load(readDefinition: ReadDefinition): Task<Catalog | undefined> {
    const users = yield* this.#readJson(USERS);
    if (users === undefined) return undefined;
    const catalog = new Catalog();
    catalog.accounts = Array.isArray(users) ? users.filter(isAccount) : [];
    this.#accounts = catalog.accounts;
    const byUid = new Map<number, StoredTable>();
    for (const { name: folder, kind } of this.#sys.readdir(this.#folder)) {
      if (kind !== 'directory' || systemDatabases.includes(folder) || folder.startsWith('#')) continue;
      const name = nameOfFile(folder);
      const options = yield* this.#readJson(`${folder}/db.opt`);
      const collation =
        isRecord(options) && typeof options['collation'] === 'string' ? options['collation'] : this.#dialect.defaultCollation;
      catalog.databases.set(name, { name, collation, tables: new Map(), views: new Map() });
      this.#databases.set(name, collation);
    }
    for (const database of catalog.databases.values()) yield* this.#loadTables(database, catalog, readDefinition, byUid);
    yield* this.#replay(byUid);
    catalog.changedTables.clear();
    this.#schemaVersion = catalog.schemaVersion;
    return catalog;
  }

  *#loadTables(database: StoredDatabase, catalog: Catalog, readDefinition: ReadDefinition, byUid: Map<number, StoredTable>): Task<void> {
    const folder = fileOfName(database.name);
    for (const { name } of this.#sys.readdir(`${this.#folder}/${folder}`)) {
      const stored = name === 'db.opt' ? undefined : yield* this.#readJson(`${folder}/${name}`);
      if (!isRecord(stored)) continue;
      if (typeof stored['view'] === 'string') {
        const columns = Array.isArray(stored['columns']) ? stored['columns'].filter(column => typeof column === 'string') : undefined;
        const view: StoredView = {
          database: database.name,
          name: String(stored['name']),
          sql: stored['view'],
          columns,
          definer: String(stored['definer']),
        };
        database.views.set(view.name, view);
        this.#views.set(`${database.name}.${view.name}`, view);
      }
      if (typeof stored['create'] !== 'string' || !Array.isArray(stored['rows'])) continue;
      const { definition, nextId } = readDefinition(stored['create'], database);
      const rows = new Map<number, Row>(
        stored['rows']
          .filter(Array.isArray)
          .map((cells: readonly unknown[]) => [Number(cells[0]), this.#decode(cells.slice(1), definition)]),
      );
      const table = catalog.newTable(database.name, definition, { createdAt: Number(stored['createdAt'] ?? 0), rows, nextId });
      table.logged = Number(stored['logged'] ?? 0);
      this.#record = Math.max(this.#record, table.logged);
      byUid.set(Number(stored['uid']), table);
      database.tables.set(table.name, table);
      this.#written.set(`${database.name}.${table.name}`, table);
    }
  }

  #decode(cells: readonly unknown[], { columns }: TableDefinition): Row {
    return columns.map(({ type }, index) => {
      const cell = cells[index];
      return decodeCell(typeof cell === 'string' ? cell : null, type, this.#dialect);
    });
  }

  /** Does again what the log says, as far as the files do not know it. A last line that was cut off counts as not committed. */
  *#replay(byUid: ReadonlyMap<number, StoredTable>): Task<void> {
    const text = yield* this.#readFile(LOG);
    for (const line of (text ?? '').split('\n')) {
      const record = parseLine(line);
      if (!record) continue;
      this.#record = Math.max(this.#record, record.number);
      for (const { table: uid, nextId, rows } of record.tables) {
        const table = byUid.get(uid);
        if (!table || table.logged >= record.number) continue;
        const changes = new Map(rows.map(([id, cells]) => [id, cells && this.#decode(cells, table.definition)] as const));
        table.rows = table.rows.apply(changes);
        const ids = rows.map(([id]) => id);
        table.nextRow = largestOf(ids, table.nextRow - 1) + 1;
        table.nextId = BigInt(nextId);
      }
    }
    // The files get new numbers for their tables, so what the log says is put into them at once.
    for (const table of byUid.values()) yield* this.#writeTable(table);
    if (text !== undefined) yield* this.#writeText(LOG, '');
  }

  /** Notes what a transaction has changed. It is on disk after the next `save`. */
  note(changes: ReadonlyMap<StoredTable, ReadonlyMap<number, Row | null>>): void {
    const tables = [...changes]
      .filter(([table]) => !table.temporary)
      .map(([table, rows]) => ({
        table: table.uid,
        nextId: String(table.nextId),
        rows: [...rows].map(([id, row]) => [id, row ? row.map(encodeCell) : null]),
      }));
    if (tables.length > 0) this.#log += `${JSON.stringify({ number: ++this.#record, tables })}\n`;
  }

  /** Writes what is not on disk yet. */
  *save(catalog: Catalog): Task<void> {
    if (this.#accounts !== catalog.accounts) {
      this.#accounts = catalog.accounts;
      yield* this.#writeJson(USERS, catalog.accounts);
    }
    if (this.#log !== '') {
      const text = this.#log;
      this.#log = '';
      const fd = this.#sys.open(`${this.#folder}/${LOG}`, { write: true, create: true, append: true, mode: 0o640 });
      try {
        yield* this.#sys.write(fd, encodeUtf8(text));
      } finally {
        this.#sys.close(fd);
      }
      this.#logBytes += text.length;
    }
    if (this.#schemaVersion !== catalog.schemaVersion) yield* this.#saveSchema(catalog);
    if (this.#logBytes > MAX_LOG_BYTES) yield* this.checkpoint(catalog);
  }

  /** Writes all tables and begins the log anew. */
  *checkpoint(catalog: Catalog): Task<void> {
    for (const table of catalog.tables()) if (this.#logBytes > 0) yield* this.#writeTable(table);
    if (this.#logBytes > 0) yield* this.#writeText(LOG, '');
    this.#logBytes = 0;
  }

  *#saveSchema(catalog: Catalog): Task<void> {
    this.#schemaVersion = catalog.schemaVersion;
    for (const database of catalog.databases.values()) {
      const folder = `${this.#folder}/${fileOfName(database.name)}`;
      if (this.#databases.get(database.name) === database.collation) continue;
      makeFolder(this.#sys, folder);
      this.#databases.set(database.name, database.collation);
      yield* this.#writeJson(`${fileOfName(database.name)}/db.opt`, { collation: database.collation });
    }
    for (const [key, table] of this.#written) {
      if (catalog.table(table.database, table.name)) continue;
      this.#written.delete(key);
      this.#remove(`${this.#folder}/${fileOfName(table.database)}/${fileOfName(table.name)}.ibd`);
    }
    for (const [key, view] of this.#views) {
      if (catalog.view(view.database, view.name)) continue;
      this.#views.delete(key);
      this.#remove(`${this.#folder}/${fileOfName(view.database)}/${fileOfName(view.name)}.frm`);
    }
    for (const name of [...this.#databases.keys()]) {
      if (catalog.databases.has(name)) continue;
      this.#databases.delete(name);
      this.#remove(`${this.#folder}/${fileOfName(name)}/db.opt`);
      this.#sys.rmdir(`${this.#folder}/${fileOfName(name)}`);
    }
    for (const table of catalog.changedTables) yield* this.#writeTable(table);
    catalog.changedTables.clear();
    for (const database of catalog.databases.values()) for (const view of database.views.values()) yield* this.#writeView(view);
  }

  *#writeView(view: StoredView): Task<void> {
    if (this.#views.get(`${view.database}.${view.name}`) === view) return;
    this.#views.set(`${view.database}.${view.name}`, view);
    yield* this.#writeJson(`${fileOfName(view.database)}/${fileOfName(view.name)}.frm`, {
      name: view.name,
      view: view.sql,
      columns: view.columns,
      definer: view.definer,
    });
  }

  *#writeTable(table: StoredTable): Task<void> {
    table.logged = this.#record;
    this.#written.set(`${table.database}.${table.name}`, table);
    const rows = [...table.rows.entries()].map(([id, row]) => [id, ...row.map(encodeCell)]);
    yield* this.#writeJson(`${fileOfName(table.database)}/${fileOfName(table.name)}.ibd`, {
      uid: table.uid,
      logged: this.#record,
      createdAt: table.createdAt,
      create: createTableText(table, this.#dialect),
      rows,
    });
  }

  #remove(path: string): void {
    try {
      this.#sys.unlink(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  *#readFile(path: string): Task<string | undefined> {
    try {
      return yield* readText(this.#sys, `${this.#folder}/${path}`);
    } catch (error) {
      if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined;
      throw error;
    }
  }

  /** The first line names the format, so that a later one can be told apart. */
  *#readJson(path: string): Task<unknown> {
    const text = yield* this.#readFile(path);
    if (!text?.startsWith(`${FORMAT}\n`)) return undefined;
    const value: unknown = JSON.parse(text.slice(FORMAT.length + 1));
    return value;
  }

  *#writeJson(path: string, value: unknown): Task<void> {
    yield* this.#writeText(path, `${FORMAT}\n${JSON.stringify(value)}\n`);
  }

  *#writeText(path: string, text: string): Task<void> {
    const fd = this.#sys.open(`${this.#folder}/${path}`, { write: true, create: true, truncate: true, mode: 0o640 });
    try {
      yield* this.#sys.write(fd, encodeUtf8(text));
    } finally {
      this.#sys.close(fd);
    }
  }
}

interface LogRecord {
  readonly number: number;
  readonly tables: readonly {
    readonly table: number;
    readonly nextId: string;
    readonly rows: readonly (readonly [number, readonly unknown[] | null])[];
  }[];
}

function parseLine(line: string): LogRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isLogRecord(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isLogRecord(value: unknown): value is LogRecord {
  return isRecord(value) && typeof value['number'] === 'number' && Array.isArray(value['tables']);
}

/** The files of the server itself, so that a data directory looks like one. */
export function* makeDataDirectory(sys: Sys, folder: string, dialect: Dialect): Task<void> {
  for (const name of ['mysql', 'performance_schema', 'sys', '#innodb_redo', '#innodb_temp']) makeFolder(sys, `${folder}/${name}`);
  const names = [
    'ibdata1',
    'ibtmp1',
    'undo_001',
    'undo_002',
    'mysql.ibd',
    'ca.pem',
    'server-cert.pem',
    'server-key.pem',
    'private_key.pem',
    'public_key.pem',
  ];
  for (const name of names) sys.close(sys.open(`${folder}/${name}`, { write: true, create: true, mode: 0o640 }));
  const hex = sys.random.hex(32);
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  const fd = sys.open(`${folder}/auto.cnf`, { write: true, create: true, truncate: true, mode: 0o640 });
  yield* sys.write(fd, encodeUtf8(`[auto]\nserver-uuid=${uuid}\n`));
  sys.close(fd);
  const catalog = new Catalog();
  catalog.accounts = firstAccounts();
  yield* new DataDirectory(sys, folder, dialect).save(catalog);
}

export function makeFolder(sys: Sys, path: string): void {
  try {
    sys.mkdir(path, 0o750);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAccount(value: unknown): value is Account {
  return (
    isRecord(value) &&
    typeof value['user'] === 'string' &&
    typeof value['host'] === 'string' &&
    typeof value['passwordHash'] === 'string' &&
    isRecord(value['grants']) &&
    Array.isArray(value['grantable'])
  );
}
