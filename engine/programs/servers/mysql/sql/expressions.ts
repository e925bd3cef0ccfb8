import type { Expression, TruthTest } from './ast.js';
import type { Cursor } from './cursor.js';
import { primary } from './primaries.js';

/** Reads expressions by their operators' precedence, loosest first. */
export function expression(cursor: Cursor): Expression {
  return cursor.nested(() => disjunction(cursor));
}

const binary = (operator: string, left: Expression, right: Expression): Expression => ({ kind: 'binary', operator, left, right });

function disjunction(cursor: Cursor): Expression {
  let left = exclusive(cursor);
  while (cursor.accept('or') || cursor.acceptSymbol('||')) left = binary('or', left, exclusive(cursor));
  return left;
}

function exclusive(cursor: Cursor): Expression {
  let left = conjunction(cursor);
  while (cursor.accept('xor')) left = binary('xor', left, conjunction(cursor));
  return left;
}

function conjunction(cursor: Cursor): Expression {
  let left = negation(cursor);
  while (cursor.accept('and') || cursor.acceptSymbol('&&')) left = binary('and', left, negation(cursor));
  return left;
}

function negation(cursor: Cursor): Expression {
  if (cursor.accept('not')) return { kind: 'unary', operator: 'not', operand: cursor.nested(() => negation(cursor)) };
  return comparison(cursor);
}

const comparisons = ['=', '<=>', '<', '>', '<=', '>=', '<>', '!='] as const;

function comparison(cursor: Cursor): Expression {
  let left = predicate(cursor);
  for (;;) {
    if (cursor.accept('is')) {
      left = truthTest(cursor, left);
      continue;
    }
    const operator = comparisons.find(symbol => cursor.acceptSymbol(symbol));
    if (operator === undefined) return left;
    const name = operator === '!=' ? '<>' : operator;
    const all = cursor.isWord('all') ? true : cursor.isWord('any', 'some') ? false : undefined;
    if (all !== undefined && cursor.peek(1).text === '(') {
      cursor.next();
      cursor.expectSymbol('(');
      const query = cursor.readQuery(cursor);
      cursor.expectSymbol(')');
      left = { kind: 'quantified', operator: name, all, left, query };
    } else left = binary(name, left, predicate(cursor));
  }
}

function truthTest(cursor: Cursor, operand: Expression): Expression {
  const negated = cursor.accept('not');
  const test: TruthTest | undefined = cursor.acceptOneOf(['null', 'true', 'false', 'unknown'] as const);
  if (test === undefined) throw cursor.unexpected();
  return { kind: 'is', operand, test, negated };
}

function predicate(cursor: Cursor): Expression {
  const operand = bitOr(cursor);
  const negated = cursor.isWord('not') && cursor.isWordAt(1, 'in', 'between', 'like', 'regexp', 'rlike') && cursor.accept('not');
  if (cursor.accept('in')) return membership(cursor, operand, negated);
  if (cursor.accept('between')) {
    const low = bitOr(cursor);
    cursor.expect('and');
    return { kind: 'between', operand, low, high: bitOr(cursor), negated };
  }
  if (cursor.accept('like')) {
    const pattern = bitOr(cursor);
    return { kind: 'like', operand, pattern, escape: cursor.accept('escape') ? primary(cursor, expression) : undefined, negated };
  }
  if (cursor.accept('regexp') || cursor.accept('rlike')) return { kind: 'regexp', operand, pattern: bitOr(cursor), negated };
  if (cursor.accept('sounds', 'like')) {
    const soundex = (argument: Expression): Expression => call('soundex', [argument]);
    return binary('=', soundex(operand), soundex(bitOr(cursor)));
  }
  if (cursor.isWord('member') && cursor.isWordAt(1, 'of')) {
    cursor.accept('member', 'of');
    cursor.expectSymbol('(');
    const container = expression(cursor);
    cursor.expectSymbol(')');
    return call('member of', [operand, container]);
  }
  return operand;
}

