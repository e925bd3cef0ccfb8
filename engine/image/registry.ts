import type { SealedConfig } from './config.js';
import type { Digest } from './digest.js';
import type { Layer } from './layer.js';
import type { SealedManifest } from './manifest.js';
import { RegistryError } from './registry-error.js';

/** An image as a registry holds it. */
export interface RegistryImage {
  readonly manifest: SealedManifest;
  readonly config: SealedConfig;
  readonly layers: readonly Layer[];
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
  readonly images: ReadonlyMap<Digest, RegistryImage>;
  readonly isPrivate: boolean;
}

const emptyShelf: Shelf = { repositories: () => [], tags: () => [], image: () => undefined };
const emptyRepository: Repository = { tags: new Map(), images: new Map(), isPrivate: false };

/** A registry of images, by the rules of the distribution specification: repositories, tags, manifests by digest, accounts. */
export class Registry {
  readonly domain: string;
  readonly access: RegistryOptions['access'];
  readonly #accounts: readonly Credentials[];
  readonly #shelf: Shelf;
  readonly #repositories = new Map<string, Repository>();

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
    this.#checkPull(repository, credentials);
    const found =
      reference.digest === undefined ? this.#byTag(repository, reference.tag ?? 'latest') : this.#byDigest(repository, reference.digest);
    if (!found) throw new RegistryError('manifest-unknown', 'manifest unknown: manifest unknown');
    return found;
  }

  /** All tags of a repository. */
  tags(repository: string, credentials: Credentials | undefined): readonly string[] {
    this.#checkPull(repository, credentials);
    return [...new Set([...this.#shelf.tags(repository), ...this.#repository(repository).tags.keys()])].sort();
  }

  /** Names of all repositories: `GET /v2/_catalog`. */
  repositories(): readonly string[] {
    return [...new Set([...this.#shelf.repositories(), ...this.#repositories.keys()])].sort();
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

  /** Hides a repository from all but its owner. */
  setPrivate(repository: string, isPrivate: boolean): void {
    this.#repositories.set(repository, { ...this.#repository(repository), isPrivate });
  }

  /** Whether there is such a repository. */
  hasRepository(repository: string): boolean {
    return this.#repositories.has(repository) || this.#shelf.tags(repository).length > 0;
  }

  /** All images of a repository, each under its manifest. */
  imagesIn(repository: string): readonly RegistryImage[] {
    const shelved = this.#shelf.tags(repository).flatMap(tag => this.#shelf.image(repository, tag) ?? []);
    return [...this.#repository(repository).images.values(), ...shelved];
  }

  #repository(name: string): Repository {
    return this.#repositories.get(name) ?? emptyRepository;
  }

  /** Throws when nobody without an account may ask anything, and these are not the credentials of one. */
  checkAccess(credentials: Credentials | undefined): void {
    if (this.access !== 'basic') return;
    if (!credentials) throw new RegistryError('no-credentials', 'no basic auth credentials');
    const fits = this.#accounts.some(({ username, password }) => username === credentials.username && password === credentials.password);
    if (!fits) throw new RegistryError('bad-credentials', 'unauthorized: authentication required');
  }

  #checkPull(repository: string, credentials: Credentials | undefined): void {
    this.checkAccess(credentials);
    if (this.access !== 'hub') return;
    if (credentials) this.login(credentials);
    const isOwn = credentials !== undefined && repository.split('/')[0] === credentials.username;
    const isReadable = this.hasRepository(repository) && (!this.#repository(repository).isPrivate || isOwn);
    if (!isReadable && !isOwn) throw new RegistryError('denied', 'denied: requested access to the resource is denied');
  }

  #byTag(repository: string, tag: string): RegistryImage | undefined {
    const { tags, images } = this.#repository(repository);
    const digest = tags.get(tag);
    return digest === undefined ? this.#shelf.image(repository, tag) : images.get(digest);
  }

  #byDigest(repository: string, digest: Digest): RegistryImage | undefined {
    return this.imagesIn(repository).find(({ manifest }) => manifest.digest === digest);
  }
}
