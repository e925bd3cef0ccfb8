import type { Task } from '../../../core/task.js';
import { screenColumns, TAB_COLUMNS } from '../columns.js';
import type { Key } from '../keyboard.js';
import { nextColumn, previousColumn, type Position } from '../position.js';
import type { NanoEditor } from './editor.js';
import { insertFile, leave, save, writeOut } from './files.js';
import { showHelp } from './help.js';
import { goToLine, replace, search, searchAgain } from './search.js';

type Verb = (editor: NanoEditor) => Task<void> | void;

/** Does what a key means. */
export function* obey(editor: NanoEditor, key: Key): Task<void> {
  const verb = bindings[key];
  if (verb) {
    const task = verb(editor);
    if (task) yield* task;
  } else if ([...key].length === 1) {
    editor.type(key);
  } else if (key !== '<Unknown>' && key !== '<Escape>') {
    editor.say(`Unbound key: ${key.replace(/^M-./, name => name.toUpperCase())}`);
  }
}

const home: Verb = editor => {
  editor.goTo({ ...editor.cursor, column: 0 });
};

/** Home goes to the first character that is no blank, and from there to the very start. */
const smartHome: Verb = editor => {
  const indent = /^\s*/.exec(editor.line)?.[0].length ?? 0;
  editor.goTo({ ...editor.cursor, column: editor.cursor.column === indent ? 0 : indent });
};

const end: Verb = editor => {
  editor.goTo({ ...editor.cursor, column: Infinity });
};

const up: Verb = editor => {
  editor.goVertically(-1);
};

const down: Verb = editor => {
  editor.goVertically(1);
};

const pageUp: Verb = editor => {
  turnPage(editor, -1);
};

const pageDown: Verb = editor => {
  turnPage(editor, 1);
};

function turnPage(editor: NanoEditor, by: 1 | -1): void {
  const rows = Math.max(1, editor.textRows - 2);
  editor.goVertically(by * rows);
  editor.topRow = Math.max(0, Math.min(editor.topRow + by * rows, editor.buffer.lines.length - 1));
}

const first: Verb = editor => {
  editor.goTo({ row: 0, column: 0 });
};

const last: Verb = editor => {
  editor.goTo(editor.buffer.end);
};

const left: Verb = editor => {
  editor.goLeft();
};

const right: Verb = editor => {
  editor.goRight();
};

const wordRight: Verb = editor => {
  const rest = editor.line.slice(editor.cursor.column);
  const step = /^[\p{L}\p{N}_]*[^\p{L}\p{N}_]*/u.exec(rest)?.[0].length ?? 0;
  if (step < rest.length) editor.goTo({ ...editor.cursor, column: editor.cursor.column + step });
  else if (editor.cursor.row + 1 < editor.buffer.lines.length) editor.goTo({ row: editor.cursor.row + 1, column: 0 });
};

const wordLeft: Verb = editor => {
  const before = editor.line.slice(0, editor.cursor.column);
  const start = /[\p{L}\p{N}_]+[^\p{L}\p{N}_]*$/u.exec(before)?.index;
  if (start !== undefined) editor.goTo({ ...editor.cursor, column: start });
  else if (editor.cursor.row > 0) editor.goTo({ row: editor.cursor.row - 1, column: Infinity });
};

const backspace: Verb = editor => {
  const { row, column } = editor.cursor;
  if (row === 0 && column === 0) return;
  if (!editor.mayChange('deletion', true)) return;
  const from =
    column > 0 ? { row, column: previousColumn(editor.line, column) } : { row: row - 1, column: editor.buffer.line(row - 1).length };
  editor.remove(from, editor.cursor);
};

const deleteRight: Verb = editor => {
  if (editor.selection) {
    if (editor.mayChange('deletion')) editor.remove(...editor.selection);
    return;
  }
  const to = after(editor);
  if (to && editor.mayChange('deletion', true)) editor.remove(editor.cursor, to);
};

function after(editor: NanoEditor): Position | undefined {
  const { row, column } = editor.cursor;
  if (column < editor.line.length) return { row, column: nextColumn(editor.line, column) };
  return row + 1 < editor.buffer.lines.length ? { row: row + 1, column: 0 } : undefined;
}

/** `^K`: the marked text or the whole line; several in a row are kept together. */
const cut: Verb = editor => {
  const { buffer, cursor } = editor;
  const isLast = cursor.row === buffer.lines.length - 1;
  const [from, to] = editor.selection ?? [{ row: cursor.row, column: 0 }, isLast ? buffer.end : { row: cursor.row + 1, column: 0 }];
  if (buffer.textBetween(from, to) === '') {
    editor.say('Nothing was cut');
    return;
  }
  const goesOn = editor.isStreak('cut') && !editor.selection;
  if (!editor.mayChange('cut', true)) return;
  const text = editor.remove(from, to);
  editor.cutText = goesOn ? (editor.cutText ?? '') + text : text;
};

const copy: Verb = editor => {
  const { buffer, cursor } = editor;
  const [from, to] = editor.selection ?? [
    { row: cursor.row, column: 0 },
    { row: cursor.row + 1, column: 0 },
  ];
  const isLast = to.row >= buffer.lines.length;
  editor.cutText = buffer.textBetween(from, isLast ? buffer.end : to);
  if (editor.selection) editor.mark = undefined;
  else if (!isLast) editor.goTo(to);
};

