import type { Instant } from '../core/clock.js';
import { CowMap } from '../core/cow.js';
import { Random } from '../core/random.js';
import { STEP_COST } from '../core/scheduler.js';
import { RESCHEDULE, waitFor, type Task } from '../core/task.js';
import type { TaskHandle, TaskOutcome } from '../core/task-handle.js';
import { WaitQueue } from '../core/wait-queue.js';
import type { Cgroup } from './cgroup.js';
import type { BorrowedDuplex } from './borrowed-duplex.js';
import { effectiveCapabilities } from './capabilities.js';
import { deliver } from './delivery.js';
import type { DescriptorTable } from './descriptor-table.js';
import { exitProcess } from './exit.js';
import type { Kernel } from './kernel.js';
import type { Namespaces, Process } from './launch.js';
import { BYTES_PER_STEP, SLICE_STEPS } from './limits.js';
import type { PidNamespace } from './pid-namespace.js';
import { ProcessGroup, Session } from './session.js';
import type { Signal } from './signals.js';
import type { Credentials, Sys, WaitStatus } from './sys.js';

export type SignalAction = 'default' | 'ignore' | 'catch';

export interface ResourceLimits {
  readonly nofile: number;
  readonly nproc: number;
  /** Bytes. */
  readonly fsize: number;
  /** Seconds. */
  readonly cpu: number;
}

/** Everything that a process starts with. */
export interface ProcessOrigin {
  readonly namespaces: Namespaces;
  readonly parent: ProcessRecord | undefined;
  readonly cgroup: Cgroup;
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly credentials: Credentials;
  readonly descriptors: DescriptorTable;
  readonly limits: ResourceLimits;
  readonly umask: number;
  /** The job that it belongs to; without one it leads a new job in `session`, without both a new session. */
  readonly group?: ProcessGroup | undefined;
  readonly session?: Session | undefined;
  /** Nobody waits for it: it was started by the daemon. */
  readonly isAutoReaped?: boolean;
}

/** One process: the kernel's side of it. Everything rarely needed is made on first use, for there may be ten thousands. */
export class ProcessRecord implements Process {
  readonly kernel: Kernel;
  namespaces: Namespaces;
  /** Where its next children begin, when that is not where it is itself (setns(2), unshare(2)). */
  childPids: PidNamespace | undefined;
  /** Its numbers, from the host's namespace down to its own. */
  readonly pids: readonly number[];
  readonly startedAt: Instant;
  readonly serial: number;
  parent: ProcessRecord | undefined;
  children: Set<ProcessRecord> | undefined;
  group: ProcessGroup;
  cgroup: Cgroup;
  argv: readonly string[];
  /** Path of the file that it executes. */
  executable = '';
  cwd: string;
  credentials: Credentials;
  descriptors: DescriptorTable;
  limits: ResourceLimits;
  umask: number;
  exit: { readonly status: WaitStatus; readonly at: Instant } | undefined;
  handle: TaskHandle | undefined;
  /** Killed itself, or ran out of something: ends at the next call. */
  doomed: WaitStatus | undefined;
  stopped: Signal | undefined;
  /** A stop or its end that the parent has not been told yet. */
  report: WaitStatus | undefined;
  /** Came while it was stopped. */
  pending: Signal[] | undefined;
  caught: Signal[] | undefined;
  /** What it does on signals, where that is not the default. Replaced, not changed: a forked child has the same ones. */
  actions: ReadonlyMap<Signal, SignalAction> | undefined;
  /** Nobody waits for it: it was started by the daemon. */
  readonly isAutoReaped: boolean;
  /** Descriptors lent to a daemon. */
  borrowed: Set<BorrowedDuplex> | undefined;
  cpuSteps = 0;
  memoryBytes = 0;
  sys: Sys | undefined;
  #env: CowMap<string, string>;
  #command: string | undefined;
  #slice = 0;
  #frozen = false;
  #ended: WaitQueue | undefined;
  #childChanged: WaitQueue | undefined;
  #random: Random | undefined;

