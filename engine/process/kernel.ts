import type { Clock } from '../core/clock.js';
import { isErrno } from '../core/errno.js';
import { Random } from '../core/random.js';
import type { Scheduler } from '../core/scheduler.js';
import type { TaskHandle, TaskOutcome } from '../core/task-handle.js';
import type { Task } from '../core/task.js';
import { encodeUtf8 } from '../core/utf8.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import { deliverToGroup } from './delivery.js';
import type { DescriptorCount } from './descriptor-table.js';
import { Executions } from './executions.js';
import { FileLocks } from './file-locks.js';
import type { LaunchSpec, Process } from './launch.js';
import { launchProcess } from './launching.js';
import { defaultLimits, PID_RESERVED, PROCESS_MEMORY_BYTES, type KernelLimits } from './limits.js';
import { setMemory } from './memory.js';
import { PidNamespace } from './pid-namespace.js';
import { processInfo } from './process-info.js';
import type { PairEnd } from './pipe.js';
import { ProcessRecord, type ProcessOrigin } from './process-record.js';
import type { ProcessGroup } from './session.js';
import { signalNumbers, type Signal } from './signals.js';
import type { Main, Pid, ProcessInfo, ShellMark, Sys, WaitStatus, WindowSize } from './sys.js';
import { SysCalls } from './sys-calls.js';
import { TerminalSet } from './terminal-set.js';
import type { Terminal } from './terminal.js';
import { UnixEndpoint } from './unix-socket.js';

/** Finds a program by its id. */
export type Programs = Pick<ReadonlyMap<string, Main>, 'get'>;

export interface KernelOptions {
  readonly scheduler: Scheduler;
  readonly seed: string;
  /** The programs that executable files name, by their ids. */
  readonly programs: Programs;
  readonly limits?: Partial<KernelLimits>;
}

/** A program of ours that failed in a way that is a bug; tests expect none. */
export interface Crash {
  /** 0 for a thread of the daemon. */
  readonly pid: Pid;
  readonly argv: readonly string[];
  readonly error: unknown;
}

export type MarkListener = (mark: ShellMark, process: Process) => void;

/** The process table of one host and all that processes share. */
export class Kernel {
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly seed: string;
  readonly programs: Programs;
  readonly limits: KernelLimits;
  /** The host's pid namespace: everybody is in it. */
  readonly root: PidNamespace;
  readonly executions: Executions;
  readonly crashes: Crash[] = [];
  /** Told where interactive shells are. */
  readonly markListeners = new Set<MarkListener>();
  readonly descriptors: DescriptorCount;
  readonly fileLocks = new FileLocks();
  /** What all processes use together. */
  memoryBytes = 0;
  /** Processes that were ever started. */
  forks = 0;
  /** Stream of /dev/random and /dev/urandom. */
  readonly random: Random;
  readonly #terminals = new WeakMap<MountNamespace, TerminalSet>();
  readonly #namespaceNumbers = new WeakMap<object, number>();
  #namespaces = 1;
  #inode = 20_000;

  constructor({ scheduler, seed, programs, limits = {} }: KernelOptions) {
    this.scheduler = scheduler;
    this.clock = scheduler.clock;
    this.seed = seed;
    this.programs = programs;
    this.limits = { ...defaultLimits, ...limits };
    this.root = new PidNamespace(undefined, PID_RESERVED + Random.fork(seed, 'first pid').below(400));
    this.executions = new Executions(this.limits.executions);
    this.descriptors = { open: 0, limit: this.limits.openFiles };
    this.random = Random.fork(seed, 'entropy');
  }

  /** Starts a process that nobody forked. Throws `LaunchError`. */
  launch(spec: LaunchSpec): ProcessRecord {
    return launchProcess(this, spec);
  }

  /** Runs a task of the daemon itself; what it throws is recorded as a crash. */
  thread(name: string, task: Task<void>): TaskHandle {
    return this.scheduler.spawn(task, outcome => {
      if (outcome.kind === 'failed') this.crashes.push({ pid: 0, argv: [name], error: outcome.error });
    });
  }

  /** The processes that a namespace can see, with its numbers. */
  processes(namespace: PidNamespace = this.root): readonly ProcessInfo[] {
    return Array.from(namespace.members(), process => processInfo(process, namespace)).sort((a, b) => a.pid - b.pid);
  }

  /** The process that runs at this moment; undefined in a thread of the daemon and outside of `run`. */
  get current(): ProcessRecord | undefined {
    const owner = this.scheduler.current?.owner;
    return owner instanceof ProcessRecord ? owner : undefined;
  }

