/** A decimal number: `digits` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** A number that would need more room than a calculator takes here. */
export class TooManyDigits extends Error {
  override readonly name = 'TooManyDigits';

  constructor() {
    super(`drydock: numbers of more than ${String(MAX_DIGITS)} digits are not simulated`);
  }
}

const MAX_DIGITS = 40_000;

export const zero: Decimal = { digits: 0n, scale: 0 };
export const one: Decimal = { digits: 1n, scale: 0 };

const powers = new Map<number, bigint>();

/** Ten to a power that is not negative. */
export function tenTo(exponent: number): bigint {
  if (exponent > MAX_DIGITS) throw new TooManyDigits();
  const known = powers.get(exponent);
  if (known !== undefined) return known;
  const made = 10n ** BigInt(exponent);
  if (exponent <= 256) powers.set(exponent, made);
  return made;
}

export function ofNumber(value: number | bigint): Decimal {
  return { digits: BigInt(value), scale: 0 };
}

/** The number with another scale; what is beyond it is cut off. */
export function rescaled(a: Decimal, scale: number): Decimal {
  if (scale === a.scale) return a;
  return { digits: scale > a.scale ? a.digits * tenTo(scale - a.scale) : a.digits / tenTo(a.scale - scale), scale };
}

export function isZero(a: Decimal): boolean {
  return a.digits === 0n;
}

export function negated(a: Decimal): Decimal {
  return { digits: -a.digits, scale: a.scale };
}

/** Below, equal or above zero as `a` is to `b`. */
export function compared(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const left = rescaled(a, scale).digits;
  const right = rescaled(b, scale).digits;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function sum(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: rescaled(a, scale).digits + rescaled(b, scale).digits, scale };
}

export function difference(a: Decimal, b: Decimal): Decimal {
  return sum(a, negated(b));
}

/** POSIX: as many digits as both have together, but no more than `scale` or the longer of them has. */
export function product(a: Decimal, b: Decimal, scale: number): Decimal {
  const whole = { digits: a.digits * b.digits, scale: a.scale + b.scale };
  checked(whole.digits);
  return rescaled(whole, Math.min(a.scale + b.scale, Math.max(scale, a.scale, b.scale)));
}

/** The quotient cut off after `scale` digits; `b` is not zero. */
export function quotient(a: Decimal, b: Decimal, scale: number): Decimal {
  const shift = scale + b.scale - a.scale;
  const numerator = shift >= 0 ? a.digits * tenTo(shift) : a.digits;
  const denominator = shift >= 0 ? b.digits : b.digits * tenTo(-shift);
  return { digits: numerator / denominator, scale };
}

/** What is left of a division that was cut off after `scale` digits. */
export function remainder(a: Decimal, b: Decimal, scale: number): Decimal {
  const whole = quotient(a, b, scale);
  const most = Math.max(a.scale, b.scale + scale);
  return rescaled(difference(a, { digits: whole.digits * b.digits, scale: whole.scale + b.scale }), most);
}

/** A power with a whole exponent. */
export function power(base: Decimal, exponent: bigint, scale: number): Decimal {
  if (exponent === 0n) return one;
  const size = exponent < 0n ? -exponent : exponent;
  const length = base.digits.toString().length;
  if (base.digits !== 0n && size * BigInt(Math.max(1, length - 1)) > BigInt(MAX_DIGITS) && !isUnit(base)) throw new TooManyDigits();
  const raised: Decimal = {
    digits: base.digits ** (isUnit(base) ? (size % 2n === 0n ? 2n : 1n) : size),
    scale: base.scale * Number(isUnit(base) ? 1n : size),
  };
  if (exponent < 0n) return quotient(one, raised, scale);
  return rescaled(raised, Math.min(base.scale * Number(size), Math.max(scale, base.scale)));
}

function isUnit({ digits, scale }: Decimal): boolean {
  return scale === 0 && (digits === 1n || digits === -1n || digits === 0n);
}

/** The square root of a number that is not negative, cut off after `scale` digits. */
export function squareRoot(a: Decimal, scale: number): Decimal {
  return { digits: integerRoot(rescaled(a, 2 * scale).digits), scale };
}

function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** How many digits a number has, as `length()` counts them. */
export function lengthOf({ digits, scale }: Decimal): number {
  const text = (digits < 0n ? -digits : digits).toString();
  return digits === 0n ? Math.max(1, scale) : Math.max(text.length, scale);
}

function checked(digits: bigint): void {
  // Sixteen digits are 53 bits and a bit: enough to see that it is far too much.
  if (digits > LARGEST || digits < -LARGEST) throw new TooManyDigits();
}

const LARGEST = 10n ** BigInt(MAX_DIGITS);

/** Reads digits of a base; one that is too large for it counts as the largest there is, unless it stands alone. */
export function parseDecimal(text: string, base: number): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  if (base === 10 && !/[A-Z]/.test(text)) return { digits: BigInt(whole + fraction || '0'), scale: fraction.length };
  const isAlone = (whole + fraction).length === 1;
  const valueOf = (digit: string): bigint => {
    const value = digit >= 'A' ? digit.charCodeAt(0) - 55 : Number(digit);
    return BigInt(isAlone ? value : Math.min(value, base - 1));
  };
  let digits = 0n;
  for (const digit of whole) digits = digits * BigInt(base) + valueOf(digit);
  if (fraction === '') return { digits, scale: 0 };
  let part = 0n;
  for (const digit of fraction) part = part * BigInt(base) + valueOf(digit);
  const rest = quotient({ digits: part, scale: 0 }, { digits: BigInt(base) ** BigInt(fraction.length), scale: 0 }, fraction.length);
  return sum({ digits, scale: 0 }, rest);
}

/** A number in a base, without the minus sign's own blank; bases above 16 write each digit as a decimal number after a blank. */
export function formatDecimal(value: Decimal, base: number): string {
  if (value.digits === 0n) return '0';
  const sign = value.digits < 0n ? '-' : '';
  const size = value.digits < 0n ? -value.digits : value.digits;
  const unit = tenTo(value.scale);
  const whole = size / unit;
  const fraction = size % unit;
  if (base === 10) {
    const head = whole === 0n ? '' : whole.toString();
    return sign + head + (value.scale > 0 ? `.${fraction.toString().padStart(value.scale, '0')}` : '');
  }
  const digitOf = (digit: number): string =>
    base <= 16 ? '0123456789ABCDEF'.charAt(digit) : ` ${String(digit).padStart(String(base - 1).length, '0')}`;
  const head: string[] = [];
  for (let rest = whole; rest > 0n; rest /= BigInt(base)) head.push(digitOf(Number(rest % BigInt(base))));
  return sign + head.reverse().join('') + (value.scale > 0 ? `.${fractionDigits(fraction, value.scale, base, digitOf)}` : '');
}

/** As many digits as are needed to tell numbers of this scale from each other. */
function fractionDigits(fraction: bigint, scale: number, base: number, digitOf: (digit: number) => string): string {
  const unit = tenTo(scale);
  let text = '';
  let rest = fraction;
  for (let reached = 1n; reached.toString().length <= scale; reached *= BigInt(base)) {
    rest *= BigInt(base);
    // The first one needs no blank: the point is before it.
    text += text === '' ? digitOf(Number(rest / unit)).trimStart() : digitOf(Number(rest / unit));
    rest %= unit;
  }
  return text;
}

/** About how many digits a number has; those of short ones do not matter. */
export function digitsOf({ digits }: Decimal): number {
  return digits < LONG && digits > -LONG ? 0 : digits.toString(32).length * 1.5;
}

const LONG = 10n ** 100n;
