import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { columnAt, screenColumns } from '../columns.js';
import type { FullScreen } from '../full-screen.js';
import type { Key, Keyboard } from '../keyboard.js';
import { previousColumn, type Position } from '../position.js';
import { TextBuffer } from '../text-buffer.js';
import { frameOf } from './draw.js';
import type { Words } from './words.js';

export type Mode = 'normal' | 'insert' | 'replace' | 'visual' | 'visual-line';

/** Text that was deleted or yanked: whole lines, or a part. */
export interface Register {
  readonly text: string;
  readonly isLines: boolean;
}

export interface Settings {
  number: boolean;
  ignoreCase: boolean;
  autoIndent: boolean;
  expandTab: boolean;
  shiftColumns: number;
}

/** A jump within a line: `f`, `F`, `t`, `T` and the character. */
export interface Find {
  readonly kind: 'f' | 'F' | 't' | 'T';
  readonly character: string;
}

/** A macro that calls itself must come to an end. */
const MAX_REPLAYED = 10_000;

/** One vi at work: the text, the place in it, and what it remembers between commands. */
export class ViEditor {
  readonly sys: Sys;
  readonly screen: FullScreen;
  readonly words: Words;
  readonly #keyboard: Keyboard;
  readonly settings: Settings = { number: false, ignoreCase: false, autoIndent: false, expandTab: false, shiftColumns: 8 };
  readonly registers = new Map<string, Register>();
  readonly marks = new Map<string, Position>();
  buffer = new TextBuffer();
  cursor: Position = { row: 0, column: 0 };
  mode: Mode = 'normal';
  visualStart: Position = { row: 0, column: 0 };
  topRow = 0;
  fileName = '';
  isNewFile = false;
  isReadOnly = false;
  message = '';
  /** What is typed after `:`, `/` or `?`. */
  commandLine: { readonly text: string; readonly cursor: number } | undefined;
  search: { readonly text: string; readonly backwards: boolean } | undefined;
  find: Find | undefined;
  exitStatus: number | undefined;
  changes = 0;
  #wantedColumn: number | undefined;
  /** What was selected last, for `gv`. */
  lastVisual: { readonly mode: 'visual' | 'visual-line'; readonly start: Position; readonly end: Position } | undefined;
  /** The register that keys are recorded in (`q`), and those so far. */
  recording: { readonly name: string; readonly keys: Key[] } | undefined;
  /** Keys of the last change, for `.`; those of the command that is being typed; those that are typed again. */
  #lastChange: readonly Key[] = [];
  #typed: Key[] = [];
  #replayed: Key[] = [];

  constructor(sys: Sys, screen: FullScreen, keyboard: Keyboard, words: Words) {
    this.sys = sys;
    this.screen = screen;
    this.#keyboard = keyboard;
    this.words = words;
  }

  /** Nobody is there any more. */
  get hasFailed(): boolean {
    return this.exitStatus === 1;
  }

  get line(): string {
    return this.buffer.line(this.cursor.row);
  }

  get lastRow(): number {
    return this.buffer.lines.length - 1;
  }

  get textRows(): number {
    return Math.max(1, this.screen.size.rows - 1);
  }

  /** The next key, typed by the user or by `.`; the screen is drawn when nothing more waits. */
  *key(): Task<Key> {
    const again = this.#replayed.shift();
    if (again !== undefined) return again;
    for (;;) {
      if (this.#keyboard.isIdle) yield* this.screen.show(frameOf(this));
      const key = yield* this.#keyboard.next();
      if (key === '<Resize>') continue;
      if (key === '<Hangup>') this.exitStatus = 1;
      this.#typed.push(key);
      this.recording?.keys.push(key);
      return key;
    }
  }

  /** Gives keys back, to be read once more. */
  unread(...keys: readonly Key[]): void {
    if (this.#replayed.length + keys.length < MAX_REPLAYED) this.#replayed.unshift(...keys);
  }

  /** Waits for Enter; the terminal belongs to others meanwhile. */
  *waitForEnter(): Task<void> {
    for (;;) {
      const key = yield* this.#keyboard.next();
      if (key === '<Hangup>') this.exitStatus = 1;
      if (key === '<Enter>' || key === '<Hangup>') return;
    }
  }

  /** A command begins: what is typed from now on may become the last change. */
  beginCommand(): void {
    this.#typed = [];
  }

  /** The command that ends here changed the text. */
  keepForRepeat(): void {
    if (this.#replayed.length === 0 && this.#typed.length > 0) this.#lastChange = this.#typed;
    this.#typed = [];
  }

  /** `.`: types the keys of the last change again; false when there was none. */
  repeat(count: number | undefined): boolean {
    if (this.#lastChange.length === 0) return false;
    const keys = count === undefined ? this.#lastChange : [...String(count), ...this.#lastChange.slice(countLength(this.#lastChange))];
    this.#typed = [];
    this.#replayed = [...keys];
    return true;
  }

  get isRepeating(): boolean {
    return this.#replayed.length > 0;
  }

  *bell(): Task<void> {
    this.#replayed = [];
    yield* this.screen.bell();
  }

  /** Undo comes back to here. */
  beginChange(): void {
    this.buffer.remember(this.cursor, '');
    this.changes++;
  }

  /** Moves the cursor; outside insert mode it stands on a character, not behind the last one. */
  goTo(position: Position): void {
    this.cursor = this.clampToText(position);
    this.#wantedColumn = undefined;
  }

  /** To another row, in the same screen column where the line is long enough. */
  goToRow(row: number): void {
    const wanted = (this.#wantedColumn ??= screenColumns(this.line.slice(0, this.cursor.column)));
    const inside = Math.max(0, Math.min(row, this.lastRow));
    this.cursor = this.clampToText({ row: inside, column: wanted === Infinity ? Infinity : columnAt(this.buffer.line(inside), wanted) });
  }

  get isAtLineEnd(): boolean {
    return this.#wantedColumn === Infinity;
  }

  /** `$`: up and down go along the ends of lines. */
  keepAtLineEnd(): void {
    this.#wantedColumn = Infinity;
  }

  /** The nearest place where the cursor may stand. */
  clampToText(position: Position): Position {
    const inside = this.buffer.clamp(position);
    const line = this.buffer.line(inside.row);
    if (this.mode === 'insert' || this.mode === 'replace' || inside.column < line.length || line === '') return inside;
    return { row: inside.row, column: previousColumn(line, line.length) };
  }

  /** Keeps deleted or yanked text in a register; upper-case names add to it. */
  keep(name: string | undefined, register: Register, isDelete: boolean): void {
    if (name === '_') return;
    this.registers.set('"', register);
    if (name === undefined) {
      this.registers.set(isDelete ? '1' : '0', register);
      return;
    }
    const own = name.toLowerCase();
    const before = name === own ? undefined : this.registers.get(own);
    this.registers.set(own, before ? { text: before.text + register.text, isLines: before.isLines || register.isLines } : register);
  }
}

function countLength(keys: readonly Key[]): number {
  if (!/^[1-9]$/.test(keys[0] ?? '')) return 0;
  const end = keys.findIndex(key => !/^\d$/.test(key));
  return end < 0 ? keys.length : end;
}
