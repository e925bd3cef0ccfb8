import type { Task } from '../../core/task.js';
import { formatIpv4, lastAddress, parseIpv4, parsePrefix, prefixContains } from '../../net/ip.js';
import type { NetInterface, Route } from '../../net/namespace.js';
import { isCapable } from '../../process/capabilities.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

type Key = 'oneLine' | 'brief' | 'inet' | 'inet6' | 'family' | 'statistics' | 'version' | 'color' | 'numeric';

/** What `ip` shows of addresses, links and routes. */
export const ip = define<Key>({
  name: 'ip',
  stopAtOperand: true,
  rewrite: argv => argv.map(word => longForms.get(word) ?? word),
  options: {
    oneLine: ['-o, --oneline'],
    brief: ['--brief', undefined, 'gnu'],
    inet: ['-4'],
    inet6: ['-6'],
    family: ['-f NAME, --family=NAME'],
    statistics: ['-s, --statistics', undefined, 'gnu'],
    color: ['--color', undefined, 'gnu'],
    numeric: ['-N', undefined, 'gnu'],
    version: ['-V', undefined, 'gnu'],
  },
  gnu: {
    usage: ['[ OPTIONS ] OBJECT { COMMAND | help }'],
    about: '       OBJECT := { address | link | route | neighbour }\n       OPTIONS := { -V | -s | -4 | -6 | -o | -br }',
  },
  busybox: { usage: ['[OPTIONS] address|route|link|neigh [ARGS]'], about: 'OPTIONS := -f[amily] inet|inet6|link | -o[neline]' },
  usageHint: () => '',
  usageStatus: 255,
  *run(tool) {
    const [object = '', ...words] = tool.args.operands;
    if (tool.args.has('version')) return yield* printed(tool, 'ip utility, iproute2-6.1.0, libbpf 1.1.0\n');
    if (object === '') throw new UsageError('');
    const command = objects.find(({ name }) => name.startsWith(object));
    if (!command) throw new Fatal(tool.isGnu ? `Object "${object}" is unknown, try "ip help".` : `invalid argument '${object}' to 'ip'`, 1);
    const text = command.run(tool, words);
    return yield* printed(tool, text);
  },
});

const longForms: ReadonlyMap<string, string> = new Map([
  ['-br', '--brief'],
  ['-brief', '--brief'],
  ['-oneline', '--oneline'],
  ['-stats', '-s'],
  ['-color', '--color'],
  ['-c', '--color'],
  ['-family', '-f'],
]);

const objects: readonly { readonly name: string; readonly run: (tool: Tool<Key>, words: readonly string[]) => string }[] = [
  { name: 'address', run: showAddresses },
  { name: 'link', run: showLinks },
  { name: 'route', run: showRoutes },
  { name: 'neighbour', run: showNeighbours },
];

function* printed(tool: Tool<Key>, text: string): Task<number> {
  yield* tool.out.write(text);
  return 0;
}

/** Containers may not change their network; where somebody may, changes are not simulated. */
function refuseChange(tool: Tool<Key>, object: string, verb: string): never {
  if (!isCapable(tool.sys.credentials(), 'CAP_NET_ADMIN')) throw new Fatal('RTNETLINK answers: Operation not permitted', 2);
  throw new Fatal(`drydock: ip ${object} ${verb} is not simulated`);
}

/** `show`, `list` and `ls` are the default. */
function deviceOf(tool: Tool<Key>, object: string, words: readonly string[]): string | undefined {
  const [verb = 'show', ...rest] = words;
  if (['add', 'del', 'delete', 'set', 'change', 'replace', 'flush', 'append'].some(name => name === verb)) refuseChange(tool, object, verb);
  const isVerb = ['show', 'list', 'ls', 'sh', 'lst'].includes(verb);
  const [first, second] = isVerb ? rest : words;
  const device = first === 'dev' ? second : first;
  return device === undefined || ['up', 'scope', 'to', 'type'].includes(device) ? undefined : device;
}

