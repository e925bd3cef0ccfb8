import { screenColumns, visiblePart } from '../columns.js';
import { inverse, type Frame } from '../full-screen.js';
import { inOrder, type Position } from '../position.js';
import type { ViEditor } from './editor.js';

/** Text, `~` below its end, and the last row for messages, commands and where the cursor is. */
export function frameOf(editor: ViEditor): Frame {
  const { columns, rows } = editor.screen.size;
  const gutter = editor.settings.number ? Math.max(4, String(editor.buffer.lines.length).length + 1) : 0;
  const width = Math.max(1, columns - gutter);
  const isVim = editor.words.name === 'vim';
  const line = (row: number): readonly string[] => lineRows(editor, row, width, isVim, gutter);
  const cursorAt = screenColumns(editor.line.slice(0, editor.cursor.column));
  scroll(editor, row => line(row).length, isVim ? Math.floor(cursorAt / width) : 0);
  const shown: string[] = [];
  let cursorRow = 0;
  for (let row = editor.topRow; row <= editor.lastRow && shown.length < editor.textRows; row++) {
    const parts = line(row);
    if (row === editor.cursor.row) cursorRow = shown.length;
    // vim shows a line whole or not at all.
    if (shown.length + parts.length > editor.textRows && shown.length > 0) break;
    shown.push(...parts.slice(0, editor.textRows - shown.length));
  }
  const isCut = editor.topRow + shown.length <= editor.lastRow && shown.length < editor.textRows;
  while (shown.length < editor.textRows) shown.push(isCut ? '@' : '~');
  const offset = isVim ? 0 : pageStart(cursorAt, width);
  const cursor = editor.commandLine
    ? { row: rows - 1, column: Math.min(columns - 1, screenColumns(editor.commandLine.text.slice(0, editor.commandLine.cursor))) }
    : { row: cursorRow + (isVim ? Math.floor(cursorAt / width) : 0), column: gutter + (isVim ? cursorAt % width : cursorAt - offset) };
  return { rows: [...shown, statusRow(editor, columns)], cursor: { row: Math.min(rows - 1, cursor.row), column: cursor.column } };
}

/** BusyBox vi does not fold long lines: it shows the part around the cursor. */
function pageStart(column: number, width: number): number {
  return column < width ? 0 : column - width + 1;
}

/** The rows that a line takes. */
function lineRows(editor: ViEditor, row: number, width: number, folds: boolean, gutter: number): readonly string[] {
  const text = editor.buffer.line(row);
  const number = (first: boolean): string => (gutter === 0 ? '' : first ? `${String(row + 1).padStart(gutter - 1)} ` : ' '.repeat(gutter));
  const isCursorRow = row === editor.cursor.row;
  const start = folds || !isCursorRow ? 0 : pageStart(screenColumns(text.slice(0, editor.cursor.column)), width);
  if (!folds) return [number(true) + part(editor, row, text, start, start + width)];
  const count = Math.max(1, Math.ceil(screenColumns(text) / width));
  return Array.from({ length: count }, (_, i) => number(i === 0) + part(editor, row, text, i * width, (i + 1) * width));
}

/** A part of a line; what is selected is shown inverse. */
function part(editor: ViEditor, row: number, text: string, from: number, to: number): string {
  const selected = selectedColumns(editor, row, text);
  if (!selected) return visiblePart(text, from, to);
  const [begin, end] = selected.map(at => Math.max(from, Math.min(to, at))) as [number, number];
  return visiblePart(text, from, begin) + inverse(visiblePart(text, begin, end)) + visiblePart(text, end, to);
}

function selectedColumns(editor: ViEditor, row: number, text: string): readonly [number, number] | undefined {
  if (editor.mode !== 'visual' && editor.mode !== 'visual-line') return undefined;
  const [first, last]: readonly [Position, Position] = inOrder(editor.visualStart, editor.cursor);
  if (row < first.row || row > last.row) return undefined;
  const all = screenColumns(text);
  if (editor.mode === 'visual-line') return [0, all];
  return [
    row === first.row ? screenColumns(text.slice(0, first.column)) : 0,
    row === last.row ? Math.max(1, screenColumns(text.slice(0, last.column + 1))) : all,
  ];
}

