import type { Duplex, Readiness } from '../core/duplex.js';
import { Errno } from '../core/errno.js';
import { WaitQueue } from '../core/wait-queue.js';
import type { Stat } from '../fs/stat.js';
import type { Terminal } from './terminal.js';

export interface AccessMode {
  readonly read: boolean;
  readonly write: boolean;
}

/**
 * An open file description: what descriptors of one or several processes refer to, with the offset they share. Being a
 * `Duplex`, it can be handed to a daemon as it is.
 */
export abstract class OpenDescription implements Duplex {
  /** Descriptors and other holders; at zero the file is released. */
  references = 1;
  abstract readonly mode: AccessMode;
  /** What /proc/<pid>/fd shows: a path, or `pipe:[12]`. */
  abstract readonly description: string;
  abstract readonly readable: WaitQueue;
  abstract readonly writable: WaitQueue;
  /** The terminal that this is one side of, as programs see it. */
  readonly terminal: Terminal | undefined = undefined;
  /** Who has to free the lock that this holds (flock), before the file goes. */
  lockedIn: { free(file: OpenDescription): void } | undefined = undefined;

  /** Where the next write goes; undefined for what has no size. */
  get writeOffset(): number | undefined {
    return undefined;
  }

  abstract read(max: number): Uint8Array | null;

  /** The next byte, undefined when there is none now. */
  readByte(): number | undefined {
    return this.read(1)?.[0];
  }

  abstract write(data: Uint8Array): number;
  abstract ready(): Readiness;
  abstract stat(): Stat;
  protected abstract release(): void;

  end(): void {
    throw new Errno('ENOTCONN');
  }

  /** Moves the offset of a regular file; what has none throws. */
  seek(offset: number, from: 'start' | 'current' | 'end'): number;
  seek(): number {
    throw new Errno('ESPIPE');
  }

  /** Cuts or extends a regular file. */
  truncate(sizeBytes: number): void;
  truncate(): void {
    throw new Errno('EINVAL');
  }

  retain(): this {
    this.references++;
    return this;
  }

  close(): void {
    if (--this.references > 0) return;
    this.lockedIn?.free(this);
    this.release();
  }
}

/** The queue of files that are always ready: nobody ever waits in it. */
export const NEVER = new WaitQueue();

/** Numbers of the nodes that have no place in a file system (pipes, sockets). */
export function anonymousStat(kind: Stat['kind'], ino: number, mode: number): Stat {
  return { kind, mode, ino, dev: 0, nlink: 1, uid: 0, gid: 0, sizeBytes: 0, accessedAt: 0, modifiedAt: 0, changedAt: 0 };
}
