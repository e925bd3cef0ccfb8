import type { BinaryOperator, Expr } from './ast.js';

export interface Infix {
  readonly power: number;
  readonly right?: boolean;
  readonly single?: boolean;
}

/** How tightly operators bind; `single` ones do not stand in a row. */
export const infixes: ReadonlyMap<string, Infix> = new Map<string, Infix>([
  ['or', { power: 1 }],
  ['xor', { power: 2 }],
  ['and', { power: 3 }],
  ['?', { power: 6, single: true }],
  ['??', { power: 7, right: true }],
  ['||', { power: 8 }],
  ['&&', { power: 9 }],
  ['|', { power: 10 }],
  ['^', { power: 11 }],
  ['&', { power: 12 }],
  ...['==', '!=', '===', '!==', '<>', '<=>'].map(op => [op, { power: 13, single: true }] as const),
  ...['<', '<=', '>', '>='].map(op => [op, { power: 14, single: true }] as const),
  ['.', { power: 15 }],
  ['<<', { power: 16 }],
  ['>>', { power: 16 }],
  ['+', { power: 17 }],
  ['-', { power: 17 }],
  ['*', { power: 18 }],
  ['/', { power: 18 }],
  ['%', { power: 18 }],
  ['instanceof', { power: 20 }],
  ['**', { power: 22, right: true }],
]);

export const POWER = { assignment: 5, not: 19, unary: 21, clone: 23 };

export const binaryOperators: ReadonlyMap<string, BinaryOperator> = new Map(
  (['+', '-', '*', '/', '%', '**', '.', '|', '&', '^', '<<', '>>', '==', '!=', '===', '!==', '<', '<=', '>', '>=', '<=>'] as const).map(
    op => [op, op],
  ),
);

export const assignments: ReadonlyMap<string, BinaryOperator | '??'> = new Map(
  (['+', '-', '*', '/', '%', '**', '.', '|', '&', '^', '<<', '>>', '??'] as const).map(op => [`${op}=`, op]),
);

/** What can be assigned to. */
export function isTarget(expr: Expr): boolean {
  return ['variable', 'dim', 'prop', 'staticProp', 'methodCall', 'call', 'staticCall'].includes(expr.kind);
}
