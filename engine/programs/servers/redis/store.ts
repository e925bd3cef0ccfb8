import { sizeOf } from './memory.js';
import { failure, type Reply } from './resp.js';
import type { Stream } from './stream.js';

export type Value =
  | { readonly kind: 'string'; text: string }
  | { readonly kind: 'list'; readonly items: string[] }
  | { readonly kind: 'hash'; readonly fields: Map<string, string> }
  | { readonly kind: 'set'; readonly members: Set<string> }
  | { readonly kind: 'zset'; readonly scores: Map<string, number> }
  | { readonly kind: 'stream'; readonly stream: Stream };

export type ValueOf<K extends Value['kind']> = Extract<Value, { kind: K }>;

/** Thrown by commands; the text is what the client gets. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  get reply(): Reply {
    return failure(this.message);
  }
}

export const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';

interface Entry {
  value: Value;
  /** Milliseconds since 1970. */
  expiresAt: number | undefined;
  /** Another number after every change. */
  version: number;
  /** Bytes as last measured. */
  size: number;
  /** When it was last asked for: in milliseconds, and as the number of that question. */
  usedAt: number;
  lastUse: number;
  uses: number;
}

/** What may have to go where memory is short. */
export interface Candidate {
  readonly key: string;
  readonly lastUse: number;
  readonly uses: number;
  readonly expiresAt: number | undefined;
}

/** How many keys are looked at to find one that goes. */
const MOST_CANDIDATES = 1000;

/** One of the numbered databases. */
export class Database {
  readonly #entries = new Map<string, Entry>();
  /** What counts for keys that expire: nothing does while files are loaded. */
  readonly #nowMs: () => number;
  readonly #wallMs: () => number;
  #changes = 0;
  #uses = 0;
  #bytes = 0;
  /** Keys whose size may be another one now. */
  readonly #unmeasured = new Set<string>();
  readonly #onExpired: (key: string) => void;

  constructor(nowMs: () => number, onExpired: (key: string) => void, wallMs = nowMs) {
    this.#nowMs = nowMs;
    this.#wallMs = wallMs;
    this.#onExpired = onExpired;
  }

  get nowMs(): number {
    return this.#nowMs();
  }

  /** The time on the wall, even while files are loaded. */
  get wallMs(): number {
    return this.#wallMs();
  }

  get size(): number {
    return this.keys().length;
  }

  get expiring(): number {
    return [...this.#entries.values()].filter(({ expiresAt }) => expiresAt !== undefined).length;
  }

  keys(): readonly string[] {
    return [...this.#entries.keys()].filter(key => this.#live(key));
  }

  get(key: string): Value | undefined {
    const entry = this.#live(key);
    if (entry) {
      entry.usedAt = this.#nowMs();
      entry.lastUse = ++this.#uses;
      entry.uses++;
    }
    return entry?.value;
  }

  /** The value when it is of this kind, undefined when there is none; WRONGTYPE otherwise. */
  find<K extends Value['kind']>(key: string, kind: K): ValueOf<K> | undefined {
    const value = this.get(key);
    if (!value) return undefined;
    if (isKind(value, kind)) return value;
    throw new CommandError(WRONG_TYPE);
  }

  /** Like `find`, making an empty one where there is none. */
  need<K extends Value['kind']>(key: string, kind: K, create: () => ValueOf<K>): ValueOf<K> {
    const found = this.find(key, kind);
    if (found) return found;
    const value = create();
    this.set(key, value);
    return value;
  }

  set(key: string, value: Value, expiresAt?: number): void {
    const size = this.#entries.get(key)?.size ?? 0;
    const uses = this.#entries.get(key)?.uses ?? 0;
    this.#entries.set(key, { value, expiresAt, version: ++this.#changes, size, usedAt: this.#nowMs(), lastUse: ++this.#uses, uses });
    this.#unmeasured.add(key);
  }

  delete(key: string): boolean {
    const existed = this.#live(key) !== undefined;
    this.#remove(key);
    return existed;
  }

  /** Removes a collection that has become empty. */
  prune(key: string, isEmpty: boolean): void {
    if (isEmpty) this.#remove(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#unmeasured.clear();
    this.#bytes = 0;
  }

  expiresAt(key: string): number | undefined {
    return this.#live(key)?.expiresAt;
  }

  /** False when there is no such key. */
  expire(key: string, at: number | undefined): boolean {
    const entry = this.#live(key);
    if (entry) entry.expiresAt = at;
    this.touch(key);
    return entry !== undefined;
  }

  /** Which change a key is from; 0 without a key. */
  version(key: string): number {
    return this.#live(key)?.version ?? 0;
  }

  /** A collection has changed in place. */
  touch(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    entry.version = ++this.#changes;
    this.#unmeasured.add(key);
  }

  #remove(key: string): void {
    this.#bytes -= this.#entries.get(key)?.size ?? 0;
    this.#unmeasured.delete(key);
    this.#entries.delete(key);
  }

  /** Roughly what all keys and values take. */
  get bytes(): number {
    for (const key of this.#unmeasured) {
      const entry = this.#entries.get(key);
      if (!entry) continue;
      const size = sizeOf(key, entry.value);
      this.#bytes += size - entry.size;
      entry.size = size;
    }
    this.#unmeasured.clear();
    return this.#bytes;
  }

  /** Roughly what one key takes. */
  bytesOf(key: string): number | undefined {
    const entry = this.#live(key);
    return entry && sizeOf(key, entry.value);
  }

  /** Milliseconds since a key was asked for, and how often it was. */
  useOf(key: string): { readonly idleMs: number; readonly uses: number } | undefined {
    const entry = this.#live(key);
    return entry && { idleMs: this.#nowMs() - entry.usedAt, uses: entry.uses };
  }

  /** Some of the keys that may go; of all or of those that will expire. */
  *candidates(onlyExpiring: boolean): Iterable<Candidate> {
    let count = 0;
    for (const [key, entry] of this.#entries) {
      if (onlyExpiring && entry.expiresAt === undefined) continue;
      if (++count > MOST_CANDIDATES) return;
      yield { key, lastUse: entry.lastUse, uses: entry.uses, expiresAt: entry.expiresAt };
    }
  }

  /** Changes places with another database. */
  swap(other: Database): void {
    const [mine, theirs] = [[...this.#entries], [...other.#entries]];
    this.clear();
    other.clear();
    for (const [key, { value, expiresAt }] of theirs) this.set(key, value, expiresAt);
    for (const [key, { value, expiresAt }] of mine) other.set(key, value, expiresAt);
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAt === undefined || entry.expiresAt > this.#nowMs()) return entry;
    this.#remove(key);
    this.#onExpired(key);
    return undefined;
  }
}

function isKind<K extends Value['kind']>(value: Value, kind: K): value is ValueOf<K> {
  return value.kind === kind;
}
