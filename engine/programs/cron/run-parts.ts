import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { CHUNK_BYTES } from '../limits.js';
import { refused } from '../options.js';
import { exitCodeOf, waitFor } from '../process/run.js';
import { debianutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { isUsualName } from './cron.js';

type Key = 'test' | 'list' | 'verbose' | 'report' | 'reverse' | 'exit' | 'umask' | 'arg' | 'others';

/** Runs all programs of a directory one after another. */
export const runParts = define<Key>({
  name: 'run-parts',
  options: {
    arg: ['-a ARG, --arg=ARG', 'Pass ARG as argument to scripts'],
    umask: ['-u UMASK, --umask=UMASK', 'Set UMASK before running scripts'],
    reverse: ['--reverse', 'Reverse execution order'],
    test: ['--test', 'Dry run'],
    exit: ['--exit-on-error', 'Exit if a script exits with non-zero'],
    list: ['--list', 'print names of all valid files', 'gnu'],
    verbose: ['-v, --verbose', 'print script names before running them', 'gnu'],
    report: ['--report', 'print script names if they produce output', 'gnu'],
    others: refused('--regex=PATTERN, --lsbsysinit, --new-session, --stdin, -d, --debug', 'gnu'),
  },
  gnu: { usage: ['[OPTION]... DIRECTORY'], about: 'Runs all programs in DIRECTORY whose names are usual ones.' },
  busybox: {
    usage: ['[-a ARG]... [-u UMASK] [--reverse] [--test] [--exit-on-error] DIRECTORY'],
    about: 'Run a bunch of scripts in DIRECTORY',
  },
  origin: debianutils,
  usageHint: name => `Try \`${name} --help' for more information.\n`,
  *run(tool) {
    const { args, sys, isGnu } = tool;
    const [directory] = args.operands;
    if (directory === undefined) throw new UsageError(isGnu ? 'missing operand' : '');
    sys.umask(parseInt(args.value('umask') ?? '022', 8));
    const paths = (yield* namesIn(tool, directory))
      .filter(name => (isGnu ? isUsualName(name) : !name.startsWith('.')))
      .map(name => `${directory}/${name}`);
    for (const path of args.has('reverse') ? paths.reverse() : paths) {
      if (sys.stat(path).kind !== 'file') continue;
      if (args.has('list')) yield* tool.out.line(path);
      else if (sys.access(path, { execute: true })) {
        if (args.has('test')) yield* tool.out.line(path);
        else if ((yield* runPart(tool, path)) !== 0 && args.has('exit')) return;
      }
    }
  },
});

function* namesIn(tool: Tool, directory: string): Task<readonly string[]> {
  try {
    return tool.sys.readdir(directory).map(entry => entry.name);
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (tool.isGnu) throw new Fatal(`failed to open directory ${directory}: ${error.message}`);
    yield* tool.warn(`${directory}: ${error.message}`);
    return [];
  }
}

function* runPart(tool: Tool<Key>, path: string): Task<number> {
  const { args, sys } = tool;
  if (args.has('verbose')) yield* tool.warn(`executing ${path}`);
  yield* tool.out.flush();
  const argv = [path, ...args.values('arg')];
  try {
    const code = args.has('report') ? yield* report(tool, path, argv) : exitCodeOf(yield* waitFor(sys, sys.spawn({ argv })));
    if (code !== 0) yield* tool.fail(`${path}${tool.isGnu ? ' exited with return code' : ': exit status'} ${String(code)}`);
    return code;
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.fail(`failed to exec ${path}: ${error.message}`);
    return 1;
  }
}

/** Names the program before the first thing that it prints. */
function* report(tool: Tool<Key>, path: string, argv: readonly string[]): Task<number> {
  const { sys } = tool;
  const { read, write } = sys.pipe();
  const pid = sys.spawn({
    argv,
    fds: new Map<Fd, Fd>([
      [0, 0],
      [1, write],
      [2, write],
    ]),
  });
  sys.close(write);
  let isNamed = false;
  for (let bytes = yield* sys.read(read, CHUNK_BYTES); bytes.length > 0; bytes = yield* sys.read(read, CHUNK_BYTES)) {
    if (!isNamed) yield* tool.out.line(`${path}:`);
    isNamed = true;
    yield* tool.out.bytes(bytes);
  }
  sys.close(read);
  return exitCodeOf(yield* waitFor(sys, pid));
}
