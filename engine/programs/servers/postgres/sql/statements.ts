import type { RoutineStatement } from './routine-statements.js';
import type { Deferral } from './parse-deferral.js';
import type { Delete, Expr, Insert, Query, TypeName, Update } from './ast.js';

/** FETCH: absolute counts from the first row, relative from where the cursor is; Infinity is ALL. */
export interface CursorStep {
  readonly from: 'forward' | 'backward' | 'absolute' | 'relative';
  readonly count: number;
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface ForeignKeyClause {
  readonly table: readonly string[];
  readonly columns: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly at: number;
}

export interface SequenceOptions {
  /** SEQUENCE NAME of an identity. */
  readonly name?: readonly string[];
  readonly type?: TypeName;
  readonly start?: bigint;
  readonly increment?: bigint;
  readonly min?: bigint | 'none';
  readonly max?: bigint | 'none';
  readonly cache?: bigint;
  readonly cycle?: boolean;
  readonly restart?: bigint | 'start';
  readonly ownedBy?: readonly string[];
}

/** What every constraint may say of itself. */
interface ConstraintHead extends Partial<Deferral> {
  readonly name?: string;
  readonly isNotValid?: boolean;
  readonly at: number;
}

export type ConstraintClause = ConstraintHead &
  (
    | {
        readonly kind: 'primary' | 'unique';
        readonly columns: readonly string[];
        readonly usingIndex?: string;
        readonly nullsNotDistinct?: boolean;
      }
    | { readonly kind: 'check'; readonly expression: Expr }
    | { readonly kind: 'foreign'; readonly columns: readonly string[]; readonly references: ForeignKeyClause }
    | { readonly kind: 'not null' | 'null' }
    | { readonly kind: 'default'; readonly expression: Expr }
    | { readonly kind: 'generated'; readonly expression: Expr }
    | { readonly kind: 'identity'; readonly always: boolean; readonly options: SequenceOptions }
  );

export interface ColumnClause {
  readonly name: string;
  readonly type: TypeName;
  readonly constraints: readonly ConstraintClause[];
  readonly at: number;
}

export type TableElement =
  | { readonly kind: 'column'; readonly column: ColumnClause }
  | { readonly kind: 'constraint'; readonly constraint: ConstraintClause }
  | { readonly kind: 'like'; readonly name: readonly string[]; readonly all: boolean; readonly at: number };

export type AlterTableAction =
  | { readonly kind: 'trigger' /** Undefined: all of them. */; readonly name?: string; readonly isEnabled: boolean }
  | { readonly kind: 'add-column'; readonly column: ColumnClause; readonly ifNotExists: boolean }
  | { readonly kind: 'drop-column'; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly kind: 'add-constraint'; readonly constraint: ConstraintClause }
  | { readonly kind: 'drop-constraint'; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly kind: 'set-default'; readonly column: string; readonly expression?: Expr }
  | { readonly kind: 'not-null'; readonly column: string; readonly isSet: boolean }
  | { readonly kind: 'type'; readonly column: string; readonly type: TypeName; readonly using?: Expr }
  | { readonly kind: 'identity'; readonly column: string; readonly always: boolean; readonly options: SequenceOptions }
  | { readonly kind: 'drop-identity'; readonly column: string; readonly ifExists: boolean }
  | { readonly kind: 'rename'; readonly to: string }
  | { readonly kind: 'rename-column'; readonly column: string; readonly to: string }
  | { readonly kind: 'rename-constraint'; readonly constraint: string; readonly to: string }
  | { readonly kind: 'owner'; readonly role: string }
  | { readonly kind: 'schema'; readonly schema: string }
  | { readonly kind: 'validate'; readonly name: string }
  | ({ readonly kind: 'alter-constraint'; readonly name: string } & Deferral);

export interface RoleOptions {
  readonly superuser?: boolean;
  readonly createDb?: boolean;
  readonly createRole?: boolean;
  readonly inherit?: boolean;
  readonly login?: boolean;
  readonly replication?: boolean;
  readonly bypassRls?: boolean;
  readonly connectionLimit?: number;
  /** null: PASSWORD NULL. */
  readonly password?: string | null;
  readonly validUntil?: string;
  readonly inRoles: readonly string[];
  readonly members: readonly string[];
}

export type ObjectKind =
  | 'table'
  | 'view'
  | 'materialized view'
  | 'sequence'
  | 'index'
  | 'schema'
  | 'type'
  | 'database'
  | 'role'
  | 'extension'
  | 'function';

export interface CopyStatement {
  readonly kind: 'copy';
  readonly table?: readonly string[];
  readonly columns: readonly { readonly name: string; readonly at: number }[];
  readonly query?: Query;
  readonly direction: 'from' | 'to';
  /** Undefined: the client. */
  readonly file?: string;
  readonly program?: boolean;
  readonly options: ReadonlyMap<string, string>;
  readonly at: number;
}

export type Statement = { readonly at: number } & (
  | Query
  | Insert
  | Update
  | Delete
  | CopyStatement
  | {
      readonly kind: 'create-table';
      readonly name: readonly string[];
      readonly elements: readonly TableElement[];
      readonly ifNotExists: boolean;
      readonly temporary: boolean;
      readonly unlogged: boolean;
    }
  | {
      readonly kind: 'create-table-as';
      readonly name: readonly string[];
      readonly columns: readonly string[];
      readonly query: Query;
      readonly ifNotExists: boolean;
      readonly temporary: boolean;
      readonly withData: boolean;
      readonly materialized: boolean;
      readonly text: string;
    }
  | {
      readonly kind: 'create-view';
      readonly name: readonly string[];
      readonly columns: readonly string[];
      readonly query: Query;
      readonly replace: boolean;
      readonly temporary: boolean;
      readonly text: string;
    }
  | {
      readonly kind: 'create-index';
      readonly name?: string;
      readonly table: readonly string[];
      readonly unique: boolean;
      readonly method: string;
      readonly columns: readonly { readonly expression: Expr; readonly descending: boolean; readonly nullsFirst: boolean }[];
      readonly include: readonly string[];
      readonly where?: Expr;
      readonly ifNotExists: boolean;
    }
  | {
      readonly kind: 'create-sequence';
      readonly name: readonly string[];
      readonly options: SequenceOptions;
      readonly ifNotExists: boolean;
      readonly temporary: boolean;
      readonly unlogged: boolean;
    }
  | { readonly kind: 'alter-sequence'; readonly name: readonly string[]; readonly options: SequenceOptions; readonly ifExists: boolean }
  | { readonly kind: 'create-schema'; readonly name: string; readonly owner?: string; readonly ifNotExists: boolean }
  | { readonly kind: 'create-enum'; readonly name: readonly string[]; readonly labels: readonly string[] }
  | {
      readonly kind: 'alter-enum';
      readonly name: readonly string[];
      readonly label: string;
      readonly before?: string;
      readonly after?: string;
      readonly ifNotExists: boolean;
    }
  | { readonly kind: 'create-database'; readonly name: string; readonly options: ReadonlyMap<string, string> }
  | { readonly kind: 'create-extension'; readonly name: string; readonly ifNotExists: boolean }
  | { readonly kind: 'create-role'; readonly name: string; readonly options: RoleOptions; readonly isUser: boolean }
  | { readonly kind: 'alter-role'; readonly name: string; readonly options: RoleOptions }
  | {
      readonly kind: 'rename';
      readonly what: ObjectKind;
      readonly name: readonly string[];
      readonly to: string;
      readonly ifExists: boolean;
    }
  | { readonly kind: 'owner'; readonly what: ObjectKind; readonly name: readonly string[]; readonly role: string }
  | {
      readonly kind: 'alter-table';
      readonly what: ObjectKind;
      readonly name: readonly string[];
      readonly actions: readonly AlterTableAction[];
      readonly ifExists: boolean;
    }
  | {
      readonly kind: 'drop';
      readonly what: ObjectKind;
      readonly names: readonly (readonly string[])[];
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: 'truncate'; readonly tables: readonly (readonly string[])[]; readonly restart: boolean; readonly cascade: boolean }
  | {
      readonly kind: 'grant';
      readonly isGrant: boolean;
      /** Undefined: ALL. */
      readonly privileges?: readonly string[];
      readonly on: 'table' | 'sequence' | 'schema' | 'database' | 'all tables' | 'all sequences' | 'function' | 'type';
      readonly names: readonly (readonly string[])[];
      readonly roles: readonly string[];
      readonly withGrantOption: boolean;
    }
  | { readonly kind: 'grant-role'; readonly isGrant: boolean; readonly roles: readonly string[]; readonly members: readonly string[] }
  | {
      readonly kind: 'comment';
      readonly what: string;
      /** Of a column, a constraint or a trigger: the table's name, then its own. */
      readonly name: readonly string[];
      /** Of a function or procedure, where they are given. */
      readonly args?: readonly TypeName[];
      readonly text: string | null;
    }
  | { readonly kind: 'begin'; readonly isolation?: string; readonly readOnly?: boolean; readonly word: 'BEGIN' | 'START TRANSACTION' }
  | { readonly kind: 'commit' | 'rollback'; readonly chain: boolean }
  | { readonly kind: 'savepoint' | 'release' | 'rollback-to'; readonly name: string }
  | { readonly kind: 'set'; readonly scope: 'session' | 'local'; readonly name: string; readonly values?: readonly string[] }
  | { readonly kind: 'set-transaction'; readonly isolation?: string; readonly readOnly?: boolean; readonly session: boolean }
  | { readonly kind: 'set-constraints' /** Undefined: ALL. */; readonly names?: readonly (readonly string[])[]; readonly deferred: boolean }
  | { readonly kind: 'reset'; readonly name: string }
  | { readonly kind: 'show'; readonly name: string }
  | {
      readonly kind: 'alter-setting';
      readonly on: 'system' | 'database' | 'role';
      readonly target: string;
      readonly name: string;
      readonly values?: readonly string[];
    }
  | {
      readonly kind: 'prepare';
      readonly name: string;
      readonly types: readonly TypeName[];
      readonly statement: Statement;
      readonly text: string;
    }
  | { readonly kind: 'execute'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly kind: 'deallocate'; readonly name?: string }
  | {
      readonly kind: 'explain';
      readonly statement: Statement;
      readonly analyze: boolean;
      readonly costs: boolean;
      readonly timing: boolean;
    }
  | { readonly kind: 'declare'; readonly name: string; readonly query: Query; readonly hold: boolean }
  | { readonly kind: 'fetch'; readonly name: string; readonly step: CursorStep; readonly move: boolean }
  | { readonly kind: 'close'; readonly name?: string }
  | { readonly kind: 'lock'; readonly tables: readonly (readonly string[])[]; readonly mode: string; readonly nowait: boolean }
  | { readonly kind: 'notify'; readonly channel: string; readonly payload: string }
  | { readonly kind: 'listen' | 'unlisten'; readonly channel: string }
  | { readonly kind: 'discard'; readonly what: string }
  | {
      readonly kind: 'maintenance';
      readonly tag: 'VACUUM' | 'ANALYZE' | 'REINDEX' | 'CHECKPOINT' | 'CLUSTER';
      readonly names: readonly (readonly string[])[];
    }
  | { readonly kind: 'refresh'; readonly name: readonly string[] }
  | RoutineStatement
  | { readonly kind: 'not-simulated'; readonly what: string }
);

/** The statements of one kind. */
export type StatementOf<K extends Statement['kind']> = Extract<Statement, { kind: K }>;
