import type { Expr, SortItem } from './ast.js';
import { parseCallOrColumn } from './parse-call.js';
import { parseKeywordExpression } from './parse-keyword-expression.js';
import { parseTypeName } from './parse-type.js';
import type { Token } from './lexer.js';
import { tooDeep, type TokenCursor } from './token-cursor.js';

/** Longest chain of operators that stand beside each other. */
const MAX_CHAIN = 1500;

/** An expression with everything that may stand in it. */
export function parseExpression(cursor: TokenCursor): Expr {
  return cursor.nested(() => parseOr(cursor));
}

function parseOr(cursor: TokenCursor): Expr {
  const { at } = cursor.peek();
  const first = parseAnd(cursor);
  if (!cursor.sees('or')) return first;
  const args = [first];
  while (cursor.takes('or')) args.push(parseAnd(cursor));
  return { kind: 'or', args, at };
}

function parseAnd(cursor: TokenCursor): Expr {
  const { at } = cursor.peek();
  const first = parseNot(cursor);
  if (!cursor.sees('and')) return first;
  const args = [first];
  while (cursor.takes('and')) args.push(parseNot(cursor));
  return { kind: 'and', args, at };
}

function parseNot(cursor: TokenCursor): Expr {
  const { at } = cursor.peek();
  if (cursor.takes('not')) return { kind: 'not', operand: cursor.nested(() => parseNot(cursor)), at };
  return parseIs(cursor);
}

function parseIs(cursor: TokenCursor): Expr {
  let left = parseComparison(cursor);
  for (;;) {
    const { at } = cursor.peek();
    if (cursor.takes('isnull')) left = { kind: 'is', test: 'null', operand: left, negated: false, at };
    else if (cursor.takes('notnull')) left = { kind: 'is', test: 'null', operand: left, negated: true, at };
    else if (cursor.takes('is')) left = readIs(cursor, left, at);
    else return left;
  }
}

function readIs(cursor: TokenCursor, operand: Expr, at: number): Expr {
  const negated = cursor.takes('not');
  if (cursor.takes('distinct', 'from')) return { kind: 'distinct', left: operand, right: parseComparison(cursor), negated, at };
  const test = cursor.takesOne('null', 'true', 'false', 'unknown');
  if (test === undefined) throw cursor.unexpected();
  return { kind: 'is', test, operand, negated, at };
}

const comparisons = ['<', '>', '=', '<=', '>=', '<>'];

function parseComparison(cursor: TokenCursor): Expr {
  const left = parsePattern(cursor);
  const token = cursor.peek();
  if (token.kind !== 'operator' || !comparisons.includes(token.text)) return left;
  cursor.next();
  const quantified = readQuantified(cursor, left, token);
  if (quantified) return quantified;
  const right = parsePattern(cursor);
  const after = cursor.peek();
  if (after.kind === 'operator' && comparisons.includes(after.text)) throw cursor.unexpected();
  return { kind: 'binary', op: token.text, left, right, at: token.at };
}

/** `op ANY (…)`: an array, or a query. */
function readQuantified(cursor: TokenCursor, left: Expr, op: Token): Expr | undefined {
  const word = cursor.takesOne('any', 'some', 'all');
  if (word === undefined) return undefined;
  const quantifier = word === 'all' ? 'all' : 'any';
  cursor.expect('(');
  if (startsQuery(cursor)) {
    const query = cursor.nested(() => cursor.readQuery(cursor));
    cursor.expect(')');
    return { kind: 'quantified-query', op: op.text, quantifier, left, query, negated: false, at: op.at };
  }
  const array = parseExpression(cursor);
  cursor.expect(')');
  return { kind: 'quantified', op: op.text, quantifier, left, array, at: op.at };
}

/** Whether a query begins here, after any number of parentheses. */
export function startsQuery(cursor: TokenCursor): boolean {
  let offset = 0;
  while (cursor.peek(offset).kind === 'operator' && cursor.peek(offset).text === '(') offset++;
  const token = cursor.peek(offset);
  return token.kind === 'word' && ['select', 'with', 'values', 'table'].includes(token.text);
}

/** BETWEEN, IN, LIKE and their kin. */
function parsePattern(cursor: TokenCursor): Expr {
  let left = parseOther(cursor);
  for (;;) {
    const { at } = cursor.peek();
    const negated = cursor.sees('not') && ['between', 'in', 'like', 'ilike', 'similar'].includes(cursor.peek(1).text);
    if (negated) cursor.next();
    const word = cursor.takesOne('between', 'in', 'like', 'ilike', 'similar');
    if (word === undefined) return left;
    if (word === 'between') left = readBetween(cursor, left, negated, at);
    else if (word === 'in') left = readIn(cursor, left, negated, at);
    else left = readLike(cursor, left, word, negated, at);
  }
}

