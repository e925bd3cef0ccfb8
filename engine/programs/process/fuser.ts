import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { parseSignal, type Signal } from '../../process/signals.js';
import { loadAccounts } from '../accounts.js';
import { normalizePath } from '../files/paths.js';
import { refused } from '../options.js';
import { psmisc } from '../origins.js';
import { define, UsageError, type Tool } from '../tool.js';
import { openFiles, type OpenFile } from './open-files.js';

type Key = 'kill' | 'verbose' | 'silent' | 'namespace' | 'user' | 'ipv4' | 'ipv6' | 'mount' | 'others' | 'all' | 'signal';

/** Who uses a file or a port. */
export const fuser = define<Key>({
  name: 'fuser',
  options: {
    all: ['-a, --all', 'display unused files too', 'gnu'],
    kill: ['-k, --kill', 'kill processes accessing the named file'],
    mount: refused('-m, --mount'),
    namespace: ['-n SPACE, --namespace=SPACE', 'search in this name space (file, udp, or tcp)', 'gnu'],
    silent: ['-s, --silent', 'silent operation'],
    user: ['-u, --user', 'display user IDs', 'gnu'],
    verbose: ['-v, --verbose', 'verbose output', 'gnu'],
    ipv4: ['-4, --ipv4', 'search IPv4 sockets only'],
    ipv6: ['-6, --ipv6', 'search IPv6 sockets only'],
    signal: ['--signal=SIGNAL', 'send this signal instead of SIGKILL, given as -SIGNAL'],
    others: refused('-i, --interactive, -I, --inode, -M, --ismountpoint, -w, --writeonly, -l, --list-signals', 'gnu'),
  },
  gnu: { usage: ['[-auvs46] [-n SPACE] [-k [-SIGNAL]] NAME...'], about: 'Show which processes use the named files or sockets.' },
  busybox: { usage: ['[-msk46] [-SIGNAL] FILE or PORT/PROTO'], about: 'Find processes which use FILEs or PORTs' },
  rewrite: argv => argv.map(word => (isSignalOption(word) ? `--signal=${word.slice(1)}` : word)),
  origin: psmisc,
  usageHint: () => 'Usage: fuser [-auvs46] [-n SPACE] [-k [-SIGNAL]] NAME...\n',
  *run(tool) {
    const { args, isGnu } = tool;
    if (args.operands.length === 0) throw new UsageError(isGnu ? 'No process specification given' : '');
    const files = openFiles(tool.sys);
    const wanted = signalOf(tool);
    let isFound = false;
    let isHeaded = false;
    for (const name of args.operands) {
      const found = yield* usersOf(tool, name, files);
      if (found === undefined) continue;
      isFound ||= found.length > 0;
      if (found.length === 0 && !args.has('all')) continue;
      if (args.has('verbose') && !isHeaded) yield* tool.complain('                     USER        PID ACCESS COMMAND\n');
      isHeaded = true;
      yield* show(tool, name, found);
      if (args.has('kill'))
        for (const pid of new Set(found.map(({ process }) => process.pid))) if (pid !== tool.sys.pid) kill(tool, pid, wanted);
    }
    return isFound ? 0 : 1;
  },
});

/** `-TERM`, `-9`, but not `-4`, which is a version of the protocol. */
function isSignalOption(word: string): boolean {
  return /^-[A-Z0-9]{2,}$|^-[0-35789]$/.test(word) && parseSignal(word.slice(1)) !== undefined;
}

function signalOf({ args }: Tool<Key>): Signal {
  return parseSignal(args.value('signal') ?? 'KILL') ?? 'SIGKILL';
}

function kill({ sys }: Tool, pid: number, signal: Signal): void {
  try {
    sys.kill(pid, signal);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

/** Undefined when there is no such file, which was said. */
function* usersOf(tool: Tool<Key>, name: string, files: readonly OpenFile[]): Task<readonly OpenFile[] | undefined> {
  const { args, sys, isGnu } = tool;
  const space = args.value('namespace');
  const [, port, protocol = space] = /^(\d+)(?:\/(tcp|udp))?$/.exec(name) ?? [];
  if (port !== undefined && protocol !== undefined && protocol !== 'file') {
    const isVersion = (ip: string): boolean => (!args.has('ipv4') || !ip.includes(':')) && (!args.has('ipv6') || ip.includes(':'));
    return files.filter(({ socket }) => socket?.protocol === protocol && socket.local.port === Number(port) && isVersion(socket.local.ip));
  }
  try {
    const { dev, ino } = sys.stat(normalizePath(name, sys.cwd()));
    return files.filter(({ status }) => status?.dev === dev && status.ino === ino);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.complain(isGnu ? `Specified filename ${name} does not exist.\n` : `fuser: can't stat '${name}': ${error.message}\n`);
    return undefined;
  }
}

const letters: Readonly<Record<string, string>> = { cwd: 'c', txt: 'e', rtd: 'r' };

function* show(tool: Tool<Key>, name: string, found: readonly OpenFile[]): Task<void> {
  const { args, sys, out, isGnu } = tool;
  if (args.has('silent')) return;
  const byPid = new Map<number, OpenFile[]>();
  for (const file of found) byPid.set(file.process.pid, [...(byPid.get(file.process.pid) ?? []), file]);
  if (!isGnu) return yield* out.line([...byPid.keys()].join(' '));
  const { users } = yield* loadAccounts(sys);
  let lead = `${name}:`.padEnd(20);
  if (byPid.size === 0) return yield* tool.complain(`${lead}\n`);
  if (!args.has('verbose')) yield* tool.complain(lead);
  for (const [pid, uses] of byPid) {
    const user = users.find(({ uid }) => uid === uses[0]?.process.uid)?.name ?? String(uses[0]?.process.uid);
    const marks = [...new Set(uses.map(({ fd }) => letters[fd] ?? ''))].join('');
    if (args.has('verbose')) {
      const access = `${uses.some(({ fd }) => /^\d/.test(fd)) ? (uses.some(({ access: how }) => how !== 'r') ? 'F' : 'f') : '.'}${'re'
        .split('')
        .map(each => (marks.includes(each) ? each : '.'))
        .join('')}${marks.includes('c') ? 'c' : '.'}.`;
      yield* tool.complain(`${lead} ${user.padEnd(8)} `);
      yield* out.write(String(pid).padStart(6));
      yield* out.flush();
      yield* tool.complain(` ${access} ${uses[0]?.process.command ?? ''}\n`);
      lead = ' '.repeat(20);
    } else {
      yield* out.write(` ${String(pid).padStart(5)}`);
      yield* out.flush();
      yield* tool.complain(`${marks}${args.has('user') ? `(${user})` : ''}`);
    }
  }
  if (!args.has('verbose')) yield* tool.complain('\n');
}
