import { Errno } from '../core/errno.js';
import type { WaitQueue } from '../core/wait-queue.js';
import type { FileData } from './file-system.js';
import { limits } from './limits.js';
import type { Stat } from './stat.js';

export interface AccessMode {
  readonly read: boolean;
  readonly write: boolean;
  readonly append: boolean;
}

/**
 * An open regular file: what several descriptors share after dup and fork. It keeps the offset; nothing here waits. The kernel
 * calls `close` when the last descriptor goes.
 */
export class OpenFile {
  /** The path by which it was opened, without links (`/proc/<pid>/fd`). */
  readonly path: string;
  readonly mode: AccessMode;
  readonly #data: FileData;
  #offset = 0;

  constructor(path: string, mode: AccessMode, data: FileData) {
    this.path = path;
    this.mode = mode;
    this.#data = data;
  }

  get offset(): number {
    return this.#offset;
  }

  get sizeBytes(): number {
    return this.#data.sizeBytes;
  }

  /** Notified when the data changes, by whomever: `tail -f` waits here. */
  get changed(): WaitQueue {
    return this.#data.changed;
  }

  /** Up to `max` bytes from the offset on, which moves; empty at the end. */
  read(max: number): Uint8Array {
    const bytes = this.readAt(this.#offset, max);
    this.#offset += bytes.length;
    return bytes;
  }

  readAt(offset: number, max: number): Uint8Array {
    if (!this.mode.read) throw new Errno('EBADF');
    return this.#data.read(offset, max);
  }

  /** Writes at the offset, or at the end when opened to append. Returns how many bytes went in: fewer on a full disk. */
  write(bytes: Uint8Array): number {
    if (this.mode.append) this.#offset = this.#data.sizeBytes;
    const count = this.writeAt(this.#offset, bytes);
    this.#offset += count;
    return count;
  }

  writeAt(offset: number, bytes: Uint8Array): number {
    if (!this.mode.write) throw new Errno('EBADF');
    return this.#data.write(offset, bytes);
  }

  truncate(sizeBytes: number): void {
    if (!this.mode.write || sizeBytes < 0) throw new Errno('EINVAL');
    this.#data.truncate(sizeBytes);
  }

  /** Moves the offset and returns it. */
  seek(offset: number, from: 'start' | 'current' | 'end'): number {
    const base = from === 'start' ? 0 : from === 'current' ? this.#offset : this.#data.sizeBytes;
    const target = base + offset;
    if (target < 0 || target > limits.fileBytes) throw new Errno('EINVAL');
    return (this.#offset = target);
  }

  stat(): Stat {
    return this.#data.stat();
  }

  close(): void {
    this.#data.release();
  }
}
