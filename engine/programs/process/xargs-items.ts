import { Fatal } from '../tool.js';

/** What becomes an argument, and whether a line ended behind it. */
export interface Item {
  readonly text: string;
  readonly endsLine: boolean;
}

/** What stands before the item that ends everything (-E). */
export function beforeEnd(items: readonly Item[], end: string | undefined): readonly Item[] {
  const at = end === undefined || end === '' ? -1 : items.findIndex(({ text }) => text === end);
  return at < 0 ? items : items.slice(0, at);
}

/** Items between blanks; quotes and backslashes protect. A line that ends with a blank goes on. */
export function splitItems(text: string, isGnu: boolean): Item[] {
  const items: Item[] = [];
  let item: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === "'" || character === '"') {
      const end = text.indexOf(character, i + 1);
      const line = text.indexOf('\n', i + 1);
      if (end < 0 || (line >= 0 && line < end))
        throw new Fatal(
          isGnu
            ? `unmatched ${character === "'" ? 'single' : 'double'} quote; by default quotes are special to xargs unless you use the -0 option`
            : `unmatched ${character === "'" ? 'single' : 'double'} quote`,
        );
      item = (item ?? '') + text.slice(i + 1, end);
      i = end;
    } else if (character === '\\') item = (item ?? '') + (text[++i] ?? '');
    else if (/\s/.test(character)) {
      const endsLine = character === '\n' && !/[ \t]/.test(text[i - 1] ?? '');
      if (item !== undefined) items.push({ text: item, endsLine });
      item = undefined;
    } else item = (item ?? '') + character;
  }
  if (item !== undefined) items.push({ text: item, endsLine: true });
  return items;
}
