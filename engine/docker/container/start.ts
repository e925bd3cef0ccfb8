import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { complain, printLine, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, text } from '../flags/flag-type.js';
import { boolAt, textAt } from '../json-view.js';
import { runSession, waitForContainer } from './session.js';

export const start = defineCommand({
  names: ['container start', 'start'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  text: { en: 'Start one or more stopped containers', ko: '멈춘 컨테이너를 시작합니다' },
  arity: atLeast(1),
  completes: 'container',
  flags: [
    flag('attach', 'a', bool, {
      en: 'Attach STDOUT and STDERR, and pass signals on',
      ko: 'STDOUT과 STDERR에 연결하고 시그널을 전달합니다',
    }),
    flag(
      'checkpoint',
      '',
      text,
      { en: 'Restore from this checkpoint', ko: '이 체크포인트에서 복원합니다' },
      { hidden: true, simulated: false },
    ),
    flag('checkpoint-dir', '', text, { en: 'Directory of the checkpoints', ko: '체크포인트 디렉터리' }, { hidden: true, simulated: false }),
    flag('detach-keys', '', text, { en: 'Keys that leave the container running', ko: '컨테이너를 켜 둔 채 빠져나오는 키' }),
    flag('interactive', 'i', bool, { en: "Attach the container's STDIN", ko: '컨테이너의 STDIN에 연결합니다' }),
  ],
  run: startContainers,
});

function* startContainers(cli: Cli): Task<number> {
  if (cli.flags.bool('attach') || cli.flags.bool('interactive')) {
    if (cli.args.length > 1) throw new Failure('you cannot start and attach multiple containers at once');
    return yield* startAttached(cli, cli.args[0] ?? '');
  }
  const failed: string[] = [];
  for (const name of cli.args) {
    try {
      yield* cli.client().post(`/containers/${name}/start`);
      yield* printLine(cli, name);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      yield* complain(cli, error.message);
      failed.push(name);
    }
  }
  if (failed.length > 0) throw new Failure(`Error: failed to start containers: ${failed.join(', ')}`);
  return 0;
}

function* startAttached(cli: Cli, name: string): Task<number> {
  const container = yield* cli.client().get(`/containers/${name}/json`);
  const id = textAt(container, 'Id');
  const tty = boolAt(container, 'Config', 'Tty');
  const stdin = cli.flags.bool('interactive') && boolAt(container, 'Config', 'OpenStdin');
  const detachKeys = cli.flags.text('detach-keys') || textAt(cli.config.content, 'detachKeys');
  const stream = yield* cli
    .client()
    .hijack(`/containers/${id}/attach`, { stream: true, stdin, stdout: true, stderr: true, detachKeys: detachKeys || undefined });
  const end = yield* runSession(cli, {
    stream,
    stdin,
    tty,
    detachKeys,
    resizePath: `/containers/${id}/resize`,
    signalTarget: tty ? undefined : id,
    leavesWhenAsked: true,
    start: function* () {
      yield* cli.client().post(`/containers/${id}/start`);
    },
    exit: () => waitForContainer(cli, id, boolAt(container, 'HostConfig', 'AutoRemove') ? 'removed' : 'next-exit'),
  });
  return end.kind === 'exited' ? end.code : 0;
}