function call(name: string, args: readonly Expression[]): Expression {
  return { kind: 'call', name, args, distinct: false, orderBy: [], separator: undefined, over: undefined };
}

function membership(cursor: Cursor, operand: Expression, negated: boolean): Expression {
  cursor.expectSymbol('(');
  if (cursor.isWord('select', 'with', 'values')) {
    const query = cursor.readQuery(cursor);
    cursor.expectSymbol(')');
    return { kind: 'in-query', operand, query, negated };
  }
  const items = cursor.list(() => expression(cursor));
  cursor.expectSymbol(')');
  return { kind: 'in', operand, items, negated };
}

function bitOr(cursor: Cursor): Expression {
  return leftToRight(cursor, ['|'], bitAnd);
}

function bitAnd(cursor: Cursor): Expression {
  return leftToRight(cursor, ['&'], shift);
}

function shift(cursor: Cursor): Expression {
  return leftToRight(cursor, ['<<', '>>'], sum);
}

function leftToRight(cursor: Cursor, operators: readonly string[], next: (cursor: Cursor) => Expression): Expression {
  let left = next(cursor);
  for (;;) {
    const operator = operators.find(symbol => cursor.acceptSymbol(symbol));
    if (operator === undefined) return left;
    left = binary(operator, left, next(cursor));
  }
}

function sum(cursor: Cursor): Expression {
  let left = product(cursor);
  for (;;) {
    const operator = ['+', '-'].find(symbol => cursor.acceptSymbol(symbol));
    if (operator === undefined) return left;
    const right = cursor.isWord('interval') ? primary(cursor, expression) : product(cursor);
    left = binary(operator, left, right);
  }
}

function product(cursor: Cursor): Expression {
  let left = power(cursor);
  for (;;) {
    if (cursor.accept('div')) left = binary('div', left, power(cursor));
    else if (cursor.accept('mod') || cursor.acceptSymbol('%')) left = binary('%', left, power(cursor));
    else if (cursor.acceptSymbol('*')) left = binary('*', left, power(cursor));
    else if (cursor.acceptSymbol('/')) left = binary('/', left, power(cursor));
    else return left;
  }
}

function power(cursor: Cursor): Expression {
  return leftToRight(cursor, ['^'], unary);
}

function unary(cursor: Cursor): Expression {
  const start = cursor.token.at;
  if (cursor.acceptSymbol('-')) {
    const operand = cursor.nested(() => unary(cursor));
    if (operand.kind === 'literal' && typeof operand.value === 'bigint')
      return { kind: 'literal', value: -operand.value, text: cursor.textSince(start) };
    return { kind: 'unary', operator: '-', operand };
  }
  if (cursor.acceptSymbol('+')) return cursor.nested(() => unary(cursor));
  if (cursor.acceptSymbol('~')) return { kind: 'unary', operator: '~', operand: cursor.nested(() => unary(cursor)) };
  if (cursor.acceptSymbol('!')) return { kind: 'unary', operator: 'not', operand: cursor.nested(() => unary(cursor)) };
  if (cursor.isWord('binary') && !(cursor.peek(1).kind === 'symbol' && cursor.peek(1).text !== '(')) {
    cursor.next();
    return { kind: 'unary', operator: 'binary', operand: cursor.nested(() => unary(cursor)) };
  }
  return postfix(cursor);
}

function postfix(cursor: Cursor): Expression {
  let left = primary(cursor, expression);
  for (;;) {
    if (cursor.accept('collate')) left = { kind: 'collate', operand: left, collation: collationName(cursor) };
    else if (cursor.acceptSymbol('->')) left = call('json_extract', [left, primary(cursor, expression)]);
    else if (cursor.acceptSymbol('->>')) left = call('json_unquote', [call('json_extract', [left, primary(cursor, expression)])]);
    else return left;
  }
}

function collationName(cursor: Cursor): string {
  return (cursor.token.kind === 'string' ? cursor.string() : cursor.anyIdentifier()).toLowerCase();
}
