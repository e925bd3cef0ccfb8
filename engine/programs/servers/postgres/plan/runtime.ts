import type { Yielded } from '../../../../core/task.js';
import { RESCHEDULE } from '../../../../core/task.js';
import { notSimulated } from '../pg-error.js';
import type { FunctionSpec } from '../functions/registry.js';
import type { Catalog, Globals, Relation, Trigger } from '../storage/catalog.js';
import type { Cluster, Database } from '../storage/cluster.js';
import type { Tx, View } from '../storage/transaction.js';
import type { Collation } from '../values/collation.js';
import type { TextContext } from '../values/text-io.js';
import type { PgType } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';

/** What a statement is about the session that runs it. */
export interface SessionAccess {
  readonly cluster: Cluster;
  readonly database: Database;
  readonly databaseName: string;
  readonly pid: number;
  /** Who the session acts as, and who logged in. */
  readonly userOid: number;
  readonly userName: string;
  readonly sessionUser: string;
  readonly clientAddress: string | undefined;
  readonly clientPort: number;
  readonly serverAddress: string | undefined;
  readonly serverPort: number;
  readonly version: string;
  readonly startedAt: number;
  readonly transaction: { readonly isReadOnly: boolean } | undefined;
  /** As this transaction sees them. */
  catalog(): Catalog;
  globals(): Globals;
  /** Numbers of the schemas in which names are looked for, pg_catalog included. */
  searchPath(): readonly number[];
  typeByOid(oid: number): PgType | undefined;
  setting(name: string): string | undefined;
  setSetting(name: string, value: string, isLocal: boolean): void;
  settings(): readonly {
    readonly name: string;
    readonly value: string;
    readonly description: string;
    readonly unit?: string | undefined;
    readonly source: string;
  }[];
  random(): number;
  seedRandom(seed: number): void;
  /** Microseconds since 1970. */
  clock(): number;
  /** The moment of the host's clock that is so far away. */
  instantAfter(ms: number): number;
  readonly transactionTime: number;
  readonly statementTime: number;
  readonly text: TextContext;
  readonly collation: Collation;
  readonly sequences: SequenceAccess;
  readonly routines: RoutineAccess;
  /** Whether the acting role may do this; names are those of has_table_privilege. */
  mayUse(relation: Relation, privilege: string, roleOid?: number): boolean;
  isMember(role: number, of: number): boolean;
  preparedStatements(): readonly { readonly name: string; readonly text: string; readonly parameters: readonly PgType[] }[];
  cancelBackend(pid: number, signal: 'SIGINT' | 'SIGTERM'): boolean;
  reloadConfiguration(): void;
  currentXid(assign: boolean): number | undefined;
  notice(severity: 'NOTICE' | 'WARNING' | 'INFO', message: string): void;
}

/** Functions and triggers that somebody has made. */
export interface RoutineAccess {
  /** The functions that a name may mean, in the order of the search path. */
  find(path: readonly string[]): readonly FunctionSpec[];
  /** Whether a name is that of a procedure, which only CALL may call. */
  isProcedure(path: readonly string[]): boolean;
  /** Calls the function of a trigger: the row that it gives back; undefined for none. */
  fire(trigger: Trigger, event: FiredEvent, runtime: Runtime): Generator<Yielded, Row | undefined, unknown>;
}

/** What makes a trigger go off. */
export interface FiredEvent {
  readonly operation: 'INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE';
  readonly relation: Relation;
  /** Of a row: as it was, and as it is to be. */
  readonly old?: Row | undefined;
  readonly now?: Row | undefined;
}

/** nextval, currval, lastval and setval of a session. */
export interface SequenceAccess {
  next(relation: Relation): bigint;
  current(relation: Relation): bigint;
  latest(): bigint;
  set(relation: Relation, value: bigint, called: boolean): void;
}

/** How many steps of work are done before others get their turn. */
const STEPS_PER_PAUSE = 256;
/** How many such pauses a query inside an expression may skip. */
const MOST_DEBT = 8000;

export const PAUSE: Yielded = RESCHEDULE;

/** Rows that are made when they are asked for, with waits between them. */
export type RowStream = Generator<Row | Yielded, void, unknown>;

export function isRow(item: Row | Yielded): item is Row {
  return Array.isArray(item);
}

/** All rows of a stream, kept in memory. */
export function* collectRows(rows: RowStream, runtime: Runtime): Generator<Yielded, Row[], unknown> {
  const all: Row[] = [];
  for (const item of rows) {
    if (isRow(item)) {
      runtime.hold(item);
      all.push(item);
    } else yield item;
  }
  return all;
}

