import { LineReader } from '../input.js';
import { define } from '../tool.js';

type Key = 'style' | 'increment' | 'separator' | 'start' | 'width' | 'format' | 'noReset' | 'join' | 'header' | 'footer' | 'delimiter';

export const nl = define<Key>({
  name: 'nl',
  options: {
    style: ['-b, --body-numbering=STYLE', 'which lines to number: a all, t not empty (default), n none'],
    delimiter: ['-d, --section-delimiter=CC', undefined, 'gnu'],
    footer: ['-f, --footer-numbering=STYLE', undefined, 'gnu'],
    header: ['-h, --header-numbering=STYLE', undefined, 'gnu'],
    increment: ['-i, --line-increment=NUMBER', 'step between line numbers'],
    join: ['-l, --join-blank-lines=NUMBER', undefined, 'gnu'],
    format: ['-n, --number-format=FORMAT', 'ln left, rn right (default), rz with leading zeros', 'gnu'],
    noReset: ['-p, --no-renumber', undefined, 'gnu'],
    separator: ['-s, --number-separator=STRING', 'put STRING after the number'],
    start: ['-v, --starting-line-number=NUMBER', 'first number'],
    width: ['-w, --number-width=NUMBER', 'columns of the number'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Write each FILE to standard output, with line numbers.' },
  busybox: { usage: ['[OPTIONS] [FILE]...'], about: 'Write FILEs to standard output with line numbers added' },
  version: '(GNU coreutils) 9.1',
  *run(tool) {
    const { args, sys, out } = tool;
    const style = args.value('style') ?? 't';
    const width = Number(args.value('width') ?? 6);
    const separator = args.value('separator') ?? '\t';
    const format = args.value('format') ?? 'rn';
    let number = Number(args.value('start') ?? 1);
    yield* tool.eachInput(args.operands, function* (fd) {
      const lines = new LineReader(sys, fd);
      for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next()) {
        if (style === 'n' || (style === 't' && line === '')) {
          yield* out.line(' '.repeat(width + separator.length) + line);
          continue;
        }
        const digits = String(number);
        const shown = format === 'ln' ? digits.padEnd(width) : digits.padStart(width, format === 'rz' ? '0' : ' ');
        number += Number(args.value('increment') ?? 1);
        yield* out.line(shown + separator + line);
      }
    });
  },
});
