import { PyDict, PySet } from '../objects/dict.js';
import { typeError } from '../objects/exception.js';
import { isNative, settle, type Answer, type Native } from '../objects/functions.js';
import { PyObject, type Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { PyList, PyTuple } from '../objects/values.js';
import { callSpecial, special } from './attributes.js';
import { lookUp } from './lookup.js';
import { equals } from './operators.js';
import { iterate, nextOf, truth } from './protocol.js';
import type { Vm } from './vm.js';

/** `value in container`. */
export function contains(vm: Vm, container: Value, value: Value): Answer {
  if (container instanceof PyObject && !container.type.isHeap) {
    if (container instanceof PyDict || container instanceof PySet) {
      const answer = lookUp(vm, container instanceof PyDict ? container : container.table, value);
      return isNative(answer) ? isThere(answer) : answer !== undefined;
    }
    if (container instanceof PyList || container instanceof PyTuple) return containsItem(vm, container.items, value);
  }
  return slowly(vm, container, value);
}

function* isThere(work: Native): Native {
  return (yield* work) !== undefined;
}

/** Whether a list has an item: plain ones are compared at once. */
export function containsItem(vm: Vm, items: readonly Value[], value: Value): Answer {
  if (items.includes(value) && value !== undefined) return true;
  const needsPython = typeof value === 'object' && value !== null;
  if (!needsPython && items.every(item => typeof item === typeof value && (typeof item !== 'object' || item === null))) return false;
  return searchItems(vm, items, value);
}

function* searchItems(vm: Vm, items: readonly Value[], value: Value): Native {
  for (let i = 0; i < items.length; i++) {
    if (vm.isDue) yield* vm.breathe();
    if (yield* equals(vm, items[i], value)) return true;
  }
  return false;
}

function* slowly(vm: Vm, container: Value, value: Value): Native {
  const method = typeOf(container).lookup('__contains__');
  if (method !== undefined && method !== null) return yield* truth(vm, yield* settle(callSpecial(vm, method, container, value)));
  if (method === null || (special(container, '__iter__') === undefined && special(container, '__getitem__') === undefined))
    throw typeError(`argument of type '${typeOf(container).name}' is not iterable`);
  const iterator = yield* settle(iterate(vm, container));
  for (;;) {
    const item = yield* nextOf(vm, iterator);
    if (item === undefined) return false;
    if (yield* equals(vm, item, value)) return true;
  }
}
