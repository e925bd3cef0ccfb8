import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { busyboxSize, humanSize } from '../human-size.js';
import { MAX_DEPTH } from '../limits.js';
import { noEffect } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, UsageError, type Tool } from '../tool.js';
import { matchGlob } from '../find/glob.js';
import { baseName, joinPath } from './paths.js';
import { blocksOf } from './blocks.js';

type Key =
  | 'all'
  | 'apparent'
  | 'bytes'
  | 'total'
  | 'depth'
  | 'human'
  | 'kibi'
  | 'mebi'
  | 'follow'
  | 'noFollow'
  | 'arguments'
  | 'separate'
  | 'summarize'
  | 'oneSystem'
  | 'links'
  | 'exclude'
  | 'blockSize'
  | 'zero';

export const du = define<Key>({
  name: 'du',
  options: {
    all: ['-a, --all', 'write counts for all files, not just directories'],
    apparent: ['--apparent-size', 'show sizes of files instead of disk usage', 'gnu'],
    blockSize: ['-B, --block-size=SIZE', 'show sizes in units of SIZE', 'gnu'],
    bytes: ['-b, --bytes', 'the same as --apparent-size --block-size=1'],
    total: ['-c, --total', 'show a total at the end'],
    arguments: ['-D, -H, --dereference-args', 'follow symlinks of the command line'],
    depth: ['-d, --max-depth=N', 'show directories only down to N levels below'],
    exclude: ['--exclude=PATTERN', 'leave out files that match PATTERN', 'gnu'],
    human: ['-h, --human-readable', 'show sizes like 1K 234M 2G'],
    kibi: ['-k', 'like --block-size=1K'],
    mebi: ['-m', 'like --block-size=1M'],
    follow: ['-L, --dereference', 'follow all symlinks'],
    links: ['-l, --count-links', 'count hard links each time'],
    noFollow: noEffect('-P, --no-dereference', 'the default', 'gnu'),
    separate: ['-S, --separate-dirs', 'do not count subdirectories in', 'gnu'],
    summarize: ['-s, --summarize', 'show only a total for each argument'],
    zero: ['-0, --null', 'end lines with NUL, not newline', 'gnu'],
    oneSystem: ['-x, --one-file-system', 'stay on one file system'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Show the disk usage of the FILEs, directories recursively.' },
  busybox: { usage: ['[-aHLdclsxhmkb] [FILE]...'], about: 'Summarize disk space used for FILEs and directories' },
  origin: coreutils,
  *run(tool) {
    const { args } = tool;
    if (tool.isGnu && args.has('summarize')) checkSummary(tool);
    const counter = new Counter(tool);
    let total = 0;
    for (const path of args.operands.length > 0 ? args.operands : ['.']) total += yield* counter.count(path, 0);
    if (args.has('total')) yield* counter.print(total, 'total');
  },
});

function checkSummary({ args }: Tool<Key>): void {
  if (args.has('all')) throw new UsageError('cannot both summarize and show all entries');
  const depth = args.value('depth');
  if (depth !== undefined && depth !== '0') throw new UsageError(`warning: summarizing conflicts with --max-depth=${depth}`);
}

class Counter {
  readonly #tool: Tool<Key>;
  readonly #seen = new Set<string>();
  readonly #deepest: number;
  #device: number | undefined;

  constructor(tool: Tool<Key>) {
    this.#tool = tool;
    this.#deepest = tool.args.has('summarize') ? 0 : Number(tool.args.value('depth') ?? Infinity);
  }

  /** Bytes of a file or tree; prints the lines on the way up. */
  *count(path: string, depth: number): Task<number> {
    const { sys, args } = this.#tool;
    yield* sys.tick();
    try {
      const status = args.has('follow') || (depth === 0 && args.has('arguments')) ? sys.stat(path) : sys.lstat(path);
      if (depth === 0) this.#device = status.dev;
      if (args.has('oneSystem') && status.dev !== this.#device) return 0;
      if (args.values('exclude').some(pattern => matchGlob(pattern, baseName(path)))) return 0;
      const key = `${String(status.dev)}:${String(status.ino)}`;
      if ((depth === 0 || (status.kind !== 'directory' && status.nlink > 1)) && !args.has('links')) {
        if (this.#seen.has(key)) return 0;
        this.#seen.add(key);
      }
      const apparent = args.has('bytes') || args.has('apparent');
      let bytes = apparent ? (status.kind === 'directory' ? 4096 : status.sizeBytes) : blocksOf(status) * 512;
      if (status.kind === 'directory' && depth < MAX_DEPTH) bytes += yield* this.#below(path, depth);
      if (depth === 0 || (depth <= this.#deepest && (status.kind === 'directory' || args.has('all')))) yield* this.print(bytes, path);
      return bytes;
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#tool.fail(
        this.#tool.isGnu
          ? `cannot ${error.code === 'EACCES' ? 'read directory' : 'access'} ${quoteAlways(path)}: ${error.message}`
          : `${path}: ${error.message}`,
      );
      return 0;
    }
  }

  *#below(path: string, depth: number): Task<number> {
    let bytes = 0;
    for (const entry of this.#tool.sys.readdir(path)) {
      const own = yield* this.count(joinPath(path, entry.name), depth + 1);
      if (entry.kind !== 'directory' || !this.#tool.args.has('separate')) bytes += own;
    }
    return bytes;
  }

  *print(bytes: number, path: string): Task<void> {
    const { args, out, isGnu } = this.#tool;
    const unit = args.last('human', 'kibi', 'mebi', 'bytes', 'blockSize');
    const given = args.value('blockSize');
    const divisor = unit === 'bytes' || given === '1' ? 1 : unit === 'mebi' || given === 'M' || given === '1M' ? 1024 ** 2 : 1024;
    const size = unit === 'human' ? (isGnu ? humanSize(bytes) : busyboxSize(bytes)) : String(Math.ceil(bytes / divisor));
    yield* out.write(`${size}\t${path}${args.has('zero') ? '\0' : '\n'}`);
  }
}
