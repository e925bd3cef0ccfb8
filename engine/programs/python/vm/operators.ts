import { binaryOperators, comparisonOperators } from '../compile/operations.js';
import * as arithmetic from '../objects/arithmetic.js';
import { typeError, type Thrown } from '../objects/exception.js';
import { isNative, PyBuiltin, type Answer, type Native } from '../objects/functions.js';
import type { PyType, Value } from '../objects/object.js';
import { notImplemented, typeOf } from '../objects/types.js';
import { bytesOf, PyFloat, PyList, PyTuple, textOf } from '../objects/values.js';
import { callSpecial } from './attributes.js';
import { truth } from './protocol.js';
import type { Vm } from './vm.js';

interface Operator {
  readonly symbol: string;
  readonly method: string;
  readonly reflected: string;
  readonly inplace: string;
}

const methodNames = ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'matmul', 'lshift', 'rshift', 'and', 'or', 'xor'];
const operators: readonly Operator[] = methodNames.map((name, index) => ({
  symbol: binaryOperators[index] ?? '',
  method: `__${name}__`,
  reflected: `__r${name}__`,
  inplace: `__i${name}__`,
}));

const comparisons: readonly Operator[] = [
  ['lt', 'gt'],
  ['le', 'ge'],
  ['eq', 'eq'],
  ['ne', 'ne'],
  ['gt', 'lt'],
  ['ge', 'le'],
].map(([name = '', reflected = ''], index) => ({
  symbol: comparisonOperators[index] ?? '',
  method: `__${name}__`,
  reflected: `__${reflected}__`,
  inplace: '',
}));

/** `a + b` and so on; `index` is that of the operator in `binaryOperators`. */
export function binary(vm: Vm, index: number, a: Value, b: Value): Answer {
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = smallInts(index, a, b);
    if (quick !== undefined) return quick;
  } else if (a instanceof PyFloat && b instanceof PyFloat && index < 3) {
    return new PyFloat(index === 0 ? a.value + b.value : index === 1 ? a.value - b.value : a.value * b.value);
  } else if (index === 0 && typeof a === 'string' && typeof b === 'string') return vm.memory.text(a.length + b.length, () => a + b);
  const operator = operators[index] ?? operators[0];
  if (!operator) return notImplemented;
  return dispatch(vm, operator, a, b, () => unsupported(operator.symbol, a, b));
}

function smallInts(index: number, a: number, b: number): Value {
  switch (index) {
    case 0:
      return arithmetic.addInts(a, b);
    case 1:
      return arithmetic.subtractInts(a, b);
    case 2:
      return arithmetic.multiplyInts(a, b);
    case 3:
      return b === 0 ? undefined : new PyFloat(a / b);
    case 4:
      return arithmetic.floorDivideInts(a, b);
    case 5:
      return arithmetic.moduloInts(a, b);
    case 6:
      return arithmetic.powerInts(a, b);
    default:
      return undefined;
  }
}

/** `a += b`. */
export function inplace(vm: Vm, index: number, a: Value, b: Value): Answer {
  const operator = operators[index];
  const method = operator && typeof a === 'object' && a !== null ? a.type.lookup(operator.inplace) : undefined;
  if (!operator || method === undefined) return binaryOf(vm, index, a, b);
  const answer = callSpecial(vm, method, a, b);
  if (isNative(answer)) return inplaceSlow(vm, index, answer, a, b);
  return answer === notImplemented ? binaryOf(vm, index, a, b) : answer;
}

function* inplaceSlow(vm: Vm, index: number, work: Native, a: Value, b: Value): Native {
  const answer = yield* work;
  if (answer !== notImplemented) return answer;
  const plain = binaryOf(vm, index, a, b);
  return isNative(plain) ? yield* plain : plain;
}

/** Like `binary`; the message has `+=` where the operator is one with `=`. */
function binaryOf(vm: Vm, index: number, a: Value, b: Value): Answer {
  if ((typeof a !== 'object' || a === null) && (typeof b !== 'object' || b === null) && typeof a === typeof b) {
    if (typeof a === 'number' || (typeof a === 'string' && index === 0)) return binary(vm, index, a, b);
  }
  const operator = operators[index] ?? operators[0];
  if (!operator) return notImplemented;
  return dispatch(vm, operator, a, b, () => unsupported(operator.symbol, a, b, '='));
}

/** Asks the left operand, then the right one; a subclass on the right comes first. */
function dispatch(vm: Vm, operator: Operator, a: Value, b: Value, fail: () => Thrown): Answer {
  const typeA = typeOf(a);
  const typeB = typeOf(b);
  const left = typeA.lookup(operator.method);
  const right = typeA === typeB ? undefined : typeB.lookup(operator.reflected);
  const isRightFirst = right !== undefined && typeB !== typeA && typeB.isSubtypeOf(typeA) && right !== typeA.lookup(operator.reflected);
  const order: [Value, Value, Value][] = isRightFirst
    ? [
        [right, b, a],
        [left, a, b],
      ]
    : [
        [left, a, b],
        [right, b, a],
      ];
  return tryEach(vm, order, fail);
}

function tryEach(vm: Vm, order: readonly (readonly [Value, Value, Value])[], fail: () => Thrown): Answer {
  for (const [index, [method, self, other]] of order.entries()) {
    if (method === undefined || method === null) continue;
    const answer = callSpecial(vm, method, self, other);
    if (isNative(answer)) return tryRest(vm, answer, order.slice(index + 1), fail);
    if (answer !== notImplemented) return answer;
  }
  throw fail();
}

