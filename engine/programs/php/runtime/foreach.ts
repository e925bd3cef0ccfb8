import type { Task } from '../../../core/task.js';
import { PhpArray, type Key } from './array.js';
import { PhpObject } from './object.js';
import { GeneratorObject } from './special-objects.js';
import { Ref, read, type Slot, type Value } from './value.js';
import type { Vm } from './vm.js';

/** A `foreach` on its way. `next` is undefined where the walk has to ask the program's own methods: then `step` is called. */
export interface ForeachWalk {
  /** The next entry; undefined at the end. Only for walks without `step`. */
  readonly next: () => readonly [Value, Slot] | undefined;
  readonly step?: () => Task<readonly [Value, Slot] | undefined>;
  readonly end: () => void;
}

const nothing = (): void => undefined;

/** Walks over an array as it is now, whatever happens to the variable meanwhile. */
export function arrayWalk(array: PhpArray): ForeachWalk {
  const copy = array.share();
  const slots = copy.slots();
  return {
    next() {
      const step: IteratorResult<readonly [Key, Slot], unknown> = slots.next();
      return step.done ? undefined : [step.value[0], read(step.value[1])];
    },
    end: () => copy.release(),
  };
}

/** Walks over the array in a variable, giving its elements as references; elements added meanwhile come too. */
export function referenceWalk(variable: Ref): ForeachWalk {
  let position = 0;
  let last: Key | undefined;
  return {
    next() {
      const array = variable.value;
      if (!(array instanceof PhpArray)) return undefined;
      // Where elements before this one went away, the walk goes on after the last one it gave.
      if (last !== undefined && array.keyAt(position - 1) !== last)
        position = array.has(last) ? array.keys().indexOf(last) + 1 : position - 1;
      const key = array.keyAt(position);
      if (key === undefined) return undefined;
      position++;
      last = key;
      return [key, array.ref(key)];
    },
    end: nothing,
  };
}

export function propertyWalk(vm: Vm, object: PhpObject, byRef: boolean): ForeachWalk {
  const names = vm.props.visible(object).values();
  return {
    next() {
      for (;;) {
        const step: IteratorResult<string, unknown> = names.next();
        if (step.done) return undefined;
        const name = step.value;
        if (object.props.has(name)) return [name, byRef ? object.ref(name) : (object.get(name) ?? null)];
      }
    },
    end: nothing,
  };
}

/** Walks over an Iterator, an IteratorAggregate or a generator. */
export function* objectWalk(vm: Vm, object: PhpObject): Task<ForeachWalk> {
  if (object instanceof GeneratorObject) return generatorWalk(vm, object);
  if (object.cls.isNamed('iteratoraggregate')) {
    const inner = yield* vm.calls.invokeMethod(object, 'getIterator', []);
    if (!(inner instanceof PhpObject) || !inner.cls.isNamed('traversable'))
      throw vm.errors.make(
        'Exception',
        `Objects returned by ${object.cls.name}::getIterator() must be traversable or implement interface Iterator`,
      );
    return yield* objectWalk(vm, inner);
  }
  yield* vm.calls.invokeMethod(object, 'rewind', []);
  let first = true;
  return {
    next: () => undefined,
    *step() {
      if (!first) yield* vm.calls.invokeMethod(object, 'next', []);
      first = false;
      if (!vm.toBool(yield* vm.calls.invokeMethod(object, 'valid', []))) return undefined;
      const value = yield* vm.calls.invokeMethod(object, 'current', []);
      return [yield* vm.calls.invokeMethod(object, 'key', []), value];
    },
    end: nothing,
  };
}

function generatorWalk(vm: Vm, generator: GeneratorObject): ForeachWalk {
  let first = true;
  return {
    next: () => undefined,
    *step() {
      if (first) yield* vm.generators.rewind(generator);
      else yield* vm.generators.next(generator);
      first = false;
      return generator.state === 'done' ? undefined : [generator.key, generator.value];
    },
    end: nothing,
  };
}

/** All entries of anything that can be walked over. */
export function* collect(vm: Vm, value: Value, withKeys: boolean): Task<PhpArray> {
  if (value instanceof PhpArray) return value;
  const result = new PhpArray();
  if (!(value instanceof PhpObject)) return result;
  const walk = value.cls.isNamed('traversable') ? yield* objectWalk(vm, value) : propertyWalk(vm, value, false);
  for (;;) {
    const entry = walk.step ? yield* walk.step() : walk.next();
    if (!entry) return result;
    const item = vm.copy(read(entry[1]));
    if (withKeys) result.set(vm.key(entry[0]), item);
    else result.append(item);
    vm.memory.grow(result.size);
  }
}
