import { codes, PgError } from '../pg-error.js';
import type { CommonTable, Query, QueryBody } from '../sql/ast.js';
import { keyOfRow } from '../values/compare.js';
import { type PgType, t } from '../values/type-table.js';
import type { Row } from '../values/value.js';
import { coerce } from './coerce.js';
import { compileLimits, limited } from './limits.js';
import { columnNode, fitRows, type RowFit } from './row-fitting.js';
import { type CompiledQuery, isRow, type OutputColumn, PAUSE, type RowStream, type Runtime } from './runtime.js';
import { Scope } from './scope.js';
import { aroundTables } from './variables.js';

/** The columns of a query under the names that a common table gives them. */
export function renameColumns(columns: readonly OutputColumn[], { name, columns: names, at }: CommonTable): readonly OutputColumn[] {
  if (names.length > columns.length)
    throw new PgError(
      codes.badColumnReference,
      `WITH query "${name}" has ${columns.length} columns available but ${names.length} columns specified`,
      { at },
    );
  return columns.map((column, i) => ({ ...column, name: names[i] ?? column.name }));
}

/** What the recursive part reads: the rows of the step before. */
class WorkingTable {
  rows: readonly Row[] = [];
}

/** The two parts of a recursive query, and what they hand to each other. */
interface Recursion {
  readonly first: CompiledQuery;
  readonly next: CompiledQuery;
  readonly fit: RowFit;
  readonly working: WeakMap<Runtime, WorkingTable>;
  /** Rows that were there already come again. */
  readonly keepsAll: boolean;
}

/** WITH RECURSIVE … UNION: the second part runs over what it gave before until it gives nothing new. */
export function planRecursive(
  table: CommonTable,
  statement: Query,
  body: Extract<QueryBody, { kind: 'set' }>,
  scope: Scope,
): CompiledQuery {
  const { analysis } = scope;
  const first = analysis.planQuery(body.left, scope);
  const columns = renameColumns(first.columns, table);
  const types = columns.map(({ type }) => type);
  const working = new WeakMap<Runtime, WorkingTable>();
  const inner = new Scope(analysis, scope.parent, scope.commonTables);
  inner.commonTables.set(table.name, { columns, query: workingTableScan(table.name, columns, working) });
  const next = analysis.planQuery(body.right, inner, types);
  if (next.columns.length !== columns.length)
    throw new PgError(codes.syntax, 'each UNION query must have the same number of columns', { at: body.right.at });
  checkTypes(table.name, columns, next.columns, scope);
  const recursion: Recursion = { first, next, fit: fitRows(next, types, scope), working, keepsAll: body.all };
  const limits = compileLimits(statement, scope);
  return {
    columns,
    tables: [],
    isCorrelated: () => false,
    plan: () => ({ title: 'Recursive Union', details: [], rows: 100, width: 4, cost: 3, children: [first.plan(), next.plan()] }),
    run: runtime => limited(recursiveRows(recursion, runtime), limits, runtime, undefined),
  };
}

/** The recursive table as its own second part reads it. */
function workingTableScan(name: string, columns: readonly OutputColumn[], working: Recursion['working']): CompiledQuery {
  return {
    columns,
    tables: [],
    isCorrelated: () => false,
    plan: () => ({ title: `WorkTable Scan on ${name}`, details: [], rows: 10, width: 4, cost: 0.2, children: [] }),
    run: function* (runtime) {
      yield* working.get(runtime)?.rows ?? [];
    },
  };
}

function checkTypes(name: string, columns: readonly OutputColumn[], others: readonly OutputColumn[], scope: Scope): void {
  for (const [i, column] of columns.entries()) {
    const type = others[i]?.type ?? t.text;
    if (type.oid === column.type.oid || canBecome(type, column.type, scope)) continue;
    throw new PgError(
      codes.datatypeMismatch,
      `recursive query "${name}" column ${i + 1} has type ${column.type.display} in non-recursive term but type ${type.display} overall`,
      { hint: 'Cast the output of the non-recursive term to the correct type.', at: 0 },
    );
  }
}

function canBecome(from: PgType, to: PgType, scope: Scope): boolean {
  return coerce(columnNode({ name: '', type: from, typmod: -1 }, 0), to, -1, 'implicit', scope.analysis) !== undefined;
}

function* recursiveRows({ first, next, fit, working, keepsAll }: Recursion, runtime: Runtime): RowStream {
  const table = new WorkingTable();
  working.set(runtime, table);
  const seen = keepsAll ? undefined : new Set<string>();
  const isNew = (row: Row): boolean => {
    if (!seen) return true;
    const { size } = seen;
    return seen.add(keyOfRow(row)).size > size;
  };
  const outer = aroundTables(runtime);
  let rows = first.run(runtime, outer);
  for (;;) {
    const step: Row[] = [];
    for (const item of rows) {
      if (!isRow(item)) {
        yield item;
        continue;
      }
      const row = table.rows.length > 0 ? fit(item, runtime) : item;
      if (!isNew(row)) continue;
      runtime.hold(row);
      step.push(row);
      yield row;
      if (runtime.due()) yield PAUSE;
    }
    if (step.length === 0) return;
    table.rows = step;
    rows = next.run(runtime, outer);
  }
}
