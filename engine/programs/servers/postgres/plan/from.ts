import { codes, PgError } from '../pg-error.js';
import type { Expr, FromItem, RangeAlias } from '../sql/ast.js';
import { relationNamed, schemaNamed, type Relation } from '../storage/catalog.js';
import { isVisible } from '../storage/heap.js';
import { findSystemTable } from '../catalog/system-tables.js';
import { keyOfRow } from '../values/compare.js';
import { displayType, t } from '../values/type-table.js';
import { ArrayValue, RowValue, type Row, type Value } from '../values/value.js';
import { resolveFunction } from './calls.js';
import { asCondition } from './coerce.js';
import { requireType } from './find-type.js';
import { applyOperator } from './operators.js';
import { isRow, newEnv, PAUSE, type Compiled, type Env, type PlanNode, type RowStream, type Runtime } from './runtime.js';
import { Scope, type RangeEntry, type ScopeColumn } from './scope.js';
import { viewQuery } from './views.js';

/** A compiled item of FROM: what its columns mean, and how its rows are made. */
export interface FromPlan {
  readonly entries: readonly RangeEntry[];
  readonly visible: readonly ScopeColumn[];
  readonly width: number;
  readonly isLateral: boolean;
  /** `env.row` holds the columns of what stands to the left; `env.outer` is the query around. */
  readonly run: (env: Env) => RowStream;
  readonly plan: () => PlanNode;
}

/** The relation that a name means; undefined when there is none. */
export function findRelation(scope: { readonly analysis: Scope['analysis'] }, name: readonly string[], at: number): Relation | undefined {
  const { session } = scope.analysis;
  const catalog = session.catalog();
  const last = name.at(-1) ?? '';
  if (name.length > 3) throw new PgError(codes.syntax, `improper qualified name (too many dotted names): ${name.join('.')}`, { at });
  if (name.length === 3 && name[0] !== session.databaseName)
    throw new PgError(codes.featureNotSupported, `cross-database references are not implemented: "${name.join('.')}"`, { at });
  if (name.length > 1) {
    const schema = schemaNamed(catalog, name.at(-2) ?? '');
    return schema && relationNamed(catalog, schema.oid, last);
  }
  for (const schema of session.searchPath()) {
    const found = relationNamed(catalog, schema, last);
    if (found) return found;
  }
  return undefined;
}

export function noRelation(name: readonly string[], at?: number): PgError {
  return new PgError(codes.undefinedTable, `relation "${name.join('.')}" does not exist`, { at });
}

/** FROM with everything in it; the columns lie from `offset` on in the row. */
export function planFrom(items: readonly FromItem[], scope: Scope): FromPlan {
  let plan: FromPlan | undefined;
  for (const item of items) {
    const left = plan;
    const right = planItem(item, scope, left, left?.width ?? 0);
    checkAliases(left, right);
    plan = left ? crossJoin(left, right) : right;
  }
  return plan ?? emptyFrom();
}

function emptyFrom(): FromPlan {
  return {
    entries: [],
    visible: [],
    width: 0,
    isLateral: false,
    run: function* () {
      yield [];
    },
    plan: () => ({ title: 'Result', details: [], rows: 1, width: 0, cost: 0.01, children: [] }),
  };
}

function checkAliases(left: FromPlan | undefined, right: FromPlan): void {
  for (const { alias } of right.entries)
    if (alias !== '' && left?.entries.some(entry => entry.alias === alias))
      throw new PgError(codes.duplicateAlias, `table name "${alias}" specified more than once`);
}

function planItem(item: FromItem, scope: Scope, left: FromPlan | undefined, offset: number): FromPlan {
  switch (item.kind) {
    case 'table':
      return planTable(item, scope, offset);
    case 'query':
      return planSubquery(item, scope, left, offset);
    case 'function':
      return planFunction(item, scope, left, offset);
    case 'join':
      return planJoin(item, scope, left, offset);
  }
}

interface ColumnInfo {
  readonly name: string;
  readonly type: ScopeColumn['type'];
  readonly typmod: number;
  readonly columnNumber?: number;
  readonly fields?: Compiled['fields'];
}

