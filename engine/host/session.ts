import type { Duplex } from '../core/duplex.js';
import { waitFor, type Task } from '../core/task.js';
import { WaitQueue } from '../core/wait-queue.js';
import { encodeUtf8 } from '../core/utf8.js';
import { Cgroup } from '../process/cgroup.js';
import { exitCode, type Kernel } from '../process/kernel.js';
import { deliverToGroup } from '../process/delivery.js';
import type { LaunchSpec, Namespaces } from '../process/launch.js';
import { createPipe } from '../process/pipe.js';
import type { ProcessRecord } from '../process/process-record.js';
import type { Signal } from '../process/signals.js';
import type { Terminal } from '../process/terminal.js';
import type { HostEvent } from './events.js';
import { learner } from './host-files.js';
import type { Input, SessionId } from './journal.js';
import { Sink } from './sink.js';

type OpenInput = Extract<Input, { kind: 'open' }>;

/** What a session needs of its host. */
export interface SessionHost {
  readonly kernel: Kernel;
  readonly namespaces: Namespaces;
  readonly home: string;
  emit(event: HostEvent): void;
}

/** A shell that somebody outside the host has opened: at a terminal, or for one command line. */
export class Session {
  readonly id: SessionId;
  readonly process: ProcessRecord;
  readonly terminal: Terminal | undefined;
  readonly #host: SessionHost;
  /** Where input goes: the terminal, or a pipe. */
  readonly #input: Duplex;
  #queue: Uint8Array[] = [];
  #inputEnded = false;
  readonly #queued = new WaitQueue();
  #exited = false;

  constructor(host: SessionHost, input: OpenInput) {
    this.#host = host;
    this.id = input.session;
    const { kernel, namespaces } = host;
    this.terminal = input.terminal && kernel.openTerminal(namespaces.mounts, input.terminal, { uid: learner.uid, gid: 5 });
    const pipe = this.terminal ? undefined : createPipe();
    this.#input = this.terminal?.master ?? pipe?.writer ?? new Sink(() => undefined);
    const stdio: LaunchSpec['stdio'] = this.terminal
      ? { terminal: this.terminal }
      : { stdin: pipe?.reader ?? this.#input, stdout: this.#sink('stdout'), stderr: this.#sink('stderr') };
    try {
      this.process = kernel.launch({
        argv: input.line === undefined ? ['bash', '-l'] : ['sh', '-c', input.line],
        env: environment(input, host.home),
        cwd: input.cwd,
        credentials: learner,
        namespaces,
        cgroup: new Cgroup(`/user.slice/user-${learner.uid}.slice/session-${input.session}.scope`),
        stdio,
      });
    } catch (error) {
      this.terminal?.hangUp();
      throw error;
    }
    kernel.thread(`session ${input.session} input`, this.#feed());
    if (this.terminal) kernel.thread(`session ${input.session} screen`, this.#show(this.terminal));
    kernel.thread(`session ${input.session} end`, this.#awaitEnd());
  }

  get hasExited(): boolean {
    return this.#exited;
  }

  /** A process of this session waits for keys, or for standard input that has not ended. */
  get isWaitingForInput(): boolean {
    if (this.#queue.length > 0) return false;
    if (this.terminal) return this.terminal.isReadBlocked;
    return !this.#inputEnded && this.#input.readable.size > 0;
  }

  type(data: string): void {
    this.#queue.push(encodeUtf8(data));
    this.#queued.notify();
  }

  endInput(): void {
    this.#inputEnded = true;
    this.#queued.notify();
  }

  resize(columns: number, rows: number): void {
    this.terminal?.resize({ columns, rows });
  }

  /** As ^C does where there is no terminal: to everybody in the first process's group. */
  signal(signal: Signal): void {
    deliverToGroup(this.process.group, signal, undefined);
  }

  /** The terminal was closed, or nobody reads the output any more. */
  close(): void {
    if (this.terminal) this.terminal.hangUp();
    else this.signal('SIGHUP');
  }

  /** Hands on what the terminal has printed so far. */
  drain(): void {
    const { terminal } = this;
    if (!terminal || terminal.isHungUp) return;
    for (let data = terminal.master.read(65_536); data && data.length > 0; data = terminal.master.read(65_536)) {
      this.#host.emit({ kind: 'output', session: this.id, stream: 'terminal', data });
    }
  }

  #sink(stream: 'stdout' | 'stderr'): Sink {
    return new Sink(data => this.#host.emit({ kind: 'output', session: this.id, stream, data }));
  }

  /** Carries what was typed into the terminal or pipe, as fast as it is taken. */
  *#feed(): Task<void> {
    while (!this.#exited) {
      const data = this.#queue.shift();
      if (data) yield* this.#write(data);
      else if (this.#inputEnded) {
        this.#input.end();
        return;
      } else yield* waitFor([this.#queued, this.process.ended]);
    }
  }

  *#write(data: Uint8Array): Task<void> {
    for (let at = 0; at < data.length && !this.#exited; ) {
      const taken = this.#input.ready().hangup ? data.length : this.#input.write(data.subarray(at));
      if (taken === 0) yield* waitFor([this.#input.writable, this.process.ended]);
      at += taken;
    }
  }

  *#show(terminal: Terminal): Task<void> {
    while (!terminal.isHungUp) {
      this.drain();
      yield* waitFor([terminal.master.readable]);
    }
  }

  *#awaitEnd(): Task<void> {
    while (!this.process.exit) yield* waitFor([this.process.ended]);
    this.drain();
    this.#exited = true;
    this.terminal?.hangUp();
    this.#queued.notify();
    this.#host.emit({ kind: 'exit', session: this.id, code: exitCode(this.process.exit.status) });
  }
}

function environment(input: OpenInput, home: string): ReadonlyMap<string, string> {
  const base = {
    HOME: home,
    USER: learner.name,
    LOGNAME: learner.name,
    SHELL: '/bin/bash',
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    PWD: input.cwd,
    ...(input.terminal ? { TERM: 'xterm-256color' } : {}),
  };
  return new Map(Object.entries({ ...base, ...input.env }));
}
