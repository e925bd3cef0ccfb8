import { Host, type HostSetup, type Input, type JournalEntry } from '../../engine/index.js';
import { LiveHost, type JournalLog } from '../live/live-host.js';
import type { OpenHost } from '../state/host-folder.js';
import { Outlets } from './outlets.js';
import { closeOrphans, type SharedHost } from './shared-host.js';

/** A client that has asked for nothing for so long waits for what its container does. */
const quietMs = 300;
/** Ages and `--until` of a client are told by the real clock; work and jumps put the host's ahead of it. */
const longestLeadMs = 2000;
/** A host whose clock is further behind is not new. */
const bootMs = 10_000;

export interface ServedOptions {
  /** Jump over pauses. */
  readonly fast: boolean;
  /** Nobody is there all the time: pauses are jumped over only while somebody waits. */
  readonly forClients: boolean;
  /** Nobody sits at a terminal. */
  readonly isScripted?: boolean;
}

/** A host and where its inputs are kept. */
export interface HostToServe extends Pick<OpenHost, 'host' | 'content'> {
  readonly journal: JournalLog;
  startAfresh(setup: HostSetup): JournalLog;
}

/** A host without a terminal of its own: it works for whoever is connected until it is stopped. */
export class ServedHost implements SharedHost {
  readonly outlets = new Outlets();
  /** Called when a new host has taken the place of the old one. */
  readonly onReset = new Set<() => void>();
  readonly #open: HostToServe;
  readonly #live: LiveHost;
  #wake: () => void = () => undefined;
  #isAwake = false;
  #isStopping = false;
  #stopsUnused = false;
  #lastHeardMs = performance.now();

  constructor(open: HostToServe, { fast, forClients, isScripted = false }: ServedOptions) {
    this.#open = open;
    this.#live = new LiveHost(open.host, open.journal, {
      fast,
      isScripted,
      ...(forClients ? { mayJump: () => this.#mayJump, longestLeadMs } : {}),
    });
    if (forClients) this.#setClock();
    if (open.content.entries.length > 0) this.#live.followCalendar();
    closeOrphans(open.host, input => this.#live.put(input));
  }

  present(): Host {
    this.#lastHeardMs = performance.now();
    return this.#live.present();
  }

  put(input: Input): JournalEntry {
    this.#lastHeardMs = performance.now();
    const entry = this.#live.put(input);
    this.rouse();
    return entry;
  }

  readonly reset = (setup: HostSetup): void => {
    const host = new Host(setup);
    this.#live.replace(host, this.#open.startAfresh(setup));
    this.outlets.reset();
    this.#setClock();
    for (const action of this.onReset) action();
    this.rouse();
  };

  /** Lets the host work until `stop`. */
  async run(): Promise<void> {
    while (!this.#isOver()) {
      const { events, wait } = await this.#live.pump();
      if ((await this.outlets.deliver(this.#live.host, events)) > 0) this.#lastHeardMs = performance.now();
      if (!this.#isOver()) await this.#rest(wait);
    }
    this.#live.leave();
  }

  #isOver(): boolean {
    return this.#isStopping || (this.#stopsUnused && !this.outlets.hasSessions);
  }

  /** Ends `run` when nobody has a session here any more. */
  stopWhenUnused(): void {
    this.#stopsUnused = true;
    this.rouse();
  }

  stop(): void {
    this.#isStopping = true;
    this.rouse();
  }

  /** Clients compare the times of a new host with their own clock. An older host's clock stood still while nobody ran it, and goes on from there. */
  #setClock(): void {
    const { setup } = this.#live.host;
    const behind = Date.now() - setup.epochMs - this.#live.host.now();
    if (behind > 0 && behind < bootMs) this.#live.makeUp(behind);
  }

  get #mayJump(): boolean {
    const { urgency } = this.#live.host.outside;
    return this.outlets.hasSessions || urgency === 'urgent' || (urgency === 'perhaps' && performance.now() - this.#lastHeardMs > quietMs);
  }

  /** Something has come that the host does not know of yet. */
  rouse(): void {
    this.#isAwake = true;
    this.#wake();
  }

  /** Whether a pause may be jumped over can change without anybody saying so. */
  get #longestRestMs(): number {
    return this.#live.host.outside.urgency === 'perhaps' ? quietMs : 2 ** 31 - 1;
  }

  /** Waits until there is something to do; clients are always heard in between. */
  async #rest(milliseconds: number | undefined): Promise<void> {
    if (this.#isAwake || milliseconds === 0) await new Promise<void>(done => setImmediate(done));
    else {
      await new Promise<void>(done => {
        // The timer also keeps the program alive where nothing else would.
        const timer = setTimeout(done, Math.min(milliseconds ?? Infinity, this.#longestRestMs));
        this.#wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
    this.#wake = () => undefined;
    this.#isAwake = false;
  }
}
