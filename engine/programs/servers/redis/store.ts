import { failure, type Reply } from './resp.js';

export type Value =
  | { readonly kind: 'string'; text: string }
  | { readonly kind: 'list'; readonly items: string[] }
  | { readonly kind: 'hash'; readonly fields: Map<string, string> }
  | { readonly kind: 'set'; readonly members: Set<string> }
  | { readonly kind: 'zset'; readonly scores: Map<string, number> };

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
}

/** One of the numbered databases. */
export class Database {
  readonly #entries = new Map<string, Entry>();
  readonly #nowMs: () => number;
  readonly #onExpired: (key: string) => void;

  constructor(nowMs: () => number, onExpired: (key: string) => void) {
    this.#nowMs = nowMs;
    this.#onExpired = onExpired;
  }

  get nowMs(): number {
    return this.#nowMs();
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
    return this.#live(key)?.value;
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
    this.#entries.set(key, { value, expiresAt });
  }

  delete(key: string): boolean {
    const existed = this.#live(key) !== undefined;
    this.#entries.delete(key);
    return existed;
  }

  /** Removes a collection that has become empty. */
  prune(key: string, isEmpty: boolean): void {
    if (isEmpty) this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  expiresAt(key: string): number | undefined {
    return this.#live(key)?.expiresAt;
  }

  /** False when there is no such key. */
  expire(key: string, at: number | undefined): boolean {
    const entry = this.#live(key);
    if (entry) entry.expiresAt = at;
    return entry !== undefined;
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAt === undefined || entry.expiresAt > this.#nowMs()) return entry;
    this.#entries.delete(key);
    this.#onExpired(key);
    return undefined;
  }
}

function isKind<K extends Value['kind']>(value: Value, kind: K): value is ValueOf<K> {
  return value.kind === kind;
}
