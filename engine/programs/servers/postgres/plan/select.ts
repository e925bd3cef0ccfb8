import { findAggregates } from '../functions/registry.js';
import { codes, PgError } from '../pg-error.js';
import type { Expr, Query, SelectCore, SortItem, Target } from '../sql/ast.js';
import { keyOfRow } from '../values/compare.js';
import { displayType, t, type PgType } from '../values/type-table.js';
import { ArrayValue, type Row, type Value } from '../values/value.js';
import { asCondition, coerce, settled } from './coerce.js';
import { missingTable } from './columns.js';
import { keyOfExpression } from './expression.js';
import { planFrom, type FromPlan } from './from.js';
import { groupRows, type Grouped } from './group.js';
import { outputName } from './output-name.js';
import {
  isRow,
  newEnv,
  PAUSE,
  type Compiled,
  type CompiledQuery,
  type Env,
  type OutputColumn,
  type PlanNode,
  type RowStream,
  type Runtime,
} from './runtime.js';
import { findEntry, Scope } from './scope.js';
import { compareBy, type SortKey } from './sorting.js';
import { compileWindows, windowRows, type CompiledWindow, type Windowed } from './window.js';
import { lockRows } from './row-locks.js';
import type { Yielded } from '../../../../core/task.js';

export interface CompiledTarget {
  readonly name: string;
  readonly node: Compiled;
  readonly expression: Expr | undefined;
  readonly origin?: { readonly tableOid: number; readonly columnNumber: number };
}

/** SELECT … with the ORDER BY of the query that it is the body of. */
export function planSelect(core: SelectCore, query: Query, scope: Scope, wanted?: readonly (PgType | undefined)[]): CompiledQuery {
  const { analysis } = scope;
  const from = planFrom(core.from, scope);
  scope.use(from.entries, from.visible, from.width);
  for (const window of core.windows) if (window.name !== undefined) scope.namedWindows.set(window.name, window);
  const where = core.where ? inClause(scope, 'WHERE', () => asCondition(compile(core.where, scope), 'WHERE', analysis)) : undefined;
  const expanded = expandTargets(core.targets, scope);
  const groupExpressions = core.groupBy.map(expr => groupTarget(expr, expanded, scope));
  const keys = inClause(scope, 'GROUP BY', () => groupExpressions.map(expr => settled(compile(expr, scope), analysis)));
  const isGrouped = core.groupBy.length > 0 || core.having !== undefined || usesAggregates(core, query);
  if (isGrouped)
    scope.grouping = { keys: new Set(groupExpressions.map(keyOfExpression)), columns: groupedColumns(groupExpressions, scope) };
  const targets = expanded.map((target, i) => compileTarget(target, scope, wanted?.[i]));
  const having = core.having ? inClause(scope, 'HAVING', () => asCondition(compile(core.having, scope), 'HAVING', analysis)) : undefined;
  const nodes = targets.map(({ node }) => node);
  scope.clause = 'ORDER BY';
  const sorts = sortKeysOf(query.order, targets, nodes, scope, core.distinct);
  const distinctOn = distinctKeys(core, targets, nodes, scope);
  checkDistinctOn(distinctOn, sorts);
  scope.clause = 'SELECT';
  const windows = compileWindows(scope);
  scope.grouping = undefined;
  const shape: Shape = {
    from,
    where,
    keys,
    isGrouped,
    having,
    windows,
    nodes,
    width: targets.length,
    sorts,
    distinct: core.distinct === 'all',
    distinctOn,
    scope,
  };
  const limits = compileLimits(query, scope);
  return {
    columns: targets.map(outputColumn),
    isCorrelated: () => scope.usesOuter,
    tables: [],
    run: (runtime, outer) =>
      limited(
        query.lock
          ? lockRows(shape.from, query.lock, (env, rows) => selectRows(shape, env, rows), runtime, outer, where)
          : selectRows(shape, newEnv(runtime, outer)),
        limits,
        runtime,
        outer,
      ),
    plan: () => explainSelect(shape, limits),
  };
}

/** Everything that a SELECT does, in its order. */
interface Shape {
  readonly from: FromPlan;
  readonly where: Compiled | undefined;
  readonly keys: readonly Compiled[];
  readonly isGrouped: boolean;
  readonly having: Compiled | undefined;
  readonly windows: readonly CompiledWindow[];
  /** Targets, then what only ORDER BY and DISTINCT ON want. */
  readonly nodes: readonly Compiled[];
  readonly width: number;
  readonly sorts: readonly SortKey[];
  readonly distinct: boolean;
  readonly distinctOn: readonly SortKey[];
  readonly scope: Scope;
}

function compile(expr: Expr | undefined, scope: Scope): Compiled {
  if (!expr) throw new Error('postgres: no expression');
  return scope.analysis.compile(expr, scope);
}

