import { atLeast, defineCommand } from '../command.js';
import { flag } from '../flags/flag.js';
import { int, text } from '../flags/flag-type.js';
import type { Cli } from '../cli.js';
import type { Task } from '../../core/task.js';
import { Failure } from '../failure.js';
import { forEachArgument } from './each.js';

const signal = flag('signal', 's', text, { en: 'Signal to send to the container', ko: '컨테이너에 보낼 시그널' });
const timeout = flag('timeout', 't', int, {
  en: 'Seconds to wait before killing the container',
  ko: '컨테이너를 강제 종료하기 전에 기다릴 초',
});
const time = flag(
  'time',
  '',
  int,
  { en: 'Seconds to wait before killing the container', ko: '컨테이너를 강제 종료하기 전에 기다릴 초' },
  { deprecated: 'use --timeout instead' },
);

export const stop = defineCommand({
  names: ['container stop', 'stop'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  text: { en: 'Stop one or more running containers', ko: '실행 중인 컨테이너를 멈춥니다' },
  arity: atLeast(1),
  completes: 'running-container',
  flags: [signal, time, timeout],
  run: cli => forEachArgument(cli, name => stopOrRestart(cli, name, 'stop')),
});

export const restart = defineCommand({
  names: ['container restart', 'restart'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  text: { en: 'Restart one or more containers', ko: '컨테이너를 다시 시작합니다' },
  arity: atLeast(1),
  completes: 'container',
  flags: [signal, time, timeout],
  run: cli => forEachArgument(cli, name => stopOrRestart(cli, name, 'restart')),
});

function* stopOrRestart(cli: Cli, name: string, verb: 'stop' | 'restart'): Task<void> {
  const { flags } = cli;
  if (flags.isGiven('time') && flags.isGiven('timeout')) throw new Failure('conflicting options: cannot specify both --timeout and --time');
  const given = flags.isGiven('timeout') ? 'timeout' : flags.isGiven('time') ? 'time' : undefined;
  yield* cli.client().post(`/containers/${name}/${verb}`, {
    signal: flags.text('signal') || undefined,
    t: given === undefined ? undefined : flags.text(given),
  });
}
