import type { Instant } from '../core/clock.js';
import type { FsNode } from './file-system.js';
import type { FileKind, Stat } from './stat.js';

interface Ownership {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly modifiedAt?: Instant;
}

/** A file whose text is made when it is read. */
export interface VirtualFile extends Ownership {
  readonly kind: 'file';
  readonly read: () => string | Uint8Array;
  /** Takes one write(2); throws Errno (EINVAL …). Left out: writing is EIO, and the mode has no w bits. */
  readonly write?: (data: Uint8Array) => void;
}

export interface VirtualDirectory extends Ownership {
  readonly kind: 'directory';
  readonly names: () => readonly string[];
  readonly entry: (name: string) => VirtualEntry | undefined;
}

export interface VirtualLink extends Ownership {
  readonly kind: 'symlink';
  readonly target: () => string;
  /** What lstat(2) says of its size; 0 when left out, for the target is made when it is read. */
  readonly sizeBytes?: number;
  /** Only who may trace a process of its owner reads it. */
  readonly isTraced?: boolean;
  /** The thing itself, where its path says too little (a pipe, a deleted file): what `open` hands to the kernel. */
  readonly object?: (() => unknown) | undefined;
}

/** What a virtual filesystem is made of. Descriptions are asked for again at each lookup, so they may be made on the spot. */
export type VirtualEntry = VirtualFile | VirtualDirectory | VirtualLink;

/** A directory with fixed entries by path: `{ 'kernel/hostname': file, … }` makes the directories in between, once somebody looks into it. */
export function virtualDirectory(entries: ReadonlyMap<string, VirtualEntry>, ownership: Ownership = {}): VirtualDirectory {
  let known: ReadonlyMap<string, VirtualEntry> | undefined;
  const children = (): ReadonlyMap<string, VirtualEntry> => (known ??= childrenOf(entries, ownership));
  return { kind: 'directory', ...ownership, names: () => [...children().keys()], entry: name => children().get(name) };
}

function childrenOf(entries: ReadonlyMap<string, VirtualEntry>, ownership: Ownership): ReadonlyMap<string, VirtualEntry> {
  const direct = new Map<string, VirtualEntry>();
  const nested = new Map<string, Map<string, VirtualEntry>>();
  for (const [path, entry] of entries) {
    const slash = path.indexOf('/');
    if (slash === -1) direct.set(path, entry);
    else {
      const name = path.slice(0, slash);
      const inner = nested.get(name) ?? new Map<string, VirtualEntry>();
      nested.set(name, inner.set(path.slice(slash + 1), entry));
    }
  }
  for (const [name, inner] of nested) direct.set(name, virtualDirectory(inner, ownership));
  return direct;
}

/** An entry where it was found. */
export class VirtualNode implements FsNode {
  readonly kind: 'file' | 'directory' | 'symlink';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly isTraced: boolean;
  readonly entry: VirtualEntry;
  /** In its filesystem, `/net/dev`. */
  readonly path: string;

  constructor(entry: VirtualEntry, path: string) {
    this.kind = entry.kind;
    this.mode = entry.mode ?? defaultMode(entry);
    this.uid = entry.uid ?? 0;
    this.gid = entry.gid ?? 0;
    this.isTraced = entry.kind === 'symlink' && entry.isTraced === true;
    this.entry = entry;
    this.path = path;
  }

  /** The same number for the same path, always. */
  get ino(): number {
    return this.path === '' ? 1 : hashOf(this.path);
  }
}

function defaultMode(entry: VirtualEntry): number {
  if (entry.kind === 'directory') return 0o555;
  if (entry.kind === 'symlink') return 0o777;
  return entry.write ? 0o644 : 0o444;
}

/** FNV-1a, in the range that /proc uses. */
function hashOf(path: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < path.length; i++) hash = Math.imul(hash ^ path.charCodeAt(i), 0x01000193);
  return 0x4000_0000 + (hash & 0x3fff_ffff);
}

/** What a magic link of /proc leads to: nothing with a path, but something that the kernel can open. */
export class ObjectNode implements FsNode {
  readonly kind: FileKind = 'fifo';
  readonly mode = 0o600;
  readonly uid: number;
  readonly gid: number;
  readonly object: unknown;
  /** Of the link. */
  readonly stat: Stat;

  constructor(object: unknown, stat: Stat) {
    this.uid = stat.uid;
    this.gid = stat.gid;
    this.object = object;
    this.stat = { ...stat, kind: this.kind, mode: this.mode, sizeBytes: 0 };
  }
}
