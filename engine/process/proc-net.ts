import type { VirtualFile } from '../fs/virtual-node.js';
import type { NetNamespace, SocketInfo } from '../net/namespace.js';
import type { SocketAddress } from '../net/socket.js';

/** The files of /proc/<pid>/net. */
export function networkFiles(net: NetNamespace): [string, VirtualFile][] {
  const file = (read: () => string): VirtualFile => ({ kind: 'file', read });
  return [
    ['net/arp', file(() => formatNeighbours(net))],
    ['net/dev', file(() => formatDevices(net))],
    ['net/route', file(() => formatRoutes(net))],
    ['net/tcp', file(() => formatSockets(net, 'tcp', isVersion4))],
    ['net/tcp6', file(() => formatSockets(net, 'tcp', isVersion6))],
    ['net/udp', file(() => formatSockets(net, 'udp', isVersion4))],
    ['net/udp6', file(() => formatSockets(net, 'udp', isVersion6))],
    ['net/unix', file(() => 'Num       RefCount Protocol Flags    Type St Inode Path\n')],
  ];
}

function formatDevices(net: NetNamespace): string {
  const head =
    'Inter-|   Receive                                                |  Transmit\n' +
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';
  const rows = net.interfaces().map(({ name, rxBytes, rxPackets, txBytes, txPackets }) => {
    const received = [pad(rxBytes, 7), pad(rxPackets, 7), '   0    0    0     0          0         0'].join(' ');
    const sent = [pad(txBytes, 8), pad(txPackets, 7), '   0    0    0     0       0          0'].join(' ');
    return `${name.padStart(6)}: ${received} ${sent}\n`;
  });
  return head + rows.join('');
}

/** Flag 2: the entry is complete. */
function formatNeighbours(net: NetNamespace): string {
  const rows = net.neighbours().map(({ ip, mac, device }) => {
    const flags = mac === undefined ? '0x0' : '0x2';
    return `${ip.padEnd(16)} 0x1         ${flags}         ${mac ?? '00:00:00:00:00:00'}     *        ${device}\n`;
  });
  return `IP address       HW type     Flags       HW address            Mask     Device\n${rows.join('')}`;
}

const pad = (value: number, width: number): string => String(value).padStart(width);

function formatRoutes(net: NetNamespace): string {
  const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';
  const rows = net.routes().flatMap(({ destination, gateway, device }) => {
    const [ip = '', length = '32'] = destination === 'default' ? ['0.0.0.0', '0'] : destination.split('/');
    if (!isVersion4(ip)) return [];
    const flags = gateway === undefined ? '0001' : '0003';
    const fields = [device, hexOf(ip), hexOf(gateway ?? '0.0.0.0'), flags, 0, 0, 0, hexOf(maskOf(Number(length))), 0, 0, 0];
    return [fields.join('\t')];
  });
  return `${[head, ...rows].map(line => line.padEnd(127)).join('\n')}\n`;
}

function maskOf(length: number): string {
  const bits = length === 0 ? 0 : (0xffff_ffff << (32 - length)) >>> 0;
  return [24, 16, 8, 0].map(shift => (bits >>> shift) & 0xff).join('.');
}

/** States of a TCP socket as numbers (include/net/tcp_states.h). */
const states: Readonly<Record<SocketInfo['state'], string>> = {
  ESTAB: '01',
  'FIN-WAIT-2': '05',
  'TIME-WAIT': '06',
  UNCONN: '07',
  'CLOSE-WAIT': '08',
  LISTEN: '0A',
};

function formatSockets(net: NetNamespace, protocol: SocketInfo['protocol'], isKind: (ip: string) => boolean): string {
  const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
  const rows = net
    .sockets()
    .filter(socket => socket.protocol === protocol && isKind(socket.local.ip))
    .map(({ state, local, remote }, index) => {
      const other = remote ?? { ip: isVersion4(local.ip) ? '0.0.0.0' : '::', port: 0 };
      return `${pad(index, 4)}: ${hexAddress(local)} ${hexAddress(other)} ${states[state]} 00000000:00000000 00:00000000 00000000     0        0 0`;
    });
  return `${[head, ...rows].map(line => line.padEnd(149)).join('\n')}\n`;
}

function isVersion4(ip: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(ip);
}

function isVersion6(ip: string): boolean {
  return ip.includes(':');
}

function hexAddress({ ip, port }: SocketAddress): string {
  const host = isVersion4(ip) ? hexOf(ip) : '0'.repeat(32);
  return `${host}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** An address as the kernel prints it on a little-endian machine. */
function hexOf(ip: string): string {
  const bytes = ip.split('.').map(part => Number(part).toString(16).toUpperCase().padStart(2, '0'));
  return bytes.reverse().join('');
}
