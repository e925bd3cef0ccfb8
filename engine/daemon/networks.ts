import { AddressPool } from '../net/address-pool.js';
import { parseIpv4, parsePrefix, formatPrefix, prefixContains, type Prefix } from '../net/ip.js';
import type { Daemon } from './daemon.js';
import {
  activeEndpoints,
  failed,
  invalid,
  invalidNetworkConfig,
  networkExists,
  noSuchPlugin,
  notSimulated,
  DaemonError,
  poolOverlap,
  poolsExhausted,
  predefinedNetwork,
  removePredefined,
} from './errors.js';
import { bool, decodeFields, listOf, optional, text, textMap, type Decoded, type Decoder } from './json.js';
import { limits } from './limits.js';
import { networkJson, type IpamConfig, type NetworkRecord } from './network.js';
import { formatTime } from './timestamps.js';

const ipamFields: Decoder<IpamRequest> = (value, field) =>
  decodeFields(
    { Subnet: optional(text), IPRange: optional(text), Gateway: optional(text), AuxiliaryAddresses: optional(textMap) },
    value,
    field,
  );

interface IpamRequest {
  readonly Subnet: string | undefined;
  readonly IPRange: string | undefined;
  readonly Gateway: string | undefined;
  readonly AuxiliaryAddresses: Readonly<Record<string, string>> | null | undefined;
}

const ipam = (
  value: unknown,
  field: string,
): { Driver: string; Options: Readonly<Record<string, string>> | null; Config: readonly IpamRequest[] | null } =>
  decodeFields({ Driver: text, Options: textMap, Config: listOf(ipamFields, '[]network.IPAMConfig') }, value, field);

const requestFields = {
  Name: text,
  Driver: text,
  Scope: text,
  Internal: bool,
  Attachable: bool,
  Ingress: bool,
  EnableIPv6: bool,
  ConfigOnly: bool,
  IPAM: ipam,
  Options: textMap,
  Labels: textMap,
};

type NetworkRequest = { readonly [K in keyof typeof requestFields]: Decoded<(typeof requestFields)[K]> };

/** The networks that are there before anybody made one. */
export function addPredefinedNetworks(daemon: Daemon): void {
  const common = {
    createdAt: daemon.clock.now(),
    predefined: true,
    internal: false,
    attachable: false,
    labels: {},
    ownSubnet: false,
    members: new Map(),
    ipamDriver: 'default',
    ipamOptions: null,
  };
  const hex = (): string => daemon.random.hex(64);
  daemon.networks.add({ id: hex(), name: 'none', driver: 'null', options: {}, ipamConfig: null, wire: undefined, ...common });
  daemon.networks.add({ id: hex(), name: 'host', driver: 'host', options: {}, ipamConfig: null, wire: undefined, ...common });
  daemon.subnets.reserve('172.17.0.0/16');
  daemon.networks.add({
    id: hex(),
    name: 'bridge',
    driver: 'bridge',
    options: {
      'com.docker.network.bridge.default_bridge': 'true',
      'com.docker.network.bridge.enable_icc': 'true',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
      'com.docker.network.bridge.name': 'docker0',
      'com.docker.network.driver.mtu': '1500',
    },
    ipamConfig: [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }],
    wire: wire(daemon, 'docker0', { subnet: '172.17.0.0/16', range: undefined, gateway: '172.17.0.1' }, { internal: false, icc: true }),
    ...common,
  });
}

interface Addresses {
  readonly subnet: string;
  readonly range: string | undefined;
  readonly gateway: string;
}

function wire(
  daemon: Daemon,
  name: string,
  { subnet, range, gateway }: Addresses,
  { internal, icc }: { internal: boolean; icc: boolean },
): NetworkRecord['wire'] {
  const pool = new AddressPool(subnet, range);
  pool.reserve(gateway);
  return { pool, bridge: daemon.fabric.createBridge({ name, subnet, gateway, internal, interContainer: icc }) };
}

