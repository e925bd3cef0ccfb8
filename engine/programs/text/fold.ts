import { LineReader } from '../input.js';
import { refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { define, Fatal } from '../tool.js';

export const fold = define<'bytes' | 'spaces' | 'width'>({
  name: 'fold',
  options: {
    bytes: refused('-b, --bytes'),
    spaces: ['-s, --spaces', 'break at spaces'],
    width: ['-w, --width=WIDTH', 'use WIDTH columns instead of 80'],
  },
  digits: 'width',
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Wrap the lines of each FILE and write them to standard output.' },
  busybox: { usage: ['[-bs] [-w WIDTH] [FILE]...'], about: 'Wrap input lines in FILEs (or stdin), writing to stdout' },
  version: '(GNU coreutils) 9.1',
  *run(tool) {
    const { args, sys, out } = tool;
    const text = args.value('width') ?? '80';
    const width = /^\d+$/.test(text) ? Number(text) : 0;
    if (width === 0) throw new Fatal(`invalid number of columns: ${quoteAlways(text)}`);
    yield* tool.eachInput(args.operands, function* (fd) {
      const lines = new LineReader(sys, fd);
      for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next())
        yield* out.write(wrap(line, width, args.has('spaces')) + (lines.terminated ? '\n' : ''));
    });
  },
});

function wrap(line: string, width: number, atSpaces: boolean): string {
  let rest = [...line];
  let text = '';
  while (rest.length > width) {
    const space = atSpaces ? rest.slice(0, width).findLastIndex(character => character === ' ' || character === '\t') : -1;
    const cut = space >= 0 ? space + 1 : width;
    text += `${rest.slice(0, cut).join('')}\n`;
    rest = rest.slice(cut);
  }
  return text + rest.join('');
}
