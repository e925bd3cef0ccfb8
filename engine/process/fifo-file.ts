import type { Readiness } from '../core/duplex.js';
import type { Duplex } from '../core/duplex.js';
import type { WaitQueue } from '../core/wait-queue.js';
import type { EndpointSlot } from '../fs/open-path.js';
import type { Stat } from '../fs/stat.js';
import { OpenDescription, type AccessMode } from './open-description.js';
import { Pipe } from './pipe.js';

/**
 * An open named pipe. Opening one waits in Linux until the other side is opened too; here the first read or write does, which
 * programs cannot tell apart.
 */
export class FifoFile extends OpenDescription {
  readonly description: string;
  readonly mode: AccessMode;
  readonly #pipe: Pipe;
  readonly #reader: Duplex | undefined;
  readonly #writer: Duplex | undefined;
  readonly #stat: () => Stat;
  /** How many had opened the other side before this was opened, ever. */
  readonly #readersBefore: number;
  readonly #writersBefore: number;

  constructor(path: string, mode: AccessMode, slot: EndpointSlot, stat: () => Stat) {
    super();
    this.description = path;
    this.mode = mode;
    this.#stat = stat;
    this.#pipe = pipeOf(slot);
    this.#readersBefore = this.#pipe.readers > 0 ? -1 : this.#pipe.readersEver;
    this.#writersBefore = this.#pipe.writers > 0 ? -1 : this.#pipe.writersEver;
    this.#reader = mode.read ? this.#pipe.openReader() : undefined;
    this.#writer = mode.write ? this.#pipe.openWriter() : undefined;
  }

  get readable(): WaitQueue {
    return this.#pipe.readable;
  }

  get writable(): WaitQueue {
    return this.#pipe.writable;
  }

  read(max: number): Uint8Array | null {
    return this.#awaitsWriter ? null : this.#pipe.read(max);
  }

  write(data: Uint8Array): number {
    return this.#awaitsReader ? 0 : this.#pipe.write(data);
  }

  ready(): Readiness {
    const input = this.mode.read && !this.#awaitsWriter ? this.#pipe.readyToRead() : undefined;
    const output = this.mode.write && !this.#awaitsReader ? this.#pipe.readyToWrite() : undefined;
    return { read: input?.read ?? false, write: output?.write ?? false, hangup: input?.hangup ?? output?.hangup ?? false };
  }

  stat(): Stat {
    return this.#stat();
  }

  protected release(): void {
    this.#reader?.close();
    this.#writer?.close();
  }

  get #awaitsWriter(): boolean {
    return this.#pipe.writersEver === this.#writersBefore;
  }

  get #awaitsReader(): boolean {
    return this.#pipe.readersEver === this.#readersBefore;
  }
}

/** All who open one named pipe share one buffer; it goes when nobody holds it any more. */
function pipeOf(slot: EndpointSlot): Pipe {
  const known = slot.get();
  if (known instanceof Pipe) return known;
  const pipe = new Pipe();
  slot.set(pipe);
  return pipe;
}
