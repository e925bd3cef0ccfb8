import type { Task } from '../../../core/task.js';
import { compileRegex, RegexError, type Regex } from '../../regex/regex.js';
import { isBefore, type Position } from '../position.js';
import type { NanoEditor, Pattern } from './editor.js';
import { lineMenu, replaceMenu, replaceWithMenu, searchMenu } from './menus.js';
import { ask, askYesNo, type PromptResult } from './prompt.js';

interface Found {
  readonly at: Position;
  readonly length: number;
}

const MAX_HISTORY = 50;

/** `^W`: asks what to look for and goes there. */
export function* search(editor: NanoEditor, backwards = false): Task<void> {
  editor.pattern = { ...editor.pattern, backwards };
  const asked = yield* askPattern(editor, 'Search', searchMenu, ['^R', '^T']);
  if (asked?.key === '^R') return yield* replace(editor, asked.text);
  if (asked?.key === '^T') return yield* goToLine(editor);
  if (asked) findNext(editor);
}

/** `M-W`, `M-Q`: the same once more, forwards or backwards. */
export function searchAgain(editor: NanoEditor, backwards: boolean): void {
  if (editor.pattern.text === '') {
    editor.say('No current search pattern');
    return;
  }
  editor.pattern = { ...editor.pattern, backwards };
  findNext(editor);
}

/** Asks for a pattern; an empty line means the last one. Undefined when there is none. */
function* askPattern(
  editor: NanoEditor,
  verb: string,
  menu: typeof searchMenu,
  endKeys: readonly string[],
  suffix = '',
): Task<PromptResult> {
  const toggle = (name: 'caseSensitive' | 'isRegex' | 'backwards') => (): boolean => {
    editor.pattern = { ...editor.pattern, [name]: !editor.pattern[name] };
    return false;
  };
  const { text: last } = editor.pattern;
  const asked = yield* ask(editor, {
    label: () => verb + describe(editor.pattern) + suffix + (last === '' ? '' : ` [${shorten(last)}]`),
    menu,
    history: editor.histories.search,
    keys: {
      'M-c': toggle('caseSensitive'),
      'M-r': toggle('isRegex'),
      'M-b': toggle('backwards'),
      ...Object.fromEntries(endKeys.map(key => [key, (): boolean => true])),
    },
  });
  if (asked?.key !== '<Enter>') return asked;
  const text = asked.text === '' ? last : asked.text;
  if (text === '') {
    editor.say('Cancelled');
    return undefined;
  }
  remember(editor.histories.search, text);
  editor.pattern = { ...editor.pattern, text };
  return { ...asked, text };
}

function describe({ caseSensitive, isRegex, backwards }: Pattern): string {
  return (caseSensitive ? ' [Case Sensitive]' : '') + (isRegex ? ' [Reg.exp.]' : '') + (backwards ? ' [Backwards]' : '');
}

function shorten(text: string): string {
  return text.length > 26 ? `${text.slice(0, 23)}...` : text;
}

function remember(history: string[], text: string): void {
  if (text === '' || history.at(-1) === text) return;
  history.push(text);
  if (history.length > MAX_HISTORY) history.shift();
}

function compile(editor: NanoEditor): Regex | undefined {
  const { text, isRegex, caseSensitive } = editor.pattern;
  try {
    return compileRegex(text, { syntax: isRegex ? 'extended' : 'fixed', ignoreCase: !caseSensitive });
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    editor.say(`Bad regex "${text}": ${error.message}`);
    return undefined;
  }
}

function findNext(editor: NanoEditor): void {
  const regex = compile(editor);
  if (!regex) return;
  const { cursor, pattern } = editor;
  const found = pattern.backwards
    ? findBackwards(editor, regex, cursor)
    : findForwards(editor, regex, { ...cursor, column: cursor.column + 1 });
  if (!found) {
    editor.say(`"${pattern.text}" not found`);
    return;
  }
  const isSame = found.at.row === cursor.row && found.at.column === cursor.column;
  const isRound = pattern.backwards ? isBefore(cursor, found.at) : isBefore(found.at, cursor);
  editor.goTo(found.at);
  if (isSame) editor.say('This is the only occurrence');
  else if (isRound) editor.say('Search Wrapped');
}

/** From a place to the end, then from the start to that place. */
function findForwards({ buffer }: NanoEditor, regex: Regex, from: Position): Found | undefined {
  const count = buffer.lines.length;
  for (let i = 0; i <= count; i++) {
    const row = (from.row + i) % count;
    const line = buffer.line(row);
    const start = i === 0 ? from.column : 0;
    const match = start <= line.length ? regex.exec(line, start) : undefined;
    if (match) return { at: { row, column: match.start }, length: match.end - match.start };
  }
  return undefined;
}

