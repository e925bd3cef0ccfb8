import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { attempt, define, Fatal, UsageError } from '../tool.js';
import { parseMode } from './mode.js';

export const mkfifo = define<'mode'>({
  name: 'mkfifo',
  options: { mode: ['-m, --mode=MODE', 'set file permission bits to MODE'] },
  gnu: { usage: ['[OPTION]... NAME...'], about: 'Create named pipes (FIFOs) with the given NAMEs.' },
  busybox: { usage: ['[-m MODE] NAME'], about: 'Create named pipe' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    if (args.operands.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    const text = args.value('mode');
    const mode = text === undefined ? 0o666 : parseMode(text)?.(0o666, { directory: false, umask: sys.umask() });
    if (mode === undefined) throw new Fatal('invalid mode');
    for (const path of args.operands)
      yield* attempt(
        tool,
        () => sys.mkfifo(path, mode),
        error => (tool.isGnu ? `cannot create fifo ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}`),
      );
  },
});

export const unlink = define({
  name: 'unlink',
  options: {},
  gnu: { usage: ['FILE', 'OPTION'], about: 'Call the unlink function to remove the specified FILE.' },
  busybox: { usage: ['FILE'], about: 'Delete FILE by calling unlink()' },
  origin: coreutils,
  *run(tool) {
    const [path, extra] = tool.args.operands;
    if (path === undefined) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    if (extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand ${quoteAlways(extra)}` : '');
    yield* attempt(
      tool,
      () => tool.sys.unlink(path),
      error => (tool.isGnu ? `cannot unlink ${quoteAlways(path)}: ${error.message}` : `can't remove file '${path}': ${error.message}`),
    );
  },
});

export const link = define({
  name: 'link',
  options: {},
  gnu: { usage: ['FILE1 FILE2', 'OPTION'], about: 'Call the link function to create a link named FILE2 to an existing FILE1.' },
  busybox: { usage: ['FILE LINK'], about: 'Create hard LINK to FILE' },
  origin: coreutils,
  *run(tool) {
    const [from, to] = tool.args.operands;
    if (from === undefined) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    if (to === undefined) throw new UsageError(tool.isGnu ? `missing operand after ${quoteAlways(from)}` : '');
    yield* attempt(
      tool,
      () => tool.sys.link(from, to),
      error =>
        tool.isGnu
          ? `cannot create link ${quoteAlways(to)} to ${quoteAlways(from)}: ${error.message}`
          : `can't create link '${to}' to '${from}': ${error.message}`,
    );
  },
});
