import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { readDocument } from '../document.js';
import { parseAddresses, type Rows } from './addresses.js';
import type { ViEditor } from './editor.js';
import { openFile, quit, writeFile } from './files.js';
import { deleteRange, joinLines, put, shiftLines, yank } from './operators.js';
import { runShellCommand } from './shell.js';
import { setOptions } from './options.js';
import { substitute, substituteAgain } from './substitute.js';
import { compilePattern } from './search.js';

interface Ex {
  readonly rows: Rows | undefined;
  readonly bang: boolean;
  readonly rest: string;
}

type ExCommand = (editor: ViEditor, ex: Ex) => void | Task<void>;

/** Does what was typed after the colon. What it says stands in `editor.message`. */
export function* runExCommand(editor: ViEditor, line: string): Task<void> {
  const parsed = parseAddresses(editor, line.trimStart());
  if ('error' in parsed) {
    editor.message = parsed.error;
    return;
  }
  const { rows, rest } = parsed;
  if (rest === '') {
    if (rows) editor.goTo({ row: rows.last, column: /^\s*/.exec(editor.buffer.line(rows.last))?.[0].length ?? 0 });
    return;
  }
  if (rest.startsWith('!')) return yield* runShellCommand(editor, rest.slice(1));
  const match = /^([A-Za-z]+|[&<>=#])(!?)\s*(.*)$/s.exec(splitSubstitute(rest));
  const command = match && commandOf(match[1] ?? '');
  if (!match || !command) {
    editor.message = editor.words.unknownCommand(line.trim());
    return;
  }
  const task = command(editor, { rows, bang: match[2] === '!', rest: match[3] ?? '' });
  if (task) yield* task;
}

/** `s/a/b/` and `g/a/d` have their argument right behind the letter: with any delimiter, even a letter's neighbour. */
function splitSubstitute(text: string): string {
  return text.replace(/^(s|g|v)(?=[^\w\s!])/, '$1 ');
}

function commandOf(name: string): ExCommand | undefined {
  const whole = names.find(known => known.full.startsWith(name) && name.length >= known.shortest);
  return whole && commands[whole.full];
}

/** How short a name may be. */
const names = [
  { full: 'write', shortest: 1 },
  { full: 'wq', shortest: 2 },
  { full: 'wall', shortest: 2 },
  { full: 'wqall', shortest: 3 },
  { full: 'quit', shortest: 1 },
  { full: 'qall', shortest: 2 },
  { full: 'xit', shortest: 1 },
  { full: 'xall', shortest: 2 },
  { full: 'edit', shortest: 1 },
  { full: 'read', shortest: 1 },
  { full: 'substitute', shortest: 1 },
  { full: 'set', shortest: 2 },
  { full: 'delete', shortest: 1 },
  { full: 'yank', shortest: 1 },
  { full: 'put', shortest: 2 },
  { full: 'join', shortest: 1 },
  { full: 'global', shortest: 1 },
  { full: 'vglobal', shortest: 1 },
  { full: 'undo', shortest: 1 },
  { full: 'redo', shortest: 3 },
  { full: 'nohlsearch', shortest: 3 },
  { full: 'pwd', shortest: 2 },
  { full: 'move', shortest: 1 },
  { full: 'copy', shortest: 2 },
  { full: 't', shortest: 1 },
  { full: '>', shortest: 1 },
  { full: '<', shortest: 1 },
  { full: '&', shortest: 1 },
  { full: '=', shortest: 1 },
] as const;

const own = ({ cursor }: ViEditor): Rows => ({ first: cursor.row, last: cursor.row });

const rangeOf = (
  editor: ViEditor,
  rows: Rows | undefined,
): { readonly from: { row: number; column: number }; readonly to: { row: number; column: number }; readonly isLines: true } => {
  const { first, last } = rows ?? own(editor);
  return { from: { row: first, column: 0 }, to: { row: last, column: 0 }, isLines: true };
};

function* write(editor: ViEditor, { rows, bang, rest }: Ex): Task<void> {
  const append = rest.startsWith('>>');
  const path = (append ? rest.slice(2) : rest).trim();
  yield* writeFile(editor, {
    ...(path === '' ? {} : { path }),
    force: bang,
    append,
    ...(rows ? { rows: [rows.first, rows.last] as const } : {}),
  });
}

function* writeAndQuit(editor: ViEditor, { bang, rest }: Ex): Task<void> {
  if (rest === '') return yield* quit(editor, { write: true, force: bang });
  if (yield* writeFile(editor, { path: rest, force: bang })) yield* quit(editor, { write: false, force: bang });
}

function* edit(editor: ViEditor, { bang, rest }: Ex): Task<void> {
  if (!bang && editor.buffer.isModified) {
    editor.message = editor.words.name === 'vim' ? 'E37: No write since last change (add ! to override)' : editor.words.unsaved;
    return;
  }
  const path = rest === '' ? editor.fileName : rest;
  if (path === '') {
    editor.message = editor.words.noFileName;
    return;
  }
  yield* openFile(editor, path);
}

function* read(editor: ViEditor, { rows, rest }: Ex): Task<void> {
  if (rest === '') {
    editor.message = editor.words.noFileName;
    return;
  }
  try {
    const document = yield* readDocument(editor.sys, rest);
    if (!document) {
      editor.message = editor.words.cannotRead(rest, 'No such file or directory');
      return;
    }
    editor.beginChange();
    const at = (rows ?? own(editor)).last + 1;
    editor.buffer.replaceRows(at, 0, document.lines);
    editor.goTo({ row: at, column: 0 });
    editor.message = editor.words.opened({ path: rest, lines: document.lines.length, bytes: document.sizeBytes });
  } catch (error) {
    if (!isErrno(error)) throw error;
    editor.message = error.code === 'EISDIR' ? editor.words.isDirectory(rest) : editor.words.cannotRead(rest, error.message);
  }
}

/** `:g/pattern/command` on each line that matches (`:v`: that does not); only d and s, the two that people use. */
function* global(editor: ViEditor, { rows, bang, rest }: Ex, inverted: boolean): Task<void> {
  const delimiter = rest.charAt(0);
  const end = rest.indexOf(delimiter, 1);
  const pattern = end < 0 ? rest.slice(1) : rest.slice(1, end);
  const command = end < 0 ? '' : rest.slice(end + 1).trim();
  const regex = compilePattern(editor, pattern);
  if (!regex) return;
  const wanted = inverted === bang;
  const { first, last } = rows ?? { first: 0, last: editor.lastRow };
  const chosen = editor.buffer.lines.slice(first, last + 1).flatMap((line, i) => (regex.test(line) === wanted ? [first + i] : []));
  if (chosen.length === 0) {
    editor.message = editor.words.patternNotFound(pattern);
    return;
  }
  if (!/^(?:d|s\W)/.test(command)) {
    editor.message = 'drydock: :g with another command than d or s is not simulated';
    return;
  }
  editor.beginChange();
  // From the end, so that rows keep their numbers.
  for (const row of chosen.toReversed()) {
    yield* editor.sys.tick();
    if (command.startsWith('d')) deleteRange(editor, { from: { row, column: 0 }, to: { row, column: 0 }, isLines: true });
    else substitute(editor, { first: row, last: row }, command.slice(1), false);
  }
}

/** `:m` and `:t`: lines go, or are copied, behind another one. */
function transfer(editor: ViEditor, { rows, rest }: Ex, isMove: boolean): void {
  const { first, last } = rows ?? own(editor);
  const target = rest === '0' ? { first: -1, last: -1 } : addressOf(editor, rest);
  if (!target || (isMove && target.last >= first && target.last < last)) {
    editor.message = editor.words.badRange;
    return;
  }
  editor.beginChange();
  const lines = editor.buffer.lines.slice(first, last + 1);
  editor.buffer.replaceRows(target.last + 1, 0, lines);
  if (isMove) editor.buffer.replaceRows(target.last < first ? first + lines.length : first, lines.length, []);
  editor.goTo({ row: target.last + (isMove && target.last >= first ? 0 : lines.length), column: 0 });
}

function addressOf(editor: ViEditor, text: string): Rows | undefined {
  const parsed = parseAddresses(editor, text.trim());
  return 'error' in parsed || parsed.rest !== '' ? undefined : parsed.rows;
}

const commands: Readonly<Record<(typeof names)[number]['full'], ExCommand>> = {
  write,
  wall: write,
  wq: writeAndQuit,
  wqall: writeAndQuit,
  quit: (editor, { bang }) => quit(editor, { write: false, force: bang }),
  qall: (editor, { bang }) => quit(editor, { write: false, force: bang }),
  xit: (editor, { bang }) => quit(editor, { write: editor.buffer.isModified || editor.isNewFile, force: bang }),
  xall: (editor, { bang }) => quit(editor, { write: editor.buffer.isModified, force: bang }),
  edit,
  read,
  substitute: (editor, { rows, rest }) => {
    substitute(editor, rows ?? own(editor), rest);
  },
  '&': (editor, { rows }) => {
    substituteAgain(editor, rows ?? own(editor));
  },
  set: (editor, { rest }) => {
    setOptions(editor, rest);
  },
  delete: (editor, { rows, rest }) => {
    editor.beginChange();
    deleteRange(editor, rangeOf(editor, rows), rest === '' ? undefined : rest.charAt(0));
  },
  yank: (editor, { rows, rest }) => {
    yank(editor, rangeOf(editor, rows), rest === '' ? undefined : rest.charAt(0));
  },
  put: (editor, { rows, bang, rest }) => {
    const kept = editor.registers.get(rest === '' ? '"' : rest.charAt(0));
    if (!kept) {
      editor.message = editor.words.nothingInRegister(rest === '' ? '"' : rest.charAt(0));
      return;
    }
    editor.beginChange();
    editor.goTo({ row: (rows ?? own(editor)).last, column: 0 });
    put(editor, { text: kept.isLines ? kept.text : `${kept.text}\n`, isLines: true }, bang, 1);
  },
  join: (editor, { rows, bang }) => {
    const { first, last } = rows ?? own(editor);
    editor.beginChange();
    joinLines(editor, first, last - first + 1, bang);
  },
  global: (editor, ex) => global(editor, ex, false),
  vglobal: (editor, ex) => global(editor, ex, true),
  undo: editor => {
    const moment = editor.buffer.undo(editor.cursor);
    if (moment) editor.goTo(moment.cursor);
    else editor.message = editor.words.oldest;
  },
  redo: editor => {
    const moment = editor.buffer.redo(editor.cursor);
    if (moment) editor.goTo(moment.cursor);
    else editor.message = editor.words.newest;
  },
  nohlsearch: () => undefined,
  pwd: editor => {
    editor.message = editor.sys.cwd();
  },
  move: (editor, ex) => {
    transfer(editor, ex, true);
  },
  copy: (editor, ex) => {
    transfer(editor, ex, false);
  },
  t: (editor, ex) => {
    transfer(editor, ex, false);
  },
  '>': (editor, { rows }) => {
    editor.beginChange();
    shiftLines(editor, rangeOf(editor, rows), 1);
  },
  '<': (editor, { rows }) => {
    editor.beginChange();
    shiftLines(editor, rangeOf(editor, rows), -1);
  },
  '=': (editor, { rows }) => {
    editor.message = String((rows?.last ?? editor.lastRow) + 1);
  },
};
