import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { concatBytes } from '../input.js';
import { CHUNK_BYTES } from '../limits.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { parseAmount } from './amount.js';

type Key = 'bytes' | 'lines' | 'quiet' | 'verbose' | 'zero';

export const head = define<Key>({
  name: 'head',
  options: {
    bytes: ['-c, --bytes=[-]NUM', 'print the first NUM bytes of each file;\nwith a leading -, all but the last NUM'],
    lines: ['-n, --lines=[-]NUM', 'print the first NUM lines instead of the first 10;\nwith a leading -, all but the last NUM'],
    quiet: ['-q, --quiet, --silent', 'never print headers with file names'],
    verbose: ['-v, --verbose', 'always print headers with file names'],
    zero: ['-z, --zero-terminated', 'lines end with NUL, not newline', 'gnu'],
  },
  digits: 'lines',
  gnu: {
    usage: ['[OPTION]... [FILE]...'],
    about:
      'Print the first 10 lines of each FILE to standard output.\nWith more than one FILE, put a header with the name before each.\n\nWith no FILE, or when FILE is -, read standard input.',
  },
  busybox: {
    usage: ['[OPTIONS] [FILE]...'],
    about: 'Print first 10 lines of FILEs (or stdin).\nWith more than one FILE, precede each with a filename header.',
  },
  origin: coreutils,
  check: { bytes: checkCount('bytes'), lines: checkCount('lines') },
  strayDigit: digit => new UsageError(`invalid trailing option -- ${digit}`),
  rewrite: (argv, flavour) => (flavour === 'gnu' ? withoutOldForm(argv) : argv),
  *run(tool) {
    const { args } = tool;
    const unit = args.last('bytes', 'lines') ?? 'lines';
    const text = args.value(unit) ?? '10';
    const count = parseAmount(text.replace(/^[-+]/, ''));
    if (count === undefined) throw new Fatal(tool.isGnu ? `invalid number of ${unit}: ${quoteAlways(text)}` : `invalid number '${text}'`);
    const wish = args.last('verbose', 'quiet');
    const titles = wish === 'verbose' || (args.operands.length > 1 && wish !== 'quiet');
    let first = true;
    yield* tool.eachInput(
      args.operands,
      function* (fd, path) {
        if (titles) yield* tool.out.write(`${first ? '' : '\n'}==> ${path === '-' ? 'standard input' : path} <==\n`);
        first = false;
        const delimiter = args.has('zero') ? 0 : 10;
        if (tool.isGnu && text !== '-0' && count === 0) return;
        if (tool.isGnu && tool.sys.fstat(fd).kind === 'directory') yield* tool.fail(`error reading ${quoteAlways(path)}: Is a directory`);
        else if (text.startsWith('-')) yield* allButLast(tool, fd, count, unit, delimiter);
        else if (unit === 'bytes') yield* firstBytes(tool, fd, count);
        else yield* firstLines(tool, fd, count, delimiter);
      },
      (path, error) => (tool.isGnu ? `cannot open ${quoteAlways(path)} for reading: ${error.message}` : `${path}: ${error.message}`),
    );
  },
});

function checkCount(unit: string): (value: string) => void {
  return value => {
    if (parseAmount(value.replace(/^-/, '')) === undefined) throw new Fatal(`invalid number of ${unit}: ${quoteAlways(value)}`);
  };
}

/** `-5`, perhaps with letters (`-5c`, `-2kv`), is the old form of the first word (GNU's main). */
function withoutOldForm(argv: readonly string[]): readonly string[] {
  const [first = '', ...rest] = argv;
  const [, digits, letters = ''] = /^-(\d+)([bkmclqvz]*)$/.exec(first) ?? [];
  if (digits === undefined) return argv;
  const unit = /[bkm]/.exec(letters)?.[0] ?? '';
  const flags = letters.replace(/[bkmcl]/g, '');
  return [`${unit !== '' || letters.includes('c') ? '-c' : '-n'}${digits}${unit}`, ...(flags === '' ? [] : [`-${flags}`]), ...rest];
}

function* firstBytes(tool: Tool<Key>, fd: Fd, count: number): Task<void> {
  let left = count;
  while (left > 0) {
    const bytes = yield* tool.sys.read(fd, Math.min(left, CHUNK_BYTES));
    if (bytes.length === 0) return;
    yield* tool.out.bytes(bytes);
    left -= bytes.length;
  }
}

function* firstLines(tool: Tool<Key>, fd: Fd, count: number, delimiter: number): Task<void> {
  let left = count;
  while (left > 0) {
    const bytes = yield* tool.sys.read(fd, CHUNK_BYTES);
    if (bytes.length === 0) return;
    let end = 0;
    while (left > 0) {
      const at = bytes.indexOf(delimiter, end);
      if (at < 0) {
        end = bytes.length;
        break;
      }
      end = at + 1;
      left--;
    }
    yield* tool.out.bytes(bytes.subarray(0, end));
  }
}

/** Holds back the last lines or bytes until it is known that more follow. */
function* allButLast(tool: Tool<Key>, fd: Fd, count: number, unit: 'bytes' | 'lines', delimiter: number): Task<void> {
  let held: Uint8Array = new Uint8Array(0);
  for (;;) {
    const bytes = yield* tool.sys.read(fd, CHUNK_BYTES);
    const ended = bytes.length === 0;
    held = concatBytes([held, bytes]);
    const keepFrom = unit === 'bytes' ? Math.max(0, held.length - count) : startOfLast(held, count, delimiter);
    yield* tool.out.bytes(held.subarray(0, keepFrom));
    held = held.subarray(keepFrom);
    if (ended) return;
  }
}

/** Where the last `count` lines begin. */
export function startOfLast(bytes: Uint8Array, count: number, delimiter: number): number {
  let at = bytes.length;
  if (bytes[at - 1] === delimiter) at--;
  for (let left = count; left > 0 && at >= 0; left--) {
    if (at === 0) return 0;
    at = bytes.lastIndexOf(delimiter, at - 1);
  }
  return count === 0 ? bytes.length : at + 1;
}
