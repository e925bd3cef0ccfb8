import { compile } from '../query/compiler.js';
import type { Compiled } from '../query/compiled.js';
import type { Frame } from '../query/context.js';
import { planFrom } from '../query/from.js';
import { conjuncts, type Scope } from '../query/scope.js';
import type { Assignment, Delete, Expression, Order, TableReference, Update } from '../sql/ast.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import type { StoredRow, StoredTable } from '../storage/rows.js';
import { compareNullable } from '../values/compare.js';
import { storeValue } from '../values/store.js';
import { toNumber, toText, toTruth, type Row, type Value } from '../values/value.js';
import { changeChildren, checkParents } from './foreign-keys.js';
import { checkUnique, returnedRows, touched } from './insert.js';
import { columnAt, defaultOf, finishRow, scopeOf, storeContext, typeOf } from './store-row.js';
import { done, type Outcome, type Workspace } from './workspace.js';

/** The hidden column with a row's number, in statements that change rows. */
export const ROW_ID = '\0row';

interface Target {
  readonly alias: string;
  readonly table: StoredTable;
  /** Where its row's number stands. */
  readonly idIndex: number;
}

interface Found {
  readonly scope: Scope;
  readonly targets: readonly Target[];
  readonly rows: readonly Row[];
}

/** The rows that UPDATE or DELETE is about, in their order, with the numbers of the tables' rows. */
function findRows(statement: Update | Delete, work: Workspace, privilege: string): Found {
  const filters = [...conjuncts(statement.where)];
  const targets: Target[] = [];
  const source = planFrom(statement.from, work.environment, undefined, filters);
  for (const [index, column] of source.scope.columns.entries()) {
    if (column.column.name !== ROW_ID) continue;
    const table = work.open({ database: column.database, name: column.table }, privilege === '' ? 'SELECT' : privilege);
    targets.push({ alias: column.alias, table, idIndex: index });
  }
  const at = { environment: work.environment, scope: source.scope, clause: 'where clause' };
  const tests = filters.map(filter => compile(filter, at));
  const rows = source.rows(undefined).filter(row => tests.every(test => toTruth(test.run(frameOf(row))) === true));
  const sorted = sortFound(rows, statement.orderBy, source.scope, work);
  return { scope: source.scope, targets, rows: limited(sorted, statement.limit, work, source.scope) };
}

const frameOf = (row: Row): Frame => ({ row, slots: [], parent: undefined });

