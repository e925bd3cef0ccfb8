import { newEnv, PAUSE } from '../plan/runtime.js';
import type { Scope } from '../plan/scope.js';
import type { Delete } from '../sql/ast.js';
import { type ChangePlan, changePlan, compileReturning, returnRow } from './change-plan.js';
import { findTargets, planTargets, scanNode } from './changed-rows.js';
import { logOf } from './runtime-log.js';
import { TableWriter } from './table-writer.js';

/** DELETE, ready to run. */
export function planDelete(statement: Delete, scope: Scope): ChangePlan {
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
      yield* writer.triggers.begin('DELETE');
      for (const { tuple, row } of yield* findTargets(targeted, runtime, outer, 'deleting')) {
        if (!(yield* writer.remove(tuple))) continue;
        count();
        yield* returnRow(returning, env, row);
        if (runtime.due()) yield PAUSE;
      }
      yield* writer.finish('DELETE');
    },
  );
}
