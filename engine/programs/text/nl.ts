import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { quoteAlways } from '../quoting.js';
import { compileRegex } from '../regex/regex.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

type Section = 'header' | 'body' | 'footer';
type Key = Section | 'increment' | 'separator' | 'start' | 'width' | 'format' | 'noReset' | 'join' | 'delimiter';

export const nl = define<Key>({
  name: 'nl',
  options: {
    body: ['-b, --body-numbering=STYLE', 'which lines to number: a all, t not empty (default), n none'],
    delimiter: ['-d, --section-delimiter=CC', 'use CC for the lines that begin logical pages', 'gnu'],
    footer: ['-f, --footer-numbering=STYLE', 'which lines of footers to number', 'gnu'],
    header: ['-h, --header-numbering=STYLE', 'which lines of headers to number', 'gnu'],
    increment: ['-i, --line-increment=NUMBER', 'step between line numbers'],
    join: ['-l, --join-blank-lines=NUMBER', 'count NUMBER empty lines as one', 'gnu'],
    format: ['-n, --number-format=FORMAT', 'ln left, rn right (default), rz with leading zeros', 'gnu'],
    noReset: ['-p, --no-renumber', 'do not begin anew at each section', 'gnu'],
    separator: ['-s, --number-separator=STRING', 'put STRING after the number'],
    start: ['-v, --starting-line-number=NUMBER', 'first number'],
    width: ['-w, --number-width=NUMBER', 'columns of the number'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Write each FILE to standard output, with line numbers.' },
  busybox: { usage: ['[OPTIONS] [FILE]...'], about: 'Write FILEs to standard output with line numbers added' },
  origin: coreutils,
  *run(tool) {
    const { args, sys, out } = tool;
    if (tool.isGnu) yield* checkNumbers(tool);
    const numbering = new Numbering(tool);
    yield* tool.eachInput(args.operands, function* (fd) {
      const lines = new LineReader(sys, fd);
      for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next()) yield* out.line(numbering.next(line));
    });
  },
});

/** A wrong number ends nl at once, a wrong word only when all words are read. */
function* checkNumbers(tool: Tool<Key>): Task<void> {
  let isWrong = false;
  for (const { key, value = '' } of tool.args.entries) {
    if (key === 'width' && !/^\d+$/.test(value)) throw new Fatal(`invalid line number field width: ${quoteAlways(value)}`);
    if (key === 'width' && Number(value) === 0)
      throw new Fatal(`invalid line number field width: ${quoteAlways(value)}: Numerical result out of range`);
    if (key === 'start' && !/^-?\d+$/.test(value)) throw new Fatal(`invalid starting line number: ${quoteAlways(value)}`);
    if (key === 'increment' && !/^-?\d+$/.test(value)) throw new Fatal(`invalid line number increment: ${quoteAlways(value)}`);
    if (key === 'format' && !['ln', 'rn', 'rz'].includes(value)) {
      isWrong = true;
      yield* tool.warn(`invalid line numbering format: ${quoteAlways(value)}`);
    }
  }
  if (isWrong) throw new UsageError('');
}

/** Numbers lines, one after the other; the count goes on from file to file. */
class Numbering {
  readonly #tool: Tool<Key>;
  readonly #styles: Readonly<Record<Section, (line: string) => boolean>>;
  /** What begins the sections. */
  readonly #marks: ReadonlyMap<string, Section>;
  readonly #width: number;
  readonly #separator: string;
  #section: Section = 'body';
  #number: number;
  #blanks = 0;

  constructor(tool: Tool<Key>) {
    const { args } = tool;
    this.#tool = tool;
    this.#styles = { header: styleOf(tool, 'header', 'n'), body: styleOf(tool, 'body', 't'), footer: styleOf(tool, 'footer', 'n') };
    const given = args.value('delimiter') ?? '\\:';
    const mark = given.length === 1 ? `${given}:` : given;
    this.#marks = new Map(
      tool.isGnu && mark !== ''
        ? [
            [mark.repeat(3), 'header'],
            [mark.repeat(2), 'body'],
            [mark, 'footer'],
          ]
        : [],
    );
    this.#width = Number(args.value('width') ?? 6);
    this.#separator = args.value('separator') ?? '\t';
    this.#number = this.#start();
  }

  #start(): number {
    return Number(this.#tool.args.value('start') ?? 1);
  }

  next(line: string): string {
    const begun = this.#marks.get(line);
    if (begun !== undefined) {
      this.#section = begun;
      if (!this.#tool.args.has('noReset')) this.#number = this.#start();
      return '';
    }
    if (!this.#styles[this.#section](line) || this.#isJoined(line)) return ' '.repeat(this.#width + this.#separator.length) + line;
    const format = this.#tool.args.value('format') ?? 'rn';
    const digits = String(this.#number);
    const shown = format === 'ln' ? digits.padEnd(this.#width) : digits.padStart(this.#width, format === 'rz' ? '0' : ' ');
    this.#number += Number(this.#tool.args.value('increment') ?? 1);
    return shown + this.#separator + line;
  }

  /** Of several empty lines only the last of each group counts. */
  #isJoined(line: string): boolean {
    if (line === '' && ++this.#blanks < Number(this.#tool.args.value('join') ?? 1)) return true;
    this.#blanks = 0;
    return false;
  }
}

/** Which lines a STYLE numbers: all, those with text, none, or those that match a pattern (`pBRE`). */
function styleOf(tool: Tool<Key>, section: Section, fallback: string): (line: string) => boolean {
  const style = tool.args.value(section) ?? fallback;
  if (style === 'a') return () => true;
  if (style === 't') return line => line !== '';
  if (style === 'n') return () => false;
  if (!tool.isGnu) throw new Fatal(`drydock: the style ${quoteAlways(style)} is not simulated`);
  if (!style.startsWith('p')) throw new UsageError(`invalid ${section} numbering style: ${quoteAlways(style)}`);
  const regex = compileRegex(style.slice(1), { syntax: 'basic' });
  return line => regex.test(line);
}
