import { codes, PgError } from '../pg-error.js';
import type { Expr, Query, WindowSpec, Insert, Update, Delete } from '../sql/ast.js';
import type { PgType } from '../values/type-table.js';
import type { AggregateSpec, FunctionSpec } from '../functions/registry.js';
import type { Compiled, CompiledQuery, OutputColumn, SessionAccess } from './runtime.js';

/** A column that names can mean, and where its value lies in the row. */
export interface ScopeColumn {
  readonly name: string;
  readonly type: PgType;
  readonly typmod: number;
  readonly index: number;
  readonly table?: RangeEntry;
  readonly columnNumber?: number;
  readonly fields?: Compiled['fields'];
}

/** A table, query or function of FROM. */
export interface RangeEntry {
  readonly alias: string;
  readonly schema?: string;
  readonly tableOid?: number;
  readonly columns: readonly ScopeColumn[];
  /** Numbers of the columns of its primary key: grouping by them makes all its columns usable. */
  readonly key?: readonly number[];
  /** A function that returns one value, which the alias means too. */
  readonly isScalar?: boolean;
}

/** A call of an aggregate in a query, and where its result lies. */
export interface AggregateCall {
  readonly spec: AggregateSpec;
  readonly args: readonly Compiled[];
  readonly distinct: boolean;
  readonly filter: Compiled | undefined;
  readonly order: readonly CompiledSort[];
}

export interface CompiledSort {
  readonly key: Compiled;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface WindowCall {
  readonly name: string;
  readonly args: readonly Compiled[];
  readonly aggregate: AggregateSpec | undefined;
  readonly filter: Compiled | undefined;
  readonly spec: WindowSpec;
  readonly type: PgType;
}

export interface SetCall {
  readonly spec: FunctionSpec;
  readonly args: readonly Compiled[];
}

export interface CommonTableEntry {
  readonly columns: readonly OutputColumn[];
  readonly query: CompiledQuery;
}

/** What is known while a statement is compiled. */
export class Analysis {
  readonly session: SessionAccess;
  /** Types of `$1` …; undefined until something tells them. */
  readonly params: (PgType | undefined)[];
  /** Tables that are read, for privileges and locks. */
  readonly reads = new Map<number, Set<'SELECT'>>();
  readonly planQuery: (query: Query, scope: Scope, wanted?: readonly (PgType | undefined)[]) => CompiledQuery;
  readonly planChange: (statement: Insert | Update | Delete, scope: Scope) => CompiledQuery;
  readonly compile: (expression: Expr, scope: Scope) => Compiled;
  /** How many views deep we are; what views read is not the asker's business. */
  viewDepth = 0;
  /** Variables of the function that a statement stands in: tables of WITH may read them too. */
  variables: Scope | undefined;
  /** Changes inside WITH, which run whether or not somebody reads them. */
  readonly changes: CompiledQuery[] = [];

  constructor(session: SessionAccess, params: (PgType | undefined)[], planners: Pick<Analysis, 'planQuery' | 'planChange' | 'compile'>) {
    this.session = session;
    this.params = params;
    this.planQuery = planners.planQuery;
    this.planChange = planners.planChange;
    this.compile = planners.compile;
  }
}

export interface Grouping {
  /** Expressions of GROUP BY, as texts without their places. */
  readonly keys: ReadonlySet<string>;
  readonly columns: ReadonlySet<number>;
}

/** What names mean at one level of a query. */
export class Scope {
  readonly analysis: Analysis;
  readonly parent: Scope | undefined;
  readonly commonTables: Map<string, CommonTableEntry>;
  entries: readonly RangeEntry[] = [];
  /** What an unqualified name finds and `*` stands for. */
  visible: readonly ScopeColumn[] = [];
  width = 0;
  /** Which part of the query is compiled, for messages. */
  clause = 'SELECT';
  readonly aggregates: AggregateCall[] = [];
  readonly windows: WindowCall[] = [];
  readonly sets: SetCall[] = [];
  readonly namedWindows = new Map<string, WindowSpec>();
  grouping: Grouping | undefined;
  insideAggregate = false;
  /** Something in it reads a column of a query around it. */
  usesOuter = false;
  /** Entries of the same FROM to the right of what is compiled: named in a message only. */
  hidden: readonly RangeEntry[] = [];
  /** What is seen are variables of a function: of PL/pgSQL they may not be called like columns. */
  holds: 'columns' | 'arguments' | 'variables' = 'columns';

  constructor(analysis: Analysis, parent: Scope | undefined, commonTables?: Map<string, CommonTableEntry>) {
    this.analysis = analysis;
    this.parent = parent;
    this.commonTables = commonTables ?? new Map<string, CommonTableEntry>(parent?.commonTables ?? []);
  }

  use(entries: readonly RangeEntry[], visible: readonly ScopeColumn[], width: number): void {
    this.entries = entries;
    this.visible = visible;
    this.width = width;
  }

  /** An expression, ready to be evaluated against rows of this scope. */
  compile(expression: Expr): Compiled {
    return this.analysis.compile(expression, this);
  }

  /** Does something while messages speak of this clause. */
  inClause<T>(clause: string, work: () => T): T {
    const before = this.clause;
    this.clause = clause;
    try {
      return work();
    } finally {
      this.clause = before;
    }
  }
}

export interface FoundColumn {
  readonly column: ScopeColumn;
  readonly depth: number;
}

/** The column that a name means, here or in a query around; undefined when there is none. */
export function findColumn(scope: Scope, name: string, at: number): FoundColumn | undefined {
  let depth = 0;
  for (let level: Scope | undefined = scope; level; level = level.parent, depth++) {
    const found = level.visible.filter(column => column.name === name);
    if (found.length > 1) throw new PgError(codes.ambiguousColumn, `column reference "${name}" is ambiguous`, { at });
    const [column] = found;
    if (!column) continue;
    if (level.holds === 'columns' && isVariable(level.parent, name)) throw ambiguousVariable(name, at);
    return { column, depth };
  }
  return undefined;
}

function isVariable(scope: Scope | undefined, name: string): boolean {
  for (let level = scope; level; level = level.parent)
    if (level.holds === 'variables') return level.visible.some(column => column.name === name);
  return false;
}

function ambiguousVariable(name: string, at: number): PgError {
  return new PgError(codes.ambiguousColumn, `column reference "${name}" is ambiguous`, {
    at,
    detail: 'It could refer to either a PL/pgSQL variable or a table column.',
  });
}

export function findEntry(scope: Scope, path: readonly string[]): { readonly entry: RangeEntry; readonly depth: number } | undefined {
  const alias = path.at(-1) ?? '';
  const schema = path.length > 1 ? path[path.length - 2] : undefined;
  let depth = 0;
  for (let level: Scope | undefined = scope; level; level = level.parent, depth++) {
    const entry = level.entries.find(candidate => candidate.alias === alias && (schema === undefined || candidate.schema === schema));
    if (entry) return { entry, depth };
  }
  return undefined;
}

/** Notes that a query reads something from `depth` levels further out. */
export function noteOuter(scope: Scope, depth: number): void {
  let level: Scope | undefined = scope;
  for (let i = 0; i < depth && level; i++) {
    level.usesOuter = true;
    level = level.parent;
  }
}
