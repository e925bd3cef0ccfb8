import { toInt } from '../runtime/convert.js';
import { formatFloat } from '../runtime/number-text.js';
import type { Args } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';

const directive = /%(?:(\d+)\$)?((?:[-+ 0]|'[^])*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

/** `sprintf` with its arguments. */
export function format(a: Args, text: string, values: readonly Value[]): string {
  let next = 0;
  const count = values.length;
  return text.replaceAll(
    /%(?:%|(?:(\d+)\$)?((?:[-+ 0]|'[^])*)(\d+)?(?:\.(\d+))?([a-zA-Z]?))/g,
    (whole, position?: string, flags?: string, width?: string, precision?: string, type?: string) => {
      if (whole === '%%') return '%';
      if (type === undefined || type === '')
        throw a.vm.errors.make(
          'ValueError',
          whole.length > 1 ? `Unknown format specifier "${whole.at(-1) ?? ''}"` : 'Missing format specifier at end of string',
        );
      if (Number(width ?? 0) >= 2_147_483_647)
        throw a.vm.errors.make('ValueError', 'Width must be greater than zero and less than 2147483647');
      const index = position === undefined ? next++ : Number(position) - 1;
      const value = values[index];
      if (value === undefined)
        throw a.vm.errors.make(
          'ArgumentCountError',
          `${index + 2 > count + 1 ? needed(text) : index + 2} arguments are required, ${count + 1} given`,
        );
      a.vm.memory.reserve(Number(width ?? 0));
      return pad(
        convert(a, type, value, { precision: precision && places(a, type, precision), plus: (flags ?? '').includes('+') }),
        flags ?? '',
        Number(width ?? 0),
      );
    },
  );
}

/** Digits after the point; PHP knows 53 of them. */
function places(a: Args, type: string, precision: string): string {
  if (type === 's' || Number(precision) <= 53) return precision;
  a.vm.errors.notice(`Requested precision of ${precision} digits was truncated to PHP maximum of 53 digits`);
  return '53';
}

function needed(text: string): number {
  return [...text.matchAll(directive)].filter(found => found[5] !== '%').length + 1;
}

function convert(
  a: Args,
  type: string,
  value: Value,
  { precision, plus }: { readonly precision: string | undefined; readonly plus: boolean },
): string {
  const signed = (text: string): string => (plus && !text.startsWith('-') ? `+${text}` : text);
  switch (type) {
    case 'd':
    case 'i':
      return signed(String(toInt(value)));
    case 'u':
      return BigInt.asUintN(64, BigInt(toInt(value))).toString();
    case 's': {
      const text = a.vm.text(value);
      return precision === undefined ? text : text.slice(0, Number(precision));
    }
    case 'f':
    case 'F':
      return signed(fixed(number(a, value), Number(precision ?? 6)));
    case 'e':
    case 'E': {
      const text = number(a, value)
        .toExponential(Number(precision ?? 6))
        .replace(/e([+-])/, 'e$1');
      return signed(type === 'E' ? text.toUpperCase() : text);
    }
    case 'g':
    case 'G':
      return signed(
        formatFloat(Number(number(a, value).toPrecision(Math.max(1, Number(precision ?? 6)))), 14)
          .replace('.0E', 'e')
          .replace('E', 'e'),
      );
    case 'x':
      return unsigned(value, 16);
    case 'X':
      return unsigned(value, 16).toUpperCase();
    case 'o':
      return unsigned(value, 8);
    case 'b':
      return unsigned(value, 2);
    case 'c':
      return String.fromCharCode(Number(toInt(value)) & 0xff);
    default:
      throw a.vm.errors.make('ValueError', `Unknown format specifier "${type}"`);
  }
}

function number(a: Args, value: Value): number {
  return Number.parseFloat(a.vm.text(value)) || 0;
}

function fixed(n: number, places: number): string {
  if (!Number.isFinite(n)) return formatFloat(n, 17).toLowerCase();
  const digits = Math.min(places, 53);
  // What lies exactly between two goes to the even one.
  const below = Math.floor(Math.abs(n) * 10 ** digits);
  if (digits < 16 && below % 2 === 0 && (below + 0.5) / 10 ** digits === Math.abs(n) && Math.abs(n) < 1e15)
    return (Math.sign(n) * (below / 10 ** digits)).toFixed(digits);
  return n.toFixed(digits);
}

function unsigned(value: Value, base: number): string {
  return BigInt.asUintN(64, BigInt(toInt(value))).toString(base);
}

function pad(text: string, flags: string, width: number): string {
  if (text.length >= width) return text;
  const custom = /'([^])/.exec(flags)?.[1];
  const left = flags.replace(/'[^]/g, '').includes('-');
  const fill = custom ?? (flags.replace(/'[^]/g, '').includes('0') ? '0' : ' ');
  if (left) return text.padEnd(width, fill === '0' && custom === undefined ? '0' : fill);
  if (fill === '0' && /^[+-]/.test(text)) return text.slice(0, 1) + text.slice(1).padStart(width - 1, '0');
  return text.padStart(width, fill);
}
