import { defineCommand, noArguments } from '../command.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';
import { pruneFlags, pruneImages, runPrune } from '../prune.js';

const warnings = {
  all: 'WARNING! This will remove all images without at least one container associated to them.',
  dangling: 'WARNING! This will remove all dangling images.',
};

export const prune = defineCommand({
  names: ['image prune'],
  usage: '[OPTIONS]',
  text: { en: 'Remove unused images', ko: '쓰지 않는 이미지를 지웁니다' },
  arity: noArguments,
  flags: [
    flag('all', 'a', bool, {
      en: 'Remove every image that nothing uses, not only dangling ones',
      ko: '이름 없는 것만이 아니라 쓰지 않는 이미지를 모두 지웁니다',
    }),
    ...pruneFlags,
  ],
  run: cli => {
    const all = cli.flags.bool('all');
    return runPrune(cli, all ? warnings.all : warnings.dangling, (_, filters) => pruneImages(cli, filters, all));
  },
});
