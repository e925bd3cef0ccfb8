import { codes, PgError } from '../pg-error.js';
import type {
  Assignment,
  CommonTable,
  Conflict,
  Delete,
  Expr,
  FromItem,
  Insert,
  Query,
  QueryBody,
  RangeAlias,
  RowLock,
  SelectCore,
  TableTarget,
  Target,
  Update,
  WindowSpec,
  With,
} from './ast.js';
import { notBareLabels, reserved } from './keywords.js';
import { parseCall, parseWindow } from './parse-call.js';
import { parseExpression, parseOrder, startsQuery } from './parse-expression.js';
import { parseTypeName } from './parse-type.js';
import { tooDeep, type TokenCursor } from './token-cursor.js';

const readers = { expression: parseExpression, operand: parseExpression, order: parseOrder, startsQuery };
const MAX_SET_OPERATIONS = 300;

/** SELECT, VALUES or TABLE with everything around it. */
export function parseQuery(cursor: TokenCursor): Query {
  return cursor.nested(() => {
    const { at } = cursor.peek();
    const withClause = cursor.sees('with') ? parseWith(cursor) : undefined;
    const body = parseSetOperations(cursor, 1);
    return finishQuery(cursor, body, at, withClause);
  });
}

/** ORDER BY, LIMIT, OFFSET, FETCH and FOR after a query's body. */
function finishQuery(cursor: TokenCursor, body: QueryBody | Query, at: number, withClause: With | undefined): Query {
  const order = cursor.takes('order', 'by') ? parseOrder(cursor) : [];
  let limit: Expr | undefined;
  let offset: Expr | undefined;
  let lock: RowLock | undefined;
  for (;;) {
    if (cursor.takes('limit')) limit = cursor.takes('all') ? undefined : parseExpression(cursor);
    else if (cursor.takes('offset')) {
      offset = parseExpression(cursor);
      cursor.takesOne('row', 'rows');
    } else if (cursor.takes('fetch')) {
      cursor.takesOne('first', 'next');
      limit = cursor.sees('row') || cursor.sees('rows') ? one(cursor) : parseExpression(cursor);
      cursor.takesOne('row', 'rows');
      cursor.expect('only');
    } else if (cursor.takes('for')) lock = parseLock(cursor);
    else break;
  }
  const extras = {
    ...(limit ? { limit } : {}),
    ...(offset ? { offset } : {}),
    ...(lock ? { lock } : {}),
    ...(withClause ? { with: withClause } : {}),
  };
  if (body.kind !== 'query') return { kind: 'query', body, order, at, ...extras };
  if (order.length === 0 && Object.keys(extras).length === 0) return body;
  return body.order.length > 0 || body.limit || body.offset || body.with
    ? { kind: 'query', body: wrapped(body), order, at, ...extras }
    : { ...body, order, ...extras };
}

function one(cursor: TokenCursor): Expr {
  return { kind: 'literal', type: 'number', text: '1', at: cursor.peek().at };
}

/** `(select … limit 1) order by …` is a query over the one in parentheses. */
function wrapped(query: Query): SelectCore {
  const { at } = query;
  return {
    kind: 'select',
    distinct: 'no',
    targets: [{ expression: { kind: 'column', path: [], star: true, at } }],
    from: [{ kind: 'query', query, alias: { name: 'unnamed_subquery', columns: [] }, lateral: false, at }],
    groupBy: [],
    windows: [],
    at,
  };
}

function parseLock(cursor: TokenCursor): RowLock {
  const strength = cursor.takes('no', 'key', 'update')
    ? 'no key update'
    : cursor.takes('key', 'share')
      ? 'key share'
      : cursor.takesOne('update', 'share');
  if (strength === undefined) throw cursor.unexpected();
  const of = cursor.takes('of') ? cursor.names() : [];
  const wait = cursor.takes('nowait') ? 'nowait' : cursor.takes('skip', 'locked') ? 'skip' : 'wait';
  return { strength, of, wait };
}

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
    const statement = cursor.nested(() => parseManipulation(cursor) ?? parseQuery(cursor));
    cursor.expect(')');
    return { name, columns, statement, at };
  });
  return { recursive, tables };
}

/** UNION and EXCEPT bind alike, INTERSECT tighter. */
function parseSetOperations(cursor: TokenCursor, rank: 1 | 2): QueryBody | Query {
  let left = rank === 1 ? parseSetOperations(cursor, 2) : parseSimple(cursor);
  for (let count = 0; ; count++) {
    const { at } = cursor.peek();
    const op = rank === 1 ? cursor.takesOne('union', 'except') : cursor.takesOne('intersect');
    if (op === undefined) return left;
    if (count > MAX_SET_OPERATIONS) throw tooDeep();
    const all = cursor.takes('all');
    if (!all) cursor.takes('distinct');
    const right = rank === 1 ? parseSetOperations(cursor, 2) : parseSimple(cursor);
    left = { kind: 'set', op, all, left: asQuery(left), right: asQuery(right), at };
  }
}

