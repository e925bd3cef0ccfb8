import { append } from '../../../core/append.js';
import type { Sys } from '../../../process/sys.js';
import { PyDict, PySet } from '../objects/dict.js';
import { PyException, raised, PyTraceback } from '../objects/exception.js';
import { PyFunction } from '../objects/function.js';
import { PyMethod } from '../objects/functions.js';
import { PyGenerator } from '../objects/generator.js';
import { PyObject, PyType, type Value } from '../objects/object.js';
import { PyByteArray, PyBytes, PyCell, PyList, PyTuple } from '../objects/values.js';
import { BYTES_BETWEEN_LOOKS, MAX_BYTES, RESIDENT_BYTES } from '../limits.js';
import { Frame, NativeFrame, type Runner } from './frame.js';

/**
 * What a process occupies. JavaScript does not tell, so what is made is counted, and from time to time everything that can still be
 * reached is measured.
 */
export class Memory {
  readonly #sys: Sys;
  #made = 0;
  #live = 0;

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  /** Counts something that is made; where it can never fit there is a MemoryError instead. */
  note(bytes: number): void {
    this.#made += bytes;
    if (bytes > MAX_BYTES / 2 && bytes + this.#live > MAX_BYTES) {
      this.#made -= bytes;
      throw raised('MemoryError');
    }
  }

  /** Refuses to hold so much in one piece that nobody else can see yet. */
  hold(bytes: number): void {
    if (bytes > MAX_BYTES) throw raised('MemoryError');
  }

  /** Makes a text of this length. */
  text(length: number, make: () => string): string {
    if (length > 4096) this.note(length);
    return make();
  }

  /** Whether it is time to measure. */
  get isDue(): boolean {
    return this.#made > Math.max(BYTES_BETWEEN_LOOKS, this.#live);
  }

  /** Measures what can be reached from here and tells the host; MemoryError where it is too much. */
  measure(roots: readonly (Value | Runner)[]): void {
    this.#made = 0;
    this.#live = new Meter().measure(roots);
    this.#sys.setMemory(RESIDENT_BYTES + this.#live);
    if (this.#live > MAX_BYTES) throw raised('MemoryError');
  }
}

class Meter {
  readonly #seen = new Set<unknown>();
  readonly #todo: (Value | Runner)[] = [];
  #bytes = 0;

  measure(roots: readonly (Value | Runner)[]): number {
    append(this.#todo, roots);
    for (let item = this.#todo.pop(); this.#todo.length > 0 || item !== undefined; item = this.#todo.pop()) this.#look(item);
    return this.#bytes;
  }

  #look(item: Value | Runner): void {
    // Equal texts may be one or many: JavaScript does not tell, so each counts.
    if (typeof item === 'string' && item.length > 16) this.#bytes += item.length;
    if (typeof item !== 'object' || item === null || this.#seen.has(item)) return;
    this.#seen.add(item);
    this.#bytes += 48;
    if (item instanceof NativeFrame) {
      this.#todo.push(item.subject, item.back);
      return;
    }
    if (item.attrs && !(item instanceof PyType && !item.isHeap)) this.#values(item.attrs.values(), item.attrs.size);
    this.#inside(item);
  }

  #values(values: Iterable<Value>, count: number): void {
    this.#bytes += count * 40;
    for (const value of values) if (typeof value === 'object' || typeof value === 'string') this.#todo.push(value);
  }

  #inside(item: PyObject): void {
    if (item instanceof PyList || item instanceof PyTuple) {
      this.#bytes += item.items.length * 8;
      for (const value of item.items) if (typeof value === 'object' || typeof value === 'string') this.#todo.push(value);
    } else if (item instanceof PyDict) this.#dict(item);
    else if (item instanceof PySet) this.#dict(item.table);
    else if (item instanceof PyBytes || item instanceof PyByteArray) this.#bytes += item.bytes.length;
    else if (item instanceof PyCell) this.#todo.push(item.value);
    else if (item instanceof PyMethod) this.#todo.push(item.self);
    else if (item instanceof PyFunction) this.#todo.push(...item.closure, ...item.defaults, item.globals);
    else if (item instanceof PyException) this.#todo.push(item.args, item.context, item.cause, item.traceback);
    else if (item instanceof PyTraceback) this.#todo.push(item.next, item.frame);
    else if (item instanceof PyGenerator) this.#todo.push(item.frame);
    else if (item instanceof Frame) this.#todo.push(...item.stack, ...item.locals, ...item.cells, item.globals, item.names, item.back);
  }

  #dict(table: PyDict): void {
    this.#values(table.map.values(), table.map.size);
    for (const key of table.map.keys()) if (typeof key === 'object' || typeof key === 'string') this.#todo.push(key);
    if (table.originals) this.#values(table.originals.values(), 0);
  }
}
