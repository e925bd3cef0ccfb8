import { PhpArray, type Key } from './array.js';
import { formatFloat, leadingNumber, numericText } from './number-text.js';
import { PhpObject } from './object.js';
import { intOf, PhpFloat, wrapInt, type Value } from './value.js';

export function toBool(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'bigint':
      return value !== 0n;
    case 'string':
      return value !== '' && value !== '0';
    default:
      if (value === null) return false;
      if (value instanceof PhpFloat) return value.n !== 0;
      return value instanceof PhpArray ? value.size > 0 : true;
  }
}

export function intFromText(text: string): number | bigint {
  const number = leadingNumber(text);
  if (!number) return 0;
  if (number.kind === 'float') return intFromFloat(Number(number.text));
  const small = Number(number.text);
  if (Number.isSafeInteger(small)) return small === 0 ? 0 : small;
  const big = BigInt(number.text.replace('+', ''));
  return intOf(big) ?? (big > 0n ? 0x7fff_ffff_ffff_ffffn : -0x8000_0000_0000_0000n);
}

/** Out of range wraps around, as on a 64-bit machine; what is no number is 0. */
export function intFromFloat(n: number): number | bigint {
  if (!Number.isFinite(n)) return 0;
  const cut = Math.trunc(n);
  if (Number.isSafeInteger(cut)) return cut === 0 ? 0 : cut;
  return wrapInt(BigInt(cut));
}

export function toInt(value: Value): number | bigint {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    case 'string':
      return intFromText(value);
    default:
      if (value === null) return 0;
      if (value instanceof PhpFloat) return intFromFloat(value.n);
      return value instanceof PhpArray ? (value.size > 0 ? 1 : 0) : 1;
  }
}

/** An int as a number; huge ones lose digits, which is no matter for lengths and counts. */
export function toNumber(value: Value): number {
  return Number(toInt(value));
}

export function toFloat(value: Value): number {
  if (typeof value === 'number') return value;
  if (value instanceof PhpFloat) return value.n;
  if (typeof value === 'string') return Number(leadingNumber(value)?.text ?? 0);
  return Number(toInt(value));
}

/** The text of what is not an object; an array is `Array` (callers warn). */
export function scalarText(value: Exclude<Value, PhpObject>): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
      return String(value);
    case 'boolean':
      return value ? '1' : '';
    default:
      if (value === null) return '';
      return value instanceof PhpFloat ? formatFloat(value.n, 14) : 'Array';
  }
}

/** The number that an operator computes with: what a text or nothing stands for. */
export function toArithmetic(value: Value): number | bigint | PhpFloat {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof PhpFloat) return value;
  if (typeof value !== 'string') return toInt(value);
  const number = leadingNumber(value);
  if (!number) return 0;
  return numberOf(number.kind, number.text);
}

export function numberOf(kind: 'int' | 'float', text: string): number | bigint | PhpFloat {
  if (kind === 'float') return new PhpFloat(Number(text));
  const small = Number(text);
  if (Number.isSafeInteger(small)) return small === 0 ? 0 : small;
  return intOf(BigInt(text.replace('+', ''))) ?? new PhpFloat(small);
}

/** The int or float that a text is, if it is one. */
export function numericValue(text: string): number | bigint | PhpFloat | undefined {
  const number = numericText(text);
  return number && numberOf(number.kind, number.text);
}

/** The key that a value is in an array; undefined for what cannot be one. */
export function toKey(value: Value): Key | undefined {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return value;
    case 'string':
      return textKey(value);
    case 'boolean':
      return value ? 1 : 0;
    default:
      if (value === null) return '';
      return value instanceof PhpFloat ? intFromFloat(value.n) : undefined;
  }
}

export function textKey(text: string): Key {
  const first = text.charCodeAt(0);
  if (!((first >= 48 && first <= 57) || first === 45) || text.length > 20) return text;
  if (!/^(?:0|-?[1-9]\d*)$/.test(text)) return text;
  const small = Number(text);
  return Number.isSafeInteger(small) ? small : (intOf(BigInt(text)) ?? text);
}

/** As `gettype`-like words in messages: `int`, `string`, the class. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return 'int';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    default:
      if (value === null) return 'null';
      if (value instanceof PhpFloat) return 'float';
      return value instanceof PhpObject ? value.cls.name : 'array';
  }
}
