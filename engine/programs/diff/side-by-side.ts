import type { Edit } from './lines.js';

export interface Columns {
  /** How wide a line may be. */
  readonly width: number;
  readonly suppressCommon: boolean;
  /** Of equal lines show the left one only. */
  readonly leftOnly: boolean;
  readonly expandsTabs: boolean;
  readonly coloured: boolean;
}

const TAB = 8;
const GUTTER = 3;

/** The two files beside each other, as `diff -y` shows them. */
export function* sideBySide(edits: readonly Edit[], columns: Columns): Generator<string> {
  const tab = columns.expandsTabs ? 1 : TAB;
  const offset = Math.trunc((columns.width + tab + GUTTER) / (2 * tab)) * tab;
  const half = Math.max(0, Math.min(offset - GUTTER, columns.width - offset));
  const place: Place = { half, second: half === 0 ? columns.width : offset, expandsTabs: columns.expandsTabs };
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
      const mark = left === undefined ? '>' : right === undefined ? '<' : '|';
      const text = row(left, mark, right, place);
      yield columns.coloured && mark !== '|' ? `\u001b[${mark === '<' ? '31' : '32'}m${text}\u001b[0m` : text;
    }
  }
}

function linesOf(edits: readonly Edit[], from: number, kind: Edit['kind']): string[] {
  const lines: string[] = [];
  for (let at = from; edits[at]?.kind === kind; at++) lines.push(edits[at]?.line ?? '');
  return lines;
}

interface Place {
  readonly half: number;
  readonly second: number;
  readonly expandsTabs: boolean;
}

function row(left: string | undefined, mark: string, right: string | undefined, place: Place): string {
  let text = '';
  let column = 0;
  const ends = (line: string | undefined): boolean => line?.endsWith('\n') ?? false;
  if (left !== undefined) ({ text, column } = halfLine(left, 0, place));
  let shown = mark;
  if (mark === '|' && ends(left) !== ends(right)) shown = ends(left) ? '/' : '\\';
  if (shown !== ' ') {
    const middle = Math.trunc((place.half + place.second - 1) / 2);
    text += blanks(column, middle, place.expandsTabs) + shown;
    column = Math.max(column, middle) + 1;
  }
  if (right !== undefined && right !== '\n')
    text += blanks(column, place.second, place.expandsTabs) + halfLine(right, place.second, place).text;
  return ends(left) || ends(right) ? `${text}\n` : text;
}

/** Tabs as far as they go, then blanks. */
function blanks(from: number, to: number, blanksOnly: boolean): string {
  let at = from;
  let text = '';
  for (let stop = at + TAB - (at % TAB); stop <= to && !blanksOnly; stop += TAB) {
    text += '\t';
    at = stop;
  }
  return text + ' '.repeat(Math.max(0, to - at));
}

/** As much of a line as fits, and the column it ends in. */
function halfLine(line: string, indent: number, { half: width, expandsTabs }: Place): { text: string; column: number } {
  let text = '';
  let seen = 0;
  let column = 0;
  for (const character of line.replace(/\n$/, '')) {
    if (character === '\t') {
      const wide = TAB - (seen % TAB);
      if (seen === column && column + wide < width) {
        column += wide;
        text += expandsTabs ? ' '.repeat(wide) : '\t';
      }
      seen += wide;
    } else if (++seen <= width) {
      text += character;
      column = seen;
    }
  }
  return { text, column: indent + column };
}
