import { power as floatPower } from '../../../core/power.js';
import type { BinaryOperator } from '../syntax/ast.js';
import { PhpArray } from './array.js';
import { compare, identical, looselyEqual } from './compare.js';
import { intFromFloat, numberOf, scalarText, toInt, typeName } from './convert.js';
import { leadingNumber, numericText } from './number-text.js';
import { PhpObject } from './object.js';
import { allocation, intOf, isInt, PhpFloat, wrapInt, type Value } from './value.js';
import type { Vm } from './vm.js';

type Operation = (vm: Vm, a: Value, b: Value) => Value;

const BIG_TEXT = 65_536;

/** A binary operator of two values, conversions and complaints included. Texts of objects come from the caller. */
export const operations: Readonly<Record<BinaryOperator, Operation>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': modulo,
  '**': power,
  '.': concat,
  '|': (vm, a, b) => bitwise(vm, '|', a, b),
  '&': (vm, a, b) => bitwise(vm, '&', a, b),
  '^': (vm, a, b) => bitwise(vm, '^', a, b),
  '<<': (vm, a, b) => shift(vm, '<<', a, b),
  '>>': (vm, a, b) => shift(vm, '>>', a, b),
  '==': looselyEqual,
  '!=': (vm, a, b) => !looselyEqual(vm, a, b),
  '===': (_, a, b) => identical(a, b),
  '!==': (_, a, b) => !identical(a, b),
  '<': (vm, a, b) => (typeof a === 'number' && typeof b === 'number' ? a < b : compare(vm, a, b) < 0),
  '<=': (vm, a, b) => notNaN(a, b) && compare(vm, a, b) <= 0,
  // `a > b` is `b < a`, which matters for what cannot be compared.
  '>': (vm, a, b) => (typeof a === 'number' && typeof b === 'number' ? a > b : compare(vm, b, a) < 0),
  '>=': (vm, a, b) => notNaN(a, b) && compare(vm, b, a) <= 0,
  '<=>': (vm, a, b) => Math.sign(compare(vm, a, b)),
};

function notNaN(a: Value, b: Value): boolean {
  return !(a instanceof PhpFloat && Number.isNaN(a.n)) && !(b instanceof PhpFloat && Number.isNaN(b.n));
}

type Number_ = number | bigint | PhpFloat;

/** The number that stands for an operand. */
function operand(vm: Vm, op: string, value: Value, a: Value, b: Value): Number_ {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof PhpFloat) return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const whole = numericText(value);
    if (whole) return numberOf(whole.kind, whole.text);
    const leading = leadingNumber(value);
    if (!leading) throw unsupported(vm, op, a, b);
    vm.errors.warning('A non-numeric value encountered');
    return numberOf(leading.kind, leading.text);
  }
  throw unsupported(vm, op, a, b);
}

function unsupported(vm: Vm, op: string, a: Value, b: Value): Error {
  return vm.errors.make('TypeError', `Unsupported operand types: ${typeName(a)} ${op} ${typeName(b)}`);
}

function exact(a: Number_, b: Number_): a is number | bigint {
  return !(a instanceof PhpFloat) && !(b instanceof PhpFloat);
}

function asFloat(value: Number_): number {
  return value instanceof PhpFloat ? value.n : Number(value);
}

/** Computes with whole numbers where both are, and goes over to floats where the result does not fit. */
function compute(
  vm: Vm,
  op: string,
  a: Value,
  b: Value,
  whole: (x: bigint, y: bigint) => bigint,
  float: (x: number, y: number) => number,
): Value {
  const x = operand(vm, op, a, a, b);
  const y = operand(vm, op, b, a, b);
  if (!exact(x, y) || y instanceof PhpFloat) return new PhpFloat(float(asFloat(x), asFloat(y)));
  if (typeof x === 'number' && typeof y === 'number') {
    const quick = float(x, y);
    if (Number.isSafeInteger(quick)) return quick === 0 ? 0 : quick;
  }
  return intOf(whole(BigInt(x), BigInt(y))) ?? new PhpFloat(float(Number(x), Number(y)));
}

