import type { Assignment, CommonTable, Conflict, Delete, Insert, TableTarget, Target, Update, With } from './ast.js';
import { reserved } from './keywords.js';
import { parseExpression, parseRow, startsQuery } from './parse-expression.js';
import { parseFromItem } from './parse-from.js';
import { parseTargets } from './parse-select.js';
import type { TokenCursor } from './token-cursor.js';

/** WITH and its tables. */
export function parseWith(cursor: TokenCursor): With {
  cursor.expect('with');
  const recursive = cursor.takes('recursive');
  const tables = cursor.list((): CommonTable => {
    const { at } = cursor.peek();
    const name = cursor.name();
    const columns = cursor.sees('(') ? cursor.nameList() : [];
    cursor.expect('as');
    if (cursor.takes('not')) cursor.expect('materialized');
    else cursor.takes('materialized');
    cursor.expect('(');
    const statement = cursor.nested(() => parseManipulation(cursor) ?? cursor.readQuery(cursor));
    cursor.expect(')');
    return { name, columns, statement, at };
  });
  return { recursive, tables };
}

/** INSERT, UPDATE or DELETE; undefined when the statement is none of them. */
export function parseManipulation(cursor: TokenCursor): Insert | Update | Delete | undefined {
  const before = cursor.position;
  const { at } = cursor.peek();
  const withClause = cursor.sees('with') ? parseWith(cursor) : undefined;
  const statement = parseChange(cursor, at);
  if (!statement) {
    cursor.position = before;
    return undefined;
  }
  return withClause ? { ...statement, with: withClause } : statement;
}

function parseChange(cursor: TokenCursor, at: number): Insert | Update | Delete | undefined {
  if (cursor.takes('insert')) return parseInsert(cursor, at);
  if (cursor.takes('update')) return parseUpdate(cursor, at);
  if (cursor.takes('delete')) return parseDelete(cursor, at);
  return undefined;
}

function parseTarget(cursor: TokenCursor, bareAlias: boolean): TableTarget {
  cursor.takes('only');
  const { at } = cursor.peek();
  const name = cursor.qualifiedName();
  const token = cursor.peek();
  const isBare = bareAlias && (token.kind === 'quoted' || (token.kind === 'word' && !reserved.has(token.text) && token.text !== 'set'));
  return cursor.takes('as') || isBare ? { name, at, alias: cursor.name() } : { name, at };
}

function readReturning(cursor: TokenCursor): { readonly returning?: readonly Target[] } {
  return cursor.takes('returning') ? { returning: parseTargets(cursor) } : {};
}

function parseInsert(cursor: TokenCursor, at: number): Insert {
  cursor.expect('into');
  const table = parseTarget(cursor, false);
  const columns = cursor.sees('(') && !startsQuery(cursor) ? parseColumnList(cursor) : undefined;
  const overriding = cursor.takes('overriding') ? cursor.takesOne('system', 'user') : undefined;
  if (overriding !== undefined) cursor.expect('value');
  const source = cursor.takes('default', 'values') ? undefined : cursor.readQuery(cursor);
  const conflict = cursor.sees('on', 'conflict') ? parseConflict(cursor) : undefined;
  return {
    kind: 'insert',
    table,
    at,
    ...(columns ? { columns } : {}),
    ...(overriding === undefined ? {} : { overriding }),
    ...(source ? { source } : {}),
    ...(conflict ? { conflict } : {}),
    ...readReturning(cursor),
  };
}

/** `(a, b)` with the places of the names. */
export function parseColumnList(cursor: TokenCursor): readonly { readonly name: string; readonly at: number }[] {
  cursor.expect('(');
  const columns = cursor.list(() => ({ at: cursor.peek().at, name: cursor.name() }));
  cursor.expect(')');
  return columns;
}

function parseConflict(cursor: TokenCursor): Conflict {
  const { at } = cursor.peek();
  cursor.expect('on', 'conflict');
  const constraint = cursor.takes('on', 'constraint') ? cursor.name() : undefined;
  const columns = cursor.sees('(') ? parseRow(cursor) : undefined;
  if (columns && cursor.takes('where')) parseExpression(cursor);
  cursor.expect('do');
  const target = { ...(columns ? { columns } : {}), ...(constraint === undefined ? {} : { constraint }), at };
  if (cursor.takes('nothing')) return target;
  cursor.expect('update', 'set');
  const set = parseAssignments(cursor);
  return { ...target, set, ...(cursor.takes('where') ? { where: parseExpression(cursor) } : {}) };
}

function parseAssignments(cursor: TokenCursor): readonly Assignment[] {
  return cursor.list(() => {
    const { at } = cursor.peek();
    const columns = cursor.sees('(') ? parseColumnList(cursor) : [{ name: cursor.name(), at }];
    cursor.expect('=');
    return { columns, value: parseExpression(cursor) };
  });
}

function parseUpdate(cursor: TokenCursor, at: number): Update {
  const table = parseTarget(cursor, true);
  cursor.expect('set');
  const set = parseAssignments(cursor);
  const from = cursor.takes('from') ? cursor.list(() => parseFromItem(cursor)) : [];
  const where = cursor.takes('where') ? parseExpression(cursor) : undefined;
  return { kind: 'update', table, set, from, at, ...(where ? { where } : {}), ...readReturning(cursor) };
}

function parseDelete(cursor: TokenCursor, at: number): Delete {
  cursor.expect('from');
  const table = parseTarget(cursor, true);
  const using = cursor.takes('using') ? cursor.list(() => parseFromItem(cursor)) : [];
  const where = cursor.takes('where') ? parseExpression(cursor) : undefined;
  return { kind: 'delete', table, using, at, ...(where ? { where } : {}), ...readReturning(cursor) };
}
