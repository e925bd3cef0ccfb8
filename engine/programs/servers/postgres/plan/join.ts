import { codes, PgError } from '../pg-error.js';
import type { Expr, FromItem } from '../sql/ast.js';
import { displayType, t } from '../values/type-table.js';
import { compileCondition } from './coerce.js';
import { type FromPlan, lateralScope } from './from-plan.js';
import { joinRows, type JoinRule, withMerged } from './join-rows.js';
import { applyOperator } from './operators.js';
import type { Compiled, PlanNode } from './runtime.js';
import type { Scope, ScopeColumn } from './scope.js';

/** Throws where two items have one alias. */
export function checkAliases(left: FromPlan | undefined, right: FromPlan): void {
  for (const { alias } of right.entries)
    if (alias !== '' && left?.entries.some(entry => entry.alias === alias))
      throw new PgError(codes.duplicateAlias, `table name "${alias}" specified more than once`);
}

/** Items that stand beside each other. */
export function crossJoin(left: FromPlan, right: FromPlan): FromPlan {
  return {
    entries: [...left.entries, ...right.entries],
    visible: [...left.visible, ...right.visible],
    width: left.width + right.width,
    isLateral: left.isLateral || right.isLateral,
    run: env => joinRows(env, left, right, { type: 'inner', condition: undefined, hash: [] }),
    plan: () => joinNode('Nested Loop', left, right, []),
  };
}

function joinNode(title: string, left: FromPlan, right: FromPlan, details: readonly string[]): PlanNode {
  const [a, b] = [left.plan(), right.plan()];
  return {
    title,
    details,
    rows: Math.max(1, a.rows * (title === 'Nested Loop' ? b.rows : 1)),
    width: a.width + b.width,
    cost: a.cost + b.cost + a.rows * 0.02,
    children: [a, b],
  };
}

type JoinItem = Extract<FromItem, { kind: 'join' }>;
type ColumnPair = readonly [left: ScopeColumn, right: ScopeColumn];

/** The two sides of a JOIN, and where they lie: `before` stands to the left of both, up to `offset`. */
export interface JoinSides {
  readonly left: FromPlan;
  readonly right: FromPlan;
  readonly before: FromPlan | undefined;
  readonly offset: number;
}

/** JOIN over its planned sides. */
export function planJoin(item: JoinItem, sides: JoinSides, scope: Scope): FromPlan {
  const { left, right, offset } = sides;
  checkAliases(left, right);
  const pairs = sharedNames(item, left, right).map(name => pairNamed(name, left, right));
  const condition = joinCondition(item, pairs, sides, scope);
  const rule: JoinRule = { type: item.type, condition, hash: pairs.length > 0 ? pairPlaces(pairs, sides) : hashPairs(item.on, sides) };
  const isMerged = item.type === 'full' && pairs.length > 0;
  const merged = isMerged ? mergedColumns(pairs, offset + left.width + right.width) : [];
  const places = pairs.map(([a, b]) => [a.index - offset, b.index - offset] as const);
  return {
    entries: [...left.entries, ...right.entries],
    visible: visibleColumns(item, sides, pairs, merged),
    width: left.width + right.width + merged.length,
    isLateral: left.isLateral || right.isLateral,
    run: env => {
      const rows = joinRows(env, left, right, rule, offset);
      return isMerged ? withMerged(rows, places) : rows;
    },
    plan: () => explainJoin(rule, left, right),
  };
}

/** The columns of USING and NATURAL. */
function sharedNames({ natural, using }: JoinItem, left: FromPlan, right: FromPlan): readonly string[] {
  if (!natural) return using ?? [];
  return left.visible.filter(({ name }) => right.visible.some(column => column.name === name)).map(({ name }) => name);
}

/** ON, or that the columns of USING are equal; it may name everything to the left. */
function joinCondition(item: JoinItem, pairs: readonly ColumnPair[], sides: JoinSides, scope: Scope): Compiled | undefined {
  const { left, right, before } = sides;
  const both = before ? crossJoin(before, left) : left;
  const inner = lateralScope(scope, both);
  inner.use([...both.entries, ...right.entries], [...both.visible, ...right.visible], both.width + right.width);
  inner.clause = 'JOIN/ON';
  const equal = pairs.map(([a, b]) => applyOperator('=', slot(a), slot(b), item.at, inner));
  const on = compileCondition(item.on, 'JOIN/ON', inner);
  if (inner.usesOuter) scope.usesOuter = true;
  return on ?? (equal.length > 0 ? all(equal) : undefined);
}