function selected(tool: Tool<Key>, object: string, words: readonly string[]): readonly NetInterface[] {
  const name = deviceOf(tool, object, words);
  const devices = tool.sys.net.interfaces();
  if (name === undefined) return devices;
  const found = devices.filter(device => device.name === name);
  if (found.length === 0) throw new Fatal(tool.isGnu ? `Device "${name}" does not exist.` : `can't find device '${name}'`);
  return found;
}

function showAddresses(tool: Tool<Key>, words: readonly string[]): string {
  const family = tool.args.value('family');
  const wants = (address: string): boolean => {
    if (tool.args.has('inet') || family === 'inet') return !address.includes(':');
    return !(tool.args.has('inet6') || family === 'inet6') || address.includes(':');
  };
  const devices = selected(tool, 'address', words);
  const restricted = tool.args.has('inet') || tool.args.has('inet6') || family !== undefined;
  const shown = devices.filter(device => !restricted || device.addresses.some(wants));
  if (tool.args.has('brief')) return shown.map(device => briefRow(device, device.addresses.filter(wants))).join('');
  return shown
    .map(device => {
      const addresses = device.addresses.filter(wants).map(address => addressLines(device, address));
      if (tool.args.has('oneLine')) {
        return addresses
          .map(
            ([first, second]) =>
              `${String(device.index)}: ${device.name}    ${first.trim().replace(/^inet6 .* scope host$/, line => `${line} `)}\\${second}\n`,
          )
          .join('');
      }
      return (
        linkLines(tool, device, restricted ? 'without-mac' : 'full') + addresses.map(([first, second]) => `${first}\n${second}\n`).join('')
      );
    })
    .join('');
}

function addressLines(device: NetInterface, address: string): readonly [string, string] {
  const forever = '       valid_lft forever preferred_lft forever';
  if (address.includes(':')) return [`    inet6 ${address} scope ${device.kind === 'loopback' ? 'host ' : 'link '}`, forever];
  const prefix = parsePrefix(address);
  const broadcast = prefix && device.kind !== 'loopback' ? ` brd ${formatIpv4(lastAddress(prefix))}` : '';
  return [`    inet ${address}${broadcast} scope ${device.kind === 'loopback' ? 'host' : 'global'} ${device.name}`, forever];
}

function linkLines(tool: Tool<Key>, device: NetInterface, what: 'full' | 'without-mac'): string {
  const { index, mtu, master, up, kind } = device;
  const name = fullName(device);
  const tail = tool.isGnu
    ? `qdisc noqueue${master === undefined ? '' : ` master ${master}`} state ${stateOf(device)} group default${kind === 'loopback' || kind === 'ethernet' ? ' qlen 1000' : ''}`
    : `qdisc noqueue${master === undefined ? '' : ` master ${master}`} ${kind === 'loopback' || kind === 'ethernet' ? 'qlen 1000' : ''}`;
  const first = `${String(index)}: ${name}: <${flagsOf(tool, device, up)}> mtu ${String(mtu)} ${tail}\n`;
  if (what === 'without-mac') return first;
  const separator = tool.args.has('oneLine') ? '\\' : '';
  const second =
    kind === 'loopback'
      ? '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00'
      : `    link/ether ${device.mac} brd ff:ff:ff:ff:ff:ff${tool.isGnu && device.peerIndex !== undefined ? ' link-netnsid 0' : ''}`;
  return separator === '' ? `${first}${second}\n` : `${first.slice(0, -1)}${separator}${second}\n`;
}

/** `eth0@if12`: a veth end with the index of its other end. */
function fullName({ name, peerIndex }: NetInterface): string {
  return peerIndex === undefined ? name : `${name}@if${String(peerIndex)}`;
}

