import { findSystemTable, type SystemTable } from '../catalog/system-tables.js';
import { codes, PgError } from '../pg-error.js';
import type { FromItem } from '../sql/ast.js';
import type { Relation } from '../storage/catalog.js';
import { isVisible } from '../storage/heap.js';
import type { Row } from '../values/value.js';
import { denied, findRelation, noRelation } from './find-relation.js';
import { columnsOf, type FromPlan, leaf, rangeOf, scanTitle, single } from './from-plan.js';
import { PAUSE, type RowStream, type Runtime } from './runtime.js';
import type { CommonTableEntry, Scope } from './scope.js';
import { viewQuery } from './views.js';

type TableItem = Extract<FromItem, { kind: 'table' }>;

/** A name in FROM: a table of WITH, a relation of the database, or one of the tables about the server itself. */
export function planTable(item: TableItem, scope: Scope, offset: number): FromPlan {
  const { name, at } = item;
  const common = name.length === 1 ? scope.commonTables.get(name[0] ?? '') : undefined;
  if (common) return planCommonTable(common, item, offset);
  const relation = findRelation(scope, name, at);
  if (relation) return planRelation(relation, item, scope, offset);
  const system = findSystemTable(name);
  if (system) return planSystemTable(system, item, offset);
  throw noRelation(name, at);
}

function namesOf({ name, alias }: TableItem): { readonly last: string; readonly alias: string; readonly columns: readonly string[] } {
  const last = name.at(-1) ?? '';
  return { last, alias: alias?.name ?? last, columns: alias?.columns ?? [] };
}

function planCommonTable(common: CommonTableEntry, item: TableItem, offset: number): FromPlan {
  const { last, alias, columns } = namesOf(item);
  return single(
    rangeOf(alias, common.columns, offset, columns, {}, item.at),
    false,
    env => common.query.run(env.runtime, undefined),
    () => ({
      ...leaf(scanTitle('CTE Scan', last, alias), common.columns.length),
      children: [{ ...common.query.plan(), label: `CTE ${last}` }],
    }),
  );
}

function planSystemTable(system: SystemTable, item: TableItem, offset: number): FromPlan {
  const { last, alias, columns } = namesOf(item);
  return single(
    rangeOf(alias, system.columns, offset, columns, { schema: system.schema, tableOid: system.oid }, item.at),
    false,
    env => listRows(system.rows(env.runtime.session), env.runtime),
    () => leaf(scanTitle('Seq Scan', last, alias), system.columns.length),
  );
}

function* listRows(rows: Iterable<Row>, runtime: Runtime): RowStream {
  for (const row of rows) {
    yield row;
    if (runtime.due()) yield PAUSE;
  }
}

function planRelation(relation: Relation, item: TableItem, scope: Scope, offset: number): FromPlan {
  checkReadable(relation, item.at, scope);
  const { session } = scope.analysis;
  const alias = item.alias?.name ?? relation.name;
  const key = relation.constraints.find(({ kind }) => kind === 'primary')?.columns;
  const schema = session.catalog().schemas.get(relation.schema)?.name ?? '';
  const extra = { schema, tableOid: relation.oid, ...(key ? { key } : {}) };
  const entry = rangeOf(alias, columnsOf(relation, session), offset, item.alias?.columns ?? [], extra, item.at);
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
  return single(
    entry,
    false,
    env => scanTable(relation, env.runtime),
    () => {
      const rows = session.database.heap(relation.filenode).committed().length;
      const cost = Math.max(1, rows * 0.01 + Math.ceil(rows / 100));
      return { ...leaf(scanTitle('Seq Scan', relation.name, alias), entry.columns.length), rows, cost };
    },
  );
}

/** Throws where a relation cannot be read, and notes that this statement reads it. */
function checkReadable(relation: Relation, at: number, { analysis }: Scope): void {
  if (relation.kind === 'i')
    throw new PgError(codes.wrongObject, `cannot open relation "${relation.name}"`, {
      at,
      detail: 'This operation is not supported for indexes.',
    });
  if (analysis.viewDepth === 0) {
    if (!analysis.session.mayUse(relation, 'SELECT')) throw denied(relation);
    analysis.reads.set(relation.oid, new Set(['SELECT']));
  }
  if (relation.kind === 'm' && relation.isPopulated === false)
    throw new PgError('55000', `materialized view "${relation.name}" has not been populated`, {
      hint: 'Use the REFRESH MATERIALIZED VIEW command.',
    });
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
