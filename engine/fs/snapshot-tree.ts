import type { Space } from './disk.js';
import { DirectoryNode, FileNode, sizeOfNode, type NodeAttributes, type Owner, type TreeNode } from './tree-node.js';

/** A frozen tree of files: an image's root filesystem, a committed container. Never changes, so everybody may share it. */
export class Snapshot {
  /** @internal */
  readonly root: DirectoryNode;
  /** @internal The first inode number that no file of the tree has. */
  readonly nextIno: number;
  #space: Space | undefined;

  /** @internal Made by `emptySnapshot`, `SnapshotBuilder`, `applyLayer` and `TreeFileSystem.freeze`. */
  constructor(root: DirectoryNode, nextIno: number) {
    this.root = root;
    this.nextIno = nextIno;
  }

  /** What the files take; counted once. */
  get space(): Space {
    return (this.#space ??= measure(this.root));
  }
}

const rootAttributes: NodeAttributes = { ino: 2, mode: 0o755, uid: 0, gid: 0, modifiedMs: 0 };
const firstIno = 11;
const empty = new Snapshot(new DirectoryNode(newOwner(), rootAttributes), firstIno);

/** A tree with nothing but its root directory (`FROM scratch`). */
export function emptySnapshot(): Snapshot {
  return empty;
}

/** @internal Somebody new who may change nodes: of the same filesystem when it gives its lineage. */
export function newOwner(lineage: object = {}): Owner {
  return { lineage };
}

/** What one file takes: its blocks, its memory, one inode. */
export function spaceOf(node: TreeNode): Space {
  if (node instanceof FileNode) {
    return { bytes: node.content.diskBytes, stored: node.content.storedBytes, inodes: 1 };
  }
  return { bytes: 0, stored: 0, inodes: 1 };
}

function measure(root: DirectoryNode): Space {
  let [bytes, stored, inodes] = [0, 0, 0];
  const seen = new Set<TreeNode>();
  const count = (node: TreeNode): void => {
    if (node.names > 1 && seen.has(node)) return;
    if (node.names > 1) seen.add(node);
    const space = spaceOf(node);
    bytes += space.bytes;
    stored += space.stored;
    inodes += space.inodes;
    if (node instanceof DirectoryNode) node.children.forEach(count);
  };
  count(root);
  return { bytes, stored, inodes };
}

/** Logical bytes of all files that are no directories, each counted once however many names it has. */
export function sizeOf(snapshot: Snapshot): number {
  let total = 0;
  const seen = new Set<TreeNode>();
  for (const { node } of walkNodes(snapshot.root)) {
    if (node.kind === 'directory' || seen.has(node)) continue;
    if (node.names > 1) seen.add(node);
    total += sizeOfNode(node);
  }
  return total;
}

export interface Visit {
  /** `/etc/passwd`; the root is `/`. */
  readonly path: string;
  readonly node: TreeNode;
}

/** @internal Everything below a directory and itself, parents before children, in the order of the names' code units. */
export function* walkNodes(root: DirectoryNode, path = ''): Generator<Visit> {
  yield { path: path || '/', node: root };
  for (const name of sortedNames(root)) {
    const child = root.children.get(name);
    if (child instanceof DirectoryNode) yield* walkNodes(child, `${path}/${name}`);
    else if (child) yield { path: `${path}/${name}`, node: child };
  }
}

/** Names in the order of their code units. */
export function sortedNames(directory: DirectoryNode): string[] {
  return [...directory.children.keys()].sort();
}

/** The names of a path, without empty ones and `.`. */
export function splitPath(path: string): string[] {
  return path.split('/').filter(name => name !== '' && name !== '.');
}
