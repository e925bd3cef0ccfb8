import type { Key } from '../keyboard.js';
import type { ViEditor } from './editor.js';
import type { Motion } from './motions.js';

/** `iw`, `aw`, `i"`, `a(` …: the text around the cursor that the key names. Undefined when there is none. */
export function textObject(editor: ViEditor, isAround: boolean, key: Key): Motion | undefined {
  if (key === 'w' || key === 'W') return word(editor, isAround, key === 'W');
  if (key === '"' || key === "'" || key === '`') return quoted(editor, isAround, key);
  if (key === 'p') return paragraph(editor, isAround);
  const pair = pairs[key];
  return pair && bracketed(editor, isAround, pair);
}

const pairs: Readonly<Record<Key, readonly [string, string]>> = {
  '(': ['(', ')'],
  ')': ['(', ')'],
  b: ['(', ')'],
  '[': ['[', ']'],
  ']': ['[', ']'],
  '{': ['{', '}'],
  '}': ['{', '}'],
  B: ['{', '}'],
  '<': ['<', '>'],
  '>': ['<', '>'],
};

function part(editor: ViEditor, from: number, to: number): Motion {
  const { row } = editor.cursor;
  return { from: { row, column: from }, to: { row, column: to }, kind: 'exclusive' };
}

function word(editor: ViEditor, isAround: boolean, isBig: boolean): Motion | undefined {
  const { line, cursor } = editor;
  const pattern = isBig ? /\S+|\s+/g : /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]+/gu;
  for (const match of line.matchAll(pattern)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (cursor.column >= to) continue;
    if (!isAround) return part(editor, from, to);
    const after = /^\s+/.exec(line.slice(to))?.[0].length ?? 0;
    const before = after > 0 ? 0 : (/\s+$/.exec(line.slice(0, from))?.[0].length ?? 0);
    return part(editor, from - before, to + after);
  }
  return undefined;
}

/** Lines up to the next change between text and emptiness; `ap` takes the empty lines after them too. */
function paragraph(editor: ViEditor, isAround: boolean): Motion {
  const isEmpty = (row: number): boolean => editor.buffer.line(row) === '';
  let [first, last] = [editor.cursor.row, editor.cursor.row];
  const kind = isEmpty(first);
  while (first > 0 && isEmpty(first - 1) === kind) first--;
  while (last < editor.lastRow && isEmpty(last + 1) === kind) last++;
  const end = last;
  while (isAround && last < editor.lastRow && isEmpty(last + 1) !== kind) {
    last++;
    if (!kind && last < editor.lastRow && !isEmpty(last + 1)) break;
  }
  if (isAround && last === end && !kind) while (first > 0 && isEmpty(first - 1)) first--;
  return { from: { row: first, column: 0 }, to: { row: last, column: 0 }, kind: 'lines' };
}

function quoted(editor: ViEditor, isAround: boolean, quote: string): Motion | undefined {
  const { line, cursor } = editor;
  const places = [...line.matchAll(/\\?./gu)].filter(match => match[0] === quote).map(match => match.index);
  for (let i = 0; i + 1 < places.length; i += 2) {
    const [open = 0, close = 0] = [places[i], places[i + 1]];
    if (cursor.column > close) continue;
    if (!isAround) return part(editor, open + 1, close);
    const after = /^\s*/.exec(line.slice(close + 1))?.[0].length ?? 0;
    const before = after > 0 ? 0 : (/\s*$/.exec(line.slice(0, open))?.[0].length ?? 0);
    return part(editor, open - before, close + 1 + after);
  }
  return undefined;
}

/** The innermost pair around the cursor, over lines too. */
function bracketed(editor: ViEditor, isAround: boolean, [open, close]: readonly [string, string]): Motion | undefined {
  const { buffer, cursor } = editor;
  const start = editor.line[cursor.column] === open ? cursor : lookBack(editor, open, close);
  if (!start) return undefined;
  let depth = 0;
  for (let { row, column } = start; row <= editor.lastRow; row++, column = 0) {
    const line = buffer.line(row);
    for (; column < line.length; column++) {
      if (line[column] === open) depth++;
      if (line[column] !== close || --depth > 0) continue;
      return isAround
        ? { from: start, to: { row, column: column + 1 }, kind: 'exclusive' }
        : { from: { row: start.row, column: start.column + 1 }, to: { row, column }, kind: 'exclusive' };
    }
  }
  return undefined;
}

function lookBack(editor: ViEditor, open: string, close: string): ViEditor['cursor'] | undefined {
  let depth = 0;
  for (let { row, column } = { ...editor.cursor, column: editor.cursor.column - 1 }; row >= 0; ) {
    const line = editor.buffer.line(row);
    for (; column >= 0; column--) {
      if (line[column] === close) depth++;
      if (line[column] === open && depth-- === 0) return { row, column };
    }
    row--;
    column = editor.buffer.line(row).length - 1;
  }
  return undefined;
}
