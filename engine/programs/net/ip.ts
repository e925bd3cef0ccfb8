import type { Task } from '../../core/task.js';
import { formatIpv4, lastAddress, parsePrefix } from '../../net/ip.js';
import type { NetInterface } from '../../net/namespace.js';
import { refused } from '../options.js';
import { iproute2 } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';
import { addressesJson, linksJson } from './ip-json.js';
import { neighbours } from './ip-neighbour.js';
import { showRoutes } from './ip-route.js';
import { flagsOf, paint, refuseChange, type IpKey, type IpTool } from './ip-tool.js';

/** What `ip` shows of addresses, links and routes. */
export const ip = define<IpKey>({
  name: 'ip',
  stopAtOperand: true,
  rewrite: argv => argv.map(rewriteOption),
  options: {
    oneLine: ['-o, --oneline'],
    brief: ['--brief', undefined, 'gnu'],
    inet: ['-4'],
    inet6: ['-6'],
    family: ['-f NAME, --family=NAME'],
    statistics: ['-s, --statistics', undefined, 'gnu'],
    color: ['--color[=WHEN]', undefined, 'gnu'],
    numeric: refused('-N, --Numeric', 'gnu'),
    details: refused('-d, --details', 'gnu'),
    json: ['-j, --json', undefined, 'gnu'],
    pretty: refused('-p, --pretty', 'gnu'),
    human: refused('-h, --human', 'gnu'),
    all: refused('-a, --all', 'gnu'),
    timestamp: refused('-t, --timestamp', 'gnu'),
    resolve: refused('-r, --resolve', 'gnu'),
    namespace: refused('-n NAME, --netns=NAME', 'gnu'),
    batch: refused('-b FILE, --batch=FILE', 'gnu'),
  },
  gnu: {
    usage: ['[ OPTIONS ] OBJECT { COMMAND | help }'],
    about: '       OBJECT := { address | link | route | neighbour }\n       OPTIONS := { -V | -s | -4 | -6 | -o | -br }',
  },
  busybox: { usage: ['[OPTIONS] address|route|link|neigh [ARGS]'], about: 'OPTIONS := -f[amily] inet|inet6|link | -o[neline]' },
  origin: iproute2,
  usageHint: () => '',
  usageStatus: 255,
  busyboxUnknown: 'usage',
  *run(tool) {
    const [object = '', ...words] = tool.args.operands;
    if (object === '') throw new UsageError('');
    const command = objects.find(({ name }) => name.startsWith(object));
    if (!command) {
      if (!tool.isGnu) throw new Fatal(`invalid argument '${object}' to 'ip'`, 1);
      yield* tool.complain(`Object "${object}" is unknown, try "ip help".\n`);
      return 1;
    }
    const inJson =
      command.json === true && (words[0] !== 'get' || command.name === 'route') && !tool.args.has('brief') && !tool.args.has('statistics');
    if (tool.args.has('json') && !inJson) throw new Fatal('drydock: JSON of this is not simulated');
    try {
      return yield* printed(tool, command.run(tool, words));
    } catch (error) {
      // iproute2 does not say who complains.
      if (!(error instanceof Fatal) || !tool.isGnu || error.message.startsWith('drydock')) throw error;
      yield* tool.complain(`${error.message}\n`);
      return error.status;
    }
  },
});

const longForms: ReadonlyMap<string, string> = new Map([
  ['-br', '--brief'],
  ['-c', '--color'],
  ['-stats', '-s'],
]);

/** Long options have one dash here: `-brief`, `-c=always`. */
function rewriteOption(word: string): string {
  const [name = '', ...value] = word.split(/(?==)/);
  const full = longForms.get(name);
  if (full !== undefined) return full + value.join('');
  return /^-[a-zA-Z]{3,}$/.test(name) ? `-${word}` : word;
}

interface IpObject {
  readonly name: string;
  /** Whether `-j` shows it too. */
  readonly json?: true;
  readonly run: (tool: IpTool, words: readonly string[]) => string;
}

const objects: readonly IpObject[] = [
  { name: 'address', json: true, run: showAddresses },
  { name: 'link', json: true, run: showLinks },
  { name: 'route', json: true, run: showRoutes },
  { name: 'neighbour', json: true, run: neighbours },
  { name: 'rule', run: showRules },
  ...['tunnel', 'maddress', 'monitor', 'netns', 'tuntap', 'vrf', 'xfrm'].map(name => ({ name, run: refuseObject(name) })),
];

