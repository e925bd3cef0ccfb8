import type { Expression, Join, TableReference } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import { isNumberType, isTemporalType, isTextType, type ColumnType } from '../values/column-type.js';
import { groupKey } from '../values/compare.js';
import { toTruth, type Row, type Value } from '../values/value.js';
import { compile } from './compiler.js';
import type { Compiled, Environment } from './compiled.js';
import type { Frame, Relation } from './context.js';
import { viewRelation } from './views.js';
import { conjuncts, Scope, type ScopeColumn } from './scope.js';

/** Rows that a statement may hold at a time. */
export const MAX_ROWS = 500_000;

/** What stands behind FROM, ready to run. */
export interface Source {
  readonly scope: Scope;
  readonly rows: (outer: Frame | undefined) => readonly Row[];
  readonly relations: readonly { readonly alias: string; readonly relation: Relation }[];
}

/** Plans the tables of a query. Of `filters`, those that a part of the tables can decide are taken away and applied there. */
export function planFrom(from: TableReference, environment: Environment, outer: Scope | undefined, filters: Expression[]): Source {
  const source = planReference(from, environment, outer, filters);
  const aliases = source.relations.map(({ alias, relation }) => `${relation.database}.${alias.toLowerCase()}`);
  const twice = source.relations.find(
    ({ alias, relation }, index) => aliases.indexOf(`${relation.database}.${alias.toLowerCase()}`) !== index,
  );
  if (twice) throw sqlErrors.duplicateAlias(twice.alias);
  return source;
}

function planReference(from: TableReference, environment: Environment, outer: Scope | undefined, filters: Expression[]): Source {
  const source =
    from.kind === 'join'
      ? planJoin(from, environment, outer, filters)
      : from.kind === 'table'
        ? tableSource(relationOf(from, environment), from.alias, outer)
        : derivedSource(from, environment, outer);
  return filtered(source, takeFilters(source.scope, filters), environment);
}

function relationOf({ table }: Extract<TableReference, { kind: 'table' }>, environment: Environment): Relation {
  const common = table.database === undefined ? environment.commonTables.get(table.name.toLowerCase()) : undefined;
  return (
    common ??
    environment.context.relation(table, (sql, database, name, columns) => viewRelation(sql, { database, name, columns }, environment))
  );
}

function tableSource(relation: Relation, alias: string, outer: Scope | undefined): Source {
  const columns = relation.columns.map((column): ScopeColumn => ({ database: relation.database, alias, table: relation.name, column }));
  return { scope: new Scope(columns, outer), rows: () => relation.rows(), relations: [{ alias, relation }] };
}

function derivedSource(
  { query, alias, columns: names }: Extract<TableReference, { kind: 'derived' }>,
  environment: Environment,
  outer: Scope | undefined,
): Source {
  const plan = environment.plan(query, environment, outer);
  const columns = plan.columns.map(({ name, type, nullable }, index) => ({ name: names?.[index] ?? name, type, nullable }));
  const twice = columns.find(({ name }, index) => columns.findIndex(other => other.name.toLowerCase() === name.toLowerCase()) !== index);
  if (twice) throw sqlErrors.duplicateColumn(twice.name);
  const relation: Relation = { database: '', name: alias, columns, rows: () => [], identifiers: [], indexed: new Set() };
  const scoped = columns.map((column): ScopeColumn => ({ database: '', alias, table: alias, column }));
  return { scope: new Scope(scoped, outer), rows: frame => plan.run(frame), relations: [{ alias, relation }] };
}

/** Takes out of the list what the scope alone can decide. */
function takeFilters(scope: Scope, filters: Expression[]): readonly Expression[] {
  const taken = filters.filter(filter => scope.covers(filter));
  for (const filter of taken) filters.splice(filters.indexOf(filter), 1);
  return taken;
}

function filtered(source: Source, filters: readonly Expression[], environment: Environment): Source {
  if (filters.length === 0) return source;
  const tests = filters.map(filter => compile(filter, { environment, scope: source.scope, clause: 'where clause' }));
  return { ...source, rows: outer => source.rows(outer).filter(row => passes(tests, row, outer)) };
}

