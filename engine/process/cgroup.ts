import type { Instant } from '../core/clock.js';
import { STEP_COST } from '../core/scheduler.js';
import { CPU_PERIOD } from './limits.js';
import type { ProcessRecord } from './process-record.js';

export interface CgroupLimits {
  readonly memoryBytes?: number | undefined;
  readonly pids?: number | undefined;
  /** Share of the processors (`--cpus`). There is one processor, so only less than one slows anybody down. */
  readonly cpus?: number | undefined;
  /** Out of memory throws ENOMEM rather than killing (`--oom-kill-disable`). */
  readonly oomKillDisable?: boolean | undefined;
  /** Microseconds of the CFS period (`--cpu-period`), which cpu.max shows. */
  readonly cpuPeriod?: number | undefined;
  /** Shown, for nobody competes here: share of processor time (cpu.weight) and memory that is kept (memory.low). */
  readonly cpuWeight?: number | undefined;
  readonly memoryLowBytes?: number | undefined;
  /** The processors that may be used (`--cpuset-cpus`). */
  readonly processors?: readonly number[] | undefined;
  /** What /proc/<pid>/oom_score_adj says of its processes. */
  readonly oomScoreAdjustment?: number | undefined;
}

/** A group of processes that are limited, counted, frozen and killed together: what a container is to the kernel. */
export class Cgroup {
  /** As in /proc/self/cgroup: `/` or `/system.slice/docker-<id>.scope`. */
  readonly path: string;
  limits: CgroupLimits;
  /** CPU time used, in steps. */
  cpuSteps = 0;
  memoryBytes = 0;
  peakMemoryBytes = 0;
  readBytes = 0;
  writtenBytes = 0;
  /** Processes killed for want of memory. */
  oomKills = 0;
  /** Called at each of them, before the process is gone. */
  readonly onOom: ((process: ProcessRecord) => void) | undefined;
  readonly #members = new Set<ProcessRecord>();
  #frozen = false;
  #periodStart: Instant = 0;
  #periodSteps = 0;

  constructor(path: string, limits: CgroupLimits = {}, onOom?: (process: ProcessRecord) => void) {
    this.path = path;
    this.limits = limits;
    this.onOom = onOom;
  }

  get isFrozen(): boolean {
    return this.#frozen;
  }

  get oomKilled(): boolean {
    return this.oomKills > 0;
  }

  /** Running processes: those that have ended do not count. */
  get size(): number {
    return this.#members.size;
  }

  members(): readonly ProcessRecord[] {
    return [...this.#members];
  }

  get isFull(): boolean {
    return this.limits.pids !== undefined && this.limits.pids > 0 && this.#members.size >= this.limits.pids;
  }

  /** @internal */
  add(process: ProcessRecord): void {
    this.#members.add(process);
    if (this.#frozen) process.setFrozen(true);
  }

  /** @internal */
  remove(process: ProcessRecord): void {
    this.#members.delete(process);
  }

  /** When the group may go on, if it has had its share of this period already (CFS bandwidth control). */
  throttledUntil(now: Instant): Instant | undefined {
    const { cpus } = this.limits;
    if (cpus === undefined || cpus >= 1) return undefined;
    if (now - this.#periodStart >= CPU_PERIOD) {
      this.#periodStart = now - ((now - this.#periodStart) % CPU_PERIOD);
      this.#periodSteps = this.cpuSteps;
    }
    const used = (this.cpuSteps - this.#periodSteps) * STEP_COST;
    return used >= cpus * CPU_PERIOD ? this.#periodStart + CPU_PERIOD : undefined;
  }

  /** `docker pause`: everybody stops where they are; SIGKILL still works. */
  freeze(): void {
    this.#frozen = true;
    for (const process of this.#members) process.setFrozen(true);
  }

  thaw(): void {
    this.#frozen = false;
    for (const process of this.members()) process.setFrozen(false);
  }

  killAll(): void {
    for (const process of this.members()) process.kill('SIGKILL');
  }

  /** @internal Counts memory; whether all of it fits the limit. */
  charge(bytes: number): boolean {
    this.memoryBytes += bytes;
    if (this.memoryBytes > this.peakMemoryBytes) this.peakMemoryBytes = this.memoryBytes;
    return this.limits.memoryBytes === undefined || this.limits.memoryBytes <= 0 || this.memoryBytes <= this.limits.memoryBytes;
  }

  /** @internal The process that the kernel kills when there is no memory left: the biggest, the youngest among equals. */
  biggest(): ProcessRecord | undefined {
    let biggest: ProcessRecord | undefined;
    for (const process of this.#members) if (!biggest || process.memoryBytes >= biggest.memoryBytes) biggest = process;
    return biggest;
  }
}
