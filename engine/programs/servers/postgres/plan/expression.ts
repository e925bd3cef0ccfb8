import { codes, PgError } from '../pg-error.js';
import type { Expr } from '../sql/ast.js';
import { typeModifier } from '../values/type-table.js';
import { compileCall } from './calls.js';
import { cast } from './coerce.js';
import { compileColumn } from './columns.js';
import { requireType } from './find-type.js';
import { applyOperator, quantifiedArray } from './operators.js';
import type { Compiled } from './runtime.js';
import type { Scope } from './scope.js';
import { compileQuantifiedQuery, compileSubquery } from './subqueries.js';
import { compileLiteral, compileParam } from './literals.js';
import { compileTest } from './conditions.js';
import { compileCase, compileChoice } from './choices.js';
import { compileComposite, compileArray } from './composites.js';

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
  switch (expr.kind) {
    case 'literal':
      return compileLiteral(expr, scope);
    case 'column':
      return compileColumn(expr, scope);
    case 'param':
      return compileParam(expr.index, expr.at, scope);
    case 'unary':
      return applyOperator(expr.op, undefined, scope.compile(expr.operand), expr.at, scope);
    case 'binary':
      return applyOperator(expr.op, scope.compile(expr.left), scope.compile(expr.right), expr.at, scope);
    case 'and':
    case 'or':
    case 'not':
    case 'is':
    case 'distinct':
    case 'in':
    case 'between':
      return compileTest(expr, scope);
    case 'quantified':
      return quantifiedArray(expr.op, expr.quantifier, scope.compile(expr.left), scope.compile(expr.array), expr.at, scope);
    case 'quantified-query':
      return compileQuantifiedQuery(expr, scope);
    case 'exists':
    case 'subquery':
    case 'array-query':
      return compileSubquery(expr, scope);
    case 'cast':
      return compileCast(expr, scope);
    case 'call':
      return compileCall(expr, scope);
    case 'case':
      return compileCase(expr, scope);
    case 'choice':
      return compileChoice(expr, scope);
    case 'array':
    case 'row':
    case 'subscript':
    case 'field':
      return compileComposite(expr, scope);
    case 'collate':
      return scope.compile(expr.operand);
    case 'default':
      throw new PgError(codes.syntax, 'DEFAULT is not allowed in this context', { at: expr.at });
  }
}

function compileCast(expr: Extract<Expr, { kind: 'cast' }>, scope: Scope): Compiled {
  const type = requireType(expr.type, scope.analysis.session);
  const typmod = typeModifier(type, expr.type.modifiers, expr.type.at);
  const { operand } = expr;
  const element = type.element;
  if (operand.kind === 'array' && element) return compileArray(operand, scope, element);
  const compiled = scope.compile(operand);
  return { ...cast(compiled, type, typmod, expr.at, scope.analysis), at: compiled.at };
}
