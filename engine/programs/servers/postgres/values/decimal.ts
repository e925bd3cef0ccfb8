import { codes, PgError } from '../pg-error.js';

/** Most digits that a number may have before it is refused, far fewer than PostgreSQL's 131072 before the point. */
const MAX_DIGITS = 20_000;

/** An exact decimal: `digits` divided by ten to the power of `scale`. */
export class Decimal {
  readonly digits: bigint;
  readonly scale: number;
  readonly isNaN: boolean;

  constructor(digits: bigint, scale: number, isNaN = false) {
    this.digits = digits;
    this.scale = scale;
    this.isNaN = isNaN;
  }

  static readonly zero = new Decimal(0n, 0);
  static readonly nan = new Decimal(0n, 0, true);

  /** Reads `-12.50e3`; undefined when it is no number. */
  static parse(text: string): Decimal | undefined {
    const trimmed = text.trim();
    if (/^[-+]?nan$/i.test(trimmed)) return Decimal.nan;
    const [, sign, whole = '', fraction = '', exponentText] = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(trimmed) ?? [];
    if (sign === undefined || whole + fraction === '') return undefined;
    const exponent = Number(exponentText ?? 0);
    if (whole.length + fraction.length > MAX_DIGITS || Math.abs(exponent) > MAX_DIGITS) throw overflow();
    const unsigned = BigInt(whole + fraction);
    const digits = sign === '-' ? -unsigned : unsigned;
    const scale = fraction.length - exponent;
    return scale >= 0 ? new Decimal(digits, scale) : new Decimal(digits * 10n ** BigInt(-scale), 0);
  }

  static of(value: bigint | number): Decimal {
    if (typeof value === 'bigint') return new Decimal(value, 0);
    if (Number.isNaN(value)) return Decimal.nan;
    if (!Number.isFinite(value)) throw new PgError(codes.numericOutOfRange, 'cannot convert infinity to numeric');
    return Decimal.parse(String(value)) ?? Decimal.zero;
  }

  toString(): string {
    if (this.isNaN) return 'NaN';
    const sign = this.digits < 0n ? '-' : '';
    const text = (this.digits < 0n ? -this.digits : this.digits).toString().padStart(this.scale + 1, '0');
    return this.scale === 0 ? sign + text : `${sign}${text.slice(0, -this.scale)}.${text.slice(-this.scale)}`;
  }

  toNumber(): number {
    return Number(this.toString());
  }

  compare(other: Decimal): number {
    if (this.isNaN || other.isNaN) return Number(this.isNaN) - Number(other.isNaN);
    const [a, b] = aligned(this, other);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  negate(): Decimal {
    return new Decimal(-this.digits, this.scale, this.isNaN);
  }

  add(other: Decimal): Decimal {
    if (this.isNaN || other.isNaN) return Decimal.nan;
    const [a, b, scale] = aligned(this, other);
    return new Decimal(a + b, scale);
  }

  subtract(other: Decimal): Decimal {
    return this.add(other.negate());
  }

  multiply(other: Decimal): Decimal {
    if (this.isNaN || other.isNaN) return Decimal.nan;
    return bounded(new Decimal(this.digits * other.digits, this.scale + other.scale));
  }

  /** With as many digits after the point as PostgreSQL chooses: at least 16 significant ones. */
  divide(other: Decimal, scale = quotientScale(this, other)): Decimal {
    if (this.isNaN || other.isNaN) return Decimal.nan;
    if (other.digits === 0n) throw divisionByZero();
    return new Decimal(divideRounded(this.digits * 10n ** BigInt(scale + other.scale), other.digits * 10n ** BigInt(this.scale)), scale);
  }

  remainder(other: Decimal): Decimal {
    if (this.isNaN || other.isNaN) return Decimal.nan;
    if (other.digits === 0n) throw divisionByZero();
    const [a, b, scale] = aligned(this, other);
    return new Decimal(a % b, scale);
  }

  /** Half goes away from zero; a negative scale rounds to tens, hundreds … */
  round(scale: number): Decimal {
    if (this.isNaN) return this;
    if (scale >= this.scale) return new Decimal(this.digits * 10n ** BigInt(scale - this.scale), scale);
    const rounded = divideRounded(this.digits, 10n ** BigInt(this.scale - scale));
    return scale >= 0 ? new Decimal(rounded, scale) : new Decimal(rounded * 10n ** BigInt(-scale), 0);
  }

  truncate(scale: number): Decimal {
    if (this.isNaN || scale >= this.scale) return this.round(Math.max(scale, this.scale)).withScale(scale);
    const cut = this.digits / 10n ** BigInt(this.scale - scale);
    return scale >= 0 ? new Decimal(cut, scale) : new Decimal(cut * 10n ** BigInt(-scale), 0);
  }

  floor(): Decimal {
    const cut = this.truncate(0);
    return cut.compare(this) > 0 ? cut.subtract(new Decimal(1n, 0)) : cut;
  }

  ceil(): Decimal {
    return this.negate().floor().negate();
  }

  /** Without zeros at the end of the fraction. */
  trimmed(): Decimal {
    let { digits, scale } = this;
    while (scale > 0 && digits % 10n === 0n) {
      digits /= 10n;
      scale--;
    }
    return new Decimal(digits, scale, this.isNaN);
  }

  /** As a whole number, rounded. */
  toBigInt(): bigint {
    return this.round(0).digits;
  }

  private withScale(scale: number): Decimal {
    return this.scale === scale || scale < 0 ? this : this.round(scale);
  }
}

export function divisionByZero(): PgError {
  return new PgError(codes.divisionByZero, 'division by zero');
}

function overflow(): PgError {
  return new PgError(codes.numericOutOfRange, 'value overflows numeric format');
}

function bounded(value: Decimal): Decimal {
  if (value.digits.toString().length > MAX_DIGITS) throw overflow();
  return value;
}

function aligned(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
}

function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const a = dividend < 0n ? -dividend : dividend;
  const b = divisor < 0n ? -divisor : divisor;
  const quotient = (a * 2n + b) / (b * 2n);
  return negative ? -quotient : quotient;
}

/** The digit group (base 10000) that a number begins with, and its weight, as numeric.c has them. */
function leading({ digits, scale }: Decimal): { readonly weight: number; readonly first: number } {
  const text = (digits < 0n ? -digits : digits).toString();
  if (text === '0') return { weight: 0, first: 0 };
  const exponent = text.length - scale - 1;
  const weight = Math.floor(exponent / 4);
  const first = Number(text.slice(0, exponent - weight * 4 + 1).padEnd(exponent - weight * 4 + 1, '0'));
  return { weight, first };
}

/** numeric.c, select_div_scale. */
function quotientScale(a: Decimal, b: Decimal): number {
  const left = leading(a);
  const right = leading(b);
  const weight = left.weight - right.weight - (left.first <= right.first ? 1 : 0);
  return Math.min(1000, Math.max(16 - weight * 4, a.scale, b.scale, 0));
}
