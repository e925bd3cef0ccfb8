import { LineReader } from '../input.js';
import { define } from '../tool.js';

export const expand = define<'initial' | 'tabs'>({
  name: 'expand',
  options: {
    initial: ['-i, --initial', 'do not convert tabs after other characters'],
    tabs: ['-t, --tabs=N', 'have tabs N characters apart, not 8'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Convert the tabs of each FILE to spaces.' },
  busybox: { usage: ['[-i] [-t N] [FILE]...'], about: 'Convert tabs to spaces, writing to stdout' },
  version: '(GNU coreutils) 9.1',
  *run(tool) {
    const { args, sys, out } = tool;
    const size = Number(args.value('tabs') ?? 8) || 8;
    yield* tool.eachInput(args.operands, function* (fd) {
      const lines = new LineReader(sys, fd);
      for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next()) {
        let text = '';
        let initial = true;
        for (const character of line) {
          if (character !== '\t' && character !== ' ') initial = false;
          text += character === '\t' && (initial || !args.has('initial')) ? ' '.repeat(size - (text.length % size)) : character;
        }
        yield* out.write(text + (lines.terminated ? '\n' : ''));
      }
    });
  },
});

export const unexpand = define<'all' | 'first' | 'tabs'>({
  name: 'unexpand',
  options: {
    all: ['-a, --all', 'convert all blanks, not just initial ones'],
    first: ['--first-only', 'convert only initial blanks'],
    tabs: ['-t, --tabs=N', 'have tabs N characters apart, not 8'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Convert blanks of each FILE to tabs.' },
  busybox: { usage: ['[-fa][-t N] [FILE]...'], about: 'Convert spaces to tabs, writing to stdout' },
  version: '(GNU coreutils) 9.1',
  *run(tool) {
    const { args, sys, out } = tool;
    const size = Number(args.value('tabs') ?? 8) || 8;
    const everywhere = (args.has('all') || args.has('tabs')) && !args.has('first');
    yield* tool.eachInput(args.operands, function* (fd) {
      const lines = new LineReader(sys, fd);
      for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next())
        yield* out.write(compress(line, size, everywhere) + (lines.terminated ? '\n' : ''));
    });
  },
});

function compress(line: string, size: number, everywhere: boolean): string {
  let text = '';
  let column = 0;
  let blanks = '';
  let initial = true;
  for (const character of line) {
    if ((character === ' ' || character === '\t') && (initial || everywhere)) {
      column = character === '\t' ? column + size - (column % size) : column + 1;
      blanks += character;
      if (column % size === 0 && (blanks.length > 1 || character === '\t')) {
        text += '\t';
        blanks = '';
      }
      continue;
    }
    initial = false;
    text += blanks + character;
    blanks = '';
    column++;
  }
  return text + blanks;
}
