import { decodeUtf8 } from '../../../../core/utf8.js';
import { Decimal } from '../values/decimal.js';
import { parseDateTime, parseTime } from '../values/temporal.js';
import type { Value } from '../values/value.js';
import { sqlErrors } from '../sql-error.js';
import type { Expression } from './ast.js';
import { callExpression } from './calls.js';
import type { Cursor } from './cursor.js';
import { intervalUnit } from './intervals.js';

type Read = (cursor: Cursor) => Expression;

/** What operators work on: constants, columns, variables, calls, queries in parentheses. */
export function primary(cursor: Cursor, expression: Read): Expression {
  const { token } = cursor;
  switch (token.kind) {
    case 'number':
      cursor.next();
      return { kind: 'literal', value: numberOf(token.text), text: token.text };
    case 'string':
      return stringLiteral(cursor);
    case 'hex':
      cursor.next();
      return { kind: 'literal', value: bytesOf(token.text), text: token.text };
    case 'parameter':
      cursor.next();
      return { kind: 'parameter', index: cursor.parameters++ };
    case 'variable':
      return variable(cursor, expression);
    case 'symbol':
      if (token.text === '(') return parenthesis(cursor, expression);
      if (token.text === '*') {
        cursor.next();
        return { kind: 'star', database: undefined, table: undefined };
      }
      throw cursor.unexpected();
    case 'word':
      return keyword(cursor, expression) ?? callExpression(cursor, expression) ?? column(cursor);
    case 'quoted':
      return column(cursor);
    case 'end':
      throw cursor.unexpected();
  }
}

function numberOf(text: string): Value {
  if (/^\d+$/.test(text)) {
    if (text.length > 80) return Number(text);
    const whole = BigInt(text);
    return whole < 2n ** 64n ? whole : new Decimal(whole, 0);
  }
  if (/[eE]/.test(text)) return Number(text);
  return Decimal.parse(text) ?? Number(text);
}

function bytesOf(text: string): Uint8Array {
  const isBits = /^(0b|b)/i.test(text);
  const digits = text.replace(/^(0[xb]|[xb])/i, '').replaceAll("'", '');
  const size = isBits ? 8 : 2;
  const padded = digits.padStart(Math.ceil(digits.length / size) * size, '0');
  return Uint8Array.from({ length: padded.length / size }, (_, index) =>
    parseInt(padded.slice(index * size, index * size + size), isBits ? 2 : 16),
  );
}

/** Strings that follow each other are one. */
function stringLiteral(cursor: Cursor): Expression {
  let text = cursor.string();
  const label = text;
  while (cursor.token.kind === 'string') text += cursor.string();
  return { kind: 'literal', value: text, text: label };
}

function variable(cursor: Cursor, expression: Read): Expression {
  const { text } = cursor.next();
  if (!text.startsWith('@@')) {
    const name = userVariableName(text);
    if (cursor.acceptSymbol(':=')) return { kind: 'assign', name, value: expression(cursor) };
    return { kind: 'user-variable', name };
  }
  const parts = /^@@(?:(global|session|local|persist)\s*\.\s*)?(.+)$/i.exec(text);
  const scope = parts?.[1]?.toLowerCase();
  return {
    kind: 'system-variable',
    scope: scope === undefined ? undefined : scope === 'global' || scope === 'persist' ? 'global' : 'session',
    name: (parts?.[2] ?? '').toLowerCase(),
    text,
  };
}

