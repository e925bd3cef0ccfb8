import type { Content } from './content.js';
import { walkNodes, type Snapshot } from './snapshot-tree.js';
import type { FileKind } from './stat.js';
import { DirectoryNode, FileNode, sizeOfNode, SpecialNode, SymlinkNode, type Device, type TreeNode } from './tree-node.js';
import { limits } from './limits.js';

/** One file of a snapshot. */
export interface WalkedFile {
  /** `/etc/passwd`; the root is `/`. */
  readonly path: string;
  readonly kind: FileKind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly ino: number;
  readonly sizeBytes: number;
  /** Seconds since 1970, with a fraction. */
  readonly mtime: number;
  readonly linkTarget: string;
  readonly content?: Content;
  readonly device?: Device | undefined;
}

/** All files of a tree, a directory before its contents, siblings in the order of their names' code units. */
export function* walk(snapshot: Snapshot): Generator<WalkedFile> {
  for (const { path, node } of walkNodes(snapshot.root)) yield describe(path, node);
}

/** The file that a path leads to in a snapshot, links followed; undefined when there is none. */
export function findFile(snapshot: Snapshot, path: string): WalkedFile | undefined {
  const chain: { readonly name: string; readonly node: TreeNode }[] = [{ name: '', node: snapshot.root }];
  const rest = path.split('/').reverse();
  let links = 0;
  for (let name = rest.pop(); name !== undefined; name = rest.pop()) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (chain.length > 1) chain.pop();
      continue;
    }
    const directory = chain.at(-1)?.node;
    const child = directory instanceof DirectoryNode ? directory.children.get(name) : undefined;
    if (!child) return undefined;
    if (!(child instanceof SymlinkNode)) {
      chain.push({ name, node: child });
      continue;
    }
    if (++links > limits.symlinks) return undefined;
    if (child.target.startsWith('/')) chain.length = 1;
    rest.push(...child.target.split('/').reverse());
  }
  const found = chain.at(-1);
  return found && describe(chain.map(step => step.name).join('/') || '/', found.node);
}

function describe(path: string, node: TreeNode): WalkedFile {
  return {
    path,
    kind: node.kind,
    mode: node.mode,
    uid: node.uid,
    gid: node.gid,
    ino: node.ino,
    sizeBytes: sizeOfNode(node),
    mtime: Math.max(0, node.modifiedMs) / 1000,
    linkTarget: node instanceof SymlinkNode ? node.target : '',
    ...(node instanceof FileNode ? { content: node.content } : {}),
    ...(node instanceof SpecialNode ? { device: node.device } : {}),
  };
}
