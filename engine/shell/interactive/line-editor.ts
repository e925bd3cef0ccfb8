import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { shellLimits } from '../limits.js';
import type { Completion } from './completion.js';
import { edits, isKill, UNDO } from './edits.js';
import { readKey, type Key } from './keys.js';
import { KillRing } from './kill-ring.js';
import { LineBuffer } from './line-buffer.js';
import { Screen } from './screen.js';
import { inColumns } from './in-columns.js';
import { HistorySearch } from './history-search.js';

/** What the editor needs of the shell around it. */
export interface EditorHost {
  readonly history: readonly string[];
  complete(text: string, cursor: number): Task<Completion>;
  /** A caught signal came; true when it was ^C. */
  handleSignals(): Task<boolean>;
  /** The text that the screen takes for what follows, after `^C`. */
  readonly dumb: boolean;
  readonly bracketedPaste: boolean;
}

export type EditorResult = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'interrupted' } | { readonly kind: 'end' };

/** Where keys come from and the screen is. */
const input = 0;
const output = 2;
const undoSteps = 200;

/** Reads lines from a terminal key by key, as readline does. */
export class LineEditor {
  readonly #sys: Sys;
  readonly #host: EditorHost;
  #buffer = new LineBuffer();
  #screen: Screen;
  /** Where we are in the history; its length is the line being typed. */
  #historyIndex = 0;
  /** Edited versions of lines of the history, and the line being typed. */
  #edited = new Map<number, string>();
  readonly #kills = new KillRing();
  /** What the line was before each change. */
  readonly #undo: { readonly text: string; readonly cursor: number }[] = [];
  #lastKey = '';
  /** Tab has changed nothing: the next one lists what there is. */
  #listsNext = false;
  #pending = '';

  constructor(sys: Sys, host: EditorHost) {
    this.#sys = sys;
    this.#host = host;
    this.#screen = new Screen({ dumb: host.dumb });
  }

  /** What has been typed so far. */
  get text(): string {
    return this.#buffer.text;
  }

  *read(prompt: string): Task<EditorResult> {
    const before = this.#sys.terminalModes(input);
    this.#buffer = new LineBuffer(this.#kills);
    this.#undo.length = 0;
    this.#historyIndex = this.#host.history.length;
    this.#edited.clear();
    this.#lastKey = '';
    this.#sys.setTerminalModes(input, { canonical: false, echo: false });
    this.#show((this.#host.bracketedPaste ? '\x1b[?2004h' : '') + this.#screen.begin(prompt, this.#columns()));
    yield* this.#flush();
    try {
      return yield* this.#loop();
    } finally {
      this.#sys.setTerminalModes(input, before);
    }
  }