function* tryRest(vm: Vm, work: Native, rest: readonly (readonly [Value, Value, Value])[], fail: () => Thrown): Native {
  const answer = yield* work;
  if (answer !== notImplemented) return answer;
  const next = tryEach(vm, rest, fail);
  return isNative(next) ? yield* next : next;
}

function unsupported(symbol: string, a: Value, b: Value, suffix = ''): Thrown {
  const [left, right] = [typeOf(a).name, typeOf(b).name];
  if (symbol === '+') {
    if (textOf(a) !== undefined) return typeError(`can only concatenate str (not "${right}") to str`);
    if (a instanceof PyList) return typeError(`can only concatenate list (not "${right}") to list`);
    if (a instanceof PyTuple) return typeError(`can only concatenate tuple (not "${right}") to tuple`);
    if (bytesOf(a) !== undefined) return typeError(`can't concat ${right} to ${left}`);
  }
  if (symbol === '*') {
    const isSequence = (value: Value): boolean =>
      textOf(value) !== undefined || value instanceof PyList || value instanceof PyTuple || bytesOf(value) !== undefined;
    if (isSequence(a)) return typeError(`can't multiply sequence by non-int of type '${right}'`);
    if (isSequence(b)) return typeError(`can't multiply sequence by non-int of type '${left}'`);
  }
  if (symbol === '>>' && a instanceof PyBuiltin && a.name === 'print')
    return typeError(
      `unsupported operand type(s) for >>: '${left}' and '${right}'. Did you mean "print(<message>, file=<output_stream>)"?`,
    );
  const name = symbol === '**' && suffix === '' ? '** or pow()' : `${symbol}${suffix}`;
  return typeError(`unsupported operand type(s) for ${name}: '${left}' and '${right}'`);
}

/** `a < b` and so on; `index` is that of the operator in `comparisonOperators`. */
export function compare(vm: Vm, index: number, a: Value, b: Value): Answer {
  if ((typeof a === 'number' || typeof a === 'bigint') && (typeof b === 'number' || typeof b === 'bigint'))
    return compareNumbers(index, a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(index, a, b);
  const operator = comparisons[index];
  if (!operator) return notImplemented;
  return richCompare(vm, operator, index, a, b);
}

export function compareNumbers(index: number, a: number | bigint, b: number | bigint): boolean {
  switch (index) {
    case 0:
      return a < b;
    case 1:
      return a <= b;
    case 2:
      return a == b; // eslint-disable-line eqeqeq -- a number and a bigint are equal when they are the same number
    case 3:
      return a != b; // eslint-disable-line eqeqeq -- as above
    case 4:
      return a > b;
    default:
      return a >= b;
  }
}

function compareTexts(index: number, a: string, b: string): boolean {
  if (index === 2) return a === b;
  if (index === 3) return a !== b;
  return compareNumbers(index, orderTexts(a, b), 0);
}

/** By code points, which is not JavaScript's order beyond U+FFFF. */
export function orderTexts(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [isHighX, isHighY] = [x >= 0xd800 && x < 0xe000, y >= 0xd800 && y < 0xe000];
    if (isHighX !== isHighY) return isHighX ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

function richCompare(vm: Vm, operator: Operator, index: number, a: Value, b: Value): Answer {
  const typeA = typeOf(a);
  const typeB = typeOf(b);
  const left = typeA.lookup(operator.method);
  const right = typeB.lookup(operator.reflected);
  const order: [Value, Value, Value][] =
    typeA !== typeB && typeB.isSubtypeOf(typeA) && right !== left
      ? [
          [right, b, a],
          [left, a, b],
        ]
      : [
          [left, a, b],
          [right, b, a],
        ];
  return compareEach(vm, order, operator, index, [a, typeA, b, typeB]);
}

function compareEach(
  vm: Vm,
  order: readonly (readonly [Value, Value, Value])[],
  operator: Operator,
  index: number,
  operands: readonly [Value, PyType, Value, PyType],
): Answer {
  for (const [at, [method, self, other]] of order.entries()) {
    if (method === undefined || method === null) continue;
    const answer = callSpecial(vm, method, self, other);
    if (isNative(answer)) return compareRest(vm, answer, order.slice(at + 1), operator, index, operands);
    if (answer !== notImplemented) return answer;
  }
  const [a, typeA, b, typeB] = operands;
  if (index === 2) return a === b;
  if (index === 3) return a !== b;
  throw typeError(`'${operator.symbol}' not supported between instances of '${typeA.name}' and '${typeB.name}'`);
}

function* compareRest(
  vm: Vm,
  work: Native,
  rest: readonly (readonly [Value, Value, Value])[],
  operator: Operator,
  index: number,
  operands: readonly [Value, PyType, Value, PyType],
): Native {
  const answer = yield* work;
  if (answer !== notImplemented) return answer;
  const next = compareEach(vm, rest, operator, index, operands);
  return isNative(next) ? yield* next : next;
}

/** Whether two values are the same or equal, as containers ask. */
export function* equals(vm: Vm, a: Value, b: Value): Native<boolean> {
  if (a === b) return true;
  const answer = compare(vm, 2, a, b);
  return yield* truth(vm, isNative(answer) ? yield* answer : answer);
}

export function* lessThan(vm: Vm, a: Value, b: Value): Native<boolean> {
  const answer = compare(vm, 0, a, b);
  return yield* truth(vm, isNative(answer) ? yield* answer : answer);
}
