import type { CastType } from '../syntax/ast.js';
import { PhpArray } from '../runtime/array.js';
import { toBool, toFloat, toInt } from '../runtime/convert.js';
import { PhpObject } from '../runtime/object.js';
import { orderedNames } from '../runtime/properties.js';
import { ClosureObject } from '../runtime/special-objects.js';
import { PhpFloat, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';

export function castTo(vm: Vm, type: CastType, value: Value): Value {
  switch (type) {
    case 'int':
    case 'float':
      if (value instanceof PhpObject) vm.errors.warning(`Object of class ${value.cls.name} could not be converted to ${type}`);
      return type === 'int' ? toInt(value) : new PhpFloat(toFloat(value));
    case 'string':
      return vm.text(value);
    case 'bool':
      return toBool(value);
    case 'array':
      return toArray(vm, value);
    case 'object':
      return toObject(vm, value);
    case 'null':
      return null;
  }
}

export function toArray(vm: Vm, value: Value): PhpArray {
  if (value instanceof PhpArray) return value;
  if (value === null) return new PhpArray();
  if (!(value instanceof PhpObject) || value instanceof ClosureObject) return PhpArray.of([value]);
  const array = new PhpArray();
  for (const name of orderedNames(value)) {
    const property = value.cls.properties.get(name);
    const visibility = property?.modifiers.visibility ?? 'public';
    const prefix = visibility === 'private' ? `\0${property?.owner.name ?? ''}\0` : visibility === 'protected' ? '\0*\0' : '';
    array.set(vm.key(prefix + name), vm.copy(value.get(name) ?? null));
  }
  return array;
}

function toObject(vm: Vm, value: Value): PhpObject {
  if (value instanceof PhpObject) return value;
  const object = vm.classes.allocate(vm.classes.require('stdClass'));
  if (value instanceof PhpArray) for (const [key, item] of value.entries()) object.set(String(key), vm.copy(item));
  else if (value !== null) object.set('scalar', value);
  return object;
}
