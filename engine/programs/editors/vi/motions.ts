import type { Task } from '../../../core/task.js';
import type { Key } from '../keyboard.js';
import { isBefore, nextColumn, previousColumn, type Position } from '../position.js';
import type { Find, ViEditor } from './editor.js';
import { findPattern, searchWord } from './search.js';
import { step, stepBack, wordBack, wordEnd, wordEndBack, wordForward } from './words-in-text.js';

/** Where a motion leads, and what an operator takes with it: up to there, including it, or whole lines. */
export interface Motion {
  readonly to: Position;
  readonly kind: 'exclusive' | 'inclusive' | 'lines';
  /** Up and down stay in their column. */
  readonly keepsColumn?: boolean;
  /** Where the text of an operator begins when it is not at the cursor (text objects). */
  readonly from?: Position;
}

export interface Counted {
  readonly count: number;
  /** The number was typed. */
  readonly isGiven: boolean;
}

type MotionOf = (editor: ViEditor, counted: Counted) => Motion | undefined | Task<Motion | undefined>;

/** The motion that a key begins: undefined when the key is none; a motion that leads nowhere is 'failed'. */
export function* motionOf(editor: ViEditor, key: Key, counted: Counted): Task<Motion | 'failed' | undefined> {
  const motion = motions[key];
  if (!motion) return undefined;
  const result = motion(editor, counted);
  const found = result && 'next' in result ? yield* result : result;
  return found ?? 'failed';
}

function firstNonBlank(editor: ViEditor, row: number): Position {
  return { row, column: /^\s*/.exec(editor.buffer.line(row))?.[0].length ?? 0 };
}

function vertical(editor: ViEditor, by: number): Motion | undefined {
  const row = editor.cursor.row + by;
  if (row < 0 || row > editor.lastRow) return undefined;
  return { to: { row, column: editor.cursor.column }, kind: 'lines', keepsColumn: true };
}

function lineStart(by: (count: number) => number): MotionOf {
  return (editor, { count }) => {
    const row = editor.cursor.row + by(count);
    return row < 0 || row > editor.lastRow ? undefined : { to: firstNonBlank(editor, row), kind: 'lines' };
  };
}

const left: MotionOf = (editor, { count }) => {
  const { row, column } = editor.cursor;
  if (column === 0) return undefined;
  let to = column;
  for (let i = 0; i < count && to > 0; i++) to = previousColumn(editor.line, to);
  return { to: { row, column: to }, kind: 'exclusive' };
};

const right: MotionOf = (editor, { count }) => {
  const { row, column } = editor.cursor;
  if (column >= editor.line.length) return undefined;
  let to = column;
  for (let i = 0; i < count && to < editor.line.length; i++) to = nextColumn(editor.line, to);
  return { to: { row, column: to }, kind: 'exclusive' };
};

const up: MotionOf = (editor, { count }) => vertical(editor, -count);
const down: MotionOf = (editor, { count }) => vertical(editor, count);

const lineEnd: MotionOf = (editor, { count }) => {
  const row = Math.min(editor.lastRow, editor.cursor.row + count - 1);
  const { length } = editor.buffer.line(row);
  return { to: { row, column: Math.max(0, length - 1) }, kind: length === 0 ? 'exclusive' : 'inclusive' };
};

const begin: MotionOf = editor => ({ to: { row: editor.cursor.row, column: 0 }, kind: 'exclusive' });

const page =
  (rows: (height: number) => number): MotionOf =>
  (editor, { count }) => {
    const row = Math.max(0, Math.min(editor.lastRow, editor.cursor.row + rows(editor.textRows) * count));
    return row === editor.cursor.row ? undefined : { to: firstNonBlank(editor, row), kind: 'lines' };
  };

const goToLine =
  (fallback: (editor: ViEditor) => number): MotionOf =>
  (editor, { count, isGiven }) => ({
    to: firstNonBlank(editor, isGiven ? Math.min(count - 1, editor.lastRow) : fallback(editor)),
    kind: 'lines',
  });

