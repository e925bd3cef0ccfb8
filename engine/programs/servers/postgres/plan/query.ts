import { codes, PgError } from '../pg-error.js';
import type { CommonTable, Query, QueryBody, With } from '../sql/ast.js';
import { keyOfRow } from '../values/compare.js';
import { t, type PgType } from '../values/type-table.js';
import type { Row } from '../values/value.js';
import { coerce, coerceAll, settled } from './coerce.js';
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
import { Scope } from './scope.js';
import { compileLimits, inClause, limited, planSelect, sortRows } from './select.js';
import { compareBy, type SortKey } from './sorting.js';

/** A query with its common tables, in a scope whose names it may use. */
export function planQuery(query: Query, around: Scope, wanted?: readonly (PgType | undefined)[]): CompiledQuery {
  const scope = new Scope(around.analysis, around, around.commonTables);
  if (query.with) planCommonTables(query.with, scope);
  const plan = planBody(query, query.body, scope, wanted);
  return plan;
}

export function planCommonTables(clause: With, scope: Scope): void {
  const names = new Set<string>();
  for (const table of clause.tables) {
    if (names.has(table.name))
      throw new PgError(codes.duplicateAlias, `WITH query name "${table.name}" specified more than once`, { at: table.at });
    names.add(table.name);
    const query = planCommonTable(table, clause.recursive, scope);
    const columns = renamed(query.columns, table);
    scope.commonTables.set(table.name, { columns, query: shared({ ...query, columns }) });
  }
}

function renamed(columns: readonly OutputColumn[], { name, columns: names, at }: CommonTable): readonly OutputColumn[] {
  if (names.length > columns.length)
    throw new PgError(
      codes.badColumnReference,
      `WITH query "${name}" has ${columns.length} columns available but ${names.length} columns specified`,
      { at },
    );
  return columns.map((column, i) => ({ ...column, name: names[i] ?? column.name }));
}

function planCommonTable(table: CommonTable, isRecursive: boolean, scope: Scope): CompiledQuery {
  const { statement } = table;
  const { analysis } = scope;
  const inner = new Scope(analysis, undefined, scope.commonTables);
  if (statement.kind !== 'query') {
    const change = analysis.planChange(statement, inner);
    const kept = shared(change);
    analysis.changes.push(kept);
    return kept;
  }
  const { body } = statement;
  if (!isRecursive || body.kind !== 'set' || body.op !== 'union' || !mentions(statement, table.name))
    return analysis.planQuery(statement, inner);
  return planRecursive(table, statement, body, inner);
}

function mentions(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some(item => mentions(item, name));
  if (typeof value !== 'object' || value === null) return false;
  if (
    'kind' in value &&
    value.kind === 'table' &&
    'name' in value &&
    Array.isArray(value.name) &&
    value.name.length === 1 &&
    value.name[0] === name
  )
    return true;
  return Object.values(value).some(item => mentions(item, name));
}

/** What the recursive part reads: the rows of the step before. */
class WorkingTable {
  rows: readonly Row[] = [];
}

