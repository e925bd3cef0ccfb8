import type { Scope } from '../plan/scope.js';

/** Some part of a query for which there is no text here. */
export class NotShown extends Error {
  override readonly name = 'NotShown';
}

/** How a query stands in another: how far to the right, what its columns are called, and what it may see. */
export interface Place {
  readonly indent: number;
  readonly names: readonly string[] | undefined;
  readonly parent: Scope | undefined;
  /** Whether a column without a name is said to have none. */
  readonly hidesNoNames?: boolean;
}

/** How much further to the right a query within another stands. */
export const DEEPER = 8;

export function lineStart(indent: number, spaces: number): string {
  return `\n${' '.repeat(indent + spaces)}`;
}
