import type { Clock, Instant } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import { invariant } from '../core/invariant.js';
import type { WaitQueue } from '../core/wait-queue.js';
import { changesBetweenRoots, sizeOfChangesBetween, type Change } from './changes.js';
import { Content } from './content.js';
import { CowTree, treeNode } from './cow-tree.js';
import { deviceNumber } from './device-numbers.js';
import { Account, Disk } from './disk.js';
import type { AttributeChange, FileData, FileSystem, FsNode, NewFile, Usage } from './file-system.js';
import { InodeStates } from './inode-states.js';
import { limits } from './limits.js';
import type { Place } from './place.js';
import { emptySnapshot, Snapshot, sortedNames, spaceOf } from './snapshot-tree.js';
import type { DirectoryEntry, Stat } from './stat.js';
import { TreeFileData } from './tree-file-data.js';
import {
  AT_CREATION,
  DirectoryNode,
  FileNode,
  sizeOfNode,
  SpecialNode,
  SymlinkNode,
  type NodeAttributes,
  type Owner,
  type TreeNode,
} from './tree-node.js';

export interface TreeFileSystemOptions {
  readonly clock: Clock;
  /** With 'overlay' the base is a lower layer; in the others it is what they already have. */
  readonly type: 'overlay' | 'ext4' | 'tmpfs' | 'devpts' | 'mqueue';
  /** What is there at the beginning. */
  readonly base?: Snapshot;
  /** Where the space comes from; one of its own with generous limits when left out. */
  readonly disk?: Disk;
  /** st_dev; the host's next free number when left out. */
  readonly dev?: number;
  /** What is there at the beginning was made just now, whatever the base says (a fresh /dev). */
  readonly isFresh?: boolean;
}

/** A filesystem in memory. It costs nothing to make one from a snapshot: see `CowTree`. */
export class TreeFileSystem implements FileSystem {
  readonly type: TreeFileSystemOptions['type'];
  readonly dev: number;
  readonly clock: Clock;
  readonly base: Snapshot;
  /** @internal */
  readonly account: Account;
  /** @internal */
  readonly states = new InodeStates();
  readonly #tree: CowTree;
  readonly #madeMs: number;
  readonly #isFresh: boolean;
  #nextIno: number;

  constructor({ clock, type, base = emptySnapshot(), disk = defaultDisk(), dev = deviceNumber(clock), isFresh }: TreeFileSystemOptions) {
    this.clock = clock;
    this.type = type;
    this.dev = dev;
    this.base = base;
    this.account = new Account(disk);
    this.#nextIno = base.nextIno;
    this.#madeMs = this.#nowMs();
    this.#isFresh = isFresh ?? base === emptySnapshot();
    this.#tree =
      type === 'overlay'
        ? new CowTree(base.root, node => {
            this.account.take(spaceOf(node));
          })
        : new CowTree(base.root);
    if (type !== 'overlay') this.account.take({ ...base.space, inodes: base.space.inodes - 1 });
  }

  get root(): DirectoryNode {
    return this.#tree.root;
  }

  /** Bytes on disk that this filesystem has taken (of an overlay: its upper layer). */
  get usedBytes(): number {
    return this.account.usedBytes;
  }

