import type { Finding } from './finding.js';
import type { Language, Lesson } from './lesson/lesson.js';
import { LessonError } from './lesson/lesson-error.js';
import { parseLesson } from './lesson/parse-lesson.js';
import { localise } from './lesson/translate.js';
import { lintLesson } from './lint.js';
import { verifyLesson } from './verify.js';
import { verifyAnswers, type Answer } from './verify-answer.js';

/** A file of a lesson as it is on disk. */
export interface LessonSource {
  readonly file: string;
  readonly language: Language;
  readonly text: string;
}

/** Everything that can be proved about a lesson: its files, its translations, its steps and its answers. */
export function proveLesson(base: LessonSource, translations: readonly LessonSource[], answers: readonly Answer[]): readonly Finding[] {
  const lesson = attempt(() => parseLesson(base.text, base.file, base.language));
  if (!isLesson(lesson)) return lesson;
  const localised = translations.flatMap(({ text, file, language }) => {
    const translated = attempt(() => localise(lesson, parseLesson(text, file, language)));
    return isLesson(translated) ? [...lintHints(lesson, translated), ...verifyLesson(translated)] : translated;
  });
  return [...lintLesson(lesson), ...verifyLesson(lesson), ...localised, ...verifyAnswers(lesson, answers)];
}

function isLesson(value: Lesson | readonly Finding[]): value is Lesson {
  return 'steps' in value;
}

function attempt(action: () => Lesson): Lesson | readonly Finding[] {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    return [{ file: error.file, line: error.line, message: error.reason }];
  }
}

/** A text that is the same in both languages was forgotten. */
function lintHints(base: Lesson, translated: Lesson): readonly Finding[] {
  const same = translated.steps.filter(({ title }, index) => title === base.steps[index]?.title && /[a-z]{3}.* /i.test(title));
  return same.map(({ id, line }) => ({ file: translated.file, line, message: `the title of the step ‘${id}’ is not translated` }));
}
