import type { ColumnType } from '../values/column-type.js';
import type { TableName, Expression, Order, SelectItem, TableReference, Query } from './query-ast.js';

export type {
  TableName,
  TruthTest,
  Expression,
  Call,
  FrameBound,
  Window,
  Order,
  SelectItem,
  TableReference,
  Join,
  Select,
  SetOperation,
  QueryBody,
  CommonTable,
  Query,
} from './query-ast.js';

/** Statements as data. */

export interface ColumnDefinition {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly autoIncrement: boolean;
  /** Undefined: none was given. */
  readonly fallback: Expression | undefined;
  readonly onUpdateNow: boolean;
  readonly comment: string;
  readonly generated: { readonly expression: Expression; readonly stored: boolean } | undefined;
}

export interface KeyPart {
  readonly column: string;
  readonly length: number | undefined;
  readonly descending: boolean;
}

export interface KeyDefinition {
  readonly kind: 'primary' | 'unique' | 'key' | 'fulltext';
  readonly name: string | undefined;
  readonly parts: readonly KeyPart[];
}

export type ReferenceAction = 'restrict' | 'cascade' | 'set null' | 'no action' | 'set default';

export interface ForeignKeyDefinition {
  readonly name: string | undefined;
  readonly columns: readonly string[];
  readonly table: TableName;
  readonly references: readonly string[];
  readonly onDelete: ReferenceAction | undefined;
  readonly onUpdate: ReferenceAction | undefined;
}

export interface CheckDefinition {
  readonly name: string | undefined;
  readonly expression: Expression;
  /** The column that it was written at. */
  readonly column: string | undefined;
}

export interface TableOptions {
  readonly engine?: string | undefined;
  readonly collation?: string | undefined;
  readonly comment?: string | undefined;
  readonly autoIncrement?: number | undefined;
}

export interface TableElements {
  readonly columns: readonly ColumnDefinition[];
  readonly keys: readonly KeyDefinition[];
  readonly foreignKeys: readonly ForeignKeyDefinition[];
  readonly checks: readonly CheckDefinition[];
}

export interface Assignment {
  readonly table: string | undefined;
  readonly column: string;
  readonly value: Expression;
}

/** 'name'@'host' */
export interface AccountName {
  readonly user: string;
  readonly host: string;
}

export type Place = { readonly kind: 'first' } | { readonly kind: 'after'; readonly column: string } | undefined;

export type TableChange =
  | { readonly kind: 'add-column'; readonly elements: TableElements; readonly place: Place; readonly ifNotExists: boolean }
  | { readonly kind: 'drop-column'; readonly name: string; readonly ifExists: boolean }
  | { readonly kind: 'change-column'; readonly name: string; readonly elements: TableElements; readonly place: Place }
  | { readonly kind: 'rename-column'; readonly from: string; readonly to: string }
  | { readonly kind: 'default'; readonly name: string; readonly fallback: Expression | undefined }
  | { readonly kind: 'add'; readonly elements: TableElements }
  | { readonly kind: 'drop-key'; readonly name: string }
  | { readonly kind: 'drop-foreign-key'; readonly name: string }
  | { readonly kind: 'drop-check'; readonly name: string }
  | { readonly kind: 'rename-key'; readonly from: string; readonly to: string }
  | { readonly kind: 'rename'; readonly to: TableName }
  | { readonly kind: 'convert'; readonly collation: string }
  | { readonly kind: 'options'; readonly options: TableOptions }
  | { readonly kind: 'keys'; readonly enabled: boolean };

export interface AccountSpec {
  /** Undefined: whoever asks. */
  readonly account: AccountName | undefined;
  readonly password: string | undefined;
  /** A hash as mysql_native_password keeps it: `*94BD…`. */
  readonly hash: string | undefined;
  readonly plugin: string | undefined;
}

