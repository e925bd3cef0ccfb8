import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { complain, printLine, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';

export const rm = defineCommand({
  names: ['container rm', 'container remove', 'rm'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  text: { en: 'Remove one or more containers', ko: '컨테이너를 지웁니다' },
  arity: atLeast(1),
  completes: 'container',
  flags: [
    flag('force', 'f', bool, { en: 'Remove it even while it runs (kills it)', ko: '실행 중이어도 강제로 종료하고 지웁니다' }),
    flag('link', 'l', bool, { en: 'Remove the link instead of the container', ko: '컨테이너 대신 링크를 지웁니다' }),
    flag('volumes', 'v', bool, { en: 'Remove its anonymous volumes too', ko: '익명 볼륨도 함께 지웁니다' }),
  ],
  run: removeContainers,
});

/** With `--force` a container that is not there is only mentioned. */
function* removeContainers(cli: Cli): Task<number> {
  const force = cli.flags.bool('force');
  const errors: string[] = [];
  let failed = false;
  for (const name of cli.args) {
    const reference = name.replace(/^\/+|\/+$/g, '');
    if (reference === '') throw new Failure('Container name cannot be empty');
    try {
      yield* cli.client().delete(`/containers/${reference}`, { v: cli.flags.bool('volumes'), link: cli.flags.bool('link'), force });
      yield* printLine(cli, name);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failed ||= !(force && error.status === 404);
      errors.push(error.message);
    }
  }
  for (const error of errors) yield* complain(cli, error);
  return failed ? 1 : 0;
}
