import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import { asCondition, settled } from '../plan/coerce.js';
import { planFrom } from '../plan/from.js';
import { denied, findRelation, noRelation } from '../plan/find-relation.js';
import type { FromPlan } from '../plan/from-plan.js';
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
} from '../plan/runtime.js';
import { planCommonTables } from '../plan/common-tables.js';
import { Scope, type RangeEntry } from '../plan/scope.js';
import { expandTargets } from '../plan/targets.js';
import { outputName } from '../plan/output-name.js';
import type { Assignment, Conflict, Delete, Insert, TableTarget, Target, Update } from '../sql/ast.js';
import type { Column, Relation } from '../storage/catalog.js';
import { isVisible, type Tuple } from '../storage/heap.js';
import type { PgType } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';
import { findSystemTable } from '../catalog/system-tables.js';
import { assign, compileDefault, tableScope, typeOfColumn } from './table-parts.js';
import { TableWriter } from './table-writer.js';
import { waitForTransaction } from './waiting.js';
import { logOf } from './runtime-log.js';

type Waiting<T> = Generator<Yielded, T, unknown>;

/** A query that changes a table; its rows are those of RETURNING. `counter.count` is how many rows it changed. */
export interface ChangePlan extends CompiledQuery {
  readonly counted: WeakMap<Runtime, number>;
}

export function planChange(statement: Insert | Update | Delete, around: Scope): ChangePlan {
  const scope = new Scope(around.analysis, around, around.commonTables);
  if (statement.with) planCommonTables(statement.with, scope);
  switch (statement.kind) {
    case 'insert':
      return planInsert(statement, scope);
    case 'update':
      return planUpdate(statement, scope);
    case 'delete':
      return planDelete(statement, scope);
  }
}

export function targetTable(target: Pick<TableTarget, 'name' | 'at'>, privilege: string, scope: Scope): Relation {
  const { session } = scope.analysis;
  const relation = findRelation(scope, target.name, target.at);
  if (!relation) {
    if (findSystemTable(target.name))
      throw new PgError(codes.privilege, `permission denied: "${target.name.at(-1) ?? ''}" is a system catalog`);
    throw noRelation(target.name, target.at);
  }
  if (relation.kind === 'v')
    throw new PgError(codes.featureNotSupported, `drydock: changing rows through the view "${relation.name}" is not simulated`);
  if (relation.kind === 'm') throw new PgError(codes.wrongObject, `cannot change materialized view "${relation.name}"`);
  if (relation.kind === 'S') throw new PgError(codes.wrongObject, `cannot change sequence "${relation.name}"`);
  if (relation.kind === 'i')
    throw new PgError(codes.wrongObject, `cannot open relation "${relation.name}"`, {
      at: target.at,
      detail: 'This operation is not supported for indexes.',
    });
  if (!session.mayUse(relation, privilege)) throw denied(relation);
  return relation;
}

interface Returning {
  readonly columns: readonly OutputColumn[];
  readonly nodes: readonly Compiled[];
}

function compileReturning(targets: readonly Target[] | undefined, scope: Scope): Returning {
  if (!targets) return { columns: [], nodes: [] };
  scope.clause = 'RETURNING';
  const compiled = expandTargets(targets, scope).map(({ expression, alias }) => {
    const index = expression.kind === 'column' && expression.path[0]?.startsWith('\0') ? Number(expression.path[0].slice(1)) : undefined;
    const column = scope.entries.flatMap(entry => entry.columns).find(candidate => candidate.index === index);
    const node: Compiled = column
      ? { type: column.type, typmod: column.typmod, at: expression.at, eval: env => env.row[column.index] ?? null, show: () => column.name }
      : settled(scope.compile(expression), scope.analysis);
    return { name: alias ?? outputName(expression), node };
  });
  return {
    columns: compiled.map(({ name, node }) => ({ name, type: node.type, typmod: node.typmod })),
    nodes: compiled.map(({ node }) => node),
  };
}

function changePlan(
  returning: Returning,
  title: string,
  table: Relation,
  child: (() => PlanNode) | undefined,
  run: (runtime: Runtime, outer: Env | undefined, count: () => void) => RowStream,
): ChangePlan {
  const counted = new WeakMap<Runtime, number>();
  return {
    columns: returning.columns,
    tables: [table.oid],
    isCorrelated: () => false,
    counted,
    plan: () => ({
      title: `${title} on ${table.name}`,
      details: [],
      rows: 0,
      width: 0,
      cost: child?.().cost ?? 0.01,
      children: child ? [child()] : [],
    }),
    run: (runtime, outer) => run(runtime, outer, () => counted.set(runtime, (counted.get(runtime) ?? 0) + 1)),
  };
}

