import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { parseSignal } from '../../process/signals.js';
import type { ProcessInfo } from '../../process/sys.js';
import { loadAccounts, userIdOf, type Accounts } from '../accounts.js';
import { compileRegex, RegexError, type Regex } from '../regex/regex.js';
import { procps } from '../origins.js';
import { define, Fatal, UsageError, type Program, type Tool } from '../tool.js';

type Key =
  | 'signal'
  | 'delimiter'
  | 'listName'
  | 'listFull'
  | 'invert'
  | 'count'
  | 'full'
  | 'ignoreCase'
  | 'newest'
  | 'oldest'
  | 'parent'
  | 'exact'
  | 'user'
  | 'echo'
  | 'groupIds'
  | 'terminal';

const options = {
  signal: ['-s SIG, --signal=SIG', 'the signal to send'],
  delimiter: ['-d, --delimiter=STRING', 'put STRING between process IDs'],
  listName: ['-l, --list-name', 'list PID and process name'],
  listFull: ['-a, --list-full', 'list PID and full command line'],
  invert: ['-v, --inverse', 'negate the matching'],
  count: ['-c, --count', 'print the number of processes'],
  full: ['-f, --full', 'match the full command line'],
  ignoreCase: ['-i, --ignore-case', 'match without regard to case'],
  newest: ['-n, --newest', 'select the one that started last'],
  oldest: ['-o, --oldest', 'select the one that started first'],
  parent: ['-P, --parent=PPID', 'match only children of PPID'],
  groupIds: ['-g, --pgroup=PGID', 'match listed process group IDs'],
  terminal: ['-t, --terminal=TTY', undefined],
  exact: ['-x, --exact', 'match the whole name'],
  user: ['-u, -U, --euid=ID', 'match by user'],
  echo: ['-e, --echo', 'show what is killed'],
} as const;

function definePgrep(name: 'pgrep' | 'pkill'): Program {
  return define<Key>({
    name,
    options,
    rewrite: argv => (name === 'pkill' ? signalFirst(argv) : argv),
    gnu: { usage: ['[options] <pattern>'], about: '' },
    busybox: {
      usage: [`[-${name === 'pkill' ? 'l|-SIGNAL] [-' : 'flanovx] [-'}s SID|-P PPID|PATTERN]`],
      about: name === 'pgrep' ? 'Display process(es) selected by regex PATTERN' : 'Send signal to processes selected by regex PATTERN',
    },
    origin: procps,
    usageStatus: 2,
    usageHint: self => `Try \`${self} --help' for more information.\n`,
    *run(tool) {
      const chosen = select(tool, yield* loadAccounts(tool.sys));
      if (name === 'pgrep') yield* print(tool, chosen);
      else yield* send(tool, chosen);
      return chosen.length > 0 ? tool.status : 1;
    },
  });
}

export const pgrep = definePgrep('pgrep');
export const pkill = definePgrep('pkill');

/** `pkill -9 name`, `pkill -HUP name`. */
function signalFirst(argv: readonly string[]): readonly string[] {
  return argv.flatMap((word, i) =>
    i === 0 && /^-(?:\d+|[A-Z][A-Z0-9]+)$/.test(word) && parseSignal(word.slice(1)) ? ['-s', word.slice(1)] : [word],
  );
}

function select(tool: Tool<Key>, accounts: Accounts): ProcessInfo[] {
  const { args, sys } = tool;
  const [pattern, extra] = args.operands;
  const criteria = ['parent', 'user', 'groupIds', 'terminal', 'newest', 'oldest'] as const;
  if (pattern === undefined && !criteria.some(key => args.has(key)))
    throw new UsageError(tool.isGnu ? 'no matching criteria specified' : '');
  if (extra !== undefined) throw new UsageError(tool.isGnu ? 'only one pattern can be provided' : '');
  const regex = pattern === undefined ? undefined : compile(tool, pattern);
  const users = args
    .values('user')
    .flatMap(list => list.split(','))
    .map(name => userIdOf(accounts, name));
  const numbers = (key: Key): number[] => args.values(key).flatMap(list => list.split(',').map(Number));
  const parents = numbers('parent');
  const groups = numbers('groupIds');
  const ttys = args.values('terminal').flatMap(list => list.split(','));
  const matching = sys.processes().filter(process => {
    if (process.pid === sys.pid) return false;
    const text = args.has('full') ? process.argv.join(' ') || process.command : process.command;
    const match = regex?.exec(text);
    const matches =
      (!regex || (match !== undefined && (!args.has('exact') || (match.start === 0 && match.end === text.length)))) &&
      (parents.length === 0 || parents.includes(process.ppid)) &&
      (groups.length === 0 || groups.includes(process.processGroup)) &&
      (users.length === 0 || users.includes(process.uid)) &&
      (ttys.length === 0 || ttys.includes(process.tty ?? '-'));
    return matches !== args.has('invert');
  });
  const byStart = matching.toSorted((a, b) => a.startedAt - b.startedAt || a.pid - b.pid);
  if (args.has('newest')) return byStart.slice(-1);
  if (args.has('oldest')) return byStart.slice(0, 1);
  return matching.toSorted((a, b) => a.pid - b.pid);
}

function compile(tool: Tool<Key>, pattern: string): Regex {
  try {
    return compileRegex(pattern, { syntax: 'extended', ignoreCase: tool.args.has('ignoreCase') });
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    throw new Fatal(`regex error: ${error.message}`, 2);
  }
}

function* print(tool: Tool<Key>, chosen: readonly ProcessInfo[]): Task<void> {
  const { args, out } = tool;
  if (args.has('count')) return yield* out.line(String(chosen.length));
  const rows = chosen.map(process => {
    if (args.has('listFull')) return `${String(process.pid)} ${process.argv.join(' ')}`;
    return args.has('listName') ? `${String(process.pid)} ${process.command}` : String(process.pid);
  });
  if (rows.length > 0) yield* out.line(rows.join(args.value('delimiter') ?? '\n'));
}

function* send(tool: Tool<Key>, chosen: readonly ProcessInfo[]): Task<void> {
  const { args, sys, out } = tool;
  const name = args.value('signal');
  const signal = name === undefined ? 'SIGTERM' : parseSignal(name);
  if (!signal) throw new Fatal(tool.isGnu ? `Unknown signal "${name ?? ''}".` : `bad signal name '${name ?? ''}'`, 2);
  if (args.has('count')) yield* out.line(String(chosen.length));
  for (const process of chosen) {
    try {
      sys.kill(process.pid, signal);
      if (args.has('echo')) yield* out.line(`${process.command} killed (pid ${String(process.pid)})`);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* tool.fail(
        tool.isGnu
          ? `killing pid ${String(process.pid)} failed: ${error.message}`
          : `can't kill pid ${String(process.pid)}: ${error.message}`,
      );
    }
  }
}
