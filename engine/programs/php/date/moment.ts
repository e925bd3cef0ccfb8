import { toUtc, type Zone } from './zones.js';

/** A moment with the zone that it is told in. */
export interface Moment {
  /** Seconds since 1970, in UTC. */
  readonly seconds: number;
  readonly micros: number;
  readonly zone: Zone;
}

/** What calendar and clock show. Months are counted from 1; numbers may be beyond their bounds until they are normalised. */
export interface Fields {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly h: number;
  readonly i: number;
  readonly s: number;
}

/** The day of a date, counted from 1970, whatever month and day are. */
export function dayNumber(y: number, m: number, d: number): number {
  const date = new Date(0);
  date.setUTCFullYear(y, m - 1, 1);
  return Math.round(date.getTime() / 86_400_000) + d - 1;
}

export function localSeconds({ y, m, d, h, i, s }: Fields): number {
  return dayNumber(y, m, d) * 86_400 + h * 3600 + i * 60 + s;
}

export function fieldsAt(local: number): Fields & { readonly weekday: number } {
  const date = new Date(local * 1000);
  return {
    y: date.getUTCFullYear(),
    m: date.getUTCMonth() + 1,
    d: date.getUTCDate(),
    h: date.getUTCHours(),
    i: date.getUTCMinutes(),
    s: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
  };
}

/** What a zone's calendar and clock show at a moment. */
export function fieldsOf({ seconds, zone }: Pick<Moment, 'seconds' | 'zone'>): Fields & { readonly weekday: number } {
  return fieldsAt(seconds + zone.at(seconds).offset);
}

export function momentOf(fields: Fields, micros: number, zone: Zone): Moment {
  return { seconds: toUtc(zone, localSeconds(fields)), micros, zone };
}

export function daysInMonth(y: number, m: number): number {
  return dayNumber(y, m + 1, 1) - dayNumber(y, m, 1);
}

/** Year and number of a week as ISO 8601 counts. */
export function isoWeek({ y, m, d }: Pick<Fields, 'y' | 'm' | 'd'>): { readonly year: number; readonly week: number } {
  const day = dayNumber(y, m, d);
  const thursday = day - ((((day + 3) % 7) + 7) % 7) + 3;
  const { y: year } = fieldsAt(thursday * 86_400);
  return { year, week: Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1 };
}
