import { isLoopback, isWildcard, parseIpv4, prefixContains } from './ip.js';
import type { Internet } from './internet.js';
import type { NetworkStack } from './network-stack.js';
import type { OpenPath, Path, Protocol, Router } from './path.js';
import type { Publications } from './publications.js';
import { INTERNET_ROUTERS, internetRouters, type RouterHop } from './routers.js';
import type { SocketAddress } from './socket.js';
import type { Plug, Switch, Topology } from './topology.js';
import { Wire, type Hop, type Leg } from './wire.js';

const LOOPBACK_LATENCY = 0.02;
const BRIDGE_LATENCY = 0.05;
const INTERNET_LATENCY = 20;
/** What arrives of a packet that a machine out there sent with 64. */
const INTERNET_TTL = 64 - INTERNET_ROUTERS;

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

  routersTo(from: NetworkStack, ip: string): readonly RouterHop[] {
    const address = parseIpv4(ip);
    if (address === undefined || from.owns(ip) || this.#internet.isRemote(from)) return [];
    if (from === this.#host()) return this.#routersOfHost(ip, address);
    const plug = this.#topology.defaultPlug(from);
    const isNear = this.#topology.plugsOf(from).some(each => prefixContains(each.switch.prefix, address));
    if (!plug || isNear || this.#host().owns(ip)) return [];
    const gateway = { ip: plug.switch.bridge.gateway, latency: BRIDGE_LATENCY, isSilent: false };
    const isDropped = plug.switch.bridge.masquerade === false;
    return isDropped ? [gateway] : [gateway, ...this.#routersOfHost(ip, address)];
  }

  #routersOfHost(ip: string, address: number): readonly RouterHop[] {
    const { gateway, prefix } = this.#topology.uplink;
    const isNear = prefixContains(prefix, address) || [...this.#topology.switches()].some(each => prefixContains(each.prefix, address));
    return isNear ? [] : internetRouters(gateway, ip, this.#internet.remoteAt(ip) !== undefined, INTERNET_LATENCY);
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
    const { device, ip, prefix, gateway } = this.#topology.uplink;
    const remote = this.#internet.remoteAt(to.ip);
    if (!remote && prefixContains(prefix, address) && to.ip !== gateway) return { kind: 'unreachable', device, ip: to.ip };
    const wire = new Wire([this.#uplinkLeg()], always, INTERNET_TTL);
    return remote ? open(remote, wire, ip, to) : { kind: 'lost', wire };
  }

  #fromHostOverBridge(bridge: Switch, to: SocketAddress): Path {
    const plug = bridge.byIp.get(to.ip);
    if (!plug) return { kind: 'unreachable', device: bridge.device, ip: to.ip };
    const hops: readonly Hop[] = [{ device: bridge.device, forward: 'out' }, ...inward(plug)];
    const leg: Leg = { latency: BRIDGE_LATENCY, hops, link: { near: bridge.device, far: plug.inner } };
    return open(plug.stack, new Wire([leg], () => plug.attached), bridge.bridge.gateway, to);
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
    const isUp = (): boolean => plug.attached;
    if (!remote || plug.switch.bridge.masquerade === false) return { kind: 'lost', wire: new Wire([hostLeg(plug)], isUp) };
    const wire = new Wire([hostLeg(plug), this.#uplinkLeg()], isUp, INTERNET_TTL - 1);
    return open(remote, wire, plug.endpoint.ip, to, this.#topology.uplink.ip);
  }

  #onLink(plug: Plug, to: SocketAddress): Path {
    if (to.ip === plug.switch.bridge.gateway) return this.#toHost(plug, to);
    const other = plug.switch.byIp.get(to.ip);
    if (!other) return { kind: 'unreachable', device: plug.inner, ip: to.ip };
    const isUp = (): boolean => plug.attached && other.attached;
    const link = { near: plug.inner, far: other.inner };
    // What the host's rules drop are IP packets; the question who has the address gets through.
    if (!plug.switch.bridge.interContainer)
      return { kind: 'lost', wire: new Wire([{ latency: BRIDGE_LATENCY, hops: [...outward(plug), bridged(plug)], link }], isUp) };
    const leg: Leg = { latency: BRIDGE_LATENCY, hops: [...outward(plug), bridged(plug), ...inward(other)], link };
    return open(other.stack, new Wire([leg], isUp), plug.endpoint.ip, to);
  }

  #toHost(plug: Plug, to: SocketAddress): Path {
    return open(this.#host(), new Wire([hostLeg(plug)], () => plug.attached), plug.endpoint.ip, to);
  }

  #uplinkLeg(): Leg {
    const { device, router } = this.#topology.uplink;
    const link = { near: device, far: router };
    return { latency: INTERNET_LATENCY, hops: [{ device, forward: 'out' }], link };
  }

  #betweenRemotes(from: NetworkStack, to: SocketAddress): Path {
    const remote = this.#internet.remoteAt(to.ip);
    if (!remote) return { kind: 'lost' };
    return open(remote, new Wire([{ latency: INTERNET_LATENCY, hops: [] }], always, INTERNET_TTL), this.#internet.addressOf(from), to);
  }

  /** Follows a published port: by address translation for the host's own addresses, through docker-proxy for the rest. */
  #forwardPublished(from: NetworkStack, path: OpenPath, protocol: 'tcp' | 'udp'): Path {
    const publication = this.#publications.find(protocol, path.target);
    if (!publication) return path;
    // Nothing gets out of an internal network, not even through the host.
    if (this.#topology.plugsOf(from).length > 0 && this.#topology.defaultPlug(from)?.switch.bridge.internal !== false)
      return { kind: 'lost', wire: path.wire };
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
  return open(
    stack,
    new Wire([{ latency: LOOPBACK_LATENCY, hops }], always),
    isLoopback(to.ip) && to.ip !== '::1' ? '127.0.0.1' : to.ip,
    to,
  );
}

function open(stack: NetworkStack, wire: Wire, source: string, target: SocketAddress, seenAs = source): OpenPath {
  return { kind: 'open', stack, wire, source, seenAs, target, proxied: false };
}

/** From a container to the host. */
function hostLeg(plug: Plug): Leg {
  const { device } = plug.switch;
  const hops: readonly Hop[] = [...outward(plug), { device, forward: 'in' }];
  return { latency: BRIDGE_LATENCY, hops, link: { near: plug.inner, far: device } };
}

function outward(plug: Plug): readonly Hop[] {
  return [
    { device: plug.inner, forward: 'out' },
    { device: plug.outer, forward: 'in' },
  ];
}

function bridged(plug: Plug): Hop {
  return { device: plug.switch.device, forward: 'in', isPassing: true };
}

function inward(plug: Plug): readonly Hop[] {
  return [
    { device: plug.outer, forward: 'out' },
    { device: plug.inner, forward: 'in' },
  ];
}
