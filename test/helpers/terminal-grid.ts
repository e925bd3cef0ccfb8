import { characterWidth } from '../../engine/core/character-width.js';

/**
 * A small terminal for tests: takes what programs write and has what a screen would show. It knows what our programs send (cursor
 * movement, erasing, the other screen, colours, which it drops) and throws for anything else.
 */
export class TerminalGrid {
  readonly #columns: number;
  readonly #rows: number;
  #cells: string[][];
  #saved: string[][] | undefined;
  row = 0;
  column = 0;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
    this.#cells = this.#blank();
  }

  #blank(): string[][] {
    return Array.from({ length: this.#rows }, () => Array.from({ length: this.#columns }, () => ' '));
  }

  write(text: string): this {
    for (let rest = text; rest !== ''; ) {
      const sequence = /^\x1b(?:\[([?0-9;]*)([A-Za-z@])|\][^\x07]*\x07|[=>])/.exec(rest);
      if (sequence) {
        this.#escape(sequence[1] ?? '', sequence[2] ?? '');
        rest = rest.slice(sequence[0].length);
      } else {
        const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
        this.#put(character);
        rest = rest.slice(character.length);
      }
    }
    return this;
  }

  #put(character: string): void {
    if (character === '\r') this.column = 0;
    else if (character === '\n') this.#newline();
    else if (character === '\b') this.column = Math.max(0, this.column - 1);
    else if (character === '\t') this.column = Math.min(this.#columns - 1, (Math.floor(this.column / 8) + 1) * 8);
    else if (character !== '\x07') this.#print(character);
  }

  #newline(): void {
    if (this.row + 1 < this.#rows) {
      this.row++;
      return;
    }
    this.#cells = [...this.#cells.slice(1), Array.from({ length: this.#columns }, () => ' ')];
  }

  #print(character: string): void {
    const width = characterWidth(character.codePointAt(0) ?? 0);
    if (width === 0) return this.#combine(character);
    if (this.column + width > this.#columns) {
      this.column = 0;
      this.#newline();
    }
    const row = this.#cells[this.row];
    if (!row) return;
    row[this.column] = character;
    if (width === 2) row[this.column + 1] = '';
    this.column += width;
  }

  /** A mark goes to the character before it. */
  #combine(mark: string): void {
    const row = this.#cells[this.row];
    const at = row?.slice(0, this.column).findLastIndex(cell => cell !== '') ?? -1;
    if (row && at >= 0) row[at] = `${row[at] ?? ''}${mark}`;
  }

  #escape(given: string, final: string): void {
    const [first = 1, second = 1] = given.split(';').map(part => Number(part.replace('?', '')) || 1);
    const effect: Readonly<Record<string, () => void>> = {
      H: () => {
        [this.row, this.column] = [first - 1, second - 1];
      },
      J: () => {
        if (given === '2') this.#cells = this.#blank();
        else this.#erase(this.row, this.column, this.#rows);
      },
      K: () => {
        this.#erase(this.row, this.column, this.row + 1);
      },
      A: () => {
        this.row = Math.max(0, this.row - first);
      },
      B: () => {
        this.row = Math.min(this.#rows - 1, this.row + first);
      },
      C: () => {
        this.column = Math.min(this.#columns - 1, this.column + first);
      },
      D: () => {
        this.column = Math.max(0, this.column - first);
      },
      h: () => {
        if (given === '?1049') [this.#saved, this.#cells] = [this.#cells, this.#blank()];
      },
      l: () => {
        if (given === '?1049' && this.#saved) this.#cells = this.#saved;
      },
      P: () => {
        this.#cells[this.row]?.splice(this.column, first);
      },
      '@': () => {
        this.#cells[this.row]?.splice(this.column, 0, ...Array.from({ length: first }, () => ' '));
      },
      n: () => undefined,
      m: () => undefined,
      '': () => undefined,
    };
    const run = effect[final];
    if (!run) throw new Error(`the terminal of the tests does not know ESC [ ${given} ${final}`);
    run();
  }

  #erase(from: number, column: number, to: number): void {
    for (let row = from; row < to; row++) this.#cells[row]?.fill(' ', row === from ? column : 0);
  }

  /** The screen without trailing blanks. */
  get lines(): readonly string[] {
    return this.#cells.map(row => row.join('').trimEnd());
  }

  get text(): string {
    return `${this.lines.join('\n').trimEnd()}\n`;
  }
}
