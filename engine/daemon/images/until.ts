import type { Clock } from '../../core/clock.js';
import { failed } from '../errors.js';
import { parseTime } from '../timestamps.js';

const unitsMs: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A Go duration (`1h30m`) in milliseconds; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (unitsMs[unit] ?? 0),
    0,
  );
}

/** What the `until` filter means, in milliseconds since 1970: an age (`24h`), a time, or seconds since 1970. */
export function momentOf(clock: Clock, text: string): number {
  const age = parseDuration(text);
  if (age !== undefined) return clock.epochMsOf(clock.now()) - age;
  const date = /^\d{4}-\d\d-\d\d$/.test(text)
    ? `${text}T00:00:00Z`
    : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?$/.test(text)
      ? `${text}Z`
      : text;
  const time = parseTime(date);
  if (time !== undefined) return time;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  throw failed(`failed to parse value as time or duration: "${text}"`);
}
