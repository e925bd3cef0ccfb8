import type { Instant } from '../core/clock.js';
import type { WaitQueue } from '../core/wait-queue.js';
import type { Content } from './content.js';
import type { Place } from './place.js';
import type { DirectoryEntry, FileKind, Stat } from './stat.js';
import type { Device, SpecialKind } from './tree-node.js';

/** One file as a walk sees it. What else it is, only its filesystem knows. */
export interface FsNode {
  readonly kind: FileKind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** A link that only they read who may trace a process of its owner. */
  readonly isTraced?: boolean;
}

/** A file that is to be made. */
export type NewFile = { readonly mode: number; readonly uid: number; readonly gid: number } & (
  | { readonly kind: 'file'; readonly content?: Content }
  | { readonly kind: 'directory' }
  | { readonly kind: 'symlink'; readonly target: string }
  | { readonly kind: SpecialKind; readonly device?: Device | undefined }
);

/** What chmod, chown and utimes change. */
export interface AttributeChange {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly accessedAt?: Instant;
  readonly modifiedAt?: Instant;
}

export interface Usage {
  readonly totalBytes: number;
  readonly usedBytes: number;
  readonly inodes: number;
  readonly usedInodes: number;
}

/** The data of an open file. It stays usable when the file loses its name. Offsets are the business of `OpenFile`. */
export interface FileData {
  readonly sizeBytes: number;
  read(offset: number, max: number): Uint8Array;
  /** Returns how many bytes it took. Throws ENOSPC, EFBIG. */
  write(offset: number, bytes: Uint8Array): number;
  truncate(sizeBytes: number): void;
  stat(): Stat;
  /** Notified when the data changes. */
  readonly changed: WaitQueue;
  /** The last descriptor is closed. */
  release(): void;
}

/**
 * One mounted filesystem. Permissions, read-only mounts, mount points and the meaning of paths are the business of the mount
 * namespace; what it asks here has been checked to make sense (a `directory` is one, a name to create is free …).
 */
export interface FileSystem {
  /** As in /proc/mounts: 'overlay', 'tmpfs', 'proc' … */
  readonly type: string;
  /** st_dev. */
  readonly dev: number;
  readonly root: FsNode;
  lookup(directory: FsNode, name: string): FsNode | undefined;
  /** In the order of the names' code units. */
  list(directory: FsNode): readonly DirectoryEntry[];
  isEmpty(directory: FsNode): boolean;
  readlink(link: FsNode): string;
  /** Where a link leads: a path, or the thing itself (`/proc/self/fd/3`). */
  follow(link: FsNode): string | FsNode;
  stat(node: FsNode): Stat;
  usage(): Usage;
  /** The node's newest version. */
  current(node: FsNode): FsNode;
  /** A version that stays the same whatever is written: what a bind mount holds on to. */
  pin(place: Place): FsNode;
  openFile(place: Place, mode: { readonly write: boolean }): FileData;
  /** The data of a file that is to be executed or copied. */
  contentOf(file: FsNode): Content;
  create(directory: Place, name: string, file: NewFile): FsNode;
  link(existing: Place, directory: Place, name: string): void;
  /** Takes away a file or an empty directory. */
  remove(file: Place): void;
  /** What has the new name already is replaced. */
  rename(from: Place, directory: Place, name: string): void;
  change(file: Place, change: AttributeChange): void;
  /** What the kernel has bound to a socket or named pipe. */
  endpoint(node: FsNode): unknown;
  setEndpoint(node: FsNode, endpoint: unknown): void;
}
