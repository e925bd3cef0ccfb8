import { PyDict } from '../objects/dict.js';
import { typeError, valueError } from '../objects/exception.js';
import { settle, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { intOf, PyFloat, PyList, PyTuple, textOf } from '../objects/values.js';
import { special } from '../vm/attributes.js';
import { floatDigits, formatNumber, formatText, type Spec } from '../vm/format-spec.js';
import { getItem, indexOf, repr, str } from '../vm/protocol.js';
import { asciiRepr } from '../vm/quote.js';
import { codePoints } from '../vm/text.js';
import type { Vm } from '../vm/vm.js';
import { numberOf } from './float.js';
import { truncate } from './int.js';

const FIELD = /%(?:\(([^)]*)\))?([-#0 +]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([^])?/y;

/** `template % args`. */
export function* percent(vm: Vm, template: string, args: Value): Native<string> {
  const source = new Arguments(args);
  let text = '';
  for (let at = 0; at < template.length; ) {
    const next = template.indexOf('%', at);
    if (next < 0) {
      text += template.slice(at);
      break;
    }
    text += template.slice(at, next);
    FIELD.lastIndex = next;
    const found = FIELD.exec(template);
    at = next + (found?.[0].length ?? 1);
    text += yield* field(vm, source, found ?? [], at);
  }
  source.finish();
  return text;
}

class Arguments {
  readonly #args: Value;
  readonly #items: readonly Value[];
  #next = 0;
  #isNamed = false;

  constructor(args: Value) {
    this.#args = args;
    this.#items = args instanceof PyTuple ? args.items : [args];
  }

  take(): Value {
    const value = this.#items[this.#next++];
    if (value === undefined) throw typeError('not enough arguments for format string');
    return value;
  }

  *named(vm: Vm, name: string): Native {
    this.#isNamed = true;
    if (this.#args instanceof PyTuple || textOf(this.#args) !== undefined || special(this.#args, '__getitem__') === undefined)
      throw typeError('format requires a mapping');
    return yield* settle(getItem(vm, this.#args, name));
  }

  finish(): void {
    const isMapping =
      this.#args instanceof PyDict ||
      (typeof this.#args === 'object' &&
        !(this.#args instanceof PyTuple) &&
        !(this.#args instanceof PyList) &&
        special(this.#args, '__getitem__') !== undefined);
    if (!this.#isNamed && !isMapping && this.#next < this.#items.length)
      throw typeError('not all arguments converted during string formatting');
  }
}

function* field(vm: Vm, source: Arguments, found: readonly (string | undefined)[], at: number): Native<string> {
  const [whole = '', name, flags = '', width, precision, code] = found;
  if (code === undefined) throw valueError('incomplete format');
  if (code === '%') return '%';
  const star = (word: string | undefined): number => Number(word === '*' ? (intOf(source.take()) ?? 0) : (word ?? 0));
  const given = star(width);
  const hasPrecision = whole.includes('.') && /\.(\*|\d*)[hlL]?[^]$/.test(whole);
  const digits = hasPrecision ? star(precision) : undefined;
  const value = name === undefined ? source.take() : yield* source.named(vm, name);
  const isLeft = flags.includes('-') || given < 0;
  const spec: Spec = {
    fill: flags.includes('0') && !isLeft && /[diouxXeEfFgG]/.test(code) ? '0' : ' ',
    align: isLeft ? '<' : flags.includes('0') && /[diouxXeEfFgG]/.test(code) ? '=' : '>',
    sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '',
    isAlternate: flags.includes('#'),
    noNegativeZero: false,
    width: Math.abs(given),
    grouping: '',
    precision: digits,
    type: code,
  };
  return yield* convert(vm, value, code, spec, at);
}

function* convert(vm: Vm, value: Value, code: string, spec: Spec, at: number): Native<string> {
  switch (code) {
    case 's':
      return formatText(yield* str(vm, value), { ...spec, type: '', sign: '', isAlternate: false });
    case 'r':
      return formatText(yield* repr(vm, value), { ...spec, type: '', sign: '', isAlternate: false });
    case 'a':
      return formatText(asciiRepr(yield* repr(vm, value)), { ...spec, type: '', sign: '', isAlternate: false });
    case 'c':
      return formatText(character(value), { ...spec, type: '', precision: undefined, sign: '' });
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return yield* integer(vm, value, code, spec);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': {
      const number = numberOf(value);
      if (number === undefined) throw typeError(`must be real number, not ${typeOf(value).name}`);
      return formatNumber(number < 0 || Object.is(number, -0), '', floatDigits(number, spec), spec);
    }
    default: {
      const hex = (code.codePointAt(0) ?? 0).toString(16);
      throw valueError(`unsupported format character '${code}' (0x${hex}) at index ${at - 1}`);
    }
  }
}

function character(value: Value): string {
  const text = textOf(value);
  if (text !== undefined) {
    if (codePoints(text).length !== 1) throw typeError('%c requires int or char');
    return text;
  }
  const code = intOf(value);
  if (code === undefined) throw typeError('%c requires int or char');
  return String.fromCodePoint(Number(code));
}

function* integer(vm: Vm, value: Value, code: string, spec: Spec): Native<string> {
  const isDecimal = /[diu]/.test(code);
  let number = intOf(value);
  if (number === undefined && isDecimal && value instanceof PyFloat) number = truncate(value.value);
  if (number === undefined) {
    if (special(value, '__index__') === undefined)
      throw typeError(
        isDecimal
          ? `%${code} format: a real number is required, not ${typeOf(value).name}`
          : `%${code} format: an integer is required, not ${typeOf(value).name}`,
      );
    number = yield* indexOf(vm, value);
  }
  const size = number < 0 ? -BigInt(number) : BigInt(number);
  const base = isDecimal ? 10 : code === 'o' ? 8 : 16;
  const digits = size.toString(base).padStart(spec.precision ?? 0, '0');
  const prefix = spec.isAlternate && !isDecimal ? `0${code}` : '';
  return formatNumber(number < 0, prefix, code === 'X' ? digits.toUpperCase() : digits, { ...spec, type: '' });
}
