import { defineCommand, noArguments } from '../command.js';
import { pruneContainers, pruneFlags, runPrune } from '../prune.js';

export const prune = defineCommand({
  names: ['container prune'],
  usage: '[OPTIONS]',
  text: { en: 'Remove all stopped containers', ko: '멈춘 컨테이너를 모두 지웁니다' },
  arity: noArguments,
  flags: pruneFlags,
  run: cli => runPrune(cli, 'WARNING! This will remove all stopped containers.', pruneContainers),
});
