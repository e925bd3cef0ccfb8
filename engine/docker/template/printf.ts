import { quoteGo, quoteRune } from './quote.js';
import { formatFloat, formatInteger, goExponent, printValue, visibleFields } from './print.js';
import { formatGoSyntax } from './go-syntax.js';
import { GoFloat, GoStruct, JsonNumber, entryOf, isList, isMap, sortedKeys, typeName, type Value } from './value.js';

interface Verb {
  readonly letter: string;
  readonly minus: boolean;
  readonly plus: boolean;
  readonly sharp: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

/** Widths and precisions beyond this are wrong, as in Go. */
const MAX_WIDTH = 1_000_000;

/** fmt.Sprintf over template values, with Go's texts for wrong verbs and numbers of arguments. */
export function goPrintf(format: string, args: readonly Value[]): string {
  const queue = new Arguments(args);
  const output = format.replace(
    /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?(?:\[(\d+)\])?(.|\n|$)/gsu,
    (_, flags: string, width: string | undefined, precision: string | undefined, index: string | undefined, letter: string) => {
      const notes: string[] = [];
      const verb: Verb = {
        letter,
        minus: flags.includes('-'),
        plus: flags.includes('+'),
        sharp: flags.includes('#'),
        space: flags.includes(' '),
        zero: flags.includes('0') && !flags.includes('-'),
        width: queue.number(width, notes, '%!(BADWIDTH)'),
        precision: precision === '' ? 0 : queue.number(precision, notes, '%!(BADPREC)'),
      };
      if (index !== undefined) queue.jump(Number(index) - 1);
      if (letter === '') return `${notes.join('')}%!(NOVERB)`;
      if (letter === '%') return `${notes.join('')}%`;
      if (!queue.hasNext()) return `${notes.join('')}%!${letter}(${index === undefined ? 'MISSING' : 'BADINDEX'})`;
      return notes.join('') + formatArgument(verb, queue.next());
    },
  );
  return output + queue.extra();
}

class Arguments {
  readonly #args: readonly Value[];
  #at = 0;
  #jumped = false;

  constructor(args: readonly Value[]) {
    this.#args = args;
  }

  hasNext(): boolean {
    return this.#at >= 0 && this.#at < this.#args.length;
  }

  next(): Value {
    return this.#args[this.#at++];
  }

  jump(index: number): void {
    this.#at = index;
    this.#jumped = true;
  }

  /** A width or precision: digits, or `*` for the next argument. */
  number(text: string | undefined, notes: string[], complaint: string): number | undefined {
    if (text === undefined) return undefined;
    const value = text === '*' ? this.next() : Number(text);
    if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MAX_WIDTH) return value;
    notes.push(complaint);
    return undefined;
  }

