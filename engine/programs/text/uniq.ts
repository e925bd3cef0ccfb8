import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { Output } from '../output.js';
import { quoteAlways } from '../quoting.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

type Key = 'count' | 'repeated' | 'allRepeated' | 'skipFields' | 'ignoreCase' | 'skipChars' | 'unique' | 'zero' | 'checkChars';

export const uniq = define<Key>({
  name: 'uniq',
  options: {
    count: ['-c, --count', 'put the number of occurrences before lines'],
    repeated: ['-d, --repeated', 'print only repeated lines, one of each group'],
    allRepeated: ['-D, --all-repeated[=METHOD]', 'print all repeated lines', 'gnu'],
    skipFields: ['-f, --skip-fields=N', 'do not compare the first N fields'],
    ignoreCase: ['-i, --ignore-case', 'compare without regard to case'],
    skipChars: ['-s, --skip-chars=N', 'do not compare the first N characters'],
    unique: ['-u, --unique', 'print only lines that are not repeated'],
    zero: ['-z, --zero-terminated', 'lines end with NUL, not newline'],
    checkChars: ['-w, --check-chars=N', 'compare no more than N characters'],
  },
  gnu: { usage: ['[OPTION]... [INPUT [OUTPUT]]'], about: 'Write each group of equal adjacent lines of INPUT once to OUTPUT.' },
  busybox: { usage: ['[-cduiz] [-f,s,w N] [FILE [OUTFILE]]'], about: 'Discard duplicate lines' },
  version: '(GNU coreutils) 9.1',
  *run(tool) {
    const { args, sys } = tool;
    const [input = '-', output = '-', extra] = args.operands;
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

function* reduce(tool: Tool<Key>, lines: LineReader, out: Output): Task<void> {
  let group: string[] = [];
  let count = 0;
  let key: string | undefined;
  for (;;) {
    const line = yield* lines.next();
    const next = line === undefined ? undefined : keyOf(tool, line);
    if (line !== undefined && next === key) {
      count++;
      if (tool.args.has('allRepeated')) group.push(line);
      yield* tool.sys.tick();
      continue;
    }
    yield* print(tool, group, count, out);
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

function* print(tool: Tool<Key>, group: readonly string[], count: number, out: Output): Task<void> {
  const { args } = tool;
  if (count === 0) return;
  if ((args.has('repeated') || args.has('allRepeated')) && count < 2) return;
  if (args.has('unique') && count > 1) return;
  const end = args.has('zero') ? '\0' : '\n';
  const shown = args.has('allRepeated') ? group : group.slice(0, 1);
  for (const line of shown) yield* out.write(`${args.has('count') ? `${String(count).padStart(7)} ` : ''}${line}${end}`);
}
