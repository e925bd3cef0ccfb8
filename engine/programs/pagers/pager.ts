import type { Task } from '../../core/task.js';
import { screenColumns, visiblePart } from '../editors/columns.js';
import { inverse, type FullScreen } from '../editors/full-screen.js';
import type { Key, Keyboard } from '../editors/keyboard.js';
import { compileRegex, RegexError, type Regex } from '../regex/regex.js';
import { rowsOf, type Row } from './rows.js';

export interface PagedFile {
  /** Empty for standard input. */
  readonly name: string;
  readonly lines: readonly string[];
}

export interface Look {
  readonly numbers: boolean;
  readonly chop: boolean;
  readonly ignoreCase: boolean;
}

const NUMBER_COLUMNS = 8;
const MAX_TYPED = 1000;

/** less at work: a window on a text that moves, finds and tells where it is. */
export class Pager {
  readonly #screen: FullScreen;
  readonly #keyboard: Keyboard;
  readonly #files: readonly PagedFile[];
  #look: Look;
  #file = 0;
  /** Row at the top of the window. */
  #top = 0;
  #shift = 0;
  #search: { readonly regex: Regex; readonly backwards: boolean } | undefined;
  /** Shown instead of the prompt until the next key. */
  #message: string | undefined;
  #isFresh = true;
  /** The text cut into rows, as long as nothing changes how. */
  #folded: { readonly key: string; readonly rows: readonly Row[] } | undefined;
  #isDone = false;

  constructor(screen: FullScreen, keyboard: Keyboard, files: readonly PagedFile[], look: Look) {
    this.#screen = screen;
    this.#keyboard = keyboard;
    this.#files = files;
    this.#look = look;
  }

  *run(): Task<void> {
    let digits = '';
    while (!this.#isDone) {
      yield* this.#draw(
        this.#message === undefined
          ? this.#prompt(digits)
          : inverse(visiblePart(`${this.#message}  (press RETURN)`, 0, this.#screen.size.columns - 1)),
      );
      const key = yield* this.#keyboard.next();
      if (key === '<Resize>') continue;
      const hadMessage = this.#message !== undefined;
      this.#message = undefined;
      if (hadMessage && key === '<Enter>') continue;
      if (/^\d$/.test(key)) digits = (digits + key).slice(0, 9);
      else {
        yield* this.#obey(key, digits === '' ? undefined : Number(digits));
        digits = '';
      }
    }
  }

  get #current(): PagedFile {
    return this.#files[this.#file] ?? { name: '', lines: [] };
  }

  get #height(): number {
    return Math.max(1, this.#screen.size.rows - 1);
  }

