import { eastAsianWidth } from 'get-east-asian-width';

/** Columns that a character takes on a terminal: 0 for marks that combine, 2 for wide ones (Hangul, Han, emoji). */
export function characterWidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return 0;
  if (codePoint < 0x300) return 1;
  // Hangul medial vowels and final consonants join the initial consonant before them.
  if (codePoint >= 0x1160 && codePoint <= 0x11ff) return 0;
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(String.fromCodePoint(codePoint))) return 0;
  return eastAsianWidth(codePoint);
}

/** Columns of a text without control characters. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character.codePointAt(0) ?? 0);
  return width;
}
