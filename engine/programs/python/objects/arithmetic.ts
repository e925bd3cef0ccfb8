import { power as floatPower } from '../../../core/power.js';
import { overflowError, raised, valueError } from './exception.js';
import { normalInt, PyFloat } from './values.js';

export type Int = number | bigint;

/** Longest number that is computed, in bits; beyond it there is no memory. */
export const MAX_BITS = 1 << 25;

const { isSafeInteger } = Number;

export function addInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (isSafeInteger(sum)) return sum;
  }
  return normalInt(BigInt(a) + BigInt(b));
}

export function subtractInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (isSafeInteger(difference)) return difference;
  }
  return normalInt(BigInt(a) - BigInt(b));
}

export function multiplyInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  if (bitsOf(a) + bitsOf(b) > MAX_BITS) throw raised('MemoryError');
  return normalInt(BigInt(a) * BigInt(b));
}

/** How many bits a number takes, roughly for big ones. */
export function bitsOf(value: Int): number {
  if (typeof value === 'number') return value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
  return value.toString(16).length * 4;
}

export function floorDivideInts(a: Int, b: Int): Int {
  if (b === 0) throw raised('ZeroDivisionError', 'integer division or modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const remainder = a % b;
    const exact = (a - remainder) / b;
    return remainder !== 0 && remainder < 0 !== b < 0 ? exact - 1 : exact === 0 ? 0 : exact;
  }
  const x = BigInt(a);
  const y = BigInt(b);
  const quotient = x / y;
  return normalInt(x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient);
}

export function moduloInts(a: Int, b: Int): Int {
  if (b === 0) throw raised('ZeroDivisionError', 'integer modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const remainder = a % b;
    return remainder === 0 ? 0 : remainder < 0 !== b < 0 ? remainder + b : remainder;
  }
  const y = BigInt(b);
  const remainder = BigInt(a) % y;
  return normalInt(remainder !== 0n && remainder < 0n !== y < 0n ? remainder + y : remainder);
}

/** An int, or a float where the exponent is negative. */
export function powerInts(base: Int, exponent: Int): Int | PyFloat {
  if (exponent < 0) {
    if (base === 0) throw raised('ZeroDivisionError', '0.0 cannot be raised to a negative power');
    return new PyFloat(floatPower(toFloat(base), toFloat(exponent)));
  }
  if (typeof base === 'number' && typeof exponent === 'number') {
    const power = base ** exponent;
    if (isSafeInteger(power)) return power;
  }
  if (base === 1 || base === 0) return base;
  if (base === -1) return moduloInts(exponent, 2) === 0 ? 1 : -1;
  if (bitsOf(base) * Number(exponent) > MAX_BITS) throw raised('MemoryError');
  return normalInt(BigInt(base) ** BigInt(exponent));
}

export function shiftLeft(a: Int, b: Int): Int {
  if (b < 0) throw valueError('negative shift count');
  if (a === 0) return 0;
  if (b > MAX_BITS) throw raised('MemoryError');
  return normalInt(BigInt(a) << BigInt(b));
}

export function shiftRight(a: Int, b: Int): Int {
  if (b < 0) throw valueError('negative shift count');
  if (b > MAX_BITS) return a < 0 ? -1 : 0;
  return normalInt(BigInt(a) >> BigInt(b));
}

export function bitwise(operator: '&' | '|' | '^', a: Int, b: Int): Int {
  const isSmall = typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b;
  if (isSmall) return operator === '&' ? a & b : operator === '|' ? a | b : a ^ b;
  const x = BigInt(a);
  const y = BigInt(b);
  return normalInt(operator === '&' ? x & y : operator === '|' ? x | y : x ^ y);
}

export function negateInt(value: Int): Int {
  return typeof value === 'number' ? 0 - value : normalInt(-value);
}

/** An int as a float; too big ones do not fit. */
export function toFloat(value: Int): number {
  const float = Number(value);
  if (!Number.isFinite(float)) throw overflowError('int too large to convert to float');
  return float + 0;
}

/** True division of ints, rounded once. */
export function divideInts(a: Int, b: Int): number {
  if (b === 0) throw raised('ZeroDivisionError', 'division by zero');
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  const x = BigInt(a);
  const y = BigInt(b);
  const shift = Math.max(0, bitsOf(normalInt(y)) - bitsOf(normalInt(x)) + 64);
  const quotient = Number((x << BigInt(shift)) / y);
  const result = shift > 1000 ? quotient / 2 ** 1000 / 2 ** (shift - 1000) : quotient / 2 ** shift;
  if (!Number.isFinite(result)) throw overflowError('integer division result too large for a float');
  return result;
}

export function moduloFloats(a: number, b: number): number {
  if (b === 0) throw raised('ZeroDivisionError', 'float modulo');
  const remainder = a % b;
  if (remainder === 0) return b < 0 ? -0 : 0;
  return remainder < 0 !== b < 0 ? remainder + b : remainder;
}

export function floorDivideFloats(a: number, b: number): number {
  if (b === 0) throw raised('ZeroDivisionError', 'float floor division by zero');
  const quotient = (a - moduloFloats(a, b)) / b;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** undefined where the answer is a complex number. */
export function powerFloats(a: number, b: number): number | undefined {
  if (a === 0 && b < 0) throw raised('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) return undefined;
  if (a === 1 || b === 0) return 1;
  if (a === -1 && !Number.isFinite(b) && !Number.isNaN(b)) return 1;
  const power = floatPower(a, b);
  if (!Number.isFinite(power) && Number.isFinite(a) && Number.isFinite(b))
    throw raised('OverflowError', 34, 'Numerical result out of range');
  return power;
}
