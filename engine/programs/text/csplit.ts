import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { LineReader } from '../input.js';
import { MAX_INPUT_BYTES } from '../limits.js';
import { quoteAlways } from '../quoting.js';
import { compileRegex } from '../regex/regex.js';
import { refused } from '../options.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

type Key = 'prefix' | 'suffix' | 'keep' | 'suppress' | 'digits' | 'quiet' | 'elide';

/** Where one piece ends: at a line number, or at a line that matches; `skip` throws the piece away. */
type Cut = { readonly text: string; readonly times: number } & (
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'match'; readonly matches: (line: string) => boolean; readonly offset: number; readonly skip: boolean }
);

export const csplit = define<Key>({
  name: 'csplit',
  options: {
    suffix: refused('-b, --suffix-format=FORMAT'),
    prefix: ['-f, --prefix=PREFIX', 'use PREFIX instead of xx'],
    keep: ['-k, --keep-files', 'do not remove the pieces when something goes wrong'],
    suppress: ['--suppress-matched', 'leave out the lines that match'],
    digits: ['-n, --digits=DIGITS', 'number with so many digits instead of 2'],
    quiet: ['-s, -q, --quiet, --silent', 'do not print the sizes of the pieces'],
    elide: ['-z, --elide-empty-files', 'make no empty pieces'],
  },
  gnu: {
    usage: ['[OPTION]... FILE PATTERN...'],
    about:
      'Write pieces of FILE, cut at PATTERNs, to the files xx00, xx01, ..., and print how many bytes each has.\nA PATTERN is a line number, /REGEXP/[OFFSET], or %REGEXP%[OFFSET] to leave a piece out; {N} or {*} repeats it.',
  },
  origin: coreutils,
  *run(tool) {
    const [path, ...patterns] = tool.args.operands;
    if (path === undefined) throw new UsageError('missing operand');
    if (patterns.length === 0) throw new UsageError(`missing operand after ${quoteAlways(path)}`);
    const cuts = parseCuts(patterns);
    for (const [i, cut] of cuts.entries()) {
      const before = cuts[i - 1];
      if (cut.kind === 'line' && before?.kind === 'line' && cut.line === before.line)
        yield* tool.warn(`warning: line number ${quoteAlways(cut.text)} is the same as preceding line number`);
    }
    const splitter = new Splitter(tool, yield* linesOf(tool, path));
    try {
      yield* splitter.run(cuts);
    } catch (error) {
      if (error instanceof Fatal && !tool.args.has('keep')) splitter.removeAll();
      throw error;
    }
  },
});

function* linesOf(tool: Tool<Key>, path: string): Task<readonly string[]> {
  let fd: number;
  try {
    fd = path === '-' ? 0 : tool.sys.open(path, { read: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`cannot open ${quoteAlways(path)} for reading: ${error.message}`);
  }
  const reader = new LineReader(tool.sys, fd);
  const lines: string[] = [];
  let held = 0;
  for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next()) {
    held += line.length;
    if (held > MAX_INPUT_BYTES) throw new Fatal('memory exhausted');
    lines.push(line + (reader.terminated ? '\n' : ''));
  }
  return lines;
}

function parseCuts(patterns: readonly string[]): readonly Cut[] {
  const cuts: Cut[] = [];
  for (const text of patterns) {
    const repeat = /^\{(\d+|\*)\}$/.exec(text)?.[1];
    const last = cuts.at(-1);
    if (repeat !== undefined && last) cuts[cuts.length - 1] = { ...last, times: repeat === '*' ? Infinity : Number(repeat) };
    else cuts.push(parseCut(text, cuts));
  }
  return cuts;
}

