import type { Daemon } from './daemon.js';
import {
  failed,
  invalid,
  invalidVolumeName,
  noSuchVolume,
  noSuchVolumeDriver,
  notSimulated,
  shortVolumeName,
  volumeInUse,
} from './errors.js';
import { decodeFields, sortedMap, text, textMap } from './json.js';
import { limits } from './limits.js';
import { formatSeconds } from './timestamps.js';
import { mountpointOf, type VolumeRecord } from './volume.js';

const fields = { Name: text, Driver: text, DriverOpts: textMap, Labels: textMap };

/** `docker volume create`: the volume of that name, made now unless it was there. */
export function createVolume(daemon: Daemon, body: Readonly<Record<string, unknown>>): VolumeRecord {
  const request = decodeFields(fields, body);
  const driver = request.Driver || 'local';
  const name = request.Name || daemon.random.hex(64);
  const labels = request.Name === '' ? { ...request.Labels, 'com.docker.volume.anonymous': '' } : request.Labels;
  if (driver !== 'local') throw noSuchVolumeDriver(name, driver);
  checkOptions(name, request.DriverOpts ?? {});
  return ensureVolume(daemon, name, { labels: labels && sortedMap(labels), options: null, anonymous: request.Name === '' });
}

/** Options that make no sense without another one. */
const requirements = [
  ['type', 'device'],
  ['device', 'type'],
  ['o', 'device'],
] as const;

function checkOptions(name: string, options: Readonly<Record<string, string>>): void {
  for (const key of Object.keys(options)) {
    if (!['type', 'o', 'device', 'size'].includes(key)) throw invalid(`create ${name}: invalid option: "${key}"`);
  }
  for (const [key, needed] of requirements)
    if (key in options && !(needed in options)) throw invalid(`create ${name}: missing required option: ${JSON.stringify(needed)}`);
  if (Object.keys(options).length > 0) throw notSimulated('options of the local volume driver');
}

/** Finds a volume or makes it, with its directory on the host. */
export function ensureVolume(daemon: Daemon, name: string, traits: Pick<VolumeRecord, 'labels' | 'options' | 'anonymous'>): VolumeRecord {
  const known = daemon.volumes.get(name);
  if (known) return known;
  if (name.length < 2) throw shortVolumeName(name);
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name)) throw invalidVolumeName(name);
  if (daemon.volumes.size >= limits.volumes) throw failed('drydock: too many volumes');
  const volume: VolumeRecord = { name, createdAt: daemon.clock.now(), users: new Set(), isFresh: true, ...traits };
  daemon.tree.makeDirectory(mountpointOf(name));
  daemon.volumes.set(name, volume);
  daemon.events.emit('volume', 'create', name, { driver: 'local' });
  return volume;
}

export function findVolume(daemon: Daemon, name: string): VolumeRecord {
  const volume = daemon.volumes.get(name);
  if (!volume) throw noSuchVolume(name);
  return volume;
}

/** Takes a volume away that no container mounts; with `force` one that is not there is no error. */
export function removeVolume(daemon: Daemon, name: string, { force }: { readonly force: boolean }): void {
  const volume = daemon.volumes.get(name);
  if (!volume) {
    if (force) return;
    throw noSuchVolume(name);
  }
  if (volume.users.size > 0) throw volumeInUse(name, [...volume.users]);
  dropVolume(daemon, volume);
}

function dropVolume(daemon: Daemon, volume: VolumeRecord): void {
  daemon.tree.remove(mountpointOf(volume.name).replace(/\/_data$/, ''));
  daemon.volumes.delete(volume.name);
  daemon.events.emit('volume', 'destroy', volume.name, { driver: 'local' });
}

/** Remembers, or forgets, that a container mounts a volume. */
export function setVolumeUser(daemon: Daemon, name: string, containerId: string, uses: boolean): void {
  const volume = daemon.volumes.get(name);
  if (!volume) return;
  const users = new Set(volume.users);
  if (uses) users.add(containerId);
  else users.delete(containerId);
  daemon.volumes.set(name, { ...volume, users });
}

/** Takes all unused volumes away that are wanted; names and bytes. */
export function pruneVolumes(
  daemon: Daemon,
  wants: (volume: VolumeRecord) => boolean,
): { readonly names: readonly string[]; readonly bytes: number } {
  const unused = [...daemon.volumes.values()].filter(volume => volume.users.size === 0 && wants(volume));
  const bytes = unused.reduce((sum, { name }) => sum + daemon.tree.sizeOf(mountpointOf(name)), 0);
  for (const volume of unused) dropVolume(daemon, volume);
  return { names: unused.map(({ name }) => name), bytes };
}

/** The volume's JSON as Docker prints it. */
export function volumeJson(daemon: Daemon, volume: VolumeRecord): Readonly<Record<string, unknown>> {
  return {
    CreatedAt: formatSeconds(daemon.clock, volume.createdAt),
    Driver: 'local',
    Labels: volume.labels,
    Mountpoint: mountpointOf(volume.name),
    Name: volume.name,
    Options: volume.options,
    Scope: 'local',
  };
}