/** Makes a network; the id. */
export function createNetwork(daemon: Daemon, body: Readonly<Record<string, unknown>>): string {
  const request = decodeFields(requestFields, body);
  checkRequest(daemon, request);
  const id = daemon.random.hex(64);
  const addresses = request.Driver === 'null' ? undefined : chooseAddresses(daemon, request);
  const name = request.Options?.['com.docker.network.bridge.name'] ?? `br-${id.slice(0, 12)}`;
  const icc = request.Options?.['com.docker.network.bridge.enable_icc'] !== 'false';
  daemon.networks.add({
    id,
    name: request.Name,
    createdAt: daemon.clock.now(),
    driver: 'bridge',
    predefined: false,
    internal: request.Internal,
    attachable: request.Attachable,
    options: request.Options ?? {},
    labels: request.Labels ?? {},
    ipamDriver: request.IPAM.Driver || 'default',
    ipamOptions: request.IPAM.Options,
    ipamConfig: addresses?.config ?? [],
    ownSubnet: (request.IPAM.Config?.length ?? 0) > 0,
    wire: addresses && wire(daemon, name, addresses, { internal: request.Internal, icc }),
    members: new Map(),
  });
  daemon.events.emit('network', 'create', id, { name: request.Name, type: 'bridge' });
  return id;
}

function checkRequest(daemon: Daemon, request: NetworkRequest): void {
  const { Name: name, Driver: driver } = request;
  if (['bridge', 'host', 'none', 'default'].includes(name)) throw predefinedNetwork(name);
  if (name === '') throw invalid('invalid name: name is empty');
  checkIpam(request.IPAM.Config ?? []);
  if (daemon.networks.byName(name)) throw networkExists(name);
  if (driver === 'host' || driver === 'null') throw new DaemonError('forbidden', `only one instance of "${driver}" network is allowed`);
  if (driver === 'overlay') {
    throw new DaemonError(
      'forbidden',
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    );
  }
  if (driver === 'macvlan' || driver === 'ipvlan') throw notSimulated(`network driver ${driver}`);
  if (request.EnableIPv6) throw notSimulated('IPv6 in networks');
  if (driver !== '' && driver !== 'bridge') throw noSuchPlugin(driver);
  if (daemon.networks.size >= limits.networks) throw failed('drydock: too many networks');
}

/** The addresses of every subnet must make sense, and all complaints come at once. */
function checkIpam(configs: readonly IpamRequest[]): void {
  const problems = configs.flatMap(config => [...problemsOf(config)]);
  if (problems.length > 0) throw invalidNetworkConfig(problems);
}

function* problemsOf({ Subnet, IPRange, Gateway, AuxiliaryAddresses }: IpamRequest): Generator<string> {
  const prefix = Subnet === undefined ? undefined : parsePrefix(Subnet);
  if (!prefix) {
    yield `invalid subnet ${Subnet ?? ''}: invalid CIDR block notation`;
    return;
  }
  if (formatPrefix(prefix) !== Subnet) yield `invalid subnet ${Subnet ?? ''}: it should be ${formatPrefix(prefix)}`;
  if (IPRange !== undefined) yield* rangeProblems(IPRange, prefix, Subnet ?? '');
  if (Gateway !== undefined) yield* addressProblems('gateway', Gateway, prefix, Subnet ?? '');
  for (const address of Object.values(AuxiliaryAddresses ?? {})) yield* addressProblems('auxiliary address', address, prefix, Subnet ?? '');
}

function* rangeProblems(text: string, parent: Prefix, subnet: string): Generator<string> {
  const range = parsePrefix(text);
  if (!range) yield `invalid ip-range ${text}: invalid CIDR block notation`;
  else if (!prefixContains(parent, range.base) || range.length < parent.length) {
    yield `invalid ip-range ${text}: parent subnet ${subnet} doesn't contain ip-range`;
  } else if (formatPrefix(range) !== text) yield `invalid ip-range ${text}: it should be ${formatPrefix(range)}`;
}

