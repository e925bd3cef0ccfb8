import type { Score } from '../../grader/index.js';

/** What the output of `drydock grade --json` follows; docs/grading.md describes it. */
export const GRADE_SCHEMA = 'drydock/grade/v1';

/** Why a submission could not be graded at all. */
export const unusableKinds = [
  'unreadable',
  'too-big',
  'binary',
  'wrong-encoding',
  'no-journal',
  'newer-schema',
  'damaged-header',
  'wrong-lesson',
  'internal',
] as const;

/** What kept a submission from being graded to its end; what came before counts. */
export const partialKinds = ['damaged', 'too-much-work', 'too-long', 'never-ends', 'crash'] as const;

export interface Unusable {
  readonly kind: (typeof unusableKinds)[number];
  readonly detail: string;
}

export interface Partial {
  readonly kind: (typeof partialKinds)[number];
  readonly detail: string;
}

/** What came of one submission. `name` is what the instructor typed, or the path found under it. */
export type Result =
  | {
      readonly name: string;
      readonly status: 'graded';
      readonly form: 'script' | 'journal';
      readonly score: Score;
      readonly problem: Partial | undefined;
    }
  | { readonly name: string; readonly status: 'unusable'; readonly problem: Unusable };
