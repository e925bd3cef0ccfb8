import type { Call, Expression, FrameBound, Order, Window } from './ast.js';
import { castType } from './column-types.js';
import type { Cursor } from './cursor.js';
import { intervalUnit } from './intervals.js';

type Read = (cursor: Cursor) => Expression;

const plain = { distinct: false, orderBy: [], separator: undefined, over: undefined } as const;

/** Functions that are called without parentheses. */
const bare: ReadonlyMap<string, string> = new Map([
  ['current_timestamp', 'now'],
  ['localtime', 'now'],
  ['localtimestamp', 'now'],
  ['current_date', 'curdate'],
  ['current_time', 'curtime'],
  ['utc_date', 'utc_date'],
  ['utc_time', 'utc_time'],
  ['utc_timestamp', 'utc_timestamp'],
  ['current_user', 'current_user'],
]);

/** A call of a function, if one begins here. */
export function callExpression(cursor: Cursor, expression: Read): Expression | undefined {
  const name = cursor.token.text.toLowerCase();
  const opens = cursor.peek(1).kind === 'symbol' && cursor.peek(1).text === '(';
  const alone = bare.get(name);
  if (!opens) {
    if (alone === undefined) return undefined;
    cursor.next();
    return { kind: 'call', name: alone, args: [], ...plain };
  }
  if (isNoFunction.has(name)) return undefined;
  cursor.next();
  cursor.expectSymbol('(');
  const special = specials.get(name);
  const call = special ? special(cursor, expression, name) : ordinary(cursor, expression, alone ?? name);
  cursor.expectSymbol(')');
  return call.kind === 'call' ? windowed(cursor, expression, call) : call;
}

const isNoFunction = new Set([
  'and',
  'or',
  'not',
  'in',
  'select',
  'from',
  'where',
  'on',
  'case',
  'when',
  'then',
  'else',
  'between',
  'like',
  'is',
  'as',
  'by',
  'div',
  'xor',
  'using',
  'set',
  'key',
  'primary',
  'unique',
  'index',
  'check',
  'references',
  'distinct',
  'limit',
  'having',
  'group',
  'order',
  'union',
  'join',
]);

function ordinary(cursor: Cursor, expression: Read, name: string): Call {
  if (cursor.isSymbol(')')) return { kind: 'call', name, args: [], ...plain };
  const distinct = cursor.accept('distinct');
  if (!distinct) cursor.accept('all');
  const args = cursor.list(() => expression(cursor));
  if (name !== 'group_concat') return { kind: 'call', name, args, ...plain, distinct };
  const orderBy = cursor.accept('order', 'by') ? orderList(cursor, expression) : [];
  const separator = cursor.accept('separator') ? cursor.string() : undefined;
  return { kind: 'call', name, args, distinct, orderBy, separator, over: undefined };
}

type Special = (cursor: Cursor, expression: Read, name: string) => Expression;

const text = (value: string): Expression => ({ kind: 'literal', value, text: value });

/** Functions with words among their arguments. */
const specials: ReadonlyMap<string, Special> = new Map<string, Special>([
  [
    'cast',
    (cursor, expression) => {
      const operand = expression(cursor);
      cursor.expect('as');
      return { kind: 'cast', operand, type: castType(cursor) };
    },
  ],
  [
    'convert',
    (cursor, expression) => {
      const operand = expression(cursor);
      if (cursor.accept('using')) return { kind: 'collate', operand, collation: `${cursor.anyIdentifier().toLowerCase()}_` };
      cursor.expectSymbol(',');
      return { kind: 'cast', operand, type: castType(cursor) };
    },
  ],
  ['extract', (cursor, expression) => withUnit(cursor, expression, 'extract', 'from')],
  ['position', (cursor, expression) => position(cursor, expression)],
  ['trim', (cursor, expression) => trim(cursor, expression)],
  ['substring', substring],
  ['substr', substring],
  ['mid', substring],
  ['timestampdiff', (cursor, expression, name) => withUnit(cursor, expression, name, ',')],
  ['timestampadd', (cursor, expression, name) => withUnit(cursor, expression, name, ',')],
  ['get_format', () => text('')],
  ['values', (cursor, expression) => ({ kind: 'call', name: 'values', args: [expression(cursor)], ...plain })],
  [
    'char',
    (cursor, expression) => {
      const args = cursor.list(() => expression(cursor));
      const isText = cursor.accept('using');
      if (isText) cursor.anyIdentifier();
      return { kind: 'call', name: isText ? 'char using' : 'char', args, ...plain };
    },
  ],
  ['weight_string', (cursor, expression) => ({ kind: 'call', name: 'weight_string', args: [expression(cursor)], ...plain })],
]);

