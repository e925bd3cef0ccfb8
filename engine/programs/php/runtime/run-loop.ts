import type { Task } from '../../../core/task.js';
import { callAutoloaders } from './autoload.js';
import { Frame, type FunctionCode } from './code.js';
import type { PhpClass } from './object.js';
import { NeedsClass, Thrown } from './signals.js';
import { isOverflow, isTooLarge, unwind } from './unwind.js';
import { allocation, Ref, type Value } from './value.js';
import type { Vm } from './vm.js';

/** Instructions between two looks at the clock. */
const SLICE = 400;

/** Runs instructions, one after another and function within function, and looks at the rest of the world in between. */
export class RunLoop {
  readonly #vm: Vm;
  #pending: (() => Task<Value>) | undefined;
  #finished: { readonly value: Value } | undefined;
  /** Instructions left until the next look, however many functions are begun and left in between. */
  #left = SLICE;

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  /** Work that may wait, done after this instruction; its value goes onto the stack. */
  defer(task: () => Task<Value>): void {
    this.#pending = task;
    this.#vm.interrupt = true;
  }

  /** Ends the function at work. */
  leave(frame: Frame, value: Value): void {
    const vm = this.#vm;
    vm.memory.frames--;
    const { locals } = frame;
    for (let i = 0; i < locals.length; i++) {
      const slot = locals[i];
      if (slot instanceof Ref && !frame.fn.isFile) slot.names--;
    }
    vm.current = frame.parent;
    const result = frame.creates ?? value;
    if (frame.isBase) {
      this.#finished = { value: result };
      vm.interrupt = true;
    } else if (!frame.discards) frame.parent?.push(result);
  }

  /** A generator stops at a `yield`. */
  suspend(frame: Frame): void {
    const vm = this.#vm;
    vm.memory.frames--;
    vm.current = frame.parent;
    this.#finished = { value: null };
    vm.interrupt = true;
  }

  /** Runs a function until it ends. */
  *execute(base: Frame, thrown?: Thrown): Task<Value> {
    const vm = this.#vm;
    base.isBase = true;
    base.parent = vm.current;
    if (base.generator) vm.memory.enter();
    vm.current = base;
    let problem: unknown = thrown;
    for (;;) {
      if (problem !== undefined) {
        const error = problem;
        problem = undefined;
        if (error instanceof NeedsClass) this.#autoload(error.className);
        else unwind(vm, error, base);
      }
      try {
        this.#slice(vm);
        const finished = this.#finished;
        if (finished) {
          this.#finished = undefined;
          if (this.#left <= 0) yield* vm.sys.tick();
          return finished.value;
        }
        yield* this.#between(vm);
      } catch (error) {
        problem = error;
        this.#pending = undefined;
        if (!(error instanceof Thrown) && !(error instanceof NeedsClass) && !isOverflow(error)) {
          vm.current = base.parent;
          throw isTooLarge(error) ? vm.memory.exhausted() : error;
        }
      }
    }
  }

  #slice(vm: Vm): void {
    vm.interrupt = vm.errors.waiting.length > 0 || this.#pending !== undefined;
    if (this.#left <= 0) this.#left = SLICE;
    allocation.bytes = 0;
    while (this.#left-- > 0 && !vm.interrupt) {
      const frame = vm.current;
      if (!frame) return;
      const instruction = frame.fn.code[frame.pc++];
      if (!instruction) throw new Error('the end of a function has no return');
      instruction(vm, frame);
    }
    vm.memory.collect();
  }

  *#between(vm: Vm): Task<void> {
    const pending = this.#pending;
    this.#pending = undefined;
    if (vm.errors.waiting.length > 0) yield* vm.errors.deliver();
    if (pending) {
      yield* vm.output.flush();
      const frame = vm.current;
      const value = yield* pending();
      vm.memory.collect();
      if (frame?.discardsNext) frame.discardsNext = false;
      else frame?.push(value);
      return;
    }
    if (vm.output.isFull) yield* vm.output.flush();
    yield* vm.sys.tick();
    this.#checkTime(vm);
  }

  #checkTime(vm: Vm): void {
    if (vm.sys.clock.now() <= vm.deadline) return;
    vm.deadline = Infinity;
    const seconds = Number(vm.ini.get('max_execution_time'));
    throw vm.errors.fatal(`Maximum execution time of ${seconds} second${seconds === 1 ? '' : 's'} exceeded`);
  }

  /** The instruction that asked is tried again when the autoloaders were called. */
  #autoload(name: string): void {
    const frame = this.#vm.current;
    if (!frame) return;
    frame.pc--;
    frame.native = undefined;
    this.defer(() => callAutoloaders(this.#vm, name));
    frame.discardsNext = true;
  }

  /** Computes a constant expression, which waits for nothing. */
  evaluate(code: FunctionCode, scope: PhpClass | undefined): Value {
    const vm = this.#vm;
    const frame = new Frame(code, { name: '', code, scope, called: scope });
    vm.memory.enter();
    const { interrupt } = vm;
    const pending = this.#pending;
    this.#pending = undefined;
    const value = vm.calls.drive(this.execute(frame));
    this.#pending = pending;
    vm.interrupt = interrupt || pending !== undefined;
    return value;
  }
}
