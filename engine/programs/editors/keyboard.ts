import type { Ms } from '../../core/clock.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { concatBytes } from '../../core/streams.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Fd, Sys } from '../../process/sys.js';

/**
 * A key as an editor knows it: a character as it is, `^X` with Control, `M-x` with Alt, `<Up>` and its like, `<Resize>` when the
 * window has another size, `<Hangup>` when nobody types any more.
 */
export type Key = string;

/** How long an Escape waits for the rest of a sequence, in ms: ncurses' and vim's order of size. */
const ESCAPE_DELAY = 50;
const READ_BYTES = 4096;

const sequences: Readonly<Record<string, Key>> = {
  '[A': '<Up>',
  '[B': '<Down>',
  '[C': '<Right>',
  '[D': '<Left>',
  OA: '<Up>',
  OB: '<Down>',
  OC: '<Right>',
  OD: '<Left>',
  '[H': '<Home>',
  '[F': '<End>',
  OH: '<Home>',
  OF: '<End>',
  '[1~': '<Home>',
  '[4~': '<End>',
  '[7~': '<Home>',
  '[8~': '<End>',
  '[2~': '<Insert>',
  '[3~': '<Delete>',
  '[5~': '<PageUp>',
  '[6~': '<PageDown>',
  '[1;5A': '<C-Up>',
  '[1;5B': '<C-Down>',
  '[1;5C': '<C-Right>',
  '[1;5D': '<C-Left>',
  '[1;5H': '<C-Home>',
  '[1;5F': '<C-End>',
};

const controls: Readonly<Record<string, Key>> = {
  '\r': '<Enter>',
  '\n': '<Enter>',
  '\t': '<Tab>',
  '\x7f': '<Backspace>',
  '\b': '<Backspace>',
  '\x1b': '<Escape>',
};

/** Reads keys from a terminal in raw mode. */
export class Keyboard {
  readonly #sys: Sys;
  readonly #fd: Fd;
  #bytes: Uint8Array = new Uint8Array();
  #text = '';
  #isClosed = false;

  readonly #hasAlt: boolean;

  /** `hasAlt`: Escape right before a character is Alt with it, not a key of its own. */
  constructor(sys: Sys, { hasAlt, fd = 0 }: { readonly hasAlt: boolean; readonly fd?: Fd }) {
    this.#sys = sys;
    this.#fd = fd;
    this.#hasAlt = hasAlt;
    sys.onSignal('SIGWINCH', 'catch');
  }

  /** The next key; waits for one, `<Timeout>` when none came in time. */
  *next(timeout?: Ms): Task<Key> {
    while (this.#text === '') {
      if (this.#isClosed) return '<Hangup>';
      if (timeout !== undefined) {
        const ready = yield* this.#sys.poll([{ fd: this.#fd, read: true }], timeout);
        if (ready.kind === 'timeout') return '<Timeout>';
      }
      if (!(yield* this.#read())) return '<Resize>';
    }
    if (this.#text.startsWith('\x1b')) return yield* this.#escape();
    return this.#take(controlKey(this.#text) ?? characterAt(this.#text));
  }

  /** Nothing has been typed that was not read yet: the time to draw. */
  get isIdle(): boolean {
    return this.#text === '';
  }

  *#escape(): Task<Key> {
    while (isPartOfSequence(this.#text)) {
      const more = yield* this.#sys.poll([{ fd: this.#fd, read: true }], ESCAPE_DELAY);
      if (more.kind !== 'ready') break;
      if (!(yield* this.#read()) || this.#isClosed) break;
    }
    const rest = this.#text.slice(1);
    const sequence = /^(?:\[[0-9;?]*[A-Za-z~]|O[A-Za-z])/.exec(rest)?.[0];
    if (sequence !== undefined) {
      this.#text = rest.slice(sequence.length);
      return sequences[sequence] ?? '<Unknown>';
    }
    this.#text = rest;
    if (rest === '' || rest.startsWith('\x1b') || !this.#hasAlt) return '<Escape>';
    const key = controlKey(rest);
    // An Escape right before Enter, say, is two keys; with a letter it is what Alt sends.
    if (key !== undefined) return '<Escape>';
    return `M-${this.#take(characterAt(rest)).toLowerCase()}`;
  }

  #take(key: Key): Key {
    const typed = controlKey(this.#text) === key ? 1 : key.length;
    this.#text = this.#text.slice(typed);
    return key;
  }

  /** False when a signal came first. */
  *#read(): Task<boolean> {
    try {
      const read = yield* this.#sys.read(this.#fd, READ_BYTES);
      if (read.length === 0) this.#isClosed = true;
      const all = concatBytes([this.#bytes, read]);
      const whole = this.#isClosed ? all.length : wholeCharacters(all);
      this.#text += decodeUtf8(all.subarray(0, whole));
      this.#bytes = all.slice(whole);
      return true;
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (error.code !== 'EINTR') this.#isClosed = true;
      while (this.#sys.takeSignal() !== undefined);
      return error.code !== 'EINTR';
    }
  }
}

function characterAt(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

function controlKey(text: string): Key | undefined {
  const code = text.charCodeAt(0);
  const key = controls[text.charAt(0)];
  if (key !== undefined) return key;
  return code < 0x20 ? `^${String.fromCharCode(code + 64)}` : undefined;
}

function isPartOfSequence(text: string): boolean {
  return /^\x1b(?:\[[0-9;?]*|O)?$/.test(text);
}

/** How many bytes make whole characters of UTF-8: a character may arrive in two reads. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return back < length ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