function scroll(editor: ViEditor, rowsOf: (row: number) => number, cursorPart: number): void {
  const { cursor, textRows } = editor;
  if (cursor.row < editor.topRow) {
    editor.topRow = editor.topRow - cursor.row > textRows ? Math.max(0, cursor.row - Math.floor(textRows / 2)) : cursor.row;
    return;
  }
  if (cursor.row - editor.topRow > 2 * textRows) editor.topRow = Math.max(0, cursor.row - Math.floor(textRows / 2));
  let used = cursorPart + 1;
  for (let row = editor.topRow; row < cursor.row; row++) used += rowsOf(row);
  // The whole line of the cursor shall be seen.
  used += Math.min(rowsOf(cursor.row), textRows) - cursorPart - 1;
  while (used > textRows && editor.topRow < cursor.row) {
    used -= rowsOf(editor.topRow);
    editor.topRow++;
  }
}

const modeNames = {
  normal: '',
  insert: '-- INSERT --',
  replace: '-- REPLACE --',
  visual: '-- VISUAL --',
  'visual-line': '-- VISUAL LINE --',
} as const;
const modeLetters = { normal: '-', insert: 'I', replace: 'R', visual: '-', 'visual-line': '-' } as const;

function statusRow(editor: ViEditor, columns: number): string {
  if (editor.commandLine) return visiblePart(editor.commandLine.text, 0, columns);
  if (editor.words.name === 'busybox') return visiblePart(editor.message === '' ? busyboxStatus(editor) : editor.message, 0, columns - 1);
  const left = modeNames[editor.mode] === '' ? editor.message : modeNames[editor.mode];
  const room = Math.max(0, columns - 18);
  const text = visiblePart(left, 0, room - 1);
  return text + ' '.repeat(Math.max(0, room - screenColumns(text))) + visiblePart(`${place(editor).padEnd(14)}${share(editor)}`, 0, 17);
}

/** vim's ruler: line, byte of the line, and the screen column where that differs. */
function place(editor: ViEditor): string {
  const { cursor, line, buffer } = editor;
  const isEmpty = buffer.lines.length === 1 && line === '';
  const row = isEmpty ? 0 : cursor.row + 1;
  const before = screenColumns(line.slice(0, cursor.column));
  const byte = utf8Bytes(line.slice(0, cursor.column)) + 1;
  const isOnTab = line[cursor.column] === '\t' && editor.mode !== 'insert';
  const column = isOnTab ? screenColumns(line.slice(0, cursor.column + 1)) : before + 1;
  if (line === '') return `${String(row)},0-1`;
  return `${String(row)},${String(byte)}${column === byte ? '' : `-${String(column)}`}`;
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** How far down: the lines above the window as a share of those outside it. */
function share({ topRow, lastRow, textRows }: ViEditor): string {
  const below = lastRow + 1 - topRow - textRows;
  if (topRow === 0) return below <= 0 ? 'All' : 'Top';
  if (below <= 0) return 'Bot';
  return `${String(Math.floor((topRow * 100) / (topRow + below)))}%`;
}

function busyboxStatus(editor: ViEditor): string {
  const { cursor, lastRow } = editor;
  const row = cursor.row + 1;
  const state = (editor.isReadOnly ? ' [Readonly]' : '') + (editor.buffer.isModified ? ' [Modified]' : '');
  const name = editor.fileName === '' ? 'No file' : editor.fileName;
  const percent = Math.floor((100 * row) / (lastRow + 1));
  return `${modeLetters[editor.mode]} ${name}${editor.isNewFile ? ' [New file]' : ''}${state} ${String(row)}/${String(lastRow + 1)} ${String(percent)}%`;
}
