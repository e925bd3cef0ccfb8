import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { type Cli } from '../cli.js';
import { ConnectionError } from '../client.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, checkedList, list, text } from '../flags/flag-type.js';
import { numberAt, textAt } from '../json-view.js';
import { readEnvironment } from './environment.js';
import { checkEnvironment } from './option-checks.js';
import { runSession } from './session.js';
import { checkTerminal } from './terminal-mode.js';

export const exec = defineCommand({
  names: ['container exec', 'exec'],
  usage: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  text: { en: 'Execute a command in a running container', ko: '실행 중인 컨테이너에서 명령을 실행합니다' },
  arity: atLeast(2),
  interspersed: false,
  completes: 'running-container',
  flags: [
    flag('detach', 'd', bool, { en: 'Run the command in the background', ko: '명령을 백그라운드에서 실행합니다' }),
    flag('detach-keys', '', text, { en: 'Keys that leave the command running', ko: '명령을 켜 둔 채 빠져나오는 키' }),
    flag('env', 'e', checkedList(checkEnvironment), { en: 'Set an environment variable', ko: '환경 변수를 정합니다' }),
    flag('env-file', '', list, { en: 'Take environment variables from a file', ko: '파일에서 환경 변수를 읽습니다' }),
    flag('interactive', 'i', bool, { en: 'Leave STDIN open although nothing is attached', ko: '연결된 것이 없어도 STDIN을 열어 둡니다' }),
    flag('privileged', '', bool, { en: 'Give the command all rights', ko: '명령에 모든 권한을 줍니다' }),
    flag('tty', 't', bool, { en: 'Give the command a terminal', ko: '명령에 터미널을 할당합니다' }),
    flag('user', 'u', text, {
      en: 'User name or number, and group (form: "<name|uid>[:<group|gid>]")',
      ko: '사용자와 그룹 (형식: "<이름|uid>[:<그룹|gid>]")',
    }),
    flag('workdir', 'w', text, { en: 'Directory in which the command starts', ko: '명령을 실행할 디렉터리' }),
  ],
  run: execInContainer,
});

function* execInContainer(cli: Cli): Task<number> {
  const { flags } = cli;
  const [name = '', ...command] = cli.args;
  const detach = flags.bool('detach');
  const tty = flags.bool('tty');
  const stdin = flags.bool('interactive') && !detach;
  const environment = yield* readEnvironment(cli.sys, flags.list('env-file'), flags.list('env'));
  // What is missing or stopped is said before the terminal is looked at.
  yield* cli.client().get(`/containers/${name}/json`);
  if (!detach) checkTerminal(cli, { stdin, tty });
  const detachKeys = flags.text('detach-keys') || textAt(cli.config.content, 'detachKeys');
  const size = tty && cli.sys.isTerminal(1) ? cli.sys.windowSize(1) : undefined;
  const created = yield* cli.client().post(
    `/containers/${name}/exec`,
    {},
    {
      User: flags.text('user'),
      Privileged: flags.bool('privileged'),
      Tty: tty,
      ...(size && size.rows > 0 ? { ConsoleSize: [size.rows, size.columns] } : {}),
      AttachStdin: stdin,
      AttachStderr: !detach,
      AttachStdout: !detach,
      DetachKeys: detachKeys,
      Env: environment,
      WorkingDir: flags.text('workdir'),
      Cmd: command,
    },
  );
  const id = textAt(created, 'Id');
  if (detach) {
    yield* cli.client().post(`/exec/${id}/start`, {}, { Detach: true, Tty: tty });
    return 0;
  }
  return yield* runExec(cli, id, { stdin, tty, detachKeys });
}

function* runExec(
  cli: Cli,
  id: string,
  { stdin, tty, detachKeys }: { readonly stdin: boolean; readonly tty: boolean; readonly detachKeys: string },
): Task<number> {
  const stream = yield* cli.client().hijack(`/exec/${id}/start`, {}, { Detach: false, Tty: tty });
  const end = yield* runSession(cli, {
    stream,
    stdin,
    tty,
    detachKeys,
    resizePath: `/exec/${id}/resize`,
    signalTarget: undefined,
    start: undefined,
    exit: undefined,
  });
  if (end.kind === 'detached') throw new Failure('read escape sequence');
  try {
    return numberAt(yield* cli.client().get(`/exec/${id}/json`), 'ExitCode');
  } catch (error) {
    // The daemon has probably died; the client leaves it at that.
    if (error instanceof ConnectionError) return 255;
    throw error;
  }
}
