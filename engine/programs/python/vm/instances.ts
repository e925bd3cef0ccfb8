import { typeError } from '../objects/exception.js';
import { isNative, PyBuiltin, type Native } from '../objects/functions.js';
import { PyType, type Value } from '../objects/object.js';
import { genericAliasType, typeOf, typeType } from '../objects/types.js';
import { PyTuple } from '../objects/values.js';
import { callSpecial } from './attributes.js';
import { callMethod, truth } from './protocol.js';
import type { Vm } from './vm.js';

/** `isinstance(value, type)`. */
export function* isInstanceOf(vm: Vm, value: Value, type: Value): Native<boolean> {
  if (type instanceof PyTuple) return yield* any(type.items, each => isInstanceOf(vm, value, each));
  if (type instanceof PyType) {
    if (typeOf(value).isSubtypeOf(type)) return true;
    if (type.type === typeType) return yield* hasSuchClass(vm, value, type);
  }
  const hook = typeOf(type).lookup('__instancecheck__');
  if (hook === undefined || typeOf(type) === genericAliasType)
    throw typeError(
      typeOf(type) === genericAliasType
        ? 'isinstance() argument 2 cannot be a parameterized generic'
        : 'isinstance() arg 2 must be a type, a tuple of types, or a union',
    );
  if (hook instanceof PyBuiltin && type instanceof PyType) return false;
  const answer = callSpecial(vm, hook, type, value);
  return yield* truth(vm, isNative(answer) ? yield* answer : answer);
}

/** Proxies tell by `__class__` what they stand for. */
function* hasSuchClass(vm: Vm, value: Value, type: PyType): Native<boolean> {
  const own = typeOf(value);
  if (!own.isHeap || own.attrs.get('__class__') === undefined) return false;
  const claimed = vm.getAttr(value, '__class__');
  const found = isNative(claimed) ? yield* claimed : claimed;
  return found instanceof PyType && found.isSubtypeOf(type);
}

function* any(items: readonly Value[], test: (item: Value) => Native<boolean>): Native<boolean> {
  for (const item of items) if (yield* test(item)) return true;
  return false;
}

/** `issubclass(type, base)`. */
export function* isSubclassOf(vm: Vm, type: Value, base: Value): Native<boolean> {
  if (base instanceof PyTuple) return yield* any(base.items, each => isSubclassOf(vm, type, each));
  if (base instanceof PyType && type instanceof PyType) {
    if (type.isSubtypeOf(base)) return true;
    const hook = base.type.lookup('__subclasscheck__');
    if (hook === undefined || hook instanceof PyBuiltin) return false;
    return yield* truth(vm, yield* callMethod(vm, base, '__subclasscheck__', type));
  }
  if (!(type instanceof PyType)) throw typeError('issubclass() arg 1 must be a class');
  if (typeOf(base).lookup('__subclasscheck__') === undefined)
    throw typeError('issubclass() arg 2 must be a class, a tuple of classes, or a union');
  return yield* truth(vm, yield* callMethod(vm, base, '__subclasscheck__', type));
}