function planRecursive(table: CommonTable, statement: Query, body: Extract<QueryBody, { kind: 'set' }>, scope: Scope): CompiledQuery {
  const { analysis } = scope;
  const first = analysis.planQuery(body.left, scope);
  const columns = renamed(first.columns, table);
  const working = new WeakMap<Runtime, WorkingTable>();
  const self: CompiledQuery = {
    columns,
    tables: [],
    isCorrelated: () => false,
    plan: () => ({ title: `WorkTable Scan on ${table.name}`, details: [], rows: 10, width: 4, cost: 0.2, children: [] }),
    run: function* (runtime) {
      yield* working.get(runtime)?.rows ?? [];
    },
  };
  const inner = new Scope(analysis, undefined, scope.commonTables);
  inner.commonTables.set(table.name, { columns, query: self });
  const next = analysis.planQuery(
    body.right,
    inner,
    columns.map(column => column.type),
  );
  if (next.columns.length !== columns.length)
    throw new PgError(codes.syntax, 'each UNION query must have the same number of columns', { at: body.right.at });
  for (const [i, column] of columns.entries()) {
    const type = next.columns[i]?.type ?? t.text;
    if (type.oid !== column.type.oid && !canBecome(type, column.type, scope))
      throw new PgError(
        codes.datatypeMismatch,
        `recursive query "${table.name}" column ${i + 1} has type ${column.type.display} in non-recursive term but type ${type.display} overall`,
        {
          hint: 'Cast the output of the non-recursive term to the correct type.',
          at: 0,
        },
      );
  }
  const convert = converter(
    next.columns,
    columns.map(({ type }) => type),
    scope,
  );
  const run = function* (runtime: Runtime): RowStream {
    const table_ = new WorkingTable();
    working.set(runtime, table_);
    const seen = body.all ? undefined : new Set<string>();
    const isNew = (row: Row): boolean => {
      if (!seen) return true;
      const key = keyOfRow(row);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    };
    let rows: RowStream = first.run(runtime, undefined);
    for (;;) {
      const step: Row[] = [];
      for (const item of rows) {
        if (!isRow(item)) {
          yield item;
          continue;
        }
        const row = convert(item, runtime, table_.rows.length > 0);
        if (!isNew(row)) continue;
        runtime.hold();
        step.push(row);
        yield row;
        if (runtime.due()) yield PAUSE;
      }
      if (step.length === 0) return;
      table_.rows = step;
      rows = next.run(runtime, undefined);
    }
  };
  const limits = compileLimits(statement, scope);
  return {
    columns,
    tables: [],
    isCorrelated: () => false,
    plan: () => ({ title: 'Recursive Union', details: [], rows: 100, width: 4, cost: 3, children: [first.plan(), next.plan()] }),
    run: runtime => limited(run(runtime), limits, runtime, undefined),
  };
}

function canBecome(from: PgType, to: PgType, scope: Scope): boolean {
  return coerce(slotOf({ name: '', type: from, typmod: -1 }, 0), to, -1, 'implicit', scope.analysis) !== undefined;
}

function slotOf({ type, typmod }: OutputColumn, index: number): Compiled {
  return { type, typmod, at: 0, eval: env => env.row[index] ?? null, show: () => '' };
}

/** Makes rows of one query fit the types of another. */
function converter(
  columns: readonly OutputColumn[],
  types: readonly PgType[],
  scope: Scope,
): (row: Row, runtime: Runtime, wanted: boolean) => Row {
  const nodes = columns.map(
    (column, i) => coerce(slotOf(column, i), types[i] ?? t.text, -1, 'implicit', scope.analysis) ?? slotOf(column, i),
  );
  if (columns.every((column, i) => column.type.oid === types[i]?.oid)) return row => row;
  return (row, runtime, wanted) => {
    if (!wanted) return row;
    const env = newEnv(runtime, undefined, row);
    return nodes.map(node => node.eval(env));
  };
}

/** Rows of a common table are made once, when they are first wanted, and read by all. */
function shared(query: CompiledQuery): CompiledQuery {
  const streams = new WeakMap<Runtime, SharedRows>();
  return {
    ...query,
    run: runtime => {
      let rows = streams.get(runtime);
      if (!rows) {
        rows = new SharedRows(query.run(runtime, undefined), runtime);
        streams.set(runtime, rows);
      }
      return rows.read();
    },
  };
}

class SharedRows {
  readonly #rows: Row[] = [];
  readonly #source: RowStream;
  readonly #runtime: Runtime;

  constructor(source: RowStream, runtime: Runtime) {
    this.#source = source;
    this.#runtime = runtime;
  }

  *read(): RowStream {
    for (let i = 0; ; i++) {
      while (i >= this.#rows.length) {
        const { done, value } = this.#source.next();
        if (done === true) return;
        if (isRow(value)) {
          this.#runtime.hold();
          this.#rows.push(value);
        } else yield value;
      }
      const row = this.#rows[i];
      if (row) yield row;
    }
  }
}

function planBody(query: Query, body: QueryBody, scope: Scope, wanted: readonly (PgType | undefined)[] | undefined): CompiledQuery {
  switch (body.kind) {
    case 'select':
      return planSelect(body, query, scope, wanted);
    case 'values':
      return planValues(query, body, scope, wanted);
    case 'set':
      return planSet(query, body, scope, wanted);
  }
}

