import { sqlErrors } from '../sql-error.js';
import type { CommonTable, Expression, Order, Query, QueryBody, Select, SelectItem, TableReference, Window } from './ast.js';
import { orderList, windowSpecification } from './calls.js';
import type { Cursor } from './cursor.js';
import { expression } from './expressions.js';
import { userVariableName } from './primaries.js';

/** SELECT, UNION, WITH … */
export function query(cursor: Cursor): Query {
  return cursor.nested(() => {
    const start = cursor.token.at;
    const { recursive, tables } = commonTables(cursor);
    const body = unions(cursor);
    let into = intoVariables(cursor);
    const orderBy: readonly Order[] = cursor.accept('order', 'by') ? orderList(cursor, expression) : [];
    const { limit, offset } = limits(cursor);
    into ??= intoVariables(cursor);
    const locking = lockingClause(cursor);
    into ??= intoVariables(cursor);
    return { kind: 'query', recursive, with: tables, body, orderBy, limit, offset, locking, into, text: cursor.textSince(start) };
  });
}

function commonTables(cursor: Cursor): { readonly recursive: boolean; readonly tables: readonly CommonTable[] } {
  if (cursor.dialect.product === 'mysql57' || !cursor.accept('with')) return { recursive: false, tables: [] };
  const recursive = cursor.accept('recursive');
  const tables = cursor.list(() => {
    const name = cursor.identifier();
    const columns = cursor.isSymbol('(') ? cursor.parenthesized(() => cursor.identifier()) : undefined;
    cursor.expect('as');
    cursor.expectSymbol('(');
    const table = { name, columns, query: query(cursor) };
    cursor.expectSymbol(')');
    return table;
  });
  return { recursive, tables };
}

function unions(cursor: Cursor): QueryBody {
  let left = intersections(cursor);
  for (;;) {
    const kind = cursor.acceptOneOf(['union', 'except'] as const);
    if (kind === undefined) return left;
    left = { kind, all: allOf(cursor), left, right: intersections(cursor) };
  }
}

function intersections(cursor: Cursor): QueryBody {
  let left = operand(cursor);
  while (cursor.dialect.product !== 'mysql57' && cursor.accept('intersect'))
    left = { kind: 'intersect', all: allOf(cursor), left, right: operand(cursor) };
  return left;
}

function allOf(cursor: Cursor): boolean {
  if (cursor.accept('all')) return true;
  cursor.accept('distinct');
  return false;
}

function operand(cursor: Cursor): QueryBody {
  if (cursor.acceptSymbol('(')) {
    const inner = query(cursor);
    cursor.expectSymbol(')');
    return { kind: 'nested', query: inner };
  }
  if (cursor.accept('values')) {
    const rows = cursor.list(() => {
      if (cursor.dialect.product === 'mysql8') cursor.expect('row');
      return cursor.parenthesized(() => expression(cursor));
    });
    return { kind: 'rows', rows };
  }
  if (cursor.isWord('table') && cursor.dialect.product === 'mysql8') {
    cursor.next();
    const table = cursor.tableName();
    const star: SelectItem = { expression: { kind: 'star', database: undefined, table: undefined }, label: '*', hasAlias: false };
    return { ...empty, items: [star], from: { kind: 'table', table, alias: table.name } };
  }
  return select(cursor);
}

const empty: Select = {
  kind: 'select',
  distinct: false,
  items: [],
  from: undefined,
  where: undefined,
  groupBy: [],
  rollup: false,
  having: undefined,
  windows: new Map(),
};

const modifiers = [
  'sql_no_cache',
  'sql_cache',
  'high_priority',
  'sql_small_result',
  'sql_big_result',
  'sql_buffer_result',
  'straight_join',
];

