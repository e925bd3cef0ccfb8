import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { invalid, invalidMount, noSuchVolumeDriver, DaemonError } from './errors.js';
import type { HostConfig } from './host-config.js';
import { sortedMap } from './json.js';
import type { MountPoint } from './mount-point.js';
import { mountWishes } from './mount-spec.js';
import { mountpointOf } from './volume.js';
import { ensureVolume, setVolumeUser } from './volumes.js';

/**
 * What a new container mounts: that of other containers first (`--volumes-from`), then its own wishes, for which volumes are
 * made where there are none.
 */
export function resolveMounts(daemon: Daemon, host: HostConfig, volumes: Readonly<Record<string, unknown>> | null): readonly MountPoint[] {
  const inherited = (host.VolumesFrom ?? []).flatMap(specification => mountsOf(daemon, specification));
  const wishes = mountWishes(host, volumes);
  for (const wish of wishes) checkSource(daemon, wish);
  const targets = new Set(wishes.filter(({ anonymous, mode }) => !anonymous || mode !== '').map(({ target }) => target));
  const kept = inherited.filter(({ target }) => !targets.has(target));
  const keptTargets = new Set(kept.map(({ target }) => target));
  return [...kept, ...wishes.filter(({ target }) => !keptTargets.has(target)).map(wish => withVolume(daemon, wish))];
}

/** `name[:mode]` of `--volumes-from`. */
function mountsOf(daemon: Daemon, specification: string): readonly MountPoint[] {
  if (specification === '') throw invalid('volumes-from specification cannot be an empty string');
  const [name = '', mode = ''] = specification.split(':');
  if (specification === '') throw invalid('volumes-from specification cannot be an empty string');
  if (name === '') throw invalid(`malformed volumes-from specification: ${specification}`);
  if (!['', 'ro', 'rw', 'z', 'Z'].includes(mode)) throw invalid(`invalid mode: ${mode}`);
  const { mounts } = findSource(daemon, name);
  return mounts.map(mount => ({ ...mount, anonymous: false, writable: mount.writable && mode !== 'ro' }));
}

function findSource(daemon: Daemon, name: string): ContainerRecord {
  try {
    return daemon.containers.find(name);
  } catch (error) {
    // Docker answers 400 here, not 404: the container is a parameter, not the thing asked for.
    throw error instanceof DaemonError ? invalid(error.message) : error;
  }
}

/** `--mount type=bind` needs its source; `-v` makes it later. */
function checkSource(daemon: Daemon, wish: MountPoint): void {
  if (wish.type !== 'bind' || wish.createSource || daemon.tree.kindOf(wish.source)) return;
  throw invalidMount('bind', `bind source path does not exist: ${wish.source}`);
}

function withVolume(daemon: Daemon, wish: MountPoint): MountPoint {
  if (wish.type !== 'volume') return wish;
  const name = wish.name || daemon.random.hex(64);
  if (wish.driver !== 'local') throw noSuchVolumeDriver(name, wish.driver);
  const anonymous = wish.anonymous ? { 'com.docker.volume.anonymous': '' } : {};
  const labels = { ...wish.labels, ...anonymous };
  ensureVolume(daemon, name, {
    labels: Object.keys(labels).length > 0 ? sortedMap(labels) : null,
    options: null,
    anonymous: wish.anonymous,
  });
  return { ...wish, name, source: mountpointOf(name) };
}

/** The container's volumes are in use from now on, running or not. */
export function useVolumes(daemon: Daemon, container: ContainerRecord): void {
  for (const { type, name } of container.mounts) if (type === 'volume') setVolumeUser(daemon, name, container.id, true);
}

/** The container is gone; with `volumes` its anonymous ones go too. */
export function leaveVolumes(daemon: Daemon, container: ContainerRecord): void {
  for (const { type, name } of container.mounts) if (type === 'volume') setVolumeUser(daemon, name, container.id, false);
}