export interface GrantedPrivilege {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Insert {
  readonly kind: 'insert';
  readonly table: TableName;
  readonly columns: readonly string[] | undefined;
  readonly rows: readonly (readonly (Expression | 'default')[])[];
  readonly query: Query | undefined;
  readonly replace: boolean;
  readonly ignore: boolean;
  readonly onDuplicate: readonly Assignment[];
  /** `VALUES (…) AS new`. */
  readonly rowAlias: string | undefined;
  readonly returning: readonly SelectItem[];
}

export interface Update {
  readonly kind: 'update';
  readonly from: TableReference;
  readonly assignments: readonly Assignment[];
  readonly where: Expression | undefined;
  readonly orderBy: readonly Order[];
  readonly limit: Expression | undefined;
  readonly ignore: boolean;
}

export interface Delete {
  readonly kind: 'delete';
  /** Aliases or names of the tables whose rows go. */
  readonly targets: readonly TableName[];
  readonly from: TableReference;
  readonly where: Expression | undefined;
  readonly orderBy: readonly Order[];
  readonly limit: Expression | undefined;
  readonly returning: readonly SelectItem[];
}

export interface CreateTable {
  readonly kind: 'create-table';
  readonly table: TableName;
  readonly temporary: boolean;
  readonly ifNotExists: boolean;
  readonly replace: boolean;
  readonly elements: TableElements;
  readonly options: TableOptions;
  readonly like: TableName | undefined;
  readonly query: Query | undefined;
}

export type ShowKind =
  | 'databases'
  | 'tables'
  | 'columns'
  | 'index'
  | 'variables'
  | 'status'
  | 'processlist'
  | 'warnings'
  | 'errors'
  | 'engines'
  | 'table-status'
  | 'charset'
  | 'collation'
  | 'privileges'
  | 'plugins'
  | 'open-tables'
  | 'triggers'
  | 'events'
  | 'procedure-status'
  | 'function-status'
  | 'binary-logs'
  | 'master-status'
  | 'slave-status'
  | 'engine-status';

export type SetItem =
  | { readonly kind: 'user'; readonly name: string; readonly value: Expression }
  | {
      readonly kind: 'system';
      readonly scope: 'global' | 'session' | undefined;
      readonly name: string;
      readonly value: Expression | 'default';
    }
  | { readonly kind: 'names'; readonly charset: string; readonly collation: string | undefined }
  | { readonly kind: 'password'; readonly account: AccountName | undefined; readonly password: string }
  | { readonly kind: 'isolation'; readonly level: string; readonly scope: 'global' | 'session' | undefined };

export type Statement =
  | Query
  | Insert
  | Update
  | Delete
  | CreateTable
  | {
      readonly kind: 'show';
      readonly what: ShowKind;
      readonly full: boolean;
      readonly scope: 'global' | 'session';
      readonly database: string | undefined;
      readonly table: TableName | undefined;
      readonly like: string | undefined;
      readonly where: Expression | undefined;
    }
  | { readonly kind: 'show-count'; readonly what: 'warnings' | 'errors' }
  | { readonly kind: 'show-grants'; readonly account: AccountName | undefined }
  | { readonly kind: 'show-create'; readonly what: 'table' | 'view' | 'database'; readonly name: TableName; readonly ifNotExists: boolean }
  | { readonly kind: 'show-create-user'; readonly account: AccountName | undefined }
  | { readonly kind: 'explain'; readonly statement: Statement; readonly format: string }
  | { readonly kind: 'use'; readonly database: string }
  | { readonly kind: 'create-database'; readonly name: string; readonly ifNotExists: boolean; readonly collation: string | undefined }
  | { readonly kind: 'alter-database'; readonly name: string | undefined; readonly collation: string | undefined }
  | { readonly kind: 'drop-database'; readonly name: string; readonly ifExists: boolean }
  | { readonly kind: 'alter-table'; readonly table: TableName; readonly changes: readonly TableChange[]; readonly isIndex: boolean }
  | { readonly kind: 'rename-tables'; readonly renames: readonly { readonly from: TableName; readonly to: TableName }[] }
  | { readonly kind: 'drop-table'; readonly tables: readonly TableName[]; readonly ifExists: boolean; readonly temporary: boolean }
  | { readonly kind: 'truncate'; readonly table: TableName }
  | {
      readonly kind: 'create-view';
      readonly name: TableName;
      readonly columns: readonly string[] | undefined;
      readonly query: Query;
      readonly replace: boolean;
    }
  | { readonly kind: 'drop-view'; readonly names: readonly TableName[]; readonly ifExists: boolean }
  | { readonly kind: 'create-user'; readonly accounts: readonly AccountSpec[]; readonly ifNotExists: boolean; readonly isRole: boolean }
  | {
      readonly kind: 'alter-user';
      readonly accounts: readonly AccountSpec[];
      readonly ifExists: boolean;
      readonly expire: boolean | undefined;
      readonly locked: boolean | undefined;
    }
  | { readonly kind: 'drop-user'; readonly accounts: readonly AccountName[]; readonly ifExists: boolean; readonly isRole: boolean }
  | { readonly kind: 'rename-user'; readonly renames: readonly { readonly from: AccountName; readonly to: AccountName }[] }
  | {
      readonly kind: 'grant';
      readonly privileges: readonly GrantedPrivilege[];
      readonly on: TableName;
      readonly accounts: readonly AccountSpec[];
      readonly revoke: boolean;
      readonly withGrant: boolean;
    }
  | {
      readonly kind: 'grant-role';
      readonly roles: readonly AccountName[];
      readonly accounts: readonly AccountName[];
      readonly revoke: boolean;
    }
  | { readonly kind: 'set-role'; readonly roles: readonly AccountName[] | 'all' | 'none' | 'default' }
  | { readonly kind: 'default-role'; readonly roles: readonly AccountName[] | 'all' | 'none'; readonly accounts: readonly AccountName[] }
  | { readonly kind: 'begin'; readonly readOnly: boolean }
  | { readonly kind: 'commit' | 'rollback' }
  | { readonly kind: 'savepoint' | 'release-savepoint' | 'rollback-to'; readonly name: string }
  | {
      readonly kind: 'lock-tables';
      readonly locks: readonly { readonly table: TableName; readonly alias: string; readonly write: boolean }[];
    }
  | { readonly kind: 'unlock-tables' }
  | { readonly kind: 'set'; readonly items: readonly SetItem[] }
  | { readonly kind: 'prepare'; readonly name: string; readonly source: string | { readonly variable: string } }
  | { readonly kind: 'execute'; readonly name: string; readonly variables: readonly string[] }
  | { readonly kind: 'deallocate'; readonly name: string }
  | { readonly kind: 'kill'; readonly id: Expression; readonly queryOnly: boolean }
  | {
      readonly kind: 'maintain';
      readonly verb: 'analyze' | 'check' | 'optimize' | 'repair' | 'checksum';
      readonly tables: readonly TableName[];
    }
  | { readonly kind: 'do'; readonly expressions: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: TableName }
  | { readonly kind: 'load-data'; readonly local: boolean; readonly file: string }
  | { readonly kind: 'flush' }
  | { readonly kind: 'shutdown' };
