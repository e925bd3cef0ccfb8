import type { CgroupLimits } from '../process/cgroup.js';
import type { LaunchSpec } from '../process/launch.js';
import type { HostConfig } from './host-config.js';

/** What the kernel is told of a container's limits. */
export function limitsOf({ Memory, NanoCpus, CpuQuota, CpuPeriod, PidsLimit, OomKillDisable }: HostConfig): CgroupLimits {
  return {
    cpus: NanoCpus > 0 ? NanoCpus / 1e9 : CpuQuota > 0 ? CpuQuota / (CpuPeriod || 100_000) : undefined,
    memoryBytes: Memory > 0 ? Memory : undefined,
    pids: PidsLimit !== null && PidsLimit > 0 ? PidsLimit : undefined,
    oomKillDisable: OomKillDisable === true,
  };
}

/** `--ulimit nofile=1024:2048`, those that the kernel knows. */
export function ulimitsOf({ Ulimits }: HostConfig): NonNullable<LaunchSpec['limits']> {
  const limits: { nofile: number; nproc?: number; fsize?: number; cpu?: number } = { nofile: 1_048_576 };
  for (const { Name, Soft } of Ulimits ?? []) {
    if (Name === 'nofile' || Name === 'nproc' || Name === 'fsize' || Name === 'cpu') limits[Name] = Soft < 0 ? Infinity : Soft;
  }
  return limits;
}
