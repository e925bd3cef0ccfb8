import type { CgroupLimits } from '../process/cgroup.js';
import type { LaunchSpec } from '../process/launch.js';
import { parseProcessors } from '../process/processors.js';
import type { HostConfig } from './host-config.js';

/** What the kernel is told of a container's limits. */
export function limitsOf(host: HostConfig): CgroupLimits {
  const { Memory, NanoCpus, CpuQuota, CpuPeriod, PidsLimit } = host;
  return {
    cpus: NanoCpus > 0 ? NanoCpus / 1e9 : CpuQuota > 0 ? CpuQuota / (CpuPeriod || DEFAULT_PERIOD) : undefined,
    cpuPeriod: CpuPeriod || DEFAULT_PERIOD,
    cpuWeight: host.CpuShares > 0 ? weightOf(host.CpuShares) : undefined,
    processors: host.CpusetCpus === '' ? undefined : parseProcessors(host.CpusetCpus),
    memoryLowBytes: host.MemoryReservation > 0 ? host.MemoryReservation : undefined,
    oomScoreAdjustment: host.OomScoreAdj,
    memoryBytes: Memory > 0 ? Memory : undefined,
    pids: PidsLimit !== null && PidsLimit > 0 ? PidsLimit : undefined,
    oomKillDisable: host.OomKillDisable === true,
  };
}

const DEFAULT_PERIOD = 100_000;

/** Shares of cgroup v1, 2 to 262144, as a weight of v2, 1 to 10000 (libcontainer, ConvertCPUSharesToCgroupV2Value). */
function weightOf(shares: number): number {
  return 1 + Math.floor(((Math.min(262_144, Math.max(2, shares)) - 2) * 9999) / 262_142);
}

/** `--ulimit nofile=1024:2048`, those that the kernel knows. */
export function ulimitsOf({ Ulimits }: HostConfig): NonNullable<LaunchSpec['limits']> {
  const limits: { nofile: number; nproc?: number; fsize?: number; cpu?: number } = { nofile: 1_048_576 };
  for (const { Name, Soft } of Ulimits ?? []) {
    if (Name === 'nofile' || Name === 'nproc' || Name === 'fsize' || Name === 'cpu') limits[Name] = Soft < 0 ? Infinity : Soft;
  }
  return limits;
}
