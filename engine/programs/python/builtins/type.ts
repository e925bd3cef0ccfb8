import { PyDict } from '../objects/dict.js';
import { typeError } from '../objects/exception.js';
import { construct, getters, methods } from '../objects/define.js';
import { call, PyGetSet, settle, type Answer, type Native } from '../objects/functions.js';
import { PyType, type Value } from '../objects/object.js';
import { typeOf, typeType } from '../objects/types.js';
import { PyList, PyTuple, textOf } from '../objects/values.js';
import { attributeError, genericAttr, genericSetAttr } from '../vm/attributes.js';
import { makeType } from '../vm/build-class.js';
import { isSubclassOf } from '../vm/instances.js';
import { PyMappingProxy } from './mapping-proxy.js';
import { unionOf } from './generic-alias.js';
import { qualifiedName } from './object.js';
import type { Vm } from '../vm/vm.js';

const asType = (value: Value): PyType | undefined => (value instanceof PyType ? value : undefined);

construct(typeType, 'name, bases?, dict?, **kwargs', (vm, meta, name, bases, names, kwargs): Answer => {
  if (bases === undefined && names === undefined) return typeOf(name);
  const title = textOf(name);
  if (title === undefined) throw typeError(`type.__new__() argument 1 must be str, not ${typeOf(name).name}`);
  if (!(bases instanceof PyTuple)) throw typeError(`type.__new__() argument 2 must be tuple, not ${typeOf(bases).name}`);
  if (!(names instanceof PyDict)) throw typeError(`type.__new__() argument 3 must be dict, not ${typeOf(names).name}`);
  const keywords =
    kwargs instanceof PyDict
      ? new Map([...kwargs.map].map(([key, value]) => [textOf(typeof key === 'string' ? key : '') ?? '', value]))
      : undefined;
  return typeOrMeta(vm, meta, title, bases.items, names, keywords);
});

function* typeOrMeta(
  vm: Vm,
  meta: PyType,
  name: string,
  bases: readonly Value[],
  names: PyDict,
  keywords: ReadonlyMap<string, Value> | undefined,
): Native {
  if (meta === typeType) {
    for (const base of bases) {
      const other = typeOf(base);
      if (
        base instanceof PyType &&
        other !== typeType &&
        other.isSubtypeOf(meta) &&
        other.lookup('__new__') !== typeType.attrs.get('__new__')
      )
        return yield* call(yield* settle(vm.getAttr(other, '__new__')), [other, name, new PyTuple(bases), names], keywords);
    }
  }
  return yield* makeType(vm, winner(meta, bases), name, bases, names, keywords);
}

function winner(meta: PyType, bases: readonly Value[]): PyType {
  let found = meta;
  for (const base of bases) if (typeOf(base).isSubtypeOf(found)) found = typeOf(base);
  return found;
}

methods(typeType, asType, {
  __init__: ['*args, **kwargs', () => null],
  __repr__: ['', (_vm, type) => `<class '${qualifiedName(type)}'>`],
  __call__: ['*args, **kwargs', (vm, type, args, kwargs) => instantiateLater(vm, type, args, kwargs)],
  mro: ['', (_vm, type) => new PyList([...type.mro])],
  __subclasses__: ['', (vm, type) => new PyList([...(vm.subclasses.get(type) ?? [])])],
  __instancecheck__: ['instance', (_vm, type, value) => typeOf(value).isSubtypeOf(type)],
  __subclasscheck__: ['subclass', (vm, type, value) => (value instanceof PyType ? value.isSubtypeOf(type) : isSubclassOf(vm, value, type))],
  __or__: ['other', (_vm, type, other) => unionOf(type, other)],
  __ror__: ['other', (_vm, type, other) => unionOf(other, type)],
  __dir__: [
    '',
    (_vm, type) => new PyList([...new Set(type.mro.flatMap(base => [...base.attrs.keys()].filter(key => typeof key === 'string')))].sort()),
  ],
  __getattribute__: [
    'name',
    function* (vm, type, name): Native {
      const found = yield* settle(genericAttr(vm, type, textOf(name) ?? ''));
      if (found === undefined) throw attributeError(type, textOf(name) ?? '');
      return found;
    },
  ],
  __setattr__: ['name, value', (vm, type, name, value) => genericSetAttr(vm, type, textOf(name) ?? '', value)],
});

/** `super().__call__(…)` of a metaclass. */
function* instantiateLater(vm: Vm, type: PyType, args: Value, kwargs: Value): Native {
  const given = args instanceof PyTuple ? args.items : [];
  const keywords =
    kwargs instanceof PyDict
      ? new Map([...kwargs.map].map(([key, value]) => [textOf(typeof key === 'string' ? key : '') ?? '', value]))
      : undefined;
  return yield* vm.instantiate(type, given, keywords);
}

getters(typeType, asType, {
  __mro__: (_vm, type) => new PyTuple(type.mro),
  __bases__: (_vm, type) => new PyTuple(type.bases),
  __base__: (_vm, type) => type.bases[0] ?? null,
  __dict__: (_vm, type) => new PyMappingProxy(new PyDict(type.attrs)),
  __flags__: (_vm, type) => (type.isHeap ? 1 << 9 : 0),
});

const settable = (name: string, get: (type: PyType) => Value, set: (type: PyType, value: Value) => void): void => {
  typeType.attrs.set(
    name,
    new PyGetSet(
      name,
      typeType,
      (_vm, self) => (self instanceof PyType ? get(self) : null),
      (_vm, self, value) => {
        if (!(self instanceof PyType)) return null;
        if (!self.isHeap) throw typeError(`cannot set '${name}' attribute of immutable type '${self.name}'`);
        set(self, value);
        return null;
      },
    ),
  );
};

settable(
  '__name__',
  type => type.name,
  (type, value) => void (type.name = textOf(value) ?? type.name),
);
settable(
  '__qualname__',
  type => type.qualname,
  (type, value) => void (type.qualname = textOf(value) ?? type.qualname),
);
settable(
  '__module__',
  type => type.attrs.get('__module__') ?? type.module,
  (type, value) => {
    type.module = textOf(value) ?? type.module;
    type.attrs.set('__module__', value);
  },
);
settable(
  '__doc__',
  type => type.attrs.get('__doc__') ?? null,
  (type, value) => void type.attrs.set('__doc__', value),
);
settable(
  '__annotations__',
  type => annotationsOf(type),
  (type, value) => void type.attrs.set('__annotations__', value),
);
settable(
  '__abstractmethods__',
  type => {
    const found = type.attrs.get('__abstractmethods__');
    if (found === undefined) throw attributeError(type, '__abstractmethods__');
    return found;
  },
  (type, value) => void type.attrs.set('__abstractmethods__', value),
);

function annotationsOf(type: PyType): Value {
  const own = type.attrs.get('__annotations__');
  if (own !== undefined) return own;
  if (!type.isHeap) throw attributeError(type, '__annotations__');
  const made = new PyDict();
  type.attrs.set('__annotations__', made);
  return made;
}
