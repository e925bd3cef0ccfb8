import { codes, PgError } from '../pg-error.js';
import type { Query, SortItem } from '../sql/ast.js';
import { compileLimits, limited } from './limits.js';
import type { CompiledQuery, Env, OutputColumn, RowStream, Runtime } from './runtime.js';
import type { Scope } from './scope.js';
import { type SortKey, sortRows } from './sorting.js';

/** ORDER BY and LIMIT over rows whose columns can only be named. */
export function orderResult(query: Query, plan: CompiledQuery, scope: Scope): CompiledQuery {
  const limits = compileLimits(query, scope);
  const keys = query.order.map(item => sortKey(item, plan.columns));
  if (keys.length === 0 && !query.limit && !query.offset) return plan;
  const run = function* (runtime: Runtime, outer: Env | undefined): RowStream {
    if (keys.length === 0) return yield* plan.run(runtime, outer);
    yield* yield* sortRows(plan.run(runtime, outer), keys, runtime);
  };
  return { ...plan, run: (runtime, outer) => limited(run(runtime, outer), limits, runtime, outer) };
}

/** A column of the result by its number or name. */
function sortKey({ expression, descending, nullsFirst }: SortItem, columns: readonly OutputColumn[]): SortKey {
  const { at } = expression;
  if (expression.kind === 'literal' && expression.type === 'number') {
    const index = Number(expression.text) - 1;
    const column = columns[index];
    if (!column) throw new PgError(codes.badColumnReference, `ORDER BY position ${index + 1} is not in select list`, { at });
    return { index, type: column.type, descending, nullsFirst };
  }
  if (expression.kind !== 'column' || expression.path.length !== 1)
    throw new PgError(codes.featureNotSupported, 'invalid UNION/INTERSECT/EXCEPT ORDER BY clause', {
      at,
      detail: 'Only result column names can be used, not expressions or functions.',
      hint: 'Add the expression/function to every SELECT, or move the UNION into a FROM clause.',
    });
  const index = columns.findIndex(({ name }) => name === expression.path[0]);
  const column = columns[index];
  if (!column) throw new PgError(codes.undefinedColumn, `column "${expression.path.join('.')}" does not exist`, { at });
  return { index, type: column.type, descending, nullsFirst };
}
