import { decodeUtf8 } from '../../../core/utf8.js';
import { HEAP_BYTES } from '../limits.js';
import type { WasmCallback } from './instance.js';
import type { Suspender } from './suspender.js';

/** The time inside the engine, as the host's clock has it. */
export interface Clockwork {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The heap has this many bytes now. */
  readonly onGrowth: (sizeBytes: number) => void;
  /** Who puts JavaScript aside that waits; left out, nothing in it can wait. */
  readonly suspender?: Suspender | undefined;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const PAGE_BYTES = 65_536;

const DAY = 86_400_000;

/** Thrown where the engine gives itself up; its process ends. */
export class EngineAborted extends Error {
  override readonly name = 'EngineAborted';
}

/**
 * What QuickJS asks of the outside: the time, memory, and calls back into Drydock. Local time is UTC. There is no file, no environment and
 * no real clock behind any of it.
 */
export class Imports {
  readonly #memory: Memory;
  readonly #clockwork: Clockwork;
  readonly #owner: { readonly callbacks: Record<string, WasmCallback> };

  constructor(memory: Memory, clockwork: Clockwork, owner: { readonly callbacks: Record<string, WasmCallback> }) {
    this.#memory = memory;
    this.#clockwork = clockwork;
    this.#owner = owner;
  }

  /** By the names that the linker gave them. */
  table(): Record<string, unknown> {
    const fail = (why: string): never => {
      throw new EngineAborted(why);
    };
    return {
      a: this.#memory,
      b: (condition: number) => fail(this.#text(condition)),
      c: () => 0,
      d: () => 52,
      e: () => 0,
      f: (count: number, sizeBytes: number) => this.#noEnvironment(count, sizeBytes),
      g: (runtime: number, context: number, base: number, name: number) =>
        this.#call('normalizeModule', runtime, context, this.#text(base), this.#text(name)),
      h: (runtime: number, context: number, name: number) => this.#call('loadModuleSource', runtime, context, this.#text(name)),
      i: (runtime: number) => this.#lookUp(() => this.#call('shouldInterrupt', runtime)),
      j: () => 0,
      k: (sizeBytes: number) => this.#grow(sizeBytes >>> 0),
      l: () => undefined,
      m: (seconds: bigint, pointer: number) => this.#localTime(Number(seconds), pointer),
      n: (timezone: number, daylight: number, standardName: number, daylightName: number) => {
        const heap = new DataView(this.#memory.buffer);
        heap.setUint32(timezone, 0, true);
        heap.setUint32(daylight, 0, true);
        for (const pointer of [standardName, daylightName]) this.#write(pointer, 'UTC');
      },
      o: () => 70,
      p: () => this.#clockwork.now(),
      q: () => fail('abort'),
      r: (status: number) => fail(`exit ${status}`),
      s: (...values: readonly number[]) => this.#answer(() => this.#call('callFunction', ...values)),
      t: (...values: readonly number[]) => this.#call('freeHostRef', ...values),
    };
  }

  #lookUp(call: () => number): number {
    return this.#clockwork.suspender ? this.#clockwork.suspender.lookUp(call) : call();
  }

  #answer(call: () => number): number {
    return this.#clockwork.suspender ? this.#clockwork.suspender.answer(call) : call();
  }

  #call(name: string, ...values: readonly unknown[]): number {
    const callback = this.#owner.callbacks[name];
    if (!callback) throw new EngineAborted(`nobody answers ${name}`);
    return callback(undefined, ...values);
  }

  #text(pointer: number): string {
    if (pointer === 0) return '';
    const heap = new Uint8Array(this.#memory.buffer);
    return decodeUtf8(heap.subarray(pointer, heap.indexOf(0, pointer)));
  }

  #write(pointer: number, text: string): void {
    const heap = new Uint8Array(this.#memory.buffer);
    for (let i = 0; i < text.length; i++) heap[pointer + i] = text.charCodeAt(i);
    heap[pointer + text.length] = 0;
  }

  #noEnvironment(count: number, sizeBytes: number): number {
    const heap = new DataView(this.#memory.buffer);
    heap.setUint32(count, 0, true);
    heap.setUint32(sizeBytes, 0, true);
    return 0;
  }

  #grow(sizeBytes: number): number {
    const { byteLength } = this.#memory.buffer;
    if (sizeBytes > HEAP_BYTES) return 0;
    const wanted = Math.min(HEAP_BYTES, Math.max(sizeBytes, byteLength * 1.2));
    try {
      this.#memory.grow(Math.ceil((wanted - byteLength) / PAGE_BYTES));
      this.#clockwork.onGrowth(this.#memory.buffer.byteLength);
      return 1;
    } catch {
      return 0;
    }
  }

  /** Fills a `struct tm` (emscripten's layout) for a moment in UTC. */
  #localTime(seconds: number, pointer: number): void {
    const date = new Date(seconds * 1000);
    const year = date.getUTCFullYear();
    const fields = [date.getUTCSeconds(), date.getUTCMinutes(), date.getUTCHours(), date.getUTCDate(), date.getUTCMonth(), year - 1900];
    const dayOfYear = Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / DAY);
    const heap = new DataView(this.#memory.buffer);
    for (const [index, value] of [...fields, date.getUTCDay(), dayOfYear, 0, 0].entries()) heap.setInt32(pointer + index * 4, value, true);
  }
}
