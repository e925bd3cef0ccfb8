/** Whole exponents up to this are multiplied out; beyond, floats are zero, infinite or next to one. */
const MOST = 1100;
/** Veltkamp's constant, which cuts a float into two halves of its digits. */
const SPLIT = 2 ** 27 + 1;
/** From here on cutting in halves would overflow. */
const HUGE = 2 ** 990;

/** A float and what rounding took off it. */
type Double = readonly [high: number, low: number];

/**
 * `base` to the power of `exponent`, rounded as the pow() of C libraries rounds it. The `**` of JavaScript is off by a digit for
 * powers as common as 10 to the -4, which programs would print as 9.999999999999999e-05.
 */
export function power(base: number, exponent: number): number {
  const plain = base ** exponent;
  if (!Number.isInteger(exponent) || Math.abs(exponent) > MOST || !Number.isFinite(plain) || plain === 0) return plain;
  const whole = wholePower([base, 0], Math.abs(exponent));
  if (Math.abs(whole[0]) > HUGE || whole[0] === 0 || Number.isNaN(whole[0])) return plain;
  return exponent < 0 ? inverse(whole) : whole[0];
}

function wholePower(base: Double, exponent: number): Double {
  let result: Double = [1, 0];
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiply(result, square);
    if (left > 1) square = multiply(square, square);
  }
  return result;
}

function multiply([a, aLow]: Double, [b, bLow]: Double): Double {
  const product = a * b;
  const low = lostBy(a, b, product) + (a * bLow + aLow * b);
  const high = product + low;
  return [high, product - high + low];
}

function inverse([high, low]: Double): number {
  const first = 1 / high;
  const product = first * high;
  const left = 1 - product - lostBy(first, high, product) - first * low;
  return first + first * left;
}

/** What the product of two floats has beyond its digits (Dekker). */
function lostBy(a: number, b: number, product: number): number {
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

function halves(number: number): Double {
  const cut = number * SPLIT;
  const high = cut - (cut - number);
  return [high, number - high];
}
