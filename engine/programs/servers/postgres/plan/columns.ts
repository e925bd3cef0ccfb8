import { smallestOf } from '../../../../core/extremes.js';
import { codes, PgError } from '../pg-error.js';
import { jsonOf } from '../functions/json-build.js';
import type { Expr } from '../sql/ast.js';
import { quoteName } from '../sql/keywords.js';
import { outputText } from '../values/text-io.js';
import { t, type PgType } from '../values/type-table.js';
import { asRow, RowValue, type Value } from '../values/value.js';
import type { Compiled, Env } from './runtime.js';
import { findColumn, findEntry, noteOuter, type RangeEntry, type Scope, type ScopeColumn } from './scope.js';

type ColumnExpr = Extract<Expr, { kind: 'column' }>;

/** A name in an expression: a column, or a whole row of a table. */
export function compileColumn(expr: ColumnExpr, scope: Scope): Compiled {
  const { path, at } = expr;
  const name = path.at(-1) ?? '';
  if (expr.star) return wholeRow(path, at, scope);
  if (path.length === 1) {
    const found = findColumn(scope, name, at);
    if (found) return columnValue(found.column, found.depth, at, scope);
    const whole = findEntry(scope, path);
    if (whole) return rowOfEntry(whole.entry, whole.depth, at, scope);
    throw noColumn(name, at, scope);
  }
  const table = path.slice(0, -1);
  const range = findEntry(scope, table);
  if (!range) {
    const field = fieldOfVariable(path, at, scope);
    if (field) return field;
    throw missingTable(table, at, scope);
  }
  const column = range.entry.columns.find(candidate => candidate.name === name);
  if (!column)
    throw new PgError(codes.undefinedColumn, `column ${table.at(-1) ?? ''}.${name} does not exist`, {
      at,
      hint: hintFor(name, scope, table.at(-1)),
    });
  return columnValue({ ...column, table: range.entry }, range.depth, at, scope);
}

/** `r.name` where `r` is a variable that holds a row. */
function fieldOfVariable(path: readonly string[], at: number, scope: Scope): Compiled | undefined {
  const [name = '', field = ''] = path.slice(-2);
  const found = findColumn(scope, name, at);
  if (!found || found.column.type.name !== 'record' || found.column.table) return undefined;
  const { fields } = found.column;
  if (!fields)
    throw new PgError(codes.notInState, `record "${name}" is not assigned yet`, {
      detail: 'The tuple structure of a not-yet-assigned record is indeterminate.',
    });
  const place = fields.findIndex(own => own.name === field);
  const own = fields[place];
  if (!own) throw new PgError(codes.undefinedColumn, `record "${name}" has no field "${field}"`, { at });
  const row = columnValue(found.column, found.depth, at, scope);
  const { type, typmod } = own;
  return {
    type,
    typmod,
    at,
    eval: env => {
      const value = row.eval(env);
      return value === null ? null : (asRow(value).values[place] ?? null);
    },
    show: () => `${name}.${field}`,
  };
}

export function missingTable(table: readonly string[], at: number, scope: Scope): PgError {
  const name = table.join('.');
  const alias = table.at(-1) ?? '';
  const renamed = scope.entries.find(
    entry =>
      entry.tableOid !== undefined &&
      entry.alias !== alias &&
      scope.analysis.session.catalog().relations.get(entry.tableOid)?.name === alias,
  );
  if (renamed)
    return new PgError(codes.undefinedTable, `invalid reference to FROM-clause entry for table "${name}"`, {
      at,
      hint: `Perhaps you meant to reference the table alias "${renamed.alias}".`,
    });
  if (scope.hidden.some(entry => entry.alias === alias))
    return new PgError(codes.undefinedTable, `invalid reference to FROM-clause entry for table "${name}"`, {
      at,
      detail: `There is an entry for table "${name}", but it cannot be referenced from this part of the query.`,
    });
  return new PgError(codes.undefinedTable, `missing FROM-clause entry for table "${name}"`, { at });
}

function noColumn(name: string, at: number, scope: Scope): PgError {
  return new PgError(codes.undefinedColumn, `column "${name}" does not exist`, { at, hint: hintFor(name, scope, undefined) });
}