function flagsOf(tool: Tool<Key>, { kind, peerIndex }: NetInterface, up: boolean): string {
  if (kind === 'loopback') return 'LOOPBACK,UP,LOWER_UP';
  if (!up) return 'NO-CARRIER,BROADCAST,MULTICAST,UP';
  return `BROADCAST,MULTICAST,UP,LOWER_UP${!tool.isGnu && peerIndex !== undefined ? ',M-DOWN' : ''}`;
}

function stateOf({ kind, up }: NetInterface): string {
  return kind === 'loopback' ? 'UNKNOWN' : up ? 'UP' : 'DOWN';
}

function briefRow(device: NetInterface, values: readonly string[]): string {
  return `${fullName(device).padEnd(16)} ${stateOf(device).padEnd(14)} ${values.join(' ')} \n`;
}

function showLinks(tool: Tool<Key>, words: readonly string[]): string {
  const devices = selected(tool, 'link', words);
  if (tool.args.has('brief'))
    return devices.map(device => briefRow(device, [device.mac, `<${flagsOf(tool, device, device.up)}>`])).join('');
  return devices
    .map(
      device =>
        linkLines(tool, device, 'full').replace(' group default', ' mode DEFAULT group default') +
        (tool.args.has('statistics') ? statistics(device) : ''),
    )
    .join('');
}

function statistics({ rxBytes, rxPackets, txBytes, txPackets }: NetInterface): string {
  const row = (bytes: number, packets: number): string =>
    `    ${String(bytes).padStart(9)} ${String(packets).padStart(8)} ${['0', '0', '0', '0'].map(zero => zero.padStart(7)).join(' ')} \n`;
  return `    RX:  bytes packets errors dropped  missed   mcast           \n${row(rxBytes, rxPackets)}    TX:  bytes packets errors dropped carrier collsns           \n${row(txBytes, txPackets)}`;
}

function showRoutes(tool: Tool<Key>, words: readonly string[]): string {
  const [verb = 'show', target] = words;
  const routes = tool.sys.net.routes();
  if (verb === 'get') return routeTo(tool, routes, target ?? '');
  if (!['show', 'list', 'ls', 'sh'].includes(verb)) refuseChange(tool, 'route', verb);
  return routes
    .filter(({ destination }) => target !== 'default' || destination === 'default')
    .map(route => describeRoute(tool, route))
    .join('');
}

function describeRoute(tool: Tool<Key>, { destination, gateway, device, source }: Route): string {
  if (gateway !== undefined) return `${destination} via ${gateway} dev ${device} \n`;
  const down = tool.sys.net.interfaces().find(({ name }) => name === device)?.up === false ? 'linkdown ' : '';
  const from = source === undefined ? '' : `src ${source} `;
  return tool.isGnu
    ? `${destination} dev ${device} proto kernel scope link ${from}${down}\n`
    : `${destination} dev ${device} scope link  ${from}\n`;
}

function routeTo(tool: Tool<Key>, routes: readonly Route[], target: string): string {
  const address = parseIpv4(target);
  if (address === undefined)
    throw new Fatal(tool.isGnu ? `any valid prefix is expected rather than "${target}".` : `invalid argument '${target}'`);
  const connected = routes.find(({ destination }) => {
    const prefix = parsePrefix(destination);
    return prefix && prefixContains(prefix, address);
  });
  const way = connected ?? routes.find(({ destination }) => destination === 'default');
  if (!way) throw new Fatal('RTNETLINK answers: Network is unreachable', 2);
  const source = way.source ?? routes.find(({ device, source: from }) => device === way.device && from !== undefined)?.source ?? '';
  const via = way.gateway === undefined ? '' : ` via ${way.gateway}`;
  return `${target}${via} dev ${way.device}${tool.isGnu ? '' : ' '} src ${source}${tool.isGnu ? ' uid 0 \n    cache ' : ' '}\n`;
}

/** Nobody keeps an ARP table here, so there are never any entries. */
function showNeighbours(tool: Tool<Key>): string {
  throw new Fatal(`drydock: ${tool.name} neigh is not simulated`);
}