/** Gives columns their places in the row, and the names that an alias has for them. */
export function rangeOf(
  alias: string,
  columns: readonly ColumnInfo[],
  offset: number,
  names: readonly string[],
  extra: Partial<RangeEntry> = {},
  at?: number,
): RangeEntry {
  if (names.length > columns.length)
    throw new PgError(
      codes.badColumnReference,
      `table "${alias}" has ${columns.length} columns available but ${names.length} columns specified`,
      { at },
    );
  const own: ScopeColumn[] = [];
  const entry: RangeEntry = { alias, columns: own, ...extra };
  for (const [i, column] of columns.entries()) own.push({ ...column, name: names[i] ?? column.name, index: offset + i, table: entry });
  return entry;
}

function single(entry: RangeEntry, isLateral: boolean, run: FromPlan['run'], plan: () => PlanNode): FromPlan {
  return { entries: [entry], visible: entry.columns, width: entry.columns.length, isLateral, run, plan };
}

function planTable(item: Extract<FromItem, { kind: 'table' }>, scope: Scope, offset: number): FromPlan {
  const { name, at } = item;
  const last = name.at(-1) ?? '';
  const alias = item.alias?.name ?? last;
  const names = item.alias?.columns ?? [];
  const common = name.length === 1 ? scope.commonTables.get(last) : undefined;
  if (common) {
    const entry = rangeOf(alias, common.columns, offset, names, {}, at);
    return single(
      entry,
      false,
      env => common.query.run(env.runtime, undefined),
      () => ({
        ...leaf(`CTE Scan on ${last}${alias === last ? '' : ` ${alias}`}`, common.columns.length),
        children: [common.query.plan()].map(plan => ({ ...plan, label: `CTE ${last}` })),
      }),
    );
  }
  const relation = findRelation(scope, name, at);
  if (relation) return planRelation(relation, item, scope, offset);
  const system = findSystemTable(name);
  if (system) {
    const entry = rangeOf(alias, system.columns, offset, names, { schema: system.schema, tableOid: system.oid }, at);
    return single(
      entry,
      false,
      env => listRows(system.rows(env.runtime.session), env.runtime),
      () => leaf(`Seq Scan on ${last}${alias === last ? '' : ` ${alias}`}`, system.columns.length),
    );
  }
  throw noRelation(name, at);
}

function leaf(title: string, columns: number, rows = 100): PlanNode {
  return { title, details: [], rows, width: columns * 8, cost: rows * 0.01 + 10, children: [] };
}

function* listRows(rows: Iterable<Row>, runtime: Runtime): RowStream {
  for (const row of rows) {
    yield row;
    if (runtime.due()) yield PAUSE;
  }
}

function planRelation(relation: Relation, item: Extract<FromItem, { kind: 'table' }>, scope: Scope, offset: number): FromPlan {
  const { analysis } = scope;
  const { session } = analysis;
  const { at } = item;
  const alias = item.alias?.name ?? relation.name;
  if (relation.kind === 'i')
    throw new PgError(codes.wrongObject, `cannot open relation "${relation.name}"`, {
      at,
      detail: 'This operation is not supported for indexes.',
    });
  if (analysis.viewDepth === 0) {
    if (!session.mayUse(relation, 'SELECT')) throw denied(relation);
    analysis.reads.set(relation.oid, new Set(['SELECT']));
  }
  const columns = relation.columns.map(column => ({
    name: column.name,
    type: session.typeByOid(column.typeOid) ?? t.text,
    typmod: column.typmod,
    columnNumber: column.number,
  }));
  const key = relation.constraints.find(({ kind }) => kind === 'primary')?.columns;
  const schema = session.catalog().schemas.get(relation.schema)?.name ?? '';
  const extra = { schema, tableOid: relation.oid, ...(key ? { key } : {}) };
  const entry = rangeOf(alias, columns, offset, item.alias?.columns ?? [], extra, at);
  if (relation.kind === 'v') {
    const query = viewQuery(relation, scope);
    return single(entry, false, env => query.run(env.runtime, undefined), query.plan);
  }
  if (relation.kind === 'S')
    return single(
      entry,
      false,
      env => sequenceRow(relation, env.runtime),
      () => leaf(`Seq Scan on ${relation.name}`, 3, 1),
    );
  if (relation.kind === 'm' && relation.isPopulated === false)
    throw new PgError('55000', `materialized view "${relation.name}" has not been populated`, {
      hint: 'Use the REFRESH MATERIALIZED VIEW command.',
    });
  const title = `Seq Scan on ${relation.name}${alias === relation.name ? '' : ` ${alias}`}`;
  return single(
    entry,
    false,
    env => scanTable(relation, env.runtime),
    () => {
      const rows = session.database.heap(relation.filenode).committed().length;
      return { title, details: [], rows, width: columns.length * 8, cost: Math.max(1, rows * 0.01 + Math.ceil(rows / 100)), children: [] };
    },
  );
}

