import { allocation, Ref, read, type Slot, type Value } from './value.js';

/** Keys are ints, or text that does not look like one. */
export type Key = number | bigint | string;

/** What PHP takes for an array, for each of its elements, and how many elements the smallest has room for. */
const HEAD_BYTES = 56;
const SLOT_BYTES = 16;
const FEWEST = 8;
const FIRST_BYTES = HEAD_BYTES + FEWEST * SLOT_BYTES;

/** What several copies of an array share until one of them is written. */
class Store {
  /** Elements 0, 1, 2 … while there are no other keys. */
  list: Slot[] | undefined = [];
  map: Map<Key, Slot> | undefined;
  next: number | bigint = 0;
  shares = 1;

  get size(): number {
    return this.list ? this.list.length : (this.map?.size ?? 0);
  }

  toMap(): Map<Key, Slot> {
    if (this.map) return this.map;
    const map = new Map<Key, Slot>();
    for (const [i, slot] of (this.list ?? []).entries()) map.set(i, slot);
    this.list = undefined;
    this.map = map;
    return map;
  }

  copy(): Store {
    const copy = new Store();
    copy.next = this.next;
    allocation.bytes += HEAD_BYTES + SLOT_BYTES * Math.max(FEWEST, this.size);
    if (this.list) {
      copy.list = this.list.map(copySlot);
      return copy;
    }
    copy.list = undefined;
    copy.map = new Map();
    for (const [key, slot] of this.map ?? []) copy.map.set(key, copySlot(slot));
    return copy;
  }
}

function copySlot(slot: Slot): Slot {
  if (slot instanceof PhpArray) {
    allocation.bytes += 56;
    return slot.share();
  }
  if (!(slot instanceof Ref)) return slot;
  if (slot.names > 1) {
    slot.names++;
    return slot;
  }
  return slot.value instanceof PhpArray ? slot.value.share() : slot.value;
}

/** An ordered map with the semantics of a value: whoever keeps one takes a `share`. */
export class PhpArray {
  #store = new Store();
  #keys: readonly Key[] | undefined;
  /** Where `current` and `next` stand, as a position. */
  cursor = 0;

  static of(values: readonly Value[]): PhpArray {
    const array = new PhpArray();
    const { list } = array.#store;
    for (const value of values) list?.push(value);
    array.#store.next = values.length;
    allocation.bytes += HEAD_BYTES + SLOT_BYTES * Math.max(FEWEST, values.length);
    return array;
  }

  static from(entries: Iterable<readonly [Key, Value]>): PhpArray {
    const array = new PhpArray();
    for (const [key, value] of entries) array.set(key, value);
    return array;
  }

  get size(): number {
    return this.#store.size;
  }

