import type { CallExpr, Expr, Frame, FrameBound, SortItem, WindowSpec } from './ast.js';
import { isName, type TokenCursor } from './token-cursor.js';

/** How the parts of an expression are read. */
export interface Readers {
  readonly expression: (cursor: TokenCursor) => Expr;
  /** What is tighter than comparisons, LIKE and IN. */
  readonly operand: (cursor: TokenCursor) => Expr;
  readonly order: (cursor: TokenCursor) => readonly SortItem[];
  readonly startsQuery: (cursor: TokenCursor) => boolean;
}

/** A column, `t.*`, a function call, or `type 'text'`. */
export function parseCallOrColumn(cursor: TokenCursor, readers: Readers): Expr {
  const token = cursor.peek();
  const { at } = token;
  if (!isName(token, 'column') && !isName(token, 'function')) throw cursor.unexpected();
  cursor.next();
  const path = [token.text];
  while (cursor.sees('.')) {
    cursor.next();
    if (cursor.takes('*')) return { kind: 'column', path, star: true, at };
    path.push(cursor.label());
  }
  if (cursor.sees('(')) return parseCall(cursor, path, at, readers);
  if (cursor.peek().kind === 'string' && isName(token, 'function')) {
    const operand: Expr = { kind: 'literal', type: 'string', text: cursor.string(), at: cursor.peek(-1).at };
    return { kind: 'cast', operand, type: { name: path, modifiers: [], dimensions: 0, at }, at };
  }
  if (!isName(token, 'column')) throw cursor.unexpected(path.length > 1 ? cursor.peek() : token);
  return { kind: 'column', path, star: false, at };
}

/** The parentheses of a call and what may follow them. */
export function parseCall(cursor: TokenCursor, name: readonly string[], at: number, readers: Readers): CallExpr {
  cursor.expect('(');
  const distinct = cursor.takes('distinct');
  if (!distinct) cursor.takes('all');
  const star = cursor.takes('*');
  const args: Expr[] = [];
  const names: (string | undefined)[] = [];
  let variadic = false;
  if (!star && !cursor.sees(')')) {
    do {
      variadic = cursor.takes('variadic');
      if (cursor.peek(1).text === '=>' || cursor.peek(1).text === ':=') {
        names[args.length] = cursor.label();
        cursor.next();
      }
      args.push(readers.expression(cursor));
    } while (cursor.takes(','));
  }
  const order = cursor.takes('order', 'by') ? readers.order(cursor) : [];
  cursor.expect(')');
  const within = readWithin(cursor, readers);
  const filter = readFilter(cursor, readers);
  const over = cursor.takes('over') ? readOver(cursor, readers) : undefined;
  return {
    kind: 'call',
    name,
    args,
    star,
    distinct,
    order,
    variadic,
    at,
    ...(names.length > 0 ? { names } : {}),
    ...(within ? { within } : {}),
    ...(filter ? { filter } : {}),
    ...(over ? { over } : {}),
  };
}

function readWithin(cursor: TokenCursor, readers: Readers): readonly SortItem[] | undefined {
  if (!cursor.takes('within', 'group')) return undefined;
  cursor.expect('(', 'order', 'by');
  const order = readers.order(cursor);
  cursor.expect(')');
  return order;
}

function readFilter(cursor: TokenCursor, readers: Readers): Expr | undefined {
  if (!cursor.takes('filter')) return undefined;
  cursor.expect('(', 'where');
  const filter = readers.expression(cursor);
  cursor.expect(')');
  return filter;
}

function readOver(cursor: TokenCursor, readers: Readers): WindowSpec {
  const { at } = cursor.peek();
  if (!cursor.sees('(')) return { name: cursor.name(), partition: [], order: [], at };
  return parseWindow(cursor, readers);
}

/** `(PARTITION BY … ORDER BY … ROWS …)`. */
export function parseWindow(cursor: TokenCursor, readers: Readers): WindowSpec {
  const { at } = cursor.peek();
  cursor.expect('(');
  const begins = ['partition', 'order', 'rows', 'range', 'groups', ')'];
  const name = begins.some(word => cursor.sees(word)) ? undefined : cursor.name();
  const partition = cursor.takes('partition', 'by') ? cursor.list(() => readers.expression(cursor)) : [];
  const order = cursor.takes('order', 'by') ? readers.order(cursor) : [];
  const mode = cursor.takesOne('rows', 'range', 'groups');
  const frame = mode === undefined ? undefined : readFrame(cursor, mode, readers);
  cursor.expect(')');
  return { partition, order, at, ...(name === undefined ? {} : { name }), ...(frame ? { frame } : {}) };
}

function readFrame(cursor: TokenCursor, mode: Frame['mode'], readers: Readers): Frame {
  if (!cursor.takes('between')) return { mode, start: readBound(cursor, readers), end: { kind: 'current' } };
  const start = readBound(cursor, readers);
  cursor.expect('and');
  return { mode, start, end: readBound(cursor, readers) };
}

function readBound(cursor: TokenCursor, readers: Readers): FrameBound {
  if (cursor.takes('unbounded', 'preceding')) return { kind: 'unbounded-preceding' };
  if (cursor.takes('unbounded', 'following')) return { kind: 'unbounded-following' };
  if (cursor.takes('current', 'row')) return { kind: 'current' };
  const offset = readers.operand(cursor);
  const kind = cursor.takesOne('preceding', 'following');
  if (kind === undefined) throw cursor.unexpected();
  return { kind, offset };
}
