import type { Snapshot } from './snapshot-tree.js';
import { DirectoryNode, FileNode, sizeOfNode, SpecialNode, type TreeNode } from './tree-node.js';

/** A line of `docker diff`. */
export interface Change {
  readonly kind: 'A' | 'C' | 'D';
  readonly path: string;
}

/**
 * What was added, changed and deleted between two trees, as `docker diff` lists it: a directory before its contents, siblings
 * in the order of their names with deleted ones last, and every directory around a change as changed itself.
 */
export function changesBetween(base: Snapshot, changed: Snapshot): Change[] {
  return changesBetweenRoots(base.root, changed.root);
}

/** @internal */
export function changesBetweenRoots(base: DirectoryNode, changed: DirectoryNode): Change[] {
  const changes: Change[] = [];
  compareChildren(base, changed, '', changes);
  return changes;
}

/** The logic of moby's pkg/archive addChanges; nodes that both trees share need no look. */
function compareChildren(base: TreeNode | undefined, changed: DirectoryNode, path: string, changes: Change[]): void {
  const old = base instanceof DirectoryNode ? base.children : undefined;
  for (const name of [...changed.children.keys()].sort()) {
    const node = changed.children.get(name);
    const before = old?.get(name);
    if (node && node !== before) compareNodes(before, node, `${path}/${name}`, changes);
  }
  if (!old) return;
  for (const name of [...old.keys()].sort()) {
    if (!changed.children.has(name)) changes.push({ kind: 'D', path: `${path}/${name}` });
  }
}

function compareNodes(before: TreeNode | undefined, node: TreeNode, path: string, changes: Change[]): void {
  const start = changes.length;
  if (!before) changes.push({ kind: 'A', path });
  else if (isDifferent(before, node)) changes.push({ kind: 'C', path });
  const isListed = changes.length > start;
  if (!(node instanceof DirectoryNode)) return;
  compareChildren(before, node, path, changes);
  if (!isListed && changes.length > start) changes.splice(start, 0, { kind: 'C', path });
}

/** Moby's statDifferent: link counts, inodes and change times do not matter, nor does the time of a directory. */
function isDifferent(a: TreeNode, b: TreeNode): boolean {
  if (a.kind !== b.kind || a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid) return true;
  if (a.kind === 'directory') return false;
  if (a instanceof SpecialNode && b instanceof SpecialNode && !isSameDevice(a, b)) return true;
  return !isSameTime(a.modifiedMs, b.modifiedMs) || sizeOfNode(a) !== sizeOfNode(b);
}

function isSameDevice(a: SpecialNode, b: SpecialNode): boolean {
  return a.device?.major === b.device?.major && a.device?.minor === b.device?.minor;
}

/** Archives keep whole seconds, so a time without a fraction equals all times of its second. */
function isSameTime(a: number, b: number): boolean {
  if (a === b) return true;
  return Math.floor(a / 1000) === Math.floor(b / 1000) && (a % 1000 === 0 || b % 1000 === 0);
}

/**
 * Logical bytes of the files in a tree that are not the base's own: the size of a container's writable layer, as `docker ps -s`
 * counts it.
 */
export function sizeOfChangesBetween(base: DirectoryNode, changed: DirectoryNode): number {
  return sizeOfNew(base, changed, new Set());
}

function sizeOfNew(base: TreeNode | undefined, changed: TreeNode, seen: Set<TreeNode>): number {
  if (base === changed || seen.has(changed)) return 0;
  if (!(changed instanceof DirectoryNode)) {
    if (changed instanceof FileNode && changed.names > 1) seen.add(changed);
    return sizeOfNode(changed);
  }
  let total = 0;
  for (const [name, child] of changed.children) {
    total += sizeOfNew(base instanceof DirectoryNode ? base.children.get(name) : undefined, child, seen);
  }
  return total;
}