export function inClause<T>(scope: Scope, clause: string, work: () => T): T {
  const before = scope.clause;
  scope.clause = clause;
  try {
    return work();
  } finally {
    scope.clause = before;
  }
}

/** Whether targets, HAVING or ORDER BY call an aggregate: known once they are compiled, so they are compiled to look. */
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

/** `*` and `t.*` as the columns that they stand for. */
export function expandTargets(targets: readonly Target[], scope: Scope): readonly Target[] {
  return targets.flatMap(target => {
    const { expression } = target;
    if (expression.kind === 'field' && expression.name === '*') return expandFields(expression, scope);
    if (expression.kind !== 'column' || !expression.star) return [target];
    if (expression.path.length === 0) {
      if (scope.entries.length === 0)
        throw new PgError(codes.syntax, 'SELECT * with no tables specified is not valid', { at: expression.at });
      return scope.visible.map(column => ({ expression: slotExpression(column.index, expression.at), alias: column.name }));
    }
    const range = findEntry(scope, expression.path);
    if (!range) throw missingTable(expression.path, expression.at, scope);
    if (range.depth > 0)
      return range.entry.columns.map(column => ({
        expression: { kind: 'column', path: [range.entry.alias, column.name], star: false, at: expression.at } as const,
        alias: column.name,
      }));
    return range.entry.columns.map(column => ({ expression: slotExpression(column.index, expression.at), alias: column.name }));
  });
}

function expandFields(expression: Extract<Expr, { kind: 'field' }>, scope: Scope): readonly Target[] {
  const fields = compile(expression.base, scope).fields ?? [];
  return fields.map(({ name }) => ({ expression: { ...expression, name }, alias: name }));
}

/** A column by its place in the row: what `*` stands for, whatever its name means elsewhere. */
const slots = new WeakMap<Expr, number>();

function slotExpression(index: number, at: number): Expr {
  const expr: Expr = { kind: 'column', path: [`\0${String(index)}`], star: false, at };
  slots.set(expr, index);
  return expr;
}

function compileTarget({ expression, alias }: Target, scope: Scope, wanted: PgType | undefined): CompiledTarget {
  const index = slots.get(expression);
  const raw = index === undefined ? compile(expression, scope) : slotColumn(index, expression.at, scope);
  const node =
    raw.type === t.unknown
      ? wanted
        ? (coerce(raw, wanted, -1, 'assignment', scope.analysis) ?? settled(raw, scope.analysis))
        : settled(raw, scope.analysis)
      : raw;
  const name = alias ?? outputName(expression);
  const origin = originOf(expression, index, scope);
  return { name, node, expression, ...(origin ? { origin } : {}) };
}

function slotColumn(index: number, at: number, scope: Scope): Compiled {
  const column =
    scope.visible.find(candidate => candidate.index === index) ??
    scope.entries.flatMap(entry => entry.columns).find(candidate => candidate.index === index);
  if (!column) throw new Error('postgres: no such place in the row');
  const path = column.table ? [column.table.alias, column.name] : [column.name];
  if (scope.grouping && !scope.grouping.columns.has(index)) return compile({ kind: 'column', path, star: false, at }, scope);
  const { type, typmod, fields } = column;
  return { type, typmod, at, eval: env => env.row[index] ?? null, show: () => path.join('.'), ...(fields ? { fields } : {}) };
}

function originOf(expression: Expr, index: number | undefined, scope: Scope): CompiledTarget['origin'] {
  if (expression.kind !== 'column') return undefined;
  const name = expression.path.at(-1);
  const table = expression.path.length > 1 ? expression.path.at(-2) : undefined;
  const columns = table === undefined ? scope.visible : (scope.entries.find(entry => entry.alias === table)?.columns ?? []);
  const column = columns.find(candidate => (index === undefined ? candidate.name === name : candidate.index === index));
  const tableOid = column?.table?.tableOid;
  return column?.columnNumber === undefined || tableOid === undefined ? undefined : { tableOid, columnNumber: column.columnNumber };
}

