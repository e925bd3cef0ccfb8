import { PySet } from './dict.js';
import { PyBuiltin } from './functions.js';
import { numberOf } from './identity.js';
import { PyObject, type Key, type PyType, type Value } from './object.js';
import { PyBytes, PyFloat, PyInt, PyStr, PyTuple } from './values.js';

/**
 * What stands for a value in the map of a dict: equal values have the same. Undefined where only Python can tell (`__eq__` or
 * `__hash__` are written in it), or where the value cannot be a key at all.
 */
export function keyOf(value: Value): Key | undefined {
  switch (typeof value) {
    case 'string':
      return value.charCodeAt(0) === 0 ? `\0s${value}` : value;
    case 'boolean':
      return value ? 1 : 0;
    case 'object':
      return value === null ? null : objectKey(value);
    default:
      return value;
  }
}

function objectKey(value: PyObject): Key | undefined {
  if (!isNativelyHashed(value.type)) return undefined;
  if (value instanceof PyFloat) return floatKey(value);
  if (value instanceof PyTuple) return tupleKey(value.items);
  if (value instanceof PyStr || value instanceof PyInt) return keyOf(value.value);
  if (value instanceof PyBytes) return `\0b${String.fromCharCode(...value.bytes.subarray(0, 10_000))}${value.bytes.length}`;
  if (value instanceof PySet) return value.isFrozen ? setKey(value) : undefined;
  return value;
}

function floatKey({ value }: PyFloat): Key {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}

function tupleKey(items: readonly Value[]): Key | undefined {
  const words: string[] = [];
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) return undefined;
    words.push(wordOf(key));
  }
  return `\0t${words.join('')}`;
}

function setKey(set: PySet): Key | undefined {
  if (set.table.customs) return undefined;
  return `\0z${[...set.table.map.keys()].map(wordOf).sort().join('')}`;
}

function wordOf(key: Key): string {
  if (key === null) return 'N;';
  if (typeof key === 'string') return `s${key.length}:${key}`;
  return key instanceof PyObject ? `o${numberOf(key)};` : `n${key};`;
}

/** Whether equality and hash of a type are those of built-in types. */
export function isNativelyHashed(type: PyType): boolean {
  return !type.isHeap || (type.lookup('__hash__') instanceof PyBuiltin && type.lookup('__eq__') instanceof PyBuiltin)
    ? type.lookup('__hash__') instanceof PyBuiltin
    : false;
}
