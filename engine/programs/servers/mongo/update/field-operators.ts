import { combine } from '../aggregate/arithmetic.js';
import { compareValues, isEqual, isNumeric } from '../bson/compare.js';
import { formatShell } from '../bson/shell-text.js';
import { BsonDate, Int32, isDoc, Long, Timestamp, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { typeName } from '../query/type-names.js';
import type { Place } from './array-operators.js';
import { cloneValue, type Target } from './target.js';

export type FieldOperator = (target: Target, argument: Value, place: Place & { readonly nowMs: number }) => void;

function calculating(name: '$inc' | '$mul'): FieldOperator {
  const verb = name === '$inc' ? 'increment' : 'multiply';
  return (target, argument, { path, document }) => {
    const field = path.split('.').at(-1) ?? '';
    if (!isNumeric(argument))
      throw new MongoError('TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ${formatShell(argument)}}`);
    const { value } = target;
    if (value === undefined) {
      target.set(name === '$inc' ? argument : combine(argument, new Int32(0), '*'));
      return;
    }
    if (!isNumeric(value))
      throw new MongoError(
        'TypeMismatch',
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${formatShell(document.get('_id') ?? null)}} has the field '${field}' of non-numeric type ${typeName(value)}`,
      );
    const result = combine(value, argument, name === '$inc' ? '+' : '*');
    if (typeof result === 'number' && typeof value !== 'number' && typeof argument !== 'number')
      throw new MongoError(
        'BadValue',
        `Failed to apply ${name} operations to current value (${typeName(value)}) ${formatShell(value)} for document {_id: ${formatShell(document.get('_id') ?? null)}}`,
      );
    target.set(result);
  };
}

function extreme(sign: number): FieldOperator {
  return (target, argument) => {
    if (target.value === undefined || compareValues(argument, target.value) * sign > 0) target.set(argument);
  };
}

const currentDate: FieldOperator = (target, argument, { nowMs }) => {
  const type = isDoc(argument) ? argument.get('$type') : argument;
  if (type === 'timestamp') target.set(new Timestamp(Math.floor(nowMs / 1000), 1));
  else if (type === true || type === 'date' || type === false) target.set(new BsonDate(nowMs));
  else
    throw new MongoError(
      'BadValue',
      `${typeName(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
};

const bit: FieldOperator = (target, argument) => {
  if (!isDoc(argument))
    throw new MongoError(
      'BadValue',
      `The $bit modifier is not compatible with a ${typeName(argument)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  let value = whole(target.value ?? new Int32(0));
  for (const [name, operand] of argument) {
    const mask = whole(operand);
    if (name === 'and') value &= mask;
    else if (name === 'or') value |= mask;
    else if (name === 'xor') value ^= mask;
    else
      throw new MongoError(
        'BadValue',
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${formatShell(operand)}}`,
      );
  }
  target.set(target.value instanceof Long ? new Long(value) : new Int32(Number(BigInt.asIntN(32, value))));
};

function whole(value: Value): bigint {
  if (value instanceof Int32 || value instanceof Long) return BigInt(value.value);
  throw new MongoError(
    'BadValue',
    `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(value)}' is not supported here: {${formatShell(value)}}`,
  );
}

export const fieldOperators: ReadonlyMap<string, FieldOperator> = new Map<string, FieldOperator>([
  [
    '$set',
    (target, argument) => {
      if (target.value === undefined || !isEqual(target.value, argument) || typeName(target.value) !== typeName(argument))
        target.set(cloneValue(argument));
    },
  ],
  [
    '$unset',
    target => {
      target.remove();
    },
  ],
  ['$inc', calculating('$inc')],
  ['$mul', calculating('$mul')],
  ['$min', extreme(-1)],
  ['$max', extreme(1)],
  ['$currentDate', currentDate],
  ['$bit', bit],
]);
