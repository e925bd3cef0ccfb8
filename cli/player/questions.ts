import { requirementsOf, type Assertion, type Lesson } from '../../grader/index.js';

/** The questions that a lesson asks, in order. */
export function questionsOf(lesson: Lesson): readonly string[] {
  const questions = lesson.steps.flatMap(requirementsOf).flatMap(({ assertion }) => (assertion ? askedIn(assertion) : []));
  return [...new Set(questions)];
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
