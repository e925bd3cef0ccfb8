import type { PyDict } from '../objects/dict.js';
import { type Answer, type Native } from '../objects/functions.js';
import { keyOf } from '../objects/keys.js';
import { PyObject, type Key, type Value } from '../objects/object.js';
import { hash } from './hash.js';
import { equals } from './operators.js';
import type { Vm } from './vm.js';

/**
 * The key under which a dict has a value that only Python can compare; the value itself where there is none equal, entered into
 * the table when `enters`.
 */
export function* locate(vm: Vm, table: PyDict, value: Value, enters: boolean): Native<Key> {
  const hashed = String(yield* hash(vm, value));
  for (const candidate of table.customs?.get(hashed) ?? []) if (yield* equals(vm, candidate, value)) return candidate;
  if (!(value instanceof PyObject)) return null;
  if (enters) {
    table.customs ??= new Map<string, PyObject[]>();
    table.customs.set(hashed, [...(table.customs.get(hashed) ?? []), value]);
  }
  return value;
}

/** `dict.get`: undefined where there is no such key. */
export function lookUp(vm: Vm, table: PyDict, key: Value): Answer {
  const plain = keyOf(key);
  return plain === undefined ? lookUpSlowly(vm, table, key) : table.map.get(plain);
}

function* lookUpSlowly(vm: Vm, table: PyDict, key: Value): Native {
  return table.map.get(yield* locate(vm, table, key, false));
}

export function enter(vm: Vm, table: PyDict, key: Value, value: Value): Answer {
  const plain = keyOf(key);
  if (plain === undefined) return enterSlowly(vm, table, key, value);
  table.set(plain, key, value);
  return null;
}

function* enterSlowly(vm: Vm, table: PyDict, key: Value, value: Value): Native {
  table.set(yield* locate(vm, table, key, true), key, value);
  return null;
}

/** Takes a key away; its value, undefined where there was none. */
export function takeOut(vm: Vm, table: PyDict, key: Value): Answer {
  const plain = keyOf(key);
  return plain === undefined ? takeOutSlowly(vm, table, key) : removed(table, plain);
}

function* takeOutSlowly(vm: Vm, table: PyDict, key: Value): Native {
  return removed(table, yield* locate(vm, table, key, false));
}

function removed(table: PyDict, key: Key): Value {
  const value = table.map.get(key);
  if (value !== undefined) table.delete(key);
  return value;
}
