/** Shared by all that are empty: most of a shell's tables stay so. */
const nothing = new Map<never, never>();
const noMembers = new Set<never>();

/**
 * A map that is copied by whoever changes it first: a subshell has all that its shell has, a process the environment of its parent, and they
 * hardly ever change any of it. `fork` costs nothing; who is forked goes on with a map that it shares, too.
 */
export class CowMap<K, V> implements ReadonlyMap<K, V> {
  #entries: Map<K, V>;
  #isShared: boolean;

  /** Left out, it begins empty. */
  constructor(entries?: Map<K, V>, isShared = false) {
    this.#entries = entries ?? nothing;
    this.#isShared = isShared || entries === undefined;
  }

  /** The same entries for somebody who may change them. */
  static of<K, V>(entries: ReadonlyMap<K, V>): CowMap<K, V> {
    return entries instanceof CowMap ? (entries as CowMap<K, V>).fork() : new CowMap(new Map(entries));
  }

  fork(): CowMap<K, V> {
    this.#isShared = true;
    return new CowMap(this.#entries, true);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  set(key: K, value: V): this {
    this.#own().set(key, value);
    return this;
  }

  delete(key: K): boolean {
    return this.#entries.has(key) && this.#own().delete(key);
  }

  clear(): void {
    this.#entries = nothing;
    this.#isShared = true;
  }

  keys(): MapIterator<K> {
    return this.#entries.keys();
  }

  values(): MapIterator<V> {
    return this.#entries.values();
  }

  entries(): MapIterator<[K, V]> {
    return this.#entries.entries();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.#entries[Symbol.iterator]();
  }

  forEach(action: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.#entries) action(value, key, this);
  }

  #own(): Map<K, V> {
    if (!this.#isShared) return this.#entries;
    const copy = new Map<K, V>();
    // Faster than handing the map to the constructor, which goes through its iterator.
    this.#entries.forEach((value, key) => copy.set(key, value));
    this.#isShared = false;
    return (this.#entries = copy);
  }
}

/** The same for a set. */
export class CowSet<T> {
  #members: Set<T>;
  #isShared: boolean;

  /** Left out, it begins empty. */
  constructor(members?: Set<T>, isShared = false) {
    this.#members = members ?? noMembers;
    this.#isShared = isShared || members === undefined;
  }

  fork(): CowSet<T> {
    this.#isShared = true;
    return new CowSet(this.#members, true);
  }

  get size(): number {
    return this.#members.size;
  }

  has(member: T): boolean {
    return this.#members.has(member);
  }

  add(member: T): void {
    if (!this.#members.has(member)) this.#own().add(member);
  }

  delete(member: T): boolean {
    return this.#members.has(member) && this.#own().delete(member);
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#members[Symbol.iterator]();
  }

  #own(): Set<T> {
    if (this.#isShared) this.#members = new Set(this.#members);
    this.#isShared = false;
    return this.#members;
  }
}
