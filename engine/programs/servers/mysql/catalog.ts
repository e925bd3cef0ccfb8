import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { readText } from '../../input.js';
import type { AccountName, ColumnDefinition, SqlValue, TableName } from './ast.js';
import { sqlErrors } from './sql-error.js';

export type Row = readonly SqlValue[];

/** A table; every change makes a new one. */
export interface Table {
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  readonly rows: readonly Row[];
  readonly nextId: number;
}

export interface Account extends AccountName {
  /** Hexadecimal SHA1(SHA1(password)); empty without one. */
  readonly passwordHash: string;
  /** `database.table` (with `*`) → privileges. */
  readonly grants: Readonly<Record<string, readonly string[]>>;
  readonly canGrant: boolean;
}

export interface Database {
  readonly name: string;
  readonly tables: ReadonlyMap<string, Table>;
}

/** Everything that the server keeps. A state is never changed, only replaced, so a transaction can go back to one. */
export interface State {
  readonly databases: ReadonlyMap<string, Database>;
  readonly accounts: readonly Account[];
}

export const systemDatabases: readonly string[] = ['information_schema', 'mysql', 'performance_schema', 'sys'];

const SUFFIX = '.ibd';
const USERS = 'mysql/user.ibd';
const FORMAT = 'drydock-mysql-1';

/** The state of a fresh data directory: root without a password. */
export function initialState(): State {
  const all = { '*.*': ['ALL PRIVILEGES'] };
  const locked: readonly Account[] = ['mysql.infoschema', 'mysql.session', 'mysql.sys'].map(user => ({
    user,
    host: 'localhost',
    passwordHash: '!',
    grants: {},
    canGrant: false,
  }));
  return {
    databases: new Map(),
    accounts: [...locked, { user: 'root', host: 'localhost', passwordHash: '', grants: all, canGrant: true }],
  };
}

export function findDatabase(state: State, name: string): Database | undefined {
  return state.databases.get(name);
}

/** The table that a name means in a session; throws SqlError. */
export function findTable(
  state: State,
  { database, name }: TableName,
  current: string | undefined,
): { readonly database: string; readonly table: Table } {
  const where = database ?? current;
  if (where === undefined) throw sqlErrors.noDatabase();
  const found = findDatabase(state, where);
  if (!found && !systemDatabases.includes(where)) throw sqlErrors.unknownDatabase(where);
  const table = found?.tables.get(name);
  if (!table) throw sqlErrors.tableMissing(`${where}.${name}`);
  return { database: where, table };
}

export function withTable(state: State, database: string, table: Table, oldName = table.name): State {
  const found = findDatabase(state, database);
  const tables = new Map(found?.tables);
  if (oldName !== table.name) tables.delete(oldName);
  tables.set(table.name, table);
  return withDatabase(state, { name: database, tables });
}

export function withDatabase(state: State, database: Database): State {
  return { ...state, databases: new Map([...state.databases, [database.name, database]]) };
}

/** Reads a data directory; undefined when there is no database in it. */
export function* loadState(sys: Sys, folder: string): Task<State | undefined> {
  const users = yield* readJson(sys, `${folder}/${USERS}`);
  if (users === undefined) return undefined;
  const accounts = Array.isArray(users) ? users.filter(isAccount) : [];
  const databases = new Map<string, Database>();
  for (const { name, kind } of sys.readdir(folder)) {
    if (kind !== 'directory' || systemDatabases.includes(name) || name.startsWith('#')) continue;
    const database = nameOfFile(name);
    const tables = new Map<string, Table>();
    for (const file of sys.readdir(`${folder}/${name}`)) {
      if (!file.name.endsWith(SUFFIX)) continue;
      const table = yield* readJson(sys, `${folder}/${name}/${file.name}`);
      if (isTable(table)) tables.set(table.name, table);
    }
    databases.set(database, { name: database, tables });
  }
  return { databases, accounts };
}

/** Writes what is different between two states into a data directory. */
export function* saveChanges(sys: Sys, folder: string, before: State | undefined, after: State): Task<void> {
  if (before?.accounts !== after.accounts) yield* writeJson(sys, `${folder}/${USERS}`, after.accounts);
  for (const [name, database] of before?.databases ?? []) {
    const kept = after.databases.get(name);
    for (const table of database.tables.keys())
      if (!kept?.tables.has(table)) sys.unlink(`${folder}/${fileOfName(name)}/${fileOfName(table)}${SUFFIX}`);
    if (!kept) sys.rmdir(`${folder}/${fileOfName(name)}`);
  }
  for (const [name, database] of after.databases) {
    const old = before?.databases.get(name);
    if (!old) makeFolder(sys, `${folder}/${fileOfName(name)}`);
    for (const [tableName, table] of database.tables) {
      if (old?.tables.get(tableName) !== table)
        yield* writeJson(sys, `${folder}/${fileOfName(name)}/${fileOfName(tableName)}${SUFFIX}`, table);
    }
  }
}

/** Characters that are not plain in file names are written as `@002f`, as the server does it. */
function fileOfName(name: string): string {
  return name.replace(/[^\w$\u0080-\uffff-]/g, char => `@${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function nameOfFile(file: string): string {
  return file.replace(/@([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** The files of the server itself, so that a data directory looks like one. */
export function* makeDataDirectory(sys: Sys, folder: string): Task<void> {
  for (const name of ['mysql', 'performance_schema', 'sys', '#innodb_redo', '#innodb_temp']) makeFolder(sys, `${folder}/${name}`);
  for (const name of [
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
  ]) {
    sys.close(sys.open(`${folder}/${name}`, { write: true, create: true, mode: 0o640 }));
  }
  yield* writeText(sys, `${folder}/auto.cnf`, `[auto]\nserver-uuid=${uuid(sys.random.hex(32))}\n`);
  yield* saveChanges(sys, folder, undefined, initialState());
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function makeFolder(sys: Sys, path: string): void {
  try {
    sys.mkdir(path, 0o750);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  }
}

/** The first line names the format, so that a later one can be told apart. */
function* readJson(sys: Sys, path: string): Task<unknown> {
  let text: string;
  try {
    text = yield* readText(sys, path);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
  if (!text.startsWith(`${FORMAT}\n`)) return undefined;
  const value: unknown = JSON.parse(text.slice(FORMAT.length + 1));
  return value;
}

function* writeJson(sys: Sys, path: string, value: unknown): Task<void> {
  yield* writeText(sys, path, `${FORMAT}\n${JSON.stringify(value)}\n`);
}

function* writeText(sys: Sys, path: string, text: string): Task<void> {
  const fd = sys.open(path, { write: true, create: true, truncate: true, mode: 0o640 });
  try {
    yield* sys.write(fd, encodeUtf8(text));
  } finally {
    sys.close(fd);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isAccount(value: unknown): value is Account {
  return (
    isRecord(value) &&
    typeof value['user'] === 'string' &&
    typeof value['host'] === 'string' &&
    typeof value['passwordHash'] === 'string' &&
    isRecord(value['grants'])
  );
}

function isTable(value: unknown): value is Table {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    Array.isArray(value['columns']) &&
    Array.isArray(value['rows']) &&
    typeof value['nextId'] === 'number'
  );
}
