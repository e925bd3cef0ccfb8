import type { Task } from '../../core/task.js';
import { atLeast, atMost, defineCommand, noArguments, type Command } from '../command.js';
import { printLine, type Cli } from '../cli.js';
import { forEachArgument } from '../container/each.js';
import { keyValueMap } from '../container/environment.js';
import { checkLabel } from '../container/option-checks.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, checkedList, map, text } from '../flags/flag-type.js';
import { inspectFormat } from '../flags/format-flag.js';
import { findVolume } from '../inspect/find.js';
import { inspectAll } from '../inspect/inspector.js';
import { textAt } from '../json-view.js';
import { pruneFlags, pruneVolumes, runPrune } from '../prune.js';
import { ls } from './ls.js';

const create = defineCommand({
  names: ['volume create'],
  usage: '[OPTIONS] [VOLUME]',
  text: { en: 'Create a volume', ko: '볼륨을 만듭니다' },
  arity: atMost(1),
  flags: [
    flag('driver', 'd', text, { en: 'Driver of the volume', ko: '볼륨 드라이버' }, { initial: 'local' }),
    flag('label', '', checkedList(checkLabel), { en: 'Set a label of the volume', ko: '볼륨에 레이블을 붙입니다' }),
    flag('name', '', text, { en: 'Name of the volume', ko: '볼륨 이름' }, { hidden: true }),
    flag('opt', 'o', map, { en: 'Option for the driver', ko: '드라이버 옵션' }, { initial: 'map[]' }),
  ],
  run: createVolume,
});

function* createVolume(cli: Cli): Task<number> {
  const { flags } = cli;
  const [given] = cli.args;
  if (given !== undefined && flags.text('name') !== '') {
    throw new Failure('conflicting options: cannot specify a volume-name through both --name and as a positional arg');
  }
  const volume = yield* cli.client().post(
    '/volumes/create',
    {},
    {
      Driver: flags.text('driver'),
      DriverOpts: keyValueMap(flags.list('opt')),
      Name: given ?? flags.text('name'),
      Labels: flags.list('label').length > 0 ? keyValueMap(flags.list('label')) : null,
    },
  );
  yield* printLine(cli, textAt(volume, 'Name'));
  return 0;
}

const inspect = defineCommand({
  names: ['volume inspect'],
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  text: { en: 'Display detailed information on one or more volumes', ko: '볼륨의 자세한 정보를 보여 줍니다' },
  arity: atLeast(1),
  completes: 'volume',
  flags: [inspectFormat],
  run: cli => inspectAll(cli, name => findVolume(cli, name)),
});

const rm = defineCommand({
  names: ['volume rm', 'volume remove'],
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  text: { en: 'Remove one or more volumes', ko: '볼륨을 지웁니다' },
  details: { en: 'A volume that a container has cannot be removed.', ko: '컨테이너가 쓰고 있는 볼륨은 지울 수 없습니다.' },
  arity: atLeast(1),
  completes: 'volume',
  flags: [flag('force', 'f', bool, { en: 'Remove it whatever happens', ko: '강제로 지웁니다' })],
  run: cli => forEachArgument(cli, name => cli.client().delete(`/volumes/${name}`, { force: cli.flags.bool('force') })),
});

const warnings = {
  all: 'WARNING! This will remove all local volumes not used by at least one container.',
  anonymous: 'WARNING! This will remove anonymous local volumes not used by at least one container.',
};

const prune = defineCommand({
  names: ['volume prune'],
  usage: '[OPTIONS]',
  text: { en: 'Remove unused local volumes', ko: '쓰지 않는 로컬 볼륨을 지웁니다' },
  arity: noArguments,
  flags: [flag('all', 'a', bool, { en: 'Remove named volumes too', ko: '이름 있는 볼륨도 지웁니다' }), ...pruneFlags],
  run: cli => {
    const all = cli.flags.bool('all');
    return runPrune(cli, all ? warnings.all : warnings.anonymous, (_, filters) => pruneVolumes(cli, filters, all));
  },
});

/** Commands about volumes. */
export const volumeCommands: readonly Command[] = [create, inspect, ls, prune, rm];
