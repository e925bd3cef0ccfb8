import { replaceRange } from '../../../core/append.js';
import { raised, typeError, valueError } from '../objects/exception.js';
import { classMethods, construct, getters, methods } from '../objects/define.js';
import { call, type Answer, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { listType, notImplemented, sliceType, tupleType } from '../objects/types.js';
import { intOf, PyList, PySlice, PyTuple } from '../objects/values.js';
import { hashItems } from '../vm/hash.js';
import { containsItem } from '../vm/contains.js';
import { indexOf, itemsOf, repr, truth } from '../vm/protocol.js';
import { boundsOf, sliceItems } from '../vm/text.js';
import type { Vm } from '../vm/vm.js';
import { aliasOf } from './generic-alias.js';
import {
  compareItems,
  countItems,
  findItem,
  indexIterator,
  itemIndex,
  plainSlice,
  repeatCount,
  reprItems,
  sortValues,
} from './sequence.js';

const asList = (value: Value): PyList | undefined => (value instanceof PyList ? value : undefined);
const asTuple = (value: Value): PyTuple | undefined => (value instanceof PyTuple ? value : undefined);

construct(listType, '*args, **kwargs', (_vm, type) => new PyList([], type));

const listCompare = (operator: number): readonly [string, (vm: Vm, self: PyList, other: Value) => Answer] => [
  'value',
  (vm, self, other) => (other instanceof PyList ? compareItems(vm, operator, self.items, other.items) : notImplemented),
];

methods(listType, asList, {
  __init__: [
    'iterable?',
    function* (vm, self, iterable): Native {
      self.items = iterable === undefined ? [] : [...(yield* itemsOf(vm, iterable))];
      vm.memory.note(self.items.length * 8);
      return null;
    },
  ],
  __repr__: ['', (vm, self) => reprItems(vm, self, self.items, '[', ']')],
  __len__: ['', (_vm, self) => self.items.length],
  __iter__: [
    '',
    (_vm, self) =>
      indexIterator(
        'list_iterator',
        () => self.items.length,
        index => self.items[index],
      ),
  ],
  __reversed__: ['', (_vm, self) => reversedIterator(self)],
  __contains__: ['key', (vm, self, value) => containsItem(vm, self.items, value)],
  __getitem__: ['index', (vm, self, index) => getListItem(vm, self, index)],
  __setitem__: ['key, value', setListItem],
  __delitem__: ['key', deleteListItem],
  __add__: ['value', (vm, self, other) => (other instanceof PyList ? joined(vm, self, other) : notImplemented)],
  __iadd__: [
    'value',
    function* (vm, self, other): Native {
      for (const item of [...(yield* itemsOf(vm, other))]) self.items.push(item);
      return self;
    },
  ],
  __mul__: ['value', (vm, self, count) => repeated(vm, self, count)],
  __rmul__: ['value', (vm, self, count) => repeated(vm, self, count)],
  __imul__: ['value', (vm, self, count) => repeatInPlace(vm, self, count)],
  __eq__: listCompare(2),
  __ne__: listCompare(3),
  __lt__: listCompare(0),
  __le__: listCompare(1),
  __gt__: listCompare(4),
  __ge__: listCompare(5),
  append: [
    'object',
    (vm, self, item) => {
      vm.memory.note(8);
      self.items.push(item);
      return null;
    },
  ],
  extend: [
    'iterable',
    function* (vm, self, iterable): Native {
      for (const item of [...(yield* itemsOf(vm, iterable))]) self.items.push(item);
      vm.memory.note(64);
      return null;
    },
  ],
  insert: [
    'index, object',
    function* (vm, self, index, item): Native {
      const at = Number(yield* indexOf(vm, index));
      self.items.splice(at < 0 ? Math.max(0, at + self.items.length) : at, 0, item);
      return null;
    },
  ],
  pop: ['index?', pop],
  remove: [
    'value',
    function* (vm, self, value): Native {
      const at = yield* findItem(vm, self.items, value, undefined, undefined);
      if (at === undefined) throw valueError('list.remove(x): x not in list');
      self.items.splice(at, 1);
      return null;
    },
  ],
  index: [
    'value, start?, stop?',
    function* (vm, self, value, start, stop): Native {
      const at = yield* findItem(vm, self.items, value, start, stop);
      if (at === undefined) throw valueError(`${yield* repr(vm, value)} is not in list`);
      return at;
    },
  ],
  count: ['value', (vm, self, value) => countItems(vm, self.items, value)],
  clear: ['', (_vm, self) => ((self.items = []), null)],
  copy: ['', (_vm, self) => new PyList([...self.items])],
  reverse: ['', (_vm, self) => (self.items.reverse(), null)],
  sort: ['*, key=, reverse=', sort],
});
listType.attrs.set('__hash__', null);
classMethods(listType, { __class_getitem__: ['item', (_vm, type, item) => aliasOf(type, item)] });
classMethods(tupleType, { __class_getitem__: ['item', (_vm, type, item) => aliasOf(type, item)] });

function reversedIterator(self: PyList): Value {
  let index = self.items.length - 1;
  return indexIterator(
    'list_reverseiterator',
    () => (index >= 0 ? Infinity : 0),
    () => self.items[index--],
  );
}

function* getListItem(vm: Vm, self: PyList, index: Value): Native {
  if (index instanceof PySlice) return new PyList(sliceItems(self.items, yield* plainSlice(vm, index)));
  return self.items[yield* itemIndex(vm, index, self.items.length, 'list')];
}

function* setListItem(vm: Vm, self: PyList, index: Value, value: Value): Native {
  if (!(index instanceof PySlice)) {
    self.items[yield* itemIndex(vm, index, self.items.length, 'list', 'assignment index out of range')] = value;
    return null;
  }
  const slice = yield* plainSlice(vm, index);
  if (typeof value !== 'object' && typeof value !== 'string')
    throw typeError(slice.step === null ? 'can only assign an iterable' : 'must assign iterable to extended slice');
  const given = [...(yield* itemsOf(vm, value))];
  const { start, stop, step, count } = boundsOf(slice, self.items.length);
  if (step === 1) replaceRange(self.items, start, Math.max(0, stop - start), given);
  else {
    if (given.length !== count) throw valueError(`attempt to assign sequence of size ${given.length} to extended slice of size ${count}`);
    given.forEach((item, i) => (self.items[start + i * step] = item));
  }
  return null;
}

function* deleteListItem(vm: Vm, self: PyList, index: Value): Native {
  if (!(index instanceof PySlice)) {
    self.items.splice(yield* itemIndex(vm, index, self.items.length, 'list', 'assignment index out of range'), 1);
    return null;
  }
  const { start, step, count } = boundsOf(yield* plainSlice(vm, index), self.items.length);
  const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step));
  self.items = self.items.filter((_, i) => !gone.has(i));
  return null;
}