export function outputColumn({ name, node, origin }: CompiledTarget): OutputColumn {
  return { name, type: node.type, typmod: node.typmod, ...origin, ...(node.fields ? { fields: node.fields } : {}) };
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

function groupedColumns(expressions: readonly Expr[], scope: Scope): ReadonlySet<number> {
  const places = new Set<number>();
  for (const expr of expressions) {
    const slot = slots.get(expr);
    if (slot !== undefined) places.add(slot);
    if (expr.kind !== 'column') continue;
    const columns = expr.path.length === 1 ? scope.visible : (scope.entries.find(entry => entry.alias === expr.path.at(-2))?.columns ?? []);
    const column = columns.find(candidate => candidate.name === expr.path.at(-1));
    if (column) places.add(column.index);
  }
  return places;
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
  nodes.push(settled(compile(expression, scope), scope.analysis));
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

function* selectRows(shape: Shape, env: Env, given?: RowStream): RowStream {
  const { runtime, outer } = env;
  const base = newEnv(runtime, outer);
  const rows = filterRows(given ?? shape.from.run(base), shape.where, runtime, outer);
  const projected = project(shape, rows, runtime, outer);
  const distinct = shape.distinct ? distinctRows(projected, shape, runtime) : projected;
  if (shape.sorts.length === 0 && shape.distinctOn.length === 0) {
    for (const item of distinct) yield isRow(item) && item.length > shape.width ? item.slice(0, shape.width) : item;
    return;
  }
  const keys = shape.sorts.length > 0 ? shape.sorts : shape.distinctOn;
  const sorted = yield* sortRows(distinct, [...keys, ...(shape.sorts.length > 0 ? shape.distinctOn : [])], runtime);
  let last: string | undefined;
  for (const row of sorted) {
    const key = shape.distinctOn.length > 0 ? keyOfRow(shape.distinctOn.map(({ index }) => row[index] ?? null)) : undefined;
    if (key !== undefined && key === last) continue;
    last = key;
    yield row.length > shape.width ? row.slice(0, shape.width) : row;
    if (runtime.due()) yield PAUSE;
  }
}

export function* sortRows(rows: RowStream, keys: readonly SortKey[], runtime: Runtime): Generator<Yielded, readonly Row[], unknown> {
  const all: Row[] = [];
  for (const item of rows) {
    if (isRow(item)) {
      runtime.hold();
      all.push(item);
    } else yield item;
  }
  return all.sort(compareBy(keys, runtime.session.collation));
}

function* filterRows(rows: RowStream, where: Compiled | undefined, runtime: Runtime, outer: Env | undefined): RowStream {
  if (!where) return yield* rows;
  const env = newEnv(runtime, outer);
  for (const item of rows) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    env.row = item;
    if (where.eval(env) === true) yield item;
    if (runtime.debt > 0 && runtime.due()) yield PAUSE;
  }
}

/** Groups, windows, and the target list. */
function* project(shape: Shape, rows: RowStream, runtime: Runtime, outer: Env | undefined): RowStream {
  const env = newEnv(runtime, outer);
  const source = shape.isGrouped ? groupRows(rows, shape.keys, shape.scope.aggregates, { runtime, outer }) : plainRows(rows);
  const passed = shape.having ? havingRows(source, shape.having, env) : source;
  const final = shape.windows.length > 0 ? windowed(passed, shape.windows, runtime, outer) : passed;
  for (const item of final) {
    if (!('row' in item)) {
      yield item;
      continue;
    }
    env.row = item.row;
    env.aggregates = item.aggregates;
    if (isWindowed(item)) env.windows = item.windows;
    if (shape.scope.sets.length > 0) yield* setRows(shape, env);
    else yield shape.nodes.map(node => node.eval(env));
    yield* settle(runtime);
  }
}

/** Sleeps that functions asked for, and pauses that queries inside expressions owe. */
function* settle(runtime: Runtime): Generator<Yielded, void, unknown> {
  if (runtime.sleepMs > 0) {
    const { sleepMs } = runtime;
    runtime.sleepMs = 0;
    yield { kind: 'wait', queues: [], deadline: runtime.session.instantAfter(sleepMs) };
  }
  while (runtime.debt > 0) {
    runtime.debt--;
    yield PAUSE;
  }
}

function isWindowed(item: Grouped | Windowed): item is Windowed {
  return 'windows' in item;
}

type GroupStream = Generator<Grouped | Yielded, void, unknown>;

function* plainRows(rows: RowStream): GroupStream {
  for (const item of rows) yield isRow(item) ? { row: item, aggregates: [] } : item;
}

function* havingRows(rows: GroupStream, having: Compiled, env: Env): GroupStream {
  for (const item of rows) {
    if ('row' in item) {
      env.row = item.row;
      env.aggregates = item.aggregates;
      if (having.eval(env) !== true) continue;
    }
    yield item;
  }
}

function* windowed(
  rows: GroupStream,
  windows: readonly CompiledWindow[],
  runtime: Runtime,
  outer: Env | undefined,
): Generator<Windowed | Yielded, void, unknown> {
  const all: Grouped[] = [];
  for (const item of rows) {
    if ('row' in item) {
      runtime.hold();
      all.push(item);
    } else yield item;
  }
  yield* yield* windowRows(all, windows, runtime, outer);
}

/** Set-returning functions go on side by side; the shorter ones give null. */
function* setRows(shape: Shape, env: Env): RowStream {
  const { runtime } = env;
  const iterators = shape.scope.sets.map(({ spec, args }) => {
    const values = args.map(arg => arg.eval(env));
    const items: Iterable<Value> =
      (spec.isStrict && values.includes(null)) || !spec.set ? [] : spec.set(values, { runtime, types: args.map(arg => arg.type), env });
    return items[Symbol.iterator]();
  });
  for (;;) {
    const results = iterators.map(iterator => iterator.next());
    if (results.every(({ done }) => done)) return;
    env.sets = results.map(({ done, value }): Value => (done === true ? null : value instanceof ArrayValue ? value : (value as Value)));
    yield shape.nodes.map(node => node.eval(env));
    if (runtime.due()) yield PAUSE;
  }
}

function* distinctRows(rows: RowStream, { nodes, width }: Shape, runtime: Runtime): RowStream {
  const seen = new Set<string>();
  const all: Row[] = [];
  for (const item of rows) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    const key = keyOfRow(
      item.slice(0, width),
      nodes.map(node => node.type),
    );
    if (seen.has(key)) continue;
    runtime.hold();
    seen.add(key);
    all.push(item);
  }
  // PostgreSQL tells rows apart by sorting or hashing them; few rows come out sorted.
  const keys = nodes.slice(0, width).map(({ type }, index) => ({ index, type, descending: false, nullsFirst: false }));
  yield* all.sort(compareBy(keys, runtime.session.collation));
}

