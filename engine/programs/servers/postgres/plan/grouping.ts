import { findAggregates } from '../functions/registry.js';
import { codes, PgError } from '../pg-error.js';
import type { Expr, Query, SelectCore, Target } from '../sql/ast.js';
import { settled } from './coerce.js';
import { keyOfExpression } from './expression.js';
import { outputName } from './output-name.js';
import type { Compiled } from './runtime.js';
import type { Scope } from './scope.js';
import { slotOf } from './targets.js';

/** What GROUP BY makes of a query. */
export interface GroupPlan {
  readonly keys: readonly Compiled[];
  /** It has GROUP BY, HAVING or an aggregate. */
  readonly isGrouped: boolean;
}

/** Compiles GROUP BY. From here on the scope lets only grouped columns be named outside aggregates. */
export function planGrouping(core: SelectCore, query: Query, targets: readonly Target[], scope: Scope): GroupPlan {
  const expressions = core.groupBy.map(expr => groupTarget(expr, targets, scope));
  const keys = scope.inClause('GROUP BY', () => expressions.map(expr => settled(scope.compile(expr), scope.analysis)));
  const isGrouped = core.groupBy.length > 0 || core.having !== undefined || usesAggregates(core, query);
  if (isGrouped) scope.grouping = { keys: new Set(expressions.map(keyOfExpression)), columns: groupedColumns(expressions, scope) };
  return { keys, isGrouped };
}

/** Whether targets or ORDER BY call an aggregate of this query, not of one inside it. */
function usesAggregates(core: SelectCore, query: Query): boolean {
  return [...core.targets.map(({ expression }) => expression), ...query.order.map(({ expression }) => expression)].some(expr =>
    hasAggregate(expr),
  );
}

function hasAggregate(expr: Expr): boolean {
  if (expr.kind === 'call' && !expr.over && isAggregateName(expr.name.at(-1) ?? '')) return true;
  if (expr.kind === 'subquery' || expr.kind === 'exists' || expr.kind === 'array-query') return false;
  return childrenOf(expr).some(hasAggregate);
}

function isExpression(value: unknown): value is Expr {
  return typeof value === 'object' && value !== null && 'kind' in value && 'at' in value && value.kind !== 'query';
}

/** The expressions right inside an expression. */
function childrenOf(expr: Expr): readonly Expr[] {
  const found: Expr[] = [];
  const visit = (value: unknown): void => {
    if (isExpression(value)) found.push(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null && !('kind' in value)) Object.values(value).forEach(visit);
  };
  Object.values(expr).forEach(visit);
  return found;
}

/** GROUP BY takes a column, the number or the name of a target, or an expression. */
function groupTarget(expr: Expr, targets: readonly Target[], scope: Scope): Expr {
  if (expr.kind === 'literal' && expr.type === 'number') return targetByNumber(expr.text, targets, 'GROUP BY', expr.at);
  if (expr.kind !== 'column' || expr.path.length !== 1) return expr;
  const name = expr.path[0];
  if (scope.visible.some(column => column.name === name)) return expr;
  return targets.find(target => (target.alias ?? outputName(target.expression)) === name)?.expression ?? expr;
}

function targetByNumber(text: string, targets: readonly Target[], clause: string, at: number): Expr {
  const target = /^\d+$/.test(text) ? targets[Number(text) - 1] : undefined;
  if (!target)
    throw new PgError(
      /^\d+$/.test(text) ? codes.badColumnReference : codes.syntax,
      /^\d+$/.test(text) ? `${clause} position ${text} is not in select list` : `non-integer constant in ${clause}`,
      { at },
    );
  return target.expression;
}

/** Places of the columns by which rows are grouped. */
function groupedColumns(expressions: readonly Expr[], scope: Scope): ReadonlySet<number> {
  const places = new Set<number>();
  for (const expr of expressions) {
    const slot = slotOf(expr);
    if (slot !== undefined) places.add(slot);
    if (expr.kind !== 'column') continue;
    const columns = expr.path.length === 1 ? scope.visible : (scope.entries.find(entry => entry.alias === expr.path.at(-2))?.columns ?? []);
    const column = columns.find(candidate => candidate.name === expr.path.at(-1));
    if (column) places.add(column.index);
  }
  return places;
}

function isAggregateName(name: string): boolean {
  return findAggregates(name).length > 0;
}
