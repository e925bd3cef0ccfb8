import type { Device } from './device.js';
import type { NetworkStack } from './network-stack.js';
import type { RouterHop } from './routers.js';
import type { SocketAddress } from './socket.js';
import type { Wire } from './wire.js';

export type Protocol = 'tcp' | 'udp' | 'icmp';

/** Where a packet for an address ends up. */
export type Path =
  | OpenPath
  /** Routed, but dropped on the way without a word. */
  | { readonly kind: 'lost'; readonly wire?: Wire }
  /** On the link of this interface, but nobody there has the address. */
  | { readonly kind: 'unreachable'; readonly device: Device; readonly ip: string }
  | { readonly kind: 'no-route' };

export interface OpenPath {
  readonly kind: 'open';
  readonly stack: NetworkStack;
  readonly wire: Wire;
  /** The sender's own address on this path. */
  readonly source: string;
  /** What the receiver sees as the sender: another address than `source` behind NAT. */
  readonly seenAs: string;
  /** The address and port at the receiver, after port publishing. */
  readonly target: SocketAddress;
  /** Somebody on the way (docker-proxy) has accepted already, so a target that refuses shows as a reset. */
  readonly proxied: boolean;
}

/** Decides where packets go. */
export interface Router {
  findPath(from: NetworkStack, to: SocketAddress, protocol: Protocol): Path;
  /** The machines between a stack and an address that count hops, the nearest first. */
  routersTo(from: NetworkStack, ip: string): readonly RouterHop[];
}