function* addressProblems(what: string, text: string, parent: Prefix, subnet: string): Generator<string> {
  const address = parseIpv4(text);
  if (address === undefined) yield `invalid ${what} ${text}: invalid address`;
  else if (!prefixContains(parent, address)) yield `invalid ${what} ${text}: parent subnet ${subnet} doesn't contain this address`;
}

/** The subnet asked for, or the next of the default pools. */
function chooseAddresses(daemon: Daemon, request: NetworkRequest): Addresses & { readonly config: readonly IpamConfig[] } {
  const asked = request.IPAM.Config?.[0];
  if ((request.IPAM.Config?.length ?? 0) > 1) throw failed("bridge driver doesn't support multiple subnets");
  if (!asked?.Subnet) {
    const subnet = daemon.subnets.allocate();
    if (subnet === undefined) throw poolsExhausted();
    const gateway = firstAddress(subnet);
    return { subnet, range: undefined, gateway, config: [{ Subnet: subnet, Gateway: gateway }] };
  }
  const prefix = parsePrefix(asked.Subnet);
  const overlapsHost = daemon.fabric.host
    .interfaces()
    .some(({ name, addresses }) => name === 'eth0' && addresses.some(address => overlaps(address, prefix)));
  if (overlapsHost || !daemon.subnets.reserve(asked.Subnet)) throw poolOverlap();
  const config: IpamConfig = {
    Subnet: asked.Subnet,
    ...(asked.IPRange === undefined ? {} : { IPRange: asked.IPRange }),
    ...(asked.Gateway === undefined ? {} : { Gateway: asked.Gateway }),
    ...(asked.AuxiliaryAddresses ? { AuxiliaryAddresses: asked.AuxiliaryAddresses } : {}),
  };
  return {
    subnet: asked.Subnet,
    range: asked.IPRange,
    gateway: asked.Gateway ?? firstAddress(asked.IPRange ?? asked.Subnet),
    config: [config],
  };
}

function overlaps(address: string, prefix: Prefix | undefined): boolean {
  const own = parsePrefix(address);
  return own !== undefined && prefix !== undefined && (prefixContains(own, prefix.base) || prefixContains(prefix, own.base));
}

function firstAddress(subnet: string): string {
  return new AddressPool(subnet).allocate() ?? '';
}

/** Takes a network away that nobody is on. */
export function removeNetwork(daemon: Daemon, reference: string): void {
  const network = daemon.networks.find(reference);
  if (network.predefined) throw removePredefined(network.name);
  if (network.members.size > 0) {
    const members = [...network.members.values()].map(
      ({ containerName, endpointId }) => `name:"${containerName}" id:"${endpointId.slice(0, 12)}"`,
    );
    throw activeEndpoints(network.name, members);
  }
  dropNetwork(daemon, network);
}

function dropNetwork(daemon: Daemon, network: NetworkRecord): void {
  if (network.wire) {
    daemon.fabric.removeBridge(network.wire.bridge);
    daemon.subnets.release(network.wire.pool.subnet);
  }
  daemon.networks.remove(network);
  daemon.events.emit('network', 'destroy', network.id, { name: network.name, type: network.driver });
}

export function inspectNetwork(daemon: Daemon, reference: string): Readonly<Record<string, unknown>> {
  return describeNetwork(daemon, daemon.networks.find(reference), true);
}

export function describeNetwork(daemon: Daemon, network: NetworkRecord, withMembers: boolean): Readonly<Record<string, unknown>> {
  return networkJson(network, { created: formatTime(daemon.clock, network.createdAt), withMembers });
}

/** Takes away every network of users that no container is on; their names. */
export function pruneNetworks(daemon: Daemon, wants: (network: NetworkRecord) => boolean): readonly string[] {
  const unused = [...daemon.networks.all()].filter(network => !network.predefined && network.members.size === 0 && wants(network));
  for (const network of unused) dropNetwork(daemon, network);
  return unused.map(({ name }) => name);
}