function findBackwards({ buffer }: NanoEditor, regex: Regex, from: Position): Found | undefined {
  const count = buffer.lines.length;
  for (let i = 0; i <= count; i++) {
    const row = (from.row - i + count) % count;
    const found = lastMatch(buffer.line(row), regex, i === 0 ? from.column : Infinity);
    if (found) return { at: { row, column: found.start }, length: found.length };
  }
  return undefined;
}

function lastMatch(line: string, regex: Regex, before: number): { readonly start: number; readonly length: number } | undefined {
  let last: { readonly start: number; readonly length: number } | undefined;
  for (let from = 0; from <= line.length; ) {
    const match = regex.exec(line, from);
    if (!match || match.start >= before) break;
    last = { start: match.start, length: match.end - match.start };
    from = match.start + 1;
  }
  return last;
}

/** `^\`: asks for a pattern and what to put there, then goes through the text from the cursor on, once around. */
export function* replace(editor: NanoEditor, typed?: string): Task<void> {
  if (typed === undefined || typed === '') {
    const asked = yield* askPattern(editor, 'Search', replaceMenu, ['^R'], ' (to replace)');
    if (asked?.key === '^R') return yield* search(editor);
    if (!asked) return;
  } else {
    remember(editor.histories.search, typed);
    editor.pattern = { ...editor.pattern, text: typed };
  }
  const answer = yield* ask(editor, { label: () => 'Replace with', menu: replaceWithMenu, history: editor.histories.replace });
  const regex = answer && compile(editor);
  if (!regex) return;
  remember(editor.histories.replace, answer.text);
  const count = yield* replaceFrom(editor, regex, answer.text);
  if (count === undefined) return;
  if (count === 0) editor.say(`"${editor.pattern.text}" not found`);
  else editor.say(`Replaced ${String(count)} ${count === 1 ? 'occurrence' : 'occurrences'}`);
}

/** How many were replaced; undefined when none was although there are some. */
function* replaceFrom(editor: NanoEditor, regex: Regex, replacement: string): Task<number | undefined> {
  const start = editor.cursor;
  let from = start;
  let [count, seen, isAll, isRound] = [0, 0, false, false];
  for (;;) {
    yield* editor.sys.tick();
    const found: Found | undefined = findForwards(editor, regex, from);
    if (!found) break;
    isRound ||= isBefore(found.at, from);
    if (isRound && !isBefore(found.at, start)) break;
    seen++;
    editor.goTo(found.at);
    const answer = isAll ? 'all' : yield* askYesNo(editor, 'Replace this instance?', true);
    if (answer === 'cancel') break;
    isAll ||= answer === 'all';
    if (answer !== 'no') {
      if (!editor.mayChange('replacement')) return undefined;
      count++;
    }
    const text = answer === 'no' ? undefined : expand(editor, regex, found, replacement);
    if (text !== undefined) {
      editor.remove(found.at, { ...found.at, column: found.at.column + found.length });
      editor.insert(text);
    }
    from = { row: found.at.row, column: found.at.column + Math.max(1, text?.length ?? found.length) };
  }
  editor.goTo(start);
  return count === 0 && seen > 0 ? undefined : count;
}

/** `\1` to `\9` in the replacement of a regular expression are its groups. */
function expand(editor: NanoEditor, regex: Regex, { at }: Found, replacement: string): string {
  if (!editor.pattern.isRegex) return replacement;
  const groups = regex.exec(editor.buffer.line(at.row), at.column)?.groups ?? [];
  return replacement.replace(/\\([1-9])/g, (_, digit: string) => groups[Number(digit) - 1] ?? '');
}

/** `^/`: a line, or a line and a column; negative ones count from the end. */
export function* goToLine(editor: NanoEditor): Task<void> {
  const asked = yield* ask(editor, {
    label: () => 'Enter line number, column number',
    menu: lineMenu,
    keys: Object.fromEntries(['^Y', '^V', '^T'].map(key => [key, (): boolean => true])),
  });
  if (!asked) return;
  if (asked.key === '^T') return yield* search(editor);
  if (asked.key === '^Y') {
    editor.goTo({ row: 0, column: 0 });
    return;
  }
  if (asked.key === '^V') {
    editor.goTo(editor.buffer.end);
    return;
  }
  if (!goToPlace(editor, asked.text)) editor.say('Invalid line or column number');
}

/** Goes to `line`, `line,column` or `,column`, counted from 1; false when it is none. */
export function goToPlace(editor: NanoEditor, text: string): boolean {
  const match = /^\s*(-?\d+)?(?:[,:](-?\d+))?\s*$/.exec(text);
  if (!match || (match[1] === undefined && match[2] === undefined)) return false;
  const count = editor.buffer.lines.length;
  const line = match[1] === undefined ? editor.cursor.row + 1 : Number(match[1]);
  const row = Math.max(0, Math.min(count - 1, line < 0 ? count + line : line - 1));
  const column = Number(match[2] ?? 1);
  editor.goTo({ row, column: column < 0 ? editor.buffer.line(row).length + column + 1 : Math.max(0, column - 1) });
  return true;
}
