/**
 * A value of Python. What JavaScript has as a primitive is one: None is null, an int a whole number (a bigint from 2⁵³ on), a str a
 * string; a float is boxed (`PyFloat`), since 1.0 is not 1. `undefined` is no value: an unbound name, an argument left out, the end
 * of an iterator.
 */
export type Value = null | boolean | number | bigint | string | PyObject | undefined;

/** What stands for a value in a JavaScript Map, so that equal values have the same one; see keys.ts. */
export type Key = string | number | bigint | null | PyObject;

/** Attributes by name; the map that a dict has inside, so `__dict__` can be one. */
export type Attributes = Map<Key, Value>;

export class PyObject {
  declare type: PyType;
  attrs: Attributes | undefined;

  constructor(type?: PyType, attrs?: Attributes) {
    if (type) this.type = type;
    this.attrs = attrs;
  }
}

export interface TypeOptions {
  readonly name: string;
  readonly bases: readonly PyType[];
  readonly attrs: Attributes;
  readonly meta?: PyType | undefined;
  readonly module?: string;
  /** Made by a class statement, so that attributes can be set. */
  readonly isHeap: boolean;
}

export class PyType extends PyObject {
  name: string;
  qualname: string;
  module: string;
  bases: readonly PyType[];
  mro: readonly PyType[];
  readonly isHeap: boolean;
  /** Names of `__slots__`; instances of a class with slots in all bases have no `__dict__`. */
  slots: readonly string[] | undefined;
  hasDict: boolean;
  /** May stand as a base (bool and NoneType may not). */
  isBase = true;
  /** The built-in type whose instances in JavaScript hold the value. */
  layout: PyType;
  override attrs: Attributes;

  constructor({ name, bases, attrs, meta, module = 'builtins', isHeap }: TypeOptions) {
    super(meta ?? bases[0]?.type, undefined);
    this.attrs = attrs;
    this.name = name;
    this.qualname = name;
    this.module = module;
    this.bases = bases;
    this.isHeap = isHeap;
    this.hasDict = isHeap || bases.some(base => base.hasDict);
    this.mro = [this];
    this.layout = this;
  }

  /** The attribute in the type or its bases. */
  lookup(name: string): Value {
    const { mro } = this;
    for (let i = 0; i < mro.length; i++) {
      const found = mro[i]?.attrs.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Like `lookup`, after `type` in the order of bases. */
  lookupAfter(type: PyType, name: string): Value {
    for (const base of this.mro.slice(this.mro.indexOf(type) + 1)) {
      const found = base.attrs.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  isSubtypeOf(other: PyType): boolean {
    return this === other || this.mro.includes(other);
  }
}

/** The order of bases after C3; undefined when there is none. */
export function linearize(type: PyType, bases: readonly PyType[]): readonly PyType[] | undefined {
  const lists = [...bases.map(base => [...base.mro]), [...bases]];
  const order = [type];
  for (;;) {
    const left = lists.filter(list => list.length > 0);
    if (left.length === 0) return order;
    const next = left.map(list => list[0]).find(head => left.every(list => head === undefined || list.indexOf(head) <= 0));
    if (!next) return undefined;
    order.push(next);
    for (const list of left) if (list[0] === next) list.shift();
  }
}
