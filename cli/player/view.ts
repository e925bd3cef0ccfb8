import type { Lesson, Step } from '../../grader/index.js';
import type { Text } from '../text/text.js';
import type { LessonPlay } from './lesson-play.js';

/** What is shown, and how. */
export interface View {
  readonly play: LessonPlay;
  /** The lesson in the learner's language. */
  readonly shown: Lesson;
  readonly text: Text;
  readonly width: number;
  readonly colours: boolean;
  /** No lines drawn, no marks that a screen reader cannot say. */
  readonly plain: boolean;
  /** The lesson after this one; found out when it is asked for, at the end. */
  readonly nextLesson: () => string | undefined;
}

/** Which step the learner looks at. */
export function shownIndex({ play, shown }: View): number {
  return Math.max(
    0,
    shown.steps.findIndex(({ id }) => id === play.state.step),
  );
}

/** The step that the learner looks at, in their language. */
export function shownStep(view: View): Step | undefined {
  return view.shown.steps[shownIndex(view)];
}

/** The title of a requirement in the learner's language. */
export function titlesOf({ shown }: View): ReadonlyMap<string, string> {
  return new Map(
    shown.steps
      .flatMap(({ blocks }) => blocks.flatMap(block => (block.kind === 'check' ? block.requirements : [])))
      .map(({ id, title }) => [id, title]),
  );
}
