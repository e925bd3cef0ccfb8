import { atLeast, defineCommand } from '../command.js';
import { forEachArgument } from './each.js';

export const pause = defineCommand({
  names: ['container pause', 'pause'],
  usage: 'CONTAINER [CONTAINER...]',
  text: { en: 'Pause all processes within one or more containers', ko: '컨테이너의 모든 프로세스를 일시 정지합니다' },
  arity: atLeast(1),
  completes: 'running-container',
  run: cli => forEachArgument(cli, name => cli.client().post(`/containers/${name}/pause`)),
});

export const unpause = defineCommand({
  names: ['container unpause', 'unpause'],
  usage: 'CONTAINER [CONTAINER...]',
  text: { en: 'Unpause all processes within one or more containers', ko: '일시 정지한 컨테이너의 프로세스를 다시 실행합니다' },
  arity: atLeast(1),
  completes: 'running-container',
  run: cli => forEachArgument(cli, name => cli.client().post(`/containers/${name}/unpause`)),
});
