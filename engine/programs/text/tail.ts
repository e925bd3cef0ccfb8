import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { HeldMemory, concatBytes } from '../input.js';
import { CHUNK_BYTES, MAX_INPUT_BYTES } from '../limits.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { parseAmount } from './amount.js';
import { startOfLast } from './head.js';

type Key = 'bytes' | 'follow' | 'followName' | 'lines' | 'pid' | 'quiet' | 'retry' | 'interval' | 'verbose' | 'zero';

export const tail = define<Key>({
  name: 'tail',
  options: {
    bytes: ['-c, --bytes=[+]NUM', 'print the last NUM bytes; with +NUM, from byte NUM on'],
    follow: ['-f, --follow[=HOW]', 'go on and print what is added to the file;\nHOW is name or descriptor'],
    followName: ['-F', 'the same as --follow=name --retry'],
    lines: ['-n, --lines=[+]NUM', 'print the last NUM lines instead of the last 10;\nwith +NUM, from line NUM on'],
    pid: ['--pid=PID', 'with -f, end after process PID has died', 'gnu'],
    quiet: ['-q, --quiet, --silent', 'never print headers with file names'],
    retry: ['--retry', 'keep trying to open a file that cannot be opened', 'gnu'],
    interval: ['-s, --sleep-interval=N', 'with -f, look about every N seconds (default 1)'],
    verbose: ['-v, --verbose', 'always print headers with file names'],
    zero: ['-z, --zero-terminated', 'lines end with NUL, not newline', 'gnu'],
  },
  digits: 'lines',
  // `tail +5` is the old way of `tail -n +5`; `-5f` of `-n 5 -f`.
  rewrite: (argv, flavour) => {
    const [first = '', ...rest] = argv;
    const [, sign = '', digits, unit = '', follow = ''] = /^([-+])(\d+)([bcl]?)(f?)$/.exec(first) ?? [];
    if (digits === undefined || (flavour === 'gnu' && !isOldForm(argv))) return argv;
    const count = `${sign === '+' ? '+' : ''}${digits}${unit === 'b' ? 'b' : ''}`;
    return [`${unit === '' || unit === 'l' ? '-n' : '-c'}${count}`, ...(follow === '' ? [] : ['-f']), ...rest];
  },
  gnu: {
    usage: ['[OPTION]... [FILE]...'],
    about:
      'Print the last 10 lines of each FILE to standard output.\nWith more than one FILE, put a header with the name before each.\n\nWith no FILE, or when FILE is -, read standard input.',
  },
  busybox: {
    usage: ['[OPTIONS] [FILE]...'],
    about: 'Print last 10 lines of FILEs (or stdin) to.\nWith more than one FILE, precede each with a filename header.',
  },
  origin: coreutils,
  strayDigit: digit => new Fatal(`option used in invalid context -- ${digit}`),
  check: { bytes: checkCount('bytes'), lines: checkCount('lines') },
  *run(tool) {
    const { args } = tool;
    const files = args.operands.length === 0 ? ['-'] : args.operands;
    const wish = args.last('verbose', 'quiet');
    const follower = new Follower(tool, wish === 'verbose' || (files.length > 1 && wish !== 'quiet'));
    yield* follower.printTails(files);
    if (args.has('follow') || args.has('followName')) yield* follower.follow();
    else if (!tool.isGnu && tool.status !== 0 && files.length === 1) yield* tool.warn('no files');
  },
});

/** GNU's knows the old forms with one file at most, and with nothing else (parse_obsolete_option). */
function isOldForm(argv: readonly string[]): boolean {
  const [, second] = argv;
  return argv.length === 1 || (argv.length === 2 && !/^-./.test(second ?? ''));
}

function checkCount(unit: string): (value: string) => void {
  return value => {
    if (parseAmount(value.replace(/^[-+]/, '')) === undefined) throw new Fatal(`invalid number of ${unit}: ${quoteAlways(value)}`);
  };
}

