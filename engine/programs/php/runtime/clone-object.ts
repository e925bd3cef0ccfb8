import { PhpArray } from './array.js';
import { PhpObject } from './object.js';
import { ClosureObject, GeneratorObject } from './special-objects.js';
import { Ref } from './value.js';
import type { Vm } from './vm.js';

/** A new object with the properties of another, before its `__clone` runs. */
export function cloneObject(vm: Vm, object: PhpObject): PhpObject {
  if (object.cls.type === 'enum') throw vm.errors.error(`Trying to clone an uncloneable object of class ${object.cls.name}`);
  if (object instanceof GeneratorObject) throw vm.errors.error('Trying to clone an uncloneable object of class Generator');
  if (object instanceof ClosureObject) return new ClosureObject(object.cls, vm.nextObjectId(), object.callable);
  const copy = new PhpObject(object.cls, vm.nextObjectId());
  for (const [name, slot] of object.props)
    copy.props.set(name, slot instanceof PhpArray ? slot.share() : slot instanceof Ref && slot.names < 2 ? vm.copy(slot.value) : slot);
  copy.frozen = object.frozen && new Set(object.frozen);
  return copy;
}
