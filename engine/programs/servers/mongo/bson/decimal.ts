const DIGITS = 34;
const MAX_EXPONENT = 6111;
const MIN_EXPONENT = -6176;
const BIAS = 6176;

type Special = 'NaN' | 'Infinity' | '-Infinity';

/** Decimal128: coefficient × 10^exponent, at most 34 digits. */
export class Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
  readonly special: Special | undefined;

  private constructor(coefficient: bigint, exponent: number, special?: Special) {
    this.coefficient = coefficient;
    this.exponent = exponent;
    this.special = special;
  }

  static get NaN(): Decimal {
    return new Decimal(0n, 0, 'NaN');
  }

  static of(coefficient: bigint, exponent: number): Decimal {
    let digits = (coefficient < 0n ? -coefficient : coefficient).toString().length;
    let value = coefficient;
    let power = exponent;
    for (; digits > DIGITS || power < MIN_EXPONENT; digits--, power++) value = tenth(value);
    for (; power > MAX_EXPONENT && digits < DIGITS; digits++, power--) value *= 10n;
    if (power > MAX_EXPONENT) return new Decimal(0n, 0, value < 0n ? '-Infinity' : 'Infinity');
    return new Decimal(value, power);
  }

  /** Undefined when the text is no number. */
  static parse(text: string): Decimal | undefined {
    const special = /^([+-]?)(inf(?:inity)?|nan)$/i.exec(text);
    if (special) {
      const isNaN = special[2]?.toLowerCase() === 'nan';
      return new Decimal(0n, 0, isNaN ? 'NaN' : special[1] === '-' ? '-Infinity' : 'Infinity');
    }
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/.exec(text);
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
    if (!match || whole + fraction === '' || whole.length + fraction.length > 10_000) return undefined;
    const value = BigInt(whole + fraction);
    return Decimal.of(sign === '-' ? -value : value, Number(exponent) - fraction.length);
  }

  /** Of a double: fifteen digits, as the server converts. */
  static fromNumber(value: number): Decimal {
    if (Number.isNaN(value)) return Decimal.NaN;
    if (!Number.isFinite(value)) return new Decimal(0n, 0, value < 0 ? '-Infinity' : 'Infinity');
    return Decimal.parse(value.toPrecision(15)) ?? Decimal.NaN;
  }

  static fromBytes(bytes: Uint8Array): Decimal {
    const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
    const low = view.getBigUint64(0, true);
    const high = view.getBigUint64(8, true);
    const isNegative = high >> 63n === 1n;
    const top = (high >> 58n) & 31n;
    if (top === 31n) return Decimal.NaN;
    if (top === 30n) return new Decimal(0n, 0, isNegative ? '-Infinity' : 'Infinity');
    if (top >> 3n === 3n) return new Decimal(0n, Number((high >> 47n) & 0x3fffn) - BIAS);
    const coefficient = ((high & ((1n << 49n) - 1n)) << 64n) | low;
    return new Decimal(isNegative ? -coefficient : coefficient, Number((high >> 49n) & 0x3fffn) - BIAS);
  }

  toBytes(): Uint8Array {
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    if (this.special) {
      view.setUint8(15, this.special === 'NaN' ? 0x7c : this.special === 'Infinity' ? 0x78 : 0xf8);
      return bytes;
    }
    const size = this.coefficient < 0n ? -this.coefficient : this.coefficient;
    view.setBigUint64(0, BigInt.asUintN(64, size), true);
    const sign = this.coefficient < 0n ? 1n << 63n : 0n;
    view.setBigUint64(8, sign | (BigInt(this.exponent + BIAS) << 49n) | (size >> 64n), true);
    return bytes;
  }

  toString(): string {
    if (this.special) return this.special;
    const sign = this.coefficient < 0n ? '-' : '';
    const digits = (this.coefficient < 0n ? -this.coefficient : this.coefficient).toString();
    const scientific = digits.length - 1 + this.exponent;
    if (this.exponent > 0 || scientific < -6) {
      const rest = digits.slice(1);
      return `${sign}${digits.slice(0, 1)}${rest === '' ? '' : `.${rest}`}E${scientific < 0 ? '' : '+'}${String(scientific)}`;
    }
    if (this.exponent === 0) return sign + digits;
    const padded = digits.padStart(1 - this.exponent, '0');
    return `${sign}${padded.slice(0, this.exponent)}.${padded.slice(this.exponent)}`;
  }

  toNumber(): number {
    return Number(this.special ?? this.toString());
  }

  add(other: Decimal): Decimal {
    if (this.special ?? other.special) return Decimal.fromNumber(this.toNumber() + other.toNumber());
    const [a, b, exponent] = aligned(this, other);
    return Decimal.of(a + b, exponent);
  }

  negate(): Decimal {
    return this.special ? Decimal.fromNumber(-this.toNumber()) : new Decimal(-this.coefficient, this.exponent);
  }

  multiply(other: Decimal): Decimal {
    if (this.special ?? other.special) return Decimal.fromNumber(this.toNumber() * other.toNumber());
    return Decimal.of(this.coefficient * other.coefficient, this.exponent + other.exponent);
  }

  divide(other: Decimal): Decimal {
    if (this.special ?? other.special ?? (other.coefficient === 0n ? 'zero' : undefined))
      return Decimal.fromNumber(this.toNumber() / other.toNumber());
    const scaled = (this.coefficient * 10n ** BigInt(DIGITS + 4)) / other.coefficient;
    return Decimal.of(scaled, this.exponent - other.exponent - DIGITS - 4).#reduced();
  }

  compare(other: Decimal): number {
    if (this.special ?? other.special) return compareNumbers(this.toNumber(), other.toNumber());
    // Far apart, their sizes tell; aligning them would make a number of thousands of digits.
    const size = magnitude(this) - magnitude(other);
    if (this.coefficient > 0n && other.coefficient > 0n && Math.abs(size) > 1) return size;
    const [a, b] = aligned(this, other);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  #reduced(): Decimal {
    let { coefficient, exponent } = this;
    while (coefficient !== 0n && coefficient % 10n === 0n && exponent < 0) {
      coefficient /= 10n;
      exponent++;
    }
    return new Decimal(coefficient, exponent);
  }
}

/** Order of doubles; NaN comes first. */
export function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function magnitude(value: Decimal): number {
  return value.coefficient.toString().length + value.exponent;
}

function aligned(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [a.coefficient * 10n ** BigInt(a.exponent - exponent), b.coefficient * 10n ** BigInt(b.exponent - exponent), exponent];
}

/** A tenth, rounded half to even. */
function tenth(value: bigint): bigint {
  const quotient = value / 10n;
  const rest = value % 10n;
  const size = rest < 0n ? -rest : rest;
  if (size > 5n || (size === 5n && quotient % 2n !== 0n)) return quotient + (value < 0n ? -1n : 1n);
  return quotient;
}
