import type { FileSystem, FsNode } from './file-system.js';

/** What a mount allows, as in mount(8). Left out means allowed. */
export interface MountFlags {
  readonly readOnly?: boolean;
  readonly noExec?: boolean;
  readonly noSuid?: boolean;
  readonly noDev?: boolean;
  /** No `relatime` among the options (runc's /dev). */
  readonly strictAccessTimes?: boolean;
}

/** A filesystem, or a part of one, at a path of a namespace. */
export class Mount {
  readonly fs: FileSystem;
  readonly flags: MountFlags;
  /** First column of /proc/mounts. */
  readonly source: string;
  readonly target: string;
  /** Further words of the fourth column (`lowerdir=…`, `size=65536k`). */
  readonly options: string;
  /** The directory or file of the filesystem that is seen here; undefined for its root. */
  readonly #part: FsNode | undefined;

  constructor(spec: {
    readonly fs: FileSystem;
    readonly flags: MountFlags;
    readonly source: string;
    readonly target: string;
    readonly options: string;
    readonly part?: FsNode | undefined;
  }) {
    this.fs = spec.fs;
    this.flags = spec.flags;
    this.source = spec.source;
    this.target = spec.target;
    this.options = spec.options;
    this.#part = spec.part;
  }

  get root(): FsNode {
    return this.#part ? this.fs.current(this.#part) : this.fs.root;
  }

  /** The same with other flags (`mount -o remount,ro`). */
  withFlags(flags: MountFlags): Mount {
    return this.#with(flags, this.target);
  }

  /** The same at another path (a mount that comes along with a bind). */
  at(target: string, flags: MountFlags): Mount {
    return this.#with(flags, target);
  }

  #with(flags: MountFlags, target: string): Mount {
    return new Mount({ fs: this.fs, flags, source: this.source, target, options: this.options, part: this.#part });
  }

  /** Fourth column of /proc/mounts: `rw,nosuid,relatime`. */
  get optionText(): string {
    const { readOnly, noSuid, noDev, noExec, strictAccessTimes } = this.flags;
    const words = [readOnly ? 'ro' : 'rw'];
    if (noSuid) words.push('nosuid');
    if (noDev) words.push('nodev');
    if (noExec) words.push('noexec');
    if (!strictAccessTimes) words.push('relatime');
    if (this.options) words.push(this.options);
    return words.join(',');
  }
}

/** A path at which, or below which, something is mounted; the last mount hides those before it. */
export class MountPoint {
  readonly mounts: Mount[] = [];
  readonly #below = new Map<string, MountPoint>();

  get top(): Mount | undefined {
    return this.mounts.at(-1);
  }

  child(name: string): MountPoint | undefined {
    return this.#below.get(name);
  }

  children(): IterableIterator<[string, MountPoint]> {
    return this.#below.entries();
  }

  ensureChild(name: string): MountPoint {
    let point = this.#below.get(name);
    if (!point) this.#below.set(name, (point = new MountPoint()));
    return point;
  }

  removeChild(name: string): void {
    this.#below.delete(name);
  }

  /** Nothing is mounted here or below. */
  get isEmpty(): boolean {
    return this.mounts.length === 0 && this.#below.size === 0;
  }

  copy(): MountPoint {
    const copy = new MountPoint();
    copy.mounts.push(...this.mounts);
    for (const [name, point] of this.#below) copy.#below.set(name, point.copy());
    return copy;
  }
}