function select(cursor: Cursor): Select {
  cursor.expect('select');
  let distinct = false;
  for (;;) {
    if (cursor.accept('distinct') || cursor.accept('distinctrow')) distinct = true;
    else if (cursor.isWord('sql_calc_found_rows')) throw sqlErrors.notSimulated('SQL_CALC_FOUND_ROWS');
    else if (!cursor.accept('all') && !modifiers.some(word => cursor.accept(word))) break;
  }
  const items = selectItems(cursor);
  const from = cursor.accept('from') && !cursor.accept('dual') ? tableReferences(cursor) : undefined;
  const where = cursor.accept('where') ? expression(cursor) : undefined;
  const grouping = groups(cursor);
  const having = cursor.accept('having') ? expression(cursor) : undefined;
  return { kind: 'select', distinct, items, from, where, ...grouping, having, windows: namedWindows(cursor) };
}

function groups(cursor: Cursor): { readonly groupBy: readonly Expression[]; readonly rollup: boolean } {
  if (!cursor.accept('group', 'by')) return { groupBy: [], rollup: false };
  const groupBy = cursor.list(() => {
    const item = expression(cursor);
    if (!cursor.accept('asc')) cursor.accept('desc');
    return item;
  });
  return { groupBy, rollup: cursor.accept('with', 'rollup') };
}

function namedWindows(cursor: Cursor): ReadonlyMap<string, Window> {
  if (cursor.dialect.product === 'mysql57' || !cursor.accept('window')) return new Map();
  return new Map(
    cursor.list(() => {
      const name = cursor.identifier();
      cursor.expect('as');
      return [name.toLowerCase(), windowSpecification(cursor, expression)] as const;
    }),
  );
}

export function selectItems(cursor: Cursor): readonly SelectItem[] {
  return cursor.list(() => selectItem(cursor));
}

function selectItem(cursor: Cursor): SelectItem {
  const start = cursor.token.at;
  const item = expression(cursor);
  const alias = selectAlias(cursor);
  if (alias !== undefined) return { expression: item, label: alias, hasAlias: true };
  return { expression: item, label: labelOf(item, cursor.textSince(start)), hasAlias: false };
}

function selectAlias(cursor: Cursor): string | undefined {
  if (cursor.accept('as')) return cursor.token.kind === 'string' ? cursor.string() : cursor.identifier();
  if (cursor.token.kind === 'string') return cursor.string();
  return cursor.isIdentifier() ? cursor.identifier() : undefined;
}

/** What the column of an expression is called that has no alias. */
function labelOf(item: Expression, text: string): string {
  if (item.kind === 'column') return item.name;
  if (item.kind === 'literal' && typeof item.value === 'string') return item.text;
  return text;
}

/** Everything behind FROM. */
export function tableReferences(cursor: Cursor): TableReference {
  let left = joins(cursor);
  while (cursor.acceptSymbol(',')) left = { kind: 'join', type: 'inner', left, right: joins(cursor), on: undefined, using: undefined };
  return left;
}

function joins(cursor: Cursor): TableReference {
  let left = tableFactor(cursor);
  for (;;) {
    const type = joinType(cursor);
    if (type === undefined) return left;
    const right = tableFactor(cursor);
    if (type.natural) {
      left = { kind: 'join', type: type.type, left, right, on: undefined, using: 'natural' };
      continue;
    }
    const on = cursor.accept('on') ? expression(cursor) : undefined;
    const using = on === undefined && cursor.accept('using') ? cursor.parenthesized(() => cursor.identifier()) : undefined;
    if (type.type !== 'inner' && on === undefined && using === undefined) throw cursor.unexpected();
    left = { kind: 'join', type: type.type, left, right, on, using };
  }
}

function joinType(cursor: Cursor): { readonly type: 'inner' | 'left' | 'right'; readonly natural: boolean } | undefined {
  const natural = cursor.accept('natural');
  const side = cursor.isWordAt(1, 'outer', 'join') ? cursor.acceptOneOf(['left', 'right'] as const) : undefined;
  if (side !== undefined) {
    cursor.accept('outer');
    cursor.expect('join');
    return { type: side, natural };
  }
  if (cursor.accept('inner', 'join') || cursor.accept('cross', 'join') || cursor.accept('join') || cursor.accept('straight_join'))
    return { type: 'inner', natural };
  if (natural) throw cursor.unexpected();
  return undefined;
}

