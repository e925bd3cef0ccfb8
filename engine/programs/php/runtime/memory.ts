import { append } from '../../../core/append.js';
import { PhpArray } from './array.js';
import { Frame } from './code.js';
import { ClosureObject, GeneratorObject } from './special-objects.js';
import { PhpObject } from './object.js';
import { allocation, Ref, type Slot } from './value.js';
import type { Vm } from './vm.js';

const FRAME_BYTES = 112;
const STACK_PAGE = 262_144;
/** Frames of real size for ours, which are larger than PHP's: memory ends before that of the machine does. */
const MAX_FRAMES = 400_000;

/** Counts what a program holds, as `memory_limit` does: by looking at everything it can reach whenever enough was allocated since. */
export class Memory {
  readonly #vm: Vm;
  limit = 134_217_728;
  /** What was in use when it was last counted, and what has been allocated since. */
  #live = 0;
  #since = 0;
  peak = 400_000;
  frames = 0;

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  /** Something big is about to be made. */
  reserve(bytes: number): void {
    if (this.limit > 0 && bytes > this.limit) throw this.#exhausted(align(bytes + 25));
    this.#since += bytes;
    if (this.#isDue) this.#count(align(bytes + 25));
  }

  /** Takes over what was allocated in a slice of time. */
  collect(): void {
    this.#since += allocation.bytes;
    allocation.bytes = 0;
    if (this.#isDue) this.#count(undefined);
  }

  /** Counting takes long when there is much: a sixteenth of the limit has to be new since the last time. */
  get #isDue(): boolean {
    return this.limit > 0 && this.#live + this.#since > this.limit && this.#since > this.limit / 16;
  }

  enter(): void {
    if (++this.frames > MAX_FRAMES || (this.limit > 0 && this.frames * FRAME_BYTES > this.limit)) throw this.#exhausted(STACK_PAGE);
    allocation.bytes += FRAME_BYTES;
  }

  get used(): number {
    return 390_000 + this.#live + this.#since;
  }

  #count(wanted: number | undefined): void {
    const walk = new Walk(this.#vm);
    this.#live = walk.total;
    this.#since = 0;
    this.peak = Math.max(this.peak, this.#live);
    const growth = wanted ?? grown(walk.largest);
    if (this.#live + (wanted ?? 0) > this.limit || this.#live + growth > this.limit * 1.5) throw this.#exhausted(growth);
  }

  /** Something is to be made that is larger than anything may be. */
  exhausted(): Error {
    return this.#exhausted(align(this.limit * 2));
  }

  /** A list that nobody can see yet has grown to this size. */
  grow(size: number): void {
    if (size >= 1024 && (size & (size - 1)) === 0) this.reserve(grown(size));
  }

  #exhausted(bytes: number): Error {
    return this.#vm.errors.fatal(`Allowed memory size of ${this.limit} bytes exhausted (tried to allocate ${bytes} bytes)`);
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** What a list of that length asks for when it grows: twice as much. */
function grown(size: number): number {
  return room(size + 1) * 16 + 8;
}

/** Elements for which an array of that size has got memory. */
function room(size: number): number {
  return size === 0 ? 0 : Math.max(8, 2 ** Math.ceil(Math.log2(size)));
}

/** Adds up everything that a program can reach. */
class Walk {
  total = 0;
  largest = 0;
  readonly #seen = new Set<object>();
  readonly #work: Slot[] = [];

  constructor(vm: Vm) {
    for (let frame = vm.current; frame; frame = frame.parent) this.#frame(frame);
    for (const ref of vm.globals.values()) this.#work.push(ref);
    for (const cls of vm.classes.all()) for (const { ref } of cls.statics.values()) this.#work.push(ref);
    for (const value of vm.constants.own.values()) this.#work.push(value);
    this.total += vm.output.heldBytes;
    for (;;) {
      const slot = this.#work.pop();
      if (slot === undefined) return;
      this.#visit(slot);
    }
  }

  #frame(frame: Frame): void {
    if (this.#seen.has(frame)) return;
    this.#seen.add(frame);
    this.total += FRAME_BYTES + 16 * frame.locals.length;
    for (const local of frame.locals) if (local !== undefined) this.#work.push(local);
    append(this.#work, frame.stack);
    append(this.#work, frame.args);
    for (const call of frame.calls) append(this.#work, call.args);
    if (frame.callable.self) this.#work.push(frame.callable.self);
    for (const ref of frame.scope?.values() ?? []) this.#work.push(ref);
  }

  #visit(slot: Slot): void {
    if (typeof slot === 'string') {
      this.total += slot.length > 1 ? 32 + slot.length : 0;
      return;
    }
    if (slot instanceof Ref) {
      if (this.#seen.has(slot)) return;
      this.#seen.add(slot);
      this.total += 32;
      this.#work.push(slot.value);
    } else if (slot instanceof PhpArray) this.#array(slot);
    else if (slot instanceof PhpObject) this.#object(slot);
  }

  #array(array: PhpArray): void {
    this.total += 56;
    if (this.#seen.has(array.identity)) return;
    this.#seen.add(array.identity);
    this.total += room(array.size) * (array.isList ? 16 : 36);
    this.largest = Math.max(this.largest, array.size);
    for (const [key, slot] of array.slots()) {
      if (typeof key === 'string') this.total += 32 + key.length;
      if (typeof slot === 'string' || (typeof slot === 'object' && slot !== null)) this.#work.push(slot);
    }
  }

  #object(object: PhpObject): void {
    if (this.#seen.has(object)) return;
    this.#seen.add(object);
    this.total += 40 + 16 * object.props.size;
    for (const slot of object.props.values()) this.#work.push(slot);
    if (object instanceof GeneratorObject && object.frame) this.#frame(object.frame);
    if (object instanceof ClosureObject) {
      for (const slot of object.callable.bound?.values() ?? []) this.#work.push(slot);
      if (object.callable.self) this.#work.push(object.callable.self);
    }
  }
}
