import { Host, type HostSetup, type Input, type JournalEntry } from '../../engine/index.js';
import { LiveHost } from '../live/live-host.js';
import type { OpenHost } from '../state/host-folder.js';
import { Outlets } from './outlets.js';
import type { SharedHost } from './shared-host.js';

/** A host without a terminal of its own: it works for whoever is connected until it is stopped. */
export class ServedHost implements SharedHost {
  readonly outlets = new Outlets();
  /** Called when a new host has taken the place of the old one. */
  readonly onReset = new Set<() => void>();
  readonly #open: OpenHost;
  readonly #live: LiveHost;
  #wake: () => void = () => undefined;
  #isAwake = false;
  #isStopping = false;

  constructor(open: OpenHost, { fast }: { readonly fast: boolean }) {
    this.#open = open;
    this.#live = new LiveHost(open.host, open.journal, { fast, mayJump: () => this.outlets.hasSessions || this.#live.host.outside.isWaitedFor });
  }

  present(): Host {
    return this.#live.present();
  }

  put(input: Input): JournalEntry {
    const entry = this.#live.put(input);
    this.#rouse();
    return entry;
  }

  readonly reset = (setup: HostSetup): void => {
    const host = new Host(setup);
    this.#live.replace(host, this.#open.startAfresh(setup));
    this.outlets.reset();
    for (const action of this.onReset) action();
    this.#rouse();
  };

  /** Lets the host work until `stop`. */
  async run(): Promise<void> {
    while (!this.#isStopping) {
      const { events, wait } = await this.#live.pump();
      this.outlets.deliver(this.#live.host, events);
      await this.#rest(wait);
    }
    this.#live.leave();
  }

  stop(): void {
    this.#isStopping = true;
    this.#rouse();
  }

  #rouse(): void {
    this.#isAwake = true;
    this.#wake();
  }

  /** Waits until there is something to do; clients are always heard in between. */
  async #rest(milliseconds: number | undefined): Promise<void> {
    if (this.#isAwake || milliseconds === 0) await new Promise<void>(done => setImmediate(done));
    else {
      await new Promise<void>(done => {
        const timer = milliseconds === undefined ? undefined : setTimeout(done, Math.min(milliseconds, 2 ** 31 - 1));
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
