import { FunctionError } from './function-error.js';
import { printValue } from './print.js';
import { GoFloat, JsonNumber, NilPointer, compareText, isList, typeName, type Value } from './value.js';

type BasicKind = 'bool' | 'int' | 'float' | 'string' | 'other';

function basicKind(value: Value): BasicKind {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string' || value instanceof JsonNumber) return 'string';
  if (value instanceof GoFloat) return 'float';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return 'other';
}

/** Go's `eq` of two values; kinds do not mix. */
export function equalValues(a: Value, b: Value): boolean {
  const kind = basicKind(a);
  if (kind !== basicKind(b)) {
    // Nothing is not equal to something; a nil pointer is something.
    if (a === undefined || a === null || b === undefined || b === null) return false;
    throw new FunctionError('incompatible types for comparison');
  }
  if (kind !== 'other') return plain(a) === plain(b);
  if (isNil(a) || isNil(b)) return isNil(a) && isNil(b);
  if (isList(a) || typeof a === 'object') {
    throw new FunctionError(`non-comparable type ${printValue(a)}: ${typeName(a)}`);
  }
  return a === b;
}

/** Go's ordering: negative, zero or positive. */
export function compareValues(a: Value, b: Value): number {
  const kind = basicKind(a);
  if (kind === 'other' || basicKind(b) === 'other') throw new FunctionError('invalid type for comparison');
  if (kind !== basicKind(b)) throw new FunctionError('incompatible types for comparison');
  if (kind === 'bool') throw new FunctionError('invalid type for comparison');
  const left = plain(a);
  const right = plain(b);
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return Number(left) - Number(right);
}

function plain(value: Value): Value {
  if (value instanceof JsonNumber) return value.text;
  return value instanceof GoFloat ? value.value : value;
}

function isNil(value: Value): boolean {
  return value === undefined || value === null || value instanceof NilPointer;
}
