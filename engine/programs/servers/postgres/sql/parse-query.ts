import type { Expr, Query, QueryBody, RowLock, SelectCore, With } from './ast.js';
import { parseExpression, parseOrder, parseRow } from './parse-expression.js';
import { parseWith } from './parse-manipulation.js';
import { parseSelect } from './parse-select.js';
import { MAX_CHAINED, tooDeep, type TokenCursor } from './token-cursor.js';

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

/** UNION and EXCEPT bind alike, INTERSECT tighter. */
function parseSetOperations(cursor: TokenCursor, rank: 1 | 2): QueryBody | Query {
  let left = rank === 1 ? parseSetOperations(cursor, 2) : parseSimple(cursor);
  for (let count = 0; ; count++) {
    const { at } = cursor.peek();
    const op = rank === 1 ? cursor.takesOne('union', 'except') : cursor.takesOne('intersect');
    if (op === undefined) return left;
    if (count > MAX_CHAINED) throw tooDeep();
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
