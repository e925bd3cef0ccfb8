import { smallestOf } from '../core/extremes.js';
import type { Ms } from '../core/clock.js';
import type { Device } from './device.js';
import { encodePacket, hashOf, type Payload } from './packet.js';
import type { SocketAddress } from './socket.js';

export type Direction = 'forward' | 'backward';

/** One interface on the way, and whether a packet going forward leaves or enters there. */
export interface Hop {
  readonly device: Device;
  readonly forward: 'out' | 'in';
  /** A bridge that hands a frame on and is not meant: it shows to those who listen in there, and is not counted. */
  readonly isPassing?: true;
}

/** Two interfaces on one link that need each other's hardware addresses. */
export interface Link {
  readonly near: Device;
  readonly far: Device;
}

/** A stretch of a way between two machines that look at addresses. */
export interface Leg {
  readonly latency: Ms;
  readonly hops: readonly Hop[];
  /** None within one machine. */
  readonly link?: Link;
}

/** The two addresses of a conversation, the one of who began it first. */
export interface Ends {
  readonly client: SocketAddress;
  readonly server: SocketAddress;
}

/** What is shown of a packet: who speaks with whom before and after address translation, and what goes how far. */
export interface Shown {
  readonly direction: Direction;
  readonly near: Ends;
  readonly far: Ends;
  readonly payload: Payload;
  /** The time to live at the sender. */
  readonly ttl?: number;
  /** Legs from the near end that it passes; all when left out. */
  readonly reach?: number;
  /** How long it is until it is sent. */
  readonly after?: Ms;
  /** It comes from a machine on the way, and is everywhere at once. */
  readonly isThere?: boolean;
}

/** A way between two stacks: what it takes, whom it passes, whether it still stands. */
export class Wire {
  readonly latency: Ms;
  /** What is left of the time to live of an answer that comes back this way. */
  readonly ttl: number;
  readonly #legs: readonly Leg[];
  readonly #isUp: () => boolean;
  readonly #segmentBytes: number;
  #shown = 0;

  constructor(legs: readonly Leg[], isUp: () => boolean, ttl = 64) {
    this.latency = legs.reduce((sum, leg) => sum + leg.latency, 0);
    this.ttl = ttl;
    this.#legs = legs;
    this.#isUp = isUp;
    // What is left of an MTU after the IP and TCP headers with timestamps.
    this.#segmentBytes =
      smallestOf(
        legs.flatMap(leg => leg.hops.map(hop => hop.device.mtu)),
        65536,
      ) - 52;
  }

  /** The address that packets leave with, where they leave a machine. */
  get nearIp(): string | undefined {
    return this.#legs[0]?.link?.near.ip;
  }

  /** How much of a stream goes into one packet. */
  get segmentBytes(): number {
    return this.#segmentBytes;
  }

  /** This way and then another one. */
  join(next: Wire): Wire {
    return new Wire([...this.#legs, ...next.#legs], () => this.isUp && next.isUp, Math.min(this.ttl, next.ttl));
  }

  /** False once a cable on the way was pulled (docker network disconnect). */
  get isUp(): boolean {
    return this.#isUp();
  }

  /** Counts a TCP payload going one way and the acknowledgement coming back. */
  carryStream(direction: Direction, payloadBytes: number): void {
    const segments = Math.max(1, Math.ceil(payloadBytes / this.#segmentBytes));
    this.carry(direction, payloadBytes + segments * 66, segments);
    this.carry(direction === 'forward' ? 'backward' : 'forward', 66, 1);
    for (const { link } of this.#legs) {
      if (direction === 'forward') link?.near.neighbours?.confirm(link.far);
      else link?.far.neighbours?.confirm(link.near);
    }
  }

  /** Counts packets, the sizes including all headers, and lets each sender on the way find out who the next one is. */
  carry(direction: Direction, bytes: number, packets: number): void {
    for (const { hops, link } of this.#legs) {
      if (link && direction === 'forward') link.near.neighbours?.reach(link.far);
      else if (link) link.far.neighbours?.reach(link.near);
      for (const { device, forward, isPassing } of hops) {
        if (isPassing) continue;
        if ((direction === 'forward') === (forward === 'out')) device.transmit(bytes, packets);
        else device.receive(bytes, packets);
      }
    }
  }

  /** Whether somebody listens in on the way. */
  get isWatched(): boolean {
    for (const { hops } of this.#legs) for (const { device } of hops) if (device.taps) return true;
    return false;
  }

  /** Shows a packet to those who listen in on the way, as it is where they are and when it comes there. */
  show(shown: Shown): void {
    const { direction, ttl = 64, reach = this.#legs.length, after = 0 } = shown;
    const isForward = direction === 'forward';
    let start = 0;
    for (const [index, leg] of this.#legs.slice(0, reach).entries()) {
      // Who is asked for an address is asked before.
      if (isForward) leg.link?.near.neighbours?.reach(leg.link.far);
      else leg.link?.far.neighbours?.reach(leg.link.near);
      const { client, server } = index === 0 ? shown.near : shown.far;
      const left = isForward ? ttl - index : this.ttl - (64 - ttl) + index;
      const [from, to] = isForward ? [client, server] : [server, client];
      const id = hashOf(`${from.ip} ${String(from.port)} ${String(this.#shown++)}`) & 0xffff;
      const { near, far } = leg.link ?? {};
      const [sender, receiver] = isForward ? [near, far] : [far, near];
      for (const [place, hop] of leg.hops.entries()) {
        if (!hop.device.taps) continue;
        const offset = start + (leg.hops.length > 1 ? (leg.latency * place) / (leg.hops.length - 1) : 0);
        const frame = encodePacket({ from, to, ttl: left, id, payload: shown.payload }, sender?.mac, receiver?.mac);
        showAt(hop, isForward, frame, after + (shown.isThere ? 0 : isForward ? offset : this.latency - offset));
      }
      start += leg.latency;
    }
  }
}

function showAt({ device, forward, isPassing }: Hop, isForward: boolean, frame: Uint8Array, delay: Ms): void {
  const way = isPassing ? 'passing' : isForward === (forward === 'out') ? 'out' : 'in';
  // What a loopback interface sends it receives: libpcap shows it once.
  if (device.kind === 'loopback' && way === 'out') return;
  for (const tap of device.taps ?? []) tap.hear(device.name, way, frame, delay);
}
