import type { Task } from '../core/task.js';
import { print, type Cli } from './cli.js';
import { filtersJson } from './client.js';
import { confirm } from './confirm.js';
import { flag, type Flag } from './flags/flag.js';
import { bool, filter } from './flags/flag-type.js';
import { formatSize } from './formatter/units.js';
import { listAt, numberAt, textAt, textsAt } from './json-view.js';

/** `--filter` and `--force` of every prune. */
export const pruneFlags: readonly Flag[] = [
  flag('filter', '', filter, {
    en: 'Remove only those that meet a condition (as in "until=<timestamp>")',
    ko: '조건에 맞는 것만 지웁니다 (예: "until=<시각>")',
  }),
  flag('force', 'f', bool, { en: 'Do not ask first', ko: '확인하지 않고 지웁니다' }),
];

/** What a prune removed. */
export interface Pruned {
  readonly output: string;
  readonly reclaimed: number;
}

/** Asks (unless forced), prunes, and shows what went and how much space came back. */
export function* runPrune(cli: Cli, warning: string, prune: (cli: Cli, filters: readonly string[]) => Task<Pruned>): Task<number> {
  if (!cli.flags.bool('force') && !(yield* confirm(cli, warning))) return 0;
  const { output, reclaimed } = yield* prune(cli, cli.flags.list('filter'));
  yield* print(cli, `${output}${output === '' ? '' : '\n'}Total reclaimed space: ${formatSize(reclaimed)}\n`);
  return 0;
}

export function* pruneContainers(cli: Cli, filters: readonly string[]): Task<Pruned> {
  const answer = yield* cli.client().post('/containers/prune', { filters: filtersJson(filters) });
  return removed('Deleted Containers:', textsAt(answer, 'ContainersDeleted'), numberAt(answer, 'SpaceReclaimed'));
}

/** Without `all` only images that nothing names. */
export function* pruneImages(cli: Cli, filters: readonly string[], all: boolean): Task<Pruned> {
  const answer = yield* cli.client().post('/images/prune', { filters: filtersJson([...filters, `dangling=${String(!all)}`]) });
  const lines = listAt(answer, 'ImagesDeleted').map(item =>
    textAt(item, 'Untagged') !== '' ? `untagged: ${textAt(item, 'Untagged')}` : `deleted: ${textAt(item, 'Deleted')}`,
  );
  return removed('Deleted Images:', lines, numberAt(answer, 'SpaceReclaimed'));
}

export function* pruneNetworks(cli: Cli, filters: readonly string[]): Task<Pruned> {
  const answer = yield* cli.client().post('/networks/prune', { filters: filtersJson(filters) });
  return removed('Deleted Networks:', textsAt(answer, 'NetworksDeleted'), 0);
}

/** Without `all` only anonymous volumes. */
export function* pruneVolumes(cli: Cli, filters: readonly string[], all: boolean): Task<Pruned> {
  const answer = yield* cli.client().post('/volumes/prune', { filters: filtersJson(all ? [...filters, 'all=1'] : filters) });
  return removed('Deleted Volumes:', textsAt(answer, 'VolumesDeleted'), numberAt(answer, 'SpaceReclaimed'));
}

export function* pruneBuildCache(cli: Cli, filters: readonly string[], all: boolean): Task<Pruned> {
  const answer = yield* cli.client().post('/build/prune', { all, filters: filtersJson(filters) });
  return removed('Deleted build cache objects:', textsAt(answer, 'CachesDeleted'), numberAt(answer, 'SpaceReclaimed'));
}

function removed(title: string, items: readonly string[], reclaimed: number): Pruned {
  return { output: items.length === 0 ? '' : `${title}\n${items.map(item => `${item}\n`).join('')}`, reclaimed };
}