export function denied(relation: Relation): PgError {
  const kind = { r: 'table', v: 'view', m: 'materialized view', S: 'sequence', i: 'index' }[relation.kind];
  return new PgError(codes.privilege, `permission denied for ${kind} ${relation.name}`);
}

function* sequenceRow(relation: Relation, runtime: Runtime): RowStream {
  const { last, called } = runtime.session.database.sequence(relation.filenode);
  yield [last, called ? 32n : 0n, called];
}

function* scanTable(relation: Relation, runtime: Runtime): RowStream {
  const { tuples } = runtime.session.database.heap(relation.filenode);
  const { length } = tuples;
  const { view } = runtime;
  for (let i = 0; i < length; i++) {
    const tuple = tuples[i];
    if (tuple && isVisible(tuple, view)) yield tuple.values;
    if (runtime.due()) yield PAUSE;
  }
}

function planSubquery(item: Extract<FromItem, { kind: 'query' }>, scope: Scope, left: FromPlan | undefined, offset: number): FromPlan {
  const { analysis } = scope;
  const inner = item.lateral ? lateralScope(scope, left) : new Scope(analysis, scope.parent, scope.commonTables);
  // What stands beside it cannot be seen, but may be named in a message.
  if (!item.lateral) inner.hidden = left?.entries ?? [];
  const query = analysis.planQuery(item.query, inner);
  if (inner.usesOuter) scope.usesOuter = true;
  const alias = item.alias?.name ?? '';
  const entry = rangeOf(alias, query.columns, offset, item.alias?.columns ?? [], {}, item.at);
  return single(entry, item.lateral, env => query.run(env.runtime, item.lateral ? env : newEnv(env.runtime, env.outer)), query.plan);
}

/** What a lateral item may read: everything to its left. */
function lateralScope(scope: Scope, left: FromPlan | undefined): Scope {
  const around = new Scope(scope.analysis, scope.parent, scope.commonTables);
  around.use(left?.entries ?? [], left?.visible ?? [], left?.width ?? 0);
  return around;
}