function words(walk: typeof wordForward, isBig: boolean, kind: 'exclusive' | 'inclusive'): MotionOf {
  return (editor, { count }) => {
    let to: Position | undefined = editor.cursor;
    for (let i = 0; i < count && to; i++) to = walk(editor, to, isBig);
    return to && { to, kind };
  };
}

/** `f`, `t` and their like: the next key is the character. */
function find(kind: Find['kind']): MotionOf {
  return function* (editor, counted) {
    const character = yield* editor.key();
    if ([...character].length !== 1) return undefined;
    editor.find = { kind, character };
    return findInLine(editor, editor.find, counted.count);
  };
}

const opposite = { f: 'F', F: 'f', t: 'T', T: 't' } as const;

function findAgain(isBack: boolean): MotionOf {
  return (editor, { count }) => {
    const { find: last } = editor;
    return last && findInLine(editor, isBack ? { ...last, kind: opposite[last.kind] } : last, count);
  };
}

function findInLine(editor: ViEditor, { kind, character }: Find, count: number): Motion | undefined {
  const isForward = kind === 'f' || kind === 't';
  let column: number = editor.cursor.column;
  for (let i = 0; i < count; i++) {
    column = isForward ? editor.line.indexOf(character, column + 1) : column === 0 ? -1 : editor.line.lastIndexOf(character, column - 1);
    if (column < 0) return undefined;
  }
  const short = kind === 't' ? -1 : kind === 'T' ? 1 : 0;
  return { to: { row: editor.cursor.row, column: column + short }, kind: isForward ? 'inclusive' : 'exclusive' };
}

const again =
  (isOpposite: boolean): MotionOf =>
  editor => {
    const { search } = editor;
    if (!search) {
      editor.message = editor.words.noPattern;
      return undefined;
    }
    const to = findPattern(editor, search.text, search.backwards !== isOpposite);
    return to && { to, kind: 'exclusive' };
  };

/** `%`: to the bracket that belongs to the next one in the line. */
const matching: MotionOf = (editor, { count, isGiven }) => {
  if (isGiven) return { to: firstNonBlank(editor, Math.floor((count * (editor.lastRow + 1) + 99) / 100) - 1), kind: 'lines' };
  const offset = editor.line.slice(editor.cursor.column).search(/[()[\]{}]/);
  if (offset < 0) return undefined;
  const start = { row: editor.cursor.row, column: editor.cursor.column + offset };
  const bracket = editor.line.charAt(start.column);
  const partner = { '(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{' }[bracket] ?? '';
  const walk = '([{'.includes(bracket) ? step : stepBack;
  let depth = 0;
  for (let place: Position | undefined = start; place; place = walk(editor, place)) {
    const character = editor.buffer.line(place.row)[place.column];
    if (character === bracket) depth++;
    if (character === partner && --depth === 0) return { to: place, kind: 'inclusive' };
  }
  return undefined;
};

/** `{`, `}`: to the empty line before or after. */
const paragraph =
  (by: 1 | -1): MotionOf =>
  (editor, { count }) => {
    let { row } = editor.cursor;
    for (let i = 0; i < count; i++) {
      while (row + by >= 0 && row + by <= editor.lastRow && editor.buffer.line(row) === '') row += by;
      while (row + by >= 0 && row + by <= editor.lastRow && editor.buffer.line(row + by) !== '') row += by;
      row = Math.max(0, Math.min(editor.lastRow, row + by));
    }
    return { to: { row, column: by > 0 && row === editor.lastRow ? editor.buffer.line(row).length : 0 }, kind: 'exclusive' };
  };

const window =
  (row: (editor: ViEditor, count: number) => number): MotionOf =>
  (editor, { count }) => ({ to: firstNonBlank(editor, Math.max(0, Math.min(editor.lastRow, row(editor, count)))), kind: 'lines' });

const toMark = (isLine: boolean): MotionOf =>
  function* (editor) {
    const name = yield* editor.key();
    const mark = editor.marks.get(name);
    if (!mark) {
      editor.message = editor.words.markNotSet;
      return undefined;
    }
    const to = editor.buffer.clamp(mark);
    return isLine ? { to: firstNonBlank(editor, to.row), kind: 'lines' } : { to, kind: 'exclusive' };
  };

