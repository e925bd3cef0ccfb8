import { PyDict } from '../objects/dict.js';
import { typeError } from '../objects/exception.js';
import { classMethods, construct, methods } from '../objects/define.js';
import { PyFunction } from '../objects/function.js';
import { isNative, PyGetSet, settle, type Native } from '../objects/functions.js';
import { PyObject, PyType, type Value } from '../objects/object.js';
import { ellipsisType, moduleType, noneType, notImplemented, notImplementedType, objectType, typeOf } from '../objects/types.js';
import { PyList, PyModule, PyTuple, textOf } from '../objects/values.js';
import { attributeError, dictOf, genericAttr, genericDeleteAttr, genericSetAttr, special } from '../vm/attributes.js';
import { identityHash, plainHash } from '../vm/hash.js';
import { compare } from '../vm/operators.js';
import { itemsOf, repr, str, truth } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';

const any = (value: Value): { readonly value: Value } => ({ value });

construct(objectType, '*args, **kwargs', function* (vm, type, args, kwargs): Native {
  const count = (args instanceof PyTuple ? args.items.length : 0) + (kwargs instanceof PyDict ? kwargs.map.size : 0);
  const abstract = type.attrs.get('__abstractmethods__');
  if (abstract !== undefined && (yield* truth(vm, abstract))) throw yield* abstractError(vm, type, abstract);
  if (count > 0) {
    if (type.lookup('__new__') !== objectType.attrs.get('__new__'))
      throw typeError('object.__new__() takes exactly one argument (the type to instantiate)');
    if (type.lookup('__init__') === objectType.attrs.get('__init__')) throw typeError(`${type.name}() takes no arguments`);
  }
  return new PyObject(type);
});

function* abstractError(vm: Vm, type: PyType, abstract: Value): Native<Error> {
  const names = [...(yield* itemsOf(vm, abstract))].map(name => textOf(name) ?? '').sort();
  const list = names.map(name => `'${name}'`).join(', ');
  const plural = names.length === 1 ? '' : 's';
  return typeError(`Can't instantiate abstract class ${type.name} without an implementation for abstract method${plural} ${list}`);
}

methods(objectType, any, {
  __init__: ['*args, **kwargs', () => null],
  __repr__: ['', (vm, { value }) => plainRepr(vm, value)],
  __str__: ['', (vm, { value }) => repr(vm, value)],
  __hash__: ['', (vm, { value }) => plainHash(vm, value) ?? (value instanceof PyObject ? identityHash(vm, value) : 0)],
  __eq__: ['other', (_vm, { value }, other) => (value === other ? true : notImplemented)],
  __ne__: ['other', (vm, { value }, other) => notEqual(vm, value, other)],
  __lt__: ['other', () => notImplemented],
  __le__: ['other', () => notImplemented],
  __gt__: ['other', () => notImplemented],
  __ge__: ['other', () => notImplemented],
  __getattribute__: [
    'name',
    function* (vm, { value }, name): Native {
      const key = textOf(name) ?? '';
      const found = yield* settle(genericAttr(vm, value, key));
      if (found === undefined) throw attributeError(value, key);
      return found;
    },
  ],
  __setattr__: ['name, value', (vm, { value }, name, given) => genericSetAttr(vm, value, textOf(name) ?? '', given)],
  __delattr__: ['name', (_vm, { value }, name) => genericDeleteAttr(value, textOf(name) ?? '')],
  __format__: ['spec', (vm, { value }, spec) => plainFormat(vm, value, textOf(spec) ?? '')],
  __dir__: ['', (_vm, { value }) => new PyList(namesOf(value))],
  __sizeof__: ['', () => 16],
});

classMethods(objectType, { __init_subclass__: ['**kwargs', initSubclass], __subclasshook__: ['cls', () => notImplemented] });

