import type { Dialect } from '../dialect.js';
import type { TableName } from '../sql/ast.js';
import type { SqlError } from '../sql-error.js';
import type { ColumnType } from '../values/column-type.js';
import type { DateTime } from '../values/temporal.js';
import type { Row, Value } from '../values/value.js';

/** A column of what can be read from: a table, a view, the result of a query. */
export interface RelationColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** For clients: what the column is in its table. */
  readonly key?: 'PRI' | 'UNI' | 'MUL' | undefined;
  readonly autoIncrement?: boolean | undefined;
}

export interface Relation {
  readonly database: string;
  readonly name: string;
  readonly columns: readonly RelationColumn[];
  readonly rows: () => readonly Row[];
  /** Names of columns that tell rows apart: of the primary key and unique keys that are never null. */
  readonly identifiers: readonly (readonly string[])[];
  /** First columns of its keys. */
  readonly indexed: ReadonlySet<string>;
}

export interface SessionFacts {
  readonly user: string;
  readonly currentUser: string;
  readonly database: string | undefined;
  readonly connectionId: number;
  readonly lastInsertId: bigint;
  readonly rowCount: bigint;
  readonly foundRows: bigint;
  readonly role: string | null;
}

/** What a statement sees of the server while it runs. */
export interface Context {
  readonly dialect: Dialect;
  readonly facts: SessionFacts;
  readonly parameters: readonly Value[];
  readonly userVariables: Map<string, Value>;
  /** The collation of constants. */
  readonly collation: string;
  /** The statement's moment. */
  readonly now: DateTime;
  readonly systemVariable: (name: string, scope: 'global' | 'session' | undefined) => Value;
  readonly hasMode: (mode: string) => boolean;
  readonly random: () => number;
  /** Counts work; throws when a statement takes too much of it. */
  readonly step: (count: number) => void;
  readonly warn: (error: SqlError) => void;
  /** Waits after the statement. */
  readonly sleep: (seconds: number) => void;
  readonly lockName: (verb: 'get' | 'release' | 'free' | 'used', name: string) => Value;
  /** The table or view of a name; throws SqlError. */
  readonly relation: (name: TableName, plan: ViewPlanner) => Relation;
}

/** Makes a relation of a view's query. */
export type ViewPlanner = (sql: string, database: string, name: string, columns: readonly string[] | undefined) => Relation;

/** One row that expressions look at, with those of the queries around. */
export interface Frame {
  readonly row: Row;
  /** Values of aggregates and window functions. */
  readonly slots: readonly Value[];
  readonly parent: Frame | undefined;
}

export const noFrame: Frame = { row: [], slots: [], parent: undefined };

export interface ResultColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Where the column comes from, for clients. */
  readonly origin:
    | { readonly database: string; readonly table: string; readonly alias: string; readonly column: RelationColumn }
    | undefined;
}

export interface ResultSet {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly Row[];
}