  get #rows(): readonly Row[] {
    const { columns } = this.#screen.size;
    const { numbers, chop } = this.#look;
    const key = [this.#file, columns, numbers, chop, this.#shift].join();
    if (this.#folded?.key === key) return this.#folded.rows;
    const rows = rowsOf(this.#current.lines, Math.max(1, columns - (numbers ? NUMBER_COLUMNS : 0)), { chop, shift: this.#shift });
    this.#folded = { key, rows };
    return rows;
  }

  get #lastTop(): number {
    return Math.max(0, this.#rows.length - this.#height);
  }

  *#draw(status: string): Task<void> {
    const rows = this.#rows;
    this.#top = Math.max(0, Math.min(this.#top, Math.max(0, rows.length - 1)));
    const shown = rows.slice(this.#top, this.#top + this.#height).map(row => this.#rowText(row));
    const filler = Array.from({ length: this.#height - shown.length }, () => '~');
    const column = Math.min(this.#screen.size.columns - 1, screenColumns(plain(status)));
    yield* this.#screen.show({ rows: [...shown, ...filler, status], cursor: { row: this.#height, column } });
  }

  #rowText({ line, text, isFirst }: Row): string {
    const number = this.#look.numbers ? (isFirst ? `${String(line + 1).padStart(NUMBER_COLUMNS - 1)} ` : ' '.repeat(NUMBER_COLUMNS)) : '';
    return number + this.#highlighted(text);
  }

  #highlighted(text: string): string {
    const regex = this.#search?.regex;
    if (!regex) return text;
    let shown = '';
    let from = 0;
    while (from < text.length) {
      const match = regex.exec(text, from);
      if (!match || match.end === match.start) break;
      shown += text.slice(from, match.start) + inverse(text.slice(match.start, match.end));
      from = match.end;
    }
    return shown + text.slice(from);
  }

  #prompt(digits: string): string {
    if (digits !== '') return `:${digits}`;
    const { name } = this.#current;
    const many = this.#files.length > 1 ? ` (file ${String(this.#file + 1)} of ${String(this.#files.length)})` : '';
    const next = this.#files[this.#file + 1];
    const end = this.#isAtEnd ? `(END)${next ? ` - Next: ${next.name}` : ''}` : '';
    const first = this.#isFresh && name !== '' ? name + many : '';
    const { columns } = this.#screen.size;
    if (first === '' && end === '') return ':';
    return inverse(visiblePart([first, end].filter(part => part !== '').join(' '), 0, columns - 1));
  }

  get #isAtEnd(): boolean {
    return this.#top >= this.#lastTop;
  }

  *#obey(key: Key, count: number | undefined): Task<void> {
    const move = this.#moves(count)[key];
    this.#isFresh = false;
    if (move !== undefined) {
      const to = this.#top + move;
      // Going on at the end rings; nothing moves beyond the last page.
      if (move > 0 && this.#isAtEnd) return yield* this.#screen.bell();
      if (move < 0 && this.#top === 0) return yield* this.#screen.bell();
      this.#top = Math.max(0, Math.min(to, Math.max(this.#top, this.#lastTop)));
      return;
    }
    const command = this.#commands[key];
    if (command) yield* command(count);
    else yield* this.#screen.bell();
  }

  #moves(count: number | undefined): Readonly<Record<Key, number>> {
    const page = count ?? this.#height;
    const half = count ?? Math.floor(this.#height / 2);
    const line = count ?? 1;
    const keys: readonly (readonly [string, number])[] = [
      [' |f|z|^F|^V|<PageDown>', page],
      ['b|w|^B|<PageUp>', -page],
      ['<Enter>|j|e|^N|^E|<Down>', line],
      ['k|y|^P|^Y|<Up>', -line],
      ['d|^D', half],
      ['u|^U', -half],
    ];
    return Object.fromEntries(keys.flatMap(([names, by]) => names.split('|').map(name => [name, by])));
  }

  readonly #commands: Readonly<Record<Key, (count: number | undefined) => Task<void>>> = {
    q: () => this.#quit(),
    Q: () => this.#quit(),
    '^C': () => this.#quit(),
    '<Hangup>': () => this.#quit(),
    g: count => this.#goToLine(count ?? 1),
    '<': count => this.#goToLine(count ?? 1),
    '<Home>': count => this.#goToLine(count ?? 1),
    G: count => this.#goToLine(count),
    '>': count => this.#goToLine(count),
    '<End>': count => this.#goToLine(count),
    '%': count => this.#goToLine(Math.max(1, Math.floor((this.#current.lines.length * (count ?? 0)) / 100))),
    p: count => this.#goToLine(Math.max(1, Math.floor((this.#current.lines.length * (count ?? 0)) / 100))),
    '/': () => this.#askSearch('/'),
    '?': () => this.#askSearch('?'),
    n: () => this.#findAgain(false),
    N: () => this.#findAgain(true),
    '<Right>': () => this.#shiftBy(Math.floor(this.#screen.size.columns / 2)),
    '<Left>': () => this.#shiftBy(-Math.floor(this.#screen.size.columns / 2)),
    '=': () => this.#tell(),
    '^G': () => this.#tell(),
    ':': () => this.#askColon(),
    '-': () => this.#toggle(),
    h: () => this.#help(),
    H: () => this.#help(),
    r: () => this.#nothing(),
    '^L': () => this.#nothing(),
  };

  *#nothing(): Task<void> {
    yield* [];
  }

