import type { PhpArray } from './array.js';
import type { PhpObject } from './object.js';

/** A floating point number. Whole numbers are JavaScript's own, or bigints where those are not exact. */
export class PhpFloat {
  readonly n: number;

  constructor(n: number) {
    this.n = n;
  }
}

/**
 * A value of PHP: text has one character a byte (0 to 255); an int is a number when it is a safe one, and a bigint of up to 64 bits otherwise.
 */
export type Value = null | boolean | number | bigint | PhpFloat | string | PhpArray | PhpObject;

/** What several names may share. */
export class Ref {
  value: Value;
  /** How many names and elements it has, as far as that is known: at one it is a plain value again when its array is copied. */
  names = 1;

  constructor(value: Value) {
    this.value = value;
  }
}

export type Slot = Value | Ref;

export function read(slot: Slot): Value {
  return slot instanceof Ref ? slot.value : slot;
}

const MAX_INT = 0x7fff_ffff_ffff_ffffn;
const MIN_INT = -0x8000_0000_0000_0000n;

/** The int of that value; undefined where it has more than 64 bits. */
export function intOf(big: bigint): number | bigint | undefined {
  if (big > MAX_INT || big < MIN_INT) return undefined;
  const small = Number(big);
  return Number.isSafeInteger(small) ? small : big;
}

/** As the processor does it: what does not fit is cut off. */
export function wrapInt(big: bigint): number | bigint {
  const wrapped = BigInt.asIntN(64, big);
  const small = Number(wrapped);
  return Number.isSafeInteger(small) ? small : wrapped;
}

export function isInt(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** What was allocated since somebody last looked; programs run one after another, so one count is enough. */
export const allocation = { bytes: 0 };

/** Stands in a reference that has a name but no value yet: a variable that nobody has set. Never seen by programs. */
export const UNSET: Value = new PhpFloat(Number.NaN);
