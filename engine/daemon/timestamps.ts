import type { Clock, Instant } from '../core/clock.js';

const MS_PER_DAY = 86_400_000;

/** A moment split so that nanoseconds survive: whole milliseconds since 1970 and the nanoseconds beyond them. */
function split(clock: Clock, instant: Instant): { readonly epochMs: number; readonly nanos: number } {
  const whole = Math.floor(instant);
  const nanos = Math.round((instant - whole) * 1_000_000);
  return nanos === 1_000_000 ? { epochMs: clock.epochMs + whole + 1, nanos: 0 } : { epochMs: clock.epochMs + whole, nanos };
}

/** Go's zero time. */
export const ZERO_TIME = '0001-01-01T00:00:00Z';

/** `2026-11-22T18:11:44.222900253Z`, without trailing zeros, as Go's RFC3339Nano. */
export function formatTime(clock: Clock, instant: Instant): string {
  const fraction = fractionOf(clock, instant).replace(/0+$/, '');
  return `${secondsOf(clock, instant)}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** The same with all nine digits: the stamps of log lines. */
export function formatLogTime(clock: Clock, instant: Instant): string {
  return `${secondsOf(clock, instant)}.${fractionOf(clock, instant)}Z`;
}

/** To the second: `2026-11-22T18:11:44Z`. */
export function formatSeconds(clock: Clock, instant: Instant): string {
  return `${secondsOf(clock, instant)}Z`;
}

/** Seconds since 1970. */
export function unixSeconds(clock: Clock, instant: Instant): number {
  return Math.floor(split(clock, instant).epochMs / 1000);
}

/** Nanoseconds since 1970, as near as a double gets. */
export function unixNanos(clock: Clock, instant: Instant): number {
  const { epochMs, nanos } = split(clock, instant);
  return epochMs * 1_000_000 + nanos;
}

function fractionOf(clock: Clock, instant: Instant): string {
  const { epochMs, nanos } = split(clock, instant);
  const ms = ((epochMs % 1000) + 1000) % 1000;
  return String(ms).padStart(3, '0') + String(nanos).padStart(6, '0');
}

function secondsOf(clock: Clock, instant: Instant): string {
  const { epochMs } = split(clock, instant);
  const days = Math.floor(epochMs / MS_PER_DAY);
  const inDay = Math.floor((epochMs - days * MS_PER_DAY) / 1000);
  const { year, month, day } = civil(days);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clockTime = `${two(Math.floor(inDay / 3600))}:${two(Math.floor(inDay / 60) % 60)}:${two(inDay % 60)}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clockTime}`;
}

/** The calendar day of a count of days since 1970-01-01 (Hinnant's civil_from_days). */
function civil(daysSince1970: number): { readonly year: number; readonly month: number; readonly day: number } {
  const z = daysSince1970 + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Days since 1970-01-01 of a calendar day. */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** Milliseconds since 1970 of an RFC 3339 time; undefined when it is none. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hours, minutes, seconds, fraction, sign, offsetHours, offsetMinutes] = match;
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * (sign === '-' ? -1 : 1);
  const minutesOfDay = Number(hours) * 60 + Number(minutes) - offset;
  const ms = daysOf(Number(year), Number(month), Number(day)) * MS_PER_DAY + minutesOfDay * 60_000 + Number(seconds) * 1000;
  return ms + Number(fraction ?? 0) * 1000;
}

/** `1795371104` or `1795371104.271320000` (seconds since 1970) as a moment; undefined when it is no such number. */
export function parseUnixTime(clock: Clock, text: string): Instant | undefined {
  const match = /^(-?\d+)(?:\.(\d{1,9})\d*)?$/.exec(text);
  if (!match) return undefined;
  // Seconds and fraction apart: together they would lose microseconds in a double.
  return Number(match[1]) * 1000 - clock.epochMs + Number(`0.${match[2] ?? '0'}`) * 1000;
}
