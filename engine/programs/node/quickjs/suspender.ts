import type { Task } from '../../../core/task.js';
import { exportNames } from './export-names.js';

type WasmFunction = (...values: readonly number[]) => number;
type Exports = Readonly<Record<string, WasmFunction>>;

/** What Asyncify keeps of a computation that is put aside: its locals, one frame after the other. */
const KEPT_BYTES = 2 * 1024 * 1024;
const UNWINDING = 1;
/** So many looks between steps (ten thousand calls or turns of a loop each) pass before a computation counts as long. */
const UNDISTURBED = 50;
const REWINDING = 2;

/** Thrown through the callers of WebAssembly when it was put aside; `drive` goes on with it. */
class Suspended extends Error {
  override readonly name = 'Suspended';
  readonly resume: () => number;
  readonly target: WasmFunction;

  constructor(target: WasmFunction, resume: () => number) {
    super('put aside');
    this.target = target;
    this.resume = resume;
  }
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * Puts JavaScript aside while the host waits: WebAssembly that Asyncify has been through leaves all its functions and later comes back to where it
 * was. A function of the host that must wait calls `wait`; whoever calls into JavaScript does so inside `drive`.
 */
export class Suspender {
  #exports: Exports = {};
  #memory: { readonly buffer: ArrayBuffer } = { buffer: new ArrayBuffer(0) };
  #kept = 0;
  /** Calls into WebAssembly inside each other; only the outermost can be put aside. */
  #level = 0;
  #wanted: (() => Task<unknown>) | undefined;
  #outcome: Outcome | undefined;
  #isResuming = false;
  /** How what was put aside ended, for the call that is made once more. */
  #answer: { readonly target: WasmFunction; readonly outcome: Outcome } | undefined;
  #isDriven = false;
  #lookUps = 0;
  /** What is done between two steps of a long computation. */
  pause: (() => Task<unknown>) | undefined;

  connect(exports: Exports, memory: { readonly buffer: ArrayBuffer }): void {
    this.#exports = exports;
    this.#memory = memory;
  }

  /** A function of WebAssembly that may be put aside. */
  wrap(target: WasmFunction): WasmFunction {
    const enter = (call: () => number): number => {
      this.#level++;
      try {
        return call();
      } finally {
        this.#level--;
      }
    };
    const run = (call: () => number): number => {
      const value = enter(call);
      if (this.#state() !== UNWINDING) return value;
      this.#call('asyncify_stop_unwind');
      throw new Suspended(target, () => run(call));
    };
    return (...values) => {
      if (this.#answer?.target === target) {
        const { outcome } = this.#answer;
        this.#answer = undefined;
        if ('error' in outcome) throw outcome.error;
        return Number(outcome.value);
      }
      return this.#level > 0 || !this.#isDriven ? enter(() => target(...values)) : run(() => target(...values));
    };
  }

  /** A call of JavaScript into the host. */
  answer(call: () => number): number {
    if (this.#state() === REWINDING) {
      this.#call('asyncify_stop_rewind');
      this.#isResuming = true;
      try {
        return call();
      } finally {
        this.#isResuming = false;
      }
    }
    const value = call();
    if (this.#wanted) this.#unwind();
    return value;
  }

  /** The look-up between steps: 0 to go on. */
  lookUp(call: () => number): number {
    if (this.#state() === REWINDING) {
      this.#call('asyncify_stop_rewind');
      this.#outcome = undefined;
      return call();
    }
    const stop = call();
    // Only what takes long is put aside: short computations may be where they cannot be.
    if (stop === 0 && this.pause && ++this.#lookUps > UNDISTURBED && this.canWait) {
      this.#wanted = this.pause;
      this.#unwind();
    }
    return stop;
  }

  get canWait(): boolean {
    return this.#isDriven && this.#level === 1 && !this.#wanted && !this.#isResuming;
  }

  /** The value of a task, for a function of the host. The first call only asks for it: the function is called again when it is there. */
  wait<T>(start: () => Task<T>): T | undefined {
    const outcome = this.#outcome;
    if (this.#isResuming && outcome) {
      this.#outcome = undefined;
      if ('error' in outcome) throw outcome.error;
      return outcome.value as T;
    }
    if (!this.canWait) throw new Error('nothing can wait here');
    this.#wanted = start;
    return undefined;
  }

  /** Calls into JavaScript, and waits for what it waits for. */
  *drive<T>(work: () => T): Task<T> {
    this.#lookUps = 0;
    const stack = this.#call(exportNames.stackSave);
    for (;;) {
      try {
        this.#isDriven = true;
        const value = work();
        this.#call(exportNames.stackRestore, stack);
        this.#answer = undefined;
        return value;
      } catch (error) {
        if (!(error instanceof Suspended)) throw error;
        this.#answer = { target: error.target, outcome: yield* this.#finish(error) };
      } finally {
        this.#isDriven = false;
      }
    }
  }

  *#finish(first: Suspended): Task<Outcome> {
    for (let suspended = first; ; ) {
      this.#isDriven = false;
      this.#outcome = yield* outcomeOf(this.#wanted);
      this.#wanted = undefined;
      this.#isDriven = true;
      this.#call('asyncify_start_rewind', this.#kept);
      try {
        return { value: suspended.resume() };
      } catch (error) {
        if (!(error instanceof Suspended)) return { error };
        suspended = error;
      }
    }
  }

  #unwind(): void {
    if (this.#kept === 0) this.#kept = this.#call(exportNames.malloc, KEPT_BYTES);
    const view = new DataView(this.#memory.buffer);
    view.setUint32(this.#kept, this.#kept + 8, true);
    view.setUint32(this.#kept + 4, this.#kept + KEPT_BYTES, true);
    this.#call('asyncify_start_unwind', this.#kept);
  }

  #state(): number {
    return this.#call('asyncify_get_state');
  }

  #call(name: string, ...values: readonly number[]): number {
    const found = this.#exports[name];
    if (!found) throw new Error(`QuickJS has no function ${name}`);
    return found(...values);
  }
}

export function isSuspension(error: unknown): boolean {
  return error instanceof Suspended;
}

function* outcomeOf(start: (() => Task<unknown>) | undefined): Task<Outcome> {
  try {
    return { value: start ? yield* start() : undefined };
  } catch (error) {
    return { error };
  }
}