  get isList(): boolean {
    if (this.#store.list) return true;
    let i = 0;
    for (const key of this.#store.map?.keys() ?? []) if (key !== i++) return false;
    return true;
  }

  /** Another array with the same elements, which neither sees the other change. */
  share(): PhpArray {
    const copy = new PhpArray();
    copy.#store = this.#store;
    this.#store.shares++;
    copy.cursor = this.cursor;
    return copy;
  }

  /** A share that nobody needs any more. */
  release(): void {
    this.#store.shares--;
  }

  #own(): Store {
    if (this.#store.shares > 1) {
      this.#store.shares--;
      this.#store = this.#store.copy();
    }
    return this.#store;
  }

  slot(key: Key): Slot | undefined {
    const { list, map } = this.#store;
    if (list) return typeof key === 'number' && key >= 0 ? list[key] : undefined;
    return map?.get(key);
  }

  get(key: Key): Value | undefined {
    const slot = this.slot(key);
    return slot instanceof Ref ? slot.value : slot;
  }

  has(key: Key): boolean {
    return this.slot(key) !== undefined;
  }

  /** Writes through a reference that is there. */
  set(key: Key, value: Value): void {
    const old = this.slot(key);
    if (old instanceof Ref) {
      this.#own();
      const now = this.slot(key);
      if (now instanceof Ref) now.value = value;
      else this.setSlot(key, value);
      return;
    }
    this.setSlot(key, value);
  }

  setSlot(key: Key, slot: Slot): void {
    const store = this.#own();
    const { list } = store;
    if (list) {
      if (typeof key === 'number' && key >= 0 && key <= list.length && (key < list.length || store.next === key)) {
        if (key === list.length) {
          list.push(slot);
          store.next = key + 1;
          if (key === 0) allocation.bytes += FIRST_BYTES;
          else if (key >= FEWEST) allocation.bytes += SLOT_BYTES;
        } else list[key] = slot;
        return;
      }
      store.toMap();
    }
    const map = store.toMap();
    if (!map.has(key)) {
      allocation.bytes += 32;
      this.#keys = undefined;
    }
    map.set(key, slot);
    if (typeof key !== 'string' && key >= store.next) store.next = nextAfter(key);
  }

  /** False when there is no next index. */
  append(slot: Slot): boolean {
    const store = this.#store;
    if (typeof store.next === 'bigint' && store.next > 0x7fff_ffff_ffff_ffffn) return false;
    this.setSlot(store.next, slot);
    return true;
  }

  /** The element as a reference that others can share. */
  ref(key: Key): Ref {
    this.#own();
    const old = this.slot(key);
    if (old instanceof Ref) return old;
    const ref = new Ref(old ?? null);
    this.setSlot(key, ref);
    return ref;
  }

  appendRef(): Ref {
    const ref = new Ref(null);
    this.append(ref);
    return ref;
  }

  delete(key: Key): void {
    const old = this.slot(key);
    if (old === undefined) return;
    const store = this.#own();
    const now = this.slot(key);
    if (now instanceof Ref) now.names--;
    store.toMap().delete(key);
    this.#keys = undefined;
  }

  /** The element there as an array or object to be written into: a copy of its own if it was shared. */
  writable(key: Key): Value | undefined {
    this.#own();
    return this.get(key);
  }

  keys(): readonly Key[] {
    const { list, map } = this.#store;
    if (list) return list.map((_, i) => i);
    this.#keys ??= [...(map?.keys() ?? [])];
    return this.#keys;
  }

  keyAt(position: number): Key | undefined {
    if (this.#store.list) return position < this.#store.list.length ? position : undefined;
    return this.keys()[position];
  }

  values(): Value[] {
    const { list, map } = this.#store;
    return list ? list.map(read) : Array.from(map?.values() ?? [], read);
  }

  *entries(): Generator<readonly [Key, Value]> {
    const { list, map } = this.#store;
    if (list) for (let i = 0; i < list.length; i++) yield [i, read(list[i] ?? null)];
    else for (const [key, slot] of map ?? []) yield [key, read(slot)];
  }

  /** The entries with references as such. */
  *slots(): Generator<readonly [Key, Slot]> {
    const { list, map } = this.#store;
    if (list) for (let i = 0; i < list.length; i++) yield [i, list[i] ?? null];
    else yield* map ?? [];
  }

  pop(): Value | undefined {
    const key = this.keyAt(this.size - 1);
    if (key === undefined) return undefined;
    const value = this.get(key);
    const store = this.#own();
    if (store.list) {
      store.list.pop();
      store.next = store.list.length;
    } else {
      store.map?.delete(key);
      this.#keys = undefined;
      store.next = 0;
      for (const each of store.map?.keys() ?? []) if (typeof each !== 'string' && each >= store.next) store.next = nextAfter(each);
    }
    this.cursor = 0;
    return value;
  }

  /** Puts other elements in the place of all; text keys stay, numbers begin anew. */
  renumber(slots: Iterable<readonly [Key, Slot]>): void {
    const fresh = new PhpArray();
    for (const [key, slot] of slots) {
      if (typeof key === 'string') fresh.setSlot(key, slot);
      else fresh.append(slot);
    }
    this.become(fresh);
  }

  /** Takes another array's elements. */
  become(other: PhpArray): void {
    this.#store.shares--;
    this.#store = other.#store;
    this.#store.shares++;
    this.#keys = undefined;
    this.cursor = 0;
  }

  /** An identity that tells whether a walk still walks over the same elements. */
  get identity(): object {
    return this.#store.list ?? this.#store.map ?? this.#store;
  }
}

function nextAfter(key: number | bigint): number | bigint {
  if (typeof key === 'number' && key < Number.MAX_SAFE_INTEGER) return Math.max(key + 1, key >= 0 ? 0 : key + 1);
  return BigInt(key) + 1n;
}
