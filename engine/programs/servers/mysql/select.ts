import type { Expression, Order, Select, SqlValue } from './ast.js';
import type { Row, Table } from './catalog.js';
import { aggregateNames, compare, evaluate, isTrue, toNumber, toText, type Scope, type SessionFacts } from './evaluate.js';
import { sqlErrors } from './sql-error.js';

/** Rows that a join may produce before it is refused. */
const MAX_JOINED_ROWS = 1_000_000;

export interface ResultSet {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** A table under the name that the query gives it. */
interface Bound {
  readonly alias: string;
  readonly table: Table;
}

/** One row of each table of a join; undefined where a left join found none. */
type Joined = readonly (Row | undefined)[];

export function runSelect(select: Select, findTable: (source: Select['sources'][number]) => Table, session: SessionFacts): ResultSet {
  const bound = select.sources.map(source => ({ alias: source.alias, table: findTable(source) }));
  const scopeOf = (row: Joined): Scope => ({ session, column: (table, name) => columnValue(bound, row, table, name, 'field list') });
  let rows = joinAll(select, bound, scopeOf);
  if (select.where) {
    const { where } = select;
    const inWhere = (row: Joined): Scope => ({ session, column: (table, name) => columnValue(bound, row, table, name, 'where clause') });
    rows = rows.filter(row => isTrue(evaluate(where, inWhere(row))));
  }
  const items = expandStars(select, bound);
  const grouped =
    select.groupBy.length > 0 ||
    [...items, ...select.orderBy, ...(select.having ? [{ expression: select.having }] : [])].some(({ expression }) =>
      hasAggregate(expression),
    );
  const groups: readonly (readonly Joined[])[] = grouped ? groupRows(select.groupBy, rows, scopeOf) : rows.map(row => [row]);
  const results = groups.map(group => {
    const base = scopeOf(group[0] ?? bound.map(() => undefined));
    const scope: Scope = grouped ? { ...base, aggregate: call => aggregate(call, group, scopeOf) } : base;
    return { scope, row: items.map(({ expression }) => evaluate(expression, scope)) };
  });
  // ORDER BY and HAVING may use the labels of the result.
  const labelled = (result: (typeof results)[number]): Scope => ({
    ...result.scope,
    column: (table, name) => {
      const index = table === undefined ? items.findIndex(({ label }) => label.toLowerCase() === name.toLowerCase()) : -1;
      return index >= 0 ? (result.row[index] ?? null) : result.scope.column(table, name);
    },
  });
  const having = select.having;
  const kept = having ? results.filter(result => isTrue(evaluate(having, labelled(result)))) : results;
  const ordered = sortBy(kept, select.orderBy, (result, order) =>
    isPosition(order) ? (result.row[order.expression.value - 1] ?? null) : evaluate(order.expression, labelled(result)),
  );
  const unique = select.distinct ? distinctRows(ordered.map(({ row }) => row)) : ordered.map(({ row }) => row);
  const end = select.limit === undefined ? undefined : select.offset + select.limit;
  return { columns: items.map(({ label }) => label), rows: unique.slice(select.offset, end) };
}

/** Sorts without changing the input; nulls come first. */
export function sortBy<T>(rows: readonly T[], orders: readonly Order[], value: (row: T, order: Order) => SqlValue): readonly T[] {
  if (orders.length === 0) return rows;
  const keyed = rows.map(row => ({ row, keys: orders.map(order => value(row, order)) }));
  keyed.sort((a, b) => {
    for (const [index, order] of orders.entries()) {
      const [x = null, y = null] = [a.keys[index], b.keys[index]];
      const result = x === null || y === null ? Number(x !== null) - Number(y !== null) : (compare(x, y) ?? 0);
      if (result !== 0) return order.descending ? -result : result;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

function isPosition(order: Order): order is Order & { readonly expression: { readonly kind: 'literal'; readonly value: number } } {
  return order.expression.kind === 'literal' && typeof order.expression.value === 'number';
}

function columnValue(bound: readonly Bound[], row: Joined, table: string | undefined, name: string, where: string): SqlValue {
  for (const [index, { alias, table: candidate }] of bound.entries()) {
    if (table !== undefined && alias.toLowerCase() !== table.toLowerCase()) continue;
    const position = candidate.columns.findIndex(column => column.name.toLowerCase() === name.toLowerCase());
    if (position >= 0) return row[index]?.[position] ?? null;
  }
  throw sqlErrors.unknownColumn(table === undefined ? name : `${table}.${name}`, where);
}

function joinAll(select: Select, bound: readonly Bound[], scopeOf: (row: Joined) => Scope): readonly Joined[] {
  let rows: readonly Joined[] = [[]];
  for (const [index, source] of select.sources.entries()) {
    const table = bound[index]?.table;
    const next: Joined[] = [];
    for (const left of rows) {
      const before = next.length;
      for (const right of table?.rows ?? []) {
        const joined = [...left, right];
        if (!source.on || isTrue(evaluate(source.on, scopeOf(joined)))) next.push(joined);
        if (next.length > MAX_JOINED_ROWS) throw sqlErrors.notSimulated('a join that large');
      }
      if (source.join === 'left' && next.length === before) next.push([...left, undefined]);
    }
    rows = next;
  }
  return rows;
}

function expandStars(select: Select, bound: readonly Bound[]): readonly { readonly expression: Expression; readonly label: string }[] {
  return select.items.flatMap(item => {
    if (item.expression.kind !== 'star') return [item];
    const { table } = item.expression;
    const wanted = bound.filter(({ alias }) => table === undefined || alias === table);
    if (wanted.length === 0) throw table === undefined ? sqlErrors.notSimulated('* without a table') : sqlErrors.unknownTable(table);
    return wanted.flatMap(({ alias, table: { columns } }) =>
      columns.map(({ name }) => ({ expression: { kind: 'column', table: alias, name } as const, label: name })),
    );
  });
}

function hasAggregate(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call':
      return aggregateNames.includes(expression.name) || expression.args.some(hasAggregate);
    case 'binary':
      return hasAggregate(expression.left) || hasAggregate(expression.right);
    case 'unary':
    case 'is-null':
      return hasAggregate(expression.operand);
    case 'case':
      return (
        expression.branches.some(({ when, then }) => hasAggregate(when) || hasAggregate(then)) ||
        (expression.fallback !== undefined && hasAggregate(expression.fallback))
      );
    default:
      return false;
  }
}

function groupRows(by: readonly Expression[], rows: readonly Joined[], scopeOf: (row: Joined) => Scope): readonly (readonly Joined[])[] {
  if (by.length === 0) return [rows];
  const groups = new Map<string, Joined[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map(expression => evaluate(expression, scopeOf(row))));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

function aggregate(
  { name, args, distinct }: Extract<Expression, { kind: 'call' }>,
  group: readonly Joined[],
  scopeOf: (row: Joined) => Scope,
): SqlValue {
  const [argument] = args;
  if (name === 'count' && (argument === undefined || argument.kind === 'star')) return group.length;
  if (!argument) throw sqlErrors.unknownFunction(name);
  const all = group.map(row => evaluate(argument, scopeOf(row))).filter(value => value !== null);
  const values = distinct ? [...new Set(all)] : all;
  if (name === 'count') return values.length;
  if (values.length === 0) return null;
  const sum = values.reduce<number>((total, value) => total + toNumber(value), 0);
  if (name === 'sum') return sum;
  if (name === 'avg') return (sum / values.length).toFixed(4);
  if (name === 'group_concat') return values.map(toText).join(',');
  return values.reduce((best, value) => ((compare(value, best) ?? 0) * (name === 'max' ? 1 : -1) > 0 ? value : best));
}

function distinctRows(rows: readonly Row[]): readonly Row[] {
  const seen = new Map(rows.map(row => [JSON.stringify(row), row]));
  return [...seen.values()];
}