function placeOf(relation: Relation, { name, at }: { readonly name: string; readonly at: number }): number {
  const place = relation.columns.findIndex(column => column.name === name);
  if (place < 0) throw new PgError(codes.undefinedColumn, `column "${name}" of relation "${relation.name}" does not exist`, { at });
  return place;
}

function planInsert(statement: Insert, scope: Scope): ChangePlan {
  const { analysis } = scope;
  const relation = targetTable(statement.table, 'INSERT', scope);
  const given = statement.columns?.map(column => placeOf(relation, column));
  const doubled = given?.findIndex((place, i) => given.indexOf(place) !== i) ?? -1;
  if (doubled >= 0)
    throw new PgError(codes.duplicateColumn, `column "${statement.columns?.[doubled]?.name ?? ''}" specified more than once`, {
      at: statement.columns?.[doubled]?.at,
    });
  const places = given ?? relation.columns.map((_, i) => i);
  const columnAt = (i: number): Column | undefined => relation.columns[places[i] ?? -1];
  const source = statement.source ? insertSource(statement.source, places, relation, scope) : undefined;
  const width = source?.width ?? 0;
  if (source && width > places.length)
    throw new PgError(codes.syntax, 'INSERT has more expressions than target columns', { at: source.atOf(places.length) });
  if (source && width < places.length && given)
    throw new PgError(codes.syntax, 'INSERT has more target columns than expressions', { at: statement.columns?.[width]?.at });
  checkIdentity(statement, relation, places.slice(0, width), source?.isDefault);
  const defaults = relation.columns.map(column => compileDefault(column, analysis));
  const inner = tableScope(relation, analysis, statement.table.alias ?? relation.name, scope);
  const conflict = statement.conflict ? planConflict(statement.conflict, relation, statement, scope) : undefined;
  const returning = compileReturning(statement.returning, inner);
  const run = function* (runtime: Runtime, outer: Env | undefined, count: () => void): RowStream {
    const writer = new TableWriter(relation, analysis, runtime, logOf(runtime));
    const env = newEnv(runtime, newEnv(runtime, outer));
    const touched = new Set<Tuple>();
    const rows: Row[] = [];
    for (const item of source ? source.run(runtime, newEnv(runtime, outer)) : oneRow()) {
      if (isRow(item)) rows.push(item);
      else yield item;
    }
    for (const item of rows) {
      const row: Value[] = relation.columns.map(() => null);
      const set = new Set<number>();
      for (let i = 0; i < width; i++) {
        const place = places[i] ?? 0;
        const value = item[i];
        if (value === undefined || source?.isDefaultAt(item, i)) continue;
        row[place] = statement.overriding === 'user' && columnAt(i)?.identity ? null : value;
        if (!(statement.overriding === 'user' && columnAt(i)?.identity)) set.add(place);
      }
      for (const [place, node] of defaults.entries()) if (node && !set.has(place)) row[place] = node.eval(env);
      const tuple = yield* conflict ? conflict.insert(writer, row, touched, outer) : writer.insert(row);
      if (!tuple) continue;
      touched.add(tuple);
      count();
      if (returning.nodes.length > 0) {
        env.row = tuple.values;
        yield returning.nodes.map(node => node.eval(env));
      }
      if (runtime.due()) yield PAUSE;
    }
    yield* writer.foreignKeys.finish();
  };
  return changePlan(returning, 'Insert', relation, source?.plan, run);
}

function* oneRow(): RowStream {
  yield [];
}

interface InsertSource {
  readonly width: number;
  readonly run: CompiledQuery['run'];
  readonly plan: () => PlanNode;
  readonly atOf: (i: number) => number | undefined;
  readonly isDefault: (i: number) => boolean;
  readonly isDefaultAt: (row: Row, i: number) => boolean;
}