/** What names find behind the join: columns of USING once, then those of both sides. */
function visibleColumns(
  { type }: JoinItem,
  { left, right }: JoinSides,
  pairs: readonly ColumnPair[],
  merged: readonly ScopeColumn[],
): readonly ScopeColumn[] {
  const shared = merged.length > 0 ? merged : pairs.map(([a, b]): ScopeColumn => (type === 'right' ? { ...b, name: a.name } : a));
  const names = new Set(pairs.map(([{ name }]) => name));
  return [...shared, ...[...left.visible, ...right.visible].filter(({ name }) => !names.has(name))];
}

/** In a FULL JOIN a column of USING is what either side has: one more place at the end of the row. */
function mergedColumns(pairs: readonly ColumnPair[], offset: number): readonly ScopeColumn[] {
  return pairs.map(([{ name, type, typmod }], i) => ({ name, type, typmod, index: offset + i }));
}

function explainJoin({ type, condition, hash }: JoinRule, left: FromPlan, right: FromPlan): PlanNode {
  const kind = { inner: '', cross: '', left: ' Left', right: ' Right', full: ' Full' }[type];
  const isHashed = hash.length > 0;
  const title = `${isHashed ? 'Hash' : 'Nested Loop'}${kind}${isHashed || kind !== '' ? ' Join' : ''}`;
  return joinNode(title, left, right, condition ? [`${isHashed ? 'Hash Cond' : 'Join Filter'}: ${condition.show()}`] : []);
}

/** A column of one side as an expression. */
function slot(column: ScopeColumn): Compiled {
  return {
    type: column.type,
    typmod: column.typmod,
    at: 0,
    eval: env => env.row[column.index] ?? null,
    show: () => `${column.table?.alias ?? ''}.${column.name}`,
  };
}

/** Conditions that must all hold. */
function all(conditions: readonly Compiled[]): Compiled {
  const [first] = conditions;
  if (first && conditions.length === 1) return first;
  return {
    type: t.bool,
    typmod: -1,
    at: 0,
    eval: env => conditions.every(condition => condition.eval(env) === true),
    show: () => `(${conditions.map(condition => condition.show()).join(' AND ')})`,
  };
}

/** The columns of both sides that USING names. */
function pairNamed(name: string, left: FromPlan, right: FromPlan): ColumnPair {
  const pick = (plan: FromPlan, side: string): ScopeColumn => {
    const found = plan.visible.filter(column => column.name === name);
    if (found.length > 1) throw new PgError(codes.ambiguousColumn, `common column name "${name}" appears more than once in ${side} table`);
    const [column] = found;
    if (!column) throw new PgError(codes.undefinedColumn, `column "${name}" specified in USING clause does not exist in ${side} table`);
    return column;
  };
  const pair = [pick(left, 'left'), pick(right, 'right')] as const;
  if (pair[0].type.category !== pair[1].type.category)
    throw new PgError(
      codes.datatypeMismatch,
      `JOIN/USING types ${displayType(pair[0].type)} and ${displayType(pair[1].type)} cannot be matched`,
    );
  return pair;
}

/** Places of pairs of one type, which a hash table can answer: each counted from the beginning of its side. */
function pairPlaces(pairs: readonly ColumnPair[], { left, offset }: JoinSides): JoinRule['hash'] {
  return pairs.filter(([a, b]) => a.type.oid === b.type.oid).map(([a, b]) => [a.index - offset, b.index - offset - left.width] as const);
}

/** Equalities in ON between a column of each side. */
function hashPairs(on: Expr | undefined, sides: JoinSides): JoinRule['hash'] {
  const { left, right } = sides;
  const parts = on?.kind === 'and' ? on.args : on ? [on] : [];
  const pairs = parts.flatMap((part): readonly ColumnPair[] => {
    if (part.kind !== 'binary' || part.op !== '=' || part.left.kind !== 'column' || part.right.kind !== 'column') return [];
    const find = (plan: FromPlan, expr: Extract<Expr, { kind: 'column' }>): ScopeColumn | undefined => {
      const table = expr.path.length > 1 ? expr.path.at(-2) : undefined;
      const columns = table === undefined ? plan.visible : (plan.entries.find(entry => entry.alias === table)?.columns ?? []);
      return columns.find(column => column.name === expr.path.at(-1));
    };
    for (const [a, b] of [
      [part.left, part.right],
      [part.right, part.left],
    ] as const) {
      const [first, second] = [find(left, a), find(right, b)];
      if (first && second && first.type.oid === second.type.oid && first.type.category !== 'E') return [[first, second]];
    }
    return [];
  });
  return pairPlaces(pairs, sides);
}
