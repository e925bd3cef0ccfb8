import { PyObject, type PyType, type Value } from './object.js';
import * as types from './types.js';

/** A float, or an instance of a class derived from float. */
export class PyFloat extends PyObject {
  readonly value: number;
  constructor(value: number, type: PyType = types.floatType) {
    super(type);
    this.value = value;
  }
}

export class PyComplex extends PyObject {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number, type: PyType = types.complexType) {
    super(type);
    this.real = real;
    this.imag = imag;
  }
}

/** An instance of a class derived from str; plain ones are JavaScript strings. */
export class PyStr extends PyObject {
  readonly value: string;
  constructor(value: string, type: PyType) {
    super(type);
    this.value = value;
  }
}

/** An instance of a class derived from int. */
export class PyInt extends PyObject {
  readonly value: number | bigint;
  constructor(value: number | bigint, type: PyType) {
    super(type);
    this.value = value;
  }
}

export class PyBytes extends PyObject {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array, type: PyType = types.bytesType) {
    super(type);
    this.bytes = bytes;
  }
}

export class PyByteArray extends PyObject {
  bytes: Uint8Array;
  constructor(bytes: Uint8Array, type: PyType = types.bytearrayType) {
    super(type);
    this.bytes = bytes;
  }
}

export class PyTuple extends PyObject {
  readonly items: readonly Value[];
  constructor(items: readonly Value[], type: PyType = types.tupleType) {
    super(type);
    this.items = items;
  }
}

export class PyList extends PyObject {
  items: Value[];
  constructor(items: Value[], type: PyType = types.listType) {
    super(type);
    this.items = items;
  }
}

export class PyRange extends PyObject {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly length: number;
  constructor(start: number, stop: number, step: number) {
    super(types.rangeType);
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }
}

export class PySlice extends PyObject {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    super(types.sliceType);
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** What a variable that inner functions use lies in. */
export class PyCell extends PyObject {
  value: Value;
  constructor(value?: Value) {
    super(types.cellType);
    this.value = value;
  }
}

export class PyModule extends PyObject {
  readonly name: string;
  override attrs: Map<string | number | bigint | null | PyObject, Value>;
  constructor(name: string, attrs: Iterable<readonly [string, Value]> = []) {
    super(types.moduleType);
    this.name = name;
    this.attrs = new Map<string | number | bigint | null | PyObject, Value>([
      ['__name__', name],
      ['__doc__', null],
      ['__package__', name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : ''],
      ['__loader__', null],
      ['__spec__', null],
      ...attrs,
    ]);
  }
}

/** The text of a str or of an instance of a class derived from it. */
export function textOf(value: Value): string | undefined {
  return typeof value === 'string' ? value : value instanceof PyStr ? value.value : undefined;
}

/** The number of an int, a bool or an instance of a class derived from int. */
export function intOf(value: Value): number | bigint | undefined {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    default:
      return value instanceof PyInt ? value.value : undefined;
  }
}

/** The bytes of bytes, bytearray and what holds them. */
export function bytesOf(value: Value): Uint8Array | undefined {
  return value instanceof PyBytes || value instanceof PyByteArray ? value.bytes : undefined;
}

/** A whole number in the one form it has: a bigint only where it must be one. */
export function normalInt(value: bigint): number | bigint {
  return value <= 9007199254740991n && value >= -9007199254740991n ? Number(value) : value;
}
