import type { Instant, Ms } from '../core/clock.js';
import type { Duplex } from '../core/duplex.js';
import { Errno, isErrno } from '../core/errno.js';
import { RESCHEDULE, type Task } from '../core/task.js';
import type { WaitQueue } from '../core/wait-queue.js';
import { checkBackground } from './background.js';
import { BorrowedDuplex } from './borrowed-duplex.js';
import { deliver } from './delivery.js';
import { DuplexFile } from './duplex-file.js';
import { NEVER, type OpenDescription } from './open-description.js';
import type { LockKind } from './file-locks.js';
import { createPipe } from './pipe.js';
import { IdentityCalls } from './sys-identity.js';
import type { Fd, PollRequest, PollResult } from './sys.js';

const NO_QUEUES: readonly WaitQueue[] = [];

/** The process's own limit on file sizes, which brings a signal; the filesystem's brings none. */
class LimitReached extends Errno {}

/** Second layer: descriptors, reading and writing, waiting and time. */
export class StreamCalls extends IdentityCalls {
  *read(fd: Fd, max: number): Task<Uint8Array> {
    const { process } = this;
    const file = this.file(fd);
    if (!file.mode.read) throw new Errno('EBADF');
    if (process.step()) yield* process.giveWay();
    for (;;) {
      if (file.terminal) yield* checkBackground(process, file.terminal, 'SIGTTIN');
      const bytes = file.read(max);
      if (bytes) {
        process.cgroup.readBytes += bytes.length;
        process.carry(bytes.length);
        return bytes;
      }
      if ((yield* process.block([file.readable])) === 'interrupted') throw new Errno('EINTR');
    }
  }

  readByte(fd: Fd): number | undefined {
    const { process } = this;
    const file = this.file(fd);
    if (!file.mode.read || file.terminal || process.isTurnOver) return undefined;
    const byte = file.readByte();
    if (byte === undefined) return undefined;
    process.step();
    process.cgroup.readBytes++;
    return byte;
  }

  *write(fd: Fd, data: Uint8Array): Task<void> {
    const { process } = this;
    const file = this.file(fd);
    if (!file.mode.write) throw new Errno('EBADF');
    if (process.step()) yield* process.giveWay();
    let written = yield* this.writeSome(file, data);
    while (written < data.length) {
      // A write goes on after a signal handler, as with SA_RESTART: nobody could tell the caller how much was written.
      if (process.doomed) yield* process.die(process.doomed);
      if (file.writable !== NEVER) yield { kind: 'wait', queues: [file.writable] };
      written += yield* this.writeSome(file, written === 0 ? data : data.subarray(written));
    }
    process.cgroup.writtenBytes += data.length;
    process.carry(data.length);
  }

  private *writeSome(file: OpenDescription, data: Uint8Array): Task<number> {
    try {
      const count = file.write(this.withinLimit(file, data));
      // A file that makes nobody wait takes nothing only when its disk is full.
      if (count === 0 && data.length > 0 && file.writable === NEVER) throw new Errno('ENOSPC');
      return count;
    } catch (error) {
      if (isErrno(error, 'EPIPE')) yield* this.raise('SIGPIPE');
      if (error instanceof LimitReached) yield* this.raise('SIGXFSZ');
      throw error;
    }
  }

  /** As much as the limit on file sizes allows; EFBIG when that is nothing. */
  private withinLimit(file: OpenDescription, data: Uint8Array): Uint8Array {
    const { fsize } = this.process.limits;
    const offset = fsize === Infinity ? undefined : file.writeOffset;
    if (offset === undefined || offset + data.length <= fsize) return data;
    if (offset >= fsize) throw new LimitReached('EFBIG');
    return data.subarray(0, fsize - offset);
  }

  /** A signal that the process brings on itself: it is there before the call comes back. */
  private *raise(signal: 'SIGPIPE' | 'SIGXFSZ'): Task<void> {
    deliver(this.process, signal, this.process);
    if (this.process.doomed) yield* this.process.die(this.process.doomed);
  }

  close(fd: Fd): void {
    this.process.descriptors.close(fd);
  }

