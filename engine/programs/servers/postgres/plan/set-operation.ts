import { codes, PgError } from '../pg-error.js';
import type { Query, QueryBody } from '../sql/ast.js';
import { keyOfRow } from '../values/compare.js';
import { type PgType, t } from '../values/type-table.js';
import type { Row } from '../values/value.js';
import { coerceAll } from './coerce.js';
import { orderResult } from './result-order.js';
import { columnNode, fitRows, type RowFit } from './row-fitting.js';
import {
  type Compiled,
  type CompiledQuery,
  type Env,
  isRow,
  newEnv,
  type OutputColumn,
  type PlanNode,
  type RowStream,
  type Runtime,
} from './runtime.js';
import type { Scope } from './scope.js';
import { compareBy } from './sorting.js';

type SetBody = Extract<QueryBody, { kind: 'set' }>;

/** UNION, INTERSECT and EXCEPT. */
export function planSet(query: Query, body: SetBody, scope: Scope, wanted: readonly (PgType | undefined)[] | undefined): CompiledQuery {
  const { analysis } = scope;
  const left = analysis.planQuery(body.left, scope, wanted);
  const right = analysis.planQuery(body.right, scope, wanted);
  if (left.columns.length !== right.columns.length)
    throw new PgError(codes.syntax, `each ${body.op.toUpperCase()} query must have the same number of columns`, {
      at: firstAt(body.right),
    });
  const columns = left.columns.map((column, i) => commonColumn(body, column, right.columns[i] ?? column, i, scope));
  const types = columns.map(column => column.type);
  const [fitLeft, fitRight] = [fitRows(left, types, scope), fitRows(right, types, scope)];
  const run = (runtime: Runtime, outer: Env | undefined): RowStream =>
    combineRows(
      body,
      fitted(left.run(runtime, newEnv(runtime, outer)), fitLeft, runtime),
      fitted(right.run(runtime, newEnv(runtime, outer)), fitRight, runtime),
      types,
      runtime,
    );
  const plan = (): PlanNode => explainSet(body, left, right);
  return orderResult(query, { columns, tables: [], isCorrelated: () => scope.usesOuter, run, plan }, scope);
}

/** The column that two columns become: the name of the left one, the type that they have in common. */
function commonColumn(body: SetBody, left: OutputColumn, right: OutputColumn, index: number, scope: Scope): OutputColumn {
  const nodes = [
    open(columnNode(left, index), body.left, index),
    open({ ...columnNode(right, index), at: firstAt(body.right) }, body.right, index),
  ];
  const { type, typmod } = coerceAll(nodes, body.op.toUpperCase(), scope.analysis);
  return { name: left.name, type, typmod };
}

function explainSet({ op, all }: SetBody, left: CompiledQuery, right: CompiledQuery): PlanNode {
  const children = [left.plan(), right.plan()];
  const node: PlanNode = {
    title: op === 'union' ? 'Append' : `HashSetOp ${op === 'except' ? 'Except' : 'Intersect'}${all ? ' All' : ''}`,
    details: [],
    rows: children.reduce((sum, child) => sum + child.rows, 0),
    width: 4,
    cost: children.reduce((sum, child) => sum + child.cost, 0),
    children,
  };
  if (op !== 'union' || all) return node;
  const key = left.columns.map(column => column.name).join(', ');
  return { ...node, title: 'HashAggregate', details: [`Group Key: ${key}`], children: [node] };
}

/** A target that was only a text in quotes takes the type of the other side. */
function open(node: Compiled, query: Query, index: number): Compiled {
  const { body } = query;
  const expr = body.kind === 'select' ? body.targets[index]?.expression : undefined;
  if (body.kind !== 'select' || body.targets.some(target => target.expression.kind === 'column' && target.expression.star)) return node;
  if (expr?.kind === 'literal' && (expr.type === 'string' || expr.type === 'null'))
    return { ...node, type: t.unknown, literal: { text: expr.type === 'null' ? null : expr.text, at: expr.at } };
  return node;
}

/** Where messages about a side point to. */
function firstAt(query: Query): number {
  return query.body.kind === 'select' ? (query.body.targets[0]?.expression.at ?? query.at) : query.at;
}

function* fitted(rows: RowStream, fit: RowFit, runtime: Runtime): RowStream {
  for (const item of rows) yield isRow(item) ? fit(item, runtime) : item;
}

/** Rows of both sides as the operation wants them. Where rows are told apart, they come out sorted. */
function* combineRows({ op, all }: SetBody, left: RowStream, right: RowStream, types: readonly PgType[], runtime: Runtime): RowStream {
  if (op === 'union' && all) {
    yield* left;
    yield* right;
    return;
  }
  const counts = new Map<string, number>();
  if (op !== 'union')
    for (const item of right) {
      if (!isRow(item)) {
        yield item;
        continue;
      }
      const key = keyOfRow(item, types);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  const seen = new Set<string>();
  const kept: Row[] = [];
  const take = function* (rows: RowStream): RowStream {
    for (const item of rows) {
      if (!isRow(item)) {
        yield item;
        continue;
      }
      const key = keyOfRow(item, types);
      const there = counts.get(key) ?? 0;
      const wanted = op === 'union' || (op === 'intersect') === there > 0;
      if (all) counts.set(key, there - 1);
      if (!wanted || (!all && seen.has(key))) continue;
      runtime.hold(item);
      seen.add(key);
      kept.push(item);
    }
  };
  yield* take(left);
  if (op === 'union') yield* take(right);
  const keys = types.map((type, index) => ({ index, type, descending: false, nullsFirst: false }));
  yield* kept.sort(compareBy(keys, runtime.session.collation));
}
