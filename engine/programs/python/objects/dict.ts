import { PyObject, type Key, type PyType, type Value } from './object.js';
import { dictType, frozensetType, setType } from './types.js';

/**
 * What dict and set have in common: values by key, in the order in which they came. Keys whose equality is written in Python are
 * looked up by their hash among `customs`, and the first of equal ones is the key in the map; see vm/lookup.ts.
 */
export class PyDict extends PyObject {
  readonly map: Map<Key, Value>;
  /** The keys that are not what stands for them in the map: `True`, `1.0`, tuples. */
  originals: Map<Key, Value> | undefined;
  customs: Map<string, PyObject[]> | undefined;
  constructor(map: Map<Key, Value> = new Map<Key, Value>(), type: PyType = dictType) {
    super(type);
    this.map = map;
  }

  /** The keys as Python has them. */
  keys(): Value[] {
    const { originals } = this;
    const keys: Value[] = [...this.map.keys()];
    if (!originals?.size) return keys;
    return [...this.map.keys()].map(key => (originals.has(key) ? originals.get(key) : key));
  }

  keyOf(key: Key): Value {
    const { originals } = this;
    return originals?.has(key) ? originals.get(key) : key;
  }

  set(key: Key, original: Value, value: Value): void {
    if (key !== original && !this.map.has(key)) (this.originals ??= new Map()).set(key, original);
    this.map.set(key, value);
  }

  delete(key: Key): boolean {
    this.originals?.delete(key);
    if (this.customs && key instanceof PyObject) {
      for (const [hash, list] of this.customs) {
        if (!list.includes(key)) continue;
        if (list.length === 1) this.customs.delete(hash);
        else list.splice(list.indexOf(key), 1);
      }
    }
    return this.map.delete(key);
  }

  clear(): void {
    this.map.clear();
    this.originals = undefined;
    this.customs = undefined;
  }

  /** Takes over everything that another has. */
  merge(other: PyDict): void {
    for (const [key, value] of other.map) this.set(key, other.keyOf(key), value);
    for (const [hash, list] of other.customs ?? []) {
      const known = (this.customs ??= new Map<string, PyObject[]>()).get(hash) ?? [];
      this.customs.set(hash, [...known, ...list.filter(item => !known.includes(item))]);
    }
  }
}

/** A set or frozenset: a dict whose values do not matter. */
export class PySet extends PyObject {
  readonly table: PyDict;
  /** The members in the order that CPython's table gives them; made when somebody looks. */
  order: readonly Value[] | undefined;
  constructor(table: PyDict = new PyDict(), type: PyType = setType) {
    super(type);
    this.table = table;
  }

  get size(): number {
    return this.table.map.size;
  }

  get isFrozen(): boolean {
    return this.type.isSubtypeOf(frozensetType);
  }
}
