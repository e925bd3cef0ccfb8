import { ProcFileSystem } from '../fs/proc-file-system.js';
import { SysFileSystem } from '../fs/sys-file-system.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import type { Cgroup } from '../process/cgroup.js';
import { cgroupFiles } from '../process/cgroup-files.js';
import { deviceFiles } from '../process/device-files.js';
import type { Namespaces } from '../process/launch.js';
import { procSource } from '../process/proc-source.js';
import type { VirtualEntry } from '../fs/virtual-node.js';
import type { Daemon } from './daemon.js';

const system = { noSuid: true, noDev: true, noExec: true } as const;

const proc = new Set(['proc']);
const sys = new Set(['sys']);

/** Mounts /proc, as the container's processes see it. */
export function mountProc({ clock, kernel }: Daemon, namespaces: Namespaces): void {
  const { mounts } = namespaces;
  const mountedAt = clock.now();
  mounts.prepare('/', proc, () => {
    mounts.mount('/proc', new ProcFileSystem({ clock, source: procSource(kernel, namespaces), mountedAt }), system);
  });
}

/** Mounts /sys and the container's own cgroup. A privileged container may write to them. */
export function mountSys(
  { clock }: Daemon,
  { mounts, net }: Namespaces,
  cgroup: Cgroup,
  { privileged }: { readonly privileged: boolean },
): void {
  const mountedAt = clock.now();
  mounts.prepare('/', sys, () => {
    const access = { readOnly: !privileged, ...system };
    const files = (): ReadonlyMap<string, VirtualEntry> => cgroupFiles(cgroup);
    mounts.mount('/sys', new SysFileSystem({ clock, files: deviceFiles(net), mountedAt }), access);
    mounts.mount('/sys/fs/cgroup', new SysFileSystem({ clock, type: 'cgroup2', files, mountedAt }), { source: 'cgroup', ...access });
  });
}

/** POSIX message queues: no program here has any, but the place is there. */
export function mountMessageQueues({ clock }: Daemon, mounts: MountNamespace): void {
  mounts.mount('/dev/mqueue', new SysFileSystem({ clock, type: 'mqueue', files: () => new Map() }), system);
}
