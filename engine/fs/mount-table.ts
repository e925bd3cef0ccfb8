import { Errno } from '../core/errno.js';
import type { FileSystem, FsNode } from './file-system.js';
import { limits } from './limits.js';
import { Mount, MountPoint, type MountFlags, type PreparedMounts } from './mount.js';
import { PathWalk } from './path-walk.js';
import { superuser, type Caller } from './permissions.js';
import { Place } from './place.js';

export interface MountOptions extends MountFlags {
  /** First column of /proc/mounts; the filesystem's type when left out. */
  readonly source?: string;
  /** Further words of the fourth column (`size=65536k,mode=755`). */
  readonly options?: string;
}

/** A line of /proc/mounts. */
export interface MountInfo {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: string;
  /** Where in its filesystem that begins what is seen there; `/` but for bind mounts. */
  readonly rootPath: string;
}

/** A line of /proc/<pid>/mountinfo has more. */
export interface MountDetails extends MountInfo {
  readonly dev: number;
  readonly flags: string;
  readonly superOptions: string;
}

/** What is mounted where in one namespace. Mounting is the machine's business: no permissions are checked here. */
export class MountTable {
  readonly #rootPoint = new MountPoint();
  /** In the order of /proc/mounts. */
  #mounts: (Mount | PreparedMounts)[] = [];
  #root: Place | undefined;

  /** Where absolute paths begin. */
  get root(): Place {
    const mount = this.#rootPoint.top;
    if (!mount) throw new Errno('ENOENT');
    if (this.#root?.mount !== mount || this.#root.node !== mount.root) {
      this.#root = new Place(undefined, '', mount, mount.root, mount.points);
    }
    return this.#root;
  }

  /** A table of its own with the same mounts. */
  copy(): MountTable {
    const mounts = this.list();
    const copy = new MountTable();
    const copies = new Map<Mount, Mount>();
    copyPoint(this.#rootPoint, copy.#rootPoint, mount => {
      const copied = mount.copyTo(mount.target);
      copies.set(mount, copied);
      return copied;
    });
    copy.#mounts = mounts.map(mount => copies.get(mount) ?? mount);
    return copy;
  }

  walk(caller: Caller = superuser): PathWalk {
    return new PathWalk(this.root, caller);
  }

  /** Puts a filesystem at a path that exists. The first one goes to `/`. ENOENT; ENOTDIR when only one of the two is a directory. */
  mount(target: string, fs: FileSystem, options: MountOptions = {}): Mount {
    return this.#attach(target, { fs, part: undefined, rootPath: '/' }, options);
  }

  /**
   * Keeps mounts in mind that are there for whoever looks, but are made only then: `make` is called when a path goes to one of `names` in
   * the root of the mount at `target`, or when the mounts are listed. Every container has such mounts, and hardly any program comes near them.
   */
  prepare(target: string, names: ReadonlySet<string>, make: () => void): void {
    const point = this.walk().find(target, true).mount.points;
    const prepared = { point, names, make, list: this };
    point.prepare(prepared);
    this.#mounts.push(prepared);
  }

  /** Makes what was prepared, at its place among the others. */
  begin(prepared: PreparedMounts): void {
    const later = this.#mounts.splice(this.#mounts.indexOf(prepared));
    prepared.make();
    this.#mounts.push(...later.slice(1));
  }

  /**
   * Shows a directory or file of a namespace at a second path, perhaps in another namespace, with what is mounted below it
   * (`mount --rbind`).
   */
  bind(source: Place, target: string, options: MountOptions = {}): Mount {
    const { fs, flags, source: name, options: words } = source.mount;
    const part = source.node === fs.root ? undefined : fs.pin(source);
    const rootPath = pathInside(source);
    const mount = this.#attach(target, { fs, part, rootPath }, { source: name, options: words, ...flags, ...options });
    if (!source.point) return mount;
    const from = source.path;
    copyPoint(
      source.point,
      mount.points,
      inner => {
        const copied = inner.copyTo(joined(mount.target, inner.target.slice(from === '/' ? 0 : from.length)));
        this.#list(copied);
        return copied;
      },
      { skipOwn: true },
    );
    return mount;
  }

  #attach(
    target: string,
    what: { readonly fs: FileSystem; readonly part: FsNode | undefined; readonly rootPath: string },
    options: MountOptions,
  ): Mount {
    const { source = what.fs.type, options: words = '', readOnly, noExec, noSuid, noDev, strictAccessTimes } = options;
    const flags = sameFlags({ readOnly, noExec, noSuid, noDev, strictAccessTimes });
    const place = this.#rootPoint.top ? this.walk().find(target, true) : undefined;
    const mount = new Mount({ ...what, flags, source, target: place ? pathOf(place, target) : '/', options: words });
    if (place && (place.node.kind === 'directory') !== (mount.root.kind === 'directory')) throw new Errno('ENOTDIR');
    this.#list(mount);
    (place ? this.#pointOf(place) : this.#rootPoint).push(mount);
    return mount;
  }

  #list(mount: Mount): void {
    if (this.#mounts.length >= limits.mounts) throw new Errno('ENOSPC');
    this.#mounts.push(mount);
  }

  /** Takes the topmost mount at a path away. EINVAL when nothing is mounted there, EBUSY with other mounts in it. */
  umount(target: string): void {
    const place = this.walk().find(target, true);
    if (!place.isMountRoot) throw new Errno('EINVAL');
    const { mount } = place;
    if (!place.parent || !mount.points.isEmpty) throw new Errno('EBUSY');
    this.#pointOf(place).pop();
    this.#mounts = this.#mounts.filter(other => other !== mount);
  }

  /** Changes what the topmost mount at a path allows (`mount -o remount,ro`). EINVAL when nothing is mounted there. */
  remount(target: string, flags: MountFlags): void {
    const place = this.walk().find(target, true);
    if (!place.isMountRoot) throw new Errno('EINVAL');
    place.mount.flags = flags;
  }

  list(): readonly Mount[] {
    // What is made may prepare more.
    for (let at = 0; at < this.#mounts.length; at++) {
      for (let mount = this.#mounts[at]; mount && !(mount instanceof Mount); mount = this.#mounts[at]) mount.point.beginAll();
    }
    return this.#mounts.filter(mount => mount instanceof Mount);
  }

  /** The point for mounts on a place: where its mount is attached if the place is the root of one, or one inside it. */
  #pointOf(place: Place): MountPoint {
    const { parent } = place;
    if (!parent) return this.#rootPoint;
    return this.#pointIn(parent).ensureChild(place.name);
  }

  /** The point that holds what is mounted below a directory. */
  #pointIn(place: Place): MountPoint {
    if (place.point) return place.point;
    return place.isMountRoot ? place.mount.points : this.#pointOf(place);
  }
}