function planFunction(item: Extract<FromItem, { kind: 'function' }>, scope: Scope, left: FromPlan | undefined, offset: number): FromPlan {
  const { analysis } = scope;
  const inner = lateralScope(scope, left);
  inner.clause = 'FROM';
  const { call } = item;
  if (call.kind !== 'call') return planScalar(item, analysis.compile(call, inner), inner, scope, offset);
  const name = call.name.at(-1) ?? '';
  const args = call.args.map(arg => analysis.compile(arg, inner));
  const { spec, fitted } = resolveFunction(call, name, args, inner);
  const { set } = spec;
  if (!set) return planScalar(item, analysis.compile(call, inner), inner, scope, offset);
  if (inner.usesOuter) scope.usesOuter = true;
  const alias = item.alias?.name ?? name;
  const element = fitted[0]?.type.element;
  const columns: ColumnInfo[] =
    item.columns.length > 0
      ? item.columns.map(column => ({ name: column.name, type: requireType(column.type, analysis.session), typmod: -1 }))
      : spec.columns
        ? spec.columns.map(column => ({ ...column, typmod: -1 }))
        : [{ name: alias, type: spec.returns.name === 'anyelement' ? (element ?? t.text) : spec.returns, typmod: -1 }];
  const isWide = columns.length > 1;
  if (item.ordinality) columns.push({ name: 'ordinality', type: t.int8, typmod: -1 });
  const isScalar = columns.length === 1 && !spec.columns;
  const entry = rangeOf(alias, columns, offset, item.alias?.columns ?? [], { isScalar }, item.at);
  const types = fitted.map(arg => arg.type);
  const isLateral = !fitted.every(arg => arg.isConstant);
  const run = function* (env: Env): RowStream {
    const values = fitted.map(arg => arg.eval(env));
    if (spec.isStrict && values.includes(null)) return;
    let number = 0n;
    for (const value of set(values, { runtime: env.runtime, types, env })) {
      number++;
      const row =
        isWide && (value instanceof ArrayValue || value instanceof RowValue)
          ? value instanceof ArrayValue
            ? value.elements
            : value.values
          : [value];
      yield item.ordinality ? [...row, number] : row;
      if (env.runtime.due()) yield PAUSE;
    }
  };
  return single(entry, isLateral, run, () => ({
    ...leaf(`Function Scan on ${name}${alias === name ? '' : ` ${alias}`}`, columns.length, 1000),
    cost: 10,
  }));
}

/** A function with one value, as a table of one row. */
function planScalar(item: Extract<FromItem, { kind: 'function' }>, value: Compiled, inner: Scope, scope: Scope, offset: number): FromPlan {
  if (inner.usesOuter) scope.usesOuter = true;
  const name = item.call.kind === 'call' ? (item.call.name.at(-1) ?? '') : 'value';
  const alias: RangeAlias = item.alias ?? { name, columns: [] };
  const entry = rangeOf(
    alias.name,
    [{ name: alias.name, type: value.type, typmod: value.typmod }],
    offset,
    alias.columns,
    { isScalar: true },
    item.at,
  );
  return single(
    entry,
    true,
    function* (env) {
      yield [value.eval(env)];
    },
    () => leaf(`Function Scan on ${name}`, 1, 1),
  );
}

/** Items that stand beside each other. */
function crossJoin(left: FromPlan, right: FromPlan): FromPlan {
  return {
    entries: [...left.entries, ...right.entries],
    visible: [...left.visible, ...right.visible],
    width: left.width + right.width,
    isLateral: left.isLateral || right.isLateral,
    run: env => joinRows(env, left, right, { type: 'inner', condition: undefined, hash: [] }),
    plan: () => joinNode('Nested Loop', left, right, []),
  };
}

function joinNode(title: string, left: FromPlan, right: FromPlan, details: readonly string[]): PlanNode {
  const [a, b] = [left.plan(), right.plan()];
  return {
    title,
    details,
    rows: Math.max(1, a.rows * (title === 'Nested Loop' ? b.rows : 1)),
    width: a.width + b.width,
    cost: a.cost + b.cost + a.rows * 0.02,
    children: [a, b],
  };
}

interface JoinRule {
  readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross';
  readonly condition: Compiled | undefined;
  /** Pairs of places that must be equal. */
  readonly hash: readonly (readonly [left: number, right: number])[];
}