/** Rows for INSERT, each value as its column wants it. DEFAULT stands for a value that is left out. */
function insertSource(query: NonNullable<Insert['source']>, places: readonly number[], relation: Relation, scope: Scope): InsertSource {
  const { analysis } = scope;
  const column = (i: number): Column | undefined => relation.columns[places[i] ?? -1];
  const { body } = query;
  if (body.kind === 'values' && query.order.length === 0 && !query.limit && !query.offset && !query.with) {
    const width = Math.max(...body.rows.map(row => row.length));
    if (body.rows.some(row => row.length !== width))
      throw new PgError(codes.syntax, 'VALUES lists must all be the same length', {
        at: body.rows.find(row => row.length !== body.rows[0]?.length)?.[0]?.at,
      });
    if (width > places.length)
      return { width, run: oneRow, plan: resultNode, atOf: i => body.rows[0]?.[i]?.at, isDefault: () => false, isDefaultAt: () => false };
    const nodes = scope.inClause('VALUES', () =>
      body.rows.map(row =>
        row.map((expr, i) => {
          const target = column(i);
          if (expr.kind === 'default' || !target) return undefined;
          return assign(analysis.compile(expr, scope), target, analysis);
        }),
      ),
    );
    const omitted = new WeakMap<Row, ReadonlySet<number>>();
    return {
      width,
      atOf: i => body.rows[0]?.[i]?.at,
      isDefault: i => nodes.every(row => row[i] === undefined),
      isDefaultAt: (row, i) => omitted.get(row)?.has(i) ?? false,
      plan: resultNode,
      run: function* (runtime, outer) {
        const env = newEnv(runtime, outer?.outer);
        for (const row of nodes) {
          const values = row.map(node => node?.eval(env) ?? null);
          omitted.set(values, new Set(row.flatMap((node, i) => (node ? [] : [i]))));
          yield values;
          if (runtime.due()) yield PAUSE;
        }
      },
    };
  }
  const wanted = places.map((_, i): PgType | undefined => {
    const own = column(i);
    return own && typeOfColumn(own, analysis);
  });
  const plan = analysis.planQuery(query, scope, wanted);
  const nodes = plan.columns.slice(0, places.length).map(({ type, typmod }, i) => {
    const target = column(i);
    const slot: Compiled = {
      type,
      typmod,
      at: query.body.kind === 'select' ? (query.body.targets[i]?.expression.at ?? query.at) : query.at,
      eval: env => env.row[i] ?? null,
      show: () => '',
    };
    return target ? assign(slot, target, analysis) : slot;
  });
  return {
    width: plan.columns.length,
    atOf: i => (query.body.kind === 'select' ? query.body.targets[i]?.expression.at : undefined),
    isDefault: () => false,
    isDefaultAt: () => false,
    plan: plan.plan,
    run: function* (runtime, outer) {
      const env = newEnv(runtime, outer);
      for (const item of plan.run(runtime, outer)) {
        if (!isRow(item)) {
          yield item;
          continue;
        }
        env.row = item;
        yield nodes.map(node => node.eval(env));
      }
    },
  };
}

function resultNode(): PlanNode {
  return { title: 'Result', details: [], rows: 1, width: 4, cost: 0.01, children: [] };
}

/** GENERATED ALWAYS columns take no values, unless overridden. */
function checkIdentity(
  statement: Insert,
  relation: Relation,
  places: readonly number[],
  isDefault: ((i: number) => boolean) | undefined,
): void {
  for (const [i, place] of places.entries()) {
    const column = relation.columns[place];
    if (!column || isDefault?.(i)) continue;
    if (column.isGenerated)
      throw new PgError('428C9', `cannot insert a non-DEFAULT value into column "${column.name}"`, {
        detail: `Column "${column.name}" is a generated column.`,
      });
    if (column.identity === 'always' && statement.overriding === undefined)
      throw new PgError('428C9', `cannot insert a non-DEFAULT value into column "${column.name}"`, {
        detail: `Column "${column.name}" is an identity column defined as GENERATED ALWAYS.`,
        hint: 'Use OVERRIDING SYSTEM VALUE to override.',
      });
  }
}

interface CompiledAssignment {
  readonly places: readonly number[];
  readonly values: (env: Env) => readonly Value[];
}

