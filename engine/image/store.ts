import type { Instant } from '../core/clock.js';
import { invariant } from '../core/invariant.js';
import { applyLayer } from '../fs/layer.js';
import { emptySnapshot, type Snapshot } from '../fs/snapshot.js';
import type { ImageConfig, SealedConfig } from './config.js';
import { hexOf, type Digest } from './digest.js';
import { chainOf, type Layer } from './layer.js';
import { parseAnyReference } from './reference.js';
import { Tags } from './tags.js';

/** The digest of an image's configuration. */
export type ImageId = Digest;

/** An image that this host has. */
export interface StoredImage {
  readonly id: ImageId;
  readonly config: ImageConfig;
  /** The exact text that the id is the digest of. */
  readonly configText: string;
  /** From the lowest up. */
  readonly layers: readonly Layer[];
  /** The image that a build step or a commit started from; pulled images have none. */
  readonly parent: ImageId | undefined;
  readonly lastTaggedAt: Instant | undefined;
}

interface Chain {
  readonly layer: Layer;
  /** How many images have it. */
  readonly images: number;
}

/** The images of a host: their layers are kept once, however many images have them. */
export class ImageStore {
  readonly tags = new Tags();
  readonly #images = new Map<ImageId, StoredImage>();
  readonly #children = new Map<ImageId, Set<ImageId>>();
  readonly #chains = new Map<Digest, Chain>();

  get size(): number {
    return this.#images.size;
  }

  /** All images, in the order in which they came. */
  all(): readonly StoredImage[] {
    return [...this.#images.values()];
  }

  get(id: ImageId): StoredImage | undefined {
    return this.#images.get(id);
  }

  /** Keeps an image; one that is there already stays as it is, but may learn its parent. */
  add({ id, config, text }: SealedConfig, layers: readonly Layer[], parent?: ImageId): StoredImage {
    invariant(layers.length === config.rootfs.diff_ids.length, 'an image without some of its layers');
    const known = this.#images.get(id);
    const image: StoredImage = known ?? { id, config, configText: text, layers, parent: undefined, lastTaggedAt: undefined };
    if (!known) this.#retainLayers(layers);
    const withParent = image.parent === undefined && parent !== undefined && parent !== id ? { ...image, parent } : image;
    if (withParent.parent !== undefined) this.#childrenOf(withParent.parent).add(id);
    this.#images.set(id, withParent);
    return withParent;
  }

  /** Remembers when an image was last given a name. */
  markTagged(id: ImageId, at: Instant): void {
    const image = this.#images.get(id);
    if (image) this.#images.set(id, { ...image, lastTaggedAt: at });
  }

  /** Drops an image whose names are gone; returns the chain ids of the layers that nobody has any more, topmost first. */
  delete(id: ImageId): readonly Digest[] {
    const image = this.#images.get(id);
    if (!image) return [];
    this.#images.delete(id);
    if (image.parent !== undefined) this.#childrenOf(image.parent).delete(id);
    for (const child of this.children(id)) this.#orphan(child);
    this.#children.delete(id);
    return this.#releaseLayers(image.layers);
  }

  /** Images made from this one. */
  children(id: ImageId): readonly ImageId[] {
    return [...(this.#children.get(id) ?? [])];
  }

  /** The image whose id begins with these digits (`sha256:` may be before them), unless there are several. */
  search(prefix: string): StoredImage | undefined {
    const digits = prefix.replace(/^sha256:/, '');
    if (!/^[a-f0-9]+$/.test(digits)) return undefined;
    const whole = this.#images.get(`sha256:${digits}`);
    if (whole) return whole;
    const found = this.all().filter(({ id }) => hexOf(id).startsWith(digits));
    return found.length === 1 ? found[0] : undefined;
  }

  /**
   * Finds what people type: a name first, then the beginning of an id (moby daemon/images/image.go). Throws InvalidReference
   * for text that can be neither.
   */
  find(text: string): StoredImage | undefined {
    const any = parseAnyReference(text);
    if (any.kind === 'id') return this.#images.get(any.id);
    const id = this.tags.resolve(any.reference);
    return (id === undefined ? undefined : this.#images.get(id)) ?? this.search(text);
  }

  /** Whether some image has exactly this stack of layers. */
  hasChain(chainId: Digest): boolean {
    return this.#chains.has(chainId);
  }

  /** The image's files, made once for each stack of layers. */
  rootfs(id: ImageId): Snapshot {
    const image = this.#images.get(id);
    invariant(image, `no image ${id}`);
    return snapshotOf(image.layers);
  }

  /** Bytes of all layers of an image, and of those that other images have too. */
  sizes(id: ImageId): { readonly totalBytes: number; readonly sharedBytes: number } {
    const layers = this.#images.get(id)?.layers ?? [];
    const chain = chainOf(layers);
    const isShared = (index: number): boolean => (this.#chains.get(chain[index] ?? '')?.images ?? 0) > 1;
    return { totalBytes: bytesOf(layers), sharedBytes: bytesOf(layers.filter((_, index) => isShared(index))) };
  }

  /** Bytes of all layers, each once. */
  layersBytes(): number {
    return bytesOf([...this.#chains.values()].map(({ layer }) => layer));
  }

  #retainLayers(layers: readonly Layer[]): void {
    const chain = chainOf(layers);
    layers.forEach((layer, index) => {
      const id = chain[index] ?? '';
      this.#chains.set(id, { layer, images: (this.#chains.get(id)?.images ?? 0) + 1 });
    });
  }

  #releaseLayers(layers: readonly Layer[]): readonly Digest[] {
    const chain = chainOf(layers);
    return chain.toReversed().filter(id => {
      const held = this.#chains.get(id);
      if (!held || held.images <= 1) return this.#chains.delete(id);
      this.#chains.set(id, { ...held, images: held.images - 1 });
      return false;
    });
  }

  #childrenOf(id: ImageId): Set<ImageId> {
    const children = this.#children.get(id) ?? new Set();
    this.#children.set(id, children);
    return children;
  }

  #orphan(id: ImageId): void {
    const image = this.#images.get(id);
    if (image) this.#images.set(id, { ...image, parent: undefined });
  }
}

function bytesOf(layers: readonly Layer[]): number {
  return layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** What a layer makes of what is below it. Layers of the catalogue are shared by all hosts, and so are their trees. */
const snapshots = new WeakMap<Layer, WeakMap<Snapshot, Snapshot>>();

/** The files that a stack of layers gives. */
export function snapshotOf(layers: readonly Layer[]): Snapshot {
  return layers.reduce((below, layer) => {
    const known = snapshots.get(layer) ?? new WeakMap<Snapshot, Snapshot>();
    snapshots.set(layer, known);
    const result = known.get(below) ?? applyLayer(below, layer.entries());
    known.set(below, result);
    return result;
  }, emptySnapshot());
}
