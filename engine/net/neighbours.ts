import type { Instant, Ms } from '../core/clock.js';
import type { Device } from './device.js';
import type { Neighbour, NeighbourState } from './namespace.js';
import type { Segment } from './segment.js';

/** base_reachable_time; each interface takes half of it to half as much again. */
const BASE_REACHABLE_TIME: Ms = 30_000;
/** delay_first_probe_time: how long a stale neighbour that is spoken to may prove itself before it is asked. */
const DELAY_TIME: Ms = 5_000;
/** Requests that nobody answers: ucast_solicit and mcast_solicit of them, retrans_time apart. */
const UNANSWERED: Ms = 3_000;
const SOLICITATIONS = 3;
/** From gc_thresh1 on, what was not used for gc_stale_time goes; gc_thresh3 is the end. */
const MANY = 128;
const STALE_TIME: Ms = 60_000;
const MOST = 1024;

/** An entry; its state is worked out from these times whenever somebody looks. */
interface Entry {
  state: NeighbourState;
  /** The interface that has the address; none where nobody answers. */
  peer: Device | undefined;
  mac: string | undefined;
  usedAt: Instant;
  confirmedAt: Instant;
  updatedAt: Instant;
  probes: number;
}

/** The addresses that an interface has asked for or heard of (net/core/neighbour.c). */
export class NeighbourTable {
  readonly #device: Device;
  readonly #segment: Segment;
  readonly #reachableTime: Ms;
  readonly #entries = new Map<string, Entry>();
  /** The entry that was used last: nearly always the one that is wanted. */
  #last: Entry | undefined;

  #sentAt: Instant = -Infinity;

  constructor(device: Device, segment: Segment) {
    this.#device = device;
    this.#segment = segment;
    segment.tables.add(this);
    this.#reachableTime = BASE_REACHABLE_TIME * (0.5 + chanceOf(device.mac));
  }

  /** A packet leaves for the address of an interface in reach, which is asked for its hardware address if need be. */
  reach(peer: Device): void {
    const now = this.#now();
    this.#sentAt = now;
    const last = this.#last;
    if (last?.peer === peer && last.mac !== undefined && last.state !== 'STALE' && now < this.#deadline(last)) {
      last.usedAt = now;
      return;
    }
    const entry = this.#settled(peer.ip, now);
    if (entry?.peer !== peer || entry.state === 'FAILED' || entry.state === 'INCOMPLETE') {
      this.#put(peer.ip, {
        state: 'REACHABLE',
        peer,
        mac: peer.mac,
        usedAt: now,
        confirmedAt: now,
        updatedAt: now,
        probes: SOLICITATIONS + 1,
      });
      this.#show(peer);
      peer.neighbours?.hear(this.#device);
      return;
    }
    if (entry.state === 'STALE') {
      entry.state = 'DELAY';
      entry.updatedAt = now;
      entry.probes = 0;
      if (this.#segment.isWatched) this.#look(peer.ip, DELAY_TIME);
    }
    entry.usedAt = now;
  }

  /** When something left here last. */
  get sentAt(): Instant {
    return this.#sentAt;
  }

