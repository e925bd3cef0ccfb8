import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import { printLine, type Cli } from '../cli.js';
import { refuseContentTrust } from '../content-trust.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, text } from '../flags/flag-type.js';
import { parseImageName, withDefaultTag, type ImageName } from '../reference.js';
import { pullImage } from './pull-image.js';

export const pull = defineCommand({
  names: ['image pull', 'pull'],
  usage: '[OPTIONS] NAME[:TAG|@DIGEST]',
  text: { en: 'Download an image from a registry', ko: '레지스트리에서 이미지를 내려받습니다' },
  arity: exactly(1),
  completes: 'image',
  flags: [
    flag('all-tags', 'a', bool, { en: 'Pull every tag of the repository', ko: '저장소의 모든 태그를 내려받습니다' }),
    flag(
      'disable-content-trust',
      '',
      bool,
      { en: 'Do not verify the signature of the image', ko: '이미지 서명을 검증하지 않습니다' },
      { initial: 'true' },
    ),
    flag('platform', '', text, {
      en: 'Platform of the image to use, for images with several',
      ko: '여러 플랫폼을 지원하는 이미지에서 쓸 플랫폼',
    }),
    flag('quiet', 'q', bool, { en: 'Say less', ko: '자세한 출력을 줄입니다' }),
  ],
  run: pullByName,
});

function* pullByName(cli: Cli): Task<number> {
  const { flags } = cli;
  const quiet = flags.bool('quiet');
  refuseContentTrust(cli);
  const name = yield* nameToTransfer(cli, quiet);
  yield* pullImage(cli, name, { fd: 1, quiet, platform: flags.text('platform') });
  yield* printLine(cli, fullText(name));
  return 0;
}

/** The name that was given, with its default tag unless all tags are meant. Throws Failure. */
export function* nameToTransfer(cli: Cli, quiet: boolean): Task<ImageName> {
  const name = parseImageName(cli.args[0] ?? '');
  const isBare = name.tag === undefined && name.digest === undefined;
  if (cli.flags.bool('all-tags')) {
    if (!isBare) throw new Failure("tag can't be used with --all-tags/-a");
    return name;
  }
  if (isBare && !quiet) yield* printLine(cli, 'Using default tag: latest');
  return withDefaultTag(name);
}

/** `docker.io/library/alpine:latest` */
export function fullText(name: ImageName): string {
  return name.repository + (name.tag === undefined ? '' : `:${name.tag}`) + (name.digest === undefined ? '' : `@${name.digest}`);
}
