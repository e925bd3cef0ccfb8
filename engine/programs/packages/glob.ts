import { matchGlob } from '../find/glob.js';

/** A shell pattern for whole names: `*`, `?` and `[…]`. What it takes is bounded by the lengths, whatever a learner writes. */
export function nameGlob(pattern: string): { test(name: string): boolean } {
  return { test: name => matchGlob(pattern, name) };
}
