import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { shellLimits } from '../limits.js';
import type { Completion } from './completion.js';
import { edits, isKill, readlineOnly, UNDO } from './edits.js';
import { readKey, readLiteral, type Key } from './keys.js';
import { KillRing } from './kill-ring.js';
import { LineBuffer } from './line-buffer.js';
import { UndoList } from './undo-list.js';
import { Screen } from './screen.js';
import { HistoryCursor } from './history-cursor.js';
import { inColumns } from './in-columns.js';
import { HistorySearch } from './history-search.js';

/** What the editor needs of the shell around it. */
export interface EditorHost {
  readonly history: readonly string[];
  complete(text: string, cursor: number): Task<Completion>;
  /** A caught signal came; whether it was ^C. `beforeTrap` runs before a trap on it. */
  handleSignals(beforeTrap: () => Task<void>): Task<Interruption | undefined>;
  /** busybox's editor knows fewer keys than readline. */
  readonly isBusybox?: boolean;
  /** The text that the screen takes for what follows, after `^C`. */
  readonly dumb: boolean;
  readonly bracketedPaste: boolean;
}

/** How ^C came: for the shell itself, or for a trap of its user. */
export type Interruption = 'interrupted' | 'trapped';

export type EditorResult =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'interrupted'; readonly trapped?: boolean }
  | { readonly kind: 'end' };

/** Where keys come from and the screen is. */
const input = 0;
const output = 2;

/** Reads lines from a terminal key by key, as readline does. */
export class LineEditor {
  readonly #sys: Sys;
  readonly #host: EditorHost;
  #buffer = new LineBuffer();
  #screen: Screen;
  readonly #history: HistoryCursor;
  readonly #kills = new KillRing();
  readonly #undo = new UndoList();
  #lastKey = '';
  /** Tab has changed nothing: the next one lists what there is. */
  #listsNext = false;
  #pending = '';
  #isSilent = false;
  /** Where the word that Alt-. has put begins. */
  #lastArgumentAt = 0;

  constructor(sys: Sys, host: EditorHost) {
    this.#sys = sys;
    this.#host = host;
    this.#history = new HistoryCursor(host.history);
    this.#screen = new Screen({ dumb: host.dumb });
  }

  /** What has been typed so far. */
  get text(): string {
    return this.#buffer.text;
  }

  *read(prompt: string): Task<EditorResult> {
    const before = this.#sys.terminalModes(input);
    this.#buffer = new LineBuffer(this.#kills);
    this.#undo.clear();
    this.#history.reset();
    this.#lastKey = '';
    this.#isSilent = !before.echo;
    this.#sys.setTerminalModes(input, { canonical: false, echo: false });
    this.#show((this.#host.bracketedPaste ? '\x1b[?2004h' : '') + this.#screen.begin(prompt, this.#columns()));
    yield* this.#flush(true);
    try {
      return yield* this.#loop();
    } finally {
      this.#sys.setTerminalModes(input, before);
    }
  }

