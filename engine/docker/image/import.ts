import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import type { Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { list, text } from '../flags/flag-type.js';
import { showProgress } from '../progress.js';
import { familiarName, parseImageName, withDefaultTag } from '../reference.js';
import { copyDescriptor, openForReading, upload } from '../transfer.js';

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
  if (/^https?:\/\//.test(source)) throw new Failure('drydock: docker import from a URL is not simulated', 125);
  const name = target === '' ? undefined : withDefaultTag(parseImageName(target));
  const fd = source === '-' ? 0 : openForReading(cli, source);
  const query = {
    fromSrc: '-',
    repo: name ? familiarName(name) : undefined,
    tag: name?.tag,
    message: flags.text('message') || undefined,
    platform: flags.text('platform') || undefined,
    changes: flags.list('change'),
  };
  yield* upload(
    cli,
    into => copyDescriptor(cli, fd, into),
    function* (bytes) {
      const channel = yield* cli
        .client()
        .objects('POST', '/images/create', { query, bytes, headers: { 'Content-Type': 'application/x-tar' } });
      yield* showProgress(cli.sys, channel, 1);
    },
  );
  return 0;
}
