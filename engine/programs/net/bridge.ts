import type { LearnedAddress, NetInterface } from '../../net/namespace.js';
import { noEffect, refused } from '../options.js';
import { iproute2 } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { flagsOf } from './ip-tool.js';

type BridgeKey = 'statistics' | 'details' | 'json' | 'color' | 'numeric';

type BridgeTool = Tool<BridgeKey>;

/** `bridge link` and `bridge fdb`: what is plugged into bridges, and whom they have heard. */
export const bridge = define<BridgeKey>({
  name: 'bridge',
  stopAtOperand: true,
  rewrite: argv => argv.map(word => (/^-[a-z]{2,}$/.test(word) ? `-${word}` : word)),
  options: {
    statistics: noEffect('-s, --statistics', 'there are none that are shown', undefined, 'Output more information'),
    details: refused('-d, --details'),
    json: ['-j, --json', 'Output results in JSON'],
    color: refused('-c, --color'),
    numeric: refused('-n, --netns'),
  },
  gnu: { usage: ['[ OPTIONS ] OBJECT { COMMAND | help }'], about: 'where  OBJECT := { link | fdb | mdb | vlan | vni | monitor }' },
  origin: iproute2,
  usageHint: () => '',
  usageStatus: 255,
  *run(tool) {
    const [object = '', verb = 'show', ...rest] = tool.args.operands;
    if (object === '') throw new UsageError('');
    const found = objects.find(({ name }) => name.startsWith(object));
    if (!found) {
      yield* tool.complain(`Object "${object}" is unknown, try "bridge help".\n`);
      return 255;
    }
    try {
      yield* tool.out.write(found.run(tool, verb, rest));
      return 0;
    } catch (error) {
      // iproute2 does not say who complains.
      if (!(error instanceof Fatal) || error.message.startsWith('drydock')) throw error;
      yield* tool.complain(`${error.message}\n`);
      return error.status;
    }
  },
});

interface BridgeObject {
  readonly name: string;
  readonly run: (tool: BridgeTool, verb: string, words: readonly string[]) => string;
}

const objects: readonly BridgeObject[] = [
  { name: 'link', run: showLinks },
  { name: 'fdb', run: showAddresses },
  { name: 'vlan', run: (_, verb) => (isShow(verb) ? 'port              vlan-id  \n' : refuseObject('vlan')) },
  ...['mdb', 'vni', 'monitor'].map(name => ({ name, run: () => refuseObject(name) })),
];

function refuseObject(name: string): never {
  throw new Fatal(`drydock: bridge ${name} is not simulated`);
}

function isShow(verb: string): boolean {
  return ['show', 'list', 'ls', 'lst'].includes(verb);
}

function showLinks(tool: BridgeTool, verb: string, [word, name = word]: readonly string[]): string {
  if (!isShow(verb)) throw new Fatal(`drydock: bridge link ${verb} is not simulated`);
  if (word !== undefined && word !== 'dev') throw new Fatal(`drydock: bridge link show ${word} is not simulated`);
  const devices = tool.sys.net.interfaces();
  if (name !== undefined && !devices.some(port => port.name === name)) throw new Fatal(`Cannot find device "${name}"`);
  if (tool.args.has('json')) throw new Fatal('drydock: JSON of this is not simulated');
  return devices
    .map(port => (port.master === undefined || (name !== undefined && port.name !== name) ? '' : portRow(port, port.master)))
    .join('');
}

/** One entry of the forwarding database. */
interface Entry {
  readonly mac: string;
  readonly device: string;
  readonly master?: string;
  readonly isPermanent: boolean;
}

/** Every interface hears packets for all hosts (224.0.0.1). */
const ALL_HOSTS = '01:00:5e:00:00:01';

/** What an interface has: its own addresses, and on a port those that were heard behind it. */
function entriesOf(device: NetInterface, learned: readonly LearnedAddress[]): readonly Entry[] {
  const { name, kind, mac, master = kind === 'bridge' ? name : undefined } = device;
  if (kind === 'loopback') return [];
  const self: Entry = { mac: ALL_HOSTS, device: name, isPermanent: true };
  if (master === undefined) return [self];
  const own: Entry = { mac, device: name, master, isPermanent: true };
  if (kind === 'bridge') return [self, own];
  const heard = learned.filter(each => each.device === name).map(each => ({ mac: each.mac, device: name, master, isPermanent: false }));
  return [...heard, own, self];
}

