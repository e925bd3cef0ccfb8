import type { Ms } from '../core/clock.js';
import type { Task } from '../core/task.js';
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
}

export interface Route {
  /** 'default' or a prefix such as '172.17.0.0/16'. */
  readonly destination: string;
  readonly gateway: string | undefined;
  readonly device: string;
  readonly source: string | undefined;
}

/** A socket as `ss` and `netstat` list it. */
export interface SocketInfo {
  readonly protocol: 'tcp' | 'udp';
  readonly state: 'LISTEN' | 'ESTAB' | 'UNCONN' | 'TIME-WAIT';
  readonly local: SocketAddress;
  readonly remote: SocketAddress | undefined;
}

/** An own set of interfaces, addresses, routes and sockets: what a container has, and the host. */
export interface NetNamespace {
  readonly id: number;
  interfaces(): readonly NetInterface[];
  routes(): readonly Route[];
  sockets(): readonly SocketInfo[];
  /** Throws EADDRINUSE, EADDRNOTAVAIL. */
  listen(address: SocketAddress): Listener;
  /** ECONNREFUSED when nobody listens, ETIMEDOUT when nobody answers, ENETUNREACH without a route, EHOSTUNREACH. */
  connect(address: SocketAddress, timeout?: Ms): Task<Connection>;
  udp(address?: SocketAddress): DatagramSocket;
  /** Sends one ICMP echo: the round-trip time, or why there was no answer. */
  ping(ip: string, timeout: Ms): Task<{ readonly kind: 'reply'; readonly time: Ms; readonly ttl: number } | { readonly kind: 'timeout' | 'unreachable' }>;
}
