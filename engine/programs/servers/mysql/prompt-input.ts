import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { LineEditor, type EditorResult } from '../../../shell/interactive/line-editor.js';
import { LineReader, readText } from '../../input.js';

/** As many as libedit keeps for this client. */
const historyEntries = 500;
/** The first line of libedit's files; blanks stand as octal numbers in the others. */
const fileHeader = '_HiStOrY_V2_';

/** Where lines at mysql's prompt come from: an editor with a history on a terminal, otherwise what is there. */
export class PromptInput {
  readonly #sys: Sys;
  readonly #reader: LineReader;
  readonly #editor: LineEditor | undefined;
  readonly #history: string[] = [];

  constructor(sys: Sys) {
    this.#sys = sys;
    this.#reader = new LineReader(sys, 0);
    if (!sys.isTerminal(0) || !sys.isTerminal(1)) return;
    this.#editor = new LineEditor(sys, {
      history: this.#history,
      *complete() {
        yield* sys.tick();
        return { insert: '', candidates: [] };
      },
      *handleSignals() {
        yield* sys.tick();
        return sys.takeSignal() === 'SIGINT' ? 'interrupted' : undefined;
      },
      dumb: (sys.env.get('TERM') ?? 'dumb') === 'dumb',
      bracketedPaste: false,
    });
  }

  /** A line, the end of the input, or ^C, which only at the prompt does not end the client. */
  *read(prompt: string): Task<EditorResult> {
    const sys = this.#sys;
    if (this.#editor) {
      sys.onSignal('SIGINT', 'catch');
      try {
        return yield* this.#editor.read(prompt);
      } finally {
        sys.onSignal('SIGINT', 'default');
      }
    }
    yield* sys.write(1, encodeUtf8(prompt));
    const text = yield* this.#reader.next();
    return text === undefined ? { kind: 'end' } : { kind: 'line', text };
  }

  /** Whether ^D is seen: the editor shows it. */
  get showsEnd(): boolean {
    return this.#editor !== undefined;
  }

  remember(line: string): void {
    if (line.trim() === '' || this.#history.at(-1) === line) return;
    this.#history.push(line);
    if (this.#history.length > historyEntries) this.#history.shift();
  }

  *load(): Task<void> {
    const path = this.#path;
    if (!this.#editor || path === undefined) return;
    try {
      const [header, ...lines] = (yield* readText(this.#sys, path)).split('\n');
      if (header !== fileHeader) return;
      const entries = lines.filter(line => line !== '').slice(-historyEntries);
      this.#history.push(
        ...entries.map(line => line.replace(/\\([0-7]{3})/g, (_whole, code: string) => String.fromCharCode(parseInt(code, 8)))),
      );
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  *save(): Task<void> {
    const path = this.#path;
    if (!this.#editor || path === undefined || this.#history.length === 0) return;
    const lines = this.#history.map(line => line.replace(/[ \t\n\\]/g, blank => `\\${blank.charCodeAt(0).toString(8).padStart(3, '0')}`));
    try {
      const fd = this.#sys.open(path, { write: true, create: true, truncate: true, mode: 0o600 });
      yield* this.#sys.write(fd, encodeUtf8(`${[fileHeader, ...lines].join('\n')}\n`));
      this.#sys.close(fd);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  get #path(): string | undefined {
    const { env } = this.#sys;
    const home = env.get('HOME');
    return env.get('MYSQL_HISTFILE') ?? (home === undefined ? undefined : `${home}/.mysql_history`);
  }
}

/** The prompt of a line that goes on: it tells of a quotation or a comment that is open. */
export function continuationPrompt(pending: string): string {
  const open = openQuotation(pending);
  return `${open === '' ? '-' : open}> `.padStart(7);
}

/** The sign that began what is open at the end of a text: a quote, `/*` or nothing. */
export function openQuotation(text: string): string {
  const closed = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"|`[^`]*`|\/\*[^]*?\*\/|--\s.*|#.*/g;
  return /['"`]|\/\*/.exec(text.replace(closed, ''))?.[0] ?? '';
}
