import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from 'quickjs-emscripten-core';
import { isErrno } from '../../core/errno.js';
import { INTERRUPTS_PER_TURN, JOBS_PER_CALL, SPARE_STACK_BYTES, STACK_BYTES } from './limits.js';
import { textOfUnits, unitsOf } from './code-units.js';
import type { Task } from '../../core/task.js';
import type { EngineOptions } from './engine-options.js';
import { newQuickJs } from './quickjs/instance.js';
import { isSuspension } from './quickjs/suspender.js';
import type { Hooks } from './quickjs/hooks.js';
import type { Answer, Entry } from './recording.js';
import { Suspension } from './suspension.js';

/** What goes over the border between the host and the learner's JavaScript: plain values and bytes. */
export type Value = string | number | boolean | undefined | Uint8Array;

/** A function that JavaScript may call. A system error is thrown there as the text of its code. */
export type Binding = (...values: readonly Value[]) => unknown;
export type Bindings = Readonly<Record<string, Binding>>;

/** How a call into JavaScript ended. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: Value }
  /** Thrown and not caught. */
  | { readonly kind: 'thrown'; readonly error: QuickJSHandle }
  /** Ran for so long that it counts as endless. */
  | { readonly kind: 'endless' }
  /** The engine itself gave up (out of stack, out of memory in the middle of something). */
  | { readonly kind: 'broken'; readonly why: string }
  | { readonly kind: 'halted' };

/** One JavaScript world: QuickJS with nothing in it but the language and the bindings. */
export class Engine {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #options: EngineOptions;
  readonly #stackBytes: number;
  readonly #bridge: QuickJSHandle;
  readonly #hooks: Hooks;
  #interrupts = 0;
  #halted = false;
  #endless = false;
  #isRewording = false;
  /** Calls from the host into JavaScript that are going on: those inside another belong to it. */
  #depth = 0;
  #suspension: Suspension | undefined;
  readonly #thrown: QuickJSHandle[] = [];

