import type { Host, HostEvent, Input, JournalEntry } from '../../engine/index.js';
import type { JournalFile } from '../state/journal-file.js';

/** Steps that are made before the program looks at its keyboard again. */
const stepsAtOnce = 4_000;

/** Real time after which the program looks at its keyboard again. */
const workAtOnceMs = 8;

/** A calendar that is less behind is right enough. */
const longAwayMs = 10 * 60_000;

/** Where the inputs of a host are kept. */
export type JournalLog = Pick<JournalFile, 'add' | 'write' | 'flush'>;

export interface LiveOptions {
  /** Jump over pauses. */
  readonly fast: boolean;
  /** Whether somebody waits for what comes after a pause; without anybody time passes as it does. Left out: always. */
  readonly mayJump?: () => boolean;
  /** Nobody sits at a terminal: while a program waits for input, the clock stands still instead of following the real one. Only with `fast`. */
  readonly isScripted?: boolean;
  /** How far ahead of the real clock the host stands still until that has caught up: clients of their own compare its times with theirs. Left out: 0. */
  readonly longestLeadMs?: number;
  /** Called at the very moment at which a program of the learner has ended, so that a replay can look at the same moments. */
  readonly onCommandEnd?: () => void;
}

/**
 * A host that runs while somebody watches. Its clock follows the real one, but never waits for work: what is done at once in the host is
 * done at once here, and `fast` jumps over pauses too. Each input is in the journal before its effect is shown.
 */
export class LiveHost {
  #host: Host;
  #journal: JournalLog;
  readonly #options: LiveOptions;
  /** Real time at which the host's clock was `#startedAt`. */
  #realStart = performance.now();
  #hostStart: number;
  #mustSync = false;

  constructor(host: Host, journal: JournalLog, options: LiveOptions) {
    this.#host = host;
    this.#journal = journal;
    this.#options = options;
    this.#hostStart = host.now();
  }

  get host(): Host {
    return this.#host;
  }

  /** The host at this very moment: its clock follows the real one even when nobody has put anything in. */
  present(): Host {
    this.#catchUp();
    return this.#host;
  }

  /** Goes on with another host: time has been turned back, or everything begins anew with a journal of its own. */
  replace(host: Host, journal: JournalLog = this.#journal): void {
    this.#host = host;
    this.#journal = journal;
    this.#restart();
  }

  /** Lets the host's clock make up for the time that it took to boot, so that it shows what clocks outside show. */
  makeUp(milliseconds: number): void {
    this.#hostStart += milliseconds;
  }

  /**
   * Shows today's date again in a host that nobody has run for long. How long ago things happened in it does not change: its own
   * clock has stood still (docs/decisions/003-journal-and-time.md).
   */
  followCalendar(): JournalEntry | undefined {
    const behindMs = Date.now() - this.#host.wallClockMs();
    return behindMs > longAwayMs ? this.put({ kind: 'clock', epochMs: Math.round(Date.now() - this.#host.now()) }) : undefined;
  }

  /** Puts something in; it is journalled with the moment at which the host took it. */
  put(input: Input): JournalEntry {
    this.#catchUp();
    const entry = this.#host.put(input);
    this.#journal.add(entry);
    this.#mustSync ||= mustSync(input);
    return entry;
  }

  /**
   * Lets the host work for a while and gives what came out. `wait` says how long nothing will happen by itself, in milliseconds;
   * undefined means until there is an input.
   */
  async pump(): Promise<{ readonly events: readonly HostEvent[]; readonly wait: number | undefined }> {
    this.#catchUp();
    if (this.#run() === 'external') {
      const host = this.#host;
      const entry = await host.settleExternal();
      if (entry && host === this.#host) this.#journal.add(entry);
      this.#run();
    }
    let events = this.#host.takeEvents();
    // What has come out is handed on first: it may be the end of what somebody waits for.
    if (events.length === 0 && this.#isSkipping && !this.#host.isBusy) {
      this.#host.jumpToNextTimer();
      events = this.#host.takeEvents();
    }
    this.flush();
    return { events, wait: this.#wait() };
  }

  flush(): void {
    if (this.#mustSync) this.#journal.flush();
    else this.#journal.write();
    this.#mustSync = false;
  }

  /** Records how far the host has come: a replay stops here to look at it, and the next program goes on from here. */
  mark(): JournalEntry {
    const entry = this.#host.put({ kind: 'time' });
    this.#journal.add(entry);
    return entry;
  }

  leave(): void {
    this.mark();
    this.#mustSync = true;
    this.flush();
  }

  get #isSkipping(): boolean {
    return this.#options.fast && !this.#host.isWaitingForInput && (this.#options.mayJump?.() ?? true);
  }

  #wait(): number | undefined {
    if (this.#host.isBusy) return 0;
    const next = this.#host.nextTimer();
    if (next === undefined) return undefined;
    if (this.#isSkipping) return 0;
    return this.#hasOwnTime ? undefined : Math.max(0, next - this.#now());
  }

  /** The host's clock has nothing to do with the real one. */
  get #hasOwnTime(): boolean {
    return this.#options.fast && this.#options.isScripted === true;
  }

  /** The moment that the host's clock should show. */
  #now(): number {
    return this.#hostStart + performance.now() - this.#realStart;
  }

  #catchUp(): void {
    if (this.#hasOwnTime) return;
    const now = this.#now();
    if (this.#host.now() < now) this.#run(now);
    // The host is ahead after much work: real time need not make up for more than was asked for.
    else this.#restart(Math.min(this.#host.now() - now, this.#options.longestLeadMs ?? 0));
  }

  /** Runs up to a moment, or without one as long as there is something to do, but only so much at once. */
  #run(until?: number): 'external' | 'done' {
    const host = this.#host;
    const limit = host.steps + stepsAtOnce;
    // Steps differ: a program that prints as fast as it can makes long ones.
    const deadline = performance.now() + workAtOnceMs;
    for (;;) {
      const ended = host.commandsEnded;
      const stop = (): boolean => host.commandsEnded !== ended || performance.now() >= deadline;
      const left = limit - host.steps;
      const result = until === undefined ? host.runWhileBusy(left, stop) : host.runUntil(until, left, stop);
      if (result.kind === 'external') return 'external';
      if (host.commandsEnded === ended) return 'done';
      this.#options.onCommandEnd?.();
    }
  }

  #restart(leadMs = 0): void {
    this.#realStart = performance.now();
    this.#hostStart = this.#host.now() - leadMs;
  }
}

/** What need not be on the disk before its effect is shown: it follows from what is, or nobody has done it. */
const unhurried: readonly Input['kind'][] = ['open', 'resize', 'reply', 'clock', 'time', 'stream-taken', 'stream-gone'];

/** What somebody has done must be on the disk before its effect is shown; keys of a line that is not finished need not. */
function mustSync(input: Input): boolean {
  if (input.kind === 'input' || input.kind === 'stream-data') return /[\r\n]/.test(input.data);
  return !unhurried.includes(input.kind);
}
