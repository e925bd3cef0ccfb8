import type { Variable } from './syntax.js';
import { AwkRuntimeError } from './runtime-error.js';
import { NumericText, toText, type AwkArray, type NumberFormat, type Value, type WholeNumbers } from './value.js';

/** A parameter that was given nothing yet: it becomes an array when it is used as one, and then the caller's too. */
export class Untyped {
  array: AwkArray | undefined;
  readonly #bind: (array: AwkArray) => void;

  constructor(bind: (array: AwkArray) => void) {
    this.#bind = bind;
  }

  asArray(): AwkArray {
    if (!this.array) {
      this.array = new Map();
      this.#bind(this.array);
    }
    return this.array;
  }
}

type Slot = Value | AwkArray | Untyped;

/** Global variables and the frames of running functions. */
export class Variables {
  readonly #globals = new Map<string, Slot>();
  readonly #frames: Slot[][] = [];
  readonly #plain: NumberFormat;

  constructor(whole: WholeNumbers) {
    this.#plain = { conversion: '%.6g', whole };
  }

  enter(frame: Slot[]): void {
    this.#frames.push(frame);
  }

  leave(): void {
    this.#frames.pop();
  }

  get depth(): number {
    return this.#frames.length;
  }

  get(variable: Variable): Value {
    const slot = this.#slot(variable);
    if (slot instanceof Map) throw new AwkRuntimeError(`can't use array ${variable.name} in scalar context`);
    return slot instanceof Untyped ? undefined : slot;
  }

  set(variable: Variable, value: Value): void {
    if (this.#slot(variable) instanceof Map) throw new AwkRuntimeError(`can't assign to ${variable.name}; it's an array name.`);
    this.#put(variable, value);
  }

  array(variable: Variable): AwkArray {
    const slot = this.#slot(variable);
    if (slot instanceof Map) return slot;
    if (slot instanceof Untyped) return slot.asArray();
    if (slot !== undefined) throw new AwkRuntimeError(`can't use scalar ${variable.name} as array`);
    const array: AwkArray = new Map();
    this.#put(variable, array);
    return array;
  }

  /** What a function is handed for a bare name: the array itself, the value, or a promise of either. */
  argument(variable: Variable): Slot {
    const slot = this.#slot(variable);
    if (slot !== undefined) return slot;
    const frame = this.#frames.at(-1);
    return new Untyped(array => {
      if (variable.local === undefined) this.#globals.set(variable.name, array);
      else if (frame) frame[variable.local] = array;
    });
  }

  global(name: string): Value {
    const slot = this.#globals.get(name);
    return typeof slot === 'string' || typeof slot === 'number' || slot instanceof NumericText ? slot : undefined;
  }

  /** Text of a global variable. */
  text(name: string): string {
    return toText(this.global(name), this.#plain);
  }

  /** How numbers become text by CONVFMT or OFMT. */
  format(name: 'CONVFMT' | 'OFMT'): NumberFormat {
    const conversion = this.text(name);
    return conversion === this.#plain.conversion ? this.#plain : { ...this.#plain, conversion };
  }

  setGlobal(name: string, value: Value | AwkArray): void {
    this.#globals.set(name, value);
  }

  #slot({ name, local }: Variable): Slot {
    return local === undefined ? this.#globals.get(name) : this.#frames.at(-1)?.[local];
  }

  #put({ name, local }: Variable, value: Value | AwkArray): void {
    const frame = this.#frames.at(-1);
    if (local === undefined) this.#globals.set(name, value);
    else if (frame) frame[local] = value;
  }
}
