import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { LineReader } from '../input.js';
import type { Match, Regex } from '../regex/regex.js';
import type { Tool } from '../tool.js';
import type { GrepKey } from './options.js';

export interface SearchRules {
  readonly patterns: readonly Regex[];
  readonly named: boolean;
  readonly coloured: boolean;
  readonly before: number;
  readonly after: number;
  readonly max: number;
}

/** After a search that cost more steps, others may run. */
const LONG_SEARCH = 20_000;

interface Held {
  readonly text: string;
  readonly number: number;
  readonly offset: number;
}

/** Lines of a file; in a binary one NUL ends lines too (zap_nuls of GNU's). */
class TextLines {
  readonly #lines: LineReader;
  readonly #splits: boolean;
  #parts: Uint8Array[] = [];
  isBinary = false;

  constructor(lines: LineReader, splits: boolean) {
    this.#lines = lines;
    this.#splits = splits;
  }

  *next(): Task<Uint8Array | undefined> {
    const part = this.#parts.pop();
    if (part !== undefined) return part;
    const bytes = yield* this.#lines.nextBytes();
    if (!this.#splits || bytes?.includes(0) !== true) return bytes;
    this.isBinary = true;
    for (let from = 0; from <= bytes.length; ) {
      const end = bytes.indexOf(0, from);
      this.#parts.push(bytes.subarray(from, end < 0 ? bytes.length : end));
      from = end < 0 ? bytes.length + 1 : end + 1;
    }
    this.#parts.reverse();
    return this.#parts.pop();
  }
}

/** Searches one file after the other and prints what is asked for. */
export class FileSearch {
  readonly #tool: Tool<GrepKey>;
  readonly #rules: SearchRules;
  #printedGroup = false;
  /** Number of the line printed last, to know where a group of context ends. */
  #lastPrinted = 0;

  constructor(tool: Tool<GrepKey>, rules: SearchRules) {
    this.#tool = tool;
    this.#rules = rules;
  }

