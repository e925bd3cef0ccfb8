import type { Task } from '../../../core/task.js';
import { nextColumn, previousColumn } from '../position.js';
import type { ViEditor } from './editor.js';
import { runExCommand } from './ex.js';
import { findPattern } from './search.js';

const histories = new WeakMap<ViEditor, Record<string, string[]>>();
const MAX_HISTORY = 50;

/** Reads what is typed after `:`, `/` or `?` and does it. */
export function* runCommandLine(editor: ViEditor, prompt: ':' | '/' | '?', given = ''): Task<void> {
  const text = yield* readCommandLine(editor, prompt, given);
  const rows = [editor.visualStart, editor.cursor];
  editor.mode = 'normal';
  if (text === undefined) return;
  if (prompt === ':') {
    const [first, last] = rows.toSorted((a, b) => a.row - b.row);
    if (given === "'<,'>" && first && last) {
      editor.marks.set('<', first);
      editor.marks.set('>', last);
    }
    yield* runExCommand(editor, text);
    keepCommand(editor, prompt + text);
    return;
  }
  const pattern = text === '' ? editor.search?.text : (new RegExp(`^((?:\\\\.|[^\\\\${prompt}])*)`).exec(text)?.[1] ?? text);
  if (pattern === undefined) {
    editor.message = editor.words.noPattern;
    return;
  }
  editor.search = { text: pattern, backwards: prompt === '?' };
  const found = findPattern(editor, pattern, prompt === '?');
  if (found) editor.goTo(found);
  keepCommand(editor, prompt + pattern);
}

/** vim leaves a command that had nothing to say where it was typed. */
function keepCommand(editor: ViEditor, text: string): void {
  if (editor.words.name === 'vim' && editor.message === '') editor.message = text;
}

/** Undefined when it was given up. */
function* readCommandLine(editor: ViEditor, prompt: string, given: string): Task<string | undefined> {
  const known = histories.get(editor) ?? {};
  histories.set(editor, known);
  const history = (known[prompt === ':' ? ':' : '/'] ??= []);
  let text = given;
  let cursor = text.length;
  let place = history.length;
  const end = (): void => {
    editor.commandLine = undefined;
  };
  for (;;) {
    editor.commandLine = { text: prompt + text, cursor: prompt.length + cursor };
    const key = yield* editor.key();
    if (key === '<Enter>') {
      end();
      if (text !== '' && history.at(-1) !== text) history.push(text);
      if (history.length > MAX_HISTORY) history.shift();
      return text;
    }
    if (key === '<Escape>' || key === '^C' || key === '<Hangup>' || (key === '<Backspace>' && text === '')) {
      end();
      return undefined;
    }
    if (key === '<Up>' || key === '<Down>') {
      place = Math.max(0, Math.min(history.length, place + (key === '<Up>' ? -1 : 1)));
      text = history[place] ?? '';
      cursor = text.length;
    } else if (key === '<Backspace>') {
      const before = previousColumn(text, cursor);
      text = text.slice(0, before) + text.slice(cursor);
      cursor = before;
    } else if (key === '^U') {
      text = text.slice(cursor);
      cursor = 0;
    } else if (key === '^W') {
      const kept = text.slice(0, cursor).replace(/\S+\s*$|\s+$/, '');
      text = kept + text.slice(cursor);
      cursor = kept.length;
    } else if (key === '<Left>') cursor = previousColumn(text, cursor);
    else if (key === '<Right>') cursor = nextColumn(text, cursor);
    else if (key === '<Home>' || key === '^B') cursor = 0;
    else if (key === '<End>' || key === '^E') cursor = text.length;
    else if ([...key].length === 1) {
      text = text.slice(0, cursor) + key + text.slice(cursor);
      cursor += key.length;
    }
  }
}
