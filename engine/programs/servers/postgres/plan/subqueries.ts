import { codes, PgError } from '../pg-error.js';
import type { Expr } from '../sql/ast.js';
import { t } from '../values/type-table.js';
import { ArrayValue, type Row, type Value } from '../values/value.js';
import { arrayOf } from './coerce.js';
import { rowOf } from './columns.js';
import { applyOperator } from './operators.js';
import type { Compiled, CompiledQuery, Env } from './runtime.js';
import type { Scope } from './scope.js';

type QueryExpr = Extract<Expr, { kind: 'exists' | 'subquery' | 'array-query' }>;

/** Remembers what a query gives that depends on nothing around it, for as long as a statement runs. */
function once<T>(query: CompiledQuery, compute: (env: Env) => T): (env: Env) => T {
  const kept = new WeakMap<object, { readonly value: T }>();
  return env => {
    if (query.isCorrelated()) return compute(env);
    let known = kept.get(env.runtime);
    if (!known) {
      known = { value: compute(env) };
      kept.set(env.runtime, known);
    }
    return known.value;
  };
}

/** EXISTS (…), (SELECT …) and ARRAY(SELECT …). */
export function compileSubquery(expr: QueryExpr, scope: Scope): Compiled {
  const query = scope.analysis.planQuery(expr.query, scope);
  const { at } = expr;
  if (expr.kind === 'exists') {
    const test = once(query, env => {
      let found = false;
      env.runtime.drain(query.run(env.runtime, env), () => {
        found = true;
        return false;
      });
      return found;
    });
    return { type: t.bool, typmod: -1, at, eval: test, show: () => '(EXISTS ( ... ))' };
  }
  const [column] = query.columns;
  if (!column || query.columns.length !== 1) {
    if (expr.kind === 'subquery' && query.columns.length > 1)
      throw new PgError(codes.syntax, 'subquery must return only one column', { at });
    throw new PgError(codes.syntax, 'subquery must return only one column', { at });
  }
  if (expr.kind === 'array-query') {
    const collect = once(query, env => new ArrayValue(rowsOf(query, env).map(([value = null]) => value)));
    return { type: arrayOf(column.type), typmod: -1, at, eval: collect, show: () => 'ARRAY( ... )' };
  }
  return {
    type: column.type,
    typmod: column.typmod,
    at,
    eval: once(query, env => singleRow(query, env)?.[0] ?? null),
    show: () => '( ... )',
    ...(column.fields ? { fields: column.fields } : {}),
  };
}

export function rowsOf(query: CompiledQuery, env: Env): readonly Row[] {
  const rows: Row[] = [];
  env.runtime.drain(query.run(env.runtime, env), row => {
    env.runtime.hold(row);
    rows.push(row);
    return true;
  });
  return rows;
}

/** The one row of a query; undefined when it has none. */
export function singleRow(query: CompiledQuery, env: Env): Row | undefined {
  let found: Row | undefined;
  env.runtime.drain(query.run(env.runtime, env), row => {
    if (found) throw new PgError(codes.cardinality, 'more than one row returned by a subquery used as an expression');
    found = row;
    return true;
  });
  return found;
}

type QuantifiedExpr = Extract<Expr, { kind: 'quantified-query' }>;

/** IN (SELECT …), op ANY (SELECT …). */
export function compileQuantifiedQuery(expr: QuantifiedExpr, scope: Scope): Compiled {
  const { analysis } = scope;
  const left = analysis.compile(expr.left, scope);
  const query = analysis.planQuery(expr.query, scope);
  const wanted = left.isRow?.length ?? 1;
  if (query.columns.length !== wanted)
    throw new PgError(codes.syntax, `subquery has too ${query.columns.length > wanted ? 'many' : 'few'} columns`, { at: expr.at });
  let current: Row = [];
  const slots = query.columns.map(
    ({ type, typmod }, i): Compiled => ({ type, typmod, at: expr.at, eval: () => current[i] ?? null, show: () => '' }),
  );
  const [slot] = slots;
  if (!slot) throw new PgError(codes.syntax, 'subquery has too few columns', { at: expr.at });
  const right = left.isRow ? rowOf(slots, [], expr.at) : slot;
  const test = applyOperator(expr.op, left, right, expr.at, scope);
  const rows = once(query, env => rowsOf(query, env));
  const stop = expr.quantifier === 'any';
  return {
    type: t.bool,
    typmod: -1,
    at: expr.at,
    eval: env => {
      let unknown = false;
      for (const row of rows(env)) {
        current = row;
        const value = test.eval(env);
        if (value === stop) return negate(stop, expr.negated);
        if (value === null) unknown = true;
      }
      return unknown ? null : negate(!stop, expr.negated);
    },
    show: () => `(${left.show()} ${expr.op} ${expr.quantifier.toUpperCase()} ( ... ))`,
  };
}

function negate(value: boolean, negated: boolean): Value {
  return negated ? !value : value;
}
