import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { parseMode } from './mode.js';
import { directoryName } from './paths.js';

type Key = 'mode' | 'parents' | 'verbose';

export const mkdir = define<Key>({
  name: 'mkdir',
  options: {
    mode: ['-m, --mode=MODE', 'set the permissions (as in chmod), not a=rwx - umask'],
    parents: ['-p, --parents', 'no error if it exists, make parent directories too'],
    verbose: ['-v, --verbose', 'say what is made'],
  },
  gnu: { usage: ['[OPTION]... DIRECTORY...'], about: 'Make the DIRECTORY(ies), if they are not there yet.' },
  busybox: { usage: ['[-m MODE] [-p] DIRECTORY...'], about: 'Create DIRECTORY' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    if (args.operands.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    const text = args.value('mode');
    const change = text === undefined ? undefined : parseMode(text);
    if (text !== undefined && !change) throw new Fatal(`invalid mode ${quoteAlways(text)}`);
    const mode = change?.(0o777, { directory: true, umask: sys.umask() });
    for (const path of args.operands) yield* make(tool, path, mode);
  },
});

/** One of the parents is there, but no directory; the message is its path. */
class NotADirectory extends Error {}

function* refuse(tool: Tool<Key>, path: string, reason: string): Task<void> {
  yield* tool.fail(tool.isGnu ? `cannot create directory ${quoteAlways(path)}: ${reason}` : `can't create directory '${path}': ${reason}`);
}

function* make(tool: Tool<Key>, path: string, mode: number | undefined): Task<void> {
  const { sys, args } = tool;
  try {
    if (args.has('parents')) yield* makeParents(tool, directoryName(path));
    sys.mkdir(path, mode ?? 0o777);
    if (mode !== undefined) sys.chmod(path, mode);
    yield* announce(tool, path);
  } catch (error) {
    if (error instanceof NotADirectory) return yield* refuse(tool, tool.isGnu ? error.message : path, 'Not a directory');
    if (!isErrno(error)) throw error;
    if (args.has('parents') && error.code === 'EEXIST' && sys.stat(path).kind === 'directory') return;
    yield* refuse(tool, path, error.message);
  }
}

function* makeParents(tool: Tool<Key>, path: string): Task<void> {
  try {
    if (tool.sys.stat(path).kind === 'directory') return;
    throw new NotADirectory(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'ENOTDIR')) throw error;
    yield* makeParents(tool, directoryName(path));
    tool.sys.mkdir(path);
    yield* announce(tool, tool.isGnu ? path : `${path}/`);
  }
}

function* announce(tool: Tool<Key>, path: string): Task<void> {
  if (!tool.args.has('verbose')) return;
  yield* tool.out.line(tool.isGnu ? `${tool.name}: created directory ${quoteAlways(path)}` : `created directory: '${path}'`);
}
