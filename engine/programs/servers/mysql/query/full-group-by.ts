import { isAggregate } from '../functions/index.js';
import type { Expression, Order, Select, SelectItem } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import type { Environment } from './compiled.js';
import type { Source } from './from.js';
import { childrenOf, conjuncts, everyNode, sameExpression } from './scope.js';

interface GroupedQuery {
  readonly select: Select;
  readonly items: readonly SelectItem[];
  readonly groupBy: readonly Expression[];
  readonly source: Source;
  readonly orderBy: readonly Order[];
}

/** ONLY_FULL_GROUP_BY: what is selected must be the same for all rows of a group. Throws SqlError (1055, 1140). */
export function checkGrouping({ select, items, groupBy, source, orderBy }: GroupedQuery, { context }: Environment): void {
  if (!context.hasMode('ONLY_FULL_GROUP_BY')) return;
  const resolved = groupBy.map(group => aliasTarget(group, items, source));
  const determined = determinedColumns(resolved, select, source);
  const check = (expression: Expression, position: number, clause: string): void => {
    const loose = looseColumn(expression, resolved, determined, source);
    if (loose === undefined) return;
    if (groupBy.length === 0) throw sqlErrors.mixedAggregates(position, loose);
    throw sqlErrors.notGrouped(position, loose, clause);
  };
  for (const [index, { expression }] of items.entries()) check(expression, index + 1, 'SELECT list');
  for (const [index, { expression }] of orderBy.entries()) {
    const isAlias =
      expression.kind === 'column' &&
      expression.table === undefined &&
      items.some(({ label }) => label.toLowerCase() === expression.name.toLowerCase());
    if (!isAlias && groupBy.length > 0) check(expression, index + 1, 'ORDER BY clause');
  }
}

function aliasTarget(group: Expression, items: readonly SelectItem[], { scope }: Source): Expression {
  if (group.kind !== 'column' || group.table !== undefined || scope.matches(group).length > 0) return group;
  return items.find(({ label }) => label.toLowerCase() === group.name.toLowerCase())?.expression ?? group;
}

/** Positions of the columns that the groups determine: their own, whole rows of tables whose key is among them, and what equals one of these. */
function determinedColumns(groups: readonly Expression[], select: Select, { scope, relations }: Source): ReadonlySet<number> {
  const known = new Set(groups.flatMap(group => (group.kind === 'column' ? scope.matches(group) : [])));
  const equalities = conditionsOf(select).flatMap(condition => {
    if (condition.kind !== 'binary' || condition.operator !== '=') return [];
    const sides = [condition.left, condition.right].map(side => (side.kind === 'column' ? scope.matches(side)[0] : undefined));
    const [a, b] = sides;
    if (a !== undefined && b !== undefined) return [[a, b] as const];
    const one = a ?? b;
    const other = a !== undefined ? condition.right : condition.left;
    if (one !== undefined && everyNode(other, node => node.kind !== 'column')) known.add(one);
    return [];
  });
  for (let before = -1; before < known.size; ) {
    before = known.size;
    for (const [a, b] of equalities) {
      if (known.has(a)) known.add(b);
      if (known.has(b)) known.add(a);
    }
    for (const { alias, relation } of relations) {
      const isKnown = relation.identifiers.some(names =>
        names.every(name => scope.matches({ database: undefined, table: alias, name }).some(index => known.has(index))),
      );
      if (isKnown) for (const [index, column] of scope.columns.entries()) if (column.alias === alias) known.add(index);
    }
  }
  return known;
}

function conditionsOf(select: Select): readonly Expression[] {
  const conditions = [...conjuncts(select.where)];
  const visit = (from: Select['from']): void => {
    if (from?.kind !== 'join') return;
    if (from.type === 'inner' || from.type === 'left') conditions.push(...conjuncts(from.on));
    visit(from.left);
    visit(from.right);
  };
  visit(select.from);
  return conditions;
}

/** A column in the expression that no group determines, as messages name it. */
function looseColumn(
  expression: Expression,
  groups: readonly Expression[],
  determined: ReadonlySet<number>,
  source: Source,
): string | undefined {
  if (groups.some(group => sameExpression(group, expression))) return undefined;
  if (expression.kind === 'call' && expression.over === undefined && (isAggregate(expression.name) || expression.name === 'any_value'))
    return undefined;
  if (expression.kind === 'column') {
    const [index] = source.scope.matches(expression);
    const found = index === undefined ? undefined : source.scope.columns[index];
    if (index === undefined || !found || determined.has(index)) return undefined;
    return [found.database, found.alias, found.column.name].filter(part => part !== '').join('.');
  }
  for (const child of childrenOf(expression)) {
    const loose = looseColumn(child, groups, determined, source);
    if (loose !== undefined) return loose;
  }
  return undefined;
}