function compileAssignments(set: readonly Assignment[], relation: Relation, scope: Scope): readonly CompiledAssignment[] {
  const { analysis } = scope;
  const seen = new Set<number>();
  return set.map(({ columns, value }) => {
    const places = columns.map(column => placeOf(relation, column));
    for (const place of places) {
      if (seen.has(place)) throw new PgError(codes.syntax, `multiple assignments to same column "${relation.columns[place]?.name ?? ''}"`);
      seen.add(place);
      const column = relation.columns[place];
      if (column?.isGenerated && value.kind !== 'default')
        throw new PgError('428C9', `column "${column.name}" can only be updated to DEFAULT`, {
          detail: `Column "${column.name}" is a generated column.`,
        });
      if (column?.identity === 'always' && value.kind !== 'default')
        throw new PgError('428C9', `column "${column.name}" can only be updated to DEFAULT`, {
          detail: `Column "${column.name}" is an identity column defined as GENERATED ALWAYS.`,
        });
    }
    const targets = places.flatMap(place => relation.columns[place] ?? []);
    if (value.kind === 'default') {
      const fallback = targets.map(column => compileDefault(column, analysis));
      return { places, values: env => fallback.map(node => node?.eval(env) ?? null) };
    }
    const [target] = targets;
    if (columns.length === 1 && target) {
      const node = assign(analysis.compile(value, scope), target, analysis);
      return { places, values: env => [node.eval(env)] };
    }
    return manyColumns(value, places, targets, scope);
  });
}

/** `(a, b) = (1, 2)` and `(a, b) = (SELECT …)`. */
function manyColumns(value: Assignment['value'], places: readonly number[], targets: readonly Column[], scope: Scope): CompiledAssignment {
  const { analysis } = scope;
  if (value.kind === 'row') {
    if (value.items.length !== places.length)
      throw new PgError(codes.syntax, 'number of columns does not match number of values', { at: value.at });
    const nodes = value.items.map((item, i) => {
      const column = targets[i];
      if (!column) throw new Error('postgres: no column');
      return item.kind === 'default' ? compileDefault(column, analysis) : assign(analysis.compile(item, scope), column, analysis);
    });
    return { places, values: env => nodes.map(node => node?.eval(env) ?? null) };
  }
  if (value.kind !== 'subquery')
    throw new PgError(codes.syntax, 'source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression', { at: value.at });
  const query = analysis.planQuery(value.query, scope);
  if (query.columns.length !== places.length)
    throw new PgError(codes.syntax, 'number of columns does not match number of values', { at: value.at });
  let current: Row = [];
  const nodes = query.columns.map(({ type, typmod }, i) => {
    const column = targets[i];
    if (!column) throw new Error('postgres: no column');
    return assign({ type, typmod, at: value.at, eval: () => current[i] ?? null, show: () => '' }, column, analysis);
  });
  return {
    places,
    values: env => {
      current = [];
      let count = 0;
      env.runtime.drain(query.run(env.runtime, env), row => {
        if (++count > 1) throw new PgError(codes.cardinality, 'more than one row returned by a subquery used as an expression');
        current = row;
        return true;
      });
      return nodes.map(node => node.eval(env));
    },
  };
}

interface ConflictPlan {
  insert(writer: TableWriter, row: Row, touched: Set<Tuple>, outer: Env | undefined): Waiting<Tuple | undefined>;
}

function planConflict(conflict: Conflict, relation: Relation, statement: Insert, scope: Scope): ConflictPlan {
  const { analysis } = scope;
  const { session } = analysis;
  const arbiter = conflict.constraint ?? (conflict.columns ? conflictIndex(conflict, relation, scope) : undefined);
  if (conflict.set && arbiter === undefined)
    throw new PgError(codes.syntax, 'ON CONFLICT DO UPDATE requires inference specification or constraint name', {
      at: conflict.at,
      hint: 'For example, ON CONFLICT (column_name).',
    });
  if (conflict.constraint !== undefined && !relation.constraints.some(({ name }) => name === conflict.constraint))
    throw new PgError(codes.undefinedObject, `constraint "${conflict.constraint}" for table "${relation.name}" does not exist`);
  const inner = tableScope(relation, analysis, statement.table.alias ?? relation.name, scope);
  const width = relation.columns.length;
  const [own] = inner.entries;
  const columns = (own?.columns ?? []).map(column => ({ ...column, index: column.index + width }));
  const excluded: RangeEntry = { alias: 'excluded', columns };
  if (own) inner.use([own, { ...excluded, columns: columns.map(column => ({ ...column, table: excluded })) }], own.columns, width * 2);
  if (conflict.set && !session.mayUse(relation, 'UPDATE')) throw denied(relation);
  const set = conflict.set ? compileAssignments(conflict.set, relation, inner) : undefined;
  const where = conflict.where ? asCondition(analysis.compile(conflict.where, inner), 'WHERE', analysis) : undefined;
  return {
    *insert(writer, row, touched, outer) {
      let there: Tuple | undefined;
      const inserted = yield* writer.insert(row, (index, tuple) => {
        if (arbiter !== undefined && index.relation.name !== arbiter) return false;
        there = tuple;
        return true;
      });
      if (inserted || !there || !set) return inserted;
      if (touched.has(there))
        throw new PgError(codes.cardinality, 'ON CONFLICT DO UPDATE command cannot affect row a second time', {
          hint: 'Ensure that no rows proposed for insertion within the same command have duplicate constrained values.',
        });
      const env = newEnv(writer.runtime, newEnv(writer.runtime, outer), [...there.values, ...writer.completed(row)]);
      if (where && where.eval(env) !== true) return undefined;
      return yield* writer.update(there, assigned(there.values, set, env));
    },
  };
}

