import { codes, PgError } from '../pg-error.js';
import type { Expr } from '../sql/ast.js';
import { compareValues } from '../values/compare.js';
import { displayType, t, typeModifier, type PgType } from '../values/type-table.js';
import { ArrayValue, asArray, asNumber, asRow, type Value } from '../values/value.js';
import { compileCall } from './calls.js';
import { asCondition, cast, coerce, coerceAll, constant, openLiteral, settled, arrayOf } from './coerce.js';
import { compileColumn, rowOf } from './columns.js';
import { requireType } from './find-type.js';
import { applyOperator, isAllNull, quantifiedArray } from './operators.js';
import type { Compiled } from './runtime.js';
import type { Scope } from './scope.js';
import { compileQuantifiedQuery, compileSubquery } from './subqueries.js';
import { Decimal } from '../values/decimal.js';

/** The text of an expression without the places of its words, to tell equal ones. */
export function keyOfExpression(expr: Expr): string {
  return JSON.stringify(expr, (name, value: unknown) => (name === 'at' ? undefined : value));
}

/** Makes an expression ready to be evaluated in a scope. */
export function compileExpression(expr: Expr, scope: Scope): Compiled {
  const { grouping } = scope;
  if (!grouping || scope.insideAggregate || expr.kind === 'literal' || expr.kind === 'column' || !grouping.keys.has(keyOfExpression(expr)))
    return compile(expr, scope);
  scope.grouping = undefined;
  try {
    return compile(expr, scope);
  } finally {
    scope.grouping = grouping;
  }
}

