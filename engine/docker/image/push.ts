import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import { print, printLine, type Cli } from '../cli.js';
import { refuseContentTrust } from '../content-trust.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, text } from '../flags/flag-type.js';
import { platformJson } from '../flags/platform-flag.js';
import { showProgress } from '../progress.js';
import { familiarName, registryOf } from '../reference.js';
import { authHeader } from '../registry/auth.js';
import { swallow } from './pull-image.js';
import { fullText, nameToTransfer } from './pull.js';

export const push = defineCommand({
  names: ['image push', 'push'],
  usage: '[OPTIONS] NAME[:TAG]',
  text: { en: 'Upload an image to a registry', ko: '이미지를 레지스트리에 올립니다' },
  arity: exactly(1),
  completes: 'image',
  flags: [
    flag('all-tags', 'a', bool, { en: 'Push every tag of the image', ko: '이미지의 모든 태그를 올립니다' }),
    flag('disable-content-trust', '', bool, { en: 'Do not sign the image', ko: '이미지에 서명하지 않습니다' }, { initial: 'true' }),
    flag('platform', '', text, {
      en: "Push one platform of the image as an image of its own\n'os[/arch[/variant]]': as in linux/amd64",
      ko: "이미지의 한 플랫폼만 올립니다\n'os[/arch[/variant]]': 예) linux/amd64",
    }),
    flag('quiet', 'q', bool, { en: 'Say less', ko: '자세한 출력을 줄입니다' }),
  ],
  run: pushByName,
});

/** What the client says on the way; the last line is empty. */
const onlyOnePlatform = [
  'Using --platform pushes only the specified platform manifest of a multi-platform image index.',
  'Other components, like attestations, will not be included.',
  'To push the complete multi-platform image, remove the --platform flag.',
  '',
];

function* pushByName(cli: Cli): Task<number> {
  const quiet = cli.flags.bool('quiet');
  const platform = platformJson(cli, `Invalid platform ${cli.flags.text('platform')}`);
  if (platform !== undefined) yield* print(cli, `\n Info -> ${onlyOnePlatform.map(line => `${line}\n`).join(' '.repeat(9))}\n`);
  refuseContentTrust(cli);
  const name = yield* nameToTransfer(cli, quiet);
  if (name.digest !== undefined) throw new Failure('cannot push a digest reference');
  const channel = yield* cli.client().objects('POST', `/images/${familiarName(name)}/push`, {
    query: { tag: name.tag ?? '', platform },
    headers: authHeader(cli.config, registryOf(name)),
  });
  if (!quiet) {
    yield* showProgress(cli.sys, channel, 1);
    return 0;
  }
  yield* swallow(channel);
  yield* printLine(cli, fullText(name));
  return 0;
}
