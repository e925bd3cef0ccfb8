import { Errno } from '../core/errno.js';
import { invariant } from '../core/invariant.js';
import { Random } from '../core/random.js';
import type { Scheduler } from '../core/scheduler.js';
import { randomMac } from './address-pool.js';
import type { TapBoard } from './capture.js';
import { DatagramRelay } from './datagram-relay.js';
import { Device, loopbackDevice } from './device.js';
import { answerQuery } from './dns.js';
import type { Bridge, EmbeddedResolver, Endpoint, Fabric, PlugOptions, Publication } from './fabric.js';
import type { ForwardedAddress, Forwarding } from './forwarding.js';
import { Internet } from './internet.js';
import { isWildcard, normaliseIp, parsePrefix, parseIpv4, prefixOf } from './ip.js';
import type { NetNamespace, SocketInfo } from './namespace.js';
import { NetworkStack } from './network-stack.js';
import { FIRST_EPHEMERAL_PORT, LAST_EPHEMERAL_PORT } from './port-allocator.js';
import { Pathfinder } from './pathfinder.js';
import { Publications } from './publications.js';
import { Segment } from './segment.js';
import type { SocketAddress } from './socket.js';
import { Topology, type Uplink } from './topology.js';

export interface FabricOptions {
  readonly scheduler: Scheduler;
  readonly seed: string;
  /** The host's own address with its prefix, and its way out. */
  readonly uplink?: { readonly address: string; readonly gateway: string };
}

/** Where containers on custom networks find the daemon's name server. */
const RESOLVER = '127.0.0.11';

/** Docker's answers about containers may be kept this long (libnetwork's respTTL), public ones not quite. */
const CONTAINER_NAME_TTL_SECONDS = 600;
const PUBLIC_NAME_TTL_SECONDS = 300;

/** The host's network, with the public name servers 8.8.8.8 and 8.8.4.4 in reach and nothing else yet. */
export function createFabric(options: FabricOptions): Fabric {
  return new HostFabric(options);
}

class HostFabric implements Fabric {
  readonly host: NetworkStack;
  readonly #scheduler: Scheduler;
  readonly #seed: string;
  readonly #random: Random;
  readonly #board: TapBoard = { open: 0 };
  readonly #publications = new Publications();
  readonly #internet = new Internet();
  readonly #topology: Topology;
  readonly #pathfinder: Pathfinder;
  readonly #relay: DatagramRelay;
  readonly #resolverSockets = new Map<NetworkStack, readonly SocketInfo[]>();
  #created = 0;
  #sites = 0;