  /** A packet leaves for an address that nobody has. */
  miss(ip: string): void {
    const now = this.#now();
    this.#sentAt = now;
    const entry = this.#settled(ip, now);
    if (entry?.state === 'INCOMPLETE') entry.usedAt = now;
    else if (entry === undefined || entry.state === 'FAILED') {
      this.#ask(ip);
      this.#put(ip, {
        state: 'INCOMPLETE',
        peer: undefined,
        mac: undefined,
        usedAt: now,
        confirmedAt: now,
        updatedAt: now,
        probes: SOLICITATIONS + 2,
      });
    }
  }

  /** What those who listen in see of a question that is answered. */
  #show(peer: Device, asked?: Device): void {
    if (!this.#segment.isWatched) return;
    this.#segment.showQuestion(this.#device, peer.ip, asked);
    this.#segment.showAnswer(peer, this.#device);
  }

  /** Looks at an entry when its time is over: only then those who listen in see what follows. */
  #look(ip: string, delay: Ms): void {
    this.#segment.scheduler.at(this.#now() + delay, () => {
      this.#settled(ip, this.#now());
    });
  }

  #ask(ip: string): void {
    if (!this.#segment.isWatched) return;
    for (let time = 0; time < SOLICITATIONS; time++) {
      this.#segment.scheduler.at(this.#now() + (time * UNANSWERED) / SOLICITATIONS, () => {
        this.#segment.showQuestion(this.#device, ip);
      });
    }
  }

  /** Somebody has asked for an address of this interface, and told its own by that. */
  hear(peer: Device): void {
    const now = this.#now();
    const entry = this.#settled(peer.ip, now);
    if (entry?.peer === peer && entry.state !== 'FAILED' && entry.state !== 'INCOMPLETE') return;
    const usedAt = entry?.usedAt ?? now;
    this.#put(peer.ip, { state: 'STALE', peer, mac: peer.mac, usedAt, confirmedAt: now, updatedAt: now, probes: 0 });
  }

  /** An interface tells everybody that an address is its own now: known entries take it over, others are not made. */
  overhear(peer: Device): void {
    if (this.#entries.has(peer.ip)) this.hear(peer);
  }

  /** What was sent has been acknowledged, so the neighbour is there. */
  confirm(peer: Device): void {
    const now = this.#now();
    const entry = this.#last?.peer === peer && now < this.#deadline(this.#last) ? this.#last : this.#settled(peer.ip, now);
    if (entry && entry.state !== 'FAILED' && entry.state !== 'INCOMPLETE') entry.confirmedAt = now;
  }

  /** Takes an entry away; false when there is none. */
  forget(ip: string): boolean {
    this.#last = undefined;
    return this.#entries.delete(ip);
  }

  list(): readonly Neighbour[] {
    const now = this.#now();
    return Array.from(this.#entries, ([ip, entry]) => {
      this.#settle(entry, now);
      const { state, mac, usedAt, confirmedAt, updatedAt, probes } = entry;
      const device = this.#device.name;
      return { ip, device, mac, state, usedMs: now - usedAt, confirmedMs: now - confirmedAt, updatedMs: now - updatedAt, probes };
    });
  }

  #settled(ip: string, now: Instant): Entry | undefined {
    const entry = this.#entries.get(ip);
    if (entry) {
      this.#settle(entry, now);
      // What is unknown or failed has to be asked for again.
      this.#last = entry.mac === undefined ? undefined : entry;
    }
    return entry;
  }

  /** Does what timers would have done until now (neigh_timer_handler). */
  #settle(entry: Entry, now: Instant): void {
    for (;;) {
      const due = this.#deadline(entry);
      if (now < due) return;
      this.#expire(entry, due);
    }
  }

  #deadline({ state, confirmedAt, updatedAt }: Entry): Instant {
    if (state === 'REACHABLE') return confirmedAt + this.#reachableTime;
    if (state === 'DELAY') return updatedAt + DELAY_TIME;
    return state === 'PROBE' || state === 'INCOMPLETE' ? updatedAt + UNANSWERED : Infinity;
  }

  #expire(entry: Entry, due: Instant): void {
    if (entry.state === 'REACHABLE') entry.state = due <= entry.usedAt + DELAY_TIME ? 'DELAY' : 'STALE';
    else if (entry.state === 'DELAY') this.#probe(entry, due);
    else {
      entry.state = 'FAILED';
      entry.mac = undefined;
      entry.probes = entry.probes < SOLICITATIONS ? SOLICITATIONS : SOLICITATIONS + 3;
    }
    entry.updatedAt = due;
  }

  /** The moment at which a neighbour that was not confirmed is asked whether it is still there. */
  #probe(entry: Entry, due: Instant): void {
    if (due <= entry.confirmedAt + DELAY_TIME) {
      entry.state = 'REACHABLE';
      return;
    }
    entry.probes = 1;
    if (entry.peer === undefined || entry.peer.removedAt <= due) {
      entry.state = 'PROBE';
      return;
    }
    entry.state = 'REACHABLE';
    entry.confirmedAt = due;
    if (this.#now() - due < 1) this.#show(entry.peer, entry.peer);
  }

  #put(ip: string, entry: Entry): void {
    this.#last = undefined;
    this.#entries.delete(ip);
    if (this.#entries.size >= MANY) this.#collect(entry.usedAt);
    this.#entries.set(ip, entry);
  }

  #collect(now: Instant): void {
    for (const [ip, entry] of this.#entries) {
      this.#settle(entry, now);
      if ((entry.state === 'STALE' || entry.state === 'FAILED') && now - entry.usedAt > STALE_TIME) this.#entries.delete(ip);
    }
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= MOST && oldest !== undefined) this.#entries.delete(oldest);
  }

  #now(): Instant {
    return this.#segment.scheduler.clock.now();
  }
}

/** A number from 0 to 1 that belongs to a hardware address: what the kernel leaves to chance, without using any up. */
function chanceOf(mac: string): number {
  let hash = 0;
  for (let i = 0; i < mac.length; i++) hash = (hash * 31 + mac.charCodeAt(i)) % 65_521;
  return hash / 65_521;
}
