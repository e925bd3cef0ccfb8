/**
 * 64-bit integers as C computes them: a number while that is exact, a bigint beyond, always wrapped to 64 bits. Nearly all
 * values are small, and numbers are many times faster.
 */
export type Integer = number | bigint;

/** A bigint brought into 64 bits, and back to a number when it fits. */
export function wrap(value: bigint): Integer {
  const wrapped = BigInt.asIntN(64, value);
  return wrapped >= -0x1f_ffff_ffff_ffffn && wrapped <= 0x1f_ffff_ffff_ffffn ? Number(wrapped) : wrapped;
}

/** C's operators on two values; divisions are checked by the caller. */
export const binaryOperations: Readonly<Record<string, (left: Integer, right: Integer) => Integer>> = {
  '+': (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') {
      const sum = left + right;
      if (Number.isSafeInteger(sum)) return sum;
    }
    return wrap(BigInt(left) + BigInt(right));
  },
  '-': (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') {
      const difference = left - right;
      if (Number.isSafeInteger(difference)) return difference;
    }
    return wrap(BigInt(left) - BigInt(right));
  },
  '*': (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') {
      const product = left * right;
      if (Number.isSafeInteger(product)) return product + 0;
    }
    return wrap(BigInt(left) * BigInt(right));
  },
  '/': (left, right) => {
    // Beyond 2^50 the quotient may be rounded up to the next whole number.
    if (typeof left === 'number' && typeof right === 'number' && Math.abs(left) < 2 ** 50) return Math.trunc(left / right) + 0;
    return wrap(BigInt(left) / BigInt(right));
  },
  '%': (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return (left % right) + 0;
    return wrap(BigInt(left) % BigInt(right));
  },
  '**': power,
  '<<': (left, right) => wrap(BigInt(left) << shiftCount(right)),
  '>>': (left, right) => wrap(BigInt(left) >> shiftCount(right)),
  '&': (left, right) => (isInt32(left) && isInt32(right) ? left & right : wrap(BigInt(left) & BigInt(right))),
  '|': (left, right) => (isInt32(left) && isInt32(right) ? left | right : wrap(BigInt(left) | BigInt(right))),
  '^': (left, right) => (isInt32(left) && isInt32(right) ? left ^ right : wrap(BigInt(left) ^ BigInt(right))),
  '<': (left, right) => (left < right ? 1 : 0),
  '<=': (left, right) => (left <= right ? 1 : 0),
  '>': (left, right) => (left > right ? 1 : 0),
  '>=': (left, right) => (left >= right ? 1 : 0),
  // Both forms are kept normal, so equal values have equal types.
  '==': (left, right) => (left === right ? 1 : 0),
  '!=': (left, right) => (left === right ? 0 : 1),
};

export const unaryOperations: Readonly<Record<string, (operand: Integer) => Integer>> = {
  '+': operand => operand,
  '-': operand => (typeof operand === 'number' ? 0 - operand : wrap(-operand)),
  '!': operand => (operand === 0 ? 1 : 0),
  '~': operand => wrap(~BigInt(operand)),
};

/** x86 takes the count modulo 64. */
function shiftCount(count: Integer): bigint {
  return BigInt.asUintN(6, BigInt(count));
}

function power(base: Integer, exponent: Integer): Integer {
  let result = 1n;
  let square = BigInt(base);
  for (let rest = BigInt(exponent); rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = BigInt.asIntN(64, result * square);
    square = BigInt.asIntN(64, square * square);
  }
  return wrap(result);
}

function isInt32(value: Integer): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

/** A constant in C's notation (decimal, 0 octal, 0x) or `base#digits`; undefined when it is none, NaN when a digit is too great. */
export function parseConstant(text: string): Integer | undefined {
  if (/^[1-9][0-9]{0,14}$/.test(text) || text === '0') return Number(text);
  const match = /^(?:0[xX]([0-9a-fA-F]*)|(0[0-9a-zA-Z]*)|([0-9]+)|([0-9]+)#([0-9a-zA-Z@_]+))$/.exec(text);
  if (!match) return undefined;
  const [, hexadecimal, octal, decimal, base, digits] = match;
  if (hexadecimal !== undefined) return wrap(BigInt(`0x${hexadecimal || '0'}`));
  if (octal !== undefined) return parseDigits(octal, 8);
  if (decimal !== undefined) return wrap(BigInt(decimal));
  return parseDigits(digits ?? '', Number(base));
}

function parseDigits(digits: string, base: number): Integer {
  if (base < 2 || base > 64) return NaN;
  let value = 0n;
  for (const digit of digits) {
    const worth = digitWorth(digit, base);
    if (worth >= base) return NaN;
    value = BigInt.asIntN(64, value * BigInt(base) + BigInt(worth));
  }
  return wrap(value);
}

function digitWorth(digit: string, base: number): number {
  const order = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_';
  return order.indexOf(base <= 36 ? digit.toLowerCase() : digit);
}
