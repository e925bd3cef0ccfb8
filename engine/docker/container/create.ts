import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { printLine, type Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { text } from '../flags/flag-type.js';
import { createContainer } from './create-container.js';
import { createFlags } from './create-flags.js';
import { containerRequest, type ContainerRequest } from './create-options.js';
import { checkPull } from './run.js';

export const create = defineCommand({
  names: ['container create', 'create'],
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  text: { en: 'Create a new container', ko: '새 컨테이너를 만듭니다' },
  arity: atLeast(1),
  interspersed: false,
  completes: 'image',
  flags: [
    ...createFlags,
    flag(
      'pull',
      '',
      text,
      { en: 'When to pull the image ("always", "|missing", "never")', ko: '이미지를 내려받을 때 ("always", "|missing", "never")' },
      { initial: 'missing' },
    ),
  ],
  run: createOnly,
});

function* createOnly(cli: Cli): Task<number> {
  const body = yield* readRequest(cli);
  yield* printLine(cli, yield* createContainer(cli, body));
  return 0;
}

/** Wrong options get the hint, errors of the daemon do not. */
function* readRequest(cli: Cli): Task<ContainerRequest> {
  try {
    checkPull(cli);
    return yield* containerRequest(cli);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(`docker: ${error.message}\n\nRun 'docker create --help' for more information`, 125);
  }
}
