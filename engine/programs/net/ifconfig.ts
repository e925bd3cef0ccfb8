import { formatIpv4, lastAddress, netmaskOf, parsePrefix } from '../../net/ip.js';
import type { NetInterface } from '../../net/namespace.js';
import { noEffect } from '../options.js';
import { netTools } from '../origins.js';
import { define, Fatal } from '../tool.js';

type IfconfigKey = 'all' | 'short';

/** Shows interfaces, as net-tools and BusyBox do. */
export const ifconfig = define<IfconfigKey>({
  name: 'ifconfig',
  options: { all: noEffect('-a', 'every interface is up', undefined, 'all interfaces'), short: ['-s', undefined, 'gnu'] },
  gnu: { usage: ['[-a] [-v] [-s] <interface> [[<AF>] <address>]'], about: '' },
  busybox: { usage: ['[-a] [INTERFACE] [ADDRESS]'], about: 'Configure a network interface' },
  origin: netTools,
  *run(tool) {
    const [name, ...settings] = tool.args.operands;
    if (settings.length > 0) throw new Fatal(`drydock: setting up an interface with ifconfig is not simulated`);
    const all = tool.sys.net.interfaces();
    const devices = name === undefined ? [...all].sort((a, b) => (a.name < b.name ? -1 : 1)) : all.filter(device => device.name === name);
    if (devices.length === 0) throw new Fatal(`${name ?? ''}: error fetching interface information: Device not found`);
    if (tool.args.has('short')) return yield* tool.out.write(interfaceTable(devices));
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

/** `ifconfig -s` and `netstat -i`. */
export function interfaceTable(devices: readonly NetInterface[]): string {
  const rows = devices.map(({ name, mtu, kind, up, rxPackets, txPackets }) => {
    const flags = kind === 'loopback' ? 'LRU' : up ? 'BMRU' : 'BMU';
    const counts = `${String(rxPackets).padStart(8)}      0      0 0      ${String(txPackets).padStart(8)}      0      0      0 ${flags}`;
    return `${name.slice(0, 15).padEnd(15)} ${String(mtu).padStart(5)} ${counts}\n`;
  });
  return `Iface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n${rows.join('')}`;
}
