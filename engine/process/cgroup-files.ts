import { STEP_COST } from '../core/scheduler.js';
import type { VirtualEntry } from '../fs/virtual-node.js';
import { Cgroup, type CgroupLimits } from './cgroup.js';
import type { Kernel } from './kernel.js';
import type { PidNamespace } from './pid-namespace.js';
import { formatProcessors, processorsOf } from './processors.js';

/** What /sys/fs/cgroup shows on the host: the groups of all its processes below each other, as cgroup v2 has them. */
export function cgroupTree(kernel: Kernel): ReadonlyMap<string, VirtualEntry> {
  const groups = new Map<string, Cgroup>();
  for (const { cgroup } of kernel.root.members()) groups.set(cgroup.path, cgroup);
  const files = new Map<string, VirtualEntry>();
  const own = groups.get('/') ?? new Cgroup('/');
  for (const [name, entry] of cgroupFiles(own, kernel.root)) if (ofRoot.has(name)) files.set(name, entry);
  for (const [path, group] of groups) {
    if (path === '/') continue;
    for (const [name, entry] of cgroupFiles(group, kernel.root)) files.set(`${path.slice(1)}/${name}`, entry);
    // The groups around it are there as well, without processes of their own.
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const around = path.slice(0, end);
      if (groups.has(around) || files.has(`${around.slice(1)}/cgroup.type`)) continue;
      for (const [name, entry] of cgroupFiles(new Cgroup(around), kernel.root)) files.set(`${around.slice(1)}/${name}`, entry);
    }
  }
  return files;
}

/** The group that holds all others has no limits. */
const ofRoot = new Set(['cgroup.controllers', 'cgroup.procs', 'cgroup.subtree_control', 'cgroup.threads', 'cpu.stat', 'memory.stat']);

/**
 * The files of a cgroup (cgroup v2), with its processes by the numbers that a namespace has for them. This is what /sys/fs/cgroup shows inside
 * a container, where they are those of its own cgroup.
 */
export function cgroupFiles(cgroup: Cgroup, namespace?: PidNamespace): ReadonlyMap<string, VirtualEntry> {
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
          .map(process => (namespace ? process.pids[namespace.level] : process.ownPid))
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
