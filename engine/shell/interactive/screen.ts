import { columnsOf, columnsOfText, shownAs } from '../../core/characters.js';
import type { LineBuffer } from './line-buffer.js';

/** Where something is, counted from the first column of the prompt's last line. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/** What is on the screen now. */
interface Shown {
  readonly prompt: string;
  readonly characters: readonly string[];
  readonly columns: number;
  /** Characters that stand out: what was pasted last. */
  readonly marked?: Marked | undefined;
}

/** Indexes of characters. */
export interface Marked {
  readonly from: number;
  readonly to: number;
}

/**
 * Keeps the terminal showing a prompt and the line after it, with as few bytes as an ordinary terminal session would have: a
 * typed character is just itself. Everything else is drawn afresh from the prompt on.
 */
export class Screen {
  readonly #dumb: boolean;
  #shown: Shown = { prompt: '', characters: [], columns: 80 };
  /** The last line of the prompt that was begun with. */
  firstPrompt = '';
  /** Where the cursor is. */
  #at: Place = { row: 0, column: 0 };

  constructor(options: { readonly dumb: boolean }) {
    this.#dumb = options.dumb;
  }

  /** Writes a prompt. Only its last line is redrawn later. */
  begin(prompt: string, columns: number): string {
    const shown = visible(prompt);
    const lastLine = shown.slice(shown.lastIndexOf('\n') + 1);
    this.firstPrompt = lastLine;
    this.#shown = { prompt: lastLine, characters: [], columns };
    this.#at = advance({ row: 0, column: 0 }, columnsOfText(lastLine), columns);
    return shown;
  }