function* printed(tool: IpTool, text: string): Task<number> {
  yield* tool.out.write(text);
  return 0;
}

/** Which devices are asked for. */
interface Selection {
  readonly device?: string;
  readonly type?: string;
  readonly master?: string;
  readonly noMaster?: boolean;
  readonly up?: boolean;
}

/** `show`, `list` and `ls` are the default. */
function selectionOf(tool: IpTool, object: string, words: readonly string[]): Selection {
  const [verb = 'show', ...rest] = words;
  if (['add', 'del', 'delete', 'set', 'change', 'replace', 'flush', 'append'].some(name => name === verb)) refuseChange(tool, object, verb);
  const isVerb = ['show', 'list', 'ls', 'sh', 'lst'].includes(verb);
  const given = isVerb ? rest : words;
  let selection: Selection = {};
  for (let i = 0; i < given.length; i++) {
    const word = given[i] ?? '';
    if (word === 'up') selection = { ...selection, up: true };
    else if (word === 'dev') selection = { ...selection, device: valueAfter(given, i++) };
    else if (tool.isGnu && word === 'nomaster') selection = { ...selection, noMaster: true };
    else if (tool.isGnu && (word === 'type' || word === 'master')) selection = { ...selection, [word]: valueAfter(given, i++) };
    else if (tool.isGnu && ['scope', 'to', 'group', 'label', 'vrf', 'permanent', 'dynamic'].includes(word))
      throw new Fatal(`drydock: ip ${object} show ${word} is not simulated`);
    else if (!isVerb && i === 0 && tool.isGnu) throw new Fatal(`Command "${word}" is unknown, try "ip ${object} help".`, 255);
    else if (selection.device !== undefined) throw new Fatal(duplicate(tool, word), 255);
    else selection = { ...selection, device: word };
  }
  return selection;
}

function duplicate(tool: IpTool, word: string): string {
  return tool.isGnu ? `Error: either "dev" is duplicate, or "${word}" is a garbage.` : `either "dev" is duplicate, or "${word}" is garbage`;
}

function valueAfter(words: readonly string[], at: number): string {
  const value = words[at + 1];
  if (value === undefined) throw new Fatal('Command line is not complete. Try option "help"', 255);
  return value;
}

function selected(tool: IpTool, object: string, words: readonly string[]): readonly NetInterface[] {
  const { device: name, type, master, noMaster, up } = selectionOf(tool, object, words);
  const devices = tool.sys.net.interfaces();
  const isThere = (wanted: string | undefined): boolean => wanted === undefined || devices.some(device => device.name === wanted);
  if (!isThere(name)) throw new Fatal(tool.isGnu ? `Device "${name ?? ''}" does not exist.` : `can't find device '${name ?? ''}'`);
  if (!isThere(master)) throw new Fatal(`Error: argument "${master ?? ''}" is wrong: Device does not exist\n`, 255);
  return devices.filter(
    device =>
      (name === undefined || device.name === name) &&
      (type === undefined || device.kind === type) &&
      (master === undefined || device.master === master) &&
      (noMaster === undefined || device.master === undefined) &&
      (up === undefined || device.up || device.kind !== 'loopback'),
  );
}

