import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { isObject } from '../../daemon/json.js';
import { Digester, digestOf, hexOf, isDigest, type Digest } from '../../image/digest.js';
import { OCI_INDEX_TYPE, OCI_MANIFEST_TYPE } from '../../image/manifest.js';
import type { RawManifest } from '../../image/registry.js';
import type { RegistryStorage, StoredBlob } from '../../image/registry/storage.js';
import type { FileTree } from './file-tree.js';

/** Folders inside each other that are looked through for repositories. */
const MAX_DEPTH = 32;

/** The storage of `registry:2`: files laid out as distribution's filesystem driver does (registry/storage/paths.go). */
export class FileStorage implements RegistryStorage {
  readonly #files: FileTree;
  readonly #root: string;
  readonly #now: () => string;
  readonly #newId: () => string;
  /** The digests of uploads as far as they have come; after a restart they are counted again. */
  readonly #digesters = new Map<string, Digester>();

  constructor(options: { readonly files: FileTree; readonly root: string; readonly now: () => string; readonly newId: () => string }) {
    this.#files = options.files;
    this.#root = `${options.root}/docker/registry/v2`;
    this.#now = options.now;
    this.#newId = options.newId;
  }

  *repositories(): Task<readonly string[]> {
    return [...this.#repositoriesIn('', 0)].sort();
  }

  *#repositoriesIn(path: string, depth: number): Generator<string> {
    for (const name of this.#files.names(`${this.#root}/repositories${path}`)) {
      if (name === '_manifests') yield path.slice(1);
      else if (!name.startsWith('_') && depth < MAX_DEPTH) yield* this.#repositoriesIn(`${path}/${name}`, depth + 1);
    }
  }

  *tags(repository: string): Task<readonly string[] | undefined> {
    const folder = `${this.#repository(repository)}/_manifests/tags`;
    return this.#files.hasFolder(folder) ? this.#files.names(folder) : undefined;
  }

  *manifest(repository: string, reference: string): Task<RawManifest | undefined> {
    const manifests = `${this.#repository(repository)}/_manifests`;
    const digest = isDigest(reference) ? reference : yield* this.#files.text(`${manifests}/tags/${reference}/current/link`);
    if (digest === undefined || !isDigest(digest)) return undefined;
    if (this.#files.sizeOf(`${manifests}/revisions/${linkPath(digest)}`) === undefined) return undefined;
    const bytes = yield* this.#files.bytes(this.#blobPath(digest));
    // A damaged file is no manifest: its digest is its name.
    return bytes && digestOf(bytes) === digest ? { mediaType: mediaTypeOf(bytes), digest, bytes } : undefined;
  }

  *putManifest(repository: string, { digest, bytes }: RawManifest, tag: string | undefined): Task<void> {
    const manifests = `${this.#repository(repository)}/_manifests`;
    yield* this.#files.write(this.#blobPath(digest), bytes);
    yield* this.#files.write(`${manifests}/revisions/${linkPath(digest)}`, digest);
    if (tag === undefined) return;
    yield* this.#files.write(`${manifests}/tags/${tag}/index/${linkPath(digest)}`, digest);
    yield* this.#files.write(`${manifests}/tags/${tag}/current/link`, digest);
  }

  *deleteManifest(repository: string, digest: Digest): Task<boolean> {
    const manifests = `${this.#repository(repository)}/_manifests`;
    if (!this.#files.remove(`${manifests}/revisions/${linkPath(digest)}`)) return false;
    for (const tag of this.#files.names(`${manifests}/tags`)) {
      if ((yield* this.#files.text(`${manifests}/tags/${tag}/current/link`)) === digest) this.#files.remove(`${manifests}/tags/${tag}`);
    }
    return true;
  }

  *deleteBlob(repository: string, digest: Digest): Task<boolean> {
    return this.#files.remove(this.#layerLink(repository, digest));
  }

  *blob(repository: string, digest: Digest): Task<StoredBlob | undefined> {
    if (this.#files.sizeOf(this.#layerLink(repository, digest)) === undefined) return undefined;
    const path = this.#blobPath(digest);
    const sizeBytes = this.#files.sizeOf(path);
    if (sizeBytes === undefined) return undefined;
    return { sizeBytes, send: (write, from, to) => this.#files.send(path, from, to, write) };
  }

  *mount(repository: string, digest: Digest, from: string): Task<boolean> {
    if (!(yield* this.blob(from, digest))) return false;
    yield* this.#files.write(this.#layerLink(repository, digest), digest);
    return true;
  }

  *startUpload(repository: string): Task<string> {
    const id = this.#newId();
    const folder = this.#upload(repository, id);
    yield* this.#files.write(`${folder}/startedat`, this.#now());
    yield* this.#files.write(`${folder}/data`, '');
    this.#digesters.set(id, new Digester());
    return id;
  }

  *uploaded(repository: string, upload: string): Task<number | undefined> {
    return /^[0-9a-f-]{36}$/.test(upload) ? this.#files.sizeOf(`${this.#upload(repository, upload)}/data`) : undefined;
  }

  *append(repository: string, upload: string, bytes: Uint8Array): Task<void> {
    const digester = yield* this.#digesterOf(repository, upload);
    yield* this.#files.write(`${this.#upload(repository, upload)}/data`, bytes, { append: true });
    digester.update(bytes);
  }

  *finishUpload(repository: string, upload: string, digest: Digest): Task<boolean> {
    const digester = yield* this.#digesterOf(repository, upload);
    const fits = digester.digest() === digest;
    if (fits) {
      this.#files.rename(`${this.#upload(repository, upload)}/data`, this.#blobPath(digest));
      yield* this.#files.write(this.#layerLink(repository, digest), digest);
    }
    yield* this.cancelUpload(repository, upload);
    return fits;
  }

  *cancelUpload(repository: string, upload: string): Task<void> {
    this.#digesters.delete(upload);
    this.#files.remove(this.#upload(repository, upload));
  }

  *#digesterOf(repository: string, upload: string): Task<Digester> {
    const known = this.#digesters.get(upload);
    if (known) return known;
    const digester = new Digester();
    const path = `${this.#upload(repository, upload)}/data`;
    yield* this.#files.send(path, 0, this.#files.sizeOf(path) ?? 0, function* (piece) {
      digester.update(piece);
    });
    this.#digesters.set(upload, digester);
    return digester;
  }

  #repository(name: string): string {
    return `${this.#root}/repositories/${name}`;
  }

  #upload(repository: string, id: string): string {
    return `${this.#repository(repository)}/_uploads/${id}`;
  }

  #layerLink(repository: string, digest: Digest): string {
    return `${this.#repository(repository)}/_layers/${linkPath(digest)}`;
  }

  #blobPath(digest: Digest): string {
    const hex = hexOf(digest);
    return `${this.#root}/blobs/sha256/${hex.slice(0, 2)}/${hex}/data`;
  }
}

function linkPath(digest: Digest): string {
  return `sha256/${hexOf(digest)}/link`;
}

/** What a manifest says that it is; those of OCI need not say it. */
function mediaTypeOf(bytes: Uint8Array): string {
  const value: unknown = JSON.parse(decodeUtf8(bytes));
  if (isObject(value) && typeof value['mediaType'] === 'string') return value['mediaType'];
  return isObject(value) && 'manifests' in value ? OCI_INDEX_TYPE : OCI_MANIFEST_TYPE;
}
