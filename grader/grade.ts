import type { Journal } from '../engine/index.js';
import type { Lesson } from './lesson/lesson.js';
import { defaultLimits, Play, type Ending, type GivenAnswer, type PlayLimits } from './play.js';
import { scoreOf, type Score } from './score.js';

/** A graded submission. */
export interface Grade {
  readonly score: Score;
  /** Whether it was played to its end; what it did before that counts. */
  readonly ending: Ending;
  /** Programs of the host that failed through a mistake of Drydock's: a person should look at this one. */
  readonly crashes: readonly string[];
}

/** Grades a shell script: it is run by bash on the lesson's host, and the host is looked at after each command. */
export function gradeScript(lesson: Lesson, script: string, limits: PlayLimits = defaultLimits): Grade {
  return gradeScriptIn(Play.begin(lesson, limits), script);
}

/** Grades a script that goes on where a play has come to. */
export function gradeScriptIn(play: Play, script: string): Grade {
  const { ending } = play.runScript(script);
  play.observe();
  return gradeOf(play, ending);
}

/** Grades a journal by doing again what it says. */
export function gradeJournal(lesson: Lesson, journal: Journal, answers: readonly GivenAnswer[], limits: PlayLimits = defaultLimits): Grade {
  const { play, ending } = Play.replay(lesson, journal, answers, limits);
  return gradeOf(play, ending);
}

function gradeOf(play: Play, ending: Ending): Grade {
  return { score: scoreOf(play.tracker), ending, crashes: play.host.crashes };
}
