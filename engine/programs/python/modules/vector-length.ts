import { largestOf } from '../../../core/extremes.js';

/** Below this, squares of scaled numbers would need powers of two that no float holds. */
const TINY = 2 ** -900;
/** Veltkamp's constant, which cuts a float into two halves of its digits. */
const SPLIT = 2 ** 27 + 1;

/**
 * The Euclidean length of a vector of any number of dimensions, rounded as CPython does it since 3.10: numbers are scaled by a
 * power of two, squares and their sum keep what rounding takes off, and the root is corrected once by what it leaves.
 */
export function lengthOf(coordinates: readonly number[]): number {
  const sizes = coordinates.map(Math.abs);
  if (sizes.includes(Infinity)) return Infinity;
  if (sizes.some(Number.isNaN)) return NaN;
  const largest = largestOf(sizes, 0);
  if (largest === 0) return 0;
  if (largest < TINY) return lengthOf(sizes.map(size => size * 2 ** 200)) * 2 ** -200;
  const scale = 2 ** -Math.floor(Math.log2(largest));
  const sum = new CarefulSum();
  for (const size of sizes) sum.addSquare(size * scale, 1);
  const root = Math.sqrt(sum.value);
  sum.addSquare(root, -1);
  return (root + sum.value / (2 * root)) / scale;
}

/** A sum of squares with the digits that its float has no room for. */
class CarefulSum {
  // It begins at 1, so that whatever is added is the smaller of both.
  #sum = 1;
  #left = 0;
  #tails = 0;

  get value(): number {
    return this.#sum - 1 + (this.#left + this.#tails);
  }

  addSquare(number: number, sign: 1 | -1): void {
    const cut = number * SPLIT;
    const high = cut - (cut - number);
    const low = number - high;
    const square = number * number;
    const tail = high * high - square + 2 * high * low + low * low;
    const next = this.#sum + sign * square;
    this.#left += this.#sum - next + sign * square;
    this.#sum = next;
    this.#tails += sign * tail;
  }
}
