import { isLoopback, isWildcard, parseIpv4, prefixContains } from './ip.js';
import type { Internet } from './internet.js';
import type { NetworkStack } from './network-stack.js';
import type { OpenPath, Path, Protocol, Router } from './path.js';
import type { Publications } from './publications.js';
import type { SocketAddress } from './socket.js';
import type { Plug, Switch, Topology } from './topology.js';
import { Wire, type Hop } from './wire.js';

const LOOPBACK_LATENCY = 0.02;
const BRIDGE_LATENCY = 0.05;
const INTERNET_LATENCY = 20;
/** What arrives of a packet that a machine a dozen hops away sent with 64. */
const INTERNET_TTL = 52;

const always = (): boolean => true;

/** Routing, bridging, isolation between bridges, NAT and published ports, as Docker sets them up on a Linux host. */
export class Pathfinder implements Router {
  readonly #topology: Topology;
  readonly #publications: Publications;
  readonly #internet: Internet;
  readonly #host: () => NetworkStack;

  constructor(topology: Topology, publications: Publications, internet: Internet, host: () => NetworkStack) {
    this.#topology = topology;
    this.#publications = publications;
    this.#internet = internet;
    this.#host = host;
  }

  findPath(from: NetworkStack, to: SocketAddress, protocol: Protocol): Path {
    const target = isWildcard(to.ip) ? { ip: to.ip === '::' ? '::1' : '127.0.0.1', port: to.port } : to;
    const path = this.#route(from, target);
    if (path.kind !== 'open' || path.stack !== this.#host() || protocol === 'icmp') return path;
    return this.#forwardPublished(from, path, protocol);
  }

  #route(from: NetworkStack, to: SocketAddress): Path {
    if (from.owns(to.ip)) return loopback(from, to);
    const address = parseIpv4(to.ip);
    if (address === undefined) return { kind: 'no-route' };
    if (from === this.#host()) return this.#fromHost(to, address);
    if (this.#internet.isRemote(from)) return this.#betweenRemotes(from, to);
    return this.#fromContainer(from, to, address);
  }

  #fromHost(to: SocketAddress, address: number): Path {
    for (const bridge of this.#topology.switches()) {
      if (prefixContains(bridge.prefix, address)) return this.#fromHostOverBridge(bridge, to);
    }
    const { device, ip, prefix } = this.#topology.uplink;
    const remote = this.#internet.remoteAt(to.ip);
    if (!remote) return { kind: prefixContains(prefix, address) ? 'unreachable' : 'lost' };
    return open(remote, new Wire(INTERNET_LATENCY, [{ device, forward: 'out' }], always, INTERNET_TTL), ip, to);
  }

  #fromHostOverBridge(bridge: Switch, to: SocketAddress): Path {
    const plug = bridge.byIp.get(to.ip);
    if (!plug) return { kind: 'unreachable' };
    const hops: readonly Hop[] = [{ device: bridge.device, forward: 'out' }, ...inward(plug)];
    return open(plug.stack, new Wire(BRIDGE_LATENCY, hops, () => plug.attached), bridge.bridge.gateway, to);
  }

  #fromContainer(from: NetworkStack, to: SocketAddress, address: number): Path {
    for (const plug of this.#topology.plugsOf(from)) {
      if (prefixContains(plug.switch.prefix, address)) return this.#onLink(plug, to);
    }
    const plug = this.#topology.defaultPlug(from);
    if (!plug) return { kind: 'no-route' };
    if (this.#host().owns(to.ip)) return this.#toHost(plug, to);
    const remote = this.#internet.remoteAt(to.ip);
    // Other bridges are out of reach: Docker's isolation chains drop what goes from one to another.
    if (!remote || plug.switch.bridge.masquerade === false) return { kind: 'lost' };
    const { device, ip } = this.#topology.uplink;
    const hops: readonly Hop[] = [...outward(plug), { device: plug.switch.device, forward: 'in' }, { device, forward: 'out' }];
    return open(remote, new Wire(BRIDGE_LATENCY + INTERNET_LATENCY, hops, () => plug.attached, INTERNET_TTL - 1), plug.endpoint.ip, to, ip);
  }

  #onLink(plug: Plug, to: SocketAddress): Path {
    if (to.ip === plug.switch.bridge.gateway) return this.#toHost(plug, to);
    const other = plug.switch.byIp.get(to.ip);
    if (!other) return { kind: 'unreachable' };
    if (!plug.switch.bridge.interContainer) return { kind: 'lost' };
    const wire = new Wire(BRIDGE_LATENCY, [...outward(plug), ...inward(other)], () => plug.attached && other.attached);
    return open(other.stack, wire, plug.endpoint.ip, to);
  }

  #toHost(plug: Plug, to: SocketAddress): Path {
    const hops: readonly Hop[] = [...outward(plug), { device: plug.switch.device, forward: 'in' }];
    return open(this.#host(), new Wire(BRIDGE_LATENCY, hops, () => plug.attached), plug.endpoint.ip, to);
  }

  #betweenRemotes(from: NetworkStack, to: SocketAddress): Path {
    const remote = this.#internet.remoteAt(to.ip);
    if (!remote) return { kind: 'lost' };
    return open(remote, new Wire(INTERNET_LATENCY, [], always, INTERNET_TTL), this.#internet.addressOf(from), to);
  }

  /** Follows a published port: by address translation for the host's own addresses, through docker-proxy for the rest. */
  #forwardPublished(from: NetworkStack, path: OpenPath, protocol: 'tcp' | 'udp'): Path {
    const publication = this.#publications.find(protocol, path.target);
    if (!publication) return path;
    // Nothing gets out of an internal network, not even through the host.
    if (this.#topology.plugsOf(from).length > 0 && this.#topology.defaultPlug(from)?.switch.bridge.internal !== false)
      return { kind: 'lost' };
    const host = this.#host();
    const proxied = from !== host || isLoopback(path.target.ip);
    const onward = this.#route(host, { ip: publication.target.ip, port: publication.target.port });
    if (onward.kind !== 'open') return proxied ? { ...path, stack: host, proxied } : onward;
    return {
      ...onward,
      wire: path.wire.join(onward.wire),
      source: path.source,
      seenAs: proxied ? onward.source : path.source,
      proxied,
    };
  }
}

function loopback(stack: NetworkStack, to: SocketAddress): OpenPath {
  const device = stack.devices.find(candidate => candidate.kind === 'loopback');
  const hops: readonly Hop[] = device
    ? [
        { device, forward: 'out' },
        { device, forward: 'in' },
      ]
    : [];
  // From 127.0.0.0/8 the kernel chooses the address that is spoken to; so it does for its own other addresses.
  return open(stack, new Wire(LOOPBACK_LATENCY, hops, always), isLoopback(to.ip) && to.ip !== '::1' ? '127.0.0.1' : to.ip, to);
}

function open(stack: NetworkStack, wire: Wire, source: string, target: SocketAddress, seenAs = source): OpenPath {
  return { kind: 'open', stack, wire, source, seenAs, target, proxied: false };
}

function outward(plug: Plug): readonly Hop[] {
  return [
    { device: plug.inner, forward: 'out' },
    { device: plug.outer, forward: 'in' },
  ];
}

function inward(plug: Plug): readonly Hop[] {
  return [
    { device: plug.outer, forward: 'out' },
    { device: plug.inner, forward: 'in' },
  ];
}
