/** What of the text so far is open: decides the prompt, and whether a semicolon ends the statement. */
export type Open = 'ready' | 'statement' | 'parenthesis' | 'single' | 'double' | 'dollar' | 'comment';

export type Piece =
  | { readonly kind: 'statement'; readonly text: string }
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'more'; readonly open: Open };

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

  /** One line without its newline. */
  *feed(line: string): Iterable<Piece> {
    let i = 0;
    let from = 0;
    while (i < line.length) {
      if (this.#open !== 'ready') {
        i = this.#insideQuotes(line, i);
        continue;
      }
      const char = line.charAt(i);
      if (char === ';' && this.#depth === 0) {
        this.#buffer += line.slice(from, i + 1);
        yield { kind: 'statement', text: this.#take() };
        from = ++i;
      } else if (char === '\\') {
        this.#buffer += line.slice(from, i);
        const next = yield* this.#backslash(line, i);
        if (next < 0) return;
        from = i = next;
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

  /** `\g`, `\gx` and `\;` belong to the statement; other commands take the rest of the line. */
  *#backslash(line: string, i: number): Generator<Piece, number> {
    const rest = line.slice(i);
    if (rest.startsWith('\\;')) {
      this.#buffer += ';';
      return i + 2;
    }
    const go = /^\\(g|gx|G)(?:\s|$)/.exec(rest);
    if (go) {
      if (go[1] === 'gx') yield { kind: 'command', line: '\\gx_on' };
      if (this.#buffer.trim() !== '') yield { kind: 'statement', text: this.#take() };
      if (go[1] === 'gx') yield { kind: 'command', line: '\\gx_off' };
      return i + go[0].length;
    }
    const end = rest.indexOf('\\\\');
    yield { kind: 'command', line: end > 0 ? rest.slice(0, end) : rest };
    return end > 0 ? i + end + 2 : -1;
  }

  #take(): string {
    const text = this.#buffer;
    this.reset();
    return text;
  }
}
