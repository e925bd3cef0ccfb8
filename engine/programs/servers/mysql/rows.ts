import type { ColumnDefinition, Expression, SqlValue, Statement } from './ast.js';
import type { Row, Table } from './catalog.js';
import { compare, dateTime, evaluate, isTrue, toNumber, toText, type Scope, type SessionFacts } from './evaluate.js';
import { sortBy } from './select.js';
import { sqlErrors } from './sql-error.js';

/** Rows that a table may have. */
const MAX_ROWS = 200_000;

export interface Changed {
  readonly table: Table;
  readonly affected: number;
  /** Rows that a condition found, changed or not. */
  readonly matched: number;
  readonly lastInsertId: number;
}

type Insert = Extract<Statement, { kind: 'insert' }>;

/** Adds rows. Values are given for `columns`, in their order. */
export function insertRows(table: Table, statement: Insert, values: readonly (readonly SqlValue[])[], session: SessionFacts): Changed {
  const names = statement.columns && statement.columns.length > 0 ? statement.columns : table.columns.map(({ name }) => name);
  const positions = names.map(name => positionOf(table, name, 'field list'));
  const rows = [...table.rows];
  let { nextId } = table;
  let first = 0;
  let affected = 0;
  for (const [index, given] of values.entries()) {
    if (given.length !== names.length && !(given.length === 0 && !statement.columns?.length)) throw sqlErrors.countMismatch(index + 1);
    const row = table.columns.map((column, position) => {
      const at = given.length === 0 ? -1 : positions.lastIndexOf(position);
      const value = at < 0 ? undefined : given[at];
      if (column.autoIncrement && (value === undefined || value === null || value === 0)) {
        first ||= nextId;
        return nextId++;
      }
      if (value === undefined || (value === null && statement.rows[index]?.[at]?.kind === 'call')) return defaultValue(column, session);
      return convert(value, column, index + 1);
    });
    const id = row[table.columns.findIndex(({ autoIncrement }) => autoIncrement)];
    if (typeof id === 'number' && id >= nextId) nextId = id + 1;
    const clash = findDuplicate(table.columns, rows, row);
    if (clash && statement.ignore) continue;
    if (clash && !statement.replace) throw sqlErrors.duplicateEntry(clash.value, `${table.name}.${clash.key}`);
    if (clash) {
      rows.splice(clash.index, 1);
      affected++;
    }
    rows.push(row);
    affected++;
    if (rows.length > MAX_ROWS) throw sqlErrors.notSimulated('a table that large');
  }
  return { table: { ...table, rows, nextId }, affected, matched: affected, lastInsertId: first };
}

/** Changes the rows that a condition finds. */
export function updateRows(table: Table, statement: Extract<Statement, { kind: 'update' }>, session: SessionFacts): Changed {
  const targets = pick(table, statement, session);
  const assignments = statement.assignments.map(({ column, value }) => ({ position: positionOf(table, column, 'field list'), value }));
  const rows = [...table.rows];
  let affected = 0;
  for (const [number, index] of targets.entries()) {
    const old = rows[index] ?? [];
    const row = [...old];
    for (const { position, value } of assignments) {
      const column = table.columns[position];
      if (column)
        row[position] = isDefault(value)
          ? defaultValue(column, session)
          : convert(evaluate(value, scopeOf(table, row, session, 'field list')), column, number + 1);
    }
    if (row.every((value, position) => value === old[position])) continue;
    for (const [position, column] of table.columns.entries())
      if (column.onUpdateNow && !assignments.some(set => set.position === position)) row[position] = dateTime(session.epochMs);
    const clash = findDuplicate(table.columns, rows, row, index);
    if (clash) throw sqlErrors.duplicateEntry(clash.value, `${table.name}.${clash.key}`);
    rows[index] = row;
    affected++;
  }
  return { table: { ...table, rows }, affected, matched: targets.length, lastInsertId: 0 };
}

export function deleteRows(table: Table, statement: Extract<Statement, { kind: 'delete' }>, session: SessionFacts): Changed {
  const doomed = new Set(pick(table, statement, session));
  return {
    table: { ...table, rows: table.rows.filter((_, index) => !doomed.has(index)) },
    affected: doomed.size,
    matched: doomed.size,
    lastInsertId: 0,
  };
}

