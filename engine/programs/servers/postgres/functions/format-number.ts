import { Decimal } from '../values/decimal.js';
import { asBigInt, asDecimal, asNumber, asText, type Value } from '../values/value.js';
import { ordinalOf } from './date-pattern.js';
import { readNumberPattern, type NumberPart, type NumberPattern } from './number-pattern.js';
import { define, type CallContext } from './registry.js';

/** A number cut to what a pattern has room for. */
interface Digits {
  readonly isNegative: boolean;
  /** Without leading zeros. */
  readonly whole: string;
  readonly fraction: string;
}

function digitsOf(value: Decimal, pattern: NumberPattern): Digits {
  const point = pattern.parts.findIndex(({ kind }) => kind === 'point');
  const shift = pattern.parts.findIndex(({ kind }) => kind === 'shift');
  const behind = (place: number): number => (place < 0 ? 0 : pattern.parts.slice(place).filter(({ kind }) => kind === 'digit').length);
  const scaled = shift < 0 ? value : value.multiply(Decimal.of(10n ** BigInt(behind(shift))));
  const scale = behind(point);
  const rounded = scaled.round(scale);
  const text = (rounded.digits < 0n ? -rounded.digits : rounded.digits).toString().padStart(scale + 1, '0');
  const whole = scale === 0 ? text : text.slice(0, -scale);
  return { isNegative: rounded.digits < 0n, whole: whole.replace(/^0+/, ''), fraction: scale === 0 ? '' : text.slice(-scale) };
}

/** Goes through a pattern and puts the digits where they belong. */
class NumberWriter {
  readonly #pattern: NumberPattern;
  readonly #digits: Digits;
  readonly #before: readonly NumberPart[];
  readonly #currency: string;
  /** The place among the digits before the point from which digits are shown. */
  readonly #first: number;
  readonly #overflows: boolean;
  readonly #lastFraction: number;
  #place = 0;
  #behind = -1;
  #hasSign: boolean;
  #out = '';

  constructor(pattern: NumberPattern, digits: Digits, currency: string) {
    this.#pattern = pattern;
    this.#digits = digits;
    this.#currency = currency;
    const point = pattern.parts.findIndex(({ kind }) => kind === 'point');
    this.#before = (point < 0 ? pattern.parts : pattern.parts.slice(0, point)).filter(({ kind }) => kind === 'digit');
    const zero = this.#before.findIndex(part => part.kind === 'digit' && part.isZero);
    const needed = digits.whole === '' && point < 0 ? 1 : digits.whole.length;
    this.#overflows = needed > this.#before.length;
    this.#first = Math.min(this.#before.length - needed, zero < 0 ? Infinity : zero);
    const after = point < 0 ? [] : pattern.parts.slice(point).filter(({ kind }) => kind === 'digit');
    const forced = after.findLastIndex(part => part.kind === 'digit' && part.isZero);
    this.#lastFraction = pattern.isShort ? Math.max(forced, digits.fraction.replace(/0+$/, '').length - 1) : after.length - 1;
    this.#hasSign = pattern.parts.some(
      part => part.kind === 'sign' && !(part.form === 'S' && pattern.parts.indexOf(part) < this.#firstDigit()),
    );
  }