  constructor({ scheduler, seed, uplink }: FabricOptions) {
    this.#scheduler = scheduler;
    this.#seed = seed;
    this.#random = Random.fork(seed, 'network');
    const plug = uplinkOf(scheduler, this.#board, uplink ?? { address: '10.0.2.15/24', gateway: '10.0.2.2' }, this.#random);
    this.#topology = new Topology(scheduler, this.#board, plug, this.#random, () => this.host);
    this.#pathfinder = new Pathfinder(this.#topology, this.#publications, this.#internet, () => this.host);
    this.#relay = new DatagramRelay(scheduler, this.#pathfinder);
    this.host = this.#createStack(port => this.#publications.sockets(port));
    this.host.devices.push(plug.device);
    this.#addNameServers();
  }

  createNamespace(): NetNamespace {
    const stack: NetworkStack = this.#createStack(port =>
      (this.#resolverSockets.get(stack) ?? []).filter(({ local }) => port === undefined || local.port === port),
    );
    return stack;
  }

  removeNamespace(namespace: NetNamespace): void {
    const stack = requireStack(namespace);
    stack.shutDown();
    this.#resolverSockets.delete(stack);
    for (const plug of this.#topology.plugsOf(stack)) this.#topology.unplug(plug.endpoint);
  }

  createBridge(options: Bridge): Bridge {
    const bridge: Bridge = { ...options };
    this.#topology.addBridge(bridge);
    return bridge;
  }

  removeBridge(bridge: Bridge): void {
    this.#topology.removeBridge(bridge.name);
  }

  attach(bridge: Bridge, namespace: NetNamespace, options: PlugOptions): Endpoint {
    return this.#topology.plug(bridge, requireStack(namespace), options);
  }

  detach(endpoint: Endpoint): void {
    this.#topology.unplug(endpoint);
  }

  publish(publication: Publication): void {
    const ip = normaliseIp(publication.host.ip);
    if (ip === undefined || (!isWildcard(ip) && !this.host.owns(ip))) throw new Errno('EADDRNOTAVAIL');
    if (!this.isPortFree(publication.protocol, publication.host)) throw new Errno('EADDRINUSE');
    this.#publications.add(publication);
  }

  unpublish(publication: Publication): void {
    this.#publications.remove(publication);
  }

  isPortFree(protocol: 'tcp' | 'udp', address: SocketAddress): boolean {
    return this.host.isFree(protocol, address, address.ip === '::');
  }

  setEmbeddedResolver(namespace: NetNamespace, resolve: EmbeddedResolver | undefined): void {
    const stack = requireStack(namespace);
    if (!resolve) {
      stack.services.delete(`${RESOLVER}:53`);
      this.#resolverSockets.delete(stack);
      return;
    }
    if (!this.#resolverSockets.has(stack)) this.#resolverSockets.set(stack, this.#newResolverSockets());
    stack.services.set(`${RESOLVER}:53`, query =>
      answerQuery(query, CONTAINER_NAME_TTL_SECONDS, name => {
        const known = resolve(name);
        if (known === 'nxdomain') return known;
        if (known) return this.#shuffle(known);
        return this.#topology.defaultPlug(stack) ? this.#internet.lookUp(name) : 'servfail';
      }),
    );
  }

  addRemote(names: readonly string[], ip: string): NetNamespace {
    const stack = this.#createRemote(this.#created++, ip, this.#random);
    this.#internet.add(stack, names, ip);
    return stack;
  }

  addSite(names: readonly string[], ip: string, start: (net: NetNamespace) => void): void {
    const make = (): NetworkStack => {
      // Numbered apart and with chance of its own: whether it was ever spoken to changes nothing for the others.
      const stack = this.#createRemote(--this.#sites, ip, Random.fork(this.#seed, `site ${ip}`));
      start(stack);
      return stack;
    };
    this.#internet.add(make, names, ip);
  }

  #createRemote(id: number, ip: string, random: Random): NetworkStack {
    const stack = this.#createStack(() => [], id);
    stack.devices.push(new Device({ name: 'eth0', index: 2, mac: randomMac(random), kind: 'ethernet', addresses: [`${ip}/24`] }));
    return stack;
  }

  /** The daemon listens on ports of its own inside the namespace; port 53 is translated to them. */
  #newResolverSockets(): readonly SocketInfo[] {
    const bound = (protocol: 'tcp' | 'udp', state: SocketInfo['state']): SocketInfo => {
      const port = FIRST_EPHEMERAL_PORT + this.#random.below(LAST_EPHEMERAL_PORT - FIRST_EPHEMERAL_PORT);
      return { protocol, state, local: { ip: RESOLVER, port }, remote: undefined, receiveQueue: 0, ipv6Only: false };
    };
    return [bound('tcp', 'LISTEN'), bound('udp', 'UNCONN')];
  }

  #createStack(foreignSockets: (port?: number) => ReturnType<Publications['sockets']>, id = this.#created++): NetworkStack {
    const stack: NetworkStack = new NetworkStack({
      id,
      scheduler: this.#scheduler,
      board: this.#board,
      random: Random.fork(this.#seed, `network namespace ${String(id)}`),
      router: this.#pathfinder,
      relay: this.#relay,
      routes: () => (this.#internet.isRemote(stack) ? [] : this.#topology.routesOf(stack)),
      foreignSockets,
      forwarding: () => (stack === this.host ? this.#forwarding() : undefined),
      learned: () => (stack === this.host ? this.#topology.learned() : []),
    });
    stack.devices.push(loopbackDevice());
    return stack;
  }

  #forwarding(): Forwarding {
    const plugs = this.#topology.plugs();
    return {
      networks: Array.from(this.#topology.switches(), ({ bridge }) => ({
        ...bridge,
        bridge: bridge.name,
        masquerade: bridge.masquerade !== false,
      })),
      addresses: plugs.map(({ endpoint }) => addressOf(endpoint)),
      ports: this.#publications.all().flatMap(({ protocol, host, target }) => {
        const plug = plugs.find(({ stack, endpoint }) => stack === target.namespace && endpoint.ip === target.ip);
        return plug ? [{ protocol, host, target: { ...addressOf(plug.endpoint), port: target.port } }] : [];
      }),
    };
  }

  #addNameServers(): void {
    for (const ip of ['8.8.8.8', '8.8.4.4']) {
      const server = requireStack(this.addRemote(['dns.google'], ip));
      server.services.set('*:53', query => answerQuery(query, PUBLIC_NAME_TTL_SECONDS, this.#internet.lookUp));
    }
  }

  /** Several containers behind one alias come in another order each time: round robin by chance, as Docker does it. */
  #shuffle(addresses: readonly string[]): readonly string[] {
    const shuffled = [...addresses];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.#random.below(i + 1);
      const [a, b] = [shuffled[i], shuffled[j]];
      if (a !== undefined && b !== undefined) [shuffled[i], shuffled[j]] = [b, a];
    }
    return shuffled;
  }
}

function addressOf({ bridge, ip, mac }: Endpoint): ForwardedAddress {
  return { bridge: bridge.name, ip, mac };
}

function uplinkOf(
  scheduler: Scheduler,
  board: TapBoard,
  { address, gateway }: { readonly address: string; readonly gateway: string },
  random: Random,
): Uplink {
  const ip = address.slice(0, address.indexOf('/'));
  const number = parseIpv4(ip);
  const length = parsePrefix(address)?.length;
  invariant(number !== undefined && length !== undefined, `the host's address ${address} is no IPv4 prefix`);
  const segment: Segment = new Segment(scheduler, board, () => [device, router]);
  const device: Device = new Device({ name: 'eth0', index: 2, mac: randomMac(random), kind: 'ethernet', addresses: [address], segment });
  const addresses = [`${gateway}/${String(length)}`];
  const router: Device = new Device({ name: 'eth0', index: 2, mac: routerMac(gateway), kind: 'ethernet', addresses, segment });
  return { device, ip, prefix: prefixOf(number, length), gateway, router };
}

/** The gateway of a virtual machine has a hardware address made of its address (QEMU's user network). */
function routerMac(ip: string): string {
  return ['52', '55', ...ip.split('.').map(part => Number(part).toString(16).padStart(2, '0'))].join(':');
}

function requireStack(namespace: NetNamespace): NetworkStack {
  invariant(namespace instanceof NetworkStack, 'a namespace of another fabric');
  return namespace;
}
