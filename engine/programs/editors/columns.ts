import { charactersOf, columnsOf, shownAs } from '../../core/characters.js';

export const TAB_COLUMNS = 8;

function widthAt(character: string, at: number): number {
  return character === '\t' ? TAB_COLUMNS - (at % TAB_COLUMNS) : columnsOf(character);
}

/** Screen columns that the text takes from the left edge, tabs widened. */
export function screenColumns(text: string): number {
  let at = 0;
  for (const character of charactersOf(text)) at += widthAt(character, at);
  return at;
}

/** Where in the line the character is that covers a screen column. */
export function columnAt(line: string, wanted: number): number {
  let at = 0;
  let column = 0;
  for (const character of charactersOf(line)) {
    at += widthAt(character, at);
    if (at > wanted) return column;
    column += character.length;
  }
  return column;
}

/** What a line shows in the screen columns from `from` up to `to`; half of a wide character is a blank. */
export function visiblePart(line: string, from: number, to: number): string {
  let shown = '';
  let at = 0;
  for (const character of charactersOf(line)) {
    const end = at + widthAt(character, at);
    if (end > from && at < to) {
      const isWhole = at >= from && end <= to && character !== '\t';
      shown += isWhole ? shownAs(character) : ' '.repeat(Math.min(end, to) - Math.max(at, from));
    }
    if (end >= to) break;
    at = end;
  }
  return shown;
}
