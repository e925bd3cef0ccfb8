import { codes, PgError } from '../pg-error.js';
import type { Expr, Target } from '../sql/ast.js';
import { type PgType, t } from '../values/type-table.js';
import { coerce, settled } from './coerce.js';
import { missingTable } from './columns.js';
import { outputName } from './output-name.js';
import type { Compiled, OutputColumn } from './runtime.js';
import { findEntry, Scope } from './scope.js';

/** A target ready to be evaluated, and the column of a table that it shows, if it is one. */
export interface CompiledTarget {
  readonly name: string;
  readonly node: Compiled;
  readonly expression: Expr | undefined;
  readonly origin?: { readonly tableOid: number; readonly columnNumber: number };
}

/** `*` and `t.*` as the columns that they stand for. */
export function expandTargets(targets: readonly Target[], scope: Scope): readonly Target[] {
  return targets.flatMap(target => {
    const { expression } = target;
    if (expression.kind === 'field' && expression.name === '*') return expandFields(expression, scope);
    if (expression.kind !== 'column' || !expression.star) return [target];
    if (expression.path.length === 0) {
      if (scope.entries.length === 0)
        throw new PgError(codes.syntax, 'SELECT * with no tables specified is not valid', { at: expression.at });
      return scope.visible.map(column => ({ expression: slotExpression(column.index, expression.at), alias: column.name }));
    }
    const range = findEntry(scope, expression.path);
    if (!range) throw missingTable(expression.path, expression.at, scope);
    if (range.depth > 0)
      return range.entry.columns.map(column => ({
        expression: { kind: 'column', path: [range.entry.alias, column.name], star: false, at: expression.at } as const,
        alias: column.name,
      }));
    return range.entry.columns.map(column => ({ expression: slotExpression(column.index, expression.at), alias: column.name }));
  });
}

/** `(row).*` as its fields. */
function expandFields(expression: Extract<Expr, { kind: 'field' }>, scope: Scope): readonly Target[] {
  const fields = scope.compile(expression.base).fields ?? [];
  return fields.map(({ name }) => ({ expression: { ...expression, name }, alias: name }));
}

const slots = new WeakMap<Expr, number>();

/** Which place in the row an expression of `slotExpression` means; undefined for any other. */
export function slotOf(expression: Expr): number | undefined {
  return slots.get(expression);
}

/** A column by its place in the row: what `*` stands for, whatever its name means elsewhere. */
function slotExpression(index: number, at: number): Expr {
  const expr: Expr = { kind: 'column', path: [`\0${String(index)}`], star: false, at };
  slots.set(expr, index);
  return expr;
}

/** `wanted` is the type that an open literal should take, if the statement around knows. */
export function compileTarget({ expression, alias }: Target, scope: Scope, wanted: PgType | undefined): CompiledTarget {
  const index = slotOf(expression);
  const raw = index === undefined ? scope.compile(expression) : slotColumn(index, expression.at, scope);
  const node =
    raw.type === t.unknown
      ? wanted
        ? (coerce(raw, wanted, -1, 'assignment', scope.analysis) ?? settled(raw, scope.analysis))
        : settled(raw, scope.analysis)
      : raw;
  const name = alias ?? outputName(expression);
  const origin = originOf(expression, index, scope);
  return { name, node, expression, ...(origin ? { origin } : {}) };
}

function slotColumn(index: number, at: number, scope: Scope): Compiled {
  const column =
    scope.visible.find(candidate => candidate.index === index) ??
    scope.entries.flatMap(entry => entry.columns).find(candidate => candidate.index === index);
  if (!column) throw new Error('postgres: no such place in the row');
  const path = column.table ? [column.table.alias, column.name] : [column.name];
  if (scope.grouping && !scope.grouping.columns.has(index)) return scope.compile({ kind: 'column', path, star: false, at });
  const { type, typmod, fields } = column;
  return { type, typmod, at, eval: env => env.row[index] ?? null, show: () => path.join('.'), ...(fields ? { fields } : {}) };
}

/** The column of a table that a target shows as it is. */
function originOf(expression: Expr, index: number | undefined, scope: Scope): CompiledTarget['origin'] {
  if (expression.kind !== 'column') return undefined;
  const name = expression.path.at(-1);
  const table = expression.path.length > 1 ? expression.path.at(-2) : undefined;
  const columns = table === undefined ? scope.visible : (scope.entries.find(entry => entry.alias === table)?.columns ?? []);
  const column = columns.find(candidate => (index === undefined ? candidate.name === name : candidate.index === index));
  const tableOid = column?.table?.tableOid;
  return column?.columnNumber === undefined || tableOid === undefined ? undefined : { tableOid, columnNumber: column.columnNumber };
}

export function outputColumn({ name, node, origin }: CompiledTarget): OutputColumn {
  return { name, type: node.type, typmod: node.typmod, ...origin, ...(node.fields ? { fields: node.fields } : {}) };
}
