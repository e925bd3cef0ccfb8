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
    // util-linux's knows no `-` for standard input.
    const paths = tool.isGnu ? tool.args.operands.map(path => (path === '-' ? './-' : path)) : tool.args.operands;
    yield* tool.eachInput(
      paths,
      function* (fd, path) {
        if (tool.isGnu && path !== '-' && tool.sys.fstat(fd).kind === 'directory') return yield* tool.fail(`${path}: 0: Is a directory`);
        const lines = new LineReader(tool.sys, fd);
        for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next())
          yield* tool.out.write([...line].reverse().join('') + (lines.terminated ? '\n' : ''));
      },
      (path, error) => (tool.isGnu ? `cannot open ${path === './-' ? '-' : path}: ${error.message}` : `${path}: ${error.message}`),
    );
  },
});
