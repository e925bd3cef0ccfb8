import { limits } from './limits.js';
import { newOwner, Snapshot } from './snapshot-tree.js';
import { ArchiveError } from './tar-entry.js';
import { DirectoryNode, SymlinkNode, type NodeAttributes, type Owner, type TreeNode } from './tree-node.js';

export type NodeMaker = (owner: Owner, from: NodeAttributes) => TreeNode;
type Attributes = Omit<NodeAttributes, 'ino'>;

const impliedDirectory: Attributes = { mode: 0o755, uid: 0, gid: 0, modifiedMs: 0 };

/**
 * Changes a tree by names, copying what is frozen along the way: the bare tool under snapshot builders and layers. Links in a
 * path (but for its last name) are followed inside the tree, as containerd does, so nothing can leave it.
 */
export class TreeEditor {
  readonly #isLayer: boolean;
  #owner = newOwner();
  #root: DirectoryNode;
  #nextIno: number;

  /** `isLayer`: directories of the base that are touched count as merged from two layers. */
  constructor(base: Snapshot, { isLayer = false }: { readonly isLayer?: boolean } = {}) {
    this.#root = base.root;
    this.#nextIno = base.nextIno;
    this.#isLayer = isLayer;
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
    if (old instanceof DirectoryNode) {
      node.subdirectories = old.subdirectories;
      node.isMerged = this.#isLayer && (old.owner !== this.#owner || old.isMerged);
    }
    directory.set(name, node);
    return node;
  }

  #setRootAttributes({ mode, uid, gid, modifiedMs }: Attributes): DirectoryNode {
    const root = this.#ownRoot();
    root.mode = mode;
    root.uid = uid;
    root.gid = gid;
    root.modifiedMs = root.changedMs = root.accessedMs = modifiedMs;
    return root;
  }

  /** Gives a file a second name. */
  link(existing: readonly string[], path: readonly string[]): void {
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
    const to = this.#parent(path);
    if (to.directory.children.get(to.name) === node) return;
    node.names++;
    to.directory.set(to.name, node);
  }

  remove(path: readonly string[]): void {
    const { directory, name } = this.#parent(path);
    directory.delete(name);
  }

  /** Takes everything out of a directory for which `keep` does not say otherwise. */
  clear(path: readonly string[], keep: (path: string) => boolean): void {
    const directory = this.#descend(path);
    this.#clear(directory, path.join('/'), keep);
  }

  #clear(directory: DirectoryNode, path: string, keep: (path: string) => boolean): void {
    for (const [name, child] of [...directory.children]) {
      const childPath = path === '' ? name : `${path}/${name}`;
      if (!keep(childPath)) directory.delete(name);
      else if (child instanceof DirectoryNode) this.#clear(this.#ownChild(directory, name, child), childPath, keep);
    }
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
    const node = new DirectoryNode(this.#owner, { ino: this.#nextIno++, ...impliedDirectory });
    parent.set(name, node);
    return node;
  }

  #ownRoot(): DirectoryNode {
    if (this.#root.owner !== this.#owner) this.#root = this.#copy(this.#root);
    return this.#root;
  }

  #ownChild(parent: DirectoryNode, name: string, child: DirectoryNode): DirectoryNode {
    if (child.owner === this.#owner) return child;
    const copy = this.#copy(child);
    parent.set(name, copy);
    return copy;
  }

  #copy(directory: DirectoryNode): DirectoryNode {
    const copy = directory.copy(this.#owner);
    if (this.#isLayer) copy.isMerged = true;
    return copy;
  }
}
