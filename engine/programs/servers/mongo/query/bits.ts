import { formatShell } from '../bson/shell-text.js';
import { numberOf } from '../bson/compare.js';
import { Binary, isList, Long, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';

/** `$bitsAllSet` and its kin. */
export function matchesBits(name: string, mask: Value, value: Value | undefined): boolean {
  const bits = bitsOf(value);
  if (bits === undefined) return false;
  const wanted = maskOf(name, mask);
  const common = bits & wanted;
  switch (name) {
    case '$bitsAllSet':
      return common === wanted;
    case '$bitsAnySet':
      return common !== 0n;
    case '$bitsAllClear':
      return common === 0n;
    default:
      return common !== wanted;
  }
}

const MAX_BIT = 8 * 1024;

function maskOf(name: string, mask: Value): bigint {
  if (!isList(mask)) {
    const bits = bitsOf(mask);
    if (bits === undefined || bits < 0n)
      throw new MongoError('BadValue', `${name} takes an Array, a number, or a BinData but received: ${formatShell(mask)}`);
    return bits;
  }
  return mask.reduce<bigint>((sum, item) => {
    const place = numberOf(item);
    if (place === undefined || !Number.isInteger(place) || place < 0 || place > MAX_BIT)
      throw new MongoError('BadValue', `bit positions must be an integer >= 0 but got: ${formatShell(item)}`);
    return sum | (1n << BigInt(place));
  }, 0n);
}

function bitsOf(value: Value | undefined): bigint | undefined {
  if (value instanceof Long) return value.value;
  if (value instanceof Binary) return [...value.bytes].reduce((sum, byte, index) => sum | (BigInt(byte) << BigInt(index * 8)), 0n);
  const number = numberOf(value);
  return number !== undefined && Number.isSafeInteger(number) ? BigInt(number) : undefined;
}
