import { textWidth } from '../../core/character-width.js';

/** Cuts a text to `columns`, the last one being `…`, as the client does with commands and digests. */
export function ellipsis(text: string, columns: number): string {
  if (columns <= 0) return '';
  if (textWidth(text) <= columns) return text;
  if (columns === 1) return [...text][0] ?? '';
  let width = 0;
  let kept = '';
  for (const char of text) {
    width += textWidth(char);
    if (width > columns - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

/** The twelve digits that people use for an id; a `sha256:` before it is dropped. */
export function shortId(id: string): string {
  const digits = id.includes(':') ? id.slice(id.indexOf(':') + 1) : id;
  return digits.slice(0, 12);
}