function add(vm: Vm, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  if (a instanceof PhpFloat && b instanceof PhpFloat) return new PhpFloat(a.n + b.n);
  if (a instanceof PhpArray && b instanceof PhpArray) {
    const union = a.share();
    for (const [key, slot] of b.slots()) if (!union.has(key)) union.setSlot(key, slot instanceof PhpArray ? slot.share() : slot);
    return union;
  }
  return compute(
    vm,
    '+',
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );
}

function subtract(vm: Vm, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return compute(
    vm,
    '-',
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  );
}

function multiply(vm: Vm, a: Value, b: Value): Value {
  return compute(
    vm,
    '*',
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  );
}

function divide(vm: Vm, a: Value, b: Value): Value {
  const x = operand(vm, '/', a, a, b);
  const y = operand(vm, '/', b, a, b);
  if (asFloat(y) === 0) throw vm.errors.make('DivisionByZeroError', 'Division by zero');
  if (x instanceof PhpFloat || y instanceof PhpFloat) return new PhpFloat(asFloat(x) / asFloat(y));
  const big = BigInt(x);
  const by = BigInt(y);
  return big % by === 0n ? (intOf(big / by) ?? new PhpFloat(Number(x) / Number(y))) : new PhpFloat(Number(x) / Number(y));
}

function whole(vm: Vm, op: string, value: Value, a: Value, b: Value): number | bigint {
  const number = operand(vm, op, value, a, b);
  if (!(number instanceof PhpFloat)) return number;
  const cut = intFromFloat(number.n);
  if (Number(cut) !== number.n && Number.isFinite(number.n))
    vm.errors.deprecated(
      `Implicit conversion from ${typeof value === 'string' ? `float-string "${value}"` : `float ${scalarText(number)}`} to int loses precision`,
    );
  return cut;
}

function modulo(vm: Vm, a: Value, b: Value): Value {
  const x = whole(vm, '%', a, a, b);
  const y = whole(vm, '%', b, a, b);
  if (y === 0) throw vm.errors.make('DivisionByZeroError', 'Modulo by zero');
  if (typeof x === 'number' && typeof y === 'number') {
    const rest = x % y;
    return rest === 0 ? 0 : rest;
  }
  return intOf(BigInt(x) % BigInt(y)) ?? 0;
}

function power(vm: Vm, a: Value, b: Value): Value {
  const x = operand(vm, '**', a, a, b);
  const y = operand(vm, '**', b, a, b);
  if (!(x instanceof PhpFloat) && !(y instanceof PhpFloat) && y >= 0) {
    const float = floatPower(Number(x), Number(y));
    if (Math.abs(float) < 1e19 || Math.abs(Number(x)) <= 1) {
      if (Number.isSafeInteger(float)) return float === 0 ? 0 : float;
      const exactly = Number(y) < 64 ? intOf(BigInt(x) ** BigInt(y)) : undefined;
      if (exactly !== undefined) return exactly;
    }
    return new PhpFloat(float);
  }
  return new PhpFloat(floatPower(asFloat(x), asFloat(y)));
}

/**
 * JavaScript keeps a text that grows as a tree of its pieces, which takes many times the room of the text: it is made one piece whenever it
 * has grown by a sixteenth.
 */
export function flattened(before: number, text: string): string {
  if (text.length < 4096) return text;
  const shift = 27 - Math.clz32(text.length);
  if (before >>> shift !== text.length >>> shift) text.charCodeAt(0);
  return text;
}

function concat(vm: Vm, a: Value, b: Value): Value {
  const left = typeof a === 'string' ? a : vm.text(a);
  const text = flattened(left.length, left + (typeof b === 'string' ? b : vm.text(b)));
  if (text.length > BIG_TEXT) vm.memory.reserve(text.length);
  else allocation.bytes += 32 + text.length;
  return text;
}

