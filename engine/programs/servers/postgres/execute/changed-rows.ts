import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import { compileCondition } from '../plan/coerce.js';
import { type FromPlan, shiftEntry } from '../plan/from-plan.js';
import { planFrom } from '../plan/from.js';
import { type Compiled, collectRows, type Env, newEnv, PAUSE, type PlanNode, type Runtime } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import type { TableTarget, Update } from '../sql/ast.js';
import type { Relation } from '../storage/catalog.js';
import { isVisible, type Tuple } from '../storage/heap.js';
import type { Row } from '../values/value.js';
import { targetTable } from './change-plan.js';
import { tableScope } from './table-parts.js';
import { type Waiting, waitForTransaction } from './waiting.js';

/** The rows of a table that a change is about, each with what FROM or USING puts beside it. */
export interface Targeted {
  readonly relation: Relation;
  readonly inner: Scope;
  readonly others: FromPlan | undefined;
  readonly where: Compiled | undefined;
}

/** Plans which rows UPDATE and DELETE are about. */
export function planTargets(table: TableTarget, from: Update['from'], where: Update['where'], privilege: string, scope: Scope): Targeted {
  const { analysis } = scope;
  const relation = targetTable(table, privilege, scope);
  const inner = tableScope(relation, analysis, table.alias ?? relation.name, scope);
  const [own] = inner.entries;
  let others: FromPlan | undefined;
  if (from.length > 0 && own) {
    const side = new Scope(analysis, scope);
    others = planFrom(from, side);
    const width = relation.columns.length;
    const shifted = others.entries.map(entry => shiftEntry(entry, width));
    if (shifted.some(entry => entry.alias === own.alias))
      throw new PgError(codes.duplicateAlias, `table name "${own.alias}" specified more than once`);
    const visible = others.visible.map(column => ({ ...column, index: column.index + width }));
    inner.use([own, ...shifted], [...own.columns, ...visible], width + others.width);
  }
  return { relation, inner, others, where: compileCondition(where, 'WHERE', inner) };
}

/** A row to change, and what stands beside it. */
export interface Hit {
  readonly tuple: Tuple;
  readonly row: Row;
}

/** Finds the rows; waits for others who change them, and looks again at what they made of them. */
export function* findTargets(
  { relation, others, where }: Targeted,
  runtime: Runtime,
  outer: Env | undefined,
  verb: string,
): Generator<Yielded, readonly Hit[], unknown> {
  const sides = others ? yield* collectRows(others.run(newEnv(runtime, newEnv(runtime, outer))), runtime) : [[]];
  const env = newEnv(runtime, newEnv(runtime, outer));
  const matching = (tuple: Tuple): Row | undefined => {
    for (const side of sides) {
      env.row = side.length === 0 ? tuple.values : [...tuple.values, ...side];
      if (!where || where.eval(env) === true) return env.row;
    }
    return undefined;
  };
  const hits: Hit[] = [];
  for (const tuple of [...runtime.session.database.heap(relation.filenode).tuples]) {
    if (runtime.due()) yield PAUSE;
    const row = isVisible(tuple, runtime.view) ? matching(tuple) : undefined;
    const hit =
      row &&
      (yield* latest({ tuple, row }, matching, runtime, id => `while ${verb} tuple (0,${String(id)}) in relation "${relation.name}"`));
    if (hit) hits.push(hit);
  }
  return hits;
}

/** The newest version of a row once nobody else is changing it; undefined when it is gone or is meant no more. */
function* latest(
  { tuple, row }: Hit,
  matching: (tuple: Tuple) => Row | undefined,
  runtime: Runtime,
  context: (id: number) => string,
): Waiting<Hit | undefined> {
  let current = tuple;
  let found: Row | undefined = row;
  for (;;) {
    const holder = [current.endedBy, current.lockedBy].find(tx => tx?.isActive && tx.top !== runtime.tx.top);
    if (holder) {
      yield* waitForTransaction(holder, runtime, context(current.id));
      continue;
    }
    if (!current.endedBy || current.endedBy.isAborted) return { tuple: current, row: found };
    if (current.endedBy.top === runtime.tx.top) return undefined;
    if (!['read committed', 'read uncommitted'].includes(runtime.session.setting('transaction_isolation') ?? ''))
      throw new PgError(codes.serialization, `could not serialize access due to concurrent ${current.newer ? 'update' : 'delete'}`);
    if (!current.newer) return undefined;
    current = current.newer;
    found = matching(current);
    if (!found) return undefined;
  }
}

/** The scan of a change, as EXPLAIN shows it. */
export function scanNode({ relation, where }: Targeted, analysis: Scope['analysis']): PlanNode {
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
