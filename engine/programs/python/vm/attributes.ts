import { PyDict } from '../objects/dict.js';
import { isThrown, raised, typeError, type Thrown } from '../objects/exception.js';
import {
  call,
  isNative,
  PyBuiltin,
  PyGetSet,
  PyMember,
  PyMethod,
  PyProperty,
  PySuper,
  PyWrapped,
  type Answer,
  type Native,
} from '../objects/functions.js';
import { PyFunction } from '../objects/function.js';
import { PyObject, PyType, type Key, type Value } from '../objects/object.js';
import { keyOf } from '../objects/keys.js';
import { classmethodType, typeOf, typeType } from '../objects/types.js';
import { PyModule } from '../objects/values.js';
import type { Vm } from './vm.js';

/** `object.name`; AttributeError where there is none. */
export function getAttr(vm: Vm, object: Value, name: string): Answer {
  const found = findAttr(vm, object, name);
  if (found === undefined) throw attributeError(object, name);
  return found;
}

/** Like `getAttr`, undefined where there is no such attribute and nobody was asked in Python. */
function findAttr(vm: Vm, object: Value, name: string): Answer {
  const type = typeOf(object);
  if (type.isHeap) {
    const custom = type.lookup('__getattribute__');
    if (custom !== undefined && !(custom instanceof PyBuiltin)) return withHook(call(custom, [object, name]), object, name);
  }
  const found = genericAttr(vm, object, name);
  if (found !== undefined) return type.isHeap && isNative(found) ? withHook(found, object, name) : found;
  const hook = type.lookup('__getattr__');
  return hook === undefined ? undefined : call(hook, [object, name]);
}

/** Asks `__getattr__` where what stands before it fails. */
function* withHook(work: Native, object: Value, name: string): Native {
  const hook = typeOf(object).lookup('__getattr__');
  if (hook === undefined) return yield* work;
  try {
    return yield* work;
  } catch (error) {
    if (!isThrown(error, 'AttributeError')) throw error;
  }
  return yield* call(hook, [object, name]);
}

/** What `object.__getattribute__` does. */
export function genericAttr(vm: Vm, object: Value, name: string): Answer {
  if (object instanceof PyType) return typeAttr(vm, object, name);
  if (object instanceof PySuper) return superAttr(vm, object, name);
  const type = typeOf(object);
  const meta = type.lookup(name);
  if (meta instanceof PyObject && isData(meta)) return bind(vm, meta, object, type);
  if (object instanceof PyObject) {
    const own = object.attrs?.get(nameKey(name));
    if (own !== undefined && !(meta instanceof PyMember)) return own;
  }
  if (meta !== undefined) return bind(vm, meta, object, type);
  if (object instanceof PyModule) {
    const hook = object.attrs.get('__getattr__');
    if (hook !== undefined) return call(hook, [name]);
  }
  return undefined;
}

function nameKey(name: string): string {
  const key = keyOf(name);
  return typeof key === 'string' ? key : name;
}

/** Whether a descriptor comes before the attributes of the object itself. */
function isData(meta: PyObject): boolean {
  if (meta instanceof PyProperty || meta instanceof PyGetSet || meta instanceof PyMember) return true;
  if (meta instanceof PyFunction || meta instanceof PyBuiltin || !meta.type.isHeap) return false;
  return meta.type.lookup('__set__') !== undefined || meta.type.lookup('__delete__') !== undefined;
}

/** What an attribute of the type is as seen from an instance. */
export function bind(vm: Vm, meta: Value, object: Value, type: PyType): Answer {
  if (!(meta instanceof PyObject)) return meta;
  if (meta instanceof PyFunction) return new PyMethod(meta, object);
  if (meta instanceof PyBuiltin) return bindBuiltin(meta, object, type);
  if (meta instanceof PyWrapped) return meta.type.isSubtypeOf(classmethodType) ? bindClassMethod(vm, meta, type) : meta.callee;
  if (meta instanceof PyProperty) {
    if (meta.get === null) throw propertyError(meta, object, 'getter');
    return call(meta.get, [object]);
  }
  if (meta instanceof PyGetSet) return meta.get(vm, object);
  if (meta instanceof PyMember) {
    const value = object instanceof PyObject ? object.attrs?.get(meta.name) : undefined;
    if (value === undefined) throw attributeError(object, meta.name);
    return value;
  }
  const getter = meta.type.lookup('__get__');
  return getter === undefined ? meta : call(getter, [meta, object, type]);
}

function bindClassMethod(vm: Vm, meta: PyWrapped, type: PyType): Answer {
  const { callee } = meta;
  if (callee instanceof PyProperty) return bind(vm, callee, type, typeType);
  return new PyMethod(callee, type);
}

function bindBuiltin(meta: PyBuiltin, object: Value, type: PyType): Value {
  switch (meta.kind) {
    case 'static':
    case 'function':
      return meta;
    case 'class':
      return new PyMethod(meta, type);
    default:
      return new PyMethod(meta, object);
  }
}

/** `Class.name`. */
function typeAttr(vm: Vm, type: PyType, name: string): Answer {
  const meta = type.type.lookup(name);
  if (meta instanceof PyObject && isData(meta)) return bind(vm, meta, type, type.type);
  const own = type.lookup(name);
  if (own !== undefined) return bindToClass(vm, own, type);
  return meta === undefined ? undefined : bind(vm, meta, type, type.type);
}

