import type { Duplex, Readiness } from '../core/duplex.js';
import type { WaitQueue } from '../core/wait-queue.js';
import type { FileKind, Stat } from '../fs/stat.js';
import { anonymousStat, OpenDescription, type AccessMode } from './open-description.js';

/** A descriptor over something that bytes come from and go to: an end of a pipe, a connection, a stream of the daemon. */
export class DuplexFile extends OpenDescription {
  readonly mode: AccessMode;
  readonly duplex: Duplex;
  readonly kind: Extract<FileKind, 'fifo' | 'socket'>;
  readonly #ino: number;

  constructor(duplex: Duplex, kind: 'fifo' | 'socket', mode: AccessMode, ino: number) {
    super();
    this.duplex = duplex;
    this.kind = kind;
    this.mode = mode;
    this.#ino = ino;
  }

  get description(): string {
    return `${this.kind === 'fifo' ? 'pipe' : 'socket'}:[${this.#ino}]`;
  }

  get readable(): WaitQueue {
    return this.duplex.readable;
  }

  get writable(): WaitQueue {
    return this.duplex.writable;
  }

  read(max: number): Uint8Array | null {
    return this.duplex.read(max);
  }

  override readByte(): number | undefined {
    return this.duplex.readByte ? this.duplex.readByte() : super.readByte();
  }

  write(data: Uint8Array): number {
    return this.duplex.write(data);
  }

  ready(): Readiness {
    return this.duplex.ready();
  }

  override end(): void {
    this.duplex.end();
  }

  stat(): Stat {
    return anonymousStat(this.kind, this.#ino, this.kind === 'fifo' ? 0o600 : 0o777);
  }

  protected release(): void {
    this.duplex.close();
  }
}
