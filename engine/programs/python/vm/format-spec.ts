import { valueError } from '../objects/exception.js';
import { codePoints, lengthOfText } from './text.js';
import { joinExponent } from './float-text.js';

/** The little language of `format(value, spec)`. */
export interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly isAlternate: boolean;
  readonly noNegativeZero: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const SPEC = /^(?:([^])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u;
/** Widest field. */
const MAX_WIDTH = 1 << 24;

export function parseSpec(text: string, typeName: string): Spec {
  const found = SPEC.exec(text);
  if (!found) throw invalid(text, typeName);
  const [, fill, align, sign = '', z, hash, zero, width, grouping = '', precision, type = ''] = found;
  if (Number(width ?? 0) > MAX_WIDTH || Number(precision ?? 0) > MAX_WIDTH) throw valueError('Too many decimal digits in format string');
  return {
    fill: fill ?? (zero && !align ? '0' : ' '),
    align: align ?? (zero ? '=' : ''),
    sign,
    isAlternate: hash !== undefined,
    noNegativeZero: z !== undefined,
    width: Number(width ?? 0),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

function invalid(text: string, typeName: string): Error {
  if (/\.$|\.[^\d]/.test(text)) return valueError('Format specifier missing precision');
  if (/[,_]{2}/.test(text))
    return valueError(
      text.includes(',_') || text.includes('_,')
        ? "Cannot specify both ',' and '_'."
        : `Cannot specify '${/([,_])\1/.exec(text)?.[1] ?? ','}' with '${/([,_])\1/.exec(text)?.[1] ?? ','}'.`,
    );
  return valueError(`Invalid format specifier '${text}' for object of type '${typeName}'`);
}

export function unknownCode(spec: Spec, typeName: string): Error {
  return valueError(`Unknown format code '${spec.type}' for object of type '${typeName}'`);
}

/** Puts a text into its field. */
export function pad(text: string, spec: Spec, defaultAlign: string): string {
  const missing = spec.width - lengthOfText(text);
  if (missing <= 0) return text;
  const align = spec.align === '' ? defaultAlign : spec.align;
  if (align === '<') return text + spec.fill.repeat(missing);
  if (align === '^') return spec.fill.repeat(missing >> 1) + text + spec.fill.repeat(missing - (missing >> 1));
  return spec.fill.repeat(missing) + text;
}

export function formatText(text: string, spec: Spec): string {
  if (spec.type !== '' && spec.type !== 's') throw unknownCode(spec, 'str');
  if (spec.sign !== '')
    throw valueError(spec.sign === ' ' ? 'Space not allowed in string format specifier' : 'Sign not allowed in string format specifier');
  if (spec.isAlternate) throw valueError('Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=') throw valueError("'=' alignment not allowed in string format specifier");
  if (spec.grouping !== '') throw valueError(`Cannot specify '${spec.grouping}' with 's'.`);
  const cut = spec.precision === undefined ? text : codePoints(text).slice(0, spec.precision).join('');
  return pad(cut, spec, '<');
}

/** Sign, digits and padding of a number. `digits` has none of its own. */
export function formatNumber(isNegative: boolean, prefix: string, digits: string, spec: Spec): string {
  const sign = isNegative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const head = sign + prefix;
  const isZeroPadded = spec.fill === '0' && spec.align === '=';
  const grouped = group(digits, spec, isZeroPadded ? spec.width - head.length : 0);
  if (spec.align === '=' || isZeroPadded) {
    const missing = Math.max(0, spec.width - head.length - grouped.length);
    return head + spec.fill.repeat(missing) + grouped;
  }
  return pad(head + grouped, spec, '>');
}

/** Puts separators between digits; zeros in front, where they fill the field, are grouped too. */
function group(digits: string, spec: Spec, width: number): string {
  if (spec.grouping === '') return digits;
  const size = /[box]/i.test(spec.type) ? 4 : 3;
  const [, whole = '', rest = ''] = /^([0-9a-zA-Z]*?)((?:[.e%].*)?)$/.exec(digits) ?? [];
  const integer = /[xX]/.test(spec.type) ? digits : whole;
  const tail = /[xX]/.test(spec.type) ? '' : rest;
  let padded = integer;
  const separated = (text: string): string => text.replace(size === 4 ? /\B(?=(?:.{4})+$)/g : /\B(?=(?:.{3})+$)/g, spec.grouping);
  while (width > 0 && separated(padded).length + tail.length < width) padded = `0${padded}`;
  return separated(padded) + tail;
}

/** A float by a format code. */
export function floatDigits(value: number, spec: Spec): string {
  const size = Math.abs(value);
  const isUpper = /[EFG]/.test(spec.type);
  if (!Number.isFinite(size)) {
    const word = Number.isNaN(size) ? 'nan' : 'inf';
    return (isUpper ? word.toUpperCase() : word) + (spec.type === '%' ? '%' : '');
  }
  const precision = spec.precision ?? 6;
  switch (spec.type.toLowerCase()) {
    case 'f':
      return point(fixed(size, precision), spec);
    case '%':
      return `${point(fixed(size * 100, precision), spec)}%`;
    case 'e': {
      const [mantissa = '', exponent = '0'] = exponentialText(size, precision).split('e');
      const text = joinExponent(point(mantissa, spec), Number(exponent));
      return isUpper ? text.toUpperCase() : text;
    }
    default:
      return isUpper ? general(size, precision, spec.isAlternate).toUpperCase() : general(size, precision, spec.isAlternate);
  }
}

function point(text: string, spec: Spec): string {
  return spec.isAlternate && !text.includes('.') ? `${text}.` : text;
}

/** `%.Nf` exactly, as C prints it: all binary digits are there. */
export function fixed(value: number, precision: number): string {
  const { numerator, exponent } = exactParts(value);
  const scaled = numerator * 10n ** BigInt(precision);
  let digits: bigint;
  if (exponent >= 0) digits = scaled << BigInt(exponent);
  else {
    const shift = BigInt(-exponent);
    const whole = scaled >> shift;
    const rest = scaled - (whole << shift);
    const half = 1n << (shift - 1n);
    digits = rest > half || (rest === half && whole % 2n === 1n) ? whole + 1n : whole;
  }
  const text = digits.toString().padStart(precision + 1, '0');
  return precision === 0 ? text : `${text.slice(0, -precision)}.${text.slice(-precision)}`;
}

/** A finite float as numerator · 2^exponent. */
export function exactParts(value: number): { readonly numerator: bigint; readonly exponent: number } {
  if (value === 0) return { numerator: 0n, exponent: 0 };
  let exponent = Math.max(-1074, Math.floor(Math.log2(Math.abs(value))) - 53);
  let mantissa = exponent < -1000 ? (value * 2 ** 1000) / 2 ** (exponent + 1000) : value / 2 ** exponent;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return { numerator: BigInt(mantissa), exponent };
}

/** `%.Ne` exactly: `d.ddde±x`. */
export function exponentialText(value: number, precision: number): string {
  if (value === 0) return `${(0).toFixed(Math.min(precision, 100))}e0`;
  if (precision <= 16) {
    const text = value.toExponential(Math.min(precision, 100));
    if (precision < 15) return exactExponential(value, precision) ?? text;
  }
  return exactExponential(value, precision) ?? value.toExponential(Math.min(precision, 100));
}

function exactExponential(value: number, precision: number): string | undefined {
  let exponent = Number(value.toExponential(20).split('e')[1] ?? 0);
  const { numerator, exponent: binary } = exactParts(value);
  const shift = precision - exponent;
  let top = numerator;
  let bottom = 1n;
  if (binary >= 0) top <<= BigInt(binary);
  else bottom <<= BigInt(-binary);
  if (shift >= 0) top *= 10n ** BigInt(shift);
  else bottom *= 10n ** BigInt(-shift);
  let digits = top / bottom;
  const rest = (top - digits * bottom) * 2n;
  if (rest > bottom || (rest === bottom && digits % 2n === 1n)) digits += 1n;
  let text = digits.toString();
  if (text.length > precision + 1) {
    text = text.slice(0, -1);
    exponent++;
  }
  return `${text.slice(0, 1)}${precision > 0 ? `.${text.slice(1)}` : ''}e${exponent}`;
}

/** `%g`: as many significant digits as asked for, without zeros at the end. */
export function general(value: number, precision: number, keepsZeros: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  const [mantissa = '', exponentText = '0'] = exponentialText(value, digits - 1).split('e');
  const exponent = Number(exponentText);
  const strip = (text: string): string => (keepsZeros || !text.includes('.') ? text : text.replace(/\.?0+$/, ''));
  if (exponent < -4 || exponent >= digits) return joinExponent(strip(mantissa), exponent);
  return strip(fixed(value, Math.max(0, digits - 1 - exponent)));
}
