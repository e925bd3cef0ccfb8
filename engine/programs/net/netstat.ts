import { formatIpv4, netmaskOf, parsePrefix } from '../../net/ip.js';
import type { SocketInfo } from '../../net/namespace.js';
import { refused } from '../options.js';
import type { Sys } from '../../process/sys.js';
import { openersOf } from './open-sockets.js';
import { netTools } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { interfaceTable } from './ifconfig.js';

type RouteKey = 'numeric' | 'extended';

export const route = define<RouteKey>({
  name: 'route',
  options: { numeric: ['-n', "Don't resolve names"], extended: ['-e', 'Display other/more information'] },
  gnu: { usage: ['[-n]'], about: '' },
  busybox: { usage: ['[-ne] [-A inet[6]] [{add|del} ...]'], about: 'Show or edit kernel routing tables' },
  origin: netTools,
  *run(tool) {
    if (tool.args.operands.length > 0) throw new Fatal('drydock: changing routes is not simulated');
    yield* tool.out.write(routingTable(tool, tool.args.has('numeric'), tool.args.has('extended')));
  },
});

function routingTable(tool: Tool, numeric: boolean, socketColumns: boolean): string {
  const head = socketColumns
    ? 'Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface'
    : 'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface';
  const rows = tool.sys.net.routes().map(({ destination, gateway, device }) => {
    const prefix = parsePrefix(destination);
    const to = prefix ? formatIpv4(prefix.base) : numeric ? '0.0.0.0' : 'default';
    const via = gateway ?? (numeric ? '0.0.0.0' : tool.isGnu ? '0.0.0.0' : '*');
    const columns = [to, via, prefix ? netmaskOf(prefix.length) : '0.0.0.0'].map(text => text.padEnd(15)).join(' ');
    const flags = gateway === undefined ? 'U' : 'UG';
    return socketColumns
      ? `${columns} ${flags.padEnd(5)}     0 0          0 ${device}`
      : `${columns} ${flags.padEnd(5)} 0      0        0 ${device}`;
  });
  return ['Kernel IP routing table', head, ...rows, ''].join('\n');
}

type NetstatKey = 'routes' | 'all' | 'listening' | 'tcp' | 'udp' | 'raw' | 'unix' | 'extended' | 'numeric' | 'programs' | 'interfaces';

const longNames: ReadonlyMap<string, string> = new Map([
  ['--all', '-a'],
  ['--listening', '-l'],
  ['--tcp', '-t'],
  ['--udp', '-u'],
  ['--raw', '-w'],
  ['--unix', '-x'],
  ['--numeric', '-n'],
  ['--programs', '-p'],
  ['--program', '-p'],
  ['--route', '-r'],
  ['--interfaces', '-i'],
]);

export const netstat = define<NetstatKey>({
  name: 'netstat',
  options: {
    routes: ['-r', 'Routing table'],
    all: ['-a', 'All sockets'],
    listening: ['-l', 'Listening sockets'],
    tcp: ['-t', 'TCP sockets'],
    udp: ['-u', 'UDP sockets'],
    raw: ['-w', 'Raw sockets'],
    unix: ['-x', 'Unix sockets'],
    extended: refused('-e'),
    numeric: ['-n', "Don't resolve names"],
    programs: ['-p', 'Show PID/program name for sockets'],
    interfaces: ['-i', undefined, 'gnu'],
  },
  // BusyBox's knows letters only.
  rewrite: (argv, flavour) => (flavour === 'gnu' ? argv.map(word => longNames.get(word) ?? word) : argv),
  gnu: { usage: ['[-rlatunp]'], about: '' },
  busybox: { usage: ['[-ral] [-tuwx] [-enp]'], about: 'Display networking information' },
  origin: netTools,
  *run(tool) {
    const { args, out } = tool;
    if (args.has('routes')) return yield* out.write(routingTable(tool, args.has('numeric'), true));
    if (args.has('interfaces')) return yield* out.write(`Kernel Interface table\n${interfaceTable(tool.sys.net.interfaces())}`);
    const anyKind = !args.has('tcp') && !args.has('udp') && !args.has('raw') && !args.has('unix');
    const which = args.has('all') ? 'servers and established' : args.has('listening') ? 'only servers' : 'w/o servers';
    const programs = args.has('programs');
    const isRoot = tool.sys.credentials().uid === 0;
    if (programs && !isRoot && tool.isGnu) yield* tool.complain(notAll);
    yield* out.line(`Active Internet connections (${which})`);
    yield* out.line(
      `Proto Recv-Q Send-Q Local Address           Foreign Address         State       ${programs ? 'PID/Program name    ' : ''}`,
    );
    for (const protocol of ['tcp', 'udp'] as const) {
      if (!anyKind && !args.has(protocol)) continue;
      for (const socket of tool.sys.net.sockets()) {
        if (socket.protocol !== protocol || !isShown(socket, args.has('all'), args.has('listening'))) continue;
        yield* out.line(netstatRow(socket, programs ? programOf(tool.sys, socket) : undefined, tool.isGnu));
      }
    }
  },
});

const notAll =
  '(Not all processes could be identified, non-owned process info\n will not be shown, you would have to be root to see it all.)\n';

/** Whether `-a` and `-l`, or their absence, want a socket. */
export function isShown({ state }: SocketInfo, all: boolean, listening: boolean): boolean {
  const isServer = state === 'LISTEN' || state === 'UNCONN';
  return all || isServer === listening;
}

/** The first process that has a socket, by its number and the name that it gave itself; docker-proxy has no number here. */
function programOf(sys: Sys, socket: SocketInfo): string {
  if (socket.program !== undefined) return sys.credentials().uid === 0 ? `-/${socket.program}` : '-';
  const [first] = openersOf(sys, socket);
  const holder = sys.processes().find(({ pid }) => pid === first?.pid);
  if (!holder) return '-';
  const name = (holder.argv[0] ?? holder.command).replace(/^.*\//s, '');
  return `${String(holder.pid)}/${name}`.slice(0, PROGRAM_CHARACTERS);
}

const PROGRAM_CHARACTERS = 19;

function netstatRow({ protocol, state, local, remote, receiveQueue }: SocketInfo, program: string | undefined, isGnu: boolean): string {
  const v6 = local.ip.includes(':');
  const address = (socket: { readonly ip: string; readonly port: number } | undefined): string =>
    `${socket?.ip ?? (v6 ? '::' : '0.0.0.0')}:${socket === undefined ? '*' : String(socket.port)}`;
  const names: Readonly<Record<SocketInfo['state'], string>> = {
    LISTEN: 'LISTEN',
    ESTAB: 'ESTABLISHED',
    UNCONN: '',
    'TIME-WAIT': 'TIME_WAIT',
    'CLOSE-WAIT': 'CLOSE_WAIT',
    'FIN-WAIT-2': 'FIN_WAIT2',
  };
  const columns = [
    `${protocol}${v6 && isGnu ? '6' : ''}`.padEnd(5),
    String(receiveQueue).padStart(6),
    '0'.padStart(6),
    address(local).padEnd(23),
    address(remote).padEnd(23),
    names[state].padEnd(11),
  ];
  return `${columns.join(' ')} ${program === undefined ? '' : program.padEnd(20)}`;
}
