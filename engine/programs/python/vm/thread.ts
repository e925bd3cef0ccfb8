import { READY, type Task, type Wake, type Yielded } from '../../../core/task.js';
import { exceptionType, PyException, PyTraceback, raised, Thrown, typeError } from '../objects/exception.js';
import { CallRequest, FrameRequest, isNative, ResumeRequest, type Answer, type Keywords, type Native } from '../objects/functions.js';
import type { PyGenerator } from '../objects/generator.js';
import type { Value } from '../objects/object.js';
import { asyncGeneratorType, coroutineType, typeOf } from '../objects/types.js';
import { INSTRUCTIONS_PER_SLICE, MAX_NATIVES } from '../limits.js';
import { startCall } from './call.js';
import { endDelegation, endLoop, Frame, NativeFrame, type Delivery, type Runner } from './frame.js';
import { handlers } from './handlers.js';
import type { Vm } from './vm.js';

/**
 * One thread of Python: a stack of calls on the heap, and the loop that works on the one at the top. Calls of Python never lie on
 * JavaScript's stack, so any of them can wait for the host.
 */
export class Thread {
  readonly vm: Vm;
  /** 0 is the first one. */
  number = 0;
  top: Runner | undefined;
  /** Calls of Python in each other. */
  depth = 0;
  #natives = 0;
  /** What the outermost call gave. */
  #result: Value = null;
  #uncaught: PyException | undefined;
  /** What is thrown into the native at the top when it goes on. */
  #thrown: PyException | undefined;
  #wake: Wake = READY;

  constructor(vm: Vm) {
    this.vm = vm;
  }

  /** Runs work in TypeScript that calls Python, with nothing around it. */
  *runNative(work: Native): Task<Value> {
    const outer = this.top;
    this.top = undefined;
    this.#pushNative(work, 'push');
    this.#uncaught = undefined;
    for (;;) {
      const yielded = this.#advance();
      if (yielded === 'done') break;
      this.#wake = yield yielded;
    }
    this.top = outer;
    const { error } = this;
    if (error) throw new Thrown(error);
    return this.#result;
  }

  get error(): PyException | undefined {
    return this.#uncaught;
  }

  /** Works until something has to wait. */
  #advance(): Yielded | 'done' {
    for (;;) {
      const { top } = this;
      if (!top) return 'done';
      try {
        if (top instanceof NativeFrame) {
          const yielded = this.#stepNative(top);
          if (yielded) return yielded;
        } else this.#interpret(top);
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  /** The loop: instructions of one frame until another is on top or the slice is over. */
  #interpret(frame: Frame): void {
    const { vm } = this;
    const { ops, args } = frame;
    while (this.top === frame) {
      if (--vm.fuel < 0) {
        vm.fuel = INSTRUCTIONS_PER_SLICE;
        vm.memory.note(INSTRUCTIONS_PER_SLICE * 16);
        this.#pushNative(vm.pause(), 'discard');
        return;
      }
      const { pc } = frame;
      frame.pc = pc + 1;
      handlers[ops[pc] ?? 0]?.(this, frame, args[pc] ?? 0);
    }
  }

  #stepNative(native: NativeFrame): Yielded | undefined {
    const thrown = this.#thrown;
    this.#thrown = undefined;
    const wake = this.#wake;
    this.#wake = READY;
    const step = thrown ? native.work.throw(new Thrown(thrown)) : native.work.next(wake);
    if (step.done) {
      this.#leave(native);
      this.deliverTo(native.delivery, step.value === undefined && native.delivery === 'push' ? null : step.value, native.subject);
      return undefined;
    }
    if (!(step.value instanceof CallRequest || step.value instanceof ResumeRequest || step.value instanceof FrameRequest))
      return step.value;
    native.request = step.value;
    this.#request(step.value);
    return undefined;
  }

