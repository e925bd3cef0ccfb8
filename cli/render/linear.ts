import { textWidth } from '../../engine/index.js';

/** Rows above the cursor that may still be painted over. */
const window = 60;

interface Row {
  /** Letters by column; a wide letter is followed by ''. */
  letters: string[];
  /** What was given out of it; undefined when nothing was. */
  given: string | undefined;
}

/**
 * Reads what a program sends to a terminal and gives it out as plain lines, top to bottom: what is painted over again and again (a
 * progress bar) comes out as it was first and as it was last. For screen readers, pipes and logs.
 */
export class LinearReader {
  #rows: Row[] = [{ letters: [], given: undefined }];
  #row = 0;
  #column = 0;
  /** An escape sequence whose end has not come yet. */
  #rest = '';

  /** Takes what a program printed; gives the lines that are complete now. */
  take(text: string): string {
    let out = '';
    const source = this.#rest + text;
    this.#rest = '';
    const pieces = /\u001B\[([\d;?]*)([@-~])|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)|\u001B[()][A-Z0-9]|\u001B[^[\]()]|[\r\n\b\t\u0007]|[^\u001B]/gsu;
    let end = 0;
    for (const match of source.matchAll(pieces)) {
      if (match.index > end) break;
      end = match.index + match[0].length;
      out += this.#piece(match[0], match[1] ?? '', match[2] ?? '');
    }
    this.#rest = source.slice(end, end + 64);
    return out;
  }

  /** What has changed since it was given out, and the unfinished line: called when the program waits or has ended. */
  settle(): string {
    let out = '';
    for (const [index, row] of this.#rows.entries()) {
      if (index === this.#row) continue;
      const text = textOf(row);
      if (row.given !== undefined && row.given !== text && index < this.#row) out += `${text}\n`;
      if (index < this.#row) row.given = text;
    }
    return out + this.#unfinished();
  }

  /** The line on which the cursor stands, as far as it was not given out. */
  #unfinished(): string {
    const row = this.#rows[this.#row];
    if (!row) return '';
    const text = textOf(row, { keepBlanks: true });
    const before = row.given ?? '';
    if (text === before || text.trim() === '') return '';
    row.given = text;
    return text.startsWith(before) ? text.slice(before.length) : `\n${text}`;
  }

  /** Whether the last thing given out ended in the middle of a line. */
  get isMidLine(): boolean {
    return (this.#rows[this.#row]?.given ?? '') !== '';
  }

  /** Forgets everything: what comes next begins on a line of its own. */
  clear(): void {
    this.#rows = [{ letters: [], given: undefined }];
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
    if (!row) this.#rows[this.#row] = row = { letters: [], given: undefined };
    return row;
  }

  #newline(): string {
    const row = this.#current;
    const isLast = this.#row === this.#rows.length - 1;
    let out = '';
    if (isLast) {
      const text = textOf(row);
      const before = row.given ?? '';
      out = text.startsWith(before.trimEnd()) ? `${text.slice(before.length)}\n` : `\n${text}\n`;
      row.given = text;
      this.#rows.push({ letters: [], given: undefined });
    }
    this.#row++;
    this.#column = 0;
    while (this.#rows.length > window) {
      this.#rows.shift();
      this.#row = Math.max(0, this.#row - 1);
    }
    return out;
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

function textOf({ letters }: Row, { keepBlanks = false } = {}): string {
  const text = Array.from(letters, letter => letter ?? ' ').join('');
  return keepBlanks ? text : text.trimEnd();
}
