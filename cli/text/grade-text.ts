import type { Partial, Unusable } from '../grading/result.js';

/** What `drydock grade` says. */
export interface GradeWords {
  readonly describe: string;
  readonly options: {
    readonly lesson: string;
    readonly files: string;
    readonly json: string;
    readonly jobs: string;
  };
  readonly badJobs: (value: string) => string;
  readonly noFiles: string;
  readonly points: (points: number, max: number) => string;
  readonly unusable: string;
  readonly marks: Readonly<Record<'pass' | 'fail' | 'not-run', string>>;
  readonly summary: (submissions: number, passed: number, lostPoints: number, unusable: number) => string;
  readonly average: (average: number, max: number) => string;
  /** A sentence for each thing that can be wrong with a submission. */
  readonly problems: Readonly<Record<(Unusable | Partial)['kind'], (detail: string) => string>>;
}

/** What `drydock author` says. */
export interface AuthorWords {
  readonly describe: string;
  readonly actions: string;
  readonly lessons: string;
  readonly proved: (lesson: string, languages: string, right: number, wrong: number) => string;
  readonly summary: (lessons: number, findings: number) => string;
}
