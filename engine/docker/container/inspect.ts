import { atLeast, defineCommand } from '../command.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';
import { inspectFormat } from '../flags/format-flag.js';
import { findContainer } from '../inspect/find.js';
import { inspectAll } from '../inspect/inspector.js';

export const inspect = defineCommand({
  names: ['container inspect'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  text: { en: 'Display detailed information on one or more containers', ko: '컨테이너의 자세한 정보를 보여 줍니다' },
  arity: atLeast(1),
  completes: 'container',
  flags: [inspectFormat, flag('size', 's', bool, { en: 'Add the size of the files', ko: '파일 크기를 함께 보여 줍니다' })],
  run: cli => inspectAll(cli, name => findContainer(cli, name, cli.flags.bool('size'))),
});
