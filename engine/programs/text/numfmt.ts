import type { Task } from '../../core/task.js';
import { humanSize } from '../human-size.js';
import { LineReader } from '../input.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { refused } from '../options.js';

type Key = 'absent' | 'absentWith' | 'to' | 'from' | 'suffix' | 'field' | 'padding';
const scales: Readonly<Record<string, number>> = { K: 1, k: 1, M: 2, G: 3, T: 4, P: 5, E: 6 };

export const numfmt = define<Key>({
  name: 'numfmt',
  options: {
    absent: refused('-z, --zero-terminated, --grouping, --debug'),
    absentWith: refused('-d X, --delimiter=X, --format=FORMAT, --from-unit=N, --to-unit=N, --header=N, --invalid=MODE, --round=METHOD'),
    field: ['--field=FIELDS', 'replace the numbers in these fields (default 1)'],
    from: ['--from=UNIT', 'scale input numbers: si, iec, iec-i, auto, none'],
    padding: ['--padding=N', 'pad the output to N characters'],
    suffix: ['--suffix=SUFFIX', 'add SUFFIX to output numbers'],
    to: ['--to=UNIT', 'scale output numbers: si, iec, iec-i, none'],
  },
  gnu: { usage: ['[OPTION]... [NUMBER]...'], about: 'Convert numbers from and to human-readable strings.' },
  origin: coreutils,
  *run(tool) {
    for (const word of tool.args.operands) yield* tool.out.line(convert(tool, word));
    if (tool.args.operands.length === 0) yield* convertLines(tool);
  },
});

function* convertLines(tool: Tool<Key>): Task<void> {
  const field = Number(tool.args.value('field') ?? 1);
  const lines = new LineReader(tool.sys, 0);
  for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next()) {
    let seen = 0;
    yield* tool.out.line(line.replace(/\S+/g, word => (++seen === field ? convert(tool, word) : word)));
  }
}

function convert(tool: Tool<Key>, word: string): string {
  const { args } = tool;
  const from = args.value('from') ?? 'none';
  const [, digits, unit = '', i = ''] = /^(-?\d+(?:\.\d+)?)([KkMGTPE]?)(i?)$/.exec(word) ?? [];
  if (digits === undefined) throw new Fatal(`invalid number: ${quoteAlways(word)}`, 2);
  if (unit !== '' && from === 'none') throw new Fatal(`rejecting suffix in input: ${quoteAlways(word)} (consider using --from)`, 2);
  const base = from === 'iec' || from === 'iec-i' || (from === 'auto' && i === 'i') ? 1024 : 1000;
  const value = Number(digits) * base ** (scales[unit] ?? 0);
  const to = args.value('to');
  const text =
    to === 'iec'
      ? humanSize(value)
      : to === 'iec-i'
        ? humanSize(value).replace(/([A-Z])$/, '$1i')
        : to === 'si'
          ? humanSize(value, 1000).replace('k', 'K')
          : String(value);
  const shown = text + (args.value('suffix') ?? '');
  const padding = Number(args.value('padding') ?? 0);
  return padding < 0 ? shown.padEnd(-padding) : shown.padStart(padding);
}
