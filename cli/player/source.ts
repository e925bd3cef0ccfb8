import type { Lesson } from '../../grader/index.js';
import { listLessons, readLesson, type LessonPlace } from '../lessons/library.js';
import type { Language } from '../text/text.js';

/** A lesson with its translations, read when they are first needed. */
export class LessonSource {
  readonly place: LessonPlace;
  readonly base: Lesson;
  readonly #shown = new Map<Language, Lesson>();
  readonly #columns: () => number;
  readonly #rows: () => number;

  constructor(place: LessonPlace, language: Language, size: { readonly columns: () => number; readonly rows: () => number }) {
    this.place = place;
    const { base, shown } = readLesson(place, language);
    this.base = base;
    this.#shown.set(language, shown);
    this.#columns = size.columns;
    this.#rows = size.rows;
  }

  shown(language: Language): Lesson {
    const known = this.#shown.get(language);
    if (known) return known;
    const { shown } = readLesson(this.place, language);
    this.#shown.set(language, shown);
    return shown;
  }

  /** The lesson after this one, if there is one. */
  readonly nextLesson = (): string | undefined => lessonAfter(this.place);

  terminalSize(): { readonly columns: number; readonly rows: number } {
    return { columns: this.#columns(), rows: this.#rows() };
  }
}

function lessonAfter({ folder }: LessonPlace): string | undefined {
  const lessons = listLessons();
  const index = lessons.findIndex(place => place.folder === folder);
  return index < 0 ? undefined : lessons[index + 1]?.id;
}
