import { screenColumns, TAB_COLUMNS } from '../columns.js';
import { isBefore, type Position } from '../position.js';
import type { Register, ViEditor } from './editor.js';

/** What an operator works on. Of whole lines only the rows count. */
export interface Range {
  readonly from: Position;
  readonly to: Position;
  readonly isLines: boolean;
}

export function textOf(editor: ViEditor, { from, to, isLines }: Range): Register {
  if (isLines) return { text: `${editor.buffer.lines.slice(from.row, to.row + 1).join('\n')}\n`, isLines };
  return { text: editor.buffer.textBetween(from, to), isLines };
}

export function yank(editor: ViEditor, range: Range, register?: string): void {
  editor.keep(register, textOf(editor, range), false);
  const rows = range.to.row - range.from.row + 1;
  if (range.isLines) editor.goTo({ row: range.from.row, column: editor.cursor.column });
  else editor.goTo(range.from);
  if (range.isLines && rows > 2 && editor.words.name === 'vim') editor.message = `${String(rows)} lines yanked`;
}

/** Takes the text away and keeps it in a register. The caller has begun the change. */
export function deleteRange(editor: ViEditor, range: Range, register?: string): void {
  const { from, to, isLines } = range;
  editor.keep(register, textOf(editor, range), true);
  if (!isLines) {
    editor.buffer.remove(from, to);
    editor.goTo(from);
    return;
  }
  const rows = to.row - from.row + 1;
  const isAll = rows === editor.buffer.lines.length;
  editor.buffer.replaceRows(from.row, rows, []);
  const row = Math.min(from.row, editor.lastRow);
  editor.goTo({ row, column: /^\s*/.exec(editor.buffer.line(row))?.[0].length ?? 0 });
  if (editor.words.name !== 'vim') return;
  if (isAll) editor.message = '--No lines in buffer--';
  else if (rows > 2) editor.message = `${String(rows)} fewer lines`;
}

/** `c`: the text is taken away, and what is typed next comes in its place. */
export function changeRange(editor: ViEditor, range: Range, register?: string): void {
  const { from, to, isLines } = range;
  if (!isLines) {
    deleteRange(editor, range, register);
    editor.mode = 'insert';
    editor.cursor = from;
    return;
  }
  editor.keep(register, textOf(editor, range), true);
  const indent = editor.settings.autoIndent ? (/^\s*/.exec(editor.buffer.line(from.row))?.[0] ?? '') : '';
  editor.buffer.replaceRows(from.row, to.row - from.row + 1, [indent]);
  editor.mode = 'insert';
  editor.cursor = { row: from.row, column: indent.length };
}

/** `>` and `<`: moves lines in or out by a shift width. */
export function shiftLines(editor: ViEditor, range: Range, direction: 1 | -1): void {
  const { shiftColumns, expandTab } = editor.settings;
  for (let row = range.from.row; row <= range.to.row; row++) {
    const line = editor.buffer.line(row);
    if (line === '') continue;
    const blank = /^[ \t]*/.exec(line)?.[0] ?? '';
    const columns = Math.max(0, screenColumns(blank) + direction * shiftColumns);
    const indent = expandTab ? ' '.repeat(columns) : '\t'.repeat(Math.floor(columns / TAB_COLUMNS)) + ' '.repeat(columns % TAB_COLUMNS);
    editor.buffer.replaceRows(row, 1, [indent + line.slice(blank.length)]);
  }
  const rows = range.to.row - range.from.row + 1;
  if (rows > 2 && editor.words.name === 'vim') editor.message = `${String(rows)} lines ${direction > 0 ? '>' : '<'}ed 1 time`;
  editor.goTo({ row: range.from.row, column: /^\s*/.exec(editor.buffer.line(range.from.row))?.[0].length ?? 0 });
}

/** `p` and `P`: false when there is nothing to put. */
export function put(editor: ViEditor, { text, isLines }: Register, isBeforeCursor: boolean, count: number): void {
  const { row, column } = editor.cursor;
  if (isLines) {
    const lines = text.slice(0, -1).split('\n');
    const all = Array.from({ length: count }, () => lines).flat();
    const at = isBeforeCursor ? row : row + 1;
    editor.buffer.replaceRows(at, 0, all);
    editor.goTo({ row: at, column: /^\s*/.exec(all[0] ?? '')?.[0].length ?? 0 });
    if (all.length > 2 && editor.words.name === 'vim') editor.message = `${String(all.length)} more lines`;
    return;
  }
  const at = { row, column: isBeforeCursor || editor.line === '' ? column : column + characterLength(editor.line, column) };
  const end = editor.buffer.insert(at, text.repeat(count));
  const isOneLine = end.row === at.row;
  editor.goTo(isOneLine ? { row: end.row, column: Math.max(0, end.column - 1) } : at);
}

function characterLength(line: string, column: number): number {
  const code = line.codePointAt(column);
  return code === undefined ? 0 : code > 0xffff ? 2 : 1;
}

/** `J`: joins lines with a blank between them; `gJ`, `isBare`: as they are. */
export function joinLines(editor: ViEditor, from: number, count: number, isBare = false): boolean {
  const last = Math.min(editor.lastRow, from + Math.max(1, count - 1));
  if (last === from) return false;
  let joined = editor.buffer.line(from);
  let column = joined.length;
  for (let row = from + 1; row <= last; row++) {
    const line = editor.buffer.line(row);
    const next = isBare ? line : line.trimStart();
    column = joined.length;
    const between = isBare || joined === '' || /[ \t]$/.test(joined) || next === '' || next.startsWith(')') ? '' : ' ';
    joined += between + next;
  }
  editor.buffer.replaceRows(from, last - from + 1, [joined]);
  editor.goTo({ row: from, column });
  return true;
}

/** `~`, `gu` and their like. */
export function mapText(editor: ViEditor, { from, to, isLines }: Range, map: (text: string) => string): void {
  const [start, end] = isLines
    ? [
        { row: from.row, column: 0 },
        { row: to.row, column: editor.buffer.line(to.row).length },
      ]
    : [from, to];
  const text = editor.buffer.remove(start, end);
  editor.buffer.insert(start, map(text));
  editor.goTo(start);
}

export function swapCase(text: string): string {
  return [...text].map(character => (character === character.toUpperCase() ? character.toLowerCase() : character.toUpperCase())).join('');
}

/** The lines from one row to another, whichever comes first. */
export function linesBetween(a: Position, b: Position): Range {
  const [from, to] = isBefore(b, a) ? [b, a] : [a, b];
  return { from, to, isLines: true };
}