/** What an execution of a statement carries along. */
export class Runtime {
  readonly session: SessionAccess;
  readonly params: readonly Value[];
  readonly tx: Tx;
  view: View;
  /** Milliseconds that pg_sleep asked for and nobody has slept yet. */
  sleepMs = 0;
  /** Pauses that queries inside expressions could not make. */
  debt = 0;
  /** What sorts, groups and common tables hold. */
  #heldRows = 0;
  #heldBytes = 0;
  #steps = 0;
  /** Variables of the function in which the statement runs, if it runs in one. */
  variables: Env | undefined;
  /** Results of common tables and of queries that depend on nothing outside. */
  readonly shared = new Map<object, unknown>();

  constructor(session: SessionAccess, params: readonly Value[], tx: Tx, view: View) {
    this.session = session;
    this.params = params;
    this.tx = tx;
    this.view = view;
  }

  /** Counts a step; true when it is time to yield PAUSE. */
  due(): boolean {
    if (++this.#steps < STEPS_PER_PAUSE && this.debt === 0) return false;
    this.#steps = 0;
    return true;
  }

  /** Runs a stream inside an expression, where nobody can pause. */
  drain(stream: RowStream, onRow: (row: Row) => boolean): void {
    for (const item of stream) {
      if (isRow(item)) {
        if (!onRow(item)) return;
      } else if (++this.debt > MOST_DEBT) {
        this.debt = 0;
        throw notSimulated('a query inside an expression that reads millions of rows');
      }
    }
  }

  /** Does work inside an expression, where nobody can pause or wait. */
  finish<T>(work: Generator<Yielded, T, unknown>): T {
    for (;;) {
      const { done, value } = work.next();
      if (done === true) return value;
      if (value.kind === 'wait') throw notSimulated('waiting for somebody else inside a function of an expression');
      if (++this.debt > MOST_DEBT) {
        this.debt = 0;
        throw notSimulated('a function of an expression that takes millions of steps');
      }
    }
  }

  /** Keeps one more row in memory; throws where a server would run out of room. */
  hold(row: Row = []): void {
    for (const value of row) if (typeof value === 'string' || value instanceof Uint8Array) this.#heldBytes += value.length;
    if (++this.#heldRows > MOST_HELD_ROWS) throw tooMuch(`${MOST_HELD_ROWS} rows`);
    if (this.#heldBytes > MOST_HELD_BYTES) throw tooMuch(`${MOST_HELD_BYTES >> 20} MB`);
  }
}

/** Rows that one statement may keep in memory. */
const MOST_HELD_ROWS = 2_000_000;
const MOST_HELD_BYTES = 256 * 1024 * 1024;

function tooMuch(held: string): Error {
  return notSimulated(`a statement that keeps more than ${held} in memory`);
}

/** What an expression is evaluated against. One object serves all rows of a step of a query. */
export interface Env {
  row: Row;
  readonly outer: Env | undefined;
  readonly runtime: Runtime;
  /** Results of aggregates, window functions and set-returning functions of the target list. */
  aggregates: Row;
  windows: Row;
  sets: Row;
}

export function newEnv(runtime: Runtime, outer: Env | undefined, row: Row = []): Env {
  return { row, outer, runtime, aggregates: [], windows: [], sets: [] };
}

/** An expression that is ready to be evaluated. */
export interface Compiled {
  readonly type: PgType;
  readonly typmod: number;
  readonly eval: (env: Env) => Value;
  /** As pg_get_expr shows it. */
  readonly show: () => string;
  /** A text in quotes (or NULL) whose type is still open. */
  readonly literal?: { readonly text: string | null; readonly at: number };
  /** Where in the query it begins. */
  readonly at: number;
  /** It has the same value for every row. */
  readonly isConstant?: boolean;
  /** Which parameter it is, if its type is still open. */
  readonly param?: number;
  /** Of a row: the names and types of its columns. */
  readonly fields?: readonly { readonly name: string; readonly type: PgType; readonly typmod: number }[];
  /** An explicit cast shows its type by itself. */
  readonly isRow?: readonly Compiled[];
}

export interface OutputColumn {
  readonly name: string;
  readonly type: PgType;
  readonly typmod: number;
  readonly tableOid?: number;
  readonly columnNumber?: number;
  readonly fields?: Compiled['fields'];
}

/** A node of a plan, as EXPLAIN shows it. */
export interface PlanNode {
  readonly title: string;
  readonly details: readonly string[];
  readonly rows: number;
  readonly width: number;
  readonly cost: number;
  readonly startup?: number;
  readonly children: readonly PlanNode[];
  readonly label?: string;
}

/** A query that is ready to run. */
export interface CompiledQuery {
  readonly columns: readonly OutputColumn[];
  readonly run: (runtime: Runtime, outer: Env | undefined) => RowStream;
  readonly plan: () => PlanNode;
  /** It reads columns of a query around it. */
  readonly isCorrelated: () => boolean;
  readonly tables: readonly number[];
}
