import { STEP_COST } from '../core/scheduler.js';
import type { VirtualEntry } from '../fs/virtual-node.js';
import type { Cgroup, CgroupLimits } from './cgroup.js';
import { formatProcessors, processorsOf } from './processors.js';

/** What /sys/fs/cgroup shows inside a container: the files of its own cgroup (cgroup v2), its processes by the numbers they have there. */
export function cgroupFiles(cgroup: Cgroup): ReadonlyMap<string, VirtualEntry> {
  const file = (read: () => string | number): VirtualEntry => ({ kind: 'file', read: () => `${read()}\n` });
  const limit = (value: number | undefined): string => (value === undefined || value <= 0 ? 'max' : `${value}`);
  return new Map<string, VirtualEntry>([
    ['cgroup.controllers', file(() => 'cpuset cpu io memory pids')],
    ['cgroup.events', file(() => `populated ${cgroup.size > 0 ? 1 : 0}\nfrozen ${cgroup.isFrozen ? 1 : 0}`)],
    ['cgroup.freeze', file(() => (cgroup.isFrozen ? 1 : 0))],
    [
      'cgroup.procs',
      file(() =>
        cgroup
          .members()
          .map(process => process.ownPid)
          .join('\n'),
      ),
    ],
    ['cgroup.type', file(() => 'domain')],
    ['cpu.max', file(() => formatQuota(cgroup.limits))],
    ['cpu.stat', file(() => formatCpu(cgroup))],
    ['cpu.weight', file(() => cgroup.limits.cpuWeight ?? 100)],
    ['cpuset.cpus', file(() => formatProcessors(cgroup.limits.processors ?? []))],
    ['cpuset.cpus.effective', file(() => formatProcessors(processorsOf(cgroup)))],
    ['memory.current', file(() => cgroup.memoryBytes)],
    [
      'memory.events',
      file(() => `low 0\nhigh 0\nmax ${cgroup.oomKills}\noom ${cgroup.oomKills}\noom_kill ${cgroup.oomKills}\noom_group_kill 0`),
    ],
    ['memory.low', file(() => cgroup.limits.memoryLowBytes ?? 0)],
    ['memory.max', file(() => limit(cgroup.limits.memoryBytes))],
    ['memory.peak', file(() => cgroup.peakMemoryBytes)],
    ['memory.stat', file(() => `anon ${cgroup.memoryBytes}\nfile 0\nkernel 0`)],
    ['memory.swap.max', file(() => 'max')],
    ['pids.current', file(() => cgroup.size)],
    ['pids.max', file(() => limit(cgroup.limits.pids))],
  ]);
}

const PERIOD_US = 100_000;

function formatQuota({ cpus, cpuPeriod = PERIOD_US }: CgroupLimits): string {
  return `${cpus === undefined || cpus <= 0 ? 'max' : Math.round(cpus * cpuPeriod)} ${cpuPeriod}`;
}

function formatCpu(cgroup: Cgroup): string {
  const microseconds = Math.round(cgroup.cpuSteps * STEP_COST * 1000);
  return `usage_usec ${microseconds}\nuser_usec ${microseconds}\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0`;
}
