import type { Ms } from '../core/clock.js';
import { Errno, type ErrnoCode } from '../core/errno.js';
import type { Readiness } from '../core/duplex.js';
import type { Scheduler } from '../core/scheduler.js';
import { WaitQueue } from '../core/wait-queue.js';
import type { Connection, Listener, SocketAddress } from './socket.js';
import { flagsOf, showSegments } from './tcp-segments.js';
import type { Wire } from './wire.js';

/** What one direction holds, in the receiver's queue and on the wire together. */
const WINDOW_BYTES = 131072;

/** Connections that may wait to be accepted (net.core.somaxconn). */
const BACKLOG = 4096;

/** How long docker-proxy takes to learn that its target refuses. */
const PROXY_DIAL_TIME: Ms = 2;

const NOTHING = new Uint8Array(0);

/** Whoever keeps the table of sockets and hears when one is gone. */
export interface SocketOwner {
  forget(socket: TcpSocket): void;
}

/** One end of a connection. Bytes, the end of the stream and resets arrive after the wire's latency, in order. */
export class TcpSocket implements Connection {
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  readonly readable = new WaitQueue();
  readonly writable = new WaitQueue();
  readonly #scheduler: Scheduler;
  readonly #wire: Wire;
  readonly #direction: 'forward' | 'backward';
  readonly #owner: SocketOwner;
  #peer: TcpSocket | undefined;
  readonly #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #inFlightBytes = 0;
  #sawEnd = false;
  #isReset = false;
  #error: ErrnoCode | undefined;
  #ended = false;
  #closed = false;
  /** How much was sent and received, with what opens and ends a stream, which count as a byte each. */
  #sent = 1;
  #received = 1;

  constructor(
    scheduler: Scheduler,
    wire: Wire,
    direction: 'forward' | 'backward',
    local: SocketAddress,
    remote: SocketAddress,
    owner: SocketOwner,
  ) {
    this.#scheduler = scheduler;
    this.#wire = wire;
    this.#direction = direction;
    this.local = local;
    this.remote = remote;
    this.#owner = owner;
  }

  /** Makes two ends one connection. */
  static join(a: TcpSocket, b: TcpSocket): void {
    a.#peer = b;
    b.#peer = a;
  }

