import type { Call, Expression, Order, Select, SelectItem } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import { compareNullable, groupKeys } from '../values/compare.js';
import { toTruth, type Row, type Value } from '../values/value.js';
import { checkGrouping } from './full-group-by.js';
import { compile } from './compiler.js';
import type { Compiled, Environment, Plan, Surroundings } from './compiled.js';
import type { Frame, ResultColumn } from './context.js';
import { planFrom, type Source } from './from.js';
import { Grouping } from './grouping.js';
import { conjuncts, Scope, sameExpression } from './scope.js';
import { WindowPlan } from './windows.js';
import { distinctRows } from './plan-rows.js';
import { isAggregate } from '../functions/index.js';
import { everyNode } from './scope.js';

interface SelectSurroundings {
  readonly environment: Environment;
  readonly outer: Scope | undefined;
  readonly orderBy: readonly Order[];
}

/** Plans one SELECT with the ORDER BY that belongs to it. */
export function planSelect(select: Select, { environment, outer, orderBy }: SelectSurroundings): Plan {
  const filters = [...conjuncts(select.where)];
  const source = sourceOf(select, environment, outer, filters);
  const items = expandStars(select.items, source);
  const aliases = aliasFinder(items);
  const base: Surroundings = { environment, scope: source.scope, clause: 'field list' };
  const where = filters.map(filter => compile(filter, { ...base, clause: 'where clause' }));
  const groupBy = select.groupBy.map(item => positional(item, items, 'group statement'));
  const isGrouped = groupBy.length > 0 || needsGrouping(select, orderBy, items);
  const keys = groupBy.map(item => compile(item, { ...base, clause: 'group statement', alias: aliases(base, item) }));
  if (isGrouped) checkGrouping({ select, items, groupBy, source, orderBy }, environment);
  const grouping = isGrouped ? new Grouping(base, keys, select.rollup ? groupBy : undefined) : undefined;
  const windows = new WindowPlan({ ...base, aggregates: grouping }, select.windows, grouping);
  const listed: Surroundings = { ...base, aggregates: grouping, windows };
  const columns = items.map(item => compile(rolledUp(item.expression, grouping), listed));
  const aliased = (clause: string, prefersAlias: boolean): Surroundings => ({
    ...listed,
    clause,
    prefersAlias,
    alias: name => {
      const index = items.findIndex(item => item.label.toLowerCase() === name.toLowerCase());
      return index < 0 ? undefined : columns[index];
    },
  });
  const having = select.having
    ? compile(rolledUp(select.having, grouping), { ...aliased('having clause', false), windows: undefined })
    : undefined;
  const order = orderBy.map(item => ({
    compiled: compile(rolledUp(positional(item.expression, items, 'order clause'), grouping), aliased('order clause', true)),
    descending: item.descending,
  }));
  const result: readonly ResultColumn[] = columns.map((column, index) => resultColumn(column, items[index]?.label ?? ''));
  return {
    columns: result,
    run: parent => runSelect({ source, where, grouping, windows, having, columns, order, distinct: select.distinct, environment }, parent),
  };
}

function sourceOf(select: Select, environment: Environment, outer: Scope | undefined, filters: Expression[]): Source {
  if (select.from) {
    const source = planFrom(select.from, environment, outer, filters);
    // Parts of the condition may have been applied to some of the tables; names must be clear among all of them.
    if (select.where) checkNames(select.where, source.scope);
    return source;
  }
  return { scope: new Scope([], outer), rows: () => [[]], relations: [] };
}

function checkNames(expression: Expression, scope: Scope): void {
  everyNode(expression, node => {
    if (node.kind === 'column') scope.find(node, 'where clause');
    return true;
  });
}

function expandStars(items: readonly SelectItem[], { scope, relations }: Source): readonly SelectItem[] {
  return items.flatMap(item => {
    const { expression } = item;
    if (expression.kind !== 'star') return [item];
    if (relations.length === 0) throw sqlErrors.noTablesUsed();
    const { table } = expression;
    const indexes =
      table === undefined
        ? scope.star
        : scope.columns.flatMap((column, index) => (column.alias.toLowerCase() === table.toLowerCase() ? [index] : []));
    if (indexes.length === 0) throw sqlErrors.unknownTableOf(table ?? '*');
    return indexes.flatMap((index): SelectItem[] => {
      const found = scope.columns[index];
      if (!found) return [];
      const named: Expression = {
        kind: 'column',
        database: undefined,
        table: found.alias === '' ? undefined : found.alias,
        name: found.column.name,
      };
      return [{ expression: named, label: found.column.name, hasAlias: false }];
    });
  });
}

/** `GROUP BY 2` and `ORDER BY 2` mean the second of the list. */
function positional(expression: Expression, items: readonly SelectItem[], clause: string): Expression {
  if (expression.kind !== 'literal' || typeof expression.value !== 'bigint') return expression;
  const item = items[Number(expression.value) - 1];
  if (!item) throw sqlErrors.unknownColumn(expression.text, clause);
  return item.expression;
}

