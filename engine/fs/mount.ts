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
  flags: MountFlags;
  /** First column of /proc/mounts. */
  readonly source: string;
  readonly target: string;
  /** Further words of the fourth column (`lowerdir=…`, `size=65536k`). */
  readonly options: string;
  /** Where in its filesystem that is what is seen here (fourth column of /proc/<pid>/mountinfo): `/` but for bind mounts. */
  readonly rootPath: string;
  /** The directory or file of the filesystem that is seen here; undefined for its root. */
  readonly #part: FsNode | undefined;
  /** What is mounted on the files and directories of this one. */
  readonly points = new MountPoint();

  constructor(spec: {
    readonly fs: FileSystem;
    readonly flags: MountFlags;
    readonly source: string;
    readonly target: string;
    readonly options: string;
    readonly part?: FsNode | undefined;
    readonly rootPath?: string | undefined;
  }) {
    this.fs = spec.fs;
    this.flags = spec.flags;
    this.source = spec.source;
    this.target = spec.target;
    this.options = spec.options;
    this.rootPath = spec.rootPath ?? '/';
    this.#part = spec.part;
  }

  get root(): FsNode {
    return this.#part ? this.fs.current(this.#part) : this.fs.root;
  }

  /** The same at another path, without what is mounted in it. */
  copyTo(target: string): Mount {
    const { fs, flags, source, options, rootPath } = this;
    return new Mount({ fs, flags, source, target, options, rootPath, part: this.#part });
  }

  /** Fourth column of /proc/mounts: `rw,nosuid,relatime`, then the filesystem's own words. */
  get optionText(): string {
    return this.options ? `${this.flagText},${this.options}` : this.flagText;
  }

  /** Of what kind the filesystem itself is, wherever it is seen: the last column of mountinfo. */
  get superText(): string {
    const isReadOnly = this.flags.readOnly === true && this.rootPath === '/' && this.fs.type !== 'overlay';
    return [isReadOnly ? 'ro' : 'rw', ...(this.options ? [this.options] : [])].join(',');
  }

  get flagText(): string {
    const { readOnly, noSuid, noDev, noExec, strictAccessTimes } = this.flags;
    const words = [readOnly ? 'ro' : 'rw'];
    if (noSuid) words.push('nosuid');
    if (noDev) words.push('nodev');
    if (noExec) words.push('noexec');
    if (!strictAccessTimes) words.push('relatime');
    return words.join(',');
  }
}

/** Mounts below a point that are made when somebody comes near: see `MountTable.prepare`. */
export interface PreparedMounts {
  readonly point: MountPoint;
  /** First names of their paths, from the point on. */
  readonly names: ReadonlySet<string>;
  readonly make: () => void;
  /** Lists what is made. */
  readonly list: { readonly begin: (mounts: PreparedMounts) => void };
}

const none: readonly string[] = [];
const nowhere: readonly MountPoint[] = [];
const unprepared: readonly PreparedMounts[] = [];

/** A path in a mount at which, or below which, something is mounted; the last mount hides those before it. */
export class MountPoint {
  #top: Mount | undefined;
  /** Mounts that the top one hides, the oldest first. */
  #hidden: Mount[] | undefined;
  // Ten thousand containers have twenty of these each, with a handful of names: arrays take a tenth of a map.
  #names: string[] | undefined;
  #below: MountPoint[] | undefined;
  /** Undefined when there are none any more. */
  #prepared: readonly PreparedMounts[] | undefined;

  get top(): Mount | undefined {
    return this.#top;
  }

  get mounts(): readonly Mount[] {
    return this.#top ? [...(this.#hidden ?? []), this.#top] : [];
  }

  push(mount: Mount): void {
    if (this.#top) (this.#hidden ??= []).push(this.#top);
    this.#top = mount;
  }

  pop(): void {
    this.#top = this.#hidden?.pop();
  }

  child(name: string): MountPoint | undefined {
    if (this.#prepared?.some(({ names }) => names.has(name))) this.#begin(({ names }) => names.has(name));
    const index = this.#names === undefined ? -1 : this.#names.indexOf(name);
    return index < 0 ? undefined : this.#below?.[index];
  }

  /** Later ones may be for what earlier ones mount. */
  prepare(mounts: PreparedMounts): void {
    this.#prepared = (this.#prepared ?? unprepared).concat(mounts);
  }

  beginAll(): void {
    this.#begin(() => true);
  }

  /** Those that begin are no longer prepared: what they mount goes past here too. */
  #begin(isDue: (prepared: PreparedMounts) => boolean): void {
    const all = this.#prepared ?? unprepared;
    const others = all.filter(prepared => !isDue(prepared));
    this.#prepared = others.length === 0 ? undefined : others;
    for (const prepared of all) if (isDue(prepared)) prepared.list.begin(prepared);
  }

  *children(): Iterable<[string, MountPoint]> {
    this.beginAll();
    for (const [index, name] of (this.#names ?? []).entries()) {
      const point = this.#below?.[index];
      if (point) yield [name, point];
    }
  }

  ensureChild(name: string): MountPoint {
    const known = this.child(name);
    if (known) return known;
    const point = new MountPoint();
    // Exactly as long as needed: a pushed-to array keeps room for sixteen more.
    this.#names = (this.#names ?? none).concat(name);
    this.#below = (this.#below ?? nowhere).concat(point);
    return point;
  }

  /** Whether nothing is mounted here or below. */
  get isEmpty(): boolean {
    if (this.top) return false;
    for (const [, point] of this.children()) if (!point.isEmpty) return false;
    return true;
  }
}
