import type { Task } from '../../../core/task.js';
import { PhpArray } from './array.js';
import type { Frame } from './code.js';
import { objectWalk } from './foreach.js';
import { PhpObject } from './object.js';
import { Thrown } from './signals.js';
import { GeneratorObject } from './special-objects.js';
import { read, type Value } from './value.js';
import type { Vm } from './vm.js';

/** Makes functions with `yield` go on and stop. */
export class Generators {
  readonly #vm: Vm;

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  create(frame: Frame): GeneratorObject {
    const generator = new GeneratorObject(this.#vm.classes.require('Generator'), this.#vm.nextObjectId());
    generator.frame = frame;
    frame.generator = generator;
    return generator;
  }

  /** Runs up to the first `yield`. */
  *start(generator: GeneratorObject): Task<void> {
    if (generator.state === 'new') yield* this.#resume(generator);
  }

  *rewind(generator: GeneratorObject): Task<void> {
    if (generator.state === 'done') throw this.#vm.errors.make('Exception', 'Cannot traverse an already closed generator');
    if (generator.hasAdvanced) throw this.#vm.errors.make('Exception', 'Cannot rewind a generator that was already run');
    yield* this.start(generator);
  }

  *next(generator: GeneratorObject): Task<void> {
    if (generator.state === 'new') return yield* this.start(generator);
    yield* this.#resume(generator);
  }

  *send(generator: GeneratorObject, value: Value): Task<Value> {
    yield* this.start(generator);
    if (generator.state === 'done') return null;
    yield* this.#resume(generator, value);
    return generator.state === 'suspended' ? generator.value : null;
  }

  *throwInto(generator: GeneratorObject, object: PhpObject): Task<Value> {
    yield* this.start(generator);
    if (generator.state === 'done' || !generator.frame) throw new Thrown(object);
    yield* this.#resume(generator, null, new Thrown(object));
    return generator.state === 'suspended' ? generator.value : null;
  }

  *#resume(generator: GeneratorObject, sent: Value = null, thrown?: Thrown): Task<void> {
    if (generator.state === 'done') return;
    if (generator.state === 'running') throw this.#vm.errors.error('Cannot resume an already running generator');
    if (generator.state === 'suspended') generator.hasAdvanced = true;
    if (generator.inner && !thrown && (yield* this.#inner(generator, sent))) return;
    const { frame } = generator;
    if (!frame) return;
    if (generator.state === 'suspended') frame.push(generator.inner ? this.#innerResult(generator) : sent);
    generator.inner = undefined;
    generator.state = 'running';
    try {
      const value = yield* this.#vm.loop.execute(frame, thrown);
      if (frame.generator === generator && generatorState(generator) === 'running') {
        generator.state = 'done';
        generator.result = value;
      }
    } catch (error) {
      generator.state = 'done';
      throw error;
    } finally {
      if (generatorState(generator) === 'done') {
        generator.value = null;
        generator.key = null;
        generator.frame = undefined;
      }
    }
  }

  #innerResult(generator: GeneratorObject): Value {
    return generator.inner instanceof GeneratorObject ? generator.inner.result : null;
  }

  /** Goes on with what `yield from` stands at; false when that has ended. */
  *#inner(generator: GeneratorObject, sent: Value): Task<boolean> {
    const { inner } = generator;
    if (inner instanceof GeneratorObject) {
      if (sent === null) yield* this.next(inner);
      else yield* this.send(inner, sent);
      if (inner.state === 'done') return false;
      generator.key = inner.key;
      generator.value = inner.value;
      return true;
    }
    const entry = inner?.next();
    if (!entry) return false;
    [generator.key, generator.value] = entry;
    return true;
  }

  /** A `yield`: the generator stops with this. */
  yielded(frame: Frame, key: Value | undefined, value: Value): void {
    const { generator } = frame;
    if (!(generator instanceof GeneratorObject)) return;
    generator.key = key ?? ++generator.lastIndex;
    if (typeof key === 'number' && key > generator.lastIndex) generator.lastIndex = key;
    generator.value = value;
    generator.state = 'suspended';
    this.#vm.loop.suspend(frame);
  }

  /** `yield from`: pushes the result when it is over at once. */
  *beginDelegate(frame: Frame, source: Value): Task<Value> {
    const { generator } = frame;
    if (!(generator instanceof GeneratorObject)) return null;
    if (yield* this.delegate(generator, source)) {
      generator.state = 'suspended';
      frame.discardsNext = true;
      return null;
    }
    return source instanceof GeneratorObject ? source.result : null;
  }

  isDelegating(frame: Frame): boolean {
    return frame.generator instanceof GeneratorObject && frame.generator.inner !== undefined;
  }

  /** `yield from`: true when there is something to give out, false when it is over at once. */
  *delegate(generator: GeneratorObject, source: Value): Task<boolean> {
    if (source instanceof GeneratorObject) {
      yield* this.start(source);
      if (source.state === 'done') return false;
      generator.inner = source;
      generator.key = source.key;
      generator.value = source.value;
      return true;
    }
    const entries = yield* this.#entries(source);
    const inner = { next: () => entries.next().value ?? undefined };
    const first = inner.next();
    if (!first) return false;
    generator.inner = inner;
    [generator.key, generator.value] = first;
    return true;
  }

  *#entries(source: Value): Task<Generator<readonly [Value, Value], undefined, undefined>> {
    if (source instanceof PhpArray) return untilDone(source.entries());
    if (!(source instanceof PhpObject) || !source.cls.isNamed('traversable'))
      throw this.#vm.errors.error('Can use "yield from" only with arrays and Traversables');
    const walk = yield* objectWalk(this.#vm, source);
    const all: (readonly [Value, Value])[] = [];
    for (;;) {
      const entry = walk.step ? yield* walk.step() : walk.next();
      if (!entry) return untilDone(all.values());
      all.push([entry[0], read(entry[1])]);
      yield* this.#vm.sys.tick();
    }
  }
}

function* untilDone(entries: Iterable<readonly [Value, Value]>): Generator<readonly [Value, Value], undefined, undefined> {
  yield* entries;
  return undefined;
}

/** Running a generator changes its state, which the compiler cannot see. */
function generatorState(generator: GeneratorObject): GeneratorObject['state'] {
  return generator.state;
}
