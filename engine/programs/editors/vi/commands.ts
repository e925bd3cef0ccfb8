import type { Task } from '../../../core/task.js';
import type { Key } from '../keyboard.js';
import { nextColumn, previousColumn } from '../position.js';
import { change, operators, visualRange, type Prefix } from './change.js';
import { runCommandLine } from './command-line.js';
import type { ViEditor } from './editor.js';
import { quit } from './files.js';
import { insertText } from './insert.js';
import { motionOf, rangeOf } from './motions.js';
import { deleteRange, joinLines, mapText, put, swapCase } from './operators.js';
import { substituteAgain } from './substitute.js';

type Command = (editor: ViEditor, prefix: Prefix) => void | Task<void>;

const insertAt =
  (place: (editor: ViEditor) => void): Command =>
  (editor, { count }) =>
    change(editor, () => {
      editor.mode = 'insert';
      place(editor);
      return insertText(editor, 'insert', count);
    });

const openLine =
  (below: boolean): Command =>
  (editor, { count }) =>
    change(editor, () => {
      const row = editor.cursor.row + (below ? 1 : 0);
      const indent = editor.settings.autoIndent ? (/^[ \t]*/.exec(editor.line)?.[0] ?? '') : '';
      editor.buffer.replaceRows(row, 0, [indent]);
      editor.cursor = { row, column: indent.length };
      return insertText(editor, 'insert', count, '\n');
    });

/** Short for an operator and a motion. */
const shortFor = (operatorKey: Key, motionKey: Key): Command =>
  function* (editor, prefix) {
    const operator = operators[operatorKey];
    const motion = yield* motionOf(editor, motionKey, prefix);
    if (!operator || motion === undefined || motion === 'failed') return yield* editor.bell();
    yield* change(editor, () => operator(editor, rangeOf(editor, motion), prefix.register));
  };

const putText = (isBefore: boolean): Command =>
  function* (editor, { count, register }) {
    const kept = editor.registers.get(register ?? '"');
    if (!kept) {
      editor.message = editor.words.nothingInRegister(register ?? '"');
      return yield* editor.bell();
    }
    const selected = editor.mode === 'normal' ? undefined : visualRange(editor);
    editor.mode = 'normal';
    yield* change(editor, () => {
      if (selected) deleteRange(editor, selected);
      put(editor, kept, isBefore || selected !== undefined, count);
    });
  };

const undo: Command = (editor, { count }) => {
  for (let i = 0; i < count; i++) {
    const moment = editor.buffer.undo(editor.cursor);
    if (!moment) {
      editor.message = editor.words.oldest;
      return;
    }
    editor.goTo(moment.cursor);
    editor.message = '';
  }
};

const redo: Command = (editor, { count }) => {
  for (let i = 0; i < count; i++) {
    const moment = editor.buffer.redo(editor.cursor);
    if (!moment) {
      editor.message = editor.words.newest;
      return;
    }
    editor.goTo(moment.cursor);
  }
};

const replaceCharacter: Command = function* (editor, { count }) {
  const key = yield* editor.key();
  const { row, column } = editor.cursor;
  const text = key === '<Enter>' ? '\n' : key === '<Tab>' ? '\t' : [...key].length === 1 ? key : undefined;
  let end = column;
  for (let i = 0; i < count; i++) end = end < editor.line.length ? nextColumn(editor.line, end) : Infinity;
  if (text === undefined) return;
  if (end === Infinity) return yield* editor.bell();
  yield* change(editor, () => {
    editor.buffer.remove(editor.cursor, { row, column: end });
    const after = editor.buffer.insert(editor.cursor, text === '\n' ? text : text.repeat(count));
    editor.goTo(text === '\n' ? after : { row, column: previousColumn(editor.line, after.column) });
  });
};

const toggleCase: Command = function* (editor, { count }) {
  const { row, column } = editor.cursor;
  let end = column;
  for (let i = 0; i < count; i++) end = nextColumn(editor.line, end);
  if (end === column) return yield* editor.bell();
  yield* change(editor, () => {
    mapText(editor, { from: { row, column }, to: { row, column: end }, isLines: false }, swapCase);
    editor.goTo({ row, column: end });
  });
};

const visual =
  (mode: 'visual' | 'visual-line'): Command =>
  editor => {
    if (editor.mode === mode) {
      visualRange(editor);
      editor.mode = 'normal';
    } else {
      if (editor.mode === 'normal') editor.visualStart = editor.cursor;
      editor.mode = mode;
    }
  };

const again: Command = function* (editor, { count, isGiven }) {
  // The keys are read by the next turn of the loop.
  if (!editor.repeat(isGiven ? count : undefined)) yield* editor.bell();
};

