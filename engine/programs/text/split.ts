import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { concatBytes } from '../input.js';
import { CHUNK_BYTES } from '../limits.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { parseAmount } from './amount.js';
import { refused } from '../options.js';

type Key = 'absent' | 'absentWith' | 'bytes' | 'lines' | 'numeric' | 'length' | 'extra' | 'verbose';

export const split = define<Key>({
  name: 'split',
  options: {
    absent: refused('-e, -x, -u, --elide-empty-files, --unbuffered, --hex-suffixes', 'gnu'),
    absentWith: refused(
      '-n CHUNKS, -C SIZE, -t SEP, --number=CHUNKS, --line-bytes=SIZE, --separator=SEP, --filter=COMMAND, --numeric-suffixes=FROM',
      'gnu',
    ),
    length: ['-a, --suffix-length=N', 'use suffixes of length N (default 2)'],
    extra: ['--additional-suffix=SUFFIX', 'append SUFFIX to file names', 'gnu'],
    bytes: ['-b, --bytes=SIZE', 'put SIZE bytes into each file'],
    numeric: ['-d', 'use numbers as suffixes, not letters', 'gnu'],
    lines: ['-l, --lines=NUMBER', 'put NUMBER lines into each file'],
    verbose: ['--verbose', 'say when a file is opened', 'gnu'],
  },
  digits: 'lines',
  busybox: { usage: ['[-a N] [-b N[k|m]|-l N] [FILE [PREFIX]]'], about: 'Write pieces of FILE to PREFIXaa, PREFIXab, ...' },
  gnu: {
    usage: ['[OPTION]... [FILE [PREFIX]]'],
    about: 'Write pieces of FILE to PREFIXaa, PREFIXab, ...; 1000 lines each, PREFIX is x by default.',
  },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    const [path = '-', prefix = 'x'] = args.operands;
    const unit = args.last('bytes', 'lines') ?? 'lines';
    const size = parseAmount(args.value(unit) ?? '1000');
    if (size === undefined || size === 0) throw new Fatal(`invalid number of ${unit}: ${quoteAlways(args.value(unit) ?? '')}`);
    try {
      const fd = path === '-' ? 0 : sys.open(path, { read: true });
      yield* pieces(tool, fd, prefix, unit, size);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(tool.isGnu ? `cannot open ${quoteAlways(path)} for reading: ${error.message}` : tool.cannotOpen(path, error));
    }
  },
});

function* pieces(tool: Tool<Key>, fd: number, prefix: string, unit: 'bytes' | 'lines', size: number): Task<void> {
  let held: Uint8Array = new Uint8Array(0);
  for (let index = 0; ; ) {
    const bytes = yield* tool.sys.read(fd, CHUNK_BYTES);
    held = concatBytes([held, bytes]);
    const ended = bytes.length === 0;
    for (;;) {
      const end = unit === 'bytes' ? (held.length >= size ? size : -1) : endOfLines(held, size);
      if (end < 0 && !(ended && held.length > 0)) break;
      const cut = end < 0 ? held.length : end;
      yield* write(tool, prefix + suffix(tool, index++), held.subarray(0, cut));
      held = held.subarray(cut);
    }
    if (ended) return;
  }
}

function endOfLines(bytes: Uint8Array, count: number): number {
  let at = 0;
  for (let i = 0; i < count; i++) {
    const end = bytes.indexOf(10, at);
    if (end < 0) return -1;
    at = end + 1;
  }
  return at;
}

function suffix(tool: Tool<Key>, index: number): string {
  const length = Number(tool.args.value('length') ?? 2);
  const base = tool.args.has('numeric') ? 10 : 26;
  if (index >= base ** length) throw new Fatal('output file suffixes exhausted');
  let text = '';
  for (let rest = index, i = 0; i < length; i++) {
    text = (base === 10 ? String(rest % 10) : String.fromCharCode(97 + (rest % 26))) + text;
    rest = Math.floor(rest / base);
  }
  return text + (tool.args.value('extra') ?? '');
}

function* write(tool: Tool<Key>, path: string, bytes: Uint8Array): Task<void> {
  if (tool.args.has('verbose')) yield* tool.out.line(`creating file ${quoteAlways(path)}`);
  const fd = tool.sys.open(path, { write: true, create: true, truncate: true });
  yield* tool.sys.write(fd, bytes);
  tool.sys.close(fd);
}
