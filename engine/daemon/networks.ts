import { AddressPool } from '../net/address-pool.js';
import { readBridgeOptions, type BridgeOptions } from './bridge-options.js';
import type { Daemon } from './daemon.js';
import {
  activeEndpoints,
  DaemonError,
  failed,
  forbidden,
  invalid,
  networkExists,
  noSuchPlugin,
  notSimulated,
  predefinedNetwork,
  removePredefined,
  ambiguousNetworkToShow,
} from './errors.js';
import { bool, type Decoded, decodeFields, nullable, recordOf, text, textMap } from './json.js';
import { limits } from './limits.js';
import { checkIpam, chooseAddresses, ipam, type ChosenAddresses } from './network-addresses.js';
import { networkJson, type NetworkRecord } from './network.js';
import { formatTime } from './timestamps.js';

const requestFields = {
  Name: text,
  Driver: text,
  Scope: text,
  Internal: bool,
  Attachable: bool,
  Ingress: bool,
  EnableIPv4: nullable(bool),
  EnableIPv6: bool,
  ConfigOnly: bool,
  ConfigFrom: recordOf({ Network: text }),
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
  const pool = new AddressPool('172.17.0.0/16');
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
    wire: wire(daemon, 'docker0', { pool, gateway: pool.allocate() ?? '' }, { internal: false, options: readBridgeOptions({}) }),
    ...common,
  });
}

function wire(
  daemon: Daemon,
  name: string,
  { pool, gateway }: Pick<ChosenAddresses, 'pool' | 'gateway'>,
  { internal, options }: { readonly internal: boolean; readonly options: BridgeOptions },
): NonNullable<NetworkRecord['wire']> {
  const { interContainer, masquerade, mtu, devicePrefix } = options;
  const { subnet } = pool;
  return { pool, bridge: daemon.fabric.createBridge({ name, subnet, gateway, internal, interContainer, masquerade, mtu, devicePrefix }) };
}

/** Makes a network; the id. */
export function createNetwork(daemon: Daemon, body: Readonly<Record<string, unknown>>): string {
  const request = decodeFields(requestFields, body);
  checkRequest(daemon, request);
  const id = daemon.random.hex(64);
  const options = readBridgeOptions(request.Options ?? {});
  const name = options.name ?? `br-${id.slice(0, 12)}`;
  checkBridgeName(daemon, id, name);
  const addresses = chooseAddresses(daemon, request.IPAM.Config ?? []);
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
    ipamConfig: addresses.config,
    ownSubnet: (request.IPAM.Config?.length ?? 0) > 0,
    wire: wire(daemon, name, addresses, { internal: request.Internal, options }),
    members: new Map(),
  });
  daemon.events.emit('network', 'create', id, { name: request.Name, type: 'bridge' });
  return id;
}

/** Two networks cannot share an interface of the host, nor can one take an interface that is something else. */
function checkBridgeName(daemon: Daemon, id: string, name: string): void {
  const owner = [...daemon.networks.all()].find(network => network.wire?.bridge.name === name);
  if (owner) {
    throw forbidden(`cannot create network ${id} (${name}): conflicts with network ${owner.id} (${name}): networks have same bridge name`);
  }
  if (daemon.fabric.host.interfaces().some(device => device.name === name)) throw notSimulated(`a network on the host's interface ${name}`);
}

function checkRequest(daemon: Daemon, request: NetworkRequest): void {
  const { Name: name, Driver: driver } = request;
  if (['bridge', 'host', 'none', 'default'].includes(name)) throw predefinedNetwork(name);
  if (name.trim() === '') throw invalid('invalid name: name is empty');
  checkKind(request);
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
  if (request.EnableIPv4 === false) throw invalid('IPv4 or IPv6 must be enabled');
  if (driver !== '' && driver !== 'bridge') throw noSuchPlugin(driver);
  if (!['', 'default'].includes(request.IPAM.Driver)) throw noSuchPlugin(request.IPAM.Driver);
  if (daemon.networks.size >= limits.networks) throw failed('drydock: too many networks');
}

/** Kinds of networks that Docker makes only elsewhere, or that are not made here. */
function checkKind(request: NetworkRequest): void {
  const forbidden = (message: string): DaemonError => new DaemonError('forbidden', message);
  if (request.Ingress) throw forbidden('Ingress network can only be global scope network');
  if (request.Scope === 'swarm') throw forbidden('cannot create a swarm scoped network when swarm is not active');
  const source = request.ConfigFrom.Network;
  if (source !== '' && request.ConfigOnly) throw forbidden('a configuration network cannot depend on another configuration network');
  if (source !== '') throw new DaemonError('not-found', `configuration network ${JSON.stringify(source)} does not exist`);
  if (request.ConfigOnly) throw notSimulated('a network that is a configuration only');
  if (request.EnableIPv4 === false && !request.EnableIPv6) throw invalid('IPv4 or IPv6 must be enabled');
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
  return describeNetwork(daemon, daemon.networks.find(reference, ambiguousNetworkToShow), true);
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