function compile(expr: Expr, scope: Scope): Compiled {
  const { analysis } = scope;
  switch (expr.kind) {
    case 'literal':
      return compileLiteral(expr, scope);
    case 'column':
      return compileColumn(expr, scope);
    case 'param':
      return compileParam(expr.index, expr.at, scope);
    case 'unary':
      return applyOperator(expr.op, undefined, compileExpression(expr.operand, scope), expr.at, scope);
    case 'binary':
      return applyOperator(expr.op, compileExpression(expr.left, scope), compileExpression(expr.right, scope), expr.at, scope);
    case 'and':
    case 'or':
      return compileLogic(expr, scope);
    case 'not': {
      const operand = asCondition(compileExpression(expr.operand, scope), 'NOT', analysis);
      return truth(
        expr.at,
        env => invert(operand.eval(env)),
        () => `(NOT ${operand.show()})`,
        operand.isConstant,
      );
    }
    case 'cast':
      return compileCast(expr, scope);
    case 'call':
      return compileCall(expr, scope);
    case 'case':
      return compileCase(expr, scope);
    case 'choice':
      return compileChoice(expr, scope);
    case 'is':
      return compileIs(expr, scope);
    case 'distinct': {
      const [left, right] = [compileExpression(expr.left, scope), compileExpression(expr.right, scope)];
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
    case 'in':
      return compileIn(expr, scope);
    case 'between':
      return compileBetween(expr, scope);
    case 'quantified':
      return quantifiedArray(
        expr.op,
        expr.quantifier,
        compileExpression(expr.left, scope),
        compileExpression(expr.array, scope),
        expr.at,
        scope,
      );
    case 'quantified-query':
      return compileQuantifiedQuery(expr, scope);
    case 'exists':
    case 'subquery':
    case 'array-query':
      return compileSubquery(expr, scope);
    case 'array':
      return compileArray(expr, scope);
    case 'row':
      return rowOf(
        expr.items.map(item => settled(compileExpression(item, scope), analysis)),
        [],
        expr.at,
      );
    case 'subscript':
      return compileSubscript(expr, scope);
    case 'field':
      return compileField(expr, scope);
    case 'collate':
      return compileExpression(expr.operand, scope);
    case 'default':
      throw new PgError(codes.syntax, 'DEFAULT is not allowed in this context', { at: expr.at });
  }
}

function truth(at: number, evaluate: Compiled['eval'], show: () => string, isConstant = false): Compiled {
  return { type: t.bool, typmod: -1, at, eval: evaluate, show, isConstant };
}

function invert(value: Value): Value {
  return value === null ? null : value === false;
}

function compileLiteral(expr: Extract<Expr, { kind: 'literal' }>, { analysis }: Scope): Compiled {
  switch (expr.type) {
    case 'null':
      return openLiteral(null, expr.at);
    case 'boolean':
      return constant(expr.text === 'true', t.bool, expr.at, analysis);
    case 'string':
      return openLiteral(expr.text, expr.at);
    case 'number': {
      const decimal = Decimal.parse(expr.text) ?? Decimal.zero;
      if (!/^-?\d+$/.test(expr.text)) return constant(decimal, t.numeric, expr.at, analysis);
      if (decimal.digits >= -2147483648n && decimal.digits <= 2147483647n)
        return constant(Number(decimal.digits), t.int4, expr.at, analysis);
      if (decimal.digits >= -(2n ** 63n) && decimal.digits < 2n ** 63n) return constant(decimal.digits, t.int8, expr.at, analysis);
      return constant(decimal, t.numeric, expr.at, analysis);
    }
  }
}

function compileParam(index: number, at: number, { analysis }: Scope): Compiled {
  if (index < 1 || index > 65535) throw new PgError(codes.undefinedParameter, `there is no parameter $${index}`, { at });
  while (analysis.params.length < index) analysis.params.push(undefined);
  const type = analysis.params[index - 1] ?? t.unknown;
  return { type, typmod: -1, at, param: index, eval: env => env.runtime.params[index - 1] ?? null, show: () => `$${String(index)}` };
}

function compileLogic(expr: Extract<Expr, { kind: 'and' | 'or' }>, scope: Scope): Compiled {
  const word = expr.kind.toUpperCase();
  const args = expr.args.map(arg => asCondition(compileExpression(arg, scope), word, scope.analysis));
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

function compileCast(expr: Extract<Expr, { kind: 'cast' }>, scope: Scope): Compiled {
  const type = requireType(expr.type, scope.analysis.session);
  const typmod = typeModifier(type, expr.type.modifiers, expr.type.at);
  const { operand } = expr;
  const element = type.element;
  if (operand.kind === 'array' && element) return compileArray(operand, scope, element);
  const compiled = compileExpression(operand, scope);
  return { ...cast(compiled, type, typmod, expr.at, scope.analysis), at: compiled.at };
}

function compileCase(expr: Extract<Expr, { kind: 'case' }>, scope: Scope): Compiled {
  const { analysis } = scope;
  const subject = expr.subject ? settled(compileExpression(expr.subject, scope), analysis) : undefined;
  const conditions = expr.whens.map(({ when }) => {
    const node = compileExpression(when, scope);
    return subject ? applyOperator('=', subject, node, expr.at, scope) : asCondition(node, 'CASE/WHEN', analysis);
  });
  const results = [...expr.whens.map(({ result }) => compileExpression(result, scope))];
  const otherwise = expr.otherwise ? compileExpression(expr.otherwise, scope) : openLiteral(null, expr.at);
  const { type, typmod, nodes } = coerceAll([otherwise, ...results], 'CASE', analysis);
  const [fallback, ...choices] = nodes;
  return {
    type,
    typmod,
    at: expr.at,
    eval: env => {
      for (const [i, condition] of conditions.entries()) if (condition.eval(env) === true) return choices[i]?.eval(env) ?? null;
      return fallback?.eval(env) ?? null;
    },
    show: () =>
      `CASE${subject ? ` ${subject.show()}` : ''}${conditions.map((condition, i) => ` WHEN ${condition.show()} THEN ${choices[i]?.show() ?? ''}`).join('')} ELSE ${fallback?.show() ?? ''} END`,
  };
}

function compileChoice(expr: Extract<Expr, { kind: 'choice' }>, scope: Scope): Compiled {
  const { analysis } = scope;
  const given = expr.args.map(arg => compileExpression(arg, scope));
  const { at, name } = expr;
  const show = (nodes: readonly Compiled[]) => (): string => `${name.toUpperCase()}(${nodes.map(node => node.show()).join(', ')})`;
  if (name === 'nullif') {
    const [a, b] = given;
    if (!a || !b) throw new PgError(codes.syntax, 'NULLIF takes two arguments', { at });
    const same = applyOperator('=', a, b, at, scope);
    const first = settled(a, analysis);
    return {
      type: first.type,
      typmod: first.typmod,
      at,
      eval: env => (same.eval(env) === true ? null : first.eval(env)),
      show: show(given),
    };
  }
  const { type, typmod, nodes } = coerceAll(given, name.toUpperCase(), analysis);
  if (name === 'coalesce') {
    const evaluate: Compiled['eval'] = env => {
      for (const node of nodes) {
        const value = node.eval(env);
        if (value !== null) return value;
      }
      return null;
    };
    return { type, typmod, at, eval: evaluate, show: show(nodes), isConstant: nodes.every(node => node.isConstant) };
  }
  const sign = name === 'greatest' ? 1 : -1;
  return {
    type,
    typmod,
    at,
    eval: env => {
      let best: Value = null;
      for (const node of nodes) {
        const value = node.eval(env);
        if (value !== null && (best === null || compareValues(value, best, type, env.runtime.session.collation) * sign > 0)) best = value;
      }
      return best;
    },
    show: show(nodes),
  };
}

function compileIs(expr: Extract<Expr, { kind: 'is' }>, scope: Scope): Compiled {
  const node = compileExpression(expr.operand, scope);
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
  const left = compileExpression(expr.left, scope);
  const list = expr.list.map(item => compileExpression(item, scope));
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
  if (!symmetric) return compileExpression(test(low, high), scope);
  return compileExpression({ kind: negated ? 'and' : 'or', args: [test(low, high), test(high, low)], at }, scope);
}

function compileArray(expr: Extract<Expr, { kind: 'array' }>, scope: Scope, wanted?: PgType): Compiled {
  const { analysis } = scope;
  const given = expr.elements.map(item => (item.kind === 'array' ? compileArray(item, scope, wanted) : compileExpression(item, scope)));
  if (given.length === 0 && !wanted)
    throw new PgError(codes.indeterminateType, 'cannot determine type of empty array', {
      at: expr.at,
      hint: 'Explicitly cast to the desired type, for example ARRAY[]::integer[].',
    });
  const isNested = given.some(node => node.type.element !== undefined && expr.elements[given.indexOf(node)]?.kind === 'array');
  const nodes =
    wanted && !isNested ? given.map(node => cast(node, wanted, -1, expr.at, analysis)) : coerceAll(given, 'ARRAY', analysis).nodes;
  const type = wanted ?? nodes[0]?.type ?? t.text;
  return {
    type: type.element ? type : arrayOf(type),
    typmod: -1,
    at: expr.at,
    isConstant: nodes.every(node => node.isConstant),
    eval: env =>
      joinElements(
        nodes.map(node => node.eval(env)),
        expr.at,
      ),
    show: () => `ARRAY[${nodes.map(node => node.show()).join(', ')}]`,
  };
}

function joinElements(values: readonly Value[], at: number): Value {
  if (!values.some(value => value instanceof ArrayValue)) return new ArrayValue(values);
  const arrays = values.map(asArray);
  const [first] = arrays;
  if (arrays.some(({ dimensions }) => dimensions.join() !== first?.dimensions.join()))
    throw new PgError('2202E', 'multidimensional arrays must have array expressions with matching dimensions', { at });
  return new ArrayValue(
    arrays.flatMap(({ elements }) => elements),
    [arrays.length, ...(first?.dimensions ?? [])],
  );
}

function compileSubscript(expr: Extract<Expr, { kind: 'subscript' }>, scope: Scope): Compiled {
  const base = compileExpression(expr.base, scope);
  const { analysis } = scope;
  if (base.type.name === 'jsonb' && expr.index) return applyOperator('->', base, compileExpression(expr.index, scope), expr.at, scope);
  const element = base.type.element;
  if (!element)
    throw new PgError(codes.datatypeMismatch, `cannot subscript type ${displayType(base.type)} because it does not support subscripting`, {
      at: expr.at,
    });
  const place = (item: Expr | undefined): Compiled | undefined => {
    if (!item) return undefined;
    const node = coerce(compileExpression(item, scope), t.int4, -1, 'assignment', analysis);
    if (!node) throw new PgError(codes.datatypeMismatch, 'array subscript must have type integer', { at: expr.at });
    return node;
  };
  const [index, upper] = [place(expr.index), place(expr.upper)];
  if (expr.isSlice) {
    return {
      type: base.type,
      typmod: base.typmod,
      at: expr.at,
      eval: env => {
        const value = base.eval(env);
        if (value === null) return null;
        const { elements, lower } = asArray(value);
        const from = index ? asNumber(index.eval(env)) : lower;
        const to = upper ? asNumber(upper.eval(env)) : lower + elements.length - 1;
        return new ArrayValue(elements.slice(Math.max(0, from - lower), Math.max(0, to - lower + 1)));
      },
      show: () => `${base.show()}[${index?.show() ?? ''}:${upper?.show() ?? ''}]`,
    };
  }
  const nested = expr.base.kind === 'subscript' && !expr.base.isSlice;
  return {
    type: element,
    typmod: base.typmod,
    at: expr.at,
    eval: env => elementAt(base.eval(env), index ? index.eval(env) : null),
    show: () => `${nested ? base.show() : /^[\w".]+$/.test(base.show()) ? base.show() : `(${base.show()})`}[${index?.show() ?? ''}]`,
  };
}

function elementAt(value: Value, index: Value): Value {
  if (value === null || index === null) return null;
  const { elements, dimensions, lower } = asArray(value);
  const place = asNumber(index) - lower;
  if (place < 0 || place >= (dimensions[0] ?? 0)) return null;
  if (dimensions.length < 2) return elements[place] ?? null;
  const size = dimensions.slice(1).reduce((a, b) => a * b, 1);
  return new ArrayValue(elements.slice(place * size, (place + 1) * size), dimensions.slice(1));
}

function compileField(expr: Extract<Expr, { kind: 'field' }>, scope: Scope): Compiled {
  const base = compileExpression(expr.base, scope);
  const place = base.fields?.findIndex(({ name }) => name === expr.name) ?? -1;
  const field = base.fields?.[place];
  if (!field)
    throw base.type.name === 'record'
      ? new PgError(codes.undefinedColumn, `could not identify column "${expr.name}" in record data type`, { at: expr.at })
      : new PgError(
          codes.wrongObject,
          `column notation .${expr.name} applied to type ${displayType(base.type)}, which is not a composite type`,
          { at: expr.base.at },
        );
  return {
    type: field.type,
    typmod: field.typmod,
    at: expr.at,
    eval: env => {
      const value = base.eval(env);
      if (value === null) return null;
      return (value instanceof ArrayValue ? value.elements : asRow(value).values)[place] ?? null;
    },
    show: () => `(${base.show()}).${expr.name}`,
  };
}
