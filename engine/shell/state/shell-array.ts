import { largestOf } from '../../core/extremes.js';
import { shellLimits } from '../limits.js';
import { ShellError } from './shell-error.js';

/** An array of bash: by number, in ascending order, or by name. */
export type ShellArray = IndexedArray | AssociativeArray;

/** Elements by number, with holes. */
export class IndexedArray {
  readonly kind = 'indexed';
  /** There is no array yet, but it was declared to become one. */
  onlyDeclared = false;
  readonly #items = new Map<number, string>();
  #sorted = true;
  #last = -1;

  get(index: number): string | undefined {
    return this.#items.get(index);
  }

  set(index: number, value: string): void {
    checkSize(this.#items.size);
    this.onlyDeclared = false;
    if (index < this.#last && !this.#items.has(index)) this.#sorted = false;
    this.#items.set(index, value);
    if (index > this.#last) this.#last = index;
  }

  delete(index: number): void {
    this.#items.delete(index);
    if (index === this.#last) this.#last = largestOf(this.#items.keys(), -1);
  }

  clear(): void {
    this.#items.clear();
    this.#last = -1;
    this.#sorted = true;
  }

  /** The greatest index in use, or -1. */
  get last(): number {
    return this.#last;
  }

  get size(): number {
    return this.#items.size;
  }

  keys(): readonly number[] {
    if (!this.#sorted) {
      const entries = [...this.#items].sort(([a], [b]) => a - b);
      this.#items.clear();
      for (const [key, value] of entries) this.#items.set(key, value);
      this.#sorted = true;
    }
    return [...this.#items.keys()];
  }

  values(): readonly string[] {
    if (!this.#sorted) this.keys();
    return [...this.#items.values()];
  }

  copy(): IndexedArray {
    const copy = new IndexedArray();
    for (const key of this.keys()) copy.set(key, this.#items.get(key) ?? '');
    copy.onlyDeclared = this.onlyDeclared;
    return copy;
  }
}

/** Elements by name, listed in the order of bash's hash table (FNV-1 over 1024 buckets), which scripts get to see. */
export class AssociativeArray {
  readonly kind = 'associative';
  onlyDeclared = false;
  readonly #items = new Map<string, string>();
  #order: readonly string[] | undefined;

  get(key: string): string | undefined {
    return this.#items.get(key);
  }

  set(key: string, value: string): void {
    checkSize(this.#items.size);
    this.onlyDeclared = false;
    if (!this.#items.has(key)) this.#order = undefined;
    this.#items.set(key, value);
  }

  delete(key: string): void {
    this.#items.delete(key);
    this.#order = undefined;
  }

  clear(): void {
    this.#items.clear();
    this.#order = undefined;
  }

  get size(): number {
    return this.#items.size;
  }

  keys(): readonly string[] {
    this.#order ??= inBucketOrder([...this.#items.keys()]);
    return this.#order;
  }

  values(): readonly string[] {
    return this.keys().map(key => this.#items.get(key) ?? '');
  }

  copy(): AssociativeArray {
    const copy = new AssociativeArray();
    for (const [key, value] of this.#items) copy.set(key, value);
    copy.onlyDeclared = this.onlyDeclared;
    return copy;
  }
}

function checkSize(size: number): void {
  if (size >= shellLimits.arrayElements) throw new ShellError('array: too many elements', { status: 1, scope: 'line' });
}

function inBucketOrder(keys: readonly string[]): readonly string[] {
  return keys
    .map((key, index) => ({ key, bucket: bucketOf(key), index }))
    .sort((a, b) => a.bucket - b.bucket || b.index - a.index)
    .map(({ key }) => key);
}

function bucketOf(key: string): number {
  let hash = 2166136261;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash, 16777619) ^ key.charCodeAt(index);
  return hash & 1023;
}
