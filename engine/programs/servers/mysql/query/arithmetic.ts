import { sqlErrors } from '../sql-error.js';
import { isInteger, isNumberType, isTemporalType, type ColumnType } from '../values/column-type.js';
import { Decimal, MAX_SCALE } from '../values/decimal.js';
import { toInteger, toNumeric, type Value } from '../values/value.js';
import type { Context } from './context.js';

type Numeric = bigint | number | Decimal;

/** The type of `a operator b`. */
export function arithmeticType(operator: string, a: ColumnType, b: ColumnType): ColumnType {
  if (['|', '&', '^', '<<', '>>'].includes(operator)) return { name: 'bigint', unsigned: true };
  if (operator === 'div') return { name: 'bigint', unsigned: a.unsigned === true || b.unsigned === true };
  if (isApproximate(a) || isApproximate(b)) return { name: 'double' };
  const [x, y] = [scaleOf(a), scaleOf(b)];
  if (operator === '/') return { name: 'decimal', length: Math.min(65, digitsOf(a) + y + 4), scale: Math.min(MAX_SCALE, x + 4) };
  if (isWhole(a) && isWhole(b)) return { name: 'bigint', unsigned: a.unsigned === true || b.unsigned === true };
  const scale = operator === '*' ? Math.min(MAX_SCALE, x + y) : Math.max(x, y);
  const whole = operator === '*' ? digitsOf(a) - x + digitsOf(b) - y : Math.max(digitsOf(a) - x, digitsOf(b) - y) + 1;
  return { name: 'decimal', length: Math.min(65, whole + scale), scale };
}

function isApproximate(type: ColumnType): boolean {
  return !(isNumberType(type) || isTemporalType(type) || type.name === 'bit') || type.name === 'double' || type.name === 'float';
}

function isWhole(type: ColumnType): boolean {
  return isInteger(type) || ['year', 'null', 'bit', 'date'].includes(type.name) || (isTemporalType(type) && !type.scale);
}

function scaleOf(type: ColumnType): number {
  return type.scale ?? 0;
}

export function digitsOf(type: ColumnType): number {
  const digits = new Map([
    ['tinyint', 3],
    ['smallint', 5],
    ['mediumint', 8],
    ['int', 10],
    ['bigint', 20],
    ['year', 4],
    ['date', 8],
    ['datetime', 14],
    ['timestamp', 14],
    ['time', 7],
  ]);
  return type.name === 'decimal'
    ? (type.length ?? 10)
    : type.name === 'bigint'
      ? (type.length ?? (type.unsigned ? 20 : 19))
      : (digits.get(type.name) ?? 20);
}

/** Computes `a operator b`; null for a division by zero. */
export function calculate(
  operator: string,
  a: Value,
  b: Value,
  { unsigned, text, context }: { readonly unsigned: boolean; readonly text: () => string; readonly context: Context },
): Value {
  if (a === null || b === null) return null;
  if (['|', '&', '^', '<<', '>>'].includes(operator)) return bitwise(operator, toInteger(a), toInteger(b));
  const [x, y] = [numericOf(a, context), numericOf(b, context)];
  if (operator === '/' || operator === 'div' || operator === '%') return divide(operator, x, y, context);
  const result = combine(operator, x, y);
  if (typeof result === 'bigint') checkRange(result, unsigned, text);
  if (typeof result === 'number' && !Number.isFinite(result)) throw sqlErrors.valueOutOfRange('DOUBLE', text());
  return result;
}

/** Texts in arithmetic are approximate numbers, and complained about when they are none. */
function numericOf(value: Value, context: Context): Numeric {
  if (typeof value === 'string') warnAboutText(value, context);
  return toNumeric(value);
}

export function warnAboutText(text: string, context: Context): void {
  if (!/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text.slice(0, 400)))
    context.warn(sqlErrors.truncatedIncorrect('DOUBLE', text));
}

function combine(operator: string, a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'bigint' && typeof b === 'bigint') return operator === '+' ? a + b : operator === '-' ? a - b : a * b;
  if (typeof a === 'number' || typeof b === 'number') {
    const [x, y] = [asNumber(a), asNumber(b)];
    return operator === '+' ? x + y : operator === '-' ? x - y : x * y;
  }
  const [x, y] = [asDecimal(a), asDecimal(b)];
  return operator === '+' ? x.add(y) : operator === '-' ? x.add(y.negate()) : x.multiply(y);
}

function divide(operator: string, a: Numeric, b: Numeric, context: Context): Value {
  const isZero = b instanceof Decimal ? b.unscaled === 0n : Number(b) === 0;
  if (isZero) {
    if (context.hasMode('ERROR_FOR_DIVISION_BY_ZERO')) context.warn(sqlErrors.divisionByZero());
    return null;
  }
  if (operator === '/') {
    if (typeof a === 'number' || typeof b === 'number') return asNumber(a) / asNumber(b);
    return asDecimal(a).divide(asDecimal(b));
  }
  if (operator === 'div') {
    if (typeof a === 'bigint' && typeof b === 'bigint') return a / b;
    return asDecimal(a).divide(asDecimal(b)).truncate(0).unscaled;
  }
  if (typeof a === 'bigint' && typeof b === 'bigint') return a % b;
  if (typeof a === 'number' || typeof b === 'number') return asNumber(a) % asNumber(b);
  return asDecimal(a).remainder(asDecimal(b));
}

function bitwise(operator: string, a: bigint, b: bigint): bigint {
  const [x, y] = [BigInt.asUintN(64, a), BigInt.asUintN(64, b)];
  switch (operator) {
    case '|':
      return x | y;
    case '&':
      return x & y;
    case '^':
      return x ^ y;
    case '<<':
      return y > 63n ? 0n : BigInt.asUintN(64, x << y);
    default:
      return y > 63n ? 0n : x >> y;
  }
}

export function checkRange(value: bigint, unsigned: boolean, text: () => string): void {
  const fits = unsigned ? value >= 0n && value < 2n ** 64n : value >= -(2n ** 63n) && value < 2n ** 63n;
  if (!fits) throw sqlErrors.valueOutOfRange(unsigned ? 'BIGINT UNSIGNED' : 'BIGINT', text());
}

export function asNumber(value: Numeric): number {
  return value instanceof Decimal ? value.toNumber() : Number(value);
}

export function asDecimal(value: Numeric): Decimal {
  return value instanceof Decimal ? value : typeof value === 'bigint' ? new Decimal(value, 0) : Decimal.ofNumber(value);
}
