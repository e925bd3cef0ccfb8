import { encodeUtf8 } from '../core/utf8.js';
import { assembleImage } from './assemble.js';
import type { SealedConfig } from './config.js';
import type { Digest } from './digest.js';
import { packedOf, type Layer } from './layer.js';
import type { SealedManifest } from './manifest.js';
import { RegistryError } from './registry-error.js';

/** An image as a registry holds it. */
export interface RegistryImage {
  readonly manifest: SealedManifest;
  readonly config: SealedConfig;
  readonly layers: readonly Layer[];
}

/** A manifest or an index letter by letter, as somebody pushed it. */
export interface RawManifest {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/** What lies in a repository under a digest, in pieces. */
export interface Blob {
  readonly sizeBytes: number;
  readonly pieces: () => Iterable<Uint8Array>;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface RegistryOptions {
  /** `docker.io`, `localhost:5000` */
  readonly domain: string;
  /**
   * 'hub': everybody pulls what is public, accounts push under their own names. 'basic': everything needs an account.
   * 'open': nothing does.
   */
  readonly access: 'hub' | 'basic' | 'open';
  readonly accounts?: readonly Credentials[];
  /** What is there from the start, looked up when asked for. */
  readonly shelf?: Shelf;
}

/** Images that a registry has without keeping a list of them in memory. */
export interface Shelf {
  /** `library/nginx`, … */
  repositories(): readonly string[];
  tags(repository: string): readonly string[];
  image(repository: string, tag: string): RegistryImage | undefined;
}

interface Repository {
  readonly tags: ReadonlyMap<string, Digest>;
  /** What daemons of this host pushed. */
  readonly images: ReadonlyMap<Digest, RegistryImage>;
  /** What came over HTTP. */
  readonly manifests: ReadonlyMap<Digest, RawManifest>;
  readonly blobs: ReadonlySet<Digest>;
  readonly isPrivate: boolean;
}

const emptyShelf: Shelf = { repositories: () => [], tags: () => [], image: () => undefined };
const emptyRepository: Repository = { tags: new Map(), images: new Map(), manifests: new Map(), blobs: new Set(), isPrivate: false };

/** A registry of images, by the rules of the distribution specification: repositories, tags, manifests by digest, accounts. */
export class Registry {
  readonly domain: string;
  readonly access: RegistryOptions['access'];
  readonly #accounts: readonly Credentials[];
  readonly #shelf: Shelf;
  readonly #repositories = new Map<string, Repository>();
  readonly #blobs = new Map<Digest, Blob>();

  constructor({ domain, access, accounts = [], shelf = emptyShelf }: RegistryOptions) {
    this.domain = domain;
    this.access = access;
    this.#accounts = accounts;
    this.#shelf = shelf;
  }

  /** Whether an account has this password; throws 'bad-credentials'. An open registry lets everybody in. */
  login({ username, password }: Credentials): void {
    if (this.access === 'open') return;
    const fits = this.#accounts.some(account => account.username === username && account.password === password);
    if (!fits) throw new RegistryError('bad-credentials', 'unauthorized: incorrect username or password');
  }

  /** The image under a tag or a digest. */
  pull(
    repository: string,
    reference: { readonly tag?: string | undefined; readonly digest?: Digest | undefined },
    credentials: Credentials | undefined,
  ): RegistryImage {
    this.checkPull(repository, credentials);
    const found =
      reference.digest === undefined ? this.#byTag(repository, reference.tag ?? 'latest') : this.#byDigest(repository, reference.digest);
    if (!found) throw new RegistryError('manifest-unknown', 'manifest unknown: manifest unknown');
    return found;
  }

  /** All tags of a repository. */
  tags(repository: string, credentials: Credentials | undefined): readonly string[] {
    this.checkPull(repository, credentials);
    return this.allTags(repository);
  }