export interface Limits {
  readonly limit: Compiled | undefined;
  readonly offset: Compiled | undefined;
}

export function compileLimits(query: Query, around: Scope): Limits {
  const scope = new Scope(around.analysis, around.parent, around.commonTables);
  scope.clause = 'LIMIT';
  const number = (expr: Expr | undefined, clause: string): Compiled | undefined => {
    if (!expr) return undefined;
    const node = compile(expr, scope);
    const converted = coerce(node, t.int8, -1, 'assignment', around.analysis);
    if (!converted)
      throw new PgError(codes.datatypeMismatch, `argument of ${clause} must be type bigint, not type ${displayType(node.type)}`, {
        at: node.at,
      });
    return converted;
  };
  return { limit: number(query.limit, 'LIMIT'), offset: number(query.offset, 'OFFSET') };
}

export function* limited(rows: RowStream, { limit, offset }: Limits, runtime: Runtime, outer: Env | undefined): RowStream {
  const env = newEnv(runtime, outer);
  const count = (node: Compiled | undefined, clause: string, code: string): number | undefined => {
    const value = node?.eval(env) ?? null;
    if (value === null) return undefined;
    if (Number(value) < 0) throw new PgError(code, `${clause} must not be negative`);
    return Number(value);
  };
  const most = count(limit, 'LIMIT', '2201W');
  let skip = count(offset, 'OFFSET', '2201X') ?? 0;
  let given = 0;
  if (most === 0) return;
  for (const item of rows) {
    if (!isRow(item)) yield item;
    else if (skip > 0) skip--;
    else {
      yield item;
      if (++given === most) return;
    }
  }
}

function explainSelect(shape: Shape, limits: Limits): PlanNode {
  let node = shape.from.plan();
  if (shape.where)
    node = {
      ...node,
      details: [...node.details, `${node.title === 'Result' ? 'One-Time Filter' : 'Filter'}: ${shape.where.show()}`],
      rows: Math.max(1, Math.round(node.rows / 3)),
    };
  const over = (title: string, details: readonly string[], rows: number): void => {
    node = { title, details, rows, width: node.width, cost: node.cost + 0.02, startup: node.cost + 0.01, children: [node] };
  };
  if (shape.isGrouped)
    over(
      shape.keys.length > 0 ? 'HashAggregate' : 'Aggregate',
      shape.keys.length > 0 ? [`Group Key: ${shape.keys.map(key => key.show()).join(', ')}`] : [],
      shape.keys.length > 0 ? Math.ceil(node.rows / 2) : 1,
    );
  if (shape.windows.length > 0) over('WindowAgg', [], node.rows);
  if (shape.distinct) over('HashAggregate', [`Group Key: ${shape.nodes.map(key => key.show()).join(', ')}`], node.rows);
  if (shape.sorts.length > 0)
    over(
      'Sort',
      [
        `Sort Key: ${shape.sorts.map(({ index, descending }) => `${shape.nodes[index]?.show() ?? ''}${descending ? ' DESC' : ''}`).join(', ')}`,
      ],
      node.rows,
    );
  if (limits.limit) over('Limit', [], node.rows);
  return node;
}

function isAggregateName(name: string): boolean {
  return findAggregates(name).length > 0;
}
