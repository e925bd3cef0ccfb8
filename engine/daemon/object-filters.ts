import type { Daemon } from './daemon.js';
import { DaemonError, failed, invalid } from './errors.js';
import { booleanFilter, checkFilters, hasLabels, type Filters } from './images/filters.js';
import { momentOf } from './images/until.js';
import type { ContainerRecord } from './container.js';
import { matches } from './list-filters.js';
import type { NetworkRecord } from './network.js';
import type { VolumeRecord } from './volume.js';

/** Tests for the filters of `docker network ls`, `docker volume ls` and the prune commands, whose values have been checked. */
type Test<T> = (item: T) => boolean;

export function networkFilter(filters: Filters): Test<NetworkRecord> {
  checkFilters(filters, ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type']);
  const values = (name: string): readonly string[] => filters.get(name) ?? [];
  const any = (name: string, test: Test<string>): boolean => values(name).length === 0 || values(name).some(test);
  for (const type of values('type')) {
    if (type !== 'custom' && type !== 'builtin') throw failed(`invalid filter: 'type'='${type}'`);
  }
  const dangling = danglingOf(filters);
  return network =>
    any('driver', driver => driver === network.driver) &&
    any('id', id => network.id.startsWith(id) || matches(id, network.id)) &&
    any('name', name => matches(name, network.name)) &&
    any('scope', scope => scope === 'local') &&
    any('type', type => (type === 'builtin') === network.predefined) &&
    hasLabels(network.labels, values('label')) &&
    (dangling === undefined || dangling === (!network.predefined && network.members.size === 0));
}

function danglingOf(filters: Filters): boolean | undefined {
  const values = filters.get('dangling') ?? [];
  if (values.length > 1) throw invalid('got more than one value for filter key "dangling"');
  const [value] = values;
  if (value === undefined) return undefined;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw invalid('invalid value for filter \'dangling\', must be "true" (or "1"), or "false" (or "0")');
}

export function volumeFilter(filters: Filters): Test<VolumeRecord> {
  checkFilters(filters, ['dangling', 'driver', 'label', 'name']);
  const dangling = booleanFilter(filters, 'dangling');
  const names = filters.get('name') ?? [];
  const drivers = filters.get('driver') ?? [];
  return volume =>
    (dangling === undefined || dangling === (volume.users.size === 0)) &&
    (names.length === 0 || names.some(name => volume.name.includes(name))) &&
    (drivers.length === 0 || drivers.includes('local')) &&
    hasLabels(volume.labels ?? undefined, filters.get('label') ?? []);
}

/** `label`, `label!` and `until` of the prune commands. */
export function pruneFilter(
  daemon: Daemon,
  filters: Filters,
  known: readonly string[],
): Test<{ readonly labels: Readonly<Record<string, string>>; readonly createdAt: number }> {
  checkFilters(filters, known);
  const until = filters.get('until') ?? [];
  if (until.length > 1) throw invalid('more than one until filter specified');
  const before = until[0] === undefined ? Infinity : daemon.clock.instantOf(pastMoment(daemon, until[0]));
  const refused = filters.get('label!') ?? [];
  return ({ labels, createdAt }) =>
    createdAt < before && hasLabels(labels, filters.get('label') ?? []) && !refused.some(label => hasLabels(labels, [label]));
}

function pastMoment(daemon: Daemon, text: string): number {
  try {
    return momentOf(daemon.clock, text);
  } catch (error) {
    throw error instanceof DaemonError ? invalid(error.message) : error;
  }
}

export const labelsOf = (container: ContainerRecord): Readonly<Record<string, string>> => container.config.Labels ?? {};
