import { PhpArray } from '../runtime/array.js';
import type { Natives } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';

function at(array: Value, move: number): Value {
  if (!(array instanceof PhpArray)) return false;
  array.cursor = array.cursor < 0 ? array.cursor : array.cursor + move;
  if (array.cursor < 0) array.cursor = array.size;
  const key = array.keyAt(array.cursor);
  return key === undefined ? false : (array.get(key) ?? false);
}

/** The place in an array that it remembers itself. */
export const cursorFunctions: Natives = {
  'current(array|object $array)': a => at(a.get(0), 0),
  'pos(array|object $array)': a => at(a.get(0), 0),
  'key(array|object $array)': a => {
    const array = a.get(0);
    return array instanceof PhpArray ? (array.keyAt(array.cursor) ?? null) : null;
  },
  'next(array|object &$array)': a => at(a.get(0), 1),
  'prev(array|object &$array)': a => at(a.get(0), -1),
  'reset(array|object &$array)': a => {
    const array = a.get(0);
    if (array instanceof PhpArray) array.cursor = 0;
    return at(array, 0);
  },
  'end(array|object &$array)': a => {
    const array = a.get(0);
    if (array instanceof PhpArray) array.cursor = Math.max(0, array.size - 1);
    return at(array, 0);
  },
};
