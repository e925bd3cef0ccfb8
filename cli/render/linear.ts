import { textWidth } from '../../engine/index.js';

/** Rows above the cursor that may still be painted over. */
const window = 60;

interface Row {
  /** Letters by column; a wide letter is followed by ''. */
  letters: string[];
  /** What was given out of it; undefined when nothing was. */
  given: string | undefined;
  /** It was given out without its end. */
  isOpen: boolean;
}

/**
 * Reads what a program sends to a terminal and gives it out as plain lines, top to bottom: what is painted over again and again (a
 * progress bar) comes out as it was first and as it was last. For screen readers, pipes and logs.
 */
export class LinearReader {
  #rows: Row[] = [newRow()];
  #row = 0;
  #column = 0;
  /** An escape sequence whose end has not come yet. */
  #rest = '';

  /** Takes what a program printed; gives the lines that are complete now. */
  take(text: string): string {
    let out = '';
    const source = this.#rest + text;
    this.#rest = '';
    const pieces =
      /\u001B\[([\d;?]*)([@-~])|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)|\u001B[()][A-Z0-9]|\u001B[^[\]()]|[\r\n\b\t\u0007]|[^\u001B]/gsu;
    let end = 0;
    for (const match of source.matchAll(pieces)) {
      if (match.index > end) break;
      end = match.index + match[0].length;
      out += this.#piece(match[0], match[1] ?? '', match[2] ?? '');
    }
    this.#rest = source.slice(end, end + 64);
    return out;
  }

  /** What was not given out yet, and the unfinished line: called when the program waits or has ended. */
  settle(): string {
    const filled = this.#rows.findLastIndex(row => textOf(row) !== '');
    return filled > this.#row ? this.#giveUpTo(filled) : this.#giveUpTo(this.#row - 1) + this.#unfinished();
  }

  /** The rows up to this one: those that were not given out, and once more those that were painted over since. */
  #giveUpTo(last: number): string {
    let out = '';
    for (const row of this.#rows.slice(0, last + 1)) {
      const text = textOf(row);
      const before = row.given;
      row.given = text;
      if (before === undefined) out += `${text}\n`;
      else if (row.isOpen) out += text.startsWith(before.trimEnd()) ? `${text.slice(before.length)}\n` : `\n${text}\n`;
      else if (before !== text) out += `${text}\n`;
      row.isOpen = false;
    }
    return out;
  }

  /** The line on which the cursor stands, as far as it was not given out. */
  #unfinished(): string {
    const row = this.#rows[this.#row];
    if (!row) return '';
    const text = textOf(row, { keepBlanks: true });
    const before = row.given ?? '';
    if (text === before || text.trim() === '') return '';
    row.given = text;
    row.isOpen = true;
    return text.startsWith(before) ? text.slice(before.length) : `\n${text}`;
  }

  /** Forgets everything: what comes next begins on a line of its own. */
  clear(): void {
    this.#rows = [newRow()];
    this.#row = 0;
    this.#column = 0;
    this.#rest = '';
  }

  #piece(piece: string, numbers: string, letter: string): string {
    if (letter !== '') return this.#control(letter, numbers);
    if (piece.startsWith('\u001B') || piece === '\u0007') return '';
    if (piece === '\n') return this.#newline();
    if (piece === '\r') this.#column = 0;
    else if (piece === '\b') this.#column = Math.max(0, this.#column - 1);
    else if (piece === '\t') this.#column = (Math.floor(this.#column / 8) + 1) * 8;
    else this.#put(piece);
    return '';
  }

  #put(letter: string): void {
    const { letters } = this.#current;
    const width = textWidth(letter);
    if (width === 0) {
      if (this.#column > 0) letters[this.#column - 1] = (letters[this.#column - 1] ?? '') + letter;
      return;
    }
    while (letters.length < this.#column) letters.push(' ');
    letters[this.#column++] = letter;
    if (width === 2) letters[this.#column++] = '';
  }

  get #current(): Row {
    let row = this.#rows[this.#row];
    if (!row) this.#rows[this.#row] = row = newRow();
    return row;
  }

  /** An empty row is held back: it may be filled later, as the rows of a progress display are. */
  #newline(): string {
    const isLast = this.#row === this.#rows.length - 1;
    const out = isLast && textOf(this.#current) !== '' ? this.#giveUpTo(this.#row) : '';
    if (isLast) this.#rows.push(newRow());
    this.#row++;
    this.#column = 0;
    if (this.#rows.length <= window) return out;
    const forced = this.#giveUpTo(0);
    this.#rows.shift();
    this.#row = Math.max(0, this.#row - 1);
    return forced + out;
  }

  #control(letter: string, numbers: string): string {
    const count = Math.max(1, Number.parseInt(numbers, 10) || 1);
    if (letter === 'A') this.#row = Math.max(0, this.#row - count);
    else if (letter === 'B') this.#row = Math.min(this.#rows.length - 1, this.#row + count);
    else if (letter === 'C') this.#column += Math.min(count, 1000);
    else if (letter === 'D') this.#column = Math.max(0, this.#column - count);
    else if (letter === 'G') this.#column = Math.min(count, 1000) - 1;
    else if (letter === 'K') this.#erase(numbers);
    else if (letter === 'J' && numbers !== '2') this.#current.letters.length = Math.min(this.#current.letters.length, this.#column);
    return '';
  }

  #erase(numbers: string): void {
    const { letters } = this.#current;
    if (numbers === '2') letters.length = 0;
    else if (numbers === '1') letters.fill(' ', 0, this.#column);
    else letters.length = Math.min(letters.length, this.#column);
  }
}

function newRow(): Row {
  return { letters: [], given: undefined, isOpen: false };
}

function textOf(row: Row | undefined, { keepBlanks = false } = {}): string {
  const letters = row?.letters ?? [];
  const text = letters.join('');
  return keepBlanks ? text : text.trimEnd();
}
