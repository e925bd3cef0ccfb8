import { largestOf } from '../core/extremes.js';
import type { Instant, Ms } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import { invariant } from '../core/invariant.js';
import type { Scheduler } from '../core/scheduler.js';
import type { Random } from '../core/random.js';
import type { TapBoard } from './capture.js';
import { randomMac } from './address-pool.js';
import { Device } from './device.js';
import type { Bridge, Endpoint, PlugOptions } from './fabric.js';
import { formatPrefix, parsePrefix, type Prefix } from './ip.js';
import type { LearnedAddress, Route } from './namespace.js';
import type { NetworkStack } from './network-stack.js';
import { Segment } from './segment.js';

/** How long a bridge remembers where it has heard somebody (ageing_time). */
const AGEING_TIME: Ms = 300_000;

/** A bridge with what hangs on it. */
export interface Switch {
  readonly bridge: Bridge;
  readonly prefix: Prefix;
  /** The bridge's own interface on the host. */
  readonly device: Device;
  readonly byIp: Map<string, Plug>;
  readonly segment: Segment;
}

/** A veth pair between a namespace and a bridge. */
export interface Plug {
  readonly endpoint: Endpoint;
  readonly stack: NetworkStack;
  readonly switch: Switch;
  /** In the namespace (`eth0`). */
  readonly inner: Device;
  /** On the host (`veth1a2b3c4`). */
  readonly outer: Device;
  readonly options: PlugOptions;
  readonly since: Instant;
  attached: boolean;
}

/** The host's plug to the outside: `eth0` with a default route, as a virtual machine has it. */
export interface Uplink {
  readonly device: Device;
  readonly ip: string;
  readonly prefix: Prefix;
  readonly gateway: string;
  /** The interface of that gateway on the same cable. */
  readonly router: Device;
}

/** Which bridges there are and which namespaces are plugged into them. */
export class Topology {
  readonly uplink: Uplink;
  readonly #scheduler: Scheduler;
  readonly #board: TapBoard;
  readonly #host: () => NetworkStack;
  readonly #random: Random;
  readonly #switches = new Map<string, Switch>();
  readonly #plugs = new Map<NetworkStack, Plug[]>();
  #nextIndex = 3;

  constructor(scheduler: Scheduler, board: TapBoard, uplink: Uplink, random: Random, host: () => NetworkStack) {
    this.#scheduler = scheduler;
    this.#board = board;
    this.uplink = uplink;
    this.#random = random;
    this.#host = host;
  }