  /** Does what a native asks for. Where that cannot begin, the native hears of it. */
  #request(request: CallRequest | ResumeRequest | FrameRequest): void {
    try {
      if (request instanceof CallRequest) this.call(request.callee, request.args, request.keywords);
      else if (request instanceof FrameRequest) this.pushFrame(request.frame, 'push');
      else this.resume(request.generator, request.sent, 'iterate', request.thrown);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      setContext(error.exception, this.handling);
      this.#thrown = error.exception;
    }
  }

  #leave(runner: Runner): void {
    this.top = runner.back;
    if (runner instanceof Frame) this.depth--;
    else this.#natives--;
  }

  /** Calls something; its result goes to what is on top now. */
  call(callee: Value, args: readonly Value[], keywords?: Keywords, delivery: Delivery = 'push', subject?: Value): void {
    startCall(this, callee, args, keywords, delivery, subject);
  }

  pushFrame(frame: Frame, delivery: Delivery, subject?: Value): void {
    if (++this.depth > this.vm.recursionLimit) {
      this.depth--;
      throw raised('RecursionError', 'maximum recursion depth exceeded');
    }
    frame.back = this.top;
    frame.delivery = delivery;
    frame.subject = subject;
    this.top = frame;
  }

  #pushNative(work: Native, delivery: Delivery, subject?: Value): void {
    if (++this.#natives > MAX_NATIVES) {
      this.#natives--;
      throw raised('RecursionError', 'maximum recursion depth exceeded');
    }
    const native = new NativeFrame(work);
    native.back = this.top;
    native.delivery = delivery;
    native.subject = subject;
    this.top = native;
  }

  /** Takes the answer of a native for the frame on top. */
  deliver(answer: Answer, delivery: Delivery = 'push', subject?: Value): void {
    if (isNative(answer)) this.#pushNative(answer, delivery, subject);
    else this.deliverTo(delivery, answer, subject);
  }

  /** Gives a result to what is on top. */
  deliverTo(delivery: Delivery, value: Value, subject?: Value): void {
    const { top } = this;
    if (!top) {
      this.#result = value;
      return;
    }
    if (delivery === 'discard') return;
    if (delivery === 'init') {
      if (value !== null) throw typeError(`__init__() should return None, not '${typeOf(value).name}'`);
      this.deliverTo('push', subject);
      return;
    }
    if (top instanceof NativeFrame) {
      if (top.request) top.request.result = value;
    } else if (delivery === 'iterate' && value === undefined) endLoop(top);
    else top.stack.push(value);
  }

  /** Leaves a frame with a value. */
  return(frame: Frame, value: Value): void {
    const { generator, delivery, subject } = frame;
    this.#leave(frame);
    if (!generator) {
      this.deliverTo(delivery, value, subject);
      return;
    }
    finishGenerator(generator);
    if (delivery === 'iterate') this.#endOfGenerator(value, subject);
    else this.deliverTo(delivery, value, subject);
  }

  /** Whoever let it go on learns that it is over, and what it returned. */
  #endOfGenerator(value: Value, subject: Value): void {
    const { top } = this;
    if (top instanceof NativeFrame && top.request) {
      top.request.returned = value;
      top.request.result = undefined;
    } else if (top instanceof Frame) {
      if (subject === 'yieldFrom') endDelegation(top, value);
      else endLoop(top);
    }
  }

  /** Puts a generator's frame aside and hands out what it yields. */
  yield(frame: Frame, value: Value): void {
    const { generator } = frame;
    this.#leave(frame);
    if (generator) generator.isRunning = false;
    this.deliverTo('push', value);
  }

  /** Lets a generator go on, with a value or an exception. */
  resume(generator: PyGenerator, sent: Value, delivery: Delivery, thrown?: PyException, subject?: Value): void {
    const { frame } = generator;
    if (generator.isRunning) throw raised('ValueError', `${kindOf(generator)} already executing`);
    if (!frame) {
      if (thrown) throw new Thrown(thrown);
      if (generator.type === coroutineType) throw raised('RuntimeError', 'cannot reuse already awaited coroutine');
      this.#endOfGenerator(null, subject);
      return;
    }
    if (!generator.isStarted && sent !== null && !thrown)
      throw typeError(`can't send non-None value to a just-started ${kindOf(generator)}`);
    this.pushFrame(frame, delivery, subject);
    generator.isRunning = true;
    if (generator.isStarted) frame.stack.push(sent);
    generator.isStarted = true;
    if (thrown) this.raise(thrown);
  }

  /** The exception that is being handled here. */
  get handling(): PyException | undefined {
    for (let at = this.top; at; at = at.back) if (at instanceof Frame && at.handling) return at.handling;
    return undefined;
  }

  #fail(error: unknown): void {
    if (error instanceof Thrown) {
      const { top } = this;
      if (top instanceof NativeFrame) this.#leave(top);
      this.raise(error.exception);
      return;
    }
    if (!(error instanceof RangeError)) throw error;
    const { top } = this;
    if (top instanceof NativeFrame) this.#leave(top);
    const isDeep = error.message.includes('call stack');
    this.raise((isDeep ? raised('RecursionError', 'maximum recursion depth exceeded') : raised('MemoryError')).exception);
  }

  /** Goes on where the exception is handled. `isAgain` is for one that has this frame in its traceback already. */
  raise(exception: PyException, isAgain = false): void {
    if (!isAgain) setContext(exception, this.handling);
    let passes = isAgain;
    for (let { top } = this; top; top = this.top) {
      if (top instanceof NativeFrame) {
        this.#thrown = exception;
        return;
      }
      if (!passes) addTraceback(exception, top);
      passes = false;
      if (land(top, exception)) return;
      const next = this.#abandon(top, exception);
      if (!next) return;
      exception = next;
      passes = top.code.parts.isInlined;
    }
    this.#uncaught = exception;
  }

  /** Leaves a frame that does not handle the exception; what goes on, undefined when it was the end of an iterator. */
  #abandon(frame: Frame, exception: PyException): PyException | undefined {
    this.#leave(frame);
    const { generator, delivery } = frame;
    const isStop = exception.type.isSubtypeOf(exceptionType('StopIteration'));
    if (generator) {
      finishGenerator(generator);
      if (isStop || (generator.type === asyncGeneratorType && exception.type.isSubtypeOf(exceptionType('StopAsyncIteration')))) {
        const outer = raised('RuntimeError', `${kindOf(generator)} raised ${exception.type.name}`).exception;
        outer.cause = exception;
        outer.context = exception;
        outer.suppressContext = true;
        return outer;
      }
    } else if (isStop && delivery === 'iterate' && this.top instanceof Frame) {
      endLoop(this.top);
      return undefined;
    }
    return exception;
  }
}

function kindOf(generator: PyGenerator): string {
  return generator.type === coroutineType ? 'coroutine' : generator.type === asyncGeneratorType ? 'async generator' : 'generator';
}

function finishGenerator(generator: PyGenerator): void {
  generator.frame = undefined;
  generator.isRunning = false;
}

function setContext(exception: PyException, handling: PyException | undefined): void {
  if (!handling || handling === exception) return;
  for (let at: PyException | undefined = handling; at; at = at.context) {
    if (at.context === exception) {
      at.context = undefined;
      break;
    }
  }
  exception.context = handling;
}

function addTraceback(exception: PyException, frame: Frame): void {
  exception.traceback = new PyTraceback(exception.traceback, frame, Math.max(0, frame.pc - 1));
}

/** Goes to the handler of the frame, where it has one for this place. */
function land(frame: Frame, exception: PyException): boolean {
  const at = frame.pc - 1;
  for (const protection of frame.code.parts.protections) {
    if (at < protection.from || at >= protection.to) continue;
    frame.stack.length = protection.depth;
    frame.stack.push(exception);
    frame.pc = protection.target;
    return true;
  }
  return false;
}