  constructor(kernel: Kernel, serial: number, origin: ProcessOrigin) {
    this.kernel = kernel;
    this.serial = serial;
    this.startedAt = kernel.clock.now();
    this.namespaces = origin.namespaces;
    this.parent = origin.parent;
    this.cgroup = origin.cgroup;
    this.argv = origin.argv;
    this.#env = CowMap.of(origin.env);
    this.cwd = origin.cwd;
    this.credentials = origin.credentials;
    this.descriptors = origin.descriptors;
    this.limits = origin.limits;
    this.umask = origin.umask;
    this.pids = origin.namespaces.pid.register(this);
    this.group = origin.group ?? new ProcessGroup(this, origin.session ?? new Session(this));
    this.group.members.add(this);
    this.isAutoReaped = origin.isAutoReaped ?? false;
    if (!this.isAutoReaped) origin.parent?.addChild(this);
    origin.cgroup.add(this);
  }

  // ── as the daemon holds it ───────────────────────────────────────────────────────────────────────────────────────────

  get pid(): number {
    return this.pids[0] ?? 0;
  }

  get ended(): WaitQueue {
    return (this.#ended ??= new WaitQueue());
  }

  kill(signal: Signal): void {
    deliver(this, signal, undefined);
  }

  /** Waits for something, rather than having something to do; so do stopped and frozen processes. */
  get isBlocked(): boolean {
    return this.exit !== undefined || this.stopped !== undefined || this.#frozen || (this.handle?.isWaiting ?? true);
  }

  // ── identity ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Its number in its own namespace. */
  get ownPid(): number {
    return this.pids.at(-1) ?? 0;
  }

  /** The number of its parent in a namespace; 0 when it has none there. */
  parentPid(namespace: PidNamespace): number {
    // The shim of a started process may be gone: process 1 takes its place, without waiting for it.
    const parent = this.parent?.exit ? this.parent.namespaces.pid.init : this.parent;
    return parent && parent !== this && namespace.contains(parent.namespaces.pid) ? (parent.pids[namespace.level] ?? 0) : 0;
  }

  /** For the checks of the filesystems: only root's are limited, for nobody else has any. */
  get capabilities(): ReadonlySet<string> | undefined {
    return effectiveCapabilities(this.credentials);
  }

  get isCurrent(): boolean {
    return this.handle !== undefined && this.kernel.scheduler.current === this.handle;
  }

  /** The name that `ps` shows: that of the file, at most 15 characters. */
  get command(): string {
    return this.#command ?? '';
  }

  set command(name: string) {
    this.#command = name.slice(0, 15);
  }

  get env(): CowMap<string, string> {
    return this.#env;
  }

  replaceEnvironment(env: ReadonlyMap<string, string>): void {
    this.#env = CowMap.of(env);
  }

  get random(): Random {
    return (this.#random ??= Random.fork(this.kernel.seed, `process/${this.serial}`));
  }

  // ── family ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  addChild(child: ProcessRecord): void {
    (this.children ??= new Set()).add(child);
  }

  get childChanged(): WaitQueue {
    return (this.#childChanged ??= new WaitQueue());
  }

  joinGroup(group: ProcessGroup): void {
    this.group.members.delete(this);
    this.group = group;
    group.members.add(this);
  }

  notifyEnded(): void {
    this.#ended?.notify();
  }

  /** Drops what a zombie does not need. */
  forget(): void {
    this.sys = undefined;
    this.#env = NO_ENVIRONMENT;
    this.actions = undefined;
    this.caught = undefined;
    this.pending = undefined;
    this.borrowed = undefined;
    this.#random = undefined;
  }

  // ── running ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  signalAction(signal: Signal): SignalAction {
    return this.actions?.get(signal) ?? 'default';
  }

  setStopped(signal: Signal | undefined): void {
    this.stopped = signal;
    this.report = signal ? { kind: 'stopped', signal } : { kind: 'continued' };
    this.hold();
  }

  setFrozen(frozen: boolean): void {
    this.#frozen = frozen;
    this.hold();
  }

  /** @internal A new program or body runs in this process from now on. */
  run(handle: TaskHandle): void {
    this.handle?.cancel();
    this.handle = handle;
    this.hold();
  }

  /** Counts a step; true when the process must give way before it goes on. */
  step(): boolean {
    const isOver = this.isTurnOver;
    this.cpuSteps++;
    this.cgroup.cpuSteps++;
    this.kernel.scheduler.charge(1);
    this.#slice++;
    return isOver;
  }

  /** Whether the next step is one before which the process must give way. */
  get isTurnOver(): boolean {
    return this.#slice + 1 >= SLICE_STEPS || this.doomed !== undefined || this.stopped !== undefined || this.exit !== undefined;
  }

  /** Bytes that are carried take their time, and a turn that carries many is over sooner. */
  carry(bytes: number): void {
    const steps = Math.floor(bytes / BYTES_PER_STEP);
    if (steps === 0) return;
    this.cpuSteps += steps;
    this.cgroup.cpuSteps += steps;
    this.kernel.scheduler.charge(steps);
    this.#slice += steps;
  }

  /** Lets others run; ends the process if it is doomed. A cgroup that has had its share of the processor waits for the next period. */
  *giveWay(): Task<void> {
    if (this.doomed) yield* this.die(this.doomed);
    this.#slice = 0;
    this.checkCpuLimit();
    const deadline = this.cgroup.throttledUntil(this.kernel.clock.now());
    if (deadline === undefined) yield RESCHEDULE;
    else yield { kind: 'wait', queues: NO_QUEUES, deadline, uninterruptible: true };
  }

  /** Waits; 'interrupted' at once when a caught signal has not been taken yet. */
  *block(queues: readonly WaitQueue[], deadline?: Instant): Task<'ready' | 'timeout' | 'interrupted'> {
    if (this.doomed) yield* this.die(this.doomed);
    // Its namespace has ended while it was talking to the daemon.
    if (this.exit) yield* this.stay();
    if (this.caught && this.caught.length > 0) return 'interrupted';
    this.#slice = 0;
    return yield* waitFor(queues, deadline);
  }

  /** Ends the process from inside: the task never comes back from here. */
  *die(status: WaitStatus): Task<never> {
    exitProcess(this, status);
    return yield* this.stay();
  }

  /** Never comes back: another task has taken this one's place, or the process has ended. */
  *stay(): Task<never> {
    for (;;) yield RESCHEDULE;
  }

  private checkCpuLimit(): void {
    if (this.limits.cpu === Infinity) return;
    const seconds = (this.cpuSteps * STEP_COST) / 1000;
    if (seconds >= this.limits.cpu + 1) deliver(this, 'SIGKILL', undefined);
    else if (seconds >= this.limits.cpu) deliver(this, 'SIGXCPU', undefined);
  }

  taskEnded(outcome: TaskOutcome): void {
    const status = this.doomed ?? this.kernel.statusOf(this, outcome);
    exitProcess(this, status);
  }

  // ── memory ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** @internal Counts memory without asking whether there is enough. */
  setMemory(bytes: number): boolean {
    const change = bytes - this.memoryBytes;
    this.memoryBytes = bytes;
    this.kernel.memoryBytes += change;
    return this.cgroup.charge(change);
  }

  leaveCgroup(): void {
    this.setMemory(0);
    this.cgroup.remove(this);
  }

  private hold(): void {
    if (this.#frozen || this.stopped) this.handle?.freeze();
    else this.handle?.thaw();
  }
}

const NO_QUEUES: readonly WaitQueue[] = [];
const NO_ENVIRONMENT = new CowMap<string, string>(new Map(), true);
