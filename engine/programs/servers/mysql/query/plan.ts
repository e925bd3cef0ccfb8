import type { Expression, Order, Query, QueryBody, SetOperation } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import { textLength, unitedType } from '../values/column-type.js';
import { compareNullable, groupKeys } from '../values/compare.js';
import { toNumber, type Row } from '../values/value.js';
import { withCommonTables } from './common-tables.js';
import { compile } from './compiler.js';
import { convertTo } from './convert.js';
import type { Environment, Plan } from './compiled.js';
import { noFrame, type Frame, type ResultColumn } from './context.js';
import { distinctRows } from './plan-rows.js';
import { Scope } from './scope.js';
import { planSelect } from './select.js';

/** Plans a whole query; throws SqlError for what cannot be run. */
export function planQuery(query: Query, environment: Environment, outer: Scope | undefined): Plan {
  const inner = query.with.length > 0 ? withCommonTables(query, environment, outer) : environment;
  const page = pageOf(query, inner);
  const { body } = query;
  if (body.kind === 'select') {
    const plan = planSelect(body, { environment: inner, outer, orderBy: query.orderBy });
    return { columns: plan.columns, run: frame => page(plan.run(frame)) };
  }
  const plan = planBody(body, inner, outer);
  const sort = sorter(query.orderBy, plan.columns, inner, outer);
  return { columns: plan.columns, run: frame => page(sort(plan.run(frame), frame)) };
}

/** LIMIT and OFFSET. */
function pageOf({ limit, offset }: Query, environment: Environment): (rows: readonly Row[]) => readonly Row[] {
  const number = (expression: Expression | undefined): number | undefined => {
    if (!expression) return undefined;
    return toNumber(compile(expression, { environment, scope: new Scope([], undefined), clause: 'limit' }).run(noFrame));
  };
  const [count, skipped = 0] = [number(limit), number(offset)];
  return rows => (count === undefined && skipped === 0 ? rows : rows.slice(skipped, count === undefined ? undefined : skipped + count));
}

function planBody(body: QueryBody, environment: Environment, outer: Scope | undefined): Plan {
  switch (body.kind) {
    case 'select':
      return planSelect(body, { environment, outer, orderBy: [] });
    case 'nested':
      return planQuery(body.query, environment, outer);
    case 'rows':
      return planRows(body.rows, environment, outer);
    default:
      return planSetOperation(body, environment, outer);
  }
}

function planRows(rows: readonly (readonly Expression[])[], environment: Environment, outer: Scope | undefined): Plan {
  const scope = new Scope([], outer);
  const compiled = rows.map(row => row.map(item => compile(item, { environment, scope, clause: 'field list' })));
  const first = compiled[0] ?? [];
  if (compiled.some(row => row.length !== first.length)) throw sqlErrors.countMismatch(2);
  const columns = first.map(
    (_, index): ResultColumn => ({
      name: `column_${String(index)}`,
      type: compiled.map(row => row[index]?.type ?? { name: 'null' as const }).reduce(unitedType),
      nullable: true,
      origin: undefined,
    }),
  );
  return { columns, run: parent => compiled.map(row => row.map(item => item.run({ row: [], slots: [], parent }))) };
}

function planSetOperation(body: SetOperation, environment: Environment, outer: Scope | undefined): Plan {
  const left = planBody(body.left, environment, outer);
  const right = planBody(body.right, environment, outer);
  if (left.columns.length !== right.columns.length) throw sqlErrors.unionColumns();
  const columns = left.columns.map((column, index): ResultColumn => {
    const other = right.columns[index] ?? column;
    const type = unitedType(column.type, other.type);
    const widened = type.name === 'varchar' ? { ...type, length: Math.max(textLength(column.type), textLength(other.type)) } : type;
    return { name: column.name, type: widened, nullable: column.nullable || other.nullable, origin: undefined };
  });
  const collations = columns.map(({ type }) => type.collation ?? environment.context.collation);
  const convert = (rows: readonly Row[]): readonly Row[] => {
    environment.context.step(rows.length);
    return rows.map(row => row.map((value, index) => convertTo(value, columns[index]?.type ?? { name: 'null' })));
  };
  const keyOf = (row: Row): string => groupKeys(row, collations);
  return { columns, run: frame => combine(body, convert(left.run(frame)), convert(right.run(frame)), keyOf) };
}

function combine({ kind, all }: SetOperation, left: readonly Row[], right: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  if (kind === 'union') return all ? [...left, ...right] : distinctRows([...left, ...right], keyOf);
  const counts = new Map<string, number>();
  for (const row of right) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  const kept = left.filter(row => {
    const key = keyOf(row);
    const count = counts.get(key) ?? 0;
    if (all && count > 0) counts.set(key, count - 1);
    return kind === 'intersect' ? count > 0 : count === 0;
  });
  return all ? kept : distinctRows(kept, keyOf);
}

/** Sorts the rows of a union by its columns. */
function sorter(
  orderBy: readonly Order[],
  columns: readonly ResultColumn[],
  environment: Environment,
  outer: Scope | undefined,
): (rows: readonly Row[], frame: Frame | undefined) => readonly Row[] {
  if (orderBy.length === 0) return rows => rows;
  const scoped = columns.map(({ name, type, nullable }) => ({ database: '', alias: '', table: '', column: { name, type, nullable } }));
  const scope = new Scope(scoped, outer);
  const keys = orderBy.map(({ expression, descending }) => {
    const position = expression.kind === 'literal' && typeof expression.value === 'bigint' ? Number(expression.value) : undefined;
    if (position !== undefined && !columns[position - 1]) throw sqlErrors.unknownColumn(String(position), 'order clause');
    const compiled = position === undefined ? compile(expression, { environment, scope, clause: 'order clause' }) : undefined;
    const collation = columns[(position ?? 1) - 1]?.type.collation ?? compiled?.collation ?? environment.context.collation;
    return { position, compiled, descending, collation };
  });
  return (rows, parent) => {
    environment.context.step(rows.length);
    const sortable = rows.map(row => ({
      row,
      keys: keys.map(({ position, compiled }) =>
        compiled ? compiled.run({ row, slots: [], parent }) : (row[(position ?? 1) - 1] ?? null),
      ),
    }));
    sortable.sort((a, b) => {
      for (const [index, { descending, collation }] of keys.entries()) {
        const order = compareNullable(a.keys[index] ?? null, b.keys[index] ?? null, collation);
        if (order !== 0) return descending ? -order : order;
      }
      return 0;
    });
    return sortable.map(({ row }) => row);
  };
}
