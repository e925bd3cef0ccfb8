import { codes, PgError } from '../pg-error.js';
import type { Expr } from '../sql/ast.js';
import { compareValues } from '../values/compare.js';
import type { Value } from '../values/value.js';
import { asCondition, coerceAll, openLiteral, settled } from './coerce.js';
import { applyOperator } from './operators.js';
import type { Compiled } from './runtime.js';
import type { Scope } from './scope.js';

export function compileCase(expr: Extract<Expr, { kind: 'case' }>, scope: Scope): Compiled {
  const { analysis } = scope;
  const subject = expr.subject ? settled(scope.compile(expr.subject), analysis) : undefined;
  const conditions = expr.whens.map(({ when }) => {
    const node = scope.compile(when);
    return subject ? applyOperator('=', subject, node, expr.at, scope) : asCondition(node, 'CASE/WHEN', analysis);
  });
  const results = [...expr.whens.map(({ result }) => scope.compile(result))];
  const otherwise = expr.otherwise ? scope.compile(expr.otherwise) : openLiteral(null, expr.at);
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

export function compileChoice(expr: Extract<Expr, { kind: 'choice' }>, scope: Scope): Compiled {
  const { analysis } = scope;
  const given = expr.args.map(arg => scope.compile(arg));
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
