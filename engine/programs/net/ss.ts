import { largestOf } from '../../core/extremes.js';
import type { SocketInfo } from '../../net/namespace.js';
import { refused } from '../options.js';
import { iproute2Ss } from '../origins.js';
import { define, Fatal } from '../tool.js';
import type { Sys } from '../../process/sys.js';
import { isShown } from './netstat.js';
import { openersOf } from './open-sockets.js';

type SsKey = 'all' | 'listening' | 'tcp' | 'udp' | 'numeric' | 'processes' | 'noHeader' | 'ipv4' | 'ipv6' | 'summary' | 'extended';

export const ss = define<SsKey>({
  name: 'ss',
  options: {
    all: ['-a, --all', 'display all sockets'],
    listening: ['-l, --listening', 'display listening sockets'],
    tcp: ['-t, --tcp', 'display only TCP sockets'],
    udp: ['-u, --udp', 'display only UDP sockets'],
    numeric: ['-n, --numeric', "don't resolve service names"],
    processes: ['-p, --processes', 'show process using socket'],
    noHeader: ['-H, --no-header', 'suppress header line'],
    ipv4: ['-4, --ipv4', 'display only IP version 4 sockets'],
    ipv6: ['-6, --ipv6', 'display only IP version 6 sockets'],
    extended: refused('-e, --extended'),
    summary: ['-s, --summary', undefined],
  },
  gnu: { usage: ['[ OPTIONS ]', '[ OPTIONS ] [ FILTER ]'], about: '' },
  origin: iproute2Ss,
  usageHint: () => '',
  usageStatus: 255,
  *run(tool) {
    const { args, out } = tool;
    if (args.operands.length > 0 || args.has('summary')) throw new Fatal('drydock: filters and summaries of ss are not simulated');
    const protocols = (['udp', 'tcp'] as const).filter(protocol => args.has(protocol) || (!args.has('tcp') && !args.has('udp')));
    const rows = protocols.flatMap(protocol =>
      tool.sys.net.sockets().filter(socket => socket.protocol === protocol && isShown(socket, args.has('all'), args.has('listening'))),
    );
    const wanted = rows.filter(
      ({ local }) => (!args.has('ipv4') || !local.ip.includes(':')) && (!args.has('ipv6') || local.ip.includes(':')),
    );
    const table = wanted.map(socket => ssColumns(socket, protocols.length > 1, args.has('processes') ? holdersOf(tool.sys, socket) : ''));
    const head = [
      ...(protocols.length > 1 ? ['Netid'] : []),
      'State',
      'Recv-Q',
      'Send-Q',
      'Local Address:Port',
      'Peer Address:Port',
      'Process',
    ];
    yield* out.write(alignSockets(args.has('noHeader') ? table : [head, ...table]));
  },
});

/** Who has a socket open, the youngest first; docker-proxy, which is no process here, is shown to root only. */
function holdersOf(sys: Sys, socket: SocketInfo): string {
  const { program } = socket;
  if (program !== undefined) return sys.credentials().uid === 0 ? `users:(("${program}"))` : '';
  const names = new Map(sys.processes().map(({ pid, command }) => [pid, command]));
  const holders = openersOf(sys, socket).map(({ pid, fd }) => `("${names.get(pid) ?? ''}",pid=${String(pid)},fd=${String(fd)})`);
  return holders.length === 0 ? '' : `users:(${holders.reverse().join(',')})`;
}

function ssColumns(socket: SocketInfo, withNetid: boolean, process: string): readonly string[] {
  const { protocol, state, local, remote, receiveQueue, ipv6Only } = socket;
  // A socket for both families shows as `*`.
  const host = (ip: string): string => (ip === '::' && !ipv6Only ? '*' : ip.includes(':') ? `[${ip}]` : ip);
  const peer = remote === undefined ? `${host(local.ip.includes(':') ? '::' : '0.0.0.0')}:*` : `${host(remote.ip)}:${String(remote.port)}`;
  return [
    ...(withNetid ? [protocol] : []),
    state,
    String(receiveQueue),
    state === 'LISTEN' ? '4096' : '0',
    `${host(local.ip)}:${String(local.port)}`,
    peer,
    process,
  ];
}

/** Addresses line up at their last colon, the other columns at the left. */
function alignSockets(rows: readonly (readonly string[])[]): string {
  const split = rows.map(row =>
    row.map((cell, index) => {
      const colon = index >= row.length - 3 && index < row.length - 1 ? cell.lastIndexOf(':') : -1;
      return colon < 0 ? { host: '', rest: cell } : { host: cell.slice(0, colon), rest: cell.slice(colon) };
    }),
  );
  const width = (column: number, part: 'host' | 'rest'): number =>
    largestOf(
      split.map(row => row[column]?.[part].length ?? 0),
      0,
    );
  const lines = split.map(row =>
    row
      .map(({ host, rest }, column) => host.padStart(width(column, 'host')) + rest.padEnd(width(column, 'rest')))
      .join(' ')
      .trimEnd(),
  );
  return lines.map(line => `${line}\n`).join('');
}
