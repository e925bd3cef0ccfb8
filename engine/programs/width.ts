import { eastAsianWidth } from 'get-east-asian-width';

/** Columns of a terminal that a text takes: two for wide East Asian characters, none for combining marks. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 32 || (code >= 0x7f && code < 0xa0) || isCombining(code)) continue;
    width += code < 0x300 ? 1 : eastAsianWidth(code);
  }
  return width;
}

function isCombining(code: number): boolean {
  return (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x1160 && code <= 0x11ff) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0x20d0 && code <= 0x20ff)
  );
}
