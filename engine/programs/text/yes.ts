import { encodeUtf8 } from '../../core/utf8.js';
import { coreutils } from '../origins.js';
import { define } from '../tool.js';

export const yes = define({
  name: 'yes',
  options: {},
  gnu: { usage: ['[STRING]...', 'OPTION'], about: 'Write a line of all STRING(s), or y, again and again until killed.' },
  busybox: { usage: ['[STRING]'], about: "Repeatedly print a line with STRING, or 'y'" },
  origin: coreutils,
  *run(tool) {
    const line = `${tool.args.operands.length > 0 ? tool.args.operands.join(' ') : 'y'}\n`;
    const block = encodeUtf8(line.repeat(Math.max(1, Math.floor(8192 / line.length))));
    for (;;) {
      yield* tool.out.bytes(block);
      yield* tool.sys.tick();
    }
  },
});
