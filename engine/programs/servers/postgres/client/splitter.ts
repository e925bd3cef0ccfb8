import { valueAt, type Variables } from './variables.js';

/** What of the text so far is open: decides the prompt, and whether a semicolon ends the statement. */
export type Open = 'ready' | 'statement' | 'parenthesis' | 'single' | 'double' | 'dollar' | 'comment';

export type Piece = { readonly kind: 'statement'; readonly text: string } | { readonly kind: 'command'; readonly line: string };

/** What of a statement there is at some moment. */
export interface Snapshot {
  readonly text: string;
  readonly open: Open;
  readonly depth: number;
}

/** Takes text line by line and gives statements and backslash commands as they become complete. */
export class Splitter {
  #buffer = '';
  #open: Open = 'ready';
  #depth = 0;
  #tag = '';
  #comment = 0;

  get open(): Open {
    if (this.#open === 'ready' && this.#depth > 0) return 'parenthesis';
    return this.#open === 'ready' && this.#buffer.trim() !== '' ? 'statement' : this.#open;
  }

  get pending(): string {
    return this.#buffer;
  }

  reset(): void {
    this.#buffer = '';
    this.#open = 'ready';
    this.#depth = 0;
  }

  snapshot(): Snapshot {
    return { text: this.#buffer, open: this.#open, depth: this.#depth };
  }

  /** Forgets what came after a snapshot. */
  restore({ text, open, depth }: Snapshot): void {
    this.#buffer = text;
    this.#open = open;
    this.#depth = depth;
  }

  /** Takes the whole text away that is not complete. */
  take(): string {
    const text = this.#buffer;
    this.reset();
    return text;
  }

  /** Takes one line without its newline. Variables stand for text of SQL, other pieces of which may follow. */
  *feed(typed: string, variables: Variables): Iterable<Piece> {
    let line = typed;
    let i = 0;
    let from = 0;
    let puts = 0;
    while (i < line.length) {
      if (this.#open !== 'ready') {
        i = this.#insideQuotes(line, i);
        continue;
      }
      const char = line.charAt(i);
      if (char === ';' && this.#depth === 0) {
        this.#buffer += line.slice(from, i + 1);
        yield { kind: 'statement', text: this.take() };
        from = ++i;
      } else if (char === '\\') {
        this.#buffer += line.slice(from, i);
        from = i = yield* this.#backslash(line, i);
        if (i >= line.length) return;
      } else if (char === ':') {
        const found = puts < MOST_VALUES_OF_A_LINE ? valueAt(line, i, variables) : undefined;
        if (found?.text !== undefined) {
          line = line.slice(0, i) + found.text + line.slice(i + found.length);
          puts++;
        }
        // What stands in quotes is whole; a plain value is read as if it had been typed.
        if (found?.isPlain !== true) i += found?.text?.length ?? found?.length ?? 1;
      } else if (line.startsWith('--', i)) {
        // Comments at the beginning of a statement are not kept.
        if (this.#buffer.trim() === '' && line.slice(from, i).trim() === '') return;
        break;
      } else i = this.#plain(line, i, char);
    }
    if (this.#buffer !== '' || line.slice(from).trim() !== '') this.#buffer += `${line.slice(from)}\n`;
  }

  #plain(line: string, i: number, char: string): number {
    if (char === "'") this.#open = 'single';
    else if (char === '"') this.#open = 'double';
    else if (line.startsWith('/*', i)) {
      this.#open = 'comment';
      this.#comment = 1;
      return i + 2;
    } else if (char === '$') {
      const tag = /^\$(?:[A-Za-z_]\w*)?\$/.exec(line.slice(i, i + 66))?.[0];
      if (tag !== undefined && !/\w/.test(line.charAt(i - 1))) {
        this.#open = 'dollar';
        this.#tag = tag;
        return i + tag.length;
      }
    } else if (char === '(') this.#depth++;
    else if (char === ')') this.#depth = Math.max(0, this.#depth - 1);
    return i + 1;
  }

  #insideQuotes(line: string, i: number): number {
    if (this.#open === 'dollar') {
      const end = line.indexOf(this.#tag, i);
      if (end < 0) return line.length;
      this.#open = 'ready';
      return end + this.#tag.length;
    }
    if (this.#open === 'comment') {
      if (line.startsWith('/*', i)) this.#comment++;
      else if (line.startsWith('*/', i) && --this.#comment === 0) this.#open = 'ready';
      return line.startsWith('/*', i) || line.startsWith('*/', i) ? i + 2 : i + 1;
    }
    if (line.charAt(i) === (this.#open === 'single' ? "'" : '"')) this.#open = 'ready';
    return i + 1;
  }

  /** Gives a command with what follows it, up to the next one. Returns where that begins. */
  *#backslash(line: string, i: number): Generator<Piece, number> {
    if (line.startsWith('\\;', i)) {
      this.#buffer += ';';
      return i + 2;
    }
    const rest = line.slice(i);
    const end = /^\\(?:copy|h|help|!)(?!\w)/.test(rest) ? rest.length : commandEnd(rest);
    yield { kind: 'command', line: rest.slice(0, end) };
    return i + end + (rest.startsWith('\\\\', end) ? 2 : 0);
  }
}

/** A line that puts in more values than this one goes in circles. */
const MOST_VALUES_OF_A_LINE = 100;

/** Where another command begins, which is no backslash in quotes. */
function commandEnd(text: string): number {
  let quote = '';
  for (let i = 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (quote !== '') {
      if (char === '\\' && quote === "'") i++;
      else if (char === quote) quote = '';
    } else if (char === '\\') return i;
    else if (char === "'" || char === '"' || char === '`') quote = char;
  }
  return text.length;
}
