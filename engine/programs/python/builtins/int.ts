import * as arithmetic from '../objects/arithmetic.js';
import type { Int } from '../objects/arithmetic.js';
import { overflowError, typeError, valueError } from '../objects/exception.js';
import { classMethods, construct, getters, methods } from '../objects/define.js';
import { call, settle, type Answer, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { boolType, intType, notImplemented, typeOf } from '../objects/types.js';
import { bytesOf, intOf, normalInt, PyBytes, PyFloat, PyInt, PyTuple, textOf } from '../objects/values.js';
import { callSpecial, special } from '../vm/attributes.js';
import { formatFloat } from './float-format.js';
import { formatNumber, formatText, parseSpec, unknownCode, type Spec } from '../vm/format-spec.js';
import { hashInt } from '../vm/hash.js';
import { compareNumbers } from '../vm/operators.js';
import { indexOf, itemsOf, truth } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';
import { parseInt } from './int-parse.js';

type IntOperation = (a: Int, b: Int) => Value;

function withInt(operation: IntOperation): readonly [string, (vm: Vm, self: Int, other: Value) => Answer] {
  return [
    'value',
    (_vm, self, value) => {
      const other = intOf(value);
      return other === undefined ? notImplemented : operation(self, other);
    },
  ];
}

function reversed(operation: IntOperation): ReturnType<typeof withInt> {
  return withInt((a, b) => operation(b, a));
}

const divide: IntOperation = (a, b) => new PyFloat(arithmetic.divideInts(a, b));
const divmod: IntOperation = (a, b) => new PyTuple([arithmetic.floorDivideInts(a, b), arithmetic.moduloInts(a, b)]);

methods(intType, intOf, {
  __add__: withInt(arithmetic.addInts),
  __radd__: withInt(arithmetic.addInts),
  __sub__: withInt(arithmetic.subtractInts),
  __rsub__: reversed(arithmetic.subtractInts),
  __mul__: withInt(arithmetic.multiplyInts),
  __rmul__: withInt(arithmetic.multiplyInts),
  __truediv__: withInt(divide),
  __rtruediv__: reversed(divide),
  __floordiv__: withInt(arithmetic.floorDivideInts),
  __rfloordiv__: reversed(arithmetic.floorDivideInts),
  __mod__: withInt(arithmetic.moduloInts),
  __rmod__: reversed(arithmetic.moduloInts),
  __divmod__: withInt(divmod),
  __rdivmod__: reversed(divmod),
  __pow__: ['exponent, modulus?', (_vm, self, exponent, modulus) => power(self, exponent, modulus)],
  __rpow__: reversed(arithmetic.powerInts),
  __lshift__: withInt(arithmetic.shiftLeft),
  __rlshift__: reversed(arithmetic.shiftLeft),
  __rshift__: withInt(arithmetic.shiftRight),
  __rrshift__: reversed(arithmetic.shiftRight),
  __and__: withInt((a, b) => arithmetic.bitwise('&', a, b)),
  __rand__: withInt((a, b) => arithmetic.bitwise('&', a, b)),
  __or__: withInt((a, b) => arithmetic.bitwise('|', a, b)),
  __ror__: withInt((a, b) => arithmetic.bitwise('|', a, b)),
  __xor__: withInt((a, b) => arithmetic.bitwise('^', a, b)),
  __rxor__: withInt((a, b) => arithmetic.bitwise('^', a, b)),
  __lt__: withInt((a, b) => compareNumbers(0, a, b)),
  __le__: withInt((a, b) => compareNumbers(1, a, b)),
  __eq__: withInt((a, b) => compareNumbers(2, a, b)),
  __ne__: withInt((a, b) => compareNumbers(3, a, b)),
  __gt__: withInt((a, b) => compareNumbers(4, a, b)),
  __ge__: withInt((a, b) => compareNumbers(5, a, b)),
  __neg__: ['', (_vm, self) => arithmetic.negateInt(self)],
  __pos__: ['', (_vm, self) => self],
  __abs__: ['', (_vm, self) => (self < 0 ? arithmetic.negateInt(self) : self)],
  __invert__: ['', (_vm, self) => arithmetic.subtractInts(-1, self)],
  __bool__: ['', (_vm, self) => self !== 0],
  __int__: ['', (_vm, self) => self],
  __index__: ['', (_vm, self) => self],
  __float__: ['', (_vm, self) => new PyFloat(arithmetic.toFloat(self))],
  __hash__: ['', (_vm, self) => hashInt(self)],
  __repr__: ['', (vm, self) => decimalText(vm, self)],
  __trunc__: ['', (_vm, self) => self],
  __floor__: ['', (_vm, self) => self],
  __ceil__: ['', (_vm, self) => self],
  __round__: ['ndigits?', (_vm, self, digits) => roundInt(self, digits)],
  __format__: ['spec', (vm, self, spec) => formatInt(vm, self, textOf(spec) ?? '')],
  __getnewargs__: ['', (_vm, self) => new PyTuple([self])],
  bit_length: ['', (_vm, self) => (self === 0 ? 0 : BigInt(self < 0 ? -BigInt(self) : self).toString(2).length)],
  bit_count: [
    '',
    (_vm, self) =>
      BigInt(self < 0 ? -BigInt(self) : self)
        .toString(2)
        .replaceAll('0', '').length,
  ],
  conjugate: ['', (_vm, self) => self],
  is_integer: ['', () => true],
  as_integer_ratio: ['', (_vm, self) => new PyTuple([self, 1])],
  to_bytes: [
    'length=, byteorder=, *, signed=',
    (_vm, self, length, order, signed) => toBytes(self, length ?? 1, order ?? 'big', signed === true),
  ],
});

getters(intType, intOf, { real: (_vm, self) => self, imag: () => 0, numerator: (_vm, self) => self, denominator: () => 1 });

function power(base: Int, exponentValue: Value, modulus: Value): Value {
  const exponent = intOf(exponentValue);
  if (exponent === undefined) return notImplemented;
  if (modulus === undefined || modulus === null) return arithmetic.powerInts(base, exponent);
  const m = intOf(modulus);
  if (m === undefined) return notImplemented;
  if (m === 0) throw valueError('pow() 3rd argument cannot be 0');
  return modularPower(BigInt(base), BigInt(exponent), BigInt(m));
}

function modularPower(base: bigint, exponent: bigint, modulus: bigint): Value {
  const positive = (value: bigint): bigint => ((value % modulus) + modulus) % modulus;
  let factor = positive(exponent < 0n ? inverse(positive(base), modulus) : base);
  let left = exponent < 0n ? -exponent : exponent;
  let result = positive(1n);
  for (; left > 0n; left >>= 1n) {
    if (left & 1n) result = positive(result * factor);
    factor = positive(factor * factor);
  }
  return normalInt(modulus < 0n && result > 0n ? result + modulus : result);
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1, s0, s1] = [value, modulus, 1n, 0n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - quotient * r1, s1, s0 - quotient * s1];
  }
  if (r0 !== 1n && r0 !== -1n) throw valueError('base is not invertible for the given modulus');
  return s0 * r0;
}

