import { isErrno } from '../core/errno.js';
import { containerDevFileSystem, devptsFileSystem, tmpfs } from '../fs/dev-file-system.js';
import { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import type { Cgroup } from '../process/cgroup.js';
import type { Namespaces } from '../process/launch.js';
import { machine } from '../process/machine.js';
import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { addDevices } from './devices.js';
import { failed } from './errors.js';
import { configDirectory } from './host-files.js';
import type { MountPoint } from './mount-point.js';
import { cleanPath } from './mount-spec.js';
import type { SharedMemory } from './namespaces.js';
import { protectPaths } from './protected-paths.js';
import { mountMessageQueues, mountProc, mountSys } from './system-files.js';
import { parseTmpfs, tmpfsText } from './tmpfs-options.js';
import { copyUp } from './copy-up.js';

/** What a container's processes are set apart by, as far as mounting asks for it. */
export interface Isolation {
  readonly namespaces: Namespaces;
  readonly cgroup: Cgroup;
  readonly sharedMemory: SharedMemory;
}

const inMemory = new Set(['mqueue', 'shm']);

/** Everything that a container sees mounted, in the order in which runc mounts it. */
export function mountContainer(daemon: Daemon, container: ContainerRecord, { namespaces, cgroup, sharedMemory }: Isolation): void {
  const { clock } = daemon;
  const { mounts } = namespaces;
  const { rootfs } = daemon.liveOf(container);
  const { hostConfig } = container;
  const overlay = `/var/lib/docker/overlay2/${container.layerId}`;
  mounts.mount('/', rootfs, {
    source: 'overlay',
    options: `lowerdir=${overlay}-init/diff,upperdir=${overlay}/diff,workdir=${overlay}/work`,
  });
  mountProc(daemon, namespaces);
  mounts.mount('/dev', containerDevFileSystem(clock), { noSuid: true, strictAccessTimes: true, options: 'size=65536k,mode=755' });
  if (hostConfig.Privileged) addHostDevices(mounts);
  addDevices(daemon, hostConfig, mounts);
  mounts.mount('/dev/pts', devptsFileSystem(clock), { noSuid: true, noExec: true, options: 'gid=5,mode=620,ptmxmode=666' });
  mountSys(daemon, namespaces, cgroup, { privileged: hostConfig.Privileged });
  mounts.prepare('/dev', inMemory, () => {
    mountMessageQueues(daemon, mounts);
    mountSharedMemory(daemon, hostConfig.ShmSize, mounts, sharedMemory);
  });
  for (const mount of inOrder(container.mounts)) mountOne(daemon, container, mounts, mount);
  for (const [path, options] of Object.entries(hostConfig.Tmpfs ?? {})) mountTmpfs(daemon, mounts, path, options);
  mountOwnFiles(daemon, container, mounts);
  if (hostConfig.Init === true) mountInit(daemon, mounts);
  if (hostConfig.ReadonlyRootfs) mounts.remount('/', { readOnly: true });
  protectPaths(daemon, mounts, container);
}

function mountSharedMemory(daemon: Daemon, sizeBytes: number, mounts: MountNamespace, sharedMemory: SharedMemory): void {
  if (sharedMemory === undefined) return;
  if (sharedMemory === 'host') {
    mounts.bind(daemon.tree.mounts.locate(superuser, '/dev/shm'), '/dev/shm');
    return;
  }
  mounts.mount('/dev/shm', sharedMemory, {
    noSuid: true,
    noDev: true,
    noExec: true,
    source: 'shm',
    options: `size=${String(Math.floor(sizeBytes / 1024))}k`,
  });
}

/** Volumes and host paths alone, for copying to and from a container that does not run. */
export function mountVolumes(daemon: Daemon, container: ContainerRecord, mounts: MountNamespace): void {
  for (const mount of inOrder(container.mounts)) if (mount.type !== 'tmpfs') mountOne(daemon, container, mounts, mount);
}

/** `--privileged` shows the devices of the host. */
function addHostDevices(mounts: MountNamespace): void {
  mounts.mknod(superuser, '/dev/kmsg', 'character', { major: 1, minor: 11 }, 0o644);
  mounts.mknod(superuser, '/dev/mem', 'character', { major: 1, minor: 1 }, 0o640);
  mounts.mknod(superuser, '/dev/sda', 'block', { major: 8, minor: 0 }, 0o660);
  mounts.mknod(superuser, '/dev/sda1', 'block', { major: 8, minor: 1 }, 0o660);
}

/** `--init`: the host's docker-init is process 1. */
function mountInit(daemon: Daemon, mounts: MountNamespace): void {
  const target = '/sbin/docker-init';
  mounts.ensureMountPoint(target, 'file');
  mounts.bind(daemon.tree.mounts.locate(superuser, '/usr/bin/docker-init'), target, { readOnly: true });
}

/** Outer directories first, so that nothing hides what is mounted inside it. */
function inOrder(points: readonly MountPoint[]): readonly MountPoint[] {
  const depth = (path: string): number => path.split('/').length;
  return points.toSorted((a, b) => depth(a.target) - depth(b.target));
}

function mountOne(daemon: Daemon, container: ContainerRecord, mounts: MountNamespace, point: MountPoint): void {
  if (point.type === 'tmpfs') {
    const isSized = point.tmpfs?.sizeBytes !== undefined;
    const shape = { sizeBytes: point.tmpfs?.sizeBytes ?? machine.memoryBytes / 2, mode: point.tmpfs?.mode ?? 0o1777 };
    mounts.ensureMountPoint(point.target, 'directory');
    const flags = { noSuid: true, noDev: true, noExec: true, readOnly: !point.writable };
    mounts.mount(point.target, tmpfs(daemon.clock, shape), { ...flags, options: tmpfsText({ ...shape, isSized }) });
    return;
  }
  const source = point.subpath === '' ? point.source : `${point.source}${cleanPath(point.subpath)}`;
  const kind = sourceKind(daemon, point, source);
  mounts.ensureMountPoint(point.target, kind === 'directory' ? 'directory' : 'file');
  if (point.type === 'volume' && point.copyUp) copyUp(daemon, container, point);
  try {
    mounts.bind(daemon.tree.mounts.locate(superuser, source), point.target, { readOnly: !point.writable });
  } catch (error) {
    if (isErrno(error, 'ENOTDIR')) throw notSameKind(source, point.target);
    throw error;
  }
}

/** A host path of `-v` that is missing is made, as a directory. */
function sourceKind(daemon: Daemon, point: MountPoint, source: string): 'file' | 'directory' {
  const kind = daemon.tree.kindOf(source);
  if (kind) return kind === 'directory' ? kind : 'file';
  if (point.subpath !== '') throw failed(`cannot access path ${source}: lstat ${source}: no such file or directory`);
  if (point.type === 'bind' && !point.createSource)
    throw failed(`invalid mount config for type "bind": bind source path does not exist: ${source}`);
  daemon.tree.makeDirectory(source);
  return 'directory';
}

function notSameKind(source: string, target: string): Error {
  return failed(
    `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "${source}" to rootfs at "${target}": not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`,
  );
}

function mountTmpfs(daemon: Daemon, mounts: MountNamespace, path: string, options: string): void {
  const { text, readOnly, noSuid, noDev, noExec, ...attributes } = parseTmpfs(path, options);
  mounts.ensureMountPoint(path, 'directory');
  mounts.mount(path, tmpfs(daemon.clock, attributes), { readOnly, noSuid, noDev, noExec, options: text });
}

/** /etc/hosts and its like come from the daemon's directory on the host, unless the user mounted something there. */
function mountOwnFiles(daemon: Daemon, container: ContainerRecord, mounts: MountNamespace): void {
  const taken = new Set(container.mounts.map(({ target }) => target));
  for (const target of ['/etc/resolv.conf', '/etc/hostname', '/etc/hosts']) {
    if (taken.has(target)) continue;
    const source = `${configDirectory(container.filesOwner)}${target.slice('/etc'.length)}`;
    mounts.ensureMountPoint(target, 'file');
    mounts.bind(daemon.tree.mounts.locate(superuser, source), target, { readOnly: container.hostConfig.ReadonlyRootfs });
  }
}
