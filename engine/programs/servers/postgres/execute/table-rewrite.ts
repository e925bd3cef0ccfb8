import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { PAUSE, type Runtime } from '../plan/runtime.js';
import type { Relation } from '../storage/catalog.js';
import { isVisible, type Tuple } from '../storage/heap.js';
import type { Row } from '../values/value.js';
import type { TableDefinition } from './define-table.js';
import { logOf } from './runtime-log.js';
import { TableWriter } from './table-writer.js';
import type { Waiting } from './waiting.js';

function* rowsOf(relation: Relation, runtime: Runtime): Generator<Yielded | Tuple, void, unknown> {
  const view = { top: runtime.tx.top, upTo: runtime.session.cluster.commitNumber, command: Infinity };
  for (const tuple of [...runtime.session.database.heap(relation.filenode).tuples]) {
    if (isVisible(tuple, view)) yield tuple;
    if (runtime.due()) yield PAUSE;
  }
}

/** Writes all rows anew into another file, as a rewrite does. */
export function* rewrite(definition: TableDefinition, before: Relation, runtime: Runtime, change: (row: Row) => Row): Waiting<void> {
  const { session } = definition;
  const filenode = session.cluster.newOid();
  definition.keep({ ...definition.relation, filenode });
  const heap = session.database.heap(filenode);
  const log = logOf(runtime);
  for (const item of rowsOf(before, runtime)) {
    if (!('values' in item)) {
      yield item;
      continue;
    }
    const tuple = heap.insert(change(item.values), runtime.tx, runtime.view.command);
    log.inserted(definition.relation, tuple);
  }
}

/** Looks whether rows that are there keep a new constraint. */
export function* checkRows(definition: TableDefinition, runtime: Runtime): Waiting<void> {
  const { relation, session } = definition;
  const checked = { ...relation, constraints: relation.constraints.filter(({ isNotValid }) => !isNotValid) };
  const writer = new TableWriter(checked, newAnalysis(session), runtime, logOf(runtime));
  const seen = writer.unique.map(() => new Set<string>());
  for (const item of rowsOf(relation, runtime)) {
    if (!('values' in item)) {
      yield item;
      continue;
    }
    const { values } = item;
    for (const column of relation.columns)
      if (column.notNull && (values[relation.columns.indexOf(column)] ?? null) === null)
        throw new PgError(codes.notNull, `column "${column.name}" of relation "${relation.name}" contains null values`);
    try {
      writer.checkRow(values);
    } catch (error) {
      if (!(error instanceof PgError) || error.code !== codes.check) throw error;
      throw new PgError(
        codes.check,
        `check constraint "${error.fields.constraint ?? ''}" of relation "${relation.name}" is violated by some row`,
      );
    }
    for (const [i, index] of writer.unique.entries()) {
      const key = index.keyOf(values);
      if (key === undefined) continue;
      if (seen[i]?.has(key))
        throw new PgError(codes.unique, `could not create unique index "${index.relation.name}"`, {
          detail: `Key ${index.describe(values)} is duplicated.`,
        });
      seen[i]?.add(key);
    }
    writer.foreignKeys.noteInsert(values);
  }
  yield* writer.foreignKeys.finish();
}
