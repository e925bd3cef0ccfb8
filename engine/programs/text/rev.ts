import { LineReader } from '../input.js';
import { utilLinux } from '../origins.js';
import { define } from '../tool.js';

export const rev = define({
  name: 'rev',
  options: {},
  gnu: { usage: ['[options] [<file> ...]'], about: 'Reverse lines characterwise.' },
  busybox: { usage: ['[FILE]...'], about: 'Reverse lines of FILE' },
  origin: utilLinux,
  *run(tool) {
    yield* tool.eachInput(
      tool.args.operands,
      function* (fd) {
        const lines = new LineReader(tool.sys, fd);
        for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next())
          yield* tool.out.write([...line].reverse().join('') + (lines.terminated ? '\n' : ''));
      },
      (path, error) => (tool.isGnu ? `cannot open ${path}: ${error.message}` : `${path}: ${error.message}`),
    );
  },
});
