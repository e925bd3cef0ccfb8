import type { Channel } from '../core/channel.js';
import type { Duplex } from '../core/duplex.js';
import { isErrno } from '../core/errno.js';
import { waitFor, type Task } from '../core/task.js';
import { WaitQueue } from '../core/wait-queue.js';
import { createPipe } from '../process/pipe.js';
import type { WindowSize } from '../process/sys.js';
import type { Terminal } from '../process/terminal.js';
import type { Transcript } from './chronicle.js';
import type { ContainerLog, StreamName } from './container-log.js';
import { DetachKeys } from './detach-keys.js';
import { limits } from './limits.js';
import { OutputHub, type Frame, type HubHost } from './output-hub.js';

/** What runs the task that carries a terminal's output: the kernel. */
export interface StdioHost extends HubHost {
  thread(name: string, task: Task<void>): unknown;
}

/** A client's side of a running container or exec; the shape of the API's `Hijacked`. */
export interface Attachment {
  readonly output: Channel<Frame>;
  writeInput(data: Uint8Array): number;
  readonly inputWritable: WaitQueue;
  endInput(): void;
  /** Whether a program waits for more input at this moment. */
  isInputAwaited(): boolean;
  readonly tty: boolean;
}

export interface AttachOptions {
  readonly stdin: boolean;
  readonly streams: ReadonlySet<StreamName>;
  readonly detachKeys: readonly number[];
  /** Called when the client typed the detach keys. */
  readonly onDetach: () => void;
}

interface Shape {
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly stdinOnce: boolean;
  readonly log: ContainerLog | undefined;
  readonly transcript?: Transcript | undefined;
}

/** Standard input, output and error of one run of a container or exec. */
export class Stdio {
  readonly hub: OutputHub;
  readonly #host: StdioHost;
  readonly #shape: Shape;
  /** What clients type; with a terminal, on its way to the terminal. */
  readonly #pipe: { readonly reader: Duplex; readonly writer: Duplex } | undefined;
  #terminal: Terminal | undefined;
  #windowSize: WindowSize = { columns: 80, rows: 24 };

  constructor(host: StdioHost, shape: Shape) {
    this.#host = host;
    this.#shape = shape;
    this.hub = new OutputHub(host, shape);
    this.#pipe = shape.openStdin ? createPipe(limits.stdinBytes) : undefined;
  }

  /** Gives the run its terminal, which exists only when the container's files do. */
  connectTerminal(terminal: Terminal): void {
    this.#terminal = terminal;
    this.#host.thread('terminal output', carryOutput(terminal.master, this.hub));
    if (this.#pipe) this.#host.thread('terminal input', carryInput(this.#pipe.reader, terminal.master));
  }

  get windowSize(): WindowSize {
    return this.#windowSize;
  }

  resize(size: WindowSize): void {
    this.#windowSize = size;
    this.#terminal?.resize(size);
  }

  /** For `Kernel.launch`. */
  forProcess(): { readonly stdin: Duplex | 'null'; readonly stdout: Duplex; readonly stderr: Duplex } | { readonly terminal: Terminal } {
    if (this.#terminal) return { terminal: this.#terminal };
    return { stdin: this.#pipe?.reader ?? 'null', stdout: this.hub.stdout, stderr: this.hub.stderr };
  }

  attach(options: AttachOptions): Attachment {
    const output = this.hub.listen(options.streams);
    const keys = this.#shape.tty ? new DetachKeys(options.detachKeys) : undefined;
    const input = options.stdin ? this.#pipe?.writer : undefined;
    const detach = (): void => {
      this.hub.forget(output);
      options.onDetach();
    };
    return {
      output,
      tty: this.#shape.tty,
      inputWritable: input?.writable ?? neverWaits,
      writeInput: data => typed(input, keys, data, detach),
      endInput: () => {
        if (!input) return;
        if (this.#shape.stdinOnce && !this.#shape.tty) input.end();
        // The program goes on for others; this client hears no more of it (moby container/stream/attach.go).
        else this.hub.forget(output);
      },
      isInputAwaited: () => input !== undefined && (this.#terminal?.isReadBlocked ?? (this.#pipe?.reader.readable.size ?? 0) > 0),
    };
  }

  /** The process has ended. */
  end(): void {
    if (this.#terminal) drain(this.#terminal.master, this.hub);
    this.#pipe?.writer.close();
    this.#pipe?.reader.close();
    this.#terminal?.hangUp();
    this.hub.end();
  }
}

const neverWaits = new WaitQueue();

/** Bytes of a client; those that nobody reads count as taken. */
function typed(input: Duplex | undefined, keys: DetachKeys | undefined, data: Uint8Array, detach: () => void): number {
  if (!input) return data.length;
  if (!keys) return writeQuietly(input, data);
  const { pass, detach: leaves } = keys.filter(data);
  if (pass.length > 0) writeQuietly(input, pass);
  if (leaves) detach();
  return data.length;
}

function writeQuietly(input: Duplex, data: Uint8Array): number {
  try {
    return input.write(data);
  } catch (error) {
    if (isErrno(error)) return data.length;
    throw error;
  }
}

const CHUNK_BYTES = 4096;

/** Carries what a terminal shows to the hub, until the terminal is gone. */
function* carryOutput(master: Duplex, hub: OutputHub): Task<void> {
  for (;;) {
    if (!hub.canWrite) {
      yield* waitFor([hub.roomy]);
      continue;
    }
    const bytes = master.read(CHUNK_BYTES);
    if (bytes?.length === 0) return;
    if (bytes) hub.write('stdout', bytes);
    else yield* waitFor([master.readable]);
  }
}

/** Carries what clients type to a terminal, until either is gone. */
function* carryInput(typedBytes: Duplex, master: Duplex): Task<void> {
  for (;;) {
    const bytes = readQuietly(typedBytes);
    if (bytes?.length === 0) return;
    if (!bytes) yield* waitFor([typedBytes.readable]);
    else if (!(yield* writeAll(master, bytes))) return;
  }
}

function readQuietly(source: Duplex): Uint8Array | null {
  try {
    return source.read(CHUNK_BYTES);
  } catch (error) {
    if (isErrno(error)) return new Uint8Array(0);
    throw error;
  }
}

/** False when the terminal is gone. */
function* writeAll(master: Duplex, bytes: Uint8Array): Task<boolean> {
  for (let at = 0; at < bytes.length; ) {
    try {
      const taken = master.write(bytes.subarray(at));
      at += taken;
      if (taken === 0) yield* waitFor([master.writable]);
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }
  return true;
}

/** What is still in a terminal when its last program has gone. */
function drain(master: Duplex, hub: OutputHub): void {
  for (;;) {
    const bytes = master.read(CHUNK_BYTES);
    if (!bytes || bytes.length === 0) return;
    hub.write('stdout', bytes);
  }
}