function bitwise(vm: Vm, op: '|' | '&' | '^', a: Value, b: Value): Value {
  if (typeof a === 'string' && typeof b === 'string') return bitwiseTexts(op, a, b);
  const x = whole(vm, op, a, a, b);
  const y = whole(vm, op, b, a, b);
  if (typeof x === 'number' && typeof y === 'number' && x === (x | 0) && y === (y | 0))
    return op === '|' ? x | y : op === '&' ? x & y : x ^ y;
  const left = BigInt(x);
  const right = BigInt(y);
  return wrapInt(op === '|' ? left | right : op === '&' ? left & right : left ^ right);
}

function bitwiseTexts(op: '|' | '&' | '^', a: string, b: string): string {
  const length = op === '|' ? Math.max(a.length, b.length) : Math.min(a.length, b.length);
  let text = '';
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i) || 0;
    const y = b.charCodeAt(i) || 0;
    text += String.fromCharCode(op === '|' ? x | y : op === '&' ? x & y : x ^ y);
  }
  return text;
}

function shift(vm: Vm, op: '<<' | '>>', a: Value, b: Value): Value {
  const x = BigInt(whole(vm, op, a, a, b));
  const by = Number(whole(vm, op, b, a, b));
  if (by < 0) throw vm.errors.make('ArithmeticError', 'Bit shift by negative number');
  if (by >= 64) return op === '>>' && x < 0n ? -1 : 0;
  return wrapInt(op === '<<' ? x << BigInt(by) : x >> BigInt(by));
}

export function negate(vm: Vm, value: Value): Value {
  if (value instanceof PhpFloat) return new PhpFloat(-value.n);
  return multiply(vm, value, -1);
}

export function plus(vm: Vm, value: Value): Value {
  return multiply(vm, value, 1);
}

export function invert(vm: Vm, value: Value): Value {
  if (typeof value === 'string') return [...value].map(c => String.fromCharCode(~c.charCodeAt(0) & 0xff)).join('');
  if (isInt(value)) return wrapInt(~BigInt(value));
  if (value instanceof PhpFloat) return wrapInt(~BigInt(toInt(value)));
  throw vm.errors.make('TypeError', `Cannot perform bitwise not on ${value instanceof PhpObject ? value.cls.name : typeName(value)}`);
}

/** `++` and `--`. */
export function step(vm: Vm, value: Value, by: 1 | -1): Value {
  if (typeof value === 'number' && Number.isSafeInteger(value + by)) return value + by;
  if (value === null) return by === 1 ? 1 : null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return stepText(vm, value, by);
  if (value instanceof PhpArray || value instanceof PhpObject)
    throw vm.errors.make('TypeError', `Cannot ${by === 1 ? 'increment' : 'decrement'} ${typeName(value)}`);
  return add(vm, value, by);
}

function stepText(vm: Vm, text: string, by: 1 | -1): Value {
  const number = numericText(text);
  if (number) return add(vm, numberOf(number.kind, number.text), by);
  if (text === '') return by === 1 ? '1' : -1;
  if (by === -1) return text;
  return incrementText(text);
}

/** 'Az' becomes 'Ba', 'zz' 'aaa', 'a9' 'b0'. */
function incrementText(text: string): string {
  let rest = text;
  let tail = '';
  for (;;) {
    const last = rest.at(-1) ?? '';
    if (!/[a-zA-Z0-9]/.test(last)) return rest + tail;
    const head = rest.slice(0, -1);
    if (last !== 'z' && last !== 'Z' && last !== '9') return head + String.fromCharCode(last.charCodeAt(0) + 1) + tail;
    const zero = last === '9' ? '0' : last === 'z' ? 'a' : 'A';
    tail = zero + tail;
    if (head === '' || !/[a-zA-Z0-9]$/.test(head)) return head + (last === '9' ? '1' : zero) + tail;
    rest = head;
  }
}