function showAddresses(tool: BridgeTool, verb: string, words: readonly string[]): string {
  if (verb === 'help') throw new Fatal('drydock: bridge fdb help is not simulated');
  if (['add', 'append', 'del', 'delete', 'replace', 'flush', 'get'].includes(verb))
    throw new Fatal(`drydock: bridge fdb ${verb} is not simulated`);
  if (!isShow(verb)) throw new Fatal(`Command "${verb}" is unknown, try "bridge fdb help".`, 255);
  const devices = tool.sys.net.interfaces();
  const [word, name] = words;
  if (word !== undefined && !['br', 'brport', 'dev', 'dynamic'].includes(word))
    throw new Fatal(`drydock: bridge fdb show ${word} is not simulated`);
  if (name !== undefined && !devices.some(device => device.name === name))
    throw new Fatal(`Cannot find ${word === 'br' ? 'bridge' : 'device'} "${name}"`, word === 'br' ? 255 : 1);
  const entries = devices
    .filter(device => name === undefined || device.name === name || (word === 'br' && device.master === name))
    .flatMap(device => entriesOf(device, tool.sys.net.learned()))
    .filter(({ isPermanent }) => word !== 'dynamic' || !isPermanent);
  if (tool.args.has('json')) return `${JSON.stringify(entries.map(jsonOf))}\n`;
  const isNamed = word === 'dev' || word === 'brport';
  return entries
    .map(({ mac, device, master, isPermanent }) => {
      const place = isNamed ? '' : `dev ${device} `;
      return `${mac} ${place}${master === undefined ? 'self' : `master ${master}`} ${isPermanent ? 'permanent' : ''}\n`;
    })
    .join('');
}

function jsonOf({ mac, device, master, isPermanent }: Entry): object {
  const state = isPermanent ? 'permanent' : '';
  return master === undefined ? { mac, ifname: device, flags: ['self'], state } : { mac, ifname: device, flags: [], master, state };
}

/** The other end of a veth is in another namespace, whose number tells nothing: `bridge` names the bridge instead. */
function portRow(port: NetInterface, master: string): string {
  return `${String(port.index)}: ${port.name}@${master}: <${flagsOf(port)}> mtu ${String(port.mtu)} master ${master} state ${port.up ? 'forwarding' : 'disabled'} priority 32 cost 2 \n`;
}

/** `brctl show`, of bridge-utils and BusyBox. */
export const brctl = define<never>({
  name: 'brctl',
  options: {},
  gnu: { usage: ['[commands]'], about: 'commands:\n\tshow      \t[ <bridge> ]\t\tshow a list of bridges' },
  busybox: { usage: ['COMMAND [BRIDGE [ARGS]]'], about: 'Manage ethernet bridges\nCommands:\n\tshow [BRIDGE]...\tShow bridges' },
  *run(tool) {
    const [verb, ...names] = tool.args.operands;
    if (verb === undefined) throw new UsageError('');
    if (verb !== 'show') throw new Fatal(`drydock: brctl ${verb} is not simulated`);
    const devices = tool.sys.net.interfaces();
    const bridges = devices.filter(({ kind, name }) => kind === 'bridge' && (names.length === 0 || names.includes(name)));
    yield* tool.out.line('bridge name\tbridge id\t\tSTP enabled\tinterfaces');
    for (const { name, mac } of bridges) {
      const ports = devices.filter(({ master }) => master === name).map(port => port.name);
      yield* tool.out.line(`${name}\t\t8000.${mac.replaceAll(':', '')}\tno\t\t${ports.sort().join('\n\t\t\t\t\t\t\t')}`);
    }
    const missing = names.filter(name => !bridges.some(found => found.name === name));
    for (const name of missing)
      yield* tool.fail(tool.isGnu ? `bridge ${name} does not exist!` : `can't get bridge name for index 0: No such device`);
    return missing.length > 0 ? 1 : 0;
  },
});
