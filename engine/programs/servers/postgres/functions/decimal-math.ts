import { largestOf } from '../../../../core/extremes.js';
import { codes, PgError } from '../pg-error.js';
import { Decimal } from '../values/decimal.js';

/** How many digits after the point a result near `value` has: 16 significant ones. */
export function resultScale(value: number, ...scales: readonly number[]): number {
  const weight = value === 0 || !Number.isFinite(value) ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return Math.min(1000, largestOf(scales, Math.max(16 - weight - 1 + (weight < 0 ? 1 : 0), 0)));
}

/** Square root to so many digits, by Newton's method on whole numbers. */
export function squareRoot(value: Decimal): Decimal {
  if (value.isNaN) return value;
  if (value.digits < 0n) throw new PgError('2201F', 'cannot take square root of a negative number');
  const approximate = Math.sqrt(value.toNumber());
  const weight = approximate === 0 ? 0 : Math.floor(Math.log10(approximate) / 4 + 1e-9);
  const scale = Math.max(16 - weight * 4 - 1 + 0, value.scale, 0);
  const digits = integerRoot(value.round(Math.max(value.scale, 2 * scale + 2)).digits * (scaleOdd(value, scale) ? 10n : 1n));
  const rootScale = (Math.max(value.scale, 2 * scale + 2) + (scaleOdd(value, scale) ? 1 : 0)) / 2;
  return new Decimal(digits, rootScale).round(scale);
}

function scaleOdd(value: Decimal, scale: number): boolean {
  return Math.max(value.scale, 2 * scale + 2) % 2 === 1;
}

function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let x = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (x + value / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

const MOST_POWER = 5000;

/** numeric ^ numeric: exact for whole exponents, else to sixteen digits. */
export function power(base: Decimal, exponent: Decimal): Decimal {
  if (base.isNaN || exponent.isNaN) return Decimal.nan;
  if (base.digits === 0n && exponent.digits < 0n) throw new PgError('2201F', 'zero raised to a negative power is undefined');
  const whole = exponent.trimmed();
  const approximate = base.toNumber() ** exponent.toNumber();
  if (whole.scale === 0 && whole.digits <= MOST_POWER && whole.digits >= -MOST_POWER) {
    const size = whole.digits < 0n ? -whole.digits : whole.digits;
    const scale = resultScale(approximate, base.scale, exponent.scale);
    const raised = new Decimal(base.digits ** size, base.scale * Number(size));
    if (raised.digits.toString().length > 20_000) throw overflow();
    return whole.digits < 0n ? Decimal.of(1n).divide(raised, scale) : raised.round(scale);
  }
  if (base.digits < 0n) throw new PgError('2201F', 'a negative number raised to a non-integer power yields a complex result');
  if (!Number.isFinite(approximate)) throw overflow();
  return fromNumber(approximate, base.scale, exponent.scale);
}

function overflow(): PgError {
  return new PgError(codes.numericOutOfRange, 'value overflows numeric format');
}

/** A numeric from a floating computation: as many digits as a float has, then zeros. */
export function fromNumber(value: number, ...scales: readonly number[]): Decimal {
  return (Decimal.parse(value.toPrecision(17)) ?? Decimal.zero).round(resultScale(value, ...scales));
}
