import { Errno } from '../core/errno.js';
import { WaitQueue } from '../core/wait-queue.js';
import type { Datagram, DatagramSocket, SocketAddress } from './socket.js';

/** Datagrams that a socket keeps until they are read; more are lost, as on Linux. */
const QUEUE_BYTES = 212992;

/** What a UDP socket needs of the stack that it belongs to. */
export interface DatagramCarrier {
  send(socket: UdpSocket, to: SocketAddress, data: Uint8Array): void;
  forgetUdp(socket: UdpSocket): void;
}

export class UdpSocket implements DatagramSocket {
  readonly local: SocketAddress;
  readonly readable = new WaitQueue();
  readonly #carrier: DatagramCarrier;
  readonly #queue: Datagram[] = [];
  #queuedBytes = 0;
  #refused = false;
  #closed = false;

  constructor(local: SocketAddress, carrier: DatagramCarrier) {
    this.local = local;
    this.#carrier = carrier;
  }

  send(to: SocketAddress, data: Uint8Array): void {
    if (this.#closed) throw new Errno('EBADF');
    this.#carrier.send(this, to, data.slice());
  }

  receive(): Datagram | null {
    if (this.#closed) throw new Errno('EBADF');
    if (this.#refused) {
      this.#refused = false;
      throw new Errno('ECONNREFUSED');
    }
    const datagram = this.#queue.shift();
    if (!datagram) return null;
    this.#queuedBytes -= datagram.data.length;
    return datagram;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#queue.length = 0;
    this.#carrier.forgetUdp(this);
    this.readable.notify();
  }

  /** A datagram has arrived. */
  deliver(datagram: Datagram): void {
    if (this.#closed || this.#queuedBytes + datagram.data.length > QUEUE_BYTES) return;
    this.#queuedBytes += datagram.data.length;
    this.#queue.push(datagram);
    this.readable.notify();
  }

  /** "Port unreachable" came back for something that was sent. */
  refuse(): void {
    this.#refused = true;
    this.readable.notify();
  }
}