function planValues(
  query: Query,
  body: Extract<QueryBody, { kind: 'values' }>,
  scope: Scope,
  wanted: readonly (PgType | undefined)[] | undefined,
): CompiledQuery {
  const { analysis } = scope;
  const [first] = body.rows;
  const width = first?.length ?? 0;
  const rows = inClause(scope, 'VALUES', () => body.rows.map(row => row.map(expr => analysis.compile(expr, scope))));
  for (const [i, row] of rows.entries())
    if (row.length !== width) throw new PgError(codes.syntax, 'VALUES lists must all be the same length', { at: body.rows[i]?.[0]?.at });
  const columns = Array.from({ length: width }, (_, i) => {
    const nodes = rows.flatMap(row => row[i] ?? []);
    const type = wanted?.[i];
    const open =
      type && nodes.every(node => node.type === t.unknown)
        ? nodes.map(node => coerce(node, type, -1, 'assignment', analysis) ?? settled(node, analysis))
        : undefined;
    return open && type ? { type, typmod: -1, nodes: open } : coerceAll(nodes, 'VALUES', analysis);
  });
  const output = columns.map(({ type, typmod }, i): OutputColumn => ({ name: `column${String(i + 1)}`, type, typmod }));
  const run = function* (runtime: Runtime, outer: Env | undefined): RowStream {
    const env = newEnv(runtime, outer);
    for (let i = 0; i < rows.length; i++) {
      yield columns.map(({ nodes }) => nodes[i]?.eval(env) ?? null);
      if (runtime.due()) yield PAUSE;
    }
  };
  const plan = (): PlanNode =>
    rows.length === 1
      ? { title: 'Result', details: [], rows: 1, width: 4, cost: 0.01, children: [] }
      : { title: 'Values Scan on "*VALUES*"', details: [], rows: rows.length, width: 4 * width, cost: 0.0125 * rows.length, children: [] };
  return finish(query, { columns: output, tables: [], isCorrelated: () => scope.usesOuter, run, plan }, scope);
}

/** ORDER BY and LIMIT over rows whose columns can only be named. */
function finish(query: Query, plan: CompiledQuery, scope: Scope): CompiledQuery {
  const limits = compileLimits(query, scope);
  const keys = query.order.map(({ expression, descending, nullsFirst }): SortKey => {
    const index =
      expression.kind === 'literal' && expression.type === 'number'
        ? Number(expression.text) - 1
        : expression.kind === 'column' && expression.path.length === 1
          ? plan.columns.findIndex(({ name }) => name === expression.path[0])
          : -2;
    const column = plan.columns[index];
    if (index === -2)
      throw new PgError(codes.featureNotSupported, 'invalid UNION/INTERSECT/EXCEPT ORDER BY clause', {
        at: expression.at,
        detail: 'Only result column names can be used, not expressions or functions.',
        hint: 'Add the expression/function to every SELECT, or move the UNION into a FROM clause.',
      });
    if (!column) {
      if (expression.kind === 'column')
        throw new PgError(codes.undefinedColumn, `column "${expression.path.join('.')}" does not exist`, { at: expression.at });
      throw new PgError(codes.badColumnReference, `ORDER BY position ${index + 1} is not in select list`, { at: expression.at });
    }
    return { index, type: column.type, descending, nullsFirst };
  });
  if (keys.length === 0 && !query.limit && !query.offset) return plan;
  const run = function* (runtime: Runtime, outer: Env | undefined): RowStream {
    if (keys.length === 0) return yield* plan.run(runtime, outer);
    yield* yield* sortRows(plan.run(runtime, outer), keys, runtime);
  };
  return { ...plan, run: (runtime, outer) => limited(run(runtime, outer), limits, runtime, outer) };
}

