import type { Host, HostEvent, SessionId, StreamEvent, StreamId } from '../../engine/index.js';

type SessionEvent = Extract<HostEvent, { readonly kind: 'output' | 'exit' }>;

/** Hears what comes out of one session of the host. */
export interface SessionOutlet {
  /** The host waits for a promise: that is for the terminal of the program that runs it, not for clients. */
  readonly take: (event: SessionEvent) => Promise<void> | void;
  /** The host is no longer the one that it was; nothing more will come. */
  readonly onLost: () => void;
}

/** Hears what comes out of one stream with the outside. */
export interface StreamOutlet {
  readonly take: (event: StreamEvent) => void;
  /** Called after each stretch of the host's work. */
  readonly afterWork?: (host: Host) => void;
  readonly onLost: () => void;
}

/** Takes what comes out of a host to whoever waits for it. */
export class Outlets {
  readonly #sessions = new Map<SessionId, SessionOutlet>();
  readonly #streams = new Map<StreamId, StreamOutlet>();
  /** Called before clients are answered: what they have asked for has been done. */
  readonly beforeAnswers = new Set<(host: Host) => void>();
  /** Called after each stretch of the host's work, when everybody has their events. */
  readonly afterWork = new Set<(host: Host) => void>();

  addSession(id: SessionId, outlet: SessionOutlet): void {
    this.#sessions.set(id, outlet);
  }

  addStream(id: StreamId, outlet: StreamOutlet): void {
    this.#streams.set(id, outlet);
  }

  removeStream(id: StreamId): void {
    this.#streams.delete(id);
  }

  hasSession(id: SessionId): boolean {
    return this.#sessions.has(id);
  }

  get sessionCount(): number {
    return this.#sessions.size;
  }

  get hasSessions(): boolean {
    return this.#sessions.size > 0;
  }

  /** Hands out what a stretch of work gave, and counts what clients outside were sent. Events of sessions that nobody here has opened are left to others. */
  async deliver(host: Host, events: readonly HostEvent[]): Promise<number> {
    for (const event of events) {
      if (event.kind !== 'output' && event.kind !== 'exit') continue;
      await this.#sessions.get(event.session)?.take(event);
      if (event.kind === 'exit') this.#sessions.delete(event.session);
    }
    const sent = host.outside.takeEvents();
    if (sent.some(({ kind }) => kind === 'answer')) for (const action of this.beforeAnswers) action(host);
    for (const event of sent) {
      const outlet = this.#streams.get(event.stream);
      if (event.kind === 'stream-end') this.#streams.delete(event.stream);
      outlet?.take(event);
    }
    for (const outlet of this.#streams.values()) outlet.afterWork?.(host);
    for (const action of this.afterWork) action(host);
    return sent.length;
  }

  /** Another host has taken the place of this one: whoever waits is told that nothing will come, but for sessions that are in the new one as well. */
  reset(isThere: (session: SessionId) => boolean = () => false): void {
    const sessions = [...this.#sessions].filter(([id]) => !isThere(id));
    const lost = [...sessions.map(([, outlet]) => outlet), ...this.#streams.values()];
    for (const [id] of sessions) this.#sessions.delete(id);
    this.#streams.clear();
    for (const outlet of lost) outlet.onLost();
  }
}