function roundInt(value: Int, digits: Value): Value {
  const places = intOf(digits);
  if (places === undefined || places >= 0) return value;
  const unit = 10n ** BigInt(-Number(places));
  const big = BigInt(value);
  const rest = ((big % unit) + unit) % unit;
  const low = big - rest;
  const isUp = rest * 2n > unit || (rest * 2n === unit && (low / unit) % 2n !== 0n);
  return normalInt(isUp ? low + unit : low);
}

/** An int in decimal digits; very long ones are refused. */
export function decimalText(vm: Vm, value: Int): string {
  if (typeof value === 'number') return String(value === 0 ? 0 : value);
  const limit = vm.maxDigits;
  if (limit > 0 && arithmetic.bitsOf(value) > limit * 3.33 + 16) throw tooLong(limit);
  const text = value.toString();
  if (limit > 0 && text.length - (value < 0 ? 1 : 0) > limit) throw tooLong(limit);
  return text;
}

function tooLong(limit: number): Error {
  return valueError(
    `Exceeds the limit (${limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
  );
}

export function formatInt(vm: Vm, value: Int, text: string): string {
  if (text === '') return decimalText(vm, value);
  const spec = parseSpec(text, 'int');
  if (/^[eEfFgG%]$/.test(spec.type)) return formatFloat(arithmetic.toFloat(value), spec);
  if (spec.precision !== undefined) throw valueError('Precision not allowed in integer format specifier');
  if (spec.type === 'c') return formatText(String.fromCodePoint(Number(value)), { ...spec, type: '' });
  const size = value < 0 ? -BigInt(value) : BigInt(value);
  const digits = digitsOf(vm, value, size, spec);
  const prefix = spec.isAlternate && /^[boxX]$/.test(spec.type) ? `0${spec.type}` : '';
  return formatNumber(value < 0, prefix, digits, spec);
}

function digitsOf(vm: Vm, value: Int, size: bigint, spec: Spec): string {
  switch (spec.type) {
    case '':
    case 'd':
    case 'n':
      return decimalText(vm, value).replace('-', '');
    case 'b':
      return size.toString(2);
    case 'o':
      return size.toString(8);
    case 'x':
      return size.toString(16);
    case 'X':
      return size.toString(16).toUpperCase();
    default:
      throw unknownCode(spec, 'int');
  }
}

function toBytes(value: Int, lengthValue: Value, order: Value, isSigned: boolean): Value {
  const length = Number(intOf(lengthValue) ?? 1);
  if (value < 0 && !isSigned) throw overflowError("can't convert negative int to unsigned");
  const bits = BigInt(length * 8);
  const big = BigInt(value);
  const limit = 1n << (isSigned ? bits - 1n : bits);
  if (big >= limit || (isSigned && big < -limit)) throw overflowError('int too big to convert');
  let rest = big < 0n ? big + (1n << bits) : big;
  const bytes = new Uint8Array(length);
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return new PyBytes(textOf(order) === 'little' ? bytes.reverse() : bytes);
}

classMethods(intType, {
  from_bytes: [
    'bytes:, byteorder=, *, signed=',
    function* (vm, type, source, order, signed): Native {
      const bytes = bytesOf(source) ?? Uint8Array.from((yield* itemsOf(vm, source)).map(Number));
      const ordered = textOf(order) === 'little' ? bytes.toReversed() : bytes;
      let value = 0n;
      for (const byte of ordered) value = (value << 8n) | BigInt(byte);
      const isNegative = signed === true && (ordered[0] ?? 0) >= 128;
      const result = normalInt(isNegative ? value - (1n << BigInt(bytes.length * 8)) : value);
      return type === intType ? result : yield* call(type, [result]);
    },
  ],
});

construct(intType, 'x?, base=', function* (vm, type, value, base): Native {
  const made = yield* toInt(vm, value, base);
  return type === intType ? made : new PyInt(made, type);
});

function* toInt(vm: Vm, value: Value, base: Value): Native<Int> {
  if (base !== undefined) return parseInt(vm, value, Number(yield* indexOf(vm, base)), true);
  if (value === undefined) return 0;
  const plain = intOf(value);
  if (plain !== undefined) return plain;
  if (value instanceof PyFloat) return truncate(value.value);
  if (textOf(value) !== undefined || bytesOf(value)) return parseInt(vm, value, 10, false);
  for (const name of ['__int__', '__index__', '__trunc__']) {
    const method = special(value, name);
    if (method === undefined) continue;
    const made = yield* settle(callSpecial(vm, method, value));
    const int = intOf(made);
    if (int === undefined) throw typeError(`${name} returned non-int (type ${typeOf(made).name})`);
    return int;
  }
  throw typeError(`int() argument must be a string, a bytes-like object or a real number, not '${typeOf(value).name}'`);
}

/** A float without its fraction. */
export function truncate(value: number): Int {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw overflowError('cannot convert float infinity to integer');
  return normalInt(BigInt(Math.trunc(value)));
}

construct(boolType, 'x?', (vm, _type, value) => (value === undefined ? false : truth(vm, value)));
const asBool = (value: Value): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
const bools = (
  operation: (a: boolean, b: boolean) => boolean,
  operator: '&' | '|' | '^',
): readonly [string, (vm: Vm, self: boolean, other: Value) => Answer] => [
  'value',
  (_vm, self, value) => {
    if (typeof value === 'boolean') return operation(self, value);
    const other = intOf(value);
    return other === undefined ? notImplemented : arithmetic.bitwise(operator, self ? 1 : 0, other);
  },
];
methods(boolType, asBool, {
  __repr__: ['', (_vm, self) => (self ? 'True' : 'False')],
  __and__: bools((a, b) => a && b, '&'),
  __rand__: bools((a, b) => a && b, '&'),
  __or__: bools((a, b) => a || b, '|'),
  __ror__: bools((a, b) => a || b, '|'),
  __xor__: bools((a, b) => a !== b, '^'),
  __rxor__: bools((a, b) => a !== b, '^'),
  __format__: [
    'spec',
    (vm, self, spec) => (textOf(spec) === '' ? (self ? 'True' : 'False') : formatInt(vm, self ? 1 : 0, textOf(spec) ?? '')),
  ],
});
