import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd, Sys } from '../../process/sys.js';
import { quoteAlways } from '../quoting.js';
import { noEffect } from '../options.js';
import { parseDuration } from '../system/duration.js';
import { utilLinux } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { exitCodeOf, waitFor } from './run.js';

type Key = 'shared' | 'exclusive' | 'unlock' | 'nonblock' | 'timeout' | 'conflict' | 'close' | 'command' | 'noFork' | 'verbose';

/** The statuses of sysexits.h that this program ends with. */
const USAGE = 64;
const DATA = 65;
const NO_INPUT = 66;
const UNAVAILABLE = 69;

export const flock = define<Key>({
  name: 'flock',
  stopAtOperand: true,
  options: {
    shared: ['-s, --shared', 'get a shared lock'],
    exclusive: ['-x, -e, --exclusive', 'get an exclusive lock (default)'],
    unlock: ['-u, --unlock', 'remove a lock'],
    nonblock: ['-n, --nonblock, --nb', 'fail rather than wait'],
    timeout: ['-w SECS, --timeout=SECS, --wait=SECS', 'wait for a limited amount of time', 'gnu'],
    conflict: ['-E NUMBER, --conflict-exit-code=NUMBER', 'exit code after conflict or timeout', 'gnu'],
    close: ['-o, --close', 'close the file before running the command', 'gnu'],
    noFork: noEffect('-F, --no-fork', 'the command has the lock either way', 'gnu'),
    command: ['-c, --command', 'run a line of the shell', 'busybox'],
    verbose: ['--verbose', 'say what happens', 'gnu'],
  },
  gnu: {
    usage: [
      '[options] <file>|<directory> <command> [<argument>...]',
      '[options] <file>|<directory> -c <command>',
      '[options] <file descriptor number>',
    ],
    about: 'Manage file locks from shell scripts.',
  },
  busybox: { usage: ['[-sxun] FD | { FILE [-c] PROG ARGS }'], about: '[Un]lock file descriptor, or lock FILE, run PROG' },
  origin: utilLinux,
  usageStatus: USAGE,
  *run(tool) {
    const { args, sys, isGnu } = tool;
    const [target, ...rest] = args.operands;
    if (target === undefined) throw isGnu ? new UsageError('not enough arguments') : new UsageError('');
    const deadline = deadlineOf(tool);
    const argv = commandOf(tool, rest);
    const fd = argv ? openLockFile(tool, target) : descriptor(tool, target);
    const started = sys.clock.now();
    if (!(yield* lock(tool, fd, argv ? target : String(fd), deadline))) return Number(args.value('conflict') ?? 1);
    if (args.has('verbose') && !args.has('unlock')) {
      yield* tool.out.line(`flock: getting lock took ${((sys.clock.now() - started) / 1000).toFixed(6)} seconds`);
      if (argv) yield* tool.out.line(`flock: executing ${argv[0] ?? ''}`);
      yield* tool.out.flush();
    }
    return argv ? yield* run(tool, fd, argv) : 0;
  },
});

/** Undefined: wait for ever. */
function deadlineOf({ args, sys }: Tool<Key>): number | undefined {
  const conflict = args.value('conflict');
  if (conflict !== undefined && !/^\d+$/.test(conflict)) throw new Fatal(`invalid exit code: ${quoteAlways(conflict)}`, USAGE);
  const text = args.value('timeout');
  if (args.has('nonblock')) return 0;
  if (text === undefined) return undefined;
  const timeout = /^[\d.]+$/.test(text) ? parseDuration(text) : undefined;
  if (timeout === undefined) throw new Fatal(`invalid timeout value: ${quoteAlways(text)}`, USAGE);
  return sys.clock.now() + timeout;
}

/** What to run with the lock, if anything; `-c` after the file means a line of the shell. */
function commandOf({ args, sys, isGnu }: Tool<Key>, rest: readonly string[]): readonly string[] | undefined {
  const [first] = rest;
  if (first === undefined) return undefined;
  const inShell = args.has('command') || first === '-c' || first === '--command';
  if (!inShell) return rest;
  const words = args.has('command') ? rest : rest.slice(1);
  if (words.length !== 1)
    throw new Fatal(isGnu ? `${first} requires exactly one command argument` : '-c takes only one argument', isGnu ? USAGE : 1);
  return [sys.env.get('SHELL') ?? '/bin/sh', '-c', ...words];
}

function openLockFile({ sys, isGnu }: Tool<Key>, path: string): Fd {
  try {
    return open(sys, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw isGnu
      ? new Fatal(`cannot open lock file ${path}: ${error.message}`, error.code === 'ENOMEM' || error.code === 'EMFILE' ? 71 : NO_INPUT)
      : new Fatal(`can't open '${path}': ${error.message}`);
  }
}

function open(sys: Sys, path: string): Fd {
  try {
    return sys.open(path, { read: true, create: true });
  } catch (error) {
    if (!isErrno(error, 'EISDIR')) throw error;
    return sys.open(path, { read: true });
  }
}

function descriptor({ isGnu }: Tool<Key>, text: string): Fd {
  if (/^\d+$/.test(text)) return Number(text);
  throw isGnu ? new Fatal(`bad file descriptor: ${quoteAlways(text)}`, USAGE) : new Fatal(`invalid number '${text}'`);
}

/** False after having said why, where that is asked for. */
function* lock(tool: Tool<Key>, fd: Fd, name: string, deadline: number | undefined): Task<boolean> {
  const { args, sys } = tool;
  try {
    if (args.has('unlock')) {
      sys.unlock(fd);
      return true;
    }
    if (yield* sys.flock(fd, args.last('shared', 'exclusive') ?? 'exclusive', deadline)) return true;
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`${name}: ${error.message}`, tool.isGnu ? DATA : 1);
  }
  if (args.has('verbose')) yield* tool.warn(deadline === 0 ? 'failed to get lock' : 'timeout while waiting to get lock');
  return false;
}

/** The command has the lock too, so what it leaves behind keeps it. */
function* run({ args, sys, isGnu }: Tool<Key>, fd: Fd, argv: readonly string[]): Task<number> {
  const [program = ''] = argv;
  const standard = [0, 1, 2].filter(number => sys.isOpen(number));
  const fds = args.has('close') ? standard : [...standard, fd];
  try {
    return exitCodeOf(yield* waitFor(sys, sys.spawn({ argv, fds: new Map(fds.map(number => [number, number])) })));
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!isGnu) throw new Fatal(`can't execute '${program}': ${error.message}`, error.code === 'ENOENT' ? 127 : 126);
    throw new Fatal(`failed to execute ${program}: ${error.message}`, UNAVAILABLE);
  }
}
