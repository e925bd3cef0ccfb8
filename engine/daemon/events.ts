import { Channel } from '../core/channel.js';
import type { Clock, Instant } from '../core/clock.js';
import type { Scheduler } from '../core/scheduler.js';
import { sortedMap } from './json.js';
import { unixNanos, unixSeconds } from './timestamps.js';

export type EventType = 'container' | 'image' | 'network' | 'volume' | 'daemon' | 'builder';

/** Something that happened. */
export interface DockerEvent {
  readonly type: EventType;
  /** `start`, `exec_create: ls `, `health_status: healthy` */
  readonly action: string;
  readonly actorId: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly at: Instant;
}

/** How many past events can be asked for (moby daemon/events, eventsLimit). */
const KEPT = 256;
/** What one slow listener may have waiting before it is cut off. */
const LISTENER_QUEUE = 4096;

interface Listener {
  readonly channel: Channel<unknown>;
  readonly wants: (event: DockerEvent) => boolean;
}

/** What has happened lately, and who wants to hear what happens next. */
export class EventLog {
  readonly #clock: Clock;
  readonly #recent: DockerEvent[] = [];
  readonly #listeners = new Set<Listener>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many clients listen, for `docker info`. */
  get listeners(): number {
    this.#forgetCancelled();
    return this.#listeners.size;
  }

  emit(type: EventType, action: string, actorId: string, attributes: Readonly<Record<string, string>>): void {
    const event: DockerEvent = { type, action, actorId, attributes: sortedMap(attributes), at: this.#clock.now() };
    this.#recent.push(event);
    if (this.#recent.length > KEPT) this.#recent.shift();
    for (const listener of this.#listeners) this.#tell(listener, event);
  }

  #forgetCancelled(): void {
    for (const listener of this.#listeners) if (listener.channel.isCancelled) this.#listeners.delete(listener);
  }

  #tell(listener: Listener, event: DockerEvent): void {
    if (!listener.wants(event)) return;
    const gone = !listener.channel.offer(eventJson(this.#clock, event)) || listener.channel.length > LISTENER_QUEUE;
    if (!gone) return;
    listener.channel.end();
    this.#listeners.delete(listener);
  }

  /**
   * Past events since a moment (none without one), then those to come, until a moment or until the listener goes away.
   */
  listen(
    scheduler: Scheduler,
    wants: (event: DockerEvent) => boolean,
    { since, until }: { readonly since: Instant | undefined; readonly until: Instant | undefined },
  ): Channel<unknown> {
    const channel = new Channel<unknown>();
    const inTime = (event: DockerEvent): boolean => until === undefined || event.at <= until;
    if (since !== undefined) {
      for (const event of this.#recent)
        if (event.at >= since && inTime(event) && wants(event)) channel.offer(eventJson(this.#clock, event));
    }
    if (until !== undefined && until <= this.#clock.now()) {
      channel.end();
      return channel;
    }
    const listener: Listener = { channel, wants: event => inTime(event) && wants(event) };
    // Nobody tells the log when a client goes away: whoever comes next makes room.
    this.#forgetCancelled();
    this.#listeners.add(listener);
    if (until !== undefined) {
      scheduler.at(until, () => {
        channel.end();
        this.#listeners.delete(listener);
      });
    }
    return channel;
  }
}

/** The event's JSON; containers and images still have the fields of the time before API 1.22. */
export function eventJson(clock: Clock, event: DockerEvent): Readonly<Record<string, unknown>> {
  const from = event.attributes['image'];
  return {
    ...(event.type === 'container' || event.type === 'image' ? { status: event.action, id: event.actorId } : {}),
    ...(event.type === 'container' && from !== undefined ? { from } : {}),
    Type: event.type,
    Action: event.action,
    Actor: { ID: event.actorId, Attributes: event.attributes },
    scope: 'local',
    time: unixSeconds(clock, event.at),
    timeNano: unixNanos(clock, event.at),
  };
}