  /** What brings the screen to show the buffer. */
  update(buffer: LineBuffer, columns: number, prompt = this.#shown.prompt, marked?: Marked): string {
    const before = this.#shown;
    const same = prompt === before.prompt && columns === before.columns && !marked && !before.marked;
    const quick = same ? (this.#typed(buffer) ?? this.#moved(buffer) ?? this.#erased(buffer)) : undefined;
    const text = quick ?? (this.#dumb ? this.#redrawDumb(buffer, prompt, columns) : this.#redraw(buffer, prompt, columns, marked));
    this.#shown = { marked, prompt, characters: buffer.characters, columns };
    this.#at = this.#placeOf(buffer.characters.slice(0, buffer.cursor));
    return text;
  }

  /** Whether something stands out, until the next key. */
  get isMarked(): boolean {
    return this.#shown.marked !== undefined;
  }

  /** Rows that the prompt and the line take. */
  get rows(): number {
    return this.#placeOf(this.#shown.characters).row + 1;
  }

  /** Moves below the line, which stays on the screen. */
  end(): string {
    const end = this.#placeOf(this.#shown.characters);
    return `${this.#down(end.row - this.#at.row)}\r\n`;
  }

  /** Moves to the end of the line. */
  toEnd(): string {
    const end = this.#placeOf(this.#shown.characters);
    const text =
      this.#dumb && end.row === this.#at.row
        ? this.#shown.characters.slice(this.#index()).map(shownAs).join('')
        : this.#travel(this.#at, end);
    this.#at = end;
    return text;
  }

  /** Everything again, on an empty screen. */
  clear(buffer: LineBuffer, columns: number): string {
    const { prompt } = this.#shown;
    this.#shown = { prompt: '', characters: [], columns };
    this.#at = { row: 0, column: 0 };
    return (this.#dumb ? '\r\n' : '\x1b[H\x1b[2J') + this.update(buffer, columns, prompt);
  }

  /** Shows the prompt and line again on the line below something else. */
  again(buffer: LineBuffer, columns: number): string {
    const { prompt } = this.#shown;
    this.#shown = { prompt, characters: buffer.characters, columns };
    this.#at = this.#placeOf(buffer.characters);
    const text = prompt + this.#drawn(buffer.characters, this.#placeOf([])) + this.#wrapMark(buffer.characters);
    return text + this.update(buffer, columns);
  }

  #index(): number {
    let place = this.#placeOf([]);
    for (const [index, character] of this.#shown.characters.entries()) {
      if (place.row === this.#at.row && place.column === this.#at.column) return index;
      place = this.#after(place, character);
    }
    return this.#shown.characters.length;
  }

  /** Characters were added at the end. */
  #typed(buffer: LineBuffer): string | undefined {
    const { characters } = this.#shown;
    if (buffer.cursor !== buffer.length || buffer.length <= characters.length) return undefined;
    if (!this.#isAtEnd() || !characters.every((character, index) => buffer.characters[index] === character)) return undefined;
    const added = this.#drawn(buffer.characters.slice(characters.length), this.#at);
    return added + this.#wrapMark(buffer.characters);
  }

  /** The cursor moved, within its row. */
  #moved(buffer: LineBuffer): string | undefined {
    const { characters } = this.#shown;
    if (buffer.length !== characters.length || !characters.every((character, index) => buffer.characters[index] === character))
      return undefined;
    const to = this.#placeOf(characters.slice(0, buffer.cursor));
    if (to.row !== this.#at.row) return this.#dumb ? undefined : this.#travel(this.#at, to);
    if (to.column <= this.#at.column) return '\b'.repeat(this.#at.column - to.column);
    const passed = characters.slice(this.#index(), buffer.cursor);
    return passed.includes('\t') ? undefined : passed.map(shownAs).join('');
  }

  /** The last character was erased, within its row. */
  #erased(buffer: LineBuffer): string | undefined {
    const { characters } = this.#shown;
    if (buffer.cursor !== buffer.length || buffer.length !== characters.length - 1 || !this.#isAtEnd()) return undefined;
    if (!buffer.characters.every((character, index) => characters[index] === character)) return undefined;
    if (/[\n\t]/.test(characters.at(-1) ?? '')) return undefined;
    const width = columnsOf(characters.at(-1) ?? '');
    if (this.#at.column < width) return undefined;
    const back = '\b'.repeat(width);
    return this.#dumb ? back + ' '.repeat(width) + back : `${back}\x1b[K`;
  }

  #isAtEnd(): boolean {
    const end = this.#placeOf(this.#shown.characters);
    return end.row === this.#at.row && end.column === this.#at.column;
  }

  #redraw(buffer: LineBuffer, prompt: string, columns: number, marked?: Marked): string {
    const start = `\r${this.#up(this.#at.row)}`;
    this.#shown = { prompt, characters: buffer.characters, columns };
    const end = this.#placeOf(buffer.characters);
    const text = `${prompt}${this.#drawn(buffer.characters, this.#placeOf([]), marked)}${this.#wrapMark(buffer.characters)}\x1b[J`;
    return start + text + this.#travel(end, this.#placeOf(buffer.characters.slice(0, buffer.cursor)));
  }

  /** Without escapes only the last row can be drawn again: what was there is overwritten with blanks. */
  #redrawDumb(buffer: LineBuffer, prompt: string, columns: number): string {
    const old = columnsOfText(this.#shown.prompt) + sumColumns(this.#shown.characters);
    this.#shown = { prompt, characters: buffer.characters, columns };
    const shown = columnsOfText(prompt) + sumColumns(buffer.characters);
    const blanks = ' '.repeat(Math.max(0, Math.min(columns - 1, old) - shown));
    const back = '\b'.repeat(blanks.length + sumColumns(buffer.characters.slice(buffer.cursor)));
    const newLine = this.#at.row > 0 ? '\r\n' : '\r';
    return newLine + prompt + buffer.characters.map(shownAs).join('') + blanks + back;
  }

  /** A terminal stays in the last column until the next character comes; this takes the cursor to the next row at once. */
  #wrapMark(characters: readonly string[]): string {
    const end = this.#placeOf(characters);
    return end.column === 0 && end.row > 0 && !this.#breaks(characters.at(-1) ?? '') ? ' \r' : '';
  }

  /** Characters as they are written from a place on. */
  #drawn(characters: readonly string[], from: Place, marked?: Marked): string {
    let place = from;
    let text = '';
    let standsOut = false;
    for (const [index, character] of characters.entries()) {
      const breaks = this.#breaks(character);
      const shouldStandOut = marked !== undefined && index >= marked.from && index < marked.to && !breaks;
      if (shouldStandOut !== standsOut) text += shouldStandOut ? '\x1b[7m' : '\x1b[27m';
      standsOut = shouldStandOut;
      const wrapped = place.column === 0 && place.row > from.row && !this.#breaks(characters[index - 1] ?? '');
      text += breaks
        ? `${wrapped ? ' \r' : ''}\x1b[K\r\n`
        : character === '\t'
          ? ' '.repeat(widthAt(place, character))
          : shownAs(character);
      place = this.#after(place, character);
    }
    return standsOut ? `${text}\x1b[27m` : text;
  }

  /** Whether a character begins a new row: a newline that was pasted or recalled. Without escapes it is shown as `^J`. */
  #breaks(character: string): boolean {
    return character === '\n' && !this.#dumb;
  }

  #after(place: Place, character: string): Place {
    if (this.#breaks(character)) return { row: place.row + 1, column: 0 };
    return advance(place, widthAt(place, character), this.#shown.columns);
  }

  #placeOf(characters: readonly string[]): Place {
    const { prompt, columns } = this.#shown;
    let place = advance({ row: 0, column: 0 }, columnsOfText(prompt), columns);
    for (const character of characters) place = this.#after(place, character);
    return place;
  }

  #travel(from: Place, to: Place): string {
    if (from.row === to.row && from.column === to.column) return '';
    const rows = to.row >= from.row ? this.#down(to.row - from.row) : this.#up(from.row - to.row);
    return `${rows}\r${to.column > 0 ? `\x1b[${String(to.column)}C` : ''}`;
  }

  #up(rows: number): string {
    return rows > 0 && !this.#dumb ? `\x1b[${String(rows)}A` : '';
  }

  #down(rows: number): string {
    return rows > 0 ? '\n'.repeat(rows) : '';
  }
}

/** The place after something so wide: a wide character that does not fit goes to the next row whole. */
function advance(place: Place, width: number, columns: number): Place {
  if (width > columns) {
    const total = place.column + width;
    return { row: place.row + Math.floor(total / columns), column: total % columns };
  }
  const column = place.column + width;
  if (column > columns) return { row: place.row + 1, column: width };
  return column === columns ? { row: place.row + 1, column: 0 } : { row: place.row, column };
}

/** A tab goes to the next eighth column. */
function widthAt(place: Place, character: string): number {
  return character === '\t' ? 8 - (place.column % 8) : columnsOf(character);
}

function sumColumns(characters: readonly string[]): number {
  return characters.reduce((sum, character) => sum + columnsOf(character), 0);
}

/** A prompt without the marks around its invisible parts. */
function visible(prompt: string): string {
  return prompt.replace(/[\x01\x02]/g, '');
}
