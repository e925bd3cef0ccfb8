import type { WaitQueue } from './wait-queue.js';

/**
 * Something that bytes come out of and go into: a pipe, a socket, a terminal, an attached container. Nothing here waits;
 * callers that must wait use the queues (see `readAll`, `writeAll` in streams.ts and the kernel's read and write).
 */
export interface Duplex {
  /** Up to `max` bytes; empty at the end; null when there is nothing yet. Throws Errno. */
  read(max: number): Uint8Array | null;
  /** The same for a single byte, undefined when there is none: for those who must not read further than they have looked. */
  readByte?(): number | undefined;
  /** Takes as much as fits now and returns how many bytes that was. Throws Errno (EPIPE when nobody reads any more). */
  write(data: Uint8Array): number;
  /** No more bytes will be written from this side. */
  end(): void;
  /** Neither reads nor writes any more. */
  close(): void;
  readonly readable: WaitQueue;
  readonly writable: WaitQueue;
  ready(): Readiness;
}

/** What can be done without waiting. `hangup`: the other side has closed. */
export interface Readiness {
  readonly read: boolean;
  readonly write: boolean;
  readonly hangup: boolean;
}
