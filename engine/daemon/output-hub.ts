import { Channel } from '../core/channel.js';
import type { Clock } from '../core/clock.js';
import type { Duplex, Readiness } from '../core/duplex.js';
import { Errno } from '../core/errno.js';
import type { Waiter } from '../core/scheduler.js';
import { WaitQueue } from '../core/wait-queue.js';
import type { Transcript } from './chronicle.js';
import type { ContainerLog, StreamName } from './container-log.js';
import { limits } from './limits.js';

/** One piece of output; the shape of the API's frames. */
export interface Frame {
  readonly stream: StreamName;
  readonly data: Uint8Array;
}

/** A million lines a second. */
const LINES_PER_STEP = 10;

interface Listener {
  readonly channel: Channel<Frame>;
  readonly streams: ReadonlySet<StreamName>;
}

/** Whose time it is, and who pays for work that is done on behalf of others: the kernel. */
export interface HubHost {
  readonly clock: Clock;
  readonly scheduler: { charge(steps: number): void };
}

/** Where output is written down. */
interface Records {
  readonly log: ContainerLog | undefined;
  readonly transcript?: Transcript | undefined;
}

/**
 * Where the output of a container or an exec goes: into the log and to everybody who is attached. A client that reads
 * slowly makes the container wait, as a full pipe does; one that has gone away is forgotten.
 */
export class OutputHub implements Waiter {
  readonly log: ContainerLog | undefined;
  readonly stdout: Duplex;
  readonly stderr: Duplex;
  readonly #host: HubHost;
  readonly #transcript: Transcript | undefined;
  readonly #listeners = new Set<Listener>();
  /** Notified when a full listener has taken something. */
  readonly roomy = new WaitQueue();

  constructor(host: HubHost, { log, transcript }: Records) {
    this.#host = host;
    this.log = log;
    this.#transcript = transcript;
    this.stdout = new OutputSink(this, 'stdout');
    this.stderr = new OutputSink(this, 'stderr');
  }

  /** Output from now on, until the run ends or the client cancels. */
  listen(streams: ReadonlySet<StreamName>): Channel<Frame> {
    const channel = new Channel<Frame>(limits.attachedFrames);
    this.#listeners.add({ channel, streams });
    return channel;
  }

  /** Stops telling one listener. */
  forget(channel: Channel<Frame>): void {
    for (const listener of this.#listeners) {
      if (listener.channel !== channel) continue;
      this.#listeners.delete(listener);
      channel.end();
    }
    this.roomy.notify();
  }

  /** Takes all of it, or nothing while a listener is full. */
  write(stream: StreamName, data: Uint8Array): number {
    if (data.length === 0) return 0;
    if (this.#isBlocked()) return 0;
    // One copy for all who keep it.
    const kept = data.slice();
    // Writing lines down takes the daemon's time, which whoever prints millions of them has to wait for.
    const lines = this.log?.write(stream, kept, this.#host.clock.now()) ?? 0;
    if (lines >= LINES_PER_STEP) this.#host.scheduler.charge(Math.floor(lines / LINES_PER_STEP));
    this.#transcript?.add(kept);
    if (this.#listeners.size > 0) this.#tell({ stream, data: kept });
    return data.length;
  }

  /** The run has ended: nobody will hear any more. */
  end(): void {
    this.log?.close(this.#host.clock.now());
    for (const { channel } of this.#listeners) channel.end();
    this.#listeners.clear();
    this.roomy.notify();
  }

  get canWrite(): boolean {
    return !this.#isBlocked();
  }

  /** A full channel has changed. */
  wake(): void {
    this.roomy.notify();
  }

  #tell(frame: Frame): void {
    for (const listener of this.#listeners) {
      if (listener.streams.has(frame.stream) && !listener.channel.offer(frame)) this.#listeners.delete(listener);
    }
  }

  #isBlocked(): boolean {
    for (const listener of this.#listeners) {
      const { channel } = listener;
      if (channel.isCancelled) {
        this.#listeners.delete(listener);
        continue;
      }
      if (channel.length < limits.attachedFrames) continue;
      channel.changed.add(this);
      return true;
    }
    return false;
  }
}

/** What a process has as its standard output or error. */
class OutputSink implements Duplex {
  readonly readable = new WaitQueue();
  readonly #hub: OutputHub;
  readonly #stream: StreamName;

  constructor(hub: OutputHub, stream: StreamName) {
    this.#hub = hub;
    this.#stream = stream;
  }

  get writable(): WaitQueue {
    return this.#hub.roomy;
  }

  read(): Uint8Array | null {
    throw new Errno('EBADF');
  }

  write(data: Uint8Array): number {
    return this.#hub.write(this.#stream, data);
  }

  /** The daemon learns from the end of the process, not from its closed streams, that there is no more to come. */
  end(): void {}

  close(): void {}

  ready(): Readiness {
    return { read: false, write: this.#hub.canWrite, hangup: false };
  }
}

/** Standard input of a container that was given none: always at its end, as /dev/null. */
export const emptyInput: Duplex = {
  readable: new WaitQueue(),
  writable: new WaitQueue(),
  read: () => new Uint8Array(0),
  write: () => {
    throw new Errno('EBADF');
  },
  end: () => undefined,
  close: () => undefined,
  ready: () => ({ read: true, write: false, hangup: false }),
};
