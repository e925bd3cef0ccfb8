import type { Content } from './content.js';
import type { FileKind } from './stat.js';

/**
 * Says who may change a node in place: the tree that holds the same owner. A tree that is frozen takes a new owner, so all its
 * nodes become immutable at once; `lineage` stays, and tells which nodes were made by one and the same filesystem.
 */
export interface Owner {
  readonly lineage: object;
}

/** In the place of a time of a node: when the filesystem over its snapshot was made. */
export const AT_CREATION = -1;

export interface NodeAttributes {
  readonly ino: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Milliseconds since 1970: snapshots are shared between hosts that boot at different times. */
  readonly modifiedMs: number;
}

export interface Device {
  readonly major: number;
  readonly minor: number;
}

/** A file of any kind. Changed in place by the tree that owns it, immutable for everybody else. */
export abstract class TreeNode {
  abstract readonly kind: FileKind;
  readonly owner: Owner;
  readonly ino: number;
  mode: number;
  uid: number;
  gid: number;
  /** Names that it has; of a directory, 0 once it is removed and 1 before. */
  names = 1;
  modifiedMs: number;
  changedMs: number;
  accessedMs: number;

  constructor(owner: Owner, from: NodeAttributes) {
    this.owner = owner;
    this.ino = from.ino;
    this.mode = from.mode;
    this.uid = from.uid;
    this.gid = from.gid;
    this.modifiedMs = from.modifiedMs;
    this.changedMs = from.modifiedMs;
    this.accessedMs = from.modifiedMs;
  }

  /** The same for another owner. */
  abstract copy(owner: Owner): TreeNode;

  protected copyTimesTo<T extends TreeNode>(copy: T): T {
    copy.names = this.names;
    copy.changedMs = this.changedMs;
    copy.accessedMs = this.accessedMs;
    return copy;
  }
}

export class FileNode extends TreeNode {
  readonly kind = 'file';
  readonly content: Content;

  constructor(owner: Owner, from: NodeAttributes, content: Content) {
    super(owner, from);
    this.content = content;
  }

  copy(owner: Owner): FileNode {
    return this.copyTimesTo(new FileNode(owner, this, this.content.copy()));
  }
}

export class DirectoryNode extends TreeNode {
  readonly kind = 'directory';
  readonly children: Map<string, TreeNode>;
  /** How many of the children are directories. */
  subdirectories = 0;
  /** Found in more than one layer: overlayfs then reports a link count of 1. */
  isMerged = false;

  constructor(owner: Owner, from: NodeAttributes, children: ReadonlyMap<string, TreeNode> = new Map()) {
    super(owner, from);
    this.children = new Map(children);
  }

  copy(owner: Owner): DirectoryNode {
    const copy = this.copyTimesTo(new DirectoryNode(owner, this, this.children));
    copy.subdirectories = this.subdirectories;
    copy.isMerged = this.isMerged;
    return copy;
  }

  /** Puts a child under a name, in the place of the one that was there. */
  set(name: string, node: TreeNode): void {
    this.#count(this.children.get(name), -1);
    this.#count(node, 1);
    this.children.set(name, node);
  }

  delete(name: string): void {
    this.#count(this.children.get(name), -1);
    this.children.delete(name);
  }

  #count(node: TreeNode | undefined, by: number): void {
    if (node?.kind === 'directory') this.subdirectories += by;
  }
}

export class SymlinkNode extends TreeNode {
  readonly kind = 'symlink';
  readonly target: string;

  constructor(owner: Owner, from: NodeAttributes, target: string) {
    super(owner, from);
    this.target = target;
  }

  copy(owner: Owner): SymlinkNode {
    return this.copyTimesTo(new SymlinkNode(owner, this, this.target));
  }
}

export type SpecialKind = 'character' | 'block' | 'fifo' | 'socket';

/** A device, a named pipe or a socket: only a name for what the kernel opens. */
export class SpecialNode extends TreeNode {
  readonly kind: SpecialKind;
  readonly device: Device | undefined;

  constructor(owner: Owner, from: NodeAttributes, kind: SpecialKind, device?: Device) {
    super(owner, from);
    this.kind = kind;
    this.device = device;
  }

  copy(owner: Owner): SpecialNode {
    return this.copyTimesTo(new SpecialNode(owner, this, this.kind, this.device));
  }
}

/** Logical size as stat(2) gives it for everything but directories. */
export function sizeOfNode(node: TreeNode): number {
  if (node instanceof FileNode) return node.content.sizeBytes;
  return node instanceof SymlinkNode ? utf8Length(node.target) : 0;
}

/** How many bytes a text takes as UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) length += 1;
    else if (code >= 0xd800 && code <= 0xdbff && isLowSurrogate(text.charCodeAt(i + 1))) {
      length += 2;
      i++;
    } else if (code < 0xdc80 || code > 0xdcff) length += 2;
  }
  return length;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
