import type { Task } from '../../core/task.js';
import { Content } from '../../fs/content.js';
import { Digester, isDigest, type Digest } from '../digest.js';
import { piecesOf } from '../layer.js';
import type { Blob, RawManifest, Registry } from '../registry.js';
import type { RegistryStorage, StoredBlob } from './storage.js';

interface Upload {
  readonly repository: string;
  readonly content: Content;
  readonly digester: Digester;
}

const MAX_UPLOADS = 100;

/** A registry of this process, as the storage of the protocol. */
export class MemoryStorage implements RegistryStorage {
  readonly #registry: Registry;
  readonly #newId: () => string;
  readonly #uploads = new Map<string, Upload>();

  /** `newId` names uploads. */
  constructor(registry: Registry, newId: () => string) {
    this.#registry = registry;
    this.#newId = newId;
  }

  *repositories(): Task<readonly string[]> {
    return this.#registry.repositories();
  }

  *tags(repository: string): Task<readonly string[] | undefined> {
    return this.#registry.hasRepository(repository) ? this.#registry.allTags(repository) : undefined;
  }

  *manifest(repository: string, reference: string): Task<RawManifest | undefined> {
    return this.#registry.manifest(repository, reference);
  }

  *putManifest(repository: string, manifest: RawManifest, tag: string | undefined): Task<void> {
    this.#registry.putManifest(repository, manifest, tag);
  }

  *deleteManifest(repository: string, digest: Digest): Task<boolean> {
    return this.#registry.deleteManifest(repository, digest);
  }

  *deleteBlob(repository: string, digest: Digest): Task<boolean> {
    return this.#registry.deleteBlob(repository, digest);
  }

  *blob(repository: string, digest: Digest): Task<StoredBlob | undefined> {
    const blob = this.#registry.blob(repository, digest);
    return blob && { sizeBytes: blob.sizeBytes, send: (write, from, to) => sendPart(blob, write, from, to) };
  }

  *mount(repository: string, digest: Digest, from: string): Task<boolean> {
    const blob = this.#registry.blob(from, digest);
    if (blob) this.#registry.putBlob(repository, digest, blob);
    return blob !== undefined;
  }

  *startUpload(repository: string): Task<string> {
    const id = this.#newId();
    // Uploads that nobody finished make room for new ones, the oldest first.
    for (const old of [...this.#uploads.keys()].slice(0, Math.max(0, this.#uploads.size - MAX_UPLOADS + 1))) this.#uploads.delete(old);
    this.#uploads.set(id, { repository, content: new Content(), digester: new Digester() });
    return id;
  }

  *uploaded(repository: string, upload: string): Task<number | undefined> {
    return this.#upload(repository, upload)?.digester.sizeBytes;
  }

  *append(repository: string, upload: string, bytes: Uint8Array): Task<void> {
    const found = this.#upload(repository, upload);
    if (!found) return;
    found.content.write(found.digester.sizeBytes, bytes);
    found.digester.update(bytes);
  }

  *finishUpload(repository: string, upload: string, digest: Digest): Task<boolean> {
    const found = this.#upload(repository, upload);
    this.#uploads.delete(upload);
    if (!found || !isDigest(digest) || found.digester.digest() !== digest) return false;
    const { content, digester } = found;
    content.truncate(digester.sizeBytes);
    this.#registry.putBlob(repository, digest, { sizeBytes: digester.sizeBytes, pieces: () => piecesOf(content) });
    return true;
  }

  *cancelUpload(_: string, upload: string): Task<void> {
    this.#uploads.delete(upload);
  }

  #upload(repository: string, upload: string): Upload | undefined {
    const found = this.#uploads.get(upload);
    return found?.repository === repository ? found : undefined;
  }
}

function* sendPart(blob: Blob, write: (piece: Uint8Array) => Task<void>, from: number, to: number): Task<void> {
  let at = 0;
  for (const piece of blob.pieces()) {
    const start = Math.max(0, from - at);
    const end = Math.min(piece.length, to - at);
    if (start < end) yield* write(piece.subarray(start, end));
    at += piece.length;
    if (at >= to) return;
  }
}
