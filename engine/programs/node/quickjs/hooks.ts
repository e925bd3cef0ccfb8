import { Lifetime, type JSValue, type QuickJSHandle, type QuickJSRuntime } from 'quickjs-emscripten-core';
import { MAX_REJECTIONS } from '../limits.js';

/** What is needed of the instance to watch it. */
export interface Machine {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly table: { grow(count: number): number; set(index: number, fn: unknown): void };
  readonly malloc: (sizeBytes: number) => number;
  readonly free: (pointer: number) => void;
  /** A reference of its own to the value at a pointer. */
  readonly duplicate: (context: number, pointer: number) => number;
  readonly release: (context: number, pointer: number) => void;
}

export interface Rejection {
  readonly promise: QuickJSHandle;
  readonly reason: QuickJSHandle;
}

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

/**
 * JSRuntime (QuickJS 2025-09-13, wasm32) keeps the function that hears of rejected promises here, as its number in the function table. The package has
 * no call that sets it. Tests of unhandled rejections fail when an update moves it.
 */
const TRACKER_OFFSET = 160;
/** And the exception that is on its way. */
const EXCEPTION_OFFSET = 136;
const NO_EXCEPTION = 4n << 32n;

/** Entries of the function table: the first one is called with errors by code that scripts/quickjs-hooks.mjs put in. */
const FIRST_FREE_ENTRY = 471;

/**
 * A module that takes functions of the types (i32, i64, i64, i32, i32) and (i32, i64) and exports them: only what a module exports fits into a
 * function table.
 */
const TRAMPOLINE = [
  [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  [1, 14, 2, 0x60, 5, 0x7f, 0x7e, 0x7e, 0x7f, 0x7f, 0, 0x60, 2, 0x7f, 0x7e, 0],
  [2, 13, 2, 1, 0x65, 1, 0x70, 0, 0, 1, 0x65, 1, 0x74, 0, 1],
  [7, 9, 2, 1, 0x70, 0, 0, 1, 0x74, 0, 1],
].flat();

let trampoline: object | undefined;

/** Hears which promises are rejected while nobody handles them and which of them are handled later, and of errors that the engine makes itself. */
export class Hooks {
  readonly #machine: Machine;
  /** By the value's bits: the reference that is held here keeps them its own. */
  #rejected = new Map<bigint, Rejection>();
  #handled: QuickJSHandle[] = [];
  /** Called with an error that the engine has made and is about to throw. */
  onError: ((error: QuickJSHandle) => void) | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** From now on this runtime is watched. */
  install(runtime: number): void {
    trampoline ??= new WebAssembly.Module(Uint8Array.from(TRAMPOLINE));
    const p = (context: number, promise: bigint, reason: bigint, isHandled: number): void => {
      this.#hear(context, promise, reason, isHandled !== 0);
    };
    const t = (context: number, error: bigint): void => {
      this.#withoutException(runtime, () => this.onError?.(this.#hold(context, error)));
    };
    const { exports } = new WebAssembly.Instance(trampoline, { e: { p, t } });
    const { memory, table } = this.#machine;
    if (table.grow(2) !== FIRST_FREE_ENTRY) throw new Error('the function table of QuickJS has another size');
    table.set(FIRST_FREE_ENTRY, exports['t']);
    table.set(FIRST_FREE_ENTRY + 1, exports['p']);
    new DataView(memory.buffer).setUint32(runtime + TRACKER_OFFSET, FIRST_FREE_ENTRY + 1, true);
  }

  get hasNews(): boolean {
    return this.#rejected.size > 0 || this.#handled.length > 0;
  }

  /** What is rejected and still not handled, and what was told before and is handled now. The handles are the caller's. */
  take(): { readonly rejected: readonly Rejection[]; readonly handled: readonly QuickJSHandle[] } {
    const news = { rejected: [...this.#rejected.values()], handled: this.#handled };
    this.#rejected = new Map();
    this.#handled = [];
    return news;
  }

  /** JavaScript can be called only while no exception is on its way; this one goes on afterwards. */
  #withoutException(runtime: number, work: () => void): void {
    const { memory } = this.#machine;
    const pending = new DataView(memory.buffer).getBigUint64(runtime + EXCEPTION_OFFSET, true);
    new DataView(memory.buffer).setBigUint64(runtime + EXCEPTION_OFFSET, NO_EXCEPTION, true);
    work();
    new DataView(memory.buffer).setBigUint64(runtime + EXCEPTION_OFFSET, pending, true);
  }

  #hear(context: number, promise: bigint, reason: bigint, isHandled: boolean): void {
    const known = this.#rejected.get(promise);
    if (isHandled && known) {
      this.#rejected.delete(promise);
      known.promise.dispose();
      known.reason.dispose();
    } else if (isHandled && this.#handled.length < MAX_REJECTIONS) {
      this.#handled.push(this.#hold(context, promise));
    } else if (!isHandled && this.#rejected.size < MAX_REJECTIONS) {
      this.#rejected.set(promise, { promise: this.#hold(context, promise), reason: this.#hold(context, reason) });
    }
  }

  #hold(context: number, value: bigint): QuickJSHandle {
    const pointer = this.#machine.malloc(8);
    new DataView(this.#machine.memory.buffer).setBigUint64(pointer, BigInt.asUintN(64, value), true);
    const own = this.#machine.duplicate(context, pointer);
    this.#machine.free(pointer);
    // The package brands its pointers with types that only it can make.
    return new Lifetime<JSValue['value'], JSValue['value'], QuickJSRuntime>(own as unknown as JSValue['value'], undefined, () => {
      this.#machine.release(context, own);
    });
  }
}
