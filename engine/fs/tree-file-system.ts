import type { Clock } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import { invariant } from '../core/invariant.js';
import { WaitQueue } from '../core/wait-queue.js';
import { changesBetweenRoots, sizeOfChangesBetween, type Change } from './changes.js';
import { Content } from './content.js';
import { deviceNumber } from './device-numbers.js';
import { Disk, type Space } from './disk.js';
import type { AttributeChange, FileData, FileSystem, FsNode, NewFile, Usage } from './file-system.js';
import { limits } from './limits.js';
import type { Place } from './place.js';
import { emptySnapshot, newOwner, Snapshot, sortedNames, spaceOf } from './snapshot-tree.js';
import type { DirectoryEntry, Stat } from './stat.js';
import { TreeFileData } from './tree-file-data.js';
import { DirectoryNode, FileNode, sizeOfNode, SpecialNode, SymlinkNode, TreeNode, type NodeAttributes, type Owner } from './tree-node.js';

export interface TreeFileSystemOptions {
  readonly clock: Clock;
  /** 'overlay' (the base is a lower layer), 'ext4', 'tmpfs', 'devpts'. */
  readonly type: 'overlay' | 'ext4' | 'tmpfs' | 'devpts' | 'mqueue';
  /** What is there at the beginning. */
  readonly base?: Snapshot;
  /** Where the space comes from; one of its own with generous limits when left out. */
  readonly disk?: Disk;
  readonly dev?: number;
}

/**
 * A filesystem in memory over a frozen tree. Nothing is copied at first; the first write to a file copies its node and those of
 * the directories around it, and from then on they are changed in place.
 *
 * A node can have a newer copy that its directory does not know of yet: another name of a hard link, or a file that was open
 * for writing when the tree was frozen. `#newer` leads there, and `#hasStaleNames` says that lookups have to ask it.
 */
export class TreeFileSystem implements FileSystem {
  readonly type: TreeFileSystemOptions['type'];
  readonly dev: number;
  readonly clock: Clock;
  readonly disk: Disk;
  readonly base: Snapshot;
  readonly #lineage = {};
  #owner: Owner = newOwner(this.#lineage);
  #root: DirectoryNode;
  #nextIno: number;
  #newer: WeakMap<TreeNode, TreeNode> | undefined;
  #hasStaleNames = false;
  #watchers: Map<number, WaitQueue> | undefined;
  #endpoints: Map<number, unknown> | undefined;
  /** How often each file is open, by inode. */
  #opens: Map<number, number> | undefined;
  /** Files without a name that are still open, by inode. */
  #orphans: Map<number, TreeNode> | undefined;
  /** Space of this filesystem alone, to be given back when it goes. */
  #bytes = 0;
  #stored = 0;
  #inodes = 0;

  constructor({ clock, type, base = emptySnapshot(), disk = defaultDisk(), dev = deviceNumber(clock) }: TreeFileSystemOptions) {
    this.clock = clock;
    this.type = type;
    this.dev = dev;
    this.base = base;
    this.disk = disk;
    this.#root = base.root;
    this.#nextIno = base.nextIno;
    if (base === emptySnapshot()) this.#root = this.#newRoot();
    else if (type !== 'overlay') this.takeSpace(base.space);
  }

  get root(): DirectoryNode {
    return this.#root;
  }

  /** Bytes on disk that this filesystem has taken (of an overlay: its upper layer). */
  get usedBytes(): number {
    return this.#bytes;
  }

