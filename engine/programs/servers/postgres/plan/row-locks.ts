import type { Yielded } from '../../../../core/task.js';
import type { Row } from '../values/value.js';
import { codes, PgError } from '../pg-error.js';
import type { RowLock } from '../sql/ast.js';
import { isVisible, type Tuple } from '../storage/heap.js';
import { waitForTransaction } from '../execute/waiting.js';
import type { FromPlan } from './from-plan.js';
import { isRow, newEnv, type Compiled, type Env, type RowStream, type Runtime } from './runtime.js';

/** SELECT … FOR UPDATE: locks the rows that the query reads, waiting for those who change them. */
export function* lockRows(
  from: FromPlan,
  lock: RowLock,
  select: (env: Env, rows: RowStream) => RowStream,
  runtime: Runtime,
  outer: Env | undefined,
  where: Compiled | undefined,
): RowStream {
  const env = newEnv(runtime, outer);
  const { session } = runtime;
  const tables = from.entries.flatMap(({ alias, tableOid, columns }) => {
    const relation = tableOid === undefined ? undefined : session.catalog().relations.get(tableOid);
    return relation?.kind === 'r' && (lock.of.length === 0 || lock.of.includes(alias))
      ? [{ relation, first: columns[0]?.index ?? 0, width: columns.length }]
      : [];
  });
  const kept = [];
  for (const item of from.run(env)) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    let row = item;
    env.row = row;
    if (where && where.eval(env) !== true) continue;
    let isTaken = true;
    for (const { relation, first, width } of tables) {
      const values = row.slice(first, first + width);
      const tuple = session.database
        .heap(relation.filenode)
        .tuples.find(candidate => candidate.values.every((value, i) => value === values[i]) && isVisible(candidate, runtime.view));
      if (!tuple) continue;
      const latest = yield* lockTuple(tuple, lock, runtime, relation.name);
      if (latest === undefined) isTaken = false;
      else if (latest !== tuple) row = [...row.slice(0, first), ...latest.values, ...row.slice(first + width)];
    }
    if (isTaken) kept.push(row);
  }
  yield* select(env, listed(kept));
}

function* listed(rows: readonly Row[]): RowStream {
  yield* rows;
}

/** The newest version of a row, locked; undefined when it is gone or skipped. */
function* lockTuple(tuple: Tuple, lock: RowLock, runtime: Runtime, table: string): Generator<Yielded, Tuple | undefined, unknown> {
  let current: Tuple = tuple;
  for (;;) {
    const holder = [current.endedBy, current.lockedBy].find(tx => tx !== undefined && tx.isActive && tx.top !== runtime.tx.top);
    if (holder) {
      if (lock.wait === 'skip') return undefined;
      if (lock.wait === 'nowait') throw new PgError(codes.lockNotAvailable, `could not obtain lock on row in relation "${table}"`);
      yield* waitForTransaction(holder, runtime, `while locking tuple (0,${String(current.id)}) in relation "${table}"`);
      continue;
    }
    if (current.endedBy?.isCommitted) {
      if (!current.newer) return undefined;
      current = current.newer;
      continue;
    }
    current.lockedBy = runtime.tx;
    return current;
  }
}
