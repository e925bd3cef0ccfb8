import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LessonError, localise, parseLesson, type Lesson } from '../../grader/index.js';
import { describeSystemError, Problem } from '../problem.js';
import type { Language } from '../text/text.js';

/** Where a lesson lies; what is in it is read when needed. */
export interface LessonPlace {
  /** The folder's name without its number, which is also the lesson's id. */
  readonly id: string;
  readonly course: string;
  readonly folder: string;
}

/** The folder with the courses: beside the bundle, or at the top of the source tree. */
export function lessonsRoot(from: string = path.dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'lessons', 'courses');
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) throw new Problem('the lessons are missing: this installation is not complete');
  }
}

/** All lessons, course by course, in the order in which they are meant. */
export function listLessons(root: string = lessonsRoot()): readonly LessonPlace[] {
  return foldersIn(root).flatMap(course =>
    foldersIn(path.join(root, course))
      .map(name => placeOf(path.join(root, course, name)))
      .filter(({ folder }) => existsSync(path.join(folder, 'lesson.md'))),
  );
}

/** The place of a lesson by its folder. */
export function placeOf(folder: string): LessonPlace {
  return { id: path.basename(folder).replace(/^\d+-/, ''), course: path.basename(path.dirname(folder)), folder };
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));
}

/** The lesson itself: what it checks (the base file), and the same in the reader's language. */
export interface LessonTexts {
  readonly base: Lesson;
  readonly shown: Lesson;
}

/** Reads a lesson; one that is not translated yet is shown in English. Throws Problem with file:line:column for a mistake in it. */
export function readLesson({ folder }: LessonPlace, language: Language): LessonTexts {
  const base = parse(path.join(folder, 'lesson.md'), 'en');
  const translated = path.join(folder, `lesson.${language}.md`);
  if (language === 'en' || !existsSync(translated)) return { base, shown: base };
  return { base, shown: explain(() => localise(base, parse(translated, language))) };
}

function parse(file: string, language: Language): Lesson {
  return explain(() => parseLesson(readFileSync(file, 'utf8'), file, language));
}

function explain<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof LessonError) throw new Problem(error.message);
    throw error instanceof Problem ? error : new Problem(`cannot read the lesson: ${describeSystemError(error)}`);
  }
}
