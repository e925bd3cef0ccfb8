import { superuser } from '../fs/permissions.js';
import { entriesBelow, writeEntries } from './file-copy.js';
import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import type { MountPoint } from './mount-point.js';
import { viewOf } from './rootfs.js';
import { mountpointOf } from './volume.js';

/** Fills a new, empty volume with what the image has where it will be mounted. */
export function copyUp(daemon: Daemon, container: ContainerRecord, point: MountPoint): void {
  const volume = daemon.volumes.get(point.name);
  if (!volume?.isFresh) return;
  daemon.volumes.set(point.name, { ...volume, isFresh: false });
  const target = mountpointOf(point.name);
  if (!daemon.tree.isEmptyDirectory(target)) return;
  const view = viewOf(daemon, daemon.liveOf(container).rootfs);
  if (!view.exists(superuser, point.target) || view.stat(superuser, point.target).kind !== 'directory') return;
  writeEntries(daemon.tree.mounts, target, entriesBelow(view, point.target));
}