/** A `+` holds for whatever number comes last (parse_options never takes it back). */
function isFromStart({ key, value }: { readonly key: Key; readonly value: string | undefined }): boolean {
  return (key === 'bytes' || key === 'lines') && value?.startsWith('+') === true;
}

interface Followed {
  readonly path: string;
  fd: Fd | undefined;
  offset: number;
}

class Follower {
  readonly #tool: Tool<Key>;
  readonly #titles: boolean;
  readonly #files: Followed[] = [];
  #titled: Followed | undefined;

  constructor(tool: Tool<Key>, titles: boolean) {
    this.#tool = tool;
    this.#titles = titles;
  }

  *printTails(paths: readonly string[]): Task<void> {
    const tool = this.#tool;
    const unit = tool.args.last('bytes', 'lines') ?? 'lines';
    const text = tool.args.value(unit) ?? '10';
    const count = parseAmount(text.replace(/^[-+]/, ''));
    if (count === undefined) throw new Fatal(tool.isGnu ? `invalid number of ${unit}: ${quoteAlways(text)}` : `invalid number '${text}'`);
    const fromStart = tool.isGnu ? tool.args.entries.some(isFromStart) : text.startsWith('+');
    // GNU's does not even look at files of which nothing is wanted.
    if (tool.isGnu && count === 0 && !fromStart && !tool.args.has('follow') && !tool.args.has('followName')) return;
    for (const path of paths) {
      const followed: Followed = { path, fd: undefined, offset: 0 };
      try {
        followed.fd = path === '-' ? 0 : tool.sys.open(path, { read: true });
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* tool.fail(
          tool.isGnu ? `cannot open ${quoteAlways(path)} for reading: ${error.message}` : `can't open '${path}': ${error.message}`,
        );
      }
      if (followed.fd !== undefined) yield* this.#printTail(followed, unit, count, fromStart);
      if (followed.fd !== undefined || tool.args.has('followName') || tool.args.has('retry')) this.#files.push(followed);
    }
    yield* tool.out.flush();
  }

