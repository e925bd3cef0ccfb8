import type { Task } from '../../core/task.js';
import type { Digest } from '../digest.js';
import type { RawManifest } from '../registry.js';

/** Bytes in the storage: how many, and a way to have them sent piece by piece. */
export interface StoredBlob {
  readonly sizeBytes: number;
  readonly send: (write: (piece: Uint8Array) => Task<void>, from: number, to: number) => Task<void>;
}

/** Where a registry keeps what it has: in memory, or in files as distribution's filesystem driver lays them out. */
export interface RegistryStorage {
  repositories(): Task<readonly string[]>;
  /** Undefined when there is no such repository. */
  tags(repository: string): Task<readonly string[] | undefined>;
  manifest(repository: string, reference: string): Task<RawManifest | undefined>;
  putManifest(repository: string, manifest: RawManifest, tag: string | undefined): Task<void>;
  /** False when there is none. */
  deleteManifest(repository: string, digest: Digest): Task<boolean>;
  deleteBlob(repository: string, digest: Digest): Task<boolean>;
  blob(repository: string, digest: Digest): Task<StoredBlob | undefined>;
  /** Gives a repository a blob that another one has; false when that has none. */
  mount(repository: string, digest: Digest, from: string): Task<boolean>;
  /** Begins an upload under a new id. */
  startUpload(repository: string): Task<string>;
  /** Bytes that came so far; undefined for an upload that nobody began. */
  uploaded(repository: string, upload: string): Task<number | undefined>;
  append(repository: string, upload: string, bytes: Uint8Array): Task<void>;
  /** Makes a blob of the upload; false when its bytes have another digest, and then the upload is gone. */
  finishUpload(repository: string, upload: string, digest: Digest): Task<boolean>;
  cancelUpload(repository: string, upload: string): Task<void>;
}