function aliasFinder(items: readonly SelectItem[]): (base: Surroundings, except: Expression) => (name: string) => Compiled | undefined {
  return (base, except) => name => {
    const item = items.find(({ label, hasAlias }) => hasAlias && label.toLowerCase() === name.toLowerCase());
    if (!item || item.expression === except) return undefined;
    if (hasAggregate(item.expression)) throw sqlErrors.groupOnAggregate(name);
    return compile(item.expression, { ...base, clause: 'group statement' });
  };
}

function hasAggregate(expression: Expression): boolean {
  return !everyNode(expression, node => !(node.kind === 'call' && isPlainAggregate(node)));
}

function isPlainAggregate(call: Call): boolean {
  return call.over === undefined && isAggregate(call.name);
}

function needsGrouping(select: Select, orderBy: readonly Order[], items: readonly SelectItem[]): boolean {
  const expressions = [
    ...items.map(({ expression }) => expression),
    ...(select.having ? [select.having] : []),
    ...orderBy.map(({ expression }) => expression),
  ];
  return expressions.some(hasAggregate);
}

/** In a query WITH ROLLUP, an expression of GROUP BY is read from the group, where it may be null. */
function rolledUp(expression: Expression, grouping: Grouping | undefined): Expression {
  const groupBy = grouping?.rollup;
  if (!groupBy) return expression;
  const index = groupBy.findIndex(group => sameExpression(group, expression));
  const call = (name: string, args: readonly Expression[]): Expression => ({
    kind: 'call',
    name,
    args,
    distinct: false,
    orderBy: [],
    separator: undefined,
    over: undefined,
  });
  if (index >= 0) return call('rollup key', [{ kind: 'literal', value: BigInt(index), text: String(index) }]);
  if (expression.kind !== 'call') return mapChildren(expression, child => rolledUp(child, grouping));
  if (expression.name === 'grouping') {
    const position = groupBy.findIndex(group => expression.args[0] !== undefined && sameExpression(group, expression.args[0]));
    return call('rollup level', [{ kind: 'literal', value: BigInt(position), text: '' }]);
  }
  if (isAggregate(expression.name)) return expression;
  return { ...expression, args: expression.args.map(argument => rolledUp(argument, grouping)) };
}

function mapChildren(expression: Expression, map: (child: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'binary':
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case 'is':
    case 'unary':
      return { ...expression, operand: map(expression.operand) };
    case 'case':
      return {
        ...expression,
        operand: expression.operand && map(expression.operand),
        branches: expression.branches.map(({ when, then }) => ({ when: map(when), then: map(then) })),
        fallback: expression.fallback && map(expression.fallback),
      };
    default:
      return expression;
  }
}

function resultColumn({ type, nullable, origin }: Compiled, name: string): ResultColumn {
  return {
    name,
    type,
    nullable,
    origin: origin && { database: origin.database, table: origin.table, alias: origin.alias, column: origin.column },
  };
}

interface Prepared {
  readonly source: Source;
  readonly where: readonly Compiled[];
  readonly grouping: Grouping | undefined;
  readonly windows: WindowPlan;
  readonly having: Compiled | undefined;
  readonly columns: readonly Compiled[];
  readonly order: readonly { readonly compiled: Compiled; readonly descending: boolean }[];
  readonly distinct: boolean;
  readonly environment: Environment;
}

function runSelect(prepared: Prepared, parent: Frame | undefined): readonly Row[] {
  const { source, where, grouping, windows, having, columns, order, environment } = prepared;
  const rows = source.rows(parent);
  environment.context.step(rows.length + 1);
  let frames = rows.map((row): Frame => ({ row, slots: [], parent }));
  if (where.length > 0) frames = frames.filter(frame => where.every(test => toTruth(test.run(frame)) === true));
  if (grouping) frames = grouping.run(frames, parent);
  if (having) frames = frames.filter(frame => toTruth(having.run(frame)) === true);
  frames = windows.run(frames);
  const sortable = frames.map(frame => {
    const row = columns.map(column => column.run(frame));
    return { row, keys: order.map(({ compiled }) => compiled.run(frame)) };
  });
  if (!prepared.distinct) return sorted(sortable, order).map(({ row }) => row);
  const collations = columns.map(({ collation }) => collation);
  const kept = new Set(
    distinctRows(
      sortable.map(({ row }) => row),
      row => groupKeys(row, collations),
    ),
  );
  return sorted(
    sortable.filter(({ row }) => kept.has(row)),
    order,
  ).map(({ row }) => row);
}

interface Sortable {
  readonly row: Row;
  readonly keys: readonly Value[];
}

function sorted(rows: Sortable[], order: Prepared['order']): readonly Sortable[] {
  if (order.length === 0) return rows;
  return rows.sort((a, b) => {
    for (const [index, { compiled, descending }] of order.entries()) {
      const result = compareNullable(a.keys[index] ?? null, b.keys[index] ?? null, compiled.collation);
      if (result !== 0) return descending ? -result : result;
    }
    return 0;
  });
}
