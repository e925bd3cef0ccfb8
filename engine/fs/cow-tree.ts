import { Errno } from '../core/errno.js';
import { invariant } from '../core/invariant.js';
import type { FsNode } from './file-system.js';
import type { Place } from './place.js';
import { newOwner } from './snapshot-tree.js';
import { DirectoryNode, TreeNode, type Owner } from './tree-node.js';

/**
 * A tree that begins as a frozen one and copies on write: the first write to a file copies its node and those of the directories
 * around it, and from then on they are changed in place.
 *
 * A node can have a newer copy that its directory does not know of yet: another name of a hard link, or a file that was open
 * for writing when the tree was frozen. `#newer` leads there, and `#hasStaleNames` says that lookups have to ask it.
 */
export class CowTree {
  readonly #lineage = {};
  readonly #copyUp: ((node: TreeNode) => void) | undefined;
  #owner: Owner = newOwner(this.#lineage);
  #root: DirectoryNode;
  #newer: WeakMap<TreeNode, TreeNode> | undefined;
  #hasStaleNames = false;

  /**
   * With `copyUp` the base is a lower layer, as in overlayfs: copying from it is announced (and may be refused), takes a file's
   * other names away, and goes unseen by who has the old file open. Without, the base is part of this very tree.
   */
  constructor(root: DirectoryNode, copyUp?: (node: TreeNode) => void) {
    this.#root = root;
    this.#copyUp = copyUp;
  }

  get root(): DirectoryNode {
    return this.#root;
  }

  /** Who makes nodes for this tree. */
  get owner(): Owner {
    return this.#owner;
  }

  /** Whether a node was made by this tree, now or before it was frozen. */
  isOwn(node: TreeNode): boolean {
    return node.owner.lineage === this.#lineage;
  }

  /** Whether a node belongs to a lower layer. */
  isLower(node: TreeNode): boolean {
    return this.#copyUp !== undefined && !this.isOwn(node);
  }

  child(directory: DirectoryNode, name: string): TreeNode | undefined {
    const child = directory.children.get(name);
    return child && this.#hasStaleNames ? this.current(child) : child;
  }

  /** The newest version of a node. */
  current(node: TreeNode): TreeNode {
    let current = node;
    while (current.owner !== this.#owner) {
      const newer = this.#newer?.get(current);
      if (!newer) return current;
      current = newer;
    }
    return current;
  }

  /** The newest version of a node, ready to be changed, whatever names it has. */
  writable(node: TreeNode): TreeNode {
    const current = this.current(node);
    if (current.owner === this.#owner) return current;
    this.#hasStaleNames = true;
    return this.#copy(current);
  }

  /** The node at a place, and those around it, ready to be changed. */
  own(place: Place): TreeNode {
    const node = treeNode(place.node);
    if (node.owner === this.#owner) return node;
    if (place.isMountRoot || !place.parent) return this.#ownMountRoot(place);
    const parent = this.ownDirectory(place.parent);
    const known = parent.children.get(place.name);
    invariant(known, 'a place is still there');
    const current = this.current(known);
    const owned = current.owner === this.#owner ? current : this.#copy(current);
    if (owned !== known) parent.set(place.name, owned);
    if (owned !== current && owned.names > 1) this.#hasStaleNames = true;
    return owned;
  }

  /** The same for a directory that is to get or lose a name. ENOENT when it is removed itself. */
  ownDirectory(place: Place): DirectoryNode {
    const node = this.own(place);
    invariant(node instanceof DirectoryNode, 'a place in what is no directory');
    if (node.names === 0) throw new Errno('ENOENT');
    return node;
  }

  /** What is there now, for ever: nothing of it will be changed in place any more. */
  freeze(): DirectoryNode {
    this.settle();
    this.#owner = newOwner(this.#lineage);
    return this.#root;
  }

  /** Brings the newest versions under all names. */
  settle(): void {
    if (!this.#hasStaleNames) return;
    this.#root = this.#settled(this.#root);
    this.#hasStaleNames = false;
  }

  #settled(directory: DirectoryNode): DirectoryNode {
    let result = directory;
    for (const [name, known] of directory.children) {
      const child = this.current(known);
      const settled = child instanceof DirectoryNode && !this.isLower(child) ? this.#settled(child) : child;
      if (settled === known) continue;
      if (result.owner !== this.#owner) result = directoryNode(this.#copy(result));
      result.set(name, settled);
    }
    return result;
  }

  #ownMountRoot(place: Place): TreeNode {
    const root = treeNode(place.mount.root);
    if (root.owner === this.#owner) return root;
    if (root !== this.#root) return this.writable(root);
    this.#root = directoryNode(this.#copy(root));
    return this.#root;
  }

  #copy(node: TreeNode): TreeNode {
    const isCopyUp = this.isLower(node);
    if (isCopyUp) this.#copyUp?.(node);
    const copy = node.copy(this.#owner);
    if (!isCopyUp) (this.#newer ??= new WeakMap()).set(node, copy);
    else if (copy instanceof DirectoryNode) copy.isMerged = true;
    // The kernel's overlay module runs with index=off, so hard links do not survive a copy-up.
    else copy.names = 1;
    return copy;
  }
}

/** A node that is known to be one of a tree. */
export function treeNode(node: FsNode): TreeNode {
  invariant(node instanceof TreeNode, 'a node of another filesystem');
  return node;
}

function directoryNode(node: TreeNode): DirectoryNode {
  invariant(node instanceof DirectoryNode, 'a directory stays a directory');
  return node;
}
