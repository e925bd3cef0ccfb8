import type { Wake, Yielded } from '../../../core/task.js';
import { signalNumbers, type Signal } from '../../../process/signals.js';
import type { Sys } from '../../../process/sys.js';
import type { Installation } from '../installation.js';
import { PyDict } from '../objects/dict.js';
import { isThrown, raised } from '../objects/exception.js';
import { call, FrameRequest, isNative, type Answer, type Keywords, type Native } from '../objects/functions.js';
import { iteratorType, PyIterator } from '../objects/iterator.js';
import type { PyObject, PyType, Value } from '../objects/object.js';
import { MAX_NATIVE_DEPTH, RECURSION_LIMIT, STEPS_PER_SLICE } from '../limits.js';
import { getAttr } from './attributes.js';
import { construct } from './call.js';
import { Memory } from './memory.js';
import { getItem, setItem } from './protocol.js';
import { Frame, localsOf } from './frame.js';
import type { Stream } from './stream.js';
import type { Runner } from './frame.js';
import type { Thread } from './thread.js';
import { Threads } from './threads.js';

/** Loaders of modules by name. */
export type NativeModules = ReadonlyMap<string, (vm: Vm) => Value | Native>;

/** How the interpreter was started. */
export interface Options {
  /** `sys.executable`. */
  readonly executable: string;
  readonly version: Installation;
  readonly argv: readonly string[];
  readonly optimize: number;
  readonly isUnbuffered: boolean;
  readonly isInteractive: boolean;
  readonly isIsolated: boolean;
  readonly ignoresEnvironment: boolean;
  readonly hasNoSite: boolean;
  readonly isVerbose: boolean;
  readonly isQuiet: boolean;
  readonly writesNoBytecode: boolean;
  readonly isSafePath: boolean;
  readonly bytesWarning: number;
  readonly warnings: readonly string[];
  readonly extensions: readonly string[];
}

/** An interpreter: what all its threads share. */
export class Vm {
  readonly sys: Sys;
  readonly options: Options;
  readonly memory: Memory;
  /** `sys.modules`. */
  readonly modules = new PyDict();
  readonly builtins = new PyDict();
  /** Classes made in Python by their bases, for `__subclasses__`. */
  readonly subclasses = new Map<PyType, PyType[]>();
  readonly hashSecret: readonly [number, number];
  readonly #addressBase: number;
  /** Objects in the order in which somebody asked for their `id()`. */
  readonly #numbers = new WeakMap<PyObject, number>();
  #numbered = 0;
  recursionLimit = RECURSION_LIMIT;
  maxDigits = 4300;
  /** Instructions left in this slice. */
  fuel = 0;
  /** What runs on signals: a function, or 'default' for Python's own answer. */
  readonly signalHandlers = new Map<Signal, Value>();
  /** Called at the end of the process, the last one first. */
  readonly exitFunctions: (() => Native)[] = [];
  /** Files that are open: what is left in their buffers is written at the end. */
  readonly files = new Set<Stream>();
  /** Lines of source files that tracebacks have shown. */
  readonly sourceLines = new Map<string, readonly string[]>();
  #nativeDepth = 0;
  readonly threads = new Threads(this);
  /** The thread that runs. */
  declare thread: Thread;

  /** The modules that are written in TypeScript. */
  readonly nativeModules: NativeModules;

  constructor(sys: Sys, options: Options, nativeModules: NativeModules) {
    this.nativeModules = nativeModules;
    this.sys = sys;
    this.options = options;
    this.memory = new Memory(sys);
    const seed = options.ignoresEnvironment ? undefined : sys.env.get('PYTHONHASHSEED');
    const fixed = seed !== undefined && /^\d+$/.test(seed) ? Number(seed) : undefined;
    this.hashSecret = fixed === undefined ? [sys.random.uint32(), sys.random.uint32()] : [fixed | 0, (fixed * 7919) | 0];
    this.#addressBase = 0x7f0000000000 + sys.random.below(0x8000) * 0x1000000;
  }

  /** `id(object)`. */
  addressOf(object: PyObject): number {
    let number = this.#numbers.get(object);
    if (number === undefined) this.#numbers.set(object, (number = ++this.#numbered));
    return this.#addressBase + number * 48 + 0x10;
  }