/** The path of a place that was found under this one: the same text, if possible, for thousands have `/proc`. */
function pathOf({ path }: Place, target: string): string {
  return path === target ? target : path;
}

/** Where a place is in its filesystem. */
function pathInside({ mount, path }: Place): string {
  if (mount.target === '/' && mount.rootPath === '/') return path;
  const inside = path.slice(mount.target === '/' ? 1 : mount.target.length + 1);
  return joined(mount.rootPath, inside === '' ? '' : `/${inside}`) || '/';
}

const knownFlags: (MountFlags | undefined)[] = [];

/** One record for all mounts with the same flags. */
function sameFlags({
  readOnly = false,
  noExec = false,
  noSuid = false,
  noDev = false,
  strictAccessTimes = false,
}: { readonly [K in keyof MountFlags]: boolean | undefined }): MountFlags {
  const index = (readOnly ? 1 : 0) | (noExec ? 2 : 0) | (noSuid ? 4 : 0) | (noDev ? 8 : 0) | (strictAccessTimes ? 16 : 0);
  return (knownFlags[index] ??= { readOnly, noExec, noSuid, noDev, strictAccessTimes });
}

/** Copies what is mounted at (but for `skipOwn`) and below a point to another, with what is mounted in those mounts. */
function copyPoint(from: MountPoint, to: MountPoint, copyMount: (mount: Mount) => Mount, { skipOwn = false } = {}): void {
  for (const mount of skipOwn ? [] : from.mounts) {
    const copied = copyMount(mount);
    to.push(copied);
    copyPoint(mount.points, copied.points, copyMount);
  }
  for (const [name, point] of from.children()) copyPoint(point, to.ensureChild(name), copyMount);
}

function joined(directory: string, path: string): string {
  return directory === '/' ? path : directory + path;
}
