import type { Expression, JoinedPart, Pattern, Statement } from '../syntax/ast.js';

export type Node = Expression | Statement | Pattern;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value && 'span' in value && !isFieldPart(value);
}

/** Pieces of f-strings and arguments have a kind too, but only what is in them counts. */
function isFieldPart(value: object): value is JoinedPart {
  return 'kind' in value && (value.kind === 'field' || value.kind === 'text' || value.kind === 'keyword');
}
