import type { Task } from '../../../core/task.js';
import { PhpArray, type Key } from '../runtime/array.js';
import { callAutoloaders } from '../runtime/autoload.js';
import { PhpObject, type PhpClass } from '../runtime/object.js';
import { intOf, PhpFloat, Ref, type Slot, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';

const MAX_DEPTH = 1000;

/** The text is not what `serialize` makes; where that shows. */
class Damaged extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super('damaged');
    this.offset = offset;
  }
}

/** Which classes objects may have; all when undefined. */
export type Allowed = ReadonlySet<string> | undefined;

/** Reads what `serialize` wrote; undefined, with a warning, when it is something else. */
export function* unserialize(vm: Vm, source: string, allowed: Allowed): Task<Value | undefined> {
  const reader = new Reader(vm, source, allowed);
  try {
    const value = yield* reader.value();
    yield* reader.wakeUp();
    return value;
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    vm.errors.warning(`unserialize(): Error at offset ${error.offset} of ${source.length} bytes`);
    return undefined;
  }
}

/** Reads `name|value` pairs as they stand in the file of a session, or one array; undefined when it is something else. */
export function* unserializePairs(vm: Vm, source: string, asArray: boolean): Task<readonly (readonly [Value, Value])[] | undefined> {
  const reader = new Reader(vm, source, undefined);
  const pairs: (readonly [Value, Value])[] = [];
  try {
    if (asArray) {
      const all = yield* reader.value();
      if (all instanceof PhpArray) for (const [key, value] of all.entries()) pairs.push([key, value]);
    } else while (!reader.isAtEnd) pairs.push([reader.name(), yield* reader.value()]);
    yield* reader.wakeUp();
    return pairs;
  } catch (error) {
    if (error instanceof Damaged) return undefined;
    throw error;
  }
}

/** Where a value that was read stands, so that it can be shared. */
interface Place {
  readonly read: () => Slot;
  readonly share: () => Ref;
}

class Reader {
  readonly #vm: Vm;
  readonly #source: string;
  readonly #allowed: Allowed;
  #at = 0;
  #depth = 0;
  readonly #places: Place[] = [];
  readonly #waking: (() => Task<void>)[] = [];

  constructor(vm: Vm, source: string, allowed: Allowed) {
    this.#vm = vm;
    this.#source = source;
    this.#allowed = allowed;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  /** What stands before `|`. */
  name(): string {
    return this.#match(/([^|]*)\|/y)[1] ?? '';
  }

  *wakeUp(): Task<void> {
    for (const wake of this.#waking) yield* wake();
  }

  /** A value that stands nowhere yet. */
  *value(): Task<Value> {
    const box = new Ref(null);
    yield* this.#into({ read: () => box, share: () => box }, slot => {
      if (!(slot instanceof Ref)) box.value = slot;
    });
    return box.value;
  }

  /** Reads a value and puts it where it belongs. */
  *#into(place: Place, put: (slot: Slot) => void): Task<void> {
    const start = this.#at;
    const kind = this.#source[start] ?? '';
    if (kind === 'R') {
      const shared = this.#places[this.#number('R') - 1]?.share();
      if (!shared) throw new Damaged(start);
      shared.names++;
      put(shared);
      return;
    }
    this.#places.push(place);
    if (kind === 'a') return yield* this.#array(put);
    if (kind === 'O') return yield* this.#object(put);
    put(this.#scalar(kind, start));
  }

  #scalar(kind: string, start: number): Value {
    switch (kind) {
      case 'N':
        this.#expect('N;');
        return null;
      case 'b':
        return this.#match(/b:([01]);/y)[1] === '1';
      case 'i': {
        const digits = this.#match(/i:([+-]?\d+);/y)[1] ?? '0';
        return intOf(BigInt(digits.replace('+', ''))) ?? 0;
      }
      case 'd':
        return new PhpFloat(floatOf(this.#match(/d:(-?INF|NAN|[-+.\deE]+);/y)[1] ?? '0'));
      case 's': {
        const text = this.#string('s');
        this.#expect(';');
        return text;
      }
      case 'E':
        return this.#enumCase();
      case 'r': {
        const slot = this.#places[this.#number('r') - 1]?.read();
        const value = slot instanceof Ref ? slot.value : slot;
        if (value === undefined) throw new Damaged(start);
        return value;
      }
      default:
        throw new Damaged(start);
    }
  }

  #expect(text: string): void {
    if (!this.#source.startsWith(text, this.#at)) throw new Damaged(this.#at);
    this.#at += text.length;
  }

  #match(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (!found) throw new Damaged(this.#at);
    this.#at += found[0].length;
    return found;
  }

