import type { Edit } from './lines.js';

export interface Columns {
  /** How wide a line may be. */
  readonly width: number;
  readonly suppressCommon: boolean;
  /** Of equal lines show the left one only. */
  readonly leftOnly: boolean;
}

const TAB = 8;
const GUTTER = 3;

/** The two files beside each other, as `diff -y` shows them. */
export function* sideBySide(edits: readonly Edit[], columns: Columns): Generator<string> {
  const offset = Math.trunc((columns.width + TAB + GUTTER) / (2 * TAB)) * TAB;
  const half = Math.max(0, Math.min(offset - GUTTER, columns.width - offset));
  const place = { half, second: half === 0 ? columns.width : offset };
  for (let at = 0; at < edits.length; ) {
    const { kind, line } = edits[at] ?? { kind: 'keep', line: '' };
    if (kind === 'keep') {
      at++;
      if (!columns.suppressCommon) yield row(line, columns.leftOnly ? '(' : ' ', columns.leftOnly ? undefined : line, place);
      continue;
    }
    const removed = linesOf(edits, at, 'remove');
    const added = linesOf(edits, at + removed.length, 'add');
    at += removed.length + added.length;
    for (let i = 0; i < Math.max(removed.length, added.length); i++) {
      const left = removed[i];
      const right = added[i];
      yield row(left, left === undefined ? '>' : right === undefined ? '<' : '|', right, place);
    }
  }
}

function linesOf(edits: readonly Edit[], from: number, kind: Edit['kind']): string[] {
  const lines: string[] = [];
  for (let at = from; edits[at]?.kind === kind; at++) lines.push(edits[at]?.line ?? '');
  return lines;
}

function row(left: string | undefined, mark: string, right: string | undefined, place: { half: number; second: number }): string {
  let text = '';
  let column = 0;
  const ends = (line: string | undefined): boolean => line?.endsWith('\n') ?? false;
  if (left !== undefined) ({ text, column } = halfLine(left, 0, place.half));
  let shown = mark;
  if (mark === '|' && ends(left) !== ends(right)) shown = ends(left) ? '/' : '\\';
  if (shown !== ' ') {
    const middle = Math.trunc((place.half + place.second - 1) / 2);
    text += blanks(column, middle) + shown;
    column = Math.max(column, middle) + 1;
  }
  if (right !== undefined && right !== '\n') text += blanks(column, place.second) + halfLine(right, place.second, place.half).text;
  return ends(left) || ends(right) ? `${text}\n` : text;
}

/** Tabs as far as they go, then blanks. */
function blanks(from: number, to: number): string {
  let at = from;
  let text = '';
  for (let stop = at + TAB - (at % TAB); stop <= to; stop += TAB) {
    text += '\t';
    at = stop;
  }
  return text + ' '.repeat(Math.max(0, to - at));
}

/** As much of a line as fits, and the column it ends in. */
function halfLine(line: string, indent: number, width: number): { text: string; column: number } {
  let text = '';
  let seen = 0;
  let column = 0;
  for (const character of line.replace(/\n$/, '')) {
    if (character === '\t') {
      const wide = TAB - (seen % TAB);
      if (seen === column && column + wide < width) {
        column += wide;
        text += '\t';
      }
      seen += wide;
    } else if (++seen <= width) {
      text += character;
      column = seen;
    }
  }
  return { text, column: indent + column };
}
