import { QuickJSFFI } from '@jitl/quickjs-singlefile-mjs-release-sync/ffi';
import { QuickJSWASMModule } from 'quickjs-emscripten-core';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { Hooks } from './hooks.js';
import { Imports, type Clockwork } from './imports.js';
import type { Suspender } from './suspender.js';
import { decodeSuspendableWasm, decodeWasm } from './wasm.js';
import { HEAP_BYTES } from '../limits.js';
import { exportNames } from './export-names.js';

/** The part of the WebAssembly interface that is used here. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WasmTable {
  grow(count: number): number;
  set(index: number, fn: unknown): void;
}
type WasmFunction = (...values: readonly number[]) => number;
/** Where the next call of the interpreter keeps its locals, in an engine that can be put aside (scripts/quickjs-frames.mjs). */
interface WasmVariable {
  value: number;
}
type Exports = Readonly<Record<string, WasmFunction>> & { readonly table: WasmTable; readonly frames: WasmVariable };
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
  readonly Memory: new (limits: { readonly initial: number; readonly maximum: number }) => WasmMemory;
};

const INITIAL_PAGES = 256;
/** QuickJS's own limit counts nothing in WebAssembly, so the memory itself is limited. */
const MAXIMUM_PAGES = HEAP_BYTES / 65_536;
/** Locals of more calls than the stack of QuickJS has room for: each takes less than half a kilobyte. */
const FRAMES_BYTES = 1024 * 1024;

/** Compiled once for all processes of all hosts: code has no state. */
let compiled: object | undefined;
let suspendable: object | undefined;

/**
 * An engine of its own for one process: own memory, own clock. Everything here happens at once, unlike in the package's own loader,
 * so a program of the host can start it in the middle of a system call.
 */
export function newQuickJs(clockwork: Clockwork): { readonly quickJs: QuickJSWASMModule; readonly hooks: Hooks } {
  const { suspender } = clockwork;
  const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAXIMUM_PAGES });
  const glue = new Glue(memory);
  const imports = new Imports(memory, clockwork, glue);
  const { exports } = new WebAssembly.Instance(
    suspender ? (suspendable ??= new WebAssembly.Module(decodeSuspendableWasm())) : (compiled ??= new WebAssembly.Module(decodeWasm())),
    { a: imports.table() },
  );
  suspender?.connect(exports, memory);
  glue.connect(exports, suspender);
  if (suspender) exports.frames.value = glue._malloc(FRAMES_BYTES);
  // Before the package takes its functions.
  const hooks = glue.watch(exports.table);
  // The package declares the whole of what emscripten can give; QuickJSWASMModule uses what Glue has.
  const module: unknown = glue;
  const quickJs = new QuickJSWASMModule(module as ConstructorParameters<typeof QuickJSWASMModule>[0], new QuickJSFFI(module as never));
  return { quickJs, hooks };
}

type Argument = string | number | boolean | null | undefined;

/** Where JavaScript is begun. */
const entries = new Set(['QTS_Eval', 'QTS_Call', 'QTS_ExecutePendingJob']);

/** What quickjs-emscripten-core expects of an emscripten module. */
class Glue {
  readonly type = 'sync';
  readonly #memory: WasmMemory;
  readonly #functions = new Map<string, WasmFunction>();
  /** Set by quickjs-emscripten-core. */
  callbacks: Record<string, WasmCallback> = {};

  constructor(memory: WasmMemory) {
    this.#memory = memory;
  }

  connect(exports: Readonly<Record<string, WasmFunction>>, suspender: Suspender | undefined): void {
    for (const [name, short] of Object.entries(exportNames)) {
      const found = exports[short];
      if (found) this.#functions.set(name, suspender && entries.has(name) ? suspender.wrap(found) : found);
    }
    this.#function('start')();
  }

  /** Watches the runtime that is made next. */
  watch(table: WasmTable): Hooks {
    const hook = new Hooks({
      memory: this.#memory,
      table,
      malloc: this._malloc,
      free: this._free,
      duplicate: this.#function('QTS_DupValuePointer'),
      release: this.#function('QTS_FreeValuePointer'),
    });
    const newRuntime = this.#function('QTS_NewRuntime');
    this.#functions.set('QTS_NewRuntime', () => {
      const runtime = newRuntime();
      hook.install(runtime);
      return runtime;
    });
    return hook;
  }

  get HEAPU8(): Uint8Array {
    return new Uint8Array(this.#memory.buffer);
  }

  get HEAP8(): Int8Array {
    return new Int8Array(this.#memory.buffer);
  }

  readonly _malloc = (sizeBytes: number): number => this.#function('malloc')(sizeBytes);
  readonly _free = (pointer: number): void => {
    this.#function('free')(pointer);
  };

  readonly lengthBytesUTF8 = (text: string): number => encodeUtf8(text).length;

  readonly stringToUTF8 = (text: string, pointer: number, room = Infinity): void => {
    const bytes = encodeUtf8(text).subarray(0, room - 1);
    const heap = this.HEAPU8;
    heap.set(bytes, pointer);
    heap[pointer + bytes.length] = 0;
  };

  readonly UTF8ToString = (pointer: number): string => {
    if (pointer === 0) return '';
    const heap = this.HEAPU8;
    return decodeUtf8(heap.subarray(pointer, heap.indexOf(0, pointer)));
  };

  /** A function of QuickJS; texts among the arguments lie on the stack during the call. */
  readonly cwrap = (name: string, result: string | null, parameters: readonly string[]): ((...values: readonly Argument[]) => unknown) => {
    const target = this.#function(name);
    const convert = (value: number): unknown =>
      result === 'string' ? this.UTF8ToString(value) : result === 'boolean' ? value !== 0 : value;
    if (!parameters.includes('string')) return (...values) => convert(target(...values.map(Number)));
    return (...values) => {
      const stack = this.#function('stackSave')();
      const numbers = values.map((value, index) => (parameters[index] === 'string' ? this.#onStack(String(value ?? '')) : Number(value)));
      const answer = convert(target(...numbers));
      this.#function('stackRestore')(stack);
      return answer;
    };
  };

  #onStack(text: string): number {
    const room = this.lengthBytesUTF8(text) + 1;
    const pointer = this.#function('stackAlloc')(room);
    this.stringToUTF8(text, pointer, room);
    return pointer;
  }

  #function(name: string): WasmFunction {
    const found = this.#functions.get(name);
    if (!found) throw new Error(`QuickJS has no function ${name}`);
    return found;
  }
}

export type WasmCallback = (asyncify: undefined, ...values: readonly unknown[]) => number;