function joined(vm: Vm, self: PyList, other: PyList): Value {
  vm.memory.note((self.items.length + other.items.length) * 8);
  return new PyList([...self.items, ...other.items]);
}

function repeatItems(items: readonly Value[], times: number): Value[] {
  const all: Value[] = [];
  for (let i = 0; i < times; i++) for (const item of items) all.push(item);
  return all;
}

function repeated(vm: Vm, self: PyList, count: Value): Value {
  const times = repeatCount(vm, count, self.items.length, 8);
  return times === undefined ? notImplemented : new PyList(repeatItems(self.items, times));
}

function repeatInPlace(vm: Vm, self: PyList, count: Value): Value {
  const times = repeatCount(vm, count, self.items.length, 8);
  if (times === undefined) return notImplemented;
  self.items = repeatItems(self.items, times);
  return self;
}

function* pop(vm: Vm, self: PyList, index: Value): Native {
  if (self.items.length === 0) throw raised('IndexError', 'pop from empty list');
  if (index === undefined) return self.items.pop();
  const given = yield* indexOf(vm, index);
  const at = given < 0 ? Number(given) + self.items.length : Number(given);
  if (at < 0 || at >= self.items.length) throw raised('IndexError', 'pop index out of range');
  return self.items.splice(at, 1)[0];
}

function* sort(vm: Vm, self: PyList, key: Value, isReversed: Value): Native {
  const values = self.items;
  self.items = [];
  try {
    const keys = yield* keysFor(values, key);
    const sorted = yield* sortValues(vm, values, keys, isReversed === undefined ? false : yield* truth(vm, isReversed));
    if (self.items.length > 0) throw valueError('list modified during sort');
    self.items = sorted;
  } catch (error) {
    self.items = values;
    throw error;
  }
  return null;
}

