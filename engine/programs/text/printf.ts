import { append } from '../../core/append.js';
import { encodeUtf8, decodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import { formatFloat, formatInteger, formatText, readDirective, type Directive } from './directive.js';
import { readEscape, unescape } from './escapes.js';
import { quoteBytes, quoteWord } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

export const printf = define({
  name: 'printf',
  options: {},
  stopAtOperand: true,
  rewrite: argv => (argv[0]?.startsWith('-') && argv[0] !== '--' ? ['--', ...argv] : argv),
  gnu: { usage: ['FORMAT [ARGUMENT]...', 'OPTION'], about: 'Print ARGUMENT(s) as FORMAT says.' },
  busybox: { usage: ['FORMAT [ARG]...'], about: 'Format and print ARG(s) according to FORMAT (a-la C printf)' },
  origin: coreutils,
  *run(tool) {
    const [format, ...values] = tool.args.operands;
    if (format === undefined) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    const printer = new Printer(tool, format, values);
    do {
      if (yield* printer.round()) return;
      yield* tool.sys.tick();
    } while (printer.hasMore());
    const excess = printer.excess();
    if (tool.isGnu && excess !== undefined) yield* tool.warn(`warning: ignoring excess arguments, starting with ${quoteWord(excess)}`);
  },
});

/** Applies a format again and again until the arguments are used up. */
class Printer {
  readonly #tool: Tool;
  readonly #format: string;
  readonly #values: readonly string[];
  #at = 0;
  #usedInRound = 0;

  constructor(tool: Tool, format: string, values: readonly string[]) {
    this.#tool = tool;
    this.#format = format;
    this.#values = values;
  }

  /** The first argument that no directive took. */
  excess(): string | undefined {
    return this.#values[this.#at];
  }

  hasMore(): boolean {
    return this.#usedInRound > 0 && this.#at < this.#values.length;
  }

  /** Goes through the format once; true when `\c` ended everything. */
  *round(): Task<boolean> {
    this.#usedInRound = 0;
    const bytes: number[] = [];
    let stopped = false;
    for (let i = 0; i < this.#format.length && !stopped; ) {
      const character = this.#format[i] ?? '';
      if (character === '\\') {
        if (this.#format[i + 1] === 'c') {
          stopped = true;
          break;
        }
        const escape = readEscape(this.#format, i, { leadingZero: false, quotes: true });
        append(bytes, escape.bytes);
        i += escape.length;
      } else if (character === '%') {
        const done = yield* this.#directive(i, bytes);
        i = done.end;
        stopped = done.stopped;
      } else {
        const end = /[\\%]/.exec(this.#format.slice(i + 1))?.index;
        const next = end === undefined ? this.#format.length : i + 1 + end;
        append(bytes, encodeUtf8(this.#format.slice(i, next)));
        i = next;
      }
    }
    yield* this.#tool.out.write(decodeUtf8(Uint8Array.from(bytes)));
    return stopped;
  }

  *#directive(at: number, bytes: number[]): Task<{ end: number; stopped: boolean }> {
    if (this.#format[at + 1] === '%') {
      bytes.push(37);
      return { end: at + 2, stopped: false };
    }
    const read = readDirective(this.#format, at);
    if (!read || !'bcdeEfFgGiosuxXq'.includes(read.conversion)) {
      yield* this.#tool.out.write(decodeUtf8(Uint8Array.from(bytes)));
      throw new Fatal(
        this.#tool.say({
          gnu: `${this.#format.slice(at, read?.end ?? at + 2)}: invalid conversion specification`,
          busybox: `${this.#format.slice(at)}: invalid format`,
        }),
      );
    }
    const starWidth = read.width === '*' ? yield* this.#width('field width') : undefined;
    const width = starWidth ?? Number(read.width);
    const precision =
      read.precision === '*' ? yield* this.#width('precision') : read.precision === undefined ? undefined : Number(read.precision);
    const directive: Directive = {
      flags: read.flags + (width < 0 ? '-' : ''),
      width: Math.abs(width),
      precision,
      conversion: read.conversion,
    };
    if (read.conversion === 'b') {
      const { bytes: text, stopped } = unescape(this.#next(), { leadingZero: true });
      append(bytes, encodeUtf8(formatText(directive, decodeUtf8(Uint8Array.from(text)))));
      return { end: read.end, stopped };
    }
    append(bytes, encodeUtf8(yield* this.#convert(directive)));
    return { end: read.end, stopped: false };
  }

  /** A number for a `*`, which has to be an int of C. */
  *#width(what: string): Task<number> {
    const value = Number(yield* this.#integer());
    if (Math.abs(value) < 2 ** 31) return value;
    throw new Fatal(`invalid ${what}: ${quoteWord(this.#values[this.#at - 1] ?? '')}`);
  }

  *#convert(directive: Directive): Task<string> {
    switch (directive.conversion) {
      case 's':
        return formatBytes(directive, this.#next());
      case 'q':
        return this.#at < this.#values.length ? formatBytes(directive, quoteBytes(this.#next())) : this.#next();
      case 'c':
        return formatText({ ...directive, precision: undefined }, decodeUtf8(encodeUtf8(this.#next() || '\0').subarray(0, 1)));
      case 'd':
      case 'i':
      case 'o':
      case 'u':
      case 'x':
      case 'X':
        return formatInteger(directive, yield* this.#integer('di'.includes(directive.conversion)));
      default:
        return formatFloat(directive, yield* this.#float());
    }
  }

  #next(): string {
    this.#usedInRound++;
    return this.#values[this.#at++] ?? '';
  }

  *#integer(isSigned = true): Task<bigint> {
    const text = this.#next();
    const code = characterCode(text);
    if (code !== undefined) return BigInt(code);
    const [, sign = '', digits = ''] = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text) ?? [];
    const used = /^\s*[-+]?(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text)?.[0] ?? '';
    yield* this.#checkNumber(text, used);
    if (digits === '') return 0n;
    const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
    const value = sign === '-' ? -magnitude : magnitude;
    const limit = isSigned ? (sign === '-' ? -(2n ** 63n) : 2n ** 63n - 1n) : 2n ** 64n - 1n;
    if (isSigned ? BigInt.asIntN(64, value) === value : magnitude <= limit) return value;
    if (this.#tool.isGnu) yield* this.#tool.fail(`${quoteWord(text)}: Numerical result out of range`);
    else yield* this.#tool.fail(`invalid number '${text}'`);
    return limit;
  }

  *#float(): Task<number> {
    const text = this.#next();
    const code = characterCode(text);
    if (code !== undefined) return code;
    const used = /^\s*[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|inf(?:inity)?|nan)/i.exec(text)?.[0] ?? '';
    yield* this.#checkNumber(text, used);
    const word = used.trim().toLowerCase();
    if (word.includes('inf')) return word.startsWith('-') ? -Infinity : Infinity;
    return used === '' ? 0 : Number(word);
  }

  *#checkNumber(text: string, used: string): Task<void> {
    if (used === text && (text !== '' || this.#at > this.#values.length)) return;
    if (!this.#tool.isGnu) {
      if (text !== '') yield* this.#tool.fail(`invalid number '${text}'`);
      return;
    }
    if (text === '') return;
    yield* this.#tool.fail(
      used.trim() === '' ? `${quoteWord(text)}: expected a numeric value` : `${quoteWord(text)}: value not completely converted`,
    );
  }
}

/** Width and precision count bytes, whatever they stand for. */
function formatBytes(directive: Directive, text: string): string {
  const bytes = Array.from(encodeUtf8(text), byte => String.fromCharCode(byte)).join('');
  return decodeUtf8(Uint8Array.from(formatText(directive, bytes), each => each.charCodeAt(0)));
}

/** `'A` and `"A` mean the code of A. */
function characterCode(text: string): number | undefined {
  return /^['"]./.test(text) ? text.codePointAt(1) : undefined;
}
