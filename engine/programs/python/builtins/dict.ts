import { PyDict } from '../objects/dict.js';
import { raised, typeError, valueError } from '../objects/exception.js';
import { classMethods, construct, getters, methods } from '../objects/define.js';
import { call, isNative, settle, type Answer, type Native } from '../objects/functions.js';
import { iteratorType, PyIterator } from '../objects/iterator.js';
import { PyObject, type Key, type PyType, type Value } from '../objects/object.js';
import { builtinType, dictType, notImplemented } from '../objects/types.js';
import { PyList, PyTuple } from '../objects/values.js';
import { special } from '../vm/attributes.js';
import { contains } from '../vm/contains.js';
import { attributeOrNothing } from '../vm/handle-match.js';
import { enter, lookUp, takeOut } from '../vm/lookup.js';
import { equals } from '../vm/operators.js';
import { callMethod, getItem, itemsOf, iterate, nextOf, repr } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';
import { aliasOf } from './generic-alias.js';
import { busy } from './sequence.js';
import { setOperations } from './set-operations.js';
import { PyMappingProxy } from './mapping-proxy.js';

const asDict = (value: Value): PyDict | undefined => (value instanceof PyDict ? value : undefined);

construct(dictType, '*args, **kwargs', (_vm, type) => new PyDict(new Map(), type));

methods(dictType, asDict, {
  __init__: ['mapping?, **kwargs', (vm, self, mapping, kwargs) => update(vm, self, mapping, kwargs)],
  __repr__: ['', dictRepr],
  __len__: ['', (_vm, self) => self.map.size],
  __iter__: ['', (_vm, self) => tableIterator('dict_keyiterator', self, key => self.keyOf(key))],
  __reversed__: ['', (_vm, self) => reversedKeys(self)],
  __contains__: [
    'key',
    (vm, self, key) => {
      const found = lookUp(vm, self, key);
      return isNative(found) ? isThere(found) : found !== undefined;
    },
  ],
  __getitem__: ['key', dictItem],
  __setitem__: ['key, value', (vm, self, key, value) => enter(vm, self, key, value)],
  __delitem__: [
    'key',
    function* (vm, self, key): Native {
      if ((yield* settle(takeOut(vm, self, key))) === undefined) throw raised('KeyError', key);
      return null;
    },
  ],
  __eq__: ['value', (vm, self, other) => (other instanceof PyDict ? sameDicts(vm, self, other) : notImplemented)],
  __or__: ['value', (_vm, self, other) => (other instanceof PyDict ? merged(self, other) : notImplemented)],
  __ror__: ['value', (_vm, self, other) => (other instanceof PyDict ? merged(other, self) : notImplemented)],
  __ior__: [
    'value',
    function* (vm, self, other): Native {
      yield* update(vm, self, other, undefined);
      return self;
    },
  ],
  get: [
    'key, default?',
    (vm, self, key, fallback = null) => {
      const found = lookUp(vm, self, key);
      return isNative(found) ? orElse(found, fallback) : found === undefined ? fallback : found;
    },
  ],
  keys: ['', (_vm, self) => new PyDictView('keys', self)],
  values: ['', (_vm, self) => new PyDictView('values', self)],
  items: ['', (_vm, self) => new PyDictView('items', self)],
  update: ['mapping?, **kwargs', (vm, self, mapping, kwargs) => update(vm, self, mapping, kwargs)],
  setdefault: [
    'key, default?',
    function* (vm, self, key, fallback): Native {
      const found = yield* settle(lookUp(vm, self, key));
      if (found !== undefined) return found;
      yield* settle(enter(vm, self, key, fallback ?? null));
      return fallback ?? null;
    },
  ],
  pop: [
    'key, default?',
    function* (vm, self, key, fallback): Native {
      const found = yield* settle(takeOut(vm, self, key));
      if (found !== undefined) return found;
      if (fallback === undefined) throw raised('KeyError', key);
      return fallback;
    },
  ],
  popitem: ['', (_vm, self) => popItem(self)],
  clear: ['', (_vm, self) => (self.clear(), null)],
  copy: ['', (_vm, self) => merged(self, new PyDict())],
});
dictType.attrs.set('__hash__', null);
classMethods(dictType, {
  __class_getitem__: ['item', (_vm, type, item) => aliasOf(type, item)],
  fromkeys: [
    'iterable, value?',
    function* (vm, type, iterable, value): Native {
      const made = yield* call(type, []);
      for (const key of yield* itemsOf(vm, iterable)) {
        if (made instanceof PyDict && !made.type.isHeap) yield* settle(enter(vm, made, key, value ?? null));
        else yield* callMethod(vm, made, '__setitem__', key, value ?? null);
      }
      return made;
    },
  ],
});

