import { PyDict, PySet } from '../objects/dict.js';
import { isThrown, raised, typeError } from '../objects/exception.js';
import { call, isNative, ResumeRequest, settle, type Answer, type Native } from '../objects/functions.js';
import { PyGenerator } from '../objects/generator.js';
import { PyIterator } from '../objects/iterator.js';
import { PyObject, PyType, type Value } from '../objects/object.js';
import { generatorType, typeOf } from '../objects/types.js';
import { bytesOf, intOf, PyFloat, PyList, PyRange, PyTuple, textOf } from '../objects/values.js';
import { callSpecial, special } from './attributes.js';
import { codePoints, lengthOfText } from './text.js';
import type { Vm } from './vm.js';

/** Whether a value counts as true; undefined where its class must be asked in Python. */
export function plainTruth(value: Value): boolean | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'string':
      return value !== '';
    case 'bigint':
      return true;
    case 'undefined':
      return false;
    default:
      return value !== null && objectTruth(value);
  }
}

function objectTruth(value: PyObject): boolean | undefined {
  if (!value.type.isHeap) {
    if (value instanceof PyFloat) return value.value !== 0;
    const size = plainLength(value);
    if (size !== undefined) return size > 0;
  }
  return special(value, '__bool__') === undefined && special(value, '__len__') === undefined ? true : undefined;
}

export function* truth(vm: Vm, value: Value): Native<boolean> {
  const plain = plainTruth(value);
  if (plain !== undefined) return plain;
  const method = special(value, '__bool__');
  if (method === undefined) return (yield* length(vm, value)) > 0;
  const answer = yield* settle(callSpecial(vm, method, value));
  if (typeof answer !== 'boolean') throw typeError(`__bool__ should return bool, returned ${typeOf(answer).name}`);
  return answer;
}

/** How many items a built-in container has; undefined for anything else. */
export function plainLength(value: Value): number | undefined {
  if (typeof value === 'string') return lengthOfText(value);
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length;
  if (value instanceof PyDict) return value.map.size;
  if (value instanceof PySet) return value.size;
  if (value instanceof PyRange) return value.length;
  return bytesOf(value)?.length;
}

export function* length(vm: Vm, value: Value): Native<number> {
  const plain = typeOf(value).isHeap ? undefined : plainLength(value);
  if (plain !== undefined) return plain;
  const method = special(value, '__len__');
  if (method === undefined) throw typeError(`object of type '${typeOf(value).name}' has no len()`);
  const answer = yield* settle(callSpecial(vm, method, value));
  const count = intOf(answer);
  if (count === undefined) throw typeError(`'${typeOf(answer).name}' object cannot be interpreted as an integer`);
  if (count < 0) throw raised('ValueError', '__len__() should return >= 0');
  return Number(count);
}

/** `iter(value)`. */
export function iterate(vm: Vm, value: Value): Answer {
  if (value instanceof PyIterator || (value instanceof PyGenerator && value.type === generatorType)) return value;
  const method = typeOf(value).lookup('__iter__');
  if (method === null) throw typeError(`'${typeOf(value).name}' object is not iterable`);
  if (method !== undefined) {
    const answer = callSpecial(vm, method, value);
    return isNative(answer) ? checkIterator(answer) : answer;
  }
  if (special(value, '__getitem__') === undefined) throw typeError(`'${typeOf(value).name}' object is not iterable`);
  return vm.sequenceIterator(value);
}

function* checkIterator(work: Native): Native {
  const iterator = yield* work;
  if (iterator instanceof PyIterator || iterator instanceof PyGenerator || special(iterator, '__next__') !== undefined) return iterator;
  throw typeError(`iter() returned non-iterator of type '${typeOf(iterator).name}'`);
}

/** The next value of an iterator, undefined at its end. */
export function* nextOf(vm: Vm, iterator: Value): Native {
  if (vm.isDue) yield* vm.breathe();
  if (iterator instanceof PyIterator) return yield* settle(iterator.next(vm));
  if (iterator instanceof PyGenerator && iterator.type === generatorType) {
    const request = new ResumeRequest(iterator, null);
    yield request;
    return request.result;
  }
  const method = special(iterator, '__next__');
  if (method === undefined) throw typeError(`'${typeOf(iterator).name}' object is not an iterator`);
  try {
    return yield* settle(callSpecial(vm, method, iterator));
  } catch (error) {
    if (isThrown(error, 'StopIteration')) return undefined;
    throw error;
  }
}

