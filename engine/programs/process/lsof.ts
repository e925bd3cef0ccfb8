import { largestOf } from '../../core/extremes.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import { loadAccounts } from '../accounts.js';
import { noEffect, refused } from '../options.js';
import { define, Fatal, type Tool } from '../tool.js';
import { normalizePath } from '../files/paths.js';
import { openFiles, type OpenFile } from './open-files.js';

type Key =
  | 'internet'
  | 'pids'
  | 'user'
  | 'command'
  | 'terse'
  | 'numericHosts'
  | 'numericPorts'
  | 'and'
  | 'state'
  | 'others'
  | 'warnings'
  | 'tcpStates';

/** Open files of all processes, or of some. */
export const lsof = define<Key>({
  name: 'lsof',
  options: {
    and: ['-a', 'AND the selections', 'gnu'],
    command: ['-c CMD', 'select by the beginning of the command', 'gnu'],
    internet: ['-i[ADDRESS]', 'select sockets of the network', 'gnu'],
    numericHosts: noEffect('-n', 'hosts are shown by their numbers', 'gnu', 'no host names'),
    numericPorts: noEffect('-P', 'ports are shown by their numbers, as where there is no /etc/services', 'gnu', 'no port names'),
    pids: ['-p PIDS', 'select by PIDs', 'gnu'],
    state: ['-s[STATE]', 'select by the state of TCP', 'gnu'],
    terse: ['-t', 'terse listing: PIDs only', 'gnu'],
    user: ['-u USERS', 'select by users', 'gnu'],
    warnings: noEffect('-w', 'there are no warnings', 'gnu'),
    tcpStates: noEffect('-l, -V, -b', 'it changes little', 'gnu'),
    others: refused('-d FDS, -F FIELDS, -g, -K, -L, -N, -o, -O, -r T, -R, -S, -T, -U, -x, -X, -Z, -v', 'gnu'),
  },
  gnu: { usage: ['[-aintPw] [-c c] [-p s] [-s [p:s]] [-u s] [names]'], about: '' },
  busybox: { usage: [''], about: 'Show all open files' },
  // The address of -i may be a word of its own.
  rewrite: argv =>
    argv.flatMap((word, index) =>
      argv[index - 1] === '-i' && !word.startsWith('-')
        ? []
        : word === '-i' && /^[^-/]/.test(argv[index + 1] ?? '-')
          ? [`-i${argv[index + 1] ?? ''}`]
          : [word],
    ),
  usageHint: () => ' usage: [-aintPw] [-c c] [-p s] [-s [p:s]] [-u s] [names]\n',
  *run(tool) {
    if (tool.isGnu) return yield* list(tool);
    for (const file of openFiles(tool.sys))
      if (/^\d+$/.test(file.fd)) yield* tool.out.line(`${String(file.process.pid)}\t${file.executable}\t${file.target}`);
    return 0;
  },
});

