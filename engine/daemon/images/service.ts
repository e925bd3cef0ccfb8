import type { Clock } from '../../core/clock.js';
import { invariant } from '../../core/invariant.js';
import type { Random } from '../../core/random.js';
import { digestOf, hexOf, type Digest } from '../../image/digest.js';
import { chainOf, type Layer } from '../../image/layer.js';
import { parseReference, repositoryOf, withDefaultTag, type Reference } from '../../image/reference.js';
import type { Credentials, Registry } from '../../image/registry.js';
import { ImageStore, type ImageId, type StoredImage } from '../../image/store.js';
import type { ContainerImage, Images } from '../images-port.js';
import { asDaemonError, noImage } from './errors.js';
import type { ImageHost } from './host.js';
import type { Transport } from './remote/exchange.js';
import { RemoteRegistry } from './remote/remote-registry.js';
import { simulatedTransport } from './remote/simulated-transport.js';

export interface ImageServiceOptions {
  readonly clock: Clock;
  /** Names of directories on the host; a fork of its own. */
  readonly random: Random;
  /** Docker Hub first. */
  readonly registries: readonly Registry[];
  /** How to reach a real registry outside of the host, where the user allows it. */
  readonly outside?: (domain: string) => Transport | undefined;
}

/** The images of the daemon: its store, the registries that it reaches, and what the rules in this folder share. */
export class ImageService implements Images {
  readonly clock: Clock;
  readonly store = new ImageStore();
  readonly registries: readonly Registry[];
  /** Where each packed layer was seen, so that a push can ask for it to be mounted from there. */
  readonly #sources = new Map<Digest, Set<string>>();
  readonly #forContainers = new WeakMap<StoredImage, ContainerImage>();
  readonly #salt: string;
  readonly #random: Random;
  readonly #outside: ImageServiceOptions['outside'];
  #host: ImageHost | undefined;

  constructor({ clock, random, registries, outside }: ImageServiceOptions) {
    this.clock = clock;
    this.registries = registries;
    this.#salt = random.hex(32);
    this.#random = random;
    this.#outside = outside;
  }

  /** Tells the service who it works for; once, when the daemon is there. */
  connect(host: ImageHost): void {
    this.#host = host;
  }

  get host(): ImageHost {
    invariant(this.#host, 'the image service is connected');
    return this.#host;
  }

  /** A registry that has to be spoken to over HTTP. */
  remote(domain: string, credentials: Credentials | undefined): RemoteRegistry {
    const transport = this.#outside?.(domain) ?? simulatedTransport(this.host, domain);
    return new RemoteRegistry(domain, transport, credentials);
  }

  /** The registry behind a domain, if it is one of this process. */
  registry(domain: string): Registry | undefined {
    if (this.#outside?.(domain)) return undefined;
    return this.registries.find(registry => registry.domain === domain);
  }

  /** Finds an image by name, id or the beginning of an id. Throws 'No such image'. */
  findImage(typed: string): StoredImage {
    try {
      const image = this.store.find(typed);
      if (image) return image;
      throw noImage(typed);
    } catch (error) {
      throw asDaemonError(error);
    }
  }

  /** A layer that an image here has. */
  findLayer(diffId: Digest): Layer | undefined {
    for (const { layers } of this.store.all()) {
      const layer = layers.find(candidate => candidate.diffId === diffId);
      if (layer) return layer;
    }
    return undefined;
  }

  /** The number in the name of a temporary folder. */
  temporaryName(): string {
    return String(this.#random.below(2 ** 32));
  }

  /** Remembers that a repository has these layers. */
  rememberLayers(reference: Reference, layers: readonly Layer[]): void {
    for (const { packed } of layers) {
      if (!packed) continue;
      const places = this.#sources.get(packed.digest) ?? new Set();
      this.#sources.set(packed.digest, places.add(repositoryOf(reference)));
    }
  }

  /** A repository of the same registry that has a layer: this one if it does, else where the layer was first seen. */
  layerSource(registry: Registry, path: string, packed: Digest): string | undefined {
    if (registry.hasLayer(path, packed)) return path;
    return this.placesOf(registry.domain, packed, path).find(place => registry.hasLayer(place, packed));
  }

  /** Other repositories of a registry in which a packed layer was seen. */
  placesOf(domain: string, packed: Digest, path: string): readonly string[] {
    const prefix = `${domain}/`;
    return [...(this.#sources.get(packed) ?? [])]
      .filter(place => place.startsWith(prefix))
      .map(place => place.slice(prefix.length))
      .filter(place => place !== path);
  }

  /** Puts images of the registries into the store without a pull, as if they had always been there. */
  preload(names: readonly string[]): void {
    for (const name of names) {
      const reference = withDefaultTag(parseReference(name));
      const registry = this.registry(reference.domain);
      invariant(registry, `no registry ${reference.domain}`);
      const { config, layers, manifest } = registry.pull(reference.path, reference, undefined);
      this.store.add(config, layers);
      this.rememberLayers(reference, layers);
      this.store.tags.set(reference, config.id);
      this.store.tags.set({ ...reference, tag: undefined, digest: manifest.digest }, config.id);
    }
  }

  /** Tells listeners what happened to an image, with its labels. */
  emit(action: string, actorId: string, name: string, image?: StoredImage): void {
    this.host.emit(action, actorId, { ...image?.config.config.Labels, name });
  }

  // ── what containers ask ──────────────────────────────────────────────────────────────────────────────────────────────
  find(reference: string): ContainerImage {
    return this.#forContainer(this.findImage(reference));
  }

  get(id: string): ContainerImage | undefined {
    const image = this.store.get(id);
    return image && this.#forContainer(image);
  }

  ancestors(id: string): readonly ImageId[] {
    const ids: ImageId[] = [];
    for (let image = this.store.get(id); image; image = image.parent === undefined ? undefined : this.store.get(image.parent))
      ids.push(image.id);
    return ids;
  }

  count(): number {
    return this.store.size;
  }

  /** The overlay2 directories of an image's layers, topmost first. */
  layerDirectories(image: StoredImage): readonly string[] {
    return chainOf(image.layers)
      .map(chainId => this.#directoryOf(chainId))
      .toReversed();
  }

  #directoryOf(chainId: Digest): string {
    return hexOf(digestOf(`${this.#salt} ${chainId}`));
  }

  /** Made once for each image: `docker run` asks every time. */
  #forContainer(image: StoredImage): ContainerImage {
    const known = this.#forContainers.get(image) ?? this.#describe(image);
    this.#forContainers.set(image, known);
    return known;
  }

  #describe(image: StoredImage): ContainerImage {
    const { store } = this;
    return {
      id: image.id,
      defaults: image.config.config,
      get snapshot() {
        return store.rootfs(image.id);
      },
      layerDirectories: this.layerDirectories(image),
      sizeBytes: store.sizes(image.id).totalBytes,
    };
  }
}
