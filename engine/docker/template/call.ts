import type { Operand } from './ast.js';
import type { Value } from './value.js';

/** What a function or method is called with. */
export interface Call {
  readonly operands: readonly Operand[];
  readonly dot: Value;
  readonly final: readonly Value[];
}

export const NO_CALL: Call = { operands: [], dot: undefined, final: [] };
