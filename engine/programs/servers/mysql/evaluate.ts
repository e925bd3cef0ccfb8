import { stampOf } from '../../net/http-date.js';
import type { Expression, SqlValue } from './ast.js';
import { sqlErrors } from './sql-error.js';

/** What expressions are evaluated in. */
export interface Scope {
  /** The value of a column; throws SqlError 1054. */
  readonly column: (table: string | undefined, name: string) => SqlValue;
  readonly session: SessionFacts;
  /** Values of aggregate functions over the group at hand. */
  readonly aggregate?: ((call: Extract<Expression, { kind: 'call' }>) => SqlValue) | undefined;
}

export interface SessionFacts {
  readonly epochMs: number;
  readonly version: string;
  readonly database: string | undefined;
  readonly user: string;
  readonly connectionId: number;
  readonly random: () => number;
  readonly lastInsertId: number;
  readonly variable: (name: string) => SqlValue;
}

export const aggregateNames: readonly string[] = ['count', 'sum', 'avg', 'min', 'max', 'group_concat'];

export function evaluate(expression: Expression, scope: Scope): SqlValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'column':
      return scope.column(expression.table, expression.name);
    case 'star':
      return 1;
    case 'variable':
      return scope.session.variable(expression.name);
    case 'unary': {
      const value = evaluate(expression.operand, scope);
      if (value === null) return null;
      return expression.operator === '-' ? -toNumber(value) : toNumber(value) === 0 ? 1 : 0;
    }
    case 'binary':
      return binary(expression, scope);
    case 'in': {
      const value = evaluate(expression.operand, scope);
      if (value === null) return null;
      return Number(expression.items.some(item => compare(value, evaluate(item, scope)) === 0) !== expression.negated);
    }
    case 'between': {
      const value = evaluate(expression.operand, scope);
      const low = compare(value, evaluate(expression.low, scope));
      const high = compare(value, evaluate(expression.high, scope));
      return low === null || high === null ? null : Number((low >= 0 && high <= 0) !== expression.negated);
    }
    case 'is-null':
      return Number((evaluate(expression.operand, scope) === null) !== expression.negated);
    case 'case': {
      const branch = expression.branches.find(({ when }) => isTrue(evaluate(when, scope)));
      return branch ? evaluate(branch.then, scope) : expression.fallback ? evaluate(expression.fallback, scope) : null;
    }
    case 'call':
      return call(expression, scope);
  }
}

export function isTrue(value: SqlValue): boolean {
  return value !== null && toNumber(value) !== 0;
}

/** Numbers compare as numbers, text without regard to case; null with nothing. */
export function compare(a: SqlValue, b: SqlValue): number | null {
  if (a === null || b === null) return null;
  if (typeof a === 'number' || typeof b === 'number') return toNumber(a) - toNumber(b);
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The leading number of a text, 0 without one. */
export function toNumber(value: SqlValue): number {
  if (typeof value === 'number') return value;
  const match = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/.exec(value ?? '');
  return match ? Number(match[0]) : 0;
}

export function toText(value: SqlValue): string {
  return value === null ? '' : String(value);
}

function binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, scope: Scope): SqlValue {
  const a = evaluate(left, scope);
  if (operator === 'and') return a !== null && !isTrue(a) ? 0 : both(a, evaluate(right, scope));
  if (operator === 'or') return isTrue(a) || isTrue(evaluate(right, scope)) ? 1 : a === null || evaluate(right, scope) === null ? null : 0;
  const b = evaluate(right, scope);
  if (operator === '<=>') return Number(a === null || b === null ? a === b : compare(a, b) === 0);
  if (a === null || b === null) return null;
  const comparison = comparisons.get(operator);
  if (comparison) return Number(comparison(compare(a, b) ?? 0));
  if (operator === 'like') return Number(likePattern(toText(b)).test(toText(a)));
  return arithmetic(operator, toNumber(a), toNumber(b));
}

function both(a: SqlValue, b: SqlValue): SqlValue {
  if (b !== null && !isTrue(b)) return 0;
  return a === null || b === null ? null : 1;
}

const comparisons: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ['=', (order: number) => order === 0],
  ['<>', (order: number) => order !== 0],
  ['<', (order: number) => order < 0],
  ['>', (order: number) => order > 0],
  ['<=', (order: number) => order <= 0],
  ['>=', (order: number) => order >= 0],
]);

function arithmetic(operator: string, a: number, b: number): SqlValue {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  if (b === 0) return null;
  if (operator === 'div') return Math.trunc(a / b);
  if (operator === '%') return a % b;
  return (Math.round((a / b) * 10_000) / 10_000).toFixed(4);
}

/** `%` and `_` as a tester; linear in the text because the pattern is matched greedily from star to star. */
export function likePattern(pattern: string): { readonly test: (text: string) => boolean } {
  const wanted = pattern.toLowerCase();
  return {
    test: text => {
      const given = text.toLowerCase();
      let [t, p, star, mark] = [0, 0, -1, 0];
      while (t < given.length) {
        const escaped = wanted[p] === '\\' && p + 1 < wanted.length;
        if (wanted[p] === '%') [star, mark] = [p++, t];
        else if (p < wanted.length && (escaped ? wanted[p + 1] === given[t] : wanted[p] === '_' || wanted[p] === given[t]))
          [t, p] = [t + 1, p + (escaped ? 2 : 1)];
        else if (star >= 0) [p, t] = [star + 1, ++mark];
        else return false;
      }
      while (wanted[p] === '%') p++;
      return p === wanted.length;
    },
  };
}