function* list(tool: Tool<Key>): Task<number> {
  const { args, sys, out } = tool;
  const { users } = yield* loadAccounts(sys);
  const userName = (uid: number): string => users.find(user => user.uid === uid)?.name ?? String(uid);
  const targets = yield* statusesOf(tool);
  const isNamed = ({ status }: OpenFile): boolean => targets.some(({ dev, ino }) => status?.dev === dev && status.ino === ino);
  const tests: ((file: OpenFile) => boolean)[] = [];
  if (args.has('internet')) tests.push(addressTest(args.values('internet')));
  const pids = args
    .values('pids')
    .flatMap(text => text.split(','))
    .map(Number);
  if (args.has('pids')) tests.push(({ process }) => pids.includes(process.pid));
  const names = args.values('user').flatMap(text => text.split(','));
  if (args.has('user')) tests.push(({ process }) => names.some(name => name === userName(process.uid) || name === String(process.uid)));
  if (args.has('command')) tests.push(({ process }) => args.values('command').some(begin => process.command.startsWith(begin)));
  if (args.operands.length > 0) tests.push(isNamed);
  const state = /^TCP:(\w+)$/i.exec(args.value('state') ?? '')?.[1]?.toUpperCase();
  const found = openFiles(sys).filter(file => {
    if (state !== undefined && file.socket && (file.socket.protocol !== 'tcp' || stateOf(file) !== state)) return false;
    if (tests.length === 0) return true;
    return args.has('and') ? tests.every(test => test(file)) : tests.some(test => test(file));
  });
  if (found.length === 0) return 1;
  if (args.has('terse')) {
    yield* out.write([...new Set(found.map(({ process }) => process.pid))].map(pid => `${String(pid)}\n`).join(''));
    return tool.status;
  }
  const rows = found.map(file => [
    file.process.command.slice(0, 9),
    String(file.process.pid),
    userName(file.process.uid),
    file.fd,
    file.access,
    file.type,
    file.device,
    file.size,
    file.node,
    file.name,
  ]);
  yield* out.write(table(rows));
  return tool.status;
}

/** The files that are named; those that are not there are reported. */
function* statusesOf(tool: Tool<Key>): Task<readonly Stat[]> {
  const { args, sys } = tool;
  const targets: Stat[] = [];
  for (const path of args.operands) {
    try {
      targets.push(sys.stat(normalizePath(path, sys.cwd())));
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* tool.fail(`status error on ${path}: ${error.message}`);
    }
  }
  return targets;
}

/** `-i4`, `-iTCP`, `-i:80`, `-iTCP:80,443`, `-i@127.0.0.1:80`. */
function addressTest(specs: readonly string[]): (file: OpenFile) => boolean {
  const parsed = specs.map(spec => {
    const [, version, protocol, host, ports] = /^([46])?(tcp|udp)?(?:@([^:]+))?(?::([\w,-]+))?$/i.exec(spec) ?? [];
    if (spec !== '' && [version, protocol, host, ports].every(part => part === undefined))
      throw new Fatal(`unacceptable Internet address in: -i ${spec}`);
    return { version, protocol: protocol?.toLowerCase(), host, ports: ports?.split(',').map(Number) };
  });
  const all = parsed.length === 0 ? [{ version: undefined, protocol: undefined, host: undefined, ports: undefined }] : parsed;
  return ({ socket }) =>
    socket !== undefined &&
    all.some(({ version, protocol, host, ports }) => {
      const ends = [socket.local, ...(socket.remote ? [socket.remote] : [])];
      const isOfVersion = version === undefined || (version === '6') === socket.local.ip.includes(':');
      return (
        isOfVersion &&
        (protocol === undefined || protocol === socket.protocol) &&
        (host === undefined || ends.some(({ ip }) => ip === host)) &&
        (ports === undefined || ends.some(({ port }) => ports.includes(port)))
      );
    });
}

function stateOf({ name }: OpenFile): string {
  return /\((\w+)\)$/.exec(name)?.[1] ?? '';
}

const heads = ['COMMAND', 'PID', 'USER', 'FD', '', 'TYPE', 'DEVICE', 'SIZE/OFF', 'NODE', 'NAME'];

function table(rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    largestOf(
      rows.map(row => row[column]?.length ?? 0),
      head.length,
    ),
  );
  const line = (row: readonly string[]): string => {
    const [command = '', pid = '', user = '', fd = '', access = '', type = '', device = '', size = '', node = '', name = ''] = row;
    const right = (text: string, column: number): string => text.padStart(widths[column] ?? 0);
    const who = `${command.padEnd(widths[0] ?? 0)} ${right(pid, 1)} ${right(user, 2)}`;
    return `${who} ${fd.padStart(4)}${access.padEnd(1)}  ${right(type, 5)} ${right(device, 6)} ${right(size, 7)} ${right(node, 8)} ${name}\n`;
  };
  return [heads, ...rows].map(line).join('');
}
