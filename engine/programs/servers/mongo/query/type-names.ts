import { Decimal } from '../bson/decimal.js';
import { Binary, BsonDate, Code, Int32, isDoc, isList, Long, ObjectId, Regex, Timestamp, type Value } from '../bson/values.js';

/** Numbers of the types by their names. */
export const typeNumbers: ReadonlyMap<string, number> = new Map([
  ['double', 1],
  ['string', 2],
  ['object', 3],
  ['array', 4],
  ['binData', 5],
  ['undefined', 6],
  ['objectId', 7],
  ['bool', 8],
  ['date', 9],
  ['null', 10],
  ['regex', 11],
  ['dbPointer', 12],
  ['javascript', 13],
  ['symbol', 14],
  ['javascriptWithScope', 15],
  ['int', 16],
  ['timestamp', 17],
  ['long', 18],
  ['decimal', 19],
  ['minKey', -1],
  ['maxKey', 127],
]);

/** The name of a value's type, 'missing' when there is none. */
export function typeName(value: Value | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'number') return 'double';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (isDoc(value)) return 'object';
  if (isList(value)) return 'array';
  if (value instanceof Int32) return 'int';
  if (value instanceof Long) return 'long';
  if (value instanceof Decimal) return 'decimal';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof BsonDate) return 'date';
  if (value instanceof Binary) return 'binData';
  if (value instanceof Regex) return 'regex';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript';
  return value.kind === 'min' ? 'minKey' : 'maxKey';
}

const numberTypes = new Set(['double', 'int', 'long', 'decimal']);

/** Whether the value has the type, 'number' being any number. */
export function hasType(value: Value | undefined, name: string): boolean {
  const own = typeName(value);
  return own === name || (name === 'number' && numberTypes.has(own));
}
