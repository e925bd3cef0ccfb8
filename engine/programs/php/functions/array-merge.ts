import { PhpArray } from '../runtime/array.js';
import type { Natives } from '../runtime/native.js';
import { Ref, type Slot } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';

/** An element for another array: arrays are copied when written, a reference with one name is a value. */
export function share(slot: Slot): Slot {
  return slot instanceof PhpArray ? slot.share() : slot instanceof Ref && slot.names < 2 ? share(slot.value) : slot;
}

function mergeRecursive(vm: Vm, target: PhpArray, source: PhpArray): void {
  for (const [key, value] of source.entries()) {
    const old = typeof key === 'string' ? target.get(key) : undefined;
    if (old === undefined) {
      if (typeof key === 'string') target.set(key, vm.copy(value));
      else target.append(vm.copy(value));
      continue;
    }
    const merged = old instanceof PhpArray ? old.share() : PhpArray.of([old]);
    if (value instanceof PhpArray) mergeRecursive(vm, merged, value);
    else merged.append(value);
    target.set(key, merged);
  }
}

function replaceRecursive(vm: Vm, target: PhpArray, source: PhpArray): void {
  for (const [key, value] of source.entries()) {
    const old = target.get(key);
    if (value instanceof PhpArray && old instanceof PhpArray) {
      const inner = old.share();
      replaceRecursive(vm, inner, value);
      target.set(key, inner);
    } else target.set(key, vm.copy(value));
  }
}

/** One array of several. */
export const mergeFunctions: Natives = {
  'array_merge(array ...$arrays)': a => {
    const result = new PhpArray();
    for (const each of a.rest(0))
      if (each instanceof PhpArray)
        for (const [key, slot] of each.slots()) {
          if (typeof key === 'string') result.setSlot(key, share(slot));
          else result.append(share(slot));
        }
    return result;
  },
  'array_merge_recursive(array ...$arrays)': a => {
    const result = new PhpArray();
    for (const each of a.rest(0)) if (each instanceof PhpArray) mergeRecursive(a.vm, result, each);
    return result;
  },
  'array_replace(array $array, array ...$replacements)': a => {
    const result = a.arr(0).share();
    for (const each of a.rest(1))
      if (each instanceof PhpArray) for (const [key, value] of each.entries()) result.set(key, a.vm.copy(value));
    return result;
  },
  'array_replace_recursive(array $array, array ...$replacements)': a => {
    const result = a.arr(0).share();
    for (const each of a.rest(1)) if (each instanceof PhpArray) replaceRecursive(a.vm, result, each);
    return result;
  },
};
