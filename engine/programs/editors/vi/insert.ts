import type { Task } from '../../../core/task.js';
import { screenColumns, TAB_COLUMNS } from '../columns.js';
import type { Key } from '../keyboard.js';
import { nextColumn, previousColumn, type Position } from '../position.js';
import type { ViEditor } from './editor.js';

/** Takes keys as text until Escape. `count`: how often the text comes in the end, each further time after `before`. */
export function* insertText(editor: ViEditor, mode: 'insert' | 'replace', count = 1, before = ''): Task<void> {
  editor.mode = mode;
  editor.message = '';
  const start = editor.cursor;
  overwritten.delete(editor);
  let typed = '';
  for (;;) {
    const key = yield* editor.key();
    if (key === '<Escape>' || key === '^[' || key === '^C' || key === '<Hangup>') break;
    typed += takeKey(editor, key, start);
  }
  for (let i = 1; i < count; i++) editor.cursor = editor.buffer.insert(editor.cursor, before + typed);
  editor.mode = 'normal';
  editor.goTo({ row: editor.cursor.row, column: previousColumn(editor.line, editor.cursor.column) });
}

/** Returns what was put in. */
function takeKey(editor: ViEditor, key: Key, start: Position): string {
  const special = keys[key];
  if (special) return special(editor, start) ?? '';
  // Alt and a letter is Escape and a command in vi; here it types nothing.
  return [...key].length === 1 ? put(editor, key) : '';
}

function put(editor: ViEditor, text: string): string {
  const { row, column } = editor.cursor;
  if (editor.mode === 'replace' && text !== '\n' && column < editor.line.length) {
    rememberOverwritten(editor, editor.buffer.remove(editor.cursor, { row, column: nextColumn(editor.line, column) }));
  } else if (editor.mode === 'replace') rememberOverwritten(editor, '');
  editor.cursor = editor.buffer.insert(editor.cursor, text);
  return text;
}

/** What replace mode has written over, for Backspace to bring back. */
const overwritten = new WeakMap<ViEditor, string[]>();

function rememberOverwritten(editor: ViEditor, text: string): void {
  overwritten.set(editor, [...(overwritten.get(editor) ?? []), text]);
}

type InsertKey = (editor: ViEditor, start: Position) => string | undefined;

const newline: InsertKey = editor => {
  const indent = editor.settings.autoIndent ? (/^[ \t]*/.exec(editor.line.slice(0, editor.cursor.column))?.[0] ?? '') : '';
  return put(editor, `\n${indent}`);
};

const tab: InsertKey = editor => {
  const at = screenColumns(editor.line.slice(0, editor.cursor.column));
  return put(editor, editor.settings.expandTab ? ' '.repeat(TAB_COLUMNS - (at % TAB_COLUMNS)) : '\t');
};

const backspace: InsertKey = editor => {
  const { row, column } = editor.cursor;
  if (editor.mode === 'replace') {
    const before = overwritten.get(editor)?.pop();
    if (column > 0 && before !== undefined) {
      remove(editor, { row, column: previousColumn(editor.line, column) });
      editor.buffer.insert(editor.cursor, before);
    }
    return undefined;
  }
  if (column > 0) remove(editor, { row, column: previousColumn(editor.line, column) });
  else if (row > 0) remove(editor, { row: row - 1, column: editor.buffer.line(row - 1).length });
  return undefined;
};

function remove(editor: ViEditor, from: Position): void {
  editor.buffer.remove(from, editor.cursor);
  editor.cursor = from;
}

const eraseWord: InsertKey = editor => {
  const before = editor.line.slice(0, editor.cursor.column);
  const kept = before.replace(/(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]+|)\s*$/u, '');
  remove(editor, { row: editor.cursor.row, column: kept.length });
  return undefined;
};

const eraseLine: InsertKey = (editor, start) => {
  const column = start.row === editor.cursor.row && start.column < editor.cursor.column ? start.column : 0;
  remove(editor, { row: editor.cursor.row, column });
  return undefined;
};

const move =
  (to: (editor: ViEditor) => Position): InsertKey =>
  editor => {
    editor.goTo(to(editor));
    return undefined;
  };

const vertically =
  (rows: (editor: ViEditor) => number): InsertKey =>
  editor => {
    editor.goToRow(editor.cursor.row + rows(editor));
    return undefined;
  };

const keys: Readonly<Record<Key, InsertKey>> = {
  '<Enter>': newline,
  '<Tab>': tab,
  '<Backspace>': backspace,
  '^W': eraseWord,
  '^U': eraseLine,
  '<Delete>': editor => {
    const { row, column } = editor.cursor;
    if (column < editor.line.length) editor.buffer.remove(editor.cursor, { row, column: nextColumn(editor.line, column) });
    else if (row < editor.lastRow) editor.buffer.remove(editor.cursor, { row: row + 1, column: 0 });
    return undefined;
  },
  '<Left>': move(({ cursor, line }) => ({ row: cursor.row, column: previousColumn(line, cursor.column) })),
  '<Right>': move(({ cursor, line }) => ({ row: cursor.row, column: nextColumn(line, cursor.column) })),
  '<Home>': move(({ cursor }) => ({ row: cursor.row, column: 0 })),
  '<End>': move(({ cursor, line }) => ({ row: cursor.row, column: line.length })),
  '<Up>': vertically(() => -1),
  '<Down>': vertically(() => 1),
  '<PageUp>': vertically(editor => -editor.textRows),
  '<PageDown>': vertically(editor => editor.textRows),
};