const underG: MotionOf = function* (editor, counted) {
  const key = yield* editor.key();
  if (key === 'g') return goToLine(() => 0)(editor, counted) as Motion;
  if (key === 'e') return words(wordEndBack, false, 'inclusive')(editor, counted) as Motion | undefined;
  if (key === '_') return { to: { row: editor.cursor.row, column: Math.max(0, editor.line.trimEnd().length - 1) }, kind: 'inclusive' };
  return undefined;
};

const motions: Readonly<Record<Key, MotionOf>> = {
  h: left,
  '<Left>': left,
  '<Backspace>': left,
  l: right,
  ' ': right,
  '<Right>': right,
  j: down,
  '<Down>': down,
  '^N': down,
  k: up,
  '<Up>': up,
  '^P': up,
  '0': begin,
  '<Home>': begin,
  '^': editor => ({ to: firstNonBlank(editor, editor.cursor.row), kind: 'exclusive' }),
  $: lineEnd,
  '<End>': lineEnd,
  '|': (editor, { count }) => ({ to: { row: editor.cursor.row, column: count - 1 }, kind: 'exclusive' }),
  '+': lineStart(count => count),
  '<Enter>': lineStart(count => count),
  '-': lineStart(count => -count),
  _: lineStart(count => count - 1),
  G: goToLine(editor => editor.lastRow),
  '<C-End>': goToLine(editor => editor.lastRow),
  '<C-Home>': goToLine(() => 0),
  g: underG,
  w: words(wordForward, false, 'exclusive'),
  W: words(wordForward, true, 'exclusive'),
  '<C-Right>': words(wordForward, true, 'exclusive'),
  b: words(wordBack, false, 'exclusive'),
  B: words(wordBack, true, 'exclusive'),
  '<C-Left>': words(wordBack, true, 'exclusive'),
  e: words(wordEnd, false, 'inclusive'),
  E: words(wordEnd, true, 'inclusive'),
  f: find('f'),
  F: find('F'),
  t: find('t'),
  T: find('T'),
  ';': findAgain(false),
  ',': findAgain(true),
  n: again(false),
  N: again(true),
  '*': editor => searchWord(editor, false),
  '#': editor => searchWord(editor, true),
  '%': matching,
  '{': paragraph(-1),
  '}': paragraph(1),
  H: window((editor, count) => editor.topRow + count - 1),
  M: window(editor => Math.floor((editor.topRow + Math.min(editor.lastRow, editor.topRow + editor.textRows - 1)) / 2)),
  L: window((editor, count) => editor.topRow + editor.textRows - count),
  "'": toMark(true),
  '`': toMark(false),
  '^F': page(height => height - 2),
  '<PageDown>': page(height => height - 2),
  '^B': page(height => 2 - height),
  '<PageUp>': page(height => 2 - height),
  '^D': page(height => Math.floor(height / 2)),
  '^U': page(height => -Math.floor(height / 2)),
};

/** What an operator takes: from the cursor (or the text object's start) to where the motion leads. */
export function rangeOf(editor: ViEditor, motion: Motion): { readonly from: Position; readonly to: Position; readonly isLines: boolean } {
  const start = motion.from ?? editor.cursor;
  const [from, last] = isBefore(motion.to, start) ? [motion.to, start] : [start, motion.to];
  if (motion.kind === 'lines') return { from, to: last, isLines: true };
  const to = motion.kind === 'inclusive' ? { row: last.row, column: nextColumn(editor.buffer.line(last.row), last.column) } : last;
  // vi's "o_v" rule: an exclusive motion to the start of a line ends at the end of the line before.
  if (motion.kind === 'exclusive' && to.column === 0 && to.row > from.row) return endBefore(editor, from, to);
  return { from, to, isLines: false };
}

function endBefore(
  editor: ViEditor,
  from: Position,
  to: Position,
): { readonly from: Position; readonly to: Position; readonly isLines: boolean } {
  const end = { row: to.row - 1, column: editor.buffer.line(to.row - 1).length };
  const isWhole = editor.buffer.line(from.row).slice(0, from.column).trim() === '';
  return { from, to: end, isLines: isWhole };
}
