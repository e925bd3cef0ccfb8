import { Errno } from '../core/errno.js';
import type { FileSystem } from './file-system.js';
import { limits } from './limits.js';
import { Mount, MountPoint, type MountFlags } from './mount.js';
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
}

/** What is mounted where in one namespace. Mounting is the machine's business: no permissions are checked here. */
export class MountTable {
  readonly #rootPoint: MountPoint;
  /** In the order of /proc/mounts. */
  #mounts: Mount[];
  #root: Place | undefined;

  constructor(from?: MountTable) {
    this.#rootPoint = from ? from.#rootPoint.copy() : new MountPoint();
    this.#mounts = from ? [...from.#mounts] : [];
  }

  /** Where absolute paths begin. */
  get root(): Place {
    const mount = this.#rootPoint.top;
    if (!mount) throw new Errno('ENOENT');
    if (this.#root?.mount !== mount || this.#root.node !== mount.root) {
      this.#root = new Place(undefined, '', mount, mount.root, this.#rootPoint);
    }
    return this.#root;
  }

  walk(caller: Caller = superuser): PathWalk {
    return new PathWalk(this.root, caller);
  }

  /**
   * Puts a filesystem at a path that exists. The first one goes to `/`. ENOENT; ENOTDIR when only one of the two is a directory.
   */
  mount(target: string, fs: FileSystem, options: MountOptions = {}): Mount {
    return this.#attach(target, { fs, part: undefined }, options);
  }

  /**
   * Shows a directory or file of a namespace at a second path, perhaps in another namespace, with what is mounted below it
   * (`mount --rbind`).
   */
  bind(source: Place, target: string, options: MountOptions = {}): Mount {
    const { fs } = source.mount;
    const isWhole = source.isMountRoot && source.node === fs.root;
    const part = isWhole ? undefined : fs.pin(source);
    const mount = this.#attach(target, { fs, part }, { source: source.mount.source, options: source.mount.options, ...options });
    if (source.point) this.#bindBelow(source.point, mount.target);
    return mount;
  }

  #bindBelow(point: MountPoint, target: string): void {
    for (const [name, below] of [...point.children()]) {
      const path = `${target === '/' ? '' : target}/${name}`;
      for (const mount of below.mounts) this.#add(this.#pointAt(path), mount.at(path, mount.flags));
      this.#bindBelow(below, path);
    }
  }

  #attach(
    target: string,
    what: { readonly fs: FileSystem; readonly part: ReturnType<FileSystem['pin']> | undefined },
    options: MountOptions,
  ): Mount {
    const { source = what.fs.type, options: words = '', ...flags } = options;
    const place = this.#rootPoint.top ? this.walk().find(target, true) : undefined;
    const path = place?.path ?? '/';
    const mount = new Mount({ ...what, flags, source, target: path, options: words });
    if (place && (place.node.kind === 'directory') !== (mount.root.kind === 'directory')) throw new Errno('ENOTDIR');
    this.#add(this.#pointAt(path), mount);
    return mount;
  }

  #add(point: MountPoint, mount: Mount): void {
    if (this.#mounts.length >= limits.mounts) throw new Errno('ENOSPC');
    point.mounts.push(mount);
    this.#mounts.push(mount);
  }

  /** Takes the topmost mount at a path away. EINVAL when nothing is mounted there, EBUSY with other mounts below it. */
  umount(target: string): void {
    const path = this.walk().find(target, true).path;
    const points = this.#pointsTo(path);
    const point = points.at(-1);
    const mount = point?.mounts.at(-1);
    if (!point || !mount) throw new Errno('EINVAL');
    if (path === '/' || hasMountsBelow(point)) throw new Errno('EBUSY');
    point.mounts.pop();
    this.#mounts = this.#mounts.filter(other => other !== mount);
    prune(points, path);
  }

  /** Changes what the topmost mount at a path allows (`mount -o remount,ro`). */
  remount(target: string, flags: MountFlags): void {
    const point = this.#pointsTo(this.walk().find(target, true).path).at(-1);
    const mount = point?.mounts.pop();
    if (!point || !mount) throw new Errno('EINVAL');
    const changed = mount.withFlags(flags);
    point.mounts.push(changed);
    this.#mounts = this.#mounts.map(other => (other === mount ? changed : other));
  }

  list(): readonly Mount[] {
    return this.#mounts;
  }

  #pointAt(path: string): MountPoint {
    let point = this.#rootPoint;
    for (const name of names(path)) point = point.ensureChild(name);
    return point;
  }

  /** The points on the way to a path, the root first; shorter when there is none at the path. */
  #pointsTo(path: string): MountPoint[] {
    const points = [this.#rootPoint];
    for (const name of names(path)) {
      const point = points.at(-1)?.child(name);
      if (!point) return [];
      points.push(point);
    }
    return points;
  }
}

function names(path: string): string[] {
  return path === '/' ? [] : path.slice(1).split('/');
}

function hasMountsBelow(point: MountPoint): boolean {
  for (const [, below] of point.children()) if (below.top || hasMountsBelow(below)) return true;
  return false;
}

function prune(points: readonly MountPoint[], path: string): void {
  const parts = names(path);
  for (let i = points.length - 1; i > 0; i--) {
    const name = parts[i - 1];
    if (!points[i]?.isEmpty || name === undefined) return;
    points[i - 1]?.removeChild(name);
  }
}
