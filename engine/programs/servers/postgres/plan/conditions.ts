import type { Expr } from '../sql/ast.js';
import { t } from '../values/type-table.js';
import type { Value } from '../values/value.js';
import { asCondition, coerce, settled } from './coerce.js';
import { applyOperator, isAllNull } from './operators.js';
import type { Compiled } from './runtime.js';
import type { Scope } from './scope.js';

type TestExpr = Extract<Expr, { kind: 'and' | 'or' | 'not' | 'is' | 'distinct' | 'in' | 'between' }>;

/** An expression of SQL's own that is true, false or unknown. */
export function compileTest(expr: TestExpr, scope: Scope): Compiled {
  switch (expr.kind) {
    case 'and':
    case 'or':
      return compileLogic(expr, scope);
    case 'not':
      return compileNot(expr, scope);
    case 'is':
      return compileIs(expr, scope);
    case 'distinct':
      return compileDistinct(expr, scope);
    case 'in':
      return compileIn(expr, scope);
    case 'between':
      return compileBetween(expr, scope);
  }
}

function compileNot(expr: Extract<Expr, { kind: 'not' }>, scope: Scope): Compiled {
  const operand = asCondition(scope.compile(expr.operand), 'NOT', scope.analysis);
  return truth(
    expr.at,
    env => invert(operand.eval(env)),
    () => `(NOT ${operand.show()})`,
    operand.isConstant,
  );
}

function compileDistinct(expr: Extract<Expr, { kind: 'distinct' }>, scope: Scope): Compiled {
  const [left, right] = [scope.compile(expr.left), scope.compile(expr.right)];
  const same = applyOperator('=', left, right, expr.at, scope);
  return truth(
    expr.at,
    env => {
      const [a, b] = [left.eval(env), right.eval(env)];
      const differs = a === null || b === null ? a !== b : same.eval(env) === false;
      return differs !== expr.negated;
    },
    () => `(${left.show()} IS ${expr.negated ? 'NOT ' : ''}DISTINCT FROM ${right.show()})`,
  );
}

function truth(at: number, evaluate: Compiled['eval'], show: () => string, isConstant = false): Compiled {
  return { type: t.bool, typmod: -1, at, eval: evaluate, show, isConstant };
}

function invert(value: Value): Value {
  return value === null ? null : value === false;
}

function compileLogic(expr: Extract<Expr, { kind: 'and' | 'or' }>, scope: Scope): Compiled {
  const word = expr.kind.toUpperCase();
  const args = expr.args.map(arg => asCondition(scope.compile(arg), word, scope.analysis));
  const stop = expr.kind === 'or';
  return truth(
    expr.at,
    env => {
      let result: Value = !stop;
      for (const arg of args) {
        const value = arg.eval(env);
        if (value === stop) return stop;
        if (value === null) result = null;
      }
      return result;
    },
    () => `(${args.map(arg => arg.show()).join(` ${word} `)})`,
    args.every(arg => arg.isConstant),
  );
}

function compileIs(expr: Extract<Expr, { kind: 'is' }>, scope: Scope): Compiled {
  const node = scope.compile(expr.operand);
  const { test, negated, at } = expr;
  const word = `IS ${negated ? 'NOT ' : ''}${test.toUpperCase()}`;
  if (test === 'null') {
    const operand = settled(node, scope.analysis);
    const isRow = operand.isRow;
    if (isRow)
      return truth(
        at,
        env => isRow.every(item => (item.eval(env) === null) !== negated),
        () => `(${operand.show()} ${word})`,
      );
    return truth(
      at,
      env => isAllNull(operand.eval(env)) !== negated,
      () => `(${operand.show()} ${word})`,
      operand.isConstant,
    );
  }
  const operand = asCondition(node, word, scope.analysis);
  const wanted = test === 'unknown' ? null : test === 'true';
  return truth(
    at,
    env => (operand.eval(env) === wanted) !== negated,
    () => `(${operand.show()} ${word})`,
  );
}

function compileIn(expr: Extract<Expr, { kind: 'in' }>, scope: Scope): Compiled {
  const left = scope.compile(expr.left);
  const list = expr.list.map(item => scope.compile(item));
  const tests = list.map(item => applyOperator('=', left, item, expr.at, scope));
  const show = (): string => {
    const items = list.map(item => coerce(item, left.type, -1, 'implicit', scope.analysis) ?? item);
    return `(${left.show()} ${expr.negated ? '<> ALL' : '= ANY'} (ARRAY[${items.map(item => item.show()).join(', ')}]))`;
  };
  return truth(
    expr.at,
    env => {
      let unknown = false;
      for (const test of tests) {
        const value = test.eval(env);
        if (value === true) return !expr.negated;
        if (value === null) unknown = true;
      }
      return unknown ? null : expr.negated;
    },
    show,
  );
}

function compileBetween(expr: Extract<Expr, { kind: 'between' }>, scope: Scope): Compiled {
  const { operand, low, high, symmetric, negated, at } = expr;
  const within = (a: Expr, b: Expr): Expr => ({
    kind: 'and',
    at,
    args: [
      { kind: 'binary', op: '>=', left: operand, right: a, at },
      { kind: 'binary', op: '<=', left: operand, right: b, at },
    ],
  });
  const outside = (a: Expr, b: Expr): Expr => ({
    kind: 'or',
    at,
    args: [
      { kind: 'binary', op: '<', left: operand, right: a, at },
      { kind: 'binary', op: '>', left: operand, right: b, at },
    ],
  });
  const test = negated ? outside : within;
  if (!symmetric) return scope.compile(test(low, high));
  return scope.compile({ kind: negated ? 'and' : 'or', args: [test(low, high), test(high, low)], at });
}
