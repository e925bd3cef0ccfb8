import { smallestOf } from '../core/extremes.js';
import type { Ms } from '../core/clock.js';
import type { Device } from './device.js';

export type Direction = 'forward' | 'backward';

/** One interface on the way, and whether a packet going forward leaves or enters there. */
export interface Hop {
  readonly device: Device;
  readonly forward: 'out' | 'in';
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

/** A way between two stacks: what it takes, whom it passes, whether it still stands. */
export class Wire {
  readonly latency: Ms;
  /** What is left of the time to live of an answer that comes back this way. */
  readonly ttl: number;
  readonly #legs: readonly Leg[];
  readonly #isUp: () => boolean;
  readonly #segmentBytes: number;

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
      if (direction === 'forward') link?.near.neighbours?.confirm(link.far.ip);
      else link?.far.neighbours?.confirm(link.near.ip);
    }
  }

  /** Counts packets, the sizes including all headers, and lets each sender on the way find out who the next one is. */
  carry(direction: Direction, bytes: number, packets: number): void {
    for (const { hops, link } of this.#legs) {
      if (link && direction === 'forward') link.near.neighbours?.reach(link.far);
      else if (link) link.far.neighbours?.reach(link.near);
      for (const { device, forward } of hops) {
        if ((direction === 'forward') === (forward === 'out')) device.transmit(bytes, packets);
        else device.receive(bytes, packets);
      }
    }
  }
}
