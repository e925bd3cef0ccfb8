import { Host, type HostEvent, type Input, type JournalEntry } from '../../engine/index.js';
import type { JournalFile } from '../state/journal-file.js';

/** Steps that are made before the program looks at its keyboard again. */
const stepsAtOnce = 20_000;

/**
 * A host that runs while somebody watches. Its clock follows the real one, but never waits for work: what is done at once in the host is
 * done at once here, and `fast` jumps over pauses too. Each input is on the disk before its effect is shown.
 */
export class LiveHost {
  readonly host: Host;
  readonly #journal: JournalFile;
  readonly #fast: boolean;
  /** Real time at which the host's clock was `#startedAt`. */
  #realStart = performance.now();
  #hostStart: number;

  constructor(host: Host, journal: JournalFile, { fast }: { readonly fast: boolean }) {
    this.host = host;
    this.#journal = journal;
    this.#fast = fast;
    this.#hostStart = host.now();
  }

  /** Puts something in; it is journalled with the moment at which the host took it. */
  put(input: Input): JournalEntry {
    this.#catchUp();
    const entry = this.host.put(input);
    this.#journal.add(entry);
    return entry;
  }

  /**
   * Lets the host work for a while and gives what came out. `wait` says how long nothing will happen by itself, in milliseconds;
   * undefined means until there is an input.
   */
  async pump(): Promise<{ readonly events: readonly HostEvent[]; readonly wait: number | undefined }> {
    this.#catchUp();
    let result = this.host.runWhileBusy(stepsAtOnce);
    if (result.kind === 'external') {
      await this.host.settleExternal();
      result = this.host.runWhileBusy(stepsAtOnce);
    }
    if (this.#fast && !this.host.isBusy && !this.host.isWaitingForInput) this.host.jumpToNextTimer();
    const events = this.host.takeEvents();
    this.#journal.flush();
    return { events, wait: this.#wait() };
  }

  /** Records how far the host has come, so that the next program goes on from there. */
  leave(): void {
    this.#journal.add(this.host.put({ kind: 'time' }));
    this.#journal.flush();
  }

  #wait(): number | undefined {
    if (this.host.isBusy) return 0;
    const next = this.host.nextTimer();
    if (next === undefined) return undefined;
    if (this.#fast && !this.host.isWaitingForInput) return 0;
    return Math.max(0, next - this.#now());
  }

  /** The moment that the host's clock should show. */
  #now(): number {
    return this.#hostStart + performance.now() - this.#realStart;
  }

  #catchUp(): void {
    const now = this.#now();
    if (this.host.now() < now) this.host.runUntil(now, stepsAtOnce);
    // The host is ahead after much work: real time need not make up for it.
    else this.#restart();
  }

  #restart(): void {
    this.#realStart = performance.now();
    this.#hostStart = this.host.now();
  }
}
