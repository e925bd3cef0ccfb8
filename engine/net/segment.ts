import type { Scheduler } from '../core/scheduler.js';
import type { TapBoard, Way } from './capture.js';
import type { NeighbourTable } from './neighbours.js';
import type { Device } from './device.js';
import { BROADCAST, encodeArp } from './packet.js';

/** What hears each other's broadcasts: a bridge and what is plugged into it, or the cable to the outside. */
export class Segment {
  readonly scheduler: Scheduler;
  readonly devices: () => Iterable<Device>;
  /** The tables of those who have spoken. */
  readonly tables = new Set<NeighbourTable>();
  readonly #board: TapBoard;

  constructor(scheduler: Scheduler, board: TapBoard, devices: () => Iterable<Device>) {
    this.scheduler = scheduler;
    this.#board = board;
    this.devices = devices;
  }

  get isWatched(): boolean {
    return this.#board.open > 0;
  }

  /** Shows whoever listens that an interface asks for an address: everybody, or the one who had it. */
  showQuestion(from: Device, ip: string, asked?: Device): void {
    this.#show(from, asked, encodeArp(1, from, { mac: asked?.mac ?? BROADCAST, ip }));
  }

  /** Shows whoever listens that an interface tells its address to the one who asked. */
  showAnswer(from: Device, to: Device): void {
    this.#show(from, to, encodeArp(2, from, to));
  }

  #show(from: Device, to: Device | undefined, frame: Uint8Array): void {
    for (const device of this.devices()) {
      const way = device.taps && wayOf(device, from, to);
      if (way) for (const tap of device.taps ?? []) tap.hear(device.name, way, frame);
    }
  }
}

/** How a frame meets an interface of the segment; undefined where it does not come. */
function wayOf(device: Device, from: Device, to: Device | undefined): Way | undefined {
  if (device === from) return 'out';
  if (device === to) return 'in';
  // The end of a cable in the host, whose other end is the interface of a container.
  if (device.master !== undefined) {
    if (device.index === from.peerIndex) return 'in';
    return to === undefined || device.index === to.peerIndex ? 'out' : undefined;
  }
  if (to === undefined) return 'in';
  return device.kind === 'bridge' ? 'passing' : undefined;
}