  #firstDigit(): number {
    return this.#pattern.parts.findIndex(({ kind }) => kind === 'digit' || kind === 'point');
  }

  write(): string {
    for (const part of this.#pattern.parts) this.#out += this.#show(part);
    return this.#out;
  }

  #show(part: NumberPart): string {
    switch (part.kind) {
      case 'digit':
        return this.#behind >= 0 ? this.#fraction() : this.#whole();
      case 'point':
        return this.#point();
      case 'group':
        return this.#place > this.#first || this.#overflows ? ',' : this.#blank();
      case 'currency':
        return this.#currency;
      case 'sign':
        return this.#sign(part.form);
      case 'ordinal':
        return this.#digits.isNegative ? '' : ordinalOf(this.#digits.whole || '0', part.letters);
      case 'text':
        return part.text;
      default:
        return '';
    }
  }

  #blank(): string {
    return this.#pattern.isShort ? '' : ' ';
  }

  #whole(): string {
    const place = this.#place++;
    if (this.#overflows) return this.#leading() + '#';
    if (place < this.#first) return this.#blank();
    const digit = this.#digits.whole.charAt(place - (this.#before.length - this.#digits.whole.length));
    return this.#leading() + (digit === '' ? '0' : digit);
  }

  #point(): string {
    this.#behind = 0;
    const { isShort } = this.#pattern;
    // A number that is nothing but zeros keeps one of them.
    const isNothing = isShort && this.#lastFraction < 0 && this.#digits.whole === '' && this.#first >= this.#before.length;
    return `${this.#leading()}${isNothing ? '0' : ''}.`;
  }

  #fraction(): string {
    const place = this.#behind++;
    if (this.#overflows) return '#';
    return place > this.#lastFraction ? '' : this.#digits.fraction.charAt(place);
  }

  /** The sign before the first digit, once. */
  #leading(): string {
    if (this.#hasSign) return this.#open();
    this.#hasSign = true;
    const isAnchored = this.#pattern.parts.some(part => part.kind === 'sign' && part.form === 'S');
    if (this.#digits.isNegative) return '-';
    return isAnchored ? '+' : this.#blank();
  }

  #isOpen = false;

  /** PR puts a negative number into angle brackets. */
  #open(): string {
    if (this.#isOpen || !this.#pattern.parts.some(part => part.kind === 'sign' && part.form === 'PR')) return '';
    this.#isOpen = true;
    return this.#digits.isNegative ? '<' : this.#blank();
  }

  #sign(form: 'S' | 'MI' | 'PL' | 'SG' | 'PR'): string {
    const { isNegative } = this.#digits;
    switch (form) {
      case 'S':
        return this.#hasSign && this.#place > 0 ? (isNegative ? '-' : '+') : '';
      case 'SG':
        return isNegative ? '-' : '+';
      case 'MI':
        return isNegative ? '-' : this.#blank();
      case 'PL':
        return isNegative ? this.#blank() : '+';
      case 'PR':
        return isNegative ? '>' : this.#blank();
    }
  }
}

const romans: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: Decimal, isShort: boolean): string {
  let left = Number(value.round(0).digits);
  if (left < 1 || left > 3999) return '###############';
  let text = '';
  for (const [size, letters] of romans) for (; left >= size; left -= size) text += letters;
  return isShort ? text : text.padStart(15);
}

function scientific(value: Decimal, { parts, isShort }: NumberPattern): string {
  const point = parts.findIndex(({ kind }) => kind === 'point');
  const digits = point < 0 ? 0 : parts.slice(point).filter(({ kind }) => kind === 'digit').length;
  const [mantissa = '', exponent = '0'] = value.toNumber().toExponential(digits).split('e');
  const power = Number(exponent);
  const shown = `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  return shown.startsWith('-') || isShort ? shown : ` ${shown}`;
}

function format(value: Decimal, text: string, { runtime }: CallContext): string {
  const pattern = readNumberPattern(text);
  if (pattern.parts.some(({ kind }) => kind === 'roman')) return roman(value, pattern.isShort);
  if (pattern.parts.some(({ kind }) => kind === 'exponent')) return scientific(value, pattern);
  const locale = runtime.session.setting('lc_monetary') ?? 'C';
  const currency = /^(?:C|POSIX)\b/.test(locale) ? ' ' : '$';
  return new NumberWriter(pattern, digitsOf(value, pattern), currency).write();
}

define('to_char(int4, text) text', ([value, pattern], context) => format(Decimal.of(BigInt(asNumber(value))), asText(pattern), context));
define('to_char(int8, text) text', ([value, pattern], context) => format(Decimal.of(asBigInt(value)), asText(pattern), context));
define('to_char(numeric, text) text', ([value, pattern], context) => format(asDecimal(value), asText(pattern), context));
define('to_char(float8, text) text', ([value, pattern], context) => format(decimalOf(value), asText(pattern), context));

function decimalOf(value: Value | undefined): Decimal {
  return Decimal.parse(String(asNumber(value))) ?? Decimal.nan;
}

/** to_number: the digits of a text, where the pattern has room for them. */
define('to_number(text, text) numeric', ([given, pattern]) => {
  const { parts } = readNumberPattern(asText(pattern));
  const text = asText(given);
  const isNegative = /-|^\s*<.*>\s*$/.test(text);
  const point = parts.some(({ kind }) => kind === 'point') ? text.indexOf('.') : -1;
  const only = (part: string): string => part.replace(/\D/g, '');
  const whole = only(point < 0 ? text : text.slice(0, point));
  const fraction = point < 0 ? '' : only(text.slice(point));
  return Decimal.parse(`${isNegative ? '-' : ''}${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`) ?? Decimal.zero;
});