  /** `%!(EXTRA int=1)` for arguments that no verb took. */
  extra(): string {
    if (this.#jumped || this.#at >= this.#args.length) return '';
    const rest = this.#args
      .slice(this.#at)
      .map(value => (value === undefined || value === null ? '<nil>' : `${typeName(value)}=${printValue(value)}`));
    return `%!(EXTRA ${rest.join(', ')})`;
  }
}

function formatArgument(verb: Verb, value: Value): string {
  if (verb.letter === 'T') return pad(verb, typeName(value));
  if (verb.letter === 'v') return verb.sharp ? pad(verb, formatGoSyntax(value)) : formatPlain(verb, value);
  if (value === undefined || value === null) return `%!${verb.letter}(<nil>)`;
  return formatBasic(verb, value) ?? `%!${verb.letter}(${typeName(value)}=${formatPlain(verb, value)})`;
}

/** %v: what is inside lists, maps and structs gets the width and precision too. */
function formatPlain(verb: Verb, value: Value): string {
  if (value instanceof JsonNumber) return formatPlain(verb, value.text);
  if (typeof value === 'string') return formatText({ ...verb, letter: 's' }, value) ?? value;
  if (typeof value === 'number' && Number.isInteger(value)) return formatWhole({ ...verb, letter: 'd' }, value) ?? '';
  if (typeof value === 'number') return formatReal({ ...verb, letter: 'g' }, value) ?? '';
  if (value instanceof GoFloat) return formatReal({ ...verb, letter: 'g' }, value.value) ?? '';
  if (value instanceof GoStruct && value.printed === undefined)
    return `{${visibleFields(value)
      .map(item => formatPlain(verb, item))
      .join(' ')}}`;
  if (isList(value)) return `[${value.map(item => formatPlain(verb, item)).join(' ')}]`;
  if (!isMap(value)) return pad(verb, printValue(value));
  return `map[${sortedKeys(value)
    .map(key => `${formatPlain(verb, key)}:${formatPlain(verb, entryOf(value, key))}`)
    .join(' ')}]`;
}

/** Undefined when the verb does not fit the value. */
function formatBasic(verb: Verb, value: Value): string | undefined {
  if (typeof value === 'boolean') return verb.letter === 't' ? pad(verb, value ? 'true' : 'false') : undefined;
  if (typeof value === 'string') return formatText(verb, value);
  if (value instanceof JsonNumber) return formatText(verb, value.text);
  if (typeof value === 'number' && Number.isInteger(value)) return formatWhole(verb, value);
  if (typeof value === 'number') return formatReal(verb, value);
  if (value instanceof GoFloat) return formatReal(verb, value.value);
  if (value instanceof GoStruct)
    return `{${visibleFields(value)
      .map(item => formatArgument(verb, item))
      .join(' ')}}`;
  if (isList(value)) return `[${value.map(item => formatArgument(verb, item)).join(' ')}]`;
  if (!isMap(value)) return undefined;
  return `map[${sortedKeys(value)
    .map(key => `${formatArgument(verb, key)}:${formatArgument(verb, entryOf(value, key))}`)
    .join(' ')}]`;
}

function formatText(verb: Verb, text: string): string | undefined {
  const cut = verb.precision === undefined ? text : [...text].slice(0, verb.precision).join('');
  switch (verb.letter) {
    case 's':
      return pad(verb, cut);
    case 'q':
      return pad(verb, verb.sharp && !cut.includes('`') ? `\`${cut}\`` : quoteGo(cut));
    case 'x':
    case 'X':
      return pad(verb, hexOf(cut, verb.letter));
    default:
      return undefined;
  }
}

function hexOf(text: string, letter: string): string {
  const hex = encodeURIComponent(text).replace(/%([0-9A-F]{2})|(.)/g, (_, encoded: string | undefined, char: string | undefined) => {
    return (encoded ?? (char ?? '').charCodeAt(0).toString(16)).toLowerCase();
  });
  return letter === 'X' ? hex.toUpperCase() : hex;
}

const radixes: Readonly<Record<string, { readonly radix: number; readonly prefix: string }>> = {
  d: { radix: 10, prefix: '' },
  b: { radix: 2, prefix: '0b' },
  o: { radix: 8, prefix: '0' },
  x: { radix: 16, prefix: '0x' },
  X: { radix: 16, prefix: '0X' },
};

function formatWhole(verb: Verb, value: number): string | undefined {
  if (verb.letter === 'c') return pad(verb, String.fromCodePoint(Math.min(Math.max(value, 0), 0x10ffff)));
  if (verb.letter === 'q') return pad(verb, quoteRune(String.fromCodePoint(Math.min(Math.max(value, 0), 0x10ffff))));
  if (verb.letter === 'U') return pad(verb, `U+${value.toString(16).toUpperCase().padStart(4, '0')}`);
  const base = radixes[verb.letter];
  if (!base) return undefined;
  const magnitude = Math.abs(value);
  const digits = base.radix === 10 ? formatInteger(magnitude) : magnitude.toString(base.radix);
  const cased = verb.letter === 'X' ? digits.toUpperCase() : digits;
  return padNumber(verb, value < 0, (verb.sharp ? base.prefix : '') + cased.padStart(verb.precision ?? 0, '0'));
}

function formatReal(verb: Verb, value: number): string | undefined {
  const magnitude = Math.abs(value);
  const precision = Math.min(verb.precision ?? 6, 100);
  switch (verb.letter) {
    case 'f':
    case 'F':
      return padNumber(verb, value < 0, magnitude.toFixed(precision));
    case 'e':
    case 'E': {
      const text = goExponent(magnitude.toExponential(precision));
      return padNumber(verb, value < 0, verb.letter === 'E' ? text.toUpperCase() : text);
    }
    case 'g':
    case 'G':
      return padNumber(
        verb,
        value < 0,
        verb.precision === undefined ? formatFloat(magnitude) : String(Number(magnitude.toPrecision(Math.max(1, precision)))),
      );
    default:
      return undefined;
  }
}

function padNumber(verb: Verb, negative: boolean, digits: string): string {
  const sign = negative ? '-' : verb.plus ? '+' : verb.space ? ' ' : '';
  if (verb.zero && verb.width !== undefined) return sign + digits.padStart(verb.width - sign.length, '0');
  return pad(verb, sign + digits);
}

function pad(verb: Verb, text: string): string {
  const missing = Math.max(0, Math.abs(verb.width ?? 0) - [...text].length);
  const left = verb.minus || (verb.width ?? 0) < 0;
  return left ? text + ' '.repeat(missing) : (verb.zero ? '0' : ' ').repeat(missing) + text;
}
