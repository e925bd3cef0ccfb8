import { Errno, isErrno } from '../core/errno.js';
import type { WaitQueue } from '../core/wait-queue.js';
import type { FileData } from './file-system.js';
import { blockBytes } from './content.js';
import { limits } from './limits.js';
import type { Stat } from './stat.js';
import type { TreeFileSystem } from './tree-file-system.js';
import { FileNode } from './tree-node.js';

/** An open file of a `TreeFileSystem`: holds the node, whatever becomes of its names. */
export class TreeFileData implements FileData {
  readonly #fs: TreeFileSystem;
  #node: FileNode;

  constructor(fs: TreeFileSystem, node: FileNode) {
    this.#fs = fs;
    this.#node = node;
  }

  get sizeBytes(): number {
    return this.#current().content.sizeBytes;
  }

  get changed(): WaitQueue {
    return this.#fs.watch(this.#node);
  }

  read(offset: number, max: number): Uint8Array {
    const node = this.#current();
    const bytes = node.content.read(offset, max);
    this.#fs.wasRead(node);
    return bytes;
  }

  /** On a disk that is nearly full, writes what fits, as Linux does. */
  write(offset: number, bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    if (offset >= limits.fileBytes) throw new Errno('EFBIG');
    try {
      return this.#write(offset, bytes);
    } catch (error) {
      const fitting = isErrno(error, 'ENOSPC') ? this.#fittingBytes(offset, bytes.length) : 0;
      if (fitting === 0) throw error;
      return this.#write(offset, bytes.subarray(0, fitting));
    }
  }

  #write(offset: number, bytes: Uint8Array): number {
    const node = this.#writable();
    const size = node.content.sizeBytes;
    const space = { bytes: blockBytes(Math.max(size, offset + bytes.length)) - blockBytes(size), stored: bytes.length, inodes: 0 };
    this.#fs.account.take(space);
    const stored = node.content.write(offset, bytes);
    this.#fs.account.give({ bytes: 0, stored: bytes.length - stored, inodes: 0 });
    this.#fs.wasWritten(node);
    return bytes.length;
  }

  /** How many bytes can still be put at `offset`: up to the end of the last block that can be had. */
  #fittingBytes(offset: number, length: number): number {
    const { disk } = this.#fs.account;
    const freeBytes = Math.floor((disk.limits.sizeBytes - disk.usedBytes) / 4096) * 4096;
    const end = blockBytes(this.#current().content.sizeBytes) + Math.max(0, freeBytes);
    return Math.max(0, Math.min(length, end - offset, disk.freeStoredBytes));
  }

  truncate(sizeBytes: number): void {
    if (sizeBytes > limits.fileBytes) throw new Errno('EFBIG');
    const node = this.#writable();
    const delta = blockBytes(sizeBytes) - node.content.diskBytes;
    if (delta > 0) this.#fs.account.take({ bytes: delta, stored: 0, inodes: 0 });
    const stored = node.content.truncate(sizeBytes);
    if (delta <= 0) this.#fs.account.give({ bytes: -delta, stored: -stored, inodes: 0 });
    this.#fs.wasWritten(node);
  }

  stat(): Stat {
    return this.#fs.stat(this.#current());
  }

  release(): void {
    this.#fs.wasClosed(this.#node);
  }

  #current(): FileNode {
    const node = this.#fs.current(this.#node);
    if (node instanceof FileNode) this.#node = node;
    return this.#node;
  }

  #writable(): FileNode {
    return (this.#node = this.#fs.writable(this.#node));
  }
}
