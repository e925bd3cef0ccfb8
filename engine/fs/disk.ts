import { Errno } from '../core/errno.js';

export interface DiskLimits {
  readonly sizeBytes: number;
  readonly inodes: number;
  /** What files may really take in the memory of Drydock; holes take none. */
  readonly storedBytes: number;
}

/** What is counted: logical bytes, what they take in memory, and files. */
export interface Space {
  readonly bytes: number;
  readonly stored: number;
  readonly inodes: number;
}

/**
 * A store of limited size. Several filesystems may live on one: those of all containers, the volumes and the host's own share
 * the host's disk, and `df` shows the same numbers in each.
 */
export class Disk {
  readonly limits: DiskLimits;
  #bytes = 0;
  #stored = 0;
  #inodes = 0;

  constructor(limits: DiskLimits) {
    this.limits = limits;
  }

  get usedBytes(): number {
    return this.#bytes;
  }

  get usedInodes(): number {
    return this.#inodes;
  }

  get freeStoredBytes(): number {
    return Math.max(0, this.limits.storedBytes - this.#stored);
  }

  /** Takes space, or nothing: ENOSPC when it would not fit. */
  take(space: Space): void {
    const { limits } = this;
    const full =
      (space.bytes > 0 && this.#bytes + space.bytes > limits.sizeBytes) ||
      (space.stored > 0 && this.#stored + space.stored > limits.storedBytes) ||
      (space.inodes > 0 && this.#inodes + space.inodes > limits.inodes);
    if (full) throw new Errno('ENOSPC');
    this.#bytes += space.bytes;
    this.#stored += space.stored;
    this.#inodes += space.inodes;
  }

  give(space: Space): void {
    this.#bytes -= space.bytes;
    this.#stored -= space.stored;
    this.#inodes -= space.inodes;
  }
}

/** What one filesystem has taken of a disk. */
export class Account {
  readonly disk: Disk;
  #bytes = 0;
  #stored = 0;
  #inodes = 0;

  constructor(disk: Disk) {
    this.disk = disk;
  }

  get usedBytes(): number {
    return this.#bytes;
  }

  /** Throws ENOSPC. */
  take(space: Space): void {
    this.disk.take(space);
    this.#count(space, 1);
  }

  give(space: Space): void {
    this.disk.give(space);
    this.#count(space, -1);
  }

  /** Gives everything back. */
  close(): void {
    this.give({ bytes: this.#bytes, stored: this.#stored, inodes: this.#inodes });
  }

  #count(space: Space, sign: 1 | -1): void {
    this.#bytes += sign * space.bytes;
    this.#stored += sign * space.stored;
    this.#inodes += sign * space.inodes;
  }
}
