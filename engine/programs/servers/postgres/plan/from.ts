import type { FromItem } from '../sql/ast.js';
import { newEnv } from './runtime.js';
import { Scope } from './scope.js';
import { type FromPlan, rangeOf, single, lateralScope } from './from-plan.js';
import { checkAliases, crossJoin, planJoin } from './join.js';
import { planTable } from './table-scan.js';
import { planFunction } from './function-scan.js';

/** FROM with everything in it; the columns lie from `offset` on in the row. */
export function planFrom(items: readonly FromItem[], scope: Scope): FromPlan {
  let plan: FromPlan | undefined;
  for (const item of items) {
    const left = plan;
    const right = planItem(item, scope, left, left?.width ?? 0);
    checkAliases(left, right);
    plan = left ? crossJoin(left, right) : right;
  }
  return plan ?? emptyFrom();
}

/** Without FROM there is one row without columns. */
function emptyFrom(): FromPlan {
  return {
    entries: [],
    visible: [],
    width: 0,
    isLateral: false,
    run: function* () {
      yield [];
    },
    plan: () => ({ title: 'Result', details: [], rows: 1, width: 0, cost: 0.01, children: [] }),
  };
}

/** One item; `left` is what stands before it, which it may read if it is lateral. */
function planItem(item: FromItem, scope: Scope, left: FromPlan | undefined, offset: number): FromPlan {
  switch (item.kind) {
    case 'table':
      return planTable(item, scope, offset);
    case 'query':
      return planSubquery(item, scope, left, offset);
    case 'function':
      return planFunction(item, scope, left, offset);
    case 'join': {
      const first = planItem(item.left, scope, left, offset);
      const second = planItem(item.right, scope, left ? crossJoin(left, first) : first, offset + first.width);
      return planJoin(item, { left: first, right: second, before: left, offset }, scope);
    }
  }
}

/** (SELECT …) AS alias. */
function planSubquery(item: Extract<FromItem, { kind: 'query' }>, scope: Scope, left: FromPlan | undefined, offset: number): FromPlan {
  const { analysis } = scope;
  const inner = item.lateral ? lateralScope(scope, left) : new Scope(analysis, scope.parent, scope.commonTables);
  // What stands beside it cannot be seen, but may be named in a message.
  if (!item.lateral) inner.hidden = left?.entries ?? [];
  const query = analysis.planQuery(item.query, inner);
  if (inner.usesOuter) scope.usesOuter = true;
  const alias = item.alias?.name ?? '';
  const entry = rangeOf(alias, query.columns, offset, item.alias?.columns ?? [], {}, item.at);
  return single(entry, item.lateral, env => query.run(env.runtime, item.lateral ? env : newEnv(env.runtime, env.outer)), query.plan);
}
