import type { Dialect } from '../dialect.js';
import type { Environment, Plan } from '../query/compiled.js';
import type { Context, ResultSet } from '../query/context.js';
import type { Query, TableName } from '../sql/ast.js';
import type { Account, Catalog } from '../storage/catalog.js';
import type { StoredTable } from '../storage/rows.js';
import type { Transaction } from '../storage/transaction.js';
import type { Row } from '../values/value.js';

/** What a statement comes to. */
export type Outcome =
  | { readonly kind: 'rows'; readonly result: ResultSet }
  | {
      readonly kind: 'ok';
      readonly affected: number;
      /** What clients hear. */
      readonly lastInsertId: bigint;
      /** What LAST_INSERT_ID() is from now on, unless it is zero. */
      readonly generated?: bigint;
      readonly info: string;
    }
  | { readonly kind: 'use'; readonly database: string }
  | { readonly kind: 'shutdown' };

export function done(affected = 0, info = '', lastInsertId = 0n): Outcome {
  return { kind: 'ok', affected, lastInsertId, info };
}

/** Thrown where a statement has to wait for a lock that a session holds. */
export class LockWait extends Error {
  override readonly name = 'LockWait';
  readonly holder: number;

  constructor(holder: number) {
    super('waits for a lock');
    this.holder = holder;
  }
}

/** What running statements may do: of one session, for one statement. */
export interface Workspace {
  readonly catalog: Catalog;
  readonly dialect: Dialect;
  readonly context: Context;
  readonly environment: Environment;
  readonly transaction: Transaction;
  readonly account: Account;
  readonly database: string | undefined;
  readonly nowMs: number;
  readonly plan: (query: Query) => Plan;
  /** The table of a name, with the right to do something with it; throws SqlError, LockWait. */
  readonly open: (name: TableName, privilege: string) => StoredTable;
  readonly need: (privilege: string, database: string, table?: string) => void;
  readonly temporary: Map<string, StoredTable>;
  /** Nobody else may change the row until the transaction ends; throws LockWait. */
  readonly lock: (table: StoredTable, id: number) => void;
  /** Nobody else may have an uncommitted row with the same keys; throws LockWait. */
  readonly lockKeys: (table: StoredTable, row: Row) => void;
  /** Nobody else may use the table while its definition changes; throws LockWait. */
  readonly lockDefinition: (table: StoredTable) => void;
  readonly isStrict: boolean;
  readonly checksForeignKeys: boolean;
}
