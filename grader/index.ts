/** The public names of the grader. Outsiders import from here only. */
export type { Outcome, Reason } from './check/outcome.js';
export type { Assertion, Requirement } from './check/requirement.js';
export { wordingOf } from './explain/wording.js';
export { splitFrontMatter } from './lesson/front-matter.js';
export { blocksOf, requirementsOf, solutionOf } from './lesson/lesson.js';
export type { Block, Lesson, Step } from './lesson/lesson.js';
export { LessonError } from './lesson/lesson-error.js';
export { parseLesson } from './lesson/parse-lesson.js';
export { localise } from './lesson/translate.js';
export { lookAt } from './look.js';
export { lessonHost, lessonSetup } from './lesson-host.js';
export { scoreOf } from './score.js';
export type { Score, StepScore } from './score.js';
export { Tracker } from './track.js';
export type { StepProgress } from './track.js';
