import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Sys } from '../../../../process/sys.js';
import { LineEditor, type EditorHost, type EditorResult } from '../../../../shell/interactive/line-editor.js';
import { LineReader, readText } from '../../../input.js';

/** What HISTSIZE is where nobody sets it. */
const HISTORY_ENTRIES = 500;

/** Stands for a newline within an entry of the file. */
const ENCODED_NEWLINE = '\x01';

/** Reads lines at a prompt: with an editor and a history on a terminal. */
export class LineInput {
  readonly #sys: Sys;
  readonly #reader: LineReader;
  readonly #editor: LineEditor | undefined;
  readonly #history: string[] = [];
  #unsaved: string[] = [];
  #entry: string[] = [];

  constructor(sys: Sys, { hasEditor, complete }: { readonly hasEditor: boolean; readonly complete: EditorHost['complete'] }) {
    this.#sys = sys;
    this.#reader = new LineReader(sys, 0);
    if (!hasEditor || !sys.isTerminal(0) || !sys.isTerminal(1)) return;
    this.#editor = new LineEditor(sys, {
      history: this.#history,
      complete,
      *handleSignals() {
        yield* sys.tick();
        return tookInterrupt(sys) ? 'interrupted' : undefined;
      },
      dumb: (sys.env.get('TERM') ?? 'dumb') === 'dumb',
      bracketedPaste: false,
    });
  }

  /** A line, the end of the input, or ^C. */
  *read(prompt: string): Task<EditorResult> {
    if (this.#editor) return yield* this.#editor.read(prompt);
    yield* this.#sys.write(1, encodeUtf8(prompt));
    try {
      const text = yield* this.#reader.next();
      return text === undefined ? { kind: 'end' } : { kind: 'line', text };
    } catch (error) {
      if (!isErrno(error, 'EINTR')) throw error;
      tookInterrupt(this.#sys);
      yield* this.#sys.write(1, encodeUtf8('\n'));
      return { kind: 'interrupted' };
    }
  }

  /** Keeps a line for the history; the lines of a statement become one entry once it is whole. */
  remember(line: string, isWhole: boolean): void {
    if (!this.#editor) return;
    this.#entry.push(line);
    if (!isWhole) return;
    const entry = this.#entry.join('\n').trimEnd();
    this.#entry = [];
    if (entry === '') return;
    this.#history.push(entry);
    if (this.#history.length > HISTORY_ENTRIES) this.#history.shift();
    this.#unsaved.push(entry);
    if (this.#unsaved.length > HISTORY_ENTRIES) this.#unsaved.shift();
  }

  /** What was typed, the oldest first. */
  get entries(): readonly string[] {
    return this.#history;
  }

  /** Drops the lines of a statement that was given up. */
  forget(): void {
    this.#entry = [];
  }

  *loadHistory(): Task<void> {
    const path = this.#historyFile();
    if (!this.#editor || path === undefined) return;
    try {
      const entries = (yield* readText(this.#sys, path)).split('\n').filter(entry => entry !== '');
      this.#history.push(...entries.slice(-HISTORY_ENTRIES).map(entry => entry.replaceAll(ENCODED_NEWLINE, '\n')));
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  /** Appends the entries of this session to the file. */
  *saveHistory(): Task<void> {
    const path = this.#historyFile();
    if (path === undefined || this.#unsaved.length === 0) return;
    const text = this.#unsaved.map(entry => `${entry.replaceAll('\n', ENCODED_NEWLINE)}\n`).join('');
    this.#unsaved = [];
    try {
      const fd = this.#sys.open(path, { write: true, append: true, create: true, mode: 0o600 });
      yield* this.#sys.write(fd, encodeUtf8(text));
      this.#sys.close(fd);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#sys.write(2, encodeUtf8(`could not save history to file "${path}": ${error.message}\n`));
    }
  }

  #historyFile(): string | undefined {
    const given = this.#sys.env.get('PSQL_HISTORY');
    if (given !== undefined && given !== '') return given;
    const home = this.#sys.env.get('HOME');
    return home === undefined ? undefined : `${home}/.psql_history`;
  }
}

function tookInterrupt(sys: Sys): boolean {
  let isInterrupt = false;
  for (let signal = sys.takeSignal(); signal; signal = sys.takeSignal()) isInterrupt ||= signal === 'SIGINT';
  return isInterrupt;
}
