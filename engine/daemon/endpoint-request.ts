import { isIpAddress } from '../net/ip.js';
import type { ContainerConfig } from './container-config.js';
import type { ContainerEndpoint } from './container.js';
import type { Daemon } from './daemon.js';
import { emptySettings, type EndpointSettings } from './endpoint-settings.js';
import { invalid } from './errors.js';
import type { HostConfig } from './host-config.js';
import { decodeFields, integer, lookUp, nullable, object, strings, text, textMap } from './json.js';

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
  if (host.NetworkMode.startsWith('container:')) return new Map();
  const configs = object(lookUp(object(networking, 'NetworkingConfig'), 'EndpointsConfig'), 'NetworkingConfig.EndpointsConfig');
  const asked = new Map(Object.entries(configs).map(([name, value]) => [name === 'default' ? 'bridge' : name, decodeEndpoint(value)]));
  const mode = networkName(daemon, host.NetworkMode);
  const mac = config.MacAddress ?? '';
  const first = asked.get(host.NetworkMode) ?? asked.get(mode) ?? emptySettings;
  const endpoints = new Map<string, ContainerEndpoint>([[mode, { network: mode, ...first, wantedMac: first.wantedMac || mac }]]);
  for (const [name, settings] of asked) {
    const network = networkName(daemon, name);
    if (!endpoints.has(network)) endpoints.set(network, { network, ...settings });
  }
  for (const [name, settings] of endpoints) {
    const problems = endpointProblems(daemon, name, settings);
    if (problems.length > 0) throw invalid(`invalid config for network ${name}: invalid endpoint settings:\n${problems.join('\n')}`);
  }
  return endpoints;
}

/** Networks may be named by the beginning of their id; containers list them by name. */
function networkName(daemon: Daemon, reference: string): string {
  return daemon.networks.byName(reference)?.name ?? daemon.networks.lookUp(reference)?.name ?? reference;
}

/** What is wrong with a wish, in Docker's sentences. */
export function endpointProblems(daemon: Daemon, name: string, settings: EndpointSettings): readonly string[] {
  const network = daemon.networks.byName(name);
  const ip = wantedIp(settings);
  const problems: string[] = [];
  const isUserDefined = !['bridge', 'host', 'none'].includes(name);
  if ((settings.aliases?.length ?? 0) > 0 && !isUserDefined) {
    problems.push('network-scoped alias is supported only for containers in user defined networks');
  }
  if (ip === undefined) return problems;
  if (!isIpAddress(ip)) problems.push(`invalid IPv4 address: ${ip}`);
  else if (!isUserDefined) problems.push('user specified IP address is supported on user defined networks only');
  else if (network && !network.ownSubnet) {
    problems.push('user specified IP address is supported only when connecting to networks with user configured subnets');
  }
  return problems;
}

/** The address asked for with `--ip`. */
export function wantedIp(settings: EndpointSettings): string | undefined {
  const ip = settings.ipamConfig?.['IPv4Address'];
  return typeof ip === 'string' && ip !== '' ? ip : undefined;
}