  *#printTail(file: Followed, unit: 'bytes' | 'lines', count: number, fromStart: boolean): Task<void> {
    const fd = file.fd ?? 0;
    const delimiter = this.#tool.args.has('zero') ? 0 : 10;
    yield* this.#title(file);
    try {
      if (fromStart) yield* this.#fromStart(file, fd, unit, Math.max(0, count - 1), delimiter);
      else yield* this.#last(file, fd, unit, count, delimiter);
    } catch (error) {
      if (!isErrno(error)) throw error;
      file.fd = undefined;
      // GNU's gives up altogether where it copies bytes (dump_remainder).
      if (this.#tool.isGnu && (unit === 'bytes' || (fromStart && count < 2)))
        throw new Fatal(`error reading ${quoteAlways(file.path)}: ${error.message}`);
      yield* this.#tool.fail(
        this.#tool.isGnu ? `error reading ${quoteAlways(file.path)}: ${error.message}` : `read error: ${error.message}`,
      );
    }
  }

  *#title(file: Followed): Task<void> {
    if (!this.#titles || this.#titled === file) return;
    yield* this.#tool.out.write(`${this.#titled === undefined ? '' : '\n'}==> ${file.path === '-' ? 'standard input' : file.path} <==\n`);
    this.#titled = file;
  }

  *#fromStart(file: Followed, fd: Fd, unit: 'bytes' | 'lines', skip: number, delimiter: number): Task<void> {
    let left = skip;
    for (;;) {
      const bytes = yield* this.#tool.sys.read(fd, CHUNK_BYTES);
      if (bytes.length === 0) return;
      file.offset += bytes.length;
      let at = 0;
      if (unit === 'bytes') at = Math.min(left, bytes.length);
      while (unit === 'lines' && left > 0 && at < bytes.length) {
        const end = bytes.indexOf(delimiter, at);
        if (end < 0) at = bytes.length;
        else {
          at = end + 1;
          left--;
        }
      }
      if (unit === 'bytes') left -= at;
      if (at < bytes.length) yield* this.#tool.out.bytes(bytes.subarray(at));
    }
  }

  *#last(file: Followed, fd: Fd, unit: 'bytes' | 'lines', count: number, delimiter: number): Task<void> {
    const memory = new HeldMemory(this.#tool.sys);
    const wanted = (held: Uint8Array): Uint8Array =>
      held.subarray(unit === 'bytes' ? Math.max(0, held.length - count) : startOfLast(held, count, delimiter));
    let parts: Uint8Array[] = [];
    let length = 0;
    // What is not wanted is dropped whenever what is held has doubled, so that no byte is copied often.
    let dropAt = MAX_INPUT_BYTES / 16;
    for (;;) {
      const bytes = yield* this.#tool.sys.read(fd, CHUNK_BYTES);
      if (bytes.length === 0) break;
      file.offset += bytes.length;
      parts.push(bytes);
      length += bytes.length;
      memory.hold(length);
      if (length < dropAt) continue;
      const rest = wanted(concatBytes(parts));
      parts = [rest];
      length = rest.length;
      dropAt = Math.max(dropAt, 2 * length);
    }
    yield* this.#tool.out.bytes(wanted(concatBytes(parts)));
  }

  /** Prints what is added, until killed (or `--pid` has died). */
  *follow(): Task<void> {
    const { sys, args } = this.#tool;
    const interval = Number(args.value('interval') ?? '1') * 1000;
    const byName = args.has('followName') || args.value('follow') === 'name';
    const pid = Number(args.value('pid') ?? '0');
    if (this.#files.length === 0) return yield* this.#tool.warn('no files remaining');
    const [only] = this.#files;
    if (this.#files.length === 1 && only?.fd !== undefined && sys.fstat(only.fd).kind !== 'file') return;
    for (;;) {
      yield* sys.sleep(interval);
      for (const file of this.#files) {
        if (byName) yield* this.#reopen(file);
        yield* this.#printAdded(file);
      }
      yield* this.#tool.out.flush();
      if (pid > 0 && !sys.processes().some(process => process.pid === pid)) return;
    }
  }

  *#reopen(file: Followed): Task<void> {
    const { sys } = this.#tool;
    let fresh: Fd;
    try {
      const named = sys.stat(file.path);
      if (file.fd !== undefined && sys.fstat(file.fd).ino === named.ino) return;
      fresh = sys.open(file.path, { read: true });
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (file.fd === undefined) return;
      yield* this.#printAdded(file);
      sys.close(file.fd);
      file.fd = undefined;
      return yield* this.#tool.warn(
        this.#tool.isGnu
          ? `${quoteAlways(file.path)} has become inaccessible: ${error.message}`
          : `can't open '${file.path}': ${error.message}`,
      );
    }
    const appeared = file.fd === undefined;
    if (file.fd !== undefined) sys.close(file.fd);
    file.fd = fresh;
    file.offset = 0;
    if (this.#tool.isGnu)
      yield* this.#tool.warn(
        `${quoteAlways(file.path)} has ${appeared ? 'appeared;  following new file' : 'been replaced;  following new file'}`,
      );
  }

  *#printAdded(file: Followed): Task<void> {
    const { sys } = this.#tool;
    if (file.fd === undefined) return;
    const status = sys.fstat(file.fd);
    if (status.kind === 'file' && status.sizeBytes < file.offset) {
      yield* this.#tool.warn(this.#tool.isGnu ? `${file.path}: file truncated` : `file truncated`);
      file.offset = sys.seek(file.fd, 0, 'start');
    }
    if (status.kind === 'file' && status.sizeBytes === file.offset) return;
    for (;;) {
      const bytes = yield* sys.read(file.fd, CHUNK_BYTES);
      if (bytes.length === 0) return;
      file.offset += bytes.length;
      yield* this.#title(file);
      yield* this.#tool.out.bytes(bytes);
    }
  }
}