function readBetween(cursor: TokenCursor, operand: Expr, negated: boolean, at: number): Expr {
  const symmetric = cursor.takes('symmetric');
  if (!symmetric) cursor.takes('asymmetric');
  const low = parseOther(cursor);
  cursor.expect('and');
  return { kind: 'between', operand, low, high: parseOther(cursor), symmetric, negated, at };
}

function readIn(cursor: TokenCursor, left: Expr, negated: boolean, at: number): Expr {
  cursor.expect('(');
  if (startsQuery(cursor)) {
    const query = cursor.nested(() => cursor.readQuery(cursor));
    cursor.expect(')');
    return { kind: 'quantified-query', op: '=', quantifier: 'any', left, query, negated, at };
  }
  const list = cursor.list(() => parseExpression(cursor));
  cursor.expect(')');
  return { kind: 'in', left, list, negated, at };
}

const likeOperators = { like: '~~', ilike: '~~*' } as const;

function readLike(cursor: TokenCursor, left: Expr, word: 'like' | 'ilike' | 'similar', negated: boolean, at: number): Expr {
  if (word === 'similar') cursor.expect('to');
  else {
    const op = { kind: 'operator', text: (negated ? '!' : '') + likeOperators[word], at, end: at } as const;
    const quantified = readQuantified(cursor, left, op);
    if (quantified) return quantified;
  }
  let right = parseOther(cursor);
  const escape = cursor.takes('escape') ? parseOther(cursor) : undefined;
  if (word === 'similar') right = callOf('similar_to_escape', escape ? [right, escape] : [right], at);
  else if (escape) right = callOf('like_escape', [right, escape], at);
  const op = word === 'similar' ? '~' : likeOperators[word];
  return { kind: 'binary', op: (negated ? '!' : '') + op, left, right, at };
}

export function callOf(name: string, args: readonly Expr[], at: number): Expr {
  return { kind: 'call', name: ['pg_catalog', name], args, star: false, distinct: false, order: [], variadic: false, at };
}

const arithmetic: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '^': 3 };

/** Every operator that has no rank of its own. */
function parseOther(cursor: TokenCursor): Expr {
  let left = parseArithmetic(cursor, 1);
  for (let count = 0; ; count++) {
    const token = cursor.peek();
    const op = otherOperator(cursor);
    if (op === undefined) return left;
    if (count > MAX_CHAIN) throw tooDeep();
    const quantified = readQuantified(cursor, left, { ...token, text: op });
    left = quantified ?? { kind: 'binary', op, left, right: parseArithmetic(cursor, 1), at: token.at };
  }
}

