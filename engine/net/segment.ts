import type { Scheduler } from '../core/scheduler.js';
import type { NeighbourTable } from './neighbours.js';
import type { Device } from './device.js';

/** What hears each other's broadcasts: a bridge and what is plugged into it, or the cable to the outside. */
export class Segment {
  readonly scheduler: Scheduler;
  readonly devices: () => Iterable<Device>;
  /** The tables of those who have spoken. */
  readonly tables = new Set<NeighbourTable>();

  constructor(scheduler: Scheduler, devices: () => Iterable<Device>) {
    this.scheduler = scheduler;
    this.devices = devices;
  }
}
