import { power as floatPower } from '../../../../../core/power.js';
import { isNumeric, toDecimal, toNumber, type Numeric } from '../../bson/compare.js';
import { Decimal } from '../../bson/decimal.js';
import { BsonDate, Int32, isList, Long, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { typeName } from '../../query/type-names.js';
import { average, combine, deviation, inTypeOf, sum } from '../arithmetic.js';
import type { Operator } from '../expression.js';
import { of, one, strict } from './build.js';

const MANY = Number.POSITIVE_INFINITY;

function numeric(name: string, value: Value, code: number): Numeric {
  if (isNumeric(value)) return value;
  throw new MongoError(code, `${name} only supports numeric types, not ${typeName(value)}`);
}

function add(values: readonly Value[]): Value {
  const strange = values.find(value => !isNumeric(value) && !(value instanceof BsonDate));
  if (strange !== undefined) throw new MongoError('TypeMismatch', `$add only supports numeric or date types, not ${typeName(strange)}`);
  const total = sum(values);
  const dates = values.filter(value => value instanceof BsonDate);
  if (dates.length > 1) throw new MongoError('TypeMismatch', 'only one date allowed in an $add expression');
  return dates[0] ? new BsonDate(dates[0].ms + Math.round(toNumber(total))) : total;
}

function subtract([a = null, b = null]: readonly Value[]): Value {
  if (isNumeric(a) && isNumeric(b)) return combine(a, b, '-');
  if (a instanceof BsonDate && b instanceof BsonDate) return new Long(BigInt(a.ms - b.ms));
  if (a instanceof BsonDate && isNumeric(b)) return new BsonDate(a.ms - Math.round(toNumber(b)));
  throw new MongoError('TypeMismatch', `can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

function divide([a = null, b = null]: readonly Value[]): Value {
  if (!isNumeric(a) || !isNumeric(b))
    throw new MongoError('TypeMismatch', `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (toNumber(b) === 0) throw new MongoError('BadValue', "can't $divide by zero");
  return a instanceof Decimal || b instanceof Decimal ? toDecimal(a).divide(toDecimal(b)) : toNumber(a) / toNumber(b);
}

function modulo([a = null, b = null]: readonly Value[]): Value {
  if (!isNumeric(a) || !isNumeric(b))
    throw new MongoError(16611, `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (toNumber(b) === 0) throw new MongoError(16610, "can't $mod by zero");
  const wider = combine(a, b, '+');
  return inTypeOf(wider, toNumber(a) % toNumber(b));
}

/** A function of one double. */
function real(name: string, apply: (value: number) => number, isOutside?: (value: number) => boolean): Operator {
  return one(name, value => {
    const number = toNumber(numeric(name, value, 28765));
    if (isOutside?.(number)) throw new MongoError(28714, `${name}'s argument must be in its domain`);
    return apply(number);
  });
}

/** A function that keeps the type. */
function keeping(name: string, apply: (value: number) => number): Operator {
  return one(name, value => {
    const number = numeric(name, value, 28765);
    return number instanceof Int32 || number instanceof Long
      ? name === '$abs'
        ? inTypeOf(number, apply(toNumber(number)))
        : number
      : inTypeOf(number, apply(toNumber(number)));
  });
}

function rounding(name: string, apply: (value: number) => number): Operator {
  return strict(name, 1, 2, ([value = null, places = new Int32(0)]) => {
    const number = numeric(name, value, 51081);
    const digits = isNumeric(places) ? toNumber(places) : 0;
    if (!Number.isInteger(digits) || digits < -20 || digits > 100)
      throw new MongoError(51083, `cannot apply ${name} with precision value ${String(digits)} value must be in [-20, 100]`);
    return inTypeOf(number, shifted(apply, toNumber(number), digits));
  });
}

/** Applies a function to a number whose point is moved in text, so that 2.675 stays 2.675. */
function shifted(apply: (value: number) => number, value: number, digits: number): number {
  if (!Number.isFinite(value)) return value;
  const moved = (number: number, by: number): number => {
    const [mantissa = '0', exponent = '0'] = String(number).split('e');
    return Number(`${mantissa}e${String(Number(exponent) + by)}`);
  };
  return moved(apply(moved(value, digits)), -digits);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function power([base = null, exponent = null]: readonly Value[]): Value {
  const [a, b] = [numeric('$pow', base, 28762), numeric('$pow', exponent, 28763)];
  const result = floatPower(toNumber(a), toNumber(b));
  return Number.isInteger(result) ? inTypeOf(combine(a, b, '+'), result) : result;
}

/** The values of `$sum` and its kin: arguments, or the array that the only one is. */
function list(name: string, apply: (values: readonly (Value | undefined)[]) => Value): Operator {
  return of(name, 0, MANY, values => {
    const [only] = values;
    return apply(values.length === 1 && isList(only) ? only : values);
  });
}

export const arithmetic: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$add', strict('$add', 0, MANY, add)],
  ['$subtract', strict('$subtract', 2, 2, subtract)],
  [
    '$multiply',
    strict('$multiply', 0, MANY, values =>
      values.reduce<Numeric>((total, value) => combine(total, multiplicand(value), '*'), new Int32(1)),
    ),
  ],
  ['$divide', strict('$divide', 2, 2, divide)],
  ['$mod', strict('$mod', 2, 2, modulo)],
  ['$abs', keeping('$abs', Math.abs)],
  ['$ceil', keeping('$ceil', Math.ceil)],
  ['$floor', keeping('$floor', Math.floor)],
  ['$trunc', rounding('$trunc', Math.trunc)],
  ['$round', rounding('$round', roundHalfEven)],
  ['$sqrt', real('$sqrt', Math.sqrt, value => value < 0)],
  ['$exp', real('$exp', Math.exp)],
  ['$ln', real('$ln', Math.log, value => value <= 0)],
  ['$log10', real('$log10', Math.log10, value => value <= 0)],
  [
    '$log',
    strict(
      '$log',
      2,
      2,
      ([value = null, base = null]) => Math.log(toNumber(numeric('$log', value, 28756))) / Math.log(toNumber(numeric('$log', base, 28757))),
    ),
  ],
  ['$pow', strict('$pow', 2, 2, power)],
  ...(['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh'] as const).map(
    (name): [string, Operator] => [`$${name}`, real(`$${name}`, value => Math[name](value))],
  ),
  [
    '$atan2',
    strict('$atan2', 2, 2, ([y = null, x = null]) =>
      Math.atan2(toNumber(numeric('$atan2', y, 51044)), toNumber(numeric('$atan2', x, 51045))),
    ),
  ],
  ['$degreesToRadians', real('$degreesToRadians', value => (value * Math.PI) / 180)],
  ['$radiansToDegrees', real('$radiansToDegrees', value => (value * 180) / Math.PI)],
  ['$sum', list('$sum', sum)],
  ['$avg', list('$avg', average)],
  ['$stdDevPop', list('$stdDevPop', values => deviation(values, false))],
  ['$stdDevSamp', list('$stdDevSamp', values => deviation(values, true))],
  [
    '$rand',
    (_, { context }) =>
      () =>
        context.random.uint32() / 0x1_0000_0000,
  ],
]);

function multiplicand(value: Value): Numeric {
  if (isNumeric(value)) return value;
  throw new MongoError('TypeMismatch', `$multiply only supports numeric types, not ${typeName(value)}`);
}
