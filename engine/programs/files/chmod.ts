import { isErrno, type Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import { quoteAlways, quoteIfNeeded, quoteWord } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { formatPermissions, parseMode, type ModeChange } from './mode.js';
import { walk } from './walk.js';

type Key = 'noPreserve' | 'changes' | 'quiet' | 'verbose' | 'recursive' | 'reference' | 'preserve';

export const chmod = define<Key>({
  name: 'chmod',
  options: {
    changes: ['-c, --changes', 'like -v, but only where something changes'],
    quiet: ['-f, --silent, --quiet', 'keep most messages back'],
    verbose: ['-v, --verbose', 'say what is done to each file'],
    preserve: ['--preserve-root', "do not change '/' recursively", 'gnu'],
    noPreserve: ['--no-preserve-root', "do not treat '/' specially (the default)", 'gnu'],
    reference: ['--reference=RFILE', "use RFILE's mode instead of MODE", 'gnu'],
    recursive: ['-R, --recursive', 'change files and directories recursively'],
  },
  // A mode such as `-x` is no option.
  rewrite: argv => {
    const at = argv.findIndex((word, i) => /^-[rwxXstugo]/.test(word) && !argv.slice(0, i).includes('--'));
    return at < 0 ? argv : [...argv.slice(0, at), '--', ...argv.slice(at)];
  },
  gnu: {
    usage: ['[OPTION]... MODE[,MODE]... FILE...', '[OPTION]... OCTAL-MODE FILE...', '[OPTION]... --reference=RFILE FILE...'],
    about: 'Change the mode of each FILE to MODE.',
  },
  busybox: { usage: ['[-Rcvf] MODE[,MODE]... FILE...'], about: 'MODE is octal number (bit pattern sstrwxrwxrwx) or [ugoa]{+|-|=}[rwxXst]' },
  origin: coreutils,
  busyboxUnknown: 'usage',
  *run(tool) {
    const { args, sys } = tool;
    const reference = args.value('reference');
    const [first, ...rest] = args.operands;
    if (first === undefined) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    const files = reference === undefined ? rest : args.operands;
    if (files.length === 0)
      throw new UsageError(
        !tool.isGnu ? '' : first.startsWith('-') ? 'missing operand' : `missing operand after ${quoteWord(tool.lastWord)}`,
      );
    const change = reference === undefined ? parseMode(first) : (): number => sys.stat(reference).mode;
    if (!change) throw tool.isGnu ? new UsageError(`invalid mode: ${quoteAlways(first)}`) : new Fatal(`invalid mode '${first}'`);
    for (const path of files) {
      if (path === '/' && args.has('recursive') && args.last('preserve', 'noPreserve') === 'preserve') {
        yield* tool.warn("it is dangerous to operate recursively on '/'");
        yield* tool.fail('use --no-preserve-root to override this failsafe');
        continue;
      }
      yield* walk(
        {
          sys,
          recursive: args.has('recursive'),
          visit: (at, status) => changeOne(tool, at, status, change, first),
          failed: (at, error) => failed(tool, at, error, isDangling(tool, at) ? 'dangling' : 'missing'),
        },
        path,
      );
    }
  },
});

function isDangling({ sys }: Tool<Key>, path: string): boolean {
  try {
    return sys.lstat(path).kind === 'symlink';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

function* failed(tool: Tool<Key>, path: string, error: Errno, why: 'dangling' | 'missing'): Task<void> {
  const name = quoteAlways(path);
  tool.status = 1;
  if (!tool.args.has('quiet')) {
    const gnu = why === 'dangling' ? `cannot operate on dangling symlink ${name}` : `cannot access ${name}: ${error.message}`;
    yield* tool.fail(tool.isGnu ? gnu : `${path}: ${error.message}`);
  }
  if (!tool.isGnu || !says(tool, false)) return;
  yield* tool.out.line(
    why === 'dangling' ? `neither symbolic link ${name} nor referent has been changed` : `${name} could not be accessed`,
  );
}

/** Of -v and -c the last one counts. */
function says({ args }: Tool<Key>, isChange: boolean): boolean {
  const last = args.last('verbose', 'changes');
  return last === 'verbose' || (last === 'changes' && isChange);
}

function* changeOne(tool: Tool<Key>, path: string, status: Stat, change: ModeChange, text: string): Task<void> {
  if (status.kind === 'symlink') {
    if (tool.isGnu && says(tool, false)) yield* tool.out.line(`neither symbolic link ${quoteAlways(path)} nor referent has been changed`);
    return;
  }
  const directory = status.kind === 'directory';
  const mode = change(status.mode, { directory, umask: tool.sys.umask() });
  try {
    tool.sys.chmod(path, mode);
  } catch (error) {
    if (!isErrno(error)) throw error;
    tool.status = 1;
    if (tool.args.has('quiet')) return;
    return yield* tool.fail(tool.isGnu ? `changing permissions of ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}`);
  }
  const show = (bits: number): string => `${bits.toString(8).padStart(4, '0')} (${formatPermissions(bits)})`;
  if (!tool.isGnu) {
    if (says(tool, mode !== status.mode)) yield* tool.out.line(`mode of '${path}' changed to ${show(mode)}`);
    return;
  }
  if (says(tool, mode !== status.mode))
    yield* tool.out.line(
      `mode of ${quoteAlways(path)} ${mode === status.mode ? 'retained as' : `changed from ${show(status.mode)} to`} ${show(mode)}`,
    );
  if (!text.startsWith('-')) return;
  // A mode that looks like an option takes away less than it says where the umask holds something back.
  const expected = change(status.mode, { directory, umask: 0 });
  if ((mode & ~expected) !== 0)
    yield* tool.fail(`${quoteIfNeeded(path)}: new permissions are ${formatPermissions(mode)}, not ${formatPermissions(expected)}`);
}
