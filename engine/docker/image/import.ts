import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import type { Cli } from '../cli.js';
import { flag } from '../flags/flag.js';
import { list, text } from '../flags/flag-type.js';
import { showProgress } from '../progress.js';
import { parseImageName } from '../reference.js';
import { openForReading } from '../transfer.js';
import { sendArchive } from './send-archive.js';

export const importCommand = defineCommand({
  names: ['image import', 'import'],
  usage: '[OPTIONS] file|URL|- [REPOSITORY[:TAG]]',
  text: { en: 'Make an image from the files of a tar archive', ko: 'tar 아카이브의 파일로 이미지를 만듭니다' },
  arity: atLeast(1),
  flags: [
    flag('change', 'c', list, { en: 'Dockerfile instruction to apply to the image', ko: '이미지에 적용할 Dockerfile 명령' }),
    flag('message', 'm', text, { en: 'What the image is about', ko: '이미지에 남길 메시지' }),
    flag('platform', '', text, { en: 'Platform of the image', ko: '이미지의 플랫폼' }),
  ],
  run: importImage,
});

function* importImage(cli: Cli): Task<number> {
  const { flags } = cli;
  const [source = '', target = ''] = cli.args;
  if (target !== '') parseImageName(target);
  const isAddress = /^https?:\/\//.test(source);
  const query = {
    fromSrc: isAddress ? source : '-',
    repo: target === '' ? undefined : target,
    message: flags.text('message') || undefined,
    platform: flags.text('platform') || undefined,
    changes: flags.list('change'),
  };
  if (isAddress) {
    yield* showProgress(cli.sys, yield* cli.client().objects('POST', '/images/create', { query }), 1);
    return 0;
  }
  const fd = source === '-' ? 0 : openForReading(cli, source);
  yield* sendArchive(cli, { fd, path: source, target: '/images/create', query });
  return 0;
}
