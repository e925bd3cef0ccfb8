import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import type { EditorResult, LineEditor } from '../../shell/interactive/line-editor.js';
import { LineReader, readText } from '../input.js';
import { clientEditor } from './client-editor.js';

/** Older lines are forgotten. */
const historyEntries = 500;

/** Where a client keeps what was typed, and how. */
export interface HistoryFile {
  readonly path: string | undefined;
  /** The lines of a file; none where it is not of this kind. */
  read(text: string): readonly string[];
  write(lines: readonly string[]): string;
}

/** Where lines at the prompt of a database's client come from: an editor with a history on a terminal, otherwise what is there. */
export class PromptInput {
  readonly #sys: Sys;
  readonly #reader: LineReader;
  readonly #editor: LineEditor | undefined;
  readonly #history: string[] = [];
  readonly #file: HistoryFile;

  constructor(sys: Sys, file: HistoryFile) {
    this.#sys = sys;
    this.#file = file;
    this.#reader = new LineReader(sys, 0);
    if (!sys.isTerminal(0) || !sys.isTerminal(1)) return;
    this.#editor = clientEditor(sys, this.#history);
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

  /** Whether lines are edited on a terminal. */
  get hasEditor(): boolean {
    return this.#editor !== undefined;
  }

  remember(line: string): void {
    if (line.trim() === '' || this.#history.at(-1) === line) return;
    this.#history.push(line);
    if (this.#history.length > historyEntries) this.#history.shift();
  }

  *load(): Task<void> {
    const { path } = this.#file;
    if (!this.#editor || path === undefined) return;
    try {
      this.#history.push(...this.#file.read(yield* readText(this.#sys, path)).slice(-historyEntries));
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  *save(): Task<void> {
    const { path } = this.#file;
    if (!this.#editor || path === undefined || this.#history.length === 0) return;
    try {
      const fd = this.#sys.open(path, { write: true, create: true, truncate: true, mode: 0o600 });
      yield* this.#sys.write(fd, encodeUtf8(this.#file.write(this.#history)));
      this.#sys.close(fd);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
}
