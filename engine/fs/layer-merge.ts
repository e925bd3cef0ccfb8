import { newOwner, Snapshot } from './snapshot-tree.js';
import { DirectoryNode, SpecialNode, type Owner, type TreeNode } from './tree-node.js';

/** A mark in a directory that nothing of the layers below shows in it. */
export const OPAQUE = '.wh..wh..opq';

/** What overlayfs takes for a deletion: a character device with these numbers. */
export const whiteoutDevice = { major: 0, minor: 0 } as const;

/** Whether a node of a layer hides what is below. */
export function isWhiteout(node: TreeNode | undefined): boolean {
  return node instanceof SpecialNode && node.kind === 'character' && node.device?.major === 0 && node.device.minor === 0;
}

/**
 * What overlayfs shows of a layer over a tree: directories of both merge, with the attributes of the layer's; anything else of the layer
 * hides what is below, and a whiteout shows nothing. Subtrees that the layer does not touch are shared.
 */
export function mergeLayer(base: Snapshot, layer: Snapshot): Snapshot {
  return new Snapshot(merge(base.root, layer.root, newOwner(), true), layer.nextIno);
}

function merge(below: DirectoryNode | undefined, above: DirectoryNode, owner: Owner, isRoot: boolean): DirectoryNode {
  // The root of a tree is always made of all layers.
  const lower = isRoot || !above.children.has(OPAQUE) ? below : undefined;
  const merged = new DirectoryNode(owner, below ? { ...attributesOf(above), ino: below.ino } : above, lower?.children);
  merged.subdirectories = lower?.subdirectories ?? 0;
  merged.isMerged = lower !== undefined;
  for (const [name, node] of above.children) {
    if (name === OPAQUE) continue;
    const hidden = merged.children.get(name);
    if (isWhiteout(node)) {
      if (hidden) merged.delete(name);
    } else if (node instanceof DirectoryNode)
      merged.set(name, merge(hidden instanceof DirectoryNode ? hidden : undefined, node, owner, false));
    else merged.set(name, node);
  }
  return merged;
}

function attributesOf({ mode, uid, gid, modifiedMs }: TreeNode): Pick<TreeNode, 'mode' | 'uid' | 'gid' | 'modifiedMs'> {
  return { mode, uid, gid, modifiedMs };
}
