import type { Journal } from '../engine/index.js';
import type { Lesson } from './lesson/lesson.js';
import { defaultLimits, Play, type Ending, type PlayLimits } from './play.js';
import { scoreOf, type Score } from './score.js';

/** A graded submission. `ending` says whether it was played to its end; what it did before that counts. */
export interface Grade {
  readonly score: Score;
  readonly ending: Ending;
}

/** Grades a shell script: it is run by bash on the lesson's host, and the host is looked at after each command. */
export function gradeScript(lesson: Lesson, script: string, limits: PlayLimits = defaultLimits): Grade {
  const play = Play.begin(lesson, limits);
  const { ending } = play.runScript(script);
  play.observe();
  return { score: scoreOf(play.tracker), ending };
}

/** Grades a journal by doing again what it says. */
export function gradeJournal(lesson: Lesson, journal: Journal, answers: ReadonlyMap<string, string>, limits: PlayLimits = defaultLimits): Grade {
  const { play, ending } = Play.replay(lesson, journal, answers, limits);
  return { score: scoreOf(play.tracker), ending };
}
