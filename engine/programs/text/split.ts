import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { noEffect, refused } from '../options.js';
import { coreutils } from '../origins.js';
import { quoteAlways } from '../quoting.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { parseAmount } from './amount.js';
import { chunksOf, eachPiece, parseChunks, type Chunks } from './split-pieces.js';
import { suffixLengthFor, suffixOf, type Suffixes } from './split-names.js';

type Unit = 'bytes' | 'lines' | 'lineBytes';
type Key = Unit | 'chunks' | 'separator' | 'elide' | 'filter' | 'unbuffered' | 'length' | 'extra' | 'verbose' | Numbering;
type Numbering = 'numeric' | 'numericFrom' | 'hex' | 'hexFrom';

export const split = define<Key>({
  name: 'split',
  options: {
    length: ['-a, --suffix-length=N', 'use suffixes of length N (default 2)'],
    extra: ['--additional-suffix=SUFFIX', 'append SUFFIX to file names', 'gnu'],
    bytes: ['-b, --bytes=SIZE', 'put SIZE bytes into each file'],
    lineBytes: ['-C, --line-bytes=SIZE', 'put at most SIZE bytes of whole records into each file', 'gnu'],
    numeric: ['-d', 'use numbers as suffixes, not letters', 'gnu'],
    numericFrom: ['--numeric-suffixes[=FROM]', 'the same, beginning with FROM', 'gnu'],
    hex: ['-x', 'use hexadecimal numbers as suffixes', 'gnu'],
    hexFrom: ['--hex-suffixes[=FROM]', 'the same, beginning with FROM', 'gnu'],
    elide: ['-e, --elide-empty-files', "with -n, don't make empty files", 'gnu'],
    filter: refused('--filter=COMMAND', 'gnu'),
    lines: ['-l, --lines=NUMBER', 'put NUMBER lines into each file'],
    chunks: ['-n, --number=CHUNKS', 'make CHUNKS files: N, K/N, l/N, l/K/N, r/N or r/K/N', 'gnu'],
    separator: ['-t, --separator=SEP', 'records end with SEP, not with a newline; \\0 for NUL', 'gnu'],
    unbuffered: noEffect('-u, --unbuffered', 'what is read is handed on at once', 'gnu', "with -n r/..., don't wait for more"),
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
    const [path = '-', prefix = 'x', extra] = args.operands;
    if (extra !== undefined && tool.isGnu) throw new UsageError(`extra operand ${quoteAlways(extra)}`);
    const ways = new Set(args.entries.map(({ key }) => key).filter(key => ['bytes', 'lines', 'lineBytes', 'chunks'].includes(key)));
    if (ways.size > 1 && tool.isGnu) throw new UsageError('cannot split in more than one way');
    const given = args.value('chunks');
    const chunks = given === undefined ? undefined : parseChunks(given);
    const plan = sizeOf(tool);
    const writer = new Writer(tool, prefix, suffixesOf(tool, chunks?.count));
    try {
      const fd = path === '-' ? 0 : sys.open(path, { read: true });
      if (chunks && chunks.by !== 'turns' && sys.fstat(fd).kind !== 'file') throw new Fatal(`${path}: cannot determine file size`);
      if (chunks) yield* writeChunks(tool, writer, fd, chunks);
      else yield* eachPiece(tool, fd, plan, piece => writer.write(piece));
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(tool.isGnu ? `cannot open ${quoteAlways(path)} for reading: ${error.message}` : tool.cannotOpen(path, error));
    }
  },
});

function* writeChunks(tool: Tool<Key>, writer: Writer, fd: number, chunks: Chunks): Task<void> {
  const all = yield* chunksOf(tool, fd, chunks, separatorOf(tool));
  if (chunks.only !== undefined) return yield* tool.out.bytes(all[chunks.only - 1] ?? new Uint8Array(0));
  for (const chunk of all) if (chunk.length > 0 || !tool.args.has('elide')) yield* writer.write(chunk);
}

function sizeOf(tool: Tool<Key>): { readonly unit: Unit; readonly size: number; readonly separator: number } {
  const unit = tool.args.last('bytes', 'lines', 'lineBytes') ?? 'lines';
  const text = tool.args.value(unit) ?? '1000';
  const size = parseAmount(text);
  const what = `invalid number of ${unit === 'lines' ? 'lines' : 'bytes'}: ${quoteAlways(text)}`;
  if (size === undefined) throw new Fatal(what);
  if (size === 0) throw new Fatal(tool.isGnu ? `${what}: Numerical result out of range` : what);
  return { unit, size, separator: separatorOf(tool) };
}

function separatorOf({ args }: Tool<Key>): number {
  const text = args.value('separator') ?? '\n';
  if (text === '') throw new Fatal('empty record separator');
  if (text === '\\0') return 0;
  if (text.length > 1) throw new Fatal(`multi-character separator ${quoteAlways(text)}`);
  return text.charCodeAt(0);
}

function suffixesOf({ args, isGnu }: Tool<Key>, count: number | undefined): Suffixes {
  const kind = args.last('numeric', 'numericFrom', 'hex', 'hexFrom');
  const digits = kind === undefined ? 'abcdefghijklmnopqrstuvwxyz' : kind.startsWith('hex') ? '0123456789abcdef' : '0123456789';
  const from = (kind === 'numericFrom' || kind === 'hexFrom' ? args.value(kind) : undefined) ?? '0';
  const start = parseInt(from, kind === 'hexFrom' ? 16 : 10);
  if (!/^[0-9a-f]+$/.test(from) || Number.isNaN(start))
    throw new UsageError(`${quoteAlways(from)}: invalid start value for ${kind === 'hexFrom' ? 'hexadecimal' : 'numerical'} suffix`);
  const length = args.value('length');
  if (length !== undefined && !/^\d+$/.test(length)) throw new Fatal(`invalid suffix length: ${quoteAlways(length)}`);
  const usual = isGnu ? undefined : 2;
  const suffixes = { digits, from: start, count, length: length === undefined || length === '0' ? usual : Number(length) };
  const needed = count === undefined ? 0 : suffixLengthFor(suffixes, count);
  if (needed > (suffixes.length ?? Infinity)) throw new Fatal(`the suffix length needs to be at least ${String(needed)}`);
  return suffixes;
}

class Writer {
  readonly #tool: Tool<Key>;
  readonly #prefix: string;
  readonly #suffixes: Suffixes;
  #index = 0;

  constructor(tool: Tool<Key>, prefix: string, suffixes: Suffixes) {
    this.#tool = tool;
    this.#prefix = prefix;
    this.#suffixes = suffixes;
  }

  *write(bytes: Uint8Array): Task<void> {
    const { sys, args, out } = this.#tool;
    const path = this.#prefix + suffixOf(this.#suffixes, this.#index++) + (args.value('extra') ?? '');
    if (args.has('verbose')) yield* out.line(`creating file ${quoteAlways(path)}`);
    const fd = sys.open(path, { write: true, create: true, truncate: true });
    yield* sys.write(fd, bytes);
    sys.close(fd);
  }
}
