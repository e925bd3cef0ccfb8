import type { Task } from '../core/task.js';
import { isRunning } from './container.js';
import type { Daemon } from './daemon.js';
import { DaemonError } from './errors.js';
import { booleanFilter, checkFilters, type Filters } from './images/filters.js';
import { sizesOf } from './inspect.js';
import { pruneNetworks } from './networks.js';
import { labelsOf, pruneFilter } from './object-filters.js';
import { removeContainer } from './remove.js';
import { pruneVolumes } from './volumes.js';

type Report = Readonly<Record<string, unknown>>;

/** `docker container prune`: every container that does not run, newest first. */
export function* pruneContainers(daemon: Daemon, filters: Filters): Task<Report> {
  const wants = pruneFilter(daemon, filters, ['label', 'label!', 'until']);
  const stopped = [...daemon.containers.all()]
    .filter(
      container =>
        !isRunning(container) &&
        container.status.state !== 'restarting' &&
        wants({ labels: labelsOf(container), createdAt: container.createdAt }),
    )
    .reverse();
  const deleted: string[] = [];
  let bytes = 0;
  for (const container of stopped) {
    const size = sizesOf(daemon, container).rw;
    try {
      yield* removeContainer(daemon, container.id, { force: false, volumes: false });
    } catch (error) {
      if (error instanceof DaemonError) continue;
      throw error;
    }
    deleted.push(container.id);
    bytes += size;
  }
  daemon.events.emit('container', 'prune', '', { reclaimed: String(bytes) });
  return { ContainersDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: bytes };
}

export function pruneUnusedNetworks(daemon: Daemon, filters: Filters): Report {
  const wants = pruneFilter(daemon, filters, ['label', 'label!', 'until']);
  const names = pruneNetworks(daemon, network => wants(network));
  daemon.events.emit('network', 'prune', '', { reclaimed: '0' });
  return { NetworksDeleted: names.length > 0 ? names : null };
}

/** Anonymous volumes only, unless the filter `all` says otherwise. */
export function pruneUnusedVolumes(daemon: Daemon, filters: Filters): Report {
  checkFilters(filters, ['all', 'label', 'label!']);
  const all = booleanFilter(filters, 'all') ?? false;
  const wants = pruneFilter(daemon, filters, ['all', 'label', 'label!']);
  const { names, bytes } = pruneVolumes(
    daemon,
    volume => (all || volume.anonymous) && wants({ labels: volume.labels ?? {}, createdAt: volume.createdAt }),
  );
  daemon.events.emit('volume', 'prune', '', { reclaimed: String(bytes) });
  return { VolumesDeleted: names, SpaceReclaimed: bytes };
}
