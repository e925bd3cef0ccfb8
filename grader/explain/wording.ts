import type { Matcher, Value } from '../check/matcher.js';
import type { Reason } from '../check/outcome.js';
import type { Language } from '../lesson/lesson.js';
import { english } from './english.js';
import { korean } from './korean.js';

/** The sentences of one language. A third language is one more file like english.ts. */
export interface Wording {
  /** Why a requirement is not met, one sentence (or two) a reason. */
  readonly reason: (reason: Reason) => string;
  /** What a matcher asks for: ‘80’, ‘a text with "hello"’. */
  readonly matcher: (matcher: Matcher) => string;
  readonly value: (value: Value) => string;
  /** This requirement waits for another one. */
  readonly notRun: (title: string) => string;
}

const wordings: Readonly<Record<Language, Wording>> = { en: english, ko: korean };

export function wordingOf(language: Language): Wording {
  return wordings[language];
}
