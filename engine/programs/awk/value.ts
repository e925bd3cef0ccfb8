import { formatFloat, formatInteger, formatText, readDirective, type Directive } from '../text/directive.js';

/** Text from input that looks like a number, and is compared as one. */
export class NumericText {
  readonly text: string;
  readonly number: number;

  constructor(text: string, number: number) {
    this.text = text;
    this.number = number;
  }
}

/** Undefined is a variable without a value yet: both "" and 0. */
export type Value = string | number | NumericText | undefined;
export type AwkArray = Map<string, Value>;

/** Which numbers an awk takes for whole ones: up to `largest` they are written with all their digits, and `clamp` is where those of printf's %d end. */
export interface WholeNumbers {
  readonly largest: number;
  readonly clamp: number;
}

/** mawk counts in C's int, BusyBox in long long; gawk writes out any. */
export const wholeNumbers = {
  mawk: { largest: 2 ** 31 - 1, clamp: 2 ** 31 - 1 },
  gawk: { largest: Infinity, clamp: Infinity },
  busybox: { largest: 2 ** 63 - 1024, clamp: Infinity },
} satisfies Record<string, WholeNumbers>;

/** How numbers become text: CONVFMT or OFMT, for those that are not whole. */
export interface NumberFormat {
  readonly conversion: string;
  readonly whole: WholeNumbers;
}

/** A value from input (a field, getline, ARGV, -v): numeric text where it looks like a number. */
export function inputValue(text: string): Value {
  const numeric = /^[ \t\n\r\f\v]*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[ \t\n\r\f\v]*$/.test(text);
  return numeric ? new NumericText(text, Number(text)) : text;
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  if (value instanceof NumericText) return value.number;
  return Number(/^[ \t\n\r\f\v]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(value)?.[1] ?? 0);
}

/** Text of a value. */
export function toText(value: Value, format: NumberFormat): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  if (value instanceof NumericText) return value.text;
  if (Number.isInteger(value) && Math.abs(value) <= format.whole.largest)
    return Math.abs(value) < 1e16 ? String(value + 0 === 0 ? 0 : value) : BigInt(value).toString();
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return sprintf(format.conversion, [value], format);
}

export function toBoolean(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (value === undefined) return false;
  return value instanceof NumericText ? value.number !== 0 : value !== '';
}

/** Below, at or above zero; as numbers when both are or look like numbers. */
export function compareValues(left: Value, right: Value, format: NumberFormat): number {
  const numbers = typeof left !== 'string' && typeof right !== 'string';
  const a = numbers ? toNumber(left) : toText(left, format);
  const b = numbers ? toNumber(right) : toText(right, format);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** printf's formatting for awk values. */
export function sprintf(format: string, values: readonly Value[], convfmt: NumberFormat): string {
  let text = '';
  let used = 0;
  for (let i = 0; i < format.length; ) {
    const percent = format.indexOf('%', i);
    if (percent < 0) return text + format.slice(i);
    text += format.slice(i, percent);
    const read = readDirective(format, percent);
    i = read?.end ?? percent + 1;
    if (!read || read.conversion === '%') {
      text += '%';
      continue;
    }
    const star = (part: string | undefined): number | undefined =>
      part === '*' ? Math.trunc(toNumber(values[used++])) : part === undefined ? undefined : Number(part);
    const width = star(read.width) ?? 0;
    const precision = star(read.precision);
    text += convert(
      { flags: read.flags + (width < 0 ? '-' : ''), width: Math.abs(width), precision, conversion: read.conversion },
      values[used++],
      convfmt,
    );
  }
  return text;
}

function convert(directive: Directive, value: Value, convfmt: NumberFormat): string {
  switch (directive.conversion) {
    case 's':
      return formatText(directive, toText(value, convfmt));
    case 'c':
      return formatText(
        { ...directive, precision: undefined },
        typeof value === 'number'
          ? String.fromCodePoint(Math.max(0, Math.min(0x10ffff, Math.trunc(value))))
          : ([...toText(value, convfmt)][0] ?? ''),
      );
    case 'd':
    case 'i':
    case 'o':
    case 'u':
    case 'x':
    case 'X': {
      const number = clamped(Math.trunc(toNumber(value)), directive.conversion, convfmt.whole.clamp);
      return Number.isFinite(number) ? formatInteger(directive, BigInt(number)) : formatFloat(directive, number);
    }
    default:
      return 'eEfFgG'.includes(directive.conversion) ? formatFloat(directive, toNumber(value)) : `%${directive.conversion}`;
  }
}

function clamped(number: number, conversion: string, largest: number): number {
  if (largest === Infinity) return number;
  const signed = conversion === 'd' || conversion === 'i';
  return Math.max(signed ? -largest : 0, Math.min(signed ? largest : 2 * largest + 1, number));
}
