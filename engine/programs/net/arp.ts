import type { Task } from '../../core/task.js';
import type { Neighbour } from '../../net/namespace.js';
import { isCapable } from '../../process/capabilities.js';
import { noEffect, refused } from '../options.js';
import { netTools } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { resolveAddress, resolveHost } from './resolver.js';

type ArpKey = 'bsd' | 'linux' | 'numeric' | 'device' | 'remove' | 'verbose' | 'set' | 'useDevice' | 'file' | 'family' | 'hardware';
type ArpTool = Tool<ArpKey>;

/** Shows the neighbours, as net-tools and BusyBox do. */
export const arp = define<ArpKey>({
  name: 'arp',
  options: {
    bsd: ['-a, --all', 'Display (all) hosts'],
    linux: ['-e', 'display hosts in the style of Linux', 'gnu'],
    numeric: ['-n, --numeric', "Don't resolve names"],
    device: ['-i IF, --device=IF', 'Network interface'],
    remove: ['-d, --delete', 'Delete ARP entry'],
    verbose: ['-v, --verbose', 'Verbose'],
    set: refused('-s, --set'),
    useDevice: refused('-D, --use-device'),
    file: refused('-f, --file', 'gnu'),
    family: noEffect('-A AF, -p AF, --protocol=AF', 'there is one family only', undefined, 'Protocol family'),
    hardware: noEffect('-H HWTYPE, -t HWTYPE, --hw-type=HWTYPE', 'every interface is an ethernet', undefined, 'Hardware address type'),
  },
  gnu: { usage: ['[-vn] [-i <if>] [-a] [<hostname>]', '[-v] [-i <if>] -d <host>'], about: '' },
  busybox: { usage: ['[-vn] [-H HWTYPE] [-i IF] -a [HOSTNAME]', '[-v] [-i IF] -d HOSTNAME'], about: 'Manipulate ARP cache' },
  origin: netTools,
  usageStatus: 3,
  *run(tool) {
    const [host] = tool.args.operands;
    const ip = host === undefined ? undefined : yield* addressOf(tool, host);
    if (tool.args.has('remove')) return yield* remove(tool, ip);
    const all = tool.sys.net.neighbours();
    const device = tool.args.value('device');
    const found = all.filter(entry => (device === undefined || entry.device === device) && (ip === undefined || entry.ip === ip));
    if (tool.isGnu) yield* showGnu(tool, all, found, host, ip);
    else yield* showBusybox(tool, all, found, ip ?? device);
    return 0;
  },
});

function* addressOf(tool: ArpTool, host: string): Task<string> {
  const found = yield* resolveHost(tool.sys, host);
  if (found.kind === 'found') return found.addresses[0] ?? '';
  if (!tool.isGnu) throw new Fatal(`bad address '${host}'`);
  yield* tool.complain(`${host}: ${found.kind === 'try-again' ? 'Host name lookup failure' : 'Unknown host'}\n`);
  throw new Fatal('', 255);
}

function* showGnu(
  tool: ArpTool,
  all: readonly Neighbour[],
  found: readonly Neighbour[],
  host: string | undefined,
  ip: string | undefined,
): Task<void> {
  const { out, args } = tool;
  const inColumns = args.last('bsd', 'linux') !== 'bsd';
  for (const [index, entry] of found.entries()) {
    const name = args.has('numeric') ? undefined : yield* resolveAddress(tool.sys, entry.ip);
    if (!inColumns) yield* out.line(bsdRow(entry, name, ' '));
    else {
      if (index === 0) yield* out.line('Address                  HWtype  HWaddress           Flags Mask            Iface');
      const hardware = entry.mac === undefined ? '        (incomplete)        ' : `ether   ${entry.mac}   C`;
      yield* out.line(`${(name ?? entry.ip).slice(0, 23).padEnd(24)} ${hardware.padEnd(50)}${entry.device}`);
    }
  }
  if (args.has('verbose'))
    yield* out.line(`Entries: ${String(all.length)}\tSkipped: ${String(all.length - found.length)}\tFound: ${String(found.length)}`);
  if (found.length > 0) return;
  if (host !== undefined) yield* out.line(`${host} (${ip ?? ''}) -- no entry`);
  else if (args.has('device')) yield* out.line(`arp: in ${String(all.length)} entries no match found.`);
}

function* showBusybox(tool: ArpTool, all: readonly Neighbour[], found: readonly Neighbour[], wanted: string | undefined): Task<void> {
  const { out, args } = tool;
  for (const entry of found) {
    const name = args.has('numeric') ? undefined : yield* resolveAddress(tool.sys, entry.ip);
    yield* out.line(bsdRow(entry, name, '  '));
  }
  if (args.has('verbose'))
    yield* out.line(`Entries: ${String(all.length)}\tSkipped: ${String(all.length - found.length)}\tFound: ${String(found.length)}`);
  if (found.length === 0 && wanted !== undefined) yield* out.line(`No match found in ${String(all.length)} entries`);
}

function bsdRow({ ip, mac, device }: Neighbour, name: string | undefined, gap: string): string {
  return `${name ?? '?'} (${ip}) at ${mac === undefined ? '<incomplete>' : `${mac} [ether]`}${gap}on ${device}`;
}

function* remove(tool: ArpTool, ip: string | undefined): Task<number> {
  if (ip === undefined) throw tool.isGnu ? new Fatal('need host name') : new UsageError('');
  if (!isCapable(tool.sys.credentials(), 'CAP_NET_ADMIN')) {
    yield* tool.complain(tool.isGnu ? 'SIOCDARP(dontpub): Operation not permitted\n' : 'arp: SIOCDARP(priv): Operation not permitted\n');
    return tool.isGnu ? 255 : 1;
  }
  const device = tool.args.value('device');
  const entry = tool.sys.net.neighbours().find(each => each.ip === ip && (device === undefined || each.device === device));
  if (entry && tool.sys.net.forgetNeighbour(entry.device, ip)) return 0;
  if (tool.isGnu) yield* tool.complain(`No ARP entry for ${ip}\n`);
  else yield* tool.complain('arp: SIOCDARP(pub): No such file or directory\n');
  return tool.isGnu ? 255 : 1;
}