/** The items of a built-in container, without asking Python; undefined for anything else. Not to be changed. */
export function plainItems(value: Value): readonly Value[] | undefined {
  if (typeof value === 'string') return codePoints(value);
  if (!(value instanceof PyObject) || value.type.isHeap) return undefined;
  if (value instanceof PyList || value instanceof PyTuple) return value.items;
  if (value instanceof PyDict) return value.keys();
  if (bytesOf(value)) return [...(bytesOf(value) ?? [])];
  return undefined;
}

/** All items of an iterable. */
export function* itemsOf(vm: Vm, iterable: Value): Native<readonly Value[]> {
  const plain = plainItems(iterable);
  if (plain) return plain;
  const items: Value[] = [];
  const iterator = yield* settle(iterate(vm, iterable));
  for (;;) {
    const quick = quickNext(vm, iterator);
    const item = quick === slow ? yield* nextOf(vm, iterator) : quick;
    if (item === undefined) return items;
    items.push(item);
    if ((items.length & 0xffff) === 0) vm.memory.hold(items.length * 16);
  }
}

/** What `quickNext` gives where the next value must be waited for. */
export const slow = new PyList([]);

/** The next value of an iterator in TypeScript that need not be waited for. */
export function quickNext(vm: Vm, iterator: Value): Value {
  if (!(iterator instanceof PyIterator) || !iterator.isPlain || vm.isDue) return slow;
  const next = iterator.next(vm);
  return isNative(next) ? slow : next;
}

/** A value as the whole number that it stands for (`__index__`). */
export function* indexOf(vm: Vm, value: Value, what?: string): Native<number | bigint> {
  const plain = intOf(value);
  if (plain !== undefined) return plain;
  const method = special(value, '__index__');
  if (method === undefined) throw typeError(what ?? `'${typeOf(value).name}' object cannot be interpreted as an integer`);
  const answer = intOf(yield* settle(callSpecial(vm, method, value)));
  if (answer === undefined) throw typeError('__index__ returned non-int');
  return answer;
}

/** `repr(value)`. */
export function* repr(vm: Vm, value: Value): Native<string> {
  return yield* textFrom(vm, value, '__repr__');
}

/** `str(value)`. */
export function* str(vm: Vm, value: Value): Native<string> {
  return typeof value === 'string' ? value : yield* textFrom(vm, value, '__str__');
}

function* textFrom(vm: Vm, value: Value, name: string): Native<string> {
  const method = special(value, name);
  const answer = vm.deeper(callSpecial(vm, method, value));
  const text = isNative(answer) ? yield* answer : answer;
  const plain = textOf(text);
  if (plain === undefined) throw typeError(`${name} returned non-string (type ${typeOf(text).name})`);
  return plain;
}

/** `container[key]`. */
export function getItem(vm: Vm, container: Value, key: Value): Answer {
  const method = special(container, '__getitem__');
  if (method !== undefined) return callSpecial(vm, method, container, key);
  if (container instanceof PyType) return getClassItem(vm, container, key);
  throw typeError(`'${typeOf(container).name}' object is not subscriptable`);
}

/** `list[int]` */
function* getClassItem(vm: Vm, type: PyType, key: Value): Native {
  if (type.lookup('__class_getitem__') === undefined) throw typeError(`type '${type.qualname}' is not subscriptable`);
  return yield* call(yield* settle(vm.getAttr(type, '__class_getitem__')), [key]);
}

export function setItem(vm: Vm, container: Value, key: Value, value: Value): Answer {
  const method = special(container, '__setitem__');
  if (method === undefined) throw typeError(`'${typeOf(container).name}' object does not support item assignment`);
  return callSpecial(vm, method, container, key, value);
}

export function deleteItem(vm: Vm, container: Value, key: Value): Answer {
  const method = special(container, '__delitem__');
  if (method === undefined) throw typeError(`'${typeOf(container).name}' object doesn't support item deletion`);
  return callSpecial(vm, method, container, key);
}

/** Calls a method by name, from a native. */
export function* callMethod(vm: Vm, object: Value, name: string, ...args: Value[]): Native {
  const attribute = vm.getAttr(object, name);
  return yield* call(isNative(attribute) ? yield* attribute : attribute, args);
}
