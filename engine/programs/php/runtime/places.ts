import { PhpArray, type Key } from './array.js';
import type { Frame } from './code.js';
import { toKey, toNumber, typeName } from './convert.js';
import { numericText } from './number-text.js';
import { PhpObject, type Property } from './object.js';
import { PhpFloat, Ref, UNSET, type Value } from './value.js';
import type { Vm } from './vm.js';

/** Where a value can be put. */
export interface Place {
  /** Undefined where nothing is yet. */
  read(): Value | undefined;
  write(value: Value): void;
  ref(): Ref;
  unset(): void;
  /** What is there, to be written into. */
  container(): Value | undefined;
  /** Says that there is nothing. */
  complain(): void;
  /** Makes this another name of a reference. */
  bind(ref: Ref): void;
}

export class LocalPlace implements Place {
  readonly #vm: Vm;
  readonly #frame: Frame;
  readonly #index: number;

  constructor(vm: Vm, frame: Frame, index: number) {
    this.#vm = vm;
    this.#frame = frame;
    this.#index = index;
  }

  read(): Value | undefined {
    return this.#frame.local(this.#index);
  }

  write(value: Value): void {
    this.#frame.setLocal(this.#index, value);
  }

  ref(): Ref {
    const ref = this.#frame.localRef(this.#index);
    if (ref.value === UNSET) ref.value = null;
    return ref;
  }

  unset(): void {
    this.#frame.unsetLocal(this.#index);
  }

  container(): Value | undefined {
    return this.read();
  }

  complain(): void {
    this.#vm.errors.warning(`Undefined variable $${this.#frame.fn.locals[this.#index] ?? ''}`);
  }

  bind(ref: Ref): void {
    this.#frame.bindLocal(this.#index, ref);
  }
}

/** A variable found by name, a static property, or a value that is not kept anywhere. */
export class RefPlace implements Place {
  readonly #ref: Ref;

  constructor(ref: Ref) {
    this.#ref = ref;
  }

  read(): Value | undefined {
    return this.#ref.value === UNSET ? undefined : this.#ref.value;
  }

  write(value: Value): void {
    this.#ref.value = value;
  }

  ref(): Ref {
    if (this.#ref.value === UNSET) this.#ref.value = null;
    return this.#ref;
  }

  unset(): void {
    this.#ref.value = UNSET;
  }

  container(): Value | undefined {
    return this.read();
  }

  complain(): void {
    // Who looks for a variable by name says so.
  }

  bind(ref: Ref): void {
    this.#ref.value = ref.value;
  }
}

/** A static property, which may have a type. */
export class StaticPlace extends RefPlace {
  readonly #vm: Vm;
  readonly #property: Property;

  constructor(vm: Vm, ref: Ref, property: Property) {
    super(ref);
    this.#vm = vm;
    this.#property = property;
  }

  override write(value: Value): void {
    super.write(this.#vm.props.coerce(this.#property, value));
  }
}

export class ElementPlace implements Place {
  readonly #vm: Vm;
  readonly #array: PhpArray;
  readonly #key: Key | undefined;

  constructor(vm: Vm, array: PhpArray, key: Key | undefined) {
    this.#vm = vm;
    this.#array = array;
    this.#key = key;
  }

  read(): Value | undefined {
    return this.#key === undefined ? undefined : this.#array.get(this.#key);
  }

