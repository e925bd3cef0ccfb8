import { codes, PgError } from '../pg-error.js';
import type { Expr, SelectCore, SortItem } from '../sql/ast.js';
import { t } from '../values/type-table.js';
import { settled } from './coerce.js';
import { keyOfExpression } from './expression.js';
import type { Compiled } from './runtime.js';
import type { Scope } from './scope.js';
import type { SortKey } from './sorting.js';
import type { CompiledTarget } from './targets.js';

/** What ORDER BY and DISTINCT ON make of a query. */
export interface OrderPlan {
  /** The targets, then what only ORDER BY and DISTINCT ON want. */
  readonly nodes: readonly Compiled[];
  readonly sorts: readonly SortKey[];
  readonly distinctOn: readonly SortKey[];
}

/** Compiles ORDER BY and DISTINCT ON over compiled targets. */
export function planOrder(core: SelectCore, order: readonly SortItem[], targets: readonly CompiledTarget[], scope: Scope): OrderPlan {
  return scope.inClause('ORDER BY', () => {
    const nodes = targets.map(({ node }) => node);
    const sorts = sortKeysOf(order, targets, nodes, scope, core.distinct);
    const distinctOn = distinctKeys(core, targets, nodes, scope);
    checkDistinctOn(distinctOn, sorts);
    return { nodes, sorts, distinctOn };
  });
}

/** What rows are sorted by; expressions that are no targets become hidden columns. */
function sortKeysOf(
  order: readonly SortItem[],
  targets: readonly CompiledTarget[],
  nodes: Compiled[],
  scope: Scope,
  distinct: SelectCore['distinct'],
): readonly SortKey[] {
  return order.map(({ expression, descending, nullsFirst }) => {
    const index = targetIndex(expression, targets, nodes, scope, 'ORDER BY');
    if (index >= targets.length && distinct === 'all')
      throw new PgError(codes.badColumnReference, 'for SELECT DISTINCT, ORDER BY expressions must appear in select list', {
        at: expression.at,
      });
    const type = nodes[index]?.type ?? t.text;
    if (type.name === 'json')
      throw new PgError(codes.undefinedFunction, 'could not identify an ordering operator for type json', {
        at: expression.at,
        hint: 'Use an explicit ordering operator or modify the query.',
      });
    return { index, type, descending, nullsFirst };
  });
}

/** The place of a target that is meant by its number, name or text; of a new hidden column for anything else. */
function targetIndex(expression: Expr, targets: readonly CompiledTarget[], nodes: Compiled[], scope: Scope, clause: string): number {
  if (expression.kind === 'literal' && expression.type === 'number') {
    const number = Number(expression.text);
    if (!Number.isInteger(number)) throw new PgError(codes.syntax, `non-integer constant in ${clause}`, { at: expression.at });
    if (number < 1 || number > targets.length)
      throw new PgError(codes.badColumnReference, `${clause} position ${expression.text} is not in select list`, { at: expression.at });
    return number - 1;
  }
  if (expression.kind === 'column' && expression.path.length === 1) {
    const named = targets.flatMap((target, i) => (target.name === expression.path[0] ? [i] : []));
    const [first] = named;
    if (
      first !== undefined &&
      named.length > 1 &&
      named.some(i => keyOfExpression(targets[i]?.expression ?? expression) !== keyOfExpression(targets[first]?.expression ?? expression))
    )
      throw new PgError(codes.ambiguousColumn, `${clause} "${expression.path[0] ?? ''}" is ambiguous`, { at: expression.at });
    if (first !== undefined) return first;
  }
  const key = keyOfExpression(expression);
  const same = targets.findIndex(target => target.expression && keyOfExpression(target.expression) === key);
  if (same >= 0) return same;
  nodes.push(settled(scope.compile(expression), scope.analysis));
  return nodes.length - 1;
}

function distinctKeys(core: SelectCore, targets: readonly CompiledTarget[], nodes: Compiled[], scope: Scope): readonly SortKey[] {
  if (typeof core.distinct === 'string') return [];
  return core.distinct.map(expression => {
    const index = targetIndex(expression, targets, nodes, scope, 'DISTINCT ON');
    return { index, type: nodes[index]?.type ?? t.text, descending: false, nullsFirst: false };
  });
}

function checkDistinctOn(keys: readonly SortKey[], sorts: readonly SortKey[]): void {
  const places = new Set(keys.map(({ index }) => index));
  for (const sort of sorts.slice(0, places.size))
    if (!places.has(sort.index))
      throw new PgError(codes.badColumnReference, 'SELECT DISTINCT ON expressions must match initial ORDER BY expressions');
}