  constructor(options: EngineOptions) {
    this.#options = options;
    // What can be put aside takes more of the outer stack for each of its own frames.
    this.#stackBytes = options.suspender ? STACK_BYTES / 2 : STACK_BYTES;
    const { quickJs, hooks } = newQuickJs({ now: () => this.#now(), onGrowth: options.onGrowth, suspender: options.suspender });
    this.#hooks = hooks;
    hooks.onError = error => {
      this.#reword(error);
    };
    this.#runtime = quickJs.newRuntime();
    this.#runtime.setMaxStackSize(this.#stackBytes);
    this.#runtime.setInterruptHandler(() => this.#interrupt());
    this.#runtime.setModuleLoader(options.loadModule, options.resolveModule);
    this.#context = this.#runtime.newContext();
    this.#bridge = this.#context.newObject();
  }

  /** What this engine ended for: a binding has to wait. A new one goes on with `replay`. */
  get suspension(): Suspension | undefined {
    return this.#suspension;
  }

  /** Does again what was done to another engine; how the last of it ended. */
  replay(entries: readonly Entry[]): readonly Outcome[] {
    let outcomes: readonly Outcome[] = [];
    for (const entry of entries) outcomes = this.#perform(entry);
    return outcomes;
  }

  #perform(entry: Entry): readonly Outcome[] {
    switch (entry.kind) {
      case 'evaluate':
        return [this.#evaluate(entry.source, entry.file)];
      case 'call':
        return [this.#callWith(entry.name, () => entry.values.map(value => this.#handleOf(value)))];
      case 'error':
        return [this.#callWith(entry.name, () => [(this.#thrown[entry.ordinal] ?? this.#context.undefined).dup()])];
      case 'promises':
        return this.#tellOfPromises();
      case 'jobs':
        return [this.#runJobs()];
    }
  }

  #enter(entry: Entry): void {
    if (this.#depth === 0) this.#options.recording.enter(entry);
  }

  /** The time is an answer from outside, too. */
  #now(): number {
    const known = this.#options.recording.take();
    if (known && 'value' in known && typeof known.value === 'number') return known.value;
    const value = this.#options.now();
    this.#options.recording.answer({ value });
    return value;
  }

  /** No more JavaScript runs from the next interrupt on. */
  halt(): void {
    this.#halted = true;
  }

  /**
   * Makes the bridge: an object with a function for each binding (what `constants` answer depends on nothing outside), `compile(source, file)` and `runModule(source, file)`. It is the
   * global `name` until the library takes it away; functions that the library puts on it can be called from here.
   */
  bind(name: string, bindings: Bindings, constants: Bindings): void {
    for (const [key, binding] of Object.entries(bindings)) {
      this.#define(
        this.#context.newFunction(key, (...handles) => this.#answer(binding, handles)),
        key,
      );
    }
    for (const [key, binding] of Object.entries(constants)) {
      const answer = (...handles: QuickJSHandle[]): QuickJSHandle =>
        this.#handleOf(binding(...handles.map(handle => this.#valueOf(handle))));
      this.#define(this.#context.newFunction(key, answer), key);
    }
    for (const [key, type] of [['compile', 'global'] as const, ['runModule', 'module'] as const]) {
      const run = (source: QuickJSHandle, file: QuickJSHandle): ReturnType<QuickJSContext['evalCode']> =>
        this.#context.evalCode(this.#context.getString(source), this.#context.getString(file), { type });
      this.#define(this.#context.newFunction(key, run), key);
    }
    this.#define(
      this.#context.newFunction('promiseState', promise => this.#promiseState(promise)),
      'promiseState',
    );
    this.#context.setProp(this.#context.global, name, this.#bridge);
  }

  evaluate(source: string, file: string): Outcome {
    this.#enter({ kind: 'evaluate', source, file });
    return this.#evaluate(source, file);
  }

  #evaluate(source: string, file: string): Outcome {
    return this.#run(() => this.#context.evalCode(source, file, { type: 'global' }));
  }

  /** Does something with this engine, waiting for what the JavaScript in it waits for. */
  *suspending<T>(work: () => T): Task<T> {
    const { suspender } = this.#options;
    if (!suspender) return work();
    this.#endless = false;
    return yield* suspender.drive(work);
  }

  /** Calls a function of the bridge. */
  call(name: string, ...values: readonly Value[]): Outcome {
    this.#enter({ kind: 'call', name, values });
    return this.#callWith(name, () => values.map(value => this.#handleOf(value)));
  }

  /** Like `call`, with the error that JavaScript threw. */
  callWithError(name: string, error: QuickJSHandle): Outcome {
    this.#enter({ kind: 'error', name, ordinal: this.#thrown.indexOf(error) });
    return this.#callWith(name, () => [error.dup()]);
  }

  /** Tells the bridge's `handled` and `rejected` of promises without a handler; how each call ended. */
  tellOfPromises(): readonly Outcome[] {
    if (!this.#hooks.hasNews) return [];
    this.#enter({ kind: 'promises' });
    return this.#tellOfPromises();
  }

  #tellOfPromises(): readonly Outcome[] {
    const { handled, rejected } = this.#hooks.take();
    return [
      ...handled.map(promise => this.#callWith('handled', () => [promise])),
      ...rejected.map(({ promise, reason }) => this.#callWith('rejected', () => [promise, reason])),
    ];
  }

  /** Lets the library put an error that the engine has made into V8's words, before anybody sees it. Where the stack is full there is some to spare for it. */
  #reword(error: QuickJSHandle): void {
    if (!this.#isRewording && !this.#halted && !this.#endless) {
      this.#isRewording = true;
      this.#runtime.setMaxStackSize(this.#stackBytes + SPARE_STACK_BYTES);
      const fn = this.#context.getProp(this.#bridge, 'reword');
      if (this.#context.typeof(fn) === 'function') this.#context.callFunction(fn, this.#bridge, error).dispose();
      fn.dispose();
      this.#runtime.setMaxStackSize(this.#stackBytes);
      this.#isRewording = false;
    }
    error.dispose();
  }

  /** `[kind, value]` of a promise that is settled. */
  #promiseState(promise: QuickJSHandle): QuickJSHandle {
    const state = this.#context.getPromiseState(promise);
    const pair = this.#context.newArray();
    if (state.type === 'pending') return pair;
    const value = state.type === 'fulfilled' ? state.value : state.error;
    this.#context.newString(state.type).consume(kind => this.#context.setProp(pair, 0, kind));
    this.#context.setProp(pair, 1, value);
    if (value !== promise) value.dispose();
    return pair;
  }

  #define(fn: QuickJSHandle, key: string): void {
    this.#context.setProp(this.#bridge, key, fn);
    fn.dispose();
  }

  #callWith(name: string, makeHandles: () => readonly QuickJSHandle[]): Outcome {
    return this.#run(() => {
      const fn = this.#context.getProp(this.#bridge, name);
      const handles = makeHandles();
      const result = this.#context.callFunction(fn, this.#bridge, ...handles);
      for (const handle of [fn, ...handles]) handle.dispose();
      return result;
    });
  }

  /** Runs the reactions of promises, at most so many; true where there are more. */
  runJobs(): Outcome {
    if (!this.#isHalted() && !this.#runtime.hasPendingJob()) return { kind: 'value', value: undefined };
    this.#enter({ kind: 'jobs' });
    return this.#runJobs();
  }

  #runJobs(): Outcome {
    for (let left = JOBS_PER_CALL; left > 0 && !this.#isHalted() && this.#runtime.hasPendingJob(); left--) {
      const outcome = this.#guard(() => {
        const result = this.#runtime.executePendingJobs(1);
        if (result.error) return this.#failure(result.error);
        result.dispose();
        return { kind: 'value', value: undefined };
      });
      if (outcome.kind !== 'value') return outcome;
    }
    return this.#isHalted() ? { kind: 'halted' } : { kind: 'value', value: this.#runtime.hasPendingJob() };
  }

  #run(work: () => ReturnType<QuickJSContext['evalCode']>): Outcome {
    if (this.#halted) return { kind: 'halted' };
    const outcome = this.#guard(() => {
      const result = work();
      if (result.error) return this.#failure(result.error);
      const value = this.#valueOf(result.value);
      result.value.dispose();
      return { kind: 'value', value };
    });
    return outcome.kind === 'value' && this.#isHalted() ? { kind: 'halted' } : outcome;
  }

  #guard(work: () => Outcome): Outcome {
    this.#interrupts = 0;
    this.#depth++;
    try {
      return work();
    } catch (error) {
      if (isSuspension(error)) throw error;
      // WebAssembly that was stopped half-way is in no state to go on.
      this.#halted = true;
      return { kind: 'broken', why: error instanceof Error ? error.message : String(error) };
    } finally {
      this.#depth--;
    }
  }

  #isHalted(): boolean {
    return this.#halted;
  }

  #failure(error: QuickJSHandle): Outcome {
    if (this.#halted) return { kind: 'halted' };
    if (this.#endless) return { kind: 'endless' };
    this.#thrown.push(error);
    return { kind: 'thrown', error };
  }

  #interrupt(): boolean {
    if (this.#options.suspender) return (this.#endless ||= this.#options.onInterrupt());
    if (this.#options.onInterrupt()) this.#halted = true;
    if (++this.#interrupts > INTERRUPTS_PER_TURN) this.#endless = true;
    return this.#halted || this.#endless;
  }

  #answer(binding: Binding, handles: readonly QuickJSHandle[]): QuickJSHandle | { error: QuickJSHandle } {
    const { recording } = this.#options;
    const answer = recording.take() ?? this.#compute(binding, handles);
    if ('code' in answer) return { error: this.#context.newString(answer.code) };
    return this.#handleOf(answer.value);
  }

  /** Asks a binding. Where it has to wait the engine is over: the library spins until that is noticed. */
  #compute(binding: Binding, handles: readonly QuickJSHandle[]): Answer {
    const { recording } = this.#options;
    let answer: Answer;
    try {
      answer = { value: binding(...handles.map(handle => this.#valueOf(handle))) };
    } catch (error) {
      if (!isErrno(error)) throw error;
      answer = { code: error.code };
    }
    if ('value' in answer && answer.value instanceof Suspension) {
      if (!recording.canSuspend) return { code: 'ENOSYS' };
      this.#suspension = answer.value;
      this.#halted = true;
      return { code: 'SUSPENDED' };
    }
    recording.answer(answer);
    return answer;
  }

  #valueOf(handle: QuickJSHandle): Value {
    switch (this.#context.typeof(handle)) {
      case 'string':
        return this.#textOf(handle);
      case 'number':
        return this.#context.getNumber(handle);
      case 'boolean':
        return this.#context.sameValue(handle, this.#context.true);
      case 'object':
        return this.#bytesOf(handle);
      default:
        return undefined;
    }
  }

  /** QuickJS hands out texts as C has them, up to the first NUL; the rest comes as code units. */
  #textOf(handle: QuickJSHandle): string {
    const known = this.#context.getString(handle);
    const length = this.#context.getProp(handle, 'length').consume(value => this.#context.getNumber(value));
    if (length === known.length) return known;
    const bytes = this.#ask('unitsOf', handle).consume(buffer => this.#bytesOf(buffer));
    return bytes ? textOfUnits(bytes) : known;
  }

  /** What a function of the bridge answers; undefined when it throws. */
  #ask(name: string, argument: QuickJSHandle): QuickJSHandle {
    const result = this.#context.getProp(this.#bridge, name).consume(fn => this.#context.callFunction(fn, this.#bridge, argument));
    if (!result.error) return result.value;
    result.error.dispose();
    return this.#context.undefined;
  }

  #newString(value: string): QuickJSHandle {
    if (!value.includes('\0')) return this.#context.newString(value);
    return this.#context.newArrayBuffer(unitsOf(value)).consume(buffer => this.#ask('fromUnits', buffer));
  }

  #bytesOf(handle: QuickJSHandle): Uint8Array | undefined {
    if (this.#context.sameValue(handle, this.#context.null) || this.#context.typeof(handle) !== 'object') return undefined;
    const lifetime = this.#context.getArrayBuffer(handle);
    const bytes = lifetime.value.slice();
    lifetime.dispose();
    return bytes;
  }

  #handleOf(value: unknown): QuickJSHandle {
    if (typeof value === 'string') return this.#newString(value);
    if (typeof value === 'number') return this.#context.newNumber(value);
    if (typeof value === 'boolean') return value ? this.#context.true : this.#context.false;
    return value instanceof Uint8Array ? this.#context.newArrayBuffer(value.slice().buffer) : this.#context.undefined;
  }
}
