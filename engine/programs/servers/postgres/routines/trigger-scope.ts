import { rangeOf, columnsOf } from '../plan/from-plan.js';
import { Scope, type Analysis } from '../plan/scope.js';
import type { Expr } from '../sql/ast.js';
import type { Relation } from '../storage/catalog.js';

/** A scope in which OLD and NEW can be named: the row holds the columns of OLD, then those of NEW. */
export function triggerScope(
  table: Relation,
  analysis: Analysis,
): { readonly scope: Scope; names(expr: Expr, row: 'old' | 'new'): boolean } {
  const columns = columnsOf(table, analysis.session);
  const scope = new Scope(analysis, undefined);
  const entries = [rangeOf('old', columns, 0, []), rangeOf('new', columns, columns.length, [])];
  scope.use(entries, [], columns.length * 2);
  return { scope, names: (expr, row) => mentions(expr, row) };
}

/** Whether an expression names a column of a row. */
function mentions(value: unknown, row: string): boolean {
  if (Array.isArray(value)) return value.some(item => mentions(item, row));
  if (typeof value !== 'object' || value === null) return false;
  if ('kind' in value && value.kind === 'column' && 'path' in value && Array.isArray(value.path) && value.path[0] === row) return true;
  return Object.values(value).some(item => mentions(item, row));
}