function parseCut(text: string, before: readonly Cut[]): Cut {
  const sign = text[0] ?? '';
  if (sign === '/' || sign === '%') {
    const end = text.lastIndexOf(sign);
    if (end === 0) throw new Fatal(`${text}: closing delimiter ${quoteAlways(sign)} missing`);
    const offset = text.slice(end + 1);
    if (!/^([-+]?\d+)?$/.test(offset)) throw new Fatal(`${quoteAlways(text)}: integer expected after delimiter`);
    const regex = compileRegex(text.slice(1, end), { syntax: 'basic' });
    return { text, times: 0, kind: 'match', matches: line => regex.test(line), offset: Number(offset), skip: sign === '%' };
  }
  if (!/^\d+$/.test(text)) throw new Fatal(`${quoteAlways(text)}: invalid pattern`);
  const line = Number(text);
  if (line === 0) throw new Fatal(`${text}: line number must be greater than zero`);
  const previous = before.findLast(cut => cut.kind === 'line');
  if (previous?.kind === 'line' && line < previous.line)
    throw new Fatal(`line number ${quoteAlways(text)} is smaller than preceding line number, ${String(previous.line)}`);
  return { text, times: 0, kind: 'line', line };
}

class Splitter {
  readonly #tool: Tool<Key>;
  readonly #lines: readonly string[];
  readonly #made: string[] = [];
  #at = 0;
  /** The line from which a pattern looks on: one that was matched is not matched again. */
  #from = 0;

  constructor(tool: Tool<Key>, lines: readonly string[]) {
    this.#tool = tool;
    this.#lines = lines;
  }

  *run(cuts: readonly Cut[]): Task<void> {
    for (const cut of cuts) {
      for (let turn = 0; turn <= cut.times; turn++) {
        yield* this.#tool.sys.tick();
        if (!(yield* this.#cut(cut, turn))) return;
      }
    }
    yield* this.#write(this.#lines.slice(this.#at));
  }

  /** Makes one piece; false when the input ended and that was expected. */
  *#cut(cut: Cut, turn: number): Task<boolean> {
    const end = cut.kind === 'line' ? cut.line * (turn + 1) - 1 : this.#matching(cut);
    if (end < 0 || end > this.#lines.length || (cut.kind === 'line' && end >= this.#lines.length)) {
      if (cut.kind === 'match' && cut.skip && cut.times === Infinity) return false;
      yield* this.#write(this.#lines.slice(this.#at));
      if (cut.times === Infinity && cut.kind === 'match') return false;
      const where = turn === 0 ? '' : ` on repetition ${String(turn)}`;
      throw new Fatal(`${quoteAlways(cut.text)}: ${cut.kind === 'line' ? 'line number out of range' : 'match not found'}${where}`);
    }
    const piece = this.#lines.slice(this.#at, Math.max(end, this.#at));
    this.#at = Math.max(end, this.#at);
    if (cut.kind === 'match' && cut.skip) return true;
    yield* this.#write(piece);
    if (this.#tool.args.has('suppress') && this.#at < this.#lines.length) this.#at++;
    return true;
  }

  #matching(cut: Cut & { readonly kind: 'match' }): number {
    for (let i = this.#from; i < this.#lines.length; i++) {
      if (!cut.matches((this.#lines[i] ?? '').replace(/\n$/, ''))) continue;
      this.#from = i + 1;
      return i + cut.offset;
    }
    return -1;
  }

  *#write(lines: readonly string[]): Task<void> {
    const { args, sys, out } = this.#tool;
    if (lines.length === 0 && args.has('elide')) return;
    const name = `${args.value('prefix') ?? 'xx'}${String(this.#made.length).padStart(Number(args.value('digits') ?? 2), '0')}`;
    const data = encodeUtf8(lines.join(''));
    const fd = sys.open(name, { write: true, create: true, truncate: true });
    this.#made.push(name);
    yield* sys.write(fd, data);
    sys.close(fd);
    if (!args.has('quiet')) yield* out.line(String(data.length));
  }

  removeAll(): void {
    for (const name of this.#made) this.#tool.sys.unlink(name);
  }
}
