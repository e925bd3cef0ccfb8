import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { Output } from '../output.js';
import { quoteAlways } from '../quoting.js';
import { checkWord } from '../words.js';
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
  check: {
    skipFields: checkNumber('fields to skip'),
    skipChars: checkNumber('bytes to skip'),
    checkChars: checkNumber('bytes to compare'),
    group: checkWord('--group', ['prepend', 'append', 'separate', 'both']),
    allRepeated: checkWord('--all-repeated', ['none', 'prepend', 'separate']),
  },
  *run(tool) {
    const { args, sys } = tool;
    const [input = '-', output = '-', extra] = args.operands;
    const wrong = args.entries.find(({ key, value }) => numbers.has(key) && !/^\d+$/.test(value ?? ''))?.value;
    if (wrong !== undefined) throw new Fatal(`invalid number '${wrong}'`);
    if (extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand ${quoteAlways(extra)}` : '');
    checkCombination(tool);
    let isOpen = false;
    try {
      const fd = input === '-' ? 0 : sys.open(input, { read: true });
      const out = output === '-' ? tool.out : new Output(sys, sys.open(output, { write: true, create: true, truncate: true }));
      isOpen = true;
      yield* reduce(tool, new LineReader(sys, fd, args.has('zero') ? 0 : 10), out);
      yield* out.flush();
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(isOpen && tool.isGnu ? `error reading ${quoteAlways(input)}` : tool.cannotOpen(input, error));
    }
  },
});

const numbers: ReadonlySet<Key> = new Set(['skipFields', 'skipChars', 'checkChars'] as const);

function checkNumber(what: string): (value: string) => void {
  return value => {
    if (!/^\d+$/.test(value)) throw new Fatal(`${value}: invalid number of ${what}`);
  };
}

/** `--group` shows everything, so it goes with nothing that leaves something out. */
function checkCombination({ args, isGnu }: Tool<Key>): void {
  if (args.has('group') && args.last('count', 'repeated', 'allRepeated', 'unique') !== undefined)
    throw new UsageError('--group is mutually exclusive with -c/-d/-D/-u');
  if (isGnu && args.has('count') && args.has('allRepeated'))
    throw new UsageError('printing all duplicated lines and repeat counts is meaningless');
}

/** Which lines are shown, as the options say together. */
interface Shown {
  readonly single: boolean;
  readonly first: boolean;
  readonly later: boolean;
}

function* reduce(tool: Tool<Key>, lines: LineReader, out: Output): Task<void> {
  const { args, sys } = tool;
  const end = args.has('zero') ? '\0' : '\n';
  const shown: Shown = {
    single: !args.has('repeated') && !args.has('allRepeated'),
    first: !args.has('unique'),
    later: args.has('allRepeated'),
  };
  if (args.has('group') || (shown.single && shown.first && !args.has('count'))) return yield* printGroups(tool, lines, out, end);
  const delimit = args.value('allRepeated') ?? 'none';
  let previous = yield* lines.next();
  if (previous === undefined) return;
  let key = keyOf(tool, previous);
  let matches = 0;
  let isFirstGroup = true;
  for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next()) {
    yield* sys.tick();
    const next = keyOf(tool, line);
    const isSame = next === key;
    if (isSame) matches++;
    if (!isSame && matches > 0) isFirstGroup = false;
    if (isSame && matches === 1 && (delimit === 'prepend' || (delimit === 'separate' && !isFirstGroup))) yield* out.write(end);
    if (isSame && !shown.later) continue;
    yield* out.write(lineOf(tool, previous, isSame, matches, shown, end));
    previous = line;
    key = next;
    if (!isSame) matches = 0;
  }
  yield* out.write(lineOf(tool, previous, false, matches, shown, end));
}

/** A line with its count, or nothing: GNU's looks at whether the next one is its like (`isSame`) and how many were before. */
function lineOf(tool: Tool<Key>, line: string, isSame: boolean, matches: number, shown: Shown, end: string): string {
  if (!(matches === 0 ? shown.single : isSame ? shown.later : shown.first)) return '';
  return `${tool.args.has('count') ? `${String(matches + 1).padStart(7)} ` : ''}${line}${end}`;
}

function* printGroups(tool: Tool<Key>, lines: LineReader, out: Output, end: string): Task<void> {
  const method = tool.args.has('group') ? (tool.args.value('group') ?? 'separate') : undefined;
  const before = method === 'prepend' || method === 'both';
  let key: string | undefined;
  for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next()) {
    yield* tool.sys.tick();
    const next = keyOf(tool, line);
    const isNew = next !== key;
    if (isNew && (before || (method !== undefined && key !== undefined))) yield* out.write(end);
    if (isNew || method !== undefined) yield* out.write(line + end);
    key = next;
  }
  if (key !== undefined && (method === 'both' || method === 'append')) yield* out.write(end);
}

function keyOf(tool: Tool<Key>, line: string): string {
  const { args } = tool;
  let text = line;
  for (let i = Number(args.value('skipFields') ?? 0); i > 0 && text !== ''; i--) text = text.replace(/^[ \t]*[^ \t]*/, '');
  text = text.slice(Number(args.value('skipChars') ?? 0));
  const width = args.value('checkChars');
  if (width !== undefined) text = text.slice(0, Number(width));
  return args.has('ignoreCase') ? text.toLowerCase() : text;
}