function tableFactor(cursor: Cursor): TableReference {
  return cursor.nested(() => {
    cursor.accept('lateral');
    if (!cursor.isSymbol('(')) return namedTable(cursor);
    if (isQueryAhead(cursor)) return derived(cursor);
    cursor.expectSymbol('(');
    const inner = tableReferences(cursor);
    cursor.expectSymbol(')');
    return inner;
  });
}

function isQueryAhead(cursor: Cursor): boolean {
  let distance = 0;
  while (cursor.peek(distance).kind === 'symbol' && cursor.peek(distance).text === '(') distance++;
  return cursor.isWordAt(distance, 'select', 'with', 'values', 'table');
}

function derived(cursor: Cursor): TableReference {
  cursor.expectSymbol('(');
  const inner = query(cursor);
  cursor.expectSymbol(')');
  cursor.accept('as');
  if (!cursor.isIdentifier()) throw cursor.dialect.product === 'mariadb' ? cursor.unexpected() : sqlErrors.derivedNeedsAlias();
  const alias = cursor.identifier();
  const columns = cursor.isSymbol('(') ? cursor.parenthesized(() => cursor.identifier()) : undefined;
  return { kind: 'derived', query: inner, alias, columns };
}

function namedTable(cursor: Cursor): TableReference {
  if (cursor.isWord('json_table') && cursor.peek(1).text === '(') throw sqlErrors.notSimulated('JSON_TABLE');
  const table = cursor.tableName();
  if (cursor.isWord('partition') && cursor.peek(1).text === '(') throw sqlErrors.notSimulated('PARTITION');
  const alias = cursor.accept('as') || cursor.isIdentifier() ? cursor.identifier() : table.name;
  while (cursor.isWord('use', 'force', 'ignore') && cursor.isWordAt(1, 'index', 'key')) {
    cursor.next();
    cursor.next();
    if (cursor.accept('for') && !cursor.accept('join') && !cursor.accept('order', 'by')) cursor.expect('group', 'by');
    cursor.parenthesized(() => cursor.anyIdentifier());
  }
  return { kind: 'table', table, alias };
}

export function limits(cursor: Cursor): { readonly limit: Expression | undefined; readonly offset: Expression | undefined } {
  if (!cursor.accept('limit')) return { limit: undefined, offset: undefined };
  const first = limitNumber(cursor);
  if (cursor.acceptSymbol(',')) return { limit: limitNumber(cursor), offset: first };
  return { limit: first, offset: cursor.accept('offset') ? limitNumber(cursor) : undefined };
}

function limitNumber(cursor: Cursor): Expression {
  if (cursor.token.kind !== 'parameter' && !(cursor.token.kind === 'number' && /^\d+$/.test(cursor.token.text))) throw cursor.unexpected();
  return expression(cursor);
}

function lockingClause(cursor: Cursor): Query['locking'] {
  if (cursor.accept('lock', 'in', 'share', 'mode')) return 'share';
  if (!cursor.accept('for')) return undefined;
  const mode = cursor.acceptOneOf(['update', 'share'] as const);
  if (mode === undefined) throw cursor.unexpected();
  if (cursor.accept('of')) cursor.list(() => cursor.identifier());
  if (cursor.isWord('nowait', 'skip')) throw sqlErrors.notSimulated('NOWAIT and SKIP LOCKED');
  return mode;
}

function intoVariables(cursor: Cursor): readonly string[] | undefined {
  if (!cursor.accept('into')) return undefined;
  if (cursor.isWord('outfile', 'dumpfile')) throw sqlErrors.notSimulated('INTO OUTFILE');
  return cursor.list(() => {
    if (cursor.token.kind !== 'variable') throw cursor.unexpected();
    return userVariableName(cursor.next().text);
  });
}
