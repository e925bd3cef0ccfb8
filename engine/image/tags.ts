import type { Digest } from './digest.js';
import { formatCanonical, repositoryOf, withDefaultTag, type Reference } from './reference.js';

/** Which names lead to which images: `alpine:latest` and `alpine@sha256:…` each lead to one id; an id may have many. */
export class Tags {
  readonly #targets = new Map<string, { readonly reference: Reference; readonly id: Digest }>();
  readonly #names = new Map<Digest, Set<string>>();

  /** The id that a name leads to; without a tag it means `latest`, and a digest counts more than a tag. */
  resolve(reference: Reference): Digest | undefined {
    return this.#targets.get(keyOf(reference))?.id;
  }

  /** Makes a name lead to an id; returns the id that it led to before. */
  set(reference: Reference, id: Digest): Digest | undefined {
    const key = keyOf(reference);
    const before = this.#targets.get(key)?.id;
    if (before !== undefined) this.#forget(key, before);
    this.#targets.set(key, { reference: stored(reference), id });
    const names = this.#names.get(id) ?? new Set();
    this.#names.set(id, names.add(key));
    return before;
  }

  /** Takes a name away; false when there is none. */
  delete(reference: Reference): boolean {
    const key = keyOf(reference);
    const target = this.#targets.get(key);
    if (!target) return false;
    this.#targets.delete(key);
    this.#forget(key, target.id);
    return true;
  }

  /** All names of an image, in the order of their full texts. */
  of(id: Digest): readonly Reference[] {
    return this.#inOrder(this.#names.get(id) ?? []);
  }

  /** All names within a repository, in the order of their full texts. */
  inRepository(reference: Reference): readonly Reference[] {
    const repository = repositoryOf(reference);
    const keys = [...this.#targets].filter(([, target]) => repositoryOf(target.reference) === repository).map(([key]) => key);
    return this.#inOrder(keys);
  }

  #inOrder(keys: Iterable<string>): readonly Reference[] {
    return [...keys].sort().flatMap(key => this.#targets.get(key)?.reference ?? []);
  }

  #forget(key: string, id: Digest): void {
    const names = this.#names.get(id);
    names?.delete(key);
    if (names?.size === 0) this.#names.delete(id);
  }
}

/** Whether a name is fixed to a content. */
export function isDigested(reference: Reference): boolean {
  return reference.digest !== undefined;
}

const keys = new WeakMap<Reference, string>();

/** Worked out once for each reference. */
function keyOf(reference: Reference): string {
  let key = keys.get(reference);
  if (key === undefined) keys.set(reference, (key = formatCanonical(stored(reference))));
  return key;
}

/** A tag beside a digest says nothing more. */
function stored(reference: Reference): Reference {
  return reference.digest === undefined ? withDefaultTag(reference) : { ...reference, tag: undefined };
}