export function userVariableName(text: string): string {
  return text
    .slice(1)
    .replace(/^(['"`])(.*)\1$/s, '$2')
    .toLowerCase();
}

function parenthesis(cursor: Cursor, expression: Read): Expression {
  cursor.expectSymbol('(');
  if (isQueryAhead(cursor)) {
    const query = cursor.readQuery(cursor);
    cursor.expectSymbol(')');
    return { kind: 'subquery', query };
  }
  const items = cursor.list(() => expression(cursor));
  cursor.expectSymbol(')');
  const [first] = items;
  return items.length === 1 && first ? first : { kind: 'row', items };
}

/** Whether a query begins here, perhaps in more parentheses. */
function isQueryAhead(cursor: Cursor): boolean {
  let distance = 0;
  while (cursor.peek(distance).kind === 'symbol' && cursor.peek(distance).text === '(') distance++;
  return cursor.isWordAt(distance, 'select', 'with');
}

function keyword(cursor: Cursor, expression: Read): Expression | undefined {
  const { token } = cursor;
  const literal = (value: Value): Expression => ({ kind: 'literal', value, text: token.text });
  const isString = cursor.peek(1).kind === 'string';
  switch (token.text.toLowerCase()) {
    case 'null':
      cursor.next();
      return literal(null);
    case 'true':
    case 'false':
      cursor.next();
      return literal(token.text.toLowerCase() === 'true' ? 1n : 0n);
    case 'exists':
      return exists(cursor);
    case 'case':
      return caseExpression(cursor, expression);
    case 'interval':
      return interval(cursor, expression);
    case 'row':
      if (cursor.peek(1).text !== '(') return undefined;
      cursor.next();
      return { kind: 'row', items: cursor.parenthesized(() => expression(cursor)) };
    case 'date':
    case 'time':
    case 'timestamp':
      return isString ? typedLiteral(cursor) : undefined;
    case 'n':
    case '_utf8':
    case '_utf8mb3':
    case '_utf8mb4':
    case '_latin1':
    case '_binary':
      return isString || cursor.peek(1).kind === 'hex' ? introduced(cursor, expression) : undefined;
    default:
      return undefined;
  }
}

/** `_utf8mb4'text'`: the character set of the text, which is always the same here. */
function introduced(cursor: Cursor, expression: Read): Expression {
  const isBinary = cursor.next().text.toLowerCase() === '_binary';
  const literal = primary(cursor, expression);
  if (isBinary || literal.kind !== 'literal' || !(literal.value instanceof Uint8Array)) return literal;
  return { ...literal, value: decodeUtf8(literal.value) };
}

function typedLiteral(cursor: Cursor): Expression {
  const kind = cursor.next().text.toLowerCase();
  const text = cursor.string();
  const moment = kind === 'time' ? parseTime(text) : parseDateTime(text);
  if (!moment) throw sqlErrors.incorrectMoment(kind === 'timestamp' ? 'DATETIME' : kind.toUpperCase(), text);
  const value: Value = kind === 'timestamp' && moment.kind !== 'time' ? { ...moment, kind: 'datetime' } : moment;
  return { kind: 'literal', value, text: `${kind}'${text}'` };
}

function exists(cursor: Cursor): Expression {
  cursor.next();
  cursor.expectSymbol('(');
  const query = cursor.readQuery(cursor);
  cursor.expectSymbol(')');
  return { kind: 'exists', query };
}

function caseExpression(cursor: Cursor, expression: Read): Expression {
  cursor.next();
  const operand = cursor.isWord('when') ? undefined : expression(cursor);
  const branches: { when: Expression; then: Expression }[] = [];
  while (cursor.accept('when')) {
    const when = expression(cursor);
    cursor.expect('then');
    branches.push({ when, then: expression(cursor) });
  }
  if (branches.length === 0) throw cursor.unexpected();
  const fallback = cursor.accept('else') ? expression(cursor) : undefined;
  cursor.expect('end');
  return { kind: 'case', operand, branches, fallback };
}

function interval(cursor: Cursor, expression: Read): Expression | undefined {
  cursor.next();
  const value = expression(cursor);
  return { kind: 'interval', value, unit: intervalUnit(cursor) };
}

function column(cursor: Cursor): Expression {
  const names = [cursor.identifier()];
  while (names.length < 3 && cursor.acceptSymbol('.')) {
    if (cursor.acceptSymbol('*')) return { kind: 'star', database: names.at(-2), table: names.at(-1) };
    names.push(cursor.anyIdentifier());
  }
  return { kind: 'column', database: names.at(-3), table: names.at(-2), name: names.at(-1) ?? '' };
}