/** A column with a name that is nearly the same. */
function hintFor(name: string, scope: Scope, table: string | undefined): string | undefined {
  const near: { readonly entry: RangeEntry; readonly column: string; readonly distance: number }[] = [];
  for (const entry of scope.entries) {
    for (const column of entry.columns) {
      const distance =
        editDistance(name, column.name) + (table === undefined || table === entry.alias ? 0 : editDistance(table, entry.alias));
      if (distance <= Math.min(3, Math.floor(Math.max(name.length, 1) / 2))) near.push({ entry, column: column.name, distance });
    }
  }
  const best = smallestOf(near.map(({ distance }) => distance));
  const chosen = near.filter(({ distance }) => distance === best);
  if (chosen.length === 0 || chosen.length > 2) return undefined;
  const shown = chosen.map(({ entry, column }) => `"${entry.alias}.${column}"`);
  if (best === 0)
    return shown.length === 1
      ? `There is a column named "${name}" in table "${chosen[0]?.entry.alias ?? ''}", but it cannot be referenced from this part of the query.`
      : undefined;
  return `Perhaps you meant to reference the column ${shown.join(' or the column ')}.`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

function columnValue(column: ScopeColumn, depth: number, at: number, scope: Scope): Compiled {
  if (depth === 0) checkGrouped(column, at, scope);
  noteOuter(scope, depth);
  const { index, type, typmod } = column;
  return {
    type,
    typmod,
    at,
    eval: reader(index, depth),
    show: () => showColumn(column, scope, depth),
    ...(column.fields ? { fields: column.fields } : {}),
  };
}

function reader(index: number, depth: number): (env: Env) => Value {
  if (depth === 0) return env => env.row[index] ?? null;
  if (depth === 1) return env => env.outer?.row[index] ?? null;
  return env => {
    let level: Env | undefined = env;
    for (let i = 0; i < depth; i++) level = level?.outer;
    return level?.row[index] ?? null;
  };
}

/** With one table its columns are shown by their names alone. */
function showColumn(column: ScopeColumn, scope: Scope, depth: number): string {
  const isAlone = depth === 0 && scope.entries.length === 1 && scope.parent === undefined;
  return isAlone || !column.table ? quoteName(column.name) : `${quoteName(column.table.alias)}.${quoteName(column.name)}`;
}

function checkGrouped(column: ScopeColumn, at: number, scope: Scope): void {
  const { grouping } = scope;
  if (!grouping || scope.insideAggregate || grouping.columns.has(column.index)) return;
  const entry = column.table ?? scope.entries.find(candidate => candidate.columns.some(own => own.index === column.index));
  const key = entry?.key;
  if (key && entry.columns.every(own => !key.includes(own.columnNumber ?? -1) || grouping.columns.has(own.index))) return;
  const name = entry ? `${entry.alias}.${column.name}` : column.name;
  throw new PgError(codes.grouping, `column "${name}" must appear in the GROUP BY clause or be used in an aggregate function`, { at });
}

function wholeRow(path: readonly string[], at: number, scope: Scope): Compiled {
  const range = path.length > 0 ? findEntry(scope, path) : undefined;
  if (!range) throw missingTable(path, at, scope);
  return rowOfEntry(range.entry, range.depth, at, scope);
}

/** A row of a table as one value. */
function rowOfEntry(entry: RangeEntry, depth: number, at: number, scope: Scope): Compiled {
  const [only] = entry.columns;
  if (entry.isScalar && only) return columnValue(only, depth, at, scope);
  const items = entry.columns.map(column => columnValue(column, depth, at, scope));
  const names = entry.columns.map(column => column.name);
  return { ...rowOf(items, names, at), show: () => `${quoteName(entry.alias)}.*` };
}

/** Several expressions as one row. */
export function rowOf(items: readonly Compiled[], names: readonly string[], at: number): Compiled {
  return {
    type: t.record,
    typmod: -1,
    at,
    isRow: items,
    fields: items.map((item, i) => ({ name: names[i] ?? `f${String(i + 1)}`, type: item.type, typmod: item.typmod })),
    eval: env => {
      const values = items.map(item => item.eval(env));
      if (
        values.length > 0 &&
        env.row.length === 0 &&
        values.every(value => value === null) &&
        names.length > 0 &&
        items.every(item => !item.isConstant)
      )
        return null;
      return makeRow(
        values,
        items.map(item => item.type),
        names,
        env,
      );
    },
    show: () => `ROW(${items.map(item => item.show()).join(', ')})`,
  };
}

export function makeRow(values: readonly Value[], types: readonly PgType[], names: readonly string[], env: Env): RowValue {
  const { text } = env.runtime.session;
  const texts = values.map((value, i) => (value === null ? null : outputText(types[i] ?? t.text, value, text)));
  const shown = values.map((_, i) => names[i] ?? `f${String(i + 1)}`);
  return new RowValue(
    values,
    texts,
    shown,
    values.map((value, i) => jsonOf(value, types[i] ?? t.text, env.runtime)),
  );
}
