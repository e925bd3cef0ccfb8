import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { printLine, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { textAt } from '../json-view.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, text } from '../flags/flag-type.js';
import { createContainer } from './create-container.js';
import { createFlags } from './create-flags.js';
import { containerRequest, type ContainerRequest } from './create-options.js';
import { runSession, waitForContainer } from './session.js';
import { checkTerminal } from './terminal-mode.js';

export const run = defineCommand({
  names: ['container run', 'run'],
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  text: { en: 'Create and run a new container from an image', ko: '이미지로 새 컨테이너를 만들고 실행합니다' },
  arity: atLeast(1),
  interspersed: false,
  completes: 'image',
  flags: [
    ...createFlags,
    flag('detach', 'd', bool, {
      en: 'Leave the container in the background and print its ID',
      ko: '컨테이너를 백그라운드에서 실행하고 ID를 출력합니다',
    }),
    flag('detach-keys', '', text, { en: 'Keys that leave the container running', ko: '컨테이너를 켜 둔 채 빠져나오는 키' }),
    flag(
      'pull',
      '',
      text,
      { en: 'When to pull the image ("always", "missing", "never")', ko: '이미지를 내려받을 때 ("always", "missing", "never")' },
      { initial: 'missing' },
    ),
    flag('sig-proxy', '', bool, { en: 'Pass signals on to the container', ko: '받은 시그널을 컨테이너에 전달합니다' }, { initial: 'true' }),
  ],
  run: runContainer,
});

function* runContainer(cli: Cli): Task<number> {
  const asked = yield* withHelp(() => readRequest(cli));
  if (!cli.flags.bool('detach')) checkTerminal(cli, { stdin: asked.AttachStdin, tty: asked.Tty });
  else if (cli.flags.list('attach').length > 0) throw new Failure('conflicting options: cannot specify both --attach and --detach');
  const request = cli.flags.bool('detach') ? detached(asked) : asked;
  const id = yield* withHelp(() => createContainer(cli, request));
  const attaches = request.AttachStdin || request.AttachStdout || request.AttachStderr;
  return attaches ? yield* runAttached(cli, id, request) : yield* runDetached(cli, id);
}

function* readRequest(cli: Cli): Task<ContainerRequest> {
  checkPull(cli);
  return yield* containerRequest(cli);
}

/** Values that `--pull` takes. Throws Failure. */
export function checkPull(cli: Cli): void {
  const pull = cli.flags.text('pull');
  if (['', 'always', 'missing', 'never'].includes(pull)) return;
  throw new Failure(`invalid pull option: '${pull}': must be one of "always", "missing" or "never"`);
}

function detached(request: ContainerRequest): ContainerRequest {
  return { ...request, AttachStdin: false, AttachStdout: false, AttachStderr: false, StdinOnce: false };
}

/** The id is shown even when the container then fails to start. */
function* runDetached(cli: Cli, id: string): Task<number> {
  yield* printLine(cli, id);
  yield* withHelp(() => startContainer(cli, id));
  return 0;
}

function* startContainer(cli: Cli, id: string): Task<void> {
  yield* cli.client().post(`/containers/${id}/start`);
}

function* runAttached(cli: Cli, id: string, request: ContainerRequest): Task<number> {
  const detachKeys = cli.flags.text('detach-keys') || textAt(cli.config.content, 'detachKeys');
  const stream = yield* cli.client().hijack(`/containers/${id}/attach`, {
    stream: true,
    stdin: request.AttachStdin,
    stdout: request.AttachStdout,
    stderr: request.AttachStderr,
    detachKeys: detachKeys || undefined,
  });
  const end = yield* withHelp(() =>
    runSession(cli, {
      stream,
      stdin: request.AttachStdin,
      tty: request.Tty,
      detachKeys,
      resizePath: `/containers/${id}/resize`,
      signalTarget: cli.flags.bool('sig-proxy') ? id : undefined,
      start: () => startContainer(cli, id),
      exit: () => waitForContainer(cli, id, cli.flags.bool('rm') ? 'removed' : 'next-exit'),
    }),
  );
  return end.kind === 'exited' ? end.code : 0;
}

/** Errors of run end with a hint, and their code says whose fault it was: 127 no such program, 126 cannot be run, 125 Docker. */
function* withHelp<T>(work: () => Task<T>): Task<T> {
  try {
    return yield* work();
  } catch (error) {
    if (!(error instanceof Failure) && !(error instanceof ApiError)) throw error;
    const code = error instanceof ApiError ? codeOf(error.message) : 125;
    throw new Failure(`docker: ${error.message}\n\nRun 'docker run --help' for more information`, code);
  }
}

function codeOf(message: string): number {
  if (/executable file not found|no such file or directory|system cannot find the file specified/.test(message)) return 127;
  return /permission denied|is a directory/.test(message) ? 126 : 125;
}
