import { formatShell } from '../../bson/shell-text.js';
import { isDoc, isList, type Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { typeName } from '../../query/type-names.js';
import type { Operator } from '../expression.js';
import { of, one } from './build.js';

const MANY = Number.POSITIVE_INFINITY;

function arrayToObject(value: Value): Value {
  if (!isList(value)) throw new MongoError(40386, `$arrayToObject requires an array input, found: ${typeName(value)}`);
  const made: Doc = new Map();
  for (const item of value) {
    const [key, held] = isDoc(item) ? [item.get('k'), item.get('v')] : isList(item) ? item : [];
    if (typeof key !== 'string')
      throw new MongoError(
        40394,
        `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${typeName(key)}`,
      );
    made.set(key, held ?? null);
  }
  return made;
}

const getField: Operator = (argument, compiler) => {
  const field = isDoc(argument) && argument.has('field') ? argument.get('field') : argument;
  const input = isDoc(argument) && argument.has('input') ? compiler.compile(argument.get('input') ?? null) : undefined;
  const name = compiler.compile(field ?? null);
  return scope => {
    const key = name(scope);
    const source = input ? input(scope) : scope.root;
    if (typeof key !== 'string')
      throw new MongoError(5654602, `$getField requires 'field' to evaluate to type String, but got ${typeName(key)}`);
    return isDoc(source) ? source.get(key) : undefined;
  };
};

const setField: Operator = (argument, compiler) => {
  if (!isDoc(argument)) throw new MongoError(4161100, '$setField only supports an object as its argument');
  const [field, input, value] = ['field', 'input', 'value'].map(key => compiler.compile(argument.get(key) ?? null));
  return scope => {
    const source = input?.(scope);
    const key = field?.(scope);
    if (!isDoc(source)) return null;
    const made = new Map(source);
    const held = value?.(scope);
    if (typeof key === 'string') {
      if (held === undefined) made.delete(key);
      else made.set(key, held);
    }
    return made;
  };
};

export const objects: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  [
    '$mergeObjects',
    of('$mergeObjects', 0, MANY, values => {
      const [only] = values;
      const made: Doc = new Map();
      for (const value of values.length === 1 && isList(only) ? only : values) {
        if (value === undefined || value === null) continue;
        if (!isDoc(value))
          throw new MongoError(
            40400,
            `$mergeObjects requires object inputs, but input ${formatShell(value)} is of type ${typeName(value)}`,
          );
        for (const [name, item] of value) made.set(name, item);
      }
      return made;
    }),
  ],
  ['$arrayToObject', one('$arrayToObject', arrayToObject)],
  ['$getField', getField],
  ['$setField', setField],
  ['$unsetField', setField],
]);
