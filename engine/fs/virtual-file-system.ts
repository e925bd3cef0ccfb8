import type { Clock, Instant } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import { encodeUtf8 } from '../core/utf8.js';
import { invariant } from '../core/invariant.js';
import { WaitQueue } from '../core/wait-queue.js';
import { Content, contentOf } from './content.js';
import { deviceNumber } from './device-numbers.js';
import type { FileData, FileSystem, FsNode, Usage } from './file-system.js';
import type { Place } from './place.js';
import type { DirectoryEntry, Stat } from './stat.js';
import { ObjectNode, VirtualNode, type VirtualDirectory, type VirtualFile } from './virtual-node.js';

/** A filesystem without data of its own (proc, sysfs, cgroup): what is in it is asked for when somebody looks. */
export class VirtualFileSystem implements FileSystem {
  readonly type: string;
  readonly dev: number;
  readonly root: VirtualNode;
  readonly #mountedAt: Instant;

  constructor({
    clock,
    type,
    root,
    mountedAt = clock.now(),
  }: {
    readonly clock: Clock;
    readonly type: string;
    readonly root: VirtualDirectory;
    readonly mountedAt?: Instant | undefined;
  }) {
    this.type = type;
    this.dev = deviceNumber(clock);
    this.root = new VirtualNode(root, '');
    this.#mountedAt = mountedAt;
  }

  lookup(directory: FsNode, name: string): VirtualNode | undefined {
    const { entry, path } = virtual(directory);
    const found = entry.kind === 'directory' ? entry.entry(name) : undefined;
    return found && new VirtualNode(found, `${path}/${name}`);
  }

  list(directory: FsNode): readonly DirectoryEntry[] {
    const { entry } = virtual(directory);
    if (entry.kind !== 'directory') return [];
    const entries: DirectoryEntry[] = [];
    for (const name of [...entry.names()].sort()) {
      const node = this.lookup(directory, name);
      if (node) entries.push({ name, kind: node.kind, ino: node.ino });
    }
    return entries;
  }

  isEmpty(directory: FsNode): boolean {
    return this.list(directory).length === 0;
  }

  readlink(link: FsNode): string {
    const { entry } = virtual(link);
    invariant(entry.kind === 'symlink', 'readlink of what is no link');
    return entry.target();
  }

  follow(link: FsNode): string | FsNode {
    const { entry } = virtual(link);
    const object = entry.kind === 'symlink' ? entry.object?.() : undefined;
    return object === undefined ? this.readlink(link) : new ObjectNode(object, this.stat(link));
  }

  stat(file: FsNode): Stat {
    if (file instanceof ObjectNode) return file.stat;
    const node = virtual(file);
    const at = node.entry.modifiedAt ?? this.#mountedAt;
    return {
      kind: node.kind,
      mode: node.mode,
      ino: node.ino,
      dev: this.dev,
      nlink: node.entry.kind === 'directory' ? 2 : 1,
      uid: node.uid,
      gid: node.gid,
      sizeBytes: node.entry.kind === 'symlink' ? (node.entry.sizeBytes ?? 0) : 0,
      accessedAt: at,
      modifiedAt: at,
      changedAt: at,
    };
  }

  usage(): Usage {
    return { totalBytes: 0, usedBytes: 0, inodes: 0, usedInodes: 0 };
  }

  current(node: FsNode): FsNode {
    return node;
  }

  pin(place: Place): FsNode {
    return place.node;
  }

  openFile(place: Place): FileData {
    const { entry } = virtual(place.node);
    invariant(entry.kind === 'file', 'open of what is no file');
    return new VirtualFileData(entry, () => this.stat(place.node));
  }

  contentOf(file: FsNode): Content {
    const { entry } = virtual(file);
    return entry.kind === 'file' ? contentOf(entry.read()) : new Content();
  }

  /** Nothing can be made here: the kernel looks a name up, and there is none. */
  create(): FsNode {
    throw new Errno('ENOENT');
  }

  link(): void {
    throw new Errno('EPERM');
  }

  remove(): void {
    throw new Errno('EPERM');
  }

  rename(): void {
    throw new Errno('EPERM');
  }

  change(): void {
    throw new Errno('EPERM');
  }

  endpoint(): unknown {
    return undefined;
  }

  setEndpoint(): void {
    throw new Errno('EPERM');
  }
}

function virtual(node: FsNode): VirtualNode {
  invariant(node instanceof VirtualNode, 'a node of another filesystem');
  return node;
}

/** An open virtual file: its text is made at the first read, and again whenever it is read from the start. */
class VirtualFileData implements FileData {
  readonly changed = new WaitQueue();
  readonly #file: VirtualFile;
  readonly #stat: () => Stat;
  #bytes: Uint8Array | undefined;

  constructor(file: VirtualFile, stat: () => Stat) {
    this.#file = file;
    this.#stat = stat;
  }

  get sizeBytes(): number {
    return 0;
  }

  read(offset: number, max: number): Uint8Array {
    if (offset === 0 || !this.#bytes) {
      const data = this.#file.read();
      this.#bytes = typeof data === 'string' ? encodeUtf8(data) : data;
    }
    return this.#bytes.slice(offset, offset + max);
  }

  write(_offset: number, bytes: Uint8Array): number {
    if (!this.#file.write) throw new Errno('EIO');
    this.#file.write(bytes);
    this.changed.notify();
    return bytes.length;
  }

  /** `>` truncates before it writes; there is nothing to cut. */
  truncate(): void {
    this.#bytes = undefined;
  }

  stat(): Stat {
    return this.#stat();
  }

  release(): void {
    this.#bytes = undefined;
  }
}
