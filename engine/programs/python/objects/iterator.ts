import type { Vm } from '../vm/vm.js';
import type { Answer } from './functions.js';
import { PyObject, type PyType } from './object.js';
import { builtinType } from './types.js';

/** An iterator in TypeScript: `next` answers the next value, undefined at the end. */
export class PyIterator extends PyObject {
  readonly next: (vm: Vm) => Answer;
  /** Never has to wait. */
  isPlain = false;
  /** How many are left, for `__length_hint__`; undefined when nobody knows. */
  readonly left: (() => number) | undefined;
  constructor(type: PyType, next: (vm: Vm) => Answer, left?: () => number) {
    super(type);
    this.next = next;
    this.left = left;
  }
}

const known = new Map<string, PyType>();

/** The type of iterators with this name (`list_iterator`). */
export function iteratorType(name: string, module = 'builtins'): PyType {
  const found = known.get(name);
  if (found) return found;
  const type = builtinType(name, iteratorBase, module);
  known.set(name, type);
  return type;
}

/** Has `__iter__` and `__next__`; it is not seen in Python. */
export const iteratorBase = builtinType('iterator');
