import { characterWidth } from './character-width.js';

/**
 * What a user sees as one character: a letter with its marks, a Hangul syllable made of jamo, a flag, an emoji sequence. The
 * cursor moves over these.
 */
const cluster = (): RegExp =>
  /\p{RI}\p{RI}|\p{Emoji_Presentation}\p{EMod}?(?:\u200d[\p{Emoji}\p{Emoji_Presentation}]\p{EMod}?\ufe0f?)*|[\p{Emoji}]\ufe0f\u20e3?(?:\u200d\p{Emoji}\p{EMod}?\ufe0f?)*|[\u1100-\u115f][\u1160-\u11a7]*[\u11a8-\u11ff]*|[^][\p{M}\u200d]*/gu;

let pattern: RegExp | undefined;

/** Cuts a text into what users see as characters. */
export function charactersOf(text: string): readonly string[] {
  // The pattern takes milliseconds to build, which the first prompt need not wait for.
  if (/^[\0-\x7f]*$/.test(text)) return [...text];
  return text.match((pattern ??= cluster())) ?? [];
}

/** Columns that a character takes on a terminal; control characters are shown as `^A`. */
export function columnsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return 2;
  if (/^\p{RI}\p{RI}$/u.test(character) || character.includes('\ufe0f') || character.includes('\u200d')) return 2;
  return characterWidth(code);
}

/** The character as it is shown. */
export function shownAs(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? `^${String.fromCharCode(code + 64)}` : code === 0x7f ? '^?' : character;
}

/** Columns of a text that may hold colours and other escapes, which take none. */
export function columnsOfText(text: string): number {
  return charactersOf(withoutEscapes(text)).reduce((sum, character) => sum + columnsOf(character), 0);
}

/** Without escape sequences and without what a prompt marks as invisible (`\[ … \]`). */
export function withoutEscapes(text: string): string {
  return text.replace(
    /\x01[^\x02]*\x02|\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[@-Z\\^_]|[\x00-\x06\x08\x0b-\x1a]/g,
    '',
  );
}