function asQuery(body: QueryBody | Query): Query {
  return body.kind === 'query' ? body : { kind: 'query', body, order: [], at: body.at };
}

function parseSimple(cursor: TokenCursor): QueryBody | Query {
  const { at } = cursor.peek();
  if (cursor.takes('(')) {
    const query = parseQuery(cursor);
    cursor.expect(')');
    return query;
  }
  if (cursor.takes('values')) return { kind: 'values', rows: cursor.list(() => parseRow(cursor)), at };
  if (cursor.takes('table')) {
    const name = cursor.qualifiedName();
    const targets = [{ expression: { kind: 'column', path: [], star: true, at } as const }];
    return { kind: 'select', distinct: 'no', targets, from: [{ kind: 'table', name, at }], groupBy: [], windows: [], at };
  }
  cursor.expect('select');
  return parseSelect(cursor, at);
}

function parseRow(cursor: TokenCursor): readonly Expr[] {
  cursor.expect('(');
  const row = cursor.list(() => parseExpression(cursor));
  cursor.expect(')');
  return row;
}

const afterTargets = new Set('from where group having window union intersect except order limit offset fetch for into'.split(' '));

function parseSelect(cursor: TokenCursor, at: number): SelectCore {
  const distinct = parseDistinct(cursor);
  const { kind, text } = cursor.peek();
  const isEmpty = kind === 'end' || (kind === 'word' && afterTargets.has(text)) || (kind === 'operator' && (text === ')' || text === ';'));
  const targets = isEmpty ? [] : parseTargets(cursor);
  const into = cursor.takes('into') ? (cursor.takes('table'), cursor.qualifiedName()) : undefined;
  const from = cursor.takes('from') ? cursor.list(() => parseFromItem(cursor)) : [];
  const where = cursor.takes('where') ? parseExpression(cursor) : undefined;
  const groupBy = cursor.takes('group', 'by') ? cursor.list(() => parseExpression(cursor)) : [];
  const having = cursor.takes('having') ? parseExpression(cursor) : undefined;
  const windows = cursor.takes('window') ? cursor.list(() => parseNamedWindow(cursor)) : [];
  return {
    kind: 'select',
    distinct,
    targets,
    from,
    groupBy,
    windows,
    at,
    ...(where ? { where } : {}),
    ...(having ? { having } : {}),
    ...(into ? { into } : {}),
  };
}

function parseDistinct(cursor: TokenCursor): SelectCore['distinct'] {
  if (cursor.takes('all') || !cursor.takes('distinct')) return 'no';
  if (!cursor.takes('on')) return 'all';
  return parseRow(cursor);
}

function parseNamedWindow(cursor: TokenCursor): WindowSpec {
  const name = cursor.name();
  cursor.expect('as');
  return { ...parseWindow(cursor, readers), name };
}

export function parseTargets(cursor: TokenCursor): readonly Target[] {
  return cursor.list(() => {
    const { at } = cursor.peek();
    if (cursor.takes('*')) return { expression: { kind: 'column', path: [], star: true, at } };
    const expression = parseExpression(cursor);
    if (cursor.takes('as')) return { expression, alias: cursor.label() };
    const token = cursor.peek();
    const isLabel = token.kind === 'quoted' || (token.kind === 'word' && !notBareLabels.has(token.text) && !afterTargets.has(token.text));
    return isLabel ? { expression, alias: cursor.label() } : { expression };
  });
}

/** A table, query or function, with the joins that follow. */
export function parseFromItem(cursor: TokenCursor): FromItem {
  return cursor.nested(() => {
    let left = parseFromPrimary(cursor);
    for (let count = 0; ; count++) {
      if (count > MAX_SET_OPERATIONS) throw tooDeep();
      const { at } = cursor.peek();
      const natural = cursor.takes('natural');
      const type = parseJoinType(cursor);
      if (type === undefined) return left;
      const right = type === 'cross' || natural ? parseFromPrimary(cursor) : parseJoinRight(cursor);
      const using = cursor.takes('using') ? cursor.nameList() : undefined;
      const on = cursor.takes('on') ? parseExpression(cursor) : undefined;
      if (type !== 'cross' && !natural && !using && !on) throw cursor.unexpected();
      left = { kind: 'join', type, left, right, natural, at, ...(using ? { using } : {}), ...(on ? { on } : {}) };
    }
  });
}

/** `a join b join c on … on …` nests to the right. */
function parseJoinRight(cursor: TokenCursor): FromItem {
  const right = parseFromPrimary(cursor);
  return right;
}

