import { Errno } from '../core/errno.js';
import type { Cgroup } from './cgroup.js';
import type { ProcessRecord } from './process-record.js';

/** Gives a process this much memory. Where there is no room, the biggest process of the cgroup (or of the machine) is killed. */
export function setMemory(process: ProcessRecord, bytes: number): void {
  if (process.exit) return;
  const before = process.memoryBytes;
  const { cgroup, kernel } = process;
  const fits = process.setMemory(bytes);
  if (bytes <= before) return;
  if (!fits && cgroup.limits.oomKillDisable) {
    process.setMemory(before);
    throw new Errno('ENOMEM');
  }
  if (!fits) relieve(cgroup);
  if (kernel.memoryBytes > kernel.limits.memoryBytes) {
    const victim = biggest(kernel.root.members());
    if (victim) killForMemory(victim);
  }
}

/** Kills until what is left fits; a victim that is in the middle of a call counts as gone. */
function relieve(cgroup: Cgroup): void {
  const limit = cgroup.limits.memoryBytes ?? Infinity;
  while (cgroup.memoryBytes > limit) {
    const victim = cgroup.biggest();
    if (!victim || victim.doomed) return;
    killForMemory(victim);
  }
}

function killForMemory(victim: ProcessRecord): void {
  victim.cgroup.oomKills++;
  victim.cgroup.onOom?.(victim);
  victim.kill('SIGKILL');
}

function biggest(processes: Iterable<ProcessRecord>): ProcessRecord | undefined {
  let found: ProcessRecord | undefined;
  for (const process of processes) {
    // Process 1 of the host is never chosen: without it there is no host.
    if (process.exit || process.pid === 1) continue;
    if (!found || process.memoryBytes > found.memoryBytes) found = process;
  }
  return found;
}
