import { isErrno } from '../core/errno.js';
import { formatSocketAddress, isIpAddress } from '../net/ip.js';
import type { NetNamespace } from '../net/namespace.js';
import type { Publication } from '../net/fabric.js';
import { hostBinding } from './bridge-options.js';
import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { invalid } from './errors.js';
import type { PortBinding } from './host-config.js';
import { sortedMap } from './json.js';

/** One port of a container and where on the host it is wanted. */
interface PortWish {
  /** `80/tcp` */
  readonly key: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly binding: PortBinding;
}

export type PortMap = ContainerRecord['ports'];

/** What could not be had, in the words that follow 'driver failed programming external connectivity on endpoint …: '. */
export class PortFailure extends Error {
  override readonly name = 'PortFailure';
}

/** Takes the host ports of a container and sends connections to it; all or none. Throws `PortFailure`. */
export function publishPorts(
  daemon: Daemon,
  container: ContainerRecord,
  target: { readonly namespace: NetNamespace; readonly ip: string },
  networkOptions: Readonly<Record<string, string>>,
): { readonly publications: readonly Publication[]; readonly ports: PortMap } {
  const publications: Publication[] = [];
  const ports: Record<string, { HostIp: string; HostPort: string }[]> = {};
  try {
    for (const wish of portWishes(container)) {
      const taken = publishOne(daemon, wish, addressesFor(wish.binding, networkOptions), target, publications);
      (ports[wish.key] ??= []).push(...taken);
    }
  } catch (error) {
    unpublishPorts(daemon, publications);
    throw error;
  }
  return { publications, ports: withUnpublished(container, ports) };
}

export function unpublishPorts(daemon: Daemon, publications: readonly Publication[]): void {
  for (const publication of publications) {
    const { protocol, host } = publication;
    daemon.fabric.unpublish(publication);
    daemon.ports.release(protocol, host.ip, host.port);
  }
}

/** Exposed ports that are not published show as null. */
function withUnpublished(container: ContainerRecord, ports: PortMap): PortMap {
  const all: Record<string, PortMap[string]> = { ...ports };
  for (const key of Object.keys(container.config.ExposedPorts ?? {})) all[key] ??= null;
  return sortedMap(all);
}

/**
 * Ports of `-p`, lowest first, and with `-P` all exposed ones that have no binding. A binding of a port that is not exposed does nothing
 * (the client exposes what it publishes; whoever speaks to the API must do it too).
 */
function portWishes(container: ContainerRecord): readonly PortWish[] {
  const { PortBindings, PublishAllPorts } = container.hostConfig;
  const exposed = new Set(Object.keys(container.config.ExposedPorts ?? {}).map(withProtocol));
  const wanted = Object.entries(PortBindings ?? {}).map(([key, list]) => [withProtocol(key), list ?? []] as const);
  const bindings = new Map(wanted.filter(([key]) => exposed.has(key)));
  if (PublishAllPorts) {
    for (const key of Object.keys(container.config.ExposedPorts ?? {})) {
      if (!bindings.get(key)?.length) bindings.set(key, [{ HostIp: '', HostPort: '' }]);
    }
  }
  return [...bindings]
    .flatMap(([key, list]) => list.map(binding => wishOf(key, binding)))
    .sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : 0));
}

function withProtocol(key: string): string {
  return key.includes('/') ? key : `${key}/tcp`;
}

function wishOf(key: string, binding: PortBinding): PortWish {
  const [port = '', protocol = 'tcp'] = key.split('/');
  if (protocol === 'sctp') throw new PortFailure('drydock: SCTP ports are not simulated');
  return { key, protocol: protocol === 'udp' ? 'udp' : 'tcp', port: Number(port), binding };
}

/** All addresses of the host, unless the port or its network names one. */
function addressesFor({ HostIp }: PortBinding, networkOptions: Readonly<Record<string, string>>): readonly string[] {
  if (HostIp !== '' && !isIpAddress(HostIp)) throw invalid(`invalid IP address: ${HostIp}`);
  const usual = hostBinding(networkOptions);
  if (HostIp === '' && usual !== undefined && usual !== '0.0.0.0') return [usual];
  return HostIp === '' ? ['0.0.0.0', '::'] : [HostIp];
}

function publishOne(
  daemon: Daemon,
  wish: PortWish,
  ips: readonly string[],
  target: { readonly namespace: NetNamespace; readonly ip: string },
  publications: Publication[],
): readonly { HostIp: string; HostPort: string }[] {
  const { protocol, port } = wish;
  const hostPort = choosePort(daemon, wish, ips, publications);
  for (const ip of ips) {
    const publication: Publication = { protocol, host: { ip, port: hostPort }, target: { port, ...target } };
    publishAt(daemon, publication);
    daemon.ports.take(protocol, ip, hostPort);
    publications.push(publication);
  }
  return ips.map(ip => ({ HostIp: ip, HostPort: String(hostPort) }));
}

function choosePort(daemon: Daemon, wish: PortWish, ips: readonly string[], own: readonly Publication[]): number {
  const { protocol, binding } = wish;
  const [first, last = first] = binding.HostPort.replace(/\/.*/s, '').split('-').map(Number);
  if (binding.HostPort !== '' && first !== undefined && first !== 0 && first === last) {
    for (const ip of ips) {
      const taken = daemon.ports.conflict(protocol, ip, first);
      if (taken === undefined) continue;
      // Of one port of a container dockerd notices it only when it listens for the second time.
      const isTwice = own.some(({ target, host }) => host.port === first && target.port === wish.port);
      if (isTwice) throw new PortFailure(`failed to listen on ${protocol.toUpperCase()} socket: address already in use`);
      throw new PortFailure(`Bind for ${taken}:${String(first)} failed: port is already allocated`);
    }
    return first;
  }
  const isFree = (ip: string, candidate: number): boolean =>
    daemon.ports.conflict(protocol, ip, candidate) === undefined && daemon.fabric.isPortFree(protocol, { ip, port: candidate });
  const range = first !== undefined && first !== 0 && last !== undefined ? { first, last } : undefined;
  const chosen = daemon.portAllocator.allocate(protocol, ips, isFree, range);
  if (chosen !== undefined) return chosen;
  throw new PortFailure('all ports are allocated');
}

function publishAt(daemon: Daemon, publication: Publication): void {
  try {
    daemon.fabric.publish(publication);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const { host, target, protocol } = publication;
    const reason = error.code === 'EADDRNOTAVAIL' ? 'cannot assign requested address' : 'address already in use';
    const wanted = `${formatSocketAddress(host)}:${target.ip}:${String(target.port)}/${protocol}`;
    throw new PortFailure(`failed to bind host port for ${wanted}: ${reason}`);
  }
}
