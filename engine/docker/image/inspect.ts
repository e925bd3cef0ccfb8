import { atLeast, defineCommand } from '../command.js';
import { flag } from '../flags/flag.js';
import { text } from '../flags/flag-type.js';
import { inspectFormat } from '../flags/format-flag.js';
import { platformJson } from '../flags/platform-flag.js';
import { findImage } from '../inspect/find.js';
import { inspectAll } from '../inspect/inspector.js';

export const inspect = defineCommand({
  names: ['image inspect'],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  text: { en: 'Display detailed information on one or more images', ko: '이미지의 자세한 정보를 보여 줍니다' },
  arity: atLeast(1),
  completes: 'image',
  flags: [
    inspectFormat,
    flag('platform', '', text, {
      en: "Look at one platform of the image\n'os[/arch[/variant]]': as in linux/amd64",
      ko: "이미지의 한 플랫폼만 봅니다\n'os[/arch[/variant]]': 예) linux/amd64",
    }),
  ],
  run: cli => {
    const platform = platformJson(cli, '');
    return inspectAll(cli, name => findImage(cli, name, platform));
  },
});