/** What a new column has in rows that are already there. */
export function defaultValue(column: ColumnDefinition, session: SessionFacts): SqlValue {
  if (column.fallback) return convert(evaluate(column.fallback, { session, column: () => null }), column, 1);
  if (column.nullable) return null;
  throw sqlErrors.noDefault(column.name);
}

/** The value that MySQL puts into old rows for a column that may not be null. */
export function implicitValue(column: ColumnDefinition, session: SessionFacts): SqlValue {
  if (column.fallback || column.nullable) return defaultValue(column, session);
  return isNumeric(column.type) ? 0 : '';
}

function isDefault(value: Expression): boolean {
  return value.kind === 'call' && value.name === 'default';
}

interface Condition {
  readonly where: Expression | undefined;
  readonly orderBy: Extract<Statement, { kind: 'update' }>['orderBy'];
  readonly limit: number | undefined;
}

function pick(table: Table, { where, orderBy, limit }: Condition, session: SessionFacts): readonly number[] {
  const found: number[] = [];
  for (const [index, row] of table.rows.entries()) {
    if (!where || isTrue(evaluate(where, scopeOf(table, row, session, 'where clause')))) found.push(index);
  }
  const sorted = sortBy(found, orderBy, (index, order) =>
    evaluate(order.expression, scopeOf(table, table.rows[index] ?? [], session, 'order clause')),
  );
  return sorted.slice(0, limit);
}

function scopeOf(table: Table, row: Row, session: SessionFacts, where: string): Scope {
  return { session, column: (_, name) => row[positionOf(table, name, where)] ?? null };
}

export function positionOf(table: Table, name: string, where: string): number {
  const position = table.columns.findIndex(column => column.name.toLowerCase() === name.toLowerCase());
  if (position < 0) throw sqlErrors.unknownColumn(name, where);
  return position;
}

function isNumeric(type: string): boolean {
  return /^(tinyint|smallint|mediumint|int|bigint|decimal|float|double|year|bit)/.test(type);
}

/** A value as its column keeps it. */
function convert(value: SqlValue, column: ColumnDefinition, rowNumber: number): SqlValue {
  if (value === null) {
    if (!column.nullable) throw sqlErrors.cannotBeNull(column.name);
    return null;
  }
  if (isNumeric(column.type)) return toColumnNumber(value, column, rowNumber);
  const text = toText(value);
  if (/^date$/.test(column.type)) return text.slice(0, 10);
  if (/^(datetime|timestamp)/.test(column.type)) return /^\d{4}-\d\d-\d\d$/.test(text) ? `${text} 00:00:00` : text;
  const size = /^(?:var)?char\((\d+)\)/.exec(column.type)?.[1];
  if (size !== undefined && [...text].length > Number(size)) throw sqlErrors.tooLong(column.name, rowNumber);
  return text;
}

function toColumnNumber(value: SqlValue, column: ColumnDefinition, rowNumber: number): SqlValue {
  if (typeof value === 'string' && !/^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(value))
    throw sqlErrors.incorrectInteger(value, column.name, rowNumber);
  const number = toNumber(value);
  const digits = /^decimal\(\d+,(\d+)\)/.exec(column.type)?.[1];
  if (digits !== undefined) return number.toFixed(Number(digits));
  return /^(float|double)/.test(column.type) ? number : Math.round(number);
}

interface Clash {
  readonly index: number;
  readonly key: string;
  readonly value: string;
}

/** A row that has the same primary key, or the same value in a unique column. */
function findDuplicate(columns: readonly ColumnDefinition[], rows: readonly Row[], row: Row, except = -1): Clash | undefined {
  const primary = columns.flatMap((column, position) => (column.key === 'PRI' ? [position] : []));
  const keys = [
    ...(primary.length > 0 ? [{ key: 'PRIMARY', positions: primary }] : []),
    ...columns.flatMap((column, position) => (column.key === 'UNI' ? [{ key: column.name, positions: [position] }] : [])),
  ];
  for (const { key, positions } of keys) {
    if (positions.some(position => row[position] === null)) continue;
    const index = rows.findIndex(
      (other, at) => at !== except && positions.every(position => compare(other[position] ?? null, row[position] ?? null) === 0),
    );
    if (index >= 0) return { index, key, value: positions.map(position => toText(row[position] ?? null)).join('-') };
  }
  return undefined;
}