function passes(tests: readonly Compiled[], row: Row, parent: Frame | undefined): boolean {
  const frame: Frame = { row, slots: [], parent };
  return tests.every(test => toTruth(test.run(frame)) === true);
}

function planJoin(join: Join, environment: Environment, outer: Scope | undefined, filters: Expression[]): Source {
  // What is filtered before an outer join may only be the side that keeps all its rows.
  const none: Expression[] = [];
  const left = planReference(join.left, environment, outer, join.type === 'right' ? none : filters);
  const right = planReference(join.right, environment, outer, join.type === 'left' ? none : filters);
  const merge = mergedColumns(join, left.scope, right.scope);
  const scope = new Scope([...left.scope.columns, ...right.scope.columns], outer, undefined, merge.merged, merge.star);
  const own = [...conjuncts(join.on)];
  const conditions = join.type === 'inner' ? [...own, ...takeFilters(scope, filters)] : own;
  const tests = conditions.map(condition => compile(condition, { environment, scope, clause: 'on clause' }));
  for (const { a, b } of merge.pairs) tests.push(equalColumns(a, b, scope, environment));
  const keys = [
    ...hashKeys(conditions, left.scope, right.scope, environment),
    ...merge.pairs.flatMap(pair => pairKeys(pair, left.scope, right.scope, environment)),
  ];
  const relations = [...left.relations, ...right.relations];
  const matcher = { tests, keys, environment, leftWidth: left.scope.columns.length, rightWidth: right.scope.columns.length };
  return { scope, relations, rows: frame => joinRows(join.type, left.rows(frame), right.rows(frame), matcher, frame) };
}

interface Merge {
  readonly merged: ReadonlySet<number>;
  readonly star: readonly number[];
  /** Positions in the joined row that have to be equal. */
  readonly pairs: readonly { readonly a: number; readonly b: number }[];
}

/** USING and NATURAL: the common columns stand first, once. */
function mergedColumns({ using, type }: Join, left: Scope, right: Scope): Merge {
  const width = left.columns.length;
  const plain = [...left.star, ...right.star.map(index => index + width)];
  const inherited = new Set([...left.merged, ...[...right.merged].map(index => index + width)]);
  if (using === undefined) return { merged: inherited, star: plain, pairs: [] };
  const names =
    using === 'natural'
      ? left.star.flatMap(index => {
          const name = left.columns[index]?.column.name ?? '';
          return right.matches({ database: undefined, table: undefined, name }).length > 0 ? [name] : [];
        })
      : using;
  const pairs = names.map(name => {
    const [a] = left.matches({ database: undefined, table: undefined, name });
    const [b] = right.matches({ database: undefined, table: undefined, name });
    if (a === undefined || b === undefined) throw sqlErrors.unknownColumn(name, 'from clause');
    return { a, b: b + width };
  });
  const hidden = new Set([...inherited, ...pairs.map(({ a, b }) => (type === 'right' ? a : b))]);
  const first = pairs.map(({ a, b }) => (type === 'right' ? b : a));
  const sides = type === 'right' ? [...plain.filter(index => index >= width), ...plain.filter(index => index < width)] : plain;
  const rest = sides.filter(index => !first.includes(index) && !hidden.has(index));
  return { merged: hidden, star: [...first, ...rest], pairs };
}

function equalColumns(a: number, b: number, scope: Scope, environment: Environment): Compiled {
  const column = (index: number): Expression => {
    const found = scope.columns[index];
    return { kind: 'column', database: undefined, table: found?.alias, name: found?.column.name ?? '' };
  };
  return compile({ kind: 'binary', operator: '=', left: column(a), right: column(b) }, { environment, scope, clause: 'from clause' });
}

/** Two sides of an equality that a hash can find. */
interface HashKey {
  readonly left: Compiled;
  readonly right: Compiled;
}

function hashKeys(conditions: readonly Expression[], left: Scope, right: Scope, environment: Environment): readonly HashKey[] {
  return conditions.flatMap(condition => {
    if (condition.kind !== 'binary' || condition.operator !== '=') return [];
    const sides =
      left.covers(condition.left) && right.covers(condition.right)
        ? ([condition.left, condition.right] as const)
        : left.covers(condition.right) && right.covers(condition.left)
          ? ([condition.right, condition.left] as const)
          : undefined;
    return sides ? keyOf(sides[0], sides[1], left, right, environment) : [];
  });
}

