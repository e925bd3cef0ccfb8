import { PyDict, PySet } from '../objects/dict.js';
import { typeError, valueError } from '../objects/exception.js';
import { PyFunction } from '../objects/function.js';
import { isNative, PyBuiltin, PyMethod, type Native } from '../objects/functions.js';
import { keyOf } from '../objects/keys.js';
import { PyType, type Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { PyList, PySlice, PyTuple, textOf } from '../objects/values.js';
import { special } from './attributes.js';
import { formatValue } from './format-value.js';
import type { Frame } from './frame.js';
import type { HandlerTable } from './handler.js';
import { enter } from './lookup.js';
import { callMethod, deleteItem, getItem, itemsOf, iterate, nextOf, plainItems, setItem } from './protocol.js';
import type { Vm } from './vm.js';

/** Lists, dicts, subscripts and unpacking. */
export const containerHandlers: HandlerTable = {
  subscript: (t, { stack }) => {
    const index = stack.pop();
    const container = stack.pop();
    if (typeof index === 'number' && container instanceof PyList && !container.type.isHeap) {
      const value = container.items[index];
      if (value !== undefined) {
        stack.push(value);
        return;
      }
    } else if (typeof index === 'string' && container instanceof PyDict && !container.type.isHeap) {
      const value = container.map.get(index);
      if (value !== undefined) {
        stack.push(value);
        return;
      }
    }
    t.deliver(getItem(t.vm, container, index));
  },
  storeSubscript: (t, { stack }) => {
    const index = stack.pop();
    const container = stack.pop();
    t.vm.memory.note(32);
    t.deliver(setItem(t.vm, container, index, stack.pop()), 'discard');
  },
  deleteSubscript: (t, { stack }) => {
    const index = stack.pop();
    t.deliver(deleteItem(t.vm, stack.pop(), index), 'discard');
  },
  buildSlice: (_, { stack }) => {
    const step = stack.pop();
    const stop = stack.pop();
    stack.push(new PySlice(stack.pop(), stop, step));
  },
  buildList: (t, f, arg) => {
    t.vm.memory.note(64 + arg * 8);
    f.stack.push(new PyList(take(f, arg)));
  },
  buildTuple: (_, f, arg) => void f.stack.push(new PyTuple(take(f, arg))),
  buildSet: (t, f, arg) => {
    const items = take(f, arg);
    const set = new PySet();
    f.stack.push(set);
    t.deliver(addAll(t.vm, set, items), 'discard');
  },
  buildMap: (t, f, arg) => {
    const items = take(f, arg * 2);
    const dict = new PyDict();
    t.vm.memory.note(64 + arg * 40);
    f.stack.push(dict);
    const hard: Value[] = [];
    for (let i = 0; i < items.length; i += 2) {
      const key = keyOf(items[i]);
      if (key === undefined || hard.length > 0) hard.push(items[i], items[i + 1]);
      else dict.set(key, items[i], items[i + 1]);
    }
    if (hard.length > 0) t.deliver(enterAll(t.vm, dict, hard), 'discard');
  },
  buildString: (t, f, arg) => {
    const text = take(f, arg)
      .map(part => textOf(part) ?? '')
      .join('');
    t.vm.memory.note(text.length);
    f.stack.push(text);
  },
  listAppend: (t, { stack }, arg) => {
    const value = stack.pop();
    const list = stack.at(-arg);
    t.vm.memory.note(8);
    if (list instanceof PyList) list.items.push(value);
  },
  setAdd: (t, { stack }, arg) => {
    const value = stack.pop();
    const set = stack.at(-arg);
    if (!(set instanceof PySet)) return;
    set.order = undefined;
    t.vm.memory.note(40);
    t.deliver(enter(t.vm, set.table, value, true), 'discard');
  },
  mapAdd: (t, { stack }, arg) => {
    const value = stack.pop();
    const key = stack.pop();
    const dict = stack.at(-arg);
    t.vm.memory.note(48);
    if (dict instanceof PyDict) t.deliver(enter(t.vm, dict, key, value), 'discard');
  },
  listExtend: (t, { stack }, arg) => {
    const value = stack.pop();
    const list = stack.at(-1);
    if (list instanceof PyList) t.deliver(extend(t.vm, list, value, arg === 1 ? stack.at(-2) : undefined), 'discard');
  },
  setUpdate: (t, { stack }) => {
    const value = stack.pop();
    const set = stack.at(-1);
    if (set instanceof PySet) t.deliver(updateSet(t.vm, set, value), 'discard');
  },
  dictUpdate: (t, { stack }) => {
    const value = stack.pop();
    const dict = stack.at(-1);
    if (dict instanceof PyDict) t.deliver(mergeInto(t.vm, dict, value, undefined), 'discard');
  },
  dictMerge: (t, { stack }) => {
    const value = stack.pop();
    const dict = stack.at(-1);
    if (dict instanceof PyDict) t.deliver(mergeInto(t.vm, dict, value, stack.at(-3)), 'discard');
  },
  listToTuple: (_, { stack }) => {
    const list = stack.pop();
    stack.push(new PyTuple(list instanceof PyList ? list.items : []));
  },
  unpack: (t, f, arg) => {
    const value = f.stack.pop();
    const items = plainItems(value);
    if (!items) t.deliver(unpackLater(t.vm, f, value, arg), 'discard');
    else spread(f, checkCount(items, arg));
  },
  unpackStar: (t, f, arg) => t.deliver(unpackStar(t.vm, f, f.stack.pop(), arg & 0xffff, arg >> 16), 'discard'),
  format: (t, f, arg) => {
    const spec = arg & 4 ? f.stack.pop() : '';
    t.deliver(formatValue(t.vm, f.stack.pop(), arg & 3, textOf(spec) ?? ''));
  },
};

function take(frame: Frame, count: number): Value[] {
  return count === 0 ? [] : frame.stack.splice(-count);
}

function* addAll(vm: Vm, set: PySet, items: readonly Value[]): Native {
  for (const item of items) {
    const answer = enter(vm, set.table, item, true);
    if (isNative(answer)) yield* answer;
  }
  return null;
}

function* enterAll(vm: Vm, dict: PyDict, pairs: readonly Value[]): Native {
  for (let i = 0; i < pairs.length; i += 2) {
    const answer = enter(vm, dict, pairs[i], pairs[i + 1]);
    if (isNative(answer)) yield* answer;
  }
  return null;
}

function* extend(vm: Vm, list: PyList, value: Value, callee: Value): Native {
  if (special(value, '__iter__') === undefined && special(value, '__getitem__') === undefined) {
    const what = callee === undefined ? 'Value' : `${functionName(callee)}() argument`;
    throw typeError(`${what} after * must be an iterable, not ${typeOf(value).name}`);
  }
  for (const item of yield* itemsOf(vm, value)) list.items.push(item);
  return null;
}

function* updateSet(vm: Vm, set: PySet, value: Value): Native {
  return yield* addAll(vm, set, yield* itemsOf(vm, value));
}

/** `**mapping` in a display (callee undefined) or a call, where a name must not come twice. */
function* mergeInto(vm: Vm, dict: PyDict, value: Value, callee: Value): Native {
  if (value instanceof PyDict && !value.type.isHeap && callee === undefined) {
    dict.merge(value);
    return null;
  }
  const name = callee === undefined ? '' : functionName(callee);
  if (special(value, 'keys') === undefined && !(value instanceof PyDict))
    throw typeError(
      callee === undefined
        ? `'${typeOf(value).name}' object is not a mapping`
        : `${name}() argument after ** must be a mapping, not ${typeOf(value).name}`,
    );
  for (const key of yield* itemsOf(vm, yield* callMethod(vm, value, 'keys'))) {
    if (callee !== undefined && textOf(key) === undefined) throw typeError('keywords must be strings');
    const plain = keyOf(key);
    if (callee !== undefined && plain !== undefined && dict.map.has(plain))
      throw typeError(`${name}() got multiple values for keyword argument '${textOf(key) ?? ''}'`);
    const item = getItem(vm, value, key);
    const answer = enter(vm, dict, key, isNative(item) ? yield* item : item);
    if (isNative(answer)) yield* answer;
  }
  return null;
}

/** As `__qualname__` has it, with the module before where it is not `__main__`. */
export function functionName(callee: Value): string {
  if (callee instanceof PyMethod) return functionName(callee.callee);
  if (callee instanceof PyFunction || callee instanceof PyType) {
    const { module, qualname } = callee;
    return typeof module === 'string' && module !== 'builtins' ? `${module}.${qualname}` : qualname;
  }
  return callee instanceof PyBuiltin ? callee.name : `${typeOf(callee).name} object`;
}

function checkCount(items: readonly Value[], count: number): readonly Value[] {
  if (items.length < count) throw valueError(`not enough values to unpack (expected ${count}, got ${items.length})`);
  if (items.length > count) throw valueError(`too many values to unpack (expected ${count})`);
  return items;
}

/** Pushes items so that the first is on top. */
function spread(frame: Frame, items: readonly Value[]): void {
  for (let i = items.length - 1; i >= 0; i--) frame.stack.push(items[i]);
}

function* unpackLater(vm: Vm, frame: Frame, value: Value, count: number): Native {
  const iterator = yield* unpackable(vm, value);
  const items: Value[] = [];
  while (items.length < count) {
    const item = yield* nextOf(vm, iterator);
    if (item === undefined) throw valueError(`not enough values to unpack (expected ${count}, got ${items.length})`);
    items.push(item);
  }
  if ((yield* nextOf(vm, iterator)) !== undefined) throw valueError(`too many values to unpack (expected ${count})`);
  spread(frame, items);
  return null;
}

function* unpackable(vm: Vm, value: Value): Native {
  if (special(value, '__iter__') === undefined && special(value, '__getitem__') === undefined)
    throw typeError(`cannot unpack non-iterable ${typeOf(value).name} object`);
  const iterator = iterate(vm, value);
  return isNative(iterator) ? yield* iterator : iterator;
}

function* unpackStar(vm: Vm, frame: Frame, value: Value, before: number, after: number): Native {
  const items = plainItems(value) ?? (yield* itemsOf(vm, yield* unpackable(vm, value)));
  if (items.length < before + after)
    throw valueError(`not enough values to unpack (expected at least ${before + after}, got ${items.length})`);
  const end = items.length - after;
  spread(frame, [...items.slice(0, before), new PyList(items.slice(before, end)), ...items.slice(end)]);
  return null;
}
