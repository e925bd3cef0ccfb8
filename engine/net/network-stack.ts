import type { Ms } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import type { Random } from '../core/random.js';
import type { Scheduler } from '../core/scheduler.js';
import { waitFor, type Task } from '../core/task.js';
import { Capture, type OpenFrameSource, type TapBoard } from './capture.js';
import { addTo, mostSpecific, overlap, removeFrom } from './bindings.js';
import type { DatagramRelay } from './datagram-relay.js';
import type { Device } from './device.js';
import { isLoopback, isWildcard, normaliseIp } from './ip.js';
import type {
  Echo,
  LearnedAddress,
  ListenOptions,
  Neighbour,
  NetInterface,
  NetNamespace,
  Probe,
  ProbeAnswer,
  Route,
  SocketInfo,
} from './namespace.js';
import type { OpenPath, Router } from './path.js';
import { FIRST_EPHEMERAL_PORT, LAST_EPHEMERAL_PORT } from './port-allocator.js';
import type { Connection, DatagramSocket, Listener, SocketAddress } from './socket.js';
import type { Forwarding } from './forwarding.js';
import { ARP_TIMEOUT, sendInto, sendProbe } from './probe.js';
import { showOpening, type Opening } from './tcp-opening.js';
import { TcpListener, TcpSocket } from './tcp.js';
import { UdpSocket } from './udp.js';
import type { Wire } from './wire.js';

/** Linux gives up after tcp_syn_retries: 1 + 2 + 4 + … + 64 seconds. */
const SYN_TIMEOUT: Ms = 127_000;

/** Answers one datagram on behalf of a service that is no process (DNS); undefined stays silent. */
export type DatagramService = (data: Uint8Array) => Uint8Array | undefined;

export interface StackOptions {
  readonly id: number;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly board: TapBoard;
  readonly router: Router;
  readonly relay: DatagramRelay;
  readonly routes: () => readonly Route[];
  /** Sockets that are not the stack's own: those of docker-proxy on the host. With a port, only those bound to it. */
  readonly foreignSockets: (port?: number) => readonly SocketInfo[];
  readonly forwarding: () => Forwarding | undefined;
  readonly learned: () => readonly LearnedAddress[];
}

/** A network namespace: its interfaces, and its TCP and UDP. */
export class NetworkStack implements NetNamespace {
  readonly id: number;
  readonly devices: Device[] = [];
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #board: TapBoard;
  readonly #router: Router;
  readonly #relay: DatagramRelay;
  readonly #routes: () => readonly Route[];
  readonly #forwarding: StackOptions['forwarding'];
  readonly #learned: StackOptions['learned'];
  readonly #foreignSockets: StackOptions['foreignSockets'];
  // Made when the first socket comes: most containers never have one.
  #listenersByPort: Map<number, TcpListener[]> | undefined;
  #openConnections: Set<TcpSocket> | undefined;
  #udpByPort: Map<number, UdpSocket[]> | undefined;
  #serviceMap: Map<string, DatagramService> | undefined;
  #everywhere: Set<Capture> | undefined;
  #nextPort: number;

  constructor(options: StackOptions) {
    this.id = options.id;
    this.#scheduler = options.scheduler;
    this.#random = options.random;
    this.#board = options.board;
    this.#router = options.router;
    this.#relay = options.relay;
    this.#routes = options.routes;
    this.#foreignSockets = options.foreignSockets;
    this.#forwarding = options.forwarding;
    this.#learned = options.learned;
    this.#nextPort = FIRST_EPHEMERAL_PORT + options.random.below(LAST_EPHEMERAL_PORT - FIRST_EPHEMERAL_PORT);
  }