function parseJoinType(cursor: TokenCursor): 'inner' | 'left' | 'right' | 'full' | 'cross' | undefined {
  if (cursor.takes('join')) return 'inner';
  if (cursor.takes('cross', 'join')) return 'cross';
  if (cursor.takes('inner')) {
    cursor.expect('join');
    return 'inner';
  }
  const side = cursor.takesOne('left', 'right', 'full');
  if (side === undefined) return undefined;
  cursor.takes('outer');
  cursor.expect('join');
  return side;
}

function parseFromPrimary(cursor: TokenCursor): FromItem {
  const { at } = cursor.peek();
  const lateral = cursor.takes('lateral');
  if (cursor.sees('(')) {
    if (startsQuery(cursor)) return parseSubquery(cursor, lateral, at);
    cursor.expect('(');
    const item = parseFromItem(cursor);
    cursor.expect(')');
    return item;
  }
  if (cursor.takes('rows', 'from')) throw cursor.unexpected();
  cursor.takes('only');
  const token = cursor.peek();
  const before = cursor.position;
  if (token.kind === 'word' && reserved.get(token.text) === 'reserved') {
    if (!token.text.startsWith('current_')) throw cursor.unexpected();
    return { kind: 'function', call: parseExpression(cursor), columns: [], ordinality: false, at, ...parseFunctionAlias(cursor) };
  }
  const name = [cursor.label()];
  while (cursor.takes('.')) name.push(cursor.label());
  if (cursor.sees('(')) {
    if (token.kind === 'word' && reserved.has(token.text) && reserved.get(token.text) === 'column') {
      cursor.position = before;
      return { kind: 'function', call: parseExpression(cursor), columns: [], ordinality: false, at, ...parseFunctionAlias(cursor) };
    }
    const call = parseCall(cursor, name, at, readers);
    const ordinality = cursor.takes('with', 'ordinality');
    return { kind: 'function', call, columns: [], ordinality, at, ...parseFunctionAlias(cursor) };
  }
  cursor.takes('*');
  const alias = parseAlias(cursor);
  return { kind: 'table', name, at, ...(alias ? { alias } : {}) };
}

function parseSubquery(cursor: TokenCursor, lateral: boolean, at: number): FromItem {
  const before = cursor.position;
  cursor.expect('(');
  const query = parseQuery(cursor);
  if (!cursor.takes(')')) {
    // `((select 1) as a join b …)`.
    cursor.position = before;
    cursor.expect('(');
    const item = parseFromItem(cursor);
    cursor.expect(')');
    return item;
  }
  const alias = parseAlias(cursor);
  if (!alias)
    throw new PgError(codes.syntax, 'subquery in FROM must have an alias', { hint: 'For example, FROM (SELECT ...) [AS] foo.', at });
  return { kind: 'query', query, alias, lateral, at };
}

function parseAlias(cursor: TokenCursor): RangeAlias | undefined {
  const named = cursor.takes('as');
  const token = cursor.peek();
  const isName = token.kind === 'quoted' || (token.kind === 'word' && (reserved.get(token.text) ?? 'column') === 'column');
  if (!named && (!isName || afterTargets.has(token.text) || token.text === 'set')) return undefined;
  const name = cursor.name();
  return { name, columns: cursor.sees('(') ? cursor.nameList() : [] };
}

type FunctionItem = Extract<FromItem, { kind: 'function' }>;

function parseFunctionAlias(cursor: TokenCursor): Partial<Pick<FunctionItem, 'alias' | 'columns'>> {
  const hasAs = cursor.takes('as');
  if (hasAs && cursor.sees('(')) return { columns: parseColumnTypes(cursor) };
  const token = cursor.peek();
  if (hasAs || token.kind === 'word' || token.kind === 'quoted') {
    const before = cursor.position;
    if (!hasAs && (reserved.has(token.text) || afterTargets.has(token.text))) return {};
    const name = cursor.name();
    if (!cursor.sees('(')) return { alias: { name, columns: [] } };
    const next = cursor.peek(2);
    if (next.kind === 'operator') return { alias: { name, columns: cursor.nameList() } };
    if (next.kind === 'word' || next.kind === 'quoted') return { alias: { name, columns: [] }, columns: parseColumnTypes(cursor) };
    cursor.position = before;
  }
  return {};
}

function parseColumnTypes(cursor: TokenCursor): FunctionItem['columns'] {
  cursor.expect('(');
  const columns = cursor.list(() => ({ name: cursor.name(), type: parseTypeName(cursor) }));
  cursor.expect(')');
  return columns;
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
  const source = cursor.takes('default', 'values') ? undefined : parseQuery(cursor);
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