const paste: Verb = editor => {
  if (editor.cutText === undefined) editor.say('Cutbuffer is empty');
  else if (editor.mayChange('paste')) editor.insert(editor.cutText);
};

const undo: Verb = editor => {
  const moment = editor.buffer.undo(editor.cursor);
  editor.say(moment ? `Undid ${moment.action}` : 'Nothing to undo');
  if (moment) editor.goTo(moment.cursor);
};

const redo: Verb = editor => {
  const moment = editor.buffer.redo(editor.cursor);
  editor.say(moment ? `Redid ${moment.action}` : 'Nothing to redo');
  if (moment) editor.goTo(moment.cursor);
};

const setMark: Verb = editor => {
  editor.mark = editor.mark ? undefined : editor.cursor;
  editor.say(editor.mark ? 'Mark Set' : 'Mark Unset');
};

const tab: Verb = editor => {
  const at = screenColumns(editor.line.slice(0, editor.cursor.column));
  editor.type(editor.options.tabsToSpaces ? ' '.repeat(TAB_COLUMNS - (at % TAB_COLUMNS)) : '\t');
};

/** `^C`: where the cursor is: line, column and character, each with its share (nano's search.c: report_cursor_position). */
const location: Verb = editor => {
  const { buffer, cursor } = editor;
  const count = buffer.lines.length;
  const total = buffer.lines.reduce((sum, line) => sum + [...line].length + 1, -1);
  const before = buffer.lines.slice(0, cursor.row).reduce((sum, line) => sum + [...line].length + 1, 0);
  const character = before + [...editor.line.slice(0, cursor.column)].length;
  const column = screenColumns(editor.line.slice(0, cursor.column)) + 1;
  const columns = screenColumns(editor.line) + 1;
  const share = (part: number, whole: number): string => String(whole === 0 ? 0 : Math.floor((100 * part) / whole)).padStart(2);
  const line = `line ${String(cursor.row + 1).padStart(String(count).length + 1)}/${String(count)} (${share(cursor.row + 1, count)}%)`;
  const inLine = `col ${String(column).padStart(2)}/${String(columns).padStart(2)} (${share(column, columns).padStart(3)}%)`;
  editor.say(`${line}, ${inLine}, char ${String(character).padStart(String(total).length)}/${String(total)} (${share(character, total)}%)`);
};

const lineNumbers: Verb = editor => {
  editor.lineNumbers = !editor.lineNumbers;
  editor.say(`Line numbering ${editor.lineNumbers ? 'enabled' : 'disabled'}`);
};

function* saveNow(editor: NanoEditor): Task<void> {
  if (editor.fileName === '') yield* writeOut(editor);
  else yield* save(editor, editor.fileName);
}

function* writeAsked(editor: NanoEditor): Task<void> {
  yield* writeOut(editor);
}

const notSimulated =
  (what: string): Verb =>
  editor => {
    editor.say(`drydock: ${what} is not simulated`);
  };

const enter: Verb = editor => {
  editor.breakLine();
};

const nothing: Verb = () => undefined;

const bindings: Readonly<Record<Key, Verb>> = {
  '<Enter>': enter,
  '<Tab>': tab,
  '<Backspace>': backspace,
  '<Delete>': deleteRight,
  '^D': deleteRight,
  '<Left>': left,
  '^B': left,
  '<Right>': right,
  '^F': right,
  '<Up>': up,
  '^P': up,
  '<Down>': down,
  '^N': down,
  '<Home>': smartHome,
  '^A': home,
  '<End>': end,
  '^E': end,
  '<PageUp>': pageUp,
  '^Y': pageUp,
  '<PageDown>': pageDown,
  '^V': pageDown,
  '<C-Right>': wordRight,
  '<C-Left>': wordLeft,
  'M- ': wordLeft,
  '<C-Home>': first,
  'M-\\': first,
  '<C-End>': last,
  'M-/': last,
  '^G': showHelp,
  '^X': leave,
  '^O': writeAsked,
  '^S': saveNow,
  '^R': insertFile,
  '^W': editor => search(editor),
  '^Q': editor => search(editor, true),
  'M-w': editor => {
    searchAgain(editor, false);
  },
  'M-q': editor => {
    searchAgain(editor, true);
  },
  '^\\': editor => replace(editor),
  'M-r': editor => replace(editor),
  '^_': goToLine,
  'M-g': goToLine,
  '^K': cut,
  '^U': paste,
  'M-6': copy,
  'M-^': copy,
  '^^': setMark,
  'M-a': setMark,
  'M-u': undo,
  'M-e': redo,
  '^C': location,
  'M-n': lineNumbers,
  'M-#': lineNumbers,
  '^L': nothing,
  '<Resize>': nothing,
  '<Insert>': insertFile,
  '^T': notSimulated('executing a command from nano'),
  '^J': notSimulated('justifying'),
  '^Z': editor => {
    editor.say('To suspend, type ^T^Z');
  },
};
