import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { readDocument, writeLines } from '../document.js';
import { TextBuffer } from '../text-buffer.js';
import type { FileFormat, NanoEditor } from './editor.js';
import { insertMenu, writeMenu } from './menus.js';
import { ask, askYesNo } from './prompt.js';

type Way = 'write' | 'append' | 'prepend';

const verbs: Readonly<Record<Way, string>> = { write: 'Write', append: 'Append', prepend: 'Prepend' };
const formatNames: Readonly<Record<FileFormat, string>> = { unix: '', dos: ' [DOS Format]', mac: ' [Mac Format]' };
const lineEnds: Readonly<Record<FileFormat, string>> = { unix: '', dos: '\r', mac: '' };

/** Opens a file to be edited; one that is not there yet will be made when it is written. */
export function* openFile(editor: NanoEditor, path: string): Task<void> {
  editor.buffer = new TextBuffer();
  editor.cursor = { row: 0, column: 0 };
  editor.fileName = path;
  if (path === '') return;
  try {
    const document = yield* readDocument(editor.sys, path);
    if (!document) {
      editor.say('New File');
      return;
    }
    const isDos = document.lines.length > 0 && document.lines.every(line => line.endsWith('\r'));
    if (isDos) editor.format = 'dos';
    const lines = isDos ? document.lines.map(line => line.slice(0, -1)) : document.lines;
    // There is always a line to stand on after the last newline.
    editor.buffer = new TextBuffer(document.isComplete ? [...lines, ''] : lines);
    const note = document.isWritable ? '' : 'unwritable';
    const count = document.lines.length;
    if (note !== '') editor.say(`File '${path}' is unwritable`);
    else editor.say(`Read ${String(count)} ${count === 1 ? 'line' : 'lines'}${isDos ? ' (converted from DOS format)' : ''}`);
  } catch (error) {
    if (!isErrno(error)) throw error;
    editor.fileName = '';
    editor.say(error.code === 'EISDIR' ? `"${path}" is a directory` : `Error reading ${path}: ${error.message}`);
  }
}

/** `^O`: asks for the name and writes; true when the text is on the disk. */
export function* writeOut(editor: NanoEditor): Task<boolean> {
  let way: Way = 'write';
  let { backup } = editor.options;
  const choose = (other: Way) => (): boolean => {
    way = way === other ? 'write' : other;
    return false;
  };
  const format = (other: FileFormat) => (): boolean => {
    editor.format = editor.format === other ? 'unix' : other;
    return false;
  };
  const asked = yield* ask(editor, {
    label: () => `${label(way, editor.selection !== undefined)}${formatNames[editor.format]}${backup ? ' [Backup]' : ''}`,
    menu: writeMenu,
    text: editor.selection ? '' : editor.fileName,
    keys: {
      'M-a': choose('append'),
      'M-p': choose('prepend'),
      'M-d': format('dos'),
      'M-m': format('mac'),
      'M-b': () => {
        backup = !backup;
        return false;
      },
      '^T': () => true,
    },
  });
  if (!asked) return false;
  if (asked.key === '^T') {
    editor.say('drydock: the file browser is not simulated');
    return false;
  }
  return yield* writeTo(editor, asked.text, way, backup);
}

function label(way: Way, isSelection: boolean): string {
  const what = isSelection ? 'Selection' : 'File Name';
  if (isSelection) return `${verbs[way]} ${what} to File`;
  return way === 'write' ? `${what} to Write` : `${what} to ${verbs[way]} to`;
}

function* writeTo(editor: NanoEditor, path: string, way: Way, backup: boolean): Task<boolean> {
  if (path === '') {
    editor.say('Cancelled');
    return false;
  }
  const isOther = path !== editor.fileName;
  if (way === 'write' && isOther && exists(editor, path)) {
    const answer = yield* askYesNo(editor, `File "${path}" exists; OVERWRITE?`);
    if (answer !== 'yes') return false;
  }
  if (way === 'write' && isOther && editor.fileName !== '' && !editor.selection) {
    const answer = yield* askYesNo(editor, 'Save file under DIFFERENT NAME?');
    if (answer !== 'yes') return false;
  }
  return yield* save(editor, path, way, backup);
}

function exists(editor: NanoEditor, path: string): boolean {
  try {
    editor.sys.stat(path);
    return true;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return false;
  }
}

/** Writes without asking (`^S`, and at the end of `^O`). */
export function* save(editor: NanoEditor, path: string, way: Way = 'write', backup = editor.options.backup): Task<boolean> {
  const { buffer, selection, sys } = editor;
  const text = selection ? buffer.textBetween(...selection) : buffer.lines.join('\n');
  // The magic line at the end is none of the file's.
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  const written = text === '' ? [] : lines.map(line => line + lineEnds[editor.format]);
  try {
    const before = way === 'prepend' || backup ? yield* readDocument(sys, path) : undefined;
    if (backup && before) yield* writeLines(sys, `${path}~`, before.lines, { isComplete: before.isComplete });
    const all = way === 'prepend' && before ? [...written, ...before.lines] : written;
    yield* writeLines(sys, path, editor.format === 'mac' ? [all.join('\r')] : all, { append: way === 'append' });
  } catch (error) {
    if (!isErrno(error)) throw error;
    editor.say(`Error writing ${path}: ${error.message}`);
    return false;
  }
  if (way === 'write' && !selection) {
    editor.fileName = path;
    completeLastLine(editor);
    buffer.markSaved();
  }
  editor.say(`Wrote ${String(written.length)} ${written.length === 1 ? 'line' : 'lines'}`);
  return true;
}

/** The file ends with a newline now, so there is a line after it, as when the file is opened again. */
function completeLastLine({ buffer }: NanoEditor): void {
  const { end } = buffer;
  if (end.column > 0) buffer.insert(end, '\n');
}

/** `^X`: asks about what is not saved; ends the editing of this file. */
export function* leave(editor: NanoEditor): Task<void> {
  if (!editor.buffer.isModified || editor.options.isViewing) {
    editor.isDone = true;
    return;
  }
  const answer = yield* askYesNo(editor, 'Save modified buffer?');
  if (answer === 'cancel') return;
  editor.isDone = answer === 'no' || (yield* writeOut(editor));
}

/** `^R`: puts another file in at the cursor. */
export function* insertFile(editor: NanoEditor): Task<void> {
  const asked = yield* ask(editor, { label: () => 'File to insert [from ./]', menu: insertMenu });
  if (!asked || asked.text === '') return;
  try {
    const document = yield* readDocument(editor.sys, asked.text);
    if (!document) {
      editor.say(`File "${asked.text}" not found`);
      return;
    }
    if (!editor.mayChange('insertion')) return;
    editor.insert(document.lines.join('\n') + (document.isComplete && document.lines.length > 0 ? '\n' : ''));
    editor.say(`Read ${String(document.lines.length)} ${document.lines.length === 1 ? 'line' : 'lines'}`);
  } catch (error) {
    if (!isErrno(error)) throw error;
    editor.say(error.code === 'EISDIR' ? `"${asked.text}" is a directory` : `Error reading ${asked.text}: ${error.message}`);
  }
}
