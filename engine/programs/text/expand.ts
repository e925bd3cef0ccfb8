import { LineReader } from '../input.js';
import { coreutils } from '../origins.js';
import { define } from '../tool.js';
import { tabStops, type TabStops } from './tab-stops.js';

/** `-3` is the old way of `-t 3`. */
function oldForm(argv: readonly string[]): readonly string[] {
  return argv.map(word => word.replace(/^-(\d+(?:,\d+)*)$/, '-t$1'));
}

export const expand = define<'initial' | 'tabs'>({
  name: 'expand',
  rewrite: oldForm,
  options: {
    initial: ['-i, --initial', 'do not convert tabs after other characters'],
    tabs: ['-t, --tabs=N', 'have tabs N characters apart, not 8'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Convert the tabs of each FILE to spaces.' },
  busybox: { usage: ['[-i] [-t N] [FILE]...'], about: 'Convert tabs to spaces, writing to stdout' },
  origin: coreutils,
  *run(tool) {
    const { args, sys, out } = tool;
    const next = tabStops(args.values('tabs'), tool);
    yield* tool.eachInput(args.operands, function* (fd) {
      const lines = new LineReader(sys, fd);
      for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next())
        yield* out.write(expandLine(line, next, args.has('initial')) + (lines.terminated ? '\n' : ''));
    });
  },
});

function expandLine(line: string, next: TabStops, initialOnly: boolean): string {
  let text = '';
  let column = 0;
  let initial = true;
  for (const character of line) {
    if (character !== '\t' && character !== ' ') initial = false;
    if (character !== '\t' || (!initial && initialOnly)) {
      text += character;
      column = character === '\b' ? Math.max(0, column - 1) : column + 1;
      continue;
    }
    const stop = next(column) ?? column + 1;
    text += ' '.repeat(stop - column);
    column = stop;
  }
  return text;
}

export const unexpand = define<'all' | 'first' | 'tabs'>({
  name: 'unexpand',
  options: {
    all: ['-a, --all', 'convert all blanks, not just initial ones'],
    first: ['--first-only', 'convert only initial blanks'],
    tabs: ['-t, --tabs=N', 'have tabs N characters apart, not 8'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Convert blanks of each FILE to tabs.' },
  busybox: { usage: ['[-fa][-t N] [FILE]...'], about: 'Convert spaces to tabs, writing to stdout' },
  origin: coreutils,
  *run(tool) {
    const { args, sys, out } = tool;
    const next = tabStops(args.values('tabs'), tool);
    const everywhere = (args.has('all') || args.has('tabs')) && !args.has('first');
    yield* tool.eachInput(args.operands, function* (fd) {
      const lines = new LineReader(sys, fd);
      for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next())
        yield* out.write(compress(line, next, everywhere) + (lines.terminated ? '\n' : ''));
    });
  },
});

function compress(line: string, next: TabStops, everywhere: boolean): string {
  let text = '';
  let column = 0;
  let blanks = '';
  let initial = true;
  for (const character of line) {
    if ((character === ' ' || character === '\t') && (initial || everywhere)) {
      const stop = next(column);
      column = character === '\t' ? (stop ?? column + 1) : column + 1;
      blanks += character;
      if (stop !== undefined && column === stop && (blanks.length > 1 || character === '\t')) {
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
