import { codes, PgError } from '../pg-error.js';
import type { Env } from '../plan/runtime.js';
import { singleRow } from '../plan/subqueries.js';
import type { Scope } from '../plan/scope.js';
import type { Assignment } from '../sql/ast.js';
import type { Column, Relation } from '../storage/catalog.js';
import type { Row, Value } from '../values/value.js';
import { assign, compileDefault } from './table-parts.js';

/** Where a column lies in rows of a table. */
export function placeOf(relation: Relation, { name, at }: { readonly name: string; readonly at: number }): number {
  const place = relation.columns.findIndex(column => column.name === name);
  if (place < 0) throw new PgError(codes.undefinedColumn, `column "${name}" of relation "${relation.name}" does not exist`, { at });
  return place;
}

/** New values for some places of a row. */
export interface CompiledAssignment {
  readonly places: readonly number[];
  readonly values: (env: Env) => readonly Value[];
}

/** SET of UPDATE and ON CONFLICT DO UPDATE. */
export function compileAssignments(set: readonly Assignment[], relation: Relation, scope: Scope): readonly CompiledAssignment[] {
  const { analysis } = scope;
  const seen = new Set<number>();
  return set.map(({ columns, value }) => {
    const places = columns.map(column => placeOf(relation, column));
    for (const place of places) {
      if (seen.has(place)) throw new PgError(codes.syntax, `multiple assignments to same column "${relation.columns[place]?.name ?? ''}"`);
      seen.add(place);
      if (value.kind !== 'default') checkAssignable(relation.columns[place]);
    }
    const targets = places.flatMap(place => relation.columns[place] ?? []);
    if (value.kind === 'default') {
      const fallback = targets.map(column => compileDefault(column, analysis));
      return { places, values: env => fallback.map(node => node?.eval(env) ?? null) };
    }
    const [target] = targets;
    if (columns.length === 1 && target) {
      const node = assign(scope.compile(value), target, analysis);
      return { places, values: env => [node.eval(env)] };
    }
    return manyColumns(value, places, targets, scope);
  });
}

/** Columns whose values the server makes take nothing but DEFAULT. */
function checkAssignable(column: Column | undefined): void {
  if (!column?.isGenerated && column?.identity !== 'always') return;
  const what = column.isGenerated ? 'a generated column' : 'an identity column defined as GENERATED ALWAYS';
  throw new PgError('428C9', `column "${column.name}" can only be updated to DEFAULT`, { detail: `Column "${column.name}" is ${what}.` });
}

/** `(a, b) = (1, 2)` and `(a, b) = (SELECT …)`. */
function manyColumns(value: Assignment['value'], places: readonly number[], targets: readonly Column[], scope: Scope): CompiledAssignment {
  const { analysis } = scope;
  if (value.kind === 'row') {
    if (value.items.length !== places.length)
      throw new PgError(codes.syntax, 'number of columns does not match number of values', { at: value.at });
    const nodes = value.items.map((item, i) => {
      const column = targets[i];
      if (!column) throw new Error('postgres: no column');
      return item.kind === 'default' ? compileDefault(column, analysis) : assign(scope.compile(item), column, analysis);
    });
    return { places, values: env => nodes.map(node => node?.eval(env) ?? null) };
  }
  if (value.kind !== 'subquery')
    throw new PgError(codes.syntax, 'source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression', { at: value.at });
  const query = analysis.planQuery(value.query, scope);
  if (query.columns.length !== places.length)
    throw new PgError(codes.syntax, 'number of columns does not match number of values', { at: value.at });
  let current: Row = [];
  const nodes = query.columns.map(({ type, typmod }, i) => {
    const column = targets[i];
    if (!column) throw new Error('postgres: no column');
    return assign({ type, typmod, at: value.at, eval: () => current[i] ?? null, show: () => '' }, column, analysis);
  });
  return {
    places,
    values: env => {
      current = singleRow(query, env) ?? [];
      return nodes.map(node => node.eval(env));
    },
  };
}

/** A row with its new values. */
export function assigned(old: Row, set: readonly CompiledAssignment[], env: Env): Row {
  const row: Value[] = [...old];
  for (const { places, values } of set) for (const [i, value] of values(env).entries()) row[places[i] ?? 0] = value;
  return row;
}
