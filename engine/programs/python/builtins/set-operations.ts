import { PyDict, PySet } from '../objects/dict.js';
import { settle, type Answer, type Native } from '../objects/functions.js';
import { PyObject, type Value } from '../objects/object.js';
import { notImplemented } from '../objects/types.js';
import { enter, lookUp } from '../vm/lookup.js';
import { itemsOf } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';

type Operation<Self> = readonly [string, (vm: Vm, self: Self, other: Value) => Answer];

/** A table with these members. */
export function* tableOf(vm: Vm, items: readonly Value[]): Native<PyDict> {
  const table = new PyDict();
  for (const item of items) {
    if (vm.isDue) yield* vm.breathe();
    yield* settle(enter(vm, table, item, true));
  }
  vm.memory.note(items.length * 40);
  return table;
}

/** The members of a table that another has, or has not. */
export function* filtered(vm: Vm, table: PyDict, other: PyDict, isKept: boolean): Native<PyDict> {
  const made = new PyDict();
  for (const key of table.keys()) {
    const isThere = (yield* settle(lookUp(vm, other, key))) !== undefined;
    if (isThere === isKept) yield* settle(enter(vm, made, key, true));
  }
  return made;
}

export function* isSubset(vm: Vm, table: PyDict, other: PyDict): Native<boolean> {
  if (table.map.size > other.map.size) return false;
  for (const key of table.keys()) if ((yield* settle(lookUp(vm, other, key))) === undefined) return false;
  return true;
}

/** What is compared and joined as a set: sets, and the keys and items of dicts. */
function isSetLike(value: Value): boolean {
  return value instanceof PySet || (value instanceof PyObject && /^dict_(keys|items)$/.test(value.type.name));
}

function* otherTable(vm: Vm, value: Value): Native<PyDict> {
  return value instanceof PySet ? value.table : yield* tableOf(vm, yield* itemsOf(vm, value));
}

/** Operators of sets. `isStrict` ones take sets only. */
export function setOperations<Self extends PyObject>(
  members: (self: Self) => readonly Value[],
  isStrict: boolean,
): Record<string, Operation<Self>> {
  const takes = (value: Value): boolean => (isStrict ? value instanceof PySet : isSetLike(value));
  const make = (table: PyDict, self: Self): PySet =>
    new PySet(table, self instanceof PySet && self.isFrozen ? self.type.layout : undefined);
  const operator = (work: (vm: Vm, own: PyDict, other: PyDict) => Native<PyDict>): Operation<Self> => [
    'value',
    (vm, self, other) => {
      if (!takes(other)) return notImplemented;
      return (function* (): Native {
        const own = self instanceof PySet ? self.table : yield* tableOf(vm, members(self));
        return make(yield* work(vm, own, yield* otherTable(vm, other)), self);
      })();
    },
  ];
  const comparison = (work: (vm: Vm, own: PyDict, other: PyDict) => Native<boolean>): Operation<Self> => [
    'value',
    (vm, self, other) => {
      if (!isSetLike(other)) return notImplemented;
      return (function* (): Native {
        const own = self instanceof PySet ? self.table : yield* tableOf(vm, members(self));
        return yield* work(vm, own, yield* otherTable(vm, other));
      })();
    },
  ];
  const sub = operator((vm, a, b) => filtered(vm, a, b, false));
  return {
    __and__: operator((vm, a, b) => intersection(vm, a, b)),
    __rand__: operator((vm, a, b) => intersection(vm, b, a)),
    __or__: operator(union),
    __ror__: operator((vm, a, b) => union(vm, b, a)),
    __sub__: sub,
    __rsub__: operator((vm, a, b) => filtered(vm, b, a, false)),
    __xor__: operator(difference),
    __rxor__: operator((vm, a, b) => difference(vm, b, a)),
    __le__: comparison(isSubset),
    __lt__: comparison(function* (vm, a, b) {
      return a.map.size < b.map.size && (yield* isSubset(vm, a, b));
    }),
    __ge__: comparison((vm, a, b) => isSubset(vm, b, a)),
    __gt__: comparison(function* (vm, a, b) {
      return b.map.size < a.map.size && (yield* isSubset(vm, b, a));
    }),
    __eq__: comparison(function* (vm, a, b) {
      return a.map.size === b.map.size && (yield* isSubset(vm, a, b));
    }),
  };
}

/** CPython goes through the smaller of two sets. */
export function* intersection(vm: Vm, a: PyDict, b: PyDict): Native<PyDict> {
  return b.map.size > a.map.size ? yield* filtered(vm, a, b, true) : yield* filtered(vm, b, a, true);
}

export function* union(vm: Vm, a: PyDict, b: PyDict): Native<PyDict> {
  const made = new PyDict();
  made.merge(a);
  for (const key of b.keys()) yield* settle(enter(vm, made, key, true));
  return made;
}

export function* difference(vm: Vm, a: PyDict, b: PyDict): Native<PyDict> {
  return yield* union(vm, yield* filtered(vm, a, b, false), yield* filtered(vm, b, a, false));
}