const join =
  (isBare: boolean): Command =>
  (editor, { count }) =>
    change(editor, () => {
      const rows = editor.mode === 'normal' ? undefined : visualRange(editor);
      editor.mode = 'normal';
      if (rows) joinLines(editor, rows.from.row, rows.to.row - rows.from.row + 1, isBare);
      else joinLines(editor, editor.cursor.row, count, isBare);
    });

const selectionOr =
  (otherwise: Command, onSelection: Command): Command =>
  (editor, prefix) =>
    (editor.mode === 'normal' ? otherwise : onSelection)(editor, prefix);

const swapEnds: Command = editor => {
  const { cursor } = editor;
  editor.goTo(editor.visualStart);
  editor.visualStart = cursor;
};

/** `q`: records what is typed into a register, until the next `q`. */
const record: Command = function* (editor) {
  const { recording } = editor;
  if (recording) {
    editor.registers.set(recording.name, { text: recording.keys.slice(0, -1).join('\0'), isLines: false });
    editor.recording = undefined;
    return;
  }
  editor.recording = { name: yield* editor.key(), keys: [] };
};

/** `@`: types what was recorded. */
const play: Command = function* (editor, { count }) {
  const kept = editor.registers.get(yield* editor.key());
  if (!kept || kept.text === '') return yield* editor.bell();
  const keys = kept.text.split('\0');
  for (let i = 0; i < count; i++) editor.unread(...keys);
};

/** Those that begin with g. */
export const commandsOfG: Readonly<Record<Key, Command>> = {
  J: join(true),
  v: editor => {
    const { lastVisual } = editor;
    if (!lastVisual) return;
    editor.mode = lastVisual.mode;
    editor.visualStart = editor.buffer.clamp(lastVisual.start);
    editor.goTo(lastVisual.end);
  },
};

/** Commands that are neither motions nor operators, by their first key. */
export const commands: Readonly<Record<Key, Command>> = {
  i: insertAt(() => undefined),
  '<Insert>': insertAt(() => undefined),
  a: insertAt(editor => (editor.cursor = { row: editor.cursor.row, column: nextColumn(editor.line, editor.cursor.column) })),
  I: insertAt(editor => (editor.cursor = { row: editor.cursor.row, column: /^\s*/.exec(editor.line)?.[0].length ?? 0 })),
  A: insertAt(editor => (editor.cursor = { row: editor.cursor.row, column: editor.line.length })),
  R: (editor, { count }) => change(editor, () => insertText(editor, 'replace', count)),
  x: shortFor('d', 'l'),
  '<Delete>': shortFor('d', 'l'),
  X: shortFor('d', 'h'),
  D: shortFor('d', '$'),
  C: shortFor('c', '$'),
  s: shortFor('c', 'l'),
  S: shortFor('c', '_'),
  Y: shortFor('y', '_'),
  p: putText(false),
  P: putText(true),
  J: join(false),
  r: replaceCharacter,
  '~': toggleCase,
  u: undo,
  '^R': redo,
  v: visual('visual'),
  V: visual('visual-line'),
  '.': again,
  o: selectionOr(openLine(true), swapEnds),
  O: selectionOr(openLine(false), swapEnds),
  '&': editor => {
    substituteAgain(editor, { first: editor.cursor.row, last: editor.cursor.row });
  },
  q: record,
  '@': play,
  m: function* (editor) {
    editor.marks.set(yield* editor.key(), editor.cursor);
  },
  ':': (editor, prefix) =>
    runCommandLine(editor, ':', prefix.isGiven ? `.,.+${String(prefix.count - 1)}` : editor.mode === 'normal' ? '' : "'<,'>"),
  '/': editor => runCommandLine(editor, '/'),
  '?': editor => runCommandLine(editor, '?'),
  Z: function* (editor) {
    const key = yield* editor.key();
    if (key === 'Z') yield* quit(editor, { write: editor.buffer.isModified, force: false });
    else if (key === 'Q') yield* quit(editor, { write: false, force: true });
    else yield* editor.bell();
  },
  '^L': () => undefined,
  '^G': editor => {
    const { fileName, buffer, cursor } = editor;
    const lines = buffer.lines.length;
    const state = buffer.isModified ? ' [Modified]' : '';
    editor.message = `"${fileName === '' ? '[No Name]' : fileName}"${state} ${String(lines)} line${lines === 1 ? '' : 's'} --${String(Math.floor(((cursor.row + 1) * 100) / lines))}%--`;
  },
  '<Hangup>': () => undefined,
};