  *#quit(): Task<void> {
    this.#isDone = true;
    yield* [];
  }

  *#goToLine(line: number | undefined): Task<void> {
    yield* [];
    if (line === undefined) {
      this.#top = this.#lastTop;
      return;
    }
    const row = this.#rows.findIndex(candidate => candidate.line === line - 1);
    if (row < 0) {
      this.#top = this.#lastTop;
      this.#message = `Cannot seek to line number ${String(line)}`;
    } else this.#top = row;
  }

  *#shiftBy(columns: number): Task<void> {
    yield* [];
    const { line } = this.#rows[this.#top] ?? { line: 0 };
    this.#shift = Math.max(0, this.#shift + columns);
    this.#top = Math.max(
      0,
      this.#rows.findIndex(row => row.line === line),
    );
  }

  /** `=`: where the window is. */
  *#tell(): Task<void> {
    yield* [];
    const rows = this.#rows;
    const first = (rows[this.#top]?.line ?? 0) + 1;
    const last = (rows[Math.min(rows.length, this.#top + this.#height) - 1]?.line ?? 0) + 1;
    const { name, lines } = this.#current;
    const many = this.#files.length > 1 ? ` (file ${String(this.#file + 1)} of ${String(this.#files.length)})` : '';
    const percent = this.#isAtEnd ? '(END)' : `${String(Math.floor((last * 100) / Math.max(1, lines.length)))}%`;
    this.#message = `${name}${many}${name === '' ? '' : ' '}lines ${String(first)}-${String(last)}/${String(lines.length)} ${percent}`;
  }

  /** Reads a line in the last row; undefined when it was given up. */
  *#ask(prompt: string): Task<string | undefined> {
    let text = '';
    for (;;) {
      yield* this.#draw(prompt + text);
      const key = yield* this.#keyboard.next();
      if (key === '<Enter>') return text;
      if (key === '^C' || key === '<Escape>' || key === '<Hangup>' || (key === '<Backspace>' && text === '')) return undefined;
      if (key === '<Backspace>') text = [...text].slice(0, -1).join('');
      else if (key === '^U') text = '';
      else if ([...key].length === 1 && text.length < MAX_TYPED) text += key;
    }
  }

  *#askSearch(prompt: '/' | '?'): Task<void> {
    const typed = yield* this.#ask(prompt);
    if (typed === undefined) return;
    if (typed !== '') {
      try {
        const ignoreCase = this.#look.ignoreCase && typed === typed.toLowerCase();
        this.#search = { regex: compileRegex(typed, { syntax: 'extended', ignoreCase }), backwards: prompt === '?' };
      } catch (error) {
        if (!(error instanceof RegexError)) throw error;
        this.#message = error.message;
        return;
      }
    } else if (this.#search) this.#search = { ...this.#search, backwards: prompt === '?' };
    this.#find(false, prompt === '?' ? -1 : 0);
  }

  *#findAgain(isOpposite: boolean): Task<void> {
    yield* [];
    this.#find(isOpposite);
  }

  #find(isOpposite: boolean, from?: number): void {
    const search = this.#search;
    if (!search) {
      this.#message = 'No previous regular expression';
      return;
    }
    const rows = this.#rows;
    const { lines } = this.#current;
    const step = search.backwards === isOpposite ? 1 : -1;
    const here = rows[this.#top]?.line ?? 0;
    for (let line = here + (from ?? step); line >= 0 && line < lines.length; line += step) {
      if (!search.regex.test(lines[line] ?? '')) continue;
      this.#top = Math.min(
        rows.findIndex(row => row.line === line),
        Math.max(this.#top, this.#lastTop),
      );
      return;
    }
    this.#message = 'Pattern not found';
  }

  /** `:n`, `:p`, `:q`. */
  *#askColon(): Task<void> {
    yield* this.#draw(' :');
    const key = yield* this.#keyboard.next();
    if (key === 'q' || key === 'Q' || key === '<Hangup>') return yield* this.#quit();
    if (key !== 'n' && key !== 'p') return;
    const to = this.#file + (key === 'n' ? 1 : -1);
    if (to < 0 || to >= this.#files.length) {
      this.#message = key === 'n' ? 'No next file' : 'No previous file';
      return;
    }
    this.#file = to;
    this.#top = 0;
    this.#isFresh = true;
  }

  /** `-N`, `-S`, `-i`: options while reading. */
  *#toggle(): Task<void> {
    yield* this.#draw('-');
    const key = yield* this.#keyboard.next();
    const { numbers, chop, ignoreCase } = this.#look;
    const { line } = this.#rows[this.#top] ?? { line: 0 };
    if (key === 'N') {
      this.#look = { ...this.#look, numbers: !numbers };
      this.#message = numbers ? "Don't use line numbers" : 'Constantly display line numbers';
    } else if (key === 'S') {
      this.#look = { ...this.#look, chop: !chop };
      this.#message = chop ? 'Fold long lines' : 'Chop long lines';
    } else if (key === 'i') {
      this.#look = { ...this.#look, ignoreCase: !ignoreCase };
      this.#message = ignoreCase ? 'Case is significant in searches' : 'Ignore case in searches';
    } else return yield* this.#screen.bell();
    this.#top = Math.max(
      0,
      this.#rows.findIndex(row => row.line === line),
    );
  }

  *#help(): Task<void> {
    yield* [];
    this.#message = 'drydock: less has no help page here; space b / n g G q work';
  }
}

function plain(text: string): string {
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
