import { encodeUtf8 } from '../../../core/utf8.js';
import { PySet } from '../objects/dict.js';
import { typeError } from '../objects/exception.js';
import { settle, type Native } from '../objects/functions.js';
import { PyObject, type Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { intOf, normalInt, PyBytes, PyFloat, PyTuple, textOf } from '../objects/values.js';
import { callSpecial, special } from './attributes.js';
import type { Vm } from './vm.js';

const MODULUS = (1n << 61n) - 1n;

/** `hash(value)`. */
export function* hash(vm: Vm, value: Value): Native<number | bigint> {
  const method = special(value, '__hash__');
  if (method === undefined) throw typeError(`unhashable type: '${typeOf(value).name}'`);
  const answer = intOf(yield* settle(callSpecial(vm, method, value)));
  if (answer === undefined) throw typeError('__hash__ method should return an integer');
  return typeof answer === 'bigint' ? hashInt(normalInt(BigInt.asIntN(64, answer))) : answer;
}

export function hashInt(value: number | bigint): number | bigint {
  if (typeof value === 'number') return value === -1 ? -2 : value;
  const rest = normalInt(value % MODULUS);
  return rest === -1 ? -2 : rest;
}

export function hashFloat(value: number): number | bigint {
  if (Number.isInteger(value)) return hashInt(normalInt(BigInt(value)));
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 0 : value > 0 ? 314159 : -314159;
  let exponent = 0;
  let mantissa = Math.abs(value);
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent++;
  }
  const hashed = (BigInt(mantissa) * (1n << BigInt((61 - (exponent % 61)) % 61))) % MODULUS;
  const signed = normalInt(value < 0 ? -hashed : hashed);
  return signed === -1 ? -2 : signed;
}

/** Text and bytes are hashed with the process's secret, as CPython does. */
export function hashText(vm: Vm, text: string): number | bigint {
  if (text === '') return 0;
  let [high, low] = vm.hashSecret;
  for (const byte of encodeUtf8(text)) {
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high ^ (byte + (low >>> 15)), 0x85ebca6b);
  }
  low ^= high >>> 13;
  high = Math.imul(high ^ (low >>> 16), 0xc2b2ae35);
  return normalInt((BigInt(high | 0) << 32n) | BigInt(low >>> 0));
}

const P1 = 11400714785074694791n;
const P2 = 14029467366897019727n;
const P5 = 2870177450012600261n;

/** As CPython mixes the hashes of a tuple's items (xxHash). */
export function* hashItems(vm: Vm, items: readonly Value[]): Native<number | bigint> {
  let mixed = P5;
  for (const item of items) {
    const lane = BigInt.asUintN(64, BigInt(yield* hash(vm, item)));
    mixed = BigInt.asUintN(64, mixed + lane * P2);
    mixed = BigInt.asUintN(64, (mixed << 31n) | (mixed >> 33n));
    mixed = BigInt.asUintN(64, mixed * P1);
  }
  mixed = BigInt.asUintN(64, mixed + (BigInt(items.length) ^ (P5 ^ 3527539n)));
  const signed = BigInt.asIntN(64, mixed);
  return signed === -1n ? 1546275796 : normalInt(signed);
}

/** The hash of built-in values that need no Python; undefined for others. */
export function plainHash(vm: Vm, value: Value): number | bigint | undefined {
  const number = intOf(value);
  if (number !== undefined) return hashInt(number);
  const text = textOf(value);
  if (text !== undefined) return hashText(vm, text);
  if (value === null) return 0xfca86420;
  if (value instanceof PyFloat) return hashFloat(value.value);
  if (value instanceof PyBytes) return hashText(vm, String.fromCharCode(...value.bytes.subarray(0, 5000)));
  if (value instanceof PyTuple || value instanceof PySet) return undefined;
  return value instanceof PyObject ? identityHash(vm, value) : 0;
}

export function identityHash(vm: Vm, object: PyObject): number {
  return vm.addressOf(object) / 16;
}
