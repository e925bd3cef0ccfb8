import type { Task } from '../../../core/task.js';
import type { TypeRef } from '../syntax/ast.js';
import { PhpArray } from './array.js';
import type { Callable } from './code.js';
import { toBool, toFloat, toNumber } from './convert.js';
import { PhpObject } from './object.js';
import { PhpFloat, read, Ref, type Slot, type Value } from './value.js';
import type { Vm } from './vm.js';

export interface NativeParam {
  readonly name: string;
  readonly type: TypeRef;
  readonly byRef: boolean;
  readonly variadic: boolean;
  readonly optional: boolean;
  readonly defaultValue: Value;
}

/** A built-in function: one that ends at once, or one that may wait or call back. */
export interface NativeFunction {
  readonly name: string;
  readonly params: readonly NativeParam[];
  readonly required: number;
  readonly run?: (args: Args) => Value;
  readonly task?: (args: Args) => Task<Value>;
}

/** Functions by how PHP declares them: `'strlen(string $string)'`. */
export type Natives = Readonly<Record<string, (args: Args) => Value>>;
export type NativeTasks = Readonly<Record<string, (args: Args) => Task<Value>>>;

/** The arguments of a call, already of the types that the function declares. */
export class Args {
  readonly vm: Vm;
  readonly slots: readonly Slot[];
  readonly fn: NativeFunction;
  readonly self: PhpObject | undefined;
  readonly called: Callable;

  constructor(vm: Vm, fn: NativeFunction, slots: readonly Slot[], called: Callable) {
    this.vm = vm;
    this.fn = fn;
    this.slots = slots;
    this.called = called;
    this.self = called.self;
  }

  get count(): number {
    return this.slots.length;
  }

  get(i: number): Value {
    const slot = this.slots[i];
    if (slot === undefined) return this.fn.params[i]?.defaultValue ?? null;
    return slot instanceof Ref ? slot.value : slot;
  }

  given(i: number): boolean {
    return this.slots[i] !== undefined;
  }

  str(i: number): string {
    const value = this.get(i);
    return typeof value === 'string' ? value : this.vm.text(value);
  }

  /** Undefined for null. */
  optStr(i: number): string | undefined {
    return this.get(i) === null ? undefined : this.str(i);
  }

  int(i: number): number {
    const value = this.get(i);
    return typeof value === 'number' ? value : toNumber(value);
  }

  optInt(i: number): number | undefined {
    return this.get(i) === null ? undefined : this.int(i);
  }

  float(i: number): number {
    return toFloat(this.get(i));
  }

  bool(i: number): boolean {
    return toBool(this.get(i));
  }

  arr(i: number): PhpArray {
    const value = this.get(i);
    return value instanceof PhpArray ? value : PhpArray.of([]);
  }

  obj(i: number): PhpObject | undefined {
    const value = this.get(i);
    return value instanceof PhpObject ? value : undefined;
  }

  /** The variable that an argument names. */
  ref(i: number): Ref {
    const slot = this.slots[i];
    return slot instanceof Ref ? slot : new Ref(slot ?? null);
  }

  /** The array in a variable, to be changed where it is. */
  refArray(i: number): PhpArray {
    const { value } = this.ref(i);
    return value instanceof PhpArray ? value : PhpArray.of([]);
  }

  rest(from: number): Value[] {
    return this.slots.slice(from).map(read);
  }

  callable(i: number): Callable | undefined {
    const value = this.get(i);
    return value === null ? undefined : this.vm.calls.toCallable(value);
  }

  warn(message: string): void {
    this.vm.errors.warning(`${this.fn.name}(): ${message}`);
  }

  /** Throws the ValueError of a wrong argument. */
  invalid(i: number, message: string): never {
    throw this.vm.errors.make('ValueError', `${this.fn.name}(): Argument #${i + 1} ($${this.fn.params[i]?.name ?? ''}) ${message}`);
  }
}

export function float(n: number): PhpFloat {
  return new PhpFloat(n);
}

const declaration = /^([\w:]+)\((.*)\)$/s;
const param = /^(\S+ )?(&)?(\.\.\.)?\$(\w+)(?: = (.*))?$/s;

/** Reads declarations of built-in functions when one of them is first called. */
export class NativeTable {
  readonly #known = new Map<string, { readonly signature: string; readonly source: Pick<NativeFunction, 'run' | 'task'> }>();
  readonly #read = new Map<string, NativeFunction>();

  add(table: Natives): void {
    for (const [signature, run] of Object.entries(table)) this.#known.set(nameOf(signature), { signature, source: { run } });
  }

  addTasks(table: NativeTasks): void {
    for (const [signature, task] of Object.entries(table)) this.#known.set(nameOf(signature), { signature, source: { task } });
  }

  get(lower: string): NativeFunction | undefined {
    const found = this.#read.get(lower);
    if (found) return found;
    const known = this.#known.get(lower);
    if (!known) return undefined;
    const native = readSignature(known.signature, known.source);
    this.#read.set(lower, native);
    return native;
  }

  has(lower: string): boolean {
    return this.#known.has(lower);
  }

  names(): readonly string[] {
    return [...this.#known.keys()];
  }
}

function nameOf(signature: string): string {
  return signature.slice(0, signature.indexOf('(')).toLowerCase();
}

export function readSignature(signature: string, source: Pick<NativeFunction, 'run' | 'task'>): NativeFunction {
  const [, name = '', list = ''] = declaration.exec(signature) ?? [];
  const params = list === '' ? [] : list.split(', ').map(readParam);
  const required = params.filter(each => !each.optional).length;
  return { name, params, required, ...source };
}

function readParam(text: string): NativeParam {
  const [, type = 'mixed ', byRef, variadic, name = '', standard] = param.exec(text) ?? [];
  return {
    name,
    type: readType(type.trim()),
    byRef: byRef !== undefined,
    variadic: variadic !== undefined,
    optional: variadic !== undefined || standard !== undefined,
    defaultValue: standard === undefined ? null : literal(standard),
  };
}

const scalars = new Set('int float string bool array object mixed void null callable iterable false true'.split(' '));

function readType(text: string): TypeRef {
  if (text.startsWith('?')) return { kind: 'nullable', of: readType(text.slice(1)) };
  if (text.includes('|')) return { kind: 'union', of: text.split('|').map(readType) };
  return { kind: 'name', name: text, isClass: !scalars.has(text) };
}

function literal(text: string): Value {
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === '[]') return PhpArray.of([]);
  if (text.startsWith('"')) return String(JSON.parse(text));
  if (text.startsWith("'")) return text.slice(1, -1);
  return /[.eE]/.test(text) ? new PhpFloat(Number(text)) : Number(text);
}