function bindToClass(vm: Vm, value: Value, type: PyType): Answer {
  if (!(value instanceof PyObject)) return value;
  if (value instanceof PyFunction || value instanceof PyProperty || value instanceof PyGetSet || value instanceof PyMember) return value;
  if (value instanceof PyBuiltin) return value.kind === 'class' ? new PyMethod(value, type) : value;
  if (value instanceof PyWrapped) return value.type.isSubtypeOf(classmethodType) ? bindClassMethod(vm, value, type) : value.callee;
  if (value instanceof PyType) return value;
  const getter = value.type.lookup('__get__');
  return getter === undefined ? value : call(getter, [value, null, type]);
}

function superAttr(vm: Vm, object: PySuper, name: string): Answer {
  const { after, self, selfType } = object;
  if (after && selfType && name !== '__class__') {
    const found = selfType.lookupAfter(after, name);
    if (found !== undefined)
      return self instanceof PyType && self === selfType ? bindToClass(vm, found, selfType) : bind(vm, found, self, selfType);
  }
  const own = object.type.lookup(name);
  return own === undefined ? undefined : bind(vm, own, object, object.type);
}

function propertyError(property: PyProperty, object: Value, what: string): Thrown {
  const name = typeof property.name === 'string' ? `'${property.name}' ` : '';
  return raised('AttributeError', `property ${name}of '${typeOf(object).qualname}' object has no ${what}`);
}

export function attributeError(object: Value, name: string): Thrown {
  const words =
    object instanceof PyType
      ? `type object '${object.name}' has no attribute '${name}'`
      : object instanceof PyModule
        ? `module '${object.name}' has no attribute '${name}'`
        : `'${typeOf(object).name}' object has no attribute '${name}'`;
  const error = raised('AttributeError', words);
  error.exception.attrs = new Map<string, Value>([
    ['name', name],
    ['obj', object],
  ]);
  return error;
}

/** `object.name = value`. */
export function setAttr(vm: Vm, object: Value, name: string, value: Value): Answer {
  const type = typeOf(object);
  if (type.isHeap) {
    const custom = type.lookup('__setattr__');
    if (custom !== undefined && !(custom instanceof PyBuiltin)) return call(custom, [object, name, value]);
  }
  return genericSetAttr(vm, object, name, value);
}

export function genericSetAttr(vm: Vm, object: Value, name: string, value: Value): Answer {
  const type = typeOf(object);
  const meta = type.lookup(name);
  if (meta instanceof PyObject) {
    if (meta instanceof PyProperty) {
      if (meta.set === null) throw propertyError(meta, object, 'setter');
      return call(meta.set, [object, value]);
    }
    if (meta instanceof PyGetSet) {
      if (!meta.set) throw raised('AttributeError', `attribute '${name}' of '${meta.owner.name}' objects is not writable`);
      return meta.set(vm, object, value);
    }
    const setter = meta instanceof PyMember ? undefined : meta.type.lookup('__set__');
    if (setter !== undefined) return call(setter, [meta, object, value]);
  }
  if (object instanceof PyType) return setTypeAttr(object, name, value);
  if (object instanceof PyModule) object.attrs.set(nameKey(name), value);
  else if (object instanceof PyObject && (type.hasDict || meta instanceof PyMember || object instanceof PyFunction))
    (object.attrs ??= new Map()).set(nameKey(name), value);
  else if (meta !== undefined) throw raised('AttributeError', `'${type.name}' object attribute '${name}' is read-only`);
  else throw attributeError(object, name);
  return null;
}

function setTypeAttr(type: PyType, name: string, value: Value): Value {
  if (!type.isHeap) throw typeError(`cannot set '${name}' attribute of immutable type '${type.name}'`);
  type.attrs.set(nameKey(name), value);
  return null;
}

export function deleteAttr(_vm: Vm, object: Value, name: string): Answer {
  const type = typeOf(object);
  if (type.isHeap) {
    const custom = type.lookup('__delattr__');
    if (custom !== undefined && !(custom instanceof PyBuiltin)) return call(custom, [object, name]);
  }
  return genericDeleteAttr(object, name);
}

export function genericDeleteAttr(object: Value, name: string): Answer {
  const meta = typeOf(object).lookup(name);
  if (meta instanceof PyProperty) {
    if (meta.delete === null) throw propertyError(meta, object, 'deleter');
    return call(meta.delete, [object]);
  }
  if (meta instanceof PyObject && !(meta instanceof PyMember)) {
    const remover = meta.type.lookup('__delete__');
    if (remover !== undefined) return call(remover, [meta, object]);
  }
  if (object instanceof PyType && !object.isHeap) throw typeError(`cannot set '${name}' attribute of immutable type '${object.name}'`);
  if (object instanceof PyObject && object.attrs?.delete(nameKey(name))) return null;
  throw attributeError(object, name);
}

/** A special method, looked up on the type as Python does; undefined when there is none (or it is None). */
export function special(object: Value, name: string): Value {
  const found = typeOf(object).lookup(name);
  return found === null ? undefined : found;
}

/** Calls a special method that is there. Static and class methods among them are seen as Python sees them. */
export function callSpecial(vm: Vm, method: Value, object: Value, ...args: Value[]): Answer {
  if (method instanceof PyBuiltin && method.kind !== 'class' && method.kind !== 'static') return method.run(vm, object, ...args);
  if (method instanceof PyFunction) return call(method, [object, ...args]);
  return callBound(vm, method, object, args);
}

function* callBound(vm: Vm, method: Value, object: Value, args: Value[]): Native {
  const bound = bind(vm, method, object, typeOf(object));
  return yield* call(isNative(bound) ? yield* bound : bound, args);
}

/** `__dict__` of an object: a dict over its attributes. */
export function dictOf(object: PyObject): PyDict {
  return new PyDict((object.attrs ??= new Map<Key, Value>()));
}