function* isThere(work: Native): Native {
  return (yield* work) !== undefined;
}

function* orElse(work: Native, fallback: Value): Native {
  const found = yield* work;
  return found === undefined ? fallback : found;
}

function* dictItem(vm: Vm, self: PyDict, key: Value): Native {
  const found = yield* settle(lookUp(vm, self, key));
  if (found !== undefined) return found;
  const missing = self.type.isHeap ? special(self, '__missing__') : undefined;
  if (missing !== undefined) return yield* call(missing, [self, key]);
  throw raised('KeyError', key);
}

export function merged(a: PyDict, b: PyDict): PyDict {
  const made = new PyDict();
  made.merge(a);
  made.merge(b);
  return made;
}

function popItem(self: PyDict): Value {
  let last: [Key, Value] | undefined;
  for (const entry of self.map) last = entry;
  if (!last) throw raised('KeyError', 'popitem(): dictionary is empty');
  const key = self.keyOf(last[0]);
  self.delete(last[0]);
  return new PyTuple([key, last[1]]);
}

function reversedKeys(self: PyDict): Value {
  const keys = self.keys().reverse();
  let index = 0;
  return new PyIterator(iteratorType('dict_reversekeyiterator'), () => keys[index++]);
}

/** Iterates over a table; changing its size meanwhile is an error. */
export function tableIterator(name: string, table: PyDict, pick: (key: Key, value: Value) => Value, what = 'dictionary'): PyIterator {
  const entries = table.map.entries();
  const { size } = table.map;
  let left = size;
  let isOver = false;
  return new PyIterator(
    iteratorType(name),
    () => {
      if (isOver) return undefined;
      if (table.map.size !== size) {
        isOver = true;
        throw raised('RuntimeError', `${what} changed size during iteration`);
      }
      const { done, value } = entries.next();
      left--;
      isOver = done === true;
      return done ? undefined : pick(value[0], value[1]);
    },
    () => Math.max(0, left),
  );
}

function* dictRepr(vm: Vm, self: PyDict): Native {
  if (busy.has(self)) return '{...}';
  busy.add(self);
  try {
    const words: string[] = [];
    for (const [key, value] of self.map) {
      if (vm.isDue) yield* vm.breathe();
      words.push(`${yield* repr(vm, self.keyOf(key))}: ${yield* repr(vm, value)}`);
    }
    return `{${words.join(', ')}}`;
  } finally {
    busy.delete(self);
  }
}

function* sameDicts(vm: Vm, a: PyDict, b: PyDict): Native {
  if (a.map.size !== b.map.size) return false;
  for (const [key, value] of a.map) {
    const other = yield* settle(lookUp(vm, b, a.keyOf(key)));
    if (other === undefined || !(yield* equals(vm, value, other))) return false;
  }
  return true;
}

