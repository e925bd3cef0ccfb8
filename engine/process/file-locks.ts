import { WaitQueue } from '../core/wait-queue.js';
import type { OpenDescription } from './open-description.js';

export type LockKind = 'shared' | 'exclusive';

interface Lock {
  /** Who has it, and how; one alone, or all of them sharing. */
  readonly holders: Map<OpenDescription, LockKind>;
  readonly freed: WaitQueue;
}

/**
 * The locks of flock(2): of open files, so that all who have one open description share its lock, and it goes when the last of them
 * closes it. Which file it is, its device and inode tell.
 */
export class FileLocks {
  readonly #locks = new Map<string, Lock>();

  /** Takes the lock, or turns the one that `file` has into the other kind. Otherwise: what tells when to try again. */
  take(file: OpenDescription, kind: LockKind): WaitQueue | undefined {
    const key = keyOf(file);
    const lock = this.#locks.get(key) ?? { holders: new Map<OpenDescription, LockKind>(), freed: new WaitQueue() };
    const others = [...lock.holders].filter(([holder]) => holder !== file);
    if (others.some(([, held]) => held === 'exclusive' || kind === 'exclusive')) return lock.freed;
    const shares = lock.holders.get(file) === 'exclusive' && kind === 'shared';
    lock.holders.set(file, kind);
    this.#locks.set(key, lock);
    file.lockedIn = this;
    if (shares) lock.freed.notify();
    return undefined;
  }

  free(file: OpenDescription): void {
    const key = keyOf(file);
    const lock = this.#locks.get(key);
    if (!lock?.holders.delete(file)) return;
    file.lockedIn = undefined;
    if (lock.holders.size === 0) this.#locks.delete(key);
    lock.freed.notify();
  }
}

function keyOf(file: OpenDescription): string {
  const { dev, ino } = file.stat();
  return `${String(dev)}:${String(ino)}`;
}
