import type { Expr } from '../sql/ast.js';
import { sqlNames } from '../values/type-table.js';

/** What a column is called that nobody named. */
export function outputName(expr: Expr): string {
  return nameOf(expr) ?? '?column?';
}

function nameOf(expr: Expr): string | undefined {
  switch (expr.kind) {
    case 'column':
      return expr.path.at(-1);
    case 'call':
      return expr.name.at(-1);
    case 'cast': {
      const inner = nameOf(expr.operand);
      if (inner !== undefined && !['case', 'literal', 'cast'].includes(expr.operand.kind)) return inner;
      if (inner !== undefined && expr.operand.kind === 'cast' && strongName(innermost(expr.operand)) !== undefined) return inner;
      const name = expr.type.name.at(-1) ?? '';
      return sqlNames.get(name) ?? name;
    }
    case 'case':
      return (expr.otherwise && strongName(expr.otherwise)) ?? 'case';
    case 'choice':
      return expr.name;
    case 'array':
    case 'array-query':
      return 'array';
    case 'row':
      return 'row';
    case 'exists':
      return 'exists';
    case 'field':
      return expr.name;
    case 'subscript':
      return nameOf(expr.base);
    case 'collate':
      return nameOf(expr.operand);
    case 'subquery': {
      const { body } = expr.query;
      const [target] = body.kind === 'select' ? body.targets : [];
      return target ? (target.alias ?? nameOf(target.expression)) : undefined;
    }
    case 'literal':
      return expr.type === 'boolean' ? 'bool' : undefined;
    default:
      return undefined;
  }
}

function innermost(expr: Expr): Expr {
  return expr.kind === 'cast' ? innermost(expr.operand) : expr;
}

/** Of CASE's ELSE only a name that really is one counts. */
function strongName(expr: Expr): string | undefined {
  return ['column', 'call', 'field'].includes(expr.kind) ? nameOf(expr) : undefined;
}