  /** Whether any line was selected (no line, for -L). */
  *run(fd: Fd, name: string): Task<boolean> {
    const { args, sys, out } = this.#tool;
    const lines = new TextLines(new LineReader(sys, fd, args.has('zero') ? 0 : 10), this.#tool.isGnu && !args.has('zero') && !this.#isText);
    const names = args.last('with', 'without');
    const silent = args.has('quiet') || args.has('count') || names !== undefined;
    const held: Held[] = [];
    let number = 0;
    let offset = 0;
    let count = 0;
    let following = 0;
    let binary = false;
    // Nothing in this file follows what was printed of the one before.
    this.#lastPrinted = this.#tool.isGnu ? -1 : 0;
    while (count < this.#rules.max || following > 0) {
      const bytes = yield* lines.next();
      if (bytes === undefined) break;
      const text = decodeUtf8(bytes);
      const line: Held = { text, number: ++number, offset };
      offset += bytes.length + 1;
      if (number % 64 === 0) yield* sys.tick();
      if (lines.isBinary || (bytes.includes(0) && !args.has('zero') && !this.#isText)) binary = true;
      const selected = count < this.#rules.max && this.#matches(text) !== args.has('invert');
      if (this.#rules.patterns.some(({ steps = 0 }) => steps > LONG_SEARCH)) yield* sys.tick();
      if (selected) {
        count++;
        if (silent) {
          if (args.has('quiet') || names !== undefined) break;
          continue;
        }
        if (binary && this.#tool.isGnu) {
          if (args.value('binary') !== 'without-match' && !args.has('skipBinary')) yield* this.#tool.warn(`${name}: binary file matches`);
          break;
        }
        yield* this.#printSelected(line, name, held);
        following = this.#rules.after;
      } else if (!silent && following > 0) {
        following--;
        yield* this.#printLine(line, name, '-');
      } else if (this.#rules.before > 0) {
        held.push(line);
        if (held.length > this.#rules.before) held.shift();
      }
      if (args.has('lineBuffered')) yield* out.flush();
    }
    return yield* this.#finish(name, count, names);
  }

  /** A file without lines, as far as -L can tell. */
  *unreadable(name: string): Task<void> {
    const { args } = this.#tool;
    const names = args.last('with', 'without');
    if (names !== 'with' && !args.has('quiet')) yield* this.#finish(name, 0, names);
  }

  get #isText(): boolean {
    const { args } = this.#tool;
    return args.has('text') || args.value('binary') === 'text';
  }

  *#finish(name: string, count: number, names: 'with' | 'without' | undefined): Task<boolean> {
    const { args, out } = this.#tool;
    const end = args.has('null') ? '\0' : '\n';
    if (names !== undefined) {
      const listed = names === 'with' ? count > 0 : count === 0;
      if (listed && !args.has('quiet')) yield* out.write(this.#paint(name, '35') + end);
      // Since grep 3.5 the status tells of lines, whatever is listed.
      return this.#tool.isGnu ? count > 0 : listed;
    }
    if (args.has('count') && !args.has('quiet'))
      yield* out.line(`${this.#rules.named ? this.#prefixPart(name, '35', ':') : ''}${String(count)}`);
    return count > 0;
  }

  #matches(text: string): boolean {
    return this.#rules.patterns.some(pattern => pattern.test(text));
  }

  *#printSelected(line: Held, name: string, held: Held[]): Task<void> {
    const { before, after } = this.#rules;
    const first = held[0]?.number ?? line.number;
    if ((before > 0 || after > 0) && this.#printedGroup && first !== this.#lastPrinted + 1) yield* this.#separate();
    for (const earlier of held.splice(0)) yield* this.#printLine(earlier, name, '-');
    this.#printedGroup = true;
    const { args } = this.#tool;
    if (!args.has('only')) return yield* this.#printLine(line, name, ':');
    this.#lastPrinted = line.number;
    if (args.has('invert')) return;
    let seen = 0;
    let { offset } = line;
    for (const match of this.#allMatches(line.text)) {
      // Bytes are counted from match to match: a line may be long, and its matches many.
      if (args.has('byteOffset')) offset += encodeUtf8(line.text.slice(seen, match.start)).length;
      seen = match.start;
      yield* this.#tool.sys.tick();
      const found = this.#paint(line.text.slice(match.start, match.end), '01;31');
      yield* this.#tool.out.write(this.#prefix({ ...line, offset }, name, ':') + found + (args.has('zero') ? '\0' : '\n'));
    }
  }

  /** What stands between groups of lines. */
  *#separate(): Task<void> {
    const { args, out } = this.#tool;
    if (args.last('separator', 'noSeparator') === 'noSeparator') return;
    yield* out.line(this.#paint(args.value('separator') ?? '--', '36'));
  }

  *#printLine(line: Held, name: string, mark: ':' | '-'): Task<void> {
    this.#lastPrinted = line.number;
    if (mark === '-' && this.#tool.args.has('only')) return;
    const plain = !this.#rules.coloured || this.#tool.args.has('invert') || mark === '-';
    yield* this.#tool.out.write(
      this.#prefix(line, name, mark) + (plain ? line.text : this.#highlight(line.text)) + (this.#tool.args.has('zero') ? '\0' : '\n'),
    );
  }

  #prefix(line: Held, name: string, mark: ':' | '-'): string {
    const { args } = this.#tool;
    const width = args.has('initialTab') ? 2 : 0;
    const prefix =
      (this.#rules.named ? this.#prefixPart(name, '35', mark) : '') +
      (args.has('number') ? this.#prefixPart(String(line.number).padStart(width), '32', mark) : '') +
      (args.has('byteOffset') ? this.#prefixPart(String(line.offset).padStart(width), '32', mark) : '');
    return args.has('initialTab') && prefix !== '' ? `${prefix}\t` : prefix;
  }

  /** -Z puts NUL behind names, in the place of the mark. */
  #prefixPart(text: string, colour: string, mark: string): string {
    if (colour === '35' && this.#tool.args.has('null')) return `${this.#paint(text, colour)}\0`;
    return this.#paint(text, colour) + this.#paint(mark, '36');
  }

  #paint(text: string, colour: string): string {
    return this.#rules.coloured ? `\u001b[${colour}m\u001b[K${text}\u001b[m\u001b[K` : text;
  }

  #highlight(text: string): string {
    let painted = '';
    let at = 0;
    for (const match of this.#allMatches(text)) {
      painted += text.slice(at, match.start) + this.#paint(text.slice(match.start, match.end), '01;31');
      at = match.end;
    }
    return painted + text.slice(at);
  }

  /** Matches that are not empty, from left to right; the earliest and longest of all patterns each time. */
  *#allMatches(text: string): Generator<Match> {
    for (let at = 0; at <= text.length; ) {
      let best: Match | undefined;
      for (const pattern of this.#rules.patterns) {
        const match = pattern.exec(text, at);
        if (match && (!best || match.start < best.start || (match.start === best.start && match.end > best.end))) best = match;
      }
      if (!best) return;
      if (best.end > best.start) yield best;
      at = best.end > best.start ? best.end : best.end + 1;
    }
  }
}
