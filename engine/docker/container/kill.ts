import { atLeast, defineCommand } from '../command.js';
import { flag } from '../flags/flag.js';
import { text } from '../flags/flag-type.js';
import { forEachArgument } from './each.js';

export const kill = defineCommand({
  names: ['container kill', 'kill'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  text: { en: 'Kill one or more running containers', ko: '실행 중인 컨테이너를 강제로 종료합니다' },
  arity: atLeast(1),
  completes: 'running-container',
  flags: [flag('signal', 's', text, { en: 'Signal to send to the container', ko: '컨테이너에 보낼 시그널' })],
  run: cli =>
    forEachArgument(cli, name => cli.client().post(`/containers/${name}/kill`, { signal: cli.flags.text('signal') || undefined })),
});
