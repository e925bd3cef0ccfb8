import type { Operand } from './ast.js';
import type { Value } from './value.js';

/** What a function or method is called with. */
export interface Call {
  readonly operands: readonly Operand[];
  readonly dot: Value;
  /** The result of the pipeline's stage before, if there was one. */
  readonly final: readonly Value[];
}

export const NO_CALL: Call = { operands: [], dot: undefined, final: [] };

export function hasArguments(call: Call): boolean {
  return call.operands.length > 0 || call.final.length > 0;
}
