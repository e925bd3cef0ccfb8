import type { Expr } from '../syntax/ast.js';
import type { FunctionCompiler } from './context.js';

/** An expression in the middle of a chain, or outside of all chains. */
export function inner(c: FunctionCompiler, expr: Expr): void {
  const end = c.nullsafeEnd;
  c.nullsafeEnd = undefined;
  c.expression(expr);
  c.nullsafeEnd = end;
}
