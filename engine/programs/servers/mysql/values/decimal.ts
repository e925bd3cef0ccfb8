/** An exact number: `unscaled` divided by ten to the power of `scale`. */
export class Decimal {
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** Reads `-12.50`; undefined when the text is no plain number. */
  static parse(text: string): Decimal | undefined {
    const parts = /^\s*([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,4}))?\s*$/.exec(text);
    if (!parts || ((parts[2] ?? '') === '' && (parts[3] ?? '') === '')) return undefined;
    const digits = `${parts[2] ?? ''}${parts[3] ?? ''}`;
    const scale = (parts[3] ?? '').length - Number(parts[4] ?? 0);
    if (Math.abs(scale) > 400 || digits.length > 1000) return undefined;
    const unscaled = BigInt(digits === '' ? '0' : digits) * (parts[1] === '-' ? -1n : 1n);
    return scale >= 0 ? new Decimal(unscaled, scale) : new Decimal(unscaled * power(-scale), 0);
  }

  static ofNumber(value: number): Decimal {
    return Decimal.parse(String(value)) ?? new Decimal(0n, 0);
  }

  /** Half away from zero, as the server rounds exact numbers. */
  rescale(scale: number): Decimal {
    if (scale === this.scale) return this;
    if (scale > this.scale) return new Decimal(this.unscaled * power(scale - this.scale), scale);
    const divisor = power(this.scale - scale);
    return new Decimal(divideHalfUp(this.unscaled, divisor), scale);
  }

  truncate(scale: number): Decimal {
    return scale >= this.scale ? this.rescale(scale) : new Decimal(this.unscaled / power(this.scale - scale), scale);
  }

  add(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.rescale(scale).unscaled + other.rescale(scale).unscaled, scale);
  }

  negate(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  multiply(other: Decimal): Decimal {
    return new Decimal(this.unscaled * other.unscaled, this.scale + other.scale).limited();
  }

  /** The quotient with four more digits than the dividend has. */
  divide(other: Decimal): Decimal {
    const scale = Math.min(MAX_SCALE, this.scale + 4);
    const numerator = this.unscaled * power(scale + other.scale);
    return new Decimal(divideHalfUp(numerator, other.unscaled * power(this.scale)), scale);
  }

  remainder(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.rescale(scale).unscaled % other.rescale(scale).unscaled, scale);
  }

  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const [a, b] = [this.rescale(scale).unscaled, other.rescale(scale).unscaled];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  toNumber(): number {
    return Number(this.toString());
  }

  /** The nearest whole number. */
  toInteger(): bigint {
    return this.rescale(0).unscaled;
  }

  toString(): string {
    const negative = this.unscaled < 0n;
    const digits = String(negative ? -this.unscaled : this.unscaled).padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    return `${negative ? '-' : ''}${whole}${this.scale === 0 ? '' : `.${digits.slice(-this.scale)}`}`;
  }

  private limited(): Decimal {
    return this.scale > MAX_SCALE ? this.rescale(MAX_SCALE) : this;
  }
}

export const MAX_SCALE = 30;

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

function divideHalfUp(numerator: bigint, divisor: bigint): bigint {
  const negative = numerator < 0n !== divisor < 0n;
  const [n, d] = [numerator < 0n ? -numerator : numerator, divisor < 0n ? -divisor : divisor];
  const rounded = (n * 2n + d) / (d * 2n);
  return negative ? -rounded : rounded;
}