function pairKeys(
  { a, b }: { readonly a: number; readonly b: number },
  left: Scope,
  right: Scope,
  environment: Environment,
): readonly HashKey[] {
  const [x, y] = [left.columns[a], right.columns[b - left.columns.length]];
  if (!x || !y) return [];
  const column = ({ alias, column: { name } }: ScopeColumn): Expression => ({ kind: 'column', database: undefined, table: alias, name });
  return keyOf(column(x), column(y), left, right, environment);
}

function keyOf(a: Expression, b: Expression, left: Scope, right: Scope, environment: Environment): readonly HashKey[] {
  const x = compile(a, { environment, scope: left, clause: 'on clause' });
  const y = compile(b, { environment, scope: right, clause: 'on clause' });
  return isHashable(x.type, y.type) && (!isTextType(x.type) || x.collation === y.collation) ? [{ left: x, right: y }] : [];
}

function isHashable(a: ColumnType, b: ColumnType): boolean {
  const exact = (type: ColumnType): boolean => isNumberType(type) && type.name !== 'double' && type.name !== 'float';
  return (exact(a) && exact(b)) || (isTextType(a) && isTextType(b)) || (isTemporalType(a) && a.name === b.name);
}

interface Matcher {
  readonly tests: readonly Compiled[];
  readonly keys: readonly HashKey[];
  readonly environment: Environment;
  readonly leftWidth: number;
  readonly rightWidth: number;
}

function joinRows(
  type: Join['type'],
  left: readonly Row[],
  right: readonly Row[],
  matcher: Matcher,
  outer: Frame | undefined,
): readonly Row[] {
  if (type === 'right') return rightJoin(left, right, matcher, outer);
  const find = finder(right, matcher, outer);
  const empty: Row = new Array<Value>(matcher.rightWidth).fill(null);
  const result: Row[] = [];
  for (const row of left) {
    const before = result.length;
    for (const other of find(row)) {
      matcher.environment.context.step(1);
      const joined = [...row, ...other];
      if (passes(matcher.tests, joined, outer)) keep(result, joined);
    }
    if (type === 'left' && result.length === before) keep(result, [...row, ...empty]);
  }
  return result;
}

function keep(rows: Row[], row: Row): void {
  if (rows.length >= MAX_ROWS) throw sqlErrors.outOfMemory();
  rows.push(row);
}

/** The rows come in the order of the right side, as a server does it that turns the join round. */
function rightJoin(left: readonly Row[], right: readonly Row[], matcher: Matcher, outer: Frame | undefined): readonly Row[] {
  const empty: Row = new Array<Value>(matcher.leftWidth).fill(null);
  const turned: Matcher = { ...matcher, keys: matcher.keys.map(key => ({ left: key.right, right: key.left })) };
  const find = finder(left, turned, outer);
  const result: Row[] = [];
  for (const row of right) {
    const before = result.length;
    for (const other of find(row)) {
      matcher.environment.context.step(1);
      const joined = [...other, ...row];
      if (passes(matcher.tests, joined, outer)) keep(result, joined);
    }
    if (result.length === before) keep(result, [...empty, ...row]);
  }
  return result;
}

/** Finds the rows of the inner side that may fit a row of the outer one. */
function finder(inner: readonly Row[], { keys, environment }: Matcher, outer: Frame | undefined): (row: Row) => readonly Row[] {
  if (keys.length === 0 || inner.length < 8) return () => inner;
  const keyOfRow = (row: Row, side: 'left' | 'right'): string | undefined => {
    const values = keys.map(key => key[side].run({ row, slots: [], parent: outer }));
    if (values.includes(null)) return undefined;
    return values.map((value, index) => groupKey(value, keys[index]?.[side].collation ?? 'binary')).join('\0');
  };
  const byKey = new Map<string, Row[]>();
  for (const row of inner) {
    environment.context.step(1);
    const key = keyOfRow(row, 'right');
    if (key === undefined) continue;
    const found = byKey.get(key);
    if (found) found.push(row);
    else byKey.set(key, [row]);
  }
  return row => {
    const key = keyOfRow(row, 'left');
    return key === undefined ? [] : (byKey.get(key) ?? []);
  };
}
