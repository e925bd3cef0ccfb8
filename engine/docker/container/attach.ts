import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import type { Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, text } from '../flags/flag-type.js';
import { boolAt, textAt } from '../json-view.js';
import { exitOfContainer, runSession } from './session.js';
import { checkTerminal } from './terminal-mode.js';

export const attach = defineCommand({
  names: ['container attach', 'attach'],
  usage: '[OPTIONS] CONTAINER',
  text: {
    en: 'Attach local standard input, output, and error streams to a running container',
    ko: '실행 중인 컨테이너의 표준 입출력에 연결합니다',
  },
  arity: exactly(1),
  completes: 'running-container',
  flags: [
    flag('detach-keys', '', text, { en: 'Keys that leave the container running', ko: '컨테이너를 켜 둔 채 빠져나오는 키' }),
    flag('no-stdin', '', bool, { en: 'Leave STDIN alone', ko: 'STDIN에는 연결하지 않습니다' }),
    flag('sig-proxy', '', bool, { en: 'Pass signals on to the container', ko: '받은 시그널을 컨테이너에 전달합니다' }, { initial: 'true' }),
  ],
  run: attachToContainer,
});

function* attachToContainer(cli: Cli): Task<number> {
  const { flags } = cli;
  const [name = ''] = cli.args;
  const container = yield* cli.client().get(`/containers/${name}/json`);
  checkState(container);
  const tty = boolAt(container, 'Config', 'Tty');
  const stdin = !flags.bool('no-stdin') && boolAt(container, 'Config', 'OpenStdin');
  checkTerminal(cli, { stdin, tty });
  const detachKeys = flags.text('detach-keys') || textAt(cli.config.content, 'detachKeys');
  const stream = yield* cli
    .client()
    .hijack(`/containers/${name}/attach`, { stream: true, stdin, stdout: true, stderr: true, detachKeys: detachKeys || undefined });
  const end = yield* runSession(cli, {
    stream,
    stdin,
    tty,
    detachKeys,
    resizePath: `/containers/${name}/resize`,
    signalTarget: flags.bool('sig-proxy') && !tty ? name : undefined,
    start: undefined,
    exit: () => exitOfContainer(cli, textAt(container, 'Id'), 'not-running'),
  });
  if (end.kind === 'detached') throw new Failure('read escape sequence');
  return end.kind === 'exited' ? end.code : 0;
}

function checkState(container: unknown): void {
  if (!boolAt(container, 'State', 'Running')) throw new Failure('You cannot attach to a stopped container, start it first');
  if (boolAt(container, 'State', 'Paused')) throw new Failure('You cannot attach to a paused container, unpause it first');
  if (boolAt(container, 'State', 'Restarting')) throw new Failure('You cannot attach to a restarting container, wait until it is running');
}
