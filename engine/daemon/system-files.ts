import { ProcFileSystem } from '../fs/proc-file-system.js';
import { SysFileSystem } from '../fs/sys-file-system.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import type { Cgroup } from '../process/cgroup.js';
import { cgroupFiles } from '../process/cgroup-files.js';
import { deviceFiles } from '../process/device-files.js';
import type { Namespaces } from '../process/launch.js';
import { procSource } from '../process/proc-source.js';
import type { Daemon } from './daemon.js';

const system = { noSuid: true, noDev: true, noExec: true } as const;

/** Mounts /proc, as the container's processes see it. */
export function mountProc(daemon: Daemon, mounts: MountNamespace, namespaces: Namespaces): void {
  mounts.mount('/proc', new ProcFileSystem({ clock: daemon.clock, source: procSource(daemon.kernel, namespaces) }), system);
}

/** Mounts /sys and the container's own cgroup. A privileged container may write to them. */
export function mountSys(
  { clock }: Daemon,
  { mounts, net }: Namespaces,
  cgroup: Cgroup,
  { privileged }: { readonly privileged: boolean },
): void {
  const access = { readOnly: !privileged, ...system };
  mounts.mount('/sys', new SysFileSystem({ clock, files: deviceFiles(net) }), access);
  mounts.mount('/sys/fs/cgroup', new SysFileSystem({ clock, type: 'cgroup2', files: () => cgroupFiles(cgroup) }), {
    source: 'cgroup',
    ...access,
  });
}

const queues = new Set(['mqueue']);

/** POSIX message queues: no program here has any, but the place is there. */
export function mountMessageQueues({ clock }: Daemon, mounts: MountNamespace): void {
  mounts.prepare('/dev', queues, () => {
    mounts.mount('/dev/mqueue', new SysFileSystem({ clock, type: 'mqueue', files: () => new Map() }), system);
  });
}
