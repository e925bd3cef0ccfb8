import type { Expr } from './ast.js';

/** The names of all columns that an expression reads, each once. */
export function columnsIn(expression: Expr): readonly string[] {
  const found = new Set<string>();
  JSON.stringify(expression, (_, value: unknown) => {
    if (
      typeof value === 'object' &&
      value !== null &&
      'kind' in value &&
      value.kind === 'column' &&
      'path' in value &&
      Array.isArray(value.path)
    )
      found.add(String(value.path.at(-1)));
    return value;
  });
  return [...found];
}