function initSubclass(_vm: Vm, type: Value, kwargs: Value): Value {
  if (kwargs instanceof PyDict && kwargs.map.size > 0)
    throw typeError(`${type instanceof PyType ? type.name : ''}.__init_subclass__() takes no keyword arguments`);
  return null;
}

function* plainFormat(vm: Vm, value: Value, spec: string): Native {
  if (spec !== '') throw typeError(`unsupported format string passed to ${typeOf(value).name}.__format__`);
  return yield* str(vm, value);
}

function* notEqual(vm: Vm, value: Value, other: Value): Native {
  const method = special(value, '__eq__');
  if (method === undefined) return notImplemented;
  const answer = compare(vm, 2, value, other);
  return !(yield* truth(vm, isNative(answer) ? yield* answer : answer));
}

/** `<module.Name object at 0x7f…>` */
export function plainRepr(vm: Vm, value: Value): string {
  if (!(value instanceof PyObject)) return '';
  const { type } = value;
  return `<${qualifiedName(type)} object at ${addressText(vm, value)}>`;
}

export function qualifiedName(type: PyType): string {
  return type.module === 'builtins' ? type.qualname : `${type.module}.${type.qualname}`;
}

export function addressText(vm: Vm, object: PyObject): string {
  return `0x${vm.addressOf(object).toString(16)}`;
}

/** What `dir()` lists. */
export function namesOf(value: Value): string[] {
  const names = new Set<string>();
  const add = (attrs: PyObject['attrs']): void => {
    for (const key of attrs?.keys() ?? []) if (typeof key === 'string') names.add(key);
  };
  if (value instanceof PyObject) add(value.attrs);
  if (value instanceof PyType) for (const base of value.mro) add(base.attrs);
  else if (!(value instanceof PyModule)) for (const base of typeOf(value).mro) add(base.attrs);
  return [...names].sort();
}

const setClass = (_vm: Vm, self: Value, type: Value): Value => {
  if (self instanceof PyObject && type instanceof PyType && self.type.isHeap && type.isHeap) self.type = type;
  else throw typeError('__class__ assignment only supported for mutable types or ModuleType subclasses');
  return null;
};
objectType.attrs.set('__class__', new PyGetSet('__class__', objectType, (_vm, self) => typeOf(self), setClass));

/** Objects with attributes of their own have `__dict__`. */
export const dictGetSet = new PyGetSet(
  '__dict__',
  objectType,
  (_vm, self) => {
    if (self instanceof PyObject && (self.type.hasDict || self instanceof PyModule || self instanceof PyFunction)) return dictOf(self);
    throw attributeError(self, '__dict__');
  },
  (_vm, self, value) => {
    if (!(self instanceof PyObject) || !(value instanceof PyDict)) throw typeError('__dict__ must be set to a dictionary');
    self.attrs = value.map;
    return null;
  },
);
objectType.attrs.set('__dict__', dictGetSet);
objectType.attrs.set('__doc__', 'The base class of the class hierarchy.');

const isNone = (value: Value): true | undefined => (value === null ? true : undefined);
methods(noneType, isNone, { __repr__: ['', () => 'None'], __bool__: ['', () => false] });
construct(noneType, '', () => null);
methods(ellipsisType, any, { __repr__: ['', () => 'Ellipsis'] });
methods(notImplementedType, any, { __repr__: ['', () => 'NotImplemented'] });

const asModule = (value: Value): PyModule | undefined => (value instanceof PyModule ? value : undefined);
methods(moduleType, asModule, { __repr__: ['', (_vm, module) => moduleRepr(module)] });
construct(moduleType, 'name:, doc=', (_vm, type, name, doc) => {
  const module = new PyModule(textOf(name) ?? '', [['__doc__', doc ?? null]]);
  module.type = type;
  return module;
});

function moduleRepr(module: PyModule): string {
  const name = textOf(module.attrs.get('__name__')) ?? module.name;
  const file = textOf(module.attrs.get('__file__'));
  return file === undefined ? `<module '${name}' (built-in)>` : `<module '${name}' from '${file}'>`;
}
