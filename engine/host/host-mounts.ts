import { devptsFileSystem, hostDevFileSystem, tmpfs } from '../fs/dev-file-system.js';
import { deviceOf } from '../fs/device-numbers.js';
import type { Disk } from '../fs/disk.js';
import { MountNamespace } from '../fs/mount-namespace.js';
import { ProcFileSystem } from '../fs/proc-file-system.js';
import { SysFileSystem } from '../fs/sys-file-system.js';
import { TreeFileSystem } from '../fs/tree-file-system.js';
import { cgroupTree } from '../process/cgroup-files.js';
import { deviceFiles } from '../process/device-files.js';
import type { Kernel } from '../process/kernel.js';
import type { Namespaces } from '../process/launch.js';
import { machine } from '../process/machine.js';
import { procSource } from '../process/proc-source.js';
import { hostSnapshot } from './host-files.js';
import type { HostSetup } from './journal.js';

/** The files of the host: its disk, the file systems of its kernel, and what is kept in memory. */
export function mountHost(
  kernel: Kernel,
  names: Pick<Namespaces, 'uts' | 'net'>,
  { home, lesson = false }: HostSetup,
  disk: Disk,
): MountNamespace {
  const { clock } = kernel;
  const mounts = new MountNamespace(clock);
  const rootOptions = { source: '/dev/sda1', options: 'errors=remount-ro' };
  const base = hostSnapshot({ home, lesson });
  mounts.mount('/', new TreeFileSystem({ clock, type: 'ext4', base, disk, dev: deviceOf(8, 1) }), rootOptions);
  mountKernelFiles(kernel, mounts, names);
  const half = machine.memoryBytes / 2;
  const tenth = machine.memoryBytes / 10;
  const kilobytes = (bytes: number): string => `size=${String(Math.floor(bytes / 1024))}k`;
  mounts.mount('/dev', hostDevFileSystem(clock, { sizeBytes: half }), {
    source: 'udev',
    noSuid: true,
    options: `${kilobytes(half)},mode=755`,
  });
  const terminals = { source: 'devpts', noSuid: true, noExec: true, options: 'gid=5,mode=620,ptmxmode=000' };
  mounts.mount('/dev/pts', devptsFileSystem(clock), terminals);
  mounts.mount('/dev/shm', tmpfs(clock, { sizeBytes: half }), { source: 'tmpfs', noSuid: true, noDev: true });
  const run = { source: 'tmpfs', noSuid: true, noDev: true, noExec: true, options: `${kilobytes(tenth)},mode=755` };
  mounts.mount('/run', tmpfs(clock, { sizeBytes: tenth, mode: 0o755 }), run);
  return mounts;
}

/** What the kernel shows of itself. */
function mountKernelFiles(kernel: Kernel, mounts: MountNamespace, { uts, net }: Pick<Namespaces, 'uts' | 'net'>): void {
  const { clock } = kernel;
  const safe = { noSuid: true, noDev: true, noExec: true };
  const source = procSource(kernel, { pid: kernel.root, uts });
  mounts.mount('/proc', new ProcFileSystem({ clock, source }), { source: 'proc', ...safe });
  const groups = new SysFileSystem({ clock, type: 'cgroup2', files: () => cgroupTree(kernel) });
  mounts.mount('/sys', new SysFileSystem({ clock, files: deviceFiles(net) }), { source: 'sysfs', ...safe });
  mounts.mount('/sys/fs/cgroup', groups, { source: 'cgroup2', ...safe, options: 'nsdelegate,memory_recursiveprot' });
}