/** From a mapping, or from pairs, and keywords. */
export function* update(vm: Vm, self: PyDict, source: Value, kwargs: Value): Native {
  if (source instanceof PyDict && (!source.type.isHeap || special(source, '__iter__') === dictType.attrs.get('__iter__')))
    self.merge(source);
  else if (source instanceof PyMappingProxy && source.mapping instanceof PyDict) self.merge(source.mapping);
  else if (source !== undefined) {
    const keys = yield* attributeOrNothing(vm, source, 'keys');
    if (keys === undefined) yield* enterPairs(vm, self, source);
    else {
      for (const key of yield* itemsOf(vm, yield* call(keys, [])))
        yield* settle(enter(vm, self, key, yield* settle(getItem(vm, source, key))));
    }
  }
  if (kwargs instanceof PyDict) self.merge(kwargs);
  return null;
}

function* enterPairs(vm: Vm, self: PyDict, pairs: Value): Native {
  const iterator = yield* settle(iterate(vm, pairs));
  for (let index = 0; ; index++) {
    const pair = yield* nextOf(vm, iterator);
    if (pair === undefined) return null;
    if (special(pair, '__iter__') === undefined && special(pair, '__getitem__') === undefined)
      throw typeError(`cannot convert dictionary update sequence element #${index} to a sequence`);
    const items = yield* itemsOf(vm, pair);
    if (items.length !== 2) throw valueError(`dictionary update sequence element #${index} has length ${items.length}; 2 is required`);
    yield* settle(enter(vm, self, items[0], items[1]));
  }
}

const viewTypes = { keys: builtinType('dict_keys'), values: builtinType('dict_values'), items: builtinType('dict_items') };

/** `dict.keys()` and so on: they show what the dict has now. */
export class PyDictView extends PyObject {
  readonly kind: 'keys' | 'values' | 'items';
  readonly dict: PyDict;
  constructor(kind: PyDictView['kind'], dict: PyDict) {
    super(viewTypes[kind]);
    this.kind = kind;
    this.dict = dict;
  }

  pick(key: Key, value: Value): Value {
    if (this.kind === 'values') return value;
    return this.kind === 'keys' ? this.dict.keyOf(key) : new PyTuple([this.dict.keyOf(key), value]);
  }

  items(): Value[] {
    return [...this.dict.map].map(([key, value]) => this.pick(key, value));
  }
}

const asView = (value: Value): PyDictView | undefined => (value instanceof PyDictView ? value : undefined);

function defineView(kind: PyDictView['kind'], type: PyType): void {
  methods(type, asView, {
    __iter__: ['', (_vm, view) => tableIterator(`dict_${kind.slice(0, -1)}iterator`, view.dict, (key, value) => view.pick(key, value))],
    __reversed__: ['', (_vm, view) => reversedView(view)],
    __len__: ['', (_vm, view) => view.dict.map.size],
    __repr__: [
      '',
      function* (vm, view): Native {
        return `dict_${kind}(${yield* repr(vm, new PyList(view.items()))})`;
      },
    ],
  });
  getters(type, asView, { mapping: (_vm, view) => new PyMappingProxy(view.dict) });
  if (kind === 'values') return;
  methods(type, asView, {
    __contains__: ['value', (vm, view, value) => viewContains(vm, view, value)],
    ...setOperations<PyDictView>(view => view.items(), false),
  });
}

function reversedView(view: PyDictView): Value {
  const items = view.items().reverse();
  let index = 0;
  return new PyIterator(iteratorType(`dict_reverse${view.kind.slice(0, -1)}iterator`), () => items[index++]);
}

function viewContains(vm: Vm, view: PyDictView, value: Value): Answer {
  if (view.kind === 'keys') return contains(vm, view.dict, value);
  return hasPair(vm, view, value);
}

function* hasPair(vm: Vm, view: PyDictView, value: Value): Native {
  if (!(value instanceof PyTuple) || value.items.length !== 2) return false;
  const found = yield* settle(lookUp(vm, view.dict, value.items[0]));
  return found !== undefined && (yield* equals(vm, found, value.items[1]));
}

for (const kind of ['keys', 'values', 'items'] as const) defineView(kind, viewTypes[kind]);
