import { PID_MAX, PID_RESERVED } from './limits.js';
import type { ProcessRecord } from './process-record.js';

/**
 * A set of process numbers. The host has one; a container has its own inside it, so its first process is 1 there and has
 * another number on the host.
 */
export class PidNamespace {
  readonly parent: PidNamespace | undefined;
  /** 0 for the host's. */
  readonly level: number;
  readonly #members = new Map<number, ProcessRecord>();
  #last: number;
  #init: ProcessRecord | undefined;
  #dead = false;

  /** `firstPid` is where numbers after process 1 start. */
  constructor(parent: PidNamespace | undefined, firstPid = 2) {
    this.parent = parent;
    this.level = parent ? parent.level + 1 : 0;
    this.#last = firstPid - 1;
  }

  /** Process 1, the parent of orphans. */
  get init(): ProcessRecord | undefined {
    return this.#init;
  }

  /** Its process 1 has ended: nothing can be started here any more. */
  get isDead(): boolean {
    return this.#dead;
  }

  /** The number that was given last. */
  get last(): number {
    return this.#last;
  }

  get size(): number {
    return this.#members.size;
  }

  /** All processes, zombies too, in the order in which they were started. */
  members(): IterableIterator<ProcessRecord> {
    return this.#members.values();
  }

  find(pid: number): ProcessRecord | undefined {
    return this.#members.get(pid);
  }

  /** Whether a process of `namespace` is visible here. */
  contains(namespace: PidNamespace): boolean {
    let ancestor: PidNamespace | undefined = namespace;
    while (ancestor && ancestor.level > this.level) ancestor = ancestor.parent;
    return ancestor === this;
  }

  /** Gives the process its numbers, one for each level from the host's down to this. */
  register(process: ProcessRecord): readonly number[] {
    const pids = this.parent?.register(process);
    const pid = this.#nextPid();
    this.#members.set(pid, process);
    if (!this.#init) this.#init = process;
    // Exactly as long as needed: a pushed-to array keeps room for sixteen more.
    return pids ? pids.concat(pid) : [pid];
  }

  /** Frees the numbers; its own process 1 gone means that the namespace is dead. */
  release(pids: readonly number[]): void {
    const pid = pids[this.level];
    if (pid !== undefined) this.#members.delete(pid);
    this.parent?.release(pids);
  }

  /** Process 1 has ended. */
  die(): void {
    this.#dead = true;
  }

  #nextPid(): number {
    if (!this.#init) return 1;
    let pid = this.#last;
    do pid = pid >= PID_MAX ? PID_RESERVED : pid + 1;
    while (this.#members.has(pid));
    this.#last = pid;
    return pid;
  }
}
