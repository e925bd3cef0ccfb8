import { LineReader } from '../input.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal } from '../tool.js';

export const fold = define<'bytes' | 'spaces' | 'width'>({
  name: 'fold',
  options: {
    bytes: ['-b, --bytes', 'count bytes rather than columns'],
    spaces: ['-s, --spaces', 'break at spaces'],
    width: ['-w, --width=WIDTH', 'use WIDTH columns instead of 80'],
  },
  digits: 'width',
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Wrap the lines of each FILE and write them to standard output.' },
  busybox: { usage: ['[-bs] [-w WIDTH] [FILE]...'], about: 'Wrap input lines in FILEs (or stdin), writing to stdout' },
  origin: coreutils,
  check: { width: value => void widthOf({ isGnu: true }, value) },
  *run(tool) {
    const { args, sys, out } = tool;
    const text = args.value('width') ?? '80';
    const width = widthOf(tool, text);
    yield* tool.eachInput(args.operands, function* (fd) {
      const lines = new LineReader(sys, fd);
      for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next())
        yield* out.write(wrap(line, { width, spaces: args.has('spaces'), bytes: args.has('bytes') }) + (lines.terminated ? '\n' : ''));
    });
  },
});

function widthOf(tool: { readonly isGnu: boolean }, text: string): number {
  const width = /^\d+$/.test(text) ? Number(text) : undefined;
  if (!tool.isGnu && width === undefined) throw new Fatal(`invalid number '${text}'`);
  if (!tool.isGnu && (width === 0 || Number(width) > 10_000)) throw new Fatal(`number ${text} is not in 1..10000 range`);
  if (width === undefined) throw new Fatal(`invalid number of columns: ${quoteAlways(text)}`);
  if (width === 0) throw new Fatal(`invalid number of columns: ${quoteAlways(text)}: Numerical result out of range`);
  return width;
}

interface Folding {
  readonly width: number;
  readonly spaces: boolean;
  readonly bytes: boolean;
}

function wrap(line: string, { width, spaces, bytes }: Folding): string {
  let text = '';
  let held = '';
  let column = 0;
  for (const character of line) {
    let next = moved(column, character, bytes);
    if (next > width && held !== '') {
      const cut = spaces ? Math.max(held.lastIndexOf(' '), held.lastIndexOf('\t')) + 1 : 0;
      text += `${cut > 0 ? held.slice(0, cut) : held}\n`;
      held = cut > 0 ? held.slice(cut) : '';
      column = [...held].reduce((at, one) => moved(at, one, bytes), 0);
      next = moved(column, character, bytes);
    }
    held += character;
    column = next;
  }
  return text + held;
}

/** The column after a character. */
function moved(column: number, character: string, bytes: boolean): number {
  if (bytes) return column + 1;
  if (character === '\t') return column + 8 - (column % 8);
  if (character === '\b') return Math.max(0, column - 1);
  return character === '\r' ? 0 : column + 1;
}
