import type { Task } from '../../core/task.js';
import { defineCommand, noArguments } from '../command.js';
import { print, type Cli } from '../cli.js';
import { confirm } from '../confirm.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';
import { formatSize } from '../formatter/units.js';
import { pruneBuildCache, pruneContainers, pruneFlags, pruneImages, pruneNetworks, pruneVolumes } from '../prune.js';

export const prune = defineCommand({
  names: ['system prune'],
  usage: '[OPTIONS]',
  text: { en: 'Remove unused data', ko: '쓰지 않는 데이터를 지웁니다' },
  arity: noArguments,
  flags: [
    flag('all', 'a', bool, {
      en: 'Remove every image that nothing uses, not only dangling ones',
      ko: '이름 없는 것만이 아니라 쓰지 않는 이미지를 모두 지웁니다',
    }),
    ...pruneFlags,
    flag('volumes', '', bool, { en: 'Remove anonymous volumes too', ko: '익명 볼륨도 지웁니다' }),
  ],
  run: pruneSystem,
});

function* pruneSystem(cli: Cli): Task<number> {
  const { flags } = cli;
  const all = flags.bool('all');
  const volumes = flags.bool('volumes');
  const filters = flags.list('filter');
  if (volumes && filters.some(filter => filter.startsWith('until=')))
    throw new Failure('ERROR: The "until" filter is not supported with "--volumes"');
  if (!flags.bool('force') && !(yield* confirm(cli, warningOf(all, volumes, filters)))) return 0;
  const parts = [
    yield* pruneContainers(cli, filters),
    yield* pruneNetworks(cli, filters),
    ...(volumes ? [yield* pruneVolumes(cli, filters, false)] : []),
    yield* pruneImages(cli, filters, all),
    yield* pruneBuildCache(cli, filters, all),
  ];
  const total = parts.reduce((sum, { reclaimed }) => sum + reclaimed, 0);
  const output = parts.map(part => (part.output === '' ? '' : `${part.output}\n`)).join('');
  yield* print(cli, `${output}Total reclaimed space: ${formatSize(total)}\n`);
  return 0;
}

function warningOf(all: boolean, volumes: boolean, filters: readonly string[]): string {
  const lines = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(volumes ? ['all anonymous volumes not used by at least one container'] : []),
    all ? 'all images without at least one container associated to them' : 'all dangling images',
    all ? 'all build cache' : 'unused build cache',
  ];
  const items = (texts: readonly string[]): string => texts.map(line => `  - ${line}\n`).join('');
  const filtered = filters.length === 0 ? '' : `\n  Items to be pruned will be filtered with:\n${items([...filters].sort())}`;
  return `WARNING! This will remove:\n${items(lines)}${filtered}`;
}
