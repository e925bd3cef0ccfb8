import { isIpAddress, isIpv6, parseIpv4, parsePrefix, prefixContains } from '../net/ip.js';
import type { ContainerConfig } from './container-config.js';
import type { ContainerEndpoint } from './container.js';
import type { Daemon } from './daemon.js';
import { emptySettings, type EndpointSettings } from './endpoint-settings.js';
import { invalid, joined } from './errors.js';
import type { HostConfig } from './host-config.js';
import { decodeFields, integer, lookUp, nullable, object, strings, text, textMap } from './json.js';
import type { NetworkRecord } from './network.js';

const fields = {
  IPAMConfig: nullable(object),
  Links: strings,
  Aliases: strings,
  MacAddress: text,
  DriverOpts: textMap,
  GwPriority: integer,
};

/** What a client asks of a container's place on a network. */
export function decodeEndpoint(value: unknown): EndpointSettings {
  const asked = decodeFields(fields, value, 'EndpointConfig');
  return {
    ...emptySettings,
    ipamConfig: asked.IPAMConfig,
    links: asked.Links,
    aliases: asked.Aliases,
    wantedMac: asked.MacAddress,
    driverOptions: asked.DriverOpts,
    gatewayPriority: asked.GwPriority,
  };
}

/** The networks that a new container is to be on, the one of its network mode first. */
export function endpointRequests(
  daemon: Daemon,
  host: HostConfig,
  config: ContainerConfig,
  networking: unknown,
): ReadonlyMap<string, ContainerEndpoint> {
  const configs = object(lookUp(object(networking, 'NetworkingConfig'), 'EndpointsConfig'), 'NetworkingConfig.EndpointsConfig');
  const asked = new Map(Object.entries(configs).map(([name, value]) => [name === 'default' ? 'bridge' : name, decodeEndpoint(value)]));
  if (host.NetworkMode.startsWith('container:')) {
    for (const [name, settings] of asked) checkEndpoint(daemon, name, settings);
    return new Map();
  }
  const mode = networkName(daemon, host.NetworkMode);
  const mac = config.MacAddress ?? '';
  const first = asked.get(host.NetworkMode) ?? asked.get(mode) ?? emptySettings;
  if (mac !== '' && first.wantedMac !== '' && mac !== first.wantedMac)
    throw invalid('the container-wide MAC address must match the endpoint-specific MAC address for the main network, or be left empty');
  const endpoints = new Map<string, ContainerEndpoint>([[mode, { network: mode, ...first, wantedMac: first.wantedMac || mac }]]);
  for (const [name, settings] of asked) {
    const network = networkName(daemon, name);
    if (!endpoints.has(network)) endpoints.set(network, { network, ...settings });
  }
  for (const [name, settings] of endpoints) checkEndpoint(daemon, name, settings);
  return endpoints;
}

/** Six pairs of digits with colons or dashes between them, or three fours with dots (Go's net.ParseMAC). */
function isMacAddress(text: string): boolean {
  return /^[0-9a-f]{2}([:-])([0-9a-f]{2}\1){4}[0-9a-f]{2}$/i.test(text) || /^([0-9a-f]{4}\.){2}[0-9a-f]{4}$/i.test(text);
}

function checkEndpoint(daemon: Daemon, name: string, settings: EndpointSettings): void {
  const problems = endpointProblems(daemon, name, settings);
  if (problems.length > 0) throw invalid(`invalid config for network ${name}: invalid endpoint settings:\n${joined(problems)}`);
  const { wantedMac: mac } = settings;
  if (mac !== '' && !isMacAddress(mac)) throw invalid(`invalid config for network ${name}: invalid MAC address ${mac}`);
}

/** Networks may be named by the beginning of their id; containers list them by name. */
function networkName(daemon: Daemon, reference: string): string {
  return daemon.networks.byName(reference)?.name ?? daemon.networks.lookUp(reference)?.name ?? reference;
}

/** What is wrong with a wish, in Docker's sentences and their order (moby daemon/network.go validateEndpointSettings). */
export function endpointProblems(daemon: Daemon, name: string, settings: EndpointSettings): readonly string[] {
  const ip = wantedIp(settings);
  const isUserDefined = !['bridge', 'host', 'none'].includes(name) && !name.startsWith('container:');
  const problems: string[] = [];
  const ip6 = addressOf(settings, 'IPv6Address');
  if ((ip ?? ip6) !== undefined && !isUserDefined) problems.push('user specified IP address is supported on user defined networks only');
  if ((settings.aliases?.length ?? 0) > 0 && !isUserDefined)
    problems.push('network-scoped alias is supported only for containers in user defined networks');
  for (const address of addressesOf(settings, 'LinkLocalIPs'))
    if (!isIpAddress(address)) problems.push(`invalid link-local IP address: ${address}`);
  if (ip !== undefined && !isIpAddress(ip)) problems.push(`invalid IPv4 address: ${ip}`);
  if (ip6 !== undefined && !isIpv6(ip6)) problems.push(`invalid IPv6 address: ${ip6}`);
  const network = daemon.networks.byName(name);
  if (network && ip !== undefined) problems.push(...placeProblems(network, ip));
  // No network has IPv6 here.
  if (network && ip6 !== undefined) problems.push(noSubnets);
  return problems;
}

const noSubnets = 'user specified IP address is supported only when connecting to networks with user configured subnets';

function placeProblems(network: NetworkRecord, ip: string): readonly string[] {
  if (!network.ownSubnet) return [noSubnets];
  const subnet = parsePrefix(network.wire?.pool.subnet ?? '');
  const address = parseIpv4(ip);
  const isInside = subnet !== undefined && address !== undefined && prefixContains(subnet, address);
  return isInside ? [] : [`no configured subnet or ip-range contain the IP address ${ip}`];
}

function addressesOf({ ipamConfig }: EndpointSettings, name: string): readonly string[] {
  const value = ipamConfig?.[name];
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

/** The address asked for with `--ip`. */
export function wantedIp(settings: EndpointSettings): string | undefined {
  return addressOf(settings, 'IPv4Address');
}

function addressOf({ ipamConfig }: EndpointSettings, name: string): string | undefined {
  const value = ipamConfig?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