  getAttr(object: Value, name: string): Answer {
    return getAttr(this, object, name);
  }

  /** Runs a frame to its end, from a native. */
  *runFrame(frame: Frame): Native {
    const request = new FrameRequest(frame);
    yield request;
    return request.result;
  }

  /** What `type.__call__` does. */
  *instantiate(type: PyType, args: readonly Value[], keywords: Keywords): Native {
    return yield* construct(this, type, args, keywords);
  }

  /** `mapping[key] = value` for what a class body runs in. */
  setKey(mapping: Value, key: string, value: Value): Answer {
    return setItem(this, mapping, key, value);
  }

  /** The frame of Python that called what runs now. */
  get frame(): Frame | undefined {
    let at = this.thread.top;
    while (at && !(at instanceof Frame)) at = at.back;
    while (at instanceof Frame && at.code.parts.isInlined && at.back instanceof Frame) at = at.back;
    return at;
  }

  currentGlobals(): PyDict {
    return this.frame?.globals ?? new PyDict();
  }

  /** `locals()`: of a function, what its variables are now. */
  currentLocals(): PyDict {
    const { frame } = this;
    return frame ? localsOf(frame) : new PyDict();
  }

  /** A module, without importing it. */
  module(name: string): Value {
    return this.modules.map.get(name);
  }

  /** Whether a native has computed so long that others come first. */
  get isDue(): boolean {
    return --this.fuel < 0;
  }

  /** Lets others run, takes signals, and measures memory: what loops in natives do from time to time. */
  *breathe(): Native<void> {
    yield* this.#chargeSteps();
    this.fuel = 1000;
    if (this.memory.isDue) this.memory.measure(this.roots());
    yield* this.takeSignals();
  }

  /** `breathe`, for the thread itself. */
  *pause(): Native {
    yield* this.breathe();
    return null;
  }

  *#chargeSteps(): Generator<Yielded, void, Wake> {
    for (let step = 0; step < STEPS_PER_SLICE; step++) yield* this.sys.tick();
  }

  roots(): readonly (Value | Runner)[] {
    return [this.modules, this.builtins, ...this.threads.roots()];
  }

  /** Runs handlers of signals that came. ^C is a KeyboardInterrupt. */
  *takeSignals(): Native<void> {
    const { signals } = this.threads;
    for (let signal = this.sys.takeSignal(); signal; signal = this.sys.takeSignal()) signals.push(signal);
    if (signals.length === 0) return;
    if (!this.threads.isMain) {
      this.threads.interruptMain();
      return;
    }
    for (let signal = signals.shift(); signal; signal = signals.shift()) {
      const handler = this.signalHandlers.get(signal);
      if (handler === undefined || handler === null) {
        if (signal === 'SIGINT') throw raised('KeyboardInterrupt');
      } else yield* call(handler, [signalNumbers[signal], null]);
    }
  }

  /** Guards natives that call themselves (the repr of a list in a list) on JavaScript's stack. */
  deeper(answer: Answer): Answer {
    if (!isNative(answer)) return answer;
    return this.#guarded(answer);
  }

  *#guarded(work: Native): Native {
    if (this.#nativeDepth >= MAX_NATIVE_DEPTH)
      throw raised('RecursionError', 'maximum recursion depth exceeded while getting the repr of an object');
    this.#nativeDepth++;
    try {
      return yield* work;
    } finally {
      this.#nativeDepth--;
    }
  }

  /** An iterator over what only has `__getitem__`. */
  sequenceIterator(sequence: Value): Value {
    let index = 0;
    return new PyIterator(iteratorType('iterator'), vm => nextInSequence(vm, sequence, index++));
  }
}

function* nextInSequence(vm: Vm, sequence: Value, index: number): Native {
  try {
    const item = getItem(vm, sequence, index);
    return isNative(item) ? yield* item : item;
  } catch (error) {
    if (isEnd(error)) return undefined;
    throw error;
  }
}

function isEnd(error: unknown): boolean {
  return isThrown(error, 'IndexError') || isThrown(error, 'StopIteration');
}
