import { sqlErrors } from '../sql-error.js';
import type { TableName } from '../sql/ast.js';
import type { Row } from '../values/value.js';
import type { TableDefinition } from './definition.js';
import { StoredTable, type StoredDatabase, type StoredView } from './rows.js';

export interface Account {
  readonly user: string;
  readonly host: string;
  /** Hexadecimal SHA1(SHA1(password)); empty without one, `!` for nobody. */
  readonly passwordHash: string;
  /** `database.table` (with `*`) → privileges. */
  readonly grants: Readonly<Record<string, readonly string[]>>;
  /** Scopes with GRANT OPTION. */
  readonly grantable: readonly string[];
  readonly isRole?: boolean;
  readonly roles?: readonly string[];
  readonly defaultRoles?: readonly string[];
  readonly expired?: boolean;
  readonly locked?: boolean;
}

export const systemDatabases: readonly string[] = ['information_schema', 'mysql', 'performance_schema', 'sys'];

/** Everything that the server keeps. */
export class Catalog {
  readonly databases = new Map<string, StoredDatabase>();
  accounts: readonly Account[] = [];
  #nextUid = 1;
  /** Databases and tables whose files are older than what is here. */
  readonly changedTables = new Set<StoredTable>();
  schemaVersion = 0;

  table(database: string, name: string): StoredTable | undefined {
    return this.databases.get(database)?.tables.get(name);
  }

  view(database: string, name: string): StoredView | undefined {
    return this.databases.get(database)?.views.get(name);
  }

  *tables(): Iterable<StoredTable> {
    for (const database of this.databases.values()) yield* database.tables.values();
  }

  /** The name with its database; throws SqlError where there is none. */
  qualify({ database, name }: TableName, current: string | undefined): { readonly database: string; readonly name: string } {
    const where = database ?? current;
    if (where === undefined) throw sqlErrors.noDatabase();
    if (!this.databases.has(where) && !systemDatabases.includes(where.toLowerCase())) throw sqlErrors.unknownDatabase(where);
    return { database: where, name };
  }

  newTable(
    database: string,
    definition: TableDefinition,
    facts: { readonly createdAt: number; readonly rows?: ReadonlyMap<number, Row>; readonly nextId?: bigint; readonly temporary?: boolean },
  ): StoredTable {
    return new StoredTable(database, definition, { uid: this.#nextUid++, ...facts });
  }

  /** Tables get numbers above those that files know. */
  skipUids(until: number): void {
    this.#nextUid = Math.max(this.#nextUid, until + 1);
  }

  put(table: StoredTable): void {
    this.databases.get(table.database)?.tables.set(table.name, table);
    this.changedTables.add(table);
    this.schemaVersion++;
  }

  remove(table: StoredTable): void {
    this.databases.get(table.database)?.tables.delete(table.name);
    this.changedTables.delete(table);
    this.schemaVersion++;
  }
}

/** The accounts of a fresh data directory: root without a password, and some that nobody can use. */
export function firstAccounts(): readonly Account[] {
  const locked = ['mysql.infoschema', 'mysql.session', 'mysql.sys'].map(
    (user): Account => ({ user, host: 'localhost', passwordHash: '!', grants: {}, grantable: [], locked: true }),
  );
  return [...locked, { user: 'root', host: 'localhost', passwordHash: '', grants: { '*.*': ['ALL PRIVILEGES'] }, grantable: ['*.*'] }];
}
