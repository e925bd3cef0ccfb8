import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { Output } from '../output.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

type Key = 'count' | 'repeated' | 'allRepeated' | 'skipFields' | 'ignoreCase' | 'skipChars' | 'unique' | 'zero' | 'checkChars' | 'group';

export const uniq = define<Key>({
  name: 'uniq',
  options: {
    count: ['-c, --count', 'put the number of occurrences before lines'],
    repeated: ['-d, --repeated', 'print only repeated lines, one of each group'],
    allRepeated: ['-D, --all-repeated[=METHOD]', 'print all repeated lines', 'gnu'],
    group: ['--group[=METHOD]', 'print all lines, with an empty one between groups', 'gnu'],
    skipFields: ['-f, --skip-fields=N', 'do not compare the first N fields'],
    ignoreCase: ['-i, --ignore-case', 'compare without regard to case'],
    skipChars: ['-s, --skip-chars=N', 'do not compare the first N characters'],
    unique: ['-u, --unique', 'print only lines that are not repeated'],
    zero: ['-z, --zero-terminated', 'lines end with NUL, not newline'],
    checkChars: ['-w, --check-chars=N', 'compare no more than N characters'],
  },
  gnu: { usage: ['[OPTION]... [INPUT [OUTPUT]]'], about: 'Write each group of equal adjacent lines of INPUT once to OUTPUT.' },
  busybox: { usage: ['[-cduiz] [-f,s,w N] [FILE [OUTFILE]]'], about: 'Discard duplicate lines' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    const [input = '-', output = '-', extra] = args.operands;
    checkNumbers(tool);
    checkGroup(tool);
    if (extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand ${quoteAlways(extra)}` : '');
    try {
      const fd = input === '-' ? 0 : sys.open(input, { read: true });
      const out = output === '-' ? tool.out : new Output(sys, sys.open(output, { write: true, create: true, truncate: true }));
      yield* reduce(tool, new LineReader(sys, fd, args.has('zero') ? 0 : 10), out);
      yield* out.flush();
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(tool.cannotOpen(input, error));
    }
  },
});

function checkNumbers({ args, isGnu }: Tool<Key>): void {
  const names = { skipFields: 'fields to skip', skipChars: 'bytes to skip', checkChars: 'bytes to compare' } as const;
  for (const key of ['skipFields', 'skipChars', 'checkChars'] as const) {
    const wrong = args.values(key).find(text => !/^\d+$/.test(text));
    if (wrong === undefined) continue;
    throw new Fatal(isGnu ? `${wrong}: invalid number of ${names[key]}` : `invalid number '${wrong}'`);
  }
  if (isGnu && args.has('count') && args.has('allRepeated'))
    throw new UsageError('printing all duplicated lines and repeat counts is meaningless');
}

const methods = ['prepend', 'append', 'separate', 'both'];

/** `--group` shows everything, so it goes with nothing that leaves something out. */
function checkGroup({ args }: Tool<Key>): void {
  if (!args.has('group')) return;
  const method = args.value('group') ?? 'separate';
  if (!methods.includes(method))
    throw new UsageError(
      `invalid argument ${quoteAlways(method)} for '--group'\nValid arguments are:\n${methods.map(name => `  - '${name}'`).join('\n')}`,
    );
  if (args.last('count', 'repeated', 'allRepeated', 'unique') !== undefined)
    throw new UsageError('--group is mutually exclusive with -c/-d/-D/-u');
}

function* reduce(tool: Tool<Key>, lines: LineReader, out: Output): Task<void> {
  let group: string[] = [];
  let count = 0;
  let key: string | undefined;
  for (;;) {
    const line = yield* lines.next();
    const next = line === undefined ? undefined : keyOf(tool, line);
    if (line !== undefined && next === key) {
      count++;
      if (tool.args.has('allRepeated') || tool.args.has('group')) group.push(line);
      yield* tool.sys.tick();
      continue;
    }
    if (count > 0) yield* print(tool, group, count, { out, last: line === undefined });
    if (line === undefined) return;
    group = [line];
    count = 1;
    key = next;
  }
}

function keyOf(tool: Tool<Key>, line: string): string {
  const { args } = tool;
  let text = line;
  for (let i = Number(args.value('skipFields') ?? 0); i > 0; i--) text = text.replace(/^[ \t]*[^ \t]*/, '');
  text = text.slice(Number(args.value('skipChars') ?? 0));
  const width = args.value('checkChars');
  if (width !== undefined) text = text.slice(0, Number(width));
  return args.has('ignoreCase') ? text.toLowerCase() : text;
}

interface Place {
  readonly out: Output;
  readonly last: boolean;
}

function* print(tool: Tool<Key>, group: readonly string[], count: number, { out, last }: Place): Task<void> {
  const { args } = tool;
  if ((args.has('repeated') || args.has('allRepeated')) && count < 2) return;
  if (args.has('unique') && count > 1) return;
  const end = args.has('zero') ? '\0' : '\n';
  const method = args.has('group') ? (args.value('group') ?? 'separate') : undefined;
  const shown = args.has('allRepeated') || method !== undefined ? group : group.slice(0, 1);
  if (method === 'prepend' || method === 'both') yield* out.write(end);
  for (const line of shown) yield* out.write(`${args.has('count') ? `${String(count).padStart(7)} ` : ''}${line}${end}`);
  if (method === 'append' || (method === 'separate' && !last) || (method === 'both' && last)) yield* out.write(end);
}