  get state(): 'ESTAB' | 'CLOSE-WAIT' | 'FIN-WAIT-2' {
    if (this.#sawEnd) return 'CLOSE-WAIT';
    return this.#ended ? 'FIN-WAIT-2' : 'ESTAB';
  }

  /** Bytes received and not yet read: Recv-Q. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  read(max: number): Uint8Array | null {
    if (this.#closed) throw new Errno('EBADF');
    if (this.#queuedBytes > 0) return this.#take(max);
    this.#raise();
    return this.#sawEnd || this.#isReset ? NOTHING : null;
  }

  write(data: Uint8Array): number {
    if (this.#closed) throw new Errno('EBADF');
    this.#raise();
    if (this.#ended || this.#isReset) throw new Errno('EPIPE');
    const room = Math.min(this.#room(), data.length);
    if (room === 0) return 0;
    const payload = data.slice(0, room);
    this.#inFlightBytes += room;
    if (this.#wire.isWatched) this.#show(flagsOf.answer, payload);
    this.#sent += room;
    this.#send(room, peer => {
      this.#inFlightBytes -= room;
      peer.#receive(payload);
    });
    return room;
  }

  end(): void {
    if (this.#ended || this.#isReset) return;
    this.#ended = true;
    if (this.#wire.isWatched) this.#show(flagsOf.end);
    this.#sent++;
    this.#send(0, peer => {
      peer.#receiveEnd();
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // Linux answers what was never read with a reset instead of a polite end (RFC 2525 2.17).
    if (this.#queuedBytes > 0) this.abort();
    else this.end();
    this.#queue.length = 0;
    this.#queuedBytes = 0;
    this.#owner.forget(this);
    this.readable.notify();
    this.writable.notify();
  }

  /** Sends a reset; this end is dead as well. */
  abort(): void {
    if (this.#isReset) return;
    this.#isReset = true;
    this.#ended = true;
    if (this.#wire.isWatched) this.#show(flagsOf.reset);
    this.#send(0, peer => {
      peer.#receiveReset();
    });
  }

  /** Becomes the end of a proxy that has nobody to pass bytes to: any data is answered with a reset. */
  hangUpOnData(): void {
    this.#closed = true;
    this.#owner.forget(this);
    this.#scheduler.at(this.#scheduler.clock.now() + this.#wire.latency + PROXY_DIAL_TIME, () => {
      this.end();
    });
  }

  ready(): Readiness {
    const hungUp = this.#sawEnd || this.#isReset;
    return { read: this.#queuedBytes > 0 || hungUp, write: this.#isReset || this.#ended || this.#room() > 0, hangup: hungUp };
  }

  /** Shows what this end says to those who listen in. */
  #show(flags: number, data?: Uint8Array): void {
    const peer = this.#peer;
    if (!peer || !this.#wire.isUp) return;
    const [client, server] = this.#direction === 'forward' ? [this, peer] : [peer, this];
    const near = { client: client.local, server: client.remote };
    const far = { client: server.remote, server: server.local };
    const saying = { direction: this.#direction, flags, sent: this.#sent, received: this.#received };
    const room = WINDOW_BYTES - this.#queuedBytes;
    showSegments({ wire: this.#wire, near, far }, this.#scheduler.clock.now(), data ? { ...saying, room, data } : { ...saying, room });
  }

  #room(): number {
    return Math.max(0, WINDOW_BYTES - this.#inFlightBytes - (this.#peer ? this.#peer.#queuedBytes : 0));
  }

  #raise(): void {
    const code = this.#error;
    this.#error = undefined;
    if (code) throw new Errno(code);
  }

  #take(max: number): Uint8Array {
    const first = this.#queue[0] ?? NOTHING;
    const taken = first.length <= max ? first : first.subarray(0, max);
    if (taken === first) this.#queue.shift();
    else this.#queue[0] = first.subarray(max);
    this.#queuedBytes -= taken.length;
    this.#peer?.writable.notify();
    return taken;
  }

  #send(payloadBytes: number, arrive: (peer: TcpSocket) => void): void {
    if (!this.#wire.isUp) return;
    this.#wire.carryStream(this.#direction, payloadBytes);
    this.#scheduler.at(this.#scheduler.clock.now() + this.#wire.latency, () => {
      // What was on its way when the wire was cut arrives: the ends of a stopping container's connections are sent before its network goes.
      if (this.#peer) arrive(this.#peer);
    });
  }

  #receive(payload: Uint8Array): void {
    if (this.#isReset) return;
    if (this.#closed) {
      this.abort();
      return;
    }
    this.#queue.push(payload);
    this.#queuedBytes += payload.length;
    this.#received += payload.length;
    if (this.#wire.isWatched) this.#show(flagsOf.answer);
    this.readable.notify();
  }

  #receiveEnd(): void {
    this.#sawEnd = true;
    this.#received++;
    if (this.#wire.isWatched && !this.#isReset) this.#show(flagsOf.answer);
    this.readable.notify();
    this.writable.notify();
  }

  #receiveReset(): void {
    if (this.#isReset) return;
    // After the other side's orderly end, the reset answers our own late bytes: that is a broken pipe (tcp_reset).
    this.#error = this.#sawEnd ? 'EPIPE' : 'ECONNRESET';
    this.#isReset = true;
    this.readable.notify();
    this.writable.notify();
  }
}

/** A port that takes connections, and those that nobody has accepted yet. */
export class TcpListener implements Listener {
  readonly local: SocketAddress;
  /** A socket bound to `::` that leaves IPv4 to others (IPV6_V6ONLY). */
  readonly ipv6Only: boolean;
  readonly acceptable = new WaitQueue();
  readonly #backlog: TcpSocket[] = [];
  readonly #onClose: (listener: TcpListener) => void;
  #closed = false;

  constructor(local: SocketAddress, ipv6Only: boolean, onClose: (listener: TcpListener) => void) {
    this.local = local;
    this.ipv6Only = ipv6Only;
    this.#onClose = onClose;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  get isFull(): boolean {
    return this.#backlog.length >= BACKLOG;
  }

  /** The fabric puts a connection here as soon as the handshake is over, whether or not anybody accepts. */
  push(connection: TcpSocket): void {
    this.#backlog.push(connection);
    this.acceptable.notify();
  }

  accept(): Connection | null {
    if (this.#closed) throw new Errno('EBADF');
    return this.#backlog.shift() ?? null;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const connection of this.#backlog) {
      connection.abort();
      connection.close();
    }
    this.#backlog.length = 0;
    this.#onClose(this);
    this.acceptable.notify();
  }
}
