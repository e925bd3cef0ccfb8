import { newEnv, PAUSE } from '../plan/runtime.js';
import type { Scope } from '../plan/scope.js';
import type { Update } from '../sql/ast.js';
import { assigned, compileAssignments } from './assignments.js';
import { type ChangePlan, changePlan, compileReturning, returnRow } from './change-plan.js';
import { findTargets, planTargets, scanNode } from './changed-rows.js';
import { logOf } from './runtime-log.js';
import { TableWriter } from './table-writer.js';

/** UPDATE, ready to run. */
export function planUpdate(statement: Update, scope: Scope): ChangePlan {
  const { analysis } = scope;
  const targeted = planTargets(statement.table, statement.from, statement.where, 'UPDATE', scope);
  const { relation, inner } = targeted;
  inner.clause = 'UPDATE';
  const set = compileAssignments(statement.set, relation, inner);
  const returning = compileReturning(statement.returning, inner);
  const width = relation.columns.length;
  const columns = new Set(set.flatMap(({ places }) => places.flatMap(place => relation.columns[place]?.number ?? [])));
  return changePlan(
    returning,
    'Update',
    relation,
    () => scanNode(targeted, analysis),
    function* (runtime, outer, count) {
      const writer = new TableWriter(relation, analysis, runtime, logOf(runtime));
      const env = newEnv(runtime, newEnv(runtime, outer));
      yield* writer.triggers.begin('UPDATE', columns);
      for (const { tuple, row } of yield* findTargets(targeted, runtime, outer, 'updating')) {
        env.row = row;
        const updated = yield* writer.update(tuple, assigned(tuple.values, set, env));
        if (!updated) continue;
        count();
        yield* returnRow(returning, env, [...updated.values, ...row.slice(width)]);
        if (runtime.due()) yield PAUSE;
      }
      yield* writer.finish('UPDATE', columns);
    },
  );
}