  addBridge(bridge: Bridge): void {
    const prefix = parsePrefix(bridge.subnet);
    invariant(prefix, `bridge ${bridge.name} has no IPv4 subnet`);
    invariant(!this.#switches.has(bridge.name), `bridge ${bridge.name} exists`);
    const byIp = new Map<string, Plug>();
    const segment: Segment = new Segment(this.#scheduler, this.#board, () => devicesOf(device, byIp));
    const device: Device = new Device({
      name: bridge.name,
      index: this.#nextIndex++,
      mac: randomMac(this.#random),
      kind: 'bridge',
      addresses: [`${bridge.gateway}/${String(prefix.length)}`],
      mtu: bridge.mtu,
      segment,
    });
    device.up = false;
    this.#host().addDevice(device);
    this.#switches.set(bridge.name, { bridge, prefix, device, byIp, segment });
  }

  removeBridge(name: string): void {
    const found = this.#switches.get(name);
    if (!found) return;
    for (const plug of [...found.byIp.values()]) this.unplug(plug.endpoint);
    removeDevice(this.#host(), found.device);
    this.#switches.delete(name);
  }

  plug(bridge: Bridge, stack: NetworkStack, options: PlugOptions): Endpoint {
    const target = this.#switches.get(bridge.name);
    invariant(target, `no bridge ${bridge.name}`);
    invariant(!target.byIp.has(options.ip), `${options.ip} is in use on ${bridge.name}`);
    const name = options.deviceName === undefined ? freeName(stack, bridge.devicePrefix ?? 'eth') : checkedName(stack, options.deviceName);
    const outerIndex = this.#nextIndex++;
    const inner = new Device({
      name,
      index:
        largestOf(
          stack.devices.map(device => device.index),
          1,
        ) + 1,
      mac: options.mac,
      kind: 'veth',
      addresses: [`${options.ip}/${String(target.prefix.length)}`],
      mtu: bridge.mtu,
      peerIndex: outerIndex,
      segment: target.segment,
    });
    const outer = new Device({
      name: `veth${this.#random.hex(7)}`,
      index: outerIndex,
      mac: randomMac(this.#random),
      kind: 'veth',
      addresses: [],
      mtu: bridge.mtu,
      peerIndex: inner.index,
      master: bridge.name,
    });
    const endpoint: Endpoint = { bridge: target.bridge, namespace: stack, device: inner.name, ip: options.ip, mac: options.mac };
    const plug: Plug = { endpoint, stack, switch: target, inner, outer, options, since: this.#scheduler.clock.now(), attached: true };
    stack.addDevice(inner);
    this.#host().addDevice(outer);
    target.byIp.set(options.ip, plug);
    target.device.up = true;
    // Docker tells the network whose the address is now (its gratuitous ARP): who knew another one for it takes this one.
    for (const table of target.segment.tables) table.overhear(inner);
    this.#plugs.set(stack, [...this.plugsOf(stack), plug]);
    return endpoint;
  }

  unplug(endpoint: Endpoint): void {
    const plug = this.#switches.get(endpoint.bridge.name)?.byIp.get(endpoint.ip);
    if (plug?.endpoint !== endpoint) return;
    plug.attached = false;
    plug.inner.remove(this.#scheduler.clock.now());
    plug.switch.byIp.delete(endpoint.ip);
    plug.switch.device.up = plug.switch.byIp.size > 0;
    removeDevice(plug.stack, plug.inner);
    removeDevice(this.#host(), plug.outer);
    const rest = this.plugsOf(plug.stack).filter(other => other !== plug);
    if (rest.length > 0) this.#plugs.set(plug.stack, rest);
    else this.#plugs.delete(plug.stack);
  }

  plugsOf(stack: NetworkStack): readonly Plug[] {
    return this.#plugs.get(stack) ?? [];
  }

  /** All of them, in the order in which they were plugged in. */
  plugs(): readonly Plug[] {
    return [...this.#plugs.values()].flat().sort((a, b) => a.outer.describe().index - b.outer.describe().index);
  }

  switches(): Iterable<Switch> {
    return this.#switches.values();
  }

  /** What bridges have heard of their ports: an interface is heard when it is plugged in, and whenever it sends. */
  learned(): readonly LearnedAddress[] {
    const oldest = this.#scheduler.clock.now() - AGEING_TIME;
    return this.plugs().flatMap(({ inner, outer, since, switch: { bridge } }) => {
      const heardAt = Math.max(since, inner.knownNeighbours?.sentAt ?? since);
      return heardAt < oldest ? [] : [{ mac: inner.mac, device: outer.name, bridge: bridge.name }];
    });
  }

  /** The way out of a container. */
  defaultPlug(stack: NetworkStack): Plug | undefined {
    const [first, ...others] = this.plugsOf(stack).filter(({ options }) => options.defaultRoute);
    return others.reduce((best, plug) => (best && comesBefore(plug.options, best.options) ? plug : best), first);
  }

  routesOf(stack: NetworkStack): readonly Route[] {
    if (stack === this.#host()) return this.#hostRoutes();
    const way = this.defaultPlug(stack);
    const connected = this.plugsOf(stack)
      .map(({ switch: { bridge }, inner, endpoint }) => link(bridge.subnet, inner.name, endpoint.ip))
      .sort(byDestination);
    if (!way) return connected;
    return [{ destination: 'default', gateway: way.switch.bridge.gateway, device: way.inner.name, source: undefined }, ...connected];
  }

  #hostRoutes(): readonly Route[] {
    const { device, ip, gateway } = this.uplink;
    const subnet = device.addresses[0] ?? ip;
    return [
      { destination: 'default', gateway, device: device.name, source: undefined },
      ...[
        link(networkOf(subnet), device.name, ip),
        ...[...this.#switches.values()].map(({ bridge }) => link(bridge.subnet, bridge.name, bridge.gateway)),
      ].sort(byDestination),
    ];
  }
}

function* devicesOf(bridge: Device, plugs: ReadonlyMap<string, Plug>): Iterable<Device> {
  yield bridge;
  for (const { inner, outer } of plugs.values()) {
    yield outer;
    yield inner;
  }
}

function link(subnet: string, device: string, source: string): Route {
  return { destination: networkOf(subnet), gateway: undefined, device, source };
}

/** The kernel keeps routes by destination. */
function byDestination(a: Route, b: Route): number {
  return (parsePrefix(a.destination)?.base ?? 0) - (parsePrefix(b.destination)?.base ?? 0);
}

/** The order of gateways in a sandbox (libnetwork Endpoint.Less). */
function comesBefore(a: PlugOptions, b: PlugOptions): boolean {
  const difference = (b.priority ?? 0) - (a.priority ?? 0);
  return difference < 0 || (difference === 0 && (a.network ?? '') < (b.network ?? ''));
}

function freeName(stack: NetworkStack, prefix: string): string {
  for (let number = 0; ; number++) {
    const name = `${prefix}${String(number)}`;
    if (!hasDevice(stack, name)) return name;
  }
}

function checkedName(stack: NetworkStack, name: string): string {
  if (name.length > 15) throw new Errno('ERANGE');
  if (/[/\s:]/.test(name) || name === '.' || name === '..') throw new Errno('EINVAL');
  if (hasDevice(stack, name)) throw new Errno('EEXIST');
  return name;
}

function hasDevice(stack: NetworkStack, name: string): boolean {
  return stack.devices.some(device => device.name === name);
}

function removeDevice(stack: NetworkStack, device: Device): void {
  const index = stack.devices.indexOf(device);
  if (index >= 0) stack.devices.splice(index, 1);
}

function networkOf(subnet: string): string {
  const prefix = parsePrefix(subnet);
  return prefix ? formatPrefix(prefix) : subnet;
}
