import type { GradeWords } from '../text/grade-text.js';
import type { Partial, Unusable } from './result.js';

/** A problem with a submission as a sentence. */
export function describeProblem({ kind, detail }: Unusable | Partial, words: GradeWords): string {
  return words.problems[kind](detail);
}
