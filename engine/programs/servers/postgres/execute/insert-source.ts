import { largestOf } from '../../../../core/extremes.js';
import { codes, PgError } from '../pg-error.js';
import { type Compiled, type CompiledQuery, isRow, newEnv, PAUSE, type PlanNode, type RowStream } from '../plan/runtime.js';
import type { Scope } from '../plan/scope.js';
import { columnNode } from '../plan/row-fitting.js';
import type { Expr, Insert } from '../sql/ast.js';
import type { Column, Relation } from '../storage/catalog.js';
import type { Row } from '../values/value.js';
import { assign, typeOfColumn } from './table-parts.js';

/** One row without columns: what is there where nothing is read. */
export function* oneRow(): RowStream {
  yield [];
}

/** What INSERT puts in. */
export interface InsertSource {
  /** How many values a row has. */
  readonly width: number;
  readonly run: CompiledQuery['run'];
  readonly plan: () => PlanNode;
  /** Where in the statement a value stands. */
  readonly atOf: (i: number) => number | undefined;
  /** Every row says DEFAULT here. */
  readonly isDefault: (i: number) => boolean;
  /** This row says DEFAULT here. */
  readonly isDefaultAt: (row: Row, i: number) => boolean;
}

type SourceQuery = NonNullable<Insert['source']>;
type ValuesBody = Extract<SourceQuery['body'], { kind: 'values' }>;

/** Rows for INSERT, each value as its column wants it. DEFAULT stands for a value that is left out. */
export function insertSource(query: SourceQuery, places: readonly number[], relation: Relation, scope: Scope): InsertSource {
  const targets = places.map(place => relation.columns[place]);
  const { body } = query;
  const isPlain = query.order.length === 0 && !query.limit && !query.offset && !query.with;
  return body.kind === 'values' && isPlain ? valuesSource(body, targets, scope) : querySource(query, targets, scope);
}

type Targets = readonly (Column | undefined)[];

function valuesSource(body: ValuesBody, targets: Targets, scope: Scope): InsertSource {
  const width = largestOf(body.rows.map(row => row.length));
  if (body.rows.some(row => row.length !== width))
    throw new PgError(codes.syntax, 'VALUES lists must all be the same length', {
      at: body.rows.find(row => row.length !== body.rows[0]?.length)?.[0]?.at,
    });
  const atOf = (i: number): number | undefined => body.rows[0]?.[i]?.at;
  if (width > targets.length) return { width, run: oneRow, plan: resultNode, atOf, isDefault: () => false, isDefaultAt: () => false };
  const nodes = scope.inClause('VALUES', () => body.rows.map(row => row.map((expr, i) => valueNode(expr, targets[i], scope))));
  const omitted = new WeakMap<Row, ReadonlySet<number>>();
  return {
    width,
    atOf,
    isDefault: i => nodes.every(row => row[i] === undefined),
    isDefaultAt: (row, i) => omitted.get(row)?.has(i) ?? false,
    plan: resultNode,
    run: function* (runtime, outer) {
      const env = newEnv(runtime, outer?.outer);
      for (const row of nodes) {
        const values = row.map(node => node?.eval(env) ?? null);
        omitted.set(values, new Set(row.flatMap((node, i) => (node ? [] : [i]))));
        yield values;
        if (runtime.due()) yield PAUSE;
      }
    },
  };
}

/** A value as its column wants it; undefined for DEFAULT. */
function valueNode(expr: Expr, target: Column | undefined, scope: Scope): Compiled | undefined {
  return expr.kind === 'default' || !target ? undefined : assign(scope.compile(expr), target, scope.analysis);
}

function querySource(query: SourceQuery, targets: Targets, scope: Scope): InsertSource {
  const { analysis } = scope;
  const plan = analysis.planQuery(
    query,
    scope,
    targets.map(column => column && typeOfColumn(column, analysis)),
  );
  const atOf = (i: number): number | undefined => (query.body.kind === 'select' ? query.body.targets[i]?.expression.at : undefined);
  const nodes = plan.columns.slice(0, targets.length).map((column, i) => {
    const [node, target] = [{ ...columnNode(column, i), at: atOf(i) ?? query.at }, targets[i]];
    return target ? assign(node, target, analysis) : node;
  });
  return {
    width: plan.columns.length,
    atOf,
    isDefault: () => false,
    isDefaultAt: () => false,
    plan: plan.plan,
    run: function* (runtime, outer) {
      const env = newEnv(runtime, outer);
      for (const item of plan.run(runtime, outer)) {
        if (!isRow(item)) {
          yield item;
          continue;
        }
        env.row = item;
        yield nodes.map(node => node.eval(env));
      }
    },
  };
}

function resultNode(): PlanNode {
  return { title: 'Result', details: [], rows: 1, width: 4, cost: 0.01, children: [] };
}

/** GENERATED ALWAYS columns take no values, unless overridden. */
export function checkIdentity(
  statement: Insert,
  relation: Relation,
  places: readonly number[],
  isDefault: ((i: number) => boolean) | undefined,
): void {
  for (const [i, place] of places.entries()) {
    const column = relation.columns[place];
    if (!column || isDefault?.(i)) continue;
    if (column.isGenerated)
      throw new PgError('428C9', `cannot insert a non-DEFAULT value into column "${column.name}"`, {
        detail: `Column "${column.name}" is a generated column.`,
      });
    if (column.identity === 'always' && statement.overriding === undefined)
      throw new PgError('428C9', `cannot insert a non-DEFAULT value into column "${column.name}"`, {
        detail: `Column "${column.name}" is an identity column defined as GENERATED ALWAYS.`,
        hint: 'Use OVERRIDING SYSTEM VALUE to override.',
      });
  }
}