/** What values are sorted by. */
export function* keysFor(values: readonly Value[], key: Value): Native<readonly Value[]> {
  if (key === undefined || key === null) return values;
  const keys: Value[] = [];
  for (const value of values) keys.push(yield* call(key, [value]));
  return keys;
}

construct(tupleType, 'iterable?', function* (vm, type, iterable): Native {
  if (type === tupleType && iterable instanceof PyTuple && iterable.type === tupleType) return iterable;
  return new PyTuple(iterable === undefined ? [] : [...(yield* itemsOf(vm, iterable))], type);
});

const tupleCompare = (operator: number): readonly [string, (vm: Vm, self: PyTuple, other: Value) => Answer] => [
  'value',
  (vm, self, other) => (other instanceof PyTuple ? compareItems(vm, operator, self.items, other.items) : notImplemented),
];

methods(tupleType, asTuple, {
  __repr__: ['', (vm, self) => reprItems(vm, self, self.items, '(', self.items.length === 1 ? ',)' : ')')],
  __len__: ['', (_vm, self) => self.items.length],
  __iter__: [
    '',
    (_vm, self) =>
      indexIterator(
        'tuple_iterator',
        () => self.items.length,
        index => self.items[index],
      ),
  ],
  __contains__: ['key', (vm, self, value) => containsItem(vm, self.items, value)],
  __hash__: ['', (vm, self) => hashItems(vm, self.items)],
  __getitem__: [
    'index',
    function* (vm, self, index): Native {
      if (index instanceof PySlice) return new PyTuple(sliceItems(self.items, yield* plainSlice(vm, index)));
      return self.items[yield* itemIndex(vm, index, self.items.length, 'tuple')];
    },
  ],
  __add__: ['value', (_vm, self, other) => (other instanceof PyTuple ? new PyTuple([...self.items, ...other.items]) : notImplemented)],
  __mul__: ['value', repeatTuple],
  __rmul__: ['value', repeatTuple],
  __eq__: tupleCompare(2),
  __ne__: tupleCompare(3),
  __lt__: tupleCompare(0),
  __le__: tupleCompare(1),
  __gt__: tupleCompare(4),
  __ge__: tupleCompare(5),
  __getnewargs__: ['', (_vm, self) => new PyTuple([new PyTuple(self.items)])],
  count: ['value', (vm, self, value) => countItems(vm, self.items, value)],
  index: [
    'value, start?, stop?',
    function* (vm, self, value, start, stop): Native {
      const at = yield* findItem(vm, self.items, value, start, stop);
      if (at === undefined) throw valueError('tuple.index(x): x not in tuple');
      return at;
    },
  ],
});

function repeatTuple(vm: Vm, self: PyTuple, count: Value): Value {
  const times = repeatCount(vm, count, self.items.length, 8);
  return times === undefined ? notImplemented : new PyTuple(repeatItems(self.items, times));
}

const asSlice = (value: Value): PySlice | undefined => (value instanceof PySlice ? value : undefined);
construct(sliceType, 'start, stop?, step?', (_vm, _type, start, stop, step) =>
  stop === undefined ? new PySlice(null, start, null) : new PySlice(start, stop, step ?? null),
);
methods(sliceType, asSlice, {
  __repr__: ['', (vm, { start, stop, step }) => reprItems(vm, {}, [start, stop, step], 'slice(', ')')],
  __eq__: [
    'value',
    (vm, self, other) =>
      other instanceof PySlice
        ? compareItems(vm, 2, [self.start, self.stop, self.step], [other.start, other.stop, other.step])
        : notImplemented,
  ],
  indices: [
    'length',
    (_vm, self, length) => {
      const { start, stop, step } = boundsOf(self, Number(intOf(length) ?? 0));
      return new PyTuple([start, stop, step]);
    },
  ],
});
for (const [name, get] of [
  ['start', (slice: PySlice) => slice.start],
  ['stop', (slice: PySlice) => slice.stop],
  ['step', (slice: PySlice) => slice.step],
] as const)
  getters(sliceType, asSlice, { [name]: (_vm, self) => get(self) });
