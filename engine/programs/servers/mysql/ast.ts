/** SQL as data. */

export type SqlValue = string | number | null;

export type Expression =
  | { readonly kind: 'literal'; readonly value: SqlValue }
  | { readonly kind: 'column'; readonly table: string | undefined; readonly name: string }
  | { readonly kind: 'star'; readonly table: string | undefined }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: 'not' | '-'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'in'; readonly operand: Expression; readonly items: readonly Expression[]; readonly negated: boolean }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
    }
  | { readonly kind: 'is-null'; readonly operand: Expression; readonly negated: boolean }
  | {
      readonly kind: 'case';
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly fallback: Expression | undefined;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly distinct: boolean };

export interface TableName {
  readonly database: string | undefined;
  readonly name: string;
}

export interface ColumnDefinition {
  readonly name: string;
  /** As DESCRIBE shows it: `varchar(20)`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly key: '' | 'PRI' | 'UNI' | 'MUL';
  readonly autoIncrement: boolean;
  /** Undefined: none was given. */
  readonly fallback: Expression | undefined;
  readonly onUpdateNow: boolean;
}

export interface SelectItem {
  readonly expression: Expression;
  readonly label: string;
}

export interface Source {
  readonly table: TableName;
  readonly alias: string;
  readonly join: 'inner' | 'left' | 'cross';
  readonly on: Expression | undefined;
}

export interface Order {
  readonly expression: Expression;
  readonly descending: boolean;
}

export interface Select {
  readonly kind: 'select';
  readonly items: readonly SelectItem[];
  readonly distinct: boolean;
  readonly sources: readonly Source[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[];
  readonly having: Expression | undefined;
  readonly orderBy: readonly Order[];
  readonly limit: number | undefined;
  readonly offset: number;
}

export interface Assignment {
  readonly column: string;
  readonly value: Expression;
}

/** 'name'@'host' */
export interface AccountName {
  readonly user: string;
  readonly host: string;
}

export type TableChange =
  | { readonly kind: 'add'; readonly column: ColumnDefinition }
  | { readonly kind: 'drop'; readonly name: string }
  | { readonly kind: 'modify'; readonly name: string; readonly column: ColumnDefinition }
  | { readonly kind: 'rename'; readonly to: TableName };

export type Statement =
  | Select
  | {
      readonly kind: 'show';
      readonly what: 'databases' | 'tables' | 'variables' | 'status' | 'processlist' | 'warnings' | 'engines';
      readonly database: string | undefined;
      readonly like: string | undefined;
    }
  | { readonly kind: 'show-grants'; readonly account: AccountName | undefined }
  | { readonly kind: 'describe'; readonly table: TableName }
  | { readonly kind: 'show-create'; readonly table: TableName }
  | { readonly kind: 'use'; readonly database: string }
  | { readonly kind: 'create-database'; readonly name: string; readonly ifNotExists: boolean }
  | { readonly kind: 'drop-database'; readonly name: string; readonly ifExists: boolean }
  | {
      readonly kind: 'create-table';
      readonly table: TableName;
      readonly ifNotExists: boolean;
      readonly columns: readonly ColumnDefinition[];
    }
  | { readonly kind: 'alter-table'; readonly table: TableName; readonly changes: readonly TableChange[] }
  | { readonly kind: 'drop-table'; readonly tables: readonly TableName[]; readonly ifExists: boolean }
  | { readonly kind: 'truncate'; readonly table: TableName }
  | {
      readonly kind: 'insert';
      readonly table: TableName;
      readonly columns: readonly string[] | undefined;
      readonly rows: readonly (readonly Expression[])[];
      readonly select: Select | undefined;
      readonly replace: boolean;
      readonly ignore: boolean;
    }
  | {
      readonly kind: 'update';
      readonly table: TableName;
      readonly assignments: readonly Assignment[];
      readonly where: Expression | undefined;
      readonly orderBy: readonly Order[];
      readonly limit: number | undefined;
    }
  | {
      readonly kind: 'delete';
      readonly table: TableName;
      readonly where: Expression | undefined;
      readonly orderBy: readonly Order[];
      readonly limit: number | undefined;
    }
  | {
      readonly kind: 'create-user';
      readonly accounts: readonly { readonly account: AccountName; readonly password: string | undefined }[];
      readonly ifNotExists: boolean;
    }
  | {
      readonly kind: 'alter-user';
      readonly accounts: readonly { readonly account: AccountName | undefined; readonly password: string | undefined }[];
    }
  | { readonly kind: 'drop-user'; readonly accounts: readonly AccountName[]; readonly ifExists: boolean }
  | {
      readonly kind: 'grant';
      readonly privileges: readonly string[];
      readonly on: TableName;
      readonly accounts: readonly AccountName[];
      readonly revoke: boolean;
      readonly withGrant: boolean;
    }
  | { readonly kind: 'transaction'; readonly verb: 'begin' | 'commit' | 'rollback' }
  | { readonly kind: 'set'; readonly name: string; readonly value: Expression }
  /** Changes nothing that can be seen: FLUSH PRIVILEGES, LOCK TABLES. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'shutdown' };
