import type { Duplex } from '../core/duplex.js';
import type { WaitQueue } from '../core/wait-queue.js';

/** An IP address in its usual text form and a port: `{ ip: '172.17.0.2', port: 80 }`; `0.0.0.0` and `::` mean any. */
export interface SocketAddress {
  readonly ip: string;
  readonly port: number;
}

/** One side of an established TCP connection. */
export interface Connection extends Duplex {
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
}

/** A listening TCP socket. */
export interface Listener {
  readonly local: SocketAddress;
  /** The next connection, or null when there is none yet. */
  accept(): Connection | null;
  readonly acceptable: WaitQueue;
  close(): void;
}

export interface Datagram {
  readonly from: SocketAddress;
  readonly to: SocketAddress;
  readonly data: Uint8Array;
}

/** A UDP socket. Sending to a port where nobody listens gives ECONNREFUSED on the next receive, as Linux does. */
export interface DatagramSocket {
  readonly local: SocketAddress;
  send(to: SocketAddress, data: Uint8Array): void;
  receive(): Datagram | null;
  readonly readable: WaitQueue;
  close(): void;
}