function call(expression: Extract<Expression, { kind: 'call' }>, scope: Scope): SqlValue {
  const { name } = expression;
  if (aggregateNames.includes(name)) {
    if (scope.aggregate) return scope.aggregate(expression);
    throw sqlErrors.notSimulated('an aggregate function at this place');
  }
  const run = functions.get(name);
  if (!run) throw sqlErrors.unknownFunction(scope.session.database === undefined ? name : `${scope.session.database}.${name}`);
  return run(
    expression.args.map(arg => evaluate(arg, scope)),
    scope.session,
  );
}

type SqlFunction = (args: readonly SqlValue[], session: SessionFacts) => SqlValue;

/** A function of texts and numbers that gives null when an argument is null. */
const strict =
  (run: (args: readonly SqlValue[]) => SqlValue): SqlFunction =>
  args =>
    args.includes(null) ? null : run(args);

const at = (args: readonly SqlValue[], index: number): SqlValue => args[index] ?? null;
const textAt = (args: readonly SqlValue[], index: number): string => toText(at(args, index));
const numberAt = (args: readonly SqlValue[], index: number): number => toNumber(at(args, index));

export function dateTime(epochMs: number): string {
  const { year, month, day, time } = stampOf(epochMs);
  return `${year}-${month}-${day} ${time}`;
}

const now: SqlFunction = (_, { epochMs }) => dateTime(epochMs);
const today: SqlFunction = (_, { epochMs }) => dateTime(epochMs).slice(0, 10);
const currentUser: SqlFunction = (_, { user }) => user;

const functions: ReadonlyMap<string, SqlFunction> = new Map<string, SqlFunction>([
  ['now', now],
  ['sysdate', now],
  ['current_timestamp', now],
  ['localtimestamp', now],
  ['curdate', today],
  ['current_date', today],
  ['curtime', (_, { epochMs }) => dateTime(epochMs).slice(11)],
  ['unix_timestamp', (_, { epochMs }) => Math.floor(epochMs / 1000)],
  ['version', (_, { version }) => version],
  ['database', (_, { database }) => database ?? null],
  ['schema', (_, { database }) => database ?? null],
  ['user', currentUser],
  ['session_user', currentUser],
  ['current_user', currentUser],
  ['connection_id', (_, { connectionId }) => connectionId],
  ['last_insert_id', (_, { lastInsertId }) => lastInsertId],
  ['rand', (_, { random }) => random()],
  ['concat', strict(args => args.map(toText).join(''))],
  [
    'concat_ws',
    ([separator = null, ...rest]) =>
      separator === null
        ? null
        : rest
            .filter(value => value !== null)
            .map(toText)
            .join(toText(separator)),
  ],
  ['upper', strict(args => textAt(args, 0).toUpperCase())],
  ['ucase', strict(args => textAt(args, 0).toUpperCase())],
  ['lower', strict(args => textAt(args, 0).toLowerCase())],
  ['lcase', strict(args => textAt(args, 0).toLowerCase())],
  [
    'length',
    strict(args =>
      [...textAt(args, 0)].reduce((sum, char) => sum + (char.charCodeAt(0) < 128 ? 1 : char.charCodeAt(0) < 0x800 ? 2 : 3), 0),
    ),
  ],
  ['char_length', strict(args => [...textAt(args, 0)].length)],
  ['trim', strict(args => textAt(args, 0).trim())],
  ['reverse', strict(args => [...textAt(args, 0)].reverse().join(''))],
  ['replace', strict(args => textAt(args, 0).replaceAll(textAt(args, 1), textAt(args, 2)))],
  ['left', strict(args => textAt(args, 0).slice(0, numberAt(args, 1)))],
  ['right', strict(args => (numberAt(args, 1) <= 0 ? '' : textAt(args, 0).slice(-numberAt(args, 1))))],
  ['substring', strict(substring)],
  ['substr', strict(substring)],
  ['repeat', strict(args => textAt(args, 0).repeat(Math.min(10_000, Math.max(0, numberAt(args, 1)))))],
  ['coalesce', args => args.find(value => value !== null) ?? null],
  ['ifnull', args => at(args, 0) ?? at(args, 1)],
  ['nullif', args => (compare(at(args, 0), at(args, 1)) === 0 ? null : at(args, 0))],
  ['if', args => (isTrue(at(args, 0)) ? at(args, 1) : at(args, 2))],
  ['abs', strict(args => Math.abs(numberAt(args, 0)))],
  ['ceil', strict(args => Math.ceil(numberAt(args, 0)))],
  ['ceiling', strict(args => Math.ceil(numberAt(args, 0)))],
  ['floor', strict(args => Math.floor(numberAt(args, 0)))],
  [
    'round',
    strict(args => {
      const digits = args.length > 1 ? Math.max(0, Math.min(30, numberAt(args, 1))) : 0;
      return digits === 0 ? Math.round(numberAt(args, 0)) : numberAt(args, 0).toFixed(digits);
    }),
  ],
  ['mod', strict(args => (numberAt(args, 1) === 0 ? null : numberAt(args, 0) % numberAt(args, 1)))],
  ['greatest', strict(args => args.reduce((best, value) => ((compare(value, best) ?? 0) > 0 ? value : best), at(args, 0)))],
  ['least', strict(args => args.reduce((best, value) => ((compare(value, best) ?? 0) < 0 ? value : best), at(args, 0)))],
  ['default', () => null],
]);

function substring(args: readonly SqlValue[]): SqlValue {
  const chars = [...textAt(args, 0)];
  const position = numberAt(args, 1);
  const start = position > 0 ? position - 1 : position < 0 ? chars.length + position : chars.length;
  return chars.slice(Math.max(0, start), args.length > 2 ? Math.max(0, start) + numberAt(args, 2) : undefined).join('');
}