function conflictIndex(conflict: Conflict, relation: Relation, scope: Scope): string {
  const names = (conflict.columns ?? []).map(expr => (expr.kind === 'column' ? (expr.path.at(-1) ?? '') : ''));
  for (const [i, name] of names.entries()) {
    if (!relation.columns.some(column => column.name === name))
      throw new PgError(codes.undefinedColumn, `column "${name}" does not exist`, { at: conflict.columns?.[i]?.at });
  }
  const numbers = relation.columns.filter(({ name }) => names.includes(name)).map(({ number }) => number);
  for (const index of scope.analysis.session.catalog().relations.values()) {
    if (index.index?.table !== relation.oid || !index.index.isUnique) continue;
    const own = index.index.columns.map(({ column }) => column ?? -1);
    if (own.length === numbers.length && own.every(number => numbers.includes(number))) return index.name;
  }
  throw new PgError(codes.badColumnReference, 'there is no unique or exclusion constraint matching the ON CONFLICT specification');
}

function assigned(old: Row, set: readonly CompiledAssignment[], env: Env): Row {
  const row: Value[] = [...old];
  for (const { places, values } of set) for (const [i, value] of values(env).entries()) row[places[i] ?? 0] = value;
  return row;
}

/** The rows of a table that a change is about, each with what FROM or USING puts beside it. */
interface Targeted {
  readonly relation: Relation;
  readonly inner: Scope;
  readonly others: FromPlan | undefined;
  readonly where: Compiled | undefined;
}

function planTargets(table: TableTarget, from: Update['from'], where: Update['where'], privilege: string, scope: Scope): Targeted {
  const { analysis } = scope;
  const relation = targetTable(table, privilege, scope);
  const inner = tableScope(relation, analysis, table.alias ?? relation.name, scope);
  const [own] = inner.entries;
  let others: FromPlan | undefined;
  if (from.length > 0 && own) {
    const side = new Scope(analysis, scope);
    others = planFrom(from, side);
    const width = relation.columns.length;
    const shifted = others.entries.map(entry => {
      const moved = { ...entry, columns: entry.columns.map(column => ({ ...column, index: column.index + width })) };
      return { ...moved, columns: moved.columns.map(column => ({ ...column, table: moved })) };
    });
    if (shifted.some(entry => entry.alias === own.alias))
      throw new PgError(codes.duplicateAlias, `table name "${own.alias}" specified more than once`);
    const visible = others.visible.map(column => ({ ...column, index: column.index + width }));
    inner.use([own, ...shifted], [...own.columns, ...visible], width + others.width);
  }
  const condition = where ? inner.inClause('WHERE', () => asCondition(analysis.compile(where, inner), 'WHERE', analysis)) : undefined;
  return { relation, inner, others, where: condition };
}

interface Hit {
  readonly tuple: Tuple;
  readonly row: Row;
}

