import { readFileSync } from 'node:fs';
import path from 'node:path';
import { requirementsOf, type Lesson } from '../../grader/index.js';
import { LessonPlay } from '../player/lesson-play.js';
import type { Folders } from '../state/folders.js';
import { parseJournal } from '../state/journal-file.js';
import { journalPath, lessonFolder, readJournalText } from '../state/lesson-journal.js';
import { cachedProgress, type Progress } from '../state/progress-cache.js';
import type { Language } from '../text/text.js';
import { version } from '../version.js';
import { listLessons, readLesson, type LessonPlace } from './library.js';

/** A lesson as a list shows it. */
export interface LessonOverview {
  readonly place: LessonPlace;
  /** From 1, over all courses: `drydock start 3`. */
  readonly number: number;
  readonly title: string;
  readonly minutes: number;
  readonly steps: number;
  readonly maxPoints: number;
  /** Undefined when it was never started. */
  readonly progress: Progress | undefined;
}

export function overviewOfAll(folders: Folders, language: Language): readonly LessonOverview[] {
  return listLessons().map((place, index) => {
    const { base, shown } = readLesson(place, language);
    return {
      place,
      number: index + 1,
      title: shown.title,
      minutes: shown.minutes,
      steps: base.steps.length,
      maxPoints: base.steps.reduce((sum, { points }) => sum + points, 0),
      progress: progressOf(folders, place, base),
    };
  });
}

/** How far the learner is in a lesson, from its journal; a journal that cannot be used counts as nothing done. */
export function progressOf(folders: Folders, place: LessonPlace, lesson: Lesson): Progress | undefined {
  const folder = lessonFolder(folders, lesson.id);
  const text = readJournalText(journalPath(folder));
  if (text === undefined) return undefined;
  const source = readFileSync(path.join(place.folder, 'lesson.md'), 'utf8');
  return cachedProgress(folder, [version, source, text], () => computeProgress(lesson, text));
}

function computeProgress(lesson: Lesson, text: string): Progress {
  try {
    const { setup, entries, notes } = parseJournal(text, lesson.id);
    const play = LessonPlay.replay(lesson, setup, entries, notes);
    const stepsDone = play.tracker.steps.filter(({ done, step }) => done || (requirementsOf(step).length === 0 && play.isComplete)).length;
    return { stepsDone, points: play.score.points, isComplete: play.isComplete };
  } catch {
    return { stepsDone: 0, points: 0, isComplete: false };
  }
}
