import type { Task } from '../../../core/task.js';
import type { Key } from '../keyboard.js';
import { nextColumn } from '../position.js';
import type { ViEditor } from './editor.js';
import { insertText } from './insert.js';
import type { Counted } from './motions.js';
import { changeRange, deleteRange, linesBetween, mapText, shiftLines, swapCase, yank, type Range } from './operators.js';

/** A command as typed so far. */
export interface Prefix extends Counted {
  readonly register?: string | undefined;
}

/** Works on a range, as `d`, `c` and their like do. */
export type Operator = (editor: ViEditor, range: Range, register: string | undefined) => void | Task<void>;

export const operators: Readonly<Record<Key, Operator>> = {
  d: (editor, range, register) => {
    deleteRange(editor, range, register);
  },
  y: (editor, range, register) => {
    yank(editor, range, register);
  },
  c: function* (editor, range, register) {
    changeRange(editor, range, register);
    yield* insertText(editor, 'insert');
  },
  '>': (editor, range) => {
    shiftLines(editor, range, 1);
  },
  '<': (editor, range) => {
    shiftLines(editor, range, -1);
  },
};

/** Those that begin with g. */
export const operatorsOfG: Readonly<Record<Key, Operator>> = {
  '~': (editor, range) => {
    mapText(editor, range, swapCase);
  },
  u: (editor, range) => {
    mapText(editor, range, text => text.toLowerCase());
  },
  U: (editor, range) => {
    mapText(editor, range, text => text.toUpperCase());
  },
};

/** What is selected; a part includes the character under its end, which may be that of the line. */
export function visualRange(editor: ViEditor): Range {
  const lines = linesBetween(editor.visualStart, editor.cursor);
  const end = editor.buffer.line(lines.to.row);
  editor.lastVisual = { mode: editor.mode === 'visual-line' ? 'visual-line' : 'visual', start: lines.from, end: lines.to };
  if (editor.mode === 'visual-line') return lines;
  if ((end === '' || editor.isAtLineEnd) && lines.to.row < editor.lastRow)
    return { ...lines, isLines: false, to: { row: lines.to.row + 1, column: 0 } };
  return { ...lines, isLines: false, to: { row: lines.to.row, column: nextColumn(editor.buffer.line(lines.to.row), lines.to.column) } };
}

/** Does something that undo takes back and `.` does again; not in a file that is shown only. */
export function* change(editor: ViEditor, action: () => void | Task<void>): Task<void> {
  editor.beginChange();
  const task = action();
  if (task) yield* task;
  editor.keepForRepeat();
}
