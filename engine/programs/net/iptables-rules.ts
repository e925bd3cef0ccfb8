import type { ForwardedNetwork, ForwardedPort, Forwarding } from '../../net/forwarding.js';

/** Something that a rule asks for, or asks not to be so. */
export interface Wanted {
  readonly value: string;
  readonly not: boolean;
}

export interface Rule {
  readonly target: string;
  readonly source?: Wanted;
  readonly destination?: Wanted;
  readonly input?: Wanted;
  readonly output?: Wanted;
  readonly protocol?: 'tcp' | 'udp';
  /** The port that packets go to; only with a protocol. */
  readonly port?: number;
  /** Only packets of connections that are known. */
  readonly established?: true;
  /** Only packets for an address of the host itself. */
  readonly local?: true;
  /** Where DNAT sends packets. */
  readonly to?: string;
}

export interface Chain {
  readonly name: string;
  /** Of chains that the kernel has; others are made, and jumped to. */
  readonly policy?: 'ACCEPT' | 'DROP';
  readonly rules: readonly Rule[];
}

export type TableName = 'raw' | 'filter' | 'nat' | 'mangle' | 'security';

const is = (value: string): Wanted => ({ value, not: false });
const isNot = (value: string): Wanted => ({ value, not: true });
const builtin = (name: string, ...rules: readonly Rule[]): Chain => ({ name, policy: 'ACCEPT', rules });

/**
 * The chains of a table as Docker 28 fills them (libnetwork's bridge driver with iptables), from what the host forwards. What it inserts
 * at the head of a chain comes in the reverse of the order in which it was made.
 */
export function chainsOf(table: TableName, forwarding: Forwarding): readonly Chain[] {
  switch (table) {
    case 'filter':
      return filterChains(forwarding);
    case 'nat':
      return natChains(forwarding);
    case 'raw':
      return [builtin('PREROUTING', ...directAccess(forwarding)), builtin('OUTPUT')];
    case 'mangle':
      return ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'].map(name => builtin(name));
    case 'security':
      return ['INPUT', 'FORWARD', 'OUTPUT'].map(name => builtin(name));
  }
}

function filterChains({ networks, ports }: Forwarding): readonly Chain[] {
  const open = networks.filter(({ internal }) => !internal);
  const stage1 = 'DOCKER-ISOLATION-STAGE-1';
  const stage2 = 'DOCKER-ISOLATION-STAGE-2';
  return [
    builtin('INPUT'),
    // dockerd drops what nobody asked for, where it was the one to turn on forwarding.
    { name: 'FORWARD', policy: 'DROP', rules: [{ target: 'DOCKER-USER' }, { target: 'DOCKER-FORWARD' }] },
    builtin('OUTPUT'),
    {
      name: 'DOCKER',
      rules: [
        ...reversed(ipv4(ports)).map(
          ({ protocol, target }): Rule => ({
            destination: is(`${target.ip}/32`),
            input: isNot(target.bridge),
            output: is(target.bridge),
            protocol,
            port: target.port,
            target: 'ACCEPT',
          }),
        ),
        ...open.map(({ bridge }): Rule => ({ input: isNot(bridge), output: is(bridge), target: 'DROP' })),
      ],
    },
    { name: 'DOCKER-BRIDGE', rules: open.map(({ bridge }) => ({ output: is(bridge), target: 'DOCKER' })) },
    { name: 'DOCKER-CT', rules: open.map(({ bridge }) => ({ output: is(bridge), established: true, target: 'ACCEPT' })) },
    {
      name: 'DOCKER-FORWARD',
      rules: [{ target: 'DOCKER-CT' }, { target: stage1 }, { target: 'DOCKER-BRIDGE' }, ...networks.flatMap(outgoing)],
    },
    {
      name: stage1,
      rules: [
        ...reversed(networks.filter(({ internal }) => internal)).flatMap(inside),
        ...open.map(({ bridge }): Rule => ({ input: is(bridge), output: isNot(bridge), target: stage2 })),
      ],
    },
    { name: stage2, rules: reversed(open).map(({ bridge }) => ({ output: is(bridge), target: 'DROP' })) },
    { name: 'DOCKER-USER', rules: [] },
  ];
}

/** What members of a network may send, to each other and elsewhere. */
function outgoing({ bridge, internal, interContainer }: ForwardedNetwork): readonly Rule[] {
  const among: Rule = { input: is(bridge), output: is(bridge), target: interContainer ? 'ACCEPT' : 'DROP' };
  if (internal) return [among];
  if (interContainer) return [{ input: is(bridge), target: 'ACCEPT' }];
  return [among, { input: is(bridge), output: isNot(bridge), target: 'ACCEPT' }];
}

/** Nothing enters or leaves an internal network. */
function inside({ bridge, subnet }: ForwardedNetwork): readonly Rule[] {
  return [
    { source: isNot(subnet), output: is(bridge), target: 'DROP' },
    { destination: isNot(subnet), input: is(bridge), target: 'DROP' },
  ];
}

function natChains({ networks, ports }: Forwarding): readonly Chain[] {
  const masqueraded = reversed(networks.filter(({ internal, masquerade }) => masquerade && !internal));
  return [
    builtin('PREROUTING', { local: true, target: 'DOCKER' }),
    builtin('INPUT'),
    builtin('OUTPUT', { destination: isNot('127.0.0.0/8'), local: true, target: 'DOCKER' }),
    builtin(
      'POSTROUTING',
      ...masqueraded.map(({ bridge, subnet }): Rule => ({ source: is(subnet), output: isNot(bridge), target: 'MASQUERADE' })),
    ),
    {
      name: 'DOCKER',
      rules: [
        ...masqueraded.map(({ bridge }): Rule => ({ input: is(bridge), target: 'RETURN' })),
        ...ipv4(ports).map(
          ({ protocol, host, target }): Rule => ({
            ...(host.ip === '0.0.0.0' ? {} : { destination: is(`${host.ip}/32`) }),
            input: isNot(target.bridge),
            protocol,
            port: host.port,
            target: 'DNAT',
            to: `${target.ip}:${String(target.port)}`,
          }),
        ),
      ],
    },
  ];
}

/** Machines beside the host are kept from containers' own addresses, and from ports that are for the host alone. */
function directAccess({ networks, addresses, ports }: Forwarding): readonly Rule[] {
  const hidden = new Set(networks.filter(({ internal }) => !internal).map(({ bridge }) => bridge));
  return addresses
    .filter(({ bridge }) => hidden.has(bridge))
    .flatMap(({ bridge, ip }): readonly Rule[] => [
      { destination: is(`${ip}/32`), input: isNot(bridge), target: 'DROP' },
      ...ipv4(ports)
        .filter(({ host, target }) => target.ip === ip && target.bridge === bridge && host.ip.startsWith('127.'))
        .map(
          ({ protocol, host }): Rule => ({
            destination: is(`${host.ip}/32`),
            input: isNot('lo'),
            protocol,
            port: host.port,
            target: 'DROP',
          }),
        ),
    ]);
}

/** Those of IPv6 are the business of ip6tables. */
const ipv4 = (ports: readonly ForwardedPort[]): readonly ForwardedPort[] => ports.filter(({ host }) => !host.ip.includes(':'));

const reversed = <T>(list: readonly T[]): readonly T[] => [...list].reverse();
