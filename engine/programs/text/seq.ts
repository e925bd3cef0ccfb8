import type { Task } from '../../core/task.js';
import { quoteWord } from '../quoting.js';
import { formatFloat } from './directive.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

type Key = 'format' | 'separator' | 'equalWidth';

export const seq = define<Key>({
  name: 'seq',
  options: {
    format: ['-f, --format=FORMAT', 'use a printf style FORMAT', 'gnu'],
    separator: ['-s, --separator=STRING', 'put STRING between numbers (default: a newline)'],
    equalWidth: ['-w, --equal-width', 'fill up with leading zeroes to the same width'],
  },
  stopAtOperand: true,
  negativeNumbers: true,
  gnu: {
    usage: ['[OPTION]... LAST', '[OPTION]... FIRST LAST', '[OPTION]... FIRST INCREMENT LAST'],
    about: 'Print numbers from FIRST to LAST, in steps of INCREMENT.',
  },
  busybox: {
    usage: ['[-w] [-s SEP] [FIRST [INC]] LAST'],
    about: 'Print numbers from FIRST to LAST, in steps of INC.\nFIRST, INC default to 1.',
  },
  origin: coreutils,
  *run(tool) {
    const { args } = tool;
    const given = args.operands;
    if (given.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    if (given.length > 3) throw new UsageError(tool.isGnu ? `extra operand ${quoteWord(given[3] ?? '')}` : '');
    const own = ownFormat(args.value('format'));
    if (own !== undefined && args.has('equalWidth'))
      throw new UsageError('format string may not be specified when printing equal width strings');
    const words = given.length === 1 ? ['1', '1', given[0] ?? ''] : given.length === 2 ? [given[0] ?? '', '1', given[1] ?? ''] : given;
    const [first = one, step = one, last = one] = words.map(word => readOperand(tool, word));
    if (step.value === 0)
      throw tool.isGnu ? new UsageError(`invalid Zero increment value: ${quoteWord(words[1] ?? '')}`) : new Fatal('increment is zero');
    const format = own ?? defaultFormat(first, step, last, args.has('equalWidth'));
    yield* print(tool, first.value, step.value, last.value, format);
  },
});

/** A number beyond the end is printed all the same where it looks like the end: steps of fractions do not add up exactly. */
function* print(tool: Tool<Key>, first: number, step: number, last: number, format: Format): Task<void> {
  const isBeyond = (value: number): boolean => (step < 0 ? value < last : value > last);
  if (isBeyond(first)) return;
  const separator = tool.args.value('separator') ?? '\n';
  let text = format(first);
  yield* tool.out.write(text);
  for (let i = 1; ; i++) {
    const value = first + i * step;
    const next = format(value);
    if (isBeyond(value) && (next === text || Number(next) !== last)) break;
    yield* tool.out.write(separator + next);
    text = next;
    if (isBeyond(value)) break;
    if (i % 256 === 255) yield* tool.sys.tick();
  }
  yield* tool.out.write('\n');
}

/** An operand, and how it was written: columns and digits behind the point (infinitely many: they are not known). */
interface Operand {
  readonly value: number;
  readonly width: number;
  readonly precision: number;
}

const one: Operand = { value: 1, width: 1, precision: 0 };

function readOperand(tool: Tool<Key>, word: string): Operand {
  const text = word.replace(/^[\s+]*/, '');
  const sign = text.startsWith('-') ? -1 : 1;
  const isNumber = /^-?(?:0x[\da-f]+|\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|inf(?:inity)?)$/i.test(text);
  if (!isNumber) {
    if (tool.isGnu && /^-?nan$/i.test(text)) throw new UsageError(`invalid 'not-a-number' argument: ${quoteWord(word)}`);
    throw new UsageError(tool.isGnu ? `invalid floating point argument: ${quoteWord(word)}` : '');
  }
  const value = sign * Number(text.replace(/^-/, '').replace(/^inf(inity)?$/i, 'Infinity'));
  if (/[xi]/i.test(text)) return { value, width: 0, precision: text.includes('.') ? Infinity : 0 };
  return { value, ...layoutOf(text) };
}

/** Columns and digits behind the point that a decimal number takes when it is written out (scan_arg). */
function layoutOf(text: string): { readonly width: number; readonly precision: number } {
  const [, whole = '', point = '', fraction = '', exponent] = /^(-?\d*)(\.?)(\d*)(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  let precision = fraction.length;
  let width = whole.length + point.length + fraction.length;
  if (point !== '') width += precision === 0 ? -1 : /\d$/.test(whole) ? 0 : 1;
  if (exponent === undefined) return { width, precision };
  const shift = Number(exponent);
  precision += shift < 0 ? -shift : -Math.min(precision, shift);
  if (shift < 0 && (point === '' || fraction === '')) width++;
  if (shift >= 0 && point !== '' && precision === 0 && fraction !== '') width--;
  return { width: width + (shift < 0 ? -shift : shift - Math.min(fraction.length, shift)), precision };
}

type Format = (value: number) => string;

function formatWith(flags: string, width: number, precision: number | undefined, conversion: string): Format {
  return value => formatFloat({ flags, width, precision, conversion }, value);
}

function defaultFormat(first: Operand, step: Operand, last: Operand, equalWidth: boolean): Format {
  const precision = Math.max(first.precision, step.precision);
  if (precision === Infinity || last.precision === Infinity) return formatWith('', 0, undefined, 'g');
  if (!equalWidth) return precision === 0 ? wholeNumber : formatWith('', 0, precision, 'f');
  const point = (operand: Operand): number => (operand.precision === 0 && precision > 0 ? 1 : 0);
  const firstWidth = first.width + precision - first.precision + point(first);
  const lastWidth = last.width + precision - last.precision + point(last) - (last.precision > 0 && precision === 0 ? 1 : 0);
  return formatWith('0', Math.max(firstWidth, lastWidth), precision, 'f');
}

/** The usual case, as fast as it can be. */
function wholeNumber(value: number): string {
  return Number.isFinite(value) && Math.abs(value) < 1e15 && !Object.is(value, -0)
    ? String(value)
    : formatFloat({ flags: '', width: 0, precision: 0, conversion: 'f' }, value);
}

/** Text before a directive, the directive, and text behind it; anything else is refused as seq words it. */
function ownFormat(format: string | undefined): Format | undefined {
  if (format === undefined) return undefined;
  const name = quoteWord(format);
  const [before = ''] = /^(?:[^%]|%%)*/.exec(format) ?? [];
  if (before.length === format.length) throw new Fatal(`format ${name} has no % directive`);
  const [head = '', flags = '', width = '', precision] = /^%([-+#0 ']*)(\d*)(?:\.(\d*))?L?/.exec(format.slice(before.length)) ?? [];
  const conversion = format[before.length + head.length];
  if (conversion === undefined) throw new Fatal(`format ${name} ends in %`);
  if (!'efgaEFGA'.includes(conversion)) throw new Fatal(`format ${name} has unknown %${conversion} directive`);
  const behind = format.slice(before.length + head.length + 1);
  if (!/^(?:[^%]|%%)*$/.test(behind)) throw new Fatal(`format ${name} has too many % directives`);
  const show = formatWith(flags, Number(width), precision === undefined ? undefined : Number(precision), conversion);
  return value => before.replaceAll('%%', '%') + show(value) + behind.replaceAll('%%', '%');
}