  addDevice(device: Device): void {
    this.devices.push(device);
    for (const tap of this.#everywhere ?? []) device.addTap(tap);
  }

  capture(name: string | undefined, isPromiscuous: boolean): OpenFrameSource {
    const watched = name === undefined ? this.devices : this.devices.filter(device => device.name === name);
    if (watched.length === 0) throw new Errno('ENODEV');
    const tap = new Capture(this.#scheduler, isPromiscuous && name !== undefined, closed => {
      this.#board.open--;
      this.#everywhere?.delete(closed);
      for (const device of [...this.devices, ...watched]) device.removeTap(closed);
    });
    this.#board.open++;
    if (name === undefined) (this.#everywhere ??= new Set()).add(tap);
    for (const device of watched) device.addTap(tap);
    return tap;
  }

  /** Services by `ip:port`, with `*` for any of the stack's addresses. */
  get services(): Map<string, DatagramService> {
    return (this.#serviceMap ??= new Map());
  }

  get #listeners(): Map<number, TcpListener[]> {
    return (this.#listenersByPort ??= new Map());
  }

  get #connections(): Set<TcpSocket> {
    return (this.#openConnections ??= new Set());
  }

  get #udp(): Map<number, UdpSocket[]> {
    return (this.#udpByPort ??= new Map());
  }

  interfaces(): readonly NetInterface[] {
    return this.devices.map(device => device.describe());
  }

  routes(): readonly Route[] {
    return this.#routes();
  }

  forwarding(): Forwarding | undefined {
    return this.#forwarding();
  }

  sockets(): readonly SocketInfo[] {
    return [
      ...[...this.#listeners.values()].flat().map(describeListener),
      ...[...this.#connections].map(describeConnection),
      ...[...this.#udp.values()].flat().map(describeUdp),
      ...this.#foreignSockets(),
    ];
  }

  neighbours(): readonly Neighbour[] {
    return this.devices.flatMap(device => device.knownNeighbours?.list() ?? []);
  }

  learned(): readonly LearnedAddress[] {
    return this.#learned();
  }

  forgetNeighbour(device: string, ip: string): boolean {
    return this.devices.find(({ name }) => name === device)?.knownNeighbours?.forget(ip) ?? false;
  }

  /** Whether the address is one of this stack's own. */
  owns(ip: string): boolean {
    return isLoopback(ip) || this.devices.some(device => device.addresses.some(address => address.startsWith(`${ip}/`)));
  }

  listen(address: SocketAddress, options: ListenOptions = {}): Listener {
    const local = this.#bindable(address, 'tcp');
    const ipv6Only = options.ipv6Only ?? false;
    if (!this.isFree('tcp', local, ipv6Only)) throw new Errno('EADDRINUSE');
    const listener = new TcpListener(local, ipv6Only, closed => {
      removeFrom(this.#listeners, closed);
    });
    addTo(this.#listeners, listener);
    return listener;
  }

  /** Whether a socket could be bound there. */
  isFree(protocol: 'tcp' | 'udp', address: SocketAddress, ipv6Only = false): boolean {
    const own =
      protocol === 'tcp' ? this.#listeners.get(address.port)?.map(describeListener) : this.#udp.get(address.port)?.map(describeUdp);
    const rivals = [...(own ?? []), ...this.#foreignSockets(address.port).filter(row => row.protocol === protocol)];
    return !rivals.some(row => overlap(row.local.ip, row.ipv6Only, address.ip, ipv6Only));
  }

  *connect(address: SocketAddress, timeout: Ms = SYN_TIMEOUT): Task<Connection> {
    const to = { ip: requireIp(address.ip), port: address.port };
    const deadline = this.#now() + timeout;
    const path = this.#router.findPath(this, to, 'tcp');
    if (path.kind === 'no-route') throw new Errno('ENETUNREACH');
    sendInto(path, 74);
    const opening = showOpening(path, to, this.#scheduler, () => this.#ephemeralPort('tcp'));
    if (path.kind === 'unreachable' && this.#now() + ARP_TIMEOUT < deadline) {
      yield* pauseUntil(this.#now() + ARP_TIMEOUT);
      throw new Errno('EHOSTUNREACH');
    }
    if (path.kind === 'open') {
      // The ports are taken only after the wait: a process that is killed meanwhile leaves nothing behind.
      yield* pauseUntil(Math.min(deadline, this.#now() + 2 * path.wire.latency));
      if (this.#now() < deadline || deadline === Infinity) {
        const connection = this.#establish(path, to, opening);
        if (connection) return connection;
      }
    }
    yield* pauseUntil(deadline);
    throw new Errno('ETIMEDOUT');
  }

  udp(address: SocketAddress = { ip: '0.0.0.0', port: 0 }): DatagramSocket {
    const local = this.#bindable(address, 'udp');
    if (!this.isFree('udp', local)) throw new Errno('EADDRINUSE');
    const socket = new UdpSocket(local, {
      send: (from, to, data) => {
        this.#relay.send({ stack: this, socket: from, to: { ip: requireIp(to.ip), port: to.port }, data });
      },
      forgetUdp: closed => {
        removeFrom(this.#udp, closed);
      },
    });
    addTo(this.#udp, socket);
    return socket;
  }

  probe(ip: string, probe: Probe): ProbeAnswer {
    return sendProbe({ stack: this, router: this.#router, scheduler: this.#scheduler, random: this.#random }, requireIp(ip), probe);
  }

  *ping(ip: string, timeout: Ms, echo: Echo = {}): Task<ProbeAnswer> {
    const sentAt = this.#now();
    const answer = this.probe(ip, { protocol: 'icmp', ttl: 64, bytes: 84, ...echo });
    yield* pauseUntil(sentAt + Math.min(answer.after, timeout));
    const isThere = answer.after <= timeout && (answer.kind !== 'reply' || answer.isUp());
    return isThere ? answer : { kind: 'silence', after: timeout };
  }

  /** The socket that a datagram for this address and port goes to. */
  findUdp(to: SocketAddress): UdpSocket | undefined {
    return mostSpecific(this.#udp.get(to.port), to.ip);
  }

  /** The listener that a connection to this address and port goes to. */
  findListener(to: SocketAddress): TcpListener | undefined {
    return mostSpecific(this.#listeners.get(to.port), to.ip);
  }

  /** Everything is gone: what is still open is reset. */
  shutDown(): void {
    for (const listener of [...(this.#listenersByPort?.values() ?? [])].flat()) listener.close();
    for (const connection of [...(this.#openConnections ?? [])]) {
      connection.abort();
      connection.close();
    }
    for (const socket of [...(this.#udpByPort?.values() ?? [])].flat()) socket.close();
    this.#serviceMap?.clear();
  }

  /** A connection on the path, or undefined when the listener's backlog is full. Throws ECONNREFUSED. */
  #establish(path: OpenPath, to: SocketAddress, opening: Opening | undefined): Connection | undefined {
    const listener = path.stack.findListener(path.target);
    if (listener?.isFull) return undefined;
    path.wire.carry('forward', 74, 1);
    if (!listener && !path.proxied) {
      path.wire.carry('backward', 54, 1);
      throw new Errno('ECONNREFUSED');
    }
    path.wire.carry('backward', 74, 1);
    const local = { ip: path.source, port: opening?.port ?? this.#ephemeralPort('tcp') };
    opening?.finish();
    const client = this.#socket(path.wire, 'forward', local, to);
    const server = path.stack.#serverSocket(path, local.port, listener);
    TcpSocket.join(client, server);
    if (listener) listener.push(server);
    else server.hangUpOnData();
    return client;
  }

  #serverSocket(path: OpenPath, clientPort: number, listener: TcpListener | undefined): TcpSocket {
    const mapped = listener?.local.ip === '::' && !path.target.ip.includes(':') ? '::ffff:' : '';
    const local = { ip: mapped + path.target.ip, port: path.target.port };
    const remote = { ip: mapped + path.seenAs, port: clientPort };
    return this.#socket(path.wire, 'backward', local, remote);
  }

  #socket(wire: Wire, direction: 'forward' | 'backward', local: SocketAddress, remote: SocketAddress): TcpSocket {
    const socket = new TcpSocket(this.#scheduler, wire, direction, local, remote, {
      forget: closed => {
        this.#connections.delete(closed);
      },
    });
    this.#connections.add(socket);
    return socket;
  }

  #bindable(address: SocketAddress, protocol: 'tcp' | 'udp'): SocketAddress {
    const ip = requireIp(address.ip);
    if (!isWildcard(ip) && !this.owns(ip)) throw new Errno('EADDRNOTAVAIL');
    return { ip, port: address.port === 0 ? this.#ephemeralPort(protocol) : address.port };
  }

  #ephemeralPort(protocol: 'tcp' | 'udp'): number {
    const used = new Set<number>();
    if (protocol === 'tcp') for (const { local } of this.#connections) used.add(local.port);
    const taken = protocol === 'tcp' ? this.#listeners : this.#udp;
    for (let tries = FIRST_EPHEMERAL_PORT; tries <= LAST_EPHEMERAL_PORT; tries++) {
      const port = this.#nextPort;
      this.#nextPort = port === LAST_EPHEMERAL_PORT ? FIRST_EPHEMERAL_PORT : port + 1;
      if (used.has(port) || taken.has(port)) continue;
      if (!this.#foreignSockets(port).some(socket => socket.protocol === protocol)) return port;
    }
    throw new Errno('EADDRNOTAVAIL');
  }

  #now(): number {
    return this.#scheduler.clock.now();
  }
}

function describeListener({ local, ipv6Only }: TcpListener): SocketInfo {
  return { protocol: 'tcp', state: 'LISTEN', local, remote: undefined, receiveQueue: 0, ipv6Only };
}

function describeConnection({ state, local, remote, queuedBytes }: TcpSocket): SocketInfo {
  return { protocol: 'tcp', state, local, remote, receiveQueue: queuedBytes, ipv6Only: false };
}

function describeUdp({ local }: UdpSocket): SocketInfo {
  return { protocol: 'udp', state: 'UNCONN', local, remote: undefined, receiveQueue: 0, ipv6Only: false };
}

function* pauseUntil(deadline: number): Task<void> {
  if ((yield* waitFor([], deadline)) === 'interrupted') throw new Errno('EINTR');
}

function requireIp(text: string): string {
  const ip = normaliseIp(text);
  if (ip === undefined) throw new Errno('EINVAL');
  return ip;
}
