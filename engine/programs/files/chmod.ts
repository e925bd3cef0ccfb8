import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import { refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { formatPermissions, parseMode, type ModeChange } from './mode.js';
import { walk } from './walk.js';

type Key = 'changes' | 'quiet' | 'verbose' | 'recursive' | 'reference' | 'preserve';

export const chmod = define<Key>({
  name: 'chmod',
  options: {
    changes: ['-c, --changes', 'like -v, but only where something changes'],
    quiet: ['-f, --silent, --quiet', 'keep most messages back'],
    verbose: ['-v, --verbose', 'say what is done to each file'],
    preserve: refused('--preserve-root', 'gnu'),
    reference: ['--reference=RFILE', "use RFILE's mode instead of MODE", 'gnu'],
    recursive: ['-R, --recursive', 'change files and directories recursively'],
  },
  // A mode such as `-x` is no option.
  rewrite: argv => argv.flatMap((word, i) => (/^-[rwxXstugo]/.test(word) && !argv.slice(0, i).includes('--') ? ['--', word] : [word])),
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
    if (files.length === 0) throw new UsageError(tool.isGnu ? `missing operand after ${quoteAlways(first)}` : '');
    const change = reference === undefined ? parseMode(first) : (): number => sys.stat(reference).mode;
    if (!change) throw tool.isGnu ? new UsageError(`invalid mode: ${quoteAlways(first)}`) : new Fatal(`invalid mode '${first}'`);
    for (const path of files) {
      yield* walk(
        {
          sys,
          recursive: args.has('recursive'),
          visit: (at, status) => changeOne(tool, at, status, change),
          failed: (at, error) =>
            args.has('quiet')
              ? silently(tool)
              : tool.fail(tool.isGnu ? `cannot access ${quoteAlways(at)}: ${error.message}` : `${at}: ${error.message}`),
        },
        path,
      );
    }
  },
});

function* silently(tool: Tool<Key>): Task<void> {
  tool.status = 1;
  yield* tool.sys.tick();
}

function* changeOne(tool: Tool<Key>, path: string, status: Stat, change: ModeChange): Task<void> {
  if (status.kind === 'symlink') return;
  const mode = change(status.mode, { directory: status.kind === 'directory', umask: tool.sys.umask() });
  try {
    tool.sys.chmod(path, mode);
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (tool.args.has('quiet')) return yield* silently(tool);
    return yield* tool.fail(tool.isGnu ? `changing permissions of ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}`);
  }
  const show = (bits: number): string => `${bits.toString(8).padStart(4, '0')} (${formatPermissions(bits)})`;
  if (!tool.isGnu) {
    if (tool.args.has('verbose') || (tool.args.has('changes') && mode !== status.mode))
      yield* tool.out.line(`mode of '${path}' changed to ${show(mode)}`);
    return;
  }
  if (mode !== status.mode && (tool.args.has('verbose') || tool.args.has('changes')))
    yield* tool.out.line(`mode of ${quoteAlways(path)} changed from ${show(status.mode)} to ${show(mode)}`);
  else if (tool.args.has('verbose')) yield* tool.out.line(`mode of ${quoteAlways(path)} retained as ${show(mode)}`);
}
