import { screenColumns, visiblePart } from '../columns.js';
import { inverse, type Frame } from '../full-screen.js';
import { isBefore } from '../position.js';
import type { NanoEditor } from './editor.js';
import { mainMenu, menuRows, oldMainMenu } from './menus.js';

/** What stands in the row above the menu in place of a message, and the menu that belongs to it. */
export interface Question {
  readonly text: string;
  /** Screen columns of `text` before the cursor. */
  readonly cursorColumn: number;
  readonly menu: readonly [string, string];
}

/** nano's screen: title, text, message or question, menu (winio.c). */
export function frameOf(editor: NanoEditor, question?: Question): Frame {
  const { columns, rows } = editor.screen.size;
  editor.scroll();
  const gutter = editor.lineNumbers ? String(editor.buffer.lines.length).length + 1 : 0;
  const width = Math.max(1, columns - gutter);
  const texts = Array.from({ length: editor.textRows }, (_, i) => textRow(editor, editor.topRow + i, gutter, width));
  const status = question ? inverse(filled(visiblePart(question.text, 0, columns), columns)) : messageRow(editor.message, columns);
  const frame = [
    titleRow(editor, columns),
    ...texts,
    status,
    ...(question?.menu ?? menuRows(isOld(editor) ? oldMainMenu : mainMenu, columns)),
  ];
  const at = screenColumns(editor.line.slice(0, editor.cursor.column));
  return {
    rows: frame.slice(0, rows),
    cursor: question
      ? { row: rows - 3, column: Math.min(question.cursorColumn, columns - 1) }
      : { row: 1 + editor.cursor.row - editor.topRow, column: gutter + at - pageStart(at, width) },
  };
}

/** Until nano 3 the title said `File:` and `Modified`. */
function isOld(editor: NanoEditor): boolean {
  return Number.parseInt(editor.options.version, 10) < 4;
}

function oldTitleRow(editor: NanoEditor, columns: number, title: string): string {
  const left = `  GNU nano ${editor.options.version}`;
  const name = title === editor.fileName ? `File: ${title}` : title;
  const state = editor.buffer.isModified ? 'Modified' : editor.options.isViewing ? 'View' : '';
  const start = Math.max(left.length + 1, Math.floor((columns - screenColumns(name)) / 2));
  const row = visiblePart(left.padEnd(start) + name, 0, columns - state.length - 2);
  return inverse(row + ' '.repeat(Math.max(0, columns - screenColumns(row) - state.length - 2)) + `${state}  `);
}

export function titleRow(editor: NanoEditor, columns: number, title = editor.fileName === '' ? 'New Buffer' : editor.fileName): string {
  if (isOld(editor)) return oldTitleRow(editor, columns, title);
  const left = `  GNU nano ${editor.options.version}`;
  const state = editor.options.isViewing ? 'View' : editor.mark ? 'M' : '';
  // The middle is that of the room beside the version and the state.
  const room = columns - left.length - 1 - screenColumns(title) - (editor.options.isViewing ? 8 : 10);
  const start = left.length + 1 + Math.max(0, Math.floor(room / 2));
  const name = filled(left.padEnd(start) + title + (editor.buffer.isModified ? ' *' : ''), state === '' ? columns : columns - 6);
  return inverse(filled(visiblePart(name + state, 0, columns), columns));
}

function filled(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - screenColumns(text)));
}

/** A line that is wider than the window is shown in pages (winio.c: get_page_start). */
function pageStart(column: number, width: number): number {
  if (column + 2 < width || width <= 8) return 0;
  return column - 6 - ((column - 6) % (width - 8));
}

function textRow(editor: NanoEditor, row: number, gutter: number, width: number): string {
  const line = editor.buffer.lines[row];
  if (line === undefined) return '';
  const isCurrent = row === editor.cursor.row;
  const start = isCurrent ? pageStart(screenColumns(line.slice(0, editor.cursor.column)), width) : 0;
  const isLonger = screenColumns(line) > start + width;
  const left = start > 0 ? inverse('<') : '';
  const right = isLonger ? inverse('>') : '';
  const number = gutter > 0 ? inverse(`${String(row + 1).padStart(gutter - 1)} `) : '';
  const from = start + (start > 0 ? 1 : 0);
  const to = start + width - (isLonger ? 1 : 0);
  return number + left + markedPart(editor, row, line, from, to) + right;
}

function markedPart(editor: NanoEditor, row: number, line: string, from: number, to: number): string {
  const marked = editor.selection;
  if (!marked) return visiblePart(line, from, to);
  const [first, last] = marked;
  const begin = isBefore(first, { row, column: 0 }) ? 0 : first.row === row ? first.column : line.length;
  const end = last.row > row ? line.length : last.row === row ? last.column : 0;
  if (begin >= end) return visiblePart(line, from, to);
  const [a, b] = [screenColumns(line.slice(0, begin)), screenColumns(line.slice(0, end))].map(at => Math.max(from, Math.min(to, at))) as [
    number,
    number,
  ];
  return visiblePart(line, from, a) + inverse(visiblePart(line, a, b)) + visiblePart(line, b, to);
}

function messageRow(message: string, columns: number): string {
  if (message === '') return '';
  const text = visiblePart(`[ ${message} ]`, 0, columns);
  return ' '.repeat(Math.max(0, Math.floor((columns - screenColumns(text)) / 2))) + inverse(text);
}
