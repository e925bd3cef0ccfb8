import type { Query, SelectCore } from '../sql/ast.js';
import type { PgType } from '../values/type-table.js';
import { compileCondition } from './coerce.js';
import { explainSelect } from './explain-select.js';
import { planFrom } from './from.js';
import { planGrouping } from './grouping.js';
import { compileLimits, limited } from './limits.js';
import { planOrder } from './ordering.js';
import { lockRows } from './row-locks.js';
import { newEnv, type CompiledQuery } from './runtime.js';
import type { Scope } from './scope.js';
import { selectRows, type Shape } from './select-rows.js';
import { compileTarget, expandTargets, outputColumn } from './targets.js';
import { compileWindows } from './window.js';

/** SELECT … with the ORDER BY of the query that it is the body of. */
export function planSelect(core: SelectCore, query: Query, scope: Scope, wanted?: readonly (PgType | undefined)[]): CompiledQuery {
  const from = planFrom(core.from, scope);
  scope.use(from.entries, from.visible, from.width);
  for (const window of core.windows) if (window.name !== undefined) scope.namedWindows.set(window.name, window);
  const where = compileCondition(core.where, 'WHERE', scope);
  const expanded = expandTargets(core.targets, scope);
  const grouping = planGrouping(core, query, expanded, scope);
  const targets = expanded.map((target, i) => compileTarget(target, scope, wanted?.[i]));
  const having = compileCondition(core.having, 'HAVING', scope);
  const order = planOrder(core, query.order, targets, scope);
  const windows = compileWindows(scope);
  scope.grouping = undefined;
  const shape: Shape = {
    ...grouping,
    ...order,
    from,
    where,
    having,
    windows,
    width: targets.length,
    distinct: core.distinct === 'all',
    scope,
  };
  const limits = compileLimits(query, scope);
  return {
    columns: targets.map(outputColumn),
    isCorrelated: () => scope.usesOuter,
    tables: [],
    run: (runtime, outer) =>
      limited(
        query.lock
          ? lockRows(from, query.lock, (env, rows) => selectRows(shape, env, rows), runtime, outer, where)
          : selectRows(shape, newEnv(runtime, outer)),
        limits,
        runtime,
        outer,
      ),
    plan: () => explainSelect(shape, limits),
  };
}
