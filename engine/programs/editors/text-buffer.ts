import { inOrder, type Position } from './position.js';

interface Moment {
  readonly lines: readonly string[];
  readonly cursor: Position;
  /** What was done then, as the editor names it. */
  readonly action: string;
}

/** As many steps back as an editor keeps. */
const MAX_MOMENTS = 200;

/** The lines of a text, at least one, with undo. Positions outside are an error of the caller. */
export class TextBuffer {
  #lines: readonly string[];
  /** The lines when they were last what the file holds. */
  #saved: readonly string[];
  #past: Moment[] = [];
  #future: Moment[] = [];

  constructor(lines: readonly string[] = ['']) {
    this.#lines = lines.length === 0 ? [''] : lines;
    this.#saved = this.#lines;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  get isModified(): boolean {
    return this.#lines !== this.#saved;
  }

  markSaved(): void {
    this.#saved = this.#lines;
  }

  line(row: number): string {
    return this.#lines[row] ?? '';
  }

  get end(): Position {
    const row = this.#lines.length - 1;
    return { row, column: this.line(row).length };
  }

  /** The nearest place that exists. */
  clamp({ row, column }: Position): Position {
    const inside = Math.max(0, Math.min(row, this.#lines.length - 1));
    return { row: inside, column: Math.max(0, Math.min(column, this.line(inside).length)) };
  }

  textBetween(a: Position, b: Position): string {
    const [from, to] = inOrder(a, b);
    if (from.row === to.row) return this.line(from.row).slice(from.column, to.column);
    const middle = this.#lines.slice(from.row + 1, to.row);
    return [this.line(from.row).slice(from.column), ...middle, this.line(to.row).slice(0, to.column)].join('\n');
  }

  /** Puts text in and returns where it ends. */
  insert(at: Position, text: string): Position {
    const line = this.line(at.row);
    const parts = text.split('\n');
    const last = parts.length - 1;
    const column = (last === 0 ? at.column : 0) + (parts[last] ?? '').length;
    parts[0] = line.slice(0, at.column) + (parts[0] ?? '');
    parts[last] = (parts[last] ?? '') + line.slice(at.column);
    this.#replaceRows(at.row, 1, parts);
    return { row: at.row + last, column };
  }

  /** Takes the text between two places out and returns it. */
  remove(a: Position, b: Position): string {
    const [from, to] = inOrder(a, b);
    const text = this.textBetween(from, to);
    this.#replaceRows(from.row, to.row - from.row + 1, [this.line(from.row).slice(0, from.column) + this.line(to.row).slice(to.column)]);
    return text;
  }

  /** Puts other lines in the place of some; a text without lines has an empty one. */
  replaceRows(row: number, count: number, lines: readonly string[]): void {
    const isAll = lines.length === 0 && count >= this.#lines.length;
    this.#replaceRows(row, count, isAll ? [''] : lines);
  }

  #replaceRows(row: number, count: number, lines: readonly string[]): void {
    // Not splice(...lines): a call takes only so many arguments.
    this.#lines = [...this.#lines.slice(0, row), ...lines, ...this.#lines.slice(row + count)];
  }

  /** Undo comes back to here. */
  remember(cursor: Position, action: string): void {
    this.#past.push({ lines: this.#lines, cursor, action });
    if (this.#past.length > MAX_MOMENTS) this.#past.shift();
    this.#future = [];
  }

  /** Back to what was last remembered; undefined when there is nothing. */
  undo(cursor: Position): Moment | undefined {
    return this.#travel(this.#past, this.#future, cursor);
  }

  redo(cursor: Position): Moment | undefined {
    return this.#travel(this.#future, this.#past, cursor);
  }

  #travel(from: Moment[], to: Moment[], cursor: Position): Moment | undefined {
    const moment = from.pop();
    if (!moment) return undefined;
    to.push({ lines: this.#lines, cursor, action: moment.action });
    this.#lines = moment.lines;
    return moment;
  }
}
