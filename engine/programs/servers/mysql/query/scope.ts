import type { Expression } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import type { RelationColumn } from './context.js';

/** A column that expressions may name, at its position in the row. */
export interface ScopeColumn {
  readonly database: string;
  /** The table's alias. */
  readonly alias: string;
  /** Its real name. */
  readonly table: string;
  readonly column: RelationColumn;
}

export interface ColumnReference {
  readonly database: string | undefined;
  readonly table: string | undefined;
  readonly name: string;
}

export interface Resolved {
  /** How many queries further out. */
  readonly depth: number;
  readonly index: number;
  readonly column: ScopeColumn;
}

/** The columns of a query's tables, and those of the queries around it. */
export class Scope {
  readonly columns: readonly ScopeColumn[];
  readonly parent: Scope | undefined;
  /** Columns that USING and NATURAL have merged into another: seen with their table's name only. */
  readonly merged: ReadonlySet<number>;
  /** The order of `*`. */
  readonly star: readonly number[];
  /** Told when a name was found here or further out. */
  readonly onFound: () => void;
  readonly #byName = new Map<string, number[]>();

  constructor(
    columns: readonly ScopeColumn[],
    parent: Scope | undefined,
    onFound: () => void = () => undefined,
    merged: ReadonlySet<number> = new Set(),
    star: readonly number[] = columns.map((_, index) => index),
  ) {
    this.columns = columns;
    this.parent = parent;
    this.onFound = onFound;
    this.merged = merged;
    this.star = star;
    for (const [index, { column }] of columns.entries()) {
      const key = column.name.toLowerCase();
      const found = this.#byName.get(key);
      if (found) found.push(index);
      else this.#byName.set(key, [index]);
    }
  }

  /** Positions of the columns here that a name may mean. */
  matches({ database, table, name }: ColumnReference): readonly number[] {
    const named = this.#byName.get(name.toLowerCase()) ?? [];
    return named.filter(index => {
      const column = this.columns[index];
      if (!column) return false;
      if (table === undefined) return !this.merged.has(index);
      return column.alias.toLowerCase() === table.toLowerCase() && (database === undefined || column.database === database);
    });
  }

  /** The column that a name means; undefined when there is none. Throws when there are several. */
  find(reference: ColumnReference, clause: string): Resolved | undefined {
    const indexes = this.matches(reference);
    if (indexes.length > 1) throw sqlErrors.ambiguousColumn(referenceText(reference), clause);
    const [index] = indexes;
    const column = index === undefined ? undefined : this.columns[index];
    const outer = column ? undefined : this.parent?.find(reference, clause);
    const found = index !== undefined && column ? { depth: 0, index, column } : outer && { ...outer, depth: outer.depth + 1 };
    if (found) this.onFound();
    return found;
  }

  /** Whether the columns of an expression are all of this scope, and there is nothing in it that should be computed just once a row. */
  covers(expression: Expression): boolean {
    return everyNode(expression, node => {
      if (node.kind === 'column') return this.matches(node).length === 1;
      return (
        !['subquery', 'exists', 'in-query', 'quantified', 'assign', 'star'].includes(node.kind) &&
        !(node.kind === 'call' && isVolatile(node.name))
      );
    });
  }
}

function isVolatile(name: string): boolean {
  return ['rand', 'sleep', 'uuid', 'values', 'default'].includes(name);
}

export function referenceText({ database, table, name }: ColumnReference): string {
  return [database, table, name].filter(part => part !== undefined).join('.');
}

/** The expressions that an expression consists of, not those of queries in it. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'unary':
    case 'is':
    case 'cast':
    case 'collate':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'in':
      return [expression.operand, ...expression.items];
    case 'in-query':
      return [expression.operand];
    case 'quantified':
      return [expression.left];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'like':
      return [expression.operand, expression.pattern, ...(expression.escape ? [expression.escape] : [])];
    case 'regexp':
      return [expression.operand, expression.pattern];
    case 'case':
      return [
        ...(expression.operand ? [expression.operand] : []),
        ...expression.branches.flatMap(({ when, then }) => [when, then]),
        ...(expression.fallback ? [expression.fallback] : []),
      ];
    case 'call':
      return [...expression.args, ...expression.orderBy.map(order => order.expression)];
    case 'interval':
    case 'assign':
      return [expression.value];
    case 'row':
      return expression.items;
    case 'literal':
    case 'parameter':
    case 'column':
    case 'star':
    case 'user-variable':
    case 'system-variable':
    case 'exists':
    case 'subquery':
      return [];
  }
}

export function everyNode(expression: Expression, test: (node: Expression) => boolean): boolean {
  return test(expression) && childrenOf(expression).every(child => everyNode(child, test));
}

/** The parts that an AND at the top is made of. */
export function conjuncts(expression: Expression | undefined): readonly Expression[] {
  if (!expression) return [];
  if (expression.kind === 'binary' && expression.operator === 'and') return [...conjuncts(expression.left), ...conjuncts(expression.right)];
  return [expression];
}

/** Whether two expressions say the same. */
export function sameExpression(a: Expression, b: Expression): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'column' && b.kind === 'column')
    return a.name.toLowerCase() === b.name.toLowerCase() && (a.table ?? b.table)?.toLowerCase() === (b.table ?? a.table)?.toLowerCase();
  if (a.kind === 'literal' && b.kind === 'literal') return a.text === b.text;
  if (a.kind === 'call' && b.kind === 'call' && (a.name !== b.name || a.distinct !== b.distinct || a.over !== b.over)) return false;
  if (a.kind === 'binary' && b.kind === 'binary' && a.operator !== b.operator) return false;
  if (a.kind === 'unary' && b.kind === 'unary' && a.operator !== b.operator) return false;
  if (['subquery', 'exists', 'in-query', 'quantified', 'user-variable', 'system-variable', 'parameter', 'star', 'assign'].includes(a.kind))
    return a === b;
  const [x, y] = [childrenOf(a), childrenOf(b)];
  return x.length === y.length && x.every((child, index) => y[index] !== undefined && sameExpression(child, y[index]));
}

/** An operation whose columns say which table they are of, as messages show them. */
export function qualified(expression: Expression, scope: Scope): Expression {
  if (expression.kind === 'binary')
    return { ...expression, left: qualified(expression.left, scope), right: qualified(expression.right, scope) };
  if (expression.kind !== 'column') return expression;
  const [index] = scope.matches(expression);
  const found = index === undefined ? undefined : scope.columns[index];
  return found ? { ...expression, database: found.database, table: found.alias } : expression;
}
