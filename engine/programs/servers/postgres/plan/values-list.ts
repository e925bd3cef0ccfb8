import { codes, PgError } from '../pg-error.js';
import type { Query, QueryBody } from '../sql/ast.js';
import { type PgType, t } from '../values/type-table.js';
import { coerce, coerceAll, settled } from './coerce.js';
import { orderResult } from './result-order.js';
import { type CompiledQuery, type Env, newEnv, type OutputColumn, PAUSE, type PlanNode, type RowStream, type Runtime } from './runtime.js';
import type { Scope } from './scope.js';

/** VALUES as a query of its own. Open literals take the types in `wanted`, where the statement around knows them. */
export function planValues(
  query: Query,
  body: Extract<QueryBody, { kind: 'values' }>,
  scope: Scope,
  wanted: readonly (PgType | undefined)[] | undefined,
): CompiledQuery {
  const { analysis } = scope;
  const [first] = body.rows;
  const width = first?.length ?? 0;
  const rows = scope.inClause('VALUES', () => body.rows.map(row => row.map(expr => analysis.compile(expr, scope))));
  for (const [i, row] of rows.entries())
    if (row.length !== width) throw new PgError(codes.syntax, 'VALUES lists must all be the same length', { at: body.rows[i]?.[0]?.at });
  const columns = Array.from({ length: width }, (_, i) => {
    const nodes = rows.flatMap(row => row[i] ?? []);
    const type = wanted?.[i];
    const open =
      type && nodes.every(node => node.type === t.unknown)
        ? nodes.map(node => coerce(node, type, -1, 'assignment', analysis) ?? settled(node, analysis))
        : undefined;
    return open && type ? { type, typmod: -1, nodes: open } : coerceAll(nodes, 'VALUES', analysis);
  });
  const output = columns.map(({ type, typmod }, i): OutputColumn => ({ name: `column${String(i + 1)}`, type, typmod }));
  const run = function* (runtime: Runtime, outer: Env | undefined): RowStream {
    const env = newEnv(runtime, outer);
    for (let i = 0; i < rows.length; i++) {
      yield columns.map(({ nodes }) => nodes[i]?.eval(env) ?? null);
      if (runtime.due()) yield PAUSE;
    }
  };
  const plan = (): PlanNode =>
    rows.length === 1
      ? { title: 'Result', details: [], rows: 1, width: 4, cost: 0.01, children: [] }
      : { title: 'Values Scan on "*VALUES*"', details: [], rows: rows.length, width: 4 * width, cost: 0.0125 * rows.length, children: [] };
  return orderResult(query, { columns: output, tables: [], isCorrelated: () => scope.usesOuter, run, plan }, scope);
}
