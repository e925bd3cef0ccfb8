import type { Line, Painter, Style } from './style.js';
import { widthOf, wrapSpans } from './wrap.js';

/** A text in one style, broken to the width, with something before the first line and as many blanks before the others. */
export function textLines(style: Style, text: string, width: number, first: Line = []): readonly Line[] {
  return hang(first, wrapSpans([{ style, text }], Math.max(8, width - widthOf(first))));
}

/** Puts a mark before lines that belong together. */
export function hang(first: Line, lines: readonly Line[]): readonly Line[] {
  const blank: Line = [{ style: 'plain', text: ' '.repeat(widthOf(first)) }];
  return lines.map((line, index) => [...(index === 0 ? first : blank), ...line]);
}

export function span(style: Style, text: string): Line {
  return [{ style, text }];
}

/** Lines as text for a terminal; each ends with a newline. */
export function paint(lines: readonly Line[], painter: Painter): string {
  return lines.map(line => `${painter.line(line).trimEnd()}\n`).join('');
}
