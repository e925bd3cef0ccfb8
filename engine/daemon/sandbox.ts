import { isErrno } from '../core/errno.js';
import { randomMac } from '../net/address-pool.js';
import { addressOfReverseName } from '../net/dns.js';
import type { Endpoint } from '../net/fabric.js';
import type { ContainerEndpoint, ContainerRecord } from './container.js';
import { isRunning, shortId, stateWord } from './container.js';
import type { Daemon } from './daemon.js';
import { wantedIp } from './endpoint-request.js';
import { released } from './endpoint-settings.js';
import {
  addressInUse,
  conflict,
  DaemonError,
  failed,
  invalid,
  joinFailed,
  networkingFailed,
  noAddressLeft,
  noSuchNetwork,
} from './errors.js';
import type { Sandbox } from './live.js';
import type { NetworkRecord } from './network.js';
import { unpublishPorts } from './ports.js';
import { byPriority, movePorts } from './published-ports.js';

/** Gives a container that starts its network: a namespace, an address on each of its networks, its host ports. */
export function enterNetworks(daemon: Daemon, container: ContainerRecord): Sandbox {
  const mode = container.hostConfig.NetworkMode;
  if (mode.startsWith('container:')) return joinSandbox(daemon, container, mode.slice('container:'.length));
  const sandbox = newSandbox(daemon, mode === 'host');
  daemon.liveOf(container).sandbox = sandbox;
  try {
    for (const { network } of container.endpoints.values()) connectEndpoint(daemon, container.id, sandbox, network);
    movePorts(daemon, container.id, sandbox);
  } catch (error) {
    leaveNetworks(daemon, container.id);
    throw error instanceof DaemonError ? networkingFailed(error) : error;
  }
  return sandbox;
}

function newSandbox(daemon: Daemon, isHost: boolean): Sandbox {
  const id = daemon.random.hex(64);
  return {
    id,
    key: isHost ? '/run/docker/netns/default' : `/run/docker/netns/${shortId(id)}`,
    namespace: isHost ? daemon.fabric.host : daemon.fabric.createNamespace(),
    isOwn: !isHost,
    endpoints: new Map(),
    publications: [],
  };
}

/** `--network container:web`: the other one's namespace, as long as it runs. */
function joinSandbox(daemon: Daemon, container: ContainerRecord, reference: string): Sandbox {
  const owner = findOwner(daemon, reference);
  if (owner.id === container.id) throw invalid('cannot join own network namespace');
  const theirs = daemon.liveOf(owner).sandbox;
  if (!isRunning(owner) || !theirs)
    throw conflict(`cannot join network namespace of a non running container: container ${owner.name} is ${stateWord(owner)}`);
  const sandbox: Sandbox = { ...theirs, isOwn: false, endpoints: new Map(), publications: [] };
  daemon.liveOf(container).sandbox = sandbox;
  daemon.update(container.id, { config: { ...container.config, Hostname: owner.config.Hostname } });
  return sandbox;
}

function findOwner(daemon: Daemon, reference: string): ContainerRecord {
  try {
    return daemon.containers.find(reference);
  } catch (error) {
    throw error instanceof DaemonError ? joinFailed(error) : error;
  }
}

/** Puts a container that has a namespace on one of its networks. */
export function connectEndpoint(daemon: Daemon, containerId: string, sandbox: Sandbox, name: string): void {
  const container = daemon.containers.get(containerId);
  const wish = container?.endpoints.get(name);
  if (!container || !wish) return;
  const network = networkOf(daemon, wish);
  const plugged = plug(daemon, container, sandbox, network, wish);
  sandbox.endpoints.set(name, { networkId: network.id, endpoint: plugged.endpoint });
  const settings = plugged.settings;
  daemon.update(containerId, { endpoints: new Map(container.endpoints).set(name, settings) });
  daemon.networks.join(network.id, {
    containerId,
    containerName: container.name,
    endpointId: settings.endpointId,
    mac: settings.mac,
    ip: settings.ip,
    prefixLength: settings.prefixLength,
    dnsNames: settings.dnsNames ?? [],
  });
  refreshResolver(daemon, containerId);
  daemon.events.emit('network', 'connect', network.id, { container: containerId, name: network.name, type: network.driver });
}

/** By the id it had last time, so that a network of the same name made since is another one. */
function networkOf(daemon: Daemon, wish: ContainerEndpoint): NetworkRecord {
  if (wish.networkId === '') return daemon.networks.find(wish.network);
  const network = daemon.networks.get(wish.networkId);
  if (!network) throw noSuchNetwork(wish.networkId);
  return network;
}

type Wire = NonNullable<NetworkRecord['wire']>;

function plug(
  daemon: Daemon,
  container: ContainerRecord,
  sandbox: Sandbox,
  network: NetworkRecord,
  wish: ContainerEndpoint,
): { settings: ContainerEndpoint; endpoint: Endpoint | undefined } {
  const endpointId = daemon.random.hex(64);
  const dnsNames = network.predefined ? null : dnsNamesOf(container, wish);
  const base = { ...wish, network: network.name, networkId: network.id, endpointId, dnsNames };
  if (!network.wire) return { settings: base, endpoint: undefined };
  const { bridge, pool } = network.wire;
  const ip = takeAddress(network, pool, wantedIp(wish));
  const mac = wish.wantedMac || randomMac(daemon.random);
  const endpoint = attach(daemon, network, network.wire, sandbox, wish, { ip, mac });
  const gateway = network.internal ? '' : bridge.gateway;
  return { settings: { ...base, ip, mac, prefixLength: pool.prefixLength, gateway }, endpoint };
}