  // ── as a tree ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What is there now, for ever. Costs nothing; the next writes copy again. */
  freeze(): Snapshot {
    this.#settle();
    this.#owner = newOwner(this.#lineage);
    return new Snapshot(this.#root, this.#nextIno);
  }

  /** What differs from a tree (by default the one that it was made from), as `docker diff` shows it. */
  changes(base = this.base): Change[] {
    this.#settle();
    return changesBetweenRoots(base.root, this.#root);
  }

  /** Logical bytes of the files that are not the base's (`docker ps -s`). */
  sizeOfChanges(base = this.base): number {
    this.#settle();
    return sizeOfChangesBetween(base.root, this.#root);
  }

  /** Gives all space back: the container, volume or tmpfs is gone. */
  dispose(): void {
    this.giveSpace({ bytes: this.#bytes, stored: this.#stored, inodes: this.#inodes });
  }

  // ── reading ────────────────────────────────────────────────────────────────────────────────────────────────────────

  lookup(directory: FsNode, name: string): TreeNode | undefined {
    invariant(directory instanceof DirectoryNode, 'lookup in what is no directory');
    const child = directory.children.get(name);
    return child && this.#hasStaleNames ? this.current(child) : child;
  }

  list(directory: FsNode): readonly DirectoryEntry[] {
    invariant(directory instanceof DirectoryNode, 'list of what is no directory');
    const entries: DirectoryEntry[] = [];
    for (const name of sortedNames(directory)) {
      const child = directory.children.get(name);
      if (child) entries.push({ name, kind: child.kind, ino: child.ino });
    }
    return entries;
  }

  readlink(link: FsNode): string {
    invariant(link instanceof SymlinkNode, 'readlink of what is no link');
    return link.target;
  }

  follow(link: FsNode): string {
    return this.readlink(link);
  }

  stat(file: FsNode): Stat {
    const node = treeNode(file);
    return {
      kind: node.kind,
      mode: node.mode,
      ino: node.ino,
      dev: this.dev,
      nlink: this.#linkCount(node),
      uid: node.uid,
      gid: node.gid,
      sizeBytes: node instanceof DirectoryNode ? this.#directorySize(node) : sizeOfNode(node),
      accessedAt: this.clock.instantOf(node.accessedMs),
      modifiedAt: this.clock.instantOf(node.modifiedMs),
      changedAt: this.clock.instantOf(node.changedMs),
      device: node instanceof SpecialNode ? node.device : undefined,
    };
  }

  #linkCount(node: TreeNode): number {
    if (!(node instanceof DirectoryNode) || node.names === 0) return node.names;
    if (this.type === 'overlay' && (node.isMerged || node === this.#root)) return 1;
    return 2 + node.subdirectories;
  }

  #directorySize(node: DirectoryNode): number {
    if (this.type === 'devpts') return 0;
    if (this.type !== 'overlay' && this.type !== 'ext4') return 40 + 20 * node.children.size;
    // ext4 takes 8 bytes and the name for each entry; 24 is the usual sum.
    return 4096 * Math.max(1, Math.ceil((node.children.size * 24) / 4096));
  }

  usage(): Usage {
    const { disk } = this;
    return {
      totalBytes: disk.limits.sizeBytes,
      usedBytes: disk.usedBytes,
      inodes: disk.limits.inodes,
      usedInodes: disk.usedInodes,
    };
  }

  contentOf(file: FsNode): Content {
    invariant(file instanceof FileNode, 'content of what is no file');
    return file.content;
  }

  openFile(place: Place, { write }: { readonly write: boolean }): FileData {
    const node = write ? this.#own(place) : place.node;
    invariant(node instanceof FileNode, 'open of what is no file');
    this.#opens ??= new Map();
    this.#opens.set(node.ino, (this.#opens.get(node.ino) ?? 0) + 1);
    return new TreeFileData(this, node);
  }

  endpoint(node: FsNode): unknown {
    return this.#endpoints?.get(treeNode(node).ino);
  }

  setEndpoint(node: FsNode, endpoint: unknown): void {
    (this.#endpoints ??= new Map()).set(treeNode(node).ino, endpoint);
  }

  // ── writing ────────────────────────────────────────────────────────────────────────────────────────────────────────

  create(place: Place, name: string, file: NewFile): TreeNode {
    const directory = this.#ownDirectory(place);
    if (file.kind === 'directory' && depthOf(place) >= limits.treeDepth) throw new Errno('ENAMETOOLONG');
    const attributes = { ino: this.#nextIno, mode: file.mode, uid: file.uid, gid: file.gid, modifiedMs: this.#nowMs() };
    const node = newNode(this.#owner, attributes, file);
    this.takeSpace(spaceOf(node));
    this.#nextIno++;
    directory.set(name, node);
    this.#touch(directory);
    return node;
  }

  link(existing: Place, place: Place, name: string): void {
    const directory = this.#ownDirectory(place);
    const node = this.#own(existing);
    if (node.names >= limits.links) throw new Errno('EMLINK');
    node.names++;
    node.changedMs = this.#nowMs();
    directory.set(name, node);
    this.#touch(directory);
  }

  remove(place: Place): void {
    invariant(place.parent, 'the root cannot be removed');
    const directory = this.#ownDirectory(place.parent);
    const node = this.lookup(directory, place.name);
    invariant(node, 'what is removed exists');
    directory.delete(place.name);
    this.#touch(directory);
    this.#dropName(node);
  }

  rename(from: Place, place: Place, name: string): void {
    invariant(from.parent, 'the root cannot be renamed');
    const node = this.#own(from);
    const source = this.#ownDirectory(from.parent);
    const target = this.#ownDirectory(place);
    if (node instanceof DirectoryNode && depthOf(place) + heightOf(node) >= limits.treeDepth) throw new Errno('ENAMETOOLONG');
    const replaced = this.lookup(target, name);
    if (replaced === node) return;
    if (replaced) this.#dropName(replaced);
    source.delete(from.name);
    target.set(name, node);
    node.changedMs = this.#nowMs();
    this.#touch(source);
    this.#touch(target);
  }

  change(place: Place, change: AttributeChange): void {
    const node = this.#own(place);
    if (change.mode !== undefined) node.mode = change.mode;
    if (change.uid !== undefined) node.uid = change.uid;
    if (change.gid !== undefined) node.gid = change.gid;
    if (change.accessedAt !== undefined) node.accessedMs = this.clock.epochMsOf(change.accessedAt);
    if (change.modifiedAt !== undefined) node.modifiedMs = this.clock.epochMsOf(change.modifiedAt);
    node.changedMs = this.#nowMs();
  }

  pin(place: Place): TreeNode {
    return this.#own(place);
  }

  current(file: FsNode): TreeNode {
    let node = treeNode(file);
    while (node.owner !== this.#owner) {
      const newer = this.#newer?.get(node);
      if (!newer) return node;
      node = newer;
    }
    return node;
  }

  // ── for open files ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** @internal The version of an open file that may be changed, and whose data may be. */
  writable(file: FileNode): FileNode {
    const node = this.current(file);
    const owned = node.owner === this.#owner ? node : this.#adopt(node);
    if (owned !== node) this.#hasStaleNames = true;
    invariant(owned instanceof FileNode, 'a file stays a file');
    return owned;
  }

  /** @internal The data of an open file has been read: `relatime` of what is this filesystem's own. */
  wasRead(node: FileNode): void {
    if (node.owner === this.#owner && node.accessedMs <= node.modifiedMs) node.accessedMs = this.#nowMs();
  }

  /** @internal The data of an open file has changed. */
  wasWritten(node: FileNode): void {
    node.modifiedMs = node.changedMs = this.#nowMs();
    this.#watchers?.get(node.ino)?.notify();
  }

  /** @internal */
  watch(node: FileNode): WaitQueue {
    this.#watchers ??= new Map();
    let queue = this.#watchers.get(node.ino);
    if (!queue) this.#watchers.set(node.ino, (queue = new WaitQueue()));
    return queue;
  }

  /** @internal An open file is closed; without a name left, its space is free now. */
  wasClosed(file: FileNode): void {
    const count = (this.#opens?.get(file.ino) ?? 1) - 1;
    if (count > 0) {
      this.#opens?.set(file.ino, count);
      return;
    }
    this.#opens?.delete(file.ino);
    const orphan = this.#orphans?.get(file.ino);
    if (!orphan) return;
    this.#orphans?.delete(file.ino);
    this.#free(this.current(orphan));
  }

  /** @internal Throws ENOSPC. */
  takeSpace(space: Space): void {
    this.disk.take(space);
    this.#count(space, 1);
  }

  /** @internal */
  giveSpace(space: Space): void {
    this.disk.give(space);
    this.#count(space, -1);
  }

  // ── copying ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The node at a place, and those around it, ready to be changed in place. */
  #own(place: Place): TreeNode {
    const node = treeNode(place.node);
    if (node.owner === this.#owner) return node;
    if (place.isMountRoot || !place.parent) return this.#ownMountRoot(place);
    const parent = this.#ownDirectory(place.parent);
    const known = parent.children.get(place.name);
    invariant(known, 'a place is still there');
    const current = this.current(known);
    const owned = current.owner === this.#owner ? current : this.#adopt(current);
    if (owned !== known) parent.set(place.name, owned);
    if (owned !== current && owned.names > 1) this.#hasStaleNames = true;
    return owned;
  }

  #ownMountRoot(place: Place): TreeNode {
    const root = treeNode(place.mount.root);
    if (root.owner === this.#owner) return root;
    const owned = this.#adopt(root);
    if (root === this.#root && owned instanceof DirectoryNode) this.#root = owned;
    else this.#hasStaleNames = true;
    return owned;
  }

  #ownDirectory(place: Place): DirectoryNode {
    const node = this.#own(place);
    invariant(node instanceof DirectoryNode, 'a place in what is no directory');
    if (node.names === 0) throw new Errno('ENOENT');
    return node;
  }

  /**
   * A copy that may be changed. From a lower layer of an overlay this is a copy-up: it takes space, loses its other names
   * (the kernel's overlay module runs with index=off), and whoever has the old one open keeps seeing that.
   */
  #adopt(node: TreeNode): TreeNode {
    const isCopyUp = this.#isLower(node);
    if (isCopyUp) this.takeSpace(spaceOf(node));
    const copy = node.copy(this.#owner);
    if (isCopyUp) {
      if (copy instanceof DirectoryNode) copy.isMerged = true;
      else copy.names = 1;
    } else {
      (this.#newer ??= new WeakMap()).set(node, copy);
    }
    return copy;
  }

  #isLower(node: TreeNode): boolean {
    return this.type === 'overlay' && node.owner.lineage !== this.#lineage;
  }

  /** One name less; the last one frees the space, unless the file is still open. */
  #dropName(node: TreeNode): void {
    // A whiteout hides a file of a lower layer, which stays where it is.
    if (this.#isLower(node)) return;
    const owned = node.owner === this.#owner ? node : this.#adopt(node);
    owned.names--;
    owned.changedMs = this.#nowMs();
    if (owned.names > 0) {
      if (owned !== node) this.#hasStaleNames = true;
      return;
    }
    if (this.#opens?.has(node.ino)) (this.#orphans ??= new Map()).set(node.ino, owned);
    else this.#free(owned);
  }

  #free(node: TreeNode): void {
    this.#endpoints?.delete(node.ino);
    this.#watchers?.delete(node.ino);
    this.giveSpace(spaceOf(node));
  }

  /** Brings the newest versions under all names. */
  #settle(): void {
    if (!this.#hasStaleNames) return;
    this.#root = this.#settled(this.#root);
    this.#hasStaleNames = false;
  }

  #settled(directory: DirectoryNode): DirectoryNode {
    let result = directory;
    for (const [name, known] of directory.children) {
      const child = this.current(known);
      const settled = child instanceof DirectoryNode && !this.#isLower(child) ? this.#settled(child) : child;
      if (settled === known) continue;
      if (result.owner !== this.#owner) result = directoryNode(this.#adopt(result));
      result.set(name, settled);
    }
    return result;
  }

  // ── small things ───────────────────────────────────────────────────────────────────────────────────────────────────

  #newRoot(): DirectoryNode {
    const mode = this.type === 'tmpfs' ? 0o1777 : 0o755;
    return new DirectoryNode(this.#owner, { ino: this.type === 'ext4' ? 2 : 1, mode, uid: 0, gid: 0, modifiedMs: this.#nowMs() });
  }

  #nowMs(): number {
    return this.clock.epochMsOf(this.clock.now());
  }

  #touch(directory: DirectoryNode): void {
    directory.modifiedMs = directory.changedMs = this.#nowMs();
  }

  #count(space: Space, sign: 1 | -1): void {
    this.#bytes += sign * space.bytes;
    this.#stored += sign * space.stored;
    this.#inodes += sign * space.inodes;
  }
}

function defaultDisk(): Disk {
  return new Disk({ sizeBytes: 2 ** 36, inodes: 4_000_000, storedBytes: 2 ** 28 });
}

function newNode(owner: Owner, attributes: NodeAttributes, file: NewFile): TreeNode {
  switch (file.kind) {
    case 'file':
      return new FileNode(owner, attributes, new Content());
    case 'directory':
      return new DirectoryNode(owner, attributes);
    case 'symlink':
      return new SymlinkNode(owner, attributes, file.target);
    default:
      return new SpecialNode(owner, attributes, file.kind, file.device);
  }
}

function treeNode(node: FsNode): TreeNode {
  invariant(node instanceof TreeNode, 'a node of another filesystem');
  return node;
}

function directoryNode(node: TreeNode): DirectoryNode {
  invariant(node instanceof DirectoryNode, 'a directory stays a directory');
  return node;
}

/** How many directories are around a place in its mount. */
function depthOf(place: Place): number {
  let depth = 0;
  for (let at: Place | undefined = place; at; at = at.parent) depth++;
  return depth;
}

/** How many directories are inside each other in this one, at most. */
function heightOf(directory: DirectoryNode): number {
  let height = 1;
  if (directory.subdirectories === 0) return height;
  for (const child of directory.children.values()) {
    if (child instanceof DirectoryNode) height = Math.max(height, 1 + heightOf(child));
  }
  return height;
}
