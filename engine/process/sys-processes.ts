import { Errno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import { isCapable } from './capabilities.js';
import { deliver } from './delivery.js';
import { executeProgram } from './exec.js';
import { moveToGroup, newSession } from './jobs.js';
import { setMemory } from './memory.js';
import { changeRoot, joinNamespaces, mountOwnProc, unshareNamespaces, type NamespaceKind } from './namespaces.js';
import type { ProcessRecord, SignalAction } from './process-record.js';
import type { Signal } from './signals.js';
import { forkChild, spawnChild } from './spawn.js';
import { FileCalls } from './sys-files.js';
import type { ForkOptions, Pid, SpawnOptions, Sys } from './sys.js';
import { waitForChild, type Waited, type WaitOptions } from './wait.js';

type LimitName = 'nofile' | 'nproc' | 'fsize' | 'cpu';

/** Fourth layer: processes, signals and limits. */
export class ProcessCalls extends FileCalls {
  spawn(options: SpawnOptions): Pid {
    this.process.step();
    return this.numberHere(spawnChild(this.process, options));
  }

  fork(body: (sys: Sys) => Task<number>, options: ForkOptions = {}): Pid {
    this.process.step();
    return this.numberHere(forkChild(this.process, body, options));
  }

  *exec(path: string, argv: readonly string[], env?: ReadonlyMap<string, string>): Task<never> {
    const { process } = this;
    if (process.doomed) yield* process.die(process.doomed);
    return yield* executeProgram(process, path, argv, env);
  }

  *exit(code: number): Task<never> {
    return yield* this.process.die(this.process.doomed ?? { kind: 'exited', code: code & 0xff });
  }

  *wait(pid: Pid, options: WaitOptions = {}): Task<Waited | 'interrupted' | undefined> {
    if (this.process.step()) yield* this.process.giveWay();
    return yield* waitForChild(this.process, pid, options);
  }

  kill(pid: Pid, signal: Signal | 0): void {
    const targets = this.targets(pid);
    if (targets.length === 0) throw new Errno('ESRCH');
    const allowed = targets.filter(target => this.maySignal(target, signal));
    if (allowed.length === 0) throw new Errno('EPERM');
    if (signal !== 0) for (const target of allowed) deliver(target, signal, this.process);
  }

  onSignal(signal: Signal, action: SignalAction): void {
    if (signal === 'SIGKILL' || signal === 'SIGSTOP') throw new Errno('EINVAL');
    const { process } = this;
    if (action !== process.signalAction(signal)) {
      const actions = new Map(process.actions);
      if (action === 'default') actions.delete(signal);
      else actions.set(signal, action);
      process.actions = actions.size > 0 ? actions : undefined;
    }
    if (action !== 'catch') process.caught = process.caught?.filter(caught => caught !== signal);
  }

  signalAction(signal: Signal): SignalAction {
    return this.process.signalAction(signal);
  }

  chroot(path: string): void {
    changeRoot(this.process, path);
  }

  joinNamespaces(pid: Pid, kinds: ReadonlySet<NamespaceKind>): void {
    joinNamespaces(this.process, pid, kinds);
  }

  unshareNamespaces(kinds: ReadonlySet<NamespaceKind>): void {
    unshareNamespaces(this.process, kinds);
  }

  mountOwnProc(): void {
    mountOwnProc(this.process);
  }

  takeSignal(): Signal | undefined {
    return this.process.caught?.shift();
  }

  get processGroup(): Pid {
    return this.process.group.pids[this.process.namespaces.pid.level] ?? 0;
  }

  setProcessGroup(pid: Pid, processGroup: Pid): void {
    const target = pid === 0 ? this.process : this.find(pid);
    if (target !== this.process && target.parent !== this.process) throw new Errno('ESRCH');
    moveToGroup(target, processGroup, this.process.namespaces.pid);
  }

  setSession(): Pid {
    newSession(this.process);
    return this.pid;
  }

  setMemory(bytes: number): void {
    setMemory(this.process, Math.max(0, bytes));
  }

  getLimit(name: LimitName): number {
    return this.process.limits[name];
  }

  setLimit(name: LimitName, value: number): void {
    const { limits, credentials } = this.process;
    if (value > limits[name] && !isCapable(credentials, 'CAP_SYS_RESOURCE')) throw new Errno('EPERM');
    if (value < 0 || Number.isNaN(value)) throw new Errno('EINVAL');
    this.process.limits = { ...limits, [name]: value };
  }

  private find(pid: Pid): ProcessRecord {
    const process = this.process.namespaces.pid.find(pid);
    if (!process) throw new Errno('ESRCH');
    return process;
  }

  private numberHere(child: ProcessRecord): Pid {
    return child.pids[this.process.namespaces.pid.level] ?? 0;
  }

  /** Whom kill(2) means. */
  private targets(pid: Pid): readonly ProcessRecord[] {
    const namespace = this.process.namespaces.pid;
    if (pid > 0) return [this.find(pid)];
    const everybody = [...namespace.members()];
    if (pid === -1) return everybody.filter(other => other !== this.process && other !== namespace.init && !other.exit);
    if (pid === 0) return [...this.process.group.members];
    return everybody.filter(other => other.group.pids[namespace.level] === -pid);
  }

  private maySignal(target: ProcessRecord, signal: Signal | 0): boolean {
    const { credentials } = this.process;
    if (credentials.uid === target.credentials.uid || isCapable(credentials, 'CAP_KILL')) return true;
    return signal === 'SIGCONT' && target.group.session === this.process.group.session;
  }
}
