import type { Task } from '../../../core/task.js';
import { PhpArray } from '../runtime/array.js';
import { formatFloat } from '../runtime/number-text.js';
import { PhpObject } from '../runtime/object.js';
import { ClosureObject, GeneratorObject } from '../runtime/special-objects.js';
import { isInt, PhpFloat, Ref, type Slot, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { Resource } from './resource.js';

const MAX_DEPTH = 1000;

/** A value as text that `unserialize` reads. */
export function* serialize(vm: Vm, value: Value): Task<string> {
  const writer = new Writer(vm);
  yield* writer.slot(value);
  return writer.text;
}

class Writer {
  readonly #vm: Vm;
  readonly #seen = new Map<object, number>();
  readonly #pieces: string[] = [];
  #count = 0;
  #depth = 0;

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  get text(): string {
    return this.#pieces.join('');
  }

  #put(text: string): void {
    this.#pieces.push(text);
    this.#vm.memory.reserve(text.length);
  }

  *slot(slot: Slot): Task<void> {
    const isShared = slot instanceof Ref && slot.names > 1;
    const value = slot instanceof Ref ? slot.value : slot;
    const identity = value instanceof PhpObject ? value : isShared ? slot : undefined;
    this.#count++;
    if (identity) {
      const known = this.#seen.get(identity);
      if (known !== undefined) {
        // What is shared by reference is counted once, an object each time.
        if (isShared) this.#count--;
        this.#put(`${isShared ? 'R' : 'r'}:${known};`);
        return;
      }
      this.#seen.set(identity, this.#count);
    }
    if (value instanceof PhpObject) yield* this.#nested(() => this.#object(value));
    else if (value instanceof PhpArray) yield* this.#nested(() => this.#array('a', value));
    else this.#put(scalar(value));
  }

  *#nested(write: () => Task<void>): Task<void> {
    if (++this.#depth > MAX_DEPTH) throw this.#vm.errors.fatal('drydock: serialize() of values nested as deep as this is not simulated');
    yield* this.#vm.sys.tick();
    yield* write();
    this.#depth--;
  }

  *#array(head: string, array: PhpArray): Task<void> {
    this.#put(`${head}:${array.size}:{`);
    for (const [key, slot] of [...array.slots()]) {
      this.#put(typeof key === 'string' ? text(key) : `i:${key};`);
      yield* this.slot(slot);
    }
    this.#put('}');
  }

  *#object(object: PhpObject): Task<void> {
    const { cls } = object;
    const vm = this.#vm;
    if (cls.type === 'enum') {
      this.#put(`E:${length(`${cls.name}:${vm.text(object.get('name') ?? '')}`)};`);
      return;
    }
    if (object instanceof Resource) {
      this.#put('i:0;');
      return;
    }
    if (object instanceof ClosureObject || object instanceof GeneratorObject || cls.name.includes('\0') || cls.isNamed('reflector'))
      throw vm.errors.make('Exception', `Serialization of '${cls.name.split('\0')[0] ?? ''}' is not allowed`);
    const lost = cls.lower === '__php_incomplete_class' ? object.get('__PHP_Incomplete_Class_Name') : undefined;
    const head = `O:${length(typeof lost === 'string' ? lost : cls.name)}`;
    if (cls.methods.has('__serialize')) {
      const data = yield* vm.calls.invokeMethod(object, '__serialize', []);
      if (!(data instanceof PhpArray)) throw vm.errors.typeError(`${cls.name}::__serialize() must return an array`);
      return yield* this.#array(head, data);
    }
    const names = cls.methods.has('__sleep')
      ? yield* this.#sleep(object)
      : orderOf(object).filter(name => lost === undefined || name !== '__PHP_Incomplete_Class_Name');
    if (!names) {
      this.#put('N;');
      return;
    }
    this.#put(`${head}:${names.length}:{`);
    for (const name of names) {
      this.#put(text(mangled(object, name)));
      yield* this.slot(object.props.get(name) ?? null);
    }
    this.#put('}');
  }

  *#sleep(object: PhpObject): Task<readonly string[] | undefined> {
    const vm = this.#vm;
    const names = yield* vm.calls.invokeMethod(object, '__sleep', []);
    if (!(names instanceof PhpArray)) {
      vm.errors.warning(
        `serialize(): ${object.cls.name}::__sleep() should return an array only containing the names of instance-variables to serialize`,
      );
      return undefined;
    }
    const wanted = names.values().map(each => vm.text(each));
    return wanted.filter(name => {
      if (object.props.has(name)) return true;
      vm.errors.warning(`serialize(): "${name}" returned as member variable from __sleep() but does not exist`);
      return false;
    });
  }
}

/** Properties in the order of their declaration, then those that were added. */
function orderOf(object: PhpObject): readonly string[] {
  const declared = [...object.cls.properties.keys()].filter(name => object.props.has(name));
  return [...declared, ...[...object.props.keys()].filter(name => !object.cls.properties.has(name))];
}

/** The name with what tells who may see it. */
function mangled(object: PhpObject, name: string): string {
  const property = object.cls.properties.get(name);
  if (property?.modifiers.visibility === 'private') return `\0${property.owner.name}\0${name}`;
  return property?.modifiers.visibility === 'protected' ? `\0*\0${name}` : name;
}

function length(name: string): string {
  return `${name.length}:"${name}"`;
}

function text(value: string): string {
  return `s:${value.length}:"${value}";`;
}

function scalar(value: Exclude<Value, PhpArray | PhpObject>): string {
  if (value === null) return 'N;';
  if (typeof value === 'boolean') return `b:${value ? 1 : 0};`;
  if (typeof value === 'string') return text(value);
  if (isInt(value)) return `i:${value};`;
  return value instanceof PhpFloat ? `d:${formatFloat(value.n, 17)};` : 'N;';
}
