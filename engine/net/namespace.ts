import type { Ms } from '../core/clock.js';
import type { Task } from '../core/task.js';
import type { OpenFrameSource } from './capture.js';
import type { Forwarding } from './forwarding.js';
import type { Connection, DatagramSocket, Listener, SocketAddress } from './socket.js';

/** A network interface as `ip addr` shows it. */
export interface NetInterface {
  readonly name: string;
  readonly index: number;
  readonly mac: string;
  /** `172.17.0.2/16` and the like. */
  readonly addresses: readonly string[];
  readonly up: boolean;
  readonly mtu: number;
  readonly kind: 'loopback' | 'veth' | 'bridge' | 'ethernet';
  readonly rxBytes: number;
  readonly txBytes: number;
  readonly rxPackets: number;
  readonly txPackets: number;
  /** Index of the other end of a veth pair, in the namespace where that is (`eth0@if12`). */
  readonly peerIndex?: number | undefined;
  /** The bridge that this interface is a port of. */
  readonly master?: string | undefined;
}

export interface Route {
  /** 'default' or a prefix such as '172.17.0.0/16'. */
  readonly destination: string;
  readonly gateway: string | undefined;
  readonly device: string;
  readonly source: string | undefined;
}

export type NeighbourState = 'INCOMPLETE' | 'REACHABLE' | 'STALE' | 'DELAY' | 'PROBE' | 'FAILED';

/** Who has an address on the link, as `ip neigh` and `arp` show it, and how long ago that was used, confirmed and changed. */
export interface Neighbour {
  readonly ip: string;
  readonly device: string;
  /** Undefined as long as nobody has answered. */
  readonly mac: string | undefined;
  readonly state: NeighbourState;
  readonly usedMs: Ms;
  readonly confirmedMs: Ms;
  readonly updatedMs: Ms;
  readonly probes: number;
}

/** A hardware address that a bridge has seen behind one of its ports. */
export interface LearnedAddress {
  readonly mac: string;
  readonly device: string;
  readonly bridge: string;
}

/** A socket as `ss` and `netstat` list it. */
export interface SocketInfo {
  readonly protocol: 'tcp' | 'udp';
  readonly state: 'LISTEN' | 'ESTAB' | 'UNCONN' | 'TIME-WAIT' | 'CLOSE-WAIT' | 'FIN-WAIT-2';
  readonly local: SocketAddress;
  readonly remote: SocketAddress | undefined;
  /** Bytes that wait to be read. */
  readonly receiveQueue: number;
  /** Bound to `::` without taking IPv4 connections. */
  readonly ipv6Only: boolean;
  /** The program that holds a socket which no process here does: `docker-proxy` on a published port. */
  readonly program?: string | undefined;
  /** For such a socket: whether somebody listens where it leads. */
  readonly isAnswered?: () => boolean;
}

export interface ListenOptions {
  readonly ipv6Only?: boolean;
}

/** A packet that is sent to see what comes back. */
export interface Probe {
  readonly protocol: 'icmp' | 'udp' | 'tcp';
  readonly port?: number;
  readonly ttl: number;
  /** With the IP header. */
  readonly bytes: number;
  /** What marks an echo request, or the port that a datagram comes from. */
  readonly id?: number;
  readonly sequence?: number;
}

/** What an echo request is like; else it is a usual one. */
export type Echo = Partial<Pick<Probe, 'ttl' | 'bytes' | 'id' | 'sequence'>>;

/** What comes back to a probe, and after how long; nothing comes after a time without end. */
export type ProbeAnswer =
  /** From whom it was sent to. */
  | { readonly kind: 'reply'; readonly after: Ms; readonly from: string; readonly ttl: number; readonly isUp: () => boolean }
  /** From a router at which its time to live ended. */
  | { readonly kind: 'exceeded'; readonly after: Ms; readonly from: string; readonly ttl: number }
  /** From the sender itself, which finds nobody on its link. */
  | { readonly kind: 'unreachable'; readonly after: Ms; readonly from: string }
  | { readonly kind: 'silence'; readonly after: Ms };

/** An own set of interfaces, addresses, routes and sockets: what a container has, and the host. */
export interface NetNamespace {
  readonly id: number;
  interfaces(): readonly NetInterface[];
  routes(): readonly Route[];
  sockets(): readonly SocketInfo[];
  /** Whom this namespace has spoken to on its links. */
  neighbours(): readonly Neighbour[];
  /** Whom the bridges of this namespace have heard lately. */
  learned(): readonly LearnedAddress[];
  /** Takes an entry of that table away; false when there is none. */
  forgetNeighbour(device: string, ip: string): boolean;
  /** What is forwarded here; undefined where nothing is, as in containers. */
  forwarding(): Forwarding | undefined;
  /** `::` takes IPv4 connections as well unless `ipv6Only`. Port 0 takes a free one. Throws EADDRINUSE, EADDRNOTAVAIL. */
  listen(address: SocketAddress, options?: ListenOptions): Listener;
  /** ECONNREFUSED when nobody listens, ETIMEDOUT when nobody answers, ENETUNREACH without a route, EHOSTUNREACH. */
  connect(address: SocketAddress, timeout?: Ms): Task<Connection>;
  udp(address?: SocketAddress): DatagramSocket;
  /** Sends one packet to see what comes back, as ping and traceroute do. Throws ENETUNREACH without a route. */
  probe(ip: string, probe: Probe): ProbeAnswer;
  /** Sends one ICMP echo and waits for what comes back, `silence` when the time is up. Throws ENETUNREACH without a route. */
  ping(ip: string, timeout: Ms, echo?: Echo): Task<ProbeAnswer>;
  /** Listens in on an interface, or on all of them. ENODEV. */
  capture(device: string | undefined, isPromiscuous: boolean): OpenFrameSource;
}
