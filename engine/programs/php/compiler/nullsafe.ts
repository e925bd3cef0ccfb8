import type { FunctionCompiler } from './context.js';

/** Ends a chain when what is on the stack is null. */
export function nullsafeStep(c: FunctionCompiler): void {
  const end = c.nullsafeEnd ?? c.label();
  c.emit((_, frame) => {
    if (frame.peek() === null) frame.pc = end.at;
  });
}
