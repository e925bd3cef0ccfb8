import type { Instant } from '../core/clock.js';

export type FileKind = 'file' | 'directory' | 'symlink' | 'character' | 'block' | 'fifo' | 'socket';

/** What stat(2) tells. */
export interface Stat {
  readonly kind: FileKind;
  /** Permission bits with set-user-id, set-group-id and sticky (0o7777). */
  readonly mode: number;
  readonly ino: number;
  readonly dev: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly accessedAt: Instant;
  readonly modifiedAt: Instant;
  readonly changedAt: Instant;
  /** Device number of a character or block device. */
  readonly device?: { readonly major: number; readonly minor: number } | undefined;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: FileKind;
  readonly ino: number;
}