function withUnit(cursor: Cursor, expression: Read, name: string, separator: string): Expression {
  const unit = text(intervalUnit(cursor));
  if (separator === 'from') cursor.expect('from');
  else cursor.expectSymbol(',');
  return { kind: 'call', name, args: [unit, ...cursor.list(() => expression(cursor))], ...plain };
}

/** POSITION(a IN b): the `in` is no membership. */
function position(cursor: Cursor, expression: Read): Expression {
  const operand = expression(cursor);
  if (operand.kind !== 'in' || operand.items[0] === undefined) {
    cursor.expect('in');
    return { kind: 'call', name: 'locate', args: [operand, expression(cursor)], ...plain };
  }
  return { kind: 'call', name: 'locate', args: [operand.operand, operand.items[0]], ...plain };
}

function trim(cursor: Cursor, expression: Read): Expression {
  const side = cursor.acceptOneOf(['leading', 'trailing', 'both'] as const) ?? 'both';
  const first = cursor.isWord('from') ? text(' ') : expression(cursor);
  if (!cursor.accept('from')) return { kind: 'call', name: 'trim', args: [first, text(' '), text(side)], ...plain };
  return { kind: 'call', name: 'trim', args: [expression(cursor), first, text(side)], ...plain };
}

function substring(cursor: Cursor, expression: Read): Expression {
  const args = [expression(cursor)];
  if (cursor.accept('from')) {
    args.push(expression(cursor));
    if (cursor.accept('for')) args.push(expression(cursor));
  } else while (cursor.acceptSymbol(',')) args.push(expression(cursor));
  if (args.length === 1) throw cursor.unexpected();
  return { kind: 'call', name: 'substring', args, ...plain };
}

function windowed(cursor: Cursor, expression: Read, call: Call): Call {
  if (!cursor.accept('over')) return call;
  if (!cursor.isSymbol('(')) return { ...call, over: { base: cursor.identifier(), partitionBy: [], orderBy: [], frame: undefined } };
  return { ...call, over: windowSpecification(cursor, expression) };
}

/** `(PARTITION BY … ORDER BY … ROWS …)` */
export function windowSpecification(cursor: Cursor, expression: Read): Window {
  cursor.expectSymbol('(');
  const base = cursor.isIdentifier() && !cursor.isWord('partition', 'order', 'rows', 'range') ? cursor.identifier() : undefined;
  const partitionBy = cursor.accept('partition', 'by') ? cursor.list(() => expression(cursor)) : [];
  const orderBy = cursor.accept('order', 'by') ? orderList(cursor, expression) : [];
  const unit = cursor.acceptOneOf(['rows', 'range'] as const);
  const frame = unit === undefined ? undefined : { unit, ...frameBounds(cursor, expression) };
  cursor.expectSymbol(')');
  return { base, partitionBy, orderBy, frame };
}

function frameBounds(cursor: Cursor, expression: Read): { readonly start: FrameBound; readonly end: FrameBound } {
  if (!cursor.accept('between')) return { start: frameBound(cursor, expression), end: { kind: 'current', count: undefined } };
  const start = frameBound(cursor, expression);
  cursor.expect('and');
  return { start, end: frameBound(cursor, expression) };
}

function frameBound(cursor: Cursor, expression: Read): FrameBound {
  if (cursor.accept('current', 'row')) return { kind: 'current', count: undefined };
  if (cursor.accept('unbounded', 'preceding')) return { kind: 'unbounded-preceding', count: undefined };
  if (cursor.accept('unbounded', 'following')) return { kind: 'unbounded-following', count: undefined };
  const count = expression(cursor);
  const kind = cursor.acceptOneOf(['preceding', 'following'] as const);
  if (kind === undefined) throw cursor.unexpected();
  return { kind, count };
}

export function orderList(cursor: Cursor, expression: Read): readonly Order[] {
  return cursor.list(() => {
    const item = expression(cursor);
    const descending = cursor.accept('desc');
    if (!descending) cursor.accept('asc');
    return { expression: item, descending };
  });
}