  *#loop(): Task<EditorResult> {
    for (;;) {
      const key = yield* this.#nextKey();
      if (typeof key === 'string') return yield* this.#leaveInterrupted(key);
      const result = yield* this.#handle(key);
      yield* this.#flush();
      if (result) return result;
    }
  }

  /** The next key; signals that come meanwhile are handled, and the line is shown again when the window changed. */
  *#nextKey(read = readKey): Task<Key | Interruption> {
    for (;;) {
      try {
        return yield* read(this.#sys, input);
      } catch (error) {
        if (isErrno(error, 'EIO')) return { kind: 'closed' };
        if (!isErrno(error, 'EINTR')) throw error;
      }
      const interruption = yield* this.#host.handleSignals(() => this.#say('^C'));
      if (interruption) return interruption;
      this.#refresh();
      yield* this.#flush();
    }
  }

  *#handle(key: Key): Task<EditorResult | undefined> {
    if (key.kind === 'closed') return { kind: 'end' };
    if (this.#screen.isMarked) this.#refresh();
    if (key.kind === 'key' && this.#host.isBusybox && readlineOnly.has(key.name)) return undefined;
    // Letters typed one after the other are one change.
    if ((key.kind !== 'text' || this.#lastKey !== 'text') && !(key.kind === 'key' && key.name === UNDO)) this.#undo.remember(this.#buffer);
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
    else if (name === 'ctrl-v' || name === 'ctrl-q') {
      const literal = yield* this.#nextKey(readLiteral);
      if (typeof literal === 'string') return yield* this.#leaveInterrupted(literal);
      if (literal.kind === 'text') this.#insert(literal.text);
    } else this.#edit(name);
    this.#lastKey = name;
    return undefined;
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
    else if (name === UNDO) {
      if (!this.#undo.undo(this.#buffer)) this.#show('\x07');
    } else if (name === 'ctrl-l') {
      this.#show(this.#screen.clear(this.#buffer, this.#columns()));
      return;
    } else if (name === 'alt-<') this.#goInHistory(-Infinity);
    else if (name === 'alt->') this.#goInHistory(Infinity);
    else if (name === 'alt-.' || name === 'alt-_') {
      this.#insertLastArgument();
      return;
    } else return;
    this.#refresh();
  }

  #goInHistory(by: number): void {
    const line = this.#history.go(by, this.#buffer.text);
    if (line === undefined) this.#show('\x07');
    else this.#buffer.set(line);
  }

  /** Alt-. again puts the last word of the line before in its place. */
  #insertLastArgument(): void {
    const again = this.#lastKey === 'alt-.' || this.#lastKey === 'alt-_';
    const word = this.#history.lastArgument(again);
    if (again) this.#buffer.delete(this.#lastArgumentAt);
    this.#lastArgumentAt = this.#buffer.cursor;
    this.#insert(word ?? '');
    if (word === undefined) this.#show('\x07');
  }

  *#complete(): Task<void> {
    const { insert, candidates } = yield* this.#host.complete(this.#buffer.text, this.#buffer.before.length);
    const lists = (this.#listsNext || this.#host.isBusybox === true) && this.#lastKey === 'tab';
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
      if (typeof key === 'string') return yield* this.#leaveInterrupted(key);
      if (search.take(key)) continue;
      const kept = key.kind === 'key' && key.name === 'ctrl-g' ? this.#buffer.text : search.found;
      this.#buffer.set(kept, kept === search.found ? search.cursor : undefined);
      this.#show(this.#screen.update(this.#buffer, this.#columns(), this.#prompt()));
      if (key.kind === 'key' && (key.name === 'ctrl-g' || key.name === 'unknown')) return undefined;
      return yield* this.#handle(key);
    }
  }

  #prompt(): string {
    return this.#screen.firstPrompt;
  }

  *#leave(shown: string, result: EditorResult): Task<EditorResult> {
    // A pasted text that ends with a newline has gone to a new line already.
    const newline = this.#buffer.text.endsWith('\n') && !this.#host.dumb ? '' : '\r\n';
    this.#show(this.#screen.toEnd() + shown + newline + (this.#host.bracketedPaste ? '\x1b[?2004l\r' : ''));
    yield* this.#flush();
    return result;
  }

  /** `^C` stands where the cursor was. */
  *#leaveInterrupted(how: Interruption): Task<EditorResult> {
    const ends = how === 'interrupted' || !this.#host.isBusybox;
    this.#show((how === 'interrupted' ? '^C' : '') + (ends ? '\r\n' : '') + (this.#host.bracketedPaste ? '\x1b[?2004l\r' : ''));
    yield* this.#flush();
    return { kind: 'interrupted', trapped: how === 'trapped' };
  }

  *#say(text: string): Task<void> {
    this.#show(text);
    yield* this.#flush();
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

  *#flush(always = false): Task<void> {
    // After `stty -echo` the prompt is all there is to see.
    const text = this.#isSilent && !always ? (this.#pending.match(/\x1b\[\?2004[hl]/g) ?? []).join('') : this.#pending;
    this.#pending = '';
    // The terminal turns newlines into return and newline itself.
    if (text !== '') yield* this.#sys.write(output, encodeUtf8(text.replaceAll('\r\n', '\n')));
  }

  #columns(): number {
    const { columns } = this.#sys.windowSize(input);
    return columns > 0 ? columns : 80;
  }
}
