import { invariant } from '../core/invariant.js';
import type { ContainerRecord } from './container.js';
import { ambiguousPrefix, emptyReference, nameInUse, noSuchContainer } from './errors.js';
import { SortedIds } from './sorted-ids.js';

/** All containers of the daemon, findable by id, name and prefix, and counted by image, without looking at each. */
export class ContainerStore {
  /** In the order of creation. */
  readonly #byId = new Map<string, ContainerRecord>();
  readonly #idByName = new Map<string, string>();
  readonly #ids = new SortedIds();
  readonly #idsByImage = new Map<string, Set<string>>();

  get size(): number {
    return this.#byId.size;
  }

  /** Oldest first. */
  all(): IterableIterator<ContainerRecord> {
    return this.#byId.values();
  }

  get(id: string): ContainerRecord | undefined {
    return this.#byId.get(id);
  }

  /** Ids of the containers of an image. */
  ofImage(imageId: string): ReadonlySet<string> {
    return this.#idsByImage.get(imageId) ?? none;
  }

  idOfName(name: string): string | undefined {
    return this.#idByName.get(name);
  }

  /** As `find`, but undefined when there is none. */
  lookUp(reference: string): ContainerRecord | undefined {
    const name = reference.startsWith('/') ? reference.slice(1) : reference;
    const found = this.#byId.get(reference) ?? this.#byId.get(this.#idByName.get(name) ?? '');
    if (found) return found;
    const match = this.#ids.withPrefix(reference);
    return match === undefined || match === 'ambiguous' ? undefined : this.#byId.get(match.id);
  }

  /** A full id, a name, or the beginning of one id, in this order (moby daemon/container.go, GetContainer). */
  find(reference: string): ContainerRecord {
    const name = reference.startsWith('/') ? reference.slice(1) : reference;
    const exact = this.#byId.get(reference) ?? this.#byId.get(this.#idByName.get(name) ?? '');
    if (exact) return exact;
    if (reference === '') throw emptyReference();
    const found = this.#ids.withPrefix(reference);
    if (found === 'ambiguous') throw ambiguousPrefix(reference);
    const container = found && this.#byId.get(found.id);
    if (!container) throw noSuchContainer(reference);
    return container;
  }

  /** Adds a new container. Throws the conflict when its name is taken. */
  add(container: ContainerRecord): void {
    this.checkName(container.name);
    this.#byId.set(container.id, container);
    this.#idByName.set(container.name, container.id);
    this.#ids.add(container.id);
    const siblings = this.#idsByImage.get(container.imageId);
    if (siblings) siblings.add(container.id);
    else this.#idsByImage.set(container.imageId, new Set([container.id]));
  }

  /** Replaces the record of a container; the name may change. */
  put(container: ContainerRecord): void {
    const before = this.#byId.get(container.id);
    invariant(before, 'only containers that were added are replaced');
    if (before.name !== container.name) {
      this.checkName(container.name);
      this.#idByName.delete(before.name);
      this.#idByName.set(container.name, container.id);
    }
    this.#byId.set(container.id, container);
  }

  checkName(name: string): void {
    const owner = this.#idByName.get(name);
    if (owner !== undefined) throw nameInUse(`/${name}`, owner);
  }

  remove(container: ContainerRecord): void {
    this.#byId.delete(container.id);
    this.#idByName.delete(container.name);
    this.#ids.remove(container.id);
    const siblings = this.#idsByImage.get(container.imageId);
    siblings?.delete(container.id);
    if (siblings?.size === 0) this.#idsByImage.delete(container.imageId);
  }
}

const none: ReadonlySet<string> = new Set();
