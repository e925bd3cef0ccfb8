import type { Task } from '../../core/task.js';
import { defineCommand, noArguments } from '../command.js';
import { print, type Cli } from '../cli.js';
import { filtersJson } from '../client.js';
import { defaultFormat } from '../config-file.js';
import { flag } from '../flags/flag.js';
import { bool, filter } from '../flags/flag-type.js';
import { tableFormat } from '../flags/format-flag.js';
import { rawVolume } from '../formatter/raw-format.js';
import { formatRows } from '../formatter/row-formatter.js';
import { volumeRows } from '../formatter/volume-rows.js';
import { listAt, textAt } from '../json-view.js';
import { compareNaturally } from '../natural-order.js';

export const ls = defineCommand({
  names: ['volume ls', 'volume list'],
  usage: '[OPTIONS]',
  text: { en: 'List volumes', ko: '볼륨 목록을 보여 줍니다' },
  arity: noArguments,
  flags: [
    flag('cluster', '', bool, { en: 'Show cluster volumes only', ko: '클러스터 볼륨만 보여 줍니다' }, { hidden: true, simulated: false }),
    flag('filter', 'f', filter, {
      en: 'Show only those that meet a condition (as in "dangling=true")',
      ko: '조건에 맞는 것만 보여 줍니다 (예: "dangling=true")',
    }),
    tableFormat,
    flag('quiet', 'q', bool, { en: 'Print names only', ko: '이름만 출력합니다' }),
  ],
  run: listVolumes,
});

function* listVolumes(cli: Cli): Task<number> {
  const { flags } = cli;
  const answer = yield* cli.client().get('/volumes', { filters: filtersJson(flags.list('filter')) });
  const volumes = [...listAt(answer, 'Volumes')].sort((a, b) => compareNaturally(textAt(a, 'Name'), textAt(b, 'Name')));
  const given = flags.text('format') || (flags.bool('quiet') ? 'table' : defaultFormat(cli.config, 'volumesFormat')) || 'table';
  const table = flags.bool('quiet') ? '{{.Name}}' : 'table {{.Driver}}\\t{{.Name}}';
  const format = given === 'table' ? table : given === 'raw' ? rawVolume(flags.bool('quiet')) : given;
  yield* print(cli, formatRows(volumeRows, format, volumes));
  return 0;
}