  /** All tags of a repository, whoever asks. */
  allTags(repository: string): readonly string[] {
    return [...new Set([...this.#shelf.tags(repository), ...this.#repository(repository).tags.keys()])].sort();
  }

  /** Names of all repositories: `GET /v2/_catalog`. */
  repositories(): readonly string[] {
    const own = [...this.#repositories.keys()].filter(name => this.hasRepository(name));
    return [...new Set([...this.#shelf.repositories(), ...own])].sort();
  }

  /** Throws what a push there would be refused with, before anything is sent. */
  checkPush(repository: string, credentials: Credentials | undefined): void {
    if (this.access === 'open') return;
    if (!credentials && this.access === 'basic') throw new RegistryError('no-credentials', 'no basic auth credentials');
    if (credentials) this.login(credentials);
    if (this.access === 'hub' && repository.split('/')[0] !== credentials?.username) {
      throw new RegistryError('denied', 'denied: requested access to the resource is denied');
    }
  }

  /** Whether a repository has a layer. */
  hasLayer(repository: string, packed: Digest): boolean {
    if (this.#repository(repository).blobs.has(packed)) return true;
    return this.imagesIn(repository).some(({ manifest }) => manifest.layers.some(({ digest }) => digest === packed));
  }

  /** Takes an image under a tag; the caller has asked `checkPush`. */
  put(repository: string, tag: string, image: RegistryImage): void {
    const before = this.#repository(repository);
    this.#repositories.set(repository, {
      ...before,
      tags: new Map(before.tags).set(tag, image.manifest.digest),
      images: new Map(before.images).set(image.manifest.digest, image),
    });
  }

  // ── what registries do over HTTP ─────────────────────────────────────────────────────────────────────────────────────

  /** A manifest by tag or digest, letter by letter. */
  manifest(repository: string, reference: string): RawManifest | undefined {
    const { tags, manifests, images } = this.#repository(repository);
    const digest = reference.startsWith('sha256:') ? reference : tags.get(reference);
    const raw = digest === undefined ? undefined : manifests.get(digest);
    if (raw) return raw;
    const image =
      digest === undefined ? this.#shelf.image(repository, reference) : (images.get(digest) ?? this.#onShelf(repository, digest));
    return image && { mediaType: image.manifest.mediaType, digest: image.manifest.digest, bytes: encodeUtf8(image.manifest.text) };
  }

  /** Takes a manifest under its digest, and under a tag. */
  putManifest(repository: string, manifest: RawManifest, tag: string | undefined): void {
    const before = this.#repository(repository);
    this.#repositories.set(repository, {
      ...before,
      manifests: new Map(before.manifests).set(manifest.digest, manifest),
      tags: tag === undefined ? before.tags : new Map(before.tags).set(tag, manifest.digest),
    });
  }

  /** Takes a manifest away with its tags; false when there is none. Official images stay. */
  deleteManifest(repository: string, digest: Digest): boolean {
    const { tags, images, manifests, ...rest } = this.#repository(repository);
    if (!images.has(digest) && !manifests.has(digest)) return false;
    const without = <T>(map: ReadonlyMap<Digest, T>): ReadonlyMap<Digest, T> => new Map([...map].filter(([key]) => key !== digest));
    const kept = new Map([...tags].filter(([, target]) => target !== digest));
    this.#repositories.set(repository, { ...rest, tags: kept, images: without(images), manifests: without(manifests) });
    return true;
  }

  /** What a repository has under a digest: a configuration or a packed layer. */
  blob(repository: string, digest: Digest): Blob | undefined {
    if (this.#repository(repository).blobs.has(digest)) return this.#blobs.get(digest);
    for (const { config, layers } of this.imagesIn(repository)) {
      if (config.id === digest) return { sizeBytes: config.sizeBytes, pieces: () => [encodeUtf8(config.text)] };
      const layer = layers.find(({ packed }) => packed?.digest === digest);
      if (layer?.packed) return { sizeBytes: layer.packed.sizeBytes, pieces: () => packedOf(layer) };
    }
    return undefined;
  }

  /** Takes away what came over HTTP; false when there is no such thing. */
  deleteBlob(repository: string, digest: Digest): boolean {
    const before = this.#repository(repository);
    if (!before.blobs.has(digest)) return false;
    this.#repositories.set(repository, { ...before, blobs: new Set([...before.blobs].filter(one => one !== digest)) });
    return true;
  }

  /** Takes bytes into a repository. */
  putBlob(repository: string, digest: Digest, blob: Blob): void {
    const before = this.#repository(repository);
    if (!this.#blobs.has(digest)) this.#blobs.set(digest, blob);
    this.#repositories.set(repository, { ...before, blobs: new Set(before.blobs).add(digest) });
  }

  /** Hides a repository from all but its owner. */
  setPrivate(repository: string, isPrivate: boolean): void {
    this.#repositories.set(repository, { ...this.#repository(repository), isPrivate });
  }

  /** Whether there is such a repository. */
  hasRepository(repository: string): boolean {
    const { images, manifests } = this.#repository(repository);
    return images.size > 0 || manifests.size > 0 || this.#shelf.tags(repository).length > 0;
  }

  /** All images of a repository, each under its manifest. */
  imagesIn(repository: string): readonly RegistryImage[] {
    const shelved = this.#shelf.tags(repository).flatMap(tag => this.#shelf.image(repository, tag) ?? []);
    return [...this.#repository(repository).images.values(), ...shelved];
  }

  #repository(name: string): Repository {
    return this.#repositories.get(name) ?? emptyRepository;
  }

  /** The rules of this registry for those who come over HTTP. Throws RegistryError. */
  readonly authorize = (action: 'ping' | 'pull' | 'push', repository: string, credentials: Credentials | undefined): void => {
    this.checkAccess(credentials);
    if (action === 'pull') this.checkPull(repository, credentials);
    if (action === 'push') this.checkPush(repository, credentials);
  };

  /** Throws when nobody without an account may ask anything, and these are not the credentials of one. */
  checkAccess(credentials: Credentials | undefined): void {
    if (this.access !== 'basic') return;
    if (!credentials) throw new RegistryError('no-credentials', 'no basic auth credentials');
    const fits = this.#accounts.some(({ username, password }) => username === credentials.username && password === credentials.password);
    if (!fits) throw new RegistryError('bad-credentials', 'unauthorized: authentication required');
  }

  /** Throws what a pull from there is refused with. */
  checkPull(repository: string, credentials: Credentials | undefined): void {
    this.checkAccess(credentials);
    if (this.access !== 'hub') return;
    if (credentials) this.login(credentials);
    const isOwn = credentials !== undefined && repository.split('/')[0] === credentials.username;
    const isReadable = this.hasRepository(repository) && (!this.#repository(repository).isPrivate || isOwn);
    if (!isReadable && !isOwn) throw new RegistryError('denied', 'denied: requested access to the resource is denied');
  }

  #byTag(repository: string, tag: string): RegistryImage | undefined {
    const digest = this.#repository(repository).tags.get(tag);
    return digest === undefined ? this.#shelf.image(repository, tag) : this.#byDigest(repository, digest);
  }

  #byDigest(repository: string, digest: Digest): RegistryImage | undefined {
    const { images, manifests } = this.#repository(repository);
    const raw = manifests.get(digest);
    return images.get(digest) ?? (raw ? this.#assemble(repository, raw) : this.#onShelf(repository, digest));
  }

  #onShelf(repository: string, digest: Digest): RegistryImage | undefined {
    const shelved = this.#shelf.tags(repository).map(tag => this.#shelf.image(repository, tag));
    return shelved.find(image => image?.manifest.digest === digest);
  }

  #assemble(repository: string, manifest: RawManifest): RegistryImage | undefined {
    return assembleImage(manifest, {
      manifest: digest => this.#repository(repository).manifests.get(digest),
      blob: digest => this.blob(repository, digest)?.pieces(),
    });
  }
}
