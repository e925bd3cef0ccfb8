import { isNumeric, toDecimal, toNumber, type Numeric } from '../bson/compare.js';
import { Decimal } from '../bson/decimal.js';
import { Int32, Long, whole } from '../bson/values.js';

const MAX_LONG = (1n << 63n) - 1n;

/** A sum, product or difference in the type that the server chooses: the widest of both, wider still when it does not fit. */
export function combine(a: Numeric, b: Numeric, operation: '+' | '*' | '-'): Numeric {
  if (operation === '-') return combine(a, negate(b), '+');
  if (a instanceof Decimal || b instanceof Decimal) {
    const [x, y] = [toDecimal(a), toDecimal(b)];
    return operation === '+' ? x.add(y) : x.multiply(y);
  }
  if (typeof a === 'number' || typeof b === 'number') {
    const [x, y] = [toNumber(a), toNumber(b)];
    return operation === '+' ? x + y : x * y;
  }
  const [x, y] = [BigInt(a.value), BigInt(b.value)];
  const exact = operation === '+' ? x + y : x * y;
  if (exact > MAX_LONG || exact < -MAX_LONG - 1n) return Number(exact);
  if (a instanceof Int32 && b instanceof Int32) return whole(Number(exact)) instanceof Int32 ? new Int32(Number(exact)) : new Long(exact);
  return new Long(exact);
}

export function negate(value: Numeric): Numeric {
  if (typeof value === 'number') return -value;
  if (value instanceof Decimal) return value.negate();
  if (value instanceof Int32) return whole(-value.value);
  return new Long(-value.value);
}

/** A number of the same type as another, from a double. */
export function inTypeOf(like: Numeric, value: number): Numeric {
  if (like instanceof Decimal) return Decimal.fromNumber(value);
  if (typeof like === 'number' || !Number.isFinite(value)) return value;
  return like instanceof Long ? new Long(BigInt(Math.trunc(value))) : whole(value);
}

/** The sum of the numbers among values. */
export function sum(values: Iterable<unknown>): Numeric {
  let total: Numeric = new Int32(0);
  for (const value of values) if (isNumericValue(value)) total = combine(total, value, '+');
  return total;
}

function isNumericValue(value: unknown): value is Numeric {
  return isNumeric(value as Numeric | undefined);
}

/** The average of the numbers among values; null when there are none. */
export function average(values: readonly unknown[]): Numeric | null {
  const numbers = values.filter(isNumericValue);
  if (numbers.length === 0) return null;
  const total = sum(numbers);
  return total instanceof Decimal ? total.divide(Decimal.of(BigInt(numbers.length), 0)) : toNumber(total) / numbers.length;
}

/** The standard deviation of the numbers among values. */
export function deviation(values: readonly unknown[], isSample: boolean): number | null {
  const numbers = values.filter(isNumericValue).map(toNumber);
  if (numbers.length < (isSample ? 2 : 1)) return null;
  const mean = numbers.reduce((total, value) => total + value, 0) / numbers.length;
  const squares = numbers.reduce((total, value) => total + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (numbers.length - (isSample ? 1 : 0)));
}
