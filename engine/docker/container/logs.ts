import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import type { Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, text } from '../flags/flag-type.js';
import { timeArgument } from './time-argument.js';

export const logs = defineCommand({
  names: ['container logs', 'logs'],
  usage: '[OPTIONS] CONTAINER',
  text: { en: 'Fetch the logs of a container', ko: '컨테이너의 로그를 가져옵니다' },
  arity: exactly(1),
  completes: 'container',
  flags: [
    flag('details', '', bool, { en: 'Show what the logging driver adds', ko: '로그에 딸린 추가 정보를 보여 줍니다' }),
    flag('follow', 'f', bool, { en: 'Go on with new output as it comes', ko: '새 출력을 이어서 보여 줍니다' }),
    flag('since', '', text, {
      en: 'Begin at a moment ("2013-01-02T13:23:37Z") or so long ago ("42m")',
      ko: '이 시각("2013-01-02T13:23:37Z")이나 이만큼 전("42m")부터 보여 줍니다',
    }),
    flag('tail', 'n', text, { en: 'How many lines to show from the end', ko: '끝에서부터 보여 줄 줄 수' }, { initial: 'all' }),
    flag('timestamps', 't', bool, { en: 'Put the time before each line', ko: '줄마다 시각을 붙입니다' }),
    flag('until', '', text, {
      en: 'End at a moment ("2013-01-02T13:23:37Z") or so long ago ("42m")',
      ko: '이 시각("2013-01-02T13:23:37Z")이나 이만큼 전("42m")까지 보여 줍니다',
    }),
  ],
  run: showLogs,
});

function* showLogs(cli: Cli): Task<number> {
  const { flags } = cli;
  const [name = ''] = cli.args;
  // The client asks for the container first: what is missing is the container, not its log.
  yield* cli.client().get(`/containers/${name}/json`);
  const { channel } = yield* cli.client().frames(`/containers/${name}/logs`, {
    stdout: true,
    stderr: true,
    since: momentOf(cli, 'since'),
    until: momentOf(cli, 'until'),
    timestamps: flags.bool('timestamps'),
    follow: flags.bool('follow'),
    tail: flags.text('tail'),
    details: flags.bool('details'),
  });
  for (;;) {
    const frame = yield* channel.receive();
    if (!frame) return 0;
    yield* cli.sys.write(frame.stream === 'stderr' ? 2 : 1, frame.data);
  }
}

function momentOf(cli: Cli, name: 'since' | 'until'): string | undefined {
  try {
    return timeArgument(cli, cli.flags.text(name));
  } catch (error) {
    if (error instanceof Failure) throw new Failure(`invalid value for "${name}": ${error.message}`);
    throw error;
  }
}