/** Finds the rows; waits for others who change them, and looks again at what they made of them. */
function* findTargets(
  { relation, others, where }: Targeted,
  runtime: Runtime,
  outer: Env | undefined,
  verb: string,
): Generator<Yielded | Hit, void, unknown> {
  const { session } = runtime;
  const sides: Row[] = [];
  for (const item of others ? others.run(newEnv(runtime, newEnv(runtime, outer))) : oneRow()) {
    if (isRow(item)) sides.push(item);
    else yield item;
  }
  const env = newEnv(runtime, newEnv(runtime, outer));
  const matching = (tuple: Tuple): Row | undefined => {
    for (const side of sides) {
      env.row = side.length === 0 ? tuple.values : [...tuple.values, ...side];
      if (!where || where.eval(env) === true) return env.row;
    }
    return undefined;
  };
  const { view } = runtime;
  for (const tuple of [...session.database.heap(relation.filenode).tuples]) {
    if (runtime.due()) yield PAUSE;
    if (!isVisible(tuple, view)) continue;
    let row = matching(tuple);
    if (!row) continue;
    let current: Tuple | undefined = tuple;
    while (current) {
      const holder: Tuple['endedBy'] = [current.endedBy, current.lockedBy].find(tx => tx?.isActive && tx.top !== runtime.tx.top);
      if (holder) {
        yield* waitForTransaction(holder, runtime, `while ${verb} tuple (0,${String(current.id)}) in relation "${relation.name}"`);
        continue;
      }
      if (!current.endedBy || current.endedBy.isAborted) break;
      if (current.endedBy.top === runtime.tx.top) current = undefined;
      else {
        if (
          session.setting('transaction_isolation') !== 'read committed' &&
          session.setting('transaction_isolation') !== 'read uncommitted'
        )
          throw new PgError(codes.serialization, `could not serialize access due to concurrent ${current.newer ? 'update' : 'delete'}`);
        current = current.newer;
        row = current && matching(current);
        if (!row) current = undefined;
      }
    }
    if (current && row) yield { tuple: current, row };
  }
}

function isHit(item: Yielded | Hit): item is Hit {
  return 'tuple' in item;
}

function planUpdate(statement: Update, scope: Scope): ChangePlan {
  const { analysis } = scope;
  const targeted = planTargets(statement.table, statement.from, statement.where, 'UPDATE', scope);
  const { relation, inner } = targeted;
  inner.clause = 'UPDATE';
  const set = compileAssignments(statement.set, relation, inner);
  const returning = compileReturning(statement.returning, inner);
  const width = relation.columns.length;
  return changePlan(
    returning,
    'Update',
    relation,
    () => scanNode(targeted, analysis),
    function* (runtime, outer, count) {
      const writer = new TableWriter(relation, analysis, runtime, logOf(runtime));
      const env = newEnv(runtime, newEnv(runtime, outer));
      const hits: Hit[] = [];
      for (const item of findTargets(targeted, runtime, outer, 'updating')) {
        if (isHit(item)) hits.push(item);
        else yield item;
      }
      for (const { tuple, row } of hits) {
        env.row = row;
        const updated = yield* writer.update(tuple, assigned(tuple.values, set, env));
        count();
        if (returning.nodes.length > 0) {
          env.row = [...updated.values, ...row.slice(width)];
          yield returning.nodes.map(node => node.eval(env));
        }
        if (runtime.due()) yield PAUSE;
      }
      yield* writer.foreignKeys.finish();
    },
  );
}

function scanNode({ relation, where }: Targeted, analysis: Scope['analysis']): PlanNode {
  const rows = analysis.session.database.heap(relation.filenode).committed().length;
  return {
    title: `Seq Scan on ${relation.name}`,
    details: where ? [`Filter: ${where.show()}`] : [],
    rows: where ? Math.max(1, Math.round(rows / 3)) : rows,
    width: 6,
    cost: rows * 0.01 + 1,
    children: [],
  };
}

function planDelete(statement: Delete, scope: Scope): ChangePlan {
  const { analysis } = scope;
  const targeted = planTargets(statement.table, statement.using, statement.where, 'DELETE', scope);
  const { relation, inner } = targeted;
  const returning = compileReturning(statement.returning, inner);
  return changePlan(
    returning,
    'Delete',
    relation,
    () => scanNode(targeted, analysis),
    function* (runtime, outer, count) {
      const writer = new TableWriter(relation, analysis, runtime, logOf(runtime));
      const env = newEnv(runtime, newEnv(runtime, outer));
      const hits: Hit[] = [];
      for (const item of findTargets(targeted, runtime, outer, 'deleting')) {
        if (isHit(item)) hits.push(item);
        else yield item;
      }
      for (const { tuple, row } of hits) {
        writer.remove(tuple);
        count();
        if (returning.nodes.length > 0) {
          env.row = row;
          yield returning.nodes.map(node => node.eval(env));
        }
        if (runtime.due()) yield PAUSE;
      }
      yield* writer.foreignKeys.finish();
    },
  );
}