  *#loop(): Task<EditorResult> {
    for (;;) {
      const key = yield* this.#nextKey();
      if (key === 'interrupted') return yield* this.#leave('^C', { kind: 'interrupted' });
      const result = yield* this.#handle(key);
      yield* this.#flush();
      if (result) return result;
    }
  }

  /** The next key; signals that come meanwhile are handled, and the line is shown again when the window changed. */
  *#nextKey(): Task<Key | 'interrupted'> {
    for (;;) {
      try {
        return yield* readKey(this.#sys, input);
      } catch (error) {
        if (isErrno(error, 'EIO')) return { kind: 'closed' };
        if (!isErrno(error, 'EINTR')) throw error;
      }
      if (yield* this.#host.handleSignals()) return 'interrupted';
      this.#refresh();
      yield* this.#flush();
    }
  }

  *#handle(key: Key): Task<EditorResult | undefined> {
    if (key.kind === 'closed') return { kind: 'end' };
    if (this.#screen.isMarked) this.#refresh();
    if (key.kind === 'key' && key.name === UNDO) {
      this.#undoLast();
      return undefined;
    }
    this.#remember(key);
    if (key.kind === 'text' || key.kind === 'paste') {
      this.#kills.rest();
      if (key.kind === 'text') this.#insert(key.text);
      else this.#paste(key.text);
      this.#lastKey = 'text';
      return undefined;
    }
    const { name } = key;
    if (name === 'enter') return yield* this.#leave('', { kind: 'line', text: this.#buffer.text });
    if (name === 'ctrl-d' && this.#buffer.length === 0) return yield* this.#leaveAtEnd();
    if (name === 'ctrl-r') return yield* this.#search();
    if (!isKill(name)) this.#kills.rest();
    if (name === 'alt-#') {
      this.#buffer.set(`#${this.#buffer.text}`, 0);
      this.#refresh();
      return yield* this.#leave('', { kind: 'line', text: this.#buffer.text });
    }
    if (name === 'tab') yield* this.#complete();
    else this.#edit(name);
    this.#lastKey = name;
    return undefined;
  }

  /** Keeps the line as it was, for undo; letters typed one after the other are one change. */
  #remember(key: Key): void {
    const { text, cursor } = this.#buffer;
    if (key.kind === 'text' && this.#lastKey === 'text') return;
    if (this.#undo.at(-1)?.text !== text) this.#undo.push({ text, cursor });
    if (this.#undo.length > undoSteps) this.#undo.shift();
  }

  #undoLast(): void {
    while (this.#undo.at(-1)?.text === this.#buffer.text) this.#undo.pop();
    const before = this.#undo.pop();
    if (before) this.#buffer.set(before.text, before.cursor);
    else this.#show('\x07');
    this.#lastKey = UNDO;
    this.#refresh();
  }

  #insert(text: string): void {
    if (!this.#hasRoomFor(text)) {
      this.#show('\x07');
      return;
    }
    this.#buffer.insert(text);
    this.#refresh();
  }

  #hasRoomFor(text: string): boolean {
    return this.#buffer.length + text.length <= shellLimits.editedCharacters;
  }

  /** What was pasted stands out until the next key, where the screen has room for it. */
  #paste(text: string): void {
    const from = this.#buffer.cursor;
    const rows = this.#screen.rows + text.split('\n').length + Math.ceil(text.length / this.#columns());
    if (!this.#host.bracketedPaste || rows > this.#sys.windowSize(input).rows || !this.#hasRoomFor(text)) {
      this.#insert(text);
      return;
    }
    this.#buffer.insert(text);
    this.#show(this.#screen.update(this.#buffer, this.#columns(), undefined, { from, to: this.#buffer.cursor }));
  }

  #edit(name: string): void {
    const edit = Object.hasOwn(edits, name) ? edits[name] : undefined;
    if (edit) edit(this.#buffer);
    else if (name === 'up' || name === 'ctrl-p') this.#goInHistory(-1);
    else if (name === 'down' || name === 'ctrl-n') this.#goInHistory(1);
    else if (name === 'ctrl-l') {
      this.#show(this.#screen.clear(this.#buffer, this.#columns()));
      return;
    } else if (name === 'alt-<') this.#goInHistory(-Infinity);
    else if (name === 'alt->') this.#goInHistory(Infinity);
    else if (name === 'alt-.') this.#insert(this.#host.history.at(-1)?.trim().split(/\s+/).at(-1) ?? '');
    else return;
    this.#refresh();
  }

  #goInHistory(by: number): void {
    const { history } = this.#host;
    const target = Math.max(0, Math.min(history.length, this.#historyIndex + by));
    if (target === this.#historyIndex) {
      this.#show('\x07');
      return;
    }
    this.#edited.set(this.#historyIndex, this.#buffer.text);
    this.#historyIndex = target;
    this.#buffer.set(this.#edited.get(target) ?? history[target] ?? '');
  }

  *#complete(): Task<void> {
    const { insert, candidates } = yield* this.#host.complete(this.#buffer.text, this.#buffer.before.length);
    const lists = this.#listsNext && this.#lastKey === 'tab';
    this.#listsNext = insert === '';
    if (insert !== '') {
      // readline rings at once, and shows the line later.
      if (candidates.length > 1) this.#show('\x07');
      this.#insert(insert);
      return;
    }
    if (candidates.length < 2 || !lists) {
      this.#show('\x07');
      return;
    }
    this.#show(`${this.#screen.end()}${inColumns(candidates, this.#columns())}`);
    this.#show(this.#screen.again(this.#buffer, this.#columns()));
  }

  /** ^R: searches the history backwards until a key does something else with what was found. */
  *#search(): Task<EditorResult | undefined> {
    const search = new HistorySearch(this.#host.history, this.#buffer.text);
    for (;;) {
      const shown = new LineBuffer();
      shown.set(search.found, search.cursor);
      this.#show(this.#screen.update(shown, this.#columns(), search.prompt));
      yield* this.#flush();
      const key = yield* this.#nextKey();
      if (key === 'interrupted') return yield* this.#leave('^C', { kind: 'interrupted' });
      if (search.take(key)) continue;
      const kept = key.kind === 'key' && key.name === 'ctrl-g' ? this.#buffer.text : search.found;
      this.#buffer.set(kept);
      this.#show(this.#screen.update(this.#buffer, this.#columns(), this.#prompt()));
      if (key.kind === 'key' && (key.name === 'ctrl-g' || key.name === 'unknown')) return undefined;
      return yield* this.#handle(key);
    }
  }

  #prompt(): string {
    return this.#screen.firstPrompt;
  }

  *#leave(shown: string, result: EditorResult): Task<EditorResult> {
    this.#show(this.#screen.toEnd() + shown + '\r\n' + (this.#host.bracketedPaste ? '\x1b[?2004l\r' : ''));
    yield* this.#flush();
    return result;
  }

  *#leaveAtEnd(): Task<EditorResult> {
    // readline puts a newline behind it here, so that 'exit' has a line of its own.
    if (this.#host.bracketedPaste) this.#show('\x1b[?2004l\r\n');
    yield* this.#flush();
    return { kind: 'end' };
  }

  #refresh(): void {
    this.#show(this.#screen.update(this.#buffer, this.#columns()));
  }

  #show(text: string): void {
    this.#pending += text;
  }

  *#flush(): Task<void> {
    const text = this.#pending;
    this.#pending = '';
    // The terminal turns newlines into return and newline itself.
    if (text !== '') yield* this.#sys.write(output, encodeUtf8(text.replaceAll('\r\n', '\n')));
  }

  #columns(): number {
    const { columns } = this.#sys.windowSize(input);
    return columns > 0 ? columns : 80;
  }
}