function planJoin(item: Extract<FromItem, { kind: 'join' }>, scope: Scope, before: FromPlan | undefined, offset: number): FromPlan {
  const left = planItem(item.left, scope, before, offset);
  const both = before ? crossJoin(before, left) : left;
  const right = planItem(item.right, scope, both, offset + left.width);
  checkAliases(left, right);
  const shared = item.natural
    ? left.visible.filter(({ name }) => right.visible.some(column => column.name === name)).map(({ name }) => name)
    : item.using;
  const inner = lateralScope(scope, both);
  inner.use([...both.entries, ...right.entries], [...both.visible, ...right.visible], both.width + right.width);
  inner.clause = 'JOIN/ON';
  const pairs = (shared ?? []).map(name => pairNamed(name, left, right));
  const conditions = pairs.map(([a, b]) => applyOperator('=', slot(a), slot(b), item.at, inner));
  const on = item.on ? asCondition(scope.analysis.compile(item.on, inner), 'JOIN/ON', scope.analysis) : undefined;
  if (inner.usesOuter) scope.usesOuter = true;
  const condition = on ?? (conditions.length > 0 ? all(conditions) : undefined);
  const hash =
    pairs.length > 0
      ? pairs.filter(([a, b]) => a.type.oid === b.type.oid).map(([a, b]) => [a.index - offset, b.index - offset - left.width] as const)
      : hashPairs(item.on, left, right, offset);
  const rule: JoinRule = { type: item.type, condition, hash };
  const names = new Set(shared ?? []);
  const merged = pairs.map(([a, b]): ScopeColumn => (item.type === 'right' ? { ...b, name: a.name } : a));
  const coalesced = item.type === 'full' && pairs.length > 0;
  const extra = coalesced
    ? pairs.map(([a], i): ScopeColumn => ({ name: a.name, type: a.type, typmod: a.typmod, index: offset + left.width + right.width + i }))
    : [];
  const visible = [
    ...(coalesced ? extra : merged),
    ...left.visible.filter(({ name }) => !names.has(name)),
    ...right.visible.filter(({ name }) => !names.has(name)),
  ];
  return {
    entries: [...left.entries, ...right.entries],
    visible,
    width: left.width + right.width + extra.length,
    isLateral: left.isLateral || right.isLateral,
    run: env => {
      const rows = joinRows(env, left, right, rule, offset);
      return coalesced
        ? withMerged(
            rows,
            pairs.map(([a, b]) => [a.index - offset, b.index - offset] as const),
          )
        : rows;
    },
    plan: () =>
      joinNode(
        `${hash.length > 0 ? 'Hash' : 'Nested Loop'}${{ inner: '', cross: '', left: ' Left', right: ' Right', full: ' Full' }[item.type]}${hash.length > 0 ? ' Join' : item.type === 'inner' || item.type === 'cross' ? '' : ' Join'}`,
        left,
        right,
        condition ? [`${hash.length > 0 ? 'Hash Cond' : 'Join Filter'}: ${condition.show()}`] : [],
      ),
  };
}

function* withMerged(rows: RowStream, pairs: readonly (readonly [number, number])[]): RowStream {
  for (const item of rows) yield isRow(item) ? [...item, ...pairs.map(([a, b]) => item[a] ?? item[b] ?? null)] : item;
}

function slot(column: ScopeColumn): Compiled {
  return {
    type: column.type,
    typmod: column.typmod,
    at: 0,
    eval: env => env.row[column.index] ?? null,
    show: () => `${column.table?.alias ?? ''}.${column.name}`,
  };
}

function all(conditions: readonly Compiled[]): Compiled {
  const [first] = conditions;
  if (first && conditions.length === 1) return first;
  return {
    type: t.bool,
    typmod: -1,
    at: 0,
    eval: env => conditions.every(condition => condition.eval(env) === true),
    show: () => `(${conditions.map(condition => condition.show()).join(' AND ')})`,
  };
}

function pairNamed(name: string, left: FromPlan, right: FromPlan): readonly [ScopeColumn, ScopeColumn] {
  const pick = (plan: FromPlan, side: string): ScopeColumn => {
    const found = plan.visible.filter(column => column.name === name);
    if (found.length > 1) throw new PgError(codes.ambiguousColumn, `common column name "${name}" appears more than once in ${side} table`);
    const [column] = found;
    if (!column) throw new PgError(codes.undefinedColumn, `column "${name}" specified in USING clause does not exist in ${side} table`);
    return column;
  };
  const pair = [pick(left, 'left'), pick(right, 'right')] as const;
  if (pair[0].type.category !== pair[1].type.category)
    throw new PgError(
      codes.datatypeMismatch,
      `JOIN/USING types ${displayType(pair[0].type)} and ${displayType(pair[1].type)} cannot be matched`,
    );
  return pair;
}

