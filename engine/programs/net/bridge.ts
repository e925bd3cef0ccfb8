import type { NetInterface } from '../../net/namespace.js';
import { refused } from '../options.js';
import { iproute2 } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';
import { flagsOf } from './ip-tool.js';

type BridgeKey = 'statistics' | 'details' | 'json' | 'color' | 'numeric';

/** `bridge link`: what is plugged into bridges. */
export const bridge = define<BridgeKey>({
  name: 'bridge',
  stopAtOperand: true,
  rewrite: argv => argv.map(word => (/^-[a-z]{2,}$/.test(word) ? `-${word}` : word)),
  options: {
    statistics: refused('-s, --statistics'),
    details: refused('-d, --details'),
    json: refused('-j, --json'),
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
    if (!'link'.startsWith(object)) {
      if (['fdb', 'mdb', 'vlan', 'vni', 'monitor'].includes(object)) throw new Fatal(`drydock: bridge ${object} is not simulated`);
      yield* tool.complain(`Object "${object}" is unknown, try "bridge help".\n`);
      return 255;
    }
    if (!['show', 'list', 'ls'].includes(verb)) throw new Fatal(`drydock: bridge link ${verb} is not simulated`);
    const [word, name = word] = rest;
    if (word !== undefined && word !== 'dev') throw new Fatal(`drydock: bridge link show ${word} is not simulated`);
    for (const port of tool.sys.net.interfaces()) {
      if (port.master === undefined || (name !== undefined && port.name !== name)) continue;
      yield* tool.out.line(portRow(port, port.master));
    }
    return 0;
  },
});

/** The other end of a veth is in another namespace, whose number tells nothing: `bridge` names the bridge instead. */
function portRow(port: NetInterface, master: string): string {
  return `${String(port.index)}: ${port.name}@${master}: <${flagsOf(port)}> mtu ${String(port.mtu)} master ${master} state ${port.up ? 'forwarding' : 'disabled'} priority 32 cost 2 `;
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
