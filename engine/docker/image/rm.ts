import type { Task } from '../../core/task.js';
import { atLeast, defineCommand, type Command } from '../command.js';
import { complain, printLine, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { flag } from '../flags/flag.js';
import { bool, strings } from '../flags/flag-type.js';
import { platformsJson } from '../flags/platform-flag.js';
import { asList, textAt } from '../json-view.js';

export const rm: Command = defineCommand({
  names: ['image rm', 'image remove', 'rmi'],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  text: { en: 'Remove one or more images', ko: '이미지를 지웁니다' },
  arity: atLeast(1),
  completes: 'image',
  flags: [
    flag('force', 'f', bool, { en: 'Remove it even though something uses it', ko: '사용 중이어도 강제로 지웁니다' }),
    flag('no-prune', '', bool, { en: 'Leave parents without a name alone', ko: '이름 없는 상위 이미지는 남겨 둡니다' }),
    flag('platform', '', strings, {
      en: 'Remove one platform only, as "os[/arch[/variant]]" ("linux/amd64")',
      ko: '한 플랫폼만 지웁니다, "os[/arch[/variant]]" 형식 ("linux/amd64")',
    }),
  ],
  run: removeImages,
});

/** With `--force` an image that is not there is only mentioned. */
function* removeImages(cli: Cli): Task<number> {
  const force = cli.flags.bool('force');
  const platforms = platformsJson(cli);
  const errors: string[] = [];
  let fatal = false;
  for (const name of cli.args) {
    try {
      const removed = yield* cli.client().delete(`/images/${name}`, { force, noprune: cli.flags.bool('no-prune'), platforms });
      for (const item of asList(removed)) {
        const deleted = textAt(item, 'Deleted');
        yield* printLine(cli, deleted === '' ? `Untagged: ${textAt(item, 'Untagged')}` : `Deleted: ${deleted}`);
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fatal ||= error.status !== 404;
      errors.push(error.message);
    }
  }
  for (const error of errors) yield* complain(cli, error);
  return errors.length > 0 && (!force || fatal) ? 1 : 0;
}
