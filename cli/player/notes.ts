import { languages, type Language } from '../text/text.js';
import type { LessonNote } from '../state/journal-file.js';

/** What the notes of a journal add up to: where the learner is and what they have asked for. */
export interface LessonState {
  /** The step that is shown; undefined: the first. */
  readonly step: string | undefined;
  /** Hints given, by step. */
  readonly hints: ReadonlyMap<string, number>;
  /** Steps whose solution was shown. */
  readonly solutions: ReadonlySet<string>;
  readonly answers: ReadonlyMap<string, string>;
  /** Chosen with `lang` inside the lesson. */
  readonly language: Language | undefined;
}

export const freshState: LessonState = { step: undefined, hints: new Map(), solutions: new Set(), answers: new Map(), language: undefined };

/** The state after one more note. */
export function noted(state: LessonState, note: LessonNote): LessonState {
  switch (note.kind) {
    case 'lesson':
      return state;
    case 'step':
      return { ...state, step: note.id };
    case 'hint':
      return { ...state, hints: new Map([...state.hints, [note.step, (state.hints.get(note.step) ?? 0) + 1]]) };
    case 'solution':
      return { ...state, solutions: new Set([...state.solutions, note.step]) };
    case 'answer':
      return { ...state, answers: new Map([...state.answers, [note.question, note.text]]) };
    case 'language':
      return { ...state, language: languages.find(language => language === note.language) };
    case 'reset':
      return { ...freshState, language: state.language };
    default:
      // A note of a later version of this schema: nothing that this one could show.
      return state;
  }
}
