import { PhpArray } from '../runtime/array.js';
import type { Args, NativeTasks } from '../runtime/native.js';
import { serialize } from './serialize.js';
import { unserialize, type Allowed } from './unserialize.js';

function allowedOf(a: Args): Allowed {
  const given = a.arr(1).get('allowed_classes');
  if (given === undefined || given === true) return undefined;
  return new Set(given instanceof PhpArray ? given.values().map(each => a.vm.text(each).toLowerCase()) : []);
}

export const serializationTasks: NativeTasks = {
  'serialize(mixed $value)': a => serialize(a.vm, a.get(0)),
  *'unserialize(string $data, array $options = [])'(a) {
    return (yield* unserialize(a.vm, a.str(0), allowedOf(a))) ?? false;
  },
};