/** Equalities between a column of each side, which a hash table can answer. */
function hashPairs(on: Expr | undefined, left: FromPlan, right: FromPlan, offset: number): JoinRule['hash'] {
  const parts = on?.kind === 'and' ? on.args : on ? [on] : [];
  return parts.flatMap(part => {
    if (part.kind !== 'binary' || part.op !== '=' || part.left.kind !== 'column' || part.right.kind !== 'column') return [];
    const find = (plan: FromPlan, expr: Extract<Expr, { kind: 'column' }>): ScopeColumn | undefined => {
      const table = expr.path.length > 1 ? expr.path.at(-2) : undefined;
      const columns = table === undefined ? plan.visible : (plan.entries.find(entry => entry.alias === table)?.columns ?? []);
      return columns.find(column => column.name === expr.path.at(-1));
    };
    for (const [a, b] of [
      [part.left, part.right],
      [part.right, part.left],
    ] as const) {
      const [first, second] = [find(left, a), find(right, b)];
      if (first && second && first.type.oid === second.type.oid && first.type.category !== 'E')
        return [[first.index - offset, second.index - offset - left.width] as const];
    }
    return [];
  });
}

/** Rows of a join: each of the left with each of the right that fits, and what fits nothing where the join keeps it. */
function* joinRows(env: Env, left: FromPlan, right: FromPlan, rule: JoinRule, offset = 0): RowStream {
  const { runtime } = env;
  const { condition, type } = rule;
  const prefix = offset === 0 ? [] : env.row.slice(0, offset);
  const test = newEnv(runtime, env.outer);
  const keepsLeft = type === 'left' || type === 'full';
  const nothing = (width: number): Value[] => Array.from({ length: width }, () => null);
  let table: RightSide | undefined;
  if (!right.isLateral) {
    const rows: Row[] = [];
    for (const item of right.run(env)) {
      if (isRow(item)) {
        runtime.hold();
        rows.push(item);
      } else yield item;
    }
    table = new RightSide(
      rows,
      rule.hash.map(([, index]) => index),
    );
  }
  const lateral = newEnv(runtime, env.outer);
  for (const item of left.run(env)) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    let found = false;
    const before = [...prefix, ...item];
    lateral.row = before;
    const candidates = table ? table.candidates(rule.hash.map(([index]) => item[index] ?? null)) : right.run(lateral);
    for (const candidate of candidates) {
      if (!isRow(candidate)) {
        yield candidate;
        continue;
      }
      const joined = [...item, ...candidate];
      test.row = prefix.length === 0 ? joined : [...prefix, ...joined];
      if (!condition || condition.eval(test) === true) {
        found = true;
        table?.matched.add(candidate);
        yield joined;
      }
      if (runtime.due()) yield PAUSE;
    }
    if (!found && keepsLeft) yield [...item, ...nothing(right.width)];
  }
  if (table && (type === 'right' || type === 'full'))
    for (const row of table.rows) if (!table.matched.has(row)) yield [...nothing(left.width), ...row];
}

/** The rows of the right side, found by their keys where there are any. */
class RightSide {
  readonly rows: readonly Row[];
  readonly matched = new Set<Row>();
  readonly #byKey: Map<string, Row[]> | undefined;

  constructor(rows: readonly Row[], keys: readonly number[]) {
    this.rows = rows;
    if (keys.length === 0) return;
    this.#byKey = new Map<string, Row[]>();
    for (const row of rows) {
      const values = keys.map(index => row[index] ?? null);
      if (values.includes(null)) continue;
      const key = keyOfRow(values);
      const there = this.#byKey.get(key);
      if (there) there.push(row);
      else this.#byKey.set(key, [row]);
    }
  }

  candidates(values: readonly Value[]): readonly Row[] {
    return this.#byKey ? (values.includes(null) ? [] : (this.#byKey.get(keyOfRow(values)) ?? [])) : this.rows;
  }
}
