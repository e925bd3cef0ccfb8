import { codes, PgError } from '../pg-error.js';
import type { Relation } from '../storage/catalog.js';
import { t } from '../values/type-table.js';
import type { Compiled, Env, PlanNode, RowStream, SessionAccess } from './runtime.js';
import { type RangeEntry, Scope, type ScopeColumn } from './scope.js';

/** A compiled item of FROM: what its columns mean, and how its rows are made. */
export interface FromPlan {
  readonly entries: readonly RangeEntry[];
  readonly visible: readonly ScopeColumn[];
  readonly width: number;
  readonly isLateral: boolean;
  /** `env.row` holds the columns of what stands to the left; `env.outer` is the query around. */
  readonly run: (env: Env) => RowStream;
  readonly plan: () => PlanNode;
}

/** A column before it has a place in the row. */
export interface ColumnInfo {
  readonly name: string;
  readonly type: ScopeColumn['type'];
  readonly typmod: number;
  readonly columnNumber?: number;
  readonly fields?: Compiled['fields'];
}

/** Gives columns their places in the row, and the names that an alias has for them. */
export function rangeOf(
  alias: string,
  columns: readonly ColumnInfo[],
  offset: number,
  names: readonly string[],
  extra: Partial<RangeEntry> = {},
  at?: number,
): RangeEntry {
  if (names.length > columns.length)
    throw new PgError(
      codes.badColumnReference,
      `table "${alias}" has ${columns.length} columns available but ${names.length} columns specified`,
      { at },
    );
  const own: ScopeColumn[] = [];
  const entry: RangeEntry = { alias, columns: own, ...extra };
  for (const [i, column] of columns.entries()) own.push({ ...column, name: names[i] ?? column.name, index: offset + i, table: entry });
  return entry;
}

/** The columns of a table or view. */
export function columnsOf(relation: Relation, session: SessionAccess): readonly ColumnInfo[] {
  return relation.columns.map(column => ({
    name: column.name,
    type: session.typeByOid(column.typeOid) ?? t.text,
    typmod: column.typmod,
    columnNumber: column.number,
  }));
}

/** An entry whose columns lie further right in the row. */
export function shiftEntry(entry: RangeEntry, by: number): RangeEntry {
  const columns: ScopeColumn[] = [];
  const shifted: RangeEntry = { ...entry, columns };
  for (const column of entry.columns) columns.push({ ...column, index: column.index + by, table: shifted });
  return shifted;
}

/** A plan with one entry. */
export function single(entry: RangeEntry, isLateral: boolean, run: FromPlan['run'], plan: () => PlanNode): FromPlan {
  return { entries: [entry], visible: entry.columns, width: entry.columns.length, isLateral, run, plan };
}

/** Joins an alias to the title of a scan, where it says more than the name. */
export function scanTitle(title: string, name: string, alias: string): string {
  return `${title} on ${name}${alias === name ? '' : ` ${alias}`}`;
}

/** A node of a plan that reads something without nodes below it. */
export function leaf(title: string, columns: number, rows = 100): PlanNode {
  return { title, details: [], rows, width: columns * 8, cost: rows * 0.01 + 10, children: [] };
}

/** What a lateral item may read: everything to its left. */
export function lateralScope(scope: Scope, left: FromPlan | undefined): Scope {
  const around = new Scope(scope.analysis, scope.parent, scope.commonTables);
  around.use(left?.entries ?? [], left?.visible ?? [], left?.width ?? 0);
  return around;
}