  dup(from: Fd, to?: Fd, atLeast: Fd = 0): Fd {
    const file = this.file(from);
    if (to === undefined) return this.install(file.retain(), atLeast);
    if (to !== from) this.process.descriptors.set(to, file.retain(), this.process.limits.nofile);
    return to;
  }

  setCloseOnExec(fd: Fd, on: boolean): void {
    this.process.descriptors.setCloseOnExec(fd, on);
  }

  isOpen(fd: Fd): boolean {
    return this.process.descriptors.isOpen(fd);
  }

  *flock(fd: Fd, kind: LockKind, deadline: Instant = Infinity): Task<boolean> {
    const { process } = this;
    const file = this.file(fd);
    if (process.step()) yield* process.giveWay();
    for (;;) {
      const freed = process.kernel.fileLocks.take(file, kind);
      if (!freed) return true;
      if (this.clock.now() >= deadline) return false;
      if ((yield* process.block([freed], deadline)) === 'interrupted') throw new Errno('EINTR');
    }
  }

  unlock(fd: Fd): void {
    this.process.kernel.fileLocks.free(this.file(fd));
  }

  pipe(): { readonly read: Fd; readonly write: Fd } {
    const { kernel } = this.process;
    const { reader, writer } = createPipe();
    const ino = kernel.nextInode();
    const read = this.install(new DuplexFile(reader, 'fifo', { read: true, write: false }, ino));
    try {
      return { read, write: this.install(new DuplexFile(writer, 'fifo', { read: false, write: true }, ino)) };
    } catch (error) {
      this.close(read);
      throw error;
    }
  }

  seek(fd: Fd, offset: number, from: 'start' | 'current' | 'end'): number {
    return this.file(fd).seek(offset, from);
  }

  duplex(fd: Fd): Duplex {
    const borrowed = new BorrowedDuplex(this.file(fd));
    (this.process.borrowed ??= new Set()).add(borrowed);
    return borrowed;
  }

  // ── waiting ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  *tick(): Task<void> {
    if (this.process.step()) yield* this.process.giveWay();
  }

  *sleep(duration: Ms): Task<boolean> {
    const { process } = this;
    process.step();
    const deadline = this.clock.now() + Math.max(0, duration);
    return (yield* process.block(NO_QUEUES, deadline)) !== 'interrupted';
  }

  *pause(): Task<void> {
    this.process.step();
    yield* this.process.block(NO_QUEUES);
  }

  *poll(requests: readonly PollRequest[], timeout: Ms = Infinity): Task<PollResult> {
    const { process } = this;
    if (process.step()) yield* process.giveWay();
    const deadline: Instant = this.clock.now() + timeout;
    for (;;) {
      const ready = this.ready(requests);
      if (ready.length > 0) return { kind: 'ready', fds: ready };
      if (this.clock.now() >= deadline) return { kind: 'timeout' };
      const why = yield* process.block(this.queues(requests), deadline);
      if (why === 'interrupted') return { kind: 'signal' };
    }
  }

  private ready(requests: readonly PollRequest[]): Extract<PollResult, { kind: 'ready' }>['fds'] {
    const found: Extract<PollResult, { kind: 'ready' }>['fds'][number][] = [];
    for (const { fd, read, write } of requests) {
      const readiness = this.file(fd).ready();
      if ((read && readiness.read) || (write && readiness.write) || readiness.hangup) found.push({ fd, readiness });
    }
    return found;
  }

  private queues(requests: readonly PollRequest[]): WaitQueue[] {
    const queues: WaitQueue[] = [];
    for (const { fd, read, write } of requests) {
      const file = this.file(fd);
      // Whoever asks for nothing hears of the hang-up, which readers are told of.
      if (read || !write) queues.push(file.readable);
      if (write) queues.push(file.writable);
    }
    return queues;
  }

  *external<T>(start: () => PromiseLike<T>): Task<T> {
    const wake = yield { kind: 'external', start };
    if (wake.kind === 'error') throw wake.error;
    // The scheduler hands over what the promise of `start` gave, unseen.
    if (wake.kind === 'value') return wake.value as T;
    yield RESCHEDULE;
    throw new Errno('EINTR');
  }
}
