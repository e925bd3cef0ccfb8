import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import type { Cli } from '../cli.js';
import { flag } from '../flags/flag.js';
import { text } from '../flags/flag-type.js';
import { platformJson } from '../flags/platform-flag.js';
import { Failure } from '../failure.js';
import { checkOutput, download, outputDescriptor } from '../transfer.js';

export const save = defineCommand({
  names: ['image save', 'save'],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  text: {
    en: 'Save images as a tar archive (to STDOUT unless told otherwise)',
    ko: '이미지를 tar 아카이브로 저장합니다 (기본값은 STDOUT)',
  },
  arity: atLeast(1),
  completes: 'image',
  flags: [
    flag('output', 'o', text, { en: 'File to write, instead of STDOUT', ko: 'STDOUT 대신 쓸 파일' }),
    flag('platform', '', text, {
      en: 'Save one platform only, as "os[/arch[/variant]]" ("linux/amd64")',
      ko: '한 플랫폼만 저장합니다, "os[/arch[/variant]]" 형식 ("linux/amd64")',
    }),
  ],
  run: saveImages,
});

function* saveImages(cli: Cli): Task<number> {
  const platform = platformJson(cli);
  const path = cli.flags.text('output');
  if (path === '' && cli.sys.isTerminal(1)) throw new Failure('cowardly refusing to save to a terminal. Use the -o flag or redirect');
  checkOutput(cli, path, 'failed to save image');
  const { channel } = yield* cli.client().bytes('/images/get', { names: cli.args, platform });
  yield* download(cli, channel, outputDescriptor(cli, path));
  return 0;
}
