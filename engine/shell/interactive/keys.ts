import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';

/** A key: text typed, or a name such as `left`, `ctrl-a`, `alt-f`. */
export type Key =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'paste'; readonly text: string }
  /** The terminal is gone. */
  | { readonly kind: 'closed' };

const finals: Readonly<Record<string, string>> = { A: 'up', B: 'down', C: 'right', D: 'left', F: 'end', H: 'home', Z: 'shift-tab' };
const numbered: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'page-up',
  6: 'page-down',
  7: 'home',
  8: 'end',
};
const controls: Readonly<Record<number, string>> = { 0x09: 'tab', 0x0a: 'enter', 0x0d: 'enter', 0x08: 'backspace', 0x7f: 'backspace' };

/** A pasted text longer than this is cut: nobody reads it. */
const pasteBytes = 1024 * 1024;

/** Reads one key, a byte at a time: what follows may be meant for the program that the line starts. */
export function* readKey(sys: Sys, fd: number): Task<Key> {
  const byte = yield* readByte(sys, fd);
  if (byte === undefined) return { kind: 'closed' };
  if (byte === 0x1b) return yield* readEscape(sys, fd);
  const control = controls[byte];
  if (control !== undefined) return { kind: 'key', name: control };
  if (byte < 0x20) return { kind: 'key', name: `ctrl-${String.fromCharCode(byte + 0x60)}` };
  return { kind: 'text', text: yield* readCharacter(sys, fd, byte) };
}

/** The next character whatever it is: after ^V. */
export function* readLiteral(sys: Sys, fd: number): Task<Key> {
  const byte = yield* readByte(sys, fd);
  return byte === undefined ? { kind: 'closed' } : { kind: 'text', text: yield* readCharacter(sys, fd, byte) };
}

function* readByte(sys: Sys, fd: number): Task<number | undefined> {
  const bytes = yield* sys.read(fd, 1);
  return bytes[0];
}

/** The rest of a UTF-8 character. */
function* readCharacter(sys: Sys, fd: number, first: number): Task<string> {
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  const bytes = [first];
  while (bytes.length < length) {
    const next = yield* readByte(sys, fd);
    if (next === undefined) break;
    bytes.push(next);
  }
  return decodeUtf8(Uint8Array.from(bytes));
}

function* readEscape(sys: Sys, fd: number): Task<Key> {
  const byte = yield* readByte(sys, fd);
  if (byte === undefined) return { kind: 'closed' };
  const character = String.fromCharCode(byte);
  if (character === '[') return yield* readSequence(sys, fd);
  if (character === 'O') {
    const final = yield* readByte(sys, fd);
    return { kind: 'key', name: finals[String.fromCharCode(final ?? 0)] ?? 'unknown' };
  }
  if (byte === 0x7f || byte === 8) return { kind: 'key', name: 'alt-backspace' };
  if (byte < 0x20) return { kind: 'key', name: 'unknown' };
  return { kind: 'key', name: `alt-${character.toLowerCase()}` };
}

/** `ESC [ parameters final` */
function* readSequence(sys: Sys, fd: number): Task<Key> {
  let parameters = '';
  for (;;) {
    const byte = yield* readByte(sys, fd);
    if (byte === undefined) return { kind: 'closed' };
    const character = String.fromCharCode(byte);
    if (byte >= 0x40 && byte <= 0x7e) {
      if (character === '~' && parameters === '200') return { kind: 'paste', text: yield* readPaste(sys, fd) };
      return { kind: 'key', name: nameOf(parameters, character) };
    }
    parameters += character;
    if (parameters.length > 32) return { kind: 'key', name: 'unknown' };
  }
}

function nameOf(parameters: string, final: string): string {
  const [code = '', modifier = '1'] = parameters.split(';');
  const name = final === '~' ? numbered[code] : finals[final];
  if (name === undefined) return 'unknown';
  const bits = Number(modifier) - 1;
  return `${bits & 4 ? 'ctrl-' : bits & 2 ? 'alt-' : ''}${name}`;
}

/** Text up to the end of a bracketed paste. */
function* readPaste(sys: Sys, fd: number): Task<string> {
  const end = [0x1b, 0x5b, 0x32, 0x30, 0x31, 0x7e];
  const bytes: number[] = [];
  for (;;) {
    const byte = yield* readByte(sys, fd);
    if (byte === undefined) break;
    bytes.push(byte);
    if (byte === 0x7e && end.every((expected, index) => bytes[bytes.length - end.length + index] === expected)) {
      bytes.length -= end.length;
      break;
    }
    if (bytes.length > pasteBytes) break;
  }
  return decodeUtf8(Uint8Array.from(bytes)).replace(/\r\n?/g, '\n');
}
