import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { print, type Cli } from '../cli.js';
import { layOutTabs } from '../formatter/tab-writer.js';
import { listAt, textsAt } from '../json-view.js';

export const top = defineCommand({
  names: ['container top', 'top'],
  usage: 'CONTAINER [ps OPTIONS]',
  text: { en: 'Display the running processes of a container', ko: '컨테이너에서 실행 중인 프로세스를 보여 줍니다' },
  arity: atLeast(1),
  interspersed: false,
  completes: 'running-container',
  run: showProcesses,
});

function* showProcesses(cli: Cli): Task<number> {
  const [name = '', ...psArguments] = cli.args;
  const answer = yield* cli
    .client()
    .get(`/containers/${name}/top`, { ps_args: psArguments.length > 0 ? psArguments.join(' ') : undefined });
  const rows = [textsAt(answer, 'Titles'), ...listAt(answer, 'Processes').map(row => textsAt({ row }, 'row'))];
  yield* print(cli, layOutTabs(rows.map(row => `${row.join('\t')}\n`).join(''), { minimum: 20, padding: 3 }));
  return 0;
}
