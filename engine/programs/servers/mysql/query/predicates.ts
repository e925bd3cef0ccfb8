import type { Expression } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import { isNumberType, isTextType, type ColumnType } from '../values/column-type.js';
import { compareValues } from '../values/compare.js';
import { isCaseSensitive } from '../values/collation.js';
import { toText, toTruth, type Value } from '../values/value.js';
import { warnAboutText } from './arithmetic.js';
import type { Compile, Compiled, Surroundings } from './compiled.js';
import type { Frame } from './context.js';
import { matchesLike, sqlRegex } from './pattern.js';

const truth: ColumnType = { name: 'int', length: 1 };

/** What is true or false: comparisons, IN, BETWEEN, IS, LIKE, REGEXP. */

export function isComparison(operator: string): boolean {
  return ['=', '<=>', '<', '>', '<=', '>=', '<>'].includes(operator);
}

function predicate(at: Surroundings, nullable: boolean, run: (frame: Frame) => Value): Compiled {
  return { type: truth, nullable, run, collation: at.environment.context.collation, strength: 4 };
}

/** The collation by which two texts are compared: the one that is held more strongly. */
export function collationOf(...sides: readonly Compiled[]): string {
  const strongest = sides.reduce((a, b) => (b.strength < a.strength ? b : a));
  return strongest.collation;
}

export function compileComparison(operator: string, left: Expression, right: Expression, at: Surroundings, compile: Compile): Compiled {
  if (left.kind === 'row' || right.kind === 'row') return compileRowComparison(operator, left, right, at, compile);
  const [a, b] = [compile(left, at), compile(right, at)];
  const compare = comparerOf(operator, a, b, at);
  const isNullSafe = operator === '<=>';
  return predicate(at, !isNullSafe && (a.nullable || b.nullable), frame => compare(a.run(frame), b.run(frame)));
}

/** Compares two values as an operator does: 1, 0 or null. */
export function comparerOf(operator: string, a: Compiled, b: Compiled, at: Surroundings): (x: Value, y: Value) => Value {
  const collation = collationOf(a, b);
  const { context } = at.environment;
  const mixesText = isNumberType(a.type) !== isNumberType(b.type);
  return (x, y) => {
    context.step(1);
    if (x === null || y === null) return operator === '<=>' ? (x === y ? 1n : 0n) : null;
    if (mixesText) {
      if (typeof x === 'string' && (typeof y === 'bigint' || typeof y === 'number')) warnAboutText(x, context);
      if (typeof y === 'string' && (typeof x === 'bigint' || typeof x === 'number')) warnAboutText(y, context);
    }
    return holds(operator, compareValues(x, y, collation)) ? 1n : 0n;
  };
}

export function holds(operator: string, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
    case '<>':
      return order !== 0;
    default:
      return order === 0;
  }
}

/** `(a, b) = (1, 2)`: by their parts. */
function compileRowComparison(operator: string, left: Expression, right: Expression, at: Surroundings, compile: Compile): Compiled {
  const [a, b] = [itemsOf(left), itemsOf(right)];
  if (a.length !== b.length) throw sqlErrors.operandColumns(a.length);
  const pairs = a.map((item, index) => {
    const other = b[index] ?? item;
    const [x, y] = [compile(item, at), compile(other, at)];
    return {
      x,
      y,
      equal: comparerOf('=', x, y, at),
      ordered: comparerOf(operator.replace('=', '') || '=', x, y, at),
      last: comparerOf(operator, x, y, at),
    };
  });
  const isEquality = operator === '=' || operator === '<>' || operator === '<=>';
  return predicate(at, true, frame => {
    let result: Value = 1n;
    for (const [index, { x, y, equal, ordered, last }] of pairs.entries()) {
      const [u, v] = [x.run(frame), y.run(frame)];
      const same = equal(u, v);
      if (same === null) result = null;
      if (isEquality && same === 0n) return operator === '<>' ? 1n : 0n;
      if (!isEquality && (same !== 1n || index === pairs.length - 1)) return index === pairs.length - 1 ? last(u, v) : ordered(u, v);
    }
    return operator === '<>' && result === 1n ? 0n : result;
  });
}

export function itemsOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'row' ? expression.items : [expression];
}

export function compileIn({ operand, items, negated }: Extract<Expression, { kind: 'in' }>, at: Surroundings, compile: Compile): Compiled {
  const tests = items.map(item => compileComparison('=', operand, item, at, compile));
  return predicate(at, true, frame => {
    let sawNull = false;
    for (const test of tests) {
      const result = test.run(frame);
      if (result === 1n) return negated ? 0n : 1n;
      if (result === null) sawNull = true;
    }
    return sawNull ? null : negated ? 1n : 0n;
  });
}

export function compileBetween(expression: Extract<Expression, { kind: 'between' }>, at: Surroundings, compile: Compile): Compiled {
  const { operand, low, high, negated } = expression;
  const from = compileComparison('>=', operand, low, at, compile);
  const to = compileComparison('<=', operand, high, at, compile);
  return predicate(at, true, frame => {
    const [x, y] = [from.run(frame), to.run(frame)];
    if (x === 0n || y === 0n) return negated ? 1n : 0n;
    return x === null || y === null ? null : negated ? 0n : 1n;
  });
}

export function compileIs({ operand, test, negated }: Extract<Expression, { kind: 'is' }>, at: Surroundings, compile: Compile): Compiled {
  const inner = compile(operand, at);
  return predicate(at, false, frame => {
    const value = inner.run(frame);
    const holdsTest = test === 'null' || test === 'unknown' ? value === null : toTruth(value) === (test === 'true');
    return holdsTest !== negated ? 1n : 0n;
  });
}

export function compileLike(expression: Extract<Expression, { kind: 'like' }>, at: Surroundings, compile: Compile): Compiled {
  const { operand, pattern, escape, negated } = expression;
  const [text, wanted] = [compile(operand, at), compile(pattern, at)];
  const sign = escape ? compile(escape, at) : undefined;
  const collation = isTextType(text.type) || isTextType(wanted.type) ? collationOf(text, wanted) : 'utf8mb4_general_ci';
  const { context } = at.environment;
  return predicate(at, text.nullable || wanted.nullable, frame => {
    const [x, y] = [text.run(frame), wanted.run(frame)];
    if (x === null || y === null) return null;
    context.step(1 + Math.ceil(toText(x).length / 64));
    return matchesLike(toText(x), toText(y), sign ? toText(sign.run(frame)) : '\\', collation) !== negated ? 1n : 0n;
  });
}

export function compileRegexp(expression: Extract<Expression, { kind: 'regexp' }>, at: Surroundings, compile: Compile): Compiled {
  const { operand, pattern, negated } = expression;
  const [text, wanted] = [compile(operand, at), compile(pattern, at)];
  const ignoreCase = !isCaseSensitive(collationOf(text, wanted));
  const { context } = at.environment;
  return predicate(at, true, frame => {
    const [x, y] = [text.run(frame), wanted.run(frame)];
    if (x === null || y === null) return null;
    context.step(1 + Math.ceil(toText(x).length / 16));
    return sqlRegex(toText(y), ignoreCase).test(toText(x)) !== negated ? 1n : 0n;
  });
}
