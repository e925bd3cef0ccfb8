import type { Task } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { PlanNode } from '../plan/runtime.js';
import type { StatementOf } from '../sql/statements.js';
import { planStatement, runPlanned } from './run-query.js';
import type { StatementSink } from './run-statement.js';
import type { Session } from './session.js';

/** EXPLAIN: the steps of a statement; with ANALYZE it is run too. */
export function* explainStatement(statement: StatementOf<'explain'>, session: Session, sink: StatementSink): Task<string> {
  const inner = statement.statement;
  if (inner.kind !== 'query' && inner.kind !== 'insert' && inner.kind !== 'update' && inner.kind !== 'delete')
    throw new PgError(codes.syntax, 'syntax error in EXPLAIN');
  const planned = planStatement(inner, session);
  const runtime = session.runtime();
  let rows: number | undefined;
  const started = session.clock();
  if (statement.analyze) rows = Number((yield* runPlanned(planned, runtime, undefined)).split(' ').at(-1) ?? 0);
  const lines = [...describe(planned.plan.plan(), 0, statement.costs, rows)];
  if (statement.analyze && statement.timing)
    lines.push('Planning Time: 0.050 ms', `Execution Time: ${((session.clock() - started) / 1000).toFixed(3)} ms`);
  yield* sink.textRows(
    ['QUERY PLAN'],
    lines.map(line => [line]),
  );
  return 'EXPLAIN';
}

function* describe(node: PlanNode, depth: number, costs: boolean, actual: number | undefined): Iterable<string> {
  const indent = depth === 0 ? '' : `${' '.repeat(depth * 6 - 4)}->  `;
  const cost = costs ? `  (cost=${(node.startup ?? 0).toFixed(2)}..${node.cost.toFixed(2)} rows=${node.rows} width=${node.width})` : '';
  const real = actual === undefined ? '' : ` (actual rows=${actual} loops=1)`;
  yield indent + node.title + cost + real;
  for (const detail of node.details) yield `${' '.repeat(depth * 6 + 2)}${detail}`;
  for (const child of node.children) yield* describe(child, depth + 1, costs, undefined);
}