  // ── as a tree ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What is there now, for ever. Costs nothing; the next writes copy again. */
  freeze(): Snapshot {
    return new Snapshot(this.#tree.freeze(), this.#nextIno);
  }

  /** What differs from a tree (by default the one that it was made from), as `docker diff` shows it. */
  changes(base = this.base): Change[] {
    this.#tree.settle();
    return changesBetweenRoots(base.root, this.root);
  }

  /** Logical bytes of the files that are not the base's (`docker ps -s`). */
  sizeOfChanges(base = this.base): number {
    this.#tree.settle();
    return sizeOfChangesBetween(base.root, this.root);
  }

  /** Gives all space back: the container, volume or tmpfs is gone. */
  dispose(): void {
    this.account.close();
  }

  // ── reading ────────────────────────────────────────────────────────────────────────────────────────────────────────

  lookup(directory: FsNode, name: string): TreeNode | undefined {
    invariant(directory instanceof DirectoryNode, 'lookup in what is no directory');
    return this.#tree.child(directory, name);
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

  isEmpty(directory: FsNode): boolean {
    return directory instanceof DirectoryNode && directory.children.size === 0;
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
    const { clock } = this;
    const isFresh = this.#isFresh && !this.#tree.isOwn(node);
    const instant = (ms: number): Instant => clock.instantOf(isFresh || ms === AT_CREATION ? this.#madeMs : ms);
    return {
      kind: node.kind,
      mode: node.mode,
      ino: node.ino,
      dev: this.dev,
      nlink: this.#linkCount(node),
      uid: node.uid,
      gid: node.gid,
      sizeBytes: node instanceof DirectoryNode ? this.#directorySize(node) : sizeOfNode(node),
      accessedAt: instant(node.accessedMs),
      modifiedAt: instant(node.modifiedMs),
      changedAt: instant(node.changedMs),
      device: node instanceof SpecialNode ? node.device : undefined,
    };
  }

  #linkCount(node: TreeNode): number {
    if (!(node instanceof DirectoryNode) || node.names === 0) return node.names;
    if (this.type === 'overlay' && (node.isMerged || node === this.root)) return 1;
    return 2 + node.subdirectories;
  }

  #directorySize(node: DirectoryNode): number {
    if (this.type === 'devpts') return 0;
    if (this.type !== 'overlay' && this.type !== 'ext4') return 40 + 20 * node.children.size;
    // ext4 takes 8 bytes and the name for each entry; 24 is the usual sum.
    return 4096 * Math.max(1, Math.ceil((node.children.size * 24) / 4096));
  }

  usage(): Usage {
    // A pseudo file system has no space of its own, so df leaves it out.
    if (this.type === 'devpts') return { totalBytes: 0, usedBytes: 0, inodes: 0, usedInodes: 0 };
    const { limits: totals, usedBytes, usedInodes } = this.account.disk;
    return { totalBytes: totals.sizeBytes, usedBytes, inodes: totals.inodes, usedInodes };
  }

  contentOf(file: FsNode): Content {
    invariant(file instanceof FileNode, 'content of what is no file');
    return file.content;
  }

  current(file: FsNode): TreeNode {
    return this.#tree.current(treeNode(file));
  }

  endpoint(node: FsNode): unknown {
    return this.states.endpoint(treeNode(node).ino);
  }

  setEndpoint(node: FsNode, endpoint: unknown): void {
    this.states.setEndpoint(treeNode(node).ino, endpoint);
  }

  // ── writing ────────────────────────────────────────────────────────────────────────────────────────────────────────

  pin(place: Place): TreeNode {
    return this.#tree.own(place);
  }

  openFile(place: Place, { write }: { readonly write: boolean }): FileData {
    const node = write ? this.#tree.own(place) : place.node;
    invariant(node instanceof FileNode, 'open of what is no file');
    this.states.opened(node.ino);
    return new TreeFileData(this, node);
  }

  create(place: Place, name: string, file: NewFile): TreeNode {
    const directory = this.#tree.ownDirectory(place);
    if (file.kind === 'directory' && depthOf(place) >= limits.treeDepth) throw new Errno('ENAMETOOLONG');
    const attributes = { ino: this.#nextIno, mode: file.mode, uid: file.uid, gid: file.gid, modifiedMs: this.#nowMs() };
    const node = newNode(this.#tree.owner, attributes, file);
    this.account.take(spaceOf(node));
    this.#nextIno++;
    directory.set(name, node);
    this.#touch(directory);
    return node;
  }

  link(existing: Place, place: Place, name: string): void {
    const node = this.#tree.own(existing);
    const directory = this.#tree.ownDirectory(place);
    if (node.names >= limits.links) throw new Errno('EMLINK');
    node.names++;
    node.changedMs = this.#nowMs();
    directory.set(name, node);
    this.#touch(directory);
  }

  remove(place: Place): void {
    invariant(place.parent, 'the root cannot be removed');
    const directory = this.#tree.ownDirectory(place.parent);
    const node = this.lookup(directory, place.name);
    invariant(node, 'what is removed exists');
    directory.delete(place.name);
    this.#touch(directory);
    this.#dropName(node);
  }

  rename(from: Place, place: Place, name: string): void {
    invariant(from.parent, 'the root cannot be renamed');
    const height = from.node instanceof DirectoryNode ? heightOf(from.node) : 0;
    if (height > 0 && depthOf(place) + height > limits.treeDepth) throw new Errno('ENAMETOOLONG');
    const node = this.#tree.own(from);
    const source = this.#tree.ownDirectory(from.parent);
    const target = this.#tree.ownDirectory(place);
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
    const node = this.#tree.own(place);
    if (change.mode !== undefined) node.mode = change.mode;
    if (change.uid !== undefined) node.uid = change.uid;
    if (change.gid !== undefined) node.gid = change.gid;
    if (change.accessedAt !== undefined) node.accessedMs = this.clock.epochMsOf(change.accessedAt);
    if (change.modifiedAt !== undefined) node.modifiedMs = this.clock.epochMsOf(change.modifiedAt);
    node.changedMs = this.#nowMs();
  }

  /** One name less; the last one frees the space, unless the file is still open. */
  #dropName(node: TreeNode): void {
    // A whiteout hides a file of a lower layer, which stays where it is.
    if (this.#tree.isLower(node)) return;
    const owned = this.#tree.writable(node);
    owned.names--;
    owned.changedMs = this.#nowMs();
    if (owned.names === 0 && this.states.orphaned(owned)) this.#free(owned);
  }

  #free(node: TreeNode): void {
    this.states.forget(node.ino);
    this.account.give(spaceOf(node));
  }

  // ── for open files ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** @internal The version of an open file that may be changed, and whose data may be. */
  writable(file: FileNode): FileNode {
    const node = this.#tree.writable(file);
    invariant(node instanceof FileNode, 'a file stays a file');
    return node;
  }

  /** @internal The data of an open file has been read: `relatime` of what is this filesystem's own. */
  wasRead(node: FileNode): void {
    if (node.owner === this.#tree.owner && node.accessedMs <= node.modifiedMs) node.accessedMs = this.#nowMs();
  }

  /** @internal The data of an open file has changed. */
  wasWritten(node: FileNode): void {
    node.modifiedMs = node.changedMs = this.#nowMs();
    this.states.notify(node.ino);
  }

  /** @internal */
  watch(node: FileNode): WaitQueue {
    return this.states.watch(node.ino);
  }

  /** @internal */
  wasClosed(node: FileNode): void {
    const orphan = this.states.closed(node.ino);
    if (orphan) this.#free(this.#tree.current(orphan));
  }

  // ── small things ───────────────────────────────────────────────────────────────────────────────────────────────────

  #nowMs(): number {
    return this.clock.epochMsOf(this.clock.now());
  }

  #touch(directory: DirectoryNode): void {
    directory.modifiedMs = directory.changedMs = this.#nowMs();
  }
}

function defaultDisk(): Disk {
  return new Disk({ sizeBytes: 2 ** 36, inodes: 4_000_000, storedBytes: 2 ** 28 });
}

function newNode(owner: Owner, attributes: NodeAttributes, file: NewFile): TreeNode {
  switch (file.kind) {
    case 'file':
      return new FileNode(owner, attributes, file.content ?? new Content());
    case 'directory':
      return new DirectoryNode(owner, attributes);
    case 'symlink':
      return new SymlinkNode(owner, attributes, file.target);
    default:
      return new SpecialNode(owner, attributes, file.kind, file.device);
  }
}

/** How many directories are around a place in its namespace, itself included. */
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
