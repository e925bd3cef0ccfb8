import { compareValues } from '../values/compare.js';
import type { Collation } from '../values/collation.js';
import type { PgType } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';
import type { Yielded } from '../../../../core/task.js';
import { collectRows, type RowStream, type Runtime } from './runtime.js';

/** A column by which rows are sorted, by its place in the row. */
export interface SortKey {
  readonly index: number;
  readonly type: PgType;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** The order of two rows by some of their columns. */
export function compareBy(keys: readonly SortKey[], collation: Collation): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const key of keys) {
      const order = compareKey(a[key.index] ?? null, b[key.index] ?? null, key, collation);
      if (order !== 0) return order;
    }
    return 0;
  };
}

export function compareKey(a: Value, b: Value, { type, descending, nullsFirst }: Omit<SortKey, 'index'>, collation: Collation): number {
  if (a === null || b === null) {
    if (a === b) return 0;
    return (a === null) === nullsFirst ? -1 : 1;
  }
  const order = compareValues(a, b, type, collation);
  return descending ? -order : order;
}

/** All rows of a stream, in order. */
export function* sortRows(rows: RowStream, keys: readonly SortKey[], runtime: Runtime): Generator<Yielded, readonly Row[], unknown> {
  const all = yield* collectRows(rows, runtime);
  return all.sort(compareBy(keys, runtime.session.collation));
}
