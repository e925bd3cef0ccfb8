import { smallestOf } from '../core/extremes.js';
import type { Ms } from '../core/clock.js';
import type { Device } from './device.js';

/** One interface on the way, and whether a packet going forward leaves or enters there. */
export interface Hop {
  readonly device: Device;
  readonly forward: 'out' | 'in';
}

/** A way between two stacks: what it takes, whom it passes, whether it still stands. */
export class Wire {
  readonly latency: Ms;
  /** What is left of the time to live of an answer that comes back this way. */
  readonly ttl: number;
  readonly #hops: readonly Hop[];
  readonly #isUp: () => boolean;
  readonly #segmentBytes: number;

  constructor(latency: Ms, hops: readonly Hop[], isUp: () => boolean, ttl = 64) {
    this.latency = latency;
    this.ttl = ttl;
    this.#hops = hops;
    this.#isUp = isUp;
    // What is left of an MTU after the IP and TCP headers with timestamps.
    this.#segmentBytes =
      smallestOf(
        hops.map(hop => hop.device.mtu),
        65536,
      ) - 52;
  }

  /** This way and then another one. */
  join(next: Wire): Wire {
    return new Wire(
      this.latency + next.latency,
      [...this.#hops, ...next.#hops],
      () => this.isUp && next.isUp,
      Math.min(this.ttl, next.ttl),
    );
  }

  /** False once a cable on the way was pulled (docker network disconnect). */
  get isUp(): boolean {
    return this.#isUp();
  }

  /** Counts a TCP payload going one way and the acknowledgement coming back. */
  carryStream(direction: 'forward' | 'backward', payloadBytes: number): void {
    const segments = Math.max(1, Math.ceil(payloadBytes / this.#segmentBytes));
    this.carry(direction, payloadBytes + segments * 66, segments);
    this.carry(direction === 'forward' ? 'backward' : 'forward', 66, 1);
  }

  /** Counts packets, the sizes including all headers. */
  carry(direction: 'forward' | 'backward', bytes: number, packets: number): void {
    for (const { device, forward } of this.#hops) {
      if ((direction === 'forward') === (forward === 'out')) device.transmit(bytes, packets);
      else device.receive(bytes, packets);
    }
  }
}