function showAddresses(tool: IpTool, words: readonly string[]): string {
  const family = tool.args.value('family');
  const wants = (address: string): boolean => {
    if (tool.args.has('inet') || family === 'inet') return !address.includes(':');
    return !(tool.args.has('inet6') || family === 'inet6') || address.includes(':');
  };
  const devices = selected(tool, 'address', words);
  const restricted = tool.args.has('inet') || tool.args.has('inet6') || family !== undefined;
  const shown = devices.filter(device => !restricted || device.addresses.some(wants));
  if (tool.args.has('json')) return addressesJson(shown, wants, restricted);
  if (tool.args.has('brief')) {
    return shown
      .map(device =>
        briefRow(
          tool,
          device,
          device.addresses.filter(wants).map(text => `${paintAddress(tool, text)} `),
        ),
      )
      .join('');
  }
  return shown
    .map(device => {
      const addresses = device.addresses.filter(wants).map(address => addressLines(tool, device, address));
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

function addressLines(tool: IpTool, device: NetInterface, address: string): readonly [string, string] {
  const painted = paintAddress(tool, address);
  const forever = '       valid_lft forever preferred_lft forever';
  if (address.includes(':')) return [`    inet6 ${painted} scope ${device.kind === 'loopback' ? 'host ' : 'link '}`, forever];
  const prefix = parsePrefix(address);
  const broadcast = prefix && device.kind !== 'loopback' ? ` brd ${paint(tool, 'inet', `${formatIpv4(lastAddress(prefix))} `)}` : '';
  return [
    `    inet ${painted}${broadcast === '' ? ' ' : broadcast}scope ${device.kind === 'loopback' ? 'host' : 'global'} ${device.name}`,
    forever,
  ];
}

function linkLines(tool: IpTool, device: NetInterface, what: 'full' | 'without-mac'): string {
  const { index, mtu, master, kind } = device;
  const name = fullName(device);
  const tail = tool.isGnu
    ? `qdisc noqueue${master === undefined ? '' : ` master ${master}`} state ${paintState(tool, device, `${stateOf(device)} `)}group default ${kind === 'loopback' || kind === 'ethernet' ? 'qlen 1000' : ''}`
    : `qdisc noqueue${master === undefined ? '' : ` master ${master}`} ${kind === 'loopback' || kind === 'ethernet' ? 'qlen 1000' : ''}`;
  const first = `${String(index)}: ${paint(tool, 'name', `${name}: `)}<${shownFlags(tool, device)}> mtu ${String(mtu)} ${tail}\n`;
  if (what === 'without-mac') return first;
  const separator = tool.args.has('oneLine') ? '\\' : '';
  const mac = (text: string): string => paint(tool, 'mac', text);
  const second =
    kind === 'loopback'
      ? `    link/loopback ${mac('00:00:00:00:00:00')} brd ${mac('00:00:00:00:00:00')}`
      : `    link/ether ${mac(device.mac)} brd ${mac('ff:ff:ff:ff:ff:ff')}${tool.isGnu && device.peerIndex !== undefined ? ' link-netnsid 0' : ''}`;
  return separator === '' ? `${first}${second}\n` : `${first.slice(0, -1)}${separator}${second}\n`;
}

/** The address, not the length of its prefix. */
function paintAddress(tool: IpTool, address: string): string {
  const [ip = '', length] = address.split('/');
  return `${paint(tool, ip.includes(':') ? 'inet6' : 'inet', ip)}${length === undefined ? '' : `/${length}`}`;
}

/** `eth0@if12`: a veth end with the index of its other end. */
function fullName({ name, peerIndex }: NetInterface): string {
  return peerIndex === undefined ? name : `${name}@if${String(peerIndex)}`;
}

function shownFlags(tool: IpTool, device: NetInterface): string {
  return `${flagsOf(device)}${!tool.isGnu && device.up && device.peerIndex !== undefined ? ',M-DOWN' : ''}`;
}

function stateOf({ kind, up }: NetInterface): string {
  return kind === 'loopback' ? 'UNKNOWN' : up ? 'UP' : 'DOWN';
}

function paintState(tool: IpTool, device: NetInterface, text: string): string {
  const state = stateOf(device);
  return paint(tool, state === 'UP' ? 'up' : state === 'DOWN' ? 'down' : undefined, text);
}

function briefRow(tool: IpTool, device: NetInterface, values: readonly string[]): string {
  const name = paint(tool, 'name', `${fullName(device).padEnd(16)} `);
  return `${name}${paintState(tool, device, `${stateOf(device).padEnd(14)} `)}${values.join('')}\n`;
}

function showLinks(tool: IpTool, words: readonly string[]): string {
  const devices = selected(tool, 'link', words);
  if (tool.args.has('json')) return linksJson(devices);
  if (tool.args.has('brief'))
    return devices.map(device => briefRow(tool, device, [paint(tool, 'mac', `${device.mac} `), `<${shownFlags(tool, device)}> `])).join('');
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

/** The three rules that every machine begins with; nobody adds any. */
function showRules(tool: IpTool, words: readonly string[]): string {
  const [verb = 'show'] = words;
  if (!['show', 'list', 'ls', 'sh', 'lst'].includes(verb)) refuseChange(tool, 'rule', verb);
  return '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n';
}

function refuseObject(object: string): (tool: IpTool) => never {
  return ({ name }) => {
    throw new Fatal(`drydock: ${name} ${object} is not simulated`);
  };
}
