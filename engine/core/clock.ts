/** Milliseconds; fractions go down to a nanosecond. */
export type Ms = number;

/** A moment: milliseconds since the host was booted, negative before that. */
export type Instant = number;

/**
 * The host's only source of time. It moves when a step is charged, and jumps when nobody has anything to do before
 * the next timer, so the same inputs always give the same times.
 */
export class Clock {
  #epochMs: number;
  #now: Instant = 0;

  constructor(epochMs: number) {
    this.#epochMs = epochMs;
  }

  /** Wall-clock time of the boot, in milliseconds since 1970 (an input of the host). */
  get epochMs(): number {
    return this.#epochMs;
  }

  /** Moves the calendar: all that has happened is as long ago as before, on other days. Time itself goes on as it did. */
  setEpoch(epochMs: number): void {
    this.#epochMs = epochMs;
  }

  now(): Instant {
    return this.#now;
  }

  /** Adds the cost of work done. */
  charge(cost: Ms): void {
    this.#now += cost;
  }

  /** Jumps forward; a moment that has passed is ignored, for time never runs back. */
  jumpTo(instant: Instant): void {
    if (instant > this.#now) this.#now = instant;
  }

  /** Milliseconds since 1970 of a moment, for calendars and Unix times. */
  epochMsOf(instant: Instant): number {
    return this.epochMs + instant;
  }

  /** The moment of a Unix time in milliseconds. */
  instantOf(epochMs: number): Instant {
    return epochMs - this.epochMs;
  }
}
