import { formatIpv4, lastAddress, netmaskOf, parsePrefix } from '../../net/ip.js';
import type { NetInterface, SocketInfo } from '../../net/namespace.js';
import { define, Fatal, type Tool } from '../tool.js';

/** The programs of net-tools and BusyBox that show interfaces, routes and sockets. */

type IfconfigKey = 'all' | 'short';

export const ifconfig = define<IfconfigKey>({
  name: 'ifconfig',
  options: { all: ['-a', 'all interfaces'], short: ['-s', undefined, 'gnu'] },
  gnu: { usage: ['[-a] [-v] [-s] <interface> [[<AF>] <address>]'], about: '' },
  busybox: { usage: ['[-a] [INTERFACE] [ADDRESS]'], about: 'Configure a network interface' },
  version: '(net-tools) 2.10',
  *run(tool) {
    const [name, ...settings] = tool.args.operands;
    if (settings.length > 0) throw new Fatal(`drydock: setting up an interface with ifconfig is not simulated`);
    const all = tool.sys.net.interfaces();
    const devices = name === undefined ? [...all].sort((a, b) => (a.name < b.name ? -1 : 1)) : all.filter(device => device.name === name);
    if (devices.length === 0) throw new Fatal(`${name ?? ''}: error fetching interface information: Device not found`);
    for (const device of devices) yield* tool.out.write(tool.isGnu ? gnuInterface(device) : busyboxInterface(device));
  },
});

function busyboxInterface(device: NetInterface): string {
  const loop = device.kind === 'loopback';
  const rows = [
    `${device.name.padEnd(9)} Link encap:${loop ? 'Local Loopback' : `Ethernet  HWaddr ${device.mac.toUpperCase()}`}  `,
    ...device.addresses.map(address => {
      if (address.includes(':')) return `          inet6 addr: ${address} Scope:${loop ? 'Host' : 'Link'}`;
      const { ip, mask, broadcast } = ipv4Of(address);
      return `          inet addr:${ip}${loop ? '' : `  Bcast:${broadcast}`}  Mask:${mask}`;
    }),
    `          UP ${loop ? 'LOOPBACK RUNNING' : `BROADCAST${device.up ? ' RUNNING' : ''} MULTICAST`}  MTU:${String(device.mtu)}  Metric:1`,
    `          RX packets:${String(device.rxPackets)} errors:0 dropped:0 overruns:0 frame:0`,
    `          TX packets:${String(device.txPackets)} errors:0 dropped:0 overruns:0 carrier:0`,
    `          collisions:0 txqueuelen:${queueLength(device)} `,
    `          RX bytes:${String(device.rxBytes)} (${humanBytes(device.rxBytes)})  TX bytes:${String(device.txBytes)} (${humanBytes(device.txBytes)})`,
  ];
  return `${rows.join('\n')}\n\n`;
}

function gnuInterface(device: NetInterface): string {
  const loop = device.kind === 'loopback';
  const flags = loop ? '73<UP,LOOPBACK,RUNNING>' : device.up ? '4163<UP,BROADCAST,RUNNING,MULTICAST>' : '4099<UP,BROADCAST,MULTICAST>';
  const rows = [
    `${device.name}: flags=${flags}  mtu ${String(device.mtu)}`,
    ...device.addresses.map(address => {
      if (address.includes(':')) return `        inet6 ${address.replace('/', '  prefixlen ')}  scopeid 0x10<host>`;
      const { ip, mask, broadcast } = ipv4Of(address);
      return `        inet ${ip}  netmask ${mask}${loop ? '' : `  broadcast ${broadcast}`}`;
    }),
    loop ? '        loop  txqueuelen 1000  (Local Loopback)' : `        ether ${device.mac}  txqueuelen ${queueLength(device)}  (Ethernet)`,
    `        RX packets ${String(device.rxPackets)}  bytes ${String(device.rxBytes)} (${humanBytes(device.rxBytes)})`,
    '        RX errors 0  dropped 0  overruns 0  frame 0',
    `        TX packets ${String(device.txPackets)}  bytes ${String(device.txBytes)} (${humanBytes(device.txBytes)})`,
    '        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0',
  ];
  return `${rows.join('\n')}\n\n`;
}

function ipv4Of(address: string): { readonly ip: string; readonly mask: string; readonly broadcast: string } {
  const prefix = parsePrefix(address);
  return {
    ip: address.replace(/\/.*/, ''),
    mask: netmaskOf(prefix?.length ?? 32),
    broadcast: prefix ? formatIpv4(lastAddress(prefix)) : '',
  };
}

function queueLength({ kind }: NetInterface): string {
  return kind === 'loopback' || kind === 'ethernet' ? '1000' : '0';
}

