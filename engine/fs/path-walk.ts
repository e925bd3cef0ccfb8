import { Errno } from '../core/errno.js';
import { limits } from './limits.js';
import { EXECUTE, isCapable, mayAccess, mayFollow, superuser, type Caller } from './permissions.js';
import { Place } from './place.js';
import { utf8Length } from './tree-node.js';

const SLASH = 0x2f;

/** The directory that has (or will have) the last name of a path, and that name: '.', '..' and '' (the root) are possible. */
export interface Parent {
  readonly directory: Place;
  readonly name: string;
  /** The path ends with a slash, so it must be a directory. */
  readonly mustBeDirectory: boolean;
}

/** One lookup of a path, as path_resolution(7) tells. */
export class PathWalk {
  readonly #root: Place;
  readonly #caller: Caller;
  /** Nothing keeps root from searching a directory. */
  readonly #searchesAll: boolean;
  #links = 0;

  constructor(root: Place, caller: Caller) {
    this.#root = root;
    this.#caller = caller;
    this.#searchesAll = isCapable(caller, 'CAP_DAC_OVERRIDE');
  }

  /** The place that a path names. Throws ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG. */
  find(path: string, follow: boolean): Place {
    return this.#walk(this.#start(path), path, follow);
  }

  /** The same, but undefined for ENOENT: what is looked for is often not there. */
  tryFind(path: string, follow: boolean): Place | undefined {
    return this.#tryWalk(this.#start(path), path, follow);
  }

  /** Everything but the last name. */
  findParent(path: string): Parent {
    return this.#findParent(this.#start(path), path);
  }

  #findParent(start: Place, path: string): Parent {
    let end = path.length;
    while (end > 0 && path.charCodeAt(end - 1) === SLASH) end--;
    const at = path.lastIndexOf('/', end - 1) + 1;
    const name = end === 0 ? '' : path.slice(at, end);
    checkName(name);
    const directory = at === 0 ? start : this.#walk(start, path.slice(0, at), true);
    if (directory.node.kind !== 'directory') throw new Errno('ENOTDIR');
    return { directory, name, mustBeDirectory: end < path.length };
  }

  /** What a directory has under a name, without following it; undefined for nothing. */
  tryStep(place: Place, name: string): Place | undefined {
    if (place.node.kind !== 'directory') throw new Errno('ENOTDIR');
    if (!this.#searchesAll && !mayAccess(this.#caller, place.node, EXECUTE)) throw new Errno('EACCES');
    if (name === '.' || name === '') return place;
    if (name === '..') return place.parent ?? place;
    checkName(name);
    const point = place.point?.child(name);
    const mount = point?.top;
    if (mount) return new Place(place, name, mount, mount.root, mount.points);
    const node = place.mount.fs.lookup(place.node, name);
    return node && new Place(place, name, place.mount, node, point);
  }

  /** Where a link in a directory leads: the thing itself, or a parent and a name, for that may not exist yet. */
  followTo(directory: Place, link: Place): Place | Parent {
    const target = this.#target(link);
    if (typeof target !== 'string') return target;
    return this.#findParent(this.#base(directory, target), target);
  }

  #start(path: string): Place {
    if (path === '') throw new Errno('ENOENT');
    if (path.length >= limits.pathBytes / 3 && utf8Length(path) >= limits.pathBytes) throw new Errno('ENAMETOOLONG');
    if (path.charCodeAt(0) === SLASH) return this.#root;
    const { cwd } = this.#caller;
    // The working directory was reached when it was entered; whether its path may be searched today does not matter.
    return cwd === '/' ? this.#root : new PathWalk(this.#root, superuser).#walk(this.#root, cwd, true);
  }

  #base(directory: Place, path: string): Place {
    return path.charCodeAt(0) === SLASH ? this.#root : directory;
  }

  #walk(start: Place, path: string, follow: boolean): Place {
    const place = this.#tryWalk(start, path, follow);
    if (!place) throw new Errno('ENOENT');
    return place;
  }

  #tryWalk(start: Place, path: string, follow: boolean): Place | undefined {
    let place = start;
    const end = path.length;
    for (let at = 0; ; ) {
      while (path.charCodeAt(at) === SLASH) at++;
      if (at >= end) break;
      let stop = path.indexOf('/', at);
      if (stop === -1) stop = end;
      const child = this.tryStep(place, path.slice(at, stop));
      const next = child?.node.kind === 'symlink' && (follow || stop < end) ? this.#follow(place, child) : child;
      if (!next) return undefined;
      place = next;
      at = stop;
    }
    if (path.charCodeAt(end - 1) === SLASH && place.node.kind !== 'directory') throw new Errno('ENOTDIR');
    return place;
  }

  #target(link: Place): string | Place {
    if (++this.#links > limits.symlinks) throw new Errno('ELOOP');
    if (!mayFollow(this.#caller, link.node)) throw new Errno('EACCES');
    const target = link.mount.fs.follow(link.node);
    if (typeof target === 'string') {
      if (target === '') throw new Errno('ENOENT');
      return target;
    }
    return new Place(link.parent, link.name, link.mount, target, undefined);
  }

  #follow(directory: Place, link: Place): Place | undefined {
    const target = this.#target(link);
    if (typeof target !== 'string') return target;
    return this.#tryWalk(this.#base(directory, target), target, true);
  }
}

function checkName(name: string): void {
  // A UTF-16 unit takes at most three bytes.
  if (name.length > limits.nameBytes / 3 && utf8Length(name) > limits.nameBytes) throw new Errno('ENAMETOOLONG');
}