  write(value: Value): void {
    if (this.#key !== undefined) this.#array.set(this.#key, value);
    else if (!this.#array.append(value))
      throw this.#vm.errors.error('Cannot add element to the array as the next element is already occupied');
  }

  ref(): Ref {
    return this.#key === undefined ? this.#array.appendRef() : this.#array.ref(this.#key);
  }

  unset(): void {
    if (this.#key !== undefined) this.#array.delete(this.#key);
  }

  container(): Value | undefined {
    return this.#key === undefined ? undefined : this.#array.writable(this.#key);
  }

  complain(): void {
    if (this.#key !== undefined)
      this.#vm.errors.warning(`Undefined array key ${typeof this.#key === 'string' ? `"${this.#key}"` : this.#key}`);
  }

  bind(ref: Ref): void {
    ref.names++;
    if (this.#key === undefined) this.#array.append(ref);
    else this.#array.setSlot(this.#key, ref);
  }
}

export class PropertyPlace implements Place {
  readonly #vm: Vm;
  readonly #object: PhpObject;
  readonly #name: string;

  constructor(vm: Vm, object: PhpObject, name: string) {
    this.#vm = vm;
    this.#object = object;
    this.#name = name;
  }

  read(): Value | undefined {
    return this.#vm.props.read(this.#object, this.#name);
  }

  write(value: Value): void {
    this.#vm.props.write(this.#object, this.#name, value);
  }

  ref(): Ref {
    return this.#vm.props.ref(this.#object, this.#name);
  }

  unset(): void {
    this.#vm.props.unset(this.#object, this.#name);
  }

  container(): Value | undefined {
    return this.#vm.props.container(this.#object, this.#name);
  }

  complain(): void {
    // Reading it said so already.
  }

  bind(ref: Ref): void {
    ref.names++;
    this.#object.props.set(this.#name, ref);
  }
}

/** An element of an object that answers like an array. */
class OffsetPlace implements Place {
  readonly #vm: Vm;
  readonly #object: PhpObject;
  readonly #key: Value;

  constructor(vm: Vm, object: PhpObject, key: Value) {
    this.#vm = vm;
    this.#object = object;
    this.#key = key;
  }

  read(): Value {
    return this.#vm.calls.method(this.#object, 'offsetGet', [this.#key]);
  }

  write(value: Value): void {
    this.#vm.calls.method(this.#object, 'offsetSet', [this.#key, value]);
  }

  ref(): Ref {
    return new Ref(this.container());
  }

  unset(): void {
    this.#vm.calls.method(this.#object, 'offsetUnset', [this.#key]);
  }

  container(): Value {
    const value = this.read();
    if (!(value instanceof PhpObject))
      this.#vm.errors.notice(`Indirect modification of overloaded element of ${this.#object.cls.name} has no effect`);
    return value;
  }

  complain(): void {
    // Reading it said so already.
  }

  bind(ref: Ref): void {
    this.write(ref.value);
  }
}

/** A character of a text. */
class CharacterPlace implements Place {
  readonly #vm: Vm;
  readonly #base: Place;
  readonly #text: string;
  readonly #key: Value;

  constructor(vm: Vm, of: { readonly base: Place; readonly text: string; readonly key: Value }) {
    this.#vm = vm;
    this.#base = of.base;
    this.#text = of.text;
    this.#key = of.key;
  }

  read(): Value {
    return this.#vm.fetchDim(this.#text, this.#key);
  }

  write(value: Value): void {
    const at = stringOffset(this.#vm, this.#key);
    const index = at < 0 ? at + this.#text.length : at;
    if (index < 0) {
      this.#vm.errors.warning(`Illegal string offset ${at}`);
      return;
    }
    const character = this.#vm.text(value);
    if (character === '') throw this.#vm.errors.error('Cannot assign an empty string to a string offset');
    if (character.length > 1) this.#vm.errors.warning('Only the first byte will be assigned to the string offset');
    this.#vm.memory.reserve(index);
    const padded = this.#text.padEnd(index, ' ');
    this.#base.write(padded.slice(0, index) + (character[0] ?? '') + padded.slice(index + 1));
  }

  ref(): Ref {
    throw this.#vm.errors.error('Cannot create references to/from string offsets');
  }

  unset(): void {
    throw this.#vm.errors.error('Cannot unset string offsets');
  }

  container(): Value {
    throw this.#vm.errors.error('Cannot use string offset as an array');
  }

  complain(): void {
    // Reading it said so already.
  }

  bind(): void {
    this.ref();
  }
}

/** The index that a value is in a text. */
export function stringOffset(vm: Vm, key: Value): number {
  if (typeof key === 'number') return key;
  if (typeof key === 'string') {
    const number = numericText(key);
    if (number?.kind === 'int' && !/\s/.test(key)) return Number(number.text);
    throw vm.errors.typeError(`Cannot access offset of type ${typeName(key)} on string`);
  }
  if (key === null || typeof key === 'boolean' || key instanceof PhpFloat) {
    vm.errors.warning('String offset cast occurred');
    return toNumber(key);
  }
  throw vm.errors.typeError(`Cannot access offset of type ${typeName(key)} on string`);
}

/** The element of what a place holds, which becomes an array when nothing is there. */
export function elementOf(vm: Vm, base: Place, key: Value | undefined): Place {
  let value = base.container();
  if (value === undefined || value === null || value === false) {
    if (value === false) vm.errors.deprecated('Automatic conversion of false to array is deprecated');
    value = new PhpArray();
    base.write(value);
    // A place may keep a copy (a typed property): what is written into is what it has.
    value = base.container() ?? value;
  }
  if (value instanceof PhpArray) return new ElementPlace(vm, value, key === undefined ? undefined : arrayKey(vm, key));
  if (value instanceof PhpObject) {
    if (!value.cls.isNamed('arrayaccess')) throw vm.errors.error(`Cannot use object of type ${value.cls.name} as array`);
    return new OffsetPlace(vm, value, key ?? null);
  }
  if (typeof value === 'string') {
    if (key === undefined) throw vm.errors.error('[] operator not supported for strings');
    return new CharacterPlace(vm, { base, text: value, key });
  }
  throw vm.errors.error('Cannot use a scalar value as an array');
}

/** The property of the object in a place. */
export function propertyOf(vm: Vm, base: Place, name: string, doing: string): Place {
  const value = base.container();
  if (value instanceof PhpObject) return new PropertyPlace(vm, value, name);
  throw vm.errors.error(`Attempt to ${doing} property "${name}" on ${typeName(value ?? null)}`);
}

export function arrayKey(vm: Vm, key: Value): Key {
  if (typeof key === 'number') return key;
  if (key instanceof PhpFloat && !Number.isInteger(key.n) && Number.isFinite(key.n))
    vm.errors.deprecated(`Implicit conversion from float ${vm.text(key)} to int loses precision`);
  const found = toKey(key);
  if (found === undefined) throw vm.errors.typeError(`Cannot access offset of type ${typeName(key)} on array`);
  return found;
}
