import { requirementsOf, type Assertion, type Lesson } from '../../grader/index.js';
import type { LessonPlay } from './lesson-play.js';

/** The questions that a lesson asks, in order. */
export function questionsOf(lesson: Lesson): readonly string[] {
  const questions = lesson.steps.flatMap(requirementsOf).flatMap(({ assertion }) => (assertion ? askedIn(assertion) : []));
  return [...new Set(questions)];
}

/** Whether the latest answer to a question is right; a question of a step that is not open yet is taken as it is. */
export function isRight({ tracker }: LessonPlay, question: string): boolean {
  return tracker.steps.every(({ step, done, now }) => {
    const asking = requirementsOf(step).filter(({ assertion }) => assertion && askedIn(assertion).includes(question));
    return done || asking.every(({ id }) => now.get(id)?.status !== 'fail');
  });
}

function askedIn(assertion: Assertion): readonly string[] {
  switch (assertion.kind) {
    case 'answer':
      return [assertion.question];
    case 'not':
    case 'once':
      return askedIn(assertion.inner);
    case 'all':
    case 'any':
      return assertion.of.flatMap(askedIn);
    default:
      return [];
  }
}
