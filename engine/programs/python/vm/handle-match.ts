import { PyDict } from '../objects/dict.js';
import { isThrown, typeError } from '../objects/exception.js';
import { isNative, settle, type Native } from '../objects/functions.js';
import { PyObject, PyType, type Value } from '../objects/object.js';
import { bytesOf, PyList, PyRange, PySlice, PyTuple, textOf } from '../objects/values.js';
import { getAttr } from './attributes.js';
import type { HandlerTable } from './handler.js';
import { lookUp } from './lookup.js';
import { callMethod, getItem, length } from './protocol.js';
import { isInstanceOf } from './instances.js';
import type { Vm } from './vm.js';

/** Patterns of `match`. */
export const matchHandlers: HandlerTable = {
  matchSequence: (_, { stack }) => void stack.push(isSequence(stack.pop())),
  matchMapping: (t, { stack }, arg) => t.deliver(matchMapping(t.vm, stack.pop(), arg)),
  matchLength: (t, { stack }, arg) => t.deliver(matchLength(t.vm, stack.pop(), arg & 0xffff, arg >> 16 !== 0)),
  matchSlice: (t, { stack }) => {
    const end = stack.pop();
    const start = stack.pop();
    t.deliver(matchSlice(t.vm, stack.pop(), start, end));
  },
  matchKeys: (t, { stack }) => {
    const keys = stack.pop();
    t.deliver(matchKeys(t.vm, stack.pop(), keys instanceof PyTuple ? keys.items : []));
  },
  matchRest: (t, { stack }) => {
    const keys = stack.pop();
    t.deliver(matchRest(t.vm, stack.pop(), keys instanceof PyTuple ? keys.items : []));
  },
  matchClass: (t, { stack }, arg) => {
    const names = stack.pop();
    const type = stack.pop();
    t.deliver(matchClass(t.vm, stack.pop(), type, arg, names instanceof PyTuple ? names.items : []));
  },
};

function isSequence(value: Value): boolean {
  if (value instanceof PyList || value instanceof PyTuple || value instanceof PyRange) return true;
  if (textOf(value) !== undefined || bytesOf(value) !== undefined || value instanceof PyDict) return false;
  return value instanceof PyObject && value.type.mro.some(type => type.name === 'Sequence' || type.name === 'deque');
}

function* matchMapping(vm: Vm, value: Value, count: number): Native {
  const isMapping =
    value instanceof PyDict ||
    (value instanceof PyObject && value.type.mro.some(type => type.name === 'Mapping' || type.name === 'mappingproxy'));
  return isMapping && (yield* length(vm, value)) >= count;
}

function* matchLength(vm: Vm, value: Value, count: number, isOpen: boolean): Native {
  const size = yield* length(vm, value);
  return isOpen ? size >= count : size === count;
}

function* matchSlice(vm: Vm, value: Value, start: Value, end: Value): Native {
  const stop = (yield* length(vm, value)) + Number(end);
  const part = yield* settle(getItem(vm, value, new PySlice(start, stop, null)));
  return part instanceof PyTuple ? new PyList([...part.items]) : part;
}

/** The values of the keys, None when one is missing. */
function* matchKeys(vm: Vm, value: Value, keys: readonly Value[]): Native {
  const values: Value[] = [];
  for (const key of keys) {
    const missing = new PyList([]);
    const found =
      value instanceof PyDict && !value.type.isHeap
        ? yield* settle(lookUp(vm, value, key))
        : yield* callMethod(vm, value, 'get', key, missing);
    if (found === undefined || found === missing) return null;
    values.push(found);
  }
  return new PyTuple(values);
}

function* matchRest(vm: Vm, value: Value, keys: readonly Value[]): Native {
  const rest = new PyDict();
  if (value instanceof PyDict) rest.merge(value);
  for (const key of keys) yield* callMethod(vm, rest, 'pop', key, null);
  return rest;
}

const selfMatching = new Set(['bool', 'bytearray', 'bytes', 'dict', 'float', 'frozenset', 'int', 'list', 'set', 'str', 'tuple']);

function* matchClass(vm: Vm, value: Value, type: Value, positional: number, names: readonly Value[]): Native {
  if (!(type instanceof PyType)) throw typeError('called match pattern must be a class');
  if (!(yield* isInstanceOf(vm, value, type))) return null;
  const values: Value[] = [];
  const attributes: Value[] = [];
  if (positional > 0) {
    const listed = type.lookup('__match_args__');
    if (listed === undefined && type.mro.some(base => selfMatching.has(base.name) && !base.isHeap)) {
      if (positional > 1) throw typeError(`${type.name}() accepts 1 positional sub-pattern (${positional} given)`);
      values.push(value);
    } else {
      const items = listed instanceof PyTuple ? listed.items : [];
      if (items.length < positional)
        throw typeError(
          `${type.name}() accepts ${items.length} positional sub-pattern${items.length === 1 ? '' : 's'} (${positional} given)`,
        );
      attributes.push(...items.slice(0, positional));
    }
  }
  for (const name of [...attributes, ...names]) {
    const found = yield* attributeOrNothing(vm, value, textOf(name) ?? '');
    if (found === undefined) return null;
    values.push(found);
  }
  return new PyTuple(values);
}

/** An attribute; undefined where there is none. */
export function* attributeOrNothing(vm: Vm, value: Value, name: string): Native {
  try {
    const found = getAttr(vm, value, name);
    return isNative(found) ? yield* found : found;
  } catch (error) {
    if (isThrown(error, 'AttributeError')) return undefined;
    throw error;
  }
}
