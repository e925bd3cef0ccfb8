import { findSystemTable } from '../catalog/system-tables.js';
import { codes, PgError } from '../pg-error.js';
import { denied, findRelation, noRelation } from '../plan/find-relation.js';
import type { Compiled, CompiledQuery, Env, OutputColumn, PlanNode, RowStream, Runtime } from '../plan/runtime.js';
import type { Scope } from '../plan/scope.js';
import { compileTarget, expandTargets } from '../plan/targets.js';
import type { TableTarget, Target } from '../sql/ast.js';
import type { Relation } from '../storage/catalog.js';
import type { Row } from '../values/value.js';

/** A query that changes a table; its rows are those of RETURNING. `counted` tells how many rows an execution changed. */
export interface ChangePlan extends CompiledQuery {
  readonly counted: WeakMap<Runtime, number>;
}

/** The table that a statement changes; throws where it cannot be changed or the role may not. */
export function targetTable(target: Pick<TableTarget, 'name' | 'at'>, privilege: string, scope: Scope): Relation {
  const { session } = scope.analysis;
  const relation = findRelation(scope, target.name, target.at);
  if (!relation) {
    if (findSystemTable(target.name))
      throw new PgError(codes.privilege, `permission denied: "${target.name.at(-1) ?? ''}" is a system catalog`);
    throw noRelation(target.name, target.at);
  }
  if (relation.kind === 'v')
    throw new PgError(codes.featureNotSupported, `drydock: changing rows through the view "${relation.name}" is not simulated`);
  if (relation.kind === 'm') throw new PgError(codes.wrongObject, `cannot change materialized view "${relation.name}"`);
  if (relation.kind === 'S') throw new PgError(codes.wrongObject, `cannot change sequence "${relation.name}"`);
  if (relation.kind === 'i')
    throw new PgError(codes.wrongObject, `cannot open relation "${relation.name}"`, {
      at: target.at,
      detail: 'This operation is not supported for indexes.',
    });
  if (!session.mayUse(relation, privilege)) throw denied(relation);
  return relation;
}

/** RETURNING, compiled; without any nodes where there is none. */
export interface Returning {
  readonly columns: readonly OutputColumn[];
  readonly nodes: readonly Compiled[];
}

/** RETURNING, over rows of the scope. */
export function compileReturning(targets: readonly Target[] | undefined, scope: Scope): Returning {
  scope.clause = 'RETURNING';
  const compiled = expandTargets(targets ?? [], scope).map(target => compileTarget(target, scope, undefined));
  return {
    columns: compiled.map(({ name, node }) => ({ name, type: node.type, typmod: node.typmod })),
    nodes: compiled.map(({ node }) => node),
  };
}

/** The row of RETURNING for a row of the scope, if there is RETURNING. */
export function* returnRow({ nodes }: Returning, env: Env, row: Row): RowStream {
  if (nodes.length === 0) return;
  env.row = row;
  yield nodes.map(node => node.eval(env));
}

/** A change of a table; `run` calls `count` for each row that it changed. */
export function changePlan(
  returning: Returning,
  title: string,
  table: Relation,
  child: (() => PlanNode) | undefined,
  run: (runtime: Runtime, outer: Env | undefined, count: () => void) => RowStream,
): ChangePlan {
  const counted = new WeakMap<Runtime, number>();
  return {
    columns: returning.columns,
    tables: [table.oid],
    isCorrelated: () => false,
    counted,
    plan: () => ({
      title: `${title} on ${table.name}`,
      details: [],
      rows: 0,
      width: 0,
      cost: child?.().cost ?? 0.01,
      children: child ? [child()] : [],
    }),
    run: (runtime, outer) => run(runtime, outer, () => counted.set(runtime, (counted.get(runtime) ?? 0) + 1)),
  };
}