  #number(kind: string): number {
    return Number(this.#match(kind === 'R' ? /R:(\d+);/y : /r:(\d+);/y)[1]);
  }

  /** `s:3:"abc"` without what follows. */
  #string(kind: 's' | 'O' | 'E'): string {
    const start = this.#at;
    const size = Number(this.#match(kind === 's' ? /s:(\d+):"/y : kind === 'O' ? /O:(\d+):"/y : /E:(\d+):"/y)[1]);
    const text = this.#source.slice(this.#at, this.#at + size);
    if (text.length < size || this.#source[this.#at + size] !== '"') throw new Damaged(kind === 's' ? start + 2 : start);
    this.#at += size + 1;
    return text;
  }

  #key(): Key {
    const kind = this.#source[this.#at] ?? '';
    const start = this.#at;
    if (kind !== 'i' && kind !== 's') throw new Damaged(start);
    const value = this.#scalar(kind, start);
    return this.#vm.key(value);
  }

  *#nested(read: () => Task<void>): Task<void> {
    if (++this.#depth > MAX_DEPTH) throw this.#vm.errors.fatal('drydock: unserialize() of values nested as deep as this is not simulated');
    yield* this.#vm.sys.tick();
    yield* read();
    this.#depth--;
  }

  *#array(put: (slot: Slot) => void): Task<void> {
    const array = new PhpArray();
    put(array);
    const size = Number(this.#match(/a:(\d+):\{/y)[1]);
    yield* this.#nested(() => this.#elements(array, size));
    this.#expect('}');
  }

  *#elements(array: PhpArray, size: number): Task<void> {
    for (let i = 0; i < size; i++) {
      const key = this.#key();
      yield* this.#into({ read: () => array.slot(key) ?? null, share: () => array.ref(key) }, slot => array.setSlot(key, slot));
    }
  }

  #enumCase(): Value {
    const start = this.#at;
    const [cls = '', name = ''] = this.#string('E').split(':');
    this.#expect(';');
    const found = this.#vm.classes.find(cls);
    if (!found) {
      this.#vm.errors.warning(`unserialize(): Class '${cls}' not found`);
      throw new Damaged(start);
    }
    return this.#vm.classes.constant(found, name, undefined);
  }

  *#class(name: string): Task<PhpClass | undefined> {
    if (this.#allowed && !this.#allowed.has(name.toLowerCase())) return undefined;
    const { classes } = this.#vm;
    if (!classes.find(name) && classes.autoloaders.length > 0) yield* callAutoloaders(this.#vm, name);
    return classes.find(name);
  }

  *#object(put: (slot: Slot) => void): Task<void> {
    const vm = this.#vm;
    const start = this.#at;
    const name = this.#string('O');
    const size = Number(this.#match(/:(\d+):\{/y)[1]);
    const cls = yield* this.#class(name);
    if (cls && (cls.isAbstract || cls.type !== 'class' || cls.lower === 'closure' || cls.lower === 'generator'))
      throw cls.type === 'class' ? vm.errors.make('Exception', `Unserialization of '${cls.name}' is not allowed`) : new Damaged(start);
    const object = vm.classes.allocate(cls ?? vm.classes.require('__PHP_Incomplete_Class'));
    if (!cls) object.set('__PHP_Incomplete_Class_Name', name);
    put(object);
    if (cls?.methods.has('__unserialize')) {
      const data = new PhpArray();
      yield* this.#nested(() => this.#elements(data, size));
      this.#waking.push(function* () {
        yield* vm.calls.invokeMethod(object, '__unserialize', [data]);
      });
    } else {
      yield* this.#nested(() => this.#properties(object, size));
      if (cls?.methods.has('__wakeup'))
        this.#waking.push(function* () {
          yield* vm.calls.invokeMethod(object, '__wakeup', []);
        });
    }
    if (cls?.methods.has('__destruct')) vm.destructibles.add(object);
    this.#expect('}');
  }

  *#properties(object: PhpObject, size: number): Task<void> {
    for (let i = 0; i < size; i++) {
      const written = String(this.#key());
      const name = written.startsWith('\0') ? written.slice(written.indexOf('\0', 1) + 1) : written;
      yield* this.#into({ read: () => object.props.get(name) ?? null, share: () => object.ref(name) }, slot => {
        object.props.set(name, slot);
      });
      if (object.cls.properties.get(name)?.modifiers.isReadonly) (object.frozen ??= new Set()).add(name);
    }
  }
}

function floatOf(text: string): number {
  if (text.endsWith('INF')) return text.startsWith('-') ? -Infinity : Infinity;
  return text === 'NAN' ? Number.NaN : Number(text);
}
