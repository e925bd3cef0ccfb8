import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { columnAt, screenColumns } from '../columns.js';
import { FullScreen } from '../full-screen.js';
import { Keyboard } from '../keyboard.js';
import { inOrder, nextColumn, previousColumn, type Position } from '../position.js';
import { TextBuffer } from '../text-buffer.js';

export interface NanoOptions {
  /** The number behind `GNU nano`. */
  readonly version: string;
  readonly lineNumbers: boolean;
  readonly isViewing: boolean;
  readonly autoIndent: boolean;
  /** A Tab is typed as spaces. */
  readonly tabsToSpaces: boolean;
  readonly backup: boolean;
}

/** How lines are ended in the file. */
export type FileFormat = 'unix' | 'dos' | 'mac';

export interface Pattern {
  readonly text: string;
  readonly backwards: boolean;
  readonly caseSensitive: boolean;
  readonly isRegex: boolean;
}

/** A message stands until another key than a character comes, or until this many characters were typed. */
const MESSAGE_KEYS = 20;

/** One nano at work: the text, the place in it, and what it remembers between keys. */
export class NanoEditor {
  readonly sys: Sys;
  readonly screen: FullScreen;
  readonly keyboard: Keyboard;
  readonly options: NanoOptions;
  buffer = new TextBuffer();
  cursor: Position = { row: 0, column: 0 };
  topRow = 0;
  fileName = '';
  format: FileFormat = 'unix';
  mark: Position | undefined;
  lineNumbers: boolean;
  cutText: string | undefined;
  pattern: Pattern = { text: '', backwards: false, caseSensitive: false, isRegex: false };
  readonly histories: Record<'search' | 'replace', string[]> = { search: [], replace: [] };
  isDone = false;
  status = 0;
  message = '';
  #messageKeys = 0;
  #wantedColumn: number | undefined;
  /** What goes on from key to key, so that undo takes it as one. */
  #streak = '';

  constructor(sys: Sys, screen: FullScreen, keyboard: Keyboard, options: NanoOptions) {
    this.sys = sys;
    this.screen = screen;
    this.keyboard = keyboard;
    this.options = options;
    this.lineNumbers = options.lineNumbers;
  }

  say(message: string): void {
    this.message = message;
    this.#messageKeys = MESSAGE_KEYS;
  }

  /** Another key has come. */
  keyTyped(isCharacter: boolean): void {
    this.#messageKeys = isCharacter ? this.#messageKeys - 1 : 0;
    if (this.#messageKeys <= 0) this.message = '';
  }

  get line(): string {
    return this.buffer.line(this.cursor.row);
  }

  /** Rows of the window that show text. */
  get textRows(): number {
    return Math.max(1, this.screen.size.rows - 4);
  }

  /** The marked text, first place first. */
  get selection(): readonly [Position, Position] | undefined {
    return this.mark && inOrder(this.mark, this.cursor);
  }

  goTo(position: Position): void {
    this.cursor = this.buffer.clamp(position);
    this.#wantedColumn = undefined;
    this.#streak = '';
  }

  /** Up or down, in the same screen column where the lines are long enough. */
  goVertically(rows: number): void {
    const wanted = (this.#wantedColumn ??= screenColumns(this.line.slice(0, this.cursor.column)));
    const row = Math.max(0, Math.min(this.cursor.row + rows, this.buffer.lines.length - 1));
    this.cursor = { row, column: columnAt(this.buffer.line(row), wanted) };
    this.#streak = '';
  }

  goLeft(): void {
    const { row, column } = this.cursor;
    if (column > 0) this.goTo({ row, column: previousColumn(this.line, column) });
    else if (row > 0) this.goTo({ row: row - 1, column: Infinity });
  }

  goRight(): void {
    const { row, column } = this.cursor;
    if (column < this.line.length) this.goTo({ row, column: nextColumn(this.line, column) });
    else if (row + 1 < this.buffer.lines.length) this.goTo({ row: row + 1, column: 0 });
  }

  /** Before any change: false, with a message, when the text is only to be looked at. */
  mayChange(action: string, goesOn = false): boolean {
    if (this.options.isViewing) {
      this.say('Key is invalid in view mode');
      return false;
    }
    if (!goesOn || this.#streak !== action) this.buffer.remember(this.cursor, action);
    this.#streak = goesOn ? action : '';
    return true;
  }

  /** The last key began or continued `action`. */
  isStreak(action: string): boolean {
    return this.#streak === action;
  }

  type(text: string): void {
    if (!this.mayChange('addition', true)) return;
    this.#moveTo(this.buffer.insert(this.cursor, text));
  }

  breakLine(): void {
    if (!this.mayChange('line break')) return;
    const indent = this.options.autoIndent ? (/^[ \t]*/.exec(this.line.slice(0, this.cursor.column))?.[0] ?? '') : '';
    this.#moveTo(this.buffer.insert(this.cursor, `\n${indent}`));
  }

  /** Takes text out; the cursor stands where it was. */
  remove(from: Position, to: Position): string {
    const text = this.buffer.remove(from, to);
    this.mark = undefined;
    this.#moveTo(inOrder(from, to)[0]);
    return text;
  }

  insert(text: string): void {
    this.#moveTo(this.buffer.insert(this.cursor, text));
  }

  #moveTo(position: Position): void {
    this.cursor = position;
    this.#wantedColumn = undefined;
  }

  /** Scrolls as little as needed: half a window when the cursor has left it far. */
  scroll(): void {
    const rows = this.textRows;
    const { row } = this.cursor;
    if (row < this.topRow) this.topRow = row === this.topRow - 1 ? row : Math.max(0, row - Math.floor(rows / 2));
    else if (row >= this.topRow + rows) this.topRow = row === this.topRow + rows ? row - rows + 1 : Math.max(0, row - Math.floor(rows / 2));
  }

  *bell(): Task<void> {
    yield* this.screen.bell();
  }
}
