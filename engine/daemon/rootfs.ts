import { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import { emptySnapshot, SnapshotBuilder, type Snapshot } from '../fs/snapshot.js';
import { TreeFileSystem } from '../fs/tree-file-system.js';
import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { invalid } from './errors.js';
import type { ContainerImage } from './images-port.js';

/** What Docker puts between the image and the container's own layer, so that it is no change of the container's. */
const initDirectories = ['dev/pts', 'dev/shm', 'proc', 'sys'];
const initFiles = ['etc/hosts', 'etc/hostname', 'etc/resolv.conf'];

/** Images are many containers' base: the tree with Docker's additions is made once for each. */
const withInit = new WeakMap<Snapshot, Snapshot>();

export function initSnapshot(image: Snapshot): Snapshot {
  let made = withInit.get(image);
  if (!made) withInit.set(image, (made = addInit(image)));
  return made;
}

function addInit(image: Snapshot): Snapshot {
  const builder = new SnapshotBuilder(image, { mtime: 'at creation' });
  for (const path of initDirectories) builder.directory(path);
  for (const path of initFiles) builder.file(path, '');
  for (const path of ['', 'dev', 'etc']) builder.touch(path);
  return builder.symlink('etc/mtab', '/proc/mounts').file('.dockerenv', '', { mode: 0o755 }).build();
}

/** A new container's own layer over its image, with its working directory in it. */
export function createRootfs(daemon: Daemon, container: ContainerRecord, image: ContainerImage | undefined): TreeFileSystem {
  const base = initSnapshot(image?.snapshot ?? emptySnapshot());
  const disk = daemon.tree.disk;
  const rootfs = new TreeFileSystem({ clock: daemon.clock, type: 'overlay', base, ...(disk ? { disk } : {}) });
  const { WorkingDir } = container.config;
  if (WorkingDir !== '' && WorkingDir !== '/') {
    const view = viewOf(daemon, rootfs);
    if (!view.exists(superuser, WorkingDir)) view.ensureMountPoint(WorkingDir, 'directory');
    else if (view.kindOf(superuser, WorkingDir) !== 'directory') throw invalid(`Cannot mkdir: ${WorkingDir} is not a directory`);
  }
  return rootfs;
}

/** The container's files alone, without its mounts: for containers that do not run. */
export function viewOf(daemon: Daemon, rootfs: TreeFileSystem): MountNamespace {
  const view = new MountNamespace(daemon.clock);
  view.mount('/', rootfs, { source: 'overlay' });
  return view;
}