function sortFound(rows: readonly Row[], orderBy: readonly Order[], scope: Scope, work: Workspace): readonly Row[] {
  if (orderBy.length === 0) return rows;
  const keys = orderBy.map(({ expression, descending }) => ({
    compiled: compile(expression, { environment: work.environment, scope, clause: 'order clause' }),
    descending,
  }));
  const keyed = rows.map(row => ({ row, values: keys.map(({ compiled }) => compiled.run(frameOf(row))) }));
  keyed.sort((a, b) => {
    for (const [index, { compiled, descending }] of keys.entries()) {
      const order = compareNullable(a.values[index] ?? null, b.values[index] ?? null, compiled.collation);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

function limited(rows: readonly Row[], limit: Expression | undefined, work: Workspace, scope: Scope): readonly Row[] {
  if (!limit) return rows;
  return rows.slice(0, toNumber(compile(limit, { environment: work.environment, scope, clause: 'limit' }).run(frameOf([]))));
}

function isJoin(from: TableReference): boolean {
  return from.kind === 'join';
}

export function runUpdate(statement: Update, work: Workspace): Outcome {
  const found = findRows(statement, work, '');
  const assigned = assignTargets(statement.assignments, found, work);
  let matched = 0;
  let changed = 0;
  for (const [target, assignments] of assigned) {
    const seen = new Set<number>();
    for (const row of found.rows) {
      const id = toNumber(row[target.idIndex] ?? null);
      if (row[target.idIndex] === null || seen.has(id)) continue;
      seen.add(id);
      matched++;
      if (updateOne(statement, { target, assignments, row, id, rowNumber: matched }, found.scope, work)) changed++;
    }
  }
  return done(changed, `Rows matched: ${String(matched)}  Changed: ${String(changed)}  Warnings: WARNINGS`);
}

interface CompiledAssignment {
  readonly column: string;
  readonly index: number;
  /** Undefined: DEFAULT. */
  readonly value: Compiled | undefined;
}

/** The tables that are changed, with what is assigned to each. */
function assignTargets(
  assignments: readonly Assignment[],
  { scope, targets }: Found,
  work: Workspace,
): ReadonlyMap<Target, readonly CompiledAssignment[]> {
  const byTarget = new Map<Target, CompiledAssignment[]>();
  for (const { table, column, value } of assignments) {
    const found = scope.find({ database: undefined, table, name: column }, 'field list');
    if (!found) throw sqlErrors.unknownColumn(table === undefined ? column : `${table}.${column}`, 'field list');
    const target = targets.find(({ alias }) => alias === found.column.alias);
    if (!target) throw new SqlError(1288, 'HY000', `The target table ${found.column.alias} of the UPDATE is not updatable`);
    work.need('UPDATE', target.table.database, target.table.name);
    const isDefault = value.kind === 'call' && value.name === 'default' && value.args.length === 0;
    const compiled = isDefault ? undefined : compile(value, { environment: work.environment, scope, clause: 'field list' });
    const list = byTarget.get(target) ?? [];
    byTarget.set(target, [...list, { column, index: columnAt(target.table.definition, column), value: compiled }]);
  }
  return byTarget;
}

interface OneUpdate {
  readonly target: Target;
  readonly assignments: readonly CompiledAssignment[];
  readonly row: Row;
  readonly id: number;
  readonly rowNumber: number;
}

function updateOne({ ignore }: Update, { target, assignments, row, id, rowNumber }: OneUpdate, scope: Scope, work: Workspace): boolean {
  const { table } = target;
  const { definition } = table;
  work.lock(table, id);
  work.context.step(5);
  const old = work.transaction.current(table, id);
  if (!old) return false;
  const first = scope.columns.findIndex(({ alias, database }) => alias === target.alias && database === table.database);
  // Assignments from left to right see what those before them have done.
  let seen = row;
  let next = old;
  for (const { column, index, value } of assignments) {
    const target_ = definition.columns[index];
    if (!target_) continue;
    const given: Value = value ? value.run(frameOf(seen)) : (defaultOf(target_, definition, work) ?? null);
    if (given === null && !target_.nullable) {
      if (!ignore && work.isStrict) throw sqlErrors.cannotBeNull(column);
    }
    const stored = storeValue(given, typeOf(target_, definition), storeContext(work, column, rowNumber, ignore, table));
    next = next.with(index, stored);
    seen = seen.with(first + index, stored);
  }
  if (same(next, old)) return false;
  try {
    next = finishRow(
      table,
      touched(
        table,
        next,
        assignments.map(({ column }) => column),
        work,
      ),
      work,
      { ignore, rowNumber },
    );
    work.lockKeys(table, next);
    checkUnique(work, table, next, id);
    checkParents(work, table, next, old);
    changeChildren(work, table, old, next);
  } catch (error) {
    if (!ignore || !(error instanceof SqlError)) throw error;
    work.context.warn(error);
    return false;
  }
  work.transaction.put(table, id, next);
  return true;
}

function same(a: Row, b: Row): boolean {
  return a.every((value, index) => (value === null) === ((b[index] ?? null) === null) && toText(value) === toText(b[index] ?? null));
}

export function runDelete(statement: Delete, work: Workspace): Outcome {
  const found = findRows(statement, work, '');
  const targets = statement.targets.map(({ name }) => {
    const target = found.targets.find(({ alias }) => alias.toLowerCase() === name.toLowerCase());
    if (!target) throw sqlErrors.unknownTableIn(name, 'MULTI DELETE');
    work.need('DELETE', target.table.database, target.table.name);
    return target;
  });
  let affected = 0;
  const gone: StoredRow[] = [];
  for (const target of targets) {
    const ids = new Set(found.rows.flatMap(row => (row[target.idIndex] === null ? [] : [toNumber(row[target.idIndex] ?? null)])));
    for (const id of ids) {
      work.context.step(3);
      work.lock(target.table, id);
      const row = work.transaction.current(target.table, id);
      if (!row) continue;
      work.transaction.put(target.table, id, null);
      changeChildren(work, target.table, row, null);
      gone.push({ id, row });
      affected++;
    }
  }
  const [only] = targets;
  if (statement.returning.length === 0 || !only || isJoin(statement.from)) return done(affected);
  const scope = scopeOf(only.table.definition, only.table.database);
  return {
    kind: 'rows',
    result: returnedRows(
      statement.returning,
      scope,
      gone.map(({ row }) => row),
      work,
    ),
  };
}

/** SELECT … FOR UPDATE: nobody else may change the rows that it finds. */
export function lockSelected(from: TableReference, where: Expression | undefined, work: Workspace): void {
  const found = findRows({ kind: 'delete', targets: [], from, where, orderBy: [], limit: undefined, returning: [] }, work, 'UPDATE');
  for (const { table, idIndex } of found.targets)
    for (const row of found.rows) if (row[idIndex] !== null) work.lock(table, toNumber(row[idIndex] ?? null));
}
