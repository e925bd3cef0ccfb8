import { limits } from './limits.js';
import { newOwner, Snapshot } from './snapshot-tree.js';
import { ArchiveError } from './tar-entry.js';
import { DirectoryNode, SymlinkNode, type NodeAttributes, type Owner, type TreeNode } from './tree-node.js';

export type NodeMaker = (owner: Owner, from: NodeAttributes) => TreeNode;
type Attributes = Omit<NodeAttributes, 'ino'>;

/**
 * Changes a tree by names, copying what is frozen along the way: the bare tool under snapshot builders and layers. Links in a
 * path (but for its last name) are followed inside the tree, as containerd does, so nothing can leave it.
 */
export class TreeEditor {
  readonly #implied: Attributes;
  #owner = newOwner();
  #root: DirectoryNode;
  #nextIno: number;

  /** `impliedMs`: the time of directories that are made because something below them is. */
  constructor(base: Snapshot, { impliedMs = 0 }: { readonly impliedMs?: number } = {}) {
    this.#root = base.root;
    this.#nextIno = base.nextIno;
    this.#implied = { mode: 0o755, uid: 0, gid: 0, modifiedMs: impliedMs };
  }

  freeze(): Snapshot {
    this.#owner = newOwner();
    return new Snapshot(this.#root, this.#nextIno);
  }

  /** Puts a new file at a path, in the place of whatever is there. */
  put(path: readonly string[], attributes: Attributes, make: NodeMaker): TreeNode {
    const { directory, name } = this.#parent(path);
    const node = make(this.#owner, { ino: this.#nextIno++, ...attributes });
    directory.set(name, node);
    return node;
  }

  /** Makes a directory, or gives the one that is there other attributes. */
  putDirectory(path: readonly string[], attributes: Attributes): DirectoryNode {
    if (path.length === 0) return this.#setRootAttributes(attributes);
    const { directory, name } = this.#parent(path);
    const old = directory.children.get(name);
    const node = new DirectoryNode(
      this.#owner,
      { ino: old?.ino ?? this.#nextIno++, ...attributes },
      old instanceof DirectoryNode ? old.children : undefined,
    );
    if (old instanceof DirectoryNode) node.subdirectories = old.subdirectories;
    directory.set(name, node);
    return node;
  }

  /** Gives a directory (and those around it, if they are missing) a time. */
  touchDirectory(path: readonly string[], ms: number): void {
    const directory = this.#descend(path);
    directory.modifiedMs = directory.changedMs = directory.accessedMs = ms;
  }

  #setRootAttributes({ mode, uid, gid, modifiedMs }: Attributes): DirectoryNode {
    const root = this.#ownRoot();
    root.mode = mode;
    root.uid = uid;
    root.gid = gid;
    root.modifiedMs = root.changedMs = root.accessedMs = modifiedMs;
    return root;
  }

  /** What stands at a path, which is not made for that. */
  find(path: readonly string[]): TreeNode | undefined {
    let node: TreeNode | undefined = this.#root;
    for (const name of path) node = node instanceof DirectoryNode ? node.children.get(name) : undefined;
    return node;
  }

  /** Gives a file a second name, and other attributes if there are any; a symbolic link keeps its own mode and time. */
  link(existing: readonly string[], path: readonly string[], attributes?: Attributes): void {
    const from = this.#parent(existing);
    const found = from.directory.children.get(from.name);
    if (!found) throw new ArchiveError(`link ${existing.join('/')} ${path.join('/')}: no such file or directory`);
    if (found instanceof DirectoryNode) throw new ArchiveError(`link ${existing.join('/')} ${path.join('/')}: operation not permitted`);
    const node = found.owner === this.#owner ? found : found.copy(this.#owner);
    // From a frozen base only this name is known; as with overlayfs, the others keep the old file.
    if (node !== found) {
      node.names = 1;
      from.directory.set(from.name, node);
    }
    if (attributes) setAttributes(node, attributes);
    const to = this.#parent(path);
    if (to.directory.children.get(to.name) === node) return;
    node.names++;
    to.directory.set(to.name, node);
  }

  /** The directory that has the last name of a path, made if it is missing, and that name. */
  #parent(path: readonly string[]): { directory: DirectoryNode; name: string } {
    const name = path.at(-1);
    if (name === undefined || name === '..') throw new ArchiveError(`invalid path: ${path.join('/') || '/'}`);
    return { directory: this.#descend(path.slice(0, -1)), name };
  }

  /** Walks to a directory, making what is missing and following links inside the tree. */
  #descend(path: readonly string[]): DirectoryNode {
    const chain = [this.#ownRoot()];
    const rest = [...path].reverse();
    let links = 0;
    for (let name = rest.pop(); name !== undefined; name = rest.pop()) {
      if (name === '..') {
        if (chain.length > 1) chain.pop();
        continue;
      }
      if (chain.length > limits.treeDepth) throw new ArchiveError(`${path.join('/')}: file name too long`);
      const directory = chain.at(-1) ?? this.#root;
      const child = directory.children.get(name);
      if (child instanceof SymlinkNode) {
        if (++links > limits.symlinks) throw new ArchiveError(`${path.join('/')}: too many levels of symbolic links`);
        if (child.target.startsWith('/')) chain.length = 1;
        rest.push(
          ...child.target
            .split('/')
            .filter(part => part !== '' && part !== '.')
            .reverse(),
        );
        continue;
      }
      if (child && !(child instanceof DirectoryNode)) throw new ArchiveError(`mkdir /${path.join('/')}: not a directory`);
      chain.push(child ? this.#ownChild(directory, name, child) : this.#makeDirectory(directory, name));
    }
    return chain.at(-1) ?? this.#root;
  }

  #makeDirectory(parent: DirectoryNode, name: string): DirectoryNode {
    const node = new DirectoryNode(this.#owner, { ino: this.#nextIno++, ...this.#implied });
    parent.set(name, node);
    return node;
  }

  #ownRoot(): DirectoryNode {
    if (this.#root.owner !== this.#owner) this.#root = this.#root.copy(this.#owner);
    return this.#root;
  }

  #ownChild(parent: DirectoryNode, name: string, child: DirectoryNode): DirectoryNode {
    if (child.owner === this.#owner) return child;
    const copy = child.copy(this.#owner);
    parent.set(name, copy);
    return copy;
  }
}

function setAttributes(node: TreeNode, { mode, uid, gid, modifiedMs }: Attributes): void {
  Object.assign(node, { uid, gid });
  if (!(node instanceof SymlinkNode)) Object.assign(node, { mode, modifiedMs, changedMs: modifiedMs, accessedMs: modifiedMs });
}
