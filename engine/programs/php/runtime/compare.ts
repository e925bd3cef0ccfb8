import { momentOfObject } from '../date/date-object.js';
import type { Moment } from '../date/moment.js';
import { PhpArray } from './array.js';
import { numericValue, scalarText, toBool, toFloat } from './convert.js';
import { PhpObject } from './object.js';
import { isInt, PhpFloat, type Value } from './value.js';
import type { Vm } from './vm.js';

const MAX_DEPTH = 200;

/** `===` */
export function identical(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a instanceof PhpFloat) return b instanceof PhpFloat && a.n === b.n;
  if (!(a instanceof PhpArray) || !(b instanceof PhpArray) || a.size !== b.size) return false;
  const others = b.entries();
  for (const [key, value] of a.entries()) {
    const other = others.next();
    if (other.done || other.value[0] !== key || !identical(value, other.value[1])) return false;
  }
  return true;
}

/** `==` */
export function looselyEqual(vm: Vm, a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (typeof a === 'string' && typeof b === 'string') return a === b || equalTexts(a, b);
  return compare(vm, a, b) === 0;
}

function equalTexts(a: string, b: string): boolean {
  const first = a.charCodeAt(0);
  const second = b.charCodeAt(0);
  if (first > 57 || second > 57) return false;
  const x = numericValue(a);
  const y = x === undefined ? undefined : numericValue(b);
  return x !== undefined && y !== undefined && compareNumbers(x, y) === 0;
}

function compareNumbers(a: number | bigint | PhpFloat, b: number | bigint | PhpFloat): number {
  const x = a instanceof PhpFloat ? a.n : a;
  const y = b instanceof PhpFloat ? b.n : b;
  // What cannot be compared is greater, as in zend_operators.
  return x < y ? -1 : x == y ? 0 : 1; // eslint-disable-line eqeqeq -- a number and a bigint
}

function order(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `<=>`: negative, 0 or positive; what is uncomparable is 1. */
export function compare(vm: Vm, a: Value, b: Value, depth = 0): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (a === null && b === null) return 0;
  if (typeof a === 'boolean' || typeof b === 'boolean' || ((a === null || b === null) && typeof (a ?? b) !== 'string'))
    return Number(toBool(a)) - Number(toBool(b));
  if (a === null) return typeof b === 'string' ? order('', b) : 0;
  if (b === null) return typeof a === 'string' ? order(a, '') : 0;
  if (a instanceof PhpObject || b instanceof PhpObject) return compareObjects(vm, a, b, depth);
  if (a instanceof PhpArray || b instanceof PhpArray) {
    if (a instanceof PhpArray && b instanceof PhpArray) return compareArrays(vm, a, b, depth);
    return a instanceof PhpArray ? 1 : -1;
  }
  if (typeof a === 'string') return isText(b) ? compareTexts(a, b) : compareTextNumber(a, b);
  if (typeof b === 'string') return -compareTextNumber(b, a);
  return compareNumbers(a, b);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function compareTextNumber(text: string, number: number | bigint | PhpFloat): number {
  const value = numericValue(text);
  if (value !== undefined) return compareNumbers(value, number);
  return order(text, scalarText(number));
}

export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const x = numericValue(a);
  const y = x === undefined ? undefined : numericValue(b);
  if (x !== undefined && y !== undefined) return compareNumbers(x, y);
  return order(a, b);
}

function compareArrays(vm: Vm, a: PhpArray, b: PhpArray, depth: number): number {
  if (a.size !== b.size) return a.size < b.size ? -1 : 1;
  if (depth > MAX_DEPTH) throw vm.errors.fatal('Nesting level too deep - recursive dependency?');
  for (const [key, value] of a.entries()) {
    const other = b.get(key);
    if (other === undefined) return 1;
    const found = compare(vm, value, other, depth + 1);
    if (found !== 0) return found;
  }
  return 0;
}

function compareMoments(a: Moment, b: Moment): number {
  return order(a.seconds, b.seconds) || order(a.micros, b.micros);
}

function compareObjects(vm: Vm, a: Value, b: Value, depth: number): number {
  if (a === b) return 0;
  if (a instanceof PhpObject && b instanceof PhpObject) {
    if (a.cls.isNamed('datetimeinterface') && b.cls.isNamed('datetimeinterface'))
      return compareMoments(momentOfObject(vm, a), momentOfObject(vm, b));
    if (a.cls !== b.cls || a.cls.type === 'enum' || a.cls.lower === 'closure') return 1;
    if (depth > MAX_DEPTH) throw vm.errors.fatal('Nesting level too deep - recursive dependency?');
    if (a.props.size !== b.props.size) return a.props.size < b.props.size ? -1 : 1;
    for (const name of a.props.keys()) {
      const other = b.get(name);
      if (other === undefined) return 1;
      const found = compare(vm, a.get(name) ?? null, other, depth + 1);
      if (found !== 0) return found;
    }
    return 0;
  }
  const object = a instanceof PhpObject ? a : b;
  const other = a instanceof PhpObject ? b : a;
  if (!(object instanceof PhpObject)) return 1;
  const sign = object === a ? 1 : -1;
  if (typeof other === 'string') {
    if (!object.cls.method('__tostring')) return sign;
    return sign * order(vm.objectText(object), other);
  }
  if (isInt(other) || other instanceof PhpFloat) {
    vm.errors.warning(`Object of class ${object.cls.name} could not be converted to ${isInt(other) ? 'int' : 'float'}`);
    return sign * order(1, toFloat(other));
  }
  return sign;
}
