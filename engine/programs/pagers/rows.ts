import { screenColumns, visiblePart } from '../editors/columns.js';

/** A row of the screen: a piece of a line. */
export interface Row {
  /** From 0. */
  readonly line: number;
  readonly text: string;
  /** The first piece of its line. */
  readonly isFirst: boolean;
}

/** Lines cut into rows that fit; `chop` shows only the part from `shift` on. */
export function rowsOf(
  lines: readonly string[],
  width: number,
  options: { readonly chop: boolean; readonly shift: number },
): readonly Row[] {
  return lines.flatMap((text, line) => {
    if (options.chop || options.shift > 0) return [{ line, text: visiblePart(text, options.shift, options.shift + width), isFirst: true }];
    const count = Math.max(1, Math.ceil(screenColumns(text) / width));
    return Array.from({ length: count }, (_, i) => ({ line, text: visiblePart(text, i * width, (i + 1) * width), isFirst: i === 0 }));
  });
}
