import { compileRegex, RegexError, type Regex } from '../../regex/regex.js';
import type { Position } from '../position.js';
import type { ViEditor } from './editor.js';
import type { Motion } from './motions.js';

/** Compiles what is typed after `/`: vim's and vi's patterns are basic regular expressions. A bad one becomes the message. */
export function compilePattern(editor: ViEditor, text: string, ignoreCase = editor.settings.ignoreCase): Regex | undefined {
  try {
    return compileRegex(text, { syntax: 'basic', ignoreCase });
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    editor.message = editor.words.patternNotFound(text);
    return undefined;
  }
}

/** The next match from the cursor on, round the end; says so when there is none. */
export function findPattern(editor: ViEditor, text: string, backwards: boolean): Position | undefined {
  const regex = compilePattern(editor, text);
  if (!regex) return undefined;
  const found = backwards ? lookBack(editor, regex) : lookAhead(editor, regex);
  if (!found) {
    editor.message = editor.words.patternNotFound(text);
    return undefined;
  }
  const { cursor } = editor;
  const isRound = backwards
    ? found.row > cursor.row || (found.row === cursor.row && found.column >= cursor.column)
    : found.row < cursor.row || (found.row === cursor.row && found.column <= cursor.column);
  if (isRound && editor.words.name === 'vim') {
    editor.message = backwards ? 'search hit TOP, continuing at BOTTOM' : 'search hit BOTTOM, continuing at TOP';
  }
  return found;
}

function lookAhead({ buffer, cursor }: ViEditor, regex: Regex): Position | undefined {
  const count = buffer.lines.length;
  for (let i = 0; i <= count; i++) {
    const row = (cursor.row + i) % count;
    const line = buffer.line(row);
    const from = i === 0 ? cursor.column + 1 : 0;
    const match = from <= line.length ? regex.exec(line, from) : undefined;
    if (match) return { row, column: match.start };
  }
  return undefined;
}

function lookBack({ buffer, cursor }: ViEditor, regex: Regex): Position | undefined {
  const count = buffer.lines.length;
  for (let i = 0; i <= count; i++) {
    const row = (cursor.row - i + count) % count;
    const limit = i === 0 ? cursor.column : Infinity;
    let column: number | undefined;
    for (let from = 0; from <= buffer.line(row).length; ) {
      const match = regex.exec(buffer.line(row), from);
      if (!match || match.start >= limit) break;
      column = match.start;
      from = match.start + 1;
    }
    if (column !== undefined) return { row, column };
  }
  return undefined;
}

/** `*` and `#`: the word under the cursor is what is looked for. */
export function searchWord(editor: ViEditor, backwards: boolean): Motion | undefined {
  const words = [...editor.line.matchAll(/[\p{L}\p{N}_]+/gu)];
  const word = words.find(match => match.index + match[0].length > editor.cursor.column);
  if (!word) return undefined;
  editor.search = { text: `\\<${word[0]}\\>`, backwards };
  editor.cursor = { row: editor.cursor.row, column: word.index };
  const to = findPattern(editor, editor.search.text, backwards);
  return to && { to, kind: 'exclusive' };
}