/** Plugs a container in, or gives its address back when its interface cannot be made. */
function attach(
  daemon: Daemon,
  { name, internal }: NetworkRecord,
  { pool, bridge }: Wire,
  sandbox: Sandbox,
  wish: ContainerEndpoint,
  { ip, mac }: { readonly ip: string; readonly mac: string },
): Endpoint {
  const deviceName = wish.driverOptions?.['com.docker.network.endpoint.ifname'];
  const plug = { ip, mac, defaultRoute: !internal, priority: wish.gatewayPriority, network: name };
  try {
    return daemon.fabric.attach(bridge, sandbox.namespace, deviceName === undefined ? plug : { ...plug, deviceName });
  } catch (error) {
    pool.release(ip);
    if (!isErrno(error)) throw error;
    throw failed(
      `failed to add interface to sandbox: error renaming interface to ${JSON.stringify(deviceName)}: ${error.message.toLowerCase()}`,
    );
  }
}

function takeAddress({ name, id }: NetworkRecord, pool: Wire['pool'], wanted: string | undefined): string {
  if (wanted === undefined) {
    const ip = pool.allocate();
    if (ip === undefined) throw noAddressLeft(name, id);
    return ip;
  }
  const result = pool.reserve(wanted);
  if (result === 'taken') throw addressInUse();
  if (result === 'outside') throw invalid(`invalid address ${wanted}: It does not belong to any of this network's subnets`);
  return wanted;
}

/** Name, aliases, short id, and a hostname that was chosen. */
export function dnsNamesOf(container: ContainerRecord, wish: Pick<ContainerEndpoint, 'aliases'>): readonly string[] {
  return [
    ...new Set([container.name, ...(wish.aliases ?? []), shortId(container.id), container.config.Hostname].filter(name => name !== '')),
  ];
}

/** Takes a container off one network, while it runs or as it stops. */
export function disconnectEndpoint(daemon: Daemon, containerId: string, sandbox: Sandbox, name: string): void {
  const held = sandbox.endpoints.get(name);
  if (!held) return;
  sandbox.endpoints.delete(name);
  const network = daemon.networks.get(held.networkId);
  if (held.endpoint) {
    daemon.fabric.detach(held.endpoint);
    network?.wire?.pool.release(held.endpoint.ip);
  }
  daemon.networks.leave(held.networkId, containerId);
  const container = daemon.containers.get(containerId);
  const settings = container?.endpoints.get(name);
  if (container && settings)
    daemon.update(containerId, { endpoints: new Map(container.endpoints).set(name, { ...settings, ...released(settings) }) });
  if (network)
    daemon.events.emit('network', 'disconnect', network.id, { container: containerId, name: network.name, type: network.driver });
}

/** Gives back everything that `enterNetworks` took. */
export function leaveNetworks(daemon: Daemon, containerId: string): void {
  const live = daemon.live.get(containerId);
  const sandbox = live?.sandbox;
  if (!live || !sandbox) return;
  unpublishPorts(daemon, sandbox.publications);
  for (const name of [...sandbox.endpoints.keys()]) disconnectEndpoint(daemon, containerId, sandbox, name);
  if (sandbox.isOwn) daemon.fabric.removeNamespace(sandbox.namespace);
  live.sandbox = undefined;
  if (daemon.containers.get(containerId)) daemon.update(containerId, { ports: {}, sandboxId: '' });
}

/** Names of other containers resolve on networks that users made; elsewhere the host's name servers do. */
export function refreshResolver(daemon: Daemon, containerId: string): void {
  const sandbox = daemon.live.get(containerId)?.sandbox;
  if (!sandbox?.isOwn) return;
  daemon.fabric.setEmbeddedResolver(
    sandbox.namespace,
    hasEmbeddedDns(daemon, containerId) ? name => resolveName(daemon, containerId, name) : undefined,
  );
}

export function hasEmbeddedDns(daemon: Daemon, containerId: string): boolean {
  const endpoints = daemon.containers.get(containerId)?.endpoints.values() ?? [];
  return [...endpoints].some(({ networkId }) => daemon.networks.get(networkId)?.predefined === false);
}

/** Who answers to a name on any of a container's networks. */
function resolveName(daemon: Daemon, containerId: string, name: string): readonly string[] | 'nxdomain' | undefined {
  const container = daemon.containers.get(containerId);
  if (!container) return undefined;
  const bare = name.replace(/\.$/, '');
  const ip = addressOfReverseName(bare);
  for (const { networkId, network, links } of byPriority(container)) {
    if (daemon.networks.get(networkId)?.predefined !== false) continue;
    const owner = ip === undefined ? undefined : daemon.networks.memberAt(networkId, ip);
    if (owner) return [`${owner.containerName}.${network}`];
    const linked = linkedName(links, bare);
    const within = linked.endsWith(`.${network}`) ? linked.slice(0, -network.length - 1) : linked;
    const found = daemon.networks.resolve(networkId, within);
    if (found.length > 0) return found;
  }
  return undefined;
}

/** `--link db:database` on a user's network makes `database` another name of `db`. */
function linkedName(links: readonly string[] | null, name: string): string {
  const link = links?.find(text => text.split(':')[1] === name);
  return link?.split(':')[0] ?? name;
}
