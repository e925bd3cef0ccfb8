import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import { planChange } from '../execute/change.js';
import type { ChangePlan } from '../execute/change-plan.js';
import type { Session } from '../execute/session.js';
import { lockRead } from '../execute/table-locking.js';
import { newAnalysis } from '../plan/analysis.js';
import { isRow, type CompiledQuery, type OutputColumn } from '../plan/runtime.js';
import type { Analysis } from '../plan/scope.js';
import { variableEnv, variableScope, type Variables } from '../plan/variables.js';
import type { Delete, Insert, Query, Update } from '../sql/ast.js';
import type { Row } from '../values/value.js';

export type InnerStatement = Query | Insert | Update | Delete;

/** A statement inside a function that reads or changes rows, ready to run. */
export interface InnerPlan {
  readonly columns: readonly OutputColumn[];
  readonly plan: CompiledQuery;
  readonly change: ChangePlan | undefined;
  readonly analysis: Analysis;
}

/** Plans a statement that may name variables. */
export function planInner(statement: InnerStatement, variables: Variables, session: Session): InnerPlan {
  const analysis = newAnalysis(session, [...variables.params]);
  const scope = variableScope(variables, analysis);
  if (statement.kind === 'query') {
    const plan = analysis.planQuery(statement, scope);
    return { plan, change: undefined, analysis, columns: plan.columns };
  }
  const change = planChange(statement, scope);
  return { plan: change, change, analysis, columns: change.columns };
}

/** Runs a planned statement with the variables as they are; how many rows it gave or changed. `onRow` says whether it wants more. */
export function* runInner(
  { plan, change, analysis }: InnerPlan,
  variables: Variables,
  session: Session,
  onRow: (row: Row) => boolean | Generator<Yielded, boolean, unknown>,
): Generator<Yielded, number, unknown> {
  if (session.transaction?.isReadOnly && (change ?? analysis.changes.length > 0))
    throw new PgError(codes.readOnlyTransaction, 'cannot change rows in a read-only transaction');
  const runtime = session.runtime(variables.args);
  yield* lockRead(analysis.reads.keys(), session, plan.tables);
  runtime.view = session.transaction?.view() ?? runtime.view;
  let count = 0;
  for (const item of plan.run(runtime, variableEnv(variables, runtime))) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    count++;
    const wantsMore = onRow(item);
    if (!(typeof wantsMore === 'boolean' ? wantsMore : yield* wantsMore)) break;
  }
  for (const other of analysis.changes) for (const item of other.run(runtime, undefined)) if (!isRow(item)) yield item;
  return change ? (change.counted.get(runtime) ?? 0) : count;
}
