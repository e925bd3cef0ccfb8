import type { Task } from '../../core/task.js';
import { defineCommand, noArguments } from '../command.js';
import type { Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, text } from '../flags/flag-type.js';
import { platformJson } from '../flags/platform-flag.js';
import { openForReading } from '../transfer.js';
import { sendArchive } from './send-archive.js';

export const load = defineCommand({
  names: ['image load', 'load'],
  usage: '[OPTIONS]',
  text: { en: 'Load images from a tar archive or STDIN', ko: 'tar 아카이브나 STDIN에서 이미지를 불러옵니다' },
  arity: noArguments,
  flags: [
    flag('input', 'i', text, { en: 'Archive to read, instead of STDIN', ko: 'STDIN 대신 읽을 아카이브' }),
    flag('platform', '', text, {
      en: 'Load one platform only, as "os[/arch[/variant]]" ("linux/amd64")',
      ko: '한 플랫폼만 불러옵니다, "os[/arch[/variant]]" 형식 ("linux/amd64")',
    }),
    flag('quiet', 'q', bool, { en: 'Do not show how it goes on', ko: '진행 과정을 출력하지 않습니다' }),
  ],
  run: loadImages,
});

function* loadImages(cli: Cli): Task<number> {
  const platform = platformJson(cli);
  const path = cli.flags.text('input');
  const fd = path === '' ? 0 : openForReading(cli, path);
  if (path === '' && cli.sys.isTerminal(0)) throw new Failure('requested load from stdin, but stdin is empty');
  const quiet = cli.flags.bool('quiet') || !cli.sys.isTerminal(1);
  const query = { quiet: quiet ? '1' : '0', platform };
  yield* sendArchive(cli, { fd, path, target: '/images/load', query });
  return 0;
}
