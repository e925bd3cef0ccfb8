import { isErrno } from '../../core/errno.js';
import { LineReader } from '../input.js';
import { MAX_INPUT_BYTES } from '../limits.js';
import { Output } from '../output.js';
import { quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { refused } from '../options.js';

type Key = 'randomSource' | 'echo' | 'range' | 'count' | 'output' | 'repeat' | 'zero';

export const shuf = define<Key>({
  name: 'shuf',
  options: {
    randomSource: refused('--random-source=FILE'),
    echo: ['-e, --echo', 'take each ARG as an input line'],
    range: ['-i, --input-range=LO-HI', 'take each number from LO to HI as an input line'],
    count: ['-n, --head-count=COUNT', 'output at most COUNT lines'],
    output: ['-o, --output=FILE', 'write to FILE instead of standard output'],
    repeat: ['-r, --repeat', 'output lines may be repeated', 'gnu'],
    zero: ['-z, --zero-terminated', 'lines end with NUL, not newline'],
  },
  gnu: {
    usage: ['[OPTION]... [FILE]', '-e [OPTION]... [ARG]...', '-i LO-HI [OPTION]...'],
    about: 'Write the input lines in random order to standard output.',
  },
  busybox: { usage: ['[-n NUM] [-o FILE] [-z] [FILE | -e [ARG...] | -i L-H]'], about: 'Randomly permute lines' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    const end = args.has('zero') ? '\0' : '\n';
    const lines: string[] = args.has('echo') ? [...args.operands] : [];
    const range = args.value('range');
    if (range !== undefined) {
      const [, low, high] = /^(\d+)-(\d+)$/.exec(range) ?? [];
      if (low === undefined || high === undefined || Number(high) - Number(low) > 10_000_000)
        throw new UsageError(`invalid input range: '${range}'`);
      if (tool.isGnu && Number(low) > Number(high) + 1) throw new Fatal(`invalid input range: '${range}'`);
      for (let number = Number(low); number <= Number(high); number++) lines.push(String(number));
    } else if (!args.has('echo')) {
      let size = 0;
      yield* tool.eachInput(args.operands, function* (fd) {
        const reader = new LineReader(sys, fd, args.has('zero') ? 0 : 10);
        for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next()) {
          lines.push(line);
          size += line.length;
          if (size > MAX_INPUT_BYTES) throw new Fatal('memory exhausted');
        }
      });
    }
    const out = outputOf(tool);
    const wanted = Number(args.value('count') ?? Infinity);
    if (args.has('repeat')) {
      for (let i = 0; i < wanted && lines.length > 0; i++) {
        yield* sys.tick();
        yield* out.write((sys.random.pick(lines) ?? '') + end);
      }
      return yield* out.flush();
    }
    for (let i = 0; i < Math.min(wanted, lines.length); i++) {
      const other = i + sys.random.below(lines.length - i);
      [lines[i], lines[other]] = [lines[other] ?? '', lines[i] ?? ''];
      yield* out.write((lines[i] ?? '') + end);
    }
    yield* out.flush();
  },
});

/** Opened only when all input is read, so that a file may be shuffled onto itself. */
function outputOf(tool: Tool<Key>): Output {
  const path = tool.args.value('output');
  if (path === undefined) return tool.out;
  try {
    return new Output(tool.sys, tool.sys.open(path, { write: true, create: true, truncate: true }));
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(tool.isGnu ? `${quoteIfNeeded(path)}: ${error.message}` : `can't open '${path}': ${error.message}`);
  }
}
