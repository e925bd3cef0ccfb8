import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { readDocument, writeLines } from '../document.js';
import { TextBuffer } from '../text-buffer.js';
import type { ViEditor } from './editor.js';

/** Opens a file; one that is not there begins empty. */
export function* openFile(editor: ViEditor, path: string): Task<void> {
  editor.buffer = new TextBuffer();
  editor.goTo({ row: 0, column: 0 });
  editor.topRow = 0;
  editor.fileName = path;
  editor.isNewFile = false;
  editor.marks.clear();
  if (path === '') return;
  try {
    const document = yield* readDocument(editor.sys, path);
    if (!document) {
      editor.isNewFile = true;
      editor.message = editor.words.newFile(path);
      return;
    }
    editor.buffer = new TextBuffer(document.lines);
    editor.isReadOnly ||= !document.isWritable;
    editor.message = editor.words.opened({
      path,
      lines: document.lines.length,
      bytes: document.sizeBytes,
      isComplete: document.isComplete,
      isReadOnly: editor.isReadOnly,
    });
  } catch (error) {
    if (!isErrno(error)) throw error;
    editor.message = error.code === 'EISDIR' ? editor.words.isDirectory(path) : editor.words.cannotRead(path, error.message);
  }
}

export interface WriteRequest {
  readonly path?: string;
  readonly force?: boolean;
  readonly append?: boolean;
  readonly rows?: readonly [number, number];
}

/** Writes the text or some of its lines; false, with a message, when that is not possible. */
export function* writeFile(editor: ViEditor, { path = editor.fileName, force = false, append = false, rows }: WriteRequest): Task<boolean> {
  const { words, buffer, sys } = editor;
  if (path === '') {
    editor.message = words.noFileName;
    return false;
  }
  const isOther = path !== editor.fileName;
  if (editor.isReadOnly && !force && !isOther) {
    editor.message = words.readOnly;
    return false;
  }
  const isThere = exists(editor, path);
  if (isOther && isThere && !force && !append) {
    editor.message = words.exists;
    return false;
  }
  const isEmpty = buffer.lines.length === 1 && buffer.line(0) === '';
  const lines = rows ? buffer.lines.slice(rows[0], rows[1] + 1) : isEmpty && editor.words.name === 'vim' ? [] : buffer.lines;
  try {
    const bytes = yield* writeLines(sys, path, lines, { append });
    editor.message = words.written({ path, lines: lines.length, bytes, isNew: !isThere });
  } catch (error) {
    if (!isErrno(error)) throw error;
    editor.message = words.cannotWrite(path, error.message);
    return false;
  }
  if (rows) return true;
  if (editor.fileName === '') editor.fileName = path;
  if (!isOther || editor.fileName === path) {
    buffer.markSaved();
    editor.isNewFile = false;
  }
  return true;
}

function exists({ sys }: ViEditor, path: string): boolean {
  try {
    sys.stat(path);
    return true;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return false;
  }
}

/** Ends vi, unless something would be lost. */
export function* quit(editor: ViEditor, { write, force }: { readonly write: boolean; readonly force: boolean }): Task<void> {
  if (write && !(yield* writeFile(editor, { force }))) return;
  if (!force && editor.buffer.isModified) {
    editor.message = editor.words.unsaved;
    return;
  }
  editor.exitStatus = 0;
}