function humanBytes(bytes: number): string {
  let value = bytes;
  let unit = 'B';
  for (const next of ['KiB', 'MiB', 'GiB', 'TiB']) {
    if (value < 1024) break;
    value /= 1024;
    unit = next;
  }
  return `${value.toFixed(1)} ${unit}`;
}

type RouteKey = 'numeric' | 'extended';

export const route = define<RouteKey>({
  name: 'route',
  options: { numeric: ['-n', "Don't resolve names"], extended: ['-e', 'Display other/more information'] },
  gnu: { usage: ['[-n]'], about: '' },
  busybox: { usage: ['[-ne] [-A inet[6]] [{add|del} ...]'], about: 'Show or edit kernel routing tables' },
  version: '(net-tools) 2.10',
  *run(tool) {
    if (tool.args.operands.length > 0) throw new Fatal('drydock: changing routes is not simulated');
    yield* tool.out.write(routingTable(tool, tool.args.has('numeric'), false));
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
    extended: ['-e', 'Other/more information'],
    numeric: ['-n', "Don't resolve names"],
    programs: ['-p', 'Show PID/program name for sockets'],
    interfaces: ['-i', undefined, 'gnu'],
  },
  gnu: { usage: ['[-rlatunp]'], about: '' },
  busybox: { usage: ['[-ral] [-tuwx] [-enp]'], about: 'Display networking information' },
  version: '(net-tools) 2.10',
  *run(tool) {
    const { args, out } = tool;
    if (args.has('routes')) return yield* out.write(routingTable(tool, args.has('numeric'), true));
    if (args.has('interfaces')) throw new Fatal('drydock: netstat -i is not simulated');
    const anyKind = !args.has('tcp') && !args.has('udp') && !args.has('raw') && !args.has('unix');
    const which = args.has('all') ? 'servers and established' : args.has('listening') ? 'only servers' : 'w/o servers';
    const programs = args.has('programs');
    yield* out.line(`Active Internet connections (${which})`);
    yield* out.line(
      `Proto Recv-Q Send-Q Local Address           Foreign Address         State       ${programs ? 'PID/Program name    ' : ''}`,
    );
    for (const protocol of ['tcp', 'udp'] as const) {
      if (!anyKind && !args.has(protocol)) continue;
      for (const socket of tool.sys.net.sockets()) {
        if (socket.protocol !== protocol || !isShown(socket, args.has('all'), args.has('listening'))) continue;
        yield* out.line(netstatRow(socket, programs));
      }
    }
  },
});

function isShown({ state }: SocketInfo, all: boolean, listening: boolean): boolean {
  const isServer = state === 'LISTEN' || state === 'UNCONN';
  return all || isServer === listening;
}

function netstatRow({ protocol, state, local, remote, receiveQueue, program }: SocketInfo, programs: boolean): string {
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
    `${protocol}${v6 ? '6' : ''}`.padEnd(5),
    String(receiveQueue).padStart(6),
    '0'.padStart(6),
    address(local).padEnd(23),
    address(remote).padEnd(23),
    names[state].padEnd(11),
  ];
  return `${columns.join(' ')} ${programs ? (program === undefined ? '-' : `-/${program}`).padEnd(20) : ''}`;
}

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
    extended: ['-e, --extended', 'show detailed socket information'],
    summary: ['-s, --summary', undefined],
  },
  gnu: { usage: ['[ OPTIONS ]', '[ OPTIONS ] [ FILTER ]'], about: '' },
  version: 'utility, iproute2-6.1.0',
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
    const table = wanted.map(socket => ssColumns(socket, protocols.length > 1, args.has('processes')));
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

function ssColumns(socket: SocketInfo, withNetid: boolean, withProcess: boolean): readonly string[] {
  const { protocol, state, local, remote, receiveQueue, ipv6Only, program } = socket;
  // A socket for both families shows as `*`.
  const host = (ip: string): string => (ip === '::' && !ipv6Only ? '*' : ip.includes(':') ? `[${ip}]` : ip);
  const peer = remote === undefined ? `${host(local.ip.includes(':') ? '::' : '0.0.0.0')}:*` : `${host(remote.ip)}:${String(remote.port)}`;
  const process = withProcess && program !== undefined ? `users:(("${program}"))` : '';
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
  const width = (column: number, part: 'host' | 'rest'): number => Math.max(0, ...split.map(row => row[column]?.[part].length ?? 0));
  const lines = split.map(row =>
    row
      .map(({ host, rest }, column) => host.padStart(width(column, 'host')) + rest.padEnd(width(column, 'rest')))
      .join(' ')
      .trimEnd(),
  );
  return lines.map(line => `${line}\n`).join('');
}
