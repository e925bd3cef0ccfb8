import { codes, PgError } from '../pg-error.js';
import type { Expr } from '../sql/ast.js';
import { Decimal } from '../values/decimal.js';
import { t } from '../values/type-table.js';
import { constant, openLiteral } from './coerce.js';
import type { Compiled } from './runtime.js';
import type { Scope } from './scope.js';

export function compileLiteral(expr: Extract<Expr, { kind: 'literal' }>, { analysis }: Scope): Compiled {
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

export function compileParam(index: number, at: number, { analysis }: Scope): Compiled {
  if (index < 1 || index > 65535) throw new PgError(codes.undefinedParameter, `there is no parameter $${index}`, { at });
  while (analysis.params.length < index) analysis.params.push(undefined);
  const type = analysis.params[index - 1] ?? t.unknown;
  return { type, typmod: -1, at, param: index, eval: env => env.runtime.params[index - 1] ?? null, show: () => `$${String(index)}` };
}