/** Takes an operator such as `||` or `OPERATOR(pg_catalog.~)`. */
function otherOperator(cursor: TokenCursor): string | undefined {
  const token = cursor.peek();
  if (cursor.sees('operator', '(')) {
    cursor.next();
    cursor.next();
    while (cursor.peek(1).text === '.') {
      cursor.next();
      cursor.next();
    }
    const { text } = cursor.next();
    cursor.expect(')');
    return text;
  }
  const isOther =
    token.kind === 'operator' &&
    /^[-+*/<>=~!@#%^&|`?]+$/.test(token.text) &&
    !(token.text in arithmetic) &&
    !comparisons.includes(token.text);
  if (isOther) cursor.next();
  return isOther ? token.text : undefined;
}

function parseArithmetic(cursor: TokenCursor, rank: number): Expr {
  if (rank > 3) return parseZone(cursor);
  let left = parseArithmetic(cursor, rank + 1);
  for (let count = 0; ; count++) {
    const token = cursor.peek();
    if (token.kind !== 'operator' || !Object.hasOwn(arithmetic, token.text) || arithmetic[token.text] !== rank) return left;
    if (count > MAX_CHAIN) throw tooDeep();
    cursor.next();
    left = readQuantified(cursor, left, token) ?? {
      kind: 'binary',
      op: token.text,
      left,
      right: parseArithmetic(cursor, rank + 1),
      at: token.at,
    };
  }
}

function parseZone(cursor: TokenCursor): Expr {
  let left = parseUnary(cursor);
  for (;;) {
    const { at } = cursor.peek();
    if (cursor.takes('at', 'time', 'zone')) left = callOf('timezone', [parseUnary(cursor), left], at);
    else if (cursor.takes('collate')) left = { kind: 'collate', operand: left, collation: cursor.qualifiedName(), at };
    else return left;
  }
}

function parseUnary(cursor: TokenCursor): Expr {
  const token = cursor.peek();
  if (token.kind === 'operator' && (token.text === '-' || token.text === '+')) {
    cursor.next();
    const operand = cursor.nested(() => parseUnary(cursor));
    if (token.text === '-' && operand.kind === 'literal' && operand.type === 'number' && !operand.text.startsWith('-'))
      return { ...operand, text: `-${operand.text}`, at: token.at };
    return { kind: 'unary', op: token.text, operand, at: token.at };
  }
  if (
    token.kind === 'operator' &&
    /^[-+*/<>=~!@#%^&|`?]+$/.test(token.text) &&
    !(token.text in arithmetic) &&
    !comparisons.includes(token.text)
  ) {
    cursor.next();
    return { kind: 'unary', op: token.text, operand: cursor.nested(() => parseUnary(cursor)), at: token.at };
  }
  return parsePostfix(cursor);
}

function parsePostfix(cursor: TokenCursor): Expr {
  let base = parsePrimary(cursor);
  for (let count = 0; ; count++) {
    if (count > MAX_CHAIN) throw tooDeep();
    const { at } = cursor.peek();
    if (cursor.takes('::')) base = { kind: 'cast', operand: base, type: parseTypeName(cursor), at };
    else if (cursor.takes('[')) base = readSubscript(cursor, base, at);
    else if (cursor.sees('.') && base.kind !== 'column' && base.kind !== 'literal') {
      cursor.next();
      base = { kind: 'field', base, name: cursor.takes('*') ? '*' : cursor.label(), at };
    } else return base;
  }
}

function readSubscript(cursor: TokenCursor, base: Expr, at: number): Expr {
  const index = cursor.sees(':') ? undefined : parseExpression(cursor);
  const isSlice = cursor.takes(':');
  const upper = isSlice && !cursor.sees(']') ? parseExpression(cursor) : undefined;
  cursor.expect(']');
  return { kind: 'subscript', base, ...(index ? { index } : {}), ...(upper ? { upper } : {}), isSlice, at };
}

function parsePrimary(cursor: TokenCursor): Expr {
  const token = cursor.peek();
  const { at } = token;
  switch (token.kind) {
    case 'number':
      cursor.next();
      return { kind: 'literal', type: 'number', text: token.text, at };
    case 'string':
      cursor.next();
      return { kind: 'literal', type: 'string', text: token.text, at };
    case 'param':
      cursor.next();
      return { kind: 'param', index: Number(token.text), at };
    case 'operator':
      if (token.text === '(') return parseParenthesis(cursor);
      throw cursor.unexpected();
    case 'word':
      return parseKeywordExpression(cursor, readers) ?? parseCallOrColumn(cursor, readers);
    case 'quoted':
      return parseCallOrColumn(cursor, readers);
    case 'end':
      throw cursor.unexpected();
  }
}

/** What the files below need of this one. */
/** How parts of expressions are read by those who are imported here. */
export const readers = { expression: parseExpression, operand: parseOther, order: parseOrder, startsQuery };

function parseParenthesis(cursor: TokenCursor): Expr {
  const { at } = cursor.peek();
  if (startsQuery(cursor)) {
    const before = cursor.position;
    cursor.next();
    const query = cursor.nested(() => cursor.readQuery(cursor));
    if (cursor.takes(')')) return { kind: 'subquery', query, at };
    // `((select 1) + 2)` begins like a query.
    cursor.position = before;
  }
  cursor.expect('(');
  const items = cursor.list(() => parseExpression(cursor));
  cursor.expect(')');
  const [first] = items;
  return first && items.length === 1 ? first : { kind: 'row', items, at };
}

/** What follows ORDER BY. */
export function parseOrder(cursor: TokenCursor): readonly SortItem[] {
  return cursor.list(() => {
    const expression = parseExpression(cursor);
    const descending = cursor.takes('desc');
    if (!descending) cursor.takes('asc');
    if (cursor.takes('using')) throw cursor.unexpected();
    const nulls = cursor.takes('nulls') ? cursor.takesOne('first', 'last') : undefined;
    return { expression, descending, nullsFirst: nulls === undefined ? descending : nulls === 'first' };
  });
}

/** `(1, 2)`. */
export function parseRow(cursor: TokenCursor): readonly Expr[] {
  cursor.expect('(');
  const row = cursor.list(() => parseExpression(cursor));
  cursor.expect(')');
  return row;
}