  /** A number for a namespace that is not the host's, which stays the same (/proc/<pid>/ns). */
  namespaceNumber(namespace: object): number {
    let number = this.#namespaceNumbers.get(namespace);
    if (number === undefined) this.#namespaceNumbers.set(namespace, (number = this.#namespaces++));
    return number;
  }

  find(pid: Pid): ProcessRecord | undefined {
    return this.root.find(pid);
  }

  /** A pid namespace for a container. */
  createPidNamespace(parent: PidNamespace = this.root): PidNamespace {
    return new PidNamespace(parent);
  }

  /** A new terminal, numbered among those of this mount namespace's /dev/pts. */
  openTerminal(mounts: MountNamespace, size: WindowSize, owner?: { readonly uid: number; readonly gid: number }): Terminal {
    return this.terminals(mounts).open(size, owner);
  }

  terminals(mounts: MountNamespace): TerminalSet {
    let set = this.#terminals.get(mounts);
    if (!set) {
      set = new TerminalSet(mounts, this.limits.terminals, signalGroup);
      this.#terminals.set(mounts, set);
    }
    return set;
  }

  /** Offers an object under the name of a socket file, which is made when it is missing: see `Sys.service`. */
  publishService(mounts: MountNamespace, path: string, service: unknown, mode = 0o660, receive?: (client: PairEnd) => void): void {
    const known = mounts.exists(superuser, path) ? mounts.endpoint(superuser, path) : undefined;
    const endpoint = known instanceof UnixEndpoint ? known : new UnixEndpoint();
    if (endpoint !== known) mounts.createSocket({ ...superuser, umask: 0 }, path, endpoint, mode);
    endpoint.service = service;
    endpoint.receive = receive;
  }

  get isFull(): boolean {
    return this.root.size >= this.limits.processes;
  }

  /** The number of a pipe or socket. */
  nextInode(): number {
    return this.#inode++;
  }

  // ── for the other parts of the kernel ────────────────────────────────────────────────────────────────────────────────

  /** @internal Makes a process; `run` gives it something to do. */
  create(origin: ProcessOrigin): ProcessRecord {
    const process = new ProcessRecord(this, this.forks++, origin);
    process.sys = new SysCalls(process);
    setMemory(process, PROCESS_MEMORY_BYTES);
    return process;
  }

  /** @internal Lets a process execute `body` from now on, in place of what it did. */
  run(process: ProcessRecord, body: (sys: Sys) => Task<number>): void {
    if (process.exit || !process.sys) return;
    process.run(this.scheduler.spawnFor(body(process.sys), process));
  }

  /** @internal The status of a process whose task came to its end. */
  statusOf(process: ProcessRecord, outcome: TaskOutcome): WaitStatus {
    if (outcome.kind === 'done') return { kind: 'exited', code: Number(outcome.value) & 0xff };
    if (isErrno(outcome.error)) {
      complain(process, outcome.error.message);
      return { kind: 'exited', code: 1 };
    }
    if (isExhausted(outcome.error)) return { kind: 'signaled', signal: outcome.error.message.includes('stack') ? 'SIGSEGV' : 'SIGKILL' };
    this.crashes.push({ pid: process.pid, argv: process.argv, error: outcome.error });
    return { kind: 'signaled', signal: 'SIGSEGV' };
  }

  /** @internal */
  recordExecution(process: ProcessRecord): void {
    const { pid, cwd, argv, cgroup } = process;
    this.executions.add({ at: this.clock.now(), pid, session: process.group.session.pids[0] ?? 0, argv, cwd, cgroup: cgroup.path });
  }

  /** @internal */
  recordExit(process: ProcessRecord): void {
    if (process.exit) this.executions.end(process.pid, exitCode(process.exit.status));
  }
}

/** The number that a shell (and Docker) gives for a status: 128 + the signal for a death by signal. */
export function exitCode(status: WaitStatus): number {
  if (status.kind === 'exited') return status.code;
  return status.kind === 'continued' ? 0 : 128 + signalNumbers[status.signal];
}

/** Whether the stack is full, or something larger was asked for than there can be: a kernel ends such a program by a signal. */
function isExhausted(error: unknown): error is RangeError {
  return error instanceof RangeError && /call stack|^Invalid (?:string|array) length|allocation failed/.test(error.message);
}

/** A failed call that the program did not care about: says so where a message of the C library would go. */
function complain(process: ProcessRecord, message: string): void {
  if (!process.descriptors.isOpen(2)) return;
  const name = process.argv[0]?.split('/').at(-1) ?? '';
  try {
    process.descriptors.get(2).write(encodeUtf8(`${name}: ${message}\n`));
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

function signalGroup(group: ProcessGroup, signal: Signal): void {
  deliverToGroup(group, signal, 'terminal');
}
