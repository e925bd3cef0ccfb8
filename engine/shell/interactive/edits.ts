import type { LineBuffer } from './line-buffer.js';

/** ^_ takes the last change back. */
export const UNDO = 'ctrl-\x7f';

/** Keys that busybox's line editor does not know. */
export const readlineOnly: ReadonlySet<string> = new Set([
  UNDO,
  ...['alt-#', 'alt-.', 'alt-_', 'alt-<', 'alt->', 'alt-c', 'alt-l', 'alt-t', 'alt-u', 'alt-y'],
  ...['ctrl-q', 'ctrl-t', 'ctrl-v', 'ctrl-y'],
]);

/** Keys that kill text, which is put together when they follow each other. */
export function isKill(name: string): boolean {
  return ['ctrl-k', 'ctrl-u', 'ctrl-w', 'alt-d', 'alt-backspace'].includes(name);
}

/** What keys do to the line, by the names that readKey gives them. */
export const edits: Readonly<Record<string, (buffer: LineBuffer) => void>> = {
  left: buffer => {
    buffer.move(-1);
  },
  right: buffer => {
    buffer.move(1);
  },
  'ctrl-b': buffer => {
    buffer.move(-1);
  },
  'ctrl-f': buffer => {
    buffer.move(1);
  },
  home: buffer => {
    buffer.moveTo(0);
  },
  end: buffer => {
    buffer.moveTo(buffer.length);
  },
  'ctrl-a': buffer => {
    buffer.moveTo(0);
  },
  'ctrl-e': buffer => {
    buffer.moveTo(buffer.length);
  },
  backspace: buffer => {
    buffer.delete(buffer.cursor - 1);
  },
  delete: buffer => {
    buffer.delete(buffer.cursor + 1);
  },
  'ctrl-d': buffer => {
    buffer.delete(buffer.cursor + 1);
  },
  'ctrl-k': buffer => {
    buffer.kill(buffer.length);
  },
  'ctrl-u': buffer => {
    buffer.kill(0);
  },
  'ctrl-w': buffer => {
    buffer.kill(buffer.blankWordStart());
  },
  'ctrl-y': buffer => {
    buffer.yank();
  },
  'ctrl-t': buffer => {
    buffer.transpose();
  },
  'alt-y': buffer => {
    buffer.yankBefore();
  },
  'alt-u': buffer => {
    buffer.changeWord(word => word.toUpperCase());
  },
  'alt-l': buffer => {
    buffer.changeWord(word => word.toLowerCase());
  },
  'alt-c': buffer => {
    buffer.changeWord(word => word.toLowerCase().replace(/[\p{L}\p{N}]/u, first => first.toUpperCase()));
  },
  'alt-t': buffer => {
    buffer.transposeWords();
  },
  'alt-b': buffer => {
    buffer.moveTo(buffer.wordStart());
  },
  'alt-f': buffer => {
    buffer.moveTo(buffer.wordEnd());
  },
  'ctrl-left': buffer => {
    buffer.moveTo(buffer.wordStart());
  },
  'ctrl-right': buffer => {
    buffer.moveTo(buffer.wordEnd());
  },
  'alt-d': buffer => {
    buffer.kill(buffer.wordEnd());
  },
  'alt-backspace': buffer => {
    buffer.kill(buffer.wordStart());
  },
};
