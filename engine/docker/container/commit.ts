import type { Task } from '../../core/task.js';
import { between, defineCommand } from '../command.js';
import { printLine, type Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, list, text } from '../flags/flag-type.js';
import { textAt } from '../json-view.js';
import { familiarName, parseImageName, withDefaultTag } from '../reference.js';

export const commit = defineCommand({
  names: ['container commit', 'commit'],
  usage: '[OPTIONS] CONTAINER [REPOSITORY[:TAG]]',
  text: { en: "Create a new image from a container's changes", ko: '컨테이너의 변경 내용으로 새 이미지를 만듭니다' },
  arity: between(1, 2),
  completes: 'container',
  flags: [
    flag('author', 'a', text, {
      en: 'Author, as in "John Hannibal Smith <hannibal@a-team.com>"',
      ko: '만든 사람 (예: "홍길동 <gildong@example.com>")',
    }),
    flag('change', 'c', list, { en: 'Dockerfile instruction to apply to the image', ko: '이미지에 적용할 Dockerfile 명령' }),
    flag('message', 'm', text, { en: 'What the commit is about', ko: '커밋 메시지' }),
    flag('pause', 'p', bool, { en: 'Pause the container meanwhile', ko: '커밋하는 동안 컨테이너를 멈춰 둡니다' }, { initial: 'true' }),
  ],
  run: commitContainer,
});

function* commitContainer(cli: Cli): Task<number> {
  const { flags } = cli;
  const [container, image = ''] = cli.args;
  const name = image === '' ? undefined : withDefaultTag(parseImageName(image));
  if (name?.digest !== undefined) throw new Failure('refusing to create a tag with a digest reference');
  const created = yield* cli.client().post(
    '/commit',
    {
      container,
      repo: name ? familiarName(name) : '',
      tag: name?.tag ?? '',
      comment: flags.text('message'),
      author: flags.text('author'),
      changes: flags.list('change'),
      pause: flags.bool('pause') ? undefined : '0',
    },
    {},
  );
  yield* printLine(cli, textAt(created, 'Id'));
  return 0;
}