function planSet(
  query: Query,
  body: Extract<QueryBody, { kind: 'set' }>,
  scope: Scope,
  wanted: readonly (PgType | undefined)[] | undefined,
): CompiledQuery {
  const { analysis } = scope;
  const word = body.op.toUpperCase();
  const left = analysis.planQuery(body.left, scope, wanted);
  const right = analysis.planQuery(body.right, scope, wanted);
  if (left.columns.length !== right.columns.length)
    throw new PgError(codes.syntax, `each ${word} query must have the same number of columns`, { at: firstAt(body.right) });
  const types = left.columns.map((column, i) => {
    const other = right.columns[i] ?? column;
    const nodes = [slotOf(column, i), { ...slotOf(other, i), at: firstAt(body.right) }];
    return {
      ...coerceAll(
        nodes.map((node, side) => open(node, side === 0 ? body.left : body.right, i)),
        word,
        analysis,
      ),
    };
  });
  const columns = left.columns.map(
    (column, i): OutputColumn => ({ name: column.name, type: types[i]?.type ?? column.type, typmod: types[i]?.typmod ?? -1 }),
  );
  const settledTypes = columns.map(column => column.type);
  const [fitLeft, fitRight] = [setConverter(left, settledTypes, scope), setConverter(right, settledTypes, scope)];
  const run = (runtime: Runtime, outer: Env | undefined): RowStream =>
    setRows(
      body,
      mapped(left.run(runtime, outer2(runtime, outer)), fitLeft, runtime),
      mapped(right.run(runtime, outer2(runtime, outer)), fitRight, runtime),
      settledTypes,
      runtime,
    );
  const outer2 = (runtime: Runtime, outer: Env | undefined): Env => newEnv(runtime, outer);
  const plan = (): PlanNode => {
    const children = [left.plan(), right.plan()];
    const append: PlanNode = {
      title: body.op === 'union' ? 'Append' : `HashSetOp ${body.op === 'except' ? 'Except' : 'Intersect'}${body.all ? ' All' : ''}`,
      details: [],
      rows: children.reduce((sum, child) => sum + child.rows, 0),
      width: 4,
      cost: children.reduce((sum, child) => sum + child.cost, 0),
      children,
    };
    return body.op === 'union' && !body.all
      ? {
          ...append,
          title: 'HashAggregate',
          details: [`Group Key: ${left.columns.map(column => column.name).join(', ')}`],
          children: [append],
        }
      : append;
  };
  return finish(query, { columns, tables: [], isCorrelated: () => scope.usesOuter, run, plan }, scope);
}

/** A target that was only a text in quotes takes the type of the other side. */
function open(node: Compiled, query: Query, index: number): Compiled {
  const { body } = query;
  const expr = body.kind === 'select' ? body.targets[index]?.expression : undefined;
  if (body.kind !== 'select' || body.targets.some(target => target.expression.kind === 'column' && target.expression.star)) return node;
  if (expr?.kind === 'literal' && (expr.type === 'string' || expr.type === 'null'))
    return { ...node, type: t.unknown, literal: { text: expr.type === 'null' ? null : expr.text, at: expr.at } };
  return node;
}

function setConverter(plan: CompiledQuery, types: readonly PgType[], scope: Scope): (row: Row, runtime: Runtime) => Row {
  const nodes = plan.columns.map((column, i) => {
    const type = types[i] ?? t.text;
    return (
      coerce(slotOf(column, i), type, -1, 'implicit', scope.analysis) ??
      coerce(slotOf(column, i), type, -1, 'explicit', scope.analysis) ??
      slotOf(column, i)
    );
  });
  if (plan.columns.every((column, i) => column.type.oid === types[i]?.oid)) return row => row;
  return (row, runtime) => {
    const env = newEnv(runtime, undefined, row);
    return nodes.map(node => node.eval(env));
  };
}

function firstAt(query: Query): number {
  return query.body.kind === 'select' ? (query.body.targets[0]?.expression.at ?? query.at) : query.at;
}

function* mapped(rows: RowStream, convert: (row: Row, runtime: Runtime) => Row, runtime: Runtime): RowStream {
  for (const item of rows) yield isRow(item) ? convert(item, runtime) : item;
}

function* setRows(
  { op, all }: { readonly op: 'union' | 'intersect' | 'except'; readonly all: boolean },
  left: RowStream,
  right: RowStream,
  types: readonly PgType[],
  runtime: Runtime,
): RowStream {
  if (op === 'union' && all) {
    yield* left;
    yield* right;
    return;
  }
  const counts = new Map<string, number>();
  if (op !== 'union')
    for (const item of right) {
      if (!isRow(item)) {
        yield item;
        continue;
      }
      const key = keyOfRow(item, types);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  const seen = new Set<string>();
  const kept: Row[] = [];
  const take = function* (rows: RowStream): RowStream {
    for (const item of rows) {
      if (!isRow(item)) {
        yield item;
        continue;
      }
      const key = keyOfRow(item, types);
      const there = counts.get(key) ?? 0;
      const wanted = op === 'union' || (op === 'intersect') === there > 0;
      if (all) counts.set(key, there - 1);
      if (!wanted || (!all && seen.has(key))) continue;
      runtime.hold();
      seen.add(key);
      kept.push(item);
    }
  };
  yield* take(left);
  if (op === 'union') yield* take(right);
  const keys = types.map((type, index) => ({ index, type, descending: false, nullsFirst: false }));
  yield* kept.sort(compareBy(keys, runtime.session.collation));
}
