import type { Task } from '../../../core/task.js';
import type { Key } from '../keyboard.js';
import { previousColumn } from '../position.js';
import { change, operators, operatorsOfG, visualRange, type Operator, type Prefix } from './change.js';
import { commands, commandsOfG } from './commands.js';
import type { ViEditor } from './editor.js';
import { motionOf, rangeOf, type Counted, type Motion } from './motions.js';
import { linesBetween, yank, type Range } from './operators.js';
import { textObject } from './text-objects.js';

/** Reads one command, with its count, register and motion, and does it. */
export function* runCommand(editor: ViEditor): Task<void> {
  if (!editor.isRepeating) editor.beginCommand();
  const { prefix, key } = yield* readPrefix(editor);
  editor.message = '';
  const onSelection = editor.mode === 'normal' ? undefined : visualOperators[key];
  if (onSelection) return yield* operate(editor, onSelection, key, prefix);
  if (editor.mode !== 'normal' && (key === 'i' || key === 'a')) return yield* selectObject(editor, key === 'a');
  const command = commands[key];
  if (command) {
    const task = command(editor, prefix);
    if (task) yield* task;
    return;
  }
  const operator = operators[key];
  if (operator) return yield* operate(editor, operator, key, prefix);
  if (key === 'g') {
    const second = yield* editor.key();
    const ofG = operatorsOfG[second];
    if (ofG) return yield* operate(editor, ofG, second, prefix);
    const commandOfG = commandsOfG[second];
    if (commandOfG) return yield* commandOfG(editor, prefix) ?? nothing();
    editor.unread(second);
  }
  const motion = yield* motionOf(editor, key, prefix);
  if (motion === undefined || motion === 'failed') {
    if (key !== '<Escape>') yield* editor.bell();
    leaveVisual(editor, key);
    return;
  }
  follow(editor, motion, key);
}

function leaveVisual(editor: ViEditor, key: Key): void {
  if (key !== '<Escape>' && key !== '^C') return;
  if (editor.mode !== 'normal') visualRange(editor);
  editor.mode = 'normal';
}

function* nothing(): Task<void> {
  yield* [];
}

function follow(editor: ViEditor, motion: Motion, key: Key): void {
  if (motion.to.row !== editor.cursor.row && !motion.keepsColumn) editor.marks.set("'", editor.cursor);
  if (motion.keepsColumn) editor.goToRow(motion.to.row);
  else editor.goTo(motion.to);
  if (key === '$' || key === '<End>') editor.keepAtLineEnd();
}

function* readPrefix(editor: ViEditor): Task<{ readonly prefix: Prefix; readonly key: Key }> {
  let register: string | undefined;
  let digits = '';
  for (;;) {
    const key = yield* editor.key();
    if (key === '"') register = yield* editor.key();
    else if (/^[1-9]$/.test(key) || (key === '0' && digits !== '')) digits += key;
    else return { prefix: { count: digits === '' ? 1 : Math.min(99_999, Number(digits)), isGiven: digits !== '', register }, key };
  }
}

/** With a selection some commands work on it. */
const visualOperators: Readonly<Record<Key, Operator | undefined>> = {
  x: operators['d'],
  '<Delete>': operators['d'],
  s: operators['c'],
  '~': operatorsOfG['~'],
  u: operatorsOfG['u'],
  U: operatorsOfG['U'],
};

function* operate(editor: ViEditor, operator: Operator, key: Key, prefix: Prefix): Task<void> {
  const range = editor.mode === 'normal' ? yield* rangeFor(editor, key, prefix) : visualRange(editor);
  editor.mode = 'normal';
  if (!range) return yield* editor.bell();
  if (key === 'y') {
    yank(editor, range, prefix.register);
    return;
  }
  yield* change(editor, () => operator(editor, range, prefix.register));
}

/** `iw` and its like while selecting: the object is what is selected. */
function* selectObject(editor: ViEditor, isAround: boolean): Task<void> {
  const object = textObject(editor, isAround, yield* editor.key());
  if (!object) return yield* editor.bell();
  editor.visualStart = object.from ?? object.to;
  if (object.kind === 'lines') editor.mode = 'visual-line';
  editor.goTo(
    object.kind === 'lines'
      ? object.to
      : { row: object.to.row, column: previousColumn(editor.buffer.line(object.to.row), object.to.column) },
  );
}

/** The motion after an operator; the operator's key once more means lines. */
function* rangeFor(editor: ViEditor, operatorKey: Key, prefix: Prefix): Task<Range | undefined> {
  const { prefix: inner, key } = yield* readPrefix(editor);
  const count = prefix.count * inner.count;
  const counted = { count, isGiven: prefix.isGiven || inner.isGiven };
  if (key === operatorKey) {
    const row = editor.cursor.row + count - 1;
    return row > editor.lastRow && count > editor.lastRow + 1
      ? undefined
      : linesBetween(editor.cursor, { row: Math.min(row, editor.lastRow), column: 0 });
  }
  if (key === 'i' || key === 'a') {
    const object = textObject(editor, key === 'a', yield* editor.key());
    return object && { from: object.from ?? object.to, to: object.to, isLines: object.kind === 'lines' };
  }
  const motion = yield* operatorMotion(editor, operatorKey, key, counted);
  if (motion === undefined || motion === 'failed') return undefined;
  const range = rangeOf(editor, motion);
  // `dw` on the last word of a line does not join it with the next.
  if (key === 'w' && !range.isLines && range.to.row > range.from.row) {
    return { ...range, to: { row: range.from.row, column: editor.buffer.line(range.from.row).length } };
  }
  return range;
}

/** `cw` on a word changes to its end, however near that is; blanks after it stay. Otherwise the motion itself. */
function* operatorMotion(editor: ViEditor, operatorKey: Key, key: Key, counted: Counted): Task<Motion | 'failed' | undefined> {
  const isOnWord = /\S/.test(editor.line[editor.cursor.column] ?? '');
  if (operatorKey !== 'c' || !isOnWord || (key !== 'w' && key !== 'W')) return yield* motionOf(editor, key, counted);
  const { cursor } = editor;
  editor.cursor = { row: cursor.row, column: cursor.column - 1 };
  const motion = yield* motionOf(editor, key === 'w' ? 'e' : 'E', counted);
  editor.cursor = cursor;
  return motion;
}
