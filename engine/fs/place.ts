import type { FsNode } from './file-system.js';
import type { Mount, MountPoint } from './mount.js';

/**
 * Where a walk has come to: a node, the name by which it was found, and the place of the directory that has it, up to the root
 * of the namespace. Good for one operation; the next one walks again.
 */
export class Place {
  readonly parent: Place | undefined;
  readonly name: string;
  readonly mount: Mount;
  readonly node: FsNode;
  /** What is mounted below, if anything. */
  readonly point: MountPoint | undefined;

  constructor(parent: Place | undefined, name: string, mount: Mount, node: FsNode, point: MountPoint | undefined) {
    this.parent = parent;
    this.name = name;
    this.mount = mount;
    this.node = node;
    this.point = point;
  }

  /** Whether this is where its mount begins. */
  get isMountRoot(): boolean {
    return this.parent?.mount !== this.mount;
  }

  /** The absolute path in the namespace, without links. */
  get path(): string {
    if (!this.parent) return '/';
    const names = [this.name];
    for (let place = this.parent; place.parent; place = place.parent) names.push(place.name);
    names.push('');
    // Joined, not added up: paths are kept for long, and a sum keeps all its parts.
    return names.reverse().join('/');
  }
}
