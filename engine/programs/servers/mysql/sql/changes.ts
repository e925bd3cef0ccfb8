import type { Assignment, Delete, Expression, Insert, TableName, Update } from './ast.js';
import { orderList } from './calls.js';
import type { Cursor } from './cursor.js';
import { expression } from './expressions.js';
import { limits, query, selectItems, tableReferences } from './queries.js';

/** INSERT, REPLACE, UPDATE and DELETE, from behind their verb. */

export function insert(cursor: Cursor, replace: boolean): Insert {
  cursor.acceptOneOf(['low_priority', 'delayed', 'high_priority'] as const);
  const ignore = cursor.accept('ignore');
  cursor.accept('into');
  const table = cursor.tableName();
  const base = { kind: 'insert', table, replace, ignore, rowAlias: undefined } as const;
  if (cursor.accept('set')) {
    const assigned = assignments(cursor);
    const rowAlias = rowAliasOf(cursor);
    return {
      ...base,
      columns: assigned.map(({ column }) => column),
      rows: [assigned.map(({ value }) => (isDefault(value) ? 'default' : value))],
      query: undefined,
      rowAlias,
      ...tail(cursor),
    };
  }
  const columns = columnNames(cursor);
  if (cursor.accept('values') || cursor.accept('value')) {
    const rows = cursor.list(() => {
      cursor.accept('row');
      return insertedRow(cursor);
    });
    const rowAlias = rowAliasOf(cursor);
    return { ...base, columns, rows, query: undefined, rowAlias, ...tail(cursor) };
  }
  if (!cursor.isWord('select', 'with', 'table') && !cursor.isSymbol('(')) throw cursor.unexpected();
  return { ...base, columns, rows: [], query: query(cursor), ...tail(cursor) };
}

/** `(a, b)`, but not a query in parentheses. */
function columnNames(cursor: Cursor): readonly string[] | undefined {
  if (!cursor.isSymbol('(') || cursor.peek(1).text.toLowerCase() === 'select') return undefined;
  cursor.expectSymbol('(');
  if (cursor.acceptSymbol(')')) return [];
  const names = cursor.list(() => columnName(cursor));
  cursor.expectSymbol(')');
  return names;
}

function columnName(cursor: Cursor): string {
  let name = cursor.identifier();
  while (cursor.acceptSymbol('.')) name = cursor.anyIdentifier();
  return name;
}

function insertedRow(cursor: Cursor): readonly (Expression | 'default')[] {
  cursor.expectSymbol('(');
  if (cursor.acceptSymbol(')')) return [];
  const row = cursor.list((): Expression | 'default' => {
    if (cursor.isWord('default') && cursor.peek(1).text !== '(') {
      cursor.next();
      return 'default';
    }
    return expression(cursor);
  });
  cursor.expectSymbol(')');
  return row;
}

function rowAliasOf(cursor: Cursor): string | undefined {
  return cursor.dialect.product === 'mysql8' && cursor.accept('as') ? cursor.identifier() : undefined;
}

function tail(cursor: Cursor): Pick<Insert, 'onDuplicate' | 'returning'> {
  const onDuplicate = cursor.accept('on', 'duplicate', 'key', 'update') ? assignments(cursor) : [];
  return { onDuplicate, returning: returning(cursor) };
}

function returning(cursor: Cursor): Insert['returning'] {
  return cursor.dialect.product === 'mariadb' && cursor.accept('returning') ? selectItems(cursor) : [];
}

const defaultValue: Expression = {
  kind: 'call',
  name: 'default',
  args: [],
  distinct: false,
  orderBy: [],
  separator: undefined,
  over: undefined,
};

function isDefault(value: Expression): boolean {
  return value.kind === 'call' && value.name === 'default' && value.args.length === 0;
}

export function assignments(cursor: Cursor): readonly Assignment[] {
  return cursor.list(() => {
    const names = [cursor.identifier()];
    while (cursor.acceptSymbol('.')) names.push(cursor.anyIdentifier());
    if (!cursor.acceptSymbol('=')) cursor.expectSymbol(':=');
    const takesDefault = cursor.isWord('default') && cursor.peek(1).text !== '(' && cursor.accept('default');
    return { table: names.at(-2), column: names.at(-1) ?? '', value: takesDefault ? defaultValue : expression(cursor) };
  });
}

export function update(cursor: Cursor): Update {
  cursor.accept('low_priority');
  const ignore = cursor.accept('ignore');
  const from = tableReferences(cursor);
  cursor.expect('set');
  const assigned = assignments(cursor);
  return { kind: 'update', from, assignments: assigned, ...whichRows(cursor), ignore };
}

function whichRows(cursor: Cursor): Pick<Update, 'where' | 'orderBy' | 'limit'> {
  const where = cursor.accept('where') ? expression(cursor) : undefined;
  const orderBy = cursor.accept('order', 'by') ? orderList(cursor, expression) : [];
  return { where, orderBy, limit: limits(cursor).limit };
}

export function deletion(cursor: Cursor): Delete {
  while (cursor.accept('low_priority') || cursor.accept('quick') || cursor.accept('ignore'));
  if (cursor.accept('from')) {
    const targets = targetNames(cursor);
    if (cursor.accept('using')) {
      const from = tableReferences(cursor);
      return { kind: 'delete', targets, from, ...whichRows(cursor), returning: [] };
    }
    const [table] = targets;
    if (targets.length !== 1 || !table) throw cursor.unexpected();
    const alias = cursor.dialect.product !== 'mysql57' && (cursor.accept('as') || cursor.isIdentifier()) ? cursor.identifier() : table.name;
    const rows = whichRows(cursor);
    const target: TableName = { database: undefined, name: alias };
    return { kind: 'delete', targets: [target], from: { kind: 'table', table, alias }, ...rows, returning: returning(cursor) };
  }
  const targets = targetNames(cursor);
  cursor.expect('from');
  const from = tableReferences(cursor);
  return { kind: 'delete', targets, from, ...whichRows(cursor), returning: [] };
}

function targetNames(cursor: Cursor): readonly TableName[] {
  return cursor.list(() => {
    const first = cursor.identifier();
    if (!cursor.acceptSymbol('.')) return { database: undefined, name: first };
    if (cursor.acceptSymbol('*')) return { database: undefined, name: first };
    const name = cursor.anyIdentifier();
    if (cursor.acceptSymbol('.')) cursor.expectSymbol('*');
    return { database: first, name };
  });
}
