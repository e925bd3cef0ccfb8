import { latin1Of } from '../../../core/latin1.js';
import * as arithmetic from '../objects/arithmetic.js';
import { typeError, valueError, raised } from '../objects/exception.js';
import { classMethods, construct, getters, methods } from '../objects/define.js';
import { call, settle, type Answer, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { floatType, notImplemented, typeOf } from '../objects/types.js';
import { bytesOf, intOf, normalInt, PyComplex, PyFloat, PyTuple, textOf } from '../objects/values.js';
import { callSpecial, special } from '../vm/attributes.js';
import { floatText } from '../vm/float-text.js';
import { exactParts, fixed, parseSpec } from '../vm/format-spec.js';
import { hashFloat } from '../vm/hash.js';
import { quoteText } from '../vm/quote.js';
import type { Vm } from '../vm/vm.js';
import { formatFloat } from './float-format.js';
import { truncate } from './int.js';
import { asciiDigits } from './int-parse.js';

const asFloat = (value: Value): number | undefined => (value instanceof PyFloat ? value.value : undefined);

/** The other operand as a float; undefined when it is no number. */
export function numberOf(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.value;
  const int = intOf(value);
  return int === undefined ? undefined : arithmetic.toFloat(int);
}

type Binary = readonly [string, (vm: Vm, self: number, other: Value) => Answer];

function withFloat(operation: (a: number, b: number) => Value): Binary {
  return [
    'value',
    (_vm, self, value) => {
      const other = numberOf(value);
      return other === undefined ? notImplemented : operation(self, other);
    },
  ];
}

function both(operation: (a: number, b: number) => number): readonly [Binary, Binary] {
  return [withFloat((a, b) => new PyFloat(operation(a, b))), withFloat((a, b) => new PyFloat(operation(b, a)))];
}

/** Ints too big for a float compare by what they are. */
function comparing(operation: (a: number, b: number | bigint) => boolean): Binary {
  return [
    'value',
    (_vm, self, value) => {
      const other = value instanceof PyFloat ? value.value : intOf(value);
      return other === undefined ? notImplemented : operation(self, other);
    },
  ];
}

function divide(a: number, b: number): number {
  if (b === 0) throw raised('ZeroDivisionError', 'float division by zero');
  return a / b;
}

function power(a: number, b: number): Value {
  const real = arithmetic.powerFloats(a, b);
  if (real !== undefined) return new PyFloat(real);
  const size = Math.abs(a) ** b;
  return new PyComplex(size * Math.cos(Math.PI * b), size * Math.sin(Math.PI * b));
}

const [add, radd] = both((a, b) => a + b);
const [sub, rsub] = both((a, b) => a - b);
const [mul, rmul] = both((a, b) => a * b);
const [div, rdiv] = both(divide);
const [floor, rfloor] = both(arithmetic.floorDivideFloats);
const [mod, rmod] = both(arithmetic.moduloFloats);
const divmod = (a: number, b: number): Value =>
  new PyTuple([new PyFloat(arithmetic.floorDivideFloats(a, b)), new PyFloat(arithmetic.moduloFloats(a, b))]);

methods(floatType, asFloat, {
  __add__: add,
  __radd__: radd,
  __sub__: sub,
  __rsub__: rsub,
  __mul__: mul,
  __rmul__: rmul,
  __truediv__: div,
  __rtruediv__: rdiv,
  __floordiv__: floor,
  __rfloordiv__: rfloor,
  __mod__: mod,
  __rmod__: rmod,
  __divmod__: withFloat(divmod),
  __rdivmod__: withFloat((a, b) => divmod(b, a)),
  __pow__: [
    'exponent, modulus?',
    (_vm, self, value) => (numberOf(value) === undefined ? notImplemented : power(self, numberOf(value) ?? 0)),
  ],
  __rpow__: withFloat((a, b) => power(b, a)),
  __lt__: comparing((a, b) => a < b),
  __le__: comparing((a, b) => a <= b),
  __eq__: comparing((a, b) => a == b), // eslint-disable-line eqeqeq -- a float and a bigint are equal when they are the same number
  __ne__: comparing((a, b) => a != b), // eslint-disable-line eqeqeq -- as above
  __gt__: comparing((a, b) => a > b),
  __ge__: comparing((a, b) => a >= b),
  __neg__: ['', (_vm, self) => new PyFloat(-self)],
  __pos__: ['', (_vm, self) => new PyFloat(self)],
  __abs__: ['', (_vm, self) => new PyFloat(Math.abs(self))],
  __bool__: ['', (_vm, self) => self !== 0],
  __int__: ['', (_vm, self) => truncate(self)],
  __trunc__: ['', (_vm, self) => truncate(self)],
  __floor__: ['', (_vm, self) => truncate(Math.floor(self))],
  __ceil__: ['', (_vm, self) => truncate(Math.ceil(self))],
  __float__: ['', (_vm, self) => new PyFloat(self)],
  __hash__: ['', (_vm, self) => hashFloat(self)],
  __repr__: ['', (_vm, self) => floatText(self)],
  __round__: ['ndigits?', (_vm, self, digits) => round(self, digits)],
  __format__: [
    'spec',
    (_vm, self, spec) => (textOf(spec) === '' ? floatText(self) : formatFloat(self, parseSpec(textOf(spec) ?? '', 'float'))),
  ],
  __getnewargs__: ['', (_vm, self) => new PyTuple([new PyFloat(self)])],
  is_integer: ['', (_vm, self) => Number.isInteger(self)],
  conjugate: ['', (_vm, self) => new PyFloat(self)],
  as_integer_ratio: ['', (_vm, self) => ratio(self)],
  hex: ['', (_vm, self) => hexText(self)],
});

getters(floatType, asFloat, { real: (_vm, self) => new PyFloat(self), imag: () => new PyFloat(0) });

/** Halves go to the even neighbour; with digits, by the exact decimal value. */
function round(value: number, digits: Value): Value {
  const places = digits === undefined || digits === null ? undefined : Number(intOf(digits) ?? 0);
  if (places === undefined) {
    const down = Math.floor(value);
    const rest = value - down;
    return truncate(rest > 0.5 || (rest === 0.5 && down % 2 !== 0) ? down + 1 : down);
  }
  if (!Number.isFinite(value) || places > 22) return new PyFloat(value);
  if (places >= 0) return new PyFloat(Number((value < 0 ? '-' : '') + fixed(Math.abs(value), places)));
  const unit = 10 ** -places;
  const scaled = value / unit;
  const down = Math.floor(scaled);
  const rest = scaled - down;
  return new PyFloat((rest > 0.5 || (rest === 0.5 && down % 2 !== 0) ? down + 1 : down) * unit);
}

function ratio(value: number): Value {
  if (!Number.isFinite(value))
    throw Number.isNaN(value)
      ? valueError('cannot convert NaN to integer ratio')
      : raised('OverflowError', 'cannot convert Infinity to integer ratio');
  let { numerator, exponent } = exactParts(value);
  while (exponent < 0 && numerator % 2n === 0n && numerator !== 0n) {
    numerator /= 2n;
    exponent++;
  }
  const denominator = exponent < 0 ? 1n << BigInt(-exponent) : 1n;
  return new PyTuple([normalInt(exponent > 0 ? numerator << BigInt(exponent) : numerator), normalInt(denominator)]);
}

function hexText(value: number): string {
  if (!Number.isFinite(value)) return floatText(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === 0) return `${sign}0x0.0p+0`;
  const exponent = Math.max(-1022, Math.floor(Math.log2(size)));
  const mantissa = size / 2 ** exponent;
  const whole = Math.floor(mantissa);
  const digits = BigInt(Math.round((mantissa - whole) * 2 ** 52))
    .toString(16)
    .padStart(13, '0');
  return `${sign}0x${whole}.${digits}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

classMethods(floatType, {
  fromhex: [
    'string',
    function* (_vm, type, text): Native {
      const [, sign, whole = '', fraction = '', exponent = '0'] =
        /^\s*([-+]?)(?:0x)?([0-9a-f]*)\.?([0-9a-f]*)(?:p([-+]?\d+))?\s*$/i.exec(textOf(text) ?? '') ?? [];
      if (whole + fraction === '') throw valueError('invalid hexadecimal floating-point string');
      const value = Number(BigInt(`0x${whole}${fraction}`)) * 2 ** (Number(exponent) - fraction.length * 4);
      const made = new PyFloat(sign === '-' ? -value : value);
      return type === floatType ? made : yield* call(type, [made]);
    },
  ],
});

construct(floatType, 'x?', function* (vm, type, value): Native {
  const made = value === undefined ? 0 : yield* toFloat(vm, value);
  return new PyFloat(made, type);
});

function* toFloat(vm: Vm, value: Value): Native<number> {
  const plain = numberOf(value);
  if (plain !== undefined) return plain;
  const bytes = bytesOf(value);
  const text = textOf(value) ?? (bytes && latin1Of(bytes));
  if (text !== undefined) return parseFloatText(text, bytes !== undefined);
  for (const name of ['__float__', '__index__']) {
    const method = special(value, name);
    if (method === undefined) continue;
    const made = numberOf(yield* settle(callSpecial(vm, method, value)));
    if (made === undefined) throw typeError(`${typeOf(value).name}.${name} returned non-float`);
    return made;
  }
  throw typeError(`float() argument must be a string or a real number, not '${typeOf(value).name}'`);
}

function parseFloatText(text: string, isBytes: boolean): number {
  const trimmed = asciiDigits(text.trim());
  const special = /^([-+]?)(inf|infinity|nan)$/i.exec(trimmed);
  if (special) {
    const value = special[2]?.toLowerCase() === 'nan' ? NaN : Infinity;
    return special[1] === '-' ? -value : value;
  }
  if (!/^[-+]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][-+]?\d+(?:_\d+)*)?$/.test(trimmed))
    throw valueError(`could not convert string to float: ${isBytes ? 'b' : ''}${quoteText(text)}`);
  return Number(trimmed.replaceAll('_', ''));
}
