import { compareBytes, compareVersions } from './compare.js';

/** How one key is compared: what is taken from its text, once, and the order of two of those. */
export interface Ordering {
  valueOf(text: string): unknown;
  compare(a: unknown, b: unknown): number;
}

function ordering<T>(valueOf: (text: string) => T, compare: (a: T, b: T) => number): Ordering {
  return { valueOf, compare };
}

/** By letters of sort: n, g, h, M, V, R, and d, i, f for texts. `hash` gives what -R compares. */
export function byOrdering(flags: string, hash: (text: string) => string): Ordering {
  if (flags.includes('n')) return ordering(decimalOf, compareDecimals);
  if (flags.includes('h')) return ordering(humanOf, (a, b) => a.rank - b.rank || compareDecimals(a.decimal, b.decimal));
  const prepare = preparing(flags);
  if (flags.includes('g')) return ordering(generalOf, compareGeneral);
  if (flags.includes('M')) return ordering(monthOf, (a, b) => a - b);
  if (flags.includes('R'))
    return ordering(
      text => ({ text: prepare(text), hash: hash(prepare(text)) }),
      (a, b) => compareBytes(a.hash, b.hash) || compareBytes(a.text, b.text),
    );
  return ordering(prepare, flags.includes('V') ? compareVersions : compareBytes);
}

/** -d and -i leave characters out, -f takes small letters for capitals. */
function preparing(flags: string): (text: string) => string {
  const left = flags.includes('d') ? /[^A-Za-z0-9 \t\n]/g : flags.includes('i') ? /[^ -~]/g : undefined;
  const capitals = flags.includes('f');
  if (left === undefined && !capitals) return text => text;
  return text => {
    const kept = left === undefined ? text : text.replace(left, '');
    return capitals ? kept.replace(/[a-z]+/g, letters => letters.toUpperCase()) : kept;
  };
}

/** A decimal number of any length: without zeros in front and at the end, the digits before the point and behind it. */
interface Decimal {
  readonly sign: number;
  readonly whole: string;
  readonly fraction: string;
}

function decimalOf(text: string): Decimal {
  const [, minus = '', digits = '', part = ''] = /^[ \t\n]*(-?)(\d*)(?:\.(\d*))?/.exec(text) ?? [];
  const whole = digits.replace(/^0+/, '');
  const fraction = part.replace(/0+$/, '');
  return { sign: whole === '' && fraction === '' ? 0 : minus === '' ? 1 : -1, whole, fraction };
}

function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.sign !== b.sign || a.sign === 0) return a.sign - b.sign;
  const order = a.whole.length - b.whole.length || compareBytes(a.whole, b.whole) || compareBytes(a.fraction, b.fraction);
  return order * a.sign;
}

/** Of -g: words that are no numbers come first, then NaN, then numbers. */
function generalOf(text: string): number | undefined {
  const pattern = /^\s*([-+]?)(0x[\da-f]+|\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|inf(?:inity)?|nan)/i;
  const [, sign = '', word] = pattern.exec(text) ?? [];
  if (word === undefined) return undefined;
  const value = /^n/i.test(word) ? NaN : /^i/i.test(word) ? Infinity : Number(word);
  return sign === '-' ? -value : value;
}

function compareGeneral(a: number | undefined, b: number | undefined): number {
  const rank = (value: number | undefined): number => (value === undefined ? 0 : Number.isNaN(value) ? 1 : 2);
  const order = rank(a) - rank(b);
  if (order !== 0 || a === undefined || b === undefined || a === b) return order;
  return Number.isNaN(a) ? 0 : a < b ? -1 : 1;
}

interface Human {
  readonly rank: number;
  readonly decimal: Decimal;
}

/** Of -h: the unit counts before the number. */
function humanOf(text: string): Human {
  const decimal = decimalOf(text);
  const [, unit = ''] = /^[ \t\n]*-?\d*(?:\.\d*)?([KkMGTPEZY]?)/.exec(text) ?? [];
  const rank = decimal.sign === 0 || unit === '' ? 0 : 'KMGTPEZY'.indexOf(unit.toUpperCase()) + 1;
  return { rank: decimal.sign * rank, decimal };
}

const monthNames = 'JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC';

function monthOf(text: string): number {
  const name = text.trimStart().slice(0, 3).toUpperCase();
  const at = monthNames.indexOf(name);
  return name.length < 3 || at < 0 || at % 3 !== 0 ? 0 : at / 3 + 1;
}
