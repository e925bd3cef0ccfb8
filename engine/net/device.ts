import type { Capture } from './capture.js';
import type { Instant } from '../core/clock.js';
import type { NetInterface } from './namespace.js';
import { NeighbourTable } from './neighbours.js';
import type { Segment } from './segment.js';

/** A network interface as the fabric keeps it; `interfaces()` hands out copies. */
export class Device {
  readonly name: string;
  readonly index: number;
  readonly mac: string;
  readonly kind: NetInterface['kind'];
  readonly mtu: number;
  readonly addresses: string[];
  /** The other end of a veth pair, by its index, as in `eth0@if12`. */
  readonly peerIndex: number | undefined;
  /** The bridge that this is a port of. */
  readonly master: string | undefined;
  /** Its IPv4 address; empty without one. */
  readonly ip: string;
  /** What it shares with its neighbours; loopback interfaces have none. */
  readonly segment: Segment | undefined;
  up = true;
  rxBytes = 0;
  txBytes = 0;
  rxPackets = 0;
  txPackets = 0;
  /** Who listens in here; nobody as a rule. */
  taps: readonly Capture[] | undefined;
  #neighbours: NeighbourTable | undefined;
  #removedAt: Instant = Infinity;

  constructor(options: DeviceOptions) {
    this.name = options.name;
    this.index = options.index;
    this.mac = options.mac;
    this.kind = options.kind;
    this.mtu = options.mtu ?? 1500;
    this.addresses = [...options.addresses];
    this.peerIndex = options.peerIndex;
    this.master = options.master;
    this.segment = options.segment;
    this.ip = options.addresses[0]?.replace(/\/.*/, '') ?? '';
  }

  /** Whom it has spoken to; made when it first speaks. */
  get neighbours(): NeighbourTable | undefined {
    if (this.segment) this.#neighbours ??= new NeighbourTable(this, this.segment);
    return this.#neighbours;
  }

  /** The table, where there is one already. */
  get knownNeighbours(): NeighbourTable | undefined {
    return this.#neighbours;
  }

  addTap(tap: Capture): void {
    this.taps = [...(this.taps ?? []), tap];
  }

  removeTap(tap: Capture): void {
    const rest = (this.taps ?? []).filter(other => other !== tap);
    this.taps = rest.length > 0 ? rest : undefined;
  }

  /** When it was pulled out. */
  get removedAt(): Instant {
    return this.#removedAt;
  }

  remove(now: Instant): void {
    this.#removedAt = now;
    if (this.#neighbours) this.segment?.tables.delete(this.#neighbours);
  }

  receive(bytes: number, packets: number): void {
    this.rxBytes += bytes;
    this.rxPackets += packets;
  }

  transmit(bytes: number, packets: number): void {
    this.txBytes += bytes;
    this.txPackets += packets;
  }

  describe(): NetInterface {
    const { name, index, mac, kind, mtu, up, peerIndex, master, rxBytes, txBytes, rxPackets, txPackets } = this;
    return { name, index, mac, kind, mtu, up, addresses: [...this.addresses], rxBytes, txBytes, rxPackets, txPackets, peerIndex, master };
  }
}

export interface DeviceOptions {
  readonly name: string;
  readonly index: number;
  readonly mac: string;
  readonly kind: NetInterface['kind'];
  readonly addresses: readonly string[];
  readonly mtu?: number | undefined;
  readonly peerIndex?: number;
  readonly master?: string;
  readonly segment?: Segment;
}

/** The loopback interface that every namespace has. */
export function loopbackDevice(): Device {
  return new Device({
    name: 'lo',
    index: 1,
    mac: '00:00:00:00:00:00',
    kind: 'loopback',
    mtu: 65536,
    addresses: ['127.0.0.1/8', '::1/128'],
  });
}
